//! Behaviour of the whole detector on single paragraphs: what is found, and what is not.

use super::detect;
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

fn find(title: &str, mode: Mode, kind: DirectiveKind, content: &str) -> Vec<Target> {
    let header = Header { kind: Some(kind), ..Header::default() };
    detect(&text(content), &header, &section(title, mode, content.len()), &[])
}

/// `kind op value unit`, the kind as `t`, `n` or `r`: "t>=97%", "n=4 tiết/tuần", "t=2..5%".
fn shape(target: &Target) -> String {
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

fn check(title: &str, mode: Mode, kind: DirectiveKind, rows: &[(&str, &[&str])]) {
    let mut wrong = Vec::new();
    for (content, want) in rows {
        let got: Vec<_> = find(title, mode, kind, content).iter().map(shape).collect();
        if got != *want {
            wrong.push(format!("{content}\n   want {want:?}\n    got {got:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {} rows:\n{}", wrong.len(), rows.len(), wrong.join("\n"));
}

#[test]
fn plans_set_percentages() {
    check(
        "NHIỆM VỤ TRỌNG TÂM",
        Mode::Plan,
        DirectiveKind::KeHoach,
        &[
            ("- Tỷ lệ huy động trẻ nhà trẻ ra lớp đạt từ 36% trở lên.", &["t>=36%"]),
            ("- 100% cán bộ, đảng viên học tập nghị quyết của Đảng.", &["t=100%"]),
            ("Phấn đấu đến năm 2030, có 85% trường đạt chuẩn quốc gia.", &["t=85%"]),
            ("- Duy trì tỷ lệ chuyên cần đạt 98,5%; tỷ lệ bé ngoan đạt trên 95%.", &["t=98.5%", "t>95%"]),
            ("- Tỉ lệ trẻ thấp còi giảm 01% trở lên so với đầu năm.", &["t-1%"]),
            ("- Giảm tỷ lệ học sinh lưu ban xuống dưới 0,3%.", &["t<0.3%"]),
            (
                "- Giảm tỷ lệ hộ nghèo 1,5% so với năm trước nhờ các nguồn hỗ trợ, phấn đấu giảm 2% vào năm sau.",
                &["r-1.5%", "t-2%"],
            ),
            ("- Tăng tỷ lệ học sinh biết bơi từ 40% lên 55%.", &["t=55%"]),
            ("- Nâng tỉ lệ giáo viên trên chuẩn lên ít nhất 12%.", &["t>=12%"]),
            ("- Dạy học trực tuyến đạt từ 3% đến 6% thời lượng ở cấp tiểu học.", &["t=3..6%"]),
            ("- Tỷ lệ chi thường xuyên tối đa 80%, không dưới 20% cho hoạt động chuyên môn.", &["t<=80%", "t>=20%"]),
            ("- Tỷ lệ lên lớp ≥ 99%; tỷ lệ bỏ học < 0,1%.", &["t>=99%", "t<0.1%"]),
            ("- Xếp loại rèn luyện: Tốt 85% trở lên, Khá 12%, Đạt không quá 3%.", &["t>=85%", "t=12%", "t<=3%"]),
            (
                "- 100% học sinh lớp 5 hoàn thành chương trình, trong đó 30% trở lên hoàn thành xuất sắc.",
                &["t=100%", "t>=30%"],
            ),
        ],
    );
}
