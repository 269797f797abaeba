//! Timetables, months with their days, weeks of the school year, and what comes again without saying so beside the day.

use super::tests::{check, found, found_with};
use super::*;
use crate::detect::Section;

#[test]
fn a_timetable_repeats_the_day_of_an_empty_cell() {
    check(&[
        (
            "Ngày\tBuổi\tThời gian\tNội dung\n05/5/2025\tSáng\t7 giờ 30\tThi Ngữ văn\n\tChiều\t14 giờ 00\tThi Toán\n06/5/2025\tSáng\t7 giờ 30\tThi Tiếng Anh",
            "on 2025-05-05; on 2025-05-05; on 2025-05-06",
        ),
        // A time column behind the task is left empty where there is no time.
        ("Nội dung\tThời gian\nHọp phụ huynh\t15/9/2024\nLao động vệ sinh\t", "on 2024-09-15"),
        // The next table begins anew.
        ("Ngày\tNội dung\n05/5/2025\tThi Ngữ văn\nGhi chú.\nNgày\tNội dung\n\tThi Toán", "on 2025-05-05"),
    ]);
}

#[test]
fn days_take_month_and_year_from_their_row_or_heading() {
    check(&[
        (
            "Tháng\tNội dung\tPhụ trách\n10/2024\tĐại hội Liên đội (12/10); hội giảng (ngày 25)\tTổng phụ trách",
            "on 2024-10; on 2024-10-12; on 2024-10-25",
        ),
        ("Tháng\tNội dung\n12/2024\tKiểm kê tài sản, xong trước 05/01\n", "on 2024-12; due <2025-01-05"),
        (
            "Tháng\tNội dung\n7 - 9/2025\tTu sửa bàn ghế, hoàn thành trước 25/8",
            "period 2025-07..2025-09; due <2025-08-25",
        ),
        ("Tháng 3/2025:\n- Ngày 08: tọa đàm nữ nhà giáo.\n- Hội trại.", "on 2025-03; on 2025-03-08"),
        // A count of days is no day, and a day of another month keeps its own.
        ("Tháng\tNội dung\n10/2024\tTập huấn 3 ngày, nộp bài ngày 02/11", "on 2024-10; due 2024-11-02"),
        ("Tập huấn chia 3 đợt (3, 6 và 9/2025).", "on 2025-03; on 2025-06; on 2025-09"),
        ("Điểm các lớp (3, 6 và 9).", ""),
    ]);
}

#[test]
fn a_day_stands_right_behind_what_is_held() {
    check(&[
        ("Thi thử 01/3, 12/4; thi chính thức theo lịch của Sở.", "on 2025-03-01; on 2025-04-12"),
        ("Học kỳ II: sơ kết giữa kỳ (21/3). Bế giảng: 29/5.", "on 2025-03-21; on 2025-05-29"),
        ("Tổ chức các hoạt động chào mừng 20/11, 22/12.", ""),
        ("Hội thi có 3/4 số lớp tham gia.", ""),
        ("Mít tinh 20/11 tại sân trường.", ""),
    ]);
}

#[test]
fn weeks_of_the_school_year_are_events() {
    check(&[
        ("Kiểm tra giữa kỳ I tuần 10, cuối kỳ I tuần 17 và 18.", "relative; relative"),
        ("Bồi dưỡng học sinh giỏi kể từ tuần 4.", "relative"),
        ("Các tổ nộp đề chậm nhất tuần 15.", "relative"),
        ("Phạm vi ra đề tính đến hết tuần 20 của chương trình.", ""),
        ("Dạy 35 tuần, mỗi tuần 2 buổi.", ""),
        ("Bài 5, tuần 12, sách giáo viên.", ""),
    ]);
}

#[test]
fn several_days_of_each_month_and_times_of_the_day() {
    check(&[
        (
            "Giáo viên vào điểm các ngày 05, 15 và 25 hằng tháng.",
            "recurring monthly; recurring monthly; recurring monthly",
        ),
        ("Cập nhật số liệu 6 giờ/lần.", "recurring 4/day"),
        ("Trực lễ tân 5 giờ/lần.", "recurring every 5 hour"),
        ("Mở hòm thư góp ý vào thứ Hai đầu tháng.", "recurring monthly"),
        ("Sao lưu ngoại tuyến mỗi tuần một bản.", "recurring weekly"),
        ("Họp Hội đồng 1 lần/tháng vào ngày làm việc đầu tiên của tháng.", "recurring monthly"),
        ("Mỗi tuần không lặp quá 02 lần một món.", ""),
        ("Thi ngày 10 và 25 học sinh vắng.", ""),
    ]);
}

#[test]
fn what_comes_again_need_not_be_said_beside_the_day() {
    check(&[
        ("Hằng năm, Sở công bố lịch thi trước ngày 15/10.", "recurring yearly; recurring <yearly"),
        ("Hằng năm rà soát đội ngũ. Gửi danh sách trước ngày 15/10.", "recurring yearly; due <2024-10-15"),
    ]);
    let section = |title: &str, year| Outline {
        sections: vec![Section {
            label: String::new(),
            title: title.to_owned(),
            depth: 0,
            parent: None,
            heading: Span::new(0, 1),
            span: Span::new(0, 200),
            school_year: year,
            levels: Vec::new(),
            mode: Mode::Plan,
        }],
        ..Outline::default()
    };
    let kind = |outline: &Outline| {
        let found = found_with("Kỳ đầu năm học gửi trước ngày 15/10.", outline, Some("2025-09-13"));
        found.first().map(|d| (d.kind, d.recurrence.clone()))
    };
    let yearly = Some((DeadlineKind::Recurring, Some("yearly".to_owned())));
    assert_eq!(kind(&section("Các loại báo cáo định kỳ", None)), yearly);
    // Of one school year, or under another heading, it is one day.
    let one = crate::directive::SchoolYear::beginning(2025);
    assert_eq!(kind(&section("Các loại báo cáo định kỳ", one)), Some((DeadlineKind::Due, None)));
    assert_eq!(kind(&section("Các loại báo cáo", None)), Some((DeadlineKind::Due, None)));
}

#[test]
fn amounts_are_counted_from_what_was_spoken_of() {
    check(&[
        (
            "Gửi danh sách giám khảo trước ngày 06/3/2025, danh sách giám thị trước đó một tuần.",
            "due <2025-03-06; relative <",
        ),
        ("Chuẩn bị xong phòng thi trước ngày thi ít nhất 03 ngày.", "relative"),
        ("Kế toán báo cáo thu chi sau mỗi học kỳ 10 ngày.", "relative"),
        ("Khảo thí thống kê điểm sau mỗi đợt kiểm tra 05 ngày.", "relative"),
        ("Nộp điểm sau mỗi học kỳ.", "recurring termly"),
        ("Học kỳ I bắt đầu từ 09/9/2024, kết thúc 11/01/2025.", "period 2024-09-09..2025-01-11"),
        ("Vận hành thử từ kỳ báo cáo tháng 4/2025.", "period 2025-04.."),
        ("Số hóa đạt 60%, hoàn thành năm 2027.", "horizon 2027"),
        ("Cuối học kỳ I và cuối năm học, các tổ tự đánh giá, báo cáo Hiệu trưởng.", "relative; relative"),
        ("Tổ chức đêm hội nhân Ngày Sách và Văn hóa đọc Việt Nam.", "relative"),
        ("Tuyên truyền Ngày Sách và Văn hóa đọc Việt Nam.", ""),
    ]);
    let first = found("Họp Hội đồng 1 lần/tháng vào ngày làm việc đầu tiên của tháng.").pop().expect("one");
    assert_eq!(first.text, "1 lần/tháng vào ngày làm việc đầu tiên của tháng");
}

#[test]
fn events_in_a_list_share_what_is_done() {
    check(&[
        ("Tổ chức họp cha mẹ trẻ (đầu năm, cuối học kỳ I, cuối năm).", "relative; relative; relative"),
        ("Từ nay đến hết học kỳ I, các trường chuyển sang thu không dùng tiền mặt.", "relative"),
        ("Hiệu trưởng báo cáo Phòng bằng văn bản trong ngày.", "relative"),
        ("Trẻ ngủ hai giấc trong ngày.", ""),
        ("Gia cố mái nhà, hoàn thành trước mùa mưa, bão.", "relative <"),
        ("Thẩm định: 30 ngày, kể từ khi nhận đủ hồ sơ.", "relative"),
        ("Số liệu tính từ ngày 15 tháng 12.", ""),
        ("Thay bóng đèn trước khi bị hỏng.", ""),
        ("Ôn thi từ 01/4/2025 đến trước ngày thi 3 ngày.", "period 2025-04-01.."),
        (
            "Ngày\tBuổi\tMôn\tThời gian\n08/5/2025\tSáng\tNgữ văn\t7h30\n\tChiều\tVật lí\t14h00",
            "on 2025-05-08; on 2025-05-08",
        ),
    ]);
}

#[test]
fn years_that_lie_ahead_open_their_aims() {
    // Issued in August 2024.
    check(&[
        ("Năm 2028 có 2 trường liên cấp.", "horizon 2028"),
        ("Giữa kỳ sơ kết, cuối năm 2030 tổng kết.", "horizon 2030"),
        ("Ban hành đề án sáp nhập, thực hiện xong trước năm học 2027 - 2028.", "horizon <2027"),
        ("Bố trí vốn từ nay đến 2028.", "horizon 2028"),
        ("Năm 2024 có 2 trường liên cấp.", ""),
        ("Giám thị có mặt trước giờ làm bài 30 phút.", "relative"),
        // The summer before the school year lies behind a paper of April.
        ("Kiểm tra lại trước ngày 15/8.", "due <2024-08-15"),
    ]);
    let year = crate::directive::SchoolYear::beginning(2022).expect("in range");
    let outline = Outline { school_years: vec![year], ..Outline::default() };
    let ends = |content: &str| found_with(content, &outline, Some("2023-04-10")).first().and_then(|d| d.end);
    assert_eq!(ends("Kiểm tra lại trước ngày 15/8.").map(|d| d.to_string()).as_deref(), Some("2023-08-15"));
}
