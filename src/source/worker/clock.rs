//! How long a worker may take: one time for the file's own parsing, another for each page that is recognized.

use std::time::{Duration, Instant};

use super::Limits;
use crate::source::Phase;

/// Around the recognition of a page itself: drawing its image, setting it level, laying out what came back, on a machine
/// that has much else to do.
const AROUND_A_PAGE: Duration = Duration::from_secs(30);
/// No file has so many pages to recognize; a worker that asks for more time than these are worth gets none.
const MAX_PAGES: u32 = 20_000;

/// The time that one file has left. While a page is being recognized the time of the file stands still.
#[derive(Debug)]
pub struct Clock<'a> {
    limits: &'a Limits,
    phase: Phase,
    since: Instant,
    /// Spent on parsing before `since`.
    parsed: Duration,
    /// Pages that were begun.
    pages: u32,
}

impl<'a> Clock<'a> {
    /// Starts with the parsing.
    pub fn new(limits: &'a Limits, now: Instant) -> Self {
        Self { limits, phase: Phase::Parsing, since: now, parsed: Duration::ZERO, pages: 0 }
    }

    /// The worker goes on to `phase`: to recognize the next page, or back to the parsing.
    pub fn turn(&mut self, phase: Phase, now: Instant) {
        if self.phase == Phase::Parsing {
            self.parsed += now.saturating_duration_since(self.since);
        }
        if phase == Phase::Recognizing {
            self.pages += 1;
        }
        (self.phase, self.since) = (phase, now);
    }

    /// How long the worker may go on like this.
    pub fn left(&self, now: Instant) -> Duration {
        let spent = now.saturating_duration_since(self.since);
        match self.phase {
            Phase::Parsing => self.limits.time.saturating_sub(self.parsed + spent),
            Phase::Recognizing if self.pages > MAX_PAGES => Duration::ZERO,
            Phase::Recognizing => (self.limits.ocr_time + AROUND_A_PAGE).saturating_sub(spent),
        }
    }

    /// What it is doing.
    pub fn phase(&self) -> Phase {
        self.phase
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn limits() -> Limits {
        Limits { time: Duration::from_secs(20), ocr_time: Duration::from_secs(30), ..Limits::default() }
    }

    /// The seconds left at the end of `turns`, each after so many seconds, and so many seconds more.
    #[track_caller]
    fn check(turns: &[(u64, Phase)], more: u64, expected: u64) {
        let limits = limits();
        let mut now = Instant::now();
        let mut clock = Clock::new(&limits, now);
        for (seconds, phase) in turns {
            now += Duration::from_secs(*seconds);
            clock.turn(*phase, now);
        }
        assert_eq!(clock.left(now + Duration::from_secs(more)), Duration::from_secs(expected), "{turns:?}");
    }

    #[test]
    fn the_file_and_each_page_have_their_own_time() {
        use Phase::{Parsing, Recognizing};
        check(&[], 0, 20);
        check(&[], 25, 0);
        check(&[(5, Recognizing)], 0, 60);
        check(&[(5, Recognizing)], 61, 0);
        // The next page has all its time; the file has what it had left.
        check(&[(5, Recognizing), (35, Recognizing)], 1, 59);
        check(&[(5, Recognizing), (35, Parsing)], 0, 15);
        check(&[(5, Recognizing), (35, Parsing), (5, Recognizing), (1, Parsing)], 4, 6);
    }

    #[test]
    fn signs_of_life_give_no_time_for_ever() {
        let (limits, now) = (limits(), Instant::now());
        let mut clock = Clock::new(&limits, now);
        clock.turn(Phase::Parsing, now + Duration::from_secs(15));
        assert_eq!(clock.left(now + Duration::from_secs(15)), Duration::from_secs(5));
        for _ in 0..=MAX_PAGES {
            clock.turn(Phase::Recognizing, now);
        }
        assert_eq!(clock.left(now), Duration::ZERO);
    }
}
