//! Works out of the store: what mentions and headers point to, held or known only by citations.

use rusqlite::{ToSql, params_from_iter};
use serde::Serialize;

use super::{Store, StoreError};
use crate::directive::DirectiveKind;
use crate::lineage::identity::{self, WorkId};

/// A document as mentions know it; a "red link" where the store does not hold it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Work {
    /// Its number in the store.
    #[serde(skip)]
    pub id: i64,
    /// The canonical key (see [`crate::lineage::identity`]).
    pub key: String,
    /// Its kind.
    #[serde(rename = "type")]
    pub kind: Option<DirectiveKind>,
    /// Its number.
    pub number: Option<String>,
    /// The year inside the number.
    pub year: Option<String>,
    /// Its symbol.
    pub symbol: Option<String>,
    /// The dates that its own header or mentions state, sorted; several mean several documents or an error in one.
    pub dates: Vec<String>,
    /// The issuers that its own header or mentions state, sorted.
    pub issuers: Vec<String>,
    /// The words of its shortest mention, for a law that has no number.
    pub text: Option<String>,
    /// How many mentions point to it.
    pub mentions: u32,
    /// The documents of the store that are it, copies too; empty for a red link.
    pub held: Vec<i64>,
}

impl Work {
    /// Its identity as far as all mentions agree; its dates and issuers are left open, there may be several.
    pub fn identity(&self) -> WorkId {
        let law = self.number.is_none().then(|| self.key.rsplit('/').next().unwrap_or_default().to_owned());
        WorkId {
            kind: self.kind,
            number: self.number.clone(),
            year: self.year.clone(),
            symbol: self.symbol.as_deref().map(identity::plain_symbol).or(law),
            issuer: None,
            date: None,
        }
    }

    /// Its name as a reader writes it.
    pub fn name(&self) -> String {
        self.identity().to_string()
    }
}

const WORKS: &str = "
    WITH fields AS (
        SELECT work_id, id AS held, kind, number, year, symbol, date, issuer, NULL AS text FROM documents
            WHERE status = 'read' AND work_id IS NOT NULL
        UNION ALL
        SELECT m.work_id, NULL, m.kind, m.number, m.year, m.symbol, m.date, m.fact ->> 'issuer', m.fact ->> 'text'
        FROM mentions m JOIN documents d ON d.id = m.document_id WHERE d.status = 'read'
    )
    SELECT w.id, w.key, max(f.kind), max(f.number), max(f.year), max(f.symbol),
        json_group_array(DISTINCT f.date), json_group_array(DISTINCT f.issuer), min(f.text),
        count(*) - count(f.held), json_group_array(f.held)
    FROM works w JOIN fields f ON f.work_id = w.id";

impl Store {
    /// All works, by key.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn works(&self) -> Result<Vec<Work>, StoreError> {
        self.works_where("1", &[])
    }

    /// The works with this number (digits without leading zeros), by key.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn works_numbered(&self, number: &str) -> Result<Vec<Work>, StoreError> {
        self.works_where("f.number IN (?1, ?2, ?3)", &[&number, &number.to_lowercase(), &number.to_uppercase()])
    }

    pub(super) fn works_where(&self, condition: &str, values: &[&dyn ToSql]) -> Result<Vec<Work>, StoreError> {
        let mut statement =
            self.connection.prepare_cached(&format!("{WORKS} WHERE {condition} GROUP BY w.id ORDER BY w.key"))?;
        let mut rows = statement.query(params_from_iter(values))?;
        let mut works = Vec::new();
        while let Some(row) = rows.next()? {
            let list = |column| -> Result<Vec<String>, StoreError> {
                let values: Vec<Option<String>> = serde_json::from_str(&row.get::<_, String>(column)?)?;
                let mut values: Vec<String> = values.into_iter().flatten().collect();
                values.sort();
                Ok(values)
            };
            let mut held: Vec<i64> =
                serde_json::from_str::<Vec<Option<i64>>>(&row.get::<_, String>(10)?)?.into_iter().flatten().collect();
            held.sort_unstable();
            works.push(Work {
                id: row.get(0)?,
                key: row.get(1)?,
                kind: row.get::<_, Option<String>>(2)?.and_then(|kind| kind.parse().ok()),
                number: row.get(3)?,
                year: row.get(4)?,
                symbol: row.get(5)?,
                dates: list(6)?,
                issuers: list(7)?,
                text: row.get(8)?,
                mentions: row.get(9)?,
                held,
            });
        }
        Ok(works)
    }
}
