//! What is to be done with each file that a run meets: read it, or note that it is there, has moved or is gone.

use std::collections::{HashMap, HashSet};
use std::fs::File;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::ingest::{Failure, Summary};
use super::walk::{Seen, Walk};
use super::{Store, StoreError};
use crate::extract::DETECTOR_VERSION;
use crate::source::worker::Pool;
use crate::source::{SourceError, ocr};

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
pub(super) struct Task {
    pub name: String,
    pub seen: Seen,
    pub hash: Vec<u8>,
    pub is_new: bool,
}

impl AsRef<Path> for Task {
    fn as_ref(&self) -> &Path {
        &self.seen.path
    }
}

/// A change that needs no reading.
pub(super) enum Step {
    Keep { id: i64, name: String, seen: Seen },
    Fail { name: String, seen: Seen, reason: SourceError },
    Vanish { id: i64 },
    Forget { archive: String },
}

impl Store {
    /// What is known of the files below these paths.
    pub(super) fn known_below(&self, roots: &[String], pool: &Pool) -> Result<HashMap<String, Known>, StoreError> {
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

/// Decides for every file what is to be done; reads contents only to compare them.
pub(super) fn plan(
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
pub(super) struct Gone<'a> {
    store: &'a Store,
    pool: &'a Pool,
    /// Those that have been found again.
    taken: HashSet<i64>,
}

impl<'a> Gone<'a> {
    pub fn of(store: &'a Store, pool: &'a Pool) -> Self {
        Self { store, pool, taken: HashSet::new() }
    }

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
