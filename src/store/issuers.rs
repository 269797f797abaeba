//! The agencies of the store by their keys, for those who name a part of one.
//!
//! There are few beside their documents, and yet thousands: they are looked up once for each state of the store.

use super::{Store, StoreError};

impl Store {
    /// The issuers of documents that were read whose key ([`super::agency_key`]) holds `part`.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub(super) fn issuers_named(&self, part: &str) -> Result<Vec<String>, StoreError> {
        let keys = self.issuers.of(self, || self.issuer_keys())?;
        Ok(keys.iter().filter(|key| key.contains(part)).cloned().collect())
    }

    fn issuer_keys(&self) -> Result<Vec<String>, StoreError> {
        // The index is read by jumps from one issuer to the next.
        let mut statement = self.connection.prepare_cached(
            "WITH RECURSIVE issuers (key) AS (
                 SELECT min(issuer_key) FROM documents WHERE status = 'read'
                 UNION ALL SELECT (SELECT min(issuer_key) FROM documents WHERE status = 'read' AND issuer_key > key)
                     FROM issuers WHERE key IS NOT NULL)
             SELECT key FROM issuers WHERE key IS NOT NULL",
        )?;
        let rows = statement.query_map([], |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
