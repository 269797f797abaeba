//! Archives on their way in: their entries join the walk as if they were files.
//!
//! What stands in an archive is asked of a worker, and only where the archive has changed since or an entry is to be
//! read again; otherwise its entries are those that the store knows.

use std::collections::{BTreeMap, HashMap};
use std::ops::ControlFlow;
use std::path::PathBuf;

use super::plan::Known;
use super::walk::{Seen, Walk};
use crate::extract::Reading;
use crate::source::worker::Pool;
use crate::source::{SourceError, archive};

/// Size and time of change of the archives whose entries the store knows, by name.
pub(super) type Remembered = BTreeMap<String, (i64, i64)>;

/// Puts the entries of all archives of the walk in the place of the archives, and says which archives were opened.
pub(super) fn unfold(
    walk: &mut Walk,
    known: &HashMap<String, Known>,
    remembered: &Remembered,
    pool: &Pool,
) -> Vec<(String, Seen)> {
    let mut entries_of: HashMap<&str, Vec<(&String, &Known)>> = HashMap::new();
    for (name, entry) in known.iter().filter(|(_, entry)| !entry.vanished) {
        if let Some((archive, _)) = archive::name::split(name) {
            entries_of.entry(archive).or_default().push((name, entry));
        }
    }
    let mut to_open: Vec<(String, Seen)> = Vec::new();
    let archives: Vec<String> =
        walk.files.iter().filter(|(_, seen)| archive::is_named_zip(&seen.path)).map(|(name, _)| name.clone()).collect();
    for name in archives {
        // One that could not be opened has a row, as any file.
        let refused = |old: &Known, seen: &Seen| old.is_current() && (old.size, old.mtime) == (seen.size, seen.mtime);
        if known.get(&name).zip(walk.files.get(&name)).is_some_and(|(old, seen)| !old.vanished && refused(old, seen)) {
            continue;
        }
        let Some(seen) = walk.files.remove(&name) else { continue };
        let entries = entries_of.get(name.as_str()).map_or(&[][..], Vec::as_slice);
        let same = remembered.get(&name) == Some(&(seen.size, seen.mtime));
        if same && entries.iter().all(|(_, entry)| entry.is_current()) {
            for (name, entry) in entries {
                walk.meet_known(name, entry, &seen);
            }
            walk.archives.insert(name);
        } else {
            to_open.push((name, seen));
        }
    }
    let paths: Vec<PathBuf> = to_open.iter().map(|(_, seen)| seen.path.clone()).collect();
    let mut opened = Vec::new();
    pool.read_all(&paths, |index, answer: Result<Reading, SourceError>| {
        let (name, seen) = to_open[index].clone();
        if let Err(SourceError::Bundle { entries }) = answer {
            for entry in entries {
                walk.meet_entry(&name, &seen, entry);
            }
            walk.archives.insert(name.clone());
            opened.push((name, seen));
        } else {
            // A document under this name, or nothing that can be opened: a file as any other.
            walk.files.insert(name, seen);
        }
        ControlFlow::Continue(())
    });
    opened
}

impl Walk {
    fn meet_entry(&mut self, archive: &str, seen: &Seen, entry: archive::Entry) {
        let name = archive::name::join(archive, &entry.name);
        match entry.content {
            Ok(hash) => {
                let path = archive::address(&seen.path, &entry.place);
                let size = i64::try_from(entry.size).unwrap_or(i64::MAX);
                self.files.insert(name, Seen { path, size, mtime: seen.mtime, hash: Some(hash) });
            }
            Err(reason) => {
                self.failures.insert(name, reason);
            }
        }
    }

    fn meet_known(&mut self, name: &str, entry: &Known, archive: &Seen) {
        match (&entry.hash, &entry.reason) {
            (Some(hash), _) => {
                let seen =
                    Seen { path: archive.path.clone(), size: entry.size, mtime: entry.mtime, hash: Some(hash.clone()) };
                self.files.insert(name.to_owned(), seen);
            }
            (None, Some(reason)) => {
                self.failures.insert(name.to_owned(), reason.clone());
            }
            (None, None) => {}
        }
    }
}
