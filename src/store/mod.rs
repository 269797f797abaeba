//! Facts in SQLite (the truth) and full text in tantivy (a view of it that can be deleted at any time).
//!
//! [`Store::open`] reads, [`Store::writer`] also writes: it takes the writer's lock and [`Writer::ingest`]s files.
//! Everything that is asked of the store goes through methods that give facts with the document they stand in;
//! no SQL leaves this module, and nothing here knows how an answer is shown.

mod agency;
mod alike;
mod anchor;
mod arrivals;
mod bundle;
mod citing;
mod copies;
mod documents;
mod error;
mod evidence;
mod facts;
mod find;
mod fulltext;
mod highlight;
mod ingest;
mod links;
mod lock;
mod migrate;
mod near;
mod portable;
mod proposals;
mod query;
mod queue;
mod resolution;
mod reviews;
mod schema;
mod searches;
mod sightings;
mod suggest;
mod tables;
mod text;
mod tokens;
mod walk;
mod wanted;
mod works;
mod write;

use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags};

pub use agency::agency_key;
pub use arrivals::{Arrivals, Look};
pub use citing::Titled;
pub use documents::{Document, DocumentCounts, Status};
pub use error::StoreError;
pub use facts::{Filter, Found, Resolution, Totals};
pub use find::{Hit, Hits};
pub use ingest::{Event, Failure, Summary, Writer};
pub use portable::Portable;
pub use proposals::{Confirmation, Given};
pub use queue::{UNSURE, Waiting, WaitingCount};
pub use reviews::{FactKind, Review, ReviewState, Reviewed, Verdict};
pub use searches::SavedSearch;
pub use text::{Passage, StoredText};
pub use tokens::Words;
pub use wanted::{Citations, Wanted};
pub use works::{Near, Work};

/// The name of the SQLite file in the store's folder.
pub const DATABASE: &str = "chidao.sqlite";
/// The name of the folder of recognized pages in the store's folder.
const OCR_FOLDER: &str = "ocr";

/// A store that is read.
#[derive(Debug)]
pub struct Store {
    folder: PathBuf,
    connection: Connection,
}

impl Store {
    /// Opens the store in `folder` for reading.
    ///
    /// # Errors
    /// [`StoreError::Missing`] where there is none, [`StoreError::Version`] where another version wrote it that cannot be
    /// brought up to date (see [`migrate`]).
    pub fn open(folder: &Path) -> Result<Self, StoreError> {
        let file = folder.join(DATABASE);
        if !file.exists() {
            return Err(StoreError::Missing(folder.to_owned()));
        }
        let open = |path: &Path, flags| {
            let mut connection = Connection::open_with_flags(path, flags)?;
            schema::configure(&connection)?;
            if schema::is_outdated(&connection)?
                && let Ok(_lock) = lock::WriteLock::take(folder)
            {
                schema::prepare(&mut connection)?;
            }
            schema::check(&connection)?;
            Ok::<_, StoreError>(connection)
        };
        let connection = match open(&file, OpenFlags::SQLITE_OPEN_READ_WRITE) {
            // A reader of a database in WAL mode writes beside it. In a folder that cannot be written no one else can
            // change it either, and what was committed is all in the file once its log is gone.
            Err(StoreError::Sqlite(_)) if !folder.join(format!("{DATABASE}-wal")).exists() => {
                open(&immutable(&file), OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI)?
            }
            other => other?,
        };
        Ok(Self { folder: folder.to_owned(), connection })
    }

    /// Opens the store in `folder` for writing, and creates it where there is none.
    ///
    /// # Errors
    /// [`StoreError::Locked`] where another process is writing.
    pub fn writer(folder: &Path) -> Result<Writer, StoreError> {
        std::fs::create_dir_all(folder).map_err(|cause| StoreError::Io { path: folder.to_owned(), cause })?;
        let lock = lock::WriteLock::take(folder)?;
        let mut connection = Connection::open(folder.join(DATABASE))?;
        schema::configure(&connection)?;
        schema::prepare(&mut connection)?;
        Ok(Writer::new(Self { folder: folder.to_owned(), connection }, lock))
    }

    /// The folder it lies in.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Where recognized pages are kept ([`crate::source::ocr::Desk`]); like the full text, it can be deleted at any time.
    pub fn ocr_folder(&self) -> PathBuf {
        self.folder.join(OCR_FOLDER)
    }

    /// Counts the transactions that changed the store.
    ///
    /// # Errors
    /// Where the database cannot be read.
    pub fn generation(&self) -> Result<i64, StoreError> {
        self.meta("generation")
    }

    /// What is wrong with the database file, in SQLite's words; nothing where it is healthy.
    ///
    /// # Errors
    /// Where it cannot even be asked.
    pub fn damage(&self) -> Result<Vec<String>, StoreError> {
        let mut statement = self.connection.prepare("PRAGMA quick_check(20)")?;
        let said = statement.query_map([], |row| row.get::<_, String>(0))?.collect::<Result<Vec<_>, _>>()?;
        Ok(said.into_iter().filter(|line| line != "ok").collect())
    }

    fn meta(&self, name: &str) -> Result<i64, StoreError> {
        Ok(self.connection.query_row("SELECT value FROM meta WHERE name = ?1", [name], |row| row.get(0))?)
    }
}

/// The address under which SQLite opens a file that does not change.
fn immutable(file: &Path) -> PathBuf {
    let path = file.display().to_string().replace('%', "%25").replace('?', "%3f").replace('#', "%23");
    PathBuf::from(format!("file:{path}?immutable=1"))
}
