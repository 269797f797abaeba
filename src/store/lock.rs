//! One writer at a time: an operating system lock on a file in the store's folder, gone when its holder ends.

use std::fs::{File, TryLockError};
use std::path::Path;

use super::StoreError;

/// The right to write to the store, for as long as the value lives. Readers need no lock.
#[derive(Debug)]
pub struct WriteLock(#[expect(dead_code, reason = "held for its lock, which the system drops with the file")] File);

impl WriteLock {
    /// Takes the lock of the store in `folder`.
    ///
    /// # Errors
    /// [`StoreError::Locked`] where another process holds it.
    pub fn take(folder: &Path) -> Result<Self, StoreError> {
        let path = folder.join("chidao.lock");
        let fail = |cause: std::io::Error| StoreError::Io { path: path.clone(), cause };
        let file = File::options().create(true).truncate(false).write(true).open(&path).map_err(fail)?;
        match file.try_lock() {
            Ok(()) => Ok(Self(file)),
            Err(TryLockError::WouldBlock) => Err(StoreError::Locked(folder.to_owned())),
            Err(TryLockError::Error(cause)) => Err(fail(cause)),
        }
    }
}
