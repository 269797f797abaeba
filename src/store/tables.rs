//! Tables that users write into the store's folder, read beside those that ship with the program.

use super::{Store, StoreError};
use crate::lineage::succession::Successions;

/// The name of a user's table of successions in the store's folder; its layout stands in `corpus/successions.toml`.
pub const SUCCESSIONS: &str = "successions.toml";

impl Store {
    /// The successions of issuers that ship with the program, and those of the store's own table.
    ///
    /// # Errors
    /// [`StoreError::Table`] where that table has a mistake, [`StoreError::Io`] where it cannot be read.
    pub fn successions(&self) -> Result<Successions, StoreError> {
        let path = self.folder().join(SUCCESSIONS);
        let shipped = Successions::built_in().clone();
        match std::fs::read_to_string(&path) {
            Ok(own) => Ok(shipped.and(Successions::parse(&own).map_err(|cause| StoreError::Table { path, cause })?)),
            Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => Ok(shipped),
            Err(cause) => Err(StoreError::Io { path, cause }),
        }
    }
}
