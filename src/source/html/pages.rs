//! Pages as portals and agencies write them, each in elements of its own; the words are ours.

use std::path::Path;
use std::time::{Duration, Instant};

use super::read;
use crate::directive::{PortalRecord, PortalStatus};

fn record(html: &str) -> Option<PortalRecord> {
    read(html.as_bytes()).expect("readable").metadata.portal
}

fn lines(html: &str) -> Vec<String> {
    read(html.as_bytes()).expect("readable").pages[0].lines.iter().map(|line| line.text()).collect()
}

/// Số ký hiệu, ngày ban hành, ngày có hiệu lực, tình trạng, cơ quan, người ký.
fn check(html: &str, want: [Option<&str>; 6]) {
    let record = record(html).unwrap_or_default();
    let date = |date: &Option<crate::directive::Stated<crate::directive::PartialDate>>| {
        date.as_ref().and_then(|date| date.means).map(|date| date.to_string())
    };
    let status = record.status.as_ref().map(|status| status.stated.clone());
    let found = [record.number, date(&record.issued), date(&record.effective), status, record.issuer, record.signer];
    assert_eq!(found.each_ref().map(Option::as_deref), want, "{html}");
}

#[test]
fn attributes_are_found_by_their_labels_in_any_elements() {
    let all = [
        Some("12/2025/TT-BGDĐT"),
        Some("2025-08-05"),
        Some("2025-09-20"),
        Some("Còn hiệu lực"),
        Some("Bộ Giáo dục và Đào tạo"),
        Some("Trần Văn An"),
    ];
    // A table of two pairs to a row, as legal libraries show it.
    check(
        "<table><tr><td><b>Số hiệu:</b></td><td>12/2025/TT-BGDĐT</td><td><b>Loại văn bản:</b></td><td>Thông tư</td></tr>\
         <tr><td>Nơi ban hành:</td><td><a href=x>Bộ Giáo dục và Đào tạo</a></td><td>Người ký:</td><td>Trần Văn An</td></tr>\
         <tr><td>Ngày ban hành:</td><td>05/08/2025</td><td>Ngày hiệu lực:</td><td>20/09/2025</td></tr>\
         <tr><td>Ngày công báo:</td><td>Đã biết</td><td>Tình trạng:</td><td><span>Còn hiệu lực</span></td></tr></table>",
        all,
    );
    // A list of terms.
    check(
        "<dl><dt>Số ký hiệu</dt><dd>12/2025/TT-BGDĐT</dd><dt>Ngày ban hành</dt><dd>05-08-2025</dd>\
         <dt>Ngày có hiệu lực</dt><dd>20-09-2025</dd><dt>Tình trạng hiệu lực</dt><dd>Còn hiệu lực</dd>\
         <dt>Cơ quan ban hành</dt><dd>Bộ Giáo dục và Đào tạo</dd><dt>Người ký</dt><dd>Trần Văn An</dd></dl>",
        all,
    );
    // Boxes in rows, the label in an element of its own.
    check(
        "<div><div><label>Số/Ký hiệu</label><div>12/2025/TT-BGDĐT</div></div>\
         <div><span><b>Ngày ban hành</b></span><span>05/08/2025</span></div>\
         <div><div>Hiệu lực từ</div><div>ngày 20 tháng 9 năm 2025</div></div><div><p>Trạng thái</p><p>Còn hiệu lực</p></div>\
         <div><div>Đơn vị ban hành</div><div>Bộ Giáo dục và Đào tạo</div></div><div>Người ký: <i>Trần Văn An</i></div></div>",
        all,
    );
    // Lines of one paragraph.
    check(
        "<p><strong>Số văn bản:</strong> 12/2025/TT-BGDĐT<br><strong>Ngày ban hành:</strong> 05/08/2025<br>\
         Ngày có hiệu lực: 20/09/2025<br>Hiệu lực: Còn hiệu lực<br>Cơ quan ban hành: Bộ Giáo dục và Đào tạo<br>\
         Người ký: Trần Văn An</p>",
        all,
    );
    // Issuer, office and signer in one row; a header row spanning the table.
    check(
        "<table><tr><td colspan=4>Thông tư 12/2025/TT-BGDĐT</td></tr><tr><td>Số ký hiệu</td><td>12/2025/TT-BGDĐT</td>\
         <td>Ngày ban hành</td><td>05/08/2025</td></tr><tr><td>Ngày có hiệu lực</td><td>20/09/2025</td><td>Nguồn</td>\
         <td></td></tr><tr><td>Cơ quan ban hành/ Chức danh / Người ký</td><td>Bộ Giáo dục và Đào tạo</td>\
         <td>Thứ trưởng</td><td>Trần Văn An</td></tr><tr><td>Tình trạng hiệu lực</td><td>Còn hiệu lực</td></tr></table>",
        all,
    );
}

#[test]
fn an_empty_value_takes_nothing_from_its_neighbour() {
    check(
        "<table><tr><td>Số ký hiệu</td><td>7/KH-UBND</td><td>Ngày ban hành</td><td></td></tr>\
         <tr><td>Người ký</td><td></td><td>Cơ quan ban hành</td><td>UBND xã An Bình</td></tr></table>",
        [Some("7/KH-UBND"), None, None, None, Some("UBND xã An Bình"), None],
    );
    check(
        "<div><div>Số ký hiệu</div><div>7/KH-UBND</div></div><div><div>Người ký</div><div></div></div>\
         <div><div>Lĩnh vực</div><div>Giáo dục</div></div><div><div>Ngày ban hành</div><div>05/08/2025</div></div>",
        [Some("7/KH-UBND"), Some("2025-08-05"), None, None, None, None],
    );
}

#[test]
fn a_status_may_stand_alone_but_not_beside_others() {
    let page = |tags: &str| {
        format!(
            "<h1>Thông tư số 12/2025/TT-BGDĐT quy định việc A</h1>{tags}<span>Ngày có hiệu lực:</span><span>20/09/2025</span>"
        )
    };
    let of = record(&page("<div>Hết hiệu lực một phần</div>")).expect("a record");
    assert_eq!(of.status.and_then(|status| status.means), Some(PortalStatus::PartlyExpired));
    assert_eq!(of.number.as_deref(), Some("12/2025/TT-BGDĐT"));
    assert_eq!((of.kind.as_deref(), of.subject.as_deref()), (Some("Thông tư"), Some("quy định việc A")));
    let search = page("<label>Còn hiệu lực</label><label>Hết hiệu lực</label>");
    assert_eq!(record(&search).and_then(|record| record.status), None);
}

#[test]
fn lists_and_ordinary_pages_are_no_record() {
    for html in [
        "<p>Quyết định này có hiệu lực từ ngày ký.</p>",
        "<p>Người ký: Trần Văn An</p><p>Cơ quan: Sở</p>",
        "<table><tr><th>Số ký hiệu</th><th>Ngày ban hành</th><th>Trích yếu</th></tr>\
         <tr><td>7/KH-UBND</td><td>05/08/2025</td><td>Kế hoạch</td></tr></table>",
    ] {
        assert_eq!(record(html), None, "{html}");
    }
    // The record of the page is the fullest; cards of other documents add nothing.
    check(
        "<ul><li>Số hiệu: 1/QĐ-UBND</li><li>Số hiệu: 2/QĐ-UBND</li></ul><dl><dt>Số hiệu</dt><dd>7/KH-UBND</dd>\
         <dt>Ngày ban hành</dt><dd>05/08/2025</dd><dt>Người ký</dt><dd>Trần Văn An</dd></dl><p>Số hiệu: 9/QĐ-UBND</p>",
        [Some("7/KH-UBND"), Some("2025-08-05"), None, None, None, Some("Trần Văn An")],
    );
}

#[test]
fn attributes_menus_and_tabs_are_kept_out_of_the_text() {
    let body = "<p>Điều 1. Các cơ sở giáo dục thực hiện kế hoạch thời gian năm học.</p>".repeat(3);
    let html = format!(
        "<html><head><base href='https://congbao.example.vn/x'></head><body><form><ul><li><a href=1>Giới thiệu chung về cổng thông tin</a>\
         <li><a href=2>Văn bản chỉ đạo điều hành của tỉnh</a></ul><div>Nội dung</div><div>Thuộc tính</div>\
         <table><tr><td>Số ký hiệu</td><td>7/KH-UBND</td></tr><tr><td>Ngày ban hành</td><td>05/08/2025</td></tr></table>\
         <div><table><tr><td>UBND XÃ AN BÌNH<br>Số: 7/KH-UBND</td><td>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</td></tr></table>\
         <div>{body}</div><p>Nơi nhận: các trường.</p></div><div>Bản quyền thuộc về cổng thông tin</div></form></body></html>"
    );
    let lines = lines(&html);
    assert_eq!(lines.first().map(String::as_str), Some("UBND XÃ AN BÌNH"));
    assert_eq!(lines.last().map(String::as_str), Some("Nơi nhận: các trường."));
    assert_eq!(record(&html).and_then(|record| record.site).as_deref(), Some("congbao.example.vn"));
    // A page that holds nothing but attributes gives these as its text.
    let bare = "<dl><dt>Số ký hiệu</dt><dd>7/KH-UBND</dd><dt>Ngày ban hành</dt><dd>05/08/2025</dd></dl>";
    assert_eq!(self::lines(bare), ["Số ký hiệu", "7/KH-UBND", "Ngày ban hành", "05/08/2025"]);
}

#[test]
fn a_page_nested_without_end_is_read_in_no_time() {
    let started = Instant::now();
    for element in ["div", "section", "x", "font size=2"] {
        let html = format!("{}Kế hoạch năm học", format!("<{element}>").repeat(100_000));
        assert_eq!(lines(&html), ["Kế hoạch năm học"], "{element}");
    }
    assert!(started.elapsed() < Duration::from_secs(30), "{:?}", started.elapsed());
}

#[test]
fn real_pages_of_the_national_database_state_their_validity() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus/real");
    if !folder.is_dir() {
        eprintln!("SKIPPED: {} is not there", folder.display());
        return;
    }
    for (file, number, effective) in [
        ("3-2026-tt-byt.05.vbpl.html", "03/2026/TT-BYT", "2026-02-15"),
        ("7-2026-tt-bgddt.000016.vbpl.html", "07/2026/TT-BGDĐT", "2026-04-02"),
        ("tt-95-2025-btc.vbpl.html", "95/2025/TT-BTC", "2025-10-20"),
        ("x-2024-tt-bgddt.000590.vbpl.html", "24/2025/TT-BGDĐT", "2025-11-28"),
    ] {
        let document = read(&std::fs::read(folder.join(file)).expect("a page")).expect("readable");
        let record = document.metadata.portal.unwrap_or_default();
        assert_eq!((record.site.as_deref(), record.number.as_deref()), (Some("vbpl.vn"), Some(number)), "{file}");
        assert_eq!(record.status.and_then(|status| status.means), Some(PortalStatus::InForce), "{file}");
        let date = record.effective.and_then(|date| date.means).map(|date| date.to_string());
        assert_eq!(date.as_deref(), Some(effective), "{file}");
        let first = document.pages[0].lines[0].text();
        assert!(first.starts_with("BỘ"), "{file}: {first}");
    }
}
