//! The whole way from raw lines to normalized text, as tables of pages and paragraphs.

use super::{SetAsideKind, Text, Zone, normalize};
use crate::source::{Format, Metadata, RawDocument, RawLine, RawPage, RawWord, Rect, TextSource};

/// A plain text: pages at form feeds, one raw line per line.
fn plain(text: &str) -> RawDocument {
    let page = |(text, number): (&str, u32)| RawPage {
        number,
        size: None,
        lines: text.lines().filter(|l| !l.trim().is_empty()).map(line).collect(),
        problem: None,
        text_source: TextSource::default(),
        rules: Vec::new(),
        aside: Vec::new(),
    };
    let pages = text.split('\u{c}').zip(1..).map(page).collect();
    RawDocument { format: Format::Txt, pages, metadata: Metadata::default() }
}

fn line(text: &str) -> RawLine {
    RawLine {
        words: text.split_whitespace().map(word).collect(),
        block: 0,
        starts_paragraph: false,
        cell: None,
        footnote: None,
        number: None,
    }
}

fn word(text: &str) -> RawWord {
    RawWord { text: text.to_owned(), rect: None, size: 0.0, bold: false, superscript: false, spaced: true }
}

/// A line set in 14 point type at `x`, `y`; letters are 7 points wide. A word after `^` is raised and touches the one
/// before, a line after `!` is bold, one after `~` is set in 10 point type.
fn set(x: f32, y: f32, text: &str) -> RawLine {
    let (bold, text) = text.strip_prefix('!').map_or((false, text), |rest| (true, rest));
    let (size, text) = text.strip_prefix('~').map_or((14.0, text), |rest| (10.0, rest));
    let mut at = x;
    let mut out = line(&text.replace('^', " ^"));
    for word in &mut out.words {
        if let Some(mark) = word.text.strip_prefix('^').map(str::to_owned) {
            (word.text, word.superscript, word.spaced) = (mark, true, at == x);
            at -= if at == x { 0.0 } else { size / 4.0 };
        }
        word.size = if word.superscript { size * 0.6 } else { size };
        word.bold = bold;
        let width = word.text.chars().count() as f32 * size / 2.0;
        word.rect = Some(Rect { x0: at, y0: y, x1: at + width, y1: y + size });
        at += width + size / 4.0;
    }
    out
}

fn pages(pages: Vec<Vec<RawLine>>) -> RawDocument {
    let page = |(lines, number)| RawPage {
        number,
        size: Some((595.0, 842.0)),
        lines,
        problem: None,
        text_source: TextSource::default(),
        rules: Vec::new(),
        aside: Vec::new(),
    };
    let pages = pages.into_iter().zip(1..).map(page).collect();
    RawDocument { format: Format::Pdf, pages, metadata: Metadata::default() }
}

fn paragraphs(text: &Text) -> Vec<&str> {
    text.paragraphs.iter().map(|p| text.slice(p.span)).collect()
}

fn check(text: &str, expected: &[&str]) {
    assert_eq!(paragraphs(&normalize(&plain(text))), expected, "{text}");
}

/// Lines that show how wide the text is: one long paragraph, its first line set in as usual.
const WRAPPED: &str = "\
Các trường chủ động xây dựng kế hoạch giáo dục của nhà trường phù hợp
với điều kiện thực tế về đội ngũ, cơ sở vật chất và thiết bị dạy học của từng
đơn vị, bảo đảm thực hiện đủ nội dung và yêu cầu cần đạt của chương trình
đối với từng khối lớp, đồng thời tạo điều kiện thuận lợi để giáo viên đổi mới
phương pháp dạy học và kiểm tra đánh giá học sinh theo hướng phát triển
năng lực.
";

fn check_wrapped(text: &str, expected: &[&str]) {
    let text = normalize(&plain(&format!("{WRAPPED}{text}")));
    assert_eq!(paragraphs(&text)[1..], *expected);
}

#[test]
fn wrapped_lines_become_one_paragraph() {
    let text = normalize(&plain(WRAPPED));
    assert_eq!(paragraphs(&text).len(), 1);
    assert!(text.content.ends_with("theo hướng phát triển năng lực."));
}

#[test]
fn a_full_line_goes_on_before_a_capital_and_a_short_one_does_not() {
    check_wrapped(
        "Hội nghị do Phòng Văn hóa chủ trì, có sự tham gia của Hiệu trưởng trường\n\
         Tiểu học Hòa Bình.\n\
         2. Thực hiện chương trình\n\
         Chỉ đạo tổ chuyên môn.",
        &[
            "Hội nghị do Phòng Văn hóa chủ trì, có sự tham gia của Hiệu trưởng trường Tiểu học Hòa Bình.",
            "2. Thực hiện chương trình",
            "Chỉ đạo tổ chuyên môn.",
        ],
    );
}

#[test]
fn annexes_and_forms_open_paragraphs_of_their_own() {
    let full = "Các trường căn cứ tình hình thực tế của đơn vị để chủ động thực hiện hiệu quả";
    for head in [
        "Phụ lục",
        "PHỤ LỤC II",
        "Phụ lục số 01",
        "PHỤ LỤC I DANH MỤC TRƯỜNG",
        "Mẫu số 02",
        "BIỂU SỐ 1A",
        "Biểu mẫu 03:",
    ] {
        check_wrapped(&format!("{full}\n{head}\nDanh sách các trường."), &[full, head, "Danh sách các trường."]);
    }
    // Named in the middle of a sentence it opens nothing.
    let cites = "Các trường căn cứ tình hình thực tế của đơn vị để chủ động báo cáo theo";
    check_wrapped(&format!("{cites}\nPhụ lục II."), &[&format!("{cites} Phụ lục II.")]);
    check_wrapped(&format!("{cites}\nMẫu số 02 kèm công văn này."), &[&format!("{cites} Mẫu số 02 kèm công văn này.")]);
}

#[test]
fn the_parts_of_a_narrow_letterhead_stay_whole() {
    let lines = [
        "CỘNG HÒA XÃ HỘI CHỦ",
        "NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh",
        "phúc",
        "Hà Nội, ngày 4 tháng 9 năm",
        "2024",
    ];
    let column = |texts: &[&str], block| -> Vec<RawLine> {
        let place = |(text, y): (&&str, u8)| RawLine { block, ..set(60.0, 60.0 + 16.0 * f32::from(y), text) };
        texts.iter().zip(0u8..).map(place).collect()
    };
    let left = ["BỘ GIÁO DỤC VÀ", "ĐÀO TẠO", "Số: 5/BGDĐT", "V/v hướng dẫn năm học", "2024-2025"];
    let text = normalize(&pages(vec![[column(&left, 1), column(&lines, 2)].concat()]));
    assert_eq!(
        paragraphs(&text),
        [
            "BỘ GIÁO DỤC VÀ ĐÀO TẠO",
            "Số: 5/BGDĐT",
            "V/v hướng dẫn năm học 2024-2025",
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "Độc lập - Tự do - Hạnh phúc",
            "Hà Nội, ngày 4 tháng 9 năm 2024",
        ]
    );
}

#[test]
fn cut_tokens_are_joined_and_inner_spaces_stay() {
    check_wrapped(
        "Việc đánh giá học sinh tiếp tục thực hiện theo Thông tư số 27/2020/TT-\n\
         BGDĐT và Công văn 45/BGDĐT- GDTH trong năm học mới 2024-\n\
         2025 ở mọi khối lớp và/\n\
         hoặc nhóm lớp.",
        &[
            "Việc đánh giá học sinh tiếp tục thực hiện theo Thông tư số 27/2020/TT-BGDĐT và Công văn 45/BGDĐT- GDTH trong \
           năm học mới 2024-2025 ở mọi khối lớp và/hoặc nhóm lớp.",
        ],
    );
    check("Chánh Văn phòng và\nThủ trưởng các đơn vị", &["Chánh Văn phòng và Thủ trưởng các đơn vị"]);
    check("theo số 355\n/BC-HĐXTH ngày 5", &["theo số 355/BC-HĐXTH ngày 5"]);
    check("theo số 27/2020/TT\n-BGDĐT", &["theo số 27/2020/TT-BGDĐT"]);
}

#[test]
fn list_markers_and_headings_open_paragraphs() {
    check(
        "A. NHIỆM VỤ\nI. Phần việc chung\n1. Dạy học\n2.1 Lớp một\n2.2. Lớp hai\na) Việc đầu\n- Ý một\n+ Ý hai\n-Ý ba\n\
         * Ghi nhớ\n• Điểm nhấn\nĐiều 5. Hiệu lực\nChương II\nPhần thứ nhất\n(1) Mục nhỏ\nCĂN CỨ PHÁP LÝ",
        &[
            "A. NHIỆM VỤ",
            "I. Phần việc chung",
            "1. Dạy học",
            "2.1 Lớp một",
            "2.2. Lớp hai",
            "a) Việc đầu",
            "- Ý một",
            "+ Ý hai",
            "-Ý ba",
            "* Ghi nhớ",
            "• Điểm nhấn",
            "Điều 5. Hiệu lực",
            "Chương II",
            "Phần thứ nhất",
            "(1) Mục nhỏ",
            "CĂN CỨ PHÁP LÝ",
        ],
    );
    // "tại" joins a place, "tồn tại" does not.
    check("II. TỒN TẠI\nTỷ lệ bỏ học còn cao.", &["II. TỒN TẠI", "Tỷ lệ bỏ học còn cao."]);
}

#[test]
fn what_looks_like_a_marker_inside_a_sentence_does_not() {
    check_wrapped(
        "Kết quả khảo sát cho thấy toàn huyện hiện có tổng số học sinh tiểu học là\n\
         1.324 em, trong đó số học sinh được học hai buổi trong mỗi ngày ở các khối lớp\n\
         1. Các trường tiếp tục duy trì.",
        &[
            "Kết quả khảo sát cho thấy toàn huyện hiện có tổng số học sinh tiểu học là 1.324 em, trong đó số học sinh được \
           học hai buổi trong mỗi ngày ở các khối lớp 1. Các trường tiếp tục duy trì.",
        ],
    );
}

#[test]
fn recitals_letterhead_and_signature_keep_their_lines() {
    check(
        "ỦY BAN NHÂN DÂN\nXÃ MINH TÂN\nSố: 12/KH-UBND\nMinh Tân, ngày 05 tháng 9 năm 2025\nKính gửi: Các trường\n\
         Căn cứ Luật Giáo dục;\nThực hiện Kế hoạch 5;\nNơi nhận:\n- Như trên;\n- Lưu: VT.\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\
         Trần Văn Bình",
        &[
            "ỦY BAN NHÂN DÂN",
            "XÃ MINH TÂN",
            "Số: 12/KH-UBND",
            "Minh Tân, ngày 05 tháng 9 năm 2025",
            "Kính gửi: Các trường",
            "Căn cứ Luật Giáo dục;",
            "Thực hiện Kế hoạch 5;",
            "Nơi nhận:",
            "- Như trên;",
            "- Lưu: VT.",
            "KT. CHỦ TỊCH",
            "PHÓ CHỦ TỊCH",
            "Trần Văn Bình",
        ],
    );
}

#[test]
fn a_sentence_goes_on_over_a_page_with_its_number_and_note() {
    let text = normalize(&plain(
        "Các trường thực hiện quy định¹ về đánh giá; chủ\n¹ Thông tư số 27.\n\u{c}2\nđộng báo cáo.\u{c}3\nHết.",
    ));
    assert_eq!(
        paragraphs(&text),
        ["Các trường thực hiện quy định về đánh giá; chủ động báo cáo.", "Thông tư số 27.", "Hết."]
    );
    assert_eq!(text.paragraphs[1].zone, Zone::Footnote("1".to_owned()));
    let mark = &text.marks[0];
    assert!(mark.label == "1" && text.content[..mark.offset].ends_with("quy định"));
    let aside: Vec<_> = text.set_aside.iter().map(|s| (s.kind, s.text.as_str())).collect();
    assert_eq!(aside, [(SetAsideKind::PageNumber, "2"), (SetAsideKind::PageNumber, "3")]);
}

#[test]
fn notes_with_plain_numbers_need_their_mark() {
    let text = normalize(&plain(
        "Toàn xã có 12 cơ sở giáo dục1, diện tích 50m2, lớp 1,2 học cả ngày (theo kế hoạch)2.\n1\nHai trường mầm non.\n\
         2 Kế hoạch năm.\nCác trường báo cáo.",
    ));
    assert_eq!(
        paragraphs(&text),
        [
            "Toàn xã có 12 cơ sở giáo dục, diện tích 50m2, lớp 1,2 học cả ngày (theo kế hoạch).",
            "Hai trường mầm non.",
            "Kế hoạch năm.",
            "Các trường báo cáo."
        ]
    );
    let marks: Vec<_> = text.marks.iter().map(|m| (m.label.as_str(), &text.content[..m.offset])).collect();
    assert!(marks[0].1.ends_with("giáo dục") && marks[1].1.ends_with("kế hoạch)"), "{marks:?}");
    check("Diện tích 50m², cao 3m2.\n2 Phòng học mới.", &["Diện tích 50m², cao 3m2.", "2 Phòng học mới."]);
}

#[test]
fn gazette_heads_and_signature_stamps_are_set_aside() {
    let text = normalize(&plain(
        "Ký bởi: Cổng Thông tin\nEmail: a@b.vn\nThời gian ký: 31.12.2024 08:00:00 +07:00\nĐiều 1. Phạm vi\n\
         CÔNG BÁO/Số 757 + 758/Ngày 18-6-2025 12\nNgười ký văn bản chịu trách nhiệm.",
    ));
    assert_eq!(paragraphs(&text), ["Điều 1. Phạm vi", "Người ký văn bản chịu trách nhiệm."]);
    let stamps = text.set_aside.iter().filter(|s| s.kind == SetAsideKind::Stamp).count();
    assert_eq!((text.set_aside.len(), stamps), (4, 3));
}

#[test]
fn running_heads_come_again_on_pages() {
    let body = |n: u32| vec![set(200.0, 30.0, &format!("Kế hoạch năm học {n}")), set(80.0, 100.0, "Nội dung chính.")];
    let text = normalize(&pages(vec![body(1), body(2), body(3)]));
    assert_eq!(paragraphs(&text), ["Nội dung chính."; 3]);
    assert!(text.set_aside.iter().all(|s| s.kind == SetAsideKind::RunningHead));
}

/// A page of lines 19 points apart from `y` = 100 on, each with its left edge.
fn column(lines: &[(f32, &str)]) -> Vec<RawLine> {
    lines.iter().zip(0u16..).map(|((x, text), i)| set(*x, 100.0 + 19.0 * f32::from(i), text)).collect()
}

const LONG: &str = "nhà trường tổ chức dạy học theo đúng kế hoạch và thời gian";

#[test]
fn first_line_indents_open_paragraphs_where_they_are_the_custom() {
    let first = "Các trường tổ chức dạy học theo đúng kế hoạch thời";
    let mut lines = Vec::new();
    for _ in 0..4 {
        lines.extend([(108.0, first), (80.0, LONG), (80.0, "hết năm học.")]);
    }
    lines.extend([
        (108.0, "1. Đối với các nhiệm vụ giáo dục chung toàn huyện có"),
        (108.0, "Phòng Giáo dục hướng dẫn."),
    ]);
    let text = normalize(&pages(vec![column(&lines)]));
    assert_eq!(paragraphs(&text).len(), 6, "{:?}", paragraphs(&text));
    assert_eq!(paragraphs(&text)[5], "Phòng Giáo dục hướng dẫn.");
}

#[test]
fn notes_at_the_foot_of_a_measured_page() {
    let mut first = column(&[(80.0, LONG), (80.0, "giáo dục^1 cho mọi đối tượng; chủ")]);
    first.push(set(80.0, 760.0, "~^1 Theo kế hoạch số 5 của huyện,"));
    first.push(set(80.0, 772.0, "~ban hành năm 2024."));
    let second = column(&[(80.0, "động thực hiện.")]);
    let text = normalize(&pages(vec![first, second]));
    assert_eq!(
        paragraphs(&text),
        [
            format!("{LONG} giáo dục cho mọi đối tượng; chủ động thực hiện."),
            "Theo kế hoạch số 5 của huyện, ban hành năm 2024.".to_owned()
        ]
    );
    assert_eq!(text.paragraphs[1].zone, Zone::Footnote("1".to_owned()));
}

#[test]
fn notes_at_the_end_of_the_document_and_with_list_numbers() {
    let mark = |n: u32| column(&[(80.0, LONG), (80.0, &format!("của năm học (kỳ {n}).^{n}"))]);
    let mut last = mark(2);
    last.push(set(80.0, 160.0, "~^1 Kế hoạch số 5."));
    last.push(set(80.0, 175.0, "~^2 Kế hoạch số 6."));
    let text = normalize(&pages(vec![mark(1), column(&[(80.0, "Hết phần một.")]), last]));
    assert_eq!(paragraphs(&text)[1], "Kế hoạch số 5.");
    assert_eq!(text.marks.len(), 2);

    let mut first = mark(1);
    first.push(set(80.0, 760.0, "~1. Kế hoạch số 5."));
    let text = normalize(&pages(vec![first]));
    assert_eq!(paragraphs(&text)[1], "Kế hoạch số 5.");

    let mut unmarked = column(&[(80.0, LONG)]);
    unmarked.push(set(80.0, 760.0, "~1. Kế hoạch số 5."));
    let text = normalize(&pages(vec![unmarked]));
    assert_eq!(paragraphs(&text)[1], "1. Kế hoạch số 5.");
}

#[test]
fn columns_never_mix_and_an_issuer_cut_by_its_column_is_whole() {
    let mut lines = vec![
        set(80.0, 50.0, "!PHÒNG GIÁO DỤC VÀ ĐÀO"),
        set(150.0, 66.0, "!TẠO"),
        set(100.0, 82.0, "Số: 5/KH-GD"),
        set(320.0, 50.0, "!CỘNG HÒA XÃ HỘI"),
    ];
    for (line, block) in lines.iter_mut().zip([1, 1, 1, 2]) {
        line.block = block;
    }
    let text = normalize(&pages(vec![lines]));
    assert_eq!(paragraphs(&text), ["PHÒNG GIÁO DỤC VÀ ĐÀO TẠO", "Số: 5/KH-GD", "CỘNG HÒA XÃ HỘI"]);
    assert_eq!(text.paragraphs.iter().map(|p| p.block).collect::<Vec<_>>(), [1, 1, 2]);
    assert!(text.paragraphs[0].bold && !text.paragraphs[1].bold);
}

/// A row of table 0 of a page: its cells with their columns.
fn row(number: u32, cells: &[(u32, &str)]) -> Vec<RawLine> {
    let cell = |(column, text): &(u32, &str)| RawLine {
        cell: Some((0, number, *column)),
        ..set(80.0 + 120.0 * *column as f32, 100.0 + 20.0 * number as f32, text)
    };
    cells.iter().map(cell).collect()
}

#[test]
fn a_row_that_a_page_ends_goes_on_with_the_next() {
    let head = || row(0, &[(0, "TT"), (1, "Nhiệm vụ"), (2, "Thời hạn")]);
    let first = || row(1, &[(0, "1"), (1, "Rà soát kế hoạch của các"), (2, "Trước ngày")]);
    let check = |second: Vec<RawLine>, expected: &[&str]| {
        let text = normalize(&pages(vec![[head(), first()].concat(), second]));
        assert_eq!(paragraphs(&text), expected);
        // Each word still stands on its own page.
        for word in text.words.iter().filter(|word| ["nhà", "năm"].contains(&text.slice(word.span))) {
            assert_eq!(word.page, 2);
        }
    };
    let rest = |number| row(number, &[(1, "nhà trường."), (2, "15 tháng 9 năm 2024")]);
    let last = |number| row(number, &[(0, "2"), (1, "Báo cáo"), (2, "30/9/2024")]);
    let whole = "1\tRà soát kế hoạch của các nhà trường.\tTrước ngày 15 tháng 9 năm 2024";
    check([rest(0), last(1)].concat(), &["TT\tNhiệm vụ\tThời hạn", whole, "2\tBáo cáo\t30/9/2024"]);
    // Under the head, said again.
    check([head(), rest(1), last(2)].concat(), &["TT\tNhiệm vụ\tThời hạn", whole, "2\tBáo cáo\t30/9/2024"]);
    // A row with a number of its own, one that begins a sentence, and one in another table.
    let begun = "1\tRà soát kế hoạch của các\tTrước ngày";
    check(last(0), &["TT\tNhiệm vụ\tThời hạn", begun, "2\tBáo cáo\t30/9/2024"]);
    check(row(0, &[(1, "Báo cáo")]), &["TT\tNhiệm vụ\tThời hạn", begun, "\tBáo cáo"]);
    check(row(0, &[(3, "nhà trường")]), &["TT\tNhiệm vụ\tThời hạn", begun, "\t\t\tnhà trường"]);
    let between = [vec![set(80.0, 60.0, "Bảng sau đây nêu các nhiệm vụ:")], rest(0)].concat();
    check(
        between,
        &["TT\tNhiệm vụ\tThời hạn", begun, "Bảng sau đây nêu các nhiệm vụ:", "\tnhà trường.\t15 tháng 9 năm 2024"],
    );
}

#[test]
fn table_rows_are_paragraphs_with_tabs() {
    let cell = |row, column, text| RawLine { cell: Some((0, row, column)), ..line(text) };
    let mut document = plain("Bảng:");
    document.pages[0].lines.extend([
        cell(0, 0, "TT"),
        cell(0, 1, "Nội dung"),
        cell(1, 0, "1"),
        cell(1, 1, "Thông tư 27/2020/TT-"),
        cell(1, 1, "BGDĐT của"),
        cell(1, 1, "Bộ"),
        cell(1, 3, "5/2025"),
    ]);
    let text = normalize(&document);
    assert_eq!(paragraphs(&text), ["Bảng:", "TT\tNội dung", "1\tThông tư 27/2020/TT-BGDĐT của Bộ\t\t5/2025"]);
    assert_eq!(text.paragraphs[1].zone, Zone::TableRow);
}

#[test]
fn notes_that_the_format_marks() {
    let mut document = plain("Theo quy định về đánh giá.\nXem thêm.\nHết.");
    let lines = &mut document.pages[0].lines;
    lines.iter_mut().for_each(|l| l.starts_paragraph = true);
    lines[1].footnote = Some("1".to_owned());
    let mark = RawWord { superscript: true, spaced: false, ..word("1") };
    lines[0].words.insert(4, mark);
    let text = normalize(&document);
    assert_eq!(paragraphs(&text), ["Theo quy định về đánh giá.", "Xem thêm.", "Hết."]);
    assert_eq!(text.paragraphs[1].zone, Zone::Footnote("1".to_owned()));
    assert_eq!(&text.content[..text.marks[0].offset], "Theo quy định về");
}

#[test]
fn words_keep_their_page_line_and_box() {
    let text = normalize(&pages(vec![
        column(&[(80.0, LONG)]),
        vec![set(300.0, 30.0, "2"), set(80.0, 100.0, "của năm học\u{a0}mới.")],
    ]));
    let word = text.words.iter().find(|w| text.slice(w.span) == "mới.").expect("it is there");
    assert_eq!((word.page, word.line), (2, 2), "furniture is counted");
    assert!(word.rect.is_some_and(|r| r.y0 == 100.0));
}

mod properties {
    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization;

    use super::*;

    fn sound(text: &Text) {
        let mut last = 0;
        for w in &text.words {
            assert!(w.span.start >= last && w.span.end > w.span.start, "words are in order: {w:?}");
            assert!(!text.content[w.span.start..w.span.end].contains(char::is_whitespace), "{w:?}");
            last = w.span.end;
        }
        let covered: usize = text.paragraphs.iter().map(|p| p.span.len() + 1).sum();
        assert_eq!(covered.saturating_sub(1), text.content.len(), "paragraphs cover the text");
        assert!(text.marks.iter().all(|m| text.content.is_char_boundary(m.offset)));
    }

    /// Lines as directives have them, with the odd thing between.
    fn directive() -> impl Strategy<Value = String> {
        let words = prop::sample::select(
            "các trường tổ chức dạy học Thông tư 27/2020/TT- BGDĐT năm 2024- 2025, lớp 1,2 (đạt 97%); Nguyễn An. \
             Kế hoạch: giáo dục1 1 2 3 ¹ UBND HUYỆN quy định² m2 – - và/ của ./. I. a) 1. Điều 5. […] “Đề án”"
                .split_whitespace()
                .collect::<Vec<_>>(),
        );
        let line = prop::collection::vec(words, 1..14).prop_map(|w| w.join(" "));
        let end = prop::sample::select(vec!["\n", "\n\n", "\n", "\u{c}"]);
        prop::collection::vec((line, end), 0..30)
            .prop_map(|lines| lines.into_iter().map(|(l, e)| format!("{l}{e}")).collect())
    }

    proptest! {
        #[test]
        fn any_text_is_total_and_sound(text in "[\\PC\n\u{c}\u{0}-\u{ff}\u{300}-\u{323}]*") {
            sound(&normalize(&plain(&text)));
        }

        #[test]
        fn directives_are_sound_and_stable(text in directive()) {
            let once = normalize(&plain(&text));
            sound(&once);
            // A note has lost its number and pages are gone, so that notes can no longer be told from what is around.
            if once.marks.is_empty() && once.pages.len() == 1 {
                let again = normalize(&plain(&once.content));
                prop_assert_eq!(&again.content, &once.content);
            }
        }

        #[test]
        fn composed_and_decomposed_text_are_the_same(text in directive()) {
            let decomposed: String = text.nfd().collect();
            prop_assert_eq!(normalize(&plain(&decomposed)), normalize(&plain(&text)));
        }

        #[test]
        fn measured_lines_are_sound(lines in prop::collection::vec(
            (0f32..600.0, 0f32..850.0, "[~!]?[\\PC^]{0,30}", 0u32..3, prop::option::of((0u32..2, 0u32..3, 0u32..3))), 0..25))
        {
            let lines = lines.into_iter().filter_map(|(x, y, text, block, cell)| {
                let line = RawLine { block, cell, ..set(x, y, &text) };
                (!line.words.is_empty()).then_some(line)
            }).collect::<Vec<_>>();
            let half = lines.len() / 2;
            let (a, b) = lines.split_at(half);
            sound(&normalize(&pages(vec![a.to_vec(), b.to_vec()])));
        }
    }
}
