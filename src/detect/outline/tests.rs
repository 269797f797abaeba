//! Headings of invented directives, and what holds below them.

use super::*;
use crate::directive::FieldEvidence;
use crate::text::{Paragraph, Zone};

/// A text of one paragraph per line; a line that begins with `~` is a footnote.
fn text(lines: &str) -> Text {
    let mut text = Text::default();
    for line in lines.lines().map(str::trim).filter(|l| !l.is_empty()) {
        if !text.content.is_empty() {
            text.content.push('\n');
        }
        let start = text.content.len();
        let (zone, words) = match line.strip_prefix('~') {
            Some(note) => (Zone::Footnote("1".to_owned()), note),
            None => (Zone::Body, line),
        };
        text.content.push_str(words);
        let span = Span::new(start, text.content.len());
        text.paragraphs.push(Paragraph { span, zone, page: 1, block: 0, bold: false, centered: false });
    }
    text
}

fn header(kind: Option<DirectiveKind>, years: &[i16], levels: &[Level]) -> Header {
    let school_years = years.iter().filter_map(|y| SchoolYear::beginning(*y)).collect();
    Header { kind, school_years, levels: levels.to_vec(), ..Header::default() }
}

/// The sections as lines: depth in stars, label, title.
fn check(lines: &str, want: &[&str]) {
    let outline = detect(&text(lines), &Header::default());
    let found: Vec<String> = outline
        .sections
        .iter()
        .map(|s| format!("{}{} {}", "*".repeat(s.depth), s.label, s.title).trim().to_owned())
        .collect();
    assert_eq!(found, want, "{lines}");
}

/// What holds at the words `at`: year, levels, mode.
fn check_context(header: &Header, lines: &str, at: &str, want: (&str, &[Level], Mode)) {
    let text = text(lines);
    let outline = detect(&text, header);
    let offset = text.content.find(at).expect("the words stand in the text");
    let context = outline.context_at(offset);
    let year = context.school_year.map(|y| y.to_string()).unwrap_or_default();
    assert_eq!((year.as_str(), context.levels, context.mode), want, "{at} in {lines}");
}

#[test]
fn headings_nest_by_their_numbers() {
    check(
        "A. MỤC TIÊU\n1. Mục tiêu chung\nNâng chất lượng.\n2. Chỉ tiêu\n- 95% trẻ đến lớp.\nB. NHIỆM VỤ\nI. Dạy học\n1. Soạn bài\na) Ở tổ\nHọp tổ.\nII. Thi đua\nPhát động.",
        &[
            "A MỤC TIÊU",
            "*1 Mục tiêu chung",
            "*2 Chỉ tiêu",
            "B NHIỆM VỤ",
            "*I Dạy học",
            "**1 Soạn bài",
            "***a Ở tổ",
            "*II Thi đua",
        ],
    );
    check(
        "I. MỤC TIÊU\nA. Chung\nNâng cao.\nB. Riêng\nGiữ vững.\nII. GIẢI PHÁP\nLàm ngay.",
        &["I MỤC TIÊU", "*A Chung", "*B Riêng", "II GIẢI PHÁP"],
    );
    check(
        "1. Tổ chức\n1.1. Nhân sự\nĐủ người.\n1.1.1 Tổ trưởng\nMột người.\n1.2. Tài chính\nĐủ tiền.\n2. Báo cáo\nMỗi tháng.",
        &["1 Tổ chức", "*1.1 Nhân sự", "**1.1.1 Tổ trưởng", "*1.2 Tài chính", "2 Báo cáo"],
    );
    check(
        "Chương I\nQUY ĐỊNH CHUNG\nĐiều 1. Phạm vi\nVăn bản này quy định việc thu.\nMục 2 CHI\nĐiều 2. Mức chi\n1. Khoán theo tháng.\nChương II\nTỔ CHỨC\nĐiều 3. Hiệu lực\nTừ nay.",
        &["I QUY ĐỊNH CHUNG", "*1 Phạm vi", "*2 CHI", "**2 Mức chi", "II TỔ CHỨC", "*3 Hiệu lực"],
    );
}

#[test]
fn titles_are_put_together() {
    check(
        "Phần 1\nKẾT QUẢ\nNĂM HỌC 2021-2022\nĐã làm xong.\nPhần 2\nPHƯƠNG HƯỚNG\nSẽ làm.",
        &["1 KẾT QUẢ NĂM HỌC 2021-2022", "2 PHƯƠNG HƯỚNG"],
    );
    check(
        "NHIỆM VỤ TRỌNG TÂM\nGiữ vững.\nTỔ CHỨC THỰC HIỆN\nGiao các tổ.",
        &["NHIỆM VỤ TRỌNG TÂM", "TỔ CHỨC THỰC HIỆN"],
    );
    check("PHỤ LỤC I\nDANH MỤC BIỂU MẪU\nBiểu số liệu kèm theo.", &["I DANH MỤC BIỂU MẪU"]);
}

#[test]
fn items_are_no_headings() {
    check("I. Nhiệm vụ\n- Đối với lớp 1: dạy đủ;\n+ Tổ một;\n- Đối với lớp 2: dạy đủ.", &["I Nhiệm vụ"]);
    check(
        "I. Nhiệm vụ\n1. Dạy đủ các môn theo chương trình.\n2. Kiểm tra đúng hạn.\nII. Tổ chức\nGiao các trường.",
        &["I Nhiệm vụ", "II Tổ chức"],
    );
    check(
        "1. Rà soát đội ngũ, sắp xếp theo vị trí việc làm.\n- Báo cáo số thừa.\n2. Tuyển mới.",
        &["1 Rà soát đội ngũ, sắp xếp theo vị trí việc làm."],
    );
    check("2024. Cụ thể như sau\n1.5 điểm so với kỳ trước", &[]);
}

#[test]
fn run_in_headings_end_at_their_colon() {
    check(
        "1. Đối với tiểu học: tổ chức dạy hai buổi. Bảo đảm an toàn cho trẻ.\n2. Đối với mầm non: giữ số nhóm lớp. Mở thêm bếp ăn.",
        &["1 Đối với tiểu học", "2 Đối với mầm non"],
    );
    check(
        "I. Kết quả\n* Ưu điểm:\nNhiều tiến bộ.\n* Hạn chế:\nCòn thiếu người.",
        &["I Kết quả", "* Ưu điểm", "* Hạn chế"],
    );
}

#[test]
fn years_levels_and_modes_come_from_headings() {
    let report = header(Some(DirectiveKind::BaoCao), &[2022], &[]);
    let lines = "PHẦN THỨ NHẤT\nKẾT QUẢ NĂM HỌC 2021-2022\nI. Dạy và học\n1. Giáo dục tiểu học\nĐạt một trăm phần trăm.\n~Chú thích tiểu học.\n2. Tồn tại, hạn chế\nCòn thiếu phòng.\nPHẦN THỨ HAI\nPHƯƠNG HƯỚNG NĂM HỌC 2022-2023\nI. Chỉ tiêu\n1. Kết quả giáo dục\nGiữ chín mươi phần trăm.\n2. Cấp THCS\nTăng hai giải.";
    check_context(&report, lines, "Đạt một", ("2021-2022", &[Level::TieuHoc], Mode::Report));
    check_context(&report, lines, "Chú thích", ("2021-2022", &[Level::TieuHoc], Mode::Report));
    check_context(&report, lines, "Còn thiếu", ("2021-2022", &[], Mode::Report));
    check_context(&report, lines, "Giữ chín", ("2022-2023", &[], Mode::Plan));
    check_context(&report, lines, "Tăng hai", ("2022-2023", &[Level::Thcs], Mode::Plan));
    let all = header(None, &[2023], &[]);
    let lines = "I. Chỉ tiêu\n1. Đối với tiểu học: giữ số lớp như năm trước, không mở thêm điểm lẻ. Bán trú tăng.\n2. Các cấp học giữ vững sĩ số.\n- Không để thiếu phòng.";
    check_context(&all, lines, "Bán trú", ("2023-2024", &[Level::TieuHoc], Mode::Plan));
    check_context(&all, lines, "giữ vững", ("2023-2024", &[], Mode::Plan));
    check_context(&all, lines, "Không để", ("2023-2024", &[], Mode::Plan));
    let plan = header(Some(DirectiveKind::KeHoach), &[2023], &[Level::Thcs]);
    let lines = "Mở đầu.\nI. Ôn thi vào lớp 10 THPT\nTăng buổi ôn.\nII. Thực hiện Kế hoạch số 12/KH-UBND về năm học 2022-2023\nTheo kế hoạch.";
    check_context(&plan, lines, "Mở đầu", ("2023-2024", &[Level::Thcs], Mode::Plan));
    check_context(&plan, lines, "Tăng buổi", ("2023-2024", &[Level::Thcs], Mode::Plan));
    check_context(&plan, lines, "Theo kế", ("2023-2024", &[Level::Thcs], Mode::Plan));
}

#[test]
fn the_frame_holds_no_tasks() {
    let lines = "Kính gửi: Các trường\nCăn cứ Kế hoạch năm học;\nI. Nhiệm vụ\nDạy tốt.\nNơi nhận:\n- Lưu: VT.\nPHỤ LỤC\nBiểu mẫu trang sau";
    let text = text(lines);
    let field = |field: &str, words: &str| {
        let start = text.content.find(words).expect("the words stand in the text");
        let span = Span::new(start, start + words.len());
        FieldEvidence { field: field.to_owned(), evidence: text.evidence(span, "header/test", 1.0) }
    };
    let header = Header {
        found: vec![field("recipients", "Các trường"), field("cc", "Nơi nhận:\n- Lưu: VT")],
        ..Header::default()
    };
    let outline = detect(&text, &header);
    let mode = |words: &str| text.content.find(words).map(|at| outline.context_at(at).mode);
    assert_eq!(mode("Kính"), Some(Mode::Frame));
    assert_eq!(mode("Căn cứ"), Some(Mode::Frame));
    assert_eq!(mode("Dạy"), Some(Mode::Plan));
    assert_eq!(mode("Nơi nhận"), Some(Mode::Frame));
    assert_eq!(mode("Biểu mẫu"), Some(Mode::Plan));
    assert_eq!(outline.path_at(text.content.find("Dạy").expect("it stands")).as_deref(), Some("Nhiệm vụ"));
}

#[test]
fn a_report_sums_up_one_year_and_plans_the_next() {
    let report = |subject: &str| Header {
        subject: Some(subject.to_owned()),
        ..header(Some(DirectiveKind::BaoCao), &[2023, 2024], &[])
    };
    let both = report("Tổng kết năm học 2023-2024 và phương hướng, nhiệm vụ năm học 2024-2025");
    let lines =
        "I. KẾT QUẢ\n1. Chất lượng\nĐạt 98%.\nII. TỒN TẠI\nCòn 2%.\nIII. PHƯƠNG HƯỚNG\n1. Chỉ tiêu\nPhấn đấu 99%.";
    check_context(&both, lines, "Đạt 98%", ("2023-2024", &[], Mode::Report));
    check_context(&both, lines, "Còn 2%", ("2023-2024", &[], Mode::Report));
    check_context(&both, lines, "Phấn đấu 99%", ("2024-2025", &[], Mode::Plan));
    check_context(&both, "Đã đạt 97% trong năm.", "97%", ("2023-2024", &[], Mode::Report));
    // A heading says more.
    let named = "I. KẾT QUẢ NĂM HỌC 2022-2023\n1. Chất lượng\nĐạt 98%.";
    check_context(&both, named, "Đạt 98%", ("2022-2023", &[], Mode::Report));
    // Two years side by side are no report on one and plan of the next.
    let compared = report("So sánh chất lượng năm học 2023-2024 với năm học 2024-2025");
    check_context(&compared, lines, "Đạt 98%", ("", &[], Mode::Report));
}
