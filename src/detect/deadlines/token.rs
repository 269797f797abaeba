//! A paragraph (or table cell) as words, numbers and marks: what the grammars of this module read.

use crate::detect::phrases::{Key, Phrases, Words, phrase_list, phrases};
use crate::detect::tokens::{Cues, Kind, Passage, Token};
use crate::directive::Span;

/// One paragraph or table cell with its tokens.
pub(super) struct Line<'a> {
    /// The words as written.
    pub text: &'a str,
    /// Where the line starts in the normalized text.
    pub base: usize,
    tokens: &'a [Token<'a>],
    cues: Cues,
    /// The tokens that end a sentence or a list item.
    stops: Vec<usize>,
}

/// Words written with a stop that ends no sentence.
static ABBREVIATIONS: Phrases = phrase_list![
    "tp", "tx", "tt", "ts", "ths", "gs", "pgs", "bs", "q", "p", "f", "st", "h", "x", "kt", "tm", "tl", "tuq",
];

/// How many tokens of a sentence are looked at on either side of a place.
const REACH: usize = 300;

impl<'a> Line<'a> {
    /// The line of `words`.
    pub fn of(words: Passage<'a>) -> Self {
        let Passage { text, base, tokens, cues, .. } = words;
        let mut line = Self { text, base, tokens, cues, stops: Vec::new() };
        let stops = |token: &Token<'_>| matches!(token.kind, Kind::Mark(';' | '.' | '!' | '?'));
        let marks = words.tokens.iter().enumerate().filter(|(_, token)| stops(token));
        line.stops = marks.map(|(i, _)| i).filter(|&i| line.ends_sentence(i)).collect();
        line
    }

    /// As [`Line::of`], for a text of a test that begins at byte `base`.
    #[cfg(test)]
    pub fn new(text: &str, base: usize) -> Line<'static> {
        Line::of(Passage::of_test(text, base))
    }

    /// How many tokens there are.
    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    /// The token in lower case; empty past the end.
    pub fn word(&self, i: usize) -> &'a str {
        self.tokens.get(i).map_or("", |t| t.word)
    }

    /// The number at `i`.
    #[inline]
    pub fn number(&self, i: usize) -> Option<u32> {
        match self.tokens.get(i)?.kind {
            Kind::Number(n) => Some(n),
            _ => None,
        }
    }

    /// The number at `i` where it is written with at most two digits.
    pub fn small(&self, i: usize) -> Option<u32> {
        self.number(i).filter(|_| self.word(i).len() <= 2)
    }

    /// The punctuation mark at `i`.
    #[inline]
    pub fn mark(&self, i: usize) -> Option<char> {
        match self.tokens.get(i)?.kind {
            Kind::Mark(c) => Some(c),
            _ => None,
        }
    }

    /// Whether a word (not a number, not a mark) stands at `i`.
    #[inline]
    pub fn is_word(&self, i: usize) -> bool {
        self.tokens.get(i).is_some_and(|t| t.kind == Kind::Word)
    }

    /// Whether the word at `i` begins with a capital as written.
    pub fn is_capital(&self, i: usize) -> bool {
        self.tokens.get(i).and_then(|t| self.text[t.start - self.base..].chars().next()).is_some_and(char::is_uppercase)
    }

    /// Whether no white space stands between token `i` and the next one.
    pub fn touches(&self, i: usize) -> bool {
        matches!((self.tokens.get(i), self.tokens.get(i + 1)), (Some(a), Some(b)) if a.end() == b.start)
    }

    /// Whether the token at `i` is one of `words`.
    #[inline]
    pub fn any(&self, i: usize, words: &Phrases) -> bool {
        words.holds(self, i)
    }

    /// The index after the first of `phrases` that stands at `i`; list longer ones first.
    #[inline]
    pub fn one_of(&self, i: usize, phrases: &Phrases) -> Option<usize> {
        phrases.first_at(self, i)
    }

    /// The index after one of `phrases`, or `i` itself where none stands there.
    #[inline]
    pub fn skip(&self, i: usize, phrases: &Phrases) -> usize {
        self.one_of(i, phrases).unwrap_or(i)
    }

    /// Whether one of `phrases` ends right before token `i`.
    #[inline]
    pub fn follows(&self, i: usize, phrases: &Phrases) -> bool {
        phrases.ends_before(self, i)
    }

    /// Whether one of `phrases` begins at a token of `range`.
    #[inline]
    pub fn has(&self, range: std::ops::Range<usize>, phrases: &Phrases) -> bool {
        phrases.begins_in(self, range)
    }

    /// Whether a slash touches the number before it, as in most days.
    pub fn has_slash_behind_digits(&self) -> bool {
        let is_day = |pair: &[Token<'_>]| {
            matches!(pair[0].kind, Kind::Number(_)) && pair[1].kind == Kind::Mark('/') && pair[0].end() == pair[1].start
        };
        self.tokens.windows(2).any(is_day)
    }

    /// Whether it speaks of enrolment.
    pub fn enrols(&self) -> bool {
        self.cues.has(Cues::ENROLS) && self.has(0..self.len(), phrases!["tuyển sinh"])
    }

    /// The place in the normalized text of the tokens `first..end`.
    pub fn span(&self, first: usize, end: usize) -> Span {
        let start = self.start(first);
        Span::new(self.base + start, self.base + self.end_of(end.min(self.len())).max(start))
    }

    /// The words as written of the tokens `first..end`.
    pub fn written(&self, first: usize, end: usize) -> &'a str {
        self.text.get(self.start(first)..self.end_of(end.min(self.len()))).unwrap_or_default()
    }

    /// First byte of token `i`, from the line's start.
    fn start(&self, i: usize) -> usize {
        self.tokens.get(i).map_or(self.text.len(), |t| t.start - self.base)
    }

    /// One past the last byte of the token before `end`.
    fn end_of(&self, end: usize) -> usize {
        end.checked_sub(1).and_then(|i| self.tokens.get(i)).map_or(0, |t| t.end() - self.base)
    }

    /// Whether token `i` ends a sentence or a list item inside a paragraph.
    pub fn is_stop(&self, i: usize) -> bool {
        self.stops.binary_search(&i).is_ok()
    }

    fn ends_sentence(&self, i: usize) -> bool {
        match self.mark(i) {
            Some(';') => true,
            Some('.' | '!' | '?') => {
                // "1." in front, "TP. Hồ", "10.9.2024" and "v.v." end nothing.
                !self.touches(i)
                    && i > 1
                    && !(self.touches(i - 1) && self.is_capital(i - 1) && self.any(i - 1, &ABBREVIATIONS))
            }
            _ => false,
        }
    }

    /// The sentence or list item around token `i`: first token and one past the last, stops left out; of a text
    /// without stops what stands near.
    pub fn sentence(&self, i: usize) -> (usize, usize) {
        let (near, far) = (i.saturating_sub(REACH), (i + REACH).min(self.len()));
        let next = self.stops.partition_point(|&stop| stop < i);
        let first = self.stops[..next].last().map_or(near, |&stop| near.max(stop + 1));
        let end = self.stops.get(next).map_or(far, |&stop| far.min(stop));
        (first, end)
    }

    /// The index after a list marker ("-", "+", "a)", "2.1.") at the line's start.
    pub fn after_marker(&self) -> usize {
        let mut i = 0;
        while matches!(self.mark(i), Some('-' | '+' | '*' | '•' | '–' | '—' | '●' | '▪' | '◦' | '·')) {
            i += 1;
        }
        let label_end = (i..self.len().min(i + 8)).find(|&k| !self.touches(k));
        if let Some(end) = label_end.filter(|&end| end > i) {
            let labels = (i..end).all(|k| match self.tokens[k].kind {
                Kind::Number(_) => self.word(k).len() <= 2,
                Kind::Mark(c) => ".)/".contains(c),
                Kind::Word => self.word(k).chars().count() == 1 || self.word(k).chars().all(|c| "ivx".contains(c)),
            });
            if labels && matches!(self.mark(end), Some('.' | ')' | '/')) {
                return end + 1;
            }
        }
        i
    }
}

impl Words for Line<'_> {
    fn word(&self, i: usize) -> &str {
        self.word(i)
    }

    #[inline]
    fn key(&self, i: usize) -> Option<Key> {
        self.tokens.get(i).map(|token| token.key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_offsets_through_lower_case() {
        for text in ["NGÀY Đ 10/9", "İstanbul ẞ K ngày 5", "", "Ộ ợ ỹ", "x\u{301}y 5"] {
            let line = Line::new(text, 7);
            for i in 0..line.len() {
                let span = line.span(i, i + 1);
                assert!(text.get(span.start - 7..span.end - 7).is_some_and(|t| !t.is_empty()), "{text}");
            }
        }
    }

    #[test]
    fn finds_where_a_list_marker_ends() {
        for (text, want) in [
            ("- Nộp", "Nộp"),
            ("+ a) Nộp", "Nộp"),
            ("2.1. Nộp", "Nộp"),
            ("IV. Nộp", "Nộp"),
            ("c) Nộp", "Nộp"),
            ("Nộp", "Nộp"),
            ("10/9 Nộp", "10"),
            ("- 10.9.2024 Nộp", "10"),
        ] {
            let line = Line::new(text, 0);
            let at = line.after_marker();
            assert_eq!(line.written(at, at + 1), want, "{text}");
        }
    }

    #[test]
    fn parts_sentences_at_stops_only() {
        for (text, at, want) in [
            ("1. Nộp ngày 10.9.2024 về TP. Vinh; sau đó nghỉ.", 3, "1. Nộp ngày 10.9.2024 về TP. Vinh"),
            ("Xong việc. Nộp bài.", 3, "Nộp bài"),
        ] {
            let line = Line::new(text, 0);
            let (first, end) = line.sentence(at);
            assert_eq!(line.written(first, end), want);
        }
    }
}
