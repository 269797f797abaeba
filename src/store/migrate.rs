//! Stores of earlier versions, brought up to date without reading a file anew.
//!
//! All that the versions from 3 to 7 have in common is what was read of the files, which work each statement was taken to
//! mean, and what people have said. The rest follows from it, and is made anew as it is for a file that has been read. What
//! takes the place of the old tables is much smaller: the file is packed at the end.

use std::sync::OnceLock;

use rusqlite::{Connection, Row, params};
use serde::Deserialize;

use super::anchor::Anchors;
use super::documents::{Head, file_key};
use super::layout::Layout;
use super::record::{Fact, Record, Table};
use super::sightings::Stated;
use super::{StoreError, compact, gathered, kin, schema, sums, works, write};
use crate::directive::{Header, Span};
use crate::lineage::likeness::Likeness;

/// The earliest version that can be brought up to date.
const OLDEST: i64 = 3;

/// The tables that are made anew.
const REPLACED: [&str; 9] =
    ["documents", "texts", "works", "sightings", "mentions", "deadlines", "targets", "effects", "validity"];

/// What happens while a store of an earlier version is brought up to date, which takes minutes where it is large.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Upgrade {
    /// It begins.
    Begun {
        /// The version of the store.
        from: i64,
        /// The version that it is brought up to.
        to: i64,
        /// How many documents there are.
        documents: usize,
    },
    /// One document more has been taken over.
    Document,
    /// All of them have: what follows from them together is made, and the file is packed.
    Packing,
    /// It is over, and done or undone.
    Ended,
}

/// Who is told.
static LISTENER: OnceLock<Box<dyn Fn(Upgrade) + Send + Sync>> = OnceLock::new();

/// Has `listener` told of every upgrade that this process makes, whichever way the store is opened. The first who asks for
/// it is told, others are not.
pub fn on_upgrade(listener: impl Fn(Upgrade) + Send + Sync + 'static) {
    let _first = LISTENER.set(Box::new(listener));
}

fn tell(upgrade: Upgrade) {
    if let Some(listener) = LISTENER.get() {
        listener(upgrade);
    }
}

/// Whether a store of this version can be brought up to date.
pub fn can_begin_at(version: i64) -> bool {
    (OLDEST..schema::VERSION).contains(&version)
}

/// Brings the tables up to [`schema::VERSION`] in one transaction, then takes the room that was freed out of the file; those
/// of a version that is not known are left alone.
///
/// # Errors
/// Where the store cannot be written, or a row does not hold what the program wrote.
pub fn up(connection: &mut Connection) -> Result<(), StoreError> {
    // Tables change places: for that time rows are not held together.
    connection.pragma_update(None, "foreign_keys", false)?;
    connection.pragma_update(None, "legacy_alter_table", true)?;
    let done = replace(connection);
    connection.pragma_update(None, "legacy_alter_table", false)?;
    connection.pragma_update(None, "foreign_keys", true)?;
    if let Ok(Some(documents)) = done {
        compact::rewrite(connection, documents);
    }
    tell(Upgrade::Ended);
    done.map(drop)
}

/// How many documents there are, where there was something to be done.
fn replace(connection: &mut Connection) -> Result<Option<i64>, StoreError> {
    let transaction = connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
    // Another process may have done it in the meantime.
    let from = schema::version(&transaction)?;
    if !can_begin_at(from) {
        return Ok(None);
    }
    let count: i64 = transaction.query_row("SELECT count(*) FROM documents", [], |row| row.get(0))?;
    tell(Upgrade::Begun { from, to: schema::VERSION, documents: usize::try_from(count).unwrap_or_default() });
    let mut select = transaction.prepare("SELECT name FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL")?;
    let indexes: Vec<String> = select.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    drop(select);
    for index in indexes {
        transaction.execute_batch(&format!("DROP INDEX {index}"))?;
    }
    for table in REPLACED {
        transaction.execute_batch(&format!("ALTER TABLE {table} RENAME TO old_{table}"))?;
    }
    transaction.execute_batch(schema::KEPT)?;
    transaction.execute_batch(schema::OF_DOCUMENTS)?;
    transaction.execute_batch(schema::INDEXES)?;
    // They are looked up by document from here on.
    for table in ["sightings", "mentions", "deadlines", "targets", "effects", "validity", "problems"] {
        let name = if table == "problems" { "problems" } else { &format!("old_{table}") };
        transaction.execute_batch(&format!("CREATE INDEX by_document_{table} ON {name} (document_id)"))?;
    }
    put_works(&transaction)?;
    let mut documents = transaction.prepare(
        "SELECT id, path, hash, size, mtime, status, reason, detector, generation, format, pages, pages_unread, work_id,
             copy_of, header, metadata, chain, issuer_key, district, province, likeness FROM old_documents ORDER BY id",
    )?;
    let mut rows = documents.query([])?;
    while let Some(row) = rows.next()? {
        put_document(&transaction, row)?;
        tell(Upgrade::Document);
    }
    tell(Upgrade::Packing);
    drop(rows);
    drop(documents);
    transaction.execute_batch("DROP TABLE problems")?;
    for table in REPLACED {
        transaction.execute_batch(&format!("DROP TABLE old_{table}"))?;
    }
    // What was under way stays so; all works are gathered once.
    transaction.execute_batch("INSERT OR IGNORE INTO touched_works SELECT id FROM works")?;
    gathered::refresh(&transaction)?;
    kin::settle(&transaction)?;
    transaction.execute_batch("DELETE FROM touched_works")?;
    transaction.pragma_update(None, "user_version", schema::VERSION)?;
    transaction.commit()?;
    Ok(Some(count))
}

fn put_works(connection: &Connection) -> Result<(), StoreError> {
    connection.execute_batch(
        "INSERT INTO works (id, key, key_hash, kind, number, year, symbol, name, issued, place, open)
             SELECT id, key, 0, kind, number, year, symbol, name, issued, place, open FROM old_works",
    )?;
    let mut keys = connection.prepare("SELECT id, key FROM old_works")?;
    let mut rows = keys.query([])?;
    let mut put = connection.prepare("UPDATE works SET key_hash = ?2 WHERE id = ?1")?;
    while let Some(row) = rows.next()? {
        put.execute(params![row.get::<_, i64>(0)?, works::key_hash(&row.get::<_, String>(1)?)])?;
    }
    Ok(())
}

/// Takes over a document, whose row this is, with all that was made of it.
fn put_document(connection: &Connection, row: &Row<'_>) -> Result<(), StoreError> {
    #[derive(Deserialize)]
    struct Old {
        letters: Option<String>,
        numbers: String,
        triples: Vec<u32>,
    }
    let id: i64 = row.get(0)?;
    let path: String = row.get(1)?;
    let text = |at: usize| row.get::<_, Option<String>>(at);
    let json = text(14)?;
    let header: Header = json.as_deref().map(serde_json::from_str).transpose()?.unwrap_or_default();
    let head = match &json {
        Some(header) => {
            let other = |value: Option<String>| value.unwrap_or_else(|| "{}".to_owned());
            Some(Head::write(header, &other(text(15)?), &other(text(16)?))?)
        }
        None => None,
    };
    let likeness: Option<Old> = text(20)?.map(|json| serde_json::from_str(&json)).transpose()?;
    let likeness = likeness.and_then(|old| Likeness::of_longer(old.letters.as_deref(), &old.numbers, &old.triples));
    connection
        .prepare_cached(
            "INSERT INTO documents (id, path, hash, size, mtime, status, reason, detector, generation, format, pages,
                 pages_unread, work_id, copy_of, kind, number, date, issuer, issuer_key, district, province, file_key,
                 letters, likeness, head)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22,
                 ?23, ?24, ?25)",
        )?
        .execute(params![
            id,
            path,
            row.get::<_, Option<Vec<u8>>>(2)?,
            row.get::<_, i64>(3)?,
            row.get::<_, i64>(4)?,
            row.get::<_, String>(5)?,
            text(6)?,
            row.get::<_, i64>(7)?,
            row.get::<_, i64>(8)?,
            text(9)?,
            row.get::<_, i64>(10)?,
            row.get::<_, i64>(11)?,
            row.get::<_, Option<i64>>(12)?,
            row.get::<_, Option<i64>>(13)?,
            header.kind.map(|kind| kind.slug()),
            header.number,
            header.date.map(|date| date.to_string()),
            header.issuer,
            text(17)?,
            text(18)?,
            text(19)?,
            file_key(&path),
            likeness.as_ref().and_then(|likeness| likeness.letters.as_ref()).map(|letters| &letters[..]),
            likeness.as_ref().map(Likeness::to_bytes),
            head,
        ])?;
    kin::seat_document(connection, id, &header, text(18)?.as_deref(), text(19)?.as_deref())?;
    let mut select = connection.prepare_cached("SELECT content, layout FROM old_texts WHERE document_id = ?1")?;
    let mut rows = select.query([id])?;
    if let Some(row) = rows.next()? {
        let (content, layout): (String, String) = (row.get(0)?, row.get(1)?);
        let layout: Layout = serde_json::from_str(&layout)?;
        let record = record(connection, id, &content)?;
        record.write(connection, id, &layout.write(&content)?)?;
        write::count_facts(connection, id)?;
    }
    sums::seal(connection, id)
}

/// What was read of a document.
fn record(connection: &Connection, document: i64, content: &str) -> Result<Record, StoreError> {
    #[derive(Deserialize)]
    struct Place {
        span: Span,
    }
    let mut record = Record::default();
    let mut sightings = connection.prepare_cached(
        "SELECT id, block, name_block, statement, own, work_id, how, candidates FROM old_sightings
             WHERE document_id = ?1 ORDER BY id",
    )?;
    let mut rows = sightings.query([document])?;
    while let Some(row) = rows.next()? {
        record.stated.push(Stated {
            id: row.get(0)?,
            block: row.get(1)?,
            name_block: row.get(2)?,
            statement: row.get(3)?,
            own: row.get(4)?,
            work: row.get(5)?,
            how: row.get(6)?,
            candidates: row.get(7)?,
            ..Stated::default()
        });
    }
    for table in Table::ALL {
        let sighting = match table {
            Table::Mentions | Table::Effects | Table::Validity => "sighting_id",
            Table::Deadlines | Table::Targets => "NULL",
        };
        let mut facts = connection.prepare_cached(&format!(
            "SELECT id, {sighting}, school_year, inferred, levels, fact FROM old_{}
                 WHERE document_id = ?1 ORDER BY id",
            table.name()
        ))?;
        let mut rows = facts.query([document])?;
        let mut anchors = Anchors::default();
        while let Some(row) = rows.next()? {
            let sighting: Option<i64> = row.get(1)?;
            let json: String = row.get(5)?;
            let anchor = if table == Table::Validity {
                None
            } else {
                Some(anchors.next(content, serde_json::from_str::<Place>(&json)?.span))
            };
            let stated = sighting.and_then(|id| record.stated.iter().position(|stated| stated.id == Some(id)));
            record.of(table).push(Fact {
                id: row.get(0)?,
                stated,
                school_year: row.get(2)?,
                inferred: row.get(3)?,
                levels: row.get(4)?,
                anchor,
                json,
            });
        }
    }
    let mut problems = connection.prepare_cached("SELECT fact FROM problems WHERE document_id = ?1 ORDER BY rowid")?;
    let problems = problems.query_map([document], |row| row.get(0))?;
    record.problems = problems.collect::<Result<_, _>>()?;
    Ok(record)
}
