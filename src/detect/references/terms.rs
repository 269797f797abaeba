//! Lists of words and phrases that may stand at a place of the text, whatever their case.
//!
//! A list knows since compile time with what its terms begin (first letter and length of the first word), so that most
//! places are told apart from all of them at once.

use super::scan::{after, eat_word, word_end};
use crate::detect::letters::lower_char;
use crate::detect::phrases::{Key, Keys};

/// A list of terms, each beginning with a small letter or an ASCII one.
#[derive(Debug)]
pub(super) struct Terms {
    all: &'static [&'static str],
    begin: Keys,
}

/// `terms!["tỉnh", "thành phố"]`: a list made at compile time, for the place where it is asked for.
macro_rules! terms {
    ($($term:expr),+ $(,)?) => {
        const { &$crate::detect::references::terms::Terms::new(&[$($term),+]) }
    };
}
pub(super) use terms;

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
        self.opened_by(opening).find_map(|term| eat_word(s, at, term))
    }

    /// The end of the longest of the list that stands at `at` as whole words.
    pub fn eat_longest(&self, s: &str, at: usize) -> Option<usize> {
        self.likely(s, at).filter_map(|term| eat_word(s, at, term)).max()
    }

    /// The terms.
    pub fn all(&self) -> &'static [&'static str] {
        self.all
    }

    /// The terms whose first word has the length and the first byte of the one at `at`.
    pub fn likely(&self, s: &str, at: usize) -> impl Iterator<Item = &'static str> {
        self.opened_by(&Opening::at(s, at))
    }

    #[inline]
    fn opened_by(&self, opening: &Opening) -> impl Iterator<Item = &'static str> + use<> {
        let Opening { key, lead, length } = *opening;
        let all = if self.begin.has(key) { self.all } else { &[] };
        let ends = move |byte: Option<&u8>| byte.is_none_or(|b| b.is_ascii() && !b.is_ascii_alphanumeric());
        all.iter().copied().filter(move |term| {
            let term = term.as_bytes();
            term[0].to_ascii_lowercase() == lead && term.len() >= length && ends(term.get(length))
        })
    }
}

/// The word at a place, as far as lists tell by it what cannot stand there.
pub(super) struct Opening {
    key: Key,
    /// The first byte of its first letter in lower case.
    lead: u8,
    length: usize,
}

impl Opening {
    /// That of the word at `at`.
    pub fn at(s: &str, at: usize) -> Self {
        let first = after(s, at).map_or('\0', lower_char);
        let length = word_end(s, at) - at;
        let lead = first.encode_utf8(&mut [0; 4]).as_bytes()[0];
        Self { key: key(first as u32, length), lead, length }
    }
}

/// The key of a word by its first letter and its length in bytes, which capitals do not change.
const fn key(first: u32, length: usize) -> Key {
    Key::of_sample(first as u64 | (length as u64) << 32)
}

/// The first character of UTF-8 text as a number, an ASCII letter in lower case.
pub(super) const fn first_char(bytes: &[u8]) -> u32 {
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

    /// The filter hides nothing: every term of every list of this module is found where it is written.
    #[test]
    fn every_term_stands_where_it_is_written() {
        use super::super::{agency_names, law};
        for list in [
            &agency_names::OFFICES,
            &agency_names::NAMES,
            &agency_names::HEADS,
            &agency_names::FIELDS,
            &agency_names::INSIDE,
            &agency_names::LEVELS,
            &agency_names::TERMS,
            &law::NAMES,
        ] {
            for term in list.all() {
                for text in [(*term).to_owned(), term.to_uppercase(), format!("{term} x")] {
                    assert!(list.eat_longest(&text, 0) >= Some(term.len()), "{text}");
                }
            }
        }
    }
}
