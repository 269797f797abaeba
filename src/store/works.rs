//! Works out of the store: what mentions and headers point to, held or known only by citations.

use rusqlite::{Connection, OptionalExtension, ToSql, params, params_from_iter};
use serde::Serialize;

use super::gathered::{Cited, Said};
use super::{Store, StoreError};
use crate::directive::{DirectiveKind, designation};
use crate::lineage::identity::{self, WorkId};
use crate::lineage::resolve::near::Slip;

/// A document as mentions know it; a "red link" where the store does not hold it.
#[derive(Debug, Clone, PartialEq, Serialize)]
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
    /// The year in which it was issued, where its number does not hold it.
    pub issued: Option<i16>,
    /// The place whose number it is, as in its key (`tp-hai-phong`), where numbers repeat from place to place and it
    /// is known.
    pub place: Option<String>,
    /// Whether too little is stated of it to say that all its mentions mean one document.
    pub open: bool,
    /// Works that it probably is, but for a typing error in one of the two; by key.
    pub near: Vec<Near>,
    /// How often it is cited, where that is often.
    #[serde(skip)]
    pub(super) cited: Option<Cited>,
}

/// A work that differs by what is probably a typing error.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Near {
    /// Its canonical key.
    pub key: String,
    /// Where the error is.
    pub slip: Slip,
    /// How sure that is.
    pub confidence: f32,
}

impl Work {
    /// Its identity as far as all mentions agree; its dates and issuers are left open, there may be several.
    pub fn identity(&self) -> WorkId {
        let name = self.key.rsplit('/').next().unwrap_or_default();
        let law = self.number.is_none().then(|| name.split('@').next().unwrap_or_default().to_owned());
        WorkId {
            kind: self.kind,
            number: self.number.clone(),
            year: self.year.clone(),
            symbol: self.symbol.as_deref().map(identity::plain_symbol).or(law),
            issuer: None,
            date: None,
        }
    }

    /// Its name as a reader writes it, with the year where the number does not hold it and numbers repeat.
    pub fn name(&self) -> String {
        let Some(number) = &self.number else {
            let name = self.identity().to_string();
            return self.issued.map_or_else(|| name.clone(), |year| format!("{name} {year}"));
        };
        let number = designation(number, self.year.as_deref(), self.identity().symbol.as_deref(), self.text.as_deref());
        match self.kind.filter(|kind| *kind != DirectiveKind::Khac) {
            Some(kind) => format!("{} {number}", kind.name()),
            None => number,
        }
    }

    /// Whether several days are stated for it: one of them is probably a slip.
    pub fn has_date_conflict(&self) -> bool {
        self.dates.iter().filter(|date| date.len() == "2024-09-04".len()).count() > 1
    }
}

/// Which works are known: those that only effects or validity name count as cited nowhere.
pub(super) const KNOWN: &str = "(mentions > 0 OR held <> '[]')";

/// Works with what their sightings say.
const WORKS: &str = "
    SELECT w.id, w.key, w.kind, w.number, w.year, w.symbol, w.said, w.mentions, w.held, w.issued, w.place, w.open,
        {near} FROM works w WHERE {known}";

/// What comes near to each.
const NEAR: &str = "
    (SELECT json_group_array(json_object('key', o.key, 'slip', n.slip, 'confidence', n.confidence)) FROM (
        SELECT other_id AS id, slip, confidence FROM near_works WHERE work_id = w.id
        UNION ALL SELECT work_id, slip, confidence FROM near_works WHERE other_id = w.id
     ) n JOIN works o ON o.id = n.id)";

/// What a key is looked up by.
pub(super) fn key_hash(key: &str) -> i64 {
    let hash = blake3::hash(key.as_bytes());
    i64::from_le_bytes(std::array::from_fn(|at| hash.as_bytes()[at]))
}

/// The number of the work with this key.
pub(super) fn numbered(connection: &Connection, key: &str) -> Result<Option<i64>, StoreError> {
    let mut find = connection.prepare_cached("SELECT id FROM works WHERE key_hash = ?1 AND key = ?2")?;
    Ok(find.query_row(params![key_hash(key), key], |row| row.get(0)).optional()?)
}

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
        self.works_where("w.number = ?1", &[&number.to_lowercase()])
    }

    /// The works that a law's name (small letters, without its year) stands for, by key.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn works_named(&self, name: &str) -> Result<Vec<Work>, StoreError> {
        self.works_where(
            "w.id IN (SELECT work_id FROM sightings WHERE block = ?1 UNION
                 SELECT work_id FROM sightings WHERE name_block = ?1)",
            &[&name],
        )
    }

    pub(super) fn works_where(&self, condition: &str, values: &[&dyn ToSql]) -> Result<Vec<Work>, StoreError> {
        self.select_works(NEAR, condition, values)
    }

    /// All numbers that works bear, each once.
    pub(super) fn work_numbers(&self) -> Result<Vec<String>, StoreError> {
        // The index is read by jumps from one number to the next.
        let mut statement = self.connection.prepare_cached(
            "WITH RECURSIVE numbers (number) AS (
                 SELECT min(number) FROM works
                 UNION ALL SELECT (SELECT min(number) FROM works WHERE number > numbers.number)
                     FROM numbers WHERE number IS NOT NULL)
             SELECT number FROM numbers WHERE number IS NOT NULL",
        )?;
        let rows = statement.query_map([], |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The works with these numbers, by key, without what comes near to them.
    pub(super) fn works_numbered_lightly(&self, numbers: &[String]) -> Result<Vec<Work>, StoreError> {
        let numbers = serde_json::to_string(numbers)?;
        self.works_lightly("w.number IN (SELECT value FROM json_each(?1))", &[&numbers])
    }

    /// Works without what comes near to them.
    pub(super) fn works_lightly(&self, condition: &str, values: &[&dyn ToSql]) -> Result<Vec<Work>, StoreError> {
        self.select_works("'[]'", condition, values)
    }

    fn select_works(&self, near: &str, condition: &str, values: &[&dyn ToSql]) -> Result<Vec<Work>, StoreError> {
        let mut statement = self.connection.prepare_cached(&format!(
            "{} AND ({condition}) ORDER BY w.key",
            WORKS.replace("{near}", near).replace("{known}", KNOWN)
        ))?;
        let mut rows = statement.query(params_from_iter(values))?;
        let mut works = Vec::new();
        while let Some(row) = rows.next()? {
            let said = Said::read(row.get::<_, Option<Vec<u8>>>(6)?.as_deref())?;
            let mut held: Vec<i64> = serde_json::from_str(&row.get::<_, String>(8)?)?;
            held.sort_unstable();
            works.push(Work {
                id: row.get(0)?,
                key: row.get(1)?,
                kind: row.get::<_, Option<String>>(2)?.and_then(|kind| kind.parse().ok()),
                number: row.get(3)?,
                year: row.get(4)?,
                symbol: row.get(5)?,
                dates: said.dates.into_iter().collect(),
                issuers: said.issuers.into_iter().collect(),
                text: said.wording,
                mentions: row.get(7)?,
                held,
                issued: row.get(9)?,
                place: Some(row.get::<_, String>(10)?).filter(|place| !place.is_empty()),
                open: row.get(11)?,
                near: self::near(&row.get::<_, String>(12)?)?,
                cited: said.cited,
            });
        }
        Ok(works)
    }
}

fn near(json: &str) -> Result<Vec<Near>, StoreError> {
    #[derive(serde::Deserialize)]
    struct Row {
        key: String,
        slip: Slip,
        confidence: f32,
    }
    let mut rows: Vec<Row> = serde_json::from_str(json)?;
    rows.sort_by(|a, b| a.key.cmp(&b.key));
    Ok(rows.into_iter().map(|row| Near { key: row.key, slip: row.slip, confidence: row.confidence }).collect())
}
