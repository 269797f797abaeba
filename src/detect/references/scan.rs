//! Small steps over the text, all in bytes of its `content` and all on character boundaries.

use crate::detect::letters::is_letter;
use crate::detect::terms::Terms;

pub(super) use crate::detect::letters::word_end;
pub(super) use crate::detect::terms::eat_word;

/// The character that ends right before `at`.
pub(super) fn before(s: &str, at: usize) -> Option<char> {
    s[..at].chars().next_back()
}

/// The character that starts at `at`.
pub(super) fn after(s: &str, at: usize) -> Option<char> {
    s[at..].chars().next()
}

/// Skips blanks. A line end is skipped only where a lower-case word follows: a wrap that was not joined, not a new
/// paragraph.
pub(super) fn skip_blank(s: &str, at: usize) -> usize {
    let next = skip_wrap(s, at);
    let wrapped = s[at..next].contains(['\n', '\t']);
    if wrapped && !after(s, next).is_some_and(char::is_lowercase) { at + leading(&s[at..], |c| c == ' ') } else { next }
}

/// Skips blanks and line ends, for the inside of a number (`27/2020/TT-⏎BGDĐT`).
pub(super) fn skip_wrap(s: &str, at: usize) -> usize {
    at + leading(&s[at..], char::is_whitespace)
}

/// The bytes at the start of `s` whose characters all pass.
pub(super) fn leading(s: &str, pass: impl Fn(char) -> bool) -> usize {
    s.find(|c| !pass(c)).unwrap_or(s.len())
}

/// Whether no letter touches `start..end` from outside.
pub(super) fn stands_alone(s: &str, start: usize, end: usize) -> bool {
    !before(s, start).is_some_and(is_letter) && !after(s, end).is_some_and(is_letter)
}

/// The end of the first of `terms` that stands at `at`.
#[inline]
pub(super) fn eat_any(s: &str, at: usize, terms: &Terms) -> Option<usize> {
    terms.eat(s, at)
}

/// The start of the window of at most `width` bytes that ends at `at`.
pub(super) fn window_start(s: &str, at: usize, width: usize) -> usize {
    let mut start = at.saturating_sub(width);
    while !s.is_char_boundary(start) {
        start += 1;
    }
    start
}

/// The end of the window of at most `width` bytes that starts at `at`.
pub(super) fn window_end(s: &str, at: usize, width: usize) -> usize {
    let mut end = (at + width).min(s.len());
    while !s.is_char_boundary(end) {
        end -= 1;
    }
    end
}

/// Whether `s` ends with `word` as a whole word.
pub(super) fn ends_with_word(s: &str, word: &str) -> bool {
    s.strip_suffix(word).is_some_and(|head| !head.ends_with(char::is_alphabetic))
}

/// Whether the stop behind `before` is that of an abbreviation and ends no sentence: "TP. Hải Phòng".
pub(super) fn is_abbreviated(before: &str) -> bool {
    let word = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    matches!(word, "TP" | "Tp" | "TX" | "TT" | "Q" | "P" | "H")
}
