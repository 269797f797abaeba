//! What of a paragraph other facts own, so that no quantity is read from it: citations and quoted titles.

use std::ops::Range;

use super::normative::is_article;
use crate::detect::tokens::{Cues, Passage};
use crate::directive::Span;

/// The byte ranges of a paragraph that other facts own: citations, quoted titles.
pub(super) fn masked(words: Passage<'_>, cited: &[Span]) -> Vec<Range<usize>> {
    let (start, end) = (words.base, words.base + words.text.len());
    let first = cited.partition_point(|s| s.end <= start);
    let citations = cited[first..].iter().take_while(|s| s.start < end);
    let mut masked: Vec<_> = citations.map(|s| s.start.saturating_sub(start)..s.end - start).collect();
    if words.cues.has(Cues::QUOTES) {
        masked.extend(quoted(words.text));
    }
    masked
}

/// Quoted titles; an unclosed quotation ends with nothing masked.
fn quoted(words: &str) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let mut open: Option<(usize, char)> = None;
    for (at, c) in words.char_indices() {
        match (open, c) {
            (None, '“') => open = Some((at, '”')),
            (None, '«') => open = Some((at, '»')),
            (None, '"') => open = Some((at, '"')),
            (Some((start, close)), c) if c == close || close == '”' && c == '"' => {
                if !is_amended_text(words[start..at].trim_start_matches(['“', '«', '"'])) {
                    ranges.push(start..at);
                }
                open = None;
            }
            _ => {}
        }
    }
    ranges
}

/// Whether a quotation is the new wording of a clause ("c) Có quy mô …", "4a. Hiệu trưởng …"), which rules, and no title.
fn is_amended_text(words: &str) -> bool {
    let marker = words.find(['.', ')']).map_or("", |end| &words[..end]);
    let number = marker.trim_end_matches(|c: char| c.is_alphabetic());
    let letters = marker[number.len()..].chars().count();
    let listed = letters <= 1 && marker.len() <= 4 && !marker.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
    is_article(words) || listed && words[marker.len() + 1..].starts_with(' ')
}
