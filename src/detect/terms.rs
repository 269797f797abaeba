//! Lists of words and phrases that may stand at a place of the text, whatever their case.
//!
//! A list knows since compile time with what its terms begin (first letter and length of the first word), so that most
//! places are told apart from all of them at once.

use super::letters::{lower_char, word_end};
use super::phrases::{Key, Keys};

/// A list of terms, each beginning with a small letter or an ASCII one.
#[derive(Debug)]
pub(in crate::detect) struct Terms {
    all: &'static [&'static str],
    begin: Keys,
}

/// `terms!["tỉnh", "thành phố"]`: a list made at compile time, for the place where it is asked for.
macro_rules! terms {
    ($($term:expr),+ $(,)?) => {
        const { &$crate::detect::terms::Terms::new(&[$($term),+]) }
    };
}
pub(in crate::detect) use terms;

impl Terms {
    pub const fn new(all: &'static [&'static str]) -> Self {
        let mut begin = Keys::NONE;
        let mut n = 0;
        while n < all.len() {
            let bytes = all[n].as_bytes();
            let mut end = 0;
            while end < bytes.len() && (bytes[end] >= 0x80 || bytes[end].is_ascii_alphanumeric()) {
                end += 1;
            }
            begin = begin.with(key(first_char(bytes), end));
            n += 1;
        }
        Self { all, begin }
    }

    /// The end of the first of the list that stands at `at` as whole words.
    pub fn eat(&self, s: &str, at: usize) -> Option<usize> {
        self.eat_from(s, at, &Opening::at(s, at))
    }

    /// As [`Terms::eat`], where the word that stands at `at` was looked at already.
    #[inline]
    pub fn eat_from(&self, s: &str, at: usize, opening: &Opening) -> Option<usize> {
        if self.begin.has(opening.key) { self.eat_likely(s, at, opening) } else { None }
    }

    #[inline(never)]
    fn eat_likely(&self, s: &str, at: usize, opening: &Opening) -> Option<usize> {
        self.opened_by(opening).find_map(|(_, term)| eat_word(s, at, term))
    }

    /// The end of the longest of the list that stands at `at` as whole words.
    pub fn eat_longest(&self, s: &str, at: usize) -> Option<usize> {
        self.likely(s, at).filter_map(|term| eat_word(s, at, term)).max()
    }

    /// Whether one of the list may stand where the word is `opening`; rarely true where none does.
    #[inline]
    pub fn may_open(&self, opening: &Opening) -> bool {
        self.begin.has(opening.key)
    }

    /// The terms.
    pub const fn all(&self) -> &'static [&'static str] {
        self.all
    }

    /// The terms whose first word has the length and the first byte of the one at `at`.
    pub fn likely(&self, s: &str, at: usize) -> impl Iterator<Item = &'static str> {
        self.opened_by(&Opening::at(s, at)).map(|(_, term)| term)
    }

    /// As [`Terms::likely`], where the word was looked at already; each with its place in the list.
    #[inline]
    pub fn opened_by(&self, opening: &Opening) -> impl Iterator<Item = (usize, &'static str)> + use<> {
        let Opening { key, lead, length } = *opening;
        let all = if self.begin.has(key) { self.all } else { &[] };
        let ends = move |byte: Option<&u8>| byte.is_none_or(|b| b.is_ascii() && !b.is_ascii_alphanumeric());
        all.iter().copied().enumerate().filter(move |(_, term)| {
            let term = term.as_bytes();
            term[0].to_ascii_lowercase() == lead && term.len() >= length && ends(term.get(length))
        })
    }
}

/// The word at a place, as far as lists tell by it what cannot stand there.
pub(in crate::detect) struct Opening {
    key: Key,
    /// The first byte of its first letter in lower case.
    lead: u8,
    /// Its bytes; none where no word stands there.
    pub length: usize,
}

impl Opening {
    /// That of the word at `at`.
    pub fn at(s: &str, at: usize) -> Self {
        let first = s[at..].chars().next().map_or('\0', lower_char);
        let length = word_end(s, at) - at;
        let lead = first.encode_utf8(&mut [0; 4]).as_bytes()[0];
        Self { key: key(first as u32, length), lead, length }
    }
}

/// The end of `word` where it stands at `at` as a whole word, whatever its case.
pub(in crate::detect) fn eat_word(s: &str, at: usize, word: &str) -> Option<usize> {
    eat_letters(s, at, word).filter(|&end| !s[end..].starts_with(char::is_alphanumeric))
}

/// The end of `word` where its letters stand at `at`, whatever their case and what goes on behind them.
pub(in crate::detect) fn eat_letters(s: &str, at: usize, word: &str) -> Option<usize> {
    if s[at..].starts_with(word) {
        return Some(at + word.len());
    }
    let mut rest = s[at..].chars();
    for wanted in word.chars() {
        let c = rest.next()?;
        if c != wanted && lower_char(c) != lower_char(wanted) {
            return None;
        }
    }
    Some(s.len() - rest.as_str().len())
}

/// The key of a word by its first letter and its length in bytes, which capitals do not change.
const fn key(first: u32, length: usize) -> Key {
    Key::of_sample(first as u64 | (length as u64) << 32)
}

/// The first character of UTF-8 text as a number, an ASCII letter in lower case.
pub(in crate::detect) const fn first_char(bytes: &[u8]) -> u32 {
    match bytes[0] {
        first @ 0..=0x7f => first.to_ascii_lowercase() as u32,
        first @ 0x80..=0xdf => (first as u32 & 0x1f) << 6 | bytes[1] as u32 & 0x3f,
        first => (first as u32 & 0x0f) << 12 | (bytes[1] as u32 & 0x3f) << 6 | bytes[2] as u32 & 0x3f,
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn finds_terms_in_any_case_as_whole_words() {
        let list = terms!["ủy ban", "bộ", "tp.", "sửa đổi, bổ sung", "v/v", "Việt Nam", "ủy ban nhân dân"];
        for (text, want, longest) in [
            ("Ủy ban nhân dân", Some("Ủy ban".len()), Some("Ủy ban nhân dân".len())),
            ("ỦY BAN", Some("ỦY BAN".len()), Some("ỦY BAN".len())),
            ("BỘ.", Some("BỘ".len()), Some("BỘ".len())),
            ("TP. Vinh", Some(3), Some(3)),
            ("V/v dạy", Some(3), Some(3)),
            ("Sửa đổi, bổ sung", Some("Sửa đổi, bổ sung".len()), Some("Sửa đổi, bổ sung".len())),
            ("việt nam", Some("việt nam".len()), Some("việt nam".len())),
            ("Bộc", None, None),
            ("ủy", None, None),
            ("", None, None),
        ] {
            assert_eq!((list.eat(text, 0), list.eat_longest(text, 0)), (want, longest), "{text}");
        }
    }
}
