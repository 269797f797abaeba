//! Which work a mention or a document is linked to, and a few documents and works by themselves.

use std::collections::{BTreeSet, HashMap};

use rusqlite::OptionalExtension;

use super::reviews::{self, FactKind};
use super::{Document, Filter, Found, Store, StoreError, Wanted, Work, works};
use crate::directive::Reference;
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
        Ok(self.works_where("w.key_hash = ?1 AND w.key = ?2", &[&works::key_hash(key), &key])?.pop())
    }

    /// The documents that were read and bear this number, copies too.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn documents_numbered(&self, number: &str) -> Result<Vec<Document>, StoreError> {
        let spellings = [number.to_owned(), number.to_lowercase(), number.to_uppercase()];
        self.select(
            "d.number IS NOT NULL AND d.number IN (SELECT value FROM json_each(?1)) AND +d.status = 'read'",
            &[Box::new(serde_json::to_string(&spellings)?)],
        )
    }

    /// The works with these canonical keys, by key.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn works_by_keys(&self, keys: &[&str]) -> Result<Vec<Work>, StoreError> {
        let hashes: Vec<i64> = keys.iter().map(|key| works::key_hash(key)).collect();
        self.works_where(
            "w.key_hash IN (SELECT value FROM json_each(?1)) AND w.key IN (SELECT value FROM json_each(?2))",
            &[&serde_json::to_string(&hashes)?, &serde_json::to_string(keys)?],
        )
    }

    /// The works with these numbers in the store ([`Work::id`]), by key.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn works_numbered_in_store(&self, numbers: &BTreeSet<i64>) -> Result<Vec<Work>, StoreError> {
        self.works_where("w.id IN (SELECT value FROM json_each(?1))", &[&serde_json::to_string(numbers)?])
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

    /// The works that a person says a mention means, where the person says something else than the machine.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn works_named_by_a_person(&self, mention: &Found<Reference>) -> Result<Option<Vec<i64>>, StoreError> {
        if !mention.review.says_otherwise("work") {
            return Ok(None);
        }
        if let Some(work) = self.work_by_key(&mention.fact.work)? {
            return Ok(Some(vec![work.id]));
        }
        let wanted = Wanted::of(&mention.fact);
        let known = match &mention.fact.number {
            Some(number) => self.works_numbered(number)?,
            None => Vec::new(),
        };
        Ok(Some(known.iter().filter(|work| wanted.agrees(work)).map(|work| work.id).collect()))
    }

    /// How many mentions each work has, by number: those in copies are left out, and those that a person has turned down
    /// or says to mean something else.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn mention_counts(&self) -> Result<HashMap<i64, usize>, StoreError> {
        let stands = reviews::stands(FactKind::Reference);
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT s.work_id, count(*) FROM mentions f JOIN documents d ON d.id = f.document_id
                 JOIN sightings s ON s.id = f.sighting_id
             WHERE d.status = 'read' AND d.copy_of IS NULL
                 AND {stands}
             GROUP BY s.work_id"
        ))?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get::<_, i64>(1)?)))?;
        let rows: HashMap<i64, i64> = rows.collect::<Result<_, _>>()?;
        let mut counts: HashMap<i64, usize> =
            rows.into_iter().map(|(work, count)| (work, usize::try_from(count).unwrap_or_default())).collect();
        for mention in self.mentions_set_right(&Filter::default())? {
            let Some(named) = self.works_named_by_a_person(&mention)? else { continue };
            let taken = self.works_cited_in(mention.document.id)?.get(&mention.id).copied();
            if let Some(count) = taken.and_then(|work| counts.get_mut(&work)) {
                *count = count.saturating_sub(1);
            }
            for work in named {
                *counts.entry(work).or_default() += 1;
            }
        }
        Ok(counts)
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
