//! Behaviour of the whole detector on single paragraphs: what is found, and what is not.

use crate::detect::targets as detect;
use crate::detect::{Mode, Outline, Section};
use crate::directive::{DirectiveKind, Header, Level, SchoolYear, Span, Target, TargetKind, TargetOp};
use crate::text::{Paragraph, Text, Zone};

/// A text of one paragraph per line.
fn text(content: &str) -> Text {
    let mut text = Text { content: content.to_owned(), ..Text::default() };
    let mut at = 0;
    for line in content.split('\n') {
        let zone = if line.contains('\t') { Zone::TableRow } else { Zone::Body };
        let span = Span::new(at, at + line.len());
        text.paragraphs.push(Paragraph { span, zone, page: 1, block: 0, bold: false, centered: false });
        at += line.len() + 1;
    }
    text
}

/// An outline of one section over the whole text.
fn section(title: &str, mode: Mode, end: usize) -> Outline {
    let school_year = SchoolYear::beginning(2024);
    let section = Section {
        label: "I".to_owned(),
        title: title.to_owned(),
        depth: 0,
        parent: None,
        heading: Span::new(0, 0),
        span: Span::new(0, end + 1),
        school_year,
        levels: vec![Level::Thcs],
        mode,
    };
    Outline { sections: vec![section], ..Outline::default() }
}

pub(super) fn find((title, mode, kind): (&str, Mode, DirectiveKind), content: &str) -> Vec<Target> {
    let header = Header { kind: Some(kind), ..Header::default() };
    detect(&text(content), &header, &section(title, mode, content.len()), &[])
}

/// `kind op value unit`, the kind as `t`, `n` or `r`: "t>=97%", "n=4 tiết/tuần", "t=2..5%".
pub(super) fn shape(target: &Target) -> String {
    let kind = match target.kind {
        TargetKind::Target => "t",
        TargetKind::Norm => "n",
        TargetKind::Result => "r",
    };
    let op = match target.op {
        TargetOp::Eq => "=",
        TargetOp::Ge => ">=",
        TargetOp::Le => "<=",
        TargetOp::Gt => ">",
        TargetOp::Lt => "<",
        TargetOp::Rise => "+",
        TargetOp::Fall => "-",
    };
    let max = target.value_max.map(|max| format!("..{max}")).unwrap_or_default();
    let space = if target.unit == "%" { "" } else { " " };
    format!("{kind}{op}{}{max}{space}{}", target.value, target.unit)
}

pub(super) fn check(setting: (&str, Mode, DirectiveKind), rows: &[(&str, &[&str])]) {
    let mut wrong = Vec::new();
    for (content, want) in rows {
        let got: Vec<_> = find(setting, content).iter().map(shape).collect();
        if got != *want {
            wrong.push(format!("{content}\n   want {want:?}\n    got {got:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {} rows:\n{}", wrong.len(), rows.len(), wrong.join("\n"));
}

pub(super) const PLAN: (&str, Mode, DirectiveKind) = ("NHIỆM VỤ TRỌNG TÂM", Mode::Plan, DirectiveKind::KeHoach);
pub(super) const AIMS: (&str, Mode, DirectiveKind) = ("MỘT SỐ CHỈ TIÊU", Mode::Plan, DirectiveKind::HuongDan);
pub(super) const REPORT: (&str, Mode, DirectiveKind) = ("KẾT QUẢ THỰC HIỆN", Mode::Report, DirectiveKind::BaoCao);
pub(super) const LAW: (&str, Mode, DirectiveKind) = ("", Mode::Plan, DirectiveKind::ThongTu);

#[test]
fn percentages() {
    check(
        PLAN,
        &[
            ("- Tỷ lệ huy động trẻ nhà trẻ ra lớp đạt từ 36% trở lên.", &["t>=36%"]),
            ("- 100% cán bộ, đảng viên học tập nghị quyết của Đảng.", &["t=100%"]),
            ("Phấn đấu đến năm 2030, có 85% trường đạt chuẩn quốc gia.", &["t=85%"]),
            ("- Duy trì tỷ lệ chuyên cần đạt 98,5%; tỷ lệ bé ngoan đạt trên 95%.", &["t=98.5%", "t>95%"]),
            ("- Tỉ lệ trẻ thấp còi giảm 01% trở lên so với đầu năm.", &["t-1%"]),
            ("- Giảm tỷ lệ học sinh lưu ban xuống dưới 0,3%.", &["t<0.3%"]),
            ("- Tăng tỷ lệ học sinh biết bơi từ 40% lên 55%.", &["t=55%"]),
            ("- Nâng tỉ lệ giáo viên trên chuẩn lên ít nhất 12%.", &["t>=12%"]),
            ("- Dạy học trực tuyến đạt từ 3% đến 6% ở cấp tiểu học.", &["t=3..6%"]),
            ("- Chi thường xuyên tối đa 80%, không dưới 20% cho hoạt động chuyên môn.", &["t<=80%", "t>=20%"]),
            ("- Tỷ lệ lên lớp ≥ 99%; tỷ lệ bỏ học < 0,1%.", &["t>=99%", "t<0.1%"]),
            ("- Xếp loại rèn luyện: Tốt 85% trở lên, Khá 12%, Đạt không quá 3%.", &["t>=85%", "t=12%", "t<=3%"]),
            ("- 100% học sinh lớp 5 hoàn thành chương trình, trong đó 30% trở lên xuất sắc.", &["t=100%", "t>=30%"]),
            ("- Tỷ lệ thanh niên trong độ tuổi có trình độ tương đương đạt 95.5% trở lên.", &["t>=95.5%"]),
            ("- Giảm tỷ lệ hộ nghèo từ 1% đến 1,5%/năm.", &["t-1..1.5%"]),
            ("- Giảm tỉ lệ trẻ béo phì còn 2%.", &["t=2%"]),
            ("- Trên 90% phụ huynh cài đặt sổ liên lạc điện tử.", &["t>90%"]),
            ("- Tối thiểu 70% người dân hài lòng với dịch vụ giáo dục công.", &["t>=70%"]),
            ("- Có từ 25 - 30% học sinh đạt giải cấp trường.", &["t=25..30%"]),
            ("- Phấn đấu 100 % phòng học kiên cố.", &["t=100%"]),
            ("- Tỷ lệ hồ sơ giải quyết đúng hạn đạt một trăm phần trăm (100%).", &["t=100%"]),
            ("- Học phí giảm 50% cho con hộ cận nghèo.", &[]),
            ("- Giáo viên được hưởng phụ cấp 35% mức lương hiện hưởng.", &[]),
        ],
    );
}

#[test]
fn percentages_in_other_styles() {
    check(
        AIMS,
        &[
            (
                "- Huy động trẻ nhà trẻ đạt 38%, mẫu giáo đạt 96%, riêng trẻ 5 tuổi đạt 100%.",
                &["t=38%", "t=96%", "t=100%"],
            ),
            ("- Tỉ lệ hoàn thành tốt: 45%; hoàn thành: 54,5%; chưa hoàn thành: 0,5%.", &["t=45%", "t=54.5%", "t=0.5%"]),
            ("- Số học sinh biết bơi tăng tối thiểu 10% so với năm học trước.", &["t+10%"]),
            ("- Tỷ lệ phòng kiên cố đạt 100% (tăng 5% so với năm 2024).", &["t=100%", "r+5%"]),
            ("- 85% giáo viên trở lên xếp loại khá, tốt.", &["t>=85%"]),
            ("- Thu ngân sách trên địa bàn tăng bình quân từ 10% trở lên/năm.", &["t+10%"]),
            ("- Tốc độ tăng giá trị sản xuất bình quân 12,5%/năm.", &["t=12.5%"]),
            ("- Bảo hiểm y tế đạt 98% vào năm 2027 và 100% vào năm 2030.", &["t=98%", "t=100%"]),
            (
                "- Hằng năm có trên 90% chi bộ hoàn thành tốt nhiệm vụ, trong đó 20% hoàn thành xuất sắc.",
                &["t>90%", "t=20%"],
            ),
            ("- Giảm tỷ lệ trẻ thấp còi ít nhất 0,2%.", &["t-0.2%"]),
            ("- Tỷ lệ ra lớp đạt 35% (năm học 2022-2023: 33%).", &["t=35%", "r=33%"]),
            ("- Có 70% giáo viên trên chuẩn (vượt 2% so với kế hoạch).", &["t=70%"]),
            ("- Hạ tỷ lệ bỏ học còn dưới 0,2%.", &["t<0.2%"]),
            ("- Tỷ lệ đô thị hóa đạt 65 - 70%.", &["t=65..70%"]),
        ],
    );
    check(
        PLAN,
        &[
            ("- Tổng kinh phí 1,2 tỷ đồng, trong đó ngân sách 60%, xã hội hóa 40%.", &[]),
            ("- Xử lý nghiêm đơn vị có trên 5% học sinh bỏ học.", &[]),
            ("- Đơn vị nào dưới 50% phiếu tán thành thì không xét thi đua.", &[]),
            ("- Nếu tỷ lệ mắc bệnh trên 10% thì cho học sinh nghỉ học.", &[]),
            ("- Nhóm dân tộc thiểu số chiếm 30% dân số.", &["r=30%"]),
        ],
    );
}

#[test]
fn counts() {
    check(
        PLAN,
        &[
            ("- Mỗi tổ chuyên môn thực hiện ít nhất 02 chuyên đề trong năm học.", &["t>=2 chuyên đề"]),
            (
                "- Mỗi trường có ít nhất 03 máy chiếu, 02 máy in và 01 đường truyền dự phòng.",
                &["t>=3 máy chiếu", "t>=2 máy in", "t>=1 đường truyền dự phòng"],
            ),
            ("- 12/12 trường tổ chức ăn bán trú.", &["t=12 trường"]),
            ("- Phấn đấu có 3 - 4 giáo viên đạt giải cấp tỉnh.", &["t=3..4 giáo viên"]),
            ("- Phấn đấu kết nạp 05 đảng viên mới trở lên.", &["t>=5 đảng viên"]),
            ("- Hằng tháng mỗi lớp đăng tối thiểu 02 tin, bài.", &["t>=2 tin, bài"]),
            ("- Xây dựng 02 trường đạt chuẩn quốc gia mức độ 2.", &["t=2 trường"]),
            ("- Điểm bình quân thi vào lớp 10 tăng từ 0,3 điểm trở lên.", &["t+0.3 điểm"]),
            ("- Phấn đấu cuối năm đạt 1.250 học sinh biết bơi.", &["t=1250 học sinh"]),
            ("- Mỗi cán bộ quản lý dự giờ không dưới 18 tiết/năm học.", &["n>=18 tiết/năm học"]),
            ("- Mỗi chi bộ giới thiệu ít nhất một quần chúng ưu tú.", &["t>=1 quần chúng ưu tú"]),
            ("- Tỷ lệ máy tính đạt 20 học sinh/1 máy tính.", &["t=20 học sinh/1 máy tính"]),
            ("- Phấn đấu thu nhập bình quân đạt 90 triệu đồng/người/năm.", &["t=90 triệu đồng/người/năm"]),
        ],
    );
    check(
        AIMS,
        &[
            (
                "- 04 trường được công nhận Tập thể lao động xuất sắc; 15 cá nhân đạt danh hiệu Chiến sĩ thi đua cơ sở.",
                &["t=4 trường", "t=15 cá nhân"],
            ),
            ("- Học sinh giỏi cấp tỉnh: 05 giải Nhất, 10 giải Nhì.", &["t=5 giải Nhất", "t=10 giải Nhì"]),
            ("- Tổ chức 02 hội thảo, 04 câu lạc bộ.", &["t=2 hội thảo", "t=4 câu lạc bộ"]),
            ("- Công nhận mới: 03 trường.", &["t=3 trường"]),
            ("- Kết nạp từ 150 đảng viên mới trở lên trong nhiệm kỳ.", &["t>=150 đảng viên"]),
            ("- Số bác sĩ trên 10.000 dân đạt 15 bác sĩ.", &["t=15 bác sĩ"]),
            ("- Cây xanh bình quân đạt 10 m2/người.", &["t=10 m2/người"]),
            ("- Giữ vững 5/5 trường chuẩn, trong đó có 02 trường đạt mức độ 2.", &["t=5 trường", "t=2 trường"]),
            (
                "- Có ít nhất 03 sáng kiến cấp cơ sở, 01 sáng kiến cấp tỉnh.",
                &["t>=3 sáng kiến cấp cơ sở", "t>=1 sáng kiến cấp tỉnh"],
            ),
            ("- Mỗi học sinh đọc 05 cuốn sách/tháng.", &["t=5 cuốn sách/tháng"]),
            ("- Điểm trung bình môn Ngữ văn đạt 7,5 điểm trở lên.", &["t>=7.5 điểm"]),
        ],
    );
}

#[test]
fn zeros() {
    check(
        PLAN,
        &[
            ("- Không có học sinh vi phạm pháp luật.", &["t=0 học sinh"]),
            ("- Duy trì sĩ số, không có trẻ bỏ học giữa chừng.", &["t=0 trẻ"]),
            ("- Phấn đấu không còn phòng học tạm, phòng học nhờ.", &["t=0 phòng học tạm"]),
            ("- Không có cán bộ, giáo viên, nhân viên sinh con thứ ba.", &["t=0 cán bộ, giáo viên, nhân viên"]),
            ("- Bảo đảm không có trường hợp ngộ độc thực phẩm.", &["t=0 trường hợp"]),
            ("- Những nơi không có giáo viên Tin học thì hợp đồng thỉnh giảng.", &[]),
            ("- Hỗ trợ học sinh không có điều kiện học trực tuyến.", &[]),
            ("- Đối với trường không có học sinh khuyết tật, báo cáo bằng văn bản.", &[]),
            ("- Không ép buộc học sinh học thêm.", &[]),
        ],
    );
}

#[test]
fn norms() {
    check(
        PLAN,
        &[
            ("- Dạy môn Tiếng Anh 4 tiết/tuần cho lớp 3, 4, 5.", &["n=4 tiết/tuần"]),
            ("- Mỗi ngày bố trí không quá 7 tiết, mỗi tiết 35 phút.", &["n<=7 tiết", "n=35 phút"]),
            (
                "- Bố trí không quá 8 tiết/ngày, 40 phút/tiết, tối thiểu 10 buổi, 30 tiết/tuần.",
                &["n<=8 tiết/ngày", "n=40 phút/tiết", "n>=10 buổi", "n>=30 tiết/tuần"],
            ),
            ("- Sĩ số không quá 35 học sinh/lớp.", &["n<=35 học sinh/lớp"]),
            (
                "- Không quá 35 học sinh/lớp đối với tiểu học, 45 học sinh/lớp đối với THCS.",
                &["n<=35 học sinh/lớp", "n<=45 học sinh/lớp"],
            ),
            (
                "- Lớp 1, lớp 2: 25 tiết/tuần; lớp 3: 28 tiết/tuần; lớp 4, 5: 30 tiết/tuần.",
                &["n=25 tiết/tuần", "n=28 tiết/tuần", "n=30 tiết/tuần"],
            ),
            ("- Tổ trưởng được giảm 3 tiết/tuần.", &["n-3 tiết/tuần"]),
            (
                "- Bảo đảm 35 tuần thực học, học kỳ I có 18 tuần, học kỳ II có 17 tuần.",
                &["n=35 tuần thực học", "n=18 tuần", "n=17 tuần"],
            ),
            ("- Thời lượng giáo dục địa phương là 8% trong tổng thời lượng 105 tiết.", &["n=8%", "n=105 tiết"]),
            ("- Khám sức khỏe ít nhất 02 lần/năm cho trẻ.", &["n>=2 lần/năm"]),
            ("- Tổ chức dạy học 2 buổi/ngày ở những nơi đủ điều kiện.", &[]),
            ("- Giáo dục phổ thông có 35 tuần thực học.", &["n=35 tuần thực học"]),
        ],
    );
}

#[test]
fn standing_rules() {
    check(
        PLAN,
        &[
            ("- Tổ chuyên môn họp 02 lần/tháng.", &["n=2 lần/tháng"]),
            ("- Hằng tháng trực ban kiểm tra bếp ăn ít nhất 01 lần.", &["n>=1 lần"]),
            ("- Tập huấn sơ cứu cho nhân viên ít nhất 01 lần trong năm.", &["n>=1 lần trong năm"]),
            ("- Được chỉnh sửa thông tin 01 lần duy nhất.", &[]),
            ("- Mỗi nhóm không quá 25 trẻ.", &["n<=25 trẻ"]),
            ("- Mỗi em được chọn tối đa 02 nguyện vọng.", &["n<=2 nguyện vọng"]),
            ("- Mỗi điểm thi bố trí tối đa 30 phòng thi, 02 nhân viên y tế.", &["n<=30 phòng thi", "n=2 nhân viên"]),
            ("- Bảo đảm tối đa 1,5 giáo viên/lớp.", &["n<=1.5 giáo viên/lớp"]),
            ("- Phấn đấu không quá 03 đơn vị xếp loại trung bình.", &["t<=3 đơn vị"]),
            ("- Bàn cách bảng không dưới 1,8 m.", &["n>=1.8 m"]),
            ("- Khoảng cách giữa hai dãy bàn từ 0,8 m đến 1,0 m.", &["n=0.8..1 m"]),
            ("- Thời gian nghỉ giữa hai đợt không quá 10 ngày.", &["n<=10 ngày"]),
            ("- Được cho trẻ nghỉ tối đa 03 ngày và báo cáo Phòng.", &["n<=3 ngày"]),
            ("- Mỗi xe tối đa 30 học sinh và 02 giáo viên.", &["n<=30 học sinh", "n<=2 giáo viên"]),
            ("- Trả kết quả không quá 10 ngày kể từ ngày nhận đơn.", &[]),
            ("- Học kỳ I có 18 tuần và học kỳ II có 17 tuần.", &["n=18 tuần", "n=17 tuần"]),
            ("- Tập huấn 02 tuần tại Trung tâm.", &[]),
            ("- Thời gian làm bài: Ngữ văn 120 phút, Tiếng Anh 60 phút.", &["n=120 phút", "n=60 phút"]),
            (
                "- Mỗi buổi không quá 4 tiết, 45 phút/tiết; giáo viên học 120 tiết tự bồi dưỡng chuyên môn/năm học.",
                &["n<=4 tiết", "n=45 phút/tiết", "n=120 tiết tự bồi dưỡng chuyên môn/năm học"],
            ),
        ],
    );
    check(
        LAW,
        &[
            ("1. Diện tích phòng học tối thiểu 1,5 m2/học sinh.", &["n>=1.5 m2/học sinh"]),
            ("2. Bố trí không quá 02 học viên trên một bàn.", &["n<=2 học viên trên một bàn"]),
            ("3. Mỗi khu có ít nhất 01 phòng y tế.", &["n>=1 phòng y tế"]),
            ("4. Độ rọi không dưới 300 lux.", &["n>=300 lux"]),
            ("5. Bồi dưỡng nghiệp vụ ít nhất 03 ngày/năm.", &["n>=3 ngày/năm"]),
            ("6. Thời gian hỗ trợ không quá 9 tháng/năm học.", &[]),
            ("6. Học sinh ở nhà cao hơn đường từ 20 m trở lên thì được ở nội trú.", &[]),
            ("6. Đình chỉ công tác không quá 15 ngày.", &[]),
            ("7. Tổ thẩm định có không quá 07 thành viên.", &[]),
        ],
    );
}

#[test]
fn rules_for_rooms_rations_and_records() {
    check(
        PLAN,
        &[
            ("- Mỗi phòng thi xếp 20 thí sinh.", &["n=20 thí sinh"]),
            ("- Mỗi phòng có hai giám thị.", &["n=2 giám thị"]),
            ("- Phòng cuối có thể xếp đến 26 thí sinh.", &["n<=26 thí sinh"]),
            ("- Mỗi ca thi gồm 30 học viên, bắt đầu lúc 7 giờ.", &["n=30 học viên"]),
            ("- Mỗi lớp có 02 học sinh đạt giải cấp trường.", &["t=2 học sinh"]),
            ("- Mỗi giáo viên có một sáng kiến.", &["t=1 sáng kiến"]),
            ("- Hỗ trợ gạo: 12 kg/tháng/học sinh.", &["n=12 kg/tháng/học sinh"]),
            ("- Nước uống từ 0,5 lít đến 1,2 lít/trẻ/ngày.", &["n=0.5..1.2 lít/trẻ/ngày"]),
            ("- Mua 50 kg gạo cho bếp ăn.", &[]),
            ("- Bữa trưa cung cấp từ 30% đến 35% năng lượng cả ngày.", &["n=30..35%"]),
            ("- Mẫu thức ăn phải lưu ít nhất 24 giờ.", &["n>=24 giờ"]),
            ("- Thời gian lưu trữ bài thi là 02 năm.", &["n=2 năm"]),
            ("- Dữ liệu camera được lưu trữ tối thiểu 30 ngày.", &["n>=30 ngày"]),
            ("- Lưu hồ sơ trong 03 ngày.", &[]),
            ("- Nộp lưu hồ sơ có thời hạn bảo quản từ 10 năm trở lên.", &[]),
            ("- Không dạy quá 3 tiết bù một ngày.", &["n<=3 tiết bù một ngày"]),
            ("- Không được bố trí vượt 8 tiết/ngày.", &["n<=8 tiết/ngày"]),
            ("- Mức hỗ trợ sửa mỗi phòng học tối đa 45 triệu đồng.", &["n<=45 triệu đồng"]),
            ("- Mức ăn của trẻ: 1,2 triệu đồng/tháng.", &["n=1.2 triệu đồng/tháng"]),
            ("- Ứng trước 12 tỷ đồng từ ngân sách.", &[]),
            ("- Tiểu học đủ tối thiểu 1,4 giáo viên/lớp.", &["n>=1.4 giáo viên/lớp"]),
        ],
    );
    check(
        LAW,
        &[
            (
                "a) Nhóm trẻ từ 06 tháng tuổi đến 12 tháng tuổi không quá 12 trẻ; từ 13 đến 24 tháng tuổi tối đa 18 trẻ.",
                &["n<=12 trẻ", "n<=18 trẻ"],
            ),
            ("b) Lớp mẫu giáo 3 - 4 tuổi: 22 trẻ; 4 - 5 tuổi: 28 trẻ.", &["n=22 trẻ", "n=28 trẻ"]),
            ("1. Sửa đổi khoản 2 như sau: “2. Lớp ghép không quá 25 học sinh.”", &["n<=25 học sinh"]),
            ("1. Bỏ cụm từ “lớp ghép không quá 25 học sinh”.", &[]),
            ("2. Bố trí 2,4 giáo viên/nhóm trẻ.", &["n=2.4 giáo viên/nhóm trẻ"]),
            ("2. Bố trí đủ giáo viên theo định mức 2,3 giáo viên/nhóm trẻ.", &["n=2.3 giáo viên/nhóm trẻ"]),
            ("2. Có quy mô không quá 05 trẻ thì phải có ít nhất 01 giáo viên.", &["n>=1 giáo viên"]),
            ("2. Cơ sở phải bố trí tối thiểu 02 nhân viên nấu ăn.", &["n>=2 nhân viên"]),
            ("2. Hội đồng phải có ít nhất 07 thành viên.", &[]),
            ("3. Bảo đảm từ năm học 2029-2030 không còn lớp vượt sĩ số.", &["t=0 lớp"]),
            ("4. Cơ sở không còn trẻ theo học thì giải thể.", &[]),
        ],
    );
}

#[test]
fn aims_in_plain_words() {
    check(
        PLAN,
        &[
            ("- Toàn trường không có học sinh vi phạm quy chế.", &["t=0 học sinh"]),
            ("- Không giáo viên nào bị kỷ luật.", &["t=0 giáo viên"]),
            ("- Không học sinh nào bỏ học giữa chừng.", &["t=0 học sinh"]),
            ("- Không giáo viên dạy thêm trái quy định.", &[]),
            ("- Lập 04 đoàn kiểm tra, xuống cơ sở ngay trong tuần.", &["t=4 đoàn kiểm tra"]),
            ("- Chuẩn bị 60 trường học làm nơi tránh bão.", &["t=60 trường học"]),
            ("- Hoàn thành phần móng 5 trường trong tháng 4.", &["t=5 trường"]),
            ("- Bốn trường còn lại khởi công chậm nhất tháng 5.", &["t=4 trường"]),
            ("- Ba xã còn lại phải hoàn thành trong quý II.", &["t=3 xã"]),
            ("- 05 điểm trường còn lại sửa chữa trong hè.", &["t=5 điểm trường"]),
            ("- Hai trường còn lại ở xa trung tâm.", &[]),
            ("- Sở Y tế: cấp 15 cơ số thuốc cho trạm y tế.", &["t=15 cơ số thuốc"]),
            ("- Học sinh cấp 2 trường nội trú.", &[]),
            ("- Mỗi cụm có ít nhất 01 điểm dự phòng.", &["t>=1 điểm dự phòng"]),
            ("- Thuế tỉnh kiểm tra 15% số cơ sở có rủi ro.", &["t=15%"]),
            ("- Giảm 8% số điểm thi so với năm trước.", &["t-8%"]),
            ("- Tuyển đủ chỉ tiêu, chênh lệch không quá ± 3%.", &["t<=3%"]),
            ("- Tỷ lệ chuyên cần từ 96%.", &["t>=96%"]),
            ("- Tỷ lệ sai lệch xuống còn dưới 0,4% (hiện 2,1%).", &["t<0.4%"]),
            ("- Có 10 em phải đình chỉ thi, tăng 4 em so với năm trước.", &[]),
            ("- Dự báo mưa 150 - 250 mm, có nơi trên 400 mm.", &[]),
        ],
    );
    check(AIMS, &[("- Dạy nghề ngắn hạn 300 người, bồi dưỡng 20 giáo viên.", &["t=300 người", "t=20 giáo viên"])]);
}

#[test]
fn what_has_its_own_day_is_another_clause() {
    let found = find(PLAN, "- Dạy bù xong trước ngày 10 tháng 11 năm 2025, không dạy quá 2 tiết bù một ngày.");
    assert_eq!(found.first().map(|t| t.text.as_str()), Some("không dạy quá 2 tiết bù một ngày"));
    let found = find(AIMS, "- Đến ngày 31/12/2026, 90% trường có thư viện đạt chuẩn.");
    assert_eq!(found.first().map(|t| t.text.as_str()), Some("Đến ngày 31/12/2026, 90% trường có thư viện đạt chuẩn"));
}

#[test]
fn deeds() {
    check(
        PLAN,
        &[
            ("- Tuyển bổ sung 08 giáo viên Tiếng Anh.", &["t=8 giáo viên"]),
            ("- Hoàn thành tuyển dụng 120 viên chức trong năm.", &["t=120 viên chức"]),
            (
                "- Xây mới 12 phòng học, sửa chữa 05 nhà vệ sinh, xóa 02 điểm trường.",
                &["t=12 phòng học", "t=5 nhà vệ sinh", "t=2 điểm trường"],
            ),
            ("- Cải tạo xong 07 phòng bộ môn trước năm học mới.", &["t=7 phòng bộ môn"]),
            ("- Lắp đặt camera tại 14 trường.", &["t=14 trường"]),
            ("- Nhận đỡ đầu 20 học sinh khó khăn.", &["t=20 học sinh"]),
            ("- Cử 03 giáo viên đi học nâng chuẩn.", &["t=3 giáo viên"]),
            ("- Trao tặng 60 suất quà, giúp 12 em mồ côi.", &["t=60 suất quà", "t=12 em"]),
            ("- Vận động các nhà hảo tâm 150 triệu đồng.", &["t=150 triệu đồng"]),
            ("- Ngân sách hỗ trợ 400 triệu đồng.", &[]),
            ("- Sáp nhập 4 điểm trường thành 2 trường trước năm học mới.", &["t=4 điểm trường", "t=2 trường"]),
            ("- Thanh tra 06 đơn vị trong quý III.", &["t=6 đơn vị"]),
            ("- Khảo sát 2 lần, tập huấn 3 lần.", &["t=2 lần", "t=3 lần"]),
            ("- Mỗi tổ có một chuyên đề hoặc một sáng kiến.", &["t=1 chuyên đề", "t=1 sáng kiến"]),
            ("- Đến năm 2030, 7/7 trường đạt chuẩn.", &["t=7 trường"]),
            ("- Mỗi trường có ít nhất 01 - 02 câu lạc bộ.", &["t>=1..2 câu lạc bộ"]),
            ("- Tỷ lệ giáo viên/lớp đạt 1,8.", &["t=1.8 giáo viên/lớp"]),
            ("- Trên 85% phụ huynh nộp học phí qua ngân hàng.", &["t>85%"]),
            ("- Miễn giảm 50% học phí cho trẻ khuyết tật.", &[]),
            ("- Nhà trường có 32 lớp, 1.150 học sinh.", &[]),
            ("- Cử 02 giáo viên dự tập huấn.", &[]),
            ("- Năm 2022, toàn huyện có 810/900 học sinh đỗ lớp 10.", &["r=810 học sinh"]),
        ],
    );
}

#[test]
fn results() {
    check(
        REPORT,
        &[
            ("- Học sinh hoàn thành nhiệm vụ: 4512/4520 = 99,8%.", &["r=99.8%"]),
            ("- Số học sinh học bán trú: 1.250 HS (đạt 45%).", &["r=45%"]),
            ("- Tốt nghiệp: 812/815 (đạt 99,6%), tăng 0,2% so với năm trước.", &["r=99.6%", "r+0.2%"]),
            ("- Đạt 73 giải cấp tỉnh.", &["r=73 giải cấp tỉnh"]),
            ("- Không còn phòng học tạm.", &["r=0 phòng học tạm"]),
            ("- Đang phấn đấu hoàn thành 02 trường đạt chuẩn mức độ 2.", &["t=2 trường"]),
            ("- Tỷ lệ nhà trẻ thấp hơn 12% so với bình quân toàn tỉnh.", &[]),
        ],
    );
    check(
        PLAN,
        &[
            ("Đến nay, 95% trường học có thư viện đạt chuẩn.", &["r=95%"]),
            ("Trong năm qua, tỷ lệ chuyên cần đạt 97%.", &["r=97%"]),
            ("100% giáo viên đã được tập huấn, có chứng chỉ.", &["r=100%"]),
            ("Giảm tỷ lệ học sinh yếu 1,5% so với năm trước; phấn đấu giảm thêm 2%.", &["r-1.5%", "t-2%"]),
        ],
    );
}

#[test]
fn no_quantities() {
    check(
        PLAN,
        &[
            ("- Rà soát chương trình lớp 5, lớp 6, 7, 8 và 9.", &[]),
            ("- Duy trì phổ cập giáo dục mức độ 3, xóa mù chữ mức độ 2.", &[]),
            ("- Thực hiện Nghị quyết Đại hội Đảng bộ khóa XXIII, nhiệm kỳ 2025-2030.", &[]),
            ("- Thực hiện Công văn số 1234/SGDĐT-GDTH ngày 12/9/2024 của Sở.", &[]),
            ("- Thực hiện Chương trình GDPT 2018 cấp tiểu học từ năm học 2024-2025.", &[]),
            ("- Báo cáo trước ngày 15/10/2024 qua số điện thoại 0225.3871234.", &[]),
            ("- Theo quy định tại khoản 2 Điều 5 và điểm a khoản 3 Điều 7.", &[]),
            ("- Trường Tiểu học Hòa Bình 1, Hòa Bình 2 làm điểm.", &[]),
            ("- Đánh giá 05 năm thực hiện chương trình; sơ kết 02 năm thực hiện nghị quyết.", &[]),
            ("- Chậm nhất 05 ngày làm việc, không quá 03 ngày kể từ khi nhận hồ sơ.", &[]),
            ("- Kinh phí thực hiện 2,5 tỷ đồng từ ngân sách.", &[]),
            ("- Toàn huyện hiện có 45 trường, 812 lớp.", &[]),
            ("- Tuyên truyền phong trào “100% học sinh đội mũ bảo hiểm”.", &[]),
            ("- Nâng cao chất lượng dạy học, đổi mới kiểm tra đánh giá.", &[]),
            ("- Triển khai từ 1/9/2024 đến 31/5/2025.", &[]),
            ("- Sách Tiếng Việt 1, Toán 2, tập 1.", &[]),
            ("- Phòng, chống Covid-19, sốt xuất huyết; cuộc thi lần thứ 3.", &[]),
            ("- Trẻ từ 3 đến 5 tuổi được khám sức khỏe.", &[]),
            ("- Truy cập https://csdl.moet.gov.vn/abc-2025/tiet-3.", &[]),
            ("Căn cứ Nghị quyết số 12 về việc 100% trường học có nước sạch;", &[]),
        ],
    );
    check(
        LAW,
        &[
            ("1. Hồ sơ gồm ít nhất 02 bản sao có chứng thực.", &[]),
            ("2. Hội đồng phải có tỷ lệ phiếu đồng ý từ 80% trở lên.", &[]),
            ("3. Mức hỗ trợ bằng 150% mức lương cơ sở, hưởng không quá 9 tháng/năm học.", &[]),
            ("4. Không có người vi phạm thì không xét.", &[]),
            ("5. Định mức tiết dạy của giáo viên là 19 tiết/tuần.", &["n=19 tiết/tuần"]),
        ],
    );
    check(("", Mode::Frame, DirectiveKind::KeHoach), &[("100% các trường.", &[])]);
}

#[test]
fn subjects() {
    for (content, want) in [
        ("- Phấn đấu đến năm 2030, có 85% trường đạt chuẩn quốc gia.", "trường đạt chuẩn quốc gia"),
        ("- Duy trì tỷ lệ chuyên cần đạt 98,5%.", "tỷ lệ chuyên cần"),
        ("- Triển khai dạy Tin học 2 tiết/tuần đối với lớp 3.", "Triển khai dạy Tin học đối với lớp 3"),
        ("- Mỗi trường có ít nhất 02 máy in.", "Mỗi trường"),
        ("- Học tập:\n+ Xếp loại Khá: 40% trở lên.", "Học tập: Xếp loại Khá"),
        ("- Không có học sinh bỏ học.", "học sinh bỏ học"),
        ("- Điểm thi tăng 0,5 điểm trở lên so với năm trước.", "Điểm thi"),
        ("- Mức độ hài lòng của người dân đạt 95%.", "Mức độ hài lòng của người dân"),
        ("- Xếp loại Chưa đạt: dưới 2%.", "Xếp loại Chưa đạt"),
        ("- 98% vào năm 2027 số xã đạt chuẩn.", "số xã đạt chuẩn"),
        ("- Xếp loại Chưa đạt 1,7%.", "Xếp loại Chưa đạt"),
        ("- Tăng cường dạy tiếng Việt cho 90% trẻ dân tộc.", "Tăng cường dạy tiếng Việt cho trẻ dân tộc"),
        ("- Tỷ lệ hoàn thành chương trình - lớp 5 đạt 99%.", "Tỷ lệ hoàn thành chương trình - lớp 5"),
        ("- Số trẻ ăn bán trú đạt 92%, vượt kế hoạch đề ra.", "Số trẻ ăn bán trú"),
        ("- 92% trẻ ăn bán trú vượt kế hoạch đề ra.", "trẻ ăn bán trú"),
        ("- 06 trường đạt danh hiệu Tập thể lao động tiên tiến.", "trường đạt danh hiệu Tập thể lao động tiên tiến"),
    ] {
        let found = find(AIMS, content);
        assert_eq!(found.first().map(|t| t.subject.as_str()), Some(want), "{content}");
    }
}

#[test]
fn short_subjects_take_their_heading() {
    let header = Header { kind: Some(DirectiveKind::HuongDan), ..Header::default() };
    let subjects = |title: &str, content: &str| -> Vec<String> {
        let outline = section(title, Mode::Plan, content.len());
        detect(&text(content), &header, &outline, &[]).into_iter().map(|t| t.subject).collect()
    };
    assert_eq!(subjects("Rèn luyện (bốn khối lớp)", "- Xếp loại Tốt: 90%."), ["Rèn luyện: Xếp loại Tốt"]);
    assert_eq!(subjects("Các chỉ tiêu", "- Xếp loại Tốt: 90%."), ["Xếp loại Tốt"]);
    let listed = "- Phẩm chất: Tốt 70%, Đạt 30%.";
    assert_eq!(subjects("Chỉ tiêu", listed), ["Phẩm chất: Tốt", "Phẩm chất: Đạt"]);
}

#[test]
fn a_page_without_a_full_stop_is_read_whole() {
    let content = "Tỷ lệ (đạt 5% ".repeat(4_000);
    assert_eq!(find(AIMS, &content).len(), 4_000);
}

#[test]
fn levels_and_years() {
    let place = |content: &str| {
        let found = find(AIMS, content);
        let target = found.first().expect("a target");
        (target.level.map(|l| l.slug()), target.school_year.map(|y| y.to_string()))
    };
    let year = |y: &str| Some(y.to_owned());
    assert_eq!(place("- 97% học sinh lên lớp."), (Some("thcs"), year("2024-2025")));
    assert_eq!(place("- Tỷ lệ tốt nghiệp THPT đạt 99%."), (Some("thpt"), year("2024-2025")));
    assert_eq!(place("- Huy động 100% học sinh tiểu học vào lớp 6."), (Some("thcs"), year("2024-2025")));
    assert_eq!(place("- Năm học 2025-2026 có 30% trường đạt chuẩn."), (Some("thcs"), year("2025-2026")));
    assert_eq!(place("- Đến năm 2030 có 60% trường đạt chuẩn."), (Some("thcs"), None));
    assert_eq!(place("- Tăng 2% trở lên so với năm học 2022-2023."), (Some("thcs"), year("2024-2025")));
    assert_eq!(place("- 100% trường tiểu học, THCS có nước sạch."), (None, year("2024-2025")));
    assert_eq!(place("- Mầm non:\n+ 40% trẻ ra lớp."), (Some("mam-non"), year("2024-2025")));
}

/// The levels of all targets of a plan that governs several levels.
fn levels(content: &str) -> Vec<&'static str> {
    let header = Header { kind: Some(DirectiveKind::KeHoach), ..Header::default() };
    let mut outline = section("MỘT SỐ CHỈ TIÊU", Mode::Plan, content.len());
    outline.sections[0].levels = Vec::new();
    let found = detect(&text(content), &header, &outline, &[]);
    found.iter().map(|t| t.level.map_or("-", |l| l.slug())).collect()
}

#[test]
fn a_level_leads_until_the_next() {
    for (content, want) in [
        (
            "- Tiểu học: hoàn thành xuất sắc 25%, hoàn thành tốt 40%, chưa hoàn thành dưới 0,5%; THCS: Tốt 20%, Khá 45%.",
            &["tieu-hoc", "tieu-hoc", "tieu-hoc", "thcs", "thcs"][..],
        ),
        (
            "- MN: chuyên cần 96%; béo phì dưới 3%; TH: lên lớp thẳng 99%; toàn phường: 98% có bảo hiểm.",
            &["mam-non", "mam-non", "tieu-hoc", "-"],
        ),
        ("+ Ở cấp THCS, tỷ lệ lưu ban dưới 1%; bỏ học dưới 0,2%.", &["thcs", "thcs"]),
        ("+ Học sinh tiểu học hoàn thành tốt 41%, hoàn thành 58%.", &["tieu-hoc", "tieu-hoc"]),
        ("+ Trẻ mẫu giáo ra lớp 97%; trẻ chuyên cần 95%; 100% giáo viên đạt chuẩn.", &["mam-non", "mam-non", "-"]),
        ("+ Huy động trẻ 5 tuổi ra lớp 100%, trẻ 3 tuổi 90%.", &["mam-non", "mam-non"]),
        ("+ Trẻ 6 tuổi vào lớp 1 đạt 100%.", &["tieu-hoc"]),
        ("+ 85% học sinh tốt nghiệp THCS tiếp tục học THPT.", &["thcs"]),
        ("+ 95% trường tiểu học, THCS có nước sạch; 98% học sinh có bảo hiểm.", &["-", "-"]),
        ("+ GDTX cấp THPT: tốt nghiệp 94%; bỏ học dưới 5%.", &["gdtx", "gdtx"]),
        ("- Cấp tiểu học: 100% lớp học 2 buổi; các cấp: 99% chuyên cần.", &["tieu-hoc", "-"]),
    ] {
        assert_eq!(levels(content), want, "{content}");
    }
}

#[test]
fn continuing_education_keeps_its_level() {
    let header = Header { kind: Some(DirectiveKind::KeHoach), ..Header::default() };
    let content = "- 97% học viên lớp 12 đỗ tốt nghiệp THPT.";
    let mut outline = section("MỘT SỐ CHỈ TIÊU", Mode::Plan, content.len());
    outline.sections[0].levels = vec![Level::Gdtx];
    let found = detect(&text(content), &header, &outline, &[]);
    assert_eq!(found.iter().map(|t| t.level).collect::<Vec<_>>(), [Some(Level::Gdtx)]);
}

#[test]
fn what_stands_or_stood_is_no_aim() {
    check(
        PLAN,
        &[
            ("Trong những năm qua, 68,4% phòng học được kiên cố; tỷ lệ bỏ học còn 1,2%.", &["r=68.4%", "r=1.2%"]),
            ("- Nâng tỷ lệ biết bơi lên 60% (năm học trước 47%).", &["t=60%"]),
            ("- Bổ sung 12 giáo viên (hiện có 85 giáo viên).", &["t=12 giáo viên"]),
            ("- Tỷ lệ học sinh nội trú mới đạt 21%.", &["r=21%"]),
            ("- Số trẻ nhà trẻ được gửi chỉ chiếm 17%.", &["r=17%"]),
            ("- Giáo viên có chứng chỉ 90%.", &["t=90%"]),
        ],
    );
}

#[test]
fn bounds_away_from_their_number() {
    check(
        AIMS,
        &[
            ("- Nộp học phí không dùng tiền mặt từ 92% số phụ huynh của trường trở lên.", &["t>=92%"]),
            ("- Học sinh xếp loại khá trở lên đạt từ 60%.", &["t>=60%"]),
            ("- 45% học sinh xếp loại khá trở lên.", &["t=45%"]),
            ("- Chỉ số hài lòng của người dân đạt 0,85 trở lên.", &["t>=0.85 chỉ số"]),
            ("- Điểm trung bình thi tốt nghiệp môn Toán đạt từ 6,2.", &["t=6.2 điểm"]),
            ("- Huy động từ 36,5% trẻ nhà trẻ ra lớp.", &["t>=36.5%"]),
            ("- Học sinh giỏi: từ 12 giải cấp tỉnh trở lên.", &["t>=12 giải cấp tỉnh"]),
            ("- Mỗi giáo viên dạy 3 tiết thao giảng, dự 20 tiết.", &["t=3 tiết thao giảng", "t=20 tiết"]),
            ("- 03 đồng chí thi giáo viên giỏi cấp tỉnh.", &["t=3 đồng chí"]),
            ("- 7 trên 9 xã có trung tâm học tập cộng đồng hoạt động tốt.", &["t=7 xã"]),
        ],
    );
    check(
        PLAN,
        &[
            ("- Khoảng cách tối thiểu giữa hai dãy bàn là 0,8 m.", &["n>=0.8 m"]),
            ("- Diễn văn khai mạc không kéo dài quá 10 phút.", &["n<=10 phút"]),
            ("- Các trường vùng lũ dự trữ gạo tối thiểu 07 ngày.", &["n>=7 ngày"]),
            ("- Không để lớp học vượt quá 35 học sinh/lớp.", &["n<=35 học sinh/lớp"]),
            ("- Bếp ăn có ít nhất 1 người nấu/45 trẻ.", &["n>=1 người nấu/45 trẻ"]),
            ("- Làm quen tin học 2 hoạt động/tuần, mỗi hoạt động 30 phút.", &["n=2 hoạt động/tuần", "n=30 phút"]),
            ("- Mỗi tuần không quá 2 buổi ôn tập với lớp 9.", &["n<=2 buổi ôn tập"]),
            ("- Thay mới 25 máy tính đã hỏng.", &["t=25 máy tính"]),
            ("- Diễn tập phòng cháy 1 năm 2 lần.", &["n=2 lần"]),
            ("- Dự toán 3 tỷ đồng, trong đó ngân sách 65%, xã hội hóa 35%.", &[]),
            ("- Kinh phí: ngân sách tỉnh cấp 60%, phường 40%.", &[]),
            ("- Ủy ban Kiểm tra giám sát chuyên đề 4 chi bộ.", &["t=4 chi bộ"]),
            ("- Họp phụ huynh 2 đợt/năm, ra bản tin 2 kỳ/tháng.", &["n=2 đợt/năm", "n=2 kỳ/tháng"]),
            ("- Tổ trưởng dạy giảm còn 3 tiết trên tuần.", &["n=3 tiết trên tuần"]),
        ],
    );
}

#[test]
fn rules_of_an_examination() {
    let rules = |subject: &str, content: &str| {
        let header =
            Header { kind: Some(DirectiveKind::CongVan), subject: Some(subject.to_owned()), ..Header::default() };
        let found = detect(&text(content), &header, &section("", Mode::Plan, content.len()), &[]);
        found.iter().map(shape).collect::<Vec<_>>()
    };
    let content = "Mỗi hội đồng dự phòng tối thiểu 03 phòng thi; phúc tra ít nhất 10% số bài.";
    assert_eq!(rules("tổ chức Kỳ thi học sinh giỏi", content), ["n>=3 phòng thi", "n>=10%"]);
    let each = "Mỗi đề tài có 02 học sinh; phần thuyết trình dài tối đa 7 phút.";
    assert_eq!(rules("thể lệ Hội thi tuyển sinh viên giỏi", each), ["n=2 học sinh", "n<=7 phút"]);
    assert_eq!(rules("nhiệm vụ năm học", content), ["t>=3 phòng thi", "t>=10%"]);
    assert_eq!(rules("tổ chức Kỳ thi học sinh giỏi", "Phấn đấu ít nhất 95% thí sinh dự thi."), ["t>=95%"]);
    assert_eq!(rules("kiểm tra, đánh giá cuối năm học", "Mỗi phòng 24 em, 2 giám thị."), ["n=24 em", "n=2 giám thị"]);
    let timetable = "Ngày\tKhối 6\tKhối 9\n08/5\tNgữ văn (90 phút)\tToán (60 phút)";
    assert_eq!(rules("kiểm tra, đánh giá cuối năm học", timetable), ["n=90 phút", "n=60 phút"]);
    assert_eq!(rules("nhiệm vụ năm học", timetable), [""; 0]);
    let papers = "Môn thi\tThời gian làm bài\tGiờ bắt đầu\nVật lí\t50 phút\t7h30\nLịch sử\t50 phút\t8h30";
    assert_eq!(rules("lịch thi", papers), ["n=50 phút", "n=50 phút"]);
}

#[test]
fn what_is_done_is_counted_by_any_noun() {
    check(
        PLAN,
        &[
            ("- Tổ chức 02 đêm nhạc, sửa 03 gian bếp.", &["t=2 đêm nhạc", "t=3 gian bếp"]),
            ("- Xây dựng ngân hàng 900 câu hỏi trắc nghiệm.", &["t=900 câu hỏi trắc nghiệm"]),
            ("- Phát động 4 đợt thi đua; thanh lý 12 máy tính.", &["t=4 đợt thi đua", "t=12 máy tính"]),
            ("- Tuyển sinh lớp 1: 160 HS.", &["t=160 HS"]),
            ("- Chọn 02 trường làm điểm.", &["t=2 trường"]),
            ("- Vận động tài trợ theo thông báo của trường: 90 triệu đồng.", &["t=90 triệu đồng"]),
            ("- Tư vấn cho 500 học sinh của 4 trường.", &["t=500 học sinh"]),
            ("- Cha mẹ mang theo 02 tấm ảnh.", &[]),
            ("- Toàn xã có 12 dãy phố.", &[]),
        ],
    );
    check(
        AIMS,
        &[
            ("- Dạy nghề 12 lớp/320 người.", &["t=12 lớp", "t=320 người"]),
            (
                "- 01 lá cờ thi đua, 02 chiến sĩ thi đua cấp tỉnh.",
                &["t=1 lá cờ thi đua", "t=2 chiến sĩ thi đua cấp tỉnh"],
            ),
            ("- Giáo viên dạy giỏi cấp trường: 30 đ/c (đạt 73%).", &["t=30 đ/c", "t=73%"]),
            ("- Nâng số trường chuẩn lên 17/22 trường (77,3%).", &["t=17 trường", "t=77.3%"]),
            ("- Duy trì 22 trường và 14 nhóm, lớp độc lập.", &["t=22 trường", "t=14 nhóm, lớp độc lập"]),
            ("- Học sinh giỏi: 20 giải, trong đó có từ 02 giải Nhất.", &["t=20 giải", "t>=2 giải Nhất"]),
            ("- Giảm từ 9 điểm trường còn 6 điểm trường.", &["t=6 điểm trường"]),
        ],
    );
}

#[test]
fn marks_by_subject() {
    check(
        AIMS,
        &[
            ("- Điểm trung bình thi tốt nghiệp: Toán 6,4; Tin học 6,9.", &["t=6.4 điểm", "t=6.9 điểm"]),
            ("- Điểm trung bình thi tốt nghiệp 5,2 (năm học trước 4,93).", &["t=5.2 điểm"]),
            ("- Điểm trung bình từ 7,0 trở lên, không có bài dưới 3,0 điểm.", &["t>=7 điểm", "t=0 bài"]),
            ("- Giảm số bài dưới 4,0 điểm xuống còn không quá 15%.", &["t<=15%"]),
            ("- Diện tích: Toán 6,4; Tin học 6,9.", &[]),
        ],
    );
}

#[test]
fn rules_by_what_is_measured() {
    check(
        PLAN,
        &[
            (
                "- Báo cáo tháng không dài quá 03 trang, báo cáo năm từ 10 đến 12 trang.",
                &["n<=3 trang", "n=10..12 trang"],
            ),
            ("- Sai lệch giữa báo cáo và cơ sở dữ liệu không quá 1%.", &["n<=1%"]),
            ("- Các trường dành tối thiểu 2% chi thường xuyên cho chuyển đổi số.", &["n>=2%"]),
            ("- Năng lượng một ngày tại trường đạt 50 - 55% nhu cầu của trẻ.", &["n=50..55%"]),
            ("- Mẫu thức ăn lưu đủ 24 giờ.", &["n=24 giờ"]),
            ("- Băng thông tối thiểu 200 Mbps.", &["n>=200 Mbps"]),
            ("- Sinh hoạt lớp 45 phút vào thứ Bảy.", &["n=45 phút"]),
            ("- Họp tổ 2 lần/tháng; sinh hoạt khối 2 lần/tháng.", &["n=2 lần/tháng", "n=2 lần/tháng"]),
            ("- Mời nghệ nhân ít nhất 02 buổi.", &["t>=2 buổi"]),
            ("- Điểm thi báo cáo chậm nhất 30 phút sau buổi thi.", &[]),
            ("- Nộp bài trước 11 giờ 30 phút ngày 02/3.", &[]),
            ("- Ít nhất 60% trẻ được làm quen tiếng Anh ở nơi có điều kiện.", &["t>=60%"]),
            ("- Cả năm 35 tuần.", &["n=35 tuần"]),
        ],
    );
    let rules = |content: &str| {
        let header = Header {
            kind: Some(DirectiveKind::CongVan),
            subject: Some("tổ chức Kỳ thi học sinh giỏi".to_owned()),
            ..Header::default()
        };
        let found = detect(&text(content), &header, &section("", Mode::Plan, content.len()), &[]);
        found.iter().map(shape).collect::<Vec<_>>()
    };
    for (content, want) in [
        ("Mỗi học sinh chỉ được dự thi 01 môn.", &["n=1 môn"][..]),
        ("Thời gian làm bài: 150 phút đối với lớp 9, 180 phút đối với lớp 11.", &["n=150 phút", "n=180 phút"]),
        ("Phần vận dụng chiếm từ 50% đến 60% tổng số điểm.", &["n=50..60%"]),
        ("Cứ 05 phòng thi có 01 giám thị hành lang.", &["n=1 giám thị hành lang"]),
        ("Mỗi điểm thi có 02 phòng dự phòng, 01 máy phát điện.", &["n=2 phòng dự phòng", "n=1 máy phát điện"]),
        ("Bài đoạt giải phải đạt từ 10,0 điểm trở lên.", &["n>=10 điểm"]),
    ] {
        assert_eq!(rules(content), want, "{content}");
    }
}

#[test]
fn what_a_test_is_made_of_is_ruled() {
    check(
        PLAN,
        &[
            ("- Đề gồm 40% mức 1, 40% mức 2 và 20% mức 3.", &["n=40%", "n=40%", "n=20%"]),
            ("- Ma trận: nhận biết 40%, thông hiểu 30%, vận dụng 30%.", &["n=40%", "n=30%", "n=30%"]),
            ("- Phấn đấu 40% giáo viên đạt mức 1.", &["t=40%"]),
            ("- Đề 30% trắc nghiệm - 70% tự luận; bảo đảm 40% biết, 30% hiểu.", &["n=30%", "n=70%", "t=40%", "t=30%"]),
            ("- Ma trận đề bảo đảm 40% biết, 30% hiểu, 30% vận dụng.", &["n=40%", "n=30%", "n=30%"]),
            ("- Người biết chữ mức độ 1 đạt 98%; 97% biết chữ mức độ 2.", &["t=98%", "t=97%"]),
            ("- Bài kiểm tra định kỳ 60 phút, môn chuyên 120 phút.", &["n=60 phút", "n=120 phút"]),
            ("- Môn trên 70 tiết/năm có 4 bài.", &[]),
            (
                "- Sĩ số THCS không quá 45, THPT không quá 42 học sinh/lớp.",
                &["n<=45 học sinh/lớp", "n<=42 học sinh/lớp"],
            ),
            ("- Học 32 tuần/năm; mỗi lớp từ 25 đến 40 học viên.", &["n=32 tuần/năm", "n=25..40 học viên"]),
            ("- Cấp 1.800 chứng chỉ; liên kết 6 lớp sơ cấp.", &["t=1800 chứng chỉ", "t=6 lớp sơ cấp"]),
            ("- Cặp sách không nặng quá 10% trọng lượng cơ thể.", &["n<=10%"]),
            ("- Không làm tăng quãng đường đi học của trẻ quá 2 km.", &["n<=2 km"]),
            ("- Phó hiệu trưởng dự không ít hơn 03 hoạt động/tháng.", &["n>=3 hoạt động/tháng"]),
            ("- Buổi chiều: 14h00 - 16h20 (3 tiết).", &["n=3 tiết"]),
            ("- Chọn 2 - 3 trường/huyện làm điểm.", &["t=2..3 trường/huyện"]),
            ("- Tỷ lệ đỗ không thấp hơn mặt bằng chung (năm 2022: 96,1%), phấn đấu 98%.", &["r=96.1%", "t=98%"]),
        ],
    );
    check(
        AIMS,
        &[
            ("- Duy trì 22 trường (19 công lập, 3 tư thục).", &["t=22 trường"]),
            ("- Giáo viên dạy giỏi dự thi cấp quận 4 đ/c.", &["t=4 đ/c"]),
        ],
    );
}

#[test]
fn circulars_rule_with_bounds() {
    check(
        LAW,
        &[
            ("1. Dạy trực tuyến không quá 30% tổng số tiết của môn học.", &["n<=30%"]),
            ("2. Lớp học trực tuyến có tối đa 40 học sinh.", &["n<=40 học sinh"]),
            ("3. Nhà trường bố trí ít nhất 02 phòng máy.", &["n>=2 phòng máy"]),
            // Papers of a procedure, votes, and whom a rule holds for.
            ("4. Nộp ít nhất 02 bản sao hồ sơ.", &[]),
            ("5. Quyết định khi ít nhất 75% số phiếu tán thành.", &[]),
            ("6. Trường có ít nhất 10 lớp thì được thêm 01 phó hiệu trưởng.", &[]),
        ],
    );
}

#[test]
fn a_year_that_lies_behind_holds_through_its_sentence() {
    let header = Header { kind: Some(DirectiveKind::CongVan), date: "2026-03-13".parse().ok(), ..Header::default() };
    let mut outline = section("", Mode::Plan, 400);
    outline.sections[0].school_year = None;
    let shapes =
        |content: &str| -> Vec<String> { detect(&text(content), &header, &outline, &[]).iter().map(shape).collect() };
    let told = "Năm 2025, có 29/34 Sở gửi đúng hạn; ít nhất 41 trường chậm. Phấn đấu có ít nhất 95% Sở gửi đúng hạn.";
    assert_eq!(shapes(told).last().map(String::as_str), Some("t>=95%"));
    assert!(shapes(told)[..shapes(told).len() - 1].iter().all(|s| s.starts_with('r')), "{:?}", shapes(told));
}

#[test]
fn what_a_report_sets_beside_its_figures() {
    check(
        REPORT,
        &[
            ("- Trẻ nhà trẻ ra lớp 38,2% (kế hoạch 37%).", &["r=38.2%", "t=37%"]),
            ("- Tỷ lệ chuyên cần đạt 97,6% (chỉ tiêu: 98%).", &["r=97.6%", "t=98%"]),
            ("- Học nghề đạt 18,4%, thấp hơn chỉ tiêu được giao (21%).", &["r=18.4%", "t=21%"]),
            ("- Học nghề đạt 18,4%, chưa đạt chỉ tiêu 21%.", &["r=18.4%", "t=21%"]),
            ("- Tốt nghiệp THCS 99,3%, vượt chỉ tiêu 0,8%.", &["r=99.3%"]),
            ("- Tốt nghiệp THCS 99,3%, cao hơn bình quân toàn huyện (98,7%).", &["r=99.3%"]),
            ("- Tốt nghiệp THCS 99,3%, thấp hơn mặt bằng chung của tỉnh (99,5%).", &["r=99.3%"]),
            ("- Học sinh giỏi đạt 9 giải (kế hoạch 11 giải).", &["r=9 giải", "t=11 giải"]),
            ("- Học sinh giỏi đạt 9 giải, vượt 1 giải so với kế hoạch.", &["r=9 giải"]),
            // What was reached of a plan is a result.
            ("- Kiểm tra đạt 112% kế hoạch.", &["r=112%"]),
        ],
    );
    check(AIMS, &[("- Chỉ tiêu 98% trẻ chuyên cần.", &["t=98%"])]);
    let found = find(REPORT, "- Trẻ nhà trẻ ra lớp 38,2% (kế hoạch 37%).");
    let told: Vec<_> = found.iter().map(|t| (t.subject.as_str(), t.school_year)).collect();
    let own = SchoolYear::beginning(2024);
    assert_eq!(told, [("Trẻ nhà trẻ ra lớp", own), ("Trẻ nhà trẻ ra lớp", own)]);
}

#[test]
fn a_school_year_holds_through_its_sentence() {
    let years = |content: &str| -> Vec<String> {
        let year = |t: &Target| t.school_year.map(|year| year.to_string()).unwrap_or_default();
        find(REPORT, content).iter().map(|t| format!("{} {}", shape(t), year(t))).collect()
    };
    let told =
        "Năm học 2023-2024, trường có 97% học sinh chuyên cần; 81% đạt loại Tốt, trong đó 12% xuất sắc. Có 3% bỏ học.";
    let want = ["r=97% 2023-2024", "r=81% 2023-2024", "r=12% 2023-2024", "r=3% 2024-2025"];
    assert_eq!(years(told), want);
    // The examinations of a calendar year close the school year.
    let compared = "Tỷ lệ tốt nghiệp THPT 99,1% (năm 2024: 98,4%; năm học 2022-2023: 97%), tăng 0,7%.";
    assert_eq!(years(compared), ["r=99.1% 2024-2025", "r=98.4% 2023-2024", "r=97% 2022-2023", "r+0.7% 2024-2025"]);
}

#[test]
fn what_a_report_counts() {
    check(
        REPORT,
        &[
            ("- Toàn xã có 05 trường, 72 lớp, 2.140 học sinh.", &["r=5 trường", "r=72 lớp", "r=2140 học sinh"]),
            ("- Nhà trường có 24 lớp với 830 học sinh.", &["r=24 lớp", "r=830 học sinh"]),
            ("- Học sinh giỏi cấp tỉnh: 06 giải.", &["r=6 giải"]),
            ("- Kinh phí sửa chữa 2,4 tỷ đồng, bằng 85% dự toán.", &["r=85%"]),
            ("- Tổng số: 14 trường.", &[]),
            ("- Tỷ lệ đạt chuẩn tăng 1,6 điểm phần trăm.", &["r+1.6 điểm phần trăm"]),
        ],
    );
    check(
        PLAN,
        &[
            ("2. Học sinh giỏi cấp tỉnh: 15 giải.", &["t=15 giải"]),
            ("- Tối thiểu 2/3 số giáo viên đạt chuẩn.", &["t>=66.67%"]),
            ("- Kiểm tra 3/5 số trường trong năm.", &["t=60%"]),
            ("- Phấn đấu 2/3 trường đạt chuẩn.", &["t=2 trường"]),
            ("- Giảm tỷ lệ bỏ học 0,4 điểm %.", &["t-0.4 điểm %"]),
            ("- Quỹ khuyến học đạt bình quân 40.000 đồng/người/năm.", &["t=40000 đồng/người/năm"]),
            ("- Ủng hộ quỹ vì bạn nghèo tối thiểu 15.000 đồng/học sinh.", &["t>=15000 đồng/học sinh"]),
        ],
    );
}

#[test]
fn requests_set_no_targets() {
    const REQUESTS: (&str, Mode, DirectiveKind) = ("KIẾN NGHỊ", Mode::Plan, DirectiveKind::BaoCao);
    check(
        REQUESTS,
        &[
            ("Đề nghị Sở bổ sung 12 biên chế giáo viên.", &[]),
            ("Đề nghị các xã giữ nguyên chỉ tiêu: 100% học sinh học 2 buổi/ngày.", &["t=100%"]),
        ],
    );
    check(PLAN, &[("Đề nghị Hội Khuyến học trao tặng 60 suất quà.", &["t=60 suất quà"])]);
}

#[test]
fn subjects_say_what_is_counted() {
    for (content, want) in [
        ("- Toàn xã có 05 trường tham gia.", "trường tham gia"),
        ("- Nhà trường có 24 lớp với 830 học sinh.", "lớp"),
        ("- Tổ chức ít nhất 02 chuyên đề/học kỳ.", "Tổ chức chuyên đề/học kỳ"),
        ("- Không quá 40 học sinh/lớp ở tiểu học.", "học sinh/lớp ở tiểu học"),
        ("- Duy trì sĩ số, giảm tỷ lệ học sinh bỏ học xuống dưới 0,2%.", "tỷ lệ học sinh bỏ học"),
    ] {
        let found = find(AIMS, content);
        assert_eq!(found.first().map(|t| t.subject.as_str()), Some(want), "{content}");
    }
    let listed = find(REPORT, "- Toàn xã có 05 trường, 72 lớp.");
    assert_eq!(listed.iter().map(|t| t.subject.as_str()).collect::<Vec<_>>(), ["trường", "lớp"]);
    let shared = find(AIMS, "- Có 05/06 trường đạt chuẩn (tỷ lệ 83,3%).");
    assert_eq!(shared.last().map(|t| t.subject.as_str()), Some("trường đạt chuẩn"));
    let headed = |title: &str, content: &str| {
        let header = Header { kind: Some(DirectiveKind::KeHoach), ..Header::default() };
        let outline = section(title, Mode::Plan, content.len());
        detect(&text(content), &header, &outline, &[]).into_iter().map(|t| t.subject).collect::<Vec<_>>()
    };
    assert_eq!(headed("PHƯƠNG HƯỚNG", "1. Duy trì sĩ số 99,7%."), ["sĩ số"]);
    assert_eq!(headed("Chuyên môn", "- Mỗi trường tổ chức ít nhất 02 hội thảo."), ["Mỗi trường tổ chức"]);
}

#[test]
fn odd_input_is_no_danger() {
    for content in [
        "%",
        "100",
        "/ / 5 %",
        "5/%",
        "(((5%",
        "1/2/3/4 %",
        "từ % đến %",
        "–5%–",
        "“5%",
        "\t\t5\t",
        "không có",
        "ít nhất",
        "İ5%ẞ",
        "5 5 5 % % %",
    ] {
        for setting in [PLAN, AIMS, REPORT, LAW] {
            for target in find(setting, content) {
                assert!(content.get(target.evidence.span.start..target.evidence.span.end).is_some(), "{content}");
            }
        }
    }
}
