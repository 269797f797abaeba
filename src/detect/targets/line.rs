//! One paragraph as tokens over its lowered words: what the quantity grammar reads.
//!
//! Tokens keep byte offsets into the paragraph, so that every clause can be cut out of the text as written.

use std::ops::Range;

use crate::detect::letters::{is_letter, lower};
use crate::detect::phrases::{Key, Phrases, Words, phrase_at};

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TokenKind {
    /// Letters, also with digits inside (`B2`, `GD&ĐT`).
    Word,
    /// Digits with inner dots and commas (`1.324`, `99,5`).
    Number,
    /// Any other single character.
    Mark,
}

/// A word, a number or a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Token {
    /// What it is.
    pub kind: TokenKind,
    /// First byte, in the paragraph.
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
    /// Whether white space stands before it.
    pub spaced: bool,
    /// Whether another fact owns it (a citation, a quoted title): no quantity is read from it.
    pub masked: bool,
    /// The key of its lowered words, by which phrases are looked up.
    pub key: Key,
}

/// A paragraph (or table cell) with its tokens.
#[derive(Debug)]
pub(super) struct Line<'a> {
    /// As written.
    pub text: &'a str,
    /// Lowered, byte for byte as long as `text`.
    lower: String,
    /// Its tokens in order.
    pub tokens: Vec<Token>,
    /// Whether a verb of change may stand in it ("tăng", "giảm"), which reaches over several words.
    pub changes: bool,
    /// Whether a slash stands before a word in it, as in "giáo viên/lớp".
    pub rates: bool,
    /// Whether it names what is scored ("chỉ số", "điểm bình quân"), whose figures have no unit.
    pub scores: bool,
}

impl<'a> Line<'a> {
    /// Splits `text`; `masked` are byte ranges of it that belong to other facts, in order.
    pub fn new(text: &'a str, masked: &[Range<usize>]) -> Self {
        let mut line = Self {
            text,
            lower: lower(text),
            tokens: Vec::with_capacity(text.len() / 4),
            changes: false,
            rates: false,
            scores: false,
        };
        line.split();
        line.changes = (0..line.len()).any(|i| CHANGES.holds(&line, i));
        line.scores = (0..line.len()).any(|i| SCORES.first_at(&line, i).is_some());
        for m in masked {
            let first = line.tokens.partition_point(|t| t.start < m.start);
            line.tokens[first..].iter_mut().take_while(|t| t.start < m.end).for_each(|t| t.masked = true);
        }
        line
    }

    /// How many tokens there are.
    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    /// The lowered words of token `i`; empty beyond the end.
    pub fn word(&self, i: usize) -> &str {
        self.tokens.get(i).map_or("", |t| &self.lower[t.start..t.end])
    }

    /// Token `i` as written; empty beyond the end.
    pub fn raw(&self, i: usize) -> &'a str {
        self.tokens.get(i).map_or("", |t| &self.text[t.start..t.end])
    }

    /// Whether token `i` is a number.
    pub fn is_number(&self, i: usize) -> bool {
        self.tokens.get(i).is_some_and(|t| t.kind == TokenKind::Number)
    }

    /// Whether token `i` is a word.
    pub fn is_word(&self, i: usize) -> bool {
        self.tokens.get(i).is_some_and(|t| t.kind == TokenKind::Word)
    }

    /// Whether token `i` begins with a capital letter.
    pub fn is_capital(&self, i: usize) -> bool {
        self.raw(i).chars().next().is_some_and(char::is_uppercase)
    }

    /// How many tokens the phrase covers where it stands at token `i`.
    pub fn phrase_at(&self, i: usize, phrase: &str) -> Option<usize> {
        phrase_at(self, i, phrase).map(|end| end - i)
    }

    /// The longest of `phrases` that stands at token `i`, as its number of tokens.
    #[inline]
    pub fn longest_at(&self, i: usize, phrases: &Phrases) -> Option<usize> {
        phrases.longest_at(self, i).map(|end| end - i)
    }

    /// The longest of `phrases` that ends right before token `i`, as its first token.
    #[inline]
    pub fn longest_before(&self, i: usize, phrases: &Phrases) -> Option<usize> {
        phrases.before(self, i).min()
    }

    /// The first place in `range` where one of `phrases` stands.
    #[inline]
    pub fn find(&self, mut range: Range<usize>, phrases: &Phrases) -> Option<usize> {
        range.find(|&i| phrases.first_at(self, i).is_some())
    }

    /// The text of the tokens `range` as written, white space collapsed.
    pub fn words(&self, range: Range<usize>) -> String {
        let mut words = String::new();
        for word in self.bytes(range).map_or("", |bytes| &self.text[bytes]).split_whitespace() {
            if !words.is_empty() {
                words.push(' ');
            }
            words.push_str(word);
        }
        words
    }

    /// The bytes that the tokens `range` cover.
    pub fn bytes(&self, range: Range<usize>) -> Option<Range<usize>> {
        let last = range.end.min(self.len()).checked_sub(1)?;
        let first = self.tokens.get(range.start)?;
        (range.start <= last).then(|| first.start..self.tokens[last].end)
    }

    fn split(&mut self) {
        let mut spaced = true;
        let mut at = 0;
        while let Some(c) = char_at(&self.lower, at) {
            let end = at + c.len_utf8();
            if c == ' ' || c.is_whitespace() {
                (spaced, at) = (true, end);
                continue;
            }
            let (kind, end) = if c.is_ascii_digit() {
                number_end(&self.lower, end)
            } else if in_word(c) {
                (TokenKind::Word, word_end(&self.lower, end))
            } else {
                (TokenKind::Mark, end)
            };
            self.rates |=
                kind == TokenKind::Word && self.tokens.last().is_some_and(|t| &self.lower[t.start..t.end] == "/");
            let key = Key::of(&self.lower[at..end]);
            self.tokens.push(Token { kind, start: at, end, spaced, masked: false, key });
            (spaced, at) = (false, end);
        }
    }
}

/// The character at byte `at`, which is a border of characters.
#[inline]
fn char_at(text: &str, at: usize) -> Option<char> {
    match text.as_bytes().get(at) {
        Some(byte) if byte.is_ascii() => Some(char::from(*byte)),
        _ => text[at..].chars().next(),
    }
}

/// Where the word that goes on at `at` ends.
fn word_end(text: &str, mut at: usize) -> usize {
    while let Some(c) = char_at(text, at) {
        let ampersand = || c == '&' && char_at(text, at + 1).is_some_and(is_letter);
        if !in_word(c) && !ampersand() {
            break;
        }
        at += c.len_utf8();
    }
    at
}

/// Where the digits that go on at `at` end, and what they are: with letters behind them they are a word.
fn number_end(text: &str, mut at: usize) -> (TokenKind, usize) {
    let mut kind = TokenKind::Number;
    while let Some(c) = char_at(text, at) {
        let goes_on = || char_at(text, at + 1).is_some_and(|c| c.is_ascii_digit());
        let inner = matches!(c, '.' | ',') && kind == TokenKind::Number && goes_on();
        if !in_word(c) && !inner {
            break;
        }
        if is_letter(c) {
            kind = TokenKind::Word;
        }
        at += c.len_utf8();
    }
    (kind, at)
}

impl Words for Line<'_> {
    #[inline]
    fn word(&self, i: usize) -> &str {
        self.word(i)
    }

    #[inline]
    fn key(&self, i: usize) -> Option<Key> {
        self.tokens.get(i).map(|token| token.key)
    }
}

/// Verbs of change.
static CHANGES: Phrases = Phrases::new(&["tăng", "giảm"]);

/// What is scored.
static SCORES: Phrases = Phrases::new(&["chỉ số", "điểm bình quân", "điểm trung bình"]);

/// Letters and digits, but for raised digits: those are footnote marks.
#[inline]
fn in_word(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_alphanumeric() } else { is_letter(c) || !is_raised(c) && c.is_numeric() }
}

fn is_raised(c: char) -> bool {
    matches!(c, '¹' | '²' | '³' | '⁰'..='⁹')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, want: &[&str]) {
        let line = Line::new(text, &[]);
        let got: Vec<_> = (0..line.len()).map(|i| line.raw(i)).collect();
        assert_eq!(got, want, "{text}");
    }

    #[test]
    fn splits_numbers_words_and_marks() {
        check("đạt 99,5%, 1.324 HS.", &["đạt", "99,5", "%", ",", "1.324", "HS", "."]);
        check("lớp 1, 2 (GD&ĐT)", &["lớp", "1", ",", "2", "(", "GD&ĐT", ")"]);
        check("16/16 trường²", &["16", "/", "16", "trường", "²"]);
        check("Thông tư 36a, B2", &["Thông", "tư", "36a", ",", "B2"]);
        check("", &[]);
    }

    #[test]
    fn keeps_offsets_where_lower_case_is_longer() {
        let line = Line::new("İ ẞ ĐẠT 5%", &[]);
        assert_eq!((line.word(2), line.raw(2), line.raw(3)), ("đạt", "ĐẠT", "5"));
    }
}
