//! How many paragraphs hold words, and which of them hold most of the words where none holds all.

use std::ops::ControlFlow;
use std::sync::Arc;

use tantivy::DocId;
use tantivy::query::Scorer;

use super::StoreError;
use super::among::Among;
use super::fulltext::Fulltext;
use super::matching::{COUNTED, Matches};
use super::picking::{Newest, Tested};
use super::segments::{Segment, Within};
use super::tokens::Words;

/// Where it is only asked whether words stand anywhere else, and how often, so many are counted.
const ENOUGH: usize = 1_000;

impl Fulltext {
    /// The paragraphs among `among` that hold at least `least` of the groups of `words`, without regard to marks: those
    /// that hold most of them first.
    pub fn nearest(&self, words: &Words, least: usize, among: &Arc<Among>, most: usize) -> Result<Matches, StoreError> {
        let within = self.segments.within(among)?;
        let mut grades: Vec<Newest> = (0..=words.groups.len()).map(|_| Newest::new(most)).collect();
        let (mut total, counted) = (0, COUNTED.max(most));
        self.walk_most(words, least, &within, |(ordinal, segment), at, missing| {
            if let Some(grade) = grades.get_mut(missing) {
                grade.add((ordinal, at), segment.day(at));
            }
            total += 1;
            Ok(ControlFlow::Continue(()))
        })?;
        let best = grades.into_iter().map(Newest::harvest).collect();
        Ok(Matches { total: total.min(counted), more: total > counted, best: self.candidates(best, most)? })
    }

    /// How many paragraphs among `among` hold at least `least` of the groups of `words`: counted up to a thousand, and whether
    /// there are more.
    pub fn count(&self, words: &Words, least: usize, among: &Arc<Among>) -> Result<(usize, bool), StoreError> {
        let (mut count, mut more) = (0, false);
        self.walk_some(words, least, among, |_, _| {
            more = count == ENOUGH;
            count += usize::from(!more);
            Ok(if more { ControlFlow::Break(()) } else { ControlFlow::Continue(()) })
        })?;
        Ok((count, more))
    }

    /// How many paragraphs of each document among `among` hold at least `least` of the groups of `words`, documents perhaps
    /// more than once.
    pub fn counts(&self, words: &Words, least: usize, among: &Arc<Among>) -> Result<Vec<(i64, usize)>, StoreError> {
        let mut counts: Vec<(i64, usize)> = Vec::new();
        self.walk_some(words, least, among, |segment, at| {
            let document = i64::try_from(segment.document(at)?).unwrap_or_default();
            // Those of one document come one after the other.
            match counts.last_mut() {
                Some((last, count)) if *last == document => *count += 1,
                _ => counts.push((document, 1)),
            }
            Ok(ControlFlow::Continue(()))
        })?;
        Ok(counts)
    }

    /// Goes through the paragraphs that hold at least `least` of the groups, newest first in each segment.
    fn walk_some(
        &self,
        words: &Words,
        least: usize,
        among: &Arc<Among>,
        mut each: impl FnMut(&Segment, DocId) -> tantivy::Result<ControlFlow<()>>,
    ) -> Result<(), StoreError> {
        if least >= words.groups.len() {
            return self.walk(self.folded(words), among, each);
        }
        self.walk_most(words, least, &self.segments.within(among)?, |(_, segment), at, _| each(segment, at))
    }

    /// The same with the segment's place and with how many groups each paragraph lacks.
    ///
    /// Who lacks at most `n` of the groups holds one of any `n + 1`: the rarest of them are gone through, and what they give
    /// is asked for the others. A union of all would go through every paragraph that holds the commonest.
    fn walk_most(
        &self,
        words: &Words,
        least: usize,
        within: &Within,
        mut each: impl FnMut((usize, &Segment), DocId, usize) -> tantivy::Result<ControlFlow<()>>,
    ) -> Result<(), StoreError> {
        let groups = words.groups.iter().map(|group| self.weight(self.phrase(group))).collect::<Result<Vec<_>, _>>()?;
        let lacking = groups.len().saturating_sub(least);
        for (ordinal, segment) in self.segments.all.iter().enumerate() {
            let scorers = groups.iter().map(|weight| weight.scorer(&segment.reader, 1.0));
            let mut scorers: Vec<Box<dyn Scorer>> = scorers.collect::<tantivy::Result<_>>()?;
            scorers.sort_by_key(|scorer| scorer.size_hint());
            let mut places: Vec<DocId> = Vec::new();
            for scorer in scorers.into_iter().take(lacking + 1) {
                within.walk((ordinal, segment), scorer, |at| {
                    places.push(at);
                    Ok(ControlFlow::Continue(()))
                })?;
            }
            places.sort_unstable();
            places.dedup();
            let mut tested = Tested::all(&groups, segment);
            for at in places {
                let mut missing = 0;
                for group in &mut tested {
                    missing += usize::from(!group.holds(at)?);
                }
                if missing <= lacking && each((ordinal, segment), at, missing)?.is_break() {
                    return Ok(());
                }
            }
        }
        Ok(())
    }
}
