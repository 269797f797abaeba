//! A copy of the store in one file, and the way back.
//!
//! SQLite copies one state of the database, whatever others write in the meantime; the copy is looked through before it
//! takes its name, so that a damaged store makes no backup. What is put back gets a new identity: the full text of the store
//! before it is not taken for its own.

use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags};

use super::disk::Identity;
use super::lock::WriteLock;
use super::part::PartFile;
use super::{DATABASE, Store, StoreError, immutable, migrate, schema, sums, write};

/// What [`restore`] did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    /// How many documents the store holds now.
    pub documents: usize,
    /// Where the store lies that was there before.
    pub kept: Option<PathBuf>,
}

impl Store {
    /// Writes a copy of the store as it is now into the file `place`; it may be in use.
    ///
    /// # Errors
    /// [`StoreError::Exists`] where there is such a file and it is not to be replaced, [`StoreError::Damaged`] where the store
    /// is, and where it cannot be written. Then no file is there that was not there before.
    pub fn backup(folder: &Path, place: &Path, replace: bool) -> Result<(), StoreError> {
        let store = Self::current(folder)?;
        let is_own = Identity::of(place).is_some() && Identity::of(place) == store.file;
        if place.exists() && (!replace || is_own) {
            return Err(StoreError::Exists { path: place.to_owned(), option: "--replace" });
        }
        let fail = |cause| StoreError::io(place, cause);
        let part = PartFile::new(place).map_err(fail)?;
        store.connection.execute("VACUUM INTO ?1", [name(part.path())?])?;
        let copy = read_only(part.path())?;
        if let Some(fault) = sums::damage(&copy).into_iter().next() {
            return Err(StoreError::Damaged(fault));
        }
        drop(copy);
        part.finish().map_err(fail)
    }
}

/// Puts the backup `file` in the place of the store in `folder`. The store that is there is kept beside it.
///
/// # Errors
/// [`StoreError::NoBackup`] where the file is none, or not whole; [`StoreError::Exists`] where there is a store that is not to
/// be replaced; [`StoreError::Locked`] where it is being written. Then nothing has changed.
pub fn restore(folder: &Path, file: &Path, replace: bool) -> Result<Restored, StoreError> {
    look_at(file)?;
    std::fs::create_dir_all(folder).map_err(|cause| StoreError::io(folder, cause))?;
    let lock = WriteLock::wait_for(folder)?;
    let place = folder.join(DATABASE);
    if place.exists() && !replace {
        return Err(StoreError::Exists { path: place, option: "--replace" });
    }
    let fail = |cause| StoreError::io(&place, cause);
    let part = PartFile::new(&place).map_err(fail)?;
    std::fs::copy(file, part.path()).map_err(fail)?;
    adopt(part.path())?;
    let kept = if place.exists() { Some(set_aside(&place)?) } else { None };
    part.finish().map_err(fail)?;
    drop(lock);
    let store = Store::open(folder)?;
    let documents = store.connection.query_row("SELECT count(*) FROM documents WHERE status = 'read'", [], |row| {
        row.get::<_, i64>(0).map(|count| usize::try_from(count).unwrap_or_default())
    })?;
    Ok(Restored { documents, kept })
}

/// Refuses what is no whole backup.
fn look_at(file: &Path) -> Result<(), StoreError> {
    if !file.is_file() {
        return Err(StoreError::NoSuchPath(file.to_owned()));
    }
    let no_backup = |cause: String| StoreError::NoBackup { path: file.to_owned(), cause };
    let said = |refused: rusqlite::Error| no_backup(refused.to_string());
    let copy = read_only(file).map_err(|refused| no_backup(refused.to_string()))?;
    let fault = match schema::version(&copy).map_err(said)? {
        schema::VERSION => sums::damage(&copy).into_iter().next(),
        // It has no checksums yet.
        version if migrate::can_begin_at(version) => {
            let whole: String = copy.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0)).map_err(said)?;
            // Other programs number their tables too.
            let of_a_store = "SELECT count(*) = 3 FROM sqlite_schema WHERE name IN ('documents', 'texts', 'sightings')";
            let is_store: bool = copy.query_row(of_a_store, [], |row| row.get(0)).map_err(said)?;
            let none = (!is_store).then(|| "it holds no store".to_owned());
            (whole != "ok").then_some(whole).or(none)
        }
        // An empty file is a database for SQLite.
        0 => Some("it holds no store".to_owned()),
        found => return Err(StoreError::Version { found, known: schema::VERSION }),
    };
    fault.map_or(Ok(()), |fault| Err(no_backup(fault)))
}

/// Makes a copy a store of its own.
fn adopt(copy: &Path) -> Result<(), StoreError> {
    let mut connection = Connection::open(copy)?;
    schema::configure(&connection)?;
    schema::prepare(&mut connection)?;
    connection.execute("UPDATE meta SET value = random() WHERE name = 'identity'", [])?;
    // The backup may have been made between two steps of a run.
    write::tidy(&mut connection).map(drop)
}

/// Moves a store aside, with its log where it cannot be brought into the file.
fn set_aside(place: &Path) -> Result<PathBuf, StoreError> {
    let fail = |cause| StoreError::io(place, cause);
    if let Ok(connection) = Connection::open(place) {
        let _brought_in = connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()));
    }
    let beside = |path: &Path, ending: &str| {
        let mut name = path.as_os_str().to_owned();
        name.push(ending);
        PathBuf::from(name)
    };
    let kept = beside(place, ".old");
    // A log that stayed behind would be taken for that of the new file.
    for ending in ["-wal", "-shm", ""] {
        let (from, to) = (beside(place, ending), beside(&kept, ending));
        if from.exists() {
            std::fs::rename(from, to).map_err(fail)?;
        } else if to.exists() {
            std::fs::remove_file(to).map_err(fail)?;
        }
    }
    Ok(kept)
}

fn read_only(file: &Path) -> Result<Connection, StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
    Ok(Connection::open_with_flags(immutable(file), flags)?)
}

/// SQLite knows files by names in UTF-8.
fn name(path: &Path) -> Result<&str, StoreError> {
    let refused = || std::io::Error::new(std::io::ErrorKind::InvalidInput, "the name is not UTF-8");
    path.to_str().ok_or_else(|| StoreError::io(path, refused()))
}
