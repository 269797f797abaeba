//! The works that bear a number, as far as the columns of their rows tell: hundreds bear one, and few of them are meant.

use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap};
use std::rc::Rc;

use super::wanted::Wanted;
use super::works::KNOWN;
use super::{Store, StoreError, Work};
use crate::lineage::identity::{self, WorkId};

/// A work that bears a number.
#[derive(Debug)]
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

/// The works of the numbers that were asked for last, by number: one question asks for those of the same numbers several
/// times.
pub(super) type LastBearers = RefCell<HashMap<String, Rc<[Bearer]>>>;

/// So many works are remembered, some 200 bytes each; then it begins anew.
const REMEMBERED: usize = 20_000;

impl Store {
    /// The works that bear a number (in small letters).
    pub(super) fn bearers(&self, number: &str) -> Result<Rc<[Bearer]>, StoreError> {
        let last = self.bearers.of(self, || Ok(RefCell::default()))?;
        if let Some(known) = last.borrow().get(number) {
            return Ok(Rc::clone(known));
        }
        let mut select = self.connection.prepare_cached(&format!(
            "SELECT id, kind, year, symbol, issued, place FROM works WHERE number = ?1 AND {KNOWN}"
        ))?;
        let mut rows = select.query([number])?;
        let mut bearers = Vec::new();
        while let Some(row) = rows.next()? {
            let symbol: Option<String> = row.get(3)?;
            let identity = WorkId {
                kind: row.get::<_, Option<String>>(1)?.and_then(|kind| kind.parse().ok()),
                number: Some(number.to_owned()),
                year: row.get(2)?,
                symbol: symbol.as_deref().map(identity::plain_symbol),
                issuer: None,
                date: None,
            };
            bearers.push(Bearer { id: row.get(0)?, identity, issued: row.get(4)?, place: row.get(5)? });
        }
        let bearers: Rc<[Bearer]> = bearers.into();
        let mut last = last.borrow_mut();
        if last.values().map(|bearers| bearers.len()).sum::<usize>() > REMEMBERED {
            last.clear();
        }
        last.insert(number.to_owned(), Rc::clone(&bearers));
        Ok(bearers)
    }

    /// The works that agree with one of these, which have numbers; each once, by key, without what comes near to them.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn works_agreeing(&self, wanted: &[Wanted]) -> Result<Vec<Work>, StoreError> {
        let mut meant: BTreeSet<i64> = BTreeSet::new();
        for wanted in wanted {
            if let Some(number) = wanted.number() {
                meant.extend(wanted.among(&self.bearers(&number)?).iter().map(|bearer| bearer.id));
            }
        }
        if meant.is_empty() {
            return Ok(Vec::new());
        }
        let mut works =
            self.works_lightly("w.id IN (SELECT value FROM json_each(?1))", &[&serde_json::to_string(&meant)?])?;
        works.retain(|work| wanted.iter().any(|wanted| wanted.agrees(work)));
        Ok(works)
    }
}
