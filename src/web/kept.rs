//! What is worked out once and holds until the store changes.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use crate::store::{Store, StoreError};

/// So many answers are kept: each in both languages, and what visitors ask for by turns.
const KEPT: usize = 8;

/// The last answers to a question, with what was asked and the state of the store that they hold for.
#[derive(Debug)]
pub struct Kept<T>(Mutex<VecDeque<(String, Arc<T>)>>);

impl<T> Default for Kept<T> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<T> Kept<T> {
    /// The answer to `question`, by `make` where the store has changed since it was last given.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn of(
        &self,
        store: &Store,
        question: &str,
        make: impl FnOnce() -> Result<T, StoreError>,
    ) -> Result<Arc<T>, StoreError> {
        let (identity, changes) = store.state()?;
        let key = format!("{identity}.{changes} {question}");
        let known = |kept: &VecDeque<(String, Arc<T>)>| {
            kept.iter().find(|(known, _)| *known == key).map(|(_, answer)| Arc::clone(answer))
        };
        if let Some(answer) = known(&self.0.lock().unwrap_or_else(PoisonError::into_inner)) {
            return Ok(answer);
        }
        // Made outside the lock: a second visitor would rather work for himself than wait for the first.
        let answer = Arc::new(make()?);
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // What held for an earlier state of the store does not come back.
        let state = format!("{identity}.{changes} ");
        kept.retain(|(known, _)| known.starts_with(&state));
        if kept.len() >= KEPT {
            kept.pop_front();
        }
        kept.push_back((key, Arc::clone(&answer)));
        Ok(answer)
    }
}
