//! Whether a store still holds what was written: SQLite knows a page that makes no sense, not a letter that has changed.
//!
//! Each document carries a checksum of all rows that were made of its file, in its own row. What is kept beside the files
//! (works, links, what people have said) stands a second time in an index, so that SQLite's own comparison of tables and
//! indexes notices where one of the two has changed. To look at all of it takes as long as reading the store, so it is done
//! when the file is not the one that this program left behind ([`confirm`]): copied, restored, changed by a failing disk that
//! also changes its time, or left by a process that was killed. `chidao doctor`, `chidao backup` and `chidao restore` always do.

use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use rusqlite::types::ValueRef;
use rusqlite::{Connection, Row, params};

use super::documents::file_key;
use super::lock::WriteLock;
use super::{DATABASE, StoreError, gathered, schema, sightings, write};

/// The bytes of a checksum.
const SUM: usize = 16;
/// So many faults are named.
const NAMED: usize = 20;

/// All that was made of a document's file, without what other files change.
const ROWS: [&str; 11] = [
    "SELECT hash, reason, format, pages, pages_unread, head, kind, number, date, issuer, issuer_key, letters, likeness,
         district, province, seat, subject FROM documents WHERE id = ?1",
    "SELECT mentions, deadlines, targets, effects, validity, problems, content FROM texts WHERE document_id = ?1",
    "SELECT number, problem, source FROM pages WHERE document_id = ?1 ORDER BY number",
    "SELECT school_year, inferred FROM document_years WHERE document_id = ?1 ORDER BY school_year",
    "SELECT level FROM document_levels WHERE document_id = ?1 ORDER BY level",
    "SELECT id, block, name_block, statement, own, acted FROM sightings WHERE document_id = ?1 ORDER BY id",
    "SELECT sighting_id, place, school_year, inferred, levels, anchor, confidence, titled, acted, replaces
         FROM mentions WHERE document_id = ?1 ORDER BY id",
    "SELECT sighting_id, place, school_year, inferred, levels, anchor, confidence, replaces FROM effects
         WHERE document_id = ?1 ORDER BY id",
    "SELECT sighting_id, place, school_year, inferred, levels, own FROM validity WHERE document_id = ?1 ORDER BY id",
    "SELECT place, school_year, inferred, levels, anchor, confidence, start, stop FROM deadlines
         WHERE document_id = ?1 ORDER BY id",
    "SELECT place, school_year, inferred, levels, anchor, confidence FROM targets WHERE document_id = ?1 ORDER BY id",
];

/// Notes the checksum of a document whose rows are complete.
pub(super) fn seal(connection: &Connection, document: i64) -> Result<(), StoreError> {
    let sum = of(connection, document)?;
    connection.prepare_cached("UPDATE documents SET sum = ?2 WHERE id = ?1")?.execute(params![document, &sum[..]])?;
    Ok(())
}

/// What is wrong with the store; nothing where it is whole.
pub(super) fn damage(connection: &Connection) -> Vec<String> {
    // A file that cannot even be asked is damaged as well.
    look(connection).unwrap_or_else(|cause| vec![cause.to_string()])
}

fn look(connection: &Connection) -> Result<Vec<String>, StoreError> {
    let mut check = connection.prepare(&format!("PRAGMA integrity_check({NAMED})"))?;
    let said = check.query_map([], |row| row.get::<_, String>(0))?.collect::<Result<Vec<_>, _>>()?;
    let mut faults: Vec<String> = said.into_iter().filter(|line| line != "ok").collect();
    let mut select = connection.prepare("SELECT id, path, sum, file_key FROM documents ORDER BY id")?;
    let mut rows = select.query([])?;
    while faults.len() < NAMED
        && let Some(row) = rows.next()?
    {
        let (path, sum): (String, Option<Vec<u8>>) = (row.get(1)?, row.get(2)?);
        let named = row.get::<_, Option<String>>(3)?.as_deref() == Some(&file_key(&path));
        if !named || sum.as_deref() != Some(&of(connection, row.get(0)?)?[..]) {
            faults.push(format!("not as it was written: {path}"));
        }
    }
    // What is counted over others' rows is counted again.
    for (table, same) in [("sightings", sightings::AS_NOTED), ("documents", write::AS_COUNTED)] {
        let others = format!("SELECT EXISTS (SELECT 1 FROM {table} WHERE NOT ({same}))");
        if connection.query_row(&others, [], |row| row.get::<_, bool>(0))? {
            faults.push(format!("not as it was counted: {table}"));
        }
    }
    if !gathered::is_as_gathered(connection)? {
        faults.push("not as it was counted: works".to_owned());
    }
    Ok(faults)
}

fn of(connection: &Connection, document: i64) -> rusqlite::Result<[u8; SUM]> {
    let mut hasher = blake3::Hasher::new();
    for sql in ROWS {
        let mut statement = connection.prepare_cached(sql)?;
        let columns = statement.column_count();
        let mut rows = statement.query([document])?;
        while let Some(row) = rows.next()? {
            for column in 0..columns {
                put(&mut hasher, row.get_ref(column)?);
            }
        }
        hasher.update(b".");
    }
    let mut sum = [0; SUM];
    sum.copy_from_slice(&hasher.finalize().as_bytes()[..SUM]);
    Ok(sum)
}

/// A checksum of a row by itself, short enough to stand in each.
pub(super) fn short(row: &Row<'_>) -> rusqlite::Result<i64> {
    let mut hasher = blake3::Hasher::new();
    for column in 0..row.as_ref().column_count() {
        put(&mut hasher, row.get_ref(column)?);
    }
    Ok(hasher.finalize().as_bytes()[..4].iter().fold(0, |sum, byte| sum << 8 | i64::from(*byte)))
}

/// A value with its kind and length, so that no two rows look alike.
fn put(hasher: &mut blake3::Hasher, value: ValueRef<'_>) {
    let mut bytes = |kind: &[u8; 1], bytes: &[u8]| {
        hasher.update(kind).update(&bytes.len().to_le_bytes()).update(bytes);
    };
    match value {
        ValueRef::Null => bytes(b"n", &[]),
        ValueRef::Integer(number) => bytes(b"i", &number.to_le_bytes()),
        ValueRef::Real(number) => bytes(b"r", &number.to_le_bytes()),
        ValueRef::Text(text) => bytes(b"t", text),
        ValueRef::Blob(blob) => bytes(b"b", blob),
    }
}

/// Refuses a store that is damaged, where its file is not the one that this program left. While another process writes, and
/// where nothing can be written, it is taken as it is.
///
/// # Errors
/// [`StoreError::Damaged`] with the first of what is wrong.
pub(super) fn confirm(folder: &Path, connection: &Connection, lock: Option<&WriteLock>) -> Result<(), StoreError> {
    if is_known(folder) {
        return Ok(());
    }
    let own;
    let lock = match lock {
        Some(lock) => lock,
        None => match WriteLock::take(folder) {
            Ok(taken) => {
                own = taken;
                &own
            }
            Err(_) => return Ok(()),
        },
    };
    // Whoever held the lock until now has left it as it is.
    if is_known(folder) {
        return Ok(());
    }
    if let Some(fault) = damage(connection).into_iter().next() {
        return Err(StoreError::Damaged(fault));
    }
    put_away(folder, connection, lock)
}

/// Brings what was committed from SQLite's log into the file, as far as readers let it, and notes which file this is.
///
/// # Errors
/// Where the disk fails.
pub(super) fn put_away(folder: &Path, connection: &Connection, _lock: &WriteLock) -> Result<(), StoreError> {
    // Readers are not waited for: what they keep in the log stays there until the next writer comes.
    connection.busy_timeout(std::time::Duration::ZERO)?;
    let whole = connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0).map(|busy: bool| !busy));
    schema::be_patient(connection)?;
    match whole {
        Ok(true) => {}
        Ok(false) => schema::leave_log(connection)?,
        Err(cause) if cause.sqlite_error_code() == Some(rusqlite::ErrorCode::DatabaseBusy) => {
            schema::leave_log(connection)?;
        }
        Err(cause) => return Err(cause.into()),
    }
    // Where this cannot be kept the store is looked at once more than needed.
    let _kept = stamp(folder).map(|stamp| std::fs::write(note(folder), stamp));
    Ok(())
}

fn is_known(folder: &Path) -> bool {
    let now = stamp(folder);
    now.is_some() && std::fs::read_to_string(note(folder)).ok() == now
}

/// Size and time of the store's file.
fn stamp(folder: &Path) -> Option<String> {
    let data = std::fs::metadata(folder.join(DATABASE)).ok()?;
    let time = data.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
    Some(format!("{} {}", data.len(), time.as_nanos()))
}

fn note(folder: &Path) -> PathBuf {
    folder.join("chidao.checked")
}
