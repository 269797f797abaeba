//! Pages out of the store: which gave no text, which were recognized, and why.

use super::{Store, StoreError};
use crate::source::{Distrust, PageProblem, TextSource};

impl Store {
    /// The pages of a document that gave no text, with the reason.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn pages_unread(&self, document: i64) -> Result<Vec<(u32, PageProblem)>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT number, problem FROM pages WHERE document_id = ?1 AND problem IS NOT NULL ORDER BY number",
        )?;
        let rows = statement.query_map([document], |row| Ok((row.get(0)?, row.get::<_, String>(1)?)))?;
        rows.map(|row| {
            let (number, problem) = row?;
            Ok((number, serde_json::from_str(&problem)?))
        })
        .collect()
    }

    /// The pages of a document whose own text was not taken, with what stands in its place and why.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn pages_distrusted(&self, document: i64) -> Result<Vec<(u32, TextSource)>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT number, source FROM pages WHERE document_id = ?1 AND source IS NOT NULL ORDER BY number",
        )?;
        let rows = statement.query_map([document], |row| Ok((row.get(0)?, row.get::<_, String>(1)?)))?;
        rows.map(|row| {
            let (number, source) = row?;
            Ok((number, serde_json::from_str(&source)?))
        })
        .collect()
    }

    /// How many pages of documents that were read have been recognized (OCR), by why their own text was not taken;
    /// the commonest reason first.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn pages_recognized(&self) -> Result<Vec<(Distrust, usize)>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT source -> 'why' AS why, count(*) AS pages FROM pages p JOIN documents d ON d.id = p.document_id
             WHERE d.status = 'read' AND source ->> 'source' = 'ocr' GROUP BY why ORDER BY pages DESC, why",
        )?;
        let rows = statement.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?)))?;
        rows.map(|row| {
            let (why, pages) = row?;
            Ok((serde_json::from_str(&why)?, usize::try_from(pages).unwrap_or_default()))
        })
        .collect()
    }

    /// The pages, by path, that gave no text though they do not wait for OCR, with the reason.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn pages_failed(&self) -> Result<Vec<(String, u32, PageProblem)>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT d.path, p.number, p.problem FROM documents d JOIN pages p ON p.document_id = d.id
             WHERE d.status = 'read' AND p.problem ->> 'problem' <> 'no-text-layer' ORDER BY d.path, p.number",
        )?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get::<_, String>(2)?)))?;
        rows.map(|row| {
            let (path, number, problem) = row?;
            Ok((path, number, serde_json::from_str(&problem)?))
        })
        .collect()
    }

    /// The documents, by path, with pages that wait for OCR, and how many.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn waiting_for_ocr(&self) -> Result<Vec<(String, u32)>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT d.path, count(*) FROM documents d JOIN pages p ON p.document_id = d.id
             WHERE d.status = 'read' AND p.problem ->> 'problem' = 'no-text-layer' GROUP BY d.id ORDER BY d.path",
        )?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
