//! Sentences of every day that look like something else: recitals, history, shares, other people's dates.

use super::tests::{check, found_with, show};
use crate::detect::Outline;
use crate::directive::SchoolYear;

#[test]
fn a_basis_with_a_task_behind_it_is_a_task() {
    check(&[
        ("Căn cứ Kế hoạch số 12/KH-SGDĐT, Phòng tổ chức hội thi vào ngày 15/10/2024.", "on 2024-10-15"),
        ("Căn cứ Kế hoạch số 12/KH-SGDĐT, các trường nộp về Phòng đến hết ngày 20/9/2024.", "due 2024-09-20"),
        (
            "Theo đề nghị của Công đoàn ngành, Sở yêu cầu các trường nộp danh sách trước ngày 20/9/2024.",
            "due <2024-09-20",
        ),
        // The basis alone.
        ("Căn cứ Luật Giáo dục ngày 14 tháng 6 năm 2019;", ""),
        ("Căn cứ kết quả cuộc họp vào ngày 15/10/2024, hướng dẫn của Bộ;", ""),
        ("Theo đề nghị của Trưởng phòng Tổ chức cán bộ tại Tờ trình ngày 10/9/2024.", ""),
        ("Xét đề nghị của Chánh Văn phòng ngày 10/9/2024,", ""),
    ]);
}

#[test]
fn ranges_and_lists_are_whole_however_tight() {
    check(&[
        ("Nộp bài dự thi từ ngày 01/10-15/10/2024.", "period 2024-10-01..2024-10-15"),
        ("Thời gian: 10/9/2024-15/9/2024", "period 2024-09-10..2024-09-15"),
        ("Thời gian thực hiện: tháng 9/2024-5/2025.", "period 2024-09..2025-05"),
        ("Tổ chức kiểm tra trong các tháng 9, 10, 11/2024.", "on 2024-09; on 2024-10; on 2024-11"),
        ("Thời gian: các ngày 26, 27 và ngày 28/10/2024", "on 2024-10-26; on 2024-10-27; on 2024-10-28"),
        // A decimal and a share end the list.
        ("Trong tháng 10, 98,5% học sinh được khám sức khỏe.", "on 2024-10"),
    ]);
}

#[test]
fn a_day_without_its_year_stays_near_the_dated_one() {
    check(&[
        (
            "Hội nghị tổ chức vào ngày 15/10, các trường gửi tham luận trước ngày 30/9/2024.",
            "on 2024-10-15; due <2024-09-30",
        ),
        ("Sơ kết gửi trước ngày 15/12, tổng kết gửi trước ngày 10/01/2025.", "due <2024-12-15; due <2025-01-10"),
    ]);
}

#[test]
fn what_is_done_later_is_no_history() {
    check(&[
        ("Các đơn vị đã đăng ký dự thi nộp sản phẩm về Sở trước ngày 20/9/2024.", "due <2024-09-20"),
        ("Kết quả phúc khảo được công bố ngày 08/7/2025.", "on 2025-07-08"),
        (
            "Các trường nộp hồ sơ về Sở trước ngày 20/9/2024 và tiếp tục cập nhật cơ sở dữ liệu ngành.",
            "due <2024-09-20",
        ),
        ("Đối với cấp tiểu học, nộp hồ sơ trước ngày 20/9/2024 và tiếp tục rà soát.", "due <2024-09-20"),
        // What was done before the paper, and what holds for old cases.
        ("Phòng đã tổ chức tập huấn ngày 15/8/2024.", ""),
        ("Kết quả kỳ thi được công bố ngày 08/7/2024.", ""),
        ("Hồ sơ đã nộp trước ngày 01/9/2024 mà chưa giải quyết xong thì tiếp tục theo quy định cũ.", ""),
        ("Văn bằng được cấp trước ngày 01/9/2024 vẫn có giá trị sử dụng.", ""),
    ]);
}

#[test]
fn limits_by_other_words() {
    check(&[
        ("Hạn nộp báo cáo là ngày 20/9/2024.", "due 2024-09-20"),
        ("Gửi về Phòng trước 17h00 (thứ Sáu) ngày 20/9/2024.", "due <2024-09-20"),
        ("Thời gian: Từ 8 giờ 00, ngày 20/9/2024", "on 2024-09-20"),
        ("Hệ thống mở từ 8 giờ ngày 20/9/2024.", "period 2024-09-20.."),
    ]);
}

#[test]
fn a_share_is_no_day() {
    check(&[
        ("Mỗi trường tuyển thẳng không quá 1/2 chỉ tiêu được giao.", ""),
        ("Nội dung này giảm đến 1/3 khối lượng kiến thức.", ""),
        ("Chi hết 2/3 dự toán được giao.", ""),
    ]);
}

#[test]
fn what_comes_again_is_read_with_its_clock_and_count() {
    check(&[
        ("Các trường báo cáo trước 16h00 thứ Sáu hằng tuần.", "recurring <weekly"),
        ("Sinh hoạt chuyên môn 1 lần/02 tuần.", "recurring every 2 week"),
        ("Họp tổ 2 lần/1 tháng.", "recurring 2/month"),
        ("Khám sức khỏe cho học sinh 01 lần/01 năm.", "recurring yearly"),
    ]);
    assert_eq!(show("Các trường báo cáo trước 16h00 thứ Sáu hằng tuần."), "recurring <weekly");
}

#[test]
fn a_month_behind_the_paper_is_last_years_where_its_data_are() {
    let years = vec![SchoolYear::beginning(2024).expect("in range")];
    let found = |content: &str, issued: &str| {
        let outline = Outline { school_years: years.clone(), ..Outline::default() };
        let days = found_with(content, &outline, Some(issued));
        let day = |d: Option<crate::directive::PartialDate>| d.map_or(String::new(), |d| d.to_string());
        days.iter().map(|d| format!("{}..{}", day(d.start), day(d.end))).collect::<Vec<_>>().join("; ")
    };
    for (content, issued, want) in [
        ("Số liệu báo cáo từ ngày 05/9 đến ngày 31/12.", "2025-01-06", "2024-09-05..2024-12-31"),
        ("Các trường nộp kế hoạch trước ngày 15/8.", "2025-04-10", "..2025-08-15"),
        ("Các trường nộp kế hoạch trước ngày 15/9.", "2025-06-10", "..2025-09-15"),
    ] {
        assert_eq!(found(content, issued), want, "{content} of {issued}");
    }
}
