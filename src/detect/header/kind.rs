//! The kind of a directive (tên loại): by its title in capitals, by its symbol, or as a letter (công văn) that has none.

use std::sync::LazyLock;

use regex::Regex;

use super::Found;
use super::lines::{Line, Role};
use crate::detect::references::of_type_code;
use crate::directive::{DirectiveKind, Span};

/// Reads the kind: `heading` is the line that names it, `addressed` says whether there is a "Kính gửi".
pub fn read(found: &mut Found<'_>, lines: &[Line<'_>], heading: Option<(usize, DirectiveKind)>, addressed: bool) {
    let joint = found.header.symbol.as_deref().is_some_and(|s| s.contains("TTLT"));
    let by_symbol = found.header.symbol.as_deref().and_then(of_type_code);
    let about = lines.iter().find(|l| l.role == Role::About);
    let mark = lines.iter().find(|l| matches!(l.role, Role::Number | Role::To)).or(about).map(|l| l.span);
    let (kind, span, rule, sure) = match (heading, by_symbol) {
        (Some((i, _)), _) if joint => (DirectiveKind::ThongTuLienTich, lines[i].span, "header/kind-symbol", 0.95),
        (Some((i, kind)), _) => (kind, lines[i].span, "header/kind-heading", 0.97),
        (None, Some(kind)) => (kind, mark.unwrap_or(Span::new(0, 0)), "header/kind-symbol", 0.85),
        (None, None) if about.is_some() || addressed => {
            (DirectiveKind::CongVan, mark.unwrap_or(Span::new(0, 0)), "header/kind-letter", 0.9)
        }
        (None, None) => return,
    };
    found.header.kind = Some(kind);
    found.note("type", span, rule, sure);
}

/// The kind that a line in capitals names, and where the rest of the line starts.
pub fn kind_heading(line: &Line<'_>) -> Option<(DirectiveKind, usize)> {
    let mut chars = line.text.chars();
    let shouts = chars.next().is_some_and(char::is_uppercase) && chars.next().is_some_and(char::is_uppercase);
    if !shouts || !matches!(line.role, Role::Capitals | Role::Words) {
        return None;
    }
    // Groups cost many times the search.
    let m = KIND.is_match(line.text).then(|| KIND.captures(line.text)).flatten()?;
    let word = m.name("kind")?;
    let rest = &line.text[word.end()..];
    // "QUYẾT ĐỊNH:" enacts; "BÁO CÁO VIÊN", "KẾ HOẠCH HÓA" are other words.
    if rest.trim() == ":" || rest.trim_start().starts_with("VIÊN") || rest.trim_start().starts_with("HÓA") {
        return None;
    }
    let folded = word.as_str().split_whitespace().collect::<Vec<_>>().join(" ");
    let kind = KINDS.iter().find(|(name, _)| *name == folded).map(|(_, kind)| *kind)?;
    Some((kind, m.get(0)?.end()))
}

const KINDS: [(&str, DirectiveKind); 31] = [
    ("THÔNG TƯ LIÊN TỊCH", DirectiveKind::ThongTuLienTich),
    ("THÔNG TƯ LIÊN BỘ", DirectiveKind::ThongTuLienTich),
    ("THÔNG TƯ", DirectiveKind::ThongTu),
    ("BỘ LUẬT", DirectiveKind::Luat),
    ("LUẬT", DirectiveKind::Luat),
    ("PHÁP LỆNH", DirectiveKind::PhapLenh),
    ("NGHỊ QUYẾT", DirectiveKind::NghiQuyet),
    ("NGHỊ ĐỊNH", DirectiveKind::NghiDinh),
    ("QUYẾT ĐỊNH", DirectiveKind::QuyetDinh),
    ("CHỈ THỊ", DirectiveKind::ChiThi),
    ("KẾ HOẠCH", DirectiveKind::KeHoach),
    ("HƯỚNG DẪN", DirectiveKind::HuongDan),
    ("THÔNG BÁO", DirectiveKind::ThongBao),
    ("BÁO CÁO", DirectiveKind::BaoCao),
    ("KẾT LUẬN", DirectiveKind::KetLuan),
    ("CHƯƠNG TRÌNH", DirectiveKind::ChuongTrinh),
    ("ĐỀ ÁN", DirectiveKind::DeAn),
    ("TỜ TRÌNH", DirectiveKind::ToTrinh),
    ("QUY ĐỊNH", DirectiveKind::QuyDinh),
    ("QUY CHẾ", DirectiveKind::QuyChe),
    ("VĂN BẢN HỢP NHẤT", DirectiveKind::VanBanHopNhat),
    ("CÔNG ĐIỆN", DirectiveKind::Khac),
    ("GIẤY MỜI", DirectiveKind::Khac),
    ("BIÊN BẢN", DirectiveKind::Khac),
    ("PHƯƠNG ÁN", DirectiveKind::Khac),
    ("THÔNG CÁO", DirectiveKind::Khac),
    ("DỰ ÁN", DirectiveKind::Khac),
    ("ÁN LỆ", DirectiveKind::Khac),
    ("HIẾN PHÁP", DirectiveKind::Khac),
    ("THÔNG TRI", DirectiveKind::Khac),
    ("LỆNH", DirectiveKind::Khac),
];

/// A kind at the start of a line, in capitals; a law's own name may follow it.
static KIND: LazyLock<Regex> = LazyLock::new(|| {
    let names: Vec<_> = KINDS.iter().map(|(name, _)| name.replace(' ', r"\s+")).collect();
    Regex::new(&format!(r"^(?:DỰ\s+THẢO\s+)?(?P<kind>{})(?:\s*[:.*]+)?(?:\s+|$|\()", names.join("|")))
        .expect("a valid pattern")
});

#[cfg(test)]
mod tests {
    use super::*;
    use crate::detect::outline::is_capitals;

    #[test]
    fn a_kind_stands_in_capitals_at_the_start() {
        let check = |text: &str, want: Option<(DirectiveKind, &str)>| {
            let role = if is_capitals(text) { Role::Capitals } else { Role::Words };
            let line = Line { span: Span::new(0, text.len()), text, role, cell: false };
            assert_eq!(kind_heading(&line).map(|(kind, rest)| (kind, &text[rest..])), want, "{text}");
        };
        check("KẾ HOẠCH", Some((DirectiveKind::KeHoach, "")));
        check("THÔNG TƯ LIÊN TỊCH", Some((DirectiveKind::ThongTuLienTich, "")));
        check("BÁO CÁO Tổng kết năm học", Some((DirectiveKind::BaoCao, "Tổng kết năm học")));
        check("LUẬT GIÁO DỤC", Some((DirectiveKind::Luat, "GIÁO DỤC")));
        check("QUYẾT ĐỊNH:", None);
        check("Kế hoạch này", None);
        check("BÁO CÁO VIÊN", None);
        check("LUẬTSƯ", None);
    }
}
