//! One writer at a time: an operating system lock on a file in the store's folder, gone when its holder ends.
//!
//! The holder writes into the file who it is, for whoever has to wait.

use std::fs::{File, TryLockError};
use std::io::{Read, Write};
use std::path::Path;
use std::time::{Duration, Instant};

use jiff::Timestamp;

use super::StoreError;

/// How long a writer waits for a reader that brings the full text up to date, or a person's answer that is being kept.
const PATIENCE: Duration = Duration::from_secs(1);
const PAUSE: Duration = Duration::from_millis(20);

/// The right to write to the store, for as long as the value lives. Readers need no lock.
#[derive(Debug)]
pub struct WriteLock(File);

/// Who holds the lock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Holder {
    /// The number of the process.
    pub process: u32,
    /// When it took the lock.
    pub since: Timestamp,
}

impl WriteLock {
    /// Takes the lock of the store in `folder`, now or not at all.
    ///
    /// # Errors
    /// [`StoreError::Locked`] where another process holds it, [`StoreError::ReadOnly`] where nothing can be written.
    pub fn take(folder: &Path) -> Result<Self, StoreError> {
        let path = folder.join("chidao.lock");
        let fail = |cause: std::io::Error| StoreError::io(&path, cause);
        let mut file = File::options().create(true).truncate(false).read(true).write(true).open(&path).map_err(fail)?;
        match file.try_lock() {
            Ok(()) => {
                // A full disk is no reason not to take it: who holds it is then not known, and that is all.
                let _unnamed =
                    file.set_len(0).and_then(|()| write!(file, "{} {}", std::process::id(), Timestamp::now()));
                Ok(Self(file))
            }
            Err(TryLockError::WouldBlock) => {
                Err(StoreError::Locked { folder: folder.to_owned(), holder: Holder::named_in(&mut file) })
            }
            Err(TryLockError::Error(cause)) => Err(fail(cause)),
        }
    }

    /// Takes the lock as soon as it is free; who holds it for longer than a moment is told of.
    ///
    /// # Errors
    /// As [`WriteLock::take`].
    pub fn wait_for(folder: &Path) -> Result<Self, StoreError> {
        let since = Instant::now();
        loop {
            match Self::take(folder) {
                Err(StoreError::Locked { .. }) if since.elapsed() < PATIENCE => std::thread::sleep(PAUSE),
                other => return other,
            }
        }
    }
}

impl Drop for WriteLock {
    fn drop(&mut self) {
        let _named = self.0.set_len(0);
    }
}

impl Holder {
    /// What the holder has written; nothing where it could not, or the system does not let others read a locked file.
    fn named_in(file: &mut File) -> Option<Self> {
        let mut said = String::new();
        file.take(100).read_to_string(&mut said).ok()?;
        let (process, since) = said.split_once(' ')?;
        Some(Self { process: process.parse().ok()?, since: since.parse().ok()? })
    }
}
