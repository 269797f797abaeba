//! What citations tell of the works that they name, beyond number and date: subjects, issuers, what was replaced.

use super::{Store, StoreError};
use crate::directive::PartialDate;

/// A subject quoted with a mention (see [`crate::directive::Reference::title`]).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Titled {
    /// The work ([`super::Work::id`]).
    pub work: i64,
    /// Its subject as quoted.
    pub title: String,
    /// Its issuer as written with the mention.
    pub issuer: Option<String>,
    /// Its date as written with the mention.
    pub date: Option<PartialDate>,
    /// The document that quotes it.
    pub document: i64,
    /// The page.
    pub page: u32,
}

impl Store {
    /// The subjects quoted with mentions in documents that were read, copies left out, by document date, path and
    /// place.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn titles(&self) -> Result<Vec<Titled>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT s.work_id, m.fact ->> 'title', m.fact ->> 'issuer', m.date, m.document_id, m.page
             FROM mentions m JOIN documents d ON d.id = m.document_id JOIN sightings s ON s.id = m.sighting_id
             WHERE d.status = 'read' AND d.copy_of IS NULL AND m.fact ->> 'title' IS NOT NULL
             ORDER BY d.date IS NULL, d.date, d.path, m.id",
        )?;
        let rows = statement.query_map([], |row| {
            Ok(Titled {
                work: row.get(0)?,
                title: row.get(1)?,
                issuer: row.get(2)?,
                date: row.get::<_, Option<String>>(3)?.and_then(|date| date.parse().ok()),
                document: row.get(4)?,
                page: row.get(5)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The issuers that each document names with its citations, each once: document and issuer as written.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn issuers_cited(&self) -> Result<Vec<(i64, String)>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT DISTINCT document_id, fact ->> 'issuer' AS issuer FROM mentions WHERE issuer IS NOT NULL
             ORDER BY document_id, issuer",
        )?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// What documents say they replace: document and work, each pair once.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn replacements(&self) -> Result<Vec<(i64, i64)>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT e.document_id, s.work_id FROM effects e JOIN sightings s ON s.id = e.sighting_id
                 WHERE e.verb = 'replaces' AND e.scope IS NULL
             UNION SELECT m.document_id, s.work_id FROM mentions m JOIN sightings s ON s.id = m.sighting_id
                 WHERE m.relation = 'replaces' ORDER BY 1, 2",
        )?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
