//! Files that hold the same document: kept and linked, and counted once.
//!
//! Of the files with the same bytes, the same text, or the same identity and like texts ([`crate::lineage::likeness`]),
//! the first by path stands for all; the others are its copies. A text of the file's own comes before a recognized one.
//! Nothing is taken from a copy: its facts are there for
//! who asks for it by name.

use std::collections::{HashMap, HashSet};

use rusqlite::{Connection, Row, params};

use super::{Document, Store, StoreError, sightings};
use crate::lineage::likeness::Likeness;

impl Store {
    /// The files that repeat a document, by path.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn copies_of(&self, document: i64) -> Result<Vec<Document>, StoreError> {
        self.select("d.copy_of = ?1 AND d.status = 'read' ORDER BY d.path", &[Box::new(document)])
    }

    /// The documents with this text or another state of it, whatever they are called.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn documents_like(&self, content: &str) -> Result<Vec<i64>, StoreError> {
        let wanted = Likeness::of(content);
        let mut statement = self.connection.prepare_cached(
            "SELECT id, letters, likeness FROM documents WHERE status = 'read' AND likeness IS NOT NULL ORDER BY id",
        )?;
        let mut rows = statement.query([])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let Some(likeness) = likeness(row, 1)? else { continue };
            if likeness.is_same_text(&wanted) || likeness.is_state_of(&wanted) {
                found.push(row.get(0)?);
            }
        }
        Ok(found)
    }

    /// All copies with what they repeat, both by path.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn copies(&self) -> Result<Vec<(String, String)>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT d.path, o.path FROM documents d JOIN documents o ON o.id = d.copy_of
             WHERE d.status = 'read' ORDER BY d.path",
        )?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

/// A file that may hold the same document as another one.
struct Candidate {
    id: i64,
    hash: Option<Vec<u8>>,
    /// Work, date and issuer.
    identity: Option<(i64, String, Option<String>)>,
    likeness: Option<Likeness>,
    copy_of: Option<i64>,
    /// Whether pages of it were recognized (OCR).
    recognized: bool,
}

impl Candidate {
    fn repeats(&self, first: &Self) -> bool {
        if self.hash.is_some() && self.hash == first.hash {
            return true;
        }
        let (Some(own), Some(other)) = (&self.likeness, &first.likeness) else { return false };
        if own.is_same_text(other) {
            return true;
        }
        let recognized = self.recognized || first.recognized;
        self.identity.is_some()
            && self.identity == first.identity
            && (own.is_alike(other) || recognized && own.is_alike_recognized(other))
    }
}

/// What a document is compared by, of a row in which `letters` stand at `at` and the rest behind them.
fn likeness(row: &Row<'_>, at: usize) -> Result<Option<Likeness>, StoreError> {
    let (letters, rest): (Option<Vec<u8>>, Option<Vec<u8>>) = (row.get(at)?, row.get(at + 1)?);
    let Some(rest) = rest else { return Ok(None) };
    let likeness = Likeness::of_bytes(letters.as_deref(), &rest);
    likeness.map(Some).ok_or_else(|| StoreError::Packed("the likeness of a text has another length".to_owned()))
}

/// Marks the copies among the documents that were read: those that were touched, and all that have something in common
/// with them, or with one of these, and so on. The others are what they were.
pub(super) fn mark(connection: &Connection) -> Result<(), StoreError> {
    let mut gone = connection.prepare("SELECT id FROM documents WHERE copy_of IS NOT NULL AND status <> 'read'")?;
    let gone: Vec<i64> = gone.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    for id in gone {
        connection.execute("UPDATE documents SET copy_of = NULL WHERE id = ?1", [id])?;
        sightings::list(connection, id)?;
    }
    let candidates = candidates(connection)?;
    // The first of each kind, by what they could have in common.
    let mut firsts: HashMap<Vec<u8>, Vec<usize>> = HashMap::new();
    let mut change = connection.prepare("UPDATE documents SET copy_of = ?2 WHERE id = ?1")?;
    for (index, candidate) in candidates.iter().enumerate() {
        let keys = keys(candidate);
        let mut known: Vec<usize> = keys.iter().filter_map(|key| firsts.get(key)).flatten().copied().collect();
        known.sort_unstable();
        let first = known.into_iter().map(|known| &candidates[known]).find(|first| candidate.repeats(first));
        if first.is_none() {
            for key in keys {
                firsts.entry(key).or_default().push(index);
            }
        }
        let first = first.map(|first| first.id);
        if candidate.copy_of != first {
            change.execute(params![candidate.id, first])?;
            sightings::list(connection, candidate.id)?;
        }
    }
    Ok(connection.execute_batch("DELETE FROM touched_documents")?)
}

fn keys(candidate: &Candidate) -> Vec<Vec<u8>> {
    let letters = candidate.likeness.as_ref().and_then(|likeness| likeness.letters);
    let identity = candidate.identity.as_ref().map(|identity| format!("{identity:?}").into_bytes());
    candidate.hash.clone().into_iter().chain(letters.map(Vec::from)).chain(identity).collect()
}

/// The files that share something with a touched one, directly or through others, where there is another, and those that
/// are copies now: by path, recognized ones last.
fn candidates(connection: &Connection) -> Result<Vec<Candidate>, StoreError> {
    let mut touched = connection.prepare("SELECT document_id FROM touched_documents")?;
    let mut next: Vec<i64> = touched.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    let mut seen: HashSet<i64> = next.iter().copied().collect();
    let mut near = connection.prepare(
        "SELECT o.id FROM documents d JOIN documents o ON o.hash = d.hash WHERE d.id = ?1
         UNION SELECT o.id FROM documents d JOIN documents o ON o.letters = d.letters WHERE d.id = ?1
         UNION SELECT o.id FROM documents d JOIN documents o ON o.work_id = d.work_id WHERE d.id = ?1
         UNION SELECT id FROM documents WHERE copy_of = ?1 UNION SELECT copy_of FROM documents WHERE id = ?1
             AND copy_of IS NOT NULL",
    )?;
    let mut alone = HashSet::new();
    while let Some(id) = next.pop() {
        let others: Vec<i64> = near.query_map([id], |row| row.get(0))?.collect::<Result<_, _>>()?;
        if others.iter().all(|other| *other == id) {
            alone.insert(id);
        }
        next.extend(others.into_iter().filter(|other| seen.insert(*other)));
    }
    let mut candidates = Vec::new();
    let mut select = connection.prepare(
        "SELECT id, hash, work_id, date, issuer_key, letters, likeness, copy_of, EXISTS (
             SELECT 1 FROM pages WHERE document_id = documents.id AND source ->> 'source' = 'ocr'), path
         FROM documents WHERE id = ?1 AND status = 'read'",
    )?;
    for id in seen.difference(&alone) {
        let mut rows = select.query([id])?;
        let Some(row) = rows.next()? else { continue };
        let (work, date): (Option<i64>, Option<String>) = (row.get(2)?, row.get(3)?);
        let issuer = row.get(4)?;
        let candidate = Candidate {
            id: row.get(0)?,
            hash: row.get(1)?,
            identity: work.zip(date).map(|(work, date)| (work, date, issuer)),
            likeness: likeness(row, 5)?,
            copy_of: row.get(7)?,
            recognized: row.get(8)?,
        };
        candidates.push((row.get::<_, String>(9)?, candidate));
    }
    candidates.sort_by(|(a, one), (b, other)| (one.recognized, a).cmp(&(other.recognized, b)));
    Ok(candidates.into_iter().map(|(_, candidate)| candidate).collect())
}
