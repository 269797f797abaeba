//! Sightings in: what a document states of works' identities, one row however often it is stated.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension, params};

use super::packed::{Like, pack, unpack_text};
use super::{StoreError, works};
use crate::directive::Header;
use crate::directive::education::school_years_in;
use crate::lineage::identity::WorkId;
use crate::lineage::resolve::Statement;

/// Whose identity a sighting states.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
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

/// A sighting that is to be written.
#[derive(Debug, Clone, Default)]
pub(super) struct Stated {
    /// Its number, where it has one already.
    pub id: Option<i64>,
    pub block: String,
    pub name_block: Option<String>,
    /// The [`Statement`] as JSON.
    pub statement: String,
    /// See [`Own`].
    pub own: i64,
    /// The work that is meant, and how that is known.
    pub work: i64,
    pub how: String,
    pub candidates: Option<String>,
    /// Whether a sentence states what others have done to the work.
    pub acted: bool,
    pub mentions: i64,
    /// The first of the mentions' words by the alphabet.
    pub wording: Option<String>,
    /// Whether effects or validity point to it.
    pub told: bool,
    /// Whether a mention quotes its subject: 1, or 2 where the subject names a school year.
    pub titled: i64,
}

impl Stated {
    /// Counts a mention in these words, and with the subject that it quotes.
    pub fn mention(&mut self, words: &str, acted: bool, title: Option<&str>) {
        self.mentions += 1;
        self.acted |= acted;
        self.titled = self.titled.max(title.map_or(0, |title| if school_years_in(title).is_empty() { 1 } else { 2 }));
        if self.wording.as_deref().is_none_or(|first| words < first) {
            self.wording = Some(words.to_owned());
        }
    }
}

/// What a sighting states, and in which words it is mentioned, as a row holds it.
///
/// # Errors
/// Where it cannot be packed.
fn put_together(statement: &str, wording: Option<&str>) -> Result<Vec<u8>, StoreError> {
    let both = match wording {
        Some(words) => format!("{statement}\n{words}"),
        None => statement.to_owned(),
    };
    pack(Like::Statement, both.as_bytes())
}

/// The statement as JSON, and the words.
///
/// # Errors
/// Where the row holds something else.
pub(super) fn taken_apart(packed: &[u8]) -> Result<(String, Option<String>), StoreError> {
    let both = unpack_text(packed)?;
    // JSON is written without line breaks.
    Ok(match both.split_once('\n') {
        Some((statement, words)) => (statement.to_owned(), Some(words.to_owned())),
        None => (both, None),
    })
}

/// What is kept with a sighting of its document and of the facts that point to it, where it is so.
pub(super) const AS_NOTED: &str = "
     mentions = (SELECT count(*) FROM mentions WHERE sighting_id = sightings.id)
     AND told = (EXISTS (SELECT 1 FROM effects WHERE sighting_id = sightings.id)
         OR EXISTS (SELECT 1 FROM validity WHERE sighting_id = sightings.id))
     AND listed IS (SELECT iif(status = 'read', iif(copy_of IS NULL, coalesce(date, '~'), ''), NULL)
         FROM documents WHERE id = sightings.document_id)";

/// Where the sightings of a document stand in lists.
const LISTED: &str = "SELECT iif(status = 'read', iif(copy_of IS NULL, coalesce(date, '~'), ''), NULL)
     FROM documents WHERE id = ?1";

/// Notes where the mentions of a document stand in lists now, and that what its works are said to be is another: it has come,
/// gone, or become a copy.
pub(super) fn list(connection: &Connection, document: i64) -> Result<(), StoreError> {
    connection
        .prepare_cached(&format!("UPDATE sightings SET listed = ({LISTED}) WHERE document_id = ?1"))?
        .execute([document])?;
    connection
        .prepare_cached("INSERT OR IGNORE INTO touched_works SELECT work_id FROM sightings WHERE document_id = ?1")?
        .execute([document])?;
    Ok(())
}

/// Notes which sightings effects and validity point to now.
pub(super) fn tell(connection: &Connection, document: i64) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "UPDATE sightings SET told = (EXISTS (SELECT 1 FROM effects WHERE sighting_id = sightings.id)
                 OR EXISTS (SELECT 1 FROM validity WHERE sighting_id = sightings.id)) WHERE document_id = ?1",
        )?
        .execute([document])?;
    // Another mention may be the first to quote a subject.
    connection
        .prepare_cached(
            "INSERT OR IGNORE INTO touched_works SELECT work_id FROM sightings WHERE document_id = ?1 AND titled > 0",
        )?
        .execute([document])?;
    Ok(())
}

/// Writes the sightings of a document; gives their numbers.
pub(super) fn insert(connection: &Connection, document: i64, stated: &[Stated]) -> Result<Vec<i64>, StoreError> {
    let listed: Option<String> =
        connection.prepare_cached(LISTED)?.query_row([document], |row| row.get(0)).optional()?.flatten();
    let mut insert = connection
        .prepare_cached("INSERT INTO sightings VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)")?;
    let mut ids = Vec::with_capacity(stated.len());
    for stated in stated {
        insert.execute(params![
            stated.id,
            document,
            stated.block,
            stated.name_block,
            put_together(&stated.statement, stated.wording.as_deref())?,
            stated.own,
            stated.work,
            stated.how,
            stated.candidates,
            stated.acted,
            stated.mentions,
            stated.told,
            listed,
            stated.titled,
        ])?;
        ids.push(connection.last_insert_rowid());
    }
    Ok(ids)
}

/// The sightings of one document, while it is read.
pub(super) struct Sightings<'a> {
    connection: &'a Connection,
    known: HashMap<(String, Own), usize>,
    pub all: Vec<Stated>,
}

impl<'a> Sightings<'a> {
    pub fn of(connection: &'a Connection) -> Self {
        Self { connection, known: HashMap::new(), all: Vec::new() }
    }

    /// The document's own identity: as confirmed for this content, else as its header states.
    pub fn own(&mut self, hash: &[u8], header: &Header) -> Result<Option<usize>, StoreError> {
        let confirmed = self
            .connection
            .prepare_cached("SELECT statement FROM confirmed WHERE hash = ?1")?
            .query_row([hash], |row| row.get::<_, String>(0))
            .optional()?;
        let (statement, own) = match confirmed {
            Some(json) => (Some(serde_json::from_str(&json)?), Own::Confirmed),
            None => (Statement::of_header(header), Own::Header),
        };
        statement.map(|statement| self.put(&statement, own)).transpose()
    }

    /// The place of this statement. Until it is resolved it points to the work that it names by itself.
    pub fn put(&mut self, statement: &Statement, own: Own) -> Result<usize, StoreError> {
        let key = (serde_json::to_string(statement)?, own);
        if let Some(known) = self.known.get(&key) {
            return Ok(*known);
        }
        self.all.push(Stated {
            block: statement.block().to_owned(),
            name_block: statement.name_block().map(|name| name.to_owned()),
            statement: key.0.clone(),
            own: own.code(),
            work: provisional(self.connection, statement)?,
            how: "open".to_owned(),
            ..Stated::default()
        });
        self.known.insert(key, self.all.len() - 1);
        Ok(self.all.len() - 1)
    }
}

fn provisional(connection: &Connection, statement: &Statement) -> Result<i64, StoreError> {
    let named = statement.number.is_none();
    let id = WorkId {
        kind: statement.kind,
        number: statement.number.clone(),
        year: statement.year.clone().filter(|_| !named),
        symbol: if named { statement.name.clone() } else { statement.symbol.clone() },
        issuer: None,
        date: None,
    };
    let key = id.key();
    if let Some(known) = works::numbered(connection, &key)? {
        return Ok(known);
    }
    connection
        .prepare_cached(
            "INSERT INTO works (key, key_hash, kind, number, year, symbol, name) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?
        .execute(params![
            key,
            works::key_hash(&key),
            id.kind.map(|kind| kind.slug()),
            id.number,
            id.year,
            id.symbol.as_ref().filter(|_| !named),
            statement.name.as_ref().filter(|_| named)
        ])?;
    Ok(connection.last_insert_rowid())
}
