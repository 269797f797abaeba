//! Small steps over a stretch of text, in bytes and on character boundaries, whatever the case of the letters.

use std::ops::Range;

use crate::detect::letters::is_letter;
use crate::detect::terms::{Opening, Terms, eat_letters};

/// The end of `word` where it stands at `at` as whole words.
pub(super) fn eat(s: &str, at: usize, word: &str) -> Option<usize> {
    let end = eat_letters(s, at, word)?;
    (!word.ends_with(char::is_alphanumeric) || !s[end..].starts_with(char::is_alphanumeric)).then_some(end)
}

/// The end of the first of `words` that stands at `at`.
pub(super) fn eat_any(s: &str, at: usize, words: &Terms) -> Option<usize> {
    words.likely(s, at).find_map(|word| eat(s, at, word))
}

/// The first of `words` that stands at `at`, where the word there is `opening`: its end, and its place in the list.
pub(super) fn eat_ranked(s: &str, at: usize, opening: &Opening, words: &Terms) -> Option<(usize, usize)> {
    words.opened_by(opening).find_map(|(rank, word)| eat(s, at, word).map(|end| (end, rank)))
}

/// The first of `words` in `s` from `at` on that touches no other letter or digit; of several at one place the first of the
/// list.
pub(super) fn standing(words: &Terms, s: &str, mut at: usize) -> Option<Range<usize>> {
    let free = |at: usize, end: usize| !s[..at].ends_with(in_word) && !s[end..].starts_with(in_word);
    while let Some(c) = s[at..].chars().next() {
        if c.is_ascii() && !c.is_ascii_alphanumeric() {
            at += 1;
            continue;
        }
        let opening = Opening::at(s, at);
        let mut ends = words.opened_by(&opening).filter_map(|(_, word)| eat_letters(s, at, word));
        if let Some(end) = ends.find(|&end| free(at, end)) {
            return Some(at..end);
        }
        at += opening.length.max(c.len_utf8());
    }
    None
}

/// Whether `c` is part of a word.
pub(super) fn in_word(c: char) -> bool {
    is_letter(c) || c.is_numeric() || c == '_' || ('\u{300}'..='\u{36f}').contains(&c)
}

/// The place after blanks (not line ends).
pub(super) fn skip(s: &str, at: usize) -> usize {
    at + s[at..].find(|c| c != ' ').unwrap_or(s.len() - at)
}

/// The place after the word at `at`, or after the one character there.
pub(super) fn next_word(s: &str, at: usize) -> usize {
    let len = s[at..].find(|c: char| !c.is_alphanumeric()).unwrap_or(s.len() - at);
    if len > 0 { at + len } else { at + s[at..].chars().next().map_or(0, char::len_utf8) }
}

/// The text with all that stands in quotation marks blanked out, byte for byte, so that places stay the same.
pub(super) fn unquoted(s: &str) -> String {
    // The first bytes of the marks; hardly any other character of Vietnamese text begins with them.
    if !s.bytes().any(|b| matches!(b, b'"' | 0xc2 | 0xe2)) {
        return s.to_owned();
    }
    let mut out = String::with_capacity(s.len());
    let mut depth = 0_usize;
    let mut straight = false;
    for c in s.chars() {
        match c {
            '“' | '«' => depth += 1,
            '"' => straight = !straight,
            _ => {}
        }
        if depth > 0 || straight || matches!(c, '”' | '»' | '"') {
            out.extend(std::iter::repeat_n(' ', c.len_utf8()));
        } else {
            out.push(c);
        }
        if matches!(c, '”' | '»') {
            depth = depth.saturating_sub(1);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotations_are_blanked_in_place() {
        let s = "Thay thế cụm từ “Điều 5” bằng “Điều “6” a” tại khoản 1";
        let plain = unquoted(s);
        assert_eq!(plain.len(), s.len());
        assert!(!plain.contains("Điều"), "{plain}");
        assert_eq!(plain.find("tại"), s.find("tại"));
    }

    #[test]
    fn words_are_whole() {
        assert_eq!(eat("Bãi bỏ Điều 5", 0, "bãi bỏ"), Some("Bãi bỏ".len()));
        assert_eq!(eat("bỏng", 0, "bỏ"), None);
    }
}
