//! What is worked out once and holds until the store changes.

use std::collections::{HashMap, VecDeque};
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
        let state = format!("{identity}.{changes} ");
        let key = format!("{state}{question}");
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
        kept.retain(|(known, _)| known.starts_with(&state));
        if kept.len() >= KEPT {
            kept.pop_front();
        }
        kept.push_back((key, Arc::clone(&answer)));
        Ok(answer)
    }
}

/// So many answers to small questions are kept; they are made anew when there are more.
const EACH: usize = 50_000;

/// The answers to many small questions, that hold until the store changes.
#[derive(Debug)]
pub struct Each<T>(Mutex<(String, HashMap<String, T>)>);

impl<T> Default for Each<T> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<T: Clone> Each<T> {
    /// The answers to `questions`; `make` gives those to the questions, by place, that have not been asked since the
    /// store has changed.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn of(
        &self,
        store: &Store,
        questions: &[String],
        make: impl FnOnce(&[usize]) -> Result<Vec<T>, StoreError>,
    ) -> Result<Vec<T>, StoreError> {
        let (identity, changes) = store.state()?;
        let state = format!("{identity}.{changes}");
        let mut answers: Vec<Option<T>> = {
            let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            if kept.0 != state || kept.1.len() > EACH {
                *kept = (state.clone(), HashMap::new());
            }
            questions.iter().map(|question| kept.1.get(question).cloned()).collect()
        };
        let missing: Vec<usize> = (0..questions.len()).filter(|&at| answers[at].is_none()).collect();
        if !missing.is_empty() {
            let made = make(&missing)?;
            let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            for (&at, answer) in missing.iter().zip(made) {
                if kept.0 == state {
                    kept.1.insert(questions[at].clone(), answer.clone());
                }
                answers[at] = Some(answer);
            }
        }
        Ok(answers.into_iter().flatten().collect())
    }
}
