//! What a list can be narrowed by, each choice with the number of rows that it would leave.

use std::collections::BTreeMap;

use super::ask::Ask;
use crate::directive::{DirectiveKind, Level};
use crate::render::{Lang, messages};
use crate::store::{Document, DocumentCounts, agency_key};

/// So many choices of one kind are shown, the largest first.
const SHOWN: usize = 12;

/// One way to narrow a list.
#[derive(Debug, Clone)]
pub struct Facet {
    /// Its name for a reader.
    pub name: &'static str,
    /// Its choices.
    pub choices: Vec<Narrower>,
}

/// A choice of a facet.
#[derive(Debug, Clone)]
pub struct Narrower {
    /// What a reader reads.
    pub words: String,
    /// How many rows it leaves.
    pub count: usize,
    /// The list with it, or without it where it is in force.
    pub address: String,
    /// Whether it is in force.
    pub chosen: bool,
}

/// Counts rows as they are added.
#[derive(Debug, Default)]
pub struct Counter {
    years: BTreeMap<String, usize>,
    /// By the name without marks, case and spelling ([`agency_key`]), as it is filtered by.
    issuers: BTreeMap<String, (String, usize)>,
    levels: BTreeMap<&'static str, (String, usize)>,
    kinds: BTreeMap<&'static str, (String, usize)>,
    statuses: BTreeMap<&'static str, (String, usize)>,
}

impl Counter {
    /// Adds so many rows that stand in `document` and belong to these school years and levels.
    pub fn add(
        &mut self,
        document: &Document,
        years: impl IntoIterator<Item = String>,
        levels: &[Level],
        rows: usize,
        lang: Lang,
    ) {
        for year in years {
            *self.years.entry(year).or_default() += rows;
        }
        let header = &document.header;
        if let Some(issuer) = &header.issuer {
            self.issuers.entry(agency_key(issuer)).or_insert_with(|| (issuer.clone(), 0)).1 += rows;
        }
        for level in levels {
            let words = || (messages::level(*level, lang).to_owned(), 0);
            self.levels.entry(level.slug()).or_insert_with(words).1 += rows;
        }
        if let Some(kind) = header.kind {
            self.kinds.entry(kind.slug()).or_insert_with(|| (kind.name().to_owned(), 0)).1 += rows;
        }
    }

    /// What was counted of documents.
    pub fn of(counts: &DocumentCounts, lang: Lang) -> Self {
        let levels = counts.levels.iter().filter_map(|(slug, count)| {
            let level: Level = slug.parse().ok()?;
            Some((level.slug(), (messages::level(level, lang).to_owned(), *count)))
        });
        let kinds = counts.kinds.iter().filter_map(|(slug, count)| {
            let kind: DirectiveKind = slug.parse().ok()?;
            Some((kind.slug(), (kind.name().to_owned(), *count)))
        });
        Self {
            years: counts.years.iter().cloned().collect(),
            issuers: counts.issuers.iter().map(|(key, name, count)| (key.clone(), (name.clone(), *count))).collect(),
            levels: levels.collect(),
            kinds: kinds.collect(),
            ..Self::default()
        }
    }

    /// Adds so many rows of a document of this validity ([`super::status::classes`]).
    pub fn add_status(&mut self, class: &'static str, rows: usize, lang: Lang) {
        let words = || (super::status::class_name(class, lang).to_owned(), 0);
        self.statuses.entry(class).or_insert_with(words).1 += rows;
    }

    /// The facets of the list that `ask` asks for; those that divide nothing are left out.
    pub fn facets(self, ask: &Ask) -> Vec<Facet> {
        let lang = ask.lang;
        let plain = |map: BTreeMap<String, usize>| {
            map.into_iter().map(|(value, count)| (value.clone(), value, count)).collect()
        };
        let named = |map: BTreeMap<&'static str, (String, usize)>| {
            map.into_iter().map(|(value, (words, count))| (value.to_owned(), words, count)).collect()
        };
        let mut years = facet(ask, lang.pick("Năm học", "School year"), "year", plain(self.years));
        years.choices.sort_by(|a, b| b.words.cmp(&a.words));
        let all = [
            years,
            facet(ask, lang.pick("Cơ quan", "Issuer"), "issuer", issuers(&self.issuers)),
            facet(ask, lang.pick("Cấp học", "Level"), "level", named(self.levels)),
            facet(ask, lang.pick("Loại", "Kind"), "type", named(self.kinds)),
            facet(ask, lang.pick("Hiệu lực hôm nay", "Status today"), "status", named(self.statuses)),
        ];
        all.into_iter()
            .filter(|facet| facet.choices.len() > 1 || facet.choices.iter().any(|choice| choice.chosen))
            .collect()
    }
}

/// The issuers, each with the rows that a filter by its name leaves: those too of issuers whose names hold it.
fn issuers(counted: &BTreeMap<String, (String, usize)>) -> Vec<(String, String, usize)> {
    let left = |key: &str| counted.iter().filter(|(other, _)| other.contains(key)).map(|(_, (_, rows))| rows).sum();
    counted.iter().map(|(key, (name, _))| (name.clone(), name.clone(), left(key))).collect()
}

fn facet(ask: &Ask, name: &'static str, field: &str, mut counted: Vec<(String, String, usize)>) -> Facet {
    counted.sort_by_key(|(.., count)| std::cmp::Reverse(*count));
    counted.truncate(SHOWN);
    let narrower = |(value, words, count): (String, String, usize)| {
        let chosen = ask.field(field) == Some(value.as_str());
        let address = ask.with(&[(field, (!chosen).then_some(value.as_str())), ("sheet", None)]);
        Narrower { words, count, address, chosen }
    };
    Facet { name, choices: counted.into_iter().map(narrower).collect() }
}
