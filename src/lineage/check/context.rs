//! The words around a citation.

use crate::directive::{Reference, Span};
use crate::lineage::changes::innermost;

/// So many words show which paragraph is meant.
const OPENING: usize = 8;

/// Where a citation stands in words, for papers that know neither pages nor lines.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Around {
    /// The heading that it stands under.
    pub section: Option<String>,
    /// How its paragraph begins.
    pub opening: String,
}

impl Around {
    /// The words around a citation of `text`.
    pub(super) fn of(text: &str, reference: &Reference) -> Self {
        let words: Vec<&str> = paragraph(text, reference.evidence.span).1.split_whitespace().collect();
        let more = if words.len() > OPENING { "…" } else { "" };
        let section = innermost(reference.section.as_deref());
        Self {
            section: Some(section.to_owned()).filter(|section| !section.is_empty()),
            opening: format!("{}{more}", words[..words.len().min(OPENING)].join(" ")),
        }
    }
}

/// The paragraph that holds `span`, with where it begins; empty where the span is not of this text.
pub(super) fn paragraph(text: &str, span: Span) -> (usize, &str) {
    if text.get(span.start..span.end).is_none() {
        return (span.start, "");
    }
    let start = text[..span.start].rfind('\n').map_or(0, |at| at + 1);
    let end = text[span.end..].find('\n').map_or(text.len(), |at| span.end + at);
    (start, &text[start..end])
}

/// The sentence that holds `span`, with where it begins. It ends with `;` as well: clauses of a list speak of
/// different things.
pub(super) fn sentence(text: &str, span: Span) -> (usize, &str) {
    let (base, paragraph) = paragraph(text, span);
    if paragraph.is_empty() {
        return (base, paragraph);
    }
    let (from, to) = (span.start - base, span.end - base);
    let stops = |at: usize, c: char| {
        let after = paragraph[at + c.len_utf8()..].chars().next();
        matches!(c, ';') || matches!(c, '.' | '!' | '?') && after.is_none_or(char::is_whitespace)
    };
    let before = paragraph[..from].char_indices().rev().find(|(at, c)| stops(*at, *c));
    let start = before.map_or(0, |(at, c)| at + c.len_utf8());
    let end =
        paragraph[to..].char_indices().find(|(at, c)| stops(to + at, *c)).map_or(paragraph.len(), |(at, _)| to + at);
    (base + start, &paragraph[start..end])
}

/// What follows `span` in its paragraph.
pub(super) fn after(text: &str, span: Span) -> &str {
    let (base, paragraph) = paragraph(text, span);
    paragraph.get(span.end.saturating_sub(base)..).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_and_what_follows() {
        let text = "Một. Hai số 5/QĐ-UBND ngày 1/2; ba.\nBốn";
        let at = text.find("5/QĐ").unwrap_or_default();
        let span = Span::new(at, at + "5/QĐ-UBND".len());
        assert_eq!(sentence(text, span).1, " Hai số 5/QĐ-UBND ngày 1/2");
        assert_eq!(paragraph(text, span), (0, "Một. Hai số 5/QĐ-UBND ngày 1/2; ba."));
        assert_eq!(after(text, span), " ngày 1/2; ba.");
        assert_eq!(sentence(text, Span::new(400, 410)), (400, ""));
    }
}
