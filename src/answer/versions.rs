//! The yearly versions of a directive that a user names.

use std::collections::HashSet;

use crate::catalogue::Catalogue;
use crate::lineage::series::Line;
use crate::store::{Document, Store};

use super::{AnswerError, named};

/// The line of a directive, in the catalogue that it was found in.
#[derive(Debug)]
pub struct Versions {
    /// What can be a version of it.
    pub catalogue: Catalogue,
    /// The versions.
    pub line: Line,
}

impl Versions {
    /// Finds the versions of the directive named.
    ///
    /// # Errors
    /// Where the name means nothing that the store holds.
    pub fn of(store: &Store, name: &str) -> Result<Self, AnswerError> {
        let wanted: HashSet<i64> = named(store, name)?.into_iter().map(|document| document.id).collect();
        if wanted.is_empty() {
            return Err(AnswerError::NotHeld(name.to_owned()));
        }
        let catalogue = Catalogue::around(store, &wanted.iter().copied().collect::<Vec<_>>(), &[])?;
        let is_wanted = |document: &Document| wanted.contains(&document.id);
        let anchor = catalogue.find(|entry| entry.document.as_ref().is_some_and(is_wanted));
        let line = anchor.map(|anchor| catalogue.line(anchor)).unwrap_or_default();
        Ok(Self { catalogue, line })
    }

    /// The documents of the store among them.
    pub fn documents(&self) -> HashSet<i64> {
        let held = self.line.members.iter().filter_map(|member| self.catalogue.entry(member.version).document.as_ref());
        held.map(|document| document.id).collect()
    }
}
