//! Tìm kiếm đã lưu: searches that people keep under a name, and the documents that each gave when they last looked.
//!
//! Documents are remembered by their content: a file that is moved or read anew is not new.

use std::collections::BTreeSet;

use rusqlite::params;

use super::reviews::changed;
use super::{Store, StoreError};

/// A search that is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedSearch {
    /// Its number.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// The address on the site that gives it.
    pub address: String,
    /// The contents of the documents that it gave when people last looked ([`Store::contents`]).
    pub seen: BTreeSet<String>,
    /// When they did, as RFC 3339.
    pub at: String,
}

impl Store {
    /// The searches that are kept, by name.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn searches(&self) -> Result<Vec<SavedSearch>, StoreError> {
        let mut statement =
            self.connection.prepare_cached("SELECT id, name, address, seen, at FROM searches ORDER BY name, id")?;
        let mut rows = statement.query([])?;
        let mut searches = Vec::new();
        while let Some(row) = rows.next()? {
            searches.push(SavedSearch {
                id: row.get(0)?,
                name: row.get(1)?,
                address: row.get(2)?,
                seen: serde_json::from_str(&row.get::<_, String>(3)?)?,
                at: row.get(4)?,
            });
        }
        Ok(searches)
    }

    /// Keeps a search that gives documents of these contents now; one of the same address gets the new name.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn save_search(
        &self,
        name: &str,
        address: &str,
        seen: &BTreeSet<String>,
        who: &str,
        at: &str,
    ) -> Result<(), StoreError> {
        let change = self.change()?;
        change.execute(
            "INSERT INTO searches (name, address, seen, who, at) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT (address) DO UPDATE SET name = ?1, seen = ?3, who = ?4, at = ?5",
            params![name, address, serde_json::to_string(seen)?, who, at],
        )?;
        changed(&change)?;
        self.keep(change)
    }

    /// Notes that people have looked at a search, and what it gave.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn mark_search(&self, id: i64, seen: &BTreeSet<String>, at: &str) -> Result<(), StoreError> {
        let seen = serde_json::to_string(seen)?;
        let change = self.change()?;
        change.execute("UPDATE searches SET seen = ?2, at = ?3 WHERE id = ?1", params![id, seen, at])?;
        changed(&change)?;
        self.keep(change)
    }

    /// Forgets a search.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn forget_search(&self, id: i64) -> Result<(), StoreError> {
        let change = self.change()?;
        change.execute("DELETE FROM searches WHERE id = ?1", [id])?;
        changed(&change)?;
        self.keep(change)
    }

    /// What the documents with these numbers are known by, whatever file holds them: the beginning of the hash of their
    /// content, by their number.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn contents(&self, documents: &[i64]) -> Result<Vec<(i64, String)>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT id, lower(substr(hex(hash), 1, 16)) FROM documents
             WHERE hash IS NOT NULL AND id IN (SELECT value FROM json_each(?1)) ORDER BY id",
        )?;
        let rows = statement.query_map([serde_json::to_string(documents)?], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
