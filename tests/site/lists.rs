//! Lists that help to go on: kept searches with what is new, true counts beside the facets, the year before.

use std::fs;

use crate::client::Site;
use crate::common::{Sample, chidao};

fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

fn directive(n: u32, day: u32, issuer: &str) -> String {
    format!(
        "{issuer}\nSố: {n}/PGDĐT-THCS\nAn Bình, ngày {day:02} tháng 9 năm 2024\nV/v công tác năm học 2024-2025\n\
         1. Các trường dạy bơi cho học sinh lớp 6.\n2. Các trường dạy bơi cho học sinh lớp 7.\n"
    )
}

#[test]
fn a_kept_search_says_what_is_new_until_it_was_looked_at() {
    let files = tempfile::tempdir().expect("a folder");
    fs::write(files.path().join("1.txt"), directive(11, 5, "PHÒNG GIÁO DỤC VÀ ĐÀO TẠO AN BÌNH")).expect("written");
    let path = files.path().display().to_string();
    let sample = Sample::of(&[&path]);
    let site = Site::of(sample.folder());
    let token = site.token();
    let address = "/search?q=day%20boi";
    let form = |more: &str| format!("{more}&back={}", encoded(address));
    let save = format!("do=save&name={}&address={}", encoded("Dạy bơi"), encoded(address));
    let saved = site.post(&format!("/searches?token={token}"), "", &save);
    assert_eq!((saved.status, saved.header("location")), (303, Some(address)));
    let away = format!("do=save&name=x&address={}", encoded("//evil.example/search?q=x"));
    assert_eq!(site.post(&format!("/searches?token={token}"), "", &away).status, 404);
    assert!(site.get("/").text().contains("không có gì mới"));
    fs::write(files.path().join("2.txt"), directive(12, 6, "PHÒNG GIÁO DỤC VÀ ĐÀO TẠO AN HÒA")).expect("written");
    // Read anew and moved: that is not new.
    fs::rename(files.path().join("1.txt"), files.path().join("0.txt")).expect("moved");
    assert!(chidao(&["index", "--store", sample.folder(), &path]).status.success());
    assert!(site.get("/").text().contains("1 văn bản mới khớp"), "the first page says so");
    let found = site.get(address).text();
    let new: Vec<&str> = found.split("<article").filter(|hit| hit.contains("class=\"fresh\"")).collect();
    assert!(new.len() == 1 && new[0].contains("12/PGDĐT-THCS"), "{found}");
    let id = found.split("name=\"id\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("its number");
    let seen = site.post(&format!("/searches?token={token}"), "", &form(&format!("do=seen&id={id}")));
    assert_eq!(seen.status, 303);
    assert!(site.get("/searches").text().contains("không có gì mới"));
    let gone = site.post(&format!("/searches?token={token}"), "", &form(&format!("do=forget&id={id}")));
    assert_eq!(gone.status, 303);
    assert!(site.get("/searches").text().contains("Chưa lưu tìm kiếm nào"));
}

#[test]
fn counts_beside_the_facets_are_those_of_the_list_that_they_lead_to() {
    let sample = Sample::of(&["corpus"]);
    let site = Site::of(sample.folder());
    for query in ["hoc%20sinh", "27%2F2020", "ke%20hoach%20giao%20duc"] {
        let page = site.get(&format!("/search?q={query}")).text();
        let aside = page.split("<aside").nth(1).and_then(|rest| rest.split("</aside>").next()).expect("facets");
        let mut followed = 0;
        for choice in aside.split("<li>").skip(1) {
            let address = choice.split("href=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("an address");
            let count: usize = choice
                .split("class=\"about\">")
                .nth(1)
                .and_then(|rest| rest.split('<').next()?.parse().ok())
                .expect("a count");
            let list = site.get(&address.replace("&#38;", "&").replace("&amp;", "&")).text();
            let said = list.split("class=\"count\" role=\"status\">").nth(1).expect("how many");
            let found: usize = said.split(' ').next().and_then(|n| n.parse().ok()).expect("a number");
            assert_eq!(found, count, "{address}");
            followed += 1;
        }
        assert!(followed >= 8, "{query}: {followed}");
        assert!(aside.contains("Hiệu lực"), "{query}");
    }
}

#[test]
fn the_same_task_of_the_year_before_stands_beside_a_deadline() {
    let sample = Sample::of(&["corpus"]);
    let site = Site::of(sample.folder());
    let plain = site.get("/deadlines?year=2024-2025").text();
    assert!(!plain.contains("năm trước:"));
    let page = site.get("/deadlines?year=2024-2025&before=1").text();
    assert!(page.matches("năm trước:").count() > 5, "{page}");
}

#[test]
fn targets_of_two_years_are_compared_and_each_figure_leads_to_its_page() {
    let sample = Sample::of(&["corpus"]);
    let site = Site::of(sample.folder());
    let page = site.get("/compare?old=2023-2024&new=2024-2025&level=tieu-hoc").text();
    for fate in ["giữ nguyên", "tăng", "giảm", "đổi mức", "mới", "bỏ", "không ghép được"] {
        assert!(page.contains(&format!(">{fate} <strong>")), "{fate}");
    }
    let cell = page.split("data-label=\"2023-2024\"><a href=\"").nth(1).expect("a figure of the earlier year");
    let address = cell.split('"').next().expect("an address").replace("&#38;", "&").replace("&amp;", "&");
    assert!(site.get(address.split('#').next().unwrap_or_default()).text().contains("class=\"lit\""));
    let raised = site.get("/compare?old=2023-2024&new=2024-2025&level=tieu-hoc&change=raised").text();
    assert!(raised.contains("change raised\">tăng</span>") && !raised.contains("change lowered\">giảm</span>"));
    let reversed = site.get("/compare?old=2024-2025&new=2023-2024");
    assert!(reversed.status == 200 && reversed.text().contains("năm trước phải đứng trước năm sau"));
    assert_eq!(site.get("/compare/pages?old=1.999999&new=2.1").status, 404);
}

/// The number in front of a count.
fn number(text: &str) -> usize {
    text.split(|c: char| !c.is_ascii_digit()).next().and_then(|n| n.parse().ok()).unwrap_or_default()
}

#[test]
fn a_list_of_hundreds_has_true_counts_and_every_row_is_on_some_page() {
    let files = tempfile::tempdir().expect("a folder");
    for n in 1..=230 {
        let ended =
            if n == 7 { "Thông tư số 7/2024/TT-BGDĐT hết hiệu lực từ ngày 01/10/2024.\n" } else { "" };
        let text = format!(
            "PHÒNG GIÁO DỤC VÀ ĐÀO TẠO\nSố: {n}/PGDĐT-THCS\nAn Bình, ngày 05 tháng 9 năm 2024\n\
             V/v công tác năm học 2024-2025\nThực hiện Thông tư số 27/2020/TT-BGDĐT ngày 04/9/2020;\n{ended}\
             1. Các trường dạy bơi.\n2. Báo cáo lần một trước ngày 15/10/2024.\n3. Nộp kế hoạch chậm nhất 20/11/2024.\n"
        );
        fs::write(files.path().join(format!("{n:03}.txt")), text).expect("written");
    }
    let replacing = "BỘ GIÁO DỤC VÀ ĐÀO TẠO\nSố: 900/PGDĐT-THCS\nHà Nội, ngày 06 tháng 9 năm 2024\nV/v dạy bơi\n\
        Công văn này thay thế Công văn số 8/PGDĐT-THCS ngày 05/9/2024 và thực hiện Thông tư số 27/2020/TT-BGDĐT.\n";
    fs::write(files.path().join("900.txt"), replacing).expect("written");
    let sample = Sample::of(&[&files.path().display().to_string()]);
    let site = Site::of(sample.folder());
    let page = site.get("/search?q=27%2F2020").text();
    let aside = page.split("<aside").nth(1).and_then(|rest| rest.split("</aside>").next()).expect("facets");
    let holds = aside.split("Hiệu lực hôm nay").nth(1).expect("validity is counted for more than 200 documents");
    let counts: Vec<usize> = holds.split("class=\"about\">").skip(1).map(number).collect();
    assert!(counts.len() >= 2 && counts.iter().sum::<usize>() == 231, "{counts:?}");
    let said = number(page.split("class=\"count\" role=\"status\">").nth(1).expect("how many"));
    let work =
        page.split("class=\"known\"").nth(1).and_then(|rest| rest.split("</strong></a> · ").nth(1)).expect("the work");
    assert_eq!((said, number(work)), (231, 231), "one page, one count");
    let link = page.split("href=\"/works/").nth(1).and_then(|rest| rest.split('"').next()).expect("its page");
    let on_its_page = site.get(&format!("/works/{link}")).text();
    assert!(on_its_page.contains("231 lần trong 231 văn bản"), "{on_its_page}");
    for (path, rows) in
        [("/search?q=27%2F2020", 231), (&*format!("/works/{link}"), 231), ("/deadlines", 460), ("/documents", 231)]
    {
        let mut seen = std::collections::BTreeSet::new();
        let (mut next, mut pages) = (path.to_owned(), 0);
        loop {
            let page = site.get(&next).text();
            for row in page.split(" data-row").skip(1) {
                let link = row.split("href=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a row leads on");
                assert!(seen.insert(link.to_owned()), "{link} stands twice in {path}");
            }
            pages += 1;
            match page.split("rel=\"next\" href=\"").nth(1).and_then(|rest| rest.split('"').next()) {
                Some(link) => next = link.replace("&#38;", "&").replace("&amp;", "&"),
                None => break,
            }
        }
        assert!(seen.len() >= rows && pages > 1, "{path}: {} rows on {pages} pages", seen.len());
    }
}

#[test]
fn a_search_that_finds_nothing_says_what_would_find_something() {
    let sample = Sample::of(&["corpus"]);
    let site = Site::of(sample.folder());
    let ideas = |path: &str| {
        let page = site.get(path).text();
        let list = page.split("Thử cách khác:").nth(1).and_then(|rest| rest.split("</section>").next());
        list.unwrap_or_default().replace("&#38;", "&").replace("&amp;", "&")
    };
    // Fewer words; another year; no filter at all. Each idea leads to what it promises.
    for (path, words, leads) in [
        ("/search?q=boi%20duong%20zzzz%20qqqq%20xxxx", "Chỉ có", "/search?q=boi%20duong"),
        ("/search?q=27%2F2020&year=2031-2032", "Năm học 2024-2025", "/search?q=27%2F2020&year=2024-2025"),
        ("/search?q=boi%20duong&type=luat", "Bỏ các bộ lọc", "/search?q=boi%20duong"),
    ] {
        let offered = ideas(path);
        assert!(offered.contains(words) || offered.contains(&words.to_lowercase()), "{path}: {offered}");
        assert!(offered.contains(&format!("href=\"{leads}\"")), "{path}: {offered}");
        assert!(site.get(leads).text().contains("<article"), "{leads} finds something");
    }
    let near = site.get("/search?q=bo%20duongg").text();
    assert!(near.contains("Có phải bạn tìm:"), "a near spelling: {near}");
    let (_, _, told) = sample.ask(&["search", "boi duong zzzz qqqq xxxx", "--lang", "vi"]);
    assert!(told.contains("boi duong"), "the command says so as well: {told}");
}
