//! Which work a mention or a document is linked to, and a few documents and works by themselves.

use std::collections::HashMap;

use rusqlite::OptionalExtension;

use super::{Document, Store, StoreError, Work};
use crate::lineage::identity::WorkId;

impl Work {
    /// Its identity with date and issuer, where all mentions agree on one.
    pub fn full_identity(&self) -> WorkId {
        let mut id = self.identity();
        if let [date] = self.dates.as_slice() {
            id.date = date.parse().ok();
        }
        if let [issuer] = self.issuers.as_slice() {
            id.issuer = Some(issuer.clone());
        }
        id
    }
}

impl Store {
    /// One work by its number in the store ([`Work::id`]).
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn work(&self, id: i64) -> Result<Option<Work>, StoreError> {
        Ok(self.works_where("w.id = ?1", &[&id])?.pop())
    }

    /// One work by its canonical key.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn work_by_key(&self, key: &str) -> Result<Option<Work>, StoreError> {
        Ok(self.works_where("w.key = ?1", &[&key])?.pop())
    }

    /// The work that a document is; `None` where it has no number.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn work_of(&self, document: i64) -> Result<Option<i64>, StoreError> {
        let mut statement = self.connection.prepare_cached("SELECT work_id FROM documents WHERE id = ?1")?;
        Ok(statement.query_row([document], |row| row.get(0)).optional()?.flatten())
    }

    /// The works that the mentions in a document mean: by the number of the mention, the number of the work.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn works_cited_in(&self, document: i64) -> Result<HashMap<i64, i64>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT m.id, s.work_id FROM mentions m JOIN sightings s ON s.id = m.sighting_id WHERE m.document_id = ?1",
        )?;
        let rows = statement.query_map([document], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The documents that came in last, the last first.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn latest(&self, limit: usize) -> Result<Vec<Document>, StoreError> {
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        self.select(
            "d.status = 'read' AND d.copy_of IS NULL ORDER BY d.generation DESC, d.id DESC LIMIT ?1",
            &[Box::new(limit)],
        )
    }
}
