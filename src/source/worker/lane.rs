//! Which file is next, and how far the quick may run ahead of the slow.
//!
//! Results are handed on in the order of the files, so those that come early wait in memory. A file that takes its
//! time must not let the whole folder gather there: who would start another file waits while too much is held back.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// Bytes of answers that may wait for their turn.
const MAX_HELD: usize = 32 << 20;

/// The files of a run, by index from 0.
#[derive(Debug)]
pub struct Lane {
    count: usize,
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct State {
    next: usize,
    held: usize,
    ended: bool,
}

impl Lane {
    /// For so many files.
    pub fn new(count: usize) -> Self {
        Self { count, state: Mutex::default(), changed: Condvar::new() }
    }

    /// The next file to read; `None` when there is none. May wait; the file that all wait for has been handed out
    /// before, since files are handed out in order, so it always comes.
    pub fn next(&self) -> Option<usize> {
        let full = |state: &mut State| state.held > MAX_HELD && !state.ended;
        let mut state = self.changed.wait_while(self.state(), full).unwrap_or_else(PoisonError::into_inner);
        if state.ended || state.next == self.count {
            return None;
        }
        state.next += 1;
        Some(state.next - 1)
    }

    /// An answer of so many bytes has come.
    pub fn hold(&self, bytes: usize) {
        self.state().held += bytes;
    }

    /// It has been handed on.
    pub fn release(&self, bytes: usize) {
        let mut state = self.state();
        state.held = state.held.saturating_sub(bytes);
        self.changed.notify_all();
    }

    /// No more files are wanted.
    pub fn end(&self) {
        self.state().ended = true;
        self.changed.notify_all();
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::{RecvTimeoutError, channel};
    use std::time::Duration;

    use super::*;

    #[test]
    fn the_quick_wait_when_too_much_is_held() {
        let lane = Lane::new(3);
        assert_eq!(lane.next(), Some(0));
        lane.hold(MAX_HELD + 1);
        let (sender, told) = channel();
        std::thread::scope(|scope| {
            scope.spawn(|| sender.send(lane.next()));
            assert_eq!(told.recv_timeout(Duration::from_millis(100)), Err(RecvTimeoutError::Timeout));
            lane.release(MAX_HELD + 1);
            assert_eq!(told.recv_timeout(Duration::from_secs(10)), Ok(Some(1)));
        });
        assert_eq!((lane.next(), lane.next()), (Some(2), None));
    }

    #[test]
    fn an_end_wakes_who_waits() {
        let lane = Lane::new(3);
        lane.hold(MAX_HELD + 1);
        std::thread::scope(|scope| {
            let waiting = scope.spawn(|| lane.next());
            lane.end();
            assert_eq!(waiting.join().expect("no panic"), None);
        });
    }
}
