//! What citations tell of the works that they name, beyond number and date: subjects, issuers, what was replaced.

use serde::Deserialize;

use super::record::Lines;
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

impl Titled {
    /// What the fact of a mention, as the store keeps it, quotes of a work in a document.
    pub(super) fn read(work: i64, document: i64, fact: &str) -> Result<Self, StoreError> {
        #[derive(Deserialize)]
        struct Quoted {
            title: String,
            issuer: Option<String>,
            date: Option<PartialDate>,
            page: u32,
        }
        let Quoted { title, issuer, date, page } = serde_json::from_str(fact)?;
        Ok(Self { work, title, issuer, date, document, page })
    }
}

impl Store {
    /// The subjects quoted with mentions in documents that were read, copies left out, by document date, path and
    /// place.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn titles(&self) -> Result<Vec<Titled>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT s.work_id, m.document_id, m.place
             FROM mentions m JOIN documents d ON d.id = m.document_id JOIN sightings s ON s.id = m.sighting_id
             WHERE d.status = 'read' AND d.copy_of IS NULL AND m.titled
             ORDER BY d.date IS NULL, d.date, d.path, m.id",
        )?;
        let mut rows = statement.query([])?;
        let mut titles = Vec::new();
        let mut read: Option<(i64, Lines)> = None;
        while let Some(row) = rows.next()? {
            let document = row.get(1)?;
            let facts = match &mut read {
                Some((last, facts)) if *last == document => facts,
                read => &mut read.insert((document, Lines::read(&self.connection, "mentions", document)?)).1,
            };
            titles.push(Titled::read(row.get(0)?, document, facts.at(row.get(2)?)?)?);
        }
        Ok(titles)
    }
}
