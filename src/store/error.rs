//! Why the store cannot be used.

use std::path::PathBuf;

use rusqlite::ErrorCode;

use crate::lineage::succession::TableError;

/// Why the store cannot be used; what is wrong with one file is a row of the store, never an error.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// There is no store in the folder.
    #[error("no store in {0}: run `chidao index` first")]
    Missing(PathBuf),
    /// Another process is writing to it.
    #[error("another chidao is writing to the store in {0}; try again when it is done")]
    Locked(PathBuf),
    /// Another version of the program wrote it.
    #[error(
        "the store has version {found}, this program reads version {known}: index into a new folder with --store, \
         or use the program that wrote it"
    )]
    Version {
        /// The version found.
        found: i64,
        /// The version known.
        known: i64,
    },
    /// A path that was asked for is not there.
    #[error("{0} does not exist")]
    NoSuchPath(PathBuf),
    /// The file system refuses.
    #[error("{path}: {cause}")]
    Io {
        /// What was touched.
        path: PathBuf,
        /// What the system says.
        cause: std::io::Error,
    },
    /// The database is no database any more.
    #[error(
        "the store is damaged: {0}; move its folder aside and run `chidao index` again, the directives themselves are \
         not touched"
    )]
    Damaged(String),
    /// SQLite refuses.
    #[error("the store cannot be read or written: {0}")]
    Sqlite(rusqlite::Error),
    /// A row does not hold what this program wrote.
    #[error("the store holds a row that cannot be understood: {0}")]
    Row(serde_json::Error),
    /// A table that a user has written into the store's folder has a mistake.
    #[error("{path}: {cause}")]
    Table {
        /// The table's file.
        path: PathBuf,
        /// What is wrong in it, with the line.
        cause: TableError,
    },
    /// The full text view refuses.
    #[error("the full text cannot be searched: {0}")]
    Fulltext(tantivy::TantivyError),
}

// The causes stand in the messages already; as sources they would be told twice.
impl From<rusqlite::Error> for StoreError {
    fn from(cause: rusqlite::Error) -> Self {
        match cause.sqlite_error_code() {
            Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt) => Self::Damaged(cause.to_string()),
            _ => Self::Sqlite(cause),
        }
    }
}

impl From<serde_json::Error> for StoreError {
    fn from(cause: serde_json::Error) -> Self {
        Self::Row(cause)
    }
}

impl From<tantivy::TantivyError> for StoreError {
    fn from(cause: tantivy::TantivyError) -> Self {
        Self::Fulltext(cause)
    }
}
