//! Openings and closings of invented directives.

use super::*;
use crate::directive::PartialDate;
use crate::text::{Paragraph, Zone};

/// A text of one paragraph per line; `|` separates table cells.
fn text(lines: &str) -> Text {
    let mut text = Text::default();
    for line in lines.lines().map(str::trim).filter(|l| !l.is_empty()) {
        if !text.content.is_empty() {
            text.content.push('\n');
        }
        let start = text.content.len();
        let zone = if line.contains('|') { Zone::TableRow } else { Zone::Body };
        text.content.push_str(&line.replace('|', "\t"));
        let span = Span::new(start, text.content.len());
        text.paragraphs.push(Paragraph { span, zone, page: 1, block: 0, bold: false, centered: false });
    }
    text
}

fn read(lines: &str) -> (Header, Vec<Problem>) {
    let mut problems = Vec::new();
    let header = crate::detect::header(&text(lines), &mut problems);
    (header, problems)
}

/// The named fields of a header, as `field=value` joined by "; ".
fn check(lines: &str, want: &[(&str, &str)]) {
    let (header, _) = read(lines);
    let value = |field: &str| -> String {
        let plain = |v: &Option<String>| v.clone().unwrap_or_default();
        match field {
            "number" => plain(&header.number),
            "year" => plain(&header.year),
            "symbol" => plain(&header.symbol),
            "type" => header.kind.map(|k| k.to_string()).unwrap_or_default(),
            "date" => header.date.map(|d: PartialDate| d.to_string()).unwrap_or_default(),
            "place" => plain(&header.place),
            "issuer" => plain(&header.issuer),
            "superior" => plain(&header.superior),
            "subject" => plain(&header.subject),
            "years" => header.school_years.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "),
            "levels" => header.levels.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "),
            "signer" => plain(&header.signer),
            "title" => plain(&header.signer_title),
            "recipients" => header.recipients.join(" | "),
            "cc" => header.cc.join(" | "),
            "draft" => header.draft.to_string(),
            other => format!("no field {other}"),
        }
    };
    let found: Vec<(&str, String)> = want.iter().map(|(field, _)| (*field, value(field))).collect();
    let want: Vec<(&str, String)> = want.iter().map(|(field, v)| (*field, (*v).to_owned())).collect();
    assert_eq!(found, want, "{lines}");
}

const BODY: &str = "\nI. NHIỆM VỤ CHUNG\nCác đơn vị làm tốt việc được giao trong thời gian tới.";

fn check_opening(lines: &str, want: &[(&str, &str)]) {
    check(&format!("{lines}{BODY}"), want);
}

#[test]
fn letterheads_of_all_offices() {
    // A department of a district: two columns one after the other.
    check_opening(
        "UBND HUYỆN CÁT NGỌC\nPHÒNG GIÁO DỤC VÀ ĐÀO TẠO\nSố: 87/PGDĐT-TH\nV/v triển khai nhiệm vụ giáo dục\ntiểu học năm học 2024-2025\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nCát Ngọc, ngày 06 tháng 9 năm 2024\nKính gửi: Hiệu trưởng các trường tiểu học trong huyện.",
        &[
            ("number", "87"),
            ("symbol", "PGDĐT-TH"),
            ("type", "cong-van"),
            ("date", "2024-09-06"),
            ("place", "Cát Ngọc"),
            ("issuer", "Phòng Giáo dục và Đào tạo huyện Cát Ngọc"),
            ("superior", "UBND huyện Cát Ngọc"),
            ("subject", "triển khai nhiệm vụ giáo dục tiểu học năm học 2024-2025"),
            ("years", "2024-2025"),
            ("levels", "tieu-hoc"),
            ("recipients", "Hiệu trưởng các trường tiểu học trong huyện"),
        ],
    );
    // The right column first; the date line above the number.
    check_opening(
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập – Tự do – Hạnh phúc\nSông Lam, ngày 15 tháng 8 năm 2023\nUBND TỈNH SÔNG LAM\nSỞ GIÁO DỤC VÀ ĐÀO TẠO\nSố: 1402/SGDĐT-GDMN\nV/v tuyển sinh mầm non năm học 2023 - 2024\nKính gửi:\n- Trưởng phòng GD&ĐT các huyện;\n- Các trường trực thuộc.",
        &[
            ("number", "1402"),
            ("symbol", "SGDĐT-GDMN"),
            ("date", "2023-08-15"),
            ("place", "Sông Lam"),
            ("issuer", "Sở Giáo dục và Đào tạo Sông Lam"),
            ("superior", "UBND tỉnh Sông Lam"),
            ("levels", "mam-non"),
            ("years", "2023-2024"),
            ("recipients", "Trưởng phòng GD&ĐT các huyện | Các trường trực thuộc"),
        ],
    );
    // Lines wrapped in narrow columns, read row by row; number and date on one line.
    check_opening(
        "BỘ GIÁO DỤC VÀ\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐÀO TẠO\nĐộc lập - Tự do - Hạnh phúc\nSố: 19/2024/TT-BGDĐT Hà Nội, ngày 2 tháng 11 năm 2024\nTHÔNG TƯ\nBan hành Quy chế học sinh bán trú\nCăn cứ Luật Giáo dục ngày 14 tháng 6 năm 2019;",
        &[
            ("number", "19"),
            ("year", "2024"),
            ("symbol", "TT-BGDĐT"),
            ("type", "thong-tu"),
            ("date", "2024-11-02"),
            ("place", "Hà Nội"),
            ("issuer", "Bộ Giáo dục và Đào tạo"),
            ("superior", ""),
            ("subject", "Ban hành Quy chế học sinh bán trú"),
            ("recipients", ""),
        ],
    );
    // All in table cells.
    check_opening(
        "UBND PHƯỜNG BÌNH AN | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 45/KH-UBND | Bình An, ngày 10 tháng 9 năm 2025\nKẾ HOẠCH\nPhổ cập giáo dục, xóa mù chữ năm 2025",
        &[
            ("number", "45"),
            ("symbol", "KH-UBND"),
            ("type", "ke-hoach"),
            ("date", "2025-09-10"),
            ("issuer", "UBND phường Bình An"),
            ("subject", "Phổ cập giáo dục, xóa mù chữ năm 2025"),
            ("years", ""),
        ],
    );
    // A commune's department under its People's Committee.
    check_opening(
        "ỦY BAN NHÂN DÂN\nXÃ SUỐI TRAI\nPHÒNG VĂN HÓA - XÃ HỘI\nSố: 12/VHXH\nSuối Trai, ngày 05 tháng 8 năm 2025\nKính gửi: Các trường học trên địa bàn xã",
        &[
            ("number", "12"),
            ("symbol", "VHXH"),
            ("type", "cong-van"),
            ("issuer", "Phòng Văn hóa - Xã hội xã Suối Trai"),
            ("superior", "Ủy ban nhân dân xã Suối Trai"),
        ],
    );
    // A school.
    check_opening(
        "SỞ GD&ĐT SÔNG LAM\nTRƯỜNG THPT LÊ LỢI\nSố: 31/KH-THPTLL\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSông Lam, ngày 20 tháng 9 năm 2024\nKẾ HOẠCH GIÁO DỤC CỦA NHÀ TRƯỜNG\nNĂM HỌC 2024 - 2025",
        &[
            ("number", "31"),
            ("symbol", "KH-THPTLL"),
            ("type", "ke-hoach"),
            ("issuer", "Trường THPT Lê Lợi"),
            ("superior", "Sở GD&ĐT Sông Lam"),
            ("subject", "GIÁO DỤC CỦA NHÀ TRƯỜNG NĂM HỌC 2024 - 2025"),
            ("years", "2024-2025"),
            ("levels", "thpt"),
        ],
    );
    // Party papers.
    check_opening(
        "HUYỆN ỦY CÁT NGỌC\n*\nSố 118-KH/HU\nĐẢNG CỘNG SẢN VIỆT NAM\nCát Ngọc, ngày 12 tháng 3 năm 2024\nKẾ HOẠCH\nthực hiện Chỉ thị số 20-CT/TU của Ban Thường vụ Tỉnh ủy",
        &[
            ("number", "118"),
            ("symbol", "KH/HU"),
            ("type", "ke-hoach"),
            ("issuer", "Huyện ủy Cát Ngọc"),
            ("subject", "thực hiện Chỉ thị số 20-CT/TU của Ban Thường vụ Tỉnh ủy"),
        ],
    );
    // Two ministries.
    check_opening(
        "BỘ Y TẾ\nBỘ GIÁO DỤC VÀ ĐÀO TẠO\nSố: 09/2017/TTLT-BYT-BGDĐT\nHà Nội, ngày 3 tháng 5 năm 2017\nTHÔNG TƯ LIÊN TỊCH\nQuy định về y tế trường học",
        &[
            ("number", "9"),
            ("year", "2017"),
            ("symbol", "TTLT-BYT-BGDĐT"),
            ("type", "thong-tu-lien-tich"),
            ("issuer", "Bộ Y tế - Bộ Giáo dục và Đào tạo"),
            ("superior", ""),
            ("subject", "Quy định về y tế trường học"),
        ],
    );
    check_opening(
        "CHÍNH PHỦ\n-------\nSố: 66/2023/NĐ-CP\nHà Nội, ngày 01 tháng 9 năm 2023\nNGHỊ ĐỊNH\nVề học phí\n-------\nCăn cứ Luật Giáo dục;",
        &[("symbol", "NĐ-CP"), ("type", "nghi-dinh"), ("issuer", "Chính phủ"), ("subject", "Về học phí")],
    );
}

#[test]
fn drafts_are_never_filled_in() {
    check_opening(
        "BỘ GIÁO DỤC VÀ ĐÀO TẠO\nSố:      /2026/TT-BGDĐT\nHà Nội, ngày     tháng    năm 2026\nTHÔNG TƯ\nSửa đổi quy định về dạy thêm",
        &[
            ("number", ""),
            ("year", "2026"),
            ("symbol", "TT-BGDĐT"),
            ("date", ""),
            ("place", "Hà Nội"),
            ("type", "thong-tu"),
        ],
    );
    check_opening(
        "UBND XÃ SUỐI TRAI\nSố: …../KH-UBND\nSuối Trai, ngày … tháng 8 năm 2025\nKẾ HOẠCH\nHuy động trẻ ra lớp năm học 2025-2026",
        &[("number", ""), ("symbol", "KH-UBND"), ("date", "2025-08"), ("years", "2025-2026")],
    );
}

#[test]
fn drafts_are_known_by_their_word_or_by_a_number_left_blank() {
    for (opening, draft) in [
        (
            "BỘ GIÁO DỤC VÀ ĐÀO TẠO\nSố:      /2026/TT-BGDĐT\nHà Nội, ngày    tháng    năm 2026\nDỰ THẢO\nTHÔNG TƯ",
            "true",
        ),
        (
            "(DỰ THẢO LẦN 2)\nBỘ GIÁO DỤC VÀ ĐÀO TẠO\nSố: 05/2026/TT-BGDĐT\nHà Nội, ngày 02 tháng 3 năm 2026\nTHÔNG TƯ",
            "true",
        ),
        ("TRƯỜNG TIỂU HỌC A\nSố:      /KH-THA\nAn Bình, ngày    tháng 9 năm 2026\nKẾ HOẠCH", "true"),
        ("TRƯỜNG TIỂU HỌC A\nSố: 15/KH-THA\nAn Bình, ngày    tháng 9 năm 2026\nKẾ HOẠCH", "false"),
        // The number was written by hand and is not read; the day was typed.
        ("TRƯỜNG TIỂU HỌC A\nSố:      /KH-THA\nAn Bình, ngày 05 tháng 9 năm 2026\nKẾ HOẠCH", "false"),
        ("TRƯỜNG TIỂU HỌC A\nAn Bình, ngày 05 tháng 9 năm 2026\nKẾ HOẠCH", "false"),
        (
            "SỞ GIÁO DỤC VÀ ĐÀO TẠO\nSố: 15/SGDĐT-VP\nAn Bình, ngày 05 tháng 9 năm 2026\nV/v góp ý\ndự thảo Thông tư\nKính gửi: Các trường",
            "false",
        ),
    ] {
        check_opening(opening, &[("draft", draft)]);
    }
}

#[test]
fn what_is_pasted_over_is_not_the_header() {
    check_opening(
        "Ký bởi: Cổng Thông tin điện tử\nThời gian ký: 31.12.2023\nCÔNG BÁO/Số 57 + 58/Ngày 18-6-2023\nBỘ NỘI VỤ\nBỘ NỘI VỤ\nSố: 08/2023/TT-BNV\nHà Nội, ngày 1 tháng 6 năm 2023\nTHÔNG TƯ\nHướng dẫn xếp lương",
        &[
            ("number", "8"),
            ("date", "2023-06-01"),
            ("issuer", "Bộ Nội vụ"),
            ("superior", ""),
            ("subject", "Hướng dẫn xếp lương"),
        ],
    );
    check_opening(
        "CÔNG VĂN ĐẾN\nSố: 1877\nNgày: 12/9/2024\nUBND HUYỆN CÁT NGỌC\nSố: 402/UBND-GDĐT\nCát Ngọc, ngày 11 tháng 9 năm 2024\nV/v chuẩn bị khai giảng\nKính gửi: Các trường học",
        &[("number", "402"), ("symbol", "UBND-GDĐT"), ("date", "2024-09-11"), ("subject", "chuẩn bị khai giảng")],
    );
    check_opening(
        "SỞ GIÁO DỤC VÀ ĐÀO TẠO\nSố: 463/SGDĐT-CTTT\nSông Lam, ngày 4 tháng 5 năm 2019\nV/v bảo đảm an toàn giao thông\n1. Cô Hà gửi văn bản đến các lớp;\n2. Đoàn trường phối hợp.\nKính gửi:\n- Các trường THPT;\n- Các trung tâm GDTX.\nThực hiện chỉ đạo của Bộ, Sở yêu cầu các trường làm tốt các việc dưới đây.",
        &[
            ("number", "463"),
            ("subject", "bảo đảm an toàn giao thông"),
            ("recipients", "Các trường THPT | Các trung tâm GDTX"),
            ("levels", "thpt gdtx"),
        ],
    );
}

#[test]
fn other_ways_to_print_the_opening() {
    check_opening(
        "UBND HUYỆN CÁT NGỌC PHÒNG GIÁO DỤC VÀ ĐÀO TẠO CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc\nSố: 55/BC-PGDĐT Cát Ngọc, ngày 30 tháng 6 năm 2024\nBÁO CÁO\nKết quả năm học 2023-2024 và phương hướng nhiệm vụ năm học 2024-2025",
        &[
            ("number", "55"),
            ("symbol", "BC-PGDĐT"),
            ("type", "bao-cao"),
            ("date", "2024-06-30"),
            ("issuer", "Phòng Giáo dục và Đào tạo huyện Cát Ngọc"),
            ("years", "2024-2025"),
        ],
    );
    check_opening(
        "THÔNG TƯ\nCỦA BỘ NỘI VỤ SỐ 14/2008/TT-BNV\nNGÀY 05 THÁNG 02 NĂM 2008\nHƯỚNG DẪN XẾP LƯƠNG GIÁO VIÊN\nBỘ TRƯỞNG BỘ NỘI VỤ\nCăn cứ Luật Cán bộ;",
        &[
            ("number", "14"),
            ("year", "2008"),
            ("symbol", "TT-BNV"),
            ("date", "2008-02-05"),
            ("issuer", "Bộ Nội vụ"),
            ("subject", "HƯỚNG DẪN XẾP LƯƠNG GIÁO VIÊN"),
        ],
    );
    check_opening(
        "UBND TỈNH SÔNG LAM\nSố 2011 /QĐ-UBND\nSông Lam, ngày 09/8/2024\nQUYẾT ĐỊNH\nBan hành Kế hoạch thời gian năm học 2024-2025\nđối với giáo dục mầm non, giáo dục phổ thông và giáo dục thường xuyên\nCHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH\nCăn cứ Luật Tổ chức chính quyền địa phương;\nQUYẾT ĐỊNH:",
        &[
            ("number", "2011"),
            ("symbol", "QĐ-UBND"),
            ("type", "quyet-dinh"),
            ("date", "2024-08-09"),
            (
                "subject",
                "Ban hành Kế hoạch thời gian năm học 2024-2025 đối với giáo dục mầm non, giáo dục phổ thông và giáo dục thường xuyên",
            ),
            ("years", "2024-2025"),
            ("levels", "mam-non tieu-hoc thcs thpt gdtx"),
        ],
    );
    check_opening(
        "UBND HUYỆN CÁT NGỌC\nSố: 90/TTr-UBND\nCát Ngọc, ngày 5 tháng 7 năm 2023\nTỜ TRÌNH\nVề việc sáp nhập trường học\nKính gửi: Hội đồng nhân dân huyện.",
        &[
            ("symbol", "TTR-UBND"),
            ("type", "to-trinh"),
            ("subject", "sáp nhập trường học"),
            ("recipients", "Hội đồng nhân dân huyện"),
        ],
    );
    check_opening(
        "PHÒNG GD&ĐT HUYỆN CÁT NGỌC\nSố: 7/HD-PGD&ĐT\nHƯỚNG DẪN Thực hiện nhiệm vụ giáo dục mầm non năm học 2022-2023",
        &[
            ("number", "7"),
            ("symbol", "HD-PGD&ĐT"),
            ("type", "huong-dan"),
            ("date", ""),
            ("subject", "Thực hiện nhiệm vụ giáo dục mầm non năm học 2022-2023"),
            ("levels", "mam-non"),
        ],
    );
}

#[test]
fn without_a_letterhead_the_body_tells() {
    let letter = "Kính gửi: Hiệu trưởng các trường THCS, TH&THCS.\nCăn cứ Quyết định số 11/QĐ-UBND ngày 1/8/2022 về khung kế hoạch năm học 2021-2022;\nPhòng Giáo dục và Đào tạo (GDĐT) hướng dẫn các trường thực hiện nhiệm vụ năm học 2022-2023 như sau:\nA. NHIỆM VỤ\nDạy tốt, học tốt.";
    check(
        letter,
        &[
            ("type", "cong-van"),
            ("number", ""),
            ("issuer", "Phòng Giáo dục và Đào tạo"),
            ("years", "2022-2023"),
            ("levels", "thcs"),
        ],
    );
    let (header, problems) = read(letter);
    assert!(problems.iter().any(|p| p.code == "letterhead-missing"));
    assert!(header.found.iter().any(|f| f.field == "issuer" && f.evidence.confidence < 0.8));
    let report = "Phần I\nKẾT QUẢ NĂM HỌC 2021-2022\n1. Giáo dục mầm non\nĐã làm.\n2. Giáo dục tiểu học\nĐã làm.\nPhần II\nPHƯƠNG HƯỚNG NĂM HỌC 2022-2023\nSẽ làm.";
    check(report, &[("type", ""), ("years", "2022-2023"), ("levels", "mam-non tieu-hoc"), ("issuer", "")]);
    check("", &[("type", ""), ("issuer", "")]);
    assert!(read("").1.is_empty());
}

#[test]
fn columns_that_ran_together_are_parted() {
    check(
        "SỞ GIÁO DỤC VÀ ĐÀO TẠO\nSố: 9/KH-SGDĐT\nKẾ HOẠCH\nKiểm tra nội bộ\nI. NỘI DUNG\nLàm tốt việc được giao.\nNơi nhận: TM. ỦY BAN NHÂN DÂN\n- Sở Y tế; KT. CHỦ TỊCH\n- Công an xã, Trạm Y tế; PHÓ CHỦ TỊCH\n- Các trường học;\n- Lưu: VT, VX. Đinh Thị Hòa",
        &[
            ("cc", "Sở Y tế | Công an xã, Trạm Y tế | Các trường học | Lưu: VT, VX"),
            ("signer", "Đinh Thị Hòa"),
            ("title", "TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH"),
        ],
    );
}

#[test]
fn a_signature_that_ran_together_is_parted() {
    check(
        "TRƯỜNG THCS MAI ĐÌNH\nSố: 9/BC-THCSMĐ\nBÁO CÁO\nSơ kết học kỳ I\nI. KẾT QUẢ\nĐã làm tốt.\nHIỆU TRƯỞNG (đã ký) Lê Thị Hồng\nNơi nhận:\n- Phòng VHXH;\n- Lưu: VT.",
        &[("signer", "Lê Thị Hồng"), ("title", "HIỆU TRƯỞNG"), ("cc", "Phòng VHXH | Lưu: VT")],
    );
    check(
        "ĐẢNG ỦY PHƯỜNG MAI ĐÌNH\nSố 4-CTr/ĐU\nMai Đình, ngày 2 tháng 10 năm 2025\nCHƯƠNG TRÌNH HÀNH ĐỘNG thực hiện Nghị quyết về giáo dục\nI. MỤC TIÊU\nLàm tốt.",
        &[("subject", "thực hiện Nghị quyết về giáo dục")],
    );
}

#[test]
fn a_dispatch_names_whom_it_goes_to() {
    for to in ["CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH điện:", "ĐIỆN:", "Chủ tịch UBND tỉnh điện:"] {
        let lines = format!(
            "UBND TỈNH SÔNG HỒI\nSố: 7/CĐ-UBND\nSông Hồi, ngày 9 tháng 9 năm 2025\nCÔNG ĐIỆN\nVề ứng phó mưa lũ\n{to}\n- Giám đốc Sở Giáo dục và Đào tạo;\n- Chủ tịch UBND các xã, phường.\n{BODY}"
        );
        check(
            &lines,
            &[("recipients", "Giám đốc Sở Giáo dục và Đào tạo | Chủ tịch UBND các xã, phường"), ("type", "khac")],
        );
    }
}

#[test]
fn a_school_of_one_level_decides() {
    for (school, levels) in [
        ("TRUNG TÂM GDNN-GDTX HUYỆN MAI PHA", "gdtx"),
        ("TRƯỜNG MẦM NON HOA SÚNG", "mam-non"),
        ("TRƯỜNG THCS BẢN ĐÔN", "thcs"),
        // A school of two levels leaves it to the subject.
        ("TRƯỜNG THCS VÀ THPT BẢN ĐÔN", "thpt"),
    ] {
        let lines = format!(
            "SỞ GIÁO DỤC VÀ ĐÀO TẠO\n{school}\nSố: 12/KH-TR\nMai Pha, ngày 3 tháng 9 năm 2025\nKẾ HOẠCH\nÔn tập cho học sinh lớp 12 thi tốt nghiệp THPT{BODY}"
        );
        check(&lines, &[("levels", levels)]);
    }
}

#[test]
fn copies_and_signature_in_either_order() {
    let opening = "UBND HUYỆN CÁT NGỌC\nSố: 402/UBND-GDĐT\nKính gửi: Các trường học\nI. NHIỆM VỤ\nLàm ngay./.\n";
    for (closing, want) in [
        (
            "Nơi nhận:\n- Như trên;\n- Sở GD&ĐT (để b/c);\n- Lưu: VT, GDĐT.\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n(Đã ký)\nTrần Minh Khôi",
            ("Như trên | Sở GD&ĐT (để b/c) | Lưu: VT, GDĐT", "Trần Minh Khôi", "KT. CHỦ TỊCH PHÓ CHỦ TỊCH"),
        ),
        (
            "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nLê Thị Thu Hà\nNơi nhận:\n- Như trên;\n- Các phòng, ban,\nđoàn thể huyện;\n- Lưu: VT.",
            ("Như trên | Các phòng, ban, đoàn thể huyện | Lưu: VT", "Lê Thị Thu Hà", "TM. ỦY BAN NHÂN DÂN CHỦ TỊCH"),
        ),
        (
            "Nơi nhận: - Như trên; - Các xã; - Lưu: VT. | TRƯỞNG PHÒNG TS. Vũ Nam",
            ("Như trên | Các xã | Lưu: VT", "", ""),
        ),
        (
            "Nơi nhận: | GIÁM ĐỐC\n- Như trên; |\n- Lưu: VT, VP. | NGUYỄN VĂN BÌNH",
            ("Như trên | Lưu: VT, VP", "Nguyễn Văn Bình", "GIÁM ĐỐC"),
        ),
        ("**TL. CHỦ TỊCH\nTRƯỞNG PHÒNG**\nThS. Đỗ Hải Yến", ("", "Đỗ Hải Yến", "TL. CHỦ TỊCH TRƯỞNG PHÒNG")),
        (
            "KT. BỘ TRƯỞNG BỘ Y TẾ\nTHỨ TRƯỞNG\nPhạm Lê An\nKT. BỘ TRƯỞNG BỘ GIÁO DỤC VÀ ĐÀO TẠO\nTHỨ TRƯỞNG\nNgô Bá Tùng\nNơi nhận:\nVăn phòng Chính phủ;\nLưu: VT.\nPHỤ LỤC I\nHIỆU TRƯỞNG\nTrần Văn Mẫu",
            ("Văn phòng Chính phủ | Lưu: VT", "Phạm Lê An, Ngô Bá Tùng", "KT. BỘ TRƯỞNG BỘ Y TẾ THỨ TRƯỞNG"),
        ),
    ] {
        let (cc, signer, title) = want;
        check(&format!("{opening}{closing}"), &[("cc", cc), ("signer", signer), ("title", title)]);
    }
}

#[test]
fn annexes_do_not_override() {
    check(
        "UBND XÃ SUỐI TRAI\nSố: 3/KH-UBND\nKẾ HOẠCH\nHè năm 2025\nI. MỤC TIÊU\nTrẻ em an toàn.\nNơi nhận:\n- Lưu: VT.\nCHỦ TỊCH\nHồ Văn Lâm\nPHỤ LỤC\nBÁO CÁO\nSố: 99/BC-TH\nKết quả hè",
        &[
            ("number", "3"),
            ("type", "ke-hoach"),
            ("subject", "Hè năm 2025"),
            ("signer", "Hồ Văn Lâm"),
            ("cc", "Lưu: VT"),
        ],
    );
}

#[test]
fn every_field_has_its_place() {
    let lines = "UBND XÃ SUỐI TRAI\nSố: 3/KH-UBND\nSuối Trai, ngày 1 tháng 6 năm 2025\nKẾ HOẠCH\nHè năm 2025\nI. MỤC TIÊU\nTrẻ em an toàn.";
    let text = text(lines);
    let header = crate::detect::header(&text, &mut Vec::new());
    let words = |field: &str| header.found.iter().find(|f| f.field == field).map(|f| text.slice(f.evidence.span));
    assert_eq!(words("number"), Some("3"));
    assert_eq!(words("symbol"), Some("KH-UBND"));
    assert_eq!(words("issuer"), Some("UBND XÃ SUỐI TRAI"));
    assert_eq!(words("place"), Some("Suối Trai"));
    assert_eq!(words("subject"), Some("Hè năm 2025"));
}

#[test]
fn a_district_and_its_units_have_their_levels() {
    for (symbol, recipients, levels) in [
        ("PGDĐT-CM", "Hiệu trưởng các trường THCS, TH và THCS.", "thcs"),
        ("PGDĐT-CM", "Hiệu trưởng các trường mầm non, tiểu học và THCS.", "mam-non tieu-hoc thcs"),
        ("PGDĐT-GDTH", "Thủ trưởng các đơn vị trực thuộc.", "tieu-hoc"),
        ("PGDĐT-GDTH", "Hiệu trưởng các trường tiểu học, THCS.", "tieu-hoc"),
        ("PGDĐT-VP", "Thủ trưởng các đơn vị trực thuộc.", ""),
        // A district has no upper secondary schools.
        ("PGDĐT-CM", "Hiệu trưởng các trường phổ thông trong huyện.", "tieu-hoc thcs"),
    ] {
        let lines = format!(
            "UBND HUYỆN CÁT NGỌC\nPHÒNG GIÁO DỤC VÀ ĐÀO TẠO\nSố: 87/{symbol}\nV/v tập huấn phần mềm\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nCát Ngọc, ngày 06 tháng 9 năm 2024\nKính gửi: {recipients}{BODY}"
        );
        check(&lines, &[("levels", levels)]);
    }
}

#[test]
fn offices_act_for_all_their_schools() {
    for (symbol, recipients, levels) in [
        ("SGDĐT-VP", "Phòng Giáo dục và Đào tạo các huyện; các trường THPT.", "mam-non tieu-hoc thcs thpt"),
        ("SGDĐT-VP", "Ủy ban nhân dân các xã, phường; các trường trung học phổ thông.", "mam-non tieu-hoc thcs thpt"),
        ("SGDĐT-GDTrH", "Phòng GDĐT các huyện; các trường THPT.", "thcs thpt"),
        ("SGDĐT-VP", "Các trường trung học phổ thông.", "thpt"),
        ("SGDĐT-VP", "Phòng Giáo dục và Đào tạo các huyện.", ""),
    ] {
        let lines = format!(
            "UBND TỈNH NAM TUYẾN\nSỞ GIÁO DỤC VÀ ĐÀO TẠO\nSố: 87/{symbol}\nV/v chế độ báo cáo\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nNam Tuyến, ngày 06 tháng 9 năm 2024\nKính gửi: {recipients}{BODY}"
        );
        check(&lines, &[("levels", levels)]);
    }
}

#[test]
fn strokes_and_tables_are_no_words_of_the_header() {
    check(
        "BỘ Y TẾ -------|CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc -----\nSố: 12/2023/TT-BYT|Hà Nội, ngày 15 tháng 6 năm 2023\nTHÔNG TƯ\nQuy định về y tế trường học\nĐiều 1. Phạm vi",
        &[("issuer", "Bộ Y tế"), ("subject", "Quy định về y tế trường học"), ("date", "2023-06-15")],
    );
    let head = "PHÒNG GIÁO DỤC VÀ ĐÀO TẠO AN LÃO\nSố: 9/KH-PGDĐT\nAn Lão, ngày 08 tháng 9 năm 2023\nKẾ HOẠCH\nKiểm tra học kỳ I năm học 2023-2024\n";
    let table = "TT|Môn|Ngày thi\n1|Toán|20/12/2023\n";
    check(&format!("{head}{table}"), &[("subject", "Kiểm tra học kỳ I năm học 2023-2024")]);
}

#[test]
fn whose_resolution_it_is_is_not_what_it_is_about() {
    check(
        "TỈNH ỦY HÒA LÂM\n*\nSố 14-NQ/TU\nĐẢNG CỘNG SẢN VIỆT NAM\nHòa Lâm, ngày 12 tháng 11 năm 2025\nNGHỊ QUYẾT\nCỦA BAN CHẤP HÀNH ĐẢNG BỘ TỈNH\nvề phát triển giáo dục đến năm 2030\nI. TÌNH HÌNH",
        &[("subject", "về phát triển giáo dục đến năm 2030"), ("issuer", "Tỉnh ủy Hòa Lâm")],
    );
}
