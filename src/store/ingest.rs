//! Files into the store: only what changed is read, several files at a time, and written in the order of the paths,
//! so that the store is the same whatever the timing.
//!
//! A file counts as unchanged by size and time, or else by content; a new path with the content of a file that is
//! gone is that file, moved. What is not there any more is marked, but only below the paths of this run and only
//! where its folder could be entered.

use std::collections::{HashMap, HashSet};
use std::fs::File;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::bundle::{self, Remembered};
use super::fulltext::Fulltext;
use super::lock::WriteLock;
use super::sums;
use super::walk::{Seen, Walk};
use super::write::{self, Batch};
use super::{Store, StoreError};
use crate::extract::{DETECTOR_VERSION, Reading};
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

/// What the store knows of a file.
pub(super) struct Known {
    id: i64,
    pub hash: Option<Vec<u8>>,
    pub size: i64,
    pub mtime: i64,
    pub vanished: bool,
    pub reason: Option<SourceError>,
    /// Whether the program would make something else of it now.
    outdated: bool,
    waits_for_ocr: bool,
    /// Pages that took too long: the least tries, and the times that they had, of OCR and of the whole file.
    slow: Slow,
}

/// What is known of pages that took too long.
#[derive(Debug, Default)]
struct Slow {
    /// The least number of tries of OCR.
    tries: Option<u32>,
    /// The least time, in seconds, that OCR had for one.
    ocr: Option<i64>,
    /// The time, in seconds, in which not all pages were reached.
    file: Option<i64>,
}

impl Slow {
    /// Whether another run may read more.
    fn may_be_read(&self, pool: &Pool) -> bool {
        let more = |had: Option<i64>, now: Duration| had.is_some_and(|had| now.as_secs() > had.unsigned_abs());
        let limits = pool.limits();
        let again = self.tries.is_some_and(|tries| tries < ocr::MOST_TRIES) || more(self.ocr, limits.ocr_time);
        // Asked last: it starts a program to see whether it is there.
        again && pool.can_recognize() || more(self.file, limits.time)
    }
}

/// A file to be read.
struct Task {
    name: String,
    seen: Seen,
    hash: Vec<u8>,
    is_new: bool,
}

/// A change that needs no reading.
enum Step {
    Keep { id: i64, name: String, seen: Seen },
    Fail { name: String, seen: Seen, reason: SourceError },
    Vanish { id: i64 },
    Forget { archive: String },
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
        let mut walk = Walk::below(roots, &self.store.folder)?;
        walk.leave(unfinished);
        let known = self.store.known_below(&walk.roots, pool)?;
        let mut summary = Summary::default();
        let remembered = self.archives()?;
        let opened = bundle::unfold(&mut walk, &known, &remembered, pool);
        let forgotten = remembered.into_keys().filter(|name| {
            let opened = || opened.iter().any(|(opened, _)| opened == name);
            walk.covers(name) && !walk.is_out_of_sight(name) && (!walk.archives.contains(name) || opened())
        });
        let forgotten: Vec<Step> = forgotten.map(|archive| Step::Forget { archive }).collect();
        let gone = Gone { store: &self.store, pool, taken: HashSet::new() };
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
        // Only now: a run that is broken off must open them again.
        for (archive, seen) in &opened {
            write::remember_archive(&self.store.connection, archive, seen)?;
        }
        summary.sightings_resolved = write::tidy(&mut self.store.connection)?;
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
        let paths: Vec<PathBuf> = tasks.iter().map(|task| task.seen.path.clone()).collect();
        let store = &mut self.store;
        let mut waiting: Vec<(&Task, Result<Reading, SourceError>)> = Vec::new();
        let mut since = Instant::now();
        let mut outcome = Ok(());
        pool.read_all(&paths, |index, result: Result<Reading, SourceError>| {
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

impl Store {
    /// What is known of the files below these paths.
    fn known_below(&self, roots: &[String], pool: &Pool) -> Result<HashMap<String, Known>, StoreError> {
        let mut all = HashMap::new();
        for root in roots {
            // More than what stands below: other files whose names begin alike are no harm.
            all.extend(self.known("path >= ?1 AND path < ?1 || char(1114111)", root, pool)?);
        }
        Ok(all)
    }

    fn known(
        &self,
        condition: &str,
        value: &dyn rusqlite::ToSql,
        pool: &Pool,
    ) -> Result<Vec<(String, Known)>, StoreError> {
        let least = |what: &str, problems: &str| {
            format!(
                "(SELECT min(problem -> 'detail' ->> '{what}') FROM pages
                  WHERE document_id = id AND problem IS NOT NULL AND problem ->> 'problem' IN ({problems}))"
            )
        };
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT path, id, hash, size, mtime, status = 'vanished', reason, detector, EXISTS (SELECT 1 FROM pages
                 WHERE document_id = id AND problem IS NOT NULL AND problem ->> 'problem' = 'no-text-layer'), {}, {}, {}
             FROM documents WHERE {condition} ORDER BY path",
            least("tries", "'ocr-timed-out', 'left-out'"),
            least("seconds", "'ocr-timed-out'"),
            least("seconds", "'left-out'"),
        ))?;
        let mut rows = statement.query([value])?;
        let mut all = Vec::new();
        while let Some(row) = rows.next()? {
            let reason: Option<String> = row.get(6)?;
            let mut known = Known {
                id: row.get(1)?,
                hash: row.get(2)?,
                size: row.get(3)?,
                mtime: row.get(4)?,
                vanished: row.get(5)?,
                reason: reason.map(|json| serde_json::from_str(&json)).transpose()?,
                outdated: row.get::<_, u32>(7)? != DETECTOR_VERSION,
                waits_for_ocr: row.get(8)?,
                slow: Slow { tries: row.get(9)?, ocr: row.get(10)?, file: row.get(11)? },
            };
            known.outdated |= known.may_be_read(pool);
            all.push((row.get(0)?, known));
        }
        Ok(all)
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

/// Decides for every file what is to be done; reads contents only to compare them.
fn plan(
    walk: Walk,
    mut known: HashMap<String, Known>,
    mut gone: Gone<'_>,
    summary: &mut Summary,
) -> Result<(Vec<Step>, Vec<Task>), StoreError> {
    let (mut steps, mut tasks) = (Vec::new(), Vec::new());
    for (name, reason) in &walk.failures {
        summary.failures.push(Failure { path: name.clone(), reason: reason.clone() });
        let same = known.remove(name).is_some_and(|known| !known.vanished && known.reason.as_ref() == Some(reason));
        if !same {
            let seen = Seen { path: PathBuf::from(name), size: 0, mtime: 0, hash: None };
            steps.push(Step::Fail { name: name.clone(), seen, reason: reason.clone() });
        }
    }
    for (name, seen) in &walk.files {
        let old = known.remove(name);
        if let Some(old) = old.as_ref().filter(|old| old.is_current() && old.hash.is_some())
            && seen
                .hash
                .as_ref()
                .map_or((old.size, old.mtime) == (seen.size, seen.mtime), |hash| old.hash.as_ref() == Some(hash))
        {
            summary.leave(name, old);
            if old.vanished {
                steps.push(Step::Keep { id: old.id, name: name.clone(), seen: seen.clone() });
            }
            continue;
        }
        let hash = match seen.hash.clone().map_or_else(|| hash_of(&seen.path), Ok) {
            Ok(hash) => hash,
            Err(cause) => {
                let reason = SourceError::io(&seen.path, cause);
                summary.failures.push(Failure { path: name.clone(), reason: reason.clone() });
                steps.push(Step::Fail { name: name.clone(), seen: seen.clone(), reason });
                continue;
            }
        };
        let same = old.as_ref().filter(|old| old.is_current() && old.hash.as_ref() == Some(&hash));
        if let Some(old) = same {
            summary.leave(name, old);
            steps.push(Step::Keep { id: old.id, name: name.clone(), seen: seen.clone() });
            continue;
        }
        if old.is_none()
            && let Some((id, reason)) = gone.take(&hash, &walk, &mut known)?
        {
            summary.moved += 1;
            summary.failures.extend(reason.map(|reason| Failure { path: name.clone(), reason }));
            steps.push(Step::Keep { id, name: name.clone(), seen: seen.clone() });
            continue;
        }
        tasks.push(Task { name: name.clone(), seen: seen.clone(), hash, is_new: old.is_none() });
    }
    for (name, old) in known {
        if !old.vanished && walk.covers(&name) && !walk.is_out_of_sight(&name) {
            // What never had content (a folder that can be entered again) was no document, nor is an archive that can be
            // opened again.
            summary.vanished += usize::from(old.hash.is_some() && !walk.archives.contains(&name));
            steps.push(Step::Vanish { id: old.id });
        }
    }
    Ok((steps, tasks))
}

/// Known files that are not where they were, by content.
struct Gone<'a> {
    store: &'a Store,
    pool: &'a Pool,
    /// Those that have been found again.
    taken: HashSet<i64>,
}

impl Gone<'_> {
    /// The first by path of those with this content, which is gone with this.
    fn take(
        &mut self,
        hash: &[u8],
        walk: &Walk,
        known: &mut HashMap<String, Known>,
    ) -> Result<Option<(i64, Option<SourceError>)>, StoreError> {
        for (name, old) in self.store.known("hash = ?1", &hash, self.pool)? {
            // Empty files are all alike: that one has moved is not to be known.
            let may_move = old.size > 0 && old.is_current() && walk.is_gone(&name);
            if may_move && self.taken.insert(old.id) {
                known.remove(&name);
                return Ok(Some((old.id, old.reason)));
            }
        }
        Ok(None)
    }
}

impl Known {
    /// Whether this run may read more of it than an earlier one.
    fn may_be_read(&self, pool: &Pool) -> bool {
        let locked = matches!(self.reason, Some(SourceError::Locked { .. }));
        let stopped = self.reason.as_ref().is_some_and(|reason| pool.limits().exceed(reason));
        stopped
            || self.slow.may_be_read(pool)
            || locked && pool.can_unlock()
            || self.waits_for_ocr && pool.can_recognize()
    }

    /// Whether the program would make the same of it now.
    pub fn is_current(&self) -> bool {
        !self.outdated
    }
}

impl Summary {
    fn leave(&mut self, name: &str, old: &Known) {
        match &old.reason {
            None => self.unchanged += 1,
            Some(reason) => self.failures.push(Failure { path: name.to_owned(), reason: reason.clone() }),
        }
    }
}

fn hash_of(path: &Path) -> std::io::Result<Vec<u8>> {
    let mut hasher = blake3::Hasher::new();
    std::io::copy(&mut File::open(path)?, &mut hasher)?;
    Ok(hasher.finalize().as_bytes().to_vec())
}
