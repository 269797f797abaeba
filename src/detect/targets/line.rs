//! One paragraph as tokens over its lowered words: what the quantity grammar reads.
//!
//! Tokens keep byte offsets into the paragraph, so that every clause can be cut out of the text as written.

use std::ops::Range;

use super::lexicon::NUMBER_WORDS;
use crate::detect::letters::{is_letter, letter_length};
use crate::detect::phrases::{Key, Phrases, Words, phrase_at, phrase_list};
use crate::detect::tokens::{Cues, Kind, Passage};
use crate::text::collapse;

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
#[derive(Debug, Clone, Copy)]
pub(super) struct Token<'a> {
    /// Its words, lowered.
    pub word: &'a str,
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
    /// Its tokens in order.
    pub tokens: Vec<Token<'a>>,
    /// Whether a verb of change may stand in it ("tăng", "giảm"), which reaches over several words.
    pub changes: bool,
    /// Whether a slash stands before a word in it, as in "giáo viên/lớp".
    pub rates: bool,
    /// Whether it names what is scored ("chỉ số", "điểm bình quân"), whose figures have no unit.
    pub scores: bool,
    /// Whether a number, a number word or "không" may stand in it: without one it holds no quantity.
    pub counts: bool,
}

impl<'a> Line<'a> {
    /// The line of `words`.
    pub fn of(words: Passage<'a>) -> Self {
        let tokens = Vec::with_capacity(words.tokens.len());
        let mut line = Self { text: words.text, tokens, changes: false, rates: false, scores: false, counts: false };
        if words.cues.has(Cues::ODD) {
            line.split(words.lower);
        } else {
            line.join(words);
        }
        line.counts = words.cues.has(Cues::COUNTS);
        line.changes = words.cues.has(Cues::CHANGES) && (0..line.len()).any(|i| CHANGES.holds(&line, i));
        line.scores = words.cues.has(Cues::SCORES) && (0..line.len()).any(|i| SCORES.first_at(&line, i).is_some());
        line.rates =
            line.counts && line.tokens.windows(2).any(|pair| pair[0].word == "/" && pair[1].kind == TokenKind::Word);
        line
    }

    /// As [`Line::of`], for a text of a test.
    #[cfg(test)]
    pub fn new(text: &str) -> Line<'static> {
        Line::of(Passage::of_test(text, 0))
    }

    /// Notes byte ranges that belong to other facts.
    pub fn mask(&mut self, masked: &[Range<usize>]) {
        for m in masked {
            let first = self.tokens.partition_point(|t| t.start < m.start);
            self.tokens[first..].iter_mut().take_while(|t| t.start < m.end).for_each(|t| t.masked = true);
        }
    }

    /// How many tokens there are.
    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    /// The lowered words of token `i`; empty beyond the end.
    pub fn word(&self, i: usize) -> &'a str {
        self.tokens.get(i).map_or("", |t| t.word)
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

    /// Whether a quantity may be read from token `i`: a number, a number word, "không".
    pub fn may_count(&self, i: usize) -> bool {
        self.tokens.get(i).is_some_and(|t| match t.kind {
            TokenKind::Number => true,
            TokenKind::Word => counts(t.key),
            TokenKind::Mark => false,
        })
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
        phrases.longest_before(self, i)
    }

    /// The first place in `range` where one of `phrases` stands.
    #[inline]
    pub fn find(&self, mut range: Range<usize>, phrases: &Phrases) -> Option<usize> {
        range.find(|&i| phrases.first_at(self, i).is_some())
    }

    /// The text of the tokens `range` as written, white space collapsed.
    pub fn words(&self, range: Range<usize>) -> String {
        self.bytes(range).map_or_else(String::new, |bytes| collapse(&self.text[bytes]))
    }

    /// The bytes that the tokens `range` cover.
    pub fn bytes(&self, range: Range<usize>) -> Option<Range<usize>> {
        let last = range.end.min(self.len()).checked_sub(1)?;
        let first = self.tokens.get(range.start)?;
        (range.start <= last).then(|| first.start..self.tokens[last].end)
    }

    /// Takes the tokens of `words`, joined where here they are one: "99,5", "B2", "GD&ĐT".
    fn join(&mut self, words: Passage<'a>) {
        let parts = words.tokens;
        let touches = |i: usize, kind: fn(Kind) -> bool| {
            parts.get(i).is_some_and(|t| t.start == parts[i - 1].end() && kind(t.kind))
        };
        let is_word = |kind| kind == Kind::Word;
        let is_number = |kind| matches!(kind, Kind::Number(_));
        let mut spaced = true;
        let mut i = 0;
        let mut end = 0;
        while let Some(part) = parts.get(i) {
            let start = part.start - words.base;
            spaced |= i > 0 && end < start;
            end = start + part.word.len();
            i += 1;
            let next = parts.get(i).filter(|next| next.start == part.end()).map(|next| next.kind);
            let alone = match (part.kind, next) {
                (_, None) | (Kind::Mark(_), _) => true,
                (Kind::Word, Some(Kind::Mark(mark))) => mark != '&',
                (Kind::Number(_), Some(Kind::Mark(mark))) => !matches!(mark, '.' | ','),
                _ => false,
            };
            if alone {
                let kind = match part.kind {
                    Kind::Word => TokenKind::Word,
                    Kind::Number(_) => TokenKind::Number,
                    Kind::Mark(_) => TokenKind::Mark,
                };
                let (word, key) = (part.word, part.key);
                self.tokens.push(Token { word, kind, start, end, spaced, masked: false, key });
                spaced = false;
                continue;
            }
            let (mut kind, first) = match part.kind {
                Kind::Word => (TokenKind::Word, i),
                Kind::Number(_) => (TokenKind::Number, i),
                Kind::Mark(_) => (TokenKind::Mark, i),
            };
            match kind {
                TokenKind::Word => loop {
                    if touches(i, is_word) || touches(i, is_number) {
                        i += 1;
                    } else if touches(i, |kind| kind == Kind::Mark('&')) && touches(i + 1, is_word) {
                        i += 2;
                    } else {
                        break;
                    }
                },
                TokenKind::Number => loop {
                    if touches(i, is_word) {
                        kind = TokenKind::Word;
                        i += 1;
                    } else if kind == TokenKind::Word && touches(i, is_number) {
                        i += 1;
                    } else if kind == TokenKind::Number
                        && touches(i, |kind| matches!(kind, Kind::Mark('.' | ',')))
                        && touches(i + 1, is_number)
                    {
                        i += 2;
                    } else {
                        break;
                    }
                },
                TokenKind::Mark => {}
            }
            let (word, key) = if i == first {
                (part.word, part.key)
            } else {
                let word = &words.lower[start..parts[i - 1].end() - words.base];
                (word, Key::of(word))
            };
            end = start + word.len();
            self.tokens.push(Token { word, kind, start, end, spaced, masked: false, key });
            spaced = false;
        }
    }

    /// Cuts tokens anew, from the characters.
    fn split(&mut self, lower: &'a str) {
        let bytes = lower.as_bytes();
        let mut spaced = true;
        let mut at = 0;
        while let Some(&lead) = bytes.get(at) {
            let (kind, end) = if lead.is_ascii_digit() {
                number_end(lower, at + 1)
            } else {
                let Some(c) = lower[at..].chars().next() else { break };
                if c.is_whitespace() {
                    (spaced, at) = (true, at + c.len_utf8());
                    continue;
                }
                let end = at + c.len_utf8();
                if in_word(c) { (TokenKind::Word, word_end(lower, end)) } else { (TokenKind::Mark, end) }
            };
            let key = Key::of_bytes(bytes, at, end);
            self.tokens.push(Token { word: &lower[at..end], kind, start: at, end, spaced, masked: false, key });
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
    let bytes = text.as_bytes();
    while let Some(&lead) = bytes.get(at) {
        at += match letter_length(bytes, at, lead) {
            0 if lead < 0x80 => {
                let ampersand = || lead == b'&' && char_at(text, at + 1).is_some_and(is_letter);
                if !lead.is_ascii_digit() && !ampersand() {
                    break;
                }
                1
            }
            0 => match char_at(text, at).filter(|c| in_word(*c)) {
                Some(c) => c.len_utf8(),
                None => break,
            },
            length => length,
        };
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
static CHANGES: Phrases = phrase_list!["tăng", "giảm"];

#[inline]
fn counts(key: Key) -> bool {
    NONE.may_open(key) || NUMBER_WORDS.may_open(key)
}

/// What denies that there is anything.
static NONE: Phrases = phrase_list!["không"];

/// What is scored.
static SCORES: Phrases = phrase_list!["chỉ số", "điểm bình quân", "điểm trung bình"];

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
        let line = Line::new(text);
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
        let line = Line::new("İ ẞ ĐẠT 5%");
        assert_eq!((line.word(2), line.raw(2), line.raw(3)), ("đạt", "ĐẠT", "5"));
    }
}
