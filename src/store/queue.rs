//! What waits for a person: facts that nobody has looked at, the least certain first.

use rusqlite::params_from_iter;

use super::reviews::{FactKind, joined};
use super::{Filter, Store, StoreError};

/// Facts of which the machine is less sure than this are worth a look.
pub const UNSURE: f64 = 0.9;
/// The same of facts as they are kept, in the words of their indexes: SQLite takes an index only where the words are the same.
const IS_UNSURE: &str = "f.confidence < 9000";

/// A fact that nobody has looked at.
#[derive(Debug, Clone, PartialEq)]
pub struct Waiting {
    /// Its kind.
    pub kind: FactKind,
    /// The document that it stands in.
    pub document: i64,
    /// What it is known by.
    pub anchor: String,
    /// How sure the machine is, 0.0 to 1.0.
    pub confidence: f64,
}

/// How many facts of a kind nobody has looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WaitingCount {
    /// The kind.
    pub kind: FactKind,
    /// All of them.
    pub all: usize,
    /// Those of which the machine is not sure.
    pub unsure: usize,
}

impl Store {
    /// The facts within the filter that nobody has looked at, the least certain first, those of one document together;
    /// `skip` of them are passed over, and no more than `limit` given.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn waiting(
        &self,
        filter: &Filter,
        kinds: &[FactKind],
        skip: usize,
        limit: usize,
    ) -> Result<Vec<Waiting>, StoreError> {
        let most = skip.saturating_add(limit);
        // They come by an index in their order: no more rows are looked at than are given. The others come after all of them.
        let mut waiting = self.waiting_where(filter, kinds, IS_UNSURE, most)?;
        if waiting.len() < most {
            let rest = most - waiting.len();
            waiting.extend(self.waiting_where(filter, kinds, &format!("NOT {IS_UNSURE}"), rest)?);
        }
        Ok(waiting.into_iter().skip(skip).take(limit).collect())
    }

    /// Those of which `sure` says how sure the machine is, at least the first `most` of them, the least certain first.
    fn waiting_where(
        &self,
        filter: &Filter,
        kinds: &[FactKind],
        sure: &str,
        most: usize,
    ) -> Result<Vec<Waiting>, StoreError> {
        let mut waiting = Vec::new();
        for &kind in kinds {
            let (condition, mut values) = filter.of_facts(self)?;
            values.push(Box::new(i64::try_from(most).unwrap_or(i64::MAX)));
            let mut statement = self.connection.prepare_cached(&format!(
                "SELECT f.document_id, lower(hex(f.anchor)), f.confidence / 10000.0
                 FROM {} f CROSS JOIN documents d ON d.id = f.document_id LEFT JOIN reviews r ON {}
                 WHERE {condition} AND {sure} AND r.state IS NULL AND f.anchor IS NOT NULL
                 ORDER BY f.confidence, f.id LIMIT ?{}",
                kind.table(),
                joined(kind),
                values.len()
            ))?;
            let rows = statement.query_map(params_from_iter(&values), |row| {
                Ok(Waiting { kind, document: row.get(0)?, anchor: row.get(1)?, confidence: row.get(2)? })
            })?;
            for row in rows {
                waiting.push(row?);
            }
        }
        // Stable: kinds keep their order where the machine is equally sure.
        waiting.sort_by(|a, b| a.confidence.total_cmp(&b.confidence));
        Ok(waiting)
    }

    /// How many facts within the filter nobody has looked at, by kind.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn waiting_counts(&self, filter: &Filter) -> Result<Vec<WaitingCount>, StoreError> {
        let count = |kind: FactKind| {
            let (condition, values) = filter.of_facts(self)?;
            let sql = format!(
                "SELECT count(*), count(*) FILTER (WHERE {IS_UNSURE})
                 FROM {} LEFT JOIN reviews r ON {}
                 WHERE {condition} AND r.state IS NULL",
                filter.with_documents(kind.table()),
                joined(kind)
            );
            let mut statement = self.connection.prepare_cached(&sql)?;
            let counts: (i64, i64) =
                statement.query_row(params_from_iter(&values), |row| Ok((row.get(0)?, row.get(1)?)))?;
            let number = |n: i64| usize::try_from(n).unwrap_or_default();
            Ok(WaitingCount { kind, all: number(counts.0), unsure: number(counts.1) })
        };
        FactKind::ALL.into_iter().map(count).collect()
    }
}
