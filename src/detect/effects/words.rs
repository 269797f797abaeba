//! Small steps over a stretch of text, in bytes and on character boundaries, whatever the case of the letters.

use std::ops::Range;

use regex::Regex;

/// The end of `word` where it stands at `at` as whole words.
pub(super) fn eat(s: &str, at: usize, word: &str) -> Option<usize> {
    let mut rest = s.get(at..)?.chars();
    for wanted in word.chars() {
        let c = rest.next()?;
        if c != wanted && !c.to_lowercase().eq(wanted.to_lowercase()) {
            return None;
        }
    }
    let end = s.len() - rest.as_str().len();
    (!rest.next().is_some_and(char::is_alphanumeric) || !word.ends_with(char::is_alphanumeric)).then_some(end)
}

/// The end of the first of `words` that stands at `at`, and which it is.
pub(super) fn eat_any<'a>(s: &str, at: usize, words: &[&'a str]) -> Option<(usize, &'a str)> {
    words.iter().find_map(|word| eat(s, at, word).map(|end| (end, *word)))
}

/// The first match of `pattern` in `s` from `at` on that touches no other letter or digit. Borders of words are looked at
/// here: with Unicode borders in the pattern the search leaves the automaton for a way many times slower.
pub(super) fn standing(pattern: &Regex, s: &str, mut at: usize) -> Option<Range<usize>> {
    loop {
        let found = pattern.find_at(s, at)?.range();
        if !s[..found.start].ends_with(in_word) && !s[found.end..].starts_with(in_word) {
            return Some(found);
        }
        at = found.start + s[found.start..].chars().next().map_or(1, char::len_utf8);
    }
}

/// Whether `c` is part of a word.
pub(super) fn in_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || ('\u{300}'..='\u{36f}').contains(&c)
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
