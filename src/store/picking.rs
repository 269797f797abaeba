//! How paragraphs are picked: the newest of those that come, and conditions that single ones are put to.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use tantivy::query::{Scorer, Weight};
use tantivy::{DocId, SeekDangerResult, TERMINATED};

use super::segments::Segment;

/// A paragraph's place: its segment and its number there.
pub(super) type Place = (usize, DocId);

/// The newest of what comes, at most so many; what is of the same day as the last of them too.
pub(super) struct Newest {
    most: usize,
    /// The days of the newest, the oldest on top.
    days: BinaryHeap<Reverse<u64>>,
    kept: Vec<(u64, Place)>,
}

impl Newest {
    pub fn new(most: usize) -> Self {
        Self { most, days: BinaryHeap::new(), kept: Vec::new() }
    }

    /// Whether what is of this day may be among them.
    pub fn wants(&self, day: u64) -> bool {
        self.days.len() < self.most || self.days.peek().is_some_and(|Reverse(oldest)| day >= *oldest)
    }

    pub fn add(&mut self, place: Place, day: u64) {
        if !self.wants(day) {
            return;
        }
        self.kept.push((day, place));
        self.days.push(Reverse(day));
        if self.days.len() > self.most {
            self.days.pop();
        }
    }

    /// The day of the oldest, where there are as many as are wanted: what is older is not among the newest of more either.
    pub fn bar(&self) -> Option<u64> {
        (self.days.len() == self.most).then(|| self.days.peek().map(|Reverse(oldest)| *oldest)).flatten()
    }

    /// Adds what another has kept.
    pub fn take(&mut self, other: Self) {
        for (day, place) in other.kept {
            self.add(place, day);
        }
    }

    pub fn harvest(self) -> Vec<Place> {
        let oldest = self.days.peek().map_or(0, |Reverse(day)| *day);
        self.kept.into_iter().filter(|(day, _)| *day >= oldest).map(|(_, place)| place).collect()
    }
}

/// A condition that single paragraphs of a segment are put to, in their order.
pub(super) struct Tested<'a> {
    /// None for what always holds.
    weight: Option<&'a dyn Weight>,
    segment: &'a Segment,
    at: Option<Box<dyn Scorer>>,
    /// No paragraph before it holds.
    next: DocId,
}

impl<'a> Tested<'a> {
    pub fn of(weight: Option<&'a dyn Weight>, segment: &'a Segment) -> Self {
        Self { weight, segment, at: None, next: 0 }
    }

    /// Several of them.
    pub fn all(weights: &'a [Box<dyn Weight>], segment: &'a Segment) -> Vec<Self> {
        weights.iter().map(|weight| Self::of(Some(&**weight), segment)).collect()
    }

    /// Whether it holds for a paragraph behind those that were asked before.
    pub fn holds(&mut self, at: DocId) -> tantivy::Result<bool> {
        let Some(weight) = self.weight else { return Ok(true) };
        if at < self.next {
            return Ok(false);
        }
        let found = match &mut self.at {
            Some(scorer) => scorer.seek_danger(at),
            None => {
                let (found, scorer) = weight.scorer_danger(&self.segment.reader, at, 1.0)?;
                self.at = Some(scorer);
                found
            }
        };
        match found {
            SeekDangerResult::Found => {
                self.next = at + 1;
                Ok(true)
            }
            SeekDangerResult::SeekLowerBound(next) => {
                self.next = next.clamp(at + 1, TERMINATED);
                Ok(false)
            }
        }
    }
}
