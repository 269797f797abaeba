//! Sổ hiệu lực: known effects and dates that a store need not hold, each with its provenance.
//!
//! One registry ships with the program (`corpus/registry.toml`); files of the user's own extend it and, where they tell
//! the same thing, stand in its place. [`read`](Registry::parse) validates a file and says every fault with its line;
//! [`Registry::statements`] is what [`super::status`] takes as evidence. The format is told in `docs/registry.md`.

mod fault;
mod name;
mod read;
#[cfg(test)]
mod tests;

use std::sync::{LazyLock, OnceLock};

pub use fault::{Fault, RegistryError, RegistryFault};
pub use name::work_of_name;
use serde::Serialize;

use super::identity::WorkId;
use super::status::{Claim, Party, Source, Statement};
use crate::directive::{DirectiveKind, EffectVerb, Level, PartialDate, SchoolYear};

/// The name of the format, the first line of a file.
pub const SCHEMA: &str = "chidao/registry@1";

/// What the registry that ships with the program is called as a source.
pub const SHIPPED: &str = "registry.toml";

/// How a row is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Provenance {
    /// Read in the effect clause of a public copy, or in a list that quotes it.
    Clause,
    /// Stated by a directive that applies it.
    Text,
    /// Generally known, not checked.
    Known,
}

/// Where a row stands and how it is known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Origin {
    /// The file, as named by the caller.
    pub file: String,
    /// The line on which the row begins.
    pub line: usize,
    /// How it is known.
    pub provenance: Provenance,
    /// Where it was read, in words.
    pub source: Option<String>,
}

/// A document of the registry.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Its identity, its issue date with it.
    pub id: WorkId,
    /// Its subject (trích yếu), for a law its name.
    pub title: Option<String>,
    /// The first day on which it holds.
    pub effective: Option<PartialDate>,
    /// The last day on which it holds.
    pub expires: Option<PartialDate>,
    /// What it does to others.
    pub effects: Vec<RegisteredEffect>,
    /// From which school year it applies to which grades.
    pub applies: Vec<Phase>,
    /// Where the row stands.
    pub origin: Origin,
}

/// What a document does to another.
#[derive(Debug, Clone, PartialEq)]
pub struct RegisteredEffect {
    /// What is done.
    pub verb: EffectVerb,
    /// To which document.
    pub on: WorkId,
    /// That document's subject.
    pub title: Option<String>,
    /// To which provisions; `None` for the whole.
    pub scope: Option<String>,
    /// What is left out.
    pub except: Option<String>,
    /// From when, where that is not the day on which the acting document takes effect.
    pub from: Option<PartialDate>,
    /// Until when, for a suspension.
    pub to: Option<PartialDate>,
    /// Where the row stands.
    pub origin: Origin,
}

/// One step of a document that takes effect grade by grade.
#[derive(Debug, Clone, PartialEq)]
pub struct Phase {
    /// The grades, sorted; empty where levels are named.
    pub grades: Vec<u32>,
    /// The levels, where no grades are named.
    pub levels: Vec<Level>,
    /// The first school year.
    pub from: Option<SchoolYear>,
    /// The last one.
    pub to: Option<SchoolYear>,
    /// Where the row stands.
    pub origin: Origin,
}

/// Known documents and effects, of one file or of several.
#[derive(Debug, Clone, Default)]
pub struct Registry {
    entries: Vec<Entry>,
    /// What follows from them, worked out when it is first asked for.
    told: OnceLock<Vec<Statement>>,
}

impl PartialEq for Registry {
    fn eq(&self, other: &Self) -> bool {
        self.entries == other.entries
    }
}

impl Registry {
    /// The one that ships with the program.
    pub fn shipped() -> &'static Self {
        static READ: LazyLock<Registry> = LazyLock::new(|| {
            Registry::parse(SHIPPED, include_str!("../../../corpus/registry.toml"))
                .expect("the shipped registry is valid: a test reads it")
        });
        &READ
    }

    /// Reads a registry; `file` names it in errors and as a source.
    ///
    /// # Errors
    /// All that is wrong with it, each with its line.
    pub fn parse(file: &str, text: &str) -> Result<Self, RegistryError> {
        read::read(file, text)
    }

    /// Adds what `other` tells. Where both tell of one thing (the day of a document, its phases, the same effect on the
    /// same provisions), `other` is believed.
    pub fn extend(&mut self, other: Self) {
        self.told = OnceLock::new();
        for entry in other.entries {
            match self.entries.iter_mut().find(|known| known.id.agrees(&entry.id)) {
                Some(known) => known.update(entry),
                None => self.entries.push(entry),
            }
        }
    }

    /// The documents, in the order of the files.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Every document named, acting or acted upon, with its title where one is given; each once.
    pub fn works(&self) -> Vec<(WorkId, Option<&str>)> {
        let mut works: Vec<(WorkId, Option<&str>)> = Vec::new();
        let acting = self.entries.iter().map(|entry| (&entry.id, entry.title.as_deref()));
        let acted_upon = self.entries.iter().flat_map(|entry| &entry.effects).map(|e| (&e.on, e.title.as_deref()));
        for (id, title) in acting.chain(acted_upon) {
            match works.iter_mut().find(|(known, _)| known.agrees(id)) {
                Some((known, known_title)) => {
                    known.date = known.date.or(id.date);
                    *known_title = known_title.or(title);
                }
                None => works.push((id.clone(), title)),
            }
        }
        works
    }

    /// The law of this name (small letters, without its year) that was passed in this year, where one is known.
    pub fn law(&self, name: &str, year: &str) -> Option<WorkId> {
        let is_it = |id: &WorkId, title: Option<&str>| {
            id.kind == Some(DirectiveKind::Luat)
                && id.year.as_deref() == Some(year)
                && title.is_some_and(|title| title.to_lowercase() == name)
        };
        self.works().into_iter().find(|(id, title)| is_it(id, *title)).map(|(id, _)| id)
    }

    /// The documents whose day of issue is known, with the row that says so; the identities come without it.
    pub fn issue_dates(&self) -> Vec<(WorkId, PartialDate, Option<String>, Origin)> {
        let acting = self.entries.iter().map(|entry| (&entry.id, &entry.title, &entry.origin));
        let acted_upon = self.entries.iter().flat_map(|entry| &entry.effects).map(|e| (&e.on, &e.title, &e.origin));
        acting
            .chain(acted_upon)
            .filter_map(|(id, title, origin)| {
                Some((WorkId { date: None, ..id.clone() }, id.date?, title.clone(), origin.clone()))
            })
            .collect()
    }

    /// All of it as evidence.
    pub fn statements(&self) -> &[Statement] {
        self.told.get_or_init(|| self.entries.iter().flat_map(Entry::statements).collect())
    }
}

impl Entry {
    fn update(&mut self, newer: Self) {
        self.id.date = newer.id.date.or(self.id.date);
        self.title = newer.title.or(self.title.take());
        if newer.effective.is_some() || newer.expires.is_some() {
            self.origin = newer.origin;
        }
        self.effective = newer.effective.or(self.effective);
        self.expires = newer.expires.or(self.expires);
        if !newer.applies.is_empty() {
            self.applies = newer.applies;
        }
        for effect in newer.effects {
            self.effects.retain(|known| !known.tells_the_same(&effect));
            self.effects.push(effect);
        }
    }

    fn statements(&self) -> Vec<Statement> {
        let of = |claim: Claim, origin: &Origin| Statement { claim, source: Source::Registry(origin.clone()) };
        let party = Party::titled(self.id.clone(), self.title.clone());
        let mut out = Vec::new();
        let concerns = |work: &Party, origin: &Origin| {
            work.title.as_deref().and_then(|title| Claim::concerning(work, title)).map(|claim| of(claim, origin))
        };
        out.extend(concerns(&party, &self.origin));
        let issued = |id: &WorkId, title: &Option<String>, origin: &Origin| {
            id.date.map(|on| of(Claim::Issued { work: Party::titled(id.clone(), title.clone()), on }, origin))
        };
        out.extend(issued(&self.id, &self.title, &self.origin));
        if let Some(from) = self.effective {
            out.push(of(Claim::Entry { work: party.clone(), from, scope: None }, &self.origin));
        }
        if let Some(last) = self.expires {
            let from = last.last_day().tomorrow().ok().map(PartialDate::Day);
            out.push(of(Claim::Expiry { work: party.clone(), from, scope: None }, &self.origin));
        }
        for effect in &self.effects {
            let on = Party::titled(effect.on.clone(), effect.title.clone());
            out.extend(concerns(&on, &effect.origin));
            let claim = Claim::Effect {
                verb: effect.verb,
                by: party.clone(),
                on,
                scope: effect.scope.clone(),
                except: effect.except.clone(),
                from: effect.from,
                to: effect.to,
            };
            out.push(of(claim, &effect.origin));
            out.extend(issued(&effect.on, &effect.title, &effect.origin));
        }
        for phase in &self.applies {
            let claim = Claim::Applies {
                work: party.clone(),
                grades: phase.grades.clone(),
                levels: phase.levels.clone(),
                first: phase.from,
                last: phase.to,
                phase: true,
            };
            out.push(of(claim, &phase.origin));
        }
        out
    }
}

impl RegisteredEffect {
    fn tells_the_same(&self, other: &Self) -> bool {
        self.verb == other.verb && self.scope == other.scope && self.on.agrees(&other.on)
    }
}
