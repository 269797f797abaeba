//! Saved web pages of agencies and legal portals: the main text, without menus, forms and scripts.
//!
//! [`depth`] keeps hostile pages shallow, [`main_content`] finds the element that holds the text, [`blocks`] turns it
//! into lines; [`portal`] reads the attributes that a portal states beside the text, by their labels ([`attribute`]).
//! Pages have no geometry and no page numbers: everything stands on page 1.

mod attribute;
mod blocks;
mod depth;
mod main_content;
#[cfg(test)]
mod pages;
mod portal;

use scraper::Html;

use self::main_content::Clutter;
use super::encoding::decode;
use super::{Format, Metadata, RawDocument, RawPage, SourceError, TextSource};

/// Reads a saved page in any encoding that [`decode`] knows.
///
/// # Errors
/// [`SourceError::Unsupported`] where the bytes are no text; [`SourceError::Damaged`] where the page holds no text.
pub fn read(bytes: &[u8]) -> Result<RawDocument, SourceError> {
    let html = decode(bytes).ok_or(SourceError::Unsupported)?;
    let page = Html::parse_document(&depth::limit(&html));
    let portal = portal::find(&page);
    // Attributes are kept apart from the text, unless they are all that the page says.
    let place = portal.as_ref().and_then(|portal| portal.place);
    let read = |attributes| {
        let clutter = Clutter::of(&page, attributes);
        blocks::lines(main_content::find(&page, &clutter), &clutter)
    };
    let mut lines = read(place);
    if lines.is_empty() && place.is_some() {
        lines = read(None);
    }
    if lines.is_empty() {
        return Err(SourceError::Damaged { format: "HTML".to_owned(), cause: "the page holds no text".to_owned() });
    }
    let title = main_content::title(&page);
    Ok(RawDocument {
        format: Format::Html,
        pages: vec![RawPage {
            number: 1,
            size: None,
            lines,
            problem: None,
            text_source: TextSource::default(),
            rules: Vec::new(),
            aside: Vec::new(),
        }],
        metadata: Metadata { title, portal: portal.map(|portal| portal.record), ..Metadata::default() },
    })
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::source::SourceError;

    fn check(html: &str, expected: &[&str]) {
        let document = read(html.as_bytes()).expect("readable");
        let lines: Vec<_> = document.pages[0].lines.iter().map(|line| line.text()).collect();
        assert_eq!(lines, expected, "{html}");
    }

    #[test]
    fn blocks_are_lines_and_inline_tags_are_not() {
        check(
            "<p>Căn cứ <em>Luật Giáo dục</em>\n số <b>43</b>/2019/QH14;</p><div>Điều 1<br>Điều 2</div><ul><li>a)</li></ul>",
            &["Căn cứ Luật Giáo dục số 43/2019/QH14;", "Điều 1", "Điều 2", "a)"],
        );
    }

    #[test]
    fn menus_scripts_and_hidden_parts_are_left_out() {
        check(
            "<nav>Trang chủ</nav><header>Cổng</header><script>var a</script><style>p{}</style>\
             <p hidden>ẩn</p><p>Quyết định này có hiệu lực.</p><button>In</button><footer>© 2025</footer>",
            &["Quyết định này có hiệu lực."],
        );
    }

    #[test]
    fn the_main_text_is_found_among_boxes() {
        let paragraphs = "<p>Các trường thực hiện nghiêm túc kế hoạch thời gian năm học.</p>".repeat(9);
        let html = format!(
            "<div><div class=a><p>Đăng nhập</p></div><div class=b><div>{paragraphs}</div></div>\
             <div class=c><p>Văn bản liên quan</p></div></div>"
        );
        check(&html, &["Các trường thực hiện nghiêm túc kế hoạch thời gian năm học."; 9]);
    }

    /// A portal of today: names of tabs as roles, the document, and a table of contents that says its articles again.
    #[test]
    fn tabs_and_a_table_of_contents_are_none_of_the_text() {
        let articles = [
            "Ban hành kèm theo Thông tư này Quy chế tuyển sinh các ngành đào tạo trình độ đại học.",
            "Thông tư này có hiệu lực thi hành kể từ ngày 15 tháng 02 năm 2026 và thay thế các Thông tư đã nêu.",
            "Chánh Văn phòng, Thủ trưởng các đơn vị có liên quan chịu trách nhiệm thi hành Thông tư này.",
        ];
        let body: String = articles.iter().map(|text| format!("<p><b>Điều.</b> <span>{text}</span></p>")).collect();
        let contents: String = articles.iter().map(|text| format!("<li><span>Điều. {text}</span></li>")).collect();
        let page = format!(
            "<main><div><div>Nội dung</div><div>Thuộc tính</div><div>Lược đồ</div><p>Thông tư quy định tuyển sinh</p></div>\
             <div><div role=tablist><div role=tab>Nội dung</div><div role=tab>Thuộc tính</div></div>\
             <div><p>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</p>{body}</div></div></main>\
             <div><span>Mục lục</span><ul>{contents}</ul></div>"
        );
        let mut expected = vec!["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM".to_owned()];
        expected.extend(articles.iter().map(|text| format!("Điều. {text}")));
        check(&page, &expected.iter().map(String::as_str).collect::<Vec<_>>());
        // Two halves of a text that do not say the same stay together.
        let halves = format!("<main><div>{body}</div><div>{}</div></main>", body.replace("Thông tư", "Quyết định"));
        let lines = read(halves.as_bytes()).expect("readable").pages[0].lines.len();
        assert!(lines >= 5, "{lines} of six paragraphs");
    }

    #[test]
    fn a_borderless_letterhead_is_read_by_columns_and_a_ruled_table_by_rows() {
        let rows = "<tr><td><p>BỘ TÀI CHÍNH</p></td><td>CỘNG HÒA</td></tr><tr><td>Số: 95</td><td>Hà Nội</td></tr>";
        let letterhead = format!("<table border=0>{rows}</table>");
        check(&letterhead, &["BỘ TÀI CHÍNH", "Số: 95", "CỘNG HÒA", "Hà Nội"]);
        let table = format!("<table border=1>{rows}</table>");
        check(&table, &["BỘ TÀI CHÍNH", "CỘNG HÒA", "Số: 95", "Hà Nội"]);
        let cells: Vec<_> = read(table.as_bytes()).expect("readable").pages[0].lines.iter().map(|l| l.cell).collect();
        assert_eq!(cells, [Some((0, 0, 0)), Some((0, 0, 1)), Some((0, 1, 0)), Some((0, 1, 1))]);
    }

    #[test]
    fn a_raised_number_is_a_mark() {
        let document = read("<p>theo quy định<sup>2</sup> hiện hành</p>".as_bytes()).expect("readable");
        let marks: Vec<_> =
            document.pages[0].lines[0].words.iter().filter(|w| w.superscript).map(|w| w.text.as_str()).collect();
        assert_eq!(marks, ["2"]);
    }

    #[test]
    fn what_holds_no_text_is_refused() {
        assert!(matches!(read(b"<html><body><script>1</script></body></html>"), Err(SourceError::Damaged { .. })));
        assert!(matches!(read(&[0xff, 0xfe, 0x00]), Err(SourceError::Unsupported)));
    }

    #[test]
    fn hostile_nesting_does_not_overflow() {
        let deep = "<div>".repeat(5_000) + "<p>Kế hoạch</p>";
        // Read without its depths, or refused: either is an answer.
        let _outcome = read(deep.as_bytes());
    }
}
