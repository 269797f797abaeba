//! Which paragraphs match words, and in which order: decided in the full text view alone, without reading any text.
//!
//! First come those that hold all words side by side, with the marks of those that are asked for with marks, then those
//! that hold them so anywhere, then side by side without regard to marks, then the others; among alike the newest.

use std::cmp::Reverse;
use std::collections::{BTreeSet, HashSet};
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};

use tantivy::query::{BooleanQuery, EnableScoring, PhraseQuery, Query, TermQuery, Weight};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, Term};

use super::StoreError;
use super::among::Among;
use super::fulltext::Fulltext;
use super::picking::{Newest, Place, Tested};
use super::segments::{Segment, Within};
use super::tokens::{Token, Words};

/// Matches are counted up to this, or up to as many as are wanted.
pub(super) const COUNTED: usize = 10_000;

/// A paragraph that matches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Candidate {
    pub document: i64,
    /// The how manieth of its text it is.
    pub paragraph: usize,
    /// Smaller is better.
    grade: usize,
    day: u64,
}

impl Candidate {
    /// Best first; what is alike in it is in no order.
    pub fn order(&self) -> (usize, Reverse<u64>) {
        (self.grade, Reverse(self.day))
    }
}

/// What matches.
#[derive(Debug, Default)]
pub(super) struct Matches {
    /// How many, up to ten thousand or as many as were wanted.
    pub total: usize,
    /// Whether there are more.
    pub more: bool,
    /// The best, those that are like the last of them too, in [`Candidate::order`].
    pub best: Vec<Candidate>,
}

impl Fulltext {
    /// The paragraphs among `among` that hold all groups of `words`, without regard to marks, and the `most` best.
    pub fn best(&self, words: &Words, among: &Arc<Among>, most: usize) -> Result<Matches, StoreError> {
        let within = self.segments.within(among)?;
        let all = self.weight(self.folded(words))?;
        let counted = COUNTED.max(most);
        let seen = AtomicUsize::new(0);
        let places = self.segments.each(|ordinal, segment| {
            let mut places: Vec<DocId> = Vec::new();
            within.walk((ordinal, segment), all.scorer(&segment.reader, 1.0)?, |at| {
                if seen.fetch_add(1, Ordering::Relaxed) >= counted {
                    return Ok(ControlFlow::Break(()));
                }
                places.push(at);
                Ok(ControlFlow::Continue(()))
            })?;
            Ok(places)
        })?;
        let more = seen.into_inner() > counted;
        let best =
            if more { self.best_of_many(words, &within, &*all, most)? } else { self.graded(words, &places, most)? };
        let total = places.iter().map(Vec::len).sum();
        Ok(Matches { total, more, best: self.candidates(best, most)? })
    }

    /// The best of those that are all in hand, by segment.
    fn graded(&self, words: &Words, places: &[Vec<DocId>], most: usize) -> Result<Vec<Vec<Place>>, StoreError> {
        let side = self.side_by_side(words)?;
        let marked = self.marked_terms(words)?;
        let bar = Bar::default();
        let graded = self.segments.each(|ordinal, segment| {
            let mut grades: [Newest; 4] = std::array::from_fn(|_| Newest::new(most));
            let mut side = Tested::of(side.as_deref(), segment);
            let mut marked = Tested::all(&marked, segment);
            for &at in places.get(ordinal).into_iter().flatten() {
                let day = segment.day(at);
                if !bar.lets(&grades[0], day) {
                    break;
                }
                // The words' places are looked at only where it matters.
                let (together, apart) = if all_hold(&mut marked, at)? { (0, 1) } else { (2, 3) };
                let grade = if grades[together].wants(day) && side.holds(at)? { together } else { apart };
                grades[grade].add((ordinal, at), day);
            }
            Ok(grades)
        })?;
        Ok(together(graded, most).into())
    }

    /// The best of so many that they are looked for grade by grade, newest first, until there are enough.
    fn best_of_many(
        &self,
        words: &Words,
        within: &Within,
        all: &dyn Weight,
        most: usize,
    ) -> Result<Vec<Vec<Place>>, StoreError> {
        let marked = self.marked_terms(words)?;
        let bar = Bar::default();
        let side_by_side = match self.side_by_side(words)? {
            Some(side) => self.segments.each(|ordinal, segment| {
                let (mut exact, mut other) = (Newest::new(most), Newest::new(most));
                let mut marked = Tested::all(&marked, segment);
                within.walk((ordinal, segment), side.scorer(&segment.reader, 1.0)?, |at| {
                    let day = segment.day(at);
                    if !bar.lets(&exact, day) {
                        return Ok(ControlFlow::Break(()));
                    }
                    let grade = if all_hold(&mut marked, at)? { &mut exact } else { &mut other };
                    grade.add((ordinal, at), day);
                    Ok(ControlFlow::Continue(()))
                })?;
                Ok([exact, other])
            })?,
            None => Vec::new(),
        };
        let [exact_side, other_side] = together(side_by_side, most);
        let mut found = vec![exact_side];
        let rest = |found: &Vec<Vec<Place>>, weight: &dyn Weight| {
            let left = most.saturating_sub(found.iter().map(Vec::len).sum());
            if left == 0 { Ok(Vec::new()) } else { self.newest(weight, within, left, &found.concat()) }
        };
        found.push(rest(&found, &*self.weight(self.with_marks(words))?)?);
        found.push(other_side);
        found.push(rest(&found, all)?);
        Ok(found)
    }

    /// The newest of those that match, without those `known`.
    fn newest(
        &self,
        weight: &dyn Weight,
        within: &Within,
        most: usize,
        known: &[Place],
    ) -> Result<Vec<Place>, StoreError> {
        let known: HashSet<&Place> = known.iter().collect();
        let bar = Bar::default();
        let newest = self.segments.each(|ordinal, segment| {
            let mut newest = Newest::new(most);
            within.walk((ordinal, segment), weight.scorer(&segment.reader, 1.0)?, |at| {
                let day = segment.day(at);
                if !bar.lets(&newest, day) {
                    return Ok(ControlFlow::Break(()));
                }
                if !known.contains(&(ordinal, at)) {
                    newest.add((ordinal, at), day);
                }
                Ok(ControlFlow::Continue(()))
            })?;
            Ok([newest])
        })?;
        let [newest] = together(newest, most);
        Ok(newest)
    }

    /// Whether some paragraph among `among` holds all groups of `words`, without regard to marks.
    pub fn holds(&self, words: &Words, among: &Arc<Among>) -> Result<bool, StoreError> {
        self.any(self.folded(words), among)
    }

    /// Whether some paragraph holds the word, without regard to marks.
    pub fn knows(&self, word: &Token) -> Result<bool, StoreError> {
        self.any(term(self.fields.folded, &word.folded), &Arc::new(Among::but(&[])))
    }

    /// Words of the documents like `word`, with marks where it has them: for each its spelling and how many
    /// paragraphs hold it.
    pub fn vocabulary(&self, word: &Token, accept: impl Fn(&str) -> bool) -> Result<Vec<(String, usize)>, StoreError> {
        let field = if word.has_marks() { self.fields.exact } else { self.fields.folded };
        let mut known = BTreeSet::new();
        for segment in &self.segments.all {
            let inverted = segment.reader.inverted_index(field)?;
            let mut terms = inverted.terms().stream().map_err(tantivy::TantivyError::from)?;
            while terms.advance() {
                if let Ok(term) = std::str::from_utf8(terms.key())
                    && accept(term)
                {
                    known.insert(term.to_owned());
                }
            }
        }
        // Terms of deleted paragraphs linger: what counts is how many can be found.
        let mut found = Vec::new();
        for word in known {
            let weight = self.weight(term(field, &word))?;
            let mut count = 0;
            for segment in &self.segments.all {
                count += weight.count(&segment.reader)? as usize;
            }
            if count > 0 {
                found.push((word, count));
            }
        }
        Ok(found)
    }

    fn any(&self, query: Box<dyn Query>, among: &Arc<Among>) -> Result<bool, StoreError> {
        let mut found = false;
        self.walk(query, among, |_, _| {
            found = true;
            Ok(ControlFlow::Break(()))
        })?;
        Ok(found)
    }

    /// Goes through the paragraphs among `among` that match, newest first in each segment, until `each` has enough.
    pub(super) fn walk(
        &self,
        query: Box<dyn Query>,
        among: &Arc<Among>,
        mut each: impl FnMut(&Segment, DocId) -> tantivy::Result<ControlFlow<()>>,
    ) -> Result<(), StoreError> {
        let (within, weight) = (self.segments.within(among)?, self.weight(query)?);
        let mut is_enough = false;
        for (ordinal, segment) in self.segments.all.iter().enumerate() {
            within.walk((ordinal, segment), weight.scorer(&segment.reader, 1.0)?, |at| {
                let next = each(segment, at)?;
                is_enough = next.is_break();
                Ok(next)
            })?;
            if is_enough {
                break;
            }
        }
        Ok(())
    }

    /// The places as candidates, as many as may be wanted, best first: each list is a grade.
    pub(super) fn candidates(&self, grades: Vec<Vec<Place>>, most: usize) -> Result<Vec<Candidate>, StoreError> {
        let mut candidates = Vec::new();
        for (grade, places) in grades.into_iter().enumerate() {
            if candidates.len() >= most {
                break;
            }
            for (ordinal, at) in places {
                let Some(segment) = self.segments.all.get(ordinal) else { continue };
                candidates.push(Candidate {
                    document: i64::try_from(segment.document(at)?).unwrap_or_default(),
                    paragraph: usize::try_from(segment.paragraph(at)?).unwrap_or(usize::MAX),
                    grade,
                    day: segment.day(at),
                });
            }
        }
        candidates.sort_by_key(Candidate::order);
        if let Some(last) = candidates.get(most.saturating_sub(1)).map(Candidate::order) {
            candidates.retain(|candidate| candidate.order() <= last);
        }
        Ok(candidates)
    }

    pub(super) fn weight(&self, query: Box<dyn Query>) -> Result<Box<dyn Weight>, StoreError> {
        Ok(query.weight(EnableScoring::disabled_from_searcher(&self.searcher))?)
    }

    /// All groups, without regard to marks.
    pub(super) fn folded(&self, words: &Words) -> Box<dyn Query> {
        all_of(words.groups.iter().map(|group| self.phrase(group)).collect())
    }

    /// All groups, and those of their words that have marks with them, wherever they stand.
    fn with_marks(&self, words: &Words) -> Box<dyn Query> {
        let others = words.groups.iter().filter(|group| group.len() > 1 || !group.iter().all(Token::has_marks));
        all_of(self.marked(words).chain(others.map(|group| self.phrase(group))).collect())
    }

    fn marked_terms(&self, words: &Words) -> Result<Vec<Box<dyn Weight>>, StoreError> {
        self.marked(words).map(|query| self.weight(query)).collect()
    }

    /// Each word that has marks with them, once.
    fn marked(&self, words: &Words) -> impl Iterator<Item = Box<dyn Query>> {
        let marked = words.groups.iter().flatten().filter(|token| token.has_marks());
        let forms: BTreeSet<&str> = marked.map(|token| token.exact.as_str()).collect();
        forms.into_iter().map(|form| term(self.fields.exact, form))
    }

    /// All words side by side in their order, without regard to marks; `None` where there is one word only.
    fn side_by_side(&self, words: &Words) -> Result<Option<Box<dyn Weight>>, StoreError> {
        let all: Vec<Token> = words.groups.concat();
        (all.len() > 1).then(|| self.weight(self.phrase(&all))).transpose()
    }

    /// Words side by side, without regard to marks.
    pub(super) fn phrase(&self, group: &[Token]) -> Box<dyn Query> {
        match group {
            [one] => term(self.fields.folded, &one.folded),
            _ => {
                let terms = group.iter().map(|token| Term::from_field_text(self.fields.folded, &token.folded));
                Box::new(PhraseQuery::new(terms.collect()))
            }
        }
    }
}

/// The day before which nothing counts any more, as one of the segments that are gone through at a time has found enough.
#[derive(Default)]
struct Bar(AtomicU64);

impl Bar {
    /// Whether what is of this day may be among the newest of all segments, of which `newest` are those of one.
    fn lets(&self, newest: &Newest, day: u64) -> bool {
        let bar = match newest.bar() {
            Some(bar) => self.0.fetch_max(bar, Ordering::Relaxed).max(bar),
            None => self.0.load(Ordering::Relaxed),
        };
        day >= bar
    }
}

/// The newest of all segments, grade by grade.
fn together<const GRADES: usize>(segments: Vec<[Newest; GRADES]>, most: usize) -> [Vec<Place>; GRADES] {
    let mut all: [Newest; GRADES] = std::array::from_fn(|_| Newest::new(most));
    for grades in segments {
        for (all, its) in all.iter_mut().zip(grades) {
            all.take(its);
        }
    }
    all.map(Newest::harvest)
}

fn all_hold(conditions: &mut [Tested<'_>], at: DocId) -> tantivy::Result<bool> {
    for condition in conditions {
        if !condition.holds(at)? {
            return Ok(false);
        }
    }
    Ok(true)
}

fn term(field: Field, word: &str) -> Box<dyn Query> {
    Box::new(TermQuery::new(Term::from_field_text(field, word), IndexRecordOption::Basic))
}

fn all_of(mut queries: Vec<Box<dyn Query>>) -> Box<dyn Query> {
    match queries.len() {
        1 => queries.remove(0),
        _ => Box::new(BooleanQuery::intersection(queries)),
    }
}
