//! Where the words of a query stand in a paragraph, and how well: phrases are marked as phrases, not as loose words.

use std::cmp::Reverse;
use std::ops::Range;

use super::tokens::{Token, Words};
use crate::directive::Span;

/// How well a paragraph matches; greater is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Rank {
    /// How many of the words and phrases it holds.
    groups: usize,
    /// Whether all of them stand there with their marks.
    pub exact: bool,
    /// The longest run of the query's words side by side.
    run: usize,
    /// The fewest tokens between a first and a last word that cover all.
    window: Reverse<usize>,
    /// How many places are marked.
    places: usize,
}

/// The places that match, in order, and how well.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Match {
    pub rank: Rank,
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
    let groups = found.iter().filter(|group| !group.is_empty()).count();
    let rank = Rank { groups, exact: is_exact, run, window: Reverse(window(&found)), places: marks.len() };
    Match { rank, marks }
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

/// The fewest tokens that cover one place of each group that has any.
fn window(found: &[Vec<usize>]) -> usize {
    let mut places: Vec<(usize, usize)> =
        found.iter().enumerate().flat_map(|(group, places)| places.iter().map(move |&at| (at, group))).collect();
    places.sort_unstable();
    let needed = found.iter().filter(|group| !group.is_empty()).count();
    let mut seen = vec![0_usize; found.len()];
    let (mut covered, mut left, mut best) = (0, 0, usize::MAX);
    for &(at, group) in &places {
        seen[group] += 1;
        covered += usize::from(seen[group] == 1);
        while covered == needed {
            let (start, first) = places[left];
            best = best.min(at - start);
            seen[first] -= 1;
            covered -= usize::from(seen[first] == 0);
            left += 1;
        }
    }
    best
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
        (shown, found.rank.exact)
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

    #[test]
    fn ranks_marks_and_nearness() {
        let rank = |query: &str, text: &str| match_in(&Words::of(query), &tokens(text)).rank;
        let query = "dạy học";
        let best_first = ["đổi mới dạy học", "dạy và học", "dạy thật tốt rồi học", "day hoc", "day roi hoc"];
        for pair in best_first.windows(2) {
            assert!(rank(query, pair[0]) > rank(query, pair[1]), "{} > {}", pair[0], pair[1]);
        }
    }
}
