//! Whether a document holds, on a day or in a school year, for whom, and by what evidence: `chidao status`.

use jiff::Zoned;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{AnswerError, named, optional_day};
use crate::catalogue::{evidence, law};
use crate::detect;
use crate::directive::{DirectiveKind, Level, Reference, SchoolYear};
use crate::lineage::identity::WorkId;
use crate::lineage::registry::Registry;
use crate::lineage::status::{Party, Question, Status, status as judge};
use crate::render::{Lang, status as wording};
use crate::store::{BeyondPowers, Store, StoreError, Wanted, Work};

/// Of what the status is asked, for when and for whom; without a day or a year it is asked for today.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StatusFilter {
    /// A document by its number such as 27/2020/TT-BGDĐT or a law's name; or a held one by its number in the store.
    #[schemars(example = "27/2020/TT-BGDĐT")]
    pub work: String,
    /// On this day (2024-09-01); not together with `year`.
    #[serde(default, deserialize_with = "optional_day")]
    #[schemars(with = "Option<String>", extend("format" = "date"))]
    pub on: Option<Date>,
    /// In this school year: as of 1 September, with the changes in its course; not together with `on`.
    #[serde(default)]
    pub year: Option<SchoolYear>,
    /// For this grade; not together with `level`.
    #[serde(default)]
    #[schemars(range(min = 1, max = 12))]
    pub grade: Option<u32>,
    /// For this level of education; not together with `grade`.
    #[serde(default)]
    pub level: Option<Level>,
}

/// A work that may be meant, with its answer.
#[derive(Debug)]
pub struct StatusAnswer {
    /// The work.
    pub work: Party,
    /// Whether it holds.
    pub status: Status,
    /// What documents say they do to it though their issuers have no power to; it decides nothing.
    pub beyond_powers: BeyondPowers,
}

/// So much is shown of what is beyond powers.
const BEYOND: usize = 5;

/// The status of all works that a name may mean.
#[derive(Debug)]
pub struct Statuses {
    /// What was asked.
    pub filter: StatusFilter,
    /// The same as time and pupils.
    pub question: Question,
    /// One answer for each work; none where nobody knows the document.
    pub answers: Vec<StatusAnswer>,
    /// Where nobody knows it: works that come near, those first that a bare number of the store may be.
    pub near: Vec<Party>,
}

/// Judges the works that a name may mean, by what store and registry know.
///
/// # Errors
/// Where the question contradicts itself, or the store cannot be read.
pub fn status(store: Option<&Store>, registry: &Registry, filter: &StatusFilter) -> Result<Statuses, AnswerError> {
    let question = filter.question()?;
    let name = filter.work.trim();
    let works = meant(store, registry, name)?;
    let near = if works.is_empty() { near(store, registry, name)? } else { Vec::new() };
    let ids: Vec<WorkId> = works.iter().map(|work| work.id.clone()).collect();
    let evidence = evidence(store, registry, &ids)?;
    let beyond_powers = match store {
        Some(store) => store.beyond_powers(&ids, BEYOND)?,
        None => vec![BeyondPowers::default(); ids.len()],
    };
    let judged = |(work, beyond_powers): (Party, BeyondPowers)| StatusAnswer {
        status: judge(&work.id, &evidence, &question),
        work,
        beyond_powers,
    };
    let answers = works.into_iter().zip(beyond_powers).map(judged).collect();
    Ok(Statuses { filter: StatusFilter { work: name.to_owned(), ..filter.clone() }, question, answers, near })
}

impl StatusFilter {
    fn question(&self) -> Result<Question, AnswerError> {
        if self.on.is_some() && self.year.is_some() {
            return Err(AnswerError::Both("on", "year"));
        }
        if self.grade.is_some() && self.level.is_some() {
            return Err(AnswerError::Both("grade", "level"));
        }
        if self.grade.is_some_and(|grade| !(1..=12).contains(&grade)) {
            return Err(AnswerError::Outside { what: "grade", from: 1, to: 12 });
        }
        let asked = match self.year {
            Some(year) => Some(Question::in_year(year)),
            None => Question::on(self.on.unwrap_or_else(|| Zoned::now().date())),
        };
        // The days that lie in a school year.
        let asked = asked.ok_or(AnswerError::Outside { what: "on", from: 1945, to: 2101 })?;
        Ok(Question { grade: self.grade, level: self.level, ..asked })
    }
}

impl Statuses {
    /// The schema of [`Statuses::json`].
    pub const SCHEMA: &str = "chidao/status@1";

    /// For programs; what is said in words is in `lang`.
    pub fn json(&self, lang: Lang) -> Value {
        let answer = |answer: &StatusAnswer| {
            let beyond = &answer.beyond_powers;
            let first: Vec<Value> =
                beyond.first.iter().map(|statement| wording::statement_json(statement, lang)).collect();
            json!({
                "work": wording::party_json(&answer.work),
                "status": wording::as_json(&answer.status, lang),
                "beyond_powers": { "total": beyond.total, "first": first },
            })
        };
        json!({
            "schema": Self::SCHEMA,
            "query": self.filter.work,
            "on": self.filter.on.map(|day| day.to_string()),
            "year": self.filter.year,
            "grade": self.filter.grade,
            "level": self.filter.level,
            "answers": self.answers.iter().map(answer).collect::<Vec<_>>(),
        })
    }
}

/// The works that a name may mean, each once, as fully as they are known.
fn meant(store: Option<&Store>, registry: &Registry, name: &str) -> Result<Vec<Party>, StoreError> {
    let mut found: Vec<Party> = Vec::new();
    let mentions = detect::mentions(name);
    let in_registry = registry.works();
    for mention in &mentions {
        let wanted = WorkId::of_reference(mention);
        // What follows a law's name in the question may be its year.
        let asked = Reference {
            text: name.get(mention.evidence.span.start..).unwrap_or_default().to_owned(),
            ..mention.clone()
        };
        let of_year = law(registry, &asked);
        let is_meant = |id: &WorkId, title: Option<&str>| match &of_year {
            Some(law) => law.agrees(id),
            None => is_law_named(id, title, &wanted),
        };
        let named: Vec<_> = in_registry.iter().filter(|(id, title)| is_meant(id, *title)).collect();
        if let Some(store) = store {
            let cited = store.works_meant(&Wanted::of(mention))?;
            // A law's bare name says less than the laws of that name, and a bare number is not the one asked for.
            let says_more = |work: &&Work| work.number.is_some() || named.is_empty();
            let of_year = |work: &&Work| of_year.as_ref().is_none_or(|law| law.agrees(&work.full_identity()));
            for work in cited.works.iter().filter(says_more).filter(of_year).filter(|_| !cited.possible) {
                add(&mut found, Party::of(work.full_identity()));
            }
        }
        let numbered = in_registry.iter().filter(|(id, _)| id.agrees(&wanted));
        for (id, title) in named.into_iter().chain(numbered) {
            add(&mut found, Party::titled(id.clone(), title.map(str::to_owned)));
        }
    }
    if let Some(store) = store {
        for document in named(store, name)? {
            if let Some(id) = WorkId::of_header(&document.header) {
                add(&mut found, Party::titled(id, document.header.subject.clone()));
            }
        }
    }
    Ok(found)
}

/// Whether a law of the registry bears the name that is wanted, of the year that is wanted.
fn is_law_named(law: &WorkId, title: Option<&str>, wanted: &WorkId) -> bool {
    let same_name = title.map(str::to_lowercase) == wanted.symbol.clone() && wanted.symbol.is_some();
    let year = wanted.date.map(|date| date.year().to_string());
    wanted.number.is_none()
        && law.kind == Some(DirectiveKind::Luat)
        && same_name
        && (year.is_none() || law.year == year)
}

/// Adds a work, or fills in one that is there already under another of its spellings.
fn add(found: &mut Vec<Party>, new: Party) {
    let Some(known) = found.iter_mut().find(|known| known.id.agrees(&new.id)) else {
        found.push(new);
        return;
    };
    let parts =
        |id: &WorkId| [id.year.is_some(), id.symbol.is_some(), id.kind.is_some()].iter().filter(|p| **p).count();
    let title = known.title.take().or(new.title);
    let date = known.id.date.or(new.id.date);
    if parts(&new.id) > parts(&known.id) {
        *known = Party::of(new.id);
    }
    known.title = title;
    known.id.date = date;
}

/// Works that may be meant by a name that nobody knows: bare numbers of the store, the same number of another year, a
/// number that differs in one digit.
fn near(store: Option<&Store>, registry: &Registry, name: &str) -> Result<Vec<Party>, StoreError> {
    let mut near: Vec<Party> = Vec::new();
    let mut push = |party: Party| {
        if !near.iter().any(|known| known.is(&party.id) && known.id.is_bare() == party.id.is_bare()) {
            near.push(party);
        }
    };
    for mention in detect::mentions(name) {
        if let Some(store) = store {
            let cited = store.works_meant(&Wanted::of(&mention))?;
            cited.works.iter().filter(|_| cited.possible).chain(&cited.near).for_each(|work| {
                push(Party::of(work.full_identity()));
            });
        }
        let wanted = WorkId::of_reference(&mention);
        let of_year = |year: &Option<String>| WorkId { year: year.clone(), date: None, ..wanted.clone() };
        for (id, title) in registry.works() {
            let slip = match (&wanted.number, &id.number) {
                (Some(a), Some(b)) => strsim::osa_distance(a, b) == 1 && wanted.year == id.year,
                _ => false,
            };
            let as_if = WorkId { number: id.number.clone(), ..of_year(&id.year) };
            if (wanted.number == id.number || slip) && wanted.number.is_some() && as_if.agrees(&id) {
                push(Party::titled(id.clone(), title.map(str::to_owned)));
            }
        }
    }
    Ok(near)
}
