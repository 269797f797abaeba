//! What an answer cannot know of.

use crate::store::{Store, StoreError};

/// Files and pages that gave no text: every answer says how many, since what it looks for may stand there.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Unread {
    /// Files that could not be read.
    pub files: usize,
    /// Pages without text.
    pub pages: usize,
}

impl Unread {
    /// Of the whole store.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn of(store: &Store) -> Result<Self, StoreError> {
        let (files, pages) = store.unread_counts()?;
        Ok(Self { files, pages })
    }
}
