//! The tables of `chidao.sqlite` and the version that says which program can read them.
//!
//! What was read of a document, its text, letterhead and facts, is packed ([`super::packed`]): the facts of one kind
//! together, as a line of JSON each. Beside them stand only the columns that queries and joins need, taken from the facts
//! as they are written. Text without marks and case (`*_key`) is written beside the fields that people filter by:
//! SQLite cannot fold Vietnamese.
//!
//! A store of an earlier version is brought up to date where it can be ([`super::migrate`]): what people have said is in
//! it, and reading thousands of files anew takes hours.

mod tables;

use rusqlite::Connection;

pub(super) use self::tables::{INDEXES, KEPT, OF_DOCUMENTS};
use super::{StoreError, migrate};

/// The version of the tables; raised with every change of their meaning.
pub const VERSION: i64 = 8;

/// Sets how the connection works: rows belong together, a waiting reader is patient, and what is committed outlives a loss
/// of power.
pub fn configure(connection: &Connection) -> rusqlite::Result<()> {
    /// As many statements as are run for a document that is written, and some: those that do not fit are prepared again
    /// for each document.
    const STATEMENTS: usize = 128;
    be_patient(connection)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    // Plans do not follow the values that are asked for: no statistics tell of them, and each new value had statements that
    // compare by order planned anew.
    connection.set_db_config(rusqlite::config::DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.pragma_update(None, "synchronous", "full")?;
    connection.pragma_update(None, "foreign_keys", true)
}

/// Keeps many pages in memory: what ends a run goes over all that the run has touched, in no order of the file, and pages
/// that have changed and do not fit are written and read again and again. What one question reads of a large store, in no
/// order either, the next one reads again.
pub(super) fn keep_pages(connection: &Connection) -> rusqlite::Result<()> {
    /// In kibibytes; they are taken only as far as pages are touched.
    const KEPT: i64 = 64 << 10;
    connection.pragma_update(None, "cache_size", -KEPT)
}

/// Waits for others for a while.
pub(super) fn be_patient(connection: &Connection) -> rusqlite::Result<()> {
    connection.busy_timeout(std::time::Duration::from_secs(10))
}

/// Leaves SQLite's log alone: only the holder of the writer's lock brings it into the file ([`super::sums::put_away`]).
pub(super) fn leave_log(connection: &Connection) -> rusqlite::Result<()> {
    connection.pragma_update(None, "wal_autocheckpoint", 0)?;
    connection.set_db_config(rusqlite::config::DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true).map(drop)
}

/// Creates the tables in a new file and checks the version of an old one.
pub fn prepare(connection: &mut Connection) -> Result<(), StoreError> {
    connection.pragma_update(None, "journal_mode", "wal")?;
    if is_outdated(connection)? {
        migrate::up(connection)?;
    }
    let transaction = connection.transaction()?;
    if version(&transaction)? == 0 && is_blank(&transaction)? {
        transaction.execute_batch(KEPT)?;
        transaction.execute_batch(OF_DOCUMENTS)?;
        transaction.execute_batch(INDEXES)?;
        transaction.pragma_update(None, "user_version", VERSION)?;
    }
    check(&transaction)?;
    Ok(transaction.commit()?)
}

/// Whether [`prepare`] can bring the file up to this version.
pub fn is_outdated(connection: &Connection) -> rusqlite::Result<bool> {
    Ok(migrate::can_begin_at(version(connection)?))
}

/// Refuses a file that another version of the program, or another program, has written.
pub fn check(connection: &Connection) -> Result<(), StoreError> {
    match version(connection)? {
        VERSION => Ok(()),
        found => Err(StoreError::Version { found, known: VERSION }),
    }
}

pub(super) fn version(connection: &Connection) -> rusqlite::Result<i64> {
    connection.query_row("PRAGMA user_version", [], |row| row.get(0))
}

fn is_blank(connection: &Connection) -> rusqlite::Result<bool> {
    connection.query_row("SELECT count(*) = 0 FROM sqlite_schema", [], |row| row.get(0))
}
