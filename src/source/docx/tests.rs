//! What a Word document gives, from documents written here part by part.

use std::io::{Cursor, Write};

use super::read;
use crate::source::{RawDocument, SourceError};

const NAMESPACE: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

fn docx(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        archive.start_file(*name, zip::write::SimpleFileOptions::default()).expect("a part");
        let root = name.rsplit('/').next().and_then(|file| file.strip_suffix(".xml")).expect("an XML part");
        let xml =
            format!(r#"<w:{root} xmlns:w="{NAMESPACE}" xmlns:mc="urn:mc" xmlns:wps="urn:wps">{content}</w:{root}>"#);
        archive.write_all(xml.as_bytes()).expect("its content");
    }
    archive.finish().expect("an archive").into_inner()
}

fn body(content: &str) -> RawDocument {
    read(&docx(&[("word/document.xml", &format!("<w:body>{content}</w:body>"))])).expect("readable")
}

fn lines(document: &RawDocument) -> Vec<String> {
    document.pages.iter().flat_map(|page| &page.lines).map(|line| line.text()).collect()
}

fn p(text: &str) -> String {
    format!("<w:p><w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>")
}

fn check(content: &str, expected: &[&str]) {
    assert_eq!(lines(&body(content)), expected, "{content}");
}

#[test]
fn paragraphs_are_lines() {
    check(
        &format!("{}{}<w:p/>", p("Kính gửi: các trường"), p("Căn cứ Luật Giáo dục;")),
        &["Kính gửi: các trường", "Căn cứ Luật Giáo dục;"],
    );
}

#[test]
fn what_word_hides_or_deletes_is_not_read() {
    check(
        "<w:p><w:del><w:r><w:delText>cũ</w:delText></w:r></w:del><w:ins><w:r><w:t>mới</w:t></w:r></w:ins>\
         <w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r><w:moveFrom><w:r><w:t>dời</w:t></w:r></w:moveFrom>\
         <w:r><w:instrText>PAGE</w:instrText></w:r></w:p>",
        &["mới"],
    );
}

#[test]
fn breaks_tabs_and_capitals_are_kept_as_seen() {
    check(
        "<w:p><w:r><w:rPr><w:caps/></w:rPr><w:t>phòng giáo dục</w:t><w:br/><w:t>và đào tạo</w:t></w:r></w:p>\
         <w:p><w:r><w:t>Số:</w:t><w:tab/><w:t>05/KH</w:t><w:noBreakHyphen/><w:t>UBND</w:t></w:r></w:p>",
        &["PHÒNG GIÁO DỤC", "VÀ ĐÀO TẠO", "Số: 05/KH-UBND"],
    );
}

#[test]
fn a_letterhead_is_read_column_by_column() {
    let cell = |text: &str| format!("<w:tc>{}</w:tc>", p(text));
    let row = |left: &str, right: &str| format!("<w:tr>{}{}</w:tr>", cell(left), cell(right));
    let table = format!("<w:tbl><w:tblPr/>{}{}</w:tbl>", row("UBND XÃ", "CỘNG HÒA"), row("Số: 7/KH-UBND", "ngày 5"));
    let document = body(&format!("{table}{}", p("KẾ HOẠCH")));
    assert_eq!(lines(&document), ["UBND XÃ", "Số: 7/KH-UBND", "CỘNG HÒA", "ngày 5", "KẾ HOẠCH"]);
    let blocks: Vec<_> = document.pages[0].lines.iter().map(|line| line.block).collect();
    assert!(blocks[0] == blocks[1] && blocks[1] != blocks[2] && blocks[2] == blocks[3] && blocks[3] != blocks[4]);
}

#[test]
fn a_ruled_table_keeps_rows_and_cells() {
    let rows: String = (0..2)
        .map(|row| (0..3).map(|column| format!("<w:tc>{}</w:tc>", p(&format!("{row}.{column}")))).collect::<String>())
        .map(|cells| format!("<w:tr>{cells}</w:tr>"))
        .collect();
    let borders = "<w:tblPr><w:tblBorders><w:top w:val=\"single\"/></w:tblBorders></w:tblPr>";
    let document = body(&format!("<w:tbl>{borders}{rows}</w:tbl>"));
    let cells: Vec<_> = document.pages[0].lines.iter().filter_map(|line| line.cell).collect();
    assert_eq!(cells, [(0, 0, 0), (0, 0, 1), (0, 0, 2), (0, 1, 0), (0, 1, 1), (0, 1, 2)]);
}

#[test]
fn footnotes_follow_the_paragraph_of_their_mark() {
    let main = "<w:body><w:p><w:r><w:t>theo quy định</w:t></w:r><w:r><w:footnoteReference w:id=\"2\"/></w:r>\
                <w:r><w:t xml:space=\"preserve\"> hiện hành</w:t></w:r></w:p></w:body>";
    let notes = format!(
        "<w:footnote w:type=\"separator\" w:id=\"-1\">{}</w:footnote><w:footnote w:id=\"2\">{}</w:footnote>",
        p("---"),
        p("Thông tư số 22/2021/TT-BGDĐT.")
    );
    let document = read(&docx(&[("word/document.xml", main), ("word/footnotes.xml", &notes)])).expect("readable");
    let lines: Vec<_> = document.pages[0].lines.iter().map(|l| (l.text(), l.footnote.clone())).collect();
    assert_eq!(
        lines,
        [
            ("theo quy định1 hiện hành".to_owned(), None),
            ("Thông tư số 22/2021/TT-BGDĐT.".to_owned(), Some("1".to_owned()))
        ]
    );
    assert!(document.pages[0].lines[0].words.iter().any(|word| word.superscript && word.text == "1"));
}

#[test]
fn automatic_labels_are_counted() {
    let numbering = "<w:abstractNum w:abstractNumId=\"0\">\
        <w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"upperRoman\"/><w:lvlText w:val=\"%1.\"/></w:lvl>\
        <w:lvl w:ilvl=\"1\"><w:start w:val=\"1\"/><w:numFmt w:val=\"lowerLetter\"/><w:lvlText w:val=\"%2)\"/></w:lvl>\
        </w:abstractNum><w:num w:numId=\"4\"><w:abstractNumId w:val=\"0\"/></w:num>";
    let item = |level: u32, text: &str| {
        format!(
            "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"4\"/></w:numPr></w:pPr>\
             <w:r><w:t>{text}</w:t></w:r></w:p>"
        )
    };
    let main = format!(
        "<w:body>{}{}{}{}{}</w:body>",
        item(0, "Mục tiêu"),
        item(1, "Chung"),
        item(1, "Riêng"),
        item(0, "Nhiệm vụ"),
        item(1, "Chung")
    );
    let document = read(&docx(&[("word/document.xml", &main), ("word/numbering.xml", numbering)])).expect("readable");
    assert_eq!(lines(&document), ["I. Mục tiêu", "a) Chung", "b) Riêng", "II. Nhiệm vụ", "a) Chung"]);
}

#[test]
fn lists_of_styles_and_own_levels_are_counted() {
    let numbering = "<w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/>\
        <w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"Điều %1.\"/></w:lvl></w:abstractNum>\
        <w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num><w:num w:numId=\"2\"><w:abstractNumId w:val=\"0\"/>\
        <w:lvlOverride w:ilvl=\"0\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"3\"/><w:numFmt w:val=\"lowerLetter\"/>\
        <w:lvlText w:val=\"%1)\"/></w:lvl></w:lvlOverride></w:num>";
    let styles = "<w:style w:styleId=\"Dieu\"><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:style>\
        <w:style w:styleId=\"DieuDam\"><w:basedOn w:val=\"Dieu\"/></w:style>";
    let item =
        |properties: &str, text: &str| format!("<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>");
    let own = "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"2\"/></w:numPr>";
    let none = "<w:pStyle w:val=\"Dieu\"/><w:numPr><w:numId w:val=\"0\"/></w:numPr>";
    let main = format!(
        "<w:body>{}{}{}{}</w:body>",
        item("<w:pStyle w:val=\"Dieu\"/>", "Phạm vi"),
        item("<w:pStyle w:val=\"DieuDam\"/>", "Đối tượng"),
        item(own, "Trường"),
        item(none, "Không đánh số")
    );
    let parts = [("word/document.xml", main.as_str()), ("word/numbering.xml", numbering), ("word/styles.xml", styles)];
    let document = read(&docx(&parts)).expect("readable");
    assert_eq!(lines(&document), ["Điều 1. Phạm vi", "Điều 2. Đối tượng", "c) Trường", "Không đánh số"]);
}

#[test]
fn tracked_changes_are_taken_as_accepted() {
    // The mark between two paragraphs is deleted; a row is deleted, another inserted; a sentence has moved.
    check(
        "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t xml:space=\"preserve\">Các trường </w:t></w:r></w:p>\
         <w:p><w:r><w:t>báo cáo.</w:t></w:r></w:p>\
         <w:p><w:moveFrom><w:r><w:t>Trước.</w:t></w:r></w:moveFrom></w:p>\
         <w:p><w:moveTo><w:r><w:t>Trước.</w:t></w:r></w:moveTo></w:p>",
        &["Các trường báo cáo.", "Trước."],
    );
    let cell = |text: &str| format!("<w:tc>{}</w:tc>", p(text));
    let row = |change: &str, a: &str, b: &str| format!("<w:tr><w:trPr>{change}</w:trPr>{}{}</w:tr>", cell(a), cell(b));
    let borders = "<w:tblPr><w:tblBorders><w:top w:val=\"single\"/></w:tblBorders></w:tblPr>";
    let table = format!(
        "<w:tbl>{borders}{}{}<w:sdt><w:sdtContent><w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt></w:sdtContent></w:sdt></w:tbl>",
        row("", "1", "a"),
        row("<w:del/>", "2", "b"),
        row("<w:ins/>", "3", "c")
    );
    check(&table, &["1", "a", "3", "c"]);
}

#[test]
fn fields_controls_links_and_signs_are_read_as_shown() {
    check(
        "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>REF x</w:instrText></w:r>\
         <w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t xml:space=\"preserve\">Điều 5 </w:t></w:r>\
         <w:r><w:fldChar w:fldCharType=\"end\"/></w:r><w:sdt><w:sdtContent><w:r><w:t>của</w:t></w:r></w:sdtContent></w:sdt>\
         <w:hyperlink><w:r><w:t xml:space=\"preserve\"> Thông tư 27/2020/TT</w:t><w:noBreakHyphen/><w:t>BGD</w:t>\
         <w:softHyphen/><w:t>ĐT</w:t></w:r></w:hyperlink></w:p>\
         <w:p><w:r><w:sym w:font=\"Symbol\" w:char=\"F0B3\"/><w:t xml:space=\"preserve\"> 98%</w:t></w:r></w:p>",
        &["Điều 5 của Thông tư 27/2020/TT-BGDĐT", "≥ 98%"],
    );
}

#[test]
fn text_boxes_are_read_once() {
    let content = |text: &str| format!("<w:txbxContent>{}</w:txbxContent>", p(text));
    check(
        &format!(
            "<w:p><w:r><mc:AlternateContent><mc:Choice><wps:txbx>{}</wps:txbx></mc:Choice><mc:Fallback>{}</mc:Fallback>\
             </mc:AlternateContent></w:r><w:r><w:t>Kế hoạch</w:t></w:r></w:p>",
            content("Số: 3/KH"),
            content("Số: 3/KH")
        ),
        &["Số: 3/KH", "Kế hoạch"],
    );
}

#[test]
fn pages_turn_where_word_turned_them() {
    let document = body(
        "<w:p><w:r><w:t>một</w:t></w:r><w:r><w:lastRenderedPageBreak/><w:t>hai</w:t></w:r></w:p>\
         <w:p><w:r><w:br w:type=\"page\"/><w:t>ba</w:t></w:r></w:p>",
    );
    let pages: Vec<_> = document.pages.iter().map(|page| (page.number, page.lines[0].text())).collect();
    assert_eq!(pages, [(1, "một".to_owned()), (2, "hai".to_owned()), (3, "ba".to_owned())]);
    assert!(!document.pages[1].lines[0].starts_paragraph, "the paragraph goes on over the page");
}

#[test]
fn broken_files_are_refused_with_a_reason() {
    let deep = "<w:sdt><w:sdtContent>".repeat(3000) + &"</w:sdtContent></w:sdt>".repeat(3000);
    for bytes in [
        b"PK\x03\x04 not an archive".to_vec(),
        docx(&[("word/other.xml", "")]),
        docx(&[("word/document.xml", "<w:body><w:p></w:body>")]),
    ] {
        assert!(matches!(read(&bytes), Err(SourceError::Damaged { .. })));
    }
    // Hostile nesting is either refused or read without its depths.
    let _outcome = read(&docx(&[("word/document.xml", &format!("<w:body>{deep}</w:body>"))]));
}

/// A document with these heads and feet (name, content), each named by a reference of the only section.
fn with_heads(content: &str, references: &str, heads: &[(&str, &str)]) -> RawDocument {
    let main = format!("<w:body>{content}<w:sectPr>{references}</w:sectPr></w:body>");
    let relations: String =
        heads.iter().map(|(name, _)| format!("<Relationship Id=\"{name}\" Target=\"{name}.xml\"/>")).collect();
    let mut parts: Vec<(String, String)> = heads
        .iter()
        .map(|(name, text)| (format!("word/{name}.xml"), format!("<w:hdr xmlns:w=\"{NAMESPACE}\">{text}</w:hdr>")))
        .collect();
    parts.push(("word/_rels/document.xml.rels".to_owned(), format!("<Relationships>{relations}</Relationships>")));
    let written = Cursor::new(docx(&[("word/document.xml", &main)]));
    let mut archive = zip::ZipWriter::new_append(written).expect("an archive");
    for (name, content) in parts {
        archive.start_file(name, zip::write::SimpleFileOptions::default()).expect("a part");
        archive.write_all(content.as_bytes()).expect("its content");
    }
    read(&archive.finish().expect("an archive").into_inner()).expect("readable")
}

fn reference(kind: &str, name: &str, which: &str) -> String {
    let uri = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    format!("<w:{kind}Reference xmlns:r=\"{uri}\" w:type=\"{which}\" r:id=\"{name}\"/>")
}

fn aside(document: &RawDocument) -> Vec<&str> {
    document.pages.iter().flat_map(|page| &page.aside).map(|aside| aside.text.as_str()).collect()
}

#[test]
fn heads_and_feet_stand_beside_the_text() {
    let references = reference("header", "h1", "default") + &reference("footer", "f1", "default");
    let document = with_heads(
        &p("Kính gửi: các trường"),
        &references,
        &[("h1", &p("Phòng GDĐT Văn Khê")), ("f1", &(p("Trang 2") + &p("Địa chỉ: 12 Trần Phú")))],
    );
    assert_eq!(lines(&document), ["Kính gửi: các trường"]);
    assert_eq!(aside(&document), ["Phòng GDĐT Văn Khê", "Trang 2 Địa chỉ: 12 Trần Phú"]);
    // A number of a page says nothing, nor does a head that no section shows.
    let document =
        with_heads(&p("Một"), &reference("header", "h1", "default"), &[("h1", &p("16")), ("h2", &p("thừa"))]);
    assert_eq!((lines(&document), aside(&document)), (vec!["Một".to_owned()], vec![]));
}

#[test]
fn a_letterhead_in_the_head_of_the_first_page_begins_the_text() {
    let head = p("ỦY BAN NHÂN DÂN XÃ AN BÌNH") + &p("Số: 12/KH-UBND");
    let later = p("UBND xã An Bình - Kế hoạch");
    let first = reference("header", "h1", "first") + &reference("header", "h2", "default");
    let document = with_heads(&p("KẾ HOẠCH"), &(first.clone() + "<w:titlePg/>"), &[("h1", &head), ("h2", &later)]);
    assert_eq!(lines(&document), ["ỦY BAN NHÂN DÂN XÃ AN BÌNH", "Số: 12/KH-UBND", "KẾ HOẠCH"]);
    assert_eq!(aside(&document), ["UBND xã An Bình - Kế hoạch"]);
    // A first page that is as the others shows their head.
    let document = with_heads(&p("KẾ HOẠCH"), &first, &[("h1", &head), ("h2", &later)]);
    assert_eq!((lines(&document), aside(&document)), (vec!["KẾ HOẠCH".to_owned()], vec!["UBND xã An Bình - Kế hoạch"]));
    // A body that has a letterhead of its own needs none; a number that it cites is none.
    let own = p("Số: 7/KH-UBND") + &p("KẾ HOẠCH");
    let default = reference("header", "h1", "default");
    let document = with_heads(&own, &default, &[("h1", &head)]);
    assert_eq!(lines(&document), ["Số: 7/KH-UBND", "KẾ HOẠCH"]);
    assert_eq!(aside(&document), ["ỦY BAN NHÂN DÂN XÃ AN BÌNH Số: 12/KH-UBND"]);
    let cites = p("Căn cứ Kế hoạch số 7/KH-UBND;");
    assert_eq!(lines(&with_heads(&cites, &default, &[("h1", &head)])).len(), 3);
}

#[test]
fn heads_that_are_broken_or_missing_cost_themselves_only() {
    for head in ["<w:p>", "", "<w:p><w:r><w:t>a</w:t></w:r></w:p></w:hdr><w:hdr>"] {
        let document = with_heads(&p("Một"), &reference("header", "h1", "default"), &[("h1", head)]);
        assert_eq!((lines(&document), aside(&document)), (vec!["Một".to_owned()], vec![]), "{head}");
    }
    let document = with_heads(&p("Một"), &reference("header", "nowhere", "default"), &[]);
    assert_eq!(lines(&document), ["Một"]);
}

/// Without the guard of blocks the walk runs off the end of the stack and takes the whole process along.
#[test]
fn blocks_nested_without_end_are_cut_off() {
    const DEPTH: usize = 20_000;
    let nested =
        |open: &str, close: &str| format!("{}{}{}{}", open.repeat(DEPTH), p("trong"), close.repeat(DEPTH), p("sau"));
    check(&nested("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"), &["sau"]);
    check(&nested("<w:sdt>", "</w:sdt>"), &["sau"]);
    // As deep as directives go.
    let table = "<w:tbl><w:tr><w:tc>".repeat(5) + &p("trong") + &"</w:tc></w:tr></w:tbl>".repeat(5);
    check(&table, &["trong"]);
}

/// Without the guard of what stands in a line it does the same.
#[test]
fn runs_nested_without_end_are_cut_off() {
    const DEPTH: usize = 20_000;
    let run = "<w:r><w:t>trong</w:t></w:r>";
    let tags = format!("{}{run}{}", "<w:smartTag>".repeat(DEPTH), "</w:smartTag>".repeat(DEPTH));
    check(&format!("<w:p>{tags}</w:p>{}", p("sau")), &["sau"]);
}

/// Without the guard the search for a list goes round for ever.
#[test]
fn styles_based_on_each_other_have_no_list() {
    let style = |id: &str, on: &str| format!("<w:style w:styleId=\"{id}\"><w:basedOn w:val=\"{on}\"/></w:style>");
    let main = "<w:body><w:p><w:pPr><w:pStyle w:val=\"a\"/></w:pPr><w:r><w:t>Một</w:t></w:r></w:p></w:body>";
    let styles = style("a", "b") + &style("b", "a") + &style("c", "c");
    let document = read(&docx(&[("word/document.xml", main), ("word/styles.xml", &styles)])).expect("readable");
    assert_eq!(lines(&document), ["Một"]);
}

/// Allowed, entities would grow without bound: nine of ten in ten are a thousand million words.
#[test]
fn entities_are_refused() {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    archive.start_file("word/document.xml", zip::write::SimpleFileOptions::default()).expect("a part");
    let more: String = (1..4).map(|n| format!("<!ENTITY e{n} \"{}\">", format!("&e{};", n - 1).repeat(10))).collect();
    let xml = format!(
        "<!DOCTYPE d [<!ENTITY e0 \"x\">{more}]><w:document xmlns:w=\"{NAMESPACE}\"><w:body><w:p><w:r><w:t>&e3;</w:t>\
         </w:r></w:p></w:body></w:document>"
    );
    archive.write_all(xml.as_bytes()).expect("its content");
    let bytes = archive.finish().expect("an archive").into_inner();
    assert!(matches!(read(&bytes), Err(SourceError::Damaged { cause, .. }) if cause.contains("DTD")));
}
