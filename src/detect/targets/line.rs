//! One paragraph as tokens over its lowered words: what the quantity grammar reads.
//!
//! Tokens keep byte offsets into the paragraph, so that every clause can be cut out of the text as written.

use std::ops::Range;

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
}

impl<'a> Line<'a> {
    /// Splits `text`; `masked` are byte ranges of it that belong to other facts, in order.
    pub fn new(text: &'a str, masked: &[Range<usize>]) -> Self {
        let mut line = Self { text, lower: lower(text), tokens: Vec::with_capacity(text.len() / 5) };
        line.split();
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
        let mut rest = phrase;
        let mut n = 0;
        loop {
            let word = self.word(i + n);
            rest = rest.strip_prefix(word).filter(|_| !word.is_empty())?;
            n += 1;
            if rest.is_empty() {
                return Some(n);
            }
            rest = rest.strip_prefix(' ')?;
        }
    }

    /// The longest of `phrases` that stands at token `i`, as its number of tokens.
    pub fn longest_at(&self, i: usize, phrases: &[&str]) -> Option<usize> {
        phrases.iter().filter_map(|p| self.phrase_at(i, p)).max()
    }

    /// The longest of `phrases` that ends right before token `i`, as its first token.
    pub fn longest_before(&self, i: usize, phrases: &[&str]) -> Option<usize> {
        let last = self.word(i.checked_sub(1)?);
        phrases
            .iter()
            .filter(|p| p.ends_with(last))
            .filter_map(|p| {
                let first = i.checked_sub(p.split(' ').count())?;
                self.phrase_at(first, p).map(|_| first)
            })
            .min()
    }

    /// The first place in `range` where one of `phrases` stands.
    pub fn find(&self, range: Range<usize>, phrases: &[&str]) -> Option<usize> {
        range.into_iter().find(|&i| self.longest_at(i, phrases).is_some())
    }

    /// The text of the tokens `range` as written, white space collapsed.
    pub fn words(&self, range: Range<usize>) -> String {
        match self.bytes(range) {
            Some(bytes) => self.text[bytes].split_whitespace().collect::<Vec<_>>().join(" "),
            None => String::new(),
        }
    }

    /// The bytes that the tokens `range` cover.
    pub fn bytes(&self, range: Range<usize>) -> Option<Range<usize>> {
        let last = range.end.min(self.len()).checked_sub(1)?;
        let first = self.tokens.get(range.start)?;
        (range.start <= last).then(|| first.start..self.tokens[last].end)
    }

    fn split(&mut self) {
        let mut spaced = true;
        let mut chars = self.lower.char_indices().peekable();
        while let Some((start, c)) = chars.next() {
            if c.is_whitespace() {
                spaced = true;
                continue;
            }
            let mut end = start + c.len_utf8();
            let kind = if c.is_ascii_digit() {
                let mut letters = false;
                while let Some(&(at, d)) = chars.peek() {
                    let inner = matches!(d, '.' | ',') && !letters && followed_by_digit(&self.lower, at + 1);
                    if !(d.is_alphanumeric() && !is_raised(d) || inner) {
                        break;
                    }
                    letters |= d.is_alphabetic();
                    end = at + d.len_utf8();
                    chars.next();
                }
                if letters { TokenKind::Word } else { TokenKind::Number }
            } else if c.is_alphanumeric() && !is_raised(c) {
                while let Some(&(at, d)) = chars.peek() {
                    let ampersand = d == '&' && self.lower[at + 1..].starts_with(char::is_alphabetic);
                    if !(d.is_alphanumeric() && !is_raised(d) || ampersand) {
                        break;
                    }
                    end = at + d.len_utf8();
                    chars.next();
                }
                TokenKind::Word
            } else {
                TokenKind::Mark
            };
            self.tokens.push(Token { kind, start, end, spaced, masked: false });
            spaced = false;
        }
    }
}

/// Lower case that keeps every byte offset: a letter whose lower case is longer or shorter stays as it is.
fn lower(text: &str) -> String {
    text.chars()
        .map(|c| {
            let mut low = c.to_lowercase();
            match (low.next(), low.next()) {
                (Some(l), None) if l.len_utf8() == c.len_utf8() => l,
                _ => c,
            }
        })
        .collect()
}

fn followed_by_digit(text: &str, at: usize) -> bool {
    text.as_bytes().get(at).is_some_and(u8::is_ascii_digit)
}

/// Raised digits are footnote marks, not part of a word or number.
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
