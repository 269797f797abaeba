//! The works that bear a number, as far as the columns of their rows tell: hundreds bear one, and few of them are meant.

use std::collections::{BTreeMap, BTreeSet};

use super::wanted::Wanted;
use super::works::KNOWN;
use super::{Store, StoreError, Work};
use crate::lineage::identity::{self, WorkId};

/// A work that bears a number.
pub(super) struct Bearer {
    /// Its number in the store ([`Work::id`]).
    pub id: i64,
    /// Its identity without what several may state: days and issuers.
    pub identity: WorkId,
    /// See [`Work::issued`].
    pub issued: Option<i16>,
    /// See [`Work::place`]; empty where it is not known.
    pub place: String,
}

impl Store {
    /// The works that bear these numbers (in small letters), by number.
    pub(super) fn bearers(&self, numbers: &BTreeSet<String>) -> Result<BTreeMap<String, Vec<Bearer>>, StoreError> {
        let mut known: BTreeMap<String, Vec<Bearer>> = BTreeMap::new();
        let mut select = self.connection.prepare_cached(&format!(
            "SELECT id, kind, year, symbol, issued, place FROM works WHERE number = ?1 AND {KNOWN}"
        ))?;
        for number in numbers {
            let mut rows = select.query([number])?;
            let bearers = known.entry(number.clone()).or_default();
            while let Some(row) = rows.next()? {
                let symbol: Option<String> = row.get(3)?;
                let identity = WorkId {
                    kind: row.get::<_, Option<String>>(1)?.and_then(|kind| kind.parse().ok()),
                    number: Some(number.clone()),
                    year: row.get(2)?,
                    symbol: symbol.as_deref().map(identity::plain_symbol),
                    issuer: None,
                    date: None,
                };
                bearers.push(Bearer { id: row.get(0)?, identity, issued: row.get(4)?, place: row.get(5)? });
            }
        }
        Ok(known)
    }

    /// The works that agree with one of these, which have numbers; each once, by key, without what comes near to them.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn works_agreeing(&self, wanted: &[Wanted]) -> Result<Vec<Work>, StoreError> {
        let numbers: BTreeSet<String> = wanted.iter().filter_map(Wanted::number).collect();
        let bearers = self.bearers(&numbers)?;
        let of = |wanted: &Wanted| bearers.get(&wanted.number()?);
        let meant: BTreeSet<i64> = wanted
            .iter()
            .filter_map(|wanted| Some((wanted, of(wanted)?)))
            .flat_map(|(wanted, bearers)| wanted.among(bearers))
            .map(|bearer| bearer.id)
            .collect();
        if meant.is_empty() {
            return Ok(Vec::new());
        }
        let mut works =
            self.works_lightly("w.id IN (SELECT value FROM json_each(?1))", &[&serde_json::to_string(&meant)?])?;
        works.retain(|work| wanted.iter().any(|wanted| wanted.agrees(work)));
        Ok(works)
    }
}
