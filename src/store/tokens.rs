//! What is searched for: syllables, in the spelling that counts marks and in the one that does not.

use std::collections::HashMap;

use crate::directive::Span;
use crate::text::{fold, match_key};

/// One syllable or number of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    /// Its place in the text.
    pub span: Span,
    /// Its spelling with marks ([`match_key`]).
    pub exact: String,
    /// Its spelling without ([`fold`]).
    pub folded: String,
}

impl Token {
    /// Whether it has marks, without which it is another word.
    pub fn has_marks(&self) -> bool {
        self.exact != self.folded
    }
}

/// Cuts texts into tokens and remembers the spellings of words met before: texts repeat a small vocabulary, and
/// finding the spelling of a syllable costs far more than looking it up.
#[derive(Debug, Default)]
pub(super) struct Tokenizer(HashMap<String, (String, String)>);

/// So many words are remembered: more than the language has, numbers aside.
const REMEMBERED: usize = 100_000;

impl Tokenizer {
    /// The tokens of a text in order: runs of letters and digits.
    pub fn tokens(&mut self, text: &str) -> Vec<Token> {
        let mut tokens = Vec::new();
        let mut start = None;
        let is_inside = |c: char| c.is_alphanumeric() || unicode_normalization::char::is_combining_mark(c);
        for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
            match start {
                None if is_inside(c) => start = Some(at),
                Some(from) if !is_inside(c) => {
                    let (exact, folded) = self.spellings(&text[from..at]);
                    tokens.push(Token { span: Span::new(from, at), exact, folded });
                    start = None;
                }
                _ => {}
            }
        }
        tokens
    }

    fn spellings(&mut self, word: &str) -> (String, String) {
        if let Some(known) = self.0.get(word) {
            return known.clone();
        }
        if self.0.len() >= REMEMBERED {
            self.0.clear();
        }
        let exact = match_key(word);
        let folded = fold(&exact);
        self.0.insert(word.to_owned(), (exact.clone(), folded.clone()));
        (exact, folded)
    }
}

/// The tokens of one short text.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    Tokenizer::default().tokens(text)
}

/// What a person asks for: words and "phrases". Any text is a query; there is no syntax that can fail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// One group for each phrase in quotes and for each word outside of them.
    pub(super) groups: Vec<Vec<Token>>,
}

impl Words {
    /// Reads a query; a quote without its counterpart is not there.
    pub fn of(query: &str) -> Self {
        use unicode_normalization::UnicodeNormalization;
        let query: String = query.nfc().map(|c| if "“”„«»".contains(c) { '"' } else { c }).collect();
        let mut groups = Vec::new();
        let parts: Vec<&str> = query.split('"').collect();
        for (i, part) in parts.iter().enumerate() {
            let is_quoted = i % 2 == 1 && i + 1 < parts.len();
            if is_quoted {
                groups.push(tokens(part));
            } else {
                groups.extend(tokens(part).into_iter().map(|token| vec![token]));
            }
        }
        groups.retain(|group| !group.is_empty());
        Self { groups }
    }

    /// The words that are marked.
    #[must_use]
    pub fn only(&self, marked: &[bool]) -> Self {
        let kept = self.groups.iter().zip(marked).filter(|(_, marked)| **marked);
        Self { groups: kept.map(|(group, _)| group.clone()).collect() }
    }

    /// As a query.
    pub fn written(&self) -> String {
        let group = |group: &Vec<Token>| {
            let words = group.iter().map(|token| token.exact.as_str()).collect::<Vec<_>>().join(" ");
            if group.len() > 1 { format!("\"{words}\"") } else { words }
        };
        self.groups.iter().map(group).collect::<Vec<_>>().join(" ")
    }

    /// Whether there is nothing to search for.
    pub fn is_empty(&self) -> bool {
        self.groups.is_empty()
    }

    /// Whether a text holds all of them, without regard to marks.
    pub fn are_all_in(&self, text: &str) -> bool {
        let tokens = tokens(text);
        let holds = |group: &Vec<Token>| {
            tokens.windows(group.len()).any(|there| there.iter().zip(group).all(|(a, b)| a.folded == b.folded))
        };
        self.groups.iter().all(holds)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(query: &str, expected: &[&[&str]]) {
        let words = Words::of(query);
        let found: Vec<Vec<&str>> =
            words.groups.iter().map(|group| group.iter().map(|t| t.exact.as_str()).collect()).collect();
        assert_eq!(found, expected, "{query}");
    }

    #[test]
    fn reads_words_and_phrases() {
        check("học sinh", &[&["học"], &["sinh"]]);
        check("\"học 2 buổi/ngày\" lớp", &[&["học", "2", "buổi", "ngày"], &["lớp"]]);
        check("“Bồi dưỡng”", &[&["bồi", "dưỡng"]]);
        check("hoà", &[&["hòa"]]);
        check("ho\u{323}c", &[&["học"]]);
    }

    #[test]
    fn no_query_fails() {
        check("", &[]);
        check("\"\" ?!", &[]);
        check("năm [2024", &[&["năm"], &["2024"]]);
        check("a \"b c", &[&["a"], &["b"], &["c"]]);
        check("27/2020/", &[&["27"], &["2020"]]);
    }
}
