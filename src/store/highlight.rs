//! Where the words of a query stand in a paragraph: phrases are marked as phrases, not as loose words.

use std::ops::Range;

use super::tokens::{Token, Words};
use crate::directive::Span;

/// The places that match, in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Match {
    /// Whether all words stand there with their marks.
    pub exact: bool,
    /// Offsets in the text of the tokens.
    pub marks: Vec<Span>,
}

/// Matches a paragraph, given by its tokens. Words with their marks count as matches alone where all groups have some;
/// otherwise those without do too.
pub(super) fn match_in(words: &Words, tokens: &[Token]) -> Match {
    let exact = places(words, tokens, |a, b| a.exact == b.exact);
    let is_exact = exact.iter().all(|group| !group.is_empty());
    let found = if is_exact { exact } else { places(words, tokens, |a, b| a.folded == b.folded) };
    let runs = runs(words, &found);
    let run = runs.iter().map(|run| run.words).max().unwrap_or_default();
    // The query's words side by side are what was meant; scattered ones are marked only where nothing better is.
    let marked = runs.iter().filter(|candidate| candidate.words == run || run == 1 || candidate.is_phrase);
    let mut marks: Vec<Span> = Vec::new();
    for Run { tokens: range, .. } in marked {
        if let (Some(first), Some(last)) = (tokens.get(range.start), tokens.get(range.end.saturating_sub(1))) {
            match marks.last_mut() {
                Some(mark) if first.span.start < mark.end => mark.end = mark.end.max(last.span.end),
                _ => marks.push(Span::new(first.span.start, last.span.end)),
            }
        }
    }
    Match { exact: is_exact, marks }
}

/// For each group, where it stands: the index of its first token.
fn places(words: &Words, tokens: &[Token], same: impl Fn(&Token, &Token) -> bool) -> Vec<Vec<usize>> {
    let stands = |group: &[Token], at: usize| {
        tokens.get(at..at + group.len()).is_some_and(|there| there.iter().zip(group).all(|(a, b)| same(a, b)))
    };
    words.groups.iter().map(|group| (0..tokens.len()).filter(|&at| stands(group, at)).collect()).collect()
}

/// Tokens in a row that are words of the query in its order.
struct Run {
    tokens: Range<usize>,
    words: usize,
    is_phrase: bool,
}

/// The longest runs from each place on, in order of the text; what lies inside a run is not a run of its own.
fn runs(words: &Words, found: &[Vec<usize>]) -> Vec<Run> {
    let mut starts: Vec<(usize, usize)> =
        found.iter().enumerate().flat_map(|(group, places)| places.iter().map(move |&at| (at, group))).collect();
    starts.sort_unstable();
    let mut runs: Vec<Run> = Vec::new();
    for (start, first) in starts {
        let mut run = Run { tokens: start..start, words: 0, is_phrase: false };
        for (group, places) in words.groups.iter().zip(found).skip(first) {
            if places.binary_search(&run.tokens.end).is_err() {
                break;
            }
            run.tokens.end += group.len();
            run.words += group.len();
            run.is_phrase |= group.len() > 1;
        }
        match runs.last_mut() {
            Some(last) if run.tokens.start < last.tokens.end && run.words <= last.words => {}
            Some(last) if last.tokens.start == run.tokens.start => *last = run,
            _ => runs.push(run),
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::super::tokens::tokens;
    use super::*;

    fn marked(query: &str, text: &str) -> (String, bool) {
        let found = match_in(&Words::of(query), &tokens(text));
        let mut shown = text.to_owned();
        for mark in found.marks.iter().rev() {
            shown.insert(mark.end, ']');
            shown.insert(mark.start, '[');
        }
        (shown, found.exact)
    }

    #[test]
    fn marks_phrases_not_loose_words() {
        for (query, text, expected, exact) in [
            ("học sinh", "Sinh học cho học sinh", "Sinh học cho [học sinh]", true),
            ("hoc sinh", "Mỗi học sinh một cây", "Mỗi [học sinh] một cây", false),
            ("\"học 2 buổi\"", "học 2 buổi, không học 3 buổi", "[học 2 buổi], không học 3 buổi", true),
            ("trường bếp", "bếp của trường", "[bếp] của [trường]", true),
            ("hoà", "chan hòa", "chan [hòa]", true),
            ("vắng", "không có gì", "không có gì", false),
            ("a a", "a a a", "[a a] a", true),
        ] {
            assert_eq!(marked(query, text), (expected.to_owned(), exact), "{query}");
        }
    }
}
