//! What the pages say, on the sample corpus.

use crate::client::Site;
use crate::common::Sample;

#[test]
fn every_page_of_the_menu_answers_in_vietnamese_and_in_english() {
    let sample = Sample::of(&["corpus"]);
    let site = Site::of(sample.folder());
    for (path, vi, en) in [
        ("/", "Sắp đến hạn", "Due soon"),
        ("/deadlines?year=2024-2025", "Thời hạn", "Deadlines"),
        ("/targets?year=2024-2025", "Chỉ tiêu", "Targets"),
        ("/documents", "Cơ quan ban hành", "Issuer"),
        ("/works", "Lần viện dẫn", "Mentions"),
        ("/health", "Kiểm tra toàn bộ cơ sở dữ liệu", "Check all of the database"),
        ("/health?check=all", "Cơ sở dữ liệu nguyên vẹn", "The database is sound"),
        ("/help", "Phím tắt", "Keys"),
    ] {
        let page = site.get(path);
        assert_eq!(page.status, 200, "{path}");
        assert!(page.text().contains("<html lang=\"vi\">") && page.text().contains(vi), "{path}: {vi}");
        let page = site.get_with(path, "Cookie: lang=en\r\n").text();
        assert!(page.contains("<html lang=\"en\">") && page.contains(en), "{path}: {en}");
    }
}

#[test]
fn a_search_leads_to_the_very_place_on_the_page() {
    let sample = Sample::of(&["corpus"]);
    let site = Site::of(sample.folder());
    let found = site.get("/search?q=tt%2027%2F2020").text();
    assert!(found.contains("Năm học 2024-2025") && found.contains("<mark>"), "mentions stand under their years");
    let link =
        found.split("href=\"").find(|link| link.starts_with("/documents/") && link.contains("fact=")).expect("a place");
    let link = link.split('"').next().expect("an address").replace("&amp;", "&").replace("&#38;", "&");
    let (address, place) = link.split_once('#').expect("a row to go to");
    let page = site.get(address).text();
    assert!(page.contains(&format!("id=\"{place}\" data-row")), "the row is there: {place}");
    assert!(page.contains("class=\"lit\""), "and it is lit");
    assert!(page.contains("<image href=\"/documents/") && page.contains("<rect "), "the page is shown with its boxes");
    let image = page.split("<image href=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("an image");
    let image = site.get(image);
    assert_eq!((image.status, image.header("content-type")), (200, Some("image/png")));
    assert!(image.body.starts_with(b"\x89PNG"));
    let words = site.get("/search?q=boi%20duong%20giao%20vien").text();
    assert!(
        words.to_lowercase().contains("<mark>bồi</mark>") || words.to_lowercase().contains("<mark>bồi dưỡng"),
        "tone marks are optional"
    );
}

#[test]
fn the_original_file_opens_and_only_a_pdf_is_shown() {
    let sample = Sample::of(&["corpus"]);
    let site = Site::of(sample.folder());
    for id in 1..=3 {
        let file = site.get(&format!("/documents/{id}/file"));
        assert_eq!(file.status, 200);
        let is_pdf = file.body.starts_with(b"%PDF");
        assert_eq!(
            file.header("content-type"),
            Some(if is_pdf { "application/pdf" } else { "application/octet-stream" })
        );
        assert_eq!(file.header("content-disposition").is_some(), !is_pdf);
    }
}

#[test]
fn without_a_store_the_site_says_how_to_make_one() {
    let empty = tempfile::tempdir().expect("a folder");
    let site = Site::of(empty.path().join("none"));
    let page = site.get("/");
    assert_eq!(page.status, 200);
    assert!(page.text().contains("chidao index"), "{}", page.text());
}

#[test]
fn the_language_is_changed_by_a_form_and_remembered() {
    let empty = tempfile::tempdir().expect("a folder");
    let site = Site::of(empty.path());
    let token = site.token();
    let changed = site.post(&format!("/language?token={token}"), "", "lang=en&back=%2Fhelp");
    assert_eq!((changed.status, changed.header("location")), (303, Some("/help")));
    let cookie = changed.header("set-cookie").expect("a cookie");
    assert!(
        cookie.starts_with("lang=en;") && cookie.contains("SameSite=Strict") && cookie.contains("HttpOnly"),
        "{cookie}"
    );
    let away = site.post(&format!("/language?token={token}"), "", "lang=en&back=%2F%2Fevil.example");
    assert_eq!(away.header("location"), Some("/"), "the way back stays on the site");
}

#[test]
fn files_that_are_sent_become_documents() {
    let folder = tempfile::tempdir().expect("a folder");
    let site = Site::of(folder.path().join("store"));
    let token = site.token();
    let text = "PHÒNG GIÁO DỤC VÀ ĐÀO TẠO\nSố: 17/PGDĐT-THCS\nAn Bình, ngày 05 tháng 9 năm 2024\nBáo cáo trước ngày 15/10/2024.\n";
    let form = format!(
        "--x\r\nContent-Disposition: form-data; name=\"files\"; filename=\"../../17.txt\"\r\n\r\n{text}\r\n--x--\r\n"
    );
    let sent = site.send(
        format!(
            "POST /intake/files?token={token} HTTP/1.1\r\nHost: {}\r\nContent-Type: multipart/form-data; boundary=x\r\n\
             Content-Length: {}\r\nConnection: close\r\n\r\n{form}",
            site.host,
            form.len()
        )
        .as_bytes(),
    );
    assert_eq!((sent.status, sent.header("location")), (303, Some("/intake")));
    let until = std::time::Instant::now() + std::time::Duration::from_secs(60);
    let page = loop {
        let page = site.get("/intake").text();
        if page.contains("Đã nạp xong") || std::time::Instant::now() > until {
            break page;
        }
        std::thread::sleep(std::time::Duration::from_millis(100));
    };
    assert!(page.contains("1 tệp mới"), "{page}");
    assert!(site.get("/documents").text().contains("17/PGDĐT-THCS"));
    assert!(folder.path().join("store-received/17.txt").exists(), "it is kept, and nowhere else");
    assert_eq!(site.post(&format!("/intake/folder?token={token}"), "", "folder=%2Fno%2Fsuch").status, 400);
}

#[test]
fn what_is_wrong_with_what_is_sent_is_said_in_both_languages_with_what_to_do() {
    let folder = tempfile::tempdir().expect("a folder");
    let site = Site::of(folder.path().join("store"));
    let token = site.token();
    let send = |path: &str, kind: &str, cookie: &str, length: usize, body: &[u8]| {
        let mut request = format!(
            "POST {path}?token={token} HTTP/1.1\r\nHost: {}\r\n{cookie}Content-Type: {kind}\r\n\
             Content-Length: {length}\r\nConnection: close\r\n\r\n",
            site.host
        )
        .into_bytes();
        request.extend_from_slice(body);
        site.send(&request)
    };
    let file = |name: &str, body: &str| {
        format!("--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n{body}\r\n--x--\r\n")
    };
    let form = "multipart/form-data; boundary=x";
    let big = vec![b'a'; (64 << 20) + 1];
    let (none, damaged, broken) = ("--x--\r\n".to_owned(), file("a.pdf", "%PDF-1.7 none"), "--y\r\n".to_owned());
    for (path, body, status, vi, en) in [
        ("/intake/files", big.as_slice(), 413, "không được quá 64 MB", "must not exceed 64 MB"),
        ("/intake/files", none.as_bytes(), 400, "Chưa chọn tệp nào", "No file was chosen"),
        ("/intake/files", broken.as_bytes(), 400, "tải lại trang rồi gửi lại", "Load the page again"),
        ("/check", damaged.as_bytes(), 400, "lưu lại thành PDF hoặc DOCX", "Save it as PDF or DOCX"),
        ("/check", none.as_bytes(), 400, "chọn một tệp hoặc dán nội dung", "choose a file or paste a text"),
    ] {
        for (cookie, words, lang) in [("", vi, "vi"), ("Cookie: lang=en\r\n", en, "en")] {
            let answer = send(path, form, cookie, body.len(), body);
            let page = answer.text();
            assert_eq!(answer.status, status, "{path}: {page}");
            assert!(page.contains(&format!("<html lang=\"{lang}\">")) && page.contains(words), "{path}: {page}");
        }
    }
    let stale = site.post("/intake/folder?token=0", "", "folder=x");
    assert!(stale.status == 403 && stale.text().contains("tải lại trang"), "{}", stale.text());
}

#[test]
fn a_deadline_stands_on_its_last_day_in_time_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = "PHÒNG GIÁO DỤC VÀ ĐÀO TẠO\nSố: 17/PGDĐT-THCS\nAn Bình, ngày 05 tháng 9 năm 2024\n\
        V/v nhiệm vụ năm học 2024-2025\n1. Các trường nộp kế hoạch trước ngày 20/9/2024.\n";
    std::fs::write(folder.path().join("17.txt"), text).expect("written");
    let sample = Sample::of(&[&folder.path().display().to_string()]);
    let site = Site::of(sample.folder());
    let month = site.get("/deadlines?year=2024-2025&month=2024-09").text();
    let days: Vec<&str> = month.split("<td").skip(1).filter(|day| day.contains("<li>")).collect();
    assert!(
        days.len() == 1 && days[0].contains("datetime=\"2024-09-19\"") && days[0].contains("trước 20/9/2024"),
        "{days:?}"
    );
    let list = site.get("/deadlines?year=2024-2025").text();
    assert!(list.contains("datetime=\"2024-09-19\"") && list.contains("ngày cuối: 19/9/2024"), "{list}");
}

#[test]
fn a_cited_work_says_whether_it_holds_and_for_whom() {
    let sample = Sample::of(&["corpus"]);
    let site = Site::of(sample.folder());
    let found = site.get("/search?q=Th%C3%B4ng%20t%C6%B0%2036%2F2017%2FTT-BGD%C4%90T").text();
    let link = found.split("href=\"/works/").nth(1).and_then(|rest| rest.split('"').next()).expect("a cited work");
    let page = site.get(&format!("/works/{link}?on=2024-09-04")).text();
    assert!(page.contains("class=\"status ended\"") && page.contains("09/2024/TT-BGDĐT"), "{page}");
    let before = site.get(&format!("/works/{link}?on=2023-09-04")).text();
    assert!(!before.contains("class=\"status ended\""), "before the day it still held");
}

#[test]
fn a_pasted_draft_is_checked_and_not_kept() {
    let empty = tempfile::tempdir().expect("a folder");
    let site = Site::of(empty.path().join("none"));
    let token = site.token();
    let draft = "PHÒNG GIÁO DỤC VÀ ĐÀO TẠO\nSố: 17/PGDĐT-THCS\nAn Bình, ngày 05 tháng 9 năm 2024\n\
        Thực hiện công khai theo Thông tư số 36/2017/TT-BGDĐT ngày 28/12/2017 của Bộ Giáo dục và Đào tạo.\n";
    let form: String = draft.bytes().map(|byte| format!("%{byte:02X}")).collect();
    let page = site.post(&format!("/check?token={token}"), "", &format!("text={form}"));
    assert_eq!(page.status, 200);
    let page = page.text();
    assert!(
        page.contains("finding error") && page.contains("09/2024/TT-BGDĐT") && page.contains("19/7/2024"),
        "{page}"
    );
    assert!(!empty.path().join("none").exists(), "a check makes no store");
}
