//! A database for other programs: the items of an export ([`crate::answer::whole`]) in tables that anyone can query.
//!
//! It is no store: nothing reads it back. The same items give the same bytes.

use std::path::Path;

use rusqlite::{Connection, Transaction, params};
use serde_json::Value;

use super::StoreError;

/// Each table keeps the whole item as JSON beside the columns that questions need.
const TABLES: &str = "
CREATE TABLE documents (file TEXT PRIMARY KEY, label TEXT NOT NULL, status TEXT NOT NULL, type TEXT, date TEXT,
    issuer TEXT, subject TEXT, pages INTEGER NOT NULL, work TEXT, copy_of TEXT, json TEXT NOT NULL);
CREATE TABLE facts (number INTEGER PRIMARY KEY, kind TEXT NOT NULL, file TEXT NOT NULL REFERENCES documents (file),
    page INTEGER NOT NULL, line INTEGER NOT NULL, school_year TEXT, text TEXT NOT NULL, review TEXT NOT NULL,
    json TEXT NOT NULL);
CREATE TABLE works (key TEXT PRIMARY KEY, name TEXT NOT NULL, mentions INTEGER NOT NULL, json TEXT NOT NULL);
CREATE TABLE links (file TEXT NOT NULL REFERENCES documents (file), work TEXT NOT NULL, relation TEXT NOT NULL,
    places INTEGER NOT NULL, PRIMARY KEY (file, work, relation));
CREATE TABLE reviews (number INTEGER PRIMARY KEY, file TEXT, kind TEXT NOT NULL, page INTEGER NOT NULL,
    words TEXT NOT NULL, state TEXT NOT NULL, json TEXT NOT NULL);
CREATE INDEX facts_file ON facts (file);
CREATE VIEW deadlines AS SELECT file, page, school_year, json ->> '$.fact.kind' AS kind, json ->> '$.fact.start' AS start,
    json ->> '$.fact.end' AS end, json ->> '$.fact.exclusive' AS exclusive, json ->> '$.fact.who' AS who,
    json ->> '$.fact.action' AS action, text FROM facts WHERE kind = 'deadline' AND review <> 'dismissed';
CREATE VIEW targets AS SELECT file, page, school_year, json ->> '$.fact.kind' AS kind, json ->> '$.fact.subject' AS subject,
    json ->> '$.fact.op' AS op, json ->> '$.fact.value' AS value, json ->> '$.fact.value_max' AS value_max,
    json ->> '$.fact.unit' AS unit, json ->> '$.fact.level' AS level, text FROM facts
    WHERE kind = 'target' AND review <> 'dismissed';";

/// A database that is being written.
#[derive(Debug)]
pub struct Portable {
    connection: Connection,
}

impl Portable {
    /// A new database in the file `path`, which is empty.
    ///
    /// # Errors
    /// Where the file cannot be written.
    pub fn create(path: &Path) -> Result<Self, StoreError> {
        let connection = Connection::open(path)?;
        // One writer, and nothing to go back to.
        connection.execute_batch("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA page_size = 4096;")?;
        Ok(Self { connection })
    }

    /// Writes all items that `items` gives, in their order.
    ///
    /// # Errors
    /// Where the file cannot be written, or what `items` says.
    pub fn write<F>(mut self, items: F) -> Result<(), StoreError>
    where
        F: FnOnce(&mut dyn FnMut(Value) -> Result<(), StoreError>) -> Result<(), StoreError>,
    {
        let transaction = self.connection.transaction()?;
        transaction.execute_batch(TABLES)?;
        items(&mut |item| put(&transaction, &item))?;
        transaction.commit()?;
        Ok(())
    }
}

fn put(transaction: &Transaction<'_>, item: &Value) -> Result<(), StoreError> {
    let text = |place: &str| item.pointer(place).and_then(Value::as_str);
    let number = |place: &str| item.pointer(place).and_then(Value::as_i64);
    let json = item.to_string();
    let run = |sql: &str, values: &[&dyn rusqlite::ToSql]| transaction.prepare_cached(sql)?.execute(values).map(drop);
    match text("/item") {
        Some("document") => run(
            "INSERT INTO documents VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
            params![
                text("/file"),
                text("/label"),
                text("/status"),
                text("/header/type"),
                text("/header/date"),
                text("/header/issuer"),
                text("/header/subject"),
                number("/pages"),
                text("/work"),
                text("/copy_of"),
                json
            ],
        ),
        Some("fact") => run(
            "INSERT INTO facts (kind, file, page, line, school_year, text, review, json)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            params![
                text("/kind"),
                text("/file"),
                number("/fact/page"),
                number("/fact/line"),
                text("/school_year"),
                text("/fact/text"),
                text("/review/state"),
                json
            ],
        ),
        Some("work") => run(
            "INSERT INTO works VALUES (?1, ?2, ?3, ?4)",
            params![text("/work/key"), text("/work/name"), number("/work/mentions"), json],
        ),
        Some("link") => run(
            "INSERT INTO links VALUES (?1, ?2, ?3, ?4)",
            params![text("/file"), text("/work"), text("/relation"), number("/places")],
        ),
        Some("review") => run(
            "INSERT INTO reviews (file, kind, page, words, state, json) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            params![text("/file"), text("/kind"), number("/page"), text("/words"), text("/review/state"), json],
        ),
        _ => Ok(()),
    }?;
    Ok(())
}
