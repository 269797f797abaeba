//! Sightings in: what a document states of works' identities, one row however often it is stated.

use rusqlite::{Connection, OptionalExtension, params};

use super::StoreError;
use crate::directive::Header;
use crate::lineage::identity::WorkId;
use crate::lineage::resolve::Statement;

/// Whose identity a sighting states.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Own {
    /// Another document's.
    No,
    /// The document's own, by its header.
    Header,
    /// The document's own, as a person has confirmed.
    Confirmed,
}

impl Own {
    fn code(self) -> i64 {
        match self {
            Self::No => 0,
            Self::Header => 1,
            Self::Confirmed => 2,
        }
    }
}

/// The sightings of one document, while it is written.
pub(super) struct Sightings<'a> {
    connection: &'a Connection,
    document: i64,
}

/// What is kept with a sighting of its document and of the facts that point to it, as columns and as what they hold.
macro_rules! noted {
    ($apart:literal, $is:literal) => {
        concat!(
            "mentions ",
            $is,
            " (SELECT count(*) FROM mentions WHERE sighting_id = sightings.id)",
            $apart,
            "wording ",
            $is,
            " (SELECT min(fact ->> 'text') FROM mentions WHERE sighting_id = sightings.id)",
            $apart,
            "told ",
            $is,
            " (EXISTS (SELECT 1 FROM effects WHERE sighting_id = sightings.id)
                 OR EXISTS (SELECT 1 FROM validity WHERE sighting_id = sightings.id))",
            $apart,
            "listed ",
            $is,
            " (SELECT iif(status = 'read', iif(copy_of IS NULL, coalesce(date, '~'), ''), NULL)
                 FROM documents WHERE id = sightings.document_id)",
        )
    };
}
const NOTED: &str = concat!("UPDATE sightings SET ", noted!(", ", "="));
/// Whether that is so.
pub(super) const AS_NOTED: &str = noted!(" AND ", "IS");

/// Notes with the sightings of a document what its facts say, once all are written.
pub(super) fn note(connection: &Connection, document: i64) -> Result<(), StoreError> {
    connection.prepare_cached(&format!("{NOTED} WHERE document_id = ?1"))?.execute([document])?;
    Ok(())
}

/// The same for all documents.
pub(super) fn note_all(connection: &Connection) -> Result<(), StoreError> {
    connection.execute(NOTED, [])?;
    Ok(())
}

/// Notes where the mentions of a document stand in lists now: it has come, gone, or become a copy.
pub(super) fn list(connection: &Connection, document: i64) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "UPDATE sightings SET listed = (SELECT iif(status = 'read', iif(copy_of IS NULL, coalesce(date, '~'), ''), NULL)
                 FROM documents WHERE id = ?1) WHERE document_id = ?1",
        )?
        .execute([document])?;
    Ok(())
}

impl<'a> Sightings<'a> {
    pub fn of(connection: &'a Connection, document: i64) -> Self {
        Self { connection, document }
    }

    /// The document's own identity: as confirmed for this content, else as its header states.
    pub fn own(&mut self, hash: &[u8], header: &Header) -> Result<Option<i64>, StoreError> {
        let confirmed = self
            .connection
            .prepare_cached("SELECT statement FROM confirmed WHERE hash = ?1")?
            .query_row([hash], |row| row.get::<_, String>(0))
            .optional()?;
        let (statement, own) = match confirmed {
            Some(json) => (Some(serde_json::from_str(&json)?), Own::Confirmed),
            None => (Statement::of_header(header), Own::Header),
        };
        let Some(statement) = statement else { return Ok(None) };
        let sighting = self.put(&statement, own)?;
        self.connection
            .prepare_cached(
                "UPDATE documents SET work_id = (SELECT work_id FROM sightings WHERE id = ?2) WHERE id = ?1",
            )?
            .execute([self.document, sighting])?;
        Ok(Some(sighting))
    }

    /// The row of this statement. Until it is resolved it points to the work that it names by itself.
    pub fn put(&mut self, statement: &Statement, own: Own) -> Result<i64, StoreError> {
        let json = serde_json::to_string(statement)?;
        let known = self
            .connection
            .prepare_cached("SELECT id FROM sightings WHERE document_id = ?1 AND statement = ?2 AND own = ?3")?
            .query_row(params![self.document, json, own.code()], |row| row.get(0))
            .optional()?;
        if let Some(known) = known {
            return Ok(known);
        }
        let work = self.provisional(statement)?;
        self.connection
            .prepare_cached(
                "INSERT INTO sightings (document_id, block, name_block, statement, own, work_id)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )?
            .execute(params![self.document, statement.block(), statement.name_block(), json, own.code(), work])?;
        Ok(self.connection.last_insert_rowid())
    }

    /// Notes that a sentence states what others have done to the work of this sighting.
    pub fn mark_acted(&self, sighting: i64) -> Result<(), StoreError> {
        self.connection.prepare_cached("UPDATE sightings SET acted = 1 WHERE id = ?1")?.execute([sighting])?;
        Ok(())
    }

    fn provisional(&self, statement: &Statement) -> Result<i64, StoreError> {
        let named = statement.number.is_none();
        let id = WorkId {
            kind: statement.kind,
            number: statement.number.clone(),
            year: statement.year.clone().filter(|_| !named),
            symbol: if named { statement.name.clone() } else { statement.symbol.clone() },
            issuer: None,
            date: None,
        };
        self.connection
            .prepare_cached(
                "INSERT OR IGNORE INTO works (key, kind, number, year, symbol, name) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )?
            .execute(params![
                id.key(),
                id.kind.map(|kind| kind.slug()),
                id.number,
                id.year,
                id.symbol.as_ref().filter(|_| !named),
                statement.name.as_ref().filter(|_| named)
            ])?;
        let mut find = self.connection.prepare_cached("SELECT id FROM works WHERE key = ?1")?;
        Ok(find.query_row([id.key()], |row| row.get(0))?)
    }
}
