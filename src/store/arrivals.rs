//! Files as they arrive in folders that are watched: which are complete, and whether anything has changed.
//!
//! A file is complete when its size and time of change are the same at two looks and no program has locked it; one
//! that has lain there for a while is at the first look. Looking is polling, so network folders work as local ones do.

use std::collections::{BTreeMap, HashSet};
use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use super::StoreError;
use super::walk::{Seen, Starts, Walk};

/// Size and time of change.
type Stamp = (i64, i64);

/// A file that has not changed for so long is complete at the first look.
const QUIET: Duration = Duration::from_secs(30);

/// Looks at folders again and again.
#[derive(Debug, Default)]
pub struct Arrivals {
    /// The files at the last look.
    last: BTreeMap<String, Stamp>,
    /// The complete files at the look that was taken in last.
    taken: BTreeMap<String, Stamp>,
}

/// What a look shows.
#[derive(Debug, Default)]
pub struct Look {
    /// Whether a complete file has come, changed or gone since the files were taken in.
    pub has_news: bool,
    /// Files that are still being written: to be left alone for now.
    pub unfinished: HashSet<PathBuf>,
    complete: BTreeMap<String, Stamp>,
}

impl Arrivals {
    /// Looks below `roots`, leaving out `store`.
    ///
    /// # Errors
    /// [`StoreError::NoSuchPath`] where a root is not there (any more): a network folder may come back.
    pub fn look(&mut self, roots: &[PathBuf], store: &Path) -> Result<Look, StoreError> {
        let walk = Walk::below(&Starts::of(roots)?, store);
        let mut look = Look::default();
        let mut now = BTreeMap::new();
        for (name, seen) in walk.files {
            let stamp = (seen.size, seen.mtime);
            let still = self.last.get(&name).map_or_else(|| is_quiet(&seen), |last| *last == stamp);
            let known = self.taken.get(&name) == Some(&stamp);
            if known || still && !is_locked(&seen.path) {
                look.has_news |= !known;
                look.complete.insert(name.clone(), stamp);
            } else {
                look.unfinished.insert(seen.path);
            }
            now.insert(name, stamp);
        }
        look.has_news |= self.taken.keys().any(|name| !now.contains_key(name));
        self.last = now;
        Ok(look)
    }

    /// Notes that what the look showed is in the store.
    pub fn take(&mut self, look: Look) {
        self.taken = look.complete;
    }
}

/// Whether a file changed last some time ago.
fn is_quiet(seen: &Seen) -> bool {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_nanos();
    let changed = u128::try_from(seen.mtime).unwrap_or(0);
    now.saturating_sub(changed) >= QUIET.as_nanos()
}

/// Whether another program holds the file. Systems that lock while writing refuse to open it or to share it; where a
/// folder knows no locks nothing speaks against it.
fn is_locked(path: &Path) -> bool {
    match File::open(path) {
        Ok(file) => matches!(file.try_lock_shared(), Err(TryLockError::WouldBlock)),
        // A file that may not be read is no file in use; it gets its row.
        Err(cause) => !matches!(cause.kind(), std::io::ErrorKind::PermissionDenied) || cfg!(windows),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn files_are_taken_when_they_have_settled() {
        let folder = tempfile::tempdir().expect("a folder");
        let (roots, store) = (vec![folder.path().to_owned()], folder.path().join("kho"));
        let mut arrivals = Arrivals::default();
        let path = folder.path().join("a.txt");
        let mut look = |want: (bool, usize)| {
            let look = arrivals.look(&roots, &store).expect("the folder is there");
            assert_eq!((look.has_news, look.unfinished.len()), want);
            if look.has_news {
                arrivals.take(look);
            }
        };
        look((false, 0));
        fs::write(&path, "một").expect("written");
        look((false, 1));
        fs::write(&path, "một hai").expect("written");
        look((false, 1));
        look((true, 0));
        look((false, 0));
        // Names of files on their way.
        fs::write(folder.path().join("b.pdf.part"), "x").expect("written");
        fs::write(folder.path().join("c.pdf.crdownload"), "x").expect("written");
        fs::write(folder.path().join("~$d.docx"), "x").expect("written");
        look((false, 0));
        look((false, 0));
        fs::remove_file(&path).expect("removed");
        look((true, 0));
        look((false, 0));
    }

    #[test]
    fn a_file_that_has_lain_there_is_taken_at_once_and_a_locked_one_waits() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.txt");
        fs::write(&path, "một").expect("written");
        let file = File::options().write(true).open(&path).expect("opened");
        file.set_modified(SystemTime::now() - Duration::from_secs(3600)).expect("set back");
        file.try_lock().expect("locked");
        let mut arrivals = Arrivals::default();
        let roots = [folder.path().to_owned()];
        let mut look = || arrivals.look(&roots, Path::new("kho")).expect("the folder is there");
        assert!(!look().has_news);
        drop(file);
        assert!(look().has_news);
    }
}
