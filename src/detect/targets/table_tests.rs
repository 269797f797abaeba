//! Tables of targets: what their heads and rows say.

use super::tests::{AIMS, LAW, PLAN, check, find};
use crate::directive::Level;

#[test]
fn tables() {
    check(
        AIMS,
        &[
            (
                "TT\tChỉ tiêu\tĐơn vị\tNăm học 2023-2024\tNăm học 2024-2025\n1\tTỷ lệ chuyên cần\t%\t97,5\t98 trở lên\n2\tTrường đạt chuẩn\ttrường\t5\t6/8",
                &["r=97.5%", "t>=98%", "r=5 trường", "t=6 trường"],
            ),
            (
                "STT\tNội dung\tKết quả năm học trước\tKế hoạch năm nay\nI\tHọc tập\t\t\n1\tTốt (%)\t35\t≥ 36\n2\tChưa đạt (%)\t1,2\tdưới 1",
                &["r=35%", "t>=36%", "r=1.2%", "t<1%"],
            ),
            ("TT\tCông việc\tThời gian\n1\tHọp phụ huynh\t15/9\n2\tThi đua đợt 1\ttháng 11", &[]),
            (
                "TT\tNhiệm vụ của từng bộ phận\tNgười thực hiện\n1\t100% giáo viên soạn bài trên phần mềm\tTổ trưởng",
                &["t=100%"],
            ),
        ],
    );
    check(PLAN, &[("Họ tên\tNăm sinh\tSố tiết\nNguyễn Văn A\t1980\t19\nTrần B\t1985\t17", &[])]);
    check(LAW, &[("Chỉ tiêu\tNăm 2025\nSố lượng\t15", &[])]);
}

#[test]
fn rows_with_bars_are_tables() {
    check(
        AIMS,
        &[
            (
                "TT | Chỉ tiêu | Đơn vị | Năm học 2023-2024 | Năm học 2024-2025\n1 | Tỷ lệ chuyên cần | % | 97,5 | 98\n2 | Học sinh bỏ học (em) | | 7 | dưới 5",
                &["r=97.5%", "t=98%", "r=7 em", "t<5 em"],
            ),
            (
                "TT\tTrường\tTỷ lệ tốt nghiệp (%)\tSố giải cấp tỉnh\tHọc sinh (em)\n1\tTHPT Sông Hinh\t98,5\t12\t640\n2\tTHPT Ba Bể\t97\t7\t512",
                &["t=98.5%", "t=12 giải", "t=640 em", "t=97%", "t=7 giải", "t=512 em"],
            ),
            ("- Tỷ lệ chuyên cần | 98%.", &["t=98%"]),
        ],
    );
}

#[test]
fn a_figure_of_a_table_is_told_with_its_row() {
    let rows = "TT\tTrường\tTỷ lệ tốt nghiệp (%)\tSố giải cấp tỉnh\n1\tTHPT Sông Hinh\t98,5\t12";
    let told: Vec<_> = find(AIMS, rows).into_iter().map(|t| (t.text, t.subject)).collect();
    let pair = |text: &str, subject: &str| (text.to_owned(), subject.to_owned());
    let want = [
        pair("THPT Sông Hinh 98,5", "Tỷ lệ tốt nghiệp (%): THPT Sông Hinh"),
        pair("THPT Sông Hinh 98,5 12", "Số giải cấp tỉnh: THPT Sông Hinh"),
    ];
    assert_eq!(told, want);
}

#[test]
fn tables_of_classes_hold_aims() {
    check(
        AIMS,
        &[
            (
                "Lớp\tSĩ số\tHoàn thành xuất sắc (%)\tHoàn thành chương trình (%)\n1A\t34\t30\t98\n2A\t35\t32\t99",
                &["t=30%", "t=98%", "t=32%", "t=99%"],
            ),
            ("Lớp\tGiáo viên\tHoàn thành\n1A\tLan\t30/9", &[]),
        ],
    );
    check(PLAN, &[("Lớp\tSĩ số\tHoàn thành (%)\n1A\t34\t30", &[])]);
}

/// The level of each figure of a table.
fn levels(setting: (&str, crate::detect::Mode, crate::directive::DirectiveKind), rows: &str) -> Vec<Option<Level>> {
    find(setting, rows).into_iter().map(|target| target.level).collect()
}

#[test]
fn heads_are_told_by_whole_words() {
    check(
        AIMS,
        &[
            // "ước" in "Nước", "Phước"; "xã" in "xã hội hóa", "trường" in "môi trường".
            ("TT\tNội dung\tNước sạch (%)\tCây xanh (%)\n1\tTHCS Lê Lợi\t95\t80", &["t=95%", "t=80%"]),
            ("TT\tTiêu chí\tXã Ninh Phước (%)\n1\tTrẻ ra lớp\t97", &["t=97%"]),
            ("TT\tChỉ tiêu\tƯớc thực hiện 2024 (%)\tKế hoạch 2025 (%)\n1\tTrẻ ra lớp\t95\t97", &["r=95%", "t=97%"]),
            // What the head is about stands first.
            ("TT\tChỉ tiêu\tKết quả so với kế hoạch (%)\n1\tTrẻ ra lớp\t97", &["r=97%"]),
            ("TT\tChỉ tiêu\tKế hoạch thực hiện (%)\n1\tTrẻ ra lớp\t97", &["t=97%"]),
            ("TT\tChỉ tiêu\tAn toàn giao thông (%)\n1\tTHCS Lê Lợi\t97", &["t=97%"]),
        ],
    );
    for (head, want) in [
        ("Xã hội hóa giáo dục", false),
        ("Nội dung bảo vệ môi trường", false),
        ("Môi trường", false),
        ("Xã", true),
        ("Trường", true),
        ("Xã, phường", true),
        ("Tên đơn vị", true),
        ("Lớp", true),
    ] {
        assert_eq!(super::columns::is_of_names(head), want, "{head}");
    }
}

#[test]
fn columns_of_levels_belong_to_a_table_of_targets() {
    let rows = "TT\tChỉ tiêu\tMầm non\tTiểu học\tTHCS\n1\tTỷ lệ chuyên cần (%)\t95\t98\t97";
    check(PLAN, &[(rows, &["t=95%", "t=98%", "t=97%"])]);
    assert_eq!(levels(PLAN, rows), [Some(Level::MamNon), Some(Level::TieuHoc), Some(Level::Thcs)]);
    let short = "TT\tChỉ tiêu\tMN\tTH\tTHCS\n1\tTỷ lệ chuyên cần (%)\t95\t98\t97";
    assert_eq!(levels(AIMS, short), [Some(Level::MamNon), Some(Level::TieuHoc), Some(Level::Thcs)]);
    // Beside "KH" the two letters are "thực hiện".
    let done = "TT\tChỉ tiêu\tKH\tTH\n1\tTỷ lệ chuyên cần (%)\t95\t98";
    assert!(!levels(AIMS, done).contains(&Some(Level::TieuHoc)));
    check(
        PLAN,
        &[
            ("TT\tChỉ tiêu\tĐiểm tối đa\n1\tTỷ lệ chuyên cần\t10", &[]),
            ("TT\tCông việc\tMầm non\tTiểu học\n1\tHọp phụ huynh\t2\t3", &[]),
        ],
    );
}
