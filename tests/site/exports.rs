//! The files that pages give: what they show, in the filters that are in force.

use std::io::{Cursor, Read};

use crate::client::Site;
use crate::common::Sample;

#[test]
fn a_list_is_taken_along_as_it_is_filtered() {
    let sample = Sample::of(&["corpus"]);
    let site = Site::of(sample.folder());
    let page = site.get("/deadlines?year=2024-2025&level=tieu-hoc&issuer=V%C3%A2n%20Kh%C3%AA&month=2024-09").text();
    let link = page.split("href=\"").find(|link| link.starts_with("/deadlines/ics")).expect("a button");
    let link = link.split('"').next().expect("an address").replace("&amp;", "&").replace("&#38;", "&");
    assert_eq!(link, "/deadlines/ics?year=2024-2025&level=tieu-hoc&issuer=V%C3%A2n%20Kh%C3%AA", "the month is a view");
    let file = site.get(&link);
    assert_eq!((file.status, file.header("content-type")), (200, Some("text/calendar; charset=utf-8")));
    assert_eq!(file.header("content-disposition"), Some("attachment; filename*=UTF-8''thoi-han-2024-2025.ics"));
    let (_, told, _) = sample.ask(&[
        "deadlines",
        "2024-2025",
        "--level",
        "tieu-hoc",
        "--issuer",
        "Vân Khê",
        "--format",
        "ics",
        "--lang",
        "vi",
    ]);
    assert_eq!(file.text(), told, "the command gives the same");
    let all = site.get("/deadlines/ics?year=2024-2025").text();
    let events = |ics: &str| ics.matches("BEGIN:VEVENT").count();
    assert!(events(&told) > 5 && events(&told) < events(&all), "{} of {}", events(&told), events(&all));
}

#[test]
fn pages_have_their_files() {
    let sample = Sample::of(&["corpus"]);
    let site = Site::of(sample.folder());
    let works = site.get("/works").text();
    let work = works.split("href=\"").find(|link| link.starts_with("/works/")).and_then(|link| link.split('"').next());
    let work = work.expect("a cited work").to_owned();
    for (page, file, kind) in [
        ("/deadlines?year=2024-2025", "/deadlines/xlsx?year=2024-2025", "spreadsheetml.sheet"),
        ("/deadlines?year=2024-2025", "/deadlines/docx?year=2024-2025", "wordprocessingml.document"),
        ("/deadlines?year=2024-2025", "/deadlines/csv?year=2024-2025", "text/csv; charset=utf-8"),
        ("/targets?year=2024-2025", "/targets/xlsx?year=2024-2025", "spreadsheetml.sheet"),
        ("/targets?year=2024-2025", "/targets/docx?year=2024-2025", "wordprocessingml.document"),
        ("/targets?year=2024-2025", "/targets/csv?year=2024-2025", "text/csv; charset=utf-8"),
        ("/search?q=27%2F2020&year=2024-2025", "/search/xlsx?q=27%2F2020&year=2024-2025", "spreadsheetml.sheet"),
        ("/search?q=27%2F2020&year=2024-2025", "/search/csv?q=27%2F2020&year=2024-2025", "text/csv; charset=utf-8"),
        ("/search?q=hoc%20sinh", "/search/docx?q=hoc%20sinh", "wordprocessingml.document"),
        ("/lineage?document=1", "/lineage/xlsx?document=1", "spreadsheetml.sheet"),
        ("/lineage?document=1", "/lineage/docx?document=1", "wordprocessingml.document"),
        (work.as_str(), &format!("{work}/xlsx"), "spreadsheetml.sheet"),
        (work.as_str(), &format!("{work}/csv"), "text/csv; charset=utf-8"),
        (work.as_str(), &format!("{work}/docx"), "wordprocessingml.document"),
        ("/documents/1?tab=references", "/documents/1/references/xlsx", "spreadsheetml.sheet"),
        ("/documents/1?tab=references", "/documents/1/references/csv", "text/csv; charset=utf-8"),
        ("/documents/1?tab=references", "/documents/1/references/docx", "wordprocessingml.document"),
        (
            "/compare?old=2023-2024&new=2024-2025&change=raised",
            "/compare/csv?old=2023-2024&new=2024-2025&change=raised",
            "text/csv; charset=utf-8",
        ),
        ("/check?document=1", "/check/docx?document=1", "wordprocessingml.document"),
        ("/check?document=1", "/check/xlsx?document=1", "spreadsheetml.sheet"),
        ("/compare?old=2023-2024&new=2024-2025", "/compare/xlsx?old=2023-2024&new=2024-2025", "spreadsheetml.sheet"),
        ("", "/compare/docx?old=2023-2024&new=2024-2025&level=tieu-hoc", "wordprocessingml.document"),
    ] {
        if !page.is_empty() {
            let shown = site.get(page).text();
            assert!(
                shown.replace("&#38;", "&").replace("&amp;", "&").contains(&format!("href=\"{file}\"")),
                "{page} leads to {file}"
            );
        }
        let got = site.get(file);
        assert_eq!(got.status, 200, "{file}");
        assert!(got.header("content-type").is_some_and(|told| told.ends_with(kind)), "{file}");
        assert!(got.header("content-disposition").is_some_and(|told| told.starts_with("attachment")), "{file}");
    }
    for nothing in [
        "/deadlines/exe",
        "/targets/ics",
        "/check/docx",
        "/check/csv?document=1",
        "/compare/xlsx?old=2023-2024",
        "/search/ics?q=27%2F2020",
        "/lineage/csv?document=1",
        "/lineage/xlsx?document=9999",
        "/works/9999/csv",
        "/documents/9999/references/csv",
        "/documents/1/references/ics",
        "/deadlines/docx/",
    ] {
        assert_eq!(site.get(nothing).status, 404, "{nothing}");
    }
    let wrong = site.get("/compare/xlsx?old=2024-2025&new=2023-2024");
    assert_eq!(wrong.status, 400, "the years are the wrong way round");
    let book = site.get("/targets/xlsx?year=2024-2025").body;
    let mut archive = zip::ZipArchive::new(Cursor::new(book)).expect("a workbook");
    let mut links = String::new();
    let part = "xl/worksheets/_rels/sheet1.xml.rels";
    archive.by_name(part).expect("it has links").read_to_string(&mut links).expect("UTF-8");
    assert!(links.contains("/documents/") && !links.contains("file:"), "they lead to the site");
}

#[test]
fn files_hold_what_the_filters_on_screen_leave() {
    let sample = Sample::of(&["corpus"]);
    let site = Site::of(sample.folder());
    let rows = |path: &str| site.get(path).text().lines().count() - 1;
    let shown = |path: &str| -> usize {
        let page = site.get(path).text();
        let said = page.split("class=\"count\" role=\"status\">").nth(1).expect("how many");
        said.split(' ').next().and_then(|n| n.parse().ok()).expect("a number")
    };
    for filters in ["q=27%2F2020", "q=27%2F2020&year=2024-2025", "q=27%2F2020&type=bao-cao", "q=27%2F2020&status=ended"]
    {
        let listed = shown(&format!("/search?{filters}"));
        assert!(listed > 0, "{filters}");
        assert_eq!(rows(&format!("/search/csv?{filters}")), listed, "{filters}");
    }
    let all = site.get("/compare/csv?old=2023-2024&new=2024-2025&level=tieu-hoc").text();
    let raised = site.get("/compare/csv?old=2023-2024&new=2024-2025&level=tieu-hoc&change=raised").text();
    assert!(raised.lines().skip(1).all(|line| line.starts_with("raised,")), "{raised}");
    assert_eq!(raised.lines().count() - 1, all.lines().filter(|line| line.starts_with("raised,")).count());
}

#[test]
fn a_draft_that_is_not_kept_gives_a_report() {
    let sample = Sample::of(&["corpus"]);
    let site = Site::of(sample.folder());
    let draft = "PHÒNG GIÁO DỤC VÀ ĐÀO TẠO\nSố: 17/PGDĐT-THCS\nAn Bình, ngày 05 tháng 9 năm 2024\n\
        Thực hiện công khai theo Thông tư số 36/2017/TT-BGDĐT ngày 28/12/2017 của Bộ Giáo dục và Đào tạo.\n";
    let form: String = draft.bytes().map(|byte| format!("%{byte:02X}")).collect();
    let file = site.post(&format!("/check?token={}", site.token()), "", &format!("as=docx&text={form}"));
    assert_eq!(file.status, 200);
    let mut archive = zip::ZipArchive::new(Cursor::new(file.body)).expect("a Word document");
    let mut document = String::new();
    archive.by_name("word/document.xml").expect("its text").read_to_string(&mut document).expect("UTF-8");
    assert!(document.contains("09/2024/TT-BGDĐT"), "what replaced it is said");
}

#[test]
fn what_a_directive_cites_is_taken_along_whole() {
    let sample = Sample::of(&["corpus/2024-2025-phong-vankhe-thong-bao-day-them.pdf"]);
    let site = Site::of(sample.folder());
    let told = sample.json(&["show", "1"])["references"].as_array().expect("a list").len();
    assert!(told > 3, "{told}");
    let page = site.get("/documents/1?tab=references").text();
    assert!(page.contains("/api/v1/document?document=1"), "as JSON too");
    let csv = site.get("/documents/1/references/csv").text();
    let mut rows = csv::Reader::from_reader(csv.trim_start_matches('\u{feff}').as_bytes());
    assert_eq!(rows.records().filter(Result::is_ok).count(), told);
    let other = site.get("/documents/1?tab=deadlines").text();
    assert!(!other.contains("references/csv"), "its own tab only");
}
