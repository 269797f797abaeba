//! Which files stand below the paths given: sorted, each once, with what cannot be entered said.
//!
//! Hidden files, the lock files of office programs (`~$…`), files on their way (`.part`, `.crdownload`), the program's
//! own tables (`successions.toml`, `registry.toml`) and the store itself are not looked at; links are followed, loops are not; what is no ordinary file (a pipe, a device) is never opened.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fs::Metadata;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use walkdir::{DirEntry, WalkDir};

use super::StoreError;
use crate::source::{SourceError, archive};

/// A file as the walk met it.
#[derive(Debug, Clone)]
pub(super) struct Seen {
    /// The path to open.
    pub path: PathBuf,
    /// Its size in bytes.
    pub size: i64,
    /// Its time of change, nanoseconds since 1970; for an entry of an archive, that of the archive.
    pub mtime: i64,
    /// The hash of its content, where it is known already: that of an archive's entry.
    pub hash: Option<Vec<u8>>,
}

/// What stands below the paths given, by the names under which the store keeps it.
#[derive(Debug, Default)]
pub(super) struct Walk {
    pub files: BTreeMap<String, Seen>,
    /// Folders that cannot be entered and entries that are no files, with the reason.
    pub failures: BTreeMap<String, SourceError>,
    /// The paths given.
    pub roots: Vec<String>,
    /// Files that are still being written: neither read nor gone.
    pub later: BTreeSet<String>,
    /// Archives whose entries stand among the files; they are no files themselves.
    pub archives: BTreeSet<String>,
}

/// The paths from which a walk sets out.
pub(super) struct Starts {
    paths: Vec<PathBuf>,
    /// The names under which the store keeps them.
    pub names: Vec<String>,
}

impl Starts {
    /// Those of the paths given.
    ///
    /// # Errors
    /// [`StoreError::NoSuchPath`] where one does not exist.
    pub fn of(roots: &[PathBuf]) -> Result<Self, StoreError> {
        let start = |root: &PathBuf| {
            root.canonicalize().map_err(|cause| match cause.kind() {
                std::io::ErrorKind::NotFound => StoreError::NoSuchPath(root.clone()),
                _ => StoreError::Io { path: root.clone(), cause },
            })
        };
        let paths: Vec<PathBuf> = roots.iter().map(start).collect::<Result<_, _>>()?;
        Ok(Self { names: paths.iter().map(|path| name(path)).collect(), paths })
    }
}

impl Walk {
    /// Walks what is below `starts`, leaving out `store`.
    pub fn below(starts: &Starts, store: &Path) -> Self {
        let store = store.canonicalize().unwrap_or_else(|_| store.to_owned());
        let mut walk = Self { roots: starts.names.clone(), ..Self::default() };
        // A file that links reach twice is one file, under the first of its names.
        let mut real = HashSet::new();
        // Below a link a path is not the file's own.
        let mut links: Vec<PathBuf> = Vec::new();
        for start in &starts.paths {
            let entries = WalkDir::new(start).follow_links(true).sort_by_file_name().into_iter();
            for entry in entries.filter_entry(|entry| !is_left_out(entry, &store)) {
                match entry {
                    Ok(entry) if entry.file_type().is_dir() => {
                        if entry.path_is_symlink() {
                            links.push(entry.into_path());
                        }
                    }
                    Ok(entry) => {
                        let path = entry.path();
                        let is_linked = entry.path_is_symlink() || links.iter().any(|link| path.starts_with(link));
                        let own = if is_linked { path.canonicalize().ok() } else { None };
                        if real.insert(own.unwrap_or_else(|| path.to_owned())) {
                            walk.meet(&entry);
                        }
                    }
                    Err(error) if error.loop_ancestor().is_some() => {}
                    Err(error) => walk.fail(error.path().unwrap_or(start), &error.to_string()),
                }
            }
        }
        walk
    }

    /// Whether `name` is one of the roots or stands below one.
    pub fn covers(&self, path: &str) -> bool {
        let file = archive::name::split(path).map_or(path, |(archive, _)| archive);
        self.roots.iter().any(|root| is_below(file, root))
    }

    /// Whether `name` stands below a folder that could not be entered, or in a file that is to be read later: it may
    /// still be there.
    pub fn is_out_of_sight(&self, path: &str) -> bool {
        let file = archive::name::split(path).map_or(path, |(archive, _)| archive);
        self.later.contains(file) || self.failures.keys().any(|folder| is_below(file, folder) && file != folder)
    }

    /// Leaves out files that are to be read later.
    pub fn leave(&mut self, unfinished: &HashSet<PathBuf>) {
        let later = self.files.iter().filter(|(_, seen)| unfinished.contains(&seen.path));
        self.later = later.map(|(name, _)| name.clone()).collect();
        self.files.retain(|name, _| !self.later.contains(name));
    }

    /// Whether the file or entry of this name is not there any more, in this walk or outside of it.
    pub fn is_gone(&self, path: &str) -> bool {
        if self.files.contains_key(path) {
            return false;
        }
        match archive::name::split(path) {
            Some((archive, _)) => self.archives.contains(archive) || !Path::new(archive).exists(),
            None => !Path::new(path).exists(),
        }
    }

    fn meet(&mut self, entry: &DirEntry) {
        let path = entry.path();
        match entry.metadata() {
            Ok(metadata) if metadata.is_file() => {
                let seen = Seen {
                    path: path.to_owned(),
                    size: saturating(metadata.len()),
                    mtime: changed(&metadata),
                    hash: None,
                };
                self.files.insert(name(path), seen);
            }
            Ok(_) => self.fail(path, "not an ordinary file"),
            Err(error) => self.fail(path, &error.to_string()),
        }
    }

    fn fail(&mut self, path: &Path, cause: &str) {
        // The cause of a walk error repeats the path; the row has it already.
        let cause = cause.rsplit_once(&format!("{}: ", path.display())).map_or(cause, |(_, rest)| rest);
        let error = SourceError::io(path, cause);
        self.failures.insert(name(path), error);
    }
}

/// The name under which the store keeps a path; bytes that are not UTF-8 are written as `\xNN`, and
/// what would make it the name of an archive's entry.
pub(super) fn name(path: &Path) -> String {
    let mut name = String::new();
    for chunk in path.as_os_str().as_encoded_bytes().utf8_chunks() {
        name.push_str(chunk.valid());
        for byte in chunk.invalid() {
            name.push_str(&format!("\\x{byte:02X}"));
        }
    }
    archive::name::escape(&name).into_owned()
}

fn is_below(path: &str, folder: &str) -> bool {
    Path::new(path).starts_with(folder)
}

/// What the program reads as its own settings stands beside the sample directives.
const TABLES: [&str; 2] = [super::tables::SUCCESSIONS, "registry.toml"];

fn is_left_out(entry: &DirEntry, store: &Path) -> bool {
    let name = entry.file_name().as_encoded_bytes();
    // Browsers and copying programs name a file so until it is complete.
    let on_its_way = || [&b".part"[..], b".partial", b".crdownload"].iter().any(|ending| name.ends_with(ending));
    let hidden = entry.depth() > 0 && (name.starts_with(b".") || name.starts_with(b"~$") || on_its_way());
    let table = entry.depth() > 0 && TABLES.iter().any(|table| name == table.as_bytes());
    hidden || table || entry.file_type().is_dir() && entry.path().canonicalize().is_ok_and(|path| path == store)
}

fn changed(metadata: &Metadata) -> i64 {
    let since = metadata.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    since.map_or(0, |since| i64::try_from(since.as_nanos()).unwrap_or(i64::MAX))
}

fn saturating(size: u64) -> i64 {
    i64::try_from(size).unwrap_or(i64::MAX)
}
