//! Files into the store: only what changed is read, several files at a time, and written in the order of the paths,
//! so that the store is the same whatever the timing.
//!
//! A file counts as unchanged by size and time, or else by content; a new path with the content of a file that is
//! gone is that file, moved. What is not there any more is marked, but only below the paths of this run and only
//! where its folder could be entered.

use std::collections::HashSet;
use std::ops::ControlFlow;
use std::panic::resume_unwind;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use super::bundle::{self, Remembered};
use super::compact;
use super::fulltext::Fulltext;
use super::lock::WriteLock;
use super::plan::{Gone, Step, Task, plan};
use super::sums;
use super::walk::{Starts, Walk};
use super::write::{self, Batch};
use super::{Store, StoreError};
use crate::extract::Reading;
use crate::source::worker::Pool;
use crate::source::{SourceError, ocr};

/// A transaction takes this many files …
const BATCH_FILES: usize = 32;
/// … or what comes in this time.
const BATCH_TIME: Duration = Duration::from_secs(2);

/// A store that may be written; no other process has one at the same time.
#[derive(Debug)]
pub struct Writer {
    store: Store,
    lock: WriteLock,
}

/// What happens while files are taken in.
#[derive(Debug)]
pub enum Event<'a> {
    /// So many files are to be read.
    Planned(usize),
    /// A file was read, or could not be.
    Read(&'a Path),
}

/// A file or folder that could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// Its path.
    pub path: String,
    /// Why.
    pub reason: SourceError,
}

/// What a run did, in numbers of files.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Summary {
    /// Read for the first time.
    pub added: usize,
    /// Read again: other content, better detectors, or pages that had waited for OCR.
    pub changed: usize,
    /// Left alone.
    pub unchanged: usize,
    /// Same content under a new path.
    pub moved: usize,
    /// Not there any more.
    pub vanished: usize,
    /// Damaged files of which only the pages that were found in them could be read in this run, with their number.
    pub salvaged: Vec<(String, usize)>,
    /// The documents that were read, by path, in that order.
    pub read: Vec<String>,
    /// Could not be read, now or before, below the paths of this run; sorted by path.
    pub failures: Vec<Failure>,
    /// How many statements of identities were looked at to resolve what the run has touched.
    pub sightings_resolved: usize,
}

impl Writer {
    pub(super) fn new(store: Store, lock: WriteLock) -> Self {
        Self { store, lock }
    }

    pub(super) fn connection_mut(&mut self) -> &mut rusqlite::Connection {
        &mut self.store.connection
    }

    /// The store, for reading.
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// Takes in all files below `roots`.
    ///
    /// # Errors
    /// [`StoreError::NoSuchPath`] where a root does not exist, before anything is changed; other errors where the
    /// store cannot be written: what was committed until then stays. A file that cannot be read is no error but a
    /// row and a [`Failure`].
    pub fn ingest(
        &mut self,
        roots: &[PathBuf],
        pool: &Pool,
        tell: impl FnMut(Event<'_>),
    ) -> Result<Summary, StoreError> {
        self.ingest_but(roots, &HashSet::new(), pool, tell)
    }

    /// As [`Self::ingest`], but for the files in `unfinished` (as [`super::Look`] names them), which stay as they are.
    ///
    /// # Errors
    /// As [`Self::ingest`].
    pub fn ingest_but(
        &mut self,
        roots: &[PathBuf],
        unfinished: &HashSet<PathBuf>,
        pool: &Pool,
        mut tell: impl FnMut(Event<'_>),
    ) -> Result<Summary, StoreError> {
        let starts = Starts::of(roots)?;
        let folder = self.store.folder.clone();
        // Where nothing has changed these two are all there is to do: the disk is asked while the store is.
        let (walk, known) = thread::scope(|scope| {
            let walking = scope.spawn(|| Walk::below(&starts, &folder));
            let known = self.store.known_below(&starts.names, pool);
            (walking.join().unwrap_or_else(|panic| resume_unwind(panic)), known)
        });
        let (mut walk, known) = (walk, known?);
        walk.leave(unfinished);
        let mut summary = Summary::default();
        let remembered = self.archives()?;
        let opened = bundle::unfold(&mut walk, &known, &remembered, pool);
        let forgotten = remembered.into_keys().filter(|name| {
            let opened = || opened.iter().any(|(opened, _)| opened == name);
            walk.covers(name) && !walk.is_out_of_sight(name) && (!walk.archives.contains(name) || opened())
        });
        let forgotten: Vec<Step> = forgotten.map(|archive| Step::Forget { archive }).collect();
        let gone = Gone::of(&self.store, pool);
        let (mut steps, tasks) = plan(walk, known, gone, &mut summary)?;
        steps.extend(forgotten);
        tell(Event::Planned(tasks.len()));
        if !steps.is_empty() {
            let batch = Batch::begin(self.store.connection.transaction()?)?;
            for step in steps {
                match step {
                    Step::Keep { id, name, seen } => batch.keep(id, &name, &seen)?,
                    Step::Fail { name, seen, reason } => batch.put_failure(&name, &seen, None, &reason)?,
                    Step::Vanish { id } => batch.vanish(id)?,
                    Step::Forget { archive } => batch.forget_archive(&archive)?,
                }
            }
            batch.commit()?;
            self.store.still_there()?;
        }
        self.read(&tasks, pool, &mut summary, &mut tell)?;
        drop(tasks);
        // Only now: a run that is broken off must open them again.
        for (archive, seen) in &opened {
            write::remember_archive(&self.store.connection, archive, seen)?;
        }
        summary.sightings_resolved = write::tidy(&mut self.store.connection)?;
        compact::compact(&self.store.connection)?;
        self.put_away()?;
        ocr::clear(&self.store.ocr_folder());
        // The truth is written; a view that cannot be is built anew by whoever needs it.
        let _ = Fulltext::follow(&self.store);
        summary.failures.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(summary)
    }

    fn read(
        &mut self,
        tasks: &[Task],
        pool: &Pool,
        summary: &mut Summary,
        tell: &mut impl FnMut(Event<'_>),
    ) -> Result<(), StoreError> {
        if tasks.is_empty() {
            return Ok(());
        }
        let store = &mut self.store;
        let mut waiting: Vec<(&Task, Result<Reading, SourceError>)> = Vec::new();
        let mut since = Instant::now();
        let mut outcome = Ok(());
        pool.read_all(tasks, |index, result: Result<Reading, SourceError>| {
            let task = &tasks[index];
            tell(Event::Read(&task.seen.path));
            if result.is_ok() {
                summary.read.push(task.name.clone());
            }
            match &result {
                Ok(_) if task.is_new => summary.added += 1,
                Ok(_) => summary.changed += 1,
                Err(reason) => summary.failures.push(Failure { path: task.name.clone(), reason: reason.clone() }),
            }
            if let Ok(reading) = result.as_ref()
                && reading.metadata.salvaged
            {
                summary.salvaged.push((task.name.clone(), reading.text.pages.len()));
            }
            waiting.push((task, result));
            if waiting.len() >= BATCH_FILES || since.elapsed() >= BATCH_TIME {
                outcome = write_all(store, &mut waiting);
                since = Instant::now();
            }
            if outcome.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        });
        outcome?;
        write_all(store, &mut waiting)
    }

    /// Has all that was written in the file, which is there.
    pub(super) fn put_away(&self) -> Result<(), StoreError> {
        sums::put_away(&self.store.folder, &self.store.connection, &self.lock)?;
        self.store.still_there()
    }

    fn archives(&self) -> Result<Remembered, StoreError> {
        let mut statement = self.store.connection.prepare("SELECT path, size, mtime FROM archives")?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, (row.get(1)?, row.get(2)?))))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

fn write_all(store: &mut Store, waiting: &mut Vec<(&Task, Result<Reading, SourceError>)>) -> Result<(), StoreError> {
    if waiting.is_empty() {
        return Ok(());
    }
    let batch = Batch::begin(store.connection.transaction()?)?;
    for (task, result) in waiting.drain(..) {
        match result {
            Ok(reading) => batch.put_reading(&task.name, &task.seen, &task.hash, &reading)?,
            Err(reason) => batch.put_failure(&task.name, &task.seen, Some(&task.hash), &reason)?,
        }
    }
    batch.commit()?;
    store.still_there()
}
