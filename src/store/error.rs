//! Why the store cannot be used.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;

use super::lock::Holder;
use crate::lineage::succession::TableError;

/// Why the store cannot be used; what is wrong with one file is a row of the store, never an error.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// There is no store in the folder.
    #[error("no store in {0}: run `chidao index` first")]
    Missing(PathBuf),
    /// Another process is writing to it.
    #[error("another chidao{} is writing to the store in {folder}; try again when it is done", named(*holder))]
    Locked {
        /// The store's folder.
        folder: PathBuf,
        /// Who it is, where that is known.
        holder: Option<Holder>,
    },
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
    /// Nothing can be written where the store lies.
    #[error(
        "the store in {0} cannot be written: see that you may write to this folder and that its disk is not read-only, \
         or name another folder with --store"
    )]
    ReadOnly(PathBuf),
    /// The disk is full.
    #[error(
        "the disk of the store is full: free some space and run the command again; what was kept before is still there"
    )]
    Full,
    /// The store's folder, or its disk, has gone while it was in use.
    #[error(
        "the store in {0} is not there any more: was its folder moved or deleted, or its disk taken away? Put it back and \
         run the command again; what was read since is not kept"
    )]
    Gone(PathBuf),
    /// The disk does not do what it is told.
    #[error(
        "the disk of the store fails ({0}): see that it is connected and has free space, then run the command again; \
         `chidao doctor` checks the store"
    )]
    Disk(String),
    /// What the database holds is not what was written.
    #[error(
        "the store is damaged: {0}; put a backup in its place with `chidao restore FILE --replace`, or move its folder aside \
         and run `chidao index` again, the directives themselves are not touched"
    )]
    Damaged(String),
    /// A file that was to be put in the place of a store is none.
    #[error("{path} is no whole backup: {cause}")]
    NoBackup {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        cause: String,
    },
    /// What is there already is not overwritten unasked.
    #[error("{path} is there already: nothing was written; {option} replaces it")]
    Exists {
        /// The file.
        path: PathBuf,
        /// The option that says to do so.
        option: &'static str,
    },
    /// SQLite refuses.
    #[error("the store cannot be read or written: {0}")]
    Sqlite(rusqlite::Error),
    /// A row does not hold what this program wrote.
    #[error("the store holds a row that cannot be understood: {0}")]
    Row(serde_json::Error),
    /// A value is packed otherwise than this program packs.
    #[error("the store holds a value that cannot be unpacked: {0}")]
    Packed(String),
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

impl StoreError {
    /// What the system says of `path`, as what the user can do about it.
    pub(super) fn io(path: &Path, cause: std::io::Error) -> Self {
        let folder = || path.parent().unwrap_or(path).to_owned();
        match cause.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => Self::Full,
            ErrorKind::ReadOnlyFilesystem | ErrorKind::PermissionDenied => Self::ReadOnly(folder()),
            _ => Self::Io { path: path.to_owned(), cause },
        }
    }

    /// Whether a store that cannot be written may still be read as it is.
    pub(super) fn may_be_read_only(&self) -> bool {
        matches!(self, Self::Sqlite(_) | Self::Full | Self::Disk(_) | Self::ReadOnly(_))
    }
}

fn named(holder: Option<Holder>) -> String {
    holder.map_or_else(String::new, |Holder { process, since }| format!(" (process {process}, since {since:.0})"))
}

// The causes stand in the messages already; as sources they would be told twice.
impl From<rusqlite::Error> for StoreError {
    fn from(cause: rusqlite::Error) -> Self {
        match cause.sqlite_error_code() {
            Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt) => Self::Damaged(cause.to_string()),
            Some(ErrorCode::DiskFull) => Self::Full,
            Some(ErrorCode::SystemIoFailure) => Self::Disk(cause.to_string()),
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
