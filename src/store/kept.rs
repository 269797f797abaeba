//! What is read of a store once for each state of it, and asked for again and again.

use std::cell::RefCell;
use std::rc::Rc;

use super::{Store, StoreError};

/// What was read last, with the state that the store was in.
#[derive(Debug)]
pub(super) struct Kept<T>(RefCell<Option<(State, Rc<T>)>>);

/// See [`Store::state`].
type State = (i64, i64);

impl<T> Kept<T> {
    /// What `read` gives for the state that the store is in.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn of(&self, store: &Store, read: impl FnOnce() -> Result<T, StoreError>) -> Result<Rc<T>, StoreError> {
        let now = store.state()?;
        if let Some((state, kept)) = self.0.borrow().as_ref()
            && *state == now
        {
            return Ok(Rc::clone(kept));
        }
        let kept = Rc::new(read()?);
        self.0.replace(Some((now, Rc::clone(&kept))));
        Ok(kept)
    }
}

impl<T> Default for Kept<T> {
    fn default() -> Self {
        Self(RefCell::new(None))
    }
}
