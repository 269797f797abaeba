//! The full text view: a tantivy index of the paragraphs that can be deleted at any time.
//!
//! Its commits carry the generation of the SQLite transaction that they reflect. A view that is behind catches up
//! when it is opened, one that is missing, broken, ahead or of another store is built anew; where that cannot be
//! written (another process is writing, the folder is read-only, the disk is full) it is built in memory. Its files carry
//! checksums ([`super::sealed`]): what has changed on the disk is an error of tantivy's, and a reason to build it anew.

use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use tantivy::directory::{Directory, META_LOCK};
use tantivy::{Index, IndexReader, ReloadPolicy, Searcher};

use super::lock::WriteLock;
use super::paragraphs::{Fields, fill, schema, settings};
use super::sealed::{Sealed, UNDER_WAY};
use super::segments::Segments;
use super::{Store, StoreError};

/// Raised when the fields, the tokens or the files change.
const VERSION: u32 = 4;
/// The view, open for searching.
pub(super) struct Fulltext {
    pub searcher: Searcher,
    pub segments: Segments,
    pub fields: Fields,
    /// Whether the store has changed since, and the view could not follow.
    pub stale: bool,
}

/// The view as a store has opened it last.
#[derive(Default)]
pub(super) struct LastView(RefCell<Option<(Mark, Arc<Fulltext>)>>);

impl std::fmt::Debug for LastView {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("LastView")
    }
}

/// What a commit says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Mark {
    version: u32,
    /// Of which store it is a view.
    store: i64,
    generation: i64,
}

impl Fulltext {
    /// Asks the view of a store; one that turns out to be damaged is built anew and asked again.
    pub fn ask<T>(store: &Store, question: impl Fn(&Self) -> Result<T, StoreError>) -> Result<T, StoreError> {
        match question(&*Self::last(store)?) {
            Err(StoreError::Fulltext(_)) => {
                store.view.0.replace(None);
                question(&Self::anew(store)?)
            }
            answer => answer,
        }
    }

    /// The view of a store, opened once for each state of the store.
    fn last(store: &Store) -> Result<Arc<Self>, StoreError> {
        let wanted = Mark::of(store)?;
        if let Some((mark, view)) = store.view.0.borrow().as_ref()
            && *mark == wanted
        {
            return Ok(Arc::clone(view));
        }
        let view = Arc::new(Self::open(store)?);
        if !view.stale {
            store.view.0.replace(Some((wanted, Arc::clone(&view))));
        }
        Ok(view)
    }

    /// Opens the view of a store, brought up to date where that is possible.
    fn open(store: &Store) -> Result<Self, StoreError> {
        let wanted = Mark::of(store)?;
        let found = marked(&folder(store));
        if let Some((index, mark)) = &found
            && *mark == wanted
            && let Ok(view) = Self::of(index, false)
        {
            return Ok(view);
        }
        // One lock for both: a view is only ever written by the process that may write the store.
        if let Ok(_lock) = WriteLock::take(&store.folder) {
            // Where the disk has no room for it, nobody else will bring it up to date.
            return Self::followed(store, &wanted).map_or_else(|| Self::in_memory(store, &wanted), Ok);
        }
        match found.filter(|(_, mark)| mark.is_of(&wanted)).and_then(|(index, _)| Self::of(&index, true).ok()) {
            Some(view) => Ok(view),
            None => Self::in_memory(store, &wanted),
        }
    }

    /// The view of what the store holds now, which may be more than `store` sees; for the holder of the writer's lock.
    fn followed(store: &Store, wanted: &Mark) -> Option<Self> {
        let now = Store::current(&store.folder).ok()?;
        Self::follow(&now).ok()?;
        let (index, mark) = marked(&folder(store)).filter(|(_, mark)| mark.is_of(wanted))?;
        Self::of(&index, mark != *wanted).ok()
    }

    /// A new view in the place of one that is damaged.
    fn anew(store: &Store) -> Result<Self, StoreError> {
        let wanted = Mark::of(store)?;
        if let Ok(_lock) = WriteLock::take(&store.folder)
            && std::fs::remove_dir_all(folder(store)).is_ok()
            && let Some(view) = Self::followed(store, &wanted)
        {
            return Ok(view);
        }
        Self::in_memory(store, &wanted)
    }

    fn in_memory(store: &Store, wanted: &Mark) -> Result<Self, StoreError> {
        let index = Index::builder().schema(schema().0).settings(settings()).create_in_ram()?;
        fill(store, &index, 0, &wanted.payload()?)?;
        Self::of(&index, false)
    }

    /// Brings the view up to date; for the holder of the writer's lock.
    pub fn follow(store: &Store) -> Result<(), StoreError> {
        let (wanted, folder) = (Mark::of(store)?, folder(store));
        let found = existing(&folder);
        let index = match found {
            Some((index, mark)) if mark == wanted => index,
            found => update(store, found)?,
        };
        sweep(&folder, &index)
    }

    /// Takes away a view that knows more than the store, which someone has put in the place of a newer one: when the store
    /// has changed as often it would be taken for its view.
    pub fn forget_other(store: &Store) -> Result<(), StoreError> {
        let (wanted, folder) = (Mark::of(store)?, folder(store));
        match marked(&folder) {
            Some((_, mark)) if !mark.can_become(&wanted) => {
                std::fs::remove_dir_all(&folder).map_err(|cause| StoreError::io(&folder, cause))
            }
            _ => Ok(()),
        }
    }

    /// Reads all of the view, and builds it anew where it does not hold what was written; says whether it was whole.
    pub fn mend(store: &Store) -> Result<bool, StoreError> {
        let folder = folder(store);
        let whole = !folder.exists() || existing(&folder).is_some_and(|(index, _)| is_whole(&index));
        if !whole {
            Self::anew(store)?;
        }
        Ok(whole)
    }

    fn of(index: &Index, stale: bool) -> Result<Self, StoreError> {
        let reader: IndexReader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        let searcher = reader.searcher();
        Ok(Self { segments: Segments::of(&searcher)?, searcher, fields: schema().1, stale })
    }
}

impl Mark {
    fn of(store: &Store) -> Result<Self, StoreError> {
        Ok(Self { version: VERSION, store: store.meta("identity")?, generation: store.generation()? })
    }

    /// As a commit carries it.
    fn payload(&self) -> Result<String, StoreError> {
        Ok(serde_json::to_string(self)?)
    }

    fn is_of(&self, wanted: &Self) -> bool {
        (self.version, self.store) == (wanted.version, wanted.store)
    }

    fn can_become(&self, wanted: &Self) -> bool {
        self.is_of(wanted) && self.generation <= wanted.generation
    }
}

fn folder(store: &Store) -> PathBuf {
    store.folder.join("fulltext")
}

/// The view on disk with what it says of itself; `None` where there is none. Whether it can be read is not looked at.
fn marked(folder: &Path) -> Option<(Index, Mark)> {
    let index = Index::open(Sealed::open(folder).ok()?).ok()?;
    let mark = serde_json::from_str(&index.load_metas().ok()?.payload?).ok()?;
    (index.schema() == schema().0).then_some((index, mark))
}

/// The same, where it can be read.
fn existing(folder: &Path) -> Option<(Index, Mark)> {
    marked(folder).filter(|(index, _)| index.reader().is_ok())
}

/// Catches up, or builds anew where that is not possible.
fn update(store: &Store, found: Option<(Index, Mark)>) -> Result<Index, StoreError> {
    let (wanted, folder) = (Mark::of(store)?, folder(store));
    if let Some((index, mark)) = found
        && mark.can_become(&wanted)
    {
        // What a run has written that was killed before its commit bears names that this commit gives as well.
        sweep(&folder, &index)?;
        match fill(store, &index, mark.generation, &wanted.payload()?) {
            Ok(()) => return Ok(index),
            // A view that cannot be written (the disk is full) can still be read.
            Err(cause) if is_whole(&index) => return Err(cause),
            Err(_) => {}
        }
    }
    let fail = |cause| StoreError::io(&folder, cause);
    if folder.exists() {
        std::fs::remove_dir_all(&folder).map_err(fail)?;
    }
    std::fs::create_dir_all(&folder).map_err(fail)?;
    let sealed = Sealed::open(&folder).map_err(tantivy::TantivyError::from)?;
    let index = Index::create(sealed, schema().0, settings())?;
    fill(store, &index, 0, &wanted.payload()?)?;
    Ok(index)
}

/// Whether all files of the view hold what was written.
fn is_whole(index: &Index) -> bool {
    index.validate_checksum().is_ok_and(|broken| broken.is_empty())
}

/// Takes away what a process that was killed has left in the folder: files that no commit names.
fn sweep(folder: &Path, index: &Index) -> Result<(), StoreError> {
    // As long as it is held nobody opens the files of an earlier commit.
    let _lock = index.directory().acquire_lock(&META_LOCK).map_err(tantivy::TantivyError::from)?;
    let named = index.load_metas()?.list_segment_files();
    for entry in std::fs::read_dir(folder).map_err(|cause| StoreError::io(folder, cause))?.flatten() {
        let name = PathBuf::from(entry.file_name());
        let is_own = name == Path::new("meta.json") || name.to_string_lossy().starts_with('.');
        let is_under_way = name.extension().is_some_and(|ending| ending == UNDER_WAY);
        if is_under_way || !is_own && !named.contains(&name) {
            // What is still open elsewhere goes the next time.
            let _gone = std::fs::remove_file(entry.path());
        }
    }
    Ok(())
}
