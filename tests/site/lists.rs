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
