//! The text cut into words, numbers and marks, once for all detectors.
//!
//! Every token carries the key of its word, by which [`phrases`](super::phrases) are looked up, and every paragraph the
//! [`Cues`] of the words in it, so that a detector that needs one of them passes over most of the text at no cost.

use std::ops::Range;

use super::letters::{is_letter, letter_length, letters_end};
use super::phrases::{Key, Words};
use crate::directive::Span;
use crate::text::Text;

/// A word, a number or a mark.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::detect) struct Token<'a> {
    /// Its words in lower case.
    pub word: &'a str,
    /// Its first byte, in the normalized text.
    pub start: usize,
    /// The key of its word.
    pub key: Key,
    /// What it is.
    pub kind: Kind,
}

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::detect) enum Kind {
    /// Letters.
    Word,
    /// Digits and their value; one beyond 32 bits stays at the largest.
    Number(u32),
    /// Any other single character but white space.
    Mark(char),
}

impl Token<'_> {
    /// One past its last byte.
    #[inline]
    pub fn end(&self) -> usize {
        self.start + self.word.len()
    }
}

/// A directive's text with its tokens.
pub(in crate::detect) struct Tokens<'a> {
    /// The text as written.
    pub text: &'a Text,
    /// Its content in lower case, byte for byte as long.
    pub lower: &'a str,
    tokens: Vec<Token<'a>>,
    /// For each paragraph its first token, and one past the last of all.
    firsts: Vec<usize>,
    cues: Vec<Cues>,
}

impl<'a> Tokens<'a> {
    /// Those of `text`; `lower` is its content in lower case (by [`lower`](super::letters::lower)).
    pub fn of(text: &'a Text, lower: &'a str) -> Self {
        let mut tokens = Vec::with_capacity(lower.len() / 4 + 1);
        let mut firsts = Vec::with_capacity(text.paragraphs.len() + 1);
        let mut cues = Vec::with_capacity(text.paragraphs.len());
        for paragraph in &text.paragraphs {
            firsts.push(tokens.len());
            cues.push(cut(&lower[paragraph.span.start..paragraph.span.end], paragraph.span.start, &mut tokens));
        }
        firsts.push(tokens.len());
        // Words that stand by themselves, as a mention typed by a person, have no paragraphs.
        if text.paragraphs.is_empty() {
            cut(lower, 0, &mut tokens);
        }
        Self { text, lower, tokens, firsts, cues }
    }

    /// The tokens of all paragraphs.
    pub fn all(&self) -> &[Token<'a>] {
        &self.tokens
    }

    /// The paragraphs in order.
    pub fn passages(&self) -> impl Iterator<Item = Passage<'_>> {
        (0..self.cues.len()).map(|i| self.passage(i))
    }

    /// The paragraph that holds `offset`.
    pub fn passage_at(&self, offset: usize) -> Option<Passage<'_>> {
        self.text.paragraph_at(offset).map(|i| self.passage(i))
    }

    /// Paragraph `i`.
    pub fn passage(&self, i: usize) -> Passage<'_> {
        let Span { start, end } = self.text.paragraphs[i].span;
        Passage {
            text: &self.text.content[start..end],
            lower: &self.lower[start..end],
            base: start,
            tokens: &self.tokens[self.firsts[i]..self.firsts[i + 1]],
            cues: self.cues[i],
        }
    }
}

/// A stretch of the normalized text.
#[derive(Debug, Clone, Copy)]
pub(in crate::detect) struct Passage<'a> {
    /// As written.
    pub text: &'a str,
    /// In lower case, byte for byte as long.
    pub lower: &'a str,
    /// Where it starts in the normalized text.
    pub base: usize,
    /// Its tokens.
    pub tokens: &'a [Token<'a>],
    /// The cues in it, or in the paragraph that it is a part of.
    pub cues: Cues,
}

impl<'a> Passage<'a> {
    /// The part at `range` of it, which cuts no token.
    pub fn part(self, range: Range<usize>) -> Self {
        let (start, end) = (self.base + range.start, self.base + range.end);
        let first = self.tokens.partition_point(|token| token.start < start);
        let count = self.tokens[first..].partition_point(|token| token.start < end);
        Self {
            text: &self.text[range.clone()],
            lower: &self.lower[range],
            base: start,
            tokens: &self.tokens[first..first + count],
            cues: self.cues,
        }
    }

    /// Without white space at its ends.
    pub fn trim(self) -> Self {
        let start = self.text.len() - self.text.trim_start().len();
        self.part(start..start.max(self.text.trim_end().len()))
    }
}

/// Words that stand by themselves, with what a [`Passage`] needs of them.
pub(in crate::detect) struct Alone<'a> {
    text: &'a str,
    lower: &'a str,
    tokens: Vec<Token<'a>>,
    cues: Cues,
}

impl<'a> Alone<'a> {
    /// Those of `text`, which is `lower` in lower case.
    pub fn new(text: &'a str, lower: &'a str) -> Self {
        let mut tokens = Vec::with_capacity(lower.len() / 4 + 1);
        let cues = cut(lower, 0, &mut tokens);
        Self { text, lower, tokens, cues }
    }

    /// All of it, as if it stood at the start of a text.
    pub fn passage(&self) -> Passage<'_> {
        Passage { text: self.text, lower: self.lower, base: 0, tokens: &self.tokens, cues: self.cues }
    }
}

#[cfg(test)]
impl Passage<'static> {
    /// That of a text of a test, which stands at byte `base`.
    pub fn of_test(text: &str, base: usize) -> Self {
        let lower: &str = super::letters::lower(text).leak();
        let mut tokens = Vec::new();
        let cues = cut(lower, base, &mut tokens);
        Self { text: text.to_owned().leak(), lower, base, tokens: tokens.leak(), cues }
    }
}

/// Cuts `lower`, which starts at byte `base`, into tokens.
fn cut<'a>(lower: &'a str, base: usize, tokens: &mut Vec<Token<'a>>) -> Cues {
    let bytes = lower.as_bytes();
    let mut cues = Cues::NONE;
    let mut end = 0;
    while let Some(&lead) = bytes.get(end) {
        let start = end;
        if lead == b' ' {
            end += 1;
            continue;
        }
        let length = letter_length(bytes, end, lead);
        let kind = if length > 0 {
            end += length;
            while let Some(&lead) = bytes.get(end) {
                match letter_length(bytes, end, lead) {
                    0 => break,
                    length => end += length,
                }
            }
            if bytes.get(end).is_some_and(|byte| !byte.is_ascii()) {
                let letters = letters_end(lower, end);
                // Letters that Vietnamese does not have, and marks set on letters.
                if letters > end {
                    cues = cues.with(Cues::ODD);
                    end = letters;
                }
            }
            Kind::Word
        } else if lead.is_ascii_digit() {
            let mut number = 0u32;
            while let Some(digit) = bytes.get(end).filter(|b| b.is_ascii_digit()) {
                number = number.saturating_mul(10).saturating_add(u32::from(digit - b'0'));
                end += 1;
            }
            Kind::Number(number)
        } else {
            let Some(mark) = lower[start..].chars().next() else { break };
            end += mark.len_utf8();
            if mark.is_whitespace() {
                continue;
            }
            if is_inside(mark) {
                cues = cues.with(Cues::ODD);
                end = letters_end(lower, end);
                Kind::Word
            } else {
                Kind::Mark(mark)
            }
        };
        let key = Key::of_bytes(bytes, start, end);
        let word = &lower[start..end];
        cues = cues.with(match kind {
            Kind::Word => CUES.of(key),
            Kind::Number(_) => Cues::COUNTS,
            Kind::Mark('“' | '”' | '«' | '»' | '"') => Cues::QUOTES,
            Kind::Mark('|') => Cues::BARS,
            Kind::Mark(mark) if !mark.is_ascii() && mark.is_numeric() => Cues::ODD,
            Kind::Mark(_) => Cues::NONE,
        });
        tokens.push(Token { word, start: base + start, key, kind });
    }
    cues
}

/// Whether `c` is a letter or a mark on one.
fn is_inside(c: char) -> bool {
    is_letter(c) || ('\u{300}'..='\u{36f}').contains(&c)
}

/// What the words of a paragraph are cues for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::detect) struct Cues(u32);

impl Cues {
    /// None.
    pub const NONE: Self = Self(0);
    /// Characters that not all detectors take for parts of words alike.
    pub const ODD: Self = Self(1);
    /// Words without which no document is changed, repealed or put in force.
    pub const EFFECT: Self = Self(1 << 1);
    /// "này".
    pub const THIS: Self = Self(1 << 2);
    /// "dụng", as in "áp dụng".
    pub const APPLIES: Self = Self(1 << 3);
    /// "nhận", as in "nơi nhận".
    pub const COPIES: Self = Self(1 << 4);
    /// A quotation mark.
    pub const QUOTES: Self = Self(1 << 5);
    /// "lớp", "khối".
    pub const GRADES: Self = Self(1 << 6);

    /// An upright bar, which parts the cells of a table that was written out.
    pub const BARS: Self = Self(1 << 7);
    /// "ngày".
    pub const DAYS: Self = Self(1 << 8);
    /// A number in digits or as a word, and "không".
    pub const COUNTS: Self = Self(1 << 9);
    /// "tăng", "giảm".
    pub const CHANGES: Self = Self(1 << 10);
    /// Words that lines of a letterhead begin with.
    pub const ANCHORS: Self = Self(1 << 13);
    /// "tuyển", as in "tuyển sinh".
    pub const ENROLS: Self = Self(1 << 12);
    /// "chỉ", "điểm", as in "chỉ số", "điểm bình quân".
    pub const SCORES: Self = Self(1 << 11);

    /// Both.
    #[inline]
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether one of `others` is among them.
    #[inline]
    pub const fn has(self, others: Self) -> bool {
        self.0 & others.0 != 0
    }
}

/// The words that are cues, by their keys.
struct Table([(Key, Cues); SLOTS]);

const SLOTS: usize = 256;

impl Table {
    const fn new(words: &[(&str, Cues)]) -> Self {
        let mut slots = [(Key::NONE, Cues::NONE); SLOTS];
        let mut n = 0;
        while n < words.len() {
            let (word, cues) = words[n];
            let key = Key::of(word);
            let mut slot = key.slot(SLOTS);
            while slots[slot].1.0 != 0 && !slots[slot].0.same(key) {
                slot = (slot + 1) % SLOTS;
            }
            slots[slot] = (key, cues.with(slots[slot].1));
            n += 1;
        }
        Self(slots)
    }

    /// What the word of `key` is a cue for.
    #[inline]
    fn of(&self, key: Key) -> Cues {
        let mut slot = key.slot(SLOTS);
        loop {
            let (other, cues) = self.0[slot % SLOTS];
            if cues == Cues::NONE || other == key {
                return cues;
            }
            slot += 1;
        }
    }
}

static CUES: Table = Table::new(&[
    ("thay", Cues::EFFECT),
    ("thế", Cues::EFFECT),
    ("bỏ", Cues::EFFECT),
    ("đổi", Cues::EFFECT),
    ("sung", Cues::EFFECT),
    ("chỉnh", Cues::EFFECT),
    ("chính", Cues::EFFECT),
    ("ngưng", Cues::EFFECT),
    ("chỉ", Cues::EFFECT.with(Cues::SCORES)),
    ("điểm", Cues::SCORES),
    ("tuyển", Cues::ENROLS),
    ("tăng", Cues::CHANGES),
    ("giảm", Cues::CHANGES),
    ("không", Cues::COUNTS),
    ("một", Cues::COUNTS),
    ("hai", Cues::COUNTS),
    ("ba", Cues::COUNTS),
    ("bốn", Cues::COUNTS),
    ("năm", Cues::COUNTS),
    ("sáu", Cues::COUNTS),
    ("bảy", Cues::COUNTS),
    ("bẩy", Cues::COUNTS),
    ("tám", Cues::COUNTS),
    ("chín", Cues::COUNTS),
    ("mười", Cues::COUNTS),
    ("lực", Cues::EFFECT),
    ("trình", Cues::EFFECT),
    ("này", Cues::THIS),
    ("dụng", Cues::APPLIES),
    ("nhận", Cues::COPIES),
    ("ngày", Cues::DAYS.with(Cues::ANCHORS)),
    ("cộng", Cues::ANCHORS),
    ("đảng", Cues::ANCHORS),
    ("độc", Cues::ANCHORS),
    ("số", Cues::ANCHORS),
    ("v", Cues::ANCHORS),
    ("kính", Cues::ANCHORS),
    ("nơi", Cues::ANCHORS),
    ("lớp", Cues::GRADES),
    ("khối", Cues::GRADES),
]);

impl Words for Passage<'_> {
    fn word(&self, i: usize) -> &str {
        self.tokens.get(i).map_or("", |token| token.word)
    }

    #[inline]
    fn key(&self, i: usize) -> Option<Key> {
        self.tokens.get(i).map(|token| token.key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(passage: Passage<'_>) -> Vec<&str> {
        passage.tokens.iter().map(|token| token.word).collect()
    }

    #[test]
    fn cuts_words_numbers_and_marks() {
        let passage = Passage::of_test("Nộp trước 05/9/2024, GD&ĐT: 99,5% “A2”", 7);
        let want =
            ["nộp", "trước", "05", "/", "9", "/", "2024", ",", "gd", "&", "đt", ":", "99", ",", "5", "%", "“", "a"];
        assert_eq!(words(passage)[..18], want);
        assert_eq!((passage.tokens[2].kind, passage.tokens[2].start), (Kind::Number(5), 7 + "Nộp trước ".len()));
        assert!(passage.cues.has(Cues::QUOTES) && !passage.cues.has(Cues::ODD));
    }

    #[test]
    fn keeps_marks_on_letters_inside_words() {
        for (text, want) in [("hoc\u{323} x", vec!["hoc\u{323}", "x"]), ("ŵẁ ω", vec!["ŵẁ", "ω"]), ("½", vec!["½"])]
        {
            let passage = Passage::of_test(text, 0);
            assert_eq!((words(passage), passage.cues.has(Cues::ODD)), (want, true), "{text}");
        }
    }

    #[test]
    fn parts_have_the_tokens_inside_them() {
        let passage = Passage::of_test("  a b\tc d ", 3).trim();
        assert_eq!((passage.text, passage.base), ("a b\tc d", 5));
        let part = passage.part(4..7);
        assert_eq!((part.text, part.base, words(part)), ("c d", 9, vec!["c", "d"]));
        assert!(words(passage.part(3..3)).is_empty());
    }

    #[test]
    fn cues_are_told_by_whole_words() {
        let cues = |text| Passage::of_test(text, 0).cues;
        assert!(cues("Khối 9").has(Cues::GRADES) && cues("BÃI BỎ Điều 5").has(Cues::EFFECT));
        assert_eq!(cues("khốic nhậnx lớpa"), Cues::NONE);
    }
}
