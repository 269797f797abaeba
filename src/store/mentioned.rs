//! The first of many mentions of works, and how many there are: what is known of them without reading one.
//!
//! Sightings keep how often their document mentions the work and where that stands in a list, in an index of their own.

use std::collections::BTreeSet;

use rusqlite::params;

use super::among::Bits;
use super::{Store, StoreError};

/// The first of many references.
#[derive(Debug, Default)]
pub(super) struct FirstMentions {
    /// How many there are.
    pub total: usize,
    /// In how many documents.
    pub citing: usize,
    /// The numbers of the first, and of some that come after them.
    pub numbers: Vec<i64>,
    documents: Bits,
}

impl FirstMentions {
    fn count(&mut self, document: i64, mentions: i64) {
        self.total += usize::try_from(mentions).unwrap_or_default();
        self.citing += usize::from(self.documents.insert(document));
    }
}

impl Store {
    /// Whether people have said of a reference that it is none, or another one: then what is kept with sightings does not
    /// tell how many there are.
    pub(super) fn has_references_set_right(&self) -> Result<bool, StoreError> {
        let sql =
            "SELECT EXISTS (SELECT 1 FROM reviews WHERE kind = 'reference' AND state IN ('dismissed', 'corrected'))";
        Ok(self.connection.prepare_cached(sql)?.query_row([], |row| row.get(0))?)
    }

    /// How many references there are in documents that count, and the numbers of the first `limit` by document date, path
    /// and place: all those to the works `all`, and those to the works `some` that may mean one of `meant`.
    pub(super) fn first_mentions(
        &self,
        all: &[i64],
        some: &[(Vec<i64>, Vec<&str>)],
        limit: usize,
    ) -> Result<FirstMentions, StoreError> {
        let mut first = FirstMentions::default();
        let most = i64::try_from(limit).unwrap_or(i64::MAX);
        let mut count = self
            .connection
            .prepare_cached("SELECT document_id, mentions FROM sightings WHERE work_id = ?1 AND listed > ''")?;
        let mut numbers = self.connection.prepare_cached(
            "SELECT m.id FROM sightings s JOIN documents d ON d.id = s.document_id JOIN mentions m ON m.sighting_id = s.id
             WHERE s.work_id = ?1 AND s.listed > '' ORDER BY s.listed, d.path, m.id LIMIT ?2",
        )?;
        for work in all {
            let mut rows = count.query([work])?;
            while let Some(row) = rows.next()? {
                match row.get(1)? {
                    0 => {}
                    mentions => first.count(row.get(0)?, mentions),
                }
            }
            let rows = numbers.query_map(params![work, most], |row| row.get(0))?;
            first.numbers.extend(rows.collect::<Result<Vec<i64>, _>>()?);
        }
        let mut sightings: BTreeSet<(String, i64)> = BTreeSet::new();
        let mut open = self.connection.prepare_cached(
            "SELECT id, document_id, mentions, listed, candidates FROM sightings
             WHERE work_id = ?1 AND listed > '' AND mentions > 0 AND candidates IS NOT NULL",
        )?;
        for (works, meant) in some {
            for work in works {
                let mut rows = open.query([work])?;
                while let Some(row) = rows.next()? {
                    let candidates: Vec<String> = serde_json::from_str(&row.get::<_, String>(4)?)?;
                    if candidates.iter().any(|candidate| meant.contains(&candidate.as_str())) {
                        first.count(row.get(1)?, row.get(2)?);
                        sightings.insert((row.get(3)?, row.get(0)?));
                    }
                }
            }
        }
        let mut of_sighting = self.connection.prepare_cached("SELECT id FROM mentions WHERE sighting_id = ?1")?;
        let last = sightings.iter().nth(limit.saturating_sub(1)).map(|(listed, _)| listed.clone());
        let may_be_first = |listed: &String| last.as_ref().is_none_or(|last| listed <= last);
        for (_, sighting) in sightings.iter().take_while(|(listed, _)| may_be_first(listed)) {
            let rows = of_sighting.query_map([sighting], |row| row.get(0))?;
            first.numbers.extend(rows.collect::<Result<Vec<i64>, _>>()?);
        }
        Ok(first)
    }
}
