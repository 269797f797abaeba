//! Tables of forms: what is a mention, with which fields, and what is none.

use super::mentions;
use crate::detect::{Outline, references as detect};
use crate::directive::{DirectiveKind, Header, Reference, Span};
use crate::text::{FootnoteMark, Paragraph, Text, Zone};

/// One paragraph per line; a line `[^3] …` is the footnote 3, a `[3]` in the text its mark.
pub(super) fn text(source: &str) -> Text {
    let mut text = Text::default();
    for line in source.lines() {
        if !text.content.is_empty() {
            text.content.push('\n');
        }
        let start = text.content.len();
        let (zone, body) = match line.strip_prefix("[^").and_then(|rest| rest.split_once("] ")) {
            Some((label, body)) => (Zone::Footnote(label.to_owned()), body),
            None => (Zone::Body, line),
        };
        let mut rest = body;
        while let Some((head, tail)) = rest.split_once('[') {
            let Some((label, tail)) = tail.split_once(']').filter(|(label, _)| label.len() == 1) else { break };
            text.content.push_str(head);
            text.marks.push(FootnoteMark { offset: text.content.len(), label: label.to_owned() });
            rest = tail;
        }
        text.content.push_str(rest);
        let span = Span::new(start, text.content.len());
        text.paragraphs.push(Paragraph { span, zone, page: 1, block: 0, bold: false, centered: false });
    }
    text
}

pub(super) fn found(source: &str) -> Vec<Reference> {
    detect(&text(source), &Header::default(), &Outline::default())
}

fn or_dash(part: Option<&str>) -> &str {
    part.unwrap_or("-")
}

/// Kind, number, year, symbol of each mention.
fn identities(references: &[Reference]) -> String {
    let one = |r: &Reference| {
        format!(
            "{} {} {} {}",
            r.kind,
            or_dash(r.number.as_deref()),
            or_dash(r.year.as_deref()),
            or_dash(r.symbol.as_deref())
        )
    };
    references.iter().map(one).collect::<Vec<_>>().join("; ")
}

#[track_caller]
fn check(source: &str, expected: &str) {
    assert_eq!(identities(&found(source)), expected, "{source}");
}

#[test]
fn reads_the_forms_of_numbers() {
    for (source, expected) in [
        ("Giáo viên đánh giá theo Thông tư số 27/2020/TT-BGDĐT của Bộ.", "thong-tu 27 2020 TT-BGDĐT"),
        ("Lớp 6 đánh giá theo TT22; lớp 9 học cũ.", "thong-tu 22 - -"),
        ("Lớp 9 đánh giá theo TT58 và TT26.", "thong-tu 58 - -; thong-tu 26 - -"),
        ("Thực hiện NĐ 24 về giáo dục đại học.", "nghi-dinh 24 - -"),
        (
            "theo Hướng dẫn bổ sung số 5102, 5103/SGDĐT-GDTH.",
            "huong-dan 5102 - SGDĐT-GDTH; huong-dan 5103 - SGDĐT-GDTH",
        ),
        ("theo thông tư 08/2021/TT-BTTTT", "thong-tu 8 2021 TT-BTTTT"),
        ("Nghị định số 86/2022/NĐ-CP", "nghi-dinh 86 2022 NĐ-CP"),
        ("Nghị quyết số 51/2017/QH14", "nghi-quyet 51 2017 QH14"),
        ("Nghị quyết số 1210/2016/UBTVQH13", "nghi-quyet 1210 2016 UBTVQH13"),
        ("Thông tư liên tịch số 13/2016/TTLT-BYT-BGDĐT", "thong-tu-lien-tich 13 2016 TTLT-BYT-BGDĐT"),
        ("Thông tư số 22/2013/TTLT/BGDĐT-BLĐTBXH-BTC", "thong-tu-lien-tich 22 2013 TTLT/BGDĐT-BLĐTBXH-BTC"),
        ("Quyết định 1076/QĐ-TTg", "quyet-dinh 1076 - QĐ-TTG"),
        ("Nghị quyết số 36a/NQ-CP", "nghi-quyet 36a - NQ-CP"),
        ("Nghị quyết số 36ª/NQ-CP", "nghi-quyet 36a - NQ-CP"),
        ("Nghị quyết số 66.15/2026/NQ-CP", "nghi-quyet 66.15 2026 NQ-CP"),
        ("Công văn số 5512/BGDĐT-GDTrH", "cong-van 5512 - BGDĐT-GDTRH"),
        ("Công văn số 5950/SGDĐT-GDMN&GDTH", "cong-van 5950 - SGDĐT-GDMN&GDTH"),
        ("Công văn 131/PGD&ĐT", "cong-van 131 - PGD&ĐT"),
        ("Kế hoạch số 88/PGD", "ke-hoach 88 - PGD"),
        ("Công văn số 3101/ANCTNB&QLCL", "cong-van 3101 - ANCTNB&QLCL"),
        ("Kế hoạch số 58/KH-THPTCL2", "ke-hoach 58 - KH-THPTCL2"),
        ("Thông tư số 001/2025/TT-BNV", "thong-tu 1 2025 TT-BNV"),
        ("Công văn 1560/UBND-GD&ĐT", "cong-van 1560 - UBND-GD&ĐT"),
        ("Thông tư số 03/2014/BTTTT", "thong-tu 3 2014 BTTTT"),
        ("Công văn số 12/UBND-VX", "cong-van 12 - UBND-VX"),
        ("Văn bản hợp nhất số 07/VBHN-BXD", "van-ban-hop-nhat 7 - VBHN-BXD"),
        ("văn bản số 4771/BGDĐT-QLCL", "cong-van 4771 - BGDĐT-QLCL"),
        ("Chương trình số 45-CTr/TU", "chuong-trinh 45 - CTR/TU"),
        ("Nghị quyết 29-NQ/TW", "nghi-quyet 29 - NQ/TW"),
        ("Nghị quyết 94 – NQ/HU", "nghi-quyet 94 - NQ/HU"),
        ("Nghị quyết số 04/NQ-HU", "nghi-quyet 4 - NQ-HU"),
        ("Thông báo số 03-TB/BCĐ", "thong-bao 3 - TB/BCĐ"),
        ("Tờ trình số 15/TTr-UBND", "to-trinh 15 - TTR-UBND"),
        ("Công điện số 92/CĐ-TTg", "khac 92 - CĐ-TTG"),
        ("Chương trình hành động số 17-CTr/HU", "chuong-trinh 17 - CTR/HU"),
        ("Nghị định của Chính phủ số 24/2021/NĐ-CP", "nghi-dinh 24 2021 NĐ-CP"),
        ("Hướng dẫn liên ngành số 210/HDLN-SGDĐT-STC", "huong-dan 210 - HDLN-SGDĐT-STC"),
        ("QĐ số 16/2006/QĐ-BGDĐT", "quyet-dinh 16 2006 QĐ-BGDĐT"),
        ("CV 5512/BGDĐT-GDTrH", "cong-van 5512 - BGDĐT-GDTRH"),
        ("NQ số 29-NQ/TW", "nghi-quyet 29 - NQ/TW"),
        ("(45/2021/TT-BGDĐT)", "thong-tu 45 2021 TT-BGDĐT"),
        ("Thông tư 27/2020", "thong-tu 27 2020 -"),
    ] {
        check(source, expected);
    }
}

#[test]
fn forgives_the_slips_of_real_files() {
    for (source, expected) in [
        ("Báo cáo số 355 /BC-HĐXTH", "bao-cao 355 - BC-HĐXTH"),
        ("Công văn 3799/BGDĐT- GDTH", "cong-van 3799 - BGDĐT-GDTH"),
        ("Thông tư 16/2018/TT/ BGD", "thong-tu 16 2018 TT/BGD"),
        ("Thông tư số 27/2020/TT-\nBGDĐT", "thong-tu 27 2020 TT-BGDĐT"),
        ("Quyết định 1830 QĐ-UBND", "quyet-dinh 1830 - QĐ-UBND"),
        ("Thông tư số04/2020/TT-BCT", "thong-tu 4 2020 TT-BCT"),
        ("Công văn số 77/SGDDĐT-TrH", "cong-van 77 - SGDDĐT-TRH"),
        ("khoản 2 của Điều 5Thông tư số 04/2020/TT-BCT", "thong-tu 4 2020 TT-BCT"),
        ("Thông tư số 22/2021/TT-BGDĐTngày 20/7/2021", "thong-tu 22 2021 TT-BGDĐT"),
        ("theo Kế hoạch số: 12/KH-UBND", "ke-hoach 12 - KH-UBND"),
        ("theo Công văn: 2345/BGDĐT-GDTH", "cong-van 2345 - BGDĐT-GDTH"),
        ("theo Thông tư\n16/2018/TT-BGDĐT", "thong-tu 16 2018 TT-BGDĐT"),
        ("công văn số 353/KH-PGDĐT", "cong-van 353 - KH-PGDĐT"),
    ] {
        check(source, expected);
    }
}

#[test]
fn reads_bare_numbers_and_laws_by_name() {
    for (source, expected) in [
        ("theo Thông tư 61 của Bộ Tài chính", "thong-tu 61 - -"),
        ("mục tiêu mà Nghị quyết 94 đề ra", "nghi-quyet 94 - -"),
        ("Công văn số 948 ngày 14/6/2019 của Sở GD&ĐT", "cong-van 948 - -"),
        ("Kế hoạch 3380 của UBND huyện", "ke-hoach 3380 - -"),
        ("triển khai Đề án 06 và chuyển đổi số", "de-an 6 - -"),
        ("theo Luật Giáo dục và các văn bản dưới luật", "luat - - -"),
        ("Luật Giáo dục năm 2019 quy định", "luat - - -"),
        ("Bộ luật Lao động", "luat - - -"),
        ("Luật Giáo dục số 43/2019/QH14", "luat 43 2019 QH14"),
        ("Luật Giáo dục (Luật số 43/2019/QH14)", "luat 43 2019 QH14"),
        ("Luật số 58/2010/QH12", "luat 58 2010 QH12"),
        ("Luật Viên chức, Luật Trẻ em và Luật Tiếp cận thông tin", "luat - - -; luat - - -; luat - - -"),
        ("Hiến pháp năm 2013", "khac - - -"),
        (
            "Luật sửa đổi, bổ sung một số điều của Luật Viên chức số 58/2010/QH12 số 52/2019/QH14",
            "luat 52 2019 QH14; luat 58 2010 QH12",
        ),
    ] {
        check(source, expected);
    }
}

#[test]
fn ends_a_laws_name_where_it_ends() {
    for (source, expected) in [
        ("theo Luật Phòng, chống bạo lực gia đình và tình hình địa phương", "Luật Phòng, chống bạo lực gia đình"),
        ("Luật Giáo dục quy định rõ", "Luật Giáo dục"),
        ("Luật Giáo dục đại học được sửa đổi", "Luật Giáo dục đại học"),
        (
            "Căn cứ Luật Công nghệ thông tin ngày 29 tháng 6 năm 2006;",
            "Luật Công nghệ thông tin ngày 29 tháng 6 năm 2006",
        ),
        ("Luật Bảo tồn rừng ngập mặn của nước bạn", "Luật Bảo tồn rừng ngập mặn"),
    ] {
        let texts: Vec<String> = found(source).into_iter().map(|r| r.text).collect();
        assert_eq!(texts, [expected], "{source}");
    }
}

#[test]
fn passes_over_what_is_no_document() {
    for source in [
        "Huy động 12993/13046 trẻ, đạt 99,6%",
        "17/17 xã đạt chuẩn, 16/16 trường",
        "năm học 2024-2025 và năm học 2023 - 2024",
        "Thời gian: từ 05/9/2024 đến 31/5/2025",
        "hạn nộp 10/9/2024, trực 24/7",
        "Điện thoại: 0225.3872.345, số máy 0912/345678",
        "kinh phí 1.324.500.000 đồng/năm",
        "Kế hoạch này thay cho kế hoạch cũ",
        "Chương trình GDPT 2018 và CT GDPT 2006",
        "Chương trình 2018",
        "học sinh lớp 10, tuyển sinh lớp 6",
        "Điều lệ trường tiểu học",
        "03 kế hoạch, 5 báo cáo và 12 công văn",
        "Nghị quyết 5 năm qua",
        "nộp báo cáo 02 lần/năm học",
        "Kế hoạch 2024 đã đề ra",
        "các văn bản chỉ đạo của Bộ, của Sở",
        "quyết định 16 trường đạt chuẩn",
        "thông báo 3 lần trên loa",
        "theo hướng dẫn của Phòng GD&ĐT, Sở GD&ĐT",
        "Nghị quyết Hội đồng nhân dân thành phố",
        "A. NHIỆM VỤ TRỌNG TÂM NĂM HỌC 2024/2025",
        "Bảng kê theo TT 22 trường",
        "của TT 15 mục",
        "TT 1 | Nội dung | Số lượng",
        "tỉ lệ 1/2 và 3/4 tiết/tuần",
        "các trường TH/THCS, MN/TH",
        "pháp luật về giáo dục; luật này; Luật hiện hành",
        "phòng 305/A2, lớp 5/A",
        "Kế hoạch 9/2023",
        "theo Mẫu số 02/BC-THPT và Biểu số 1/KH-THCS",
        "đạt chuẩn theo 3 công khai, 4 kiểm tra",
    ] {
        check(source, "");
    }
}

/// Date and issuer of each mention.
#[track_caller]
fn check_tail(source: &str, expected: &[(&str, &str)]) {
    let references = found(source);
    let dates: Vec<Option<String>> = references.iter().map(|r| r.date.map(|d| d.to_string())).collect();
    let tails: Vec<(&str, &str)> = references
        .iter()
        .zip(&dates)
        .map(|(r, date)| (or_dash(date.as_deref()), or_dash(r.issuer.as_deref())))
        .collect();
    assert_eq!(tails, expected, "{source}");
}

#[test]
fn reads_date_and_issuer() {
    for (source, expected) in [
        ("Công văn số 2474/SGDĐT-TrH, ngày 16/8/2024 của Sở GD&ĐT về nhiệm vụ", ("2024-08-16", "Sở GD&ĐT")),
        ("Nghị định số 102/2009/NĐ-CP ngày 06 tháng 11 năm 2009 của Chính phủ về quản lý", ("2009-11-06", "Chính phủ")),
        (
            "Quyết định số 2005/QĐ-BGDĐT này 14/6/2016 của Bộ trưởng Bộ GD&ĐT ban hành",
            ("2016-06-14", "Bộ trưởng Bộ GD&ĐT"),
        ),
        ("Chỉ thị số 05/CT-UBND của Chủ tịch UBND thành phố ngày 3/9/2025", ("2025-09-03", "Chủ tịch UBND thành phố")),
        (
            "Nghị quyết số 29-NQ/TW của Ban Chấp hành Trung ương Đảng khóa XI về đổi mới",
            ("-", "Ban Chấp hành Trung ương Đảng khóa XI"),
        ),
        ("Nghị quyết 94 của Ban Thường vụ Huyện ủy và Chương trình nông thôn mới", ("-", "Ban Thường vụ Huyện ủy")),
        (
            "Thông tư số 03/2014/TT-BTTTT của Bộ Thông tin và Truyền thông quy định",
            ("-", "Bộ Thông tin và Truyền thông"),
        ),
        (
            "Thông tư số 15/2017/TT-BLĐTBXH của Bộ trưởng Bộ Lao động - Thương binh và Xã hội hướng dẫn",
            ("-", "Bộ trưởng Bộ Lao động - Thương binh và Xã hội"),
        ),
        ("Quyết định số 55/QĐ-UBND của UBND huyện An Lão phê duyệt", ("-", "UBND huyện An Lão")),
        (
            "Kế hoạch số 9/KH-UBND của Ủy ban nhân dân phường Trần Thành Ngọ triển khai",
            ("-", "Ủy ban nhân dân phường Trần Thành Ngọ"),
        ),
        ("Công văn số 71/VHXH của Phòng Văn hóa - Xã hội yêu cầu", ("-", "Phòng Văn hóa - Xã hội")),
        ("Quyết định số 547/QĐ-CTN của Chủ tịch nước", ("-", "Chủ tịch nước")),
        ("Kết luận số 91-KL/TW ngày 12/8/2024 của Bộ Chính trị tiếp tục thực hiện", ("2024-08-12", "Bộ Chính trị")),
        ("Hướng dẫn số 18/HD-LĐLĐ của Liên đoàn Lao động thành phố về thi đua", ("-", "Liên đoàn Lao động thành phố")),
        (
            "Nghị quyết số 12/NQ-HĐND ngày 20/7/2022 của HĐND thành phố Hải Phòng khóa XVI",
            ("2022-07-20", "HĐND thành phố Hải Phòng khóa XVI"),
        ),
        (
            "Quyết định số 80/2014/QĐ-TTg ngày 30/12/2014 của Thủ tướng Chính phủ Quy định thí điểm",
            ("2014-12-30", "Thủ tướng Chính phủ"),
        ),
        ("Kế hoạch số 31/KH-THCS của trường THCS Lê Lợi", ("-", "trường THCS Lê Lợi")),
        (
            "Thông tư liên tịch số 22/2015/TTLT-BGDĐT-BNV của Bộ Giáo dục và Đào tạo và Bộ Nội vụ",
            ("-", "Bộ Giáo dục và Đào tạo và Bộ Nội vụ"),
        ),
    ] {
        check_tail(source, &[expected]);
    }
}

#[test]
fn a_time_of_the_sentence_is_no_issue_date() {
    for (source, expected) in [
        ("Thực hiện Kế hoạch số 12/KH-UBND, tháng 10/2024 các trường kiểm tra.", ("-", "-")),
        ("Thực hiện Kế hoạch số 12/KH-UBND của UBND tỉnh, ngày 20/10/2024 Sở tổ chức khai mạc.", ("-", "UBND tỉnh")),
        ("Thực hiện Kế hoạch số 12/KH-UBND tháng 10/2024 của UBND tỉnh.", ("2024-10", "UBND tỉnh")),
        ("Thực hiện Kế hoạch số 12/KH-UBND, ngày 02/10/2024 của UBND tỉnh.", ("2024-10-02", "UBND tỉnh")),
        ("Thực hiện Kế hoạch số 12/KH-UBND của UBND tỉnh ngày 02/10/2024.", ("2024-10-02", "UBND tỉnh")),
    ] {
        check_tail(source, &[expected]);
    }
}

#[test]
fn no_paper_is_cited_before_its_day() {
    let tail = |source: &str, kind: Option<DirectiveKind>| {
        let header = Header { date: "2024-09-15".parse().ok(), kind, ..Header::default() };
        let found = detect(&text(source), &header, &Outline::default());
        found.into_iter().map(|r| (r.text, r.date.map(|date| date.to_string()))).collect::<Vec<_>>()
    };
    let one = |text: &str, date: Option<&str>| vec![(text.to_owned(), date.map(str::to_owned))];
    let later = "Thực hiện Kế hoạch số 12/KH-UBND, ngày 20/10/2024 khai mạc.";
    assert_eq!(tail(later, None), one("Kế hoạch số 12/KH-UBND", None));
    let earlier = "Thực hiện Kế hoạch số 12/KH-UBND ngày 14/9/2024.";
    assert_eq!(tail(earlier, None), one("Kế hoạch số 12/KH-UBND ngày 14/9/2024", Some("2024-09-14")));
    // What the author wrote wrong stays; a consolidated text cites what amended it.
    let issued = "Thực hiện Kế hoạch số 12/KH-UBND ngày 20/10/2024 của UBND tỉnh.";
    assert_eq!(tail(issued, None), one("Kế hoạch số 12/KH-UBND ngày 20/10/2024 của UBND tỉnh", Some("2024-10-20")));
    let amended = "Thông tư số 12/2024/TT-BGDĐT ngày 20/10/2024.";
    let kept = one("Thông tư số 12/2024/TT-BGDĐT ngày 20/10/2024", Some("2024-10-20"));
    assert_eq!(tail(amended, Some(DirectiveKind::VanBanHopNhat)), kept);
}

#[test]
fn knows_a_document_by_its_number_once_it_was_cited() {
    for (source, expected) in [
        (
            "Thực hiện Kế hoạch số 91/KH-UBND; số còn lại so với Kế hoạch 91 là 3 trường.",
            "ke-hoach 91 - KH-UBND; ke-hoach 91 - -",
        ),
        (
            "Quyết định số 1987/QĐ-UBND (sau đây gọi là Quyết định 1987) được công bố.",
            "quyet-dinh 1987 - QĐ-UBND; quyet-dinh 1987 - -",
        ),
        ("Kế hoạch 91 là tốt.", ""),
        ("Kế hoạch số 15/KH-UBND; quyết định 15 trường được hỗ trợ.", "ke-hoach 15 - KH-UBND"),
        ("theo Thông tư 12: học sinh được xếp loại", "thong-tu 12 - -"),
        (
            "theo hướng dẫn nhiệm vụ năm học số 218/PGDĐT-TH và kế hoạch tuyển sinh số 44/KH-SGDĐT",
            "huong-dan 218 - PGDĐT-TH; ke-hoach 44 - KH-SGDĐT",
        ),
        (
            "Chương trình hành động 31-CTr/HU và Kế hoạch liên ngành 7/KHLN-CA-GD",
            "chuong-trinh 31 - CTR/HU; ke-hoach 7 - KHLN-CA-GD",
        ),
        ("kế hoạch năm học theo Công văn số 218/PGDĐT-TH", "cong-van 218 - PGDĐT-TH"),
    ] {
        check(source, expected);
    }
}

#[test]
fn shares_the_tail_of_a_list() {
    check_tail(
        "các Nghị quyết 18-NQ/TW (25/10/2017), 19-NQ/TW (25/10/2017) của Ban Chấp hành Trung ương",
        &[("2017-10-25", "Ban Chấp hành Trung ương"), ("2017-10-25", "Ban Chấp hành Trung ương")],
    );
    let both = ("-", "Bộ GDĐT");
    check_tail("các Thông tư số 30/2014/TT-BGDĐT và số 22/2016/TT-BGDĐT của Bộ GDĐT", &[both, both]);
    check_tail(
        "theo Thông tư 36/2017/TT-BGDĐT ngày 28/12/2017, Thông tư 11/2020/TT-BGDĐT ngày 19/5/2020 của Bộ GDĐT",
        &[("2017-12-28", "Bộ GDĐT"), ("2020-05-19", "Bộ GDĐT")],
    );
    // A semicolon parts what a comma joins.
    check_tail(
        "Thông tư 36/2017/TT-BGDĐT; Thông tư 61/2017/TT-BTC của Bộ Tài chính",
        &[("-", "-"), ("-", "Bộ Tài chính")],
    );
    // The symbol says that another agency issued the first.
    check_tail(
        "Kế hoạch số 88/PGD ngày 24/5/2022, Kế hoạch 3380 của UBND huyện",
        &[("2022-05-24", "-"), ("-", "UBND huyện")],
    );
    check(
        "Thông tư số 20/2020/TT-BGDĐT, số 21/2020/TT-BGDĐT và số 22/2020/TT-BGDĐT ngày 01/9/2020",
        "thong-tu 20 2020 TT-BGDĐT; thong-tu 21 2020 TT-BGDĐT; thong-tu 22 2020 TT-BGDĐT",
    );
    check("Kế hoạch số 12/QĐ-UBND và 13/QĐ-UBND", "ke-hoach 12 - QĐ-UBND; ke-hoach 13 - QĐ-UBND");
    check("Nghị quyết số 94, số 95 của Huyện ủy", "nghi-quyet 94 - -; nghi-quyet 95 - -");
    check("theo các Thông tư 26, 27/2020", "thong-tu 26 2020 -; thong-tu 27 2020 -");
    check("theo các Thông tư số 58 và 26/2020/TT-BGDĐT", "thong-tu 58 2020 TT-BGDĐT; thong-tu 26 2020 TT-BGDĐT");
}

#[track_caller]
fn check_roles(source: &str, expected: &str) {
    let roles: Vec<String> = found(source)
        .iter()
        .map(|r| serde_json::to_string(&r.relation).expect("a name").trim_matches('"').to_owned())
        .collect();
    assert_eq!(roles.join(" "), expected, "{source}");
}

#[test]
fn gives_each_mention_its_role() {
    for (source, expected) in [
        ("Căn cứ Luật Trẻ em; Nghị định số 56/2017/NĐ-CP; Thông tư số 28/2020/TT-BGDĐT,", "basis basis basis"),
        (
            "Căn cứ Nghị định số 56/2017/NĐ-CP quy định chi tiết một số điều của Luật Trẻ em; Thông tư số 28/2020/TT-BGDĐT",
            "basis implements basis",
        ),
        ("Căn cứ Luật Trẻ em;\nNghị định số 56/2017/NĐ-CP của Chính phủ;", "basis basis"),
        ("đánh giá căn cứ quy định tại Thông tư số 22/2021/TT-BGDĐT", "basis"),
        ("dạy học theo hướng dẫn tại Công văn số 2345/BGDĐT-GDTH", "implements"),
        ("Bám sát Kế hoạch số 12/KH-UBND và Công văn số 88/PGD", "implements implements"),
        ("sơ kết 3 năm thực hiện Chỉ thị số 40-CT/TW", "implements"),
        ("Thông tư này thay thế Thông tư số 14/2018/TT-BGDĐT", "replaces"),
        ("Bãi bỏ khoản 3 Điều 2 Thông tư số 24/2023/TT-BGDĐT", "replaces"),
        ("Thông tư số 14/2018/TT-BGDĐT hết hiệu lực kể từ ngày 01/01/2026", "replaces"),
        (
            "Các văn bản sau hết hiệu lực:\na) Thông tư số 14/2018/TT-BGDĐT;\nb) Thông tư số 25/2018/TT-BGDĐT.",
            "replaces replaces",
        ),
        ("sửa đổi, bổ sung một số điều của Nghị định số 115/2020/NĐ-CP", "amends"),
        ("Bãi bỏ cụm từ tại khoản 1 Điều 3 Thông tư số 14/2018/TT-BGDĐT", "amends"),
        ("Thông tư số 05/2015/TT-BGDĐT được sửa đổi, bổ sung bởi Thông tư số 06/2019/TT-BGDĐT", "mentions mentions"),
        ("Thông tư số 05/2015/TT-BGDĐT đã được thay thế bằng Thông tư số 06/2019/TT-BGDĐT", "mentions mentions"),
        ("Ban hành kèm theo Thông tư số 32/2018/TT-BGDĐT", "mentions"),
        ("Thực hiện chương trình ban hành kèm theo Thông tư số 32/2018/TT-BGDĐT", "implements"),
        ("các mục tiêu mà Nghị quyết số 94-NQ/HU nêu ra", "mentions"),
        (
            "Thực hiện nghiêm các văn bản:\n- Chỉ thị số 993/CT-BGDĐT về an toàn;\n- Nghị định số 80/2017/NĐ-CP.",
            "implements implements",
        ),
        ("ngành có quy định[4] riêng\n[^4] Thông tư số 22/2021/TT-BGDĐT.", "mentions"),
        ("thực hiện theo đúng quy định[4] của ngành\n[^4] Thông tư số 22/2021/TT-BGDĐT.", "implements"),
        ("Thực hiện nghiêm quy định4 về công khai.\n4 Thông tư số 09/2024/TT-BGDĐT.", "implements"),
        ("Tổ chức kiểm tra theo\nQuyết định số 12/QĐ-UBND", "implements"),
        ("Duy trì Quy chế số 12/QC-PH giữa hai bên", "implements"),
        ("Duy trì sĩ số như đã nêu ở Công văn số 88/PGD", "mentions"),
        ("Thực hiện Kế hoạch số 12/KH-UBND và các nhiệm vụ nêu tại Thông báo số 45/TB-UBND", "implements implements"),
        ("Thực hiện Kế hoạch số 12/KH-UBND và họp về việc nêu tại Thông báo số 45/TB-UBND", "implements mentions"),
        ("Căn cứ Luật Trẻ em; thực hiện Chỉ thị số 5/CT-UBND; Kế hoạch số 12/KH-UBND", "basis implements implements"),
        ("Thông tư số 5/2015/TT-BGDĐT sửa đổi bởi Thông tư số 06/2019/TT-BGDĐT", "mentions mentions"),
        ("Nghị định số 7/2021/NĐ-CP (sửa đổi một số điều bằng Nghị định số 8/2024/NĐ-CP)", "mentions mentions"),
        ("Hướng dẫn này thay Hướng dẫn số 12/HD-SGDĐT", "replaces"),
        ("chấm dứt hiệu lực của Quy chế số 8/QC-SGDĐT", "replaces"),
        ("Kiến nghị sửa Nghị quyết số 21/2023/NQ-HĐND cho phù hợp", "amends"),
        ("số biên chế được giao tại Quyết định số 88/QĐ-UBND", "implements"),
        ("Cách ra đề giữ như Công văn số 91/SGDĐT-QLCL", "implements"),
        ("Xét đề nghị của Giám đốc Sở Y tế tại Tờ trình số 15/TTr-SYT", "basis"),
        ("Thực hiện Chỉ thị số 3/CT-UBND và Quy chế ban hành tại Thông tư số 9/2024/TT-BGDĐT", "implements implements"),
        ("Thực hiện Nghị quyết số 19-NQ/TW, nhất là từ khi có Kết luận số 62-KL/TW", "implements implements"),
        ("áp dụng khung thời gian[4] mới\n[^4] Quyết định số 12/QĐ-UBND.", "implements"),
        ("tích hợp nội dung bảo vệ môi trường[4]\n[^4] Thông tư số 22/2021/TT-BGDĐT.", "mentions"),
    ] {
        check_roles(source, expected);
    }
}

#[test]
fn what_ends_is_what_the_words_are_about() {
    for (source, expected) in [
        (
            "Theo Điều 16 Thông tư số 29/2024/TT-BGDĐT, Thông tư số 17/2012/TT-BGDĐT hết hiệu lực kể từ ngày 14/02/2025.",
            "implements replaces",
        ),
        (
            "Theo quy định tại Nghị định số 5/2024/NĐ-CP thì Thông tư số 7/2012/TT-BGDĐT hết hiệu lực.",
            "implements replaces",
        ),
        ("Thông tư số 14/2018/TT-BGDĐT và Thông tư số 25/2018/TT-BGDĐT hết hiệu lực.", "replaces replaces"),
        (
            "Thông tư số 1/2018/TT-BGDĐT, Thông tư số 2/2018/TT-BGDĐT và khoản 2 Điều 3 Thông tư số 3/2018/TT-BGDĐT hết hiệu lực.",
            "replaces replaces replaces",
        ),
        (
            "Theo Thông tư số 1/2024/TT-BGDĐT, Thông tư số 2/2018/TT-BGDĐT và Thông tư số 3/2018/TT-BGDĐT hết hiệu lực.",
            "implements replaces replaces",
        ),
        // A title between names another paper.
        (
            "Thông tư số 9/2018/TT-BGDĐT sửa đổi, bổ sung một số điều của Thông tư số 8/2012/TT-BGDĐT hết hiệu lực.",
            "replaces amends",
        ),
        (
            "Thông tư số 8/2012/TT-BGDĐT được sửa đổi, bổ sung bởi Thông tư số 9/2018/TT-BGDĐT hết hiệu lực.",
            "replaces mentions",
        ),
    ] {
        check_roles(source, expected);
    }
}

#[test]
fn what_is_adjusted_is_amended_and_what_is_withdrawn_is_repealed() {
    for (source, expected) in [
        ("Kế hoạch này điều chỉnh, bổ sung Kế hoạch số 12/KH-UBND.", "amends"),
        ("KẾ HOẠCH\nĐiều chỉnh, bổ sung Kế hoạch số 12/KH-UBND.", "amends"),
        ("Điều chỉnh một số nội dung của Kế hoạch số 12/KH-UBND.", "amends"),
        ("Bổ sung Quyết định số 12/QĐ-UBND.", "amends"),
        ("Thu hồi Công văn số 12/SGDĐT-GDTrH.", "replaces"),
        ("Chỉ tiêu được điều chỉnh tại Quyết định số 12/QĐ-UBND.", "mentions"),
        ("Phạm vi điều chỉnh của Thông tư số 12/2020/TT-BGDĐT.", "mentions"),
        ("Điều chỉnh nội dung dạy học theo Công văn số 4040/BGDĐT-GDTrH.", "implements"),
        ("Thực hiện nội dung điều chỉnh của Công văn số 3969/BGDĐT-GDTH.", "implements"),
        ("Công điện này thay thế Công điện số 12/CĐ-UBND.", "replaces"),
        ("Báo cáo này thay thế Báo cáo số 12/BC-UBND.", "replaces"),
    ] {
        check_roles(source, expected);
    }
}

#[test]
fn finds_the_place_inside_the_document() {
    for (source, expected) in [
        ("điểm a khoản 2 Điều 5 Thông tư số 28/2020/TT-BGDĐT", Some("điểm a khoản 2 Điều 5")),
        ("tại Điều 6, Điều 7 của Nghị định số 80/2017/NĐ-CP", Some("Điều 6, Điều 7")),
        ("khoản 3 và khoản 4 Điều 76 Luật Thi đua, khen thưởng", Some("khoản 3 và khoản 4 Điều 76")),
        ("Phụ lục II của Thông tư số 28/2020/TT-BGDĐT", Some("Phụ lục II")),
        ("lớp 5 theo Thông tư số 28/2020/TT-BGDĐT", None),
    ] {
        let references = found(source);
        assert_eq!(references.first().and_then(|r| r.pinpoint.as_deref()), expected, "{source}");
    }
}

#[test]
fn leaves_out_the_documents_own_number() {
    check(
        "Số: 322/PGD-THCS\nThực hiện Công văn số 77/SGDĐT-TrH\n(Kèm theo Công văn số 322/PGD-THCS ngày 04/9/2024)",
        "cong-van 77 - SGDĐT-TRH",
    );
    let header = Header {
        number: Some("27".into()),
        year: Some("2020".into()),
        symbol: Some("TT-BGDĐT".into()),
        ..Header::default()
    };
    let source =
        text("(Ban hành kèm theo Thông tư số 27/2020/TT-BGDĐT ngày 04/9/2020) thay cho Thông tư số 30/2014/TT-BGDĐT");
    assert_eq!(identities(&detect(&source, &header, &Outline::default())), "thong-tu 30 2014 TT-BGDĐT");

    // The same number of another year is another document.
    let header = Header {
        number: Some("322".into()),
        symbol: Some("PGD-THCS".into()),
        date: "2024-09-04".parse().ok(),
        ..Header::default()
    };
    let source = text("như Công văn số 322/PGD-THCS ngày 05/9/2022 đã nêu");
    assert_eq!(identities(&detect(&source, &header, &Outline::default())), "cong-van 322 - PGD-THCS");
}

#[test]
fn an_equal_number_of_another_day_or_office_is_another_document() {
    let header = Header {
        number: Some("45".into()),
        symbol: Some("KH-UBND".into()),
        issuer: Some("ỦY BAN NHÂN DÂN XÃ BÌNH AN".into()),
        date: "2025-09-15".parse().ok(),
        ..Header::default()
    };
    for (source, want) in [
        ("Thực hiện Kế hoạch số 45/KH-UBND ngày 10/8/2025 của UBND tỉnh.", 1),
        ("Thực hiện Kế hoạch số 45/KH-UBND ngày 10/8/2025.", 1),
        ("Thực hiện Kế hoạch số 45/KH-UBND của UBND tỉnh.", 1),
        ("Thực hiện Kế hoạch số 45/KH-UBND ngày 15/9/2025.", 0),
        ("Thực hiện Kế hoạch số 45/KH-UBND ngày 15/9/2025 của UBND xã Bình An.", 0),
        ("Thực hiện Kế hoạch số 45/KH-UBND tháng 9/2025 của UBND xã.", 0),
        ("Thực hiện Kế hoạch số 45/KH-UBND của UBND xã.", 0),
        ("Thực hiện Kế hoạch số 45/KH-UBND.", 0),
        ("(Kèm theo Kế hoạch số 45/KH-UBND ngày 14/9/2025 của UBND xã Bình An)", 0),
    ] {
        assert_eq!(detect(&text(source), &header, &Outline::default()).len(), want, "{source}");
    }
}

#[test]
fn many_short_citations_cost_little() {
    const REPEATED: usize = 20_000;
    let began = std::time::Instant::now();
    let source = format!("Kế hoạch số 91/KH-UBND; {}", "Kế hoạch 91; ".repeat(REPEATED));
    assert_eq!(found(&source).len(), REPEATED + 1);
    found(&"Kế hoạch số 91/KH-UBND; ".repeat(REPEATED));
    found(&format!("{}hết hiệu lực", "Thông tư số 1/2020/TT-BTC, ".repeat(REPEATED)));
    assert!(began.elapsed().as_secs() < 60, "{:?}", began.elapsed());
}

#[test]
fn a_query_may_state_date_and_issuer() {
    for (query, date, issuer, text) in [
        ("2400/QĐ-UBND ngày 10/8/2023", "2023-08-10", "-", "2400/QĐ-UBND ngày 10/8/2023"),
        ("qd 2400/QĐ-UBND của UBND tỉnh Nghệ An", "-", "UBND tỉnh Nghệ An", "qd 2400/QĐ-UBND của UBND tỉnh Nghệ An"),
        (
            "2400/QĐ-UBND ngày 10/8/2023 của UBND tỉnh",
            "2023-08-10",
            "UBND tỉnh",
            "2400/QĐ-UBND ngày 10/8/2023 của UBND tỉnh",
        ),
        ("2400/QĐ-UBND khung thời gian", "-", "-", "2400/QĐ-UBND"),
    ] {
        let found = mentions(query);
        assert_eq!(found.len(), 1, "{query}");
        let date_found = found[0].date.map(|date| date.to_string());
        let said = (or_dash(date_found.as_deref()), or_dash(found[0].issuer.as_deref()), found[0].text.as_str());
        assert_eq!(said, (date, issuer, text), "{query}");
        assert_eq!(&query[..found[0].evidence.span.end], text, "{query}");
    }
}

#[test]
fn reads_queries() {
    for (query, expected) in [
        ("Thông tư 27/2020", "thong-tu 27 2020 -"),
        ("tt 27/2020", "thong-tu 27 2020 -"),
        ("thong tu 27-2020", "thong-tu 27 2020 -"),
        ("Thông tư 27 năm 2020", "thong-tu 27 2020 -"),
        ("thông tư số 27 năm 2020 lớp 5", "thong-tu 27 2020 -"),
        ("kế hoạch 12 năm học 2024-2025", "ke-hoach 12 - -"),
        ("kế hoạch 12 năm 2024-2025", "ke-hoach 12 - -"),
        ("văn bản 27/2020", "khac 27 2020 -"),
        ("văn bản 27", ""),
        ("27/2020/TT_BGDĐT", "thong-tu 27 2020 TT-BGDĐT"),
        ("Kế hoạch năm học 2023-2024", ""),
        ("thong tu so 27/2020/tt-bgddt", "thong-tu 27 2020 TT-BGDĐT"),
        ("27/2020/TT-BGDĐT", "thong-tu 27 2020 TT-BGDĐT"),
        ("QĐ 2400/QĐ-UBND", "quyet-dinh 2400 - QĐ-UBND"),
        ("công văn 5512", "cong-van 5512 - -"),
        ("cv 5512/bgdđt-gdtrh", "cong-van 5512 - BGDĐT-GDTRH"),
        ("nq 29-nq/tw", "nghi-quyet 29 - NQ-TW"),
        ("nd 20/2014/nd-cp phổ cập", "nghi-dinh 20 2014 NĐ-CP"),
        ("luat giao duc 2019", "luat - - -"),
        ("27/2020", "khac 27 2020 -"),
        ("27/2020/", "khac 27 2020 -"),
        ("số: 27", ""),
        ("năm [2024", ""),
        ("", ""),
        ("/", ""),
        ("10/9/2024", ""),
        ("9/2023", ""),
        ("2023-2024", ""),
        ("học 2 buổi/ngày", ""),
        ("17/17 xã", ""),
        ("chuyển đổi số", ""),
        ("tt", ""),
        ("thông tư", ""),
    ] {
        assert_eq!(identities(&mentions(query)), expected, "{query}");
    }
}

#[test]
fn spans_hold_the_words() {
    let source = text("Thực hiện Công văn số 948 ngày 14/6/2019 của Sở GD&ĐT; Luật Trẻ em.");
    for reference in detect(&source, &Header::default(), &Outline::default()) {
        assert_eq!(source.words_of(reference.evidence.span), reference.text);
    }
}

#[test]
fn keeps_calm_on_anything() {
    let parts = [
        "Thông tư",
        " số ",
        "27",
        "/",
        "2020",
        "-",
        "TT",
        "ª",
        "ngày ",
        "của ",
        "Bộ",
        "\n",
        "Điều 5",
        "Luật ",
        "đ",
        "…",
        "“",
        ".",
    ];
    // Every triple of parts, so that each grammar meets each cut.
    for a in parts {
        for b in parts {
            for c in parts {
                let source = format!("{a}{b}{c}");
                let read = text(&source);
                for reference in detect(&read, &Header::default(), &Outline::default()) {
                    let span = reference.evidence.span;
                    assert!(read.content.get(span.start..span.end).is_some(), "{source}");
                }
                mentions(&source);
            }
        }
    }
}

/// The filter hides nothing: every term of the long lists of this module is found where it is written.
#[test]
fn every_term_stands_where_it_is_written() {
    use super::{agency_names, law};
    for list in [
        &agency_names::OFFICES,
        &agency_names::NAMES,
        &agency_names::HEADS,
        &agency_names::FIELDS,
        &agency_names::INSIDE,
        &agency_names::LEVELS,
        &agency_names::TERMS,
        &law::NAMES,
    ] {
        for term in list.all() {
            for text in [(*term).to_owned(), term.to_uppercase(), format!("{term} x")] {
                assert!(list.eat_longest(&text, 0) >= Some(term.len()), "{text}");
            }
        }
    }
}

#[test]
fn symbols_name_kinds() {
    for (symbol, want) in [
        ("KH-UBND", Some(DirectiveKind::KeHoach)),
        ("QĐ-TTG", Some(DirectiveKind::QuyetDinh)),
        ("NQ/HU", Some(DirectiveKind::NghiQuyet)),
        ("TTLT-BYT-BGDĐT", Some(DirectiveKind::ThongTuLienTich)),
        ("CV-UBND", Some(DirectiveKind::CongVan)),
        ("KHLN-CA-GD", Some(DirectiveKind::KeHoach)),
        ("HDLN-SGDĐT-STC", Some(DirectiveKind::HuongDan)),
        ("NQLT", Some(DirectiveKind::NghiQuyet)),
        ("TBKL-VP", Some(DirectiveKind::ThongBao)),
        ("CTHĐ-UBND", Some(DirectiveKind::ChuongTrinh)),
        ("CĐ-TTG", Some(DirectiveKind::Khac)),
        ("PGD-THCS", None),
        ("SGDĐT-GDTRH", None),
    ] {
        assert_eq!(super::of_type_code(symbol), want, "{symbol}");
    }
}
