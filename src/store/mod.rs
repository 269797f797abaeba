//! Facts in SQLite (the truth) and full text in tantivy (a view of it that can be deleted at any time).
//!
//! [`Store::open`] reads, [`Store::writer`] also writes: it takes the writer's lock and [`Writer::ingest`]s files.
//! Everything that is asked of the store goes through methods that give facts with the document they stand in;
//! no SQL leaves this module, and nothing here knows how an answer is shown.

mod agency;
mod alike;
mod among;
mod anchor;
mod arrivals;
mod backup;
mod bearers;
mod bundle;
mod citing;
mod compact;
mod copies;
mod counting;
mod disk;
mod documents;
mod error;
mod evidence;
mod facets;
mod facts;
mod filter;
mod find;
mod fulltext;
mod gathered;
mod highlight;
mod ingest;
mod issuers;
mod kept;
mod kin;
mod layout;
mod links;
mod lock;
mod matching;
mod mentioned;
mod migrate;
mod near;
mod packed;
mod pages;
mod paragraphs;
mod part;
mod picking;
mod plan;
mod portable;
mod proposals;
mod query;
mod queue;
mod record;
mod resolution;
mod reviews;
mod schema;
mod sealed;
mod searches;
mod segments;
mod sightings;
mod statements;
mod suggest;
mod sums;
mod tables;
mod text;
mod tokens;
mod totals;
mod walk;
mod wanted;
mod works;
mod write;

use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags, Transaction, TransactionBehavior};

use self::disk::Identity;
use self::fulltext::Fulltext;
use self::kept::Kept;

pub use agency::agency_key;
pub use arrivals::{Arrivals, Look};
pub use backup::{Restored, restore};
pub use citing::Titled;
pub use disk::network;
pub use documents::{Document, Status, plain_name};
pub use error::StoreError;
pub use evidence::BeyondPowers;
pub use facets::{DocumentCounts, Facets};
pub use facts::{Found, Resolution};
pub use filter::Filter;
pub use find::{Hit, Hits};
pub use ingest::{Event, Failure, Summary, Writer};
pub use kin::{Described, Seats};
pub use lock::Holder;
pub use migrate::{Upgrade, on_upgrade};
pub use part::PartFile;
pub use portable::Portable;
pub use proposals::{Confirmation, Given};
pub use queue::{UNSURE, Waiting, WaitingCount};
pub use reviews::{FactKind, Review, ReviewState, Reviewed, Verdict};
pub use searches::SavedSearch;
pub use text::{Passage, StoredText};
pub use tokens::Words;
pub use totals::Totals;
pub use wanted::{Citations, Wanted};
pub use works::{Near, Work};

/// The name of the SQLite file in the store's folder.
pub const DATABASE: &str = "chidao.sqlite";
/// The name of the folder of recognized pages in the store's folder.
const OCR_FOLDER: &str = "ocr";

/// A store that is read.
///
/// All that one value is asked is answered from one state of the store, whatever others write in the meantime, until
/// something is written through it.
#[derive(Debug)]
pub struct Store {
    folder: PathBuf,
    connection: Connection,
    /// The file that is open.
    file: Option<Identity>,
    /// The full text as it was opened last.
    view: fulltext::LastView,
    /// What documents are counted by.
    facets: Kept<facets::Facets>,
    /// The documents that were searched last.
    searched: Kept<find::LastSearched>,
    /// The papers of the seats that were asked for last.
    seated: kin::LastSeated,
    /// The works of the numbers that were asked for last.
    bearers: Kept<bearers::LastBearers>,
    /// The keys of all agencies.
    issuers: Kept<Vec<String>>,
}

impl Store {
    /// Opens the store in `folder` for reading. A store that an earlier version wrote is brought up to date, what a run that
    /// was broken off has left undone is done, and a file that is not the one that this program left is looked through.
    ///
    /// # Errors
    /// [`StoreError::Missing`] where there is none, [`StoreError::Version`] where another version wrote it that cannot be
    /// brought up to date (see [`migrate`]), [`StoreError::Damaged`] where it does not hold what was written.
    pub fn open(folder: &Path) -> Result<Self, StoreError> {
        let store = Self::current(folder)?;
        store.connection.execute_batch("BEGIN")?;
        Ok(store)
    }

    /// As [`Store::open`], but each question is answered from the state at that time.
    fn current(folder: &Path) -> Result<Self, StoreError> {
        let file = folder.join(DATABASE);
        if !file.exists() {
            return Err(StoreError::Missing(folder.to_owned()));
        }
        let connection = match open_shared(folder, &file) {
            // A reader of a database in WAL mode writes beside it. In a folder that cannot be written no one else can
            // change it either, and what was committed is all in the file once its log is gone.
            Err(refused) if refused.may_be_read_only() && !has_log(folder) => {
                open_unchanging(&file).map_err(|_| refused)?
            }
            other => other?,
        };
        Ok(Self::of(folder, connection))
    }

    fn of(folder: &Path, connection: Connection) -> Self {
        Self {
            folder: folder.to_owned(),
            connection,
            file: Identity::of(&folder.join(DATABASE)),
            view: fulltext::LastView::default(),
            facets: Kept::default(),
            searched: Kept::default(),
            seated: kin::LastSeated::default(),
            bearers: Kept::default(),
            issuers: Kept::default(),
        }
    }

    /// Opens the store in `folder` for writing, and creates it where there is none.
    ///
    /// # Errors
    /// [`StoreError::Locked`] where another process is writing, [`StoreError::ReadOnly`] where nothing can be written, and as
    /// [`Store::open`].
    pub fn writer(folder: &Path) -> Result<Writer, StoreError> {
        std::fs::create_dir_all(folder).map_err(|cause| StoreError::io(folder, cause))?;
        let lock = lock::WriteLock::wait_for(folder)?;
        let file = folder.join(DATABASE);
        let mut connection = Connection::open(&file)?;
        schema::configure(&connection)?;
        schema::keep_pages(&connection)?;
        schema::prepare(&mut connection)?;
        sums::confirm(folder, &connection, Some(&lock))?;
        let store = Self::of(folder, connection);
        Fulltext::forget_other(&store)?;
        Ok(Writer::new(store, lock))
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

    /// What is wrong with the database, in SQLite's words or by the checksums; nothing where it is whole. It takes as long
    /// as reading all of it.
    pub fn damage(&self) -> Vec<String> {
        sums::damage(&self.connection)
    }

    /// Looks through the full text, and builds it anew where it does not hold what was written; says whether it was whole.
    ///
    /// # Errors
    /// Where it cannot be built.
    pub fn mend_fulltext(&self) -> Result<bool, StoreError> {
        Fulltext::mend(self)
    }

    /// Whether the file that is open still is the one in the folder.
    ///
    /// # Errors
    /// [`StoreError::Gone`] where it is not: what is written into it is lost.
    fn still_there(&self) -> Result<(), StoreError> {
        if self.file.is_some() && Identity::of(&self.folder.join(DATABASE)) == self.file {
            return Ok(());
        }
        Err(StoreError::Gone(self.folder.clone()))
    }

    /// Begins to write a small thing through a store that is open for reading.
    fn change(&self) -> Result<Transaction<'_>, StoreError> {
        if !self.connection.is_autocommit() {
            self.connection.execute_batch("COMMIT")?;
        }
        Ok(Transaction::new_unchecked(&self.connection, TransactionBehavior::Immediate)?)
    }

    /// Ends [`Store::change`]: what was written is kept when this returns.
    fn keep(&self, change: Transaction<'_>) -> Result<(), StoreError> {
        change.commit()?;
        self.still_there()?;
        // Who writes at the same time does the rest.
        if let Ok(lock) = lock::WriteLock::take(&self.folder) {
            sums::put_away(&self.folder, &self.connection, &lock)?;
        }
        Ok(())
    }

    fn meta(&self, name: &str) -> Result<i64, StoreError> {
        let mut statement = self.connection.prepare_cached("SELECT value FROM meta WHERE name = ?1")?;
        Ok(statement.query_row([name], |row| row.get(0))?)
    }
}

/// Opens the file as one of several processes that read and write it.
fn open_shared(folder: &Path, file: &Path) -> Result<Connection, StoreError> {
    let mut connection = Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    schema::configure(&connection)?;
    schema::keep_pages(&connection)?;
    schema::leave_log(&connection)?;
    if schema::is_outdated(&connection)? {
        match lock::WriteLock::take(folder) {
            Ok(lock) => {
                schema::prepare(&mut connection)?;
                sums::put_away(folder, &connection, &lock)?;
            }
            Err(locked @ StoreError::Locked { .. }) => return Err(locked),
            // It is of a version that cannot be read as it is, which is said below.
            Err(_) => {}
        }
    }
    schema::check(&connection)?;
    if_there_is_room(sums::confirm(folder, &connection, None))?;
    if write::is_unfinished(&connection)?
        && let Ok(lock) = lock::WriteLock::take(folder)
    {
        let tidied = write::tidy(&mut connection);
        if_there_is_room(tidied.and_then(|_| sums::put_away(folder, &connection, &lock)))?;
    }
    Ok(connection)
}

/// What a reader does for the store is left undone where the disk has no room for it: what was kept is read as it is, and the
/// next who can write does it.
fn if_there_is_room(done: Result<(), StoreError>) -> Result<(), StoreError> {
    match done {
        Err(StoreError::Full) => Ok(()),
        done => done,
    }
}

/// Opens the file as one that nobody changes.
fn open_unchanging(file: &Path) -> Result<Connection, StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
    let connection = Connection::open_with_flags(immutable(file), flags)?;
    schema::configure(&connection)?;
    schema::keep_pages(&connection)?;
    schema::check(&connection)?;
    Ok(connection)
}

/// Whether SQLite's log holds anything.
fn has_log(folder: &Path) -> bool {
    std::fs::metadata(folder.join(format!("{DATABASE}-wal"))).is_ok_and(|log| log.len() > 0)
}

/// The address under which SQLite opens a file that does not change.
fn immutable(file: &Path) -> PathBuf {
    let path = file.display().to_string().replace('%', "%25").replace('?', "%3f").replace('#', "%23");
    PathBuf::from(format!("file:{path}?immutable=1"))
}
