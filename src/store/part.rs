//! A file that is there whole or not at all, and what a process that was killed has left of one.
//!
//! It is written beside its place under a hidden name with the number of the process, made sure to be on the disk, and
//! renamed. Whoever writes the same file next takes away what processes that are no more have left of it.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use super::disk;

const ENDING: &str = ".part";

/// A file on its way.
#[derive(Debug)]
pub struct PartFile {
    /// Its place, once it is complete.
    place: PathBuf,
    /// Where it is written; its place where that is no ordinary file (a device, a pipe).
    part: PathBuf,
}

impl PartFile {
    /// An empty file that is to stand at `place`.
    ///
    /// # Errors
    /// Where it cannot be made.
    pub fn new(place: &Path) -> io::Result<Self> {
        if fs::metadata(place).is_ok_and(|data| !data.is_file() && !data.is_dir()) {
            return Ok(Self { place: place.to_owned(), part: place.to_owned() });
        }
        // A link stays one.
        let place = place.canonicalize().unwrap_or_else(|_| place.to_owned());
        let name = place.file_name().ok_or(io::ErrorKind::InvalidInput)?;
        sweep(folder(&place), name);
        let mut hidden = OsString::from(".");
        hidden.push(name);
        hidden.push(format!(".{}{ENDING}", std::process::id()));
        let part = folder(&place).join(hidden);
        File::create(&part)?;
        Ok(Self { place, part })
    }

    /// Where it is to be written.
    pub fn path(&self) -> &Path {
        &self.part
    }

    /// Puts it in its place; what stood there is gone.
    ///
    /// # Errors
    /// Where it cannot; what stood there is still there.
    pub fn finish(self) -> io::Result<()> {
        if self.part == self.place {
            return Ok(());
        }
        File::options().append(true).open(&self.part)?.sync_all()?;
        fs::rename(&self.part, &self.place)?;
        disk::sync_folder(folder(&self.place))
    }
}

impl Drop for PartFile {
    fn drop(&mut self) {
        if self.part != self.place {
            // After it was finished there is none.
            let _gone = fs::remove_file(&self.part);
        }
    }
}

fn folder(place: &Path) -> &Path {
    place.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Takes away what is left of the file of this name.
fn sweep(folder: &Path, name: &std::ffi::OsStr) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    let start = format!(".{}.", name.to_string_lossy());
    for entry in entries.flatten() {
        let found = entry.file_name();
        let process = found.to_str().and_then(|found| found.strip_prefix(&start)).and_then(|rest| {
            // What SQLite writes beside a database begins with its name.
            rest.split_once(ENDING).and_then(|(process, _)| process.parse::<u32>().ok())
        });
        if process.is_some_and(|process| !disk::runs(process)) {
            let _gone = fs::remove_file(entry.path());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(folder)
            .expect("read")
            .flatten()
            .map(|e| e.file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn a_file_is_there_when_it_is_complete() {
        let folder = tempfile::tempdir().expect("a folder");
        let place = folder.path().join("kho.jsonl");
        fs::write(&place, "old").expect("written");
        let part = PartFile::new(&place).expect("begun");
        fs::write(part.path(), "half").expect("written");
        drop(part);
        assert_eq!(
            (fs::read(&place).expect("read"), names(folder.path())),
            (b"old".to_vec(), vec!["kho.jsonl".into()])
        );
        let part = PartFile::new(&place).expect("begun");
        fs::write(part.path(), "new").expect("written");
        part.finish().expect("finished");
        assert_eq!(
            (fs::read(&place).expect("read"), names(folder.path())),
            (b"new".to_vec(), vec!["kho.jsonl".into()])
        );
    }

    #[test]
    #[cfg_attr(not(unix), ignore = "processes cannot be asked for")]
    fn what_a_killed_process_left_goes() {
        let folder = tempfile::tempdir().expect("a folder");
        // No process has this number; the process of the tests has its own.
        let (gone, own) = (u32::MAX >> 1, std::process::id());
        for name in
            [format!(".a.{gone}.part"), format!(".a.{gone}.part-journal"), format!(".b.{gone}.part"), ".a.x".into()]
        {
            fs::write(folder.path().join(name), "").expect("written");
        }
        let _part = PartFile::new(&folder.path().join("a")).expect("begun");
        assert_eq!(names(folder.path()), [format!(".a.{own}.part"), ".a.x".into(), format!(".b.{gone}.part")]);
    }

    #[test]
    fn a_device_is_written_as_it_is() {
        let null = Path::new("/dev/null");
        if null.exists() {
            let part = PartFile::new(null).expect("begun");
            assert_eq!(part.path(), null);
            part.finish().expect("finished");
            assert!(!fs::metadata(null).expect("it is there").is_file());
        }
    }
}
