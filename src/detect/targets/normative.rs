//! Which directives are legal normative texts and regulations: they rule and define, they set no targets.

use crate::directive::{DirectiveKind, Header};
use crate::text::Text;

/// Văn bản quy phạm pháp luật and regulations: "ít nhất 02 người" there is a condition, not a target.
///
/// A text whose header gives no kind is one where it is written in articles (Điều) throughout.
pub(super) fn is_normative(header: &Header, text: &Text) -> bool {
    use DirectiveKind as K;
    let by_kind = matches!(
        header.kind,
        Some(
            K::Luat
                | K::PhapLenh
                | K::NghiDinh
                | K::ThongTu
                | K::ThongTuLienTich
                | K::VanBanHopNhat
                | K::QuyChe
                | K::QuyDinh
        )
    );
    let symbol = header.symbol.as_deref().unwrap_or_default();
    let in_articles = || text.paragraphs.iter().filter(|p| is_article(text.slice(p.span))).take(6).count() == 6;
    by_kind || header.kind.is_none() && in_articles() || symbol.starts_with("QH") || symbol.starts_with("VBHN")
}

/// "Điều 7. …"
pub(super) fn is_article(words: &str) -> bool {
    words.strip_prefix("Điều ").is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
}
