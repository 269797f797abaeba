//! How numbers, bounds and comparisons are worded, and what is no target by its wording.

use super::tests::{AIMS, LAW, PLAN, check, find, shape};
use crate::directive::SchoolYear;

#[test]
fn a_recital_sets_nothing_but_a_sentence_behind_it_does() {
    check(
        PLAN,
        &[
            ("Căn cứ Kế hoạch thời gian năm học, nhà trường phấn đấu 98% học sinh hoàn thành.", &["t=98%"]),
            ("Căn cứ Kế hoạch năm học, phấn đấu 98% học sinh hoàn thành.", &["t=98%"]),
            ("Theo đề nghị của Trưởng phòng, các trường phấn đấu 98% học sinh hoàn thành.", &["t=98%"]),
            ("Căn cứ Kế hoạch về nâng tỷ lệ học sinh biết bơi đạt 98%;", &[]),
            ("Căn cứ Kế hoạch về nâng tỷ lệ học sinh biết bơi đạt 98%.", &[]),
            ("Theo đề nghị của Trưởng phòng về tỷ lệ học sinh biết bơi 98%.", &[]),
        ],
    );
}

#[test]
fn the_comma_is_the_decimal_sign() {
    check(
        AIMS,
        &[
            ("- Điểm trung bình các môn thi đạt 6,478.", &["t=6.478 điểm"]),
            ("- Tỷ lệ giáo viên/lớp đạt 1,425.", &["t=1.425 giáo viên/lớp"]),
            ("- Điểm trung bình môn Toán đạt 6,478 điểm.", &["t=6.478 điểm"]),
            ("- Phấn đấu có 1,324 học sinh biết bơi.", &["t=1324 học sinh"]),
            ("- Phấn đấu có 1.324 học sinh biết bơi.", &["t=1324 học sinh"]),
            ("- Bảo đảm 1,425 giáo viên/lớp.", &["t=1.425 giáo viên/lớp"]),
            ("- Huy động 12,345,678 lượt người.", &["t=12345678 lượt người"]),
        ],
    );
}

#[test]
fn whom_a_task_is_for_is_no_target() {
    check(
        PLAN,
        &[
            ("- Đối với các trường có trên 50% học sinh dân tộc thiểu số, tổ chức dạy tăng cường tiếng Việt.", &[]),
            ("- Những nơi có ít nhất 30% trẻ chưa ra lớp cần mở thêm nhóm.", &[]),
            ("- Ở các xã có trên 20% hộ nghèo, ưu tiên hỗ trợ sách giáo khoa.", &[]),
            ("- Đối với tiểu học, có trên 95% học sinh hoàn thành chương trình.", &["t>95%"]),
            ("- Đối với các trường chuẩn phấn đấu có trên 50% học sinh giỏi.", &["t>50%"]),
            ("- Có trên 95% học sinh hoàn thành chương trình.", &["t>95%"]),
        ],
    );
}

#[test]
fn what_must_not_fall_below_a_level_reaches_it() {
    check(
        PLAN,
        &[
            ("- Không để tỷ lệ chuyên cần dưới 95%.", &["t>=95%"]),
            ("- Không để tỷ lệ chuyên cần xuống dưới 95%.", &["t>=95%"]),
            ("- Không để tỷ lệ học sinh bỏ học trên 0,5%.", &["t<=0.5%"]),
            ("- Không để tỷ lệ học sinh bỏ học vượt quá 0,5%.", &["t<=0.5%"]),
            ("- Tỷ lệ học sinh không hoàn thành dưới 1%.", &["t<1%"]),
            ("- Tỷ lệ học sinh không được lên lớp dưới 1%.", &["t<1%"]),
        ],
    );
}

#[test]
fn a_level_over_the_year_before_is_a_rise() {
    check(
        AIMS,
        &[
            ("- Tỷ lệ khá giỏi cao hơn năm học trước 2%.", &["t+2%"]),
            ("- Tỷ lệ khá giỏi cao hơn năm học 2023-2024 ít nhất 1%.", &["t+1%"]),
            ("- Tỷ lệ bỏ học thấp hơn năm 2023 ít nhất 0,2%.", &["t-0.2%"]),
            ("- Số giải cao hơn năm học trước 02 giải.", &["t+2 giải"]),
            ("- Tỷ lệ khá giỏi đạt 45%, cao hơn năm học trước.", &["t=45%"]),
        ],
    );
    let years = |content: &str| find(AIMS, content).iter().map(|t| t.school_year).collect::<Vec<_>>();
    let own = SchoolYear::beginning(2024);
    for content in [
        "- Tỷ lệ khá giỏi cao hơn năm học 2023-2024 ít nhất 1%.",
        "- Tỷ lệ khá giỏi đạt 45%, cao hơn năm học 2023-2024.",
        "- Tỷ lệ khá giỏi đạt 45% như năm học 2023-2024.",
        "- Tỷ lệ khá giỏi so với năm học 2023-2024 tăng 2%.",
    ] {
        assert_eq!(years(content), [own], "{content}");
    }
    let told = find(AIMS, "- Tỷ lệ khá giỏi cao hơn năm học trước 2%.");
    assert_eq!(told.first().map(|t| t.subject.as_str()), Some("Tỷ lệ khá giỏi"));
}

#[test]
fn a_bounded_fraction_of_people_is_a_share() {
    check(
        PLAN,
        &[
            ("- Có ít nhất 1/3 giáo viên đạt trên chuẩn.", &["t>=33.33%"]),
            ("- Trên 1/2 học sinh tham gia câu lạc bộ.", &["t>50%"]),
            ("- Có ít nhất 4/6 giáo viên đạt trên chuẩn.", &["t>=4 giáo viên"]),
            ("- Phấn đấu 2/3 trường đạt chuẩn.", &["t=2 trường"]),
        ],
    );
}

#[test]
fn four_digits_before_people_are_no_year() {
    check(
        PLAN,
        &[
            ("- Trồng 2024 cây xanh.", &["t=2024 cây xanh"]),
            ("- Đến năm 2025 học sinh học đủ các môn.", &[]),
            ("- Chương trình GDPT 2018 môn Tin học có tiết thực hành.", &[]),
            ("- Từ năm học 2024 học sinh được miễn học phí.", &[]),
        ],
    );
    check(AIMS, &[("- Huy động 2000 học sinh ra lớp.", &["t=2000 học sinh"])]);
}

#[test]
fn comrades_end_no_sentence() {
    let told = find(AIMS, "- Cử 04 đ/c. Nguyễn Văn A phụ trách 05 lớp.");
    assert!(told.len() <= 2, "{:?}", told.iter().map(shape).collect::<Vec<_>>());
}

#[test]
fn long_chains_and_brackets_cost_little() {
    const REPEATED: usize = 100_000;
    let began = std::time::Instant::now();
    for unit in ["/năm", "(", "(5 ", "()", ")", " trong đó", " 5/5"] {
        let cell = format!("Chỉ tiêu\tLà 5 tiết{}", unit.repeat(REPEATED));
        let plain = format!("Chỉ tiêu là 5 tiết{}", unit.repeat(REPEATED));
        for setting in [PLAN, AIMS, LAW] {
            find(setting, &cell);
            find(setting, &plain);
        }
    }
    // With no word between them quantities are parted all the same, so that each holds but a part of the line.
    let content = format!("Chỉ tiêu là 5 tiết {}", "từ 5% ".repeat(2_000));
    assert!(find(AIMS, &content).iter().all(|target| target.text.len() < 1_000));
    assert!(began.elapsed().as_secs() < 60, "{:?}", began.elapsed());
}
