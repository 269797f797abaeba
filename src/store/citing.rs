//! What citations tell of the works that they name, beyond number and date: subjects, issuers, what was replaced.

use std::collections::BTreeSet;

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

impl Store {
    /// The subjects quoted with mentions in documents that were read, copies left out, by document date, path and
    /// place.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn titles(&self) -> Result<Vec<Titled>, StoreError> {
        #[derive(Deserialize)]
        struct Quoted {
            title: String,
            issuer: Option<String>,
            date: Option<PartialDate>,
            page: u32,
        }
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
            let Quoted { title, issuer, date, page } = serde_json::from_str(facts.at(row.get(2)?)?)?;
            titles.push(Titled { work: row.get(0)?, title, issuer, date, document, page });
        }
        Ok(titles)
    }

    /// The issuers that each document names with its citations, each once: document and issuer as written.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn issuers_cited(&self) -> Result<Vec<(i64, String)>, StoreError> {
        #[derive(Deserialize)]
        struct Cited {
            issuer: Option<String>,
        }
        let mut statement = self.connection.prepare_cached(
            "SELECT document_id, mentions FROM texts WHERE mentions IS NOT NULL ORDER BY document_id",
        )?;
        let mut rows = statement.query([])?;
        let mut all = Vec::new();
        while let Some(row) = rows.next()? {
            let document = row.get(0)?;
            let mut issuers = BTreeSet::new();
            for fact in Lines::unpack(&row.get::<_, Vec<u8>>(1)?)?.all() {
                issuers.extend(serde_json::from_str::<Cited>(fact)?.issuer);
            }
            all.extend(issuers.into_iter().map(|issuer| (document, issuer)));
        }
        Ok(all)
    }

    /// What documents say they replace: document and work, each pair once.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn replacements(&self) -> Result<Vec<(i64, i64)>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT e.document_id, s.work_id FROM effects e JOIN sightings s ON s.id = e.sighting_id
                 WHERE e.replaces
             UNION SELECT m.document_id, s.work_id FROM mentions m JOIN sightings s ON s.id = m.sighting_id
                 WHERE m.replaces ORDER BY 1, 2",
        )?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
