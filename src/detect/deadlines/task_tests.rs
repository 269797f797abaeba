//! What is to be done and by whom, read in tables, lists and sentences.

use super::tests::{found, found_with};
use crate::detect::Outline;

/// "start..end / action / who" of each deadline.
fn tasks(content: &str) -> Vec<String> {
    let date = |d: Option<crate::directive::PartialDate>| d.map_or(String::new(), |d| d.to_string());
    let word = |w: &Option<String>| w.clone().unwrap_or_else(|| "-".to_owned());
    let days = |d: &crate::directive::Deadline| {
        let (start, end) = (date(d.start), date(d.end));
        if start == end { start } else { format!("{start}..{end}") }
    };
    found(content).iter().map(|d| format!("{} / {} / {}", days(d), word(&d.action), word(&d.who))).collect()
}

fn check(rows: &[(&str, &[&str])]) {
    for (content, want) in rows {
        assert_eq!(tasks(content), *want, "{content}");
    }
}

#[test]
fn rows_with_a_beginning_and_an_end_are_periods() {
    check(&[
        (
            "TT\tNội dung\tTừ ngày\tĐến ngày\tPhụ trách\n1\tTập huấn giáo viên\t15/9\t20/9/2024\tTổ Phổ thông",
            &["2024-09-15..2024-09-20 / Tập huấn giáo viên / Tổ Phổ thông"],
        ),
        (
            "| Học kỳ | Bắt đầu | Kết thúc |\n| Học kỳ I | 05/9/2024 | 10/01/2025 |",
            &["2024-09-05..2025-01-10 / Học kỳ I / -"],
        ),
        (
            "TT\tHoạt động\tThời gian\t\tGhi chú\n\t\tTừ\tĐến\t\n1\tHội khỏe Phù Đổng\t05/11/2024\t09/11/2024\tcụm 1",
            &["2024-11-05..2024-11-09 / Hội khỏe Phù Đổng / -"],
        ),
        ("Nội dung\tTừ ngày\tĐến ngày\nKhai giảng\t05/9/2024\t", &["2024-09-05 / Khai giảng / -"]),
        ("Nội dung\tTừ ngày\tĐến ngày\nNộp hồ sơ\t\t30/9/2024", &["..2024-09-30 / Nộp hồ sơ / -"]),
    ]);
}

#[test]
fn dates_of_several_classes_keep_them() {
    check(&[
        (
            "Nội dung\tThời gian\nTựu trường\tLớp 1: 21/8/2024; các lớp khác: 28/8/2024",
            &["2024-08-21 / Tựu trường / Lớp 1", "2024-08-28 / Tựu trường / các lớp khác"],
        ),
        (
            "Nội dung\tThời gian\tPhụ trách\nThi học kỳ\tKhối 6 ngày 20/12/2024, khối 9 ngày 22/12/2024\tTổ Toán",
            &["2024-12-20 / Thi học kỳ: Khối 6 / Tổ Toán", "2024-12-22 / Thi học kỳ: khối 9 / Tổ Toán"],
        ),
        (
            "1. Tựu trường: lớp 1 ngày 21/8/2024, các lớp khác ngày 28/8/2024.",
            &["2024-08-21 / Tựu trường / lớp 1", "2024-08-28 / Tựu trường / các lớp khác"],
        ),
        (
            "Ngày tựu trường: Lớp 1, lớp 9: 21/8/2024; các lớp còn lại: 28/8/2024.",
            &["2024-08-21 / Ngày tựu trường / Lớp 1, lớp 9", "2024-08-28 / Ngày tựu trường / các lớp còn lại"],
        ),
        (
            "- Tựu trường: ngày 21/8/2024 (lớp 1), ngày 28/8/2024 (các lớp 2, 3, 4, 5).",
            &["2024-08-21 / Tựu trường / lớp 1", "2024-08-28 / Tựu trường / các lớp 2, 3, 4, 5"],
        ),
        ("Học sinh lớp 1 tựu trường ngày 21/8/2024.", &["2024-08-21 / Học sinh lớp 1 tựu trường / -"]),
    ]);
}

#[test]
fn tasks_can_be_read_alone() {
    check(&[
        ("- Tổ chuyên môn họp ít nhất 2 lần/tháng.", &[" / họp / Tổ chuyên môn"]),
        ("- Rà soát đội ngũ. Hoàn thành trước ngày 30/9/2024.", &["..2024-09-30 / Rà soát đội ngũ / -"]),
        ("- Các trường rà soát hồ sơ, hoàn thành trong tháng 10/2024.", &["2024-10 / rà soát hồ sơ / Các trường"]),
        ("- Bổ sung phòng học bộ môn (hoàn thành trước 30/10/2024).", &["..2024-10-30 / Bổ sung phòng học bộ môn / -"]),
        (
            "- Đẩy mạnh chuyển đổi số. Thời gian hoàn thành: trước 30/11/2024.",
            &["..2024-11-30 / Đẩy mạnh chuyển đổi số / -"],
        ),
        (
            "Báo cáo tổng hợp trước 15/9, 15/12/2024 và 15/3/2025.",
            &[
                "..2024-09-15 / Báo cáo tổng hợp / -",
                "..2024-12-15 / Báo cáo tổng hợp / -",
                "..2025-03-15 / Báo cáo tổng hợp / -",
            ],
        ),
        ("Ban Tuyên giáo Huyện ủy hằng năm tham mưu sơ kết.", &[" / tham mưu sơ kết / Ban Tuyên giáo Huyện ủy"]),
        (
            "- Công an xã: phối hợp giữ trật tự trước ngày 05/9/2024.",
            &["..2024-09-05 / phối hợp giữ trật tự / Công an xã"],
        ),
        ("- Hội đồng sư phạm họp mỗi tháng một lần vào tuần đầu.", &[" / họp / Hội đồng sư phạm"]),
        (
            "- Cán bộ, công chức: nghỉ từ ngày 14/02/2025 đến hết ngày 22/02/2025.",
            &["2025-02-14..2025-02-22 / nghỉ / Cán bộ, công chức"],
        ),
        ("- Phân công giáo viên trước 10/9/2024.", &["..2024-09-10 / Phân công giáo viên / -"]),
    ]);
}

#[test]
fn headings_that_are_names_say_who_acts() {
    let lines =
        |heading: &str| format!("{heading}\na) Tham mưu kế hoạch trước ngày 15/9/2024;\nb) Báo cáo trước 30/9/2024.");
    for (heading, want) in [
        ("1. Phòng GDĐT:", Some("Phòng GDĐT")),
        ("2. Phòng Văn hóa - Xã hội", Some("Phòng Văn hóa - Xã hội")),
        ("3. Đối với các trường tiểu học", Some("các trường tiểu học")),
        ("4. Trách nhiệm của Công an xã", Some("Công an xã")),
        ("5. Phòng, chống dịch bệnh", None),
        ("6. Cơ sở vật chất", None),
        ("7. Trường học thực hiện công khai", None),
        ("8. Công tác tổ chức", None),
    ] {
        let content = lines(heading);
        let text = super::tests::text_of(&content);
        let outline = Outline { ..crate::detect::outline(&text, &crate::directive::Header::default()) };
        let found = found_with(&content, &outline, Some("2024-08-20"));
        let who: Vec<_> = found.iter().map(|d| d.who.as_deref()).collect();
        assert_eq!(who, [want, want], "{heading}");
    }
}

#[test]
fn rows_that_only_look_like_heads_are_rows() {
    let head = "TT\tNhiệm vụ\tĐơn vị chủ trì\tThời gian hoàn thành\tSản phẩm";
    let rows = "4\tTuần lễ học tập suốt đời\tHội Khuyến học\t01/10 - 07/10/2024\tBáo cáo\n5\tTổng kết\tPhòng Văn hóa\tTháng 6/2025\tBáo cáo";
    check(&[(
        &format!("{head}\n{rows}"),
        &["2024-10-01..2024-10-07 / Tuần lễ học tập suốt đời / Hội Khuyến học", "..2025-06 / Tổng kết / Phòng Văn hóa"],
    )]);
}

#[test]
fn the_next_heading_ends_the_list_of_a_month() {
    check(&[(
        "Tháng 11/2024:\n- Thao giảng, dự giờ.\nIV. PHÂN CÔNG\n- Kế toán công khai quyết toán.",
        &["2024-11 / Thao giảng, dự giờ / -"],
    )]);
}

#[test]
fn a_day_in_brackets_is_finer_than_the_month_of_its_list() {
    check(&[
        (
            "Tháng 9/2024:\n- Khai giảng năm học (05/9).\n- Thi đua 20/10.",
            &["2024-09 / Thi đua 20/10 / -", "2024-09-05 / Khai giảng năm học / -"],
        ),
        (
            "- Y tế: cân đo học sinh 2 lần/năm học (tháng 9 và tháng 3).",
            &[" / cân đo học sinh / Y tế", "2024-09 / cân đo học sinh / Y tế", "2025-03 / cân đo học sinh / Y tế"],
        ),
    ]);
}

#[test]
fn a_day_that_is_given_up_is_no_part_of_the_task() {
    check(&[(
        "Lùi thời gian nộp báo cáo kiểm định từ ngày 15/01/2025 sang ngày 25/01/2025.",
        &["..2025-01-25 / Lùi thời gian nộp báo cáo kiểm định / -"],
    )]);
}

#[test]
fn rounds_keep_their_numbers() {
    check(&[
        (
            "Thời gian nộp sản phẩm dự thi: đợt 1 đến 30/11/2024, đợt 2 đến 28/02/2025.",
            &[
                "..2024-11-30 / Thời gian nộp sản phẩm dự thi: đợt 1 / -",
                "..2025-02-28 / Thời gian nộp sản phẩm dự thi: đợt 2 / -",
            ],
        ),
        ("Tập huấn giáo viên đợt 2 ngày 15/3/2025.", &["2025-03-15 / Tập huấn giáo viên đợt 2 / -"]),
    ]);
}
