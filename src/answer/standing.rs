//! Status lines: whether the documents that an answer names hold, in few words.

use crate::catalogue::evidence;
use crate::directive::{Level, SchoolYear};
use crate::lineage::identity::WorkId;
use crate::lineage::registry::Registry;
use crate::lineage::status::{Question, Status, status};
use crate::render::{Lang, status as wording};
use crate::store::{Store, StoreError};
use jiff::Zoned;
use serde_json::{Value, json};

/// The works that an answer names, each with whether it holds.
#[derive(Debug)]
pub struct Standing {
    works: Vec<(String, WorkId, Status)>,
    /// The school year asked for; else it is today.
    year: Option<SchoolYear>,
}

impl Standing {
    /// Judges the works given by their keys and identities, each key once: in a school year, for a level,
    /// or else as of today.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn of(
        store: &Store,
        registry: &Registry,
        works: impl IntoIterator<Item = (String, WorkId)>,
        asked: Option<(SchoolYear, Option<Level>)>,
    ) -> Result<Self, StoreError> {
        let year = asked.map(|(year, _)| year);
        let question = match asked {
            Some((year, level)) => Some(Question { level, ..Question::in_year(year) }),
            None => Question::on(Zoned::now().date()),
        };
        let mut named: Vec<(String, WorkId)> = Vec::new();
        for (key, id) in works {
            if !named.iter().any(|(known, _)| *known == key) {
                named.push((key, id));
            }
        }
        let Some(question) = question.filter(|_| !named.is_empty()) else {
            return Ok(Self { works: Vec::new(), year });
        };
        let ids: Vec<WorkId> = named.iter().map(|(_, id)| id.clone()).collect();
        let evidence = evidence(Some(store), registry, &ids)?;
        let judged = named.into_iter().map(|(key, id)| {
            let status = status(&id, &evidence, &question);
            (key, id, status)
        });
        Ok(Self { works: judged.collect(), year })
    }

    /// The status of the work with this key in one line, for a line of its own.
    pub fn line(&self, key: &str, lang: Lang) -> Option<String> {
        let when = match self.year {
            Some(year) => format!("{} {year}", lang.pick("năm học", "in school year")),
            None => lang.pick("hiện nay", "today").to_owned(),
        };
        self.status(key).map(|status| format!("{when}: {}", wording::line(status, lang)))
    }

    /// The same in very few words, for a column.
    pub fn brief(&self, key: &str, lang: Lang) -> String {
        self.status(key).map(|status| wording::brief(status, lang)).unwrap_or_default()
    }

    /// For programs: one object for each work.
    pub fn json(&self, lang: Lang) -> Vec<Value> {
        let one = |(key, id, status): &(String, WorkId, Status)| {
            json!({
                "work": key,
                "name": id.to_string(),
                "verdict": status.verdict,
                "line": wording::line(status, lang),
                "since": status.since,
                "instead": status.instead.iter().map(wording::party_json).collect::<Vec<_>>(),
            })
        };
        self.works.iter().map(one).collect()
    }

    fn status(&self, key: &str) -> Option<&Status> {
        self.works.iter().find(|(known, ..)| known == key).map(|(.., status)| status)
    }
}
