//! Confirming on the site: a fact is looked at, said to be right, otherwise or none, and every page shows it.

use crate::client::{Answer, Site};
use crate::common::Sample;

/// The value of a hidden field of the first form that has it.
fn hidden(page: &str, name: &str) -> String {
    let field = format!("name=\"{name}\" value=\"");
    // The form of the language stands before the page's own.
    let main = page.split_once("<main").map_or(page, |(_, main)| main);
    let value = main.split(&field).nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_default();
    value.replace("&#38;", "&").replace("&amp;", "&")
}

fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

/// Says something of the fact that `page` asks about.
fn say(site: &Site, page: &str, what: &str, more: &str) -> Answer {
    let form: Vec<String> = ["document", "fact", "at", "back"]
        .map(|name| format!("{name}={}", encoded(&hidden(page, name))))
        .into_iter()
        .chain([format!("do={what}")])
        .collect();
    site.post(&format!("/review?token={}", site.token()), "", &format!("{}{more}", form.join("&")))
}

#[test]
fn a_fact_is_confirmed_with_its_image_and_taken_back() {
    let sample = Sample::of(&["corpus"]);
    let site = Site::of(sample.folder());
    let page = site.get("/review?kind=deadline").text();
    assert!(page.contains("class=\"page crop\"") && page.contains("<rect "), "the place on the page is shown");
    assert!(page.contains("máy đề xuất") && !page.contains("class=\"review confirmed\""));
    let (document, anchor) = (hidden(&page, "document"), hidden(&page, "at"));
    let said = say(&site, &page, "confirm", "");
    assert_eq!(said.status, 303, "{}", said.text());
    let next = site.get(said.header("location").expect("the next one")).text();
    assert!(next.contains("<strong>đã xác nhận</strong>"), "what was said is shown");
    assert_ne!(hidden(next.split("<article").nth(1).expect("a fact"), "at"), anchor, "the next one comes");
    let shown = site.get(&format!("/documents/{document}?tab=deadlines")).text();
    assert!(shown.contains("class=\"review confirmed\">đã xác nhận"), "{shown}");
    assert!(site.get("/reviewed").text().contains("đã xác nhận"));
    // The form above the next fact takes back what was said last.
    let back = say(&site, &next, "withdraw", "");
    assert_eq!(back.status, 303);
    assert!(!site.get(&format!("/documents/{document}?tab=deadlines")).text().contains("class=\"review confirmed\""));
}

#[test]
fn a_corrected_value_wins_and_the_machines_is_shown_beside_it() {
    let sample = Sample::of(&["corpus"]);
    let site = Site::of(sample.folder());
    let page = site.get("/review?kind=deadline&year=2024-2025").text();
    let (document, anchor) = (hidden(&page, "document"), hidden(&page, "at"));
    let wrong = say(&site, &page, "correct", "&start=&end=31%2F4%2F2024&kind=due");
    assert_eq!(wrong.status, 400, "the calendar has no such day");
    let said = say(&site, &page, "correct", "&start=&end=17%2F3%2F2031&kind=due&action=N%E1%BB%99p&exclusive=false");
    assert_eq!(said.status, 303, "{}", said.text());
    let list = site.get("/deadlines?year=2024-2025").text();
    assert!(list.contains("17/3/2031") && list.contains("máy đọc:"), "the person's day, and what the machine reads");
    let listed = sample.json(&["show", &document]);
    let of = |list: &serde_json::Value| list["deadlines"].as_array().expect("a list").clone();
    let corrected: Vec<_> = of(&listed).into_iter().filter(|row| row["review"]["state"] == "corrected").collect();
    assert_eq!(corrected.len(), 1, "{anchor}");
    assert_eq!(corrected[0]["fact"]["end"], "2031-03-17");
    assert_ne!(corrected[0]["review"]["machine"]["end"], "2031-03-17");
    let lists = sample.json(&["deadlines", "2024-2025"]);
    let states = |state: &str| {
        let rows = lists["deadlines"].as_array().expect("a list");
        rows.iter().filter(|row| row["review"]["state"] == state).count()
    };
    assert!(states("corrected") == 1 && states("proposed") > 10 && states("confirmed") == 0);
    let (_, table, _) = sample.ask(&["deadlines", "2024-2025"]);
    assert_eq!(table.matches("corrected (").count(), 1, "{table}");
    let (_, csv, _) = sample.ask(&["deadlines", "2024-2025", "--format", "csv"]);
    assert!(csv.lines().any(|line| line.contains("2031-03-17") && line.contains(",corrected,")), "{csv}");
}

#[test]
fn a_dismissed_fact_stays_on_the_documents_page_only() {
    let sample = Sample::of(&["corpus"]);
    let site = Site::of(sample.folder());
    let page = site.get("/review?kind=target").text();
    let document = hidden(&page, "document");
    let count = |text: &str| text.matches("data-row").count();
    let before = count(&site.get("/targets").text());
    assert_eq!(say(&site, &page, "dismiss", "").status, 303);
    assert_eq!(count(&site.get("/targets").text()), before - 1);
    assert!(site.get(&format!("/documents/{document}?tab=targets")).text().contains("class=\"review dismissed\""));
}

#[test]
fn what_is_not_there_cannot_be_confirmed_and_the_way_on_stays_on_the_site() {
    let sample = Sample::of(&["corpus/2024-2025-phong-vankhe-thong-bao-day-them.pdf"]);
    let site = Site::of(sample.folder());
    let token = site.token();
    let post = |form: &str| site.post(&format!("/review?token={token}"), "", form);
    assert_eq!(post("document=1&fact=deadline&at=nothing&do=confirm").status, 400);
    assert_eq!(post("document=1&fact=nothing&at=nothing&do=confirm").status, 404);
    assert_eq!(post("document=99&fact=deadline&at=x&do=correct").status, 400);
    let page = site.get("/review").text();
    let form = format!(
        "document={}&fact={}&at={}&do=confirm&back=%2F%2Fevil.example",
        hidden(&page, "document"),
        hidden(&page, "fact"),
        hidden(&page, "at")
    );
    assert_eq!(post(&form).header("location"), Some("/review"));
}

#[test]
fn a_file_without_a_number_is_confirmed_to_be_what_others_cite() {
    let folder = tempfile::tempdir().expect("a folder");
    let subject = "hướng dẫn thực hiện nhiệm vụ giáo dục tiểu học năm học 2024-2025";
    let cites = format!(
        "PHÒNG GIÁO DỤC VÀ ĐÀO TẠO HUYỆN AN BÌNH\nSố: 17/PGDĐT-TH\nAn Bình, ngày 05 tháng 9 năm 2024\nV/v tổ chức tập huấn\n\
         Thực hiện Công văn số 1234/SGDĐT-GDTH ngày 20/8/2024 của Sở Giáo dục và Đào tạo về việc {subject};\n"
    );
    std::fs::write(folder.path().join("17.txt"), cites).expect("written");
    let headless = format!(
        "SỞ GIÁO DỤC VÀ ĐÀO TẠO\nSố:      /SGDĐT-GDTH\nngày 20 tháng 8 năm 2024\nV/v {subject}\n\
         Sở Giáo dục và Đào tạo {subject} như sau:\n1. Nhiệm vụ chung.\n"
    );
    std::fs::write(folder.path().join("du-thao.txt"), headless).expect("written");
    let sample = Sample::of(&[&folder.path().display().to_string()]);
    let site = Site::of(sample.folder());
    let page = site.get("/review?kind=identity").text();
    assert!(page.contains("1234/SGDĐT-GDTH"), "{page}");
    let id = hidden(&page, "document");
    assert!(site.get(&format!("/documents/{id}")).text().contains("1234/SGDĐT-GDTH"), "the document's page asks too");
    let form = format!("document={id}&work={}&do=confirm&back=%2Fdocuments%2F{id}", encoded(&hidden(&page, "work")));
    let said = site.post(&format!("/identity?token={}", site.token()), "", &form);
    assert_eq!(said.status, 303, "{}", said.text());
    let page = site.get(&format!("/documents/{id}")).text();
    assert!(page.contains("Một người đã nói đây là:") && page.contains("1234/SGDĐT-GDTH"), "{page}");
    assert!(site.get("/review?kind=identity").text().contains("Không còn mục nào"));
}

#[test]
fn a_reference_that_is_set_right_stands_under_the_work_that_was_meant() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = |n: u32, cited: &str| {
        format!(
            "PHÒNG GIÁO DỤC VÀ ĐÀO TẠO\nSố: {n}/PGDĐT-THCS\nAn Bình, ngày 05 tháng 9 năm 2024\n\
             V/v công tác năm học 2024-2025\nThực hiện {cited};\n"
        )
    };
    std::fs::write(folder.path().join("1.txt"), text(11, "Thông tư số 28/2020/TT-BGDĐT")).expect("written");
    std::fs::write(folder.path().join("2.txt"), text(12, "Thông tư số 27/2020/TT-BGDĐT")).expect("written");
    let sample = Sample::of(&[&folder.path().display().to_string()]);
    let site = Site::of(sample.folder());
    let works = site.get("/works").text();
    let address = |name: &str| {
        let row = works.split("<tr data-row>").find(|row| row.contains(name)).expect("the work");
        row.split("href=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("its page").to_owned()
    };
    let (wrong, right) = (address("28/2020"), address("27/2020"));
    let cites = |page: &str, number: &str| site.get(page).text().contains(&format!("{number}/PGDĐT-THCS"));
    assert!(cites(&wrong, "11") && !cites(&right, "11"));
    // The document that cites the wrong number is the one whose reference is asked about.
    let mut page = site.get("/review?kind=reference").text();
    if !page.contains("28/2020") {
        page = site.get("/review?kind=reference&skip=1").text();
    }
    assert!(page.contains("28/2020"), "{page}");
    let cited = encoded("Thông tư số 27/2020/TT-BGDĐT");
    assert_eq!(say(&site, &page, "correct", &format!("&cited={cited}&relation=implements")).status, 303);
    assert!(!cites(&wrong, "11"), "it is not listed under what the machine took it for");
    assert!(cites(&right, "11") && cites(&right, "12"), "it is listed under what the person says");
    let found = site.get("/search?q=27%2F2020").text();
    assert!(found.contains("11/PGDĐT-THCS") && found.contains("12/PGDĐT-THCS"), "{found}");
    assert!(!site.get("/search?q=28%2F2020").text().contains("11/PGDĐT-THCS</a>"));
    let works = site.get("/works").text();
    let count = |name: &str| {
        let row = works.split("<tr data-row>").find(|row| row.contains(name)).unwrap_or_default().to_owned();
        row.split("class=\"number\">").nth(1).and_then(|rest| rest.split('<').next().map(str::to_owned))
    };
    assert_eq!(count("27/2020").as_deref(), Some("2"));
    assert!(matches!(count("28/2020").as_deref(), None | Some("0")), "{works}");
}
