//! How far the reading of a PDF may go.
//!
//! A PDF of ten thousand pages takes longer than any file may, or gives a longer answer. What is read of it until then is
//! worth more than a row that says so; therefore the reading ends itself where it would take too long or has more words
//! than an answer holds, and says how many pages are left.

use std::time::{Duration, Instant};

/// The share of the time that may be planned with: a machine with much else to do does not keep its pace.
const PLANNED: f32 = 0.6;
/// What follows the reading (cleaning, finding facts, writing them down) takes as long as laying out the pages, so many
/// times over. The parts that are this program's own suffer most where a build leaves out optimization.
const AFTER: f32 = if cfg!(debug_assertions) { 6.0 } else { 2.5 };

/// The words that are read of one file. The longest codes of law have 120,000; where each line of a page holds facts, as
/// in the densest directives, half as many again as these fill an answer ([`crate::source::worker`]).
pub const MAX_WORDS: usize = 200_000;

/// The time that a file has, and what its pages have taken of it.
#[derive(Debug)]
pub struct Pace {
    limit: Option<Duration>,
    /// Spent until `since`, in seconds.
    spent: f32,
    /// Of it for laying out pages.
    laid_out: f32,
    since: Instant,
    words: usize,
}

/// Why no further page is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Over {
    /// No further page fits into so many seconds.
    Time(u64),
    /// There are words enough.
    Words,
}

impl Pace {
    /// Starts now; without a limit it never ends.
    pub fn new(limit: Option<Duration>) -> Self {
        Self { limit, spent: 0.0, laid_out: 0.0, since: Instant::now(), words: 0 }
    }

    /// A page has been drawn.
    pub fn drawn(&mut self) {
        self.spent += self.lap();
    }

    /// A page of so many words has been laid out.
    pub fn laid_out(&mut self, words: usize) {
        self.words += words;
        let lap = self.lap();
        self.spent += lap;
        self.laid_out += lap;
    }

    /// What was done since is not paid for by the file: a page was recognized.
    pub fn resume(&mut self) {
        self.lap();
    }

    /// Whether the reading must end, and why.
    pub fn is_over(&self) -> Option<Over> {
        if self.words >= MAX_WORDS {
            return Some(Over::Words);
        }
        let limit = self.limit?;
        let planned = PLANNED * limit.as_secs_f32();
        (self.spent + AFTER * self.laid_out > planned).then_some(Over::Time(limit.as_secs()))
    }

    fn lap(&mut self) -> f32 {
        let now = Instant::now();
        now.duration_since(std::mem::replace(&mut self.since, now)).as_secs_f32()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(limit: Option<u64>, spent: f32, laid_out: f32, expected: Option<Over>) {
        let limit = limit.map(Duration::from_secs);
        let pace = Pace { spent, laid_out, ..Pace::new(limit) };
        assert_eq!(pace.is_over(), expected, "{limit:?} {spent} {laid_out}");
    }

    #[test]
    fn the_reading_ends_while_there_is_time_for_what_follows() {
        check(Some(20), 1.0, 0.5, None);
        check(Some(20), 11.0, 0.1, None);
        check(Some(20), 12.1, 0.0, Some(Over::Time(20)));
        // Nothing but laying out: as much again and more is to come.
        check(Some(20), 5.0, 5.0, Some(Over::Time(20)));
        check(None, 1e6, 1e6, None);
    }

    #[test]
    fn the_reading_ends_where_an_answer_is_full() {
        let mut pace = Pace::new(None);
        pace.laid_out(MAX_WORDS - 1);
        assert_eq!(pace.is_over(), None);
        pace.laid_out(1);
        assert_eq!(pace.is_over(), Some(Over::Words));
    }
}
