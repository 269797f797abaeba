//! Stores of earlier versions, brought up to date without reading a file anew.

use rusqlite::{Connection, params};
use serde::Deserialize;

use super::StoreError;
use super::anchor::Anchors;
use super::documents::file_key;
use super::{schema, sightings, sums, works, write};
use crate::directive::Span;

/// The earliest version that can be brought up to date.
const OLDEST: i64 = 3;

/// The tables whose facts people can review.
const REVIEWED: [&str; 4] = ["mentions", "deadlines", "targets", "effects"];

/// Whether a store of this version can be brought up to date.
pub fn can_begin_at(version: i64) -> bool {
    (OLDEST..schema::VERSION).contains(&version)
}

/// Brings the tables up to [`schema::VERSION`], inside the transaction of `connection`; those of a version that is not
/// known are left alone.
///
/// # Errors
/// Where the store cannot be written, or a row does not hold what the program wrote.
pub fn up(connection: &Connection) -> Result<(), StoreError> {
    if schema::version(connection)? == 3 {
        to_4(connection)?;
        connection.pragma_update(None, "user_version", 4)?;
    }
    if schema::version(connection)? == 4 {
        to_5(connection)?;
        connection.pragma_update(None, "user_version", 5)?;
    }
    if schema::version(connection)? == 5 {
        to_6(connection)?;
        connection.pragma_update(None, "user_version", 6)?;
    }
    if schema::version(connection)? == 6 {
        to_7(connection)?;
        connection.pragma_update(None, "user_version", 7)?;
    }
    Ok(())
}

/// What changes on the disk is noticed.
fn to_6(connection: &Connection) -> Result<(), StoreError> {
    connection.execute("ALTER TABLE documents ADD COLUMN sum BLOB", [])?;
    connection.execute_batch(schema::ADDED_IN_6)?;
    sums::seal_all(connection)
}

/// What is counted over all documents is kept with sightings and works.
fn to_7(connection: &Connection) -> Result<(), StoreError> {
    connection.execute_batch(schema::ADDED_IN_7)?;
    sightings::note_all(connection)?;
    connection.execute(write::COUNTED, [])?;
    let mut paths = connection.prepare("SELECT id, path FROM documents")?;
    let paths: Vec<(i64, String)> =
        paths.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?;
    for (id, path) in paths {
        connection.execute("UPDATE documents SET file_key = ?2 WHERE id = ?1", params![id, file_key(&path)])?;
    }
    connection.execute("INSERT INTO touched_works SELECT id FROM works", [])?;
    works::refresh(connection)?;
    Ok(connection.execute_batch("DELETE FROM touched_works; DELETE FROM touched_documents;")?)
}

/// Sightings tell whether a sentence states what others have done to the work.
fn to_5(connection: &Connection) -> Result<(), StoreError> {
    Ok(connection.execute_batch(
        "ALTER TABLE sightings ADD COLUMN acted INTEGER NOT NULL DEFAULT 0;
         UPDATE sightings SET acted = 1
             WHERE id IN (SELECT sighting_id FROM mentions WHERE fact ->> 'acted' IS NOT NULL);
         CREATE INDEX sightings_acted ON sightings (work_id) WHERE acted;",
    )?)
}

/// Facts get an anchor from their place in the text; what people say of them gets its tables.
fn to_4(connection: &Connection) -> Result<(), StoreError> {
    connection.execute("INSERT INTO meta VALUES ('changes', 0)", [])?;
    for table in REVIEWED {
        connection.execute_batch(&format!(
            "ALTER TABLE {table} ADD COLUMN anchor TEXT;
             ALTER TABLE {table} ADD COLUMN confidence REAL AS (fact ->> 'confidence');"
        ))?;
        put_anchors(connection, table)?;
    }
    Ok(connection.execute_batch(schema::ADDED_IN_4)?)
}

fn put_anchors(connection: &Connection, table: &str) -> Result<(), StoreError> {
    #[derive(Deserialize)]
    struct Place {
        span: Span,
    }
    let mut rows =
        connection.prepare(&format!("SELECT id, document_id, fact FROM {table} ORDER BY document_id, id"))?;
    let mut rows = rows.query([])?;
    let mut text = connection.prepare("SELECT content FROM texts WHERE document_id = ?1")?;
    let mut put = connection.prepare(&format!("UPDATE {table} SET anchor = ?2 WHERE id = ?1"))?;
    let mut of = None;
    let (mut content, mut anchors) = (String::new(), Anchors::default());
    let mut named = Vec::new();
    while let Some(row) = rows.next()? {
        let (id, document, fact): (i64, i64, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
        if of != Some(document) {
            of = Some(document);
            content = text.query_row([document], |row| row.get(0))?;
            anchors = Anchors::default();
        }
        let place: Place = serde_json::from_str(&fact)?;
        named.push((id, anchors.next(&content, place.span)));
    }
    for (id, anchor) in named {
        put.execute(params![id, anchor])?;
    }
    Ok(())
}
