//! The first of many mentions of works, and how many there are: what is known of them without reading one.
//!
//! Sightings keep how often their document mentions the work and where that stands in a list, in an index of their own; of
//! works that are cited often the sums are kept ([`super::gathered::Cited`]).

use std::collections::BTreeSet;

use rusqlite::{Row, params};

use super::among::Bits;
use super::{Store, StoreError, Work};

/// The first of many references.
#[derive(Debug, Default)]
pub(super) struct FirstMentions {
    /// How many there are.
    pub total: usize,
    /// In how many documents.
    pub citing: usize,
    /// The numbers of the first.
    pub numbers: Vec<i64>,
    documents: Bits,
}

/// Where references stand in a document.
struct Place<'a> {
    /// The document.
    document: i64,
    /// See the column of sightings.
    listed: &'a str,
    /// How many.
    mentions: i64,
}

impl Store {
    /// Whether people have said of a reference that it is none, or another one: then what is kept with sightings does not
    /// tell how many there are.
    pub(super) fn has_references_set_right(&self) -> Result<bool, StoreError> {
        let sql =
            "SELECT EXISTS (SELECT 1 FROM reviews WHERE kind = 'reference' AND state IN ('dismissed', 'corrected'))";
        Ok(self.connection.prepare_cached(sql)?.query_row([], |row| row.get(0))?)
    }

    /// Whether a run that has not ended has changed what is said of a work.
    fn is_touched(&self, work: i64) -> Result<bool, StoreError> {
        let sql = "SELECT EXISTS (SELECT 1 FROM touched_works WHERE work_id = ?1)";
        Ok(self.connection.prepare_cached(sql)?.query_row([work], |row| row.get(0))?)
    }

    /// How many references there are in documents that count, and the numbers of the first `limit` by document date, path
    /// and place: all those to the works `all`, and those to the works `some` that may mean one of `meant`.
    pub(super) fn first_mentions(
        &self,
        all: &[&Work],
        some: &[(Vec<i64>, Vec<&str>)],
        limit: usize,
    ) -> Result<FirstMentions, StoreError> {
        let mut first = FirstMentions::default();
        let most = i64::try_from(limit).unwrap_or(i64::MAX);
        // What is cited often has been counted; of all other documents it is asked whether they cite it too.
        let mut often = all.iter().filter_map(|work| Some((work.id, work.cited?)));
        let mut counted = often.next().filter(|_| often.next().is_none());
        if let Some((work, _)) = counted
            && self.is_touched(work)?
        {
            counted = None;
        }
        if let Some((_, cited)) = counted {
            (first.total, first.citing) = (cited.mentions, cited.papers);
        }
        let mut cites = self.connection.prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM sightings WHERE work_id = ?1 AND listed = ?2 AND document_id = ?3 AND mentions > 0)",
        )?;
        let mut add = |first: &mut FirstMentions, place: Place<'_>| -> Result<(), StoreError> {
            first.total += usize::try_from(place.mentions).unwrap_or_default();
            let is_known = match counted {
                Some((work, _)) => cites.query_row(params![work, place.listed, place.document], |row| row.get(0))?,
                None => false,
            };
            if !is_known {
                first.citing += usize::from(first.documents.insert(place.document));
            }
            Ok(())
        };
        let mut count = self.connection.prepare_cached(
            "SELECT document_id, mentions, listed FROM sightings WHERE work_id = ?1 AND listed > '' AND mentions > 0",
        )?;
        let mut numbers = self.connection.prepare_cached(
            "SELECT s.listed, d.path, m.id FROM sightings s JOIN documents d ON d.id = s.document_id
                 JOIN mentions m ON m.sighting_id = s.id
             WHERE s.work_id = ?1 AND s.listed > '' ORDER BY s.listed, d.path, m.id LIMIT ?2",
        )?;
        let place = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
        let mut firsts: Vec<(String, String, i64)> = Vec::new();
        for &&Work { id, .. } in all {
            if counted.is_none_or(|(counted, _)| counted != id) {
                let mut rows = count.query([id])?;
                while let Some(row) = rows.next()? {
                    let listed = row.get_ref(2)?.as_str().map_err(rusqlite::Error::from)?;
                    add(&mut first, Place { document: row.get(0)?, mentions: row.get(1)?, listed })?;
                }
            }
            let rows = numbers.query_map(params![id, most], place)?;
            firsts.extend(rows.collect::<Result<Vec<_>, _>>()?);
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
                        let listed: String = row.get(3)?;
                        add(&mut first, Place { document: row.get(1)?, mentions: row.get(2)?, listed: &listed })?;
                        sightings.insert((listed, row.get(0)?));
                    }
                }
            }
        }
        let mut of_sighting = self.connection.prepare_cached(
            "SELECT s.listed, d.path, m.id FROM sightings s JOIN documents d ON d.id = s.document_id
                 JOIN mentions m ON m.sighting_id = s.id WHERE s.id = ?1",
        )?;
        let last = sightings.iter().nth(limit.saturating_sub(1)).map(|(listed, _)| listed.clone());
        let may_be_first = |listed: &String| last.as_ref().is_none_or(|last| listed <= last);
        for (_, sighting) in sightings.iter().take_while(|(listed, _)| may_be_first(listed)) {
            let rows = of_sighting.query_map([sighting], place)?;
            firsts.extend(rows.collect::<Result<Vec<_>, _>>()?);
        }
        firsts.sort_unstable();
        first.numbers = firsts.into_iter().take(limit).map(|(.., mention)| mention).collect();
        Ok(first)
    }
}
