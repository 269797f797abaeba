//! The folder of the full text view, each of its files with checksums of its own.
//!
//! Tantivy keeps one checksum a file and looks at it only when asked to read all of it, so that a byte that has changed
//! on the disk would be answered wrongly, or not at all. Here a file carries the checksum of each of its blocks behind its
//! content, and a block is looked at when it is first read: a search costs what it reads, and nothing that is wrong
//! gets past. Whoever is told of it builds the view anew from SQLite ([`super::fulltext`]).

use std::fmt;
use std::io::{self, BufWriter, Write};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use tantivy::HasLen;
use tantivy::directory::error::{DeleteError, LockError, OpenDirectoryError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    AntiCallToken, Directory, DirectoryLock, FileHandle, Lock, META_LOCK, MmapDirectory, OwnedBytes, TerminatingWrite,
    WatchCallback, WatchHandle, WritePtr,
};

/// So many bytes have one checksum.
const BLOCK: usize = 16 << 10;
/// The bytes of a checksum.
const SUM: usize = 8;
/// What stands behind the checksums: the length of the content, and the checksum of both.
const TAIL: usize = 8 + SUM;
/// The ending of a small file until it is complete.
pub(super) const UNDER_WAY: &str = "new";

/// A folder whose files are known to hold what was written.
#[derive(Debug, Clone)]
pub(super) struct Sealed {
    files: MmapDirectory,
    folder: PathBuf,
}

impl Sealed {
    /// The files in `folder`, which is there.
    pub fn open(folder: &Path) -> Result<Self, OpenDirectoryError> {
        Ok(Self { files: MmapDirectory::open(folder)?, folder: folder.to_owned() })
    }
}

impl Directory for Sealed {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        let file = self.files.get_file_handle(path)?;
        let checked = Checked::new(file).map_err(|cause| OpenReadError::wrap_io_error(cause, path.to_owned()))?;
        Ok(Arc::new(checked))
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        self.files.delete(path)
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.files.exists(path)
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        let file = self.files.open_write(path)?;
        Ok(BufWriter::new(Box::new(Sealing { file: Some(file), ..Sealing::default() })))
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        let mut content = self.files.atomic_read(path)?;
        let at = content.len().saturating_sub(SUM);
        if sum(&content[..at])[..] != content[at..] {
            return Err(OpenReadError::wrap_io_error(changed(), path.to_owned()));
        }
        content.truncate(at);
        Ok(content)
    }

    fn atomic_write(&self, path: &Path, data: &[u8]) -> io::Result<()> {
        // One process writes at a time, so the name can be the same each time, and what a killed one leaves is overwritten.
        let path = self.folder.join(path);
        let mut part = path.clone().into_os_string();
        part.push(format!(".{UNDER_WAY}"));
        let mut file = std::fs::File::create(&part)?;
        file.write_all(data)?;
        file.write_all(&sum(data))?;
        file.sync_data()?;
        drop(file);
        std::fs::rename(part, path)
    }

    fn sync_directory(&self) -> io::Result<()> {
        self.files.sync_directory()
    }

    fn acquire_lock(&self, lock: &Lock) -> Result<DirectoryLock, LockError> {
        match self.files.acquire_lock(lock) {
            // Where nothing can be written nobody takes files away while they are opened.
            Err(LockError::IoError(cause)) if lock.filepath == META_LOCK.filepath && is_read_only(&cause) => {
                Ok(DirectoryLock::from(Box::new(())))
            }
            other => other,
        }
    }

    /// A view stays as it was opened.
    fn watch(&self, _callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        Ok(WatchHandle::empty())
    }
}

fn is_read_only(cause: &io::Error) -> bool {
    matches!(cause.kind(), io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem)
}

/// A file whose blocks are compared with their checksums when they are first read.
struct Checked {
    file: Arc<dyn FileHandle>,
    length: usize,
    sums: OwnedBytes,
    seen: Vec<AtomicBool>,
}

impl Checked {
    fn new(file: Arc<dyn FileHandle>) -> io::Result<Self> {
        let whole = file.len();
        let tail = whole.checked_sub(TAIL).ok_or_else(changed)?;
        let length: [u8; 8] = file.read_bytes(tail..tail + 8)?.as_slice().try_into().map_err(|_| changed())?;
        let length = usize::try_from(u64::from_le_bytes(length)).map_err(|_| changed())?;
        let blocks = length.div_ceil(BLOCK);
        if length.checked_add(blocks * SUM) != Some(tail) {
            return Err(changed());
        }
        let sums = file.read_bytes(length..tail + 8)?;
        if sum(&sums)[..] != file.read_bytes(tail + 8..whole)?[..] {
            return Err(changed());
        }
        Ok(Self { file, length, sums, seen: (0..blocks).map(|_| AtomicBool::new(false)).collect() })
    }
}

impl FileHandle for Checked {
    fn read_bytes(&self, range: Range<usize>) -> io::Result<OwnedBytes> {
        if range.start > range.end || range.end > self.length {
            return Err(changed());
        }
        for block in range.start / BLOCK..range.end.div_ceil(BLOCK) {
            if self.seen[block].load(Ordering::Relaxed) {
                continue;
            }
            let content = self.file.read_bytes(block * BLOCK..self.length.min((block + 1) * BLOCK))?;
            if sum(&content)[..] != self.sums[block * SUM..(block + 1) * SUM] {
                return Err(changed());
            }
            self.seen[block].store(true, Ordering::Relaxed);
        }
        self.file.read_bytes(range)
    }
}

impl HasLen for Checked {
    fn len(&self) -> usize {
        self.length
    }
}

impl fmt::Debug for Checked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Checked").field("length", &self.length).finish_non_exhaustive()
    }
}

/// A file that is being written.
#[derive(Default)]
struct Sealing {
    /// Gone when it is complete.
    file: Option<WritePtr>,
    block: Vec<u8>,
    sums: Vec<u8>,
    length: u64,
}

impl Write for Sealing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let taken = &bytes[..bytes.len().min(BLOCK - self.block.len())];
        self.file.as_mut().ok_or(io::ErrorKind::BrokenPipe)?.write_all(taken)?;
        self.block.extend_from_slice(taken);
        self.length += u64::try_from(taken.len()).unwrap_or(u64::MAX);
        if self.block.len() == BLOCK {
            self.sums.extend(sum(&self.block));
            self.block.clear();
        }
        Ok(taken.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.as_mut().map_or(Ok(()), Write::flush)
    }
}

impl TerminatingWrite for Sealing {
    fn terminate_ref(&mut self, _: AntiCallToken) -> io::Result<()> {
        let mut file = self.file.take().ok_or(io::ErrorKind::BrokenPipe)?;
        if !self.block.is_empty() {
            self.sums.extend(sum(&self.block));
        }
        self.sums.extend(self.length.to_le_bytes());
        file.write_all(&self.sums)?;
        file.write_all(&sum(&self.sums))?;
        file.terminate()
    }
}

fn sum(bytes: &[u8]) -> [u8; SUM] {
    let mut sum = [0; SUM];
    sum.copy_from_slice(&blake3::hash(bytes).as_bytes()[..SUM]);
    sum
}

fn changed() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "it does not hold what was written")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Files of these lengths, in a folder of their own.
    fn written(lengths: &[usize]) -> (tempfile::TempDir, Sealed) {
        let folder = tempfile::tempdir().expect("a folder");
        let sealed = Sealed::open(folder.path()).expect("opened");
        for length in lengths {
            let mut file = sealed.open_write(Path::new(&length.to_string())).expect("created");
            let content: Vec<u8> = (0..*length).map(|at| u8::try_from(at % 251).unwrap_or_default()).collect();
            file.write_all(&content).expect("written");
            file.terminate().expect("complete");
        }
        (folder, sealed)
    }

    #[test]
    fn what_was_written_is_read() {
        let lengths = [0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 5 * BLOCK + 7];
        let (_folder, sealed) = written(&lengths);
        for length in lengths {
            let file = sealed.get_file_handle(Path::new(&length.to_string())).expect("opened");
            assert_eq!(file.len(), length);
            let read = file.read_bytes(0..length).expect("read");
            assert!(read.iter().enumerate().all(|(at, byte)| usize::from(*byte) == at % 251), "{length}");
            assert!(file.read_bytes(0..length + 1).is_err(), "{length}");
        }
    }

    #[test]
    fn no_changed_byte_is_read() {
        let length = BLOCK + 300;
        let (folder, sealed) = written(&[length]);
        let path = folder.path().join(length.to_string());
        let good = std::fs::read(&path).expect("the file");
        let step = 97;
        for at in (0..good.len()).step_by(step).chain(length..good.len()) {
            let mut bad = good.clone();
            bad[at] ^= 0x10;
            std::fs::write(&path, bad).expect("written");
            let whole = sealed.get_file_handle(Path::new(&length.to_string())).and_then(|file| {
                file.read_bytes(0..length).map_err(|cause| OpenReadError::wrap_io_error(cause, path.clone()))
            });
            assert!(whole.is_err(), "byte {at}");
        }
        // What is not read is not looked at.
        let mut bad = good;
        bad[BLOCK + 1] ^= 1;
        std::fs::write(&path, bad).expect("written");
        let file = sealed.get_file_handle(Path::new(&length.to_string())).expect("opened");
        assert!(file.read_bytes(0..BLOCK).is_ok() && file.read_bytes(BLOCK - 1..BLOCK + 1).is_err());
    }

    #[test]
    fn a_small_file_is_whole_or_not_there() {
        let (folder, sealed) = written(&[]);
        let path = Path::new("meta.json");
        sealed.atomic_write(path, b"{\"segments\":[]}").expect("written");
        assert_eq!(sealed.atomic_read(path).expect("read"), b"{\"segments\":[]}");
        let good = std::fs::read(folder.path().join(path)).expect("the file");
        for at in 0..good.len() {
            let mut bad = good.clone();
            bad[at] ^= 1;
            std::fs::write(folder.path().join(path), bad).expect("written");
            assert!(sealed.atomic_read(path).is_err(), "byte {at}");
        }
    }
}
