//! Norms of circulars and of papers about enrolment.

use super::tests::{PLAN, check};
use crate::detect::Mode;
use crate::directive::DirectiveKind;

const LAW: (&str, Mode, DirectiveKind) = ("Điều kiện", Mode::Plan, DirectiveKind::ThongTu);

#[test]
fn ages_and_lengths_are_ruled() {
    let rows: &[(&str, &[&str])] = &[
        ("- Người dự tuyển có tuổi đời không quá 30 tuổi.", &["n<=30 tuổi"]),
        ("- Trẻ khuyết tật vào học ở tuổi cao hơn nhưng không quá 9 tuổi.", &["n<=9 tuổi"]),
        ("- Thời gian đào tạo: 03 năm.", &["n=3 năm"]),
        ("- Chứng chỉ ngoại ngữ có thời hạn không quá 02 năm.", &["n<=2 năm"]),
        ("- Báo cáo kết quả sau 03 năm thực hiện.", &[]),
        ("- Trẻ dưới 6 tuổi được khám miễn phí.", &[]),
    ];
    check(PLAN, rows);
    check(LAW, &rows[..3]);
}

#[test]
fn both_limits_of_two_levels_are_ruled() {
    let rows: &[(&str, &[&str])] = &[(
        "1. Mỗi lớp học có không quá 35 học sinh đối với tiểu học và không quá 45 học sinh đối với trung học.",
        &["n<=35 học sinh", "n<=45 học sinh"],
    )];
    check(LAW, rows);
}

#[test]
fn groups_of_offices_and_handed_out_shares_are_ruled() {
    check(
        PLAN,
        &[
            ("- Mỗi cụm có từ 05 đến 07 trường; họp 02 lần/năm học.", &["n=5..7 trường", "n=2 lần/năm học"]),
            ("- Mỗi cụm đề nghị không quá 40% số trường được tặng Cờ thi đua.", &["n<=40%"]),
            ("- Tỷ lệ học sinh bỏ học không quá 0,5%.", &["t<=0.5%"]),
            ("- Tặng quà học sinh khó khăn, mỗi suất trị giá không dưới 500.000 đồng.", &["n>=500000 đồng"]),
            ("- Cho học sinh nghỉ khi nhiệt độ ngoài trời xuống dưới 10 độ C.", &[]),
            ("- Trường chất lượng cao tuyển 8 lớp với 320 học sinh.", &["t=8 lớp", "t=320 học sinh"]),
        ],
    );
}

#[test]
fn circulars_set_levels_and_rates() {
    check(
        LAW,
        &[
            ("a) 100% số giáo viên đạt chuẩn trình độ đào tạo;", &["t=100%"]),
            ("b) Huy động ít nhất 60% người khuyết tật được tiếp cận giáo dục.", &["t>=60%"]),
            ("d) Mức chi quản lý bằng 1,7% tổng kinh phí thực hiện.", &["n=1.7%"]),
            ("đ) Mức hỗ trợ 60.000 đồng/hồ sơ.", &["n=60000 đồng/hồ sơ"]),
        ],
    );
}
