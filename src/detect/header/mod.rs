//! The header: what letterhead, opening and closing part say of a directive (Nghị định 30/2020/NĐ-CP, Phụ lục I).
//!
//! [`lines`] cuts both ends of the text into the lines their author set; [`letterhead`] reads number, date, agencies
//! and addressees from the first, with [`kind`], [`subject`] and [`draft`], [`closing`] the copies and the signature from the
//! last; [`scope`] asks subject, opening and headings which school years and levels the directive governs. What no
//! letterhead tells is taken from the body, or else from the record of the [`portal`] that the page was saved from, with
//! a lower confidence.
//!
//! Patterns that run over text hold no Unicode borders of words (`\b`): with them a search leaves the automaton for a
//! way many times slower, so that borders are looked at beside the match or written as `(?:^|\W)`.

mod agency;
mod closing;
mod draft;
mod kind;
mod letterhead;
mod lines;
mod list;
mod portal;
mod scope;
mod subject;
#[cfg(test)]
mod tests;

use crate::detect::tokens::Tokens;
use crate::directive::{FieldEvidence, Header, Problem, Span};
use crate::text::Text;

/// Finds the header fields.
pub fn detect(tokens: &Tokens<'_>, problems: &mut Vec<Problem>) -> Header {
    let text = tokens.text;
    let mut found = Found { text, tokens, header: Header::default() };
    let opening = letterhead::read(&mut found);
    closing::read(&mut found, opening.body);
    letterhead::from_body(&mut found, &opening);
    portal::read(&mut found, &opening, problems);
    scope::read(&mut found, &opening);
    if !opening.has_letterhead && !text.content.trim().is_empty() {
        problems.push(Problem::new(
            "letterhead-missing",
            "Không có phần đầu văn bản (số, ký hiệu, cơ quan ban hành)",
            "no letterhead: number and issuer are not stated at the top",
            None,
        ));
    }
    found.header
}

/// The header as it fills, with the evidence of each field.
struct Found<'a> {
    text: &'a Text,
    tokens: &'a Tokens<'a>,
    header: Header,
}

impl Found<'_> {
    /// Notes where `field` was read, by which rule (`header/…`) and how sure.
    fn note(&mut self, field: &str, span: Span, rule: &str, confidence: f32) {
        let evidence = self.text.evidence(span, rule, confidence);
        self.header.found.push(FieldEvidence { field: field.to_owned(), evidence });
    }
}

/// What the opening part leaves to the other readers.
struct Opening {
    /// The paragraph at which the body starts.
    body: usize,
    /// Whether there is a number, an issuer or a national title.
    has_letterhead: bool,
}
