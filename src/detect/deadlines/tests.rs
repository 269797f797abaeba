//! Whole sentences and what a careful officer would put into the calendar.

use super::*;
use crate::directive::SchoolYear;
use crate::text::Paragraph;

pub(super) fn text_of(content: &str) -> Text {
    let mut at = 0;
    let mut text = Text { content: content.to_owned(), ..Text::default() };
    for line in content.split('\n') {
        let zone = if line.contains('\t') { Zone::TableRow } else { Zone::Body };
        let span = Span::new(at, at + line.len());
        text.paragraphs.push(Paragraph { span, zone, page: 1, block: 0, bold: false, centered: false });
        at += line.len() + 1;
    }
    text
}

pub(super) fn found(content: &str) -> Vec<Deadline> {
    let years = vec![SchoolYear::beginning(2024).expect("in range")];
    found_with(content, &Outline { school_years: years, ..Outline::default() }, Some("2024-08-20"))
}

/// What stands under `outline` in a paper issued on a day.
pub(super) fn found_with(content: &str, outline: &Outline, issued: Option<&str>) -> Vec<Deadline> {
    let date = issued.and_then(|day| day.parse().ok());
    let header = Header { date, school_years: outline.school_years.clone(), ..Header::default() };
    crate::detect::deadlines(&text_of(content), &header, outline, &[])
}

/// Facts in a short form: kind, start..end (`<` for exclusive), recurrence.
pub(super) fn show(content: &str) -> String {
    let date = |d: Option<PartialDate>| d.map_or(String::new(), |d| d.to_string());
    let one = |d: &Deadline| {
        let kind = serde_json::to_value(d.kind).map(|k| k.as_str().unwrap_or_default().to_owned()).unwrap_or_default();
        let time = match d.kind {
            DeadlineKind::Due | DeadlineKind::Horizon => date(d.end),
            DeadlineKind::On => date(d.start),
            DeadlineKind::Period => format!("{}..{}", date(d.start), date(d.end)),
            DeadlineKind::Recurring => d.recurrence.clone().unwrap_or_default(),
            DeadlineKind::Relative => String::new(),
        };
        let less = if d.exclusive { "<" } else { "" };
        format!("{kind} {less}{time}").trim().to_owned()
    };
    found(content).iter().map(one).collect::<Vec<_>>().join("; ")
}

pub(super) fn check(rows: &[(&str, &str)]) {
    let wrong: Vec<String> = rows
        .iter()
        .filter_map(|(content, want)| {
            let have = show(content);
            (have != *want).then(|| format!("{content}\n  want: {want}\n  have: {have}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn reads_due_times() {
    check(&[
        ("- Nộp hồ sơ về Phòng GD&ĐT trước ngày 10/9/2024.", "due <2024-09-10"),
        ("Các trường gửi báo cáo chậm nhất ngày 15/10/2024 qua email.", "due 2024-10-15"),
        ("Gửi danh sách muộn nhất là 16h30 ngày 20/9/2024.", "due 2024-09-20"),
        ("Hạn cuối nộp bài: 25/12/2024.", "due 2024-12-25"),
        ("Hạn chót: ngày 05 tháng 01 năm 2025.", "due 2025-01-05"),
        ("Báo cáo gửi về Sở trước 17 giờ 00 ngày 15/4/2025.", "due <2025-04-15"),
        ("Đề nghị các đơn vị hoàn thành xong trước 30-11-2024.", "due <2024-11-30"),
        ("Thời hạn nhận hồ sơ đến hết ngày 31.3.2025.", "due 2025-03-31"),
        ("Hoàn thành việc sáp nhập trước tháng 3/2025.", "due <2025-03"),
        ("Đến tháng 10 năm 2024, các xã hoàn thành việc rà soát.", "due 2024-10"),
        ("Báo cáo kết quả trước ngày 15/12 và ngày 20/5.", "due <2024-12-15; due <2025-05-20"),
        ("Sơ kết học kỳ gửi trước ngày 10/01, tổng kết gửi trước ngày 25/5/2025.", "due <2025-01-10; due <2025-05-25"),
        ("Từ nay đến hết ngày 30/9/2024, các trường rà soát cơ sở vật chất.", "due 2024-09-30"),
        ("UBND xã tổng hợp, trình HĐND chậm nhất trong tháng 11/2024.", "due 2024-11"),
        ("Hoàn thành giải ngân trước quý II/2025.", "due <2025-04"),
        ("Hoàn thành chậm nhất quý I năm 2025.", "due 2025-03"),
        ("Thời gian gửi: chậm nhất 05/9.", "due 2024-09-05"),
        ("Căn cứ Kế hoạch này, các trường đăng ký dự thi trước ngày 20/10/2024.", "due <2024-10-20"),
        ("Các chi bộ gửi bản kiểm điểm về Đảng ủy không muộn hơn ngày 05/12/2024.", "due 2024-12-05"),
        ("Hạn nộp: thứ Sáu, ngày 13/9/2024", "due 2024-09-13"),
        ("Báo cáo 6 tháng trước ngày 15/6, cả năm trước ngày 15/12/2025.", "due <2025-06-15; due <2025-12-15"),
        ("Hạn đăng ký đến 24h00 ngày 15/9/2024.", "due 2024-09-15"),
        ("Chi bộ quán triệt Nghị quyết số 71-NQ/TW ngày 22/8/2024, xong trước 15/10/2024.", "due <2024-10-15"),
    ]);
}

#[test]
fn reads_days_and_months_of_events() {
    check(&[
        ("- Khai giảng: 05/9/2024", "on 2024-09-05"),
        ("Hội nghị tổ chức vào ngày 12/9/2024 tại hội trường UBND.", "on 2024-09-12"),
        ("Ngày tựu trường: lớp 1 ngày 22/8/2024; các lớp còn lại ngày 29/8/2024.", "on 2024-08-22; on 2024-08-29"),
        ("Thi chọn học sinh giỏi ngày 17, 18 tháng 4/2025.", "on 2025-04-17; on 2025-04-18"),
        ("Thời gian thi: các ngày 5, 6 và 7/6/2025", "on 2025-06-05; on 2025-06-06; on 2025-06-07"),
        ("Khai mạc lúc 7 giờ 30 ngày 20/11/2024.", "on 2024-11-20"),
        ("Trong tháng 10, Công đoàn tổ chức hội thao.", "on 2024-10"),
        ("Tổ chức kiểm tra toàn diện trong tháng 3 (ngày 14/3/2025).", "on 2025-03-14"),
        ("Tập huấn dự kiến vào tuần 2 tháng 9/2024.", "on 2024-09"),
        ("Thời gian: tháng 9, 10/2024", "on 2024-09; on 2024-10"),
        ("Sơ kết vào cuối tháng 01/2025.", "on 2025-01"),
        ("Thời gian: Sáng thứ Bảy, ngày 14/9/2024", "on 2024-09-14"),
        ("Nghiệm thu trong quý IV/2024.", "period 2024-10..2024-12"),
        ("Hội nghị diễn ra trong 02 ngày 26 và 27/9/2024.", "on 2024-09-26; on 2024-09-27"),
    ]);
}

#[test]
fn reads_periods() {
    check(&[
        ("- Học kỳ I: từ ngày 05/9/2024 đến trước ngày 18/01/2025", "period 2024-09-05..2025-01-18"),
        ("Nghỉ Tết từ ngày 25/01/2025 (tức 26 tháng Chạp) đến hết ngày 02/02/2025.", "period 2025-01-25..2025-02-02"),
        ("Tập huấn từ ngày 5 đến ngày 10/9/2024.", "period 2024-09-05..2024-09-10"),
        ("Thời gian nhận hồ sơ: 05-10/9/2024", "period 2024-09-05..2024-09-10"),
        ("Tuyển sinh trực tuyến từ 01/6 đến 15/7/2025.", "period 2025-06-01..2025-07-15"),
        ("Đợt 1 từ 15/12/2024 đến 05/01.", "period 2024-12-15..2025-01-05"),
        ("Thực hiện từ tháng 9/2024 đến tháng 5/2025.", "period 2024-09..2025-05"),
        ("Triển khai từ tháng 10 đến tháng 12/2024.", "period 2024-10..2024-12"),
        ("Kế hoạch này có hiệu lực thi hành kể từ ngày 01/10/2024.", "period 2024-10-01.."),
        ("Thông tư này có hiệu lực kể từ ngày ký.", "period 2024-08-20.."),
        ("Bắt đầu từ ngày 06/9/2024, các trường sử dụng phần mềm mới.", "period 2024-09-06.."),
        ("Thời gian: 10/9/2024 - 20/9/2024", "period 2024-09-10..2024-09-20"),
        ("Thi thử từ 7h30 đến 11h00 ngày 20/5/2025.", "on 2025-05-20"),
        ("Vòng sơ khảo: từ 20/12 đến 10/01", "period 2024-12-20..2025-01-10"),
    ]);
}

#[test]
fn reads_seasons_and_sessions() {
    check(&[
        ("- Quét vôi, sơn sửa lại 03 dãy nhà trong hè.", "relative"),
        ("- Tập huấn sử dụng sách mới trong hè năm 2025 cho tổ trưởng.", "relative"),
        ("- Thăm gia đình nhà giáo nhân dịp Tết Nguyên đán.", "relative"),
        ("- Tuyên dương học sinh vượt khó dịp khai giảng.", "relative"),
        ("- Tặng quà học sinh vùng lũ nhân Tết Trung thu và dịp tổng kết.", "relative; relative"),
        ("Dịp Tết Bính Ngọ\tTặng 50 suất quà cho học sinh nghèo\tCông đoàn", "relative"),
        ("Hè 2025\tTổng kết đề án, báo cáo UBND xã\tBan Giám hiệu", "relative"),
        ("- Bảo đảm an ninh trường học trong dịp Tết.", ""),
        ("- Không tổ chức dạy thêm trong hè.", ""),
        ("- Sửa xong nhà ăn trước dịp Tết.", "relative <"),
        ("- Trao xe đạp cho học sinh nghèo dịp Tết và khai giảng.", "relative; relative"),
        ("- Tập dượt phương án trước khai giảng 2 tuần.", "relative"),
        ("Công khai thu chi: đầu năm học, khi kết thúc học kỳ I.", "relative; relative"),
        ("Trình Hội đồng nhân dân xã tại kỳ họp gần nhất.", "relative"),
        ("- Công khai dự toán trong 15 ngày đầu năm học.", "relative"),
        ("- Tuần 2 của học kỳ II, các tổ thao giảng.", "relative"),
        ("- Trả bài cho học sinh sau 7 ngày là muộn nhất.", "relative"),
        ("- Báo cáo số học sinh vắng trước 9 giờ cùng ngày.", "relative <"),
        ("- Khám mắt cho học sinh lớp 1, xong trong học kỳ I.", "relative"),
        ("- Thông báo cho gia đình trẻ nghỉ từ 2 ngày trở lên trong vòng 24 giờ.", "relative"),
    ]);
}

#[test]
fn reads_what_a_careless_hand_writes() {
    check(&[
        ("Giai đoạn 1 từ tháng 12/2024 tới hết tháng 2/2025.", "period 2024-12..2025-02"),
        ("Chi trả cho học sinh vào tháng 9 hoặc 10.", "period 2024-09..2024-10"),
        ("Nộp quyết toán chậm nhất vào ngày cuối cùng của tháng 6 năm 2025.", "due 2025-06-30"),
        ("Báo cáo sơ kết ngày 08/01/2025, tổng kết: 20/5/2025.", "due 2025-01-08; due 2025-05-20"),
        ("- Lập kế hoạch năm học, gửi về Phòng: 12/9/2024", "due 2024-09-12"),
        ("Các trường báo cáo kết quả: lần 1 ngày 15/01/2025, lần 2 ngày 28/5/2025.", "due 2025-01-15; due 2025-05-28"),
        ("Tập huấn tổ trưởng: đợt 1 tháng 12/2024; đợt 2 trong hè.", "on 2024-12; relative"),
        ("Bàn giao nhà học bộ môn trước Tết Nguyên đán Ất Tỵ.", "relative <"),
        ("Cập nhật cơ sở dữ liệu xong 30/9/2024.", "due 2024-09-30"),
        (
            "Hoàn thiện hồ sơ kiểm định: TH Kim Đồng (xong tháng 2), MN Hoa Mai (xong tháng 3).",
            "due 2025-02; due 2025-03",
        ),
        (
            "Hội thi giáo viên giỏi: vòng lý thuyết 14/02, vòng thực hành từ 17/02 đến 28/02.",
            "on 2025-02-14; period 2025-02-17..2025-02-28",
        ),
        ("Kế toán lập dự toán năm sau trước ngày 30/6.", "due <2025-06-30"),
        ("Hội thi làm đồ dùng: mầm non tháng 10, tiểu học tháng 12/2024.", "on 2024-10; on 2024-12"),
        ("Họp ban đại diện cha mẹ tuần 2 tháng 9.", "on 2024-09"),
        ("Sơ kết việc sáp nhập vào cuối năm 2027.", "horizon 2027"),
        ("Xóa hết nhà tạm vào năm 2027.", "horizon 2027"),
        ("Nhu cầu giáo viên theo định mức tính đến 2028: thêm 30 người.", "horizon 2028"),
        ("Dồn ghép 3 điểm trường, xong trong năm 2025.", "horizon 2025"),
        ("Quy chế này được thông qua tại Hội nghị viên chức ngày 15/8/2024.", ""),
    ]);
}

#[test]
fn reads_times_that_come_again() {
    check(&[
        ("Đảng ủy nghe báo cáo định kỳ 3 tháng.", "recurring quarterly"),
        ("Vệ sinh bể nước 2 đợt/năm, ra bản tin 1 kỳ/tháng.", "recurring 2/year; recurring monthly"),
        ("Ba tháng họp phụ huynh một lần.", "recurring quarterly"),
        ("Quyết toán tiền ăn trước mùng 3 tháng sau.", "recurring <monthly"),
        ("Báo cáo tháng gửi trước ngày 27.", "recurring <monthly"),
        ("Nộp báo cáo tháng vào ngày 25.", "recurring monthly"),
        ("Diễn tập chữa cháy 1 năm 2 lần.", "recurring 2/year"),
        ("Định kỳ 6 tháng, 1 năm báo cáo Sở.", "recurring 2/year; recurring yearly"),
        ("Giám sát mỗi học kỳ 2 trường.", "recurring termly"),
        ("Gửi số liệu về Sở trước 20 hằng tháng.", "recurring <monthly"),
        ("Lập kế hoạch từng năm, xong trước 30/11 năm trước đó.", "recurring <yearly"),
        ("Nộp báo cáo ngày 15/3, 15/6 và 15/9 hằng năm.", "recurring yearly; recurring yearly; recurring yearly"),
        ("Công khai tài chính trước ngày 31/12 (hằng năm).", "recurring <yearly"),
        ("Phấn đấu mỗi năm đưa thêm 12% học sinh vào trường nghề.", "recurring yearly"),
        ("Mức hỗ trợ mỗi năm 2 triệu đồng.", ""),
        ("Bố trí đủ giáo viên; mỗi năm đào tạo lại 500 lượt người.", "recurring yearly"),
    ]);
    check(&[
        ("Hằng tháng, các trường báo cáo số liệu về Phòng.", "recurring monthly"),
        ("Tổ chuyên môn sinh hoạt 02 lần/tháng.", "recurring 2/month"),
        ("Khám sức khỏe cho trẻ ít nhất 01 lần/năm.", "recurring yearly"),
        ("Họp giao ban vào thứ Sáu hằng tuần.", "recurring weekly"),
        ("Báo cáo gửi trước ngày 25 hằng tháng.", "recurring <monthly"),
        ("Hằng tháng, trước ngày 25, các trường gửi số liệu.", "recurring <monthly"),
        ("Chi bộ họp mỗi tháng một lần, vào ngày 05 hằng tháng.", "recurring monthly"),
        ("Lập danh sách trước khi vào lớp 1 hằng năm.", "recurring <yearly"),
        ("Giai đoạn tới, mỗi năm bổ sung 02 phòng học.", "recurring yearly"),
        ("UBND cấp xã gửi báo cáo trước ngày 15 tháng 11 hằng năm.", "recurring <yearly"),
        ("Định kỳ hằng quý, Hội đồng họp đánh giá.", "recurring quarterly"),
        ("Chi trả vào tháng 12 hàng năm.", "recurring yearly"),
        ("Báo cáo hằng tháng, quý, năm gửi về Văn phòng.", "recurring monthly; recurring quarterly; recurring yearly"),
        ("Kiểm tra hồ sơ giáo viên 2 lần/học kỳ.", "recurring 2/term"),
        ("Hội đồng họp định kỳ 03 tháng một lần.", "recurring quarterly"),
        ("Chi bộ sinh hoạt mỗi tháng một lần vào ngày 03.", "recurring monthly"),
        ("Cuối mỗi học kỳ, giáo viên nộp sổ điểm.", "recurring termly"),
        ("Công khai thực đơn hằng ngày tại cổng trường.", "recurring daily"),
        ("Gửi báo cáo về Sở trước ngày 20 của tháng cuối quý.", "recurring <quarterly"),
    ]);
}

#[test]
fn reads_times_fixed_by_events() {
    check(&[
        ("Báo cáo Phòng ngay sau khi có thay đổi nhân sự.", "relative"),
        ("Tổ chức sơ kết công tác Đội giữa năm học.", "relative"),
        ("Cuối năm học, nhà trường nộp hồ sơ thi đua.", "relative"),
        ("Trong thời hạn 07 ngày làm việc kể từ ngày nhận đủ hồ sơ, UBND xã trả kết quả.", "relative"),
        ("Nộp bản cứng chậm nhất 05 ngày trước khi tổ chức hội thi.", "relative"),
        ("Niêm phong và gửi về Sở trước thời điểm Hội đồng họp phiên thứ nhất.", "relative <"),
        ("Sau khi kết thúc đợt tập huấn, các đơn vị gửi báo cáo về Phòng.", "relative"),
        ("Bài thu hoạch nộp sau 15 ngày kể từ ngày kết thúc lớp.", "relative"),
        ("Học bạ số sẽ triển khai khi có hướng dẫn của Bộ.", "relative"),
        ("Báo cáo sơ kết khi kết thúc học kỳ I.", "relative"),
        ("Giải quyết trong vòng 24 giờ kể từ khi nhận phản ánh.", "relative"),
    ]);
}

#[test]
fn reads_horizons() {
    check(&[
        ("Đến năm 2025 có 30% trường đạt chuẩn.", "horizon 2025"),
        ("Phấn đấu đến hết năm 2026, 100% thôn có tủ sách.", "horizon 2026"),
        ("Hoàn thành xây dựng nhà đa năng trong năm 2025.", "horizon 2025"),
        ("Phấn đấu trước năm 2030, 90% trường học có thư viện số.", "horizon <2030"),
        ("Đến năm 2030: 100% giáo viên đạt chuẩn.", "horizon 2030"),
    ]);
}

#[test]
fn leaves_what_is_no_deadline() {
    let rows = [
        "Thực hiện Công văn số 15/PGD ngày 10/9/2024 của Phòng GD&ĐT.",
        "Căn cứ Luật Giáo dục ngày 14/6/2019;",
        "Theo Quyết định 12/QĐ-UBND, ngày 01 tháng 8 năm 2024 của UBND tỉnh về khung thời gian.",
        "An Lão, ngày 04 tháng 9 năm 2024",
        "Thi đua chào mừng ngày 20/11.",
        "Kỷ niệm 70 năm ngày giải phóng Thủ đô 10/10.",
        "Trực ban 24/7, xử lý kịp thời.",
        "Có 17/17 xã, 5/12 trường hoàn thành.",
        "Đề án phát triển giáo dục giai đoạn 2021-2025, định hướng đến năm 2030.",
        "Triển khai Chương trình hành động đến năm 2025.",
        "Năm học 2024-2025 là năm học bản lề.",
        "Dạy 4 tiết/tuần, mỗi tuần 2 buổi.",
        "Giao dự toán ngân sách hằng năm.",
        "Giáo viên được nghỉ hằng năm theo quy định.",
        "Thực hiện thường xuyên trong năm học.",
        "So với năm học trước tăng 2,5%.",
        "Trường đã hoàn thành báo cáo ngày 10/9/2024.",
        "Hồ sơ đã nộp trước ngày 01/10/2024 thì tiếp tục giải quyết theo quy định cũ.",
        "Trường hợp được cấp giấy phép trước ngày 01/10/2024 thì tiếp tục thực hiện.",
        "Từ năm 2016 đến nay, huyện có nhiều đổi mới.",
        "Tính đến ngày 31/5/2025, toàn huyện có 40 trường.",
        "Ban hành kèm theo Thông tư 16/2018/TT-BGDĐT ngày 03/8/2018.",
        "Tiếp nhận hồ sơ của cửa hàng năm sao.",
        "Lấy ý kiến ngân hàng năm 2024.",
        "Bổ sung kế hoạch phát triển kinh tế - xã hội hằng năm.",
        "Học sinh sau khi tốt nghiệp được tư vấn nghề.",
        "Khi có dịch bệnh, nhà trường dạy trực tuyến.",
        "Trong quá trình thực hiện, nếu vướng mắc thì báo cáo ngay.",
        "Phong trào thi đua giai đoạn 2021 - 2025.",
        "Thực hiện các khoản thu đầu năm học đúng quy định.",
        "Bàn giao chất lượng giáo dục cuối năm học nghiêm túc.",
        "Điện thoại: 0225.3872.109; tài khoản 10/9-2.",
        "Số 12/2024/TT-BGDĐT và số 05/2024/QĐ-TTg.",
        "Lớp 9/2, lớp 10/3 học buổi chiều.",
        "Dấu đóng trùm lên khoảng 1/3 chữ ký.",
        "Ngày cập nhật: 06/4/2025",
        "Hỗ trợ mỗi tháng 160.000 đồng/trẻ.",
        "Sau ngày 30/9/2024, xã sẽ kiểm tra.",
        "Ngày 15/8/2024, Phòng họp giao ban với các trường.",
        "Tốt nghiệp THPT trong năm 2025 được cộng điểm.",
        "Đạt tỷ lệ 9/10 học sinh.",
        "Trong tháng 8, các trường đã hoàn thành tuyển sinh.",
        "Kế toán công khai quyết toán quý I.",
    ];
    let wrong: Vec<String> =
        rows.iter().filter(|r| !found(r).is_empty()).map(|r| format!("{r}: {}", show(r))).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn tells_the_task_and_who_has_it() {
    let rows = [
        ("- Các trường nộp kế hoạch về Phòng trước ngày 10/9/2024.", "nộp kế hoạch về Phòng", "Các trường"),
        ("Hằng tháng mỗi nhà trường có 02 tin bài.", "có 02 tin bài", "mỗi nhà trường"),
        ("- Ngày khai giảng: 05/9/2024", "Ngày khai giảng", ""),
        (
            "- Công nhận lại trường chuẩn:\n+ Hoàn thành trước tháng 12/2024: TH Hoa Sen, TH Lê Lợi.",
            "Công nhận lại trường chuẩn",
            "TH Hoa Sen, TH Lê Lợi",
        ),
        ("TT\tNội dung\tThời gian\tThực hiện\n1\tKhảo sát đầu năm\t12/9\tTổ Toán", "Khảo sát đầu năm", "Tổ Toán"),
        ("Đảng ủy yêu cầu các chi bộ học tập nghị quyết xong trước 15/10/2024.", "học tập nghị quyết", "các chi bộ"),
        ("Thời gian: tựu trường ngày 26/8/2024.", "tựu trường", ""),
        ("TT\tNội dung\tTiểu học\tTHCS\n1\tKết thúc học kỳ I\tTrước 15/01/2025\t", "Kết thúc học kỳ I", "Tiểu học"),
        ("Trước ngày 15/9/2024, UBND xã báo cáo kết quả.", "báo cáo kết quả", "UBND xã"),
        ("Thông tư này có hiệu lực từ ngày 01/10/2024.", "Thông tư này có hiệu lực", ""),
        ("Hoàn thành trước ngày 30/9/2024 và báo cáo Phòng.", "Hoàn thành", ""),
    ];
    for (content, action, who) in rows {
        let all = found(content);
        assert_eq!(all.len(), 1, "{content}");
        assert_eq!(
            (all[0].action.as_deref().unwrap_or_default(), all[0].who.as_deref().unwrap_or_default()),
            (action, who),
            "{content}"
        );
    }
}

#[test]
fn reads_tables_by_their_heads() {
    check(&[
        (
            "TT\tThời gian\tNội dung công việc\tPhụ trách\n1\tTháng 9/2024\t- Khai giảng - Họp cha mẹ học sinh\tBGH",
            "on 2024-09; on 2024-09",
        ),
        (
            "STT\tNội dung\tNgày\n1\tThi vòng trường\t10/10\n2\tThi vòng huyện\t15/12/2024",
            "on 2024-10-10; on 2024-12-15",
        ),
        ("Nhiệm vụ\tHạn hoàn thành\nRà soát hồ sơ\tTrước 15/9", "due <2024-09-15"),
        ("Nhiệm vụ\tThời hạn\tĐơn vị\nRà soát hồ sơ\t15/9/2024\tVăn phòng", "due 2024-09-15"),
    ]);
}

#[test]
fn stands_any_input() {
    let seeds = [
        "ngày ",
        "từ ",
        "đến ",
        "10/9",
        "/2024",
        "(",
        ")",
        "tháng 9",
        ",",
        "hằng năm",
        "\t",
        "\n",
        ":",
        "- ",
        "trước ",
        "“",
        "đ\u{301}",
    ];
    let mut state: u32 = 7;
    for _ in 0..400 {
        let mut content = String::new();
        for _ in 0..12 {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            content.push_str(seeds[(state >> 16) as usize % seeds.len()]);
        }
        for fact in found(&content) {
            assert!(content.get(fact.evidence.span.start..fact.evidence.span.end).is_some_and(|t| !t.is_empty()));
        }
    }
}

#[test]
fn reads_events_and_weeks_of_the_school_calendar() {
    check(&[
        ("Nhà trường tổng vệ sinh lớp học trước khai giảng.", "relative <"),
        ("Giáo viên mới phải hoàn thành tập sự trước khi bước vào năm học mới; tổ trưởng dự giờ.", "relative <"),
        ("Bàn giao tài sản sau khi nghỉ hè, lưu biên bản.", "relative"),
        ("Kiểm tra bếp ăn trước khi nghỉ Tết Nguyên đán.", "relative <"),
        ("Trước tựu trường 05 lớp được sơn lại.", "relative <"),
        ("Lớp 8 học chuyên đề bắt đầu từ tuần 5 của học kỳ II.", "relative"),
        ("Các tổ nộp đề cương chậm nhất tuần thứ 15 của học kỳ I.", "relative"),
        ("Khi có sự cố, hiệu trưởng báo cáo Phòng GD&ĐT ngay trong ngày.", "relative"),
        ("Công khai thực đơn vào đầu năm học, cuối năm học.", "relative; relative"),
        ("Kiểm tra sổ đầu bài của các lớp giữa học kỳ II.", "relative"),
        ("Gửi báo cáo sau khi kết thúc học kỳ I và trước ngày 20/5/2025.", "relative; due <2025-05-20"),
        // Names of things, spans of a programme, the past.
        ("Đề kiểm tra giữa học kỳ I gồm hai phần.", ""),
        ("Nội dung ôn tập từ tuần 1 đến tuần 18 của học kỳ I.", ""),
        ("Học sinh trước khi chuyển trường học bán trú.", ""),
        ("Ngay trong ngày đầu tiên các em đã vui.", ""),
    ]);
}

#[test]
fn reads_what_comes_again_by_unit_and_week() {
    check(&[
        ("Công khai các khoản thu theo tháng.", "recurring monthly"),
        ("Tổng hợp, báo cáo sĩ số theo tuần và lưu hồ sơ.", "recurring weekly"),
        ("Mỗi tháng tổ chức ít nhất 01 buổi sinh hoạt câu lạc bộ.", "recurring monthly"),
        ("Đoàn trường lao động vào sáng thứ Bảy của tuần đầu tháng.", "recurring monthly"),
        ("Nộp báo cáo vào ngày làm việc cuối cùng của tháng.", "recurring monthly"),
        ("Theo dõi tiến độ chương trình hằng tuần.", "recurring weekly"),
        // How something is planned or counted, and which one.
        ("Xây dựng kế hoạch dạy học theo tuần.", ""),
        ("Trẻ được theo dõi theo tháng tuổi.", ""),
        ("Mỗi tuần không quá 2 tiết.", ""),
        ("Xây dựng chương trình hằng năm.", ""),
        ("Nộp vào ngày cuối cùng của tháng này.", ""),
    ]);
}

#[test]
fn parts_counts_shares_and_anniversaries_from_dates() {
    check(&[
        ("Tập huấn đợt 2 tháng 3/2025 tại cụm.", "on 2025-03"),
        ("Trong tháng 10, 7/7 trường hoàn thành cài đặt.", "on 2024-10"),
        ("Trong tháng 9, 11/2024 kiểm tra.", "on 2024-09; on 2024-11"),
        ("Mít tinh kỷ niệm 80 năm ngày thành lập tổ chức ngày 22/12/2024.", "on 2024-12-22"),
        ("Tuyên truyền kỷ niệm ngày thành lập (22/12/1944 - 22/12/2024).", ""),
        ("Gửi danh sách học sinh đã nhập học về Phòng vào ngày 12/9.", "on 2024-09-12"),
        ("Các trường đã gửi danh sách vào ngày 12/9.", ""),
    ]);
}

#[test]
fn gives_days_of_each_month_and_the_summer_of_enrolment() {
    check(&[
        ("Hằng tháng, tổ trưởng họp một lần; gửi biên bản chậm nhất ngày 28.", "recurring monthly; recurring monthly"),
        ("Hằng tuần, lớp trực nhật; gửi sổ trước ngày 28.", "recurring weekly"),
        ("Gửi sổ trước ngày 28.", ""),
        ("Tuyển sinh bổ sung trước ngày 30/8.", "due <2024-08-30"),
        // A paper of August: the spring that follows, not the one before.
        ("Tuyển sinh đầu cấp hoàn thành trước ngày 20/7.", "due <2025-07-20"),
        ("Kiểm tra cuối năm hoàn thành trước ngày 20/5.", "due <2025-05-20"),
    ]);
}

#[test]
fn reads_clock_times_and_parts_of_the_day_around_a_date() {
    check(&[
        ("Nộp bài trước 11 giờ trưa ngày 12/9/2024.", "due <2024-09-12"),
        ("Gửi phiếu trước 16h thứ Năm tuần này (12/9).", "due <2024-09-12"),
        ("Hoàn thành chậm nhất hết giờ hành chính ngày 20/9/2024.", "due 2024-09-20"),
        ("Hồ sơ nhận đến cuối giờ chiều thứ Sáu, 20/9/2024.", "due 2024-09-20"),
        ("Hạn cuối là cuối ngày 30/9/2024.", "due 2024-09-30"),
        ("Học sinh nghỉ từ trưa thứ Năm ngày 12/9 đến hết ngày thứ Bảy 14/9/2024.", "period 2024-09-12..2024-09-14"),
        ("Cán bộ ra đề cách ly từ 14h00 ngày 20/5/2025 cho đến khi thi xong môn cuối.", "period 2025-05-20.."),
        ("Các trường trực ban từ 0 giờ ngày 12/9.", "period 2024-09-12.."),
        ("Đoàn kiểm tra có mặt từ sáng 12/9.", "period 2024-09-12.."),
        ("Di dời thiết bị, xong lúc 17 giờ ngày 12/9.", "due 2024-09-12"),
        ("Hội nghị khai mạc sáng 12/9 tại hội trường.", "on 2024-09-12"),
        ("Thi vào chiều tối thứ Bảy ngày 14/9.", "on 2024-09-14"),
        // Hours of one day, what was, and what is foretold.
        ("Thi thử từ 7h30 đến 11h00 ngày 20/5/2025.", "on 2025-05-20"),
        ("Hồi 13 giờ ngày 12/9, tâm bão ở ngoài khơi.", ""),
        ("Dự báo từ chiều tối 12/9, vùng biển có gió mạnh.", ""),
        ("Không để ai ở lại lán trại sau 15 giờ ngày 12/9.", ""),
    ]);
}

#[test]
fn counts_near_days_from_the_day_of_issue() {
    // Issued on Tuesday, 20/8/2024.
    check(&[
        ("Báo cáo Phòng chậm nhất trưa mai.", "due 2024-08-21"),
        ("Gửi danh sách trước 10 giờ sáng mai.", "due <2024-08-21"),
        ("Hoàn thành trước ngày mai.", "due <2024-08-21"),
        ("Nộp phiếu chậm nhất 17 giờ chiều nay.", "due 2024-08-20"),
        ("Trả lời chậm nhất thứ Sáu tuần này.", "due 2024-08-23"),
        ("Gửi kế hoạch trước thứ Hai tuần sau.", "due <2024-08-26"),
        ("Gửi kế hoạch trước sáng mai, 21/8.", "due <2024-08-21"),
        ("Báo cáo trước 9 giờ ngày mai (21/8).", "due <2024-08-21"),
        // No limit, no day.
        ("Sáng mai trời nắng.", ""),
        ("Thế hệ mai sau gìn giữ.", ""),
        ("Từ chiều nay học sinh nghỉ.", ""),
        ("Họp vào thứ Hai tuần này.", ""),
    ]);
}

#[test]
fn reads_days_with_their_month_as_a_word_and_no_year() {
    check(&[
        ("Bàn giao công trình chậm nhất 30 tháng 11.", "due 2024-11-30"),
        ("Nộp sản phẩm trước ngày 08 tháng 5.", "due <2025-05-08"),
        ("Nhận bài dự thi đến 15 tháng 10.", "due 2024-10-15"),
        ("Tập huấn từ 3 tháng 9 đến 6 tháng 9.", "period 2024-09-03..2024-09-06"),
        ("Gửi trước 16 giờ, 8 tháng 5.", "due <2025-05-08"),
        ("Học liệu cho trẻ từ 3 tháng tuổi đến 6 tháng tuổi.", ""),
        ("Trong 2 tháng 6 và 7, nhà trường sửa mái.", ""),
        ("Hoàn thành sau 3 tháng thực hiện.", ""),
    ]);
}

#[test]
fn tells_beginnings_from_open_periods() {
    check(&[
        ("Chấm thi bắt đầu ngày 02/6/2025.", "on 2025-06-02"),
        ("Hội trại bắt đầu vào ngày 22/3/2025 tại sân vận động.", "on 2025-03-22"),
        ("Lớp tập huấn bắt đầu lúc 8 giờ ngày 10/9/2024.", "on 2024-09-10"),
        ("Phát tin bắt đầu lúc 18 giờ ngày 12/9 cho đến khi có tin cuối cùng.", "period 2024-09-12.."),
        ("Bắt đầu từ ngày 10/9/2024, các trường dùng sổ điểm số.", "period 2024-09-10.."),
        ("Kể từ ngày 10/9/2024, trường thu học phí qua ngân hàng.", "period 2024-09-10.."),
    ]);
}

#[test]
fn reads_days_that_are_counted() {
    check(&[
        ("Trong hai ngày 05 và 06/5/2025 thí sinh đổi nguyện vọng.", "on 2025-05-05; on 2025-05-06"),
        ("Thi trong ba ngày 10, 11 và 12/6/2025.", "on 2025-06-10; on 2025-06-11; on 2025-06-12"),
        ("Tập huấn trong 02 ngày (26 và 27/9/2024).", "on 2024-09-26; on 2024-09-27"),
        ("Thống kê kết quả trong 10 ngày đầu tháng 7/2025.", "period 2025-07-01..2025-07-10"),
        ("Kiểm kê trong 5 ngày cuối của tháng 12/2024.", "period 2024-12-27..2024-12-31"),
        ("Nộp hồ sơ trong vòng mười ngày đầu tháng 9.", "period 2024-09-01..2024-09-10"),
        ("Tuyển sinh: đợt 1 đến 10/7, đợt bổ sung tới 25/7.", "due 2025-07-10; due 2025-07-25"),
        ("Vòng 2 đến 15/3/2025.", "due 2025-03-15"),
        ("Đợt 1 từ 01/7/2025 đến 15/7/2025.", "period 2025-07-01..2025-07-15"),
        ("Lớp 3 đến 5 học hai ngày.", ""),
        ("Nghỉ hai ngày liền.", ""),
    ]);
}

#[test]
fn reads_a_named_day_with_its_date_in_brackets() {
    check(&[
        ("Giải phóng mặt bằng xong trước rằm tháng Giêng (ngày 12/02/2025).", "due <2025-02-12"),
        ("Trang trí xong trước Tết Nguyên đán (29/01/2025).", "due <2025-01-29"),
        ("Khánh thành vào ngày Nhà giáo Việt Nam (20/11/2024).", "on 2024-11-20"),
        ("Hoàn thành chậm nhất lễ khai giảng (ngày 05/9/2024).", "due 2024-09-05"),
        ("Báo cáo trước cuối tháng 9 (ngày 30/9/2024).", "due <2024-09-30"),
        ("Trong đợt lũ đầu mùa (ngày 10/8/2024), huyện đã có 12 trường ngập.", ""),
        ("Tại trận bão vừa rồi (ngày 11/8/2024), nhiều lớp bị tốc mái.", ""),
    ]);
}

#[test]
fn reads_what_comes_again_after_a_month_or_quarter() {
    check(&[
        ("Trẻ được cân mỗi quý một lần, riêng trẻ dưới 24 tháng tuổi cân thường xuyên.", "recurring quarterly"),
        ("Kiểm tra chéo mỗi học kỳ một đợt.", "recurring termly"),
        ("Họp phụ huynh mỗi năm hai lần.", "recurring 2/year"),
        ("Kê khai theo tháng: chậm nhất ngày 20 tháng sau.", "recurring monthly"),
        ("Nộp tờ khai chậm nhất ngày cuối của tháng đầu quý sau.", "recurring quarterly"),
        ("Gửi báo cáo trước ngày 10 tháng đầu quý tiếp theo.", "recurring <quarterly"),
        ("Cấp kinh phí trong vòng 10 ngày đầu quý.", "recurring quarterly"),
        ("Chốt số liệu trong 05 ngày làm việc đầu tiên của tháng.", "recurring monthly"),
        ("Trả lương trong 5 ngày đầu mỗi tháng.", "recurring monthly"),
        ("Trong 3 ngày đầu tiên các em làm quen lớp.", ""),
        ("Mỗi lớp một đợt.", ""),
        ("Sở Tài chính cấp kinh phí bù học phí quý I cho các trường.", ""),
    ]);
}

#[test]
fn shares_what_makes_two_days_come_again() {
    check(&[
        ("Báo cáo trước ngày 15 tháng 6 và ngày 15 tháng 12 hằng năm.", "recurring <yearly; recurring yearly"),
        ("Gửi số liệu trước ngày 10/6 và trước ngày 10/12 hàng năm.", "recurring <yearly; recurring <yearly"),
        (
            "Đánh số từ ngày 01 tháng 01 và kết thúc vào ngày 31 tháng 12 hằng năm.",
            "period 2025-01-01..; recurring yearly",
        ),
        (
            "Kiểm tra thiết bị vào ngày 02 tháng 01 và sơ kết vào ngày 30 tháng 6 hằng năm.",
            "recurring yearly; recurring yearly",
        ),
        ("Nộp trước ngày 10/6 và họp hằng năm.", "due <2025-06-10; recurring yearly"),
        ("Nộp trước ngày 10/6/2025 và trước ngày 10/12 hằng năm.", "due <2025-06-10; recurring <yearly"),
        ("Kiểm tra đột xuất mỗi năm ít nhất một lần.", "recurring yearly"),
        ("Gửi lịch công tác chậm nhất ngày thứ Ba hằng tuần.", "recurring weekly"),
    ]);
}

#[test]
fn reads_from_effect_and_term_and_leaves_conditions() {
    check(&[
        ("Kể từ ngày Thông tư này có hiệu lực thi hành đến hết ngày 31/12/2026: mức thu là 6%.", "period ..2026-12-31"),
        ("Từ ngày Quyết định này có hiệu lực đến ngày 01/7/2025, trường thu theo mức cũ.", "period ..2025-07-01"),
        ("Bắt đầu từ học kỳ II năm học 2024-2025, các trường dùng sổ điểm điện tử.", "relative"),
        ("Quyết toán vào ngày làm việc cuối cùng của tháng 3/2025.", "on 2025-03"),
        ("Khởi công trong quý I năm 2025; nghiệm thu quý II/2025.", "period 2025-01..2025-03; period 2025-04..2025-06"),
        ("Cá nhân có 05 năm liên tục trước thời điểm đề nghị hoàn thành tốt nhiệm vụ.", ""),
        ("Cơ sở có 02 năm liền kề trước thời điểm báo cáo không vi phạm.", ""),
        ("Tổng hợp kết quả quý II/2025 của các trường.", ""),
    ]);
}

#[test]
fn reads_amounts_before_and_after_events() {
    check(&[
        ("Trường rà soát quy chế trong thời hạn 12 tháng kể từ ngày Thông tư này có hiệu lực.", "relative"),
        ("Hồ sơ giải quyết trong thời hạn 20 ngày làm việc, kể từ ngày Nghị định này có hiệu lực.", "relative"),
        ("Mở 06 lớp vào ngày 15/9/2024; tài liệu gửi trước 05 ngày.", "on 2024-09-15; relative"),
        ("Sơ kết trước 12/01/2025, nộp báo cáo về Sở sau 3 ngày.", "due <2025-01-12; relative"),
        ("Tổng hợp, trình UBND tỉnh trong 10 ngày làm việc.", "relative"),
        ("Công bố danh sách trước đại hội ít nhất 10 ngày.", "relative"),
        ("Báo cáo kết quả sau buổi thi cuối 02 giờ.", "relative"),
        ("Cấp kinh phí bù ngay sau Tết.", "relative"),
        ("Báo cáo tổng hợp ngay sau buổi thi cuối.", "relative"),
        ("Cấp thuốc cho trạm y tế trước khi bão đổ bộ.", "relative <"),
        ("Tổ chức vệ sinh trường lớp sau khi nước rút.", "relative"),
        ("Báo cáo Sở trong cùng ngày.", "relative"),
        // How long something takes, and how it is done.
        ("Cây ra hoa sau 3 ngày.", ""),
        ("Thi công công trình trong 90 ngày.", ""),
        ("Hằng ngày gửi số liệu trước 17 giờ.", "recurring daily"),
        ("Rửa tay trước khi ăn.", ""),
        ("Thông tư này thay thế Thông tư cũ khi có hiệu lực.", ""),
    ]);
}

#[test]
fn reads_rows_parted_by_bars() {
    check(&[
        (
            "STT | Nội dung | Chủ trì | Thời hạn | Sản phẩm\n1 | Phương án vốn | Sở Tài chính | 13/02/2025 | Tờ trình\n2 | Sửa đường | Sở Xây dựng | Tháng 8/2025 | Công trình",
            "due 2025-02-13; due 2025-08",
        ),
        ("| Việc | Hoàn thành |\n| Rà soát hồ sơ | 15/9/2024 |", "due 2024-09-15"),
        ("Nội dung | Thời gian | Phụ trách\nThi vòng trường | 10/10/2024 | Tổ Toán", "on 2024-10-10"),
        ("TT | Nội dung | Tiến độ | Đơn vị\n1 | Lập danh sách | Quý II/2025 | Phòng Nội vụ", "period 2025-04..2025-06"),
        ("Khối | Số học sinh | Tốt\n10 | 352 | 2,3%", ""),
    ]);
    let rows = found("STT | Nội dung | Chủ trì | Thời hạn\n1 | Phương án vốn | Sở Tài chính | 13/02/2025");
    assert_eq!(
        (rows[0].action.as_deref(), rows[0].who.as_deref(), rows[0].text.as_str()),
        (Some("Phương án vốn"), Some("Sở Tài chính"), "13/02/2025")
    );
}

#[test]
fn gives_a_month_to_the_tasks_listed_below_it() {
    let actions = |content: &str| -> Vec<String> {
        found(content).iter().map(|d| format!("{} {}", d.text, d.action.as_deref().unwrap_or("-"))).collect()
    };
    assert_eq!(
        actions("Tháng 10/2024:\n- Khai mạc hội thi.\n- Ngày 15/10/2024 họp tổ.\n- Kiểm tra bếp ăn.\nKết thúc."),
        ["Tháng 10/2024 Khai mạc hội thi", "Tháng 10/2024 Kiểm tra bếp ăn", "Ngày 15/10/2024 họp tổ"]
    );
    assert_eq!(actions("Tháng 10/2024:\nKhai mạc hội thi."), ["Tháng 10/2024 -"]);
    assert_eq!(actions("- Tháng 10/2024: Khai mạc hội thi.\n- Kiểm tra bếp ăn.").len(), 1);
}

#[test]
fn takes_what_is_handed_in_for_due() {
    check(&[
        ("- Báo cáo sơ kết học kỳ: 15/01/2025", "due 2025-01-15"),
        ("- Nộp hồ sơ thi đua: ngày 20/5/2025", "due 2025-05-20"),
        ("+ Gửi sản phẩm dự thi: 10/3/2025", "due 2025-03-10"),
        ("- Khai giảng: 05/9/2024", "on 2024-09-05"),
        ("- Họp báo cáo viên: 05/9/2024", "on 2024-09-05"),
    ]);
}

#[test]
fn reads_years_of_reports() {
    check(&[
        ("Thời hạn gửi báo cáo: trước ngày 15 tháng 01 năm tiếp theo của kỳ báo cáo;", "recurring <yearly"),
        ("Gửi kế hoạch chậm nhất vào ngày 31 tháng 01 của năm sau.", "recurring yearly"),
        ("Báo cáo năm gửi trước ngày 20 tháng 12 của năm báo cáo.", "recurring <yearly"),
        ("Số liệu chốt từ ngày 15/12 năm trước đến ngày 14/12 năm báo cáo.", "recurring yearly"),
        (
            "Thời gian chốt số liệu: từ ngày 15 tháng 12 năm trước kỳ báo cáo đến ngày 14 tháng 12 của kỳ báo cáo.",
            "recurring yearly",
        ),
        ("Học bổ sung từ 01/9/2024 đến 31/5 năm sau.", "period 2024-09-01..2025-05-31"),
    ]);
}

#[test]
fn keeps_days_that_no_calendar_has_as_written() {
    check(&[
        ("Nộp báo cáo trước ngày 31/4/2025.", "due <"),
        ("Gửi danh sách chậm nhất ngày 30/02.", "due"),
        ("Thi từ ngày 29/02/2025 đến ngày 05/3/2025.", "period .."),
        ("Họp ngày 29/02/2028.", "on 2028-02-29"),
    ]);
    let found = found("Các trường nộp báo cáo trước 31/9/2024.");
    let told: Vec<_> = super::problems(&found).map(|p| (p.code, p.span)).collect();
    assert_eq!(told, [("no-such-day".to_owned(), Some(found[0].evidence.span))]);
    assert_eq!(found[0].text, "trước 31/9/2024");
    assert_eq!(found[0].explanation, [DateStep::NoSuchDay { day: 31, month: 9, year: Some(2024) }]);
    assert_eq!(super::problems(&super::tests::found("Nộp trước 30/9/2024.")).count(), 0);
}

#[test]
fn puts_ends_of_years_into_their_school_year() {
    for (text, want) in [
        ("Tổng kết vào cuối năm 2025.", Some("2025-2026")),
        ("Hoàn thành trước năm 2030.", Some("2030-2031")),
        ("Đến năm 2025, 90% trường học có thư viện.", None),
    ] {
        let years: Vec<_> = found(text).iter().map(|d| d.school_year.map(|y| y.to_string())).collect();
        assert_eq!(years, [want.map(str::to_owned)], "{text}");
    }
}

#[test]
fn a_day_that_is_moved_is_the_later_one() {
    check(&[
        ("Lùi thời gian nộp báo cáo kiểm định từ ngày 15/01/2025 sang ngày 25/01/2025.", "due 2025-01-25"),
        ("Chuyển lịch thi học kỳ từ ngày 20/12/2024 sang ngày 27/12/2024.", "on 2024-12-27"),
        ("Dời hội nghị từ 15/9/2024 sang 20/9/2024.", "on 2024-09-20"),
        // Spans stay spans.
        ("Thu hồ sơ từ ngày 15/01/2025 đến ngày 25/01/2025.", "period 2025-01-15..2025-01-25"),
    ]);
}

#[test]
fn what_is_forbidden_or_told_is_no_deadline() {
    check(&[
        ("Không được thu tiền trước ngày 01/9/2024.", ""),
        ("Các trường chưa được tổ chức dạy học chính thức trước ngày 05/9/2024.", ""),
        ("Nghiêm cấm tổ chức tuyển sinh trước ngày 01/7/2025.", ""),
        ("Không được nộp báo cáo chậm, gửi về Phòng trước ngày 15/9/2024.", "due <2024-09-15"),
        ("Hồ sơ không được quá 10 trang, nộp trước ngày 15/9/2024.", "due <2024-09-15"),
        (
            "Trường hợp có vướng mắc, liên hệ ông Trần Văn Bình, điện thoại 0912.345.678, trước 16h30 thứ Sáu hằng tuần.",
            "",
        ),
        ("Khó khăn, vướng mắc gửi về Phòng GD&ĐT vào thứ Sáu hằng tuần.", "recurring weekly"),
        ("Gửi danh sách về Phòng (điện thoại 0912.345.678) trước ngày 28/10/2024.", "due <2024-10-28"),
    ]);
}
