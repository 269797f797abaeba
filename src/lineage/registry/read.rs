//! Reads and validates a registry file; goes on after a fault, so that all are told at once.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::fault::{Fault, RegistryError, RegistryFault};
use super::name::work_of_name;
use super::{Entry, Origin, Phase, Provenance, RegisteredEffect, Registry, SCHEMA};
use crate::directive::{EffectVerb, Level, PartialDate, SchoolYear};
use crate::lineage::identity::WorkId;

const FILE_KEYS: &[&str] = &["schema", "document"];
const DOCUMENT_KEYS: &[&str] =
    &["name", "title", "issued", "effective", "expires", "provenance", "source", "effect", "applies"];
const EFFECT_KEYS: &[&str] = &["verb", "on", "scope", "except", "from", "to", "provenance", "source"];
const TARGET_KEYS: &[&str] = &["name", "issued", "title"];
const PHASE_KEYS: &[&str] = &["grades", "levels", "from", "to", "provenance", "source"];

pub(super) fn read(file: &str, text: &str) -> Result<Registry, RegistryError> {
    let mut reader = Reader { file, text, faults: Vec::new() };
    let entries = match DeTable::parse(text) {
        Ok(table) => reader.entries(table.get_ref()),
        Err(error) => {
            let at = error.span().map_or(0, |span| span.start);
            reader.fault(at, Fault::Syntax(error.message().to_owned()));
            Vec::new()
        }
    };
    let mut faults = reader.faults;
    if faults.is_empty() {
        return Ok(Registry { entries, ..Registry::default() });
    }
    faults.sort_by_key(|fault| fault.line);
    Err(RegistryError { file: file.to_owned(), faults })
}

type Value<'t> = Spanned<DeValue<'t>>;

struct Reader<'a> {
    file: &'a str,
    text: &'a str,
    faults: Vec<RegistryFault>,
}

/// A table with the place where it begins.
#[derive(Clone, Copy)]
struct Row<'t> {
    table: &'t DeTable<'t>,
    at: usize,
}

impl<'t> Row<'t> {
    fn get(&self, key: &str) -> Option<&'t Value<'t>> {
        self.table.iter().find(|(name, _)| name.get_ref() == key).map(|(_, value)| value)
    }
}

impl Reader<'_> {
    fn line(&self, at: usize) -> usize {
        self.text.as_bytes()[..at.min(self.text.len())].iter().filter(|byte| **byte == b'\n').count() + 1
    }

    fn fault(&mut self, at: usize, fault: Fault) {
        let line = self.line(at);
        self.faults.push(RegistryFault { line, fault });
    }

    /// Takes the value; a fault is said at its place and gives nothing.
    fn take<T>(&mut self, at: usize, value: Result<T, Fault>) -> Option<T> {
        value.map_err(|fault| self.fault(at, fault)).ok()
    }

    fn entries(&mut self, table: &DeTable<'_>) -> Vec<Entry> {
        let row = Row { table, at: 0 };
        self.known_keys(row, FILE_KEYS);
        match self.text_of(row, "schema") {
            Some((schema, _)) if schema == SCHEMA => {}
            Some((schema, at)) => self.fault(at, Fault::Schema(schema)),
            None if row.get("schema").is_none() => self.fault(0, Fault::Missing("schema")),
            None => {}
        }
        let mut entries: Vec<Entry> = Vec::new();
        for row in self.rows(row, "document") {
            let Some(entry) = self.entry(row) else { continue };
            match entries.iter().find(|known| known.id.agrees(&entry.id)) {
                Some(known) => self.fault(row.at, Fault::Duplicate(known.origin.line)),
                None => entries.push(entry),
            }
        }
        entries
    }

    fn entry(&mut self, row: Row<'_>) -> Option<Entry> {
        self.known_keys(row, DOCUMENT_KEYS);
        let origin = self.origin(row, None);
        let title = self.text_of(row, "title").map(|(title, _)| title);
        let (effective, expires) = (self.date(row, "effective"), self.date(row, "expires"));
        self.in_order(row, effective, expires);
        let id = self.named(row);
        // What stands below is validated even where the document itself cannot be told.
        let origin = origin.or_else(|| {
            Some(Origin {
                file: self.file.to_owned(),
                line: self.line(row.at),
                provenance: Provenance::Known,
                source: None,
            })
        })?;
        let mut effects: Vec<RegisteredEffect> = Vec::new();
        for row in self.rows(row, "effect") {
            let Some(effect) = self.effect(row, &origin) else { continue };
            if id.as_ref().is_some_and(|id| id.agrees(&effect.on)) {
                self.fault(row.at, Fault::Itself(effect.on.to_string()));
            }
            match effects.iter().find(|known| known.tells_the_same(&effect)) {
                Some(known) => self.fault(row.at, Fault::Duplicate(known.origin.line)),
                None => effects.push(effect),
            }
        }
        let mut applies: Vec<Phase> = Vec::new();
        for row in self.rows(row, "applies") {
            let Some(phase) = self.phase(row, &origin) else { continue };
            let twice = applies.iter().find(|known| {
                known.grades.iter().any(|grade| phase.grades.contains(grade))
                    || known.levels.iter().any(|level| phase.levels.contains(level))
            });
            match twice {
                Some(known) => self.fault(row.at, Fault::Duplicate(known.origin.line)),
                None => applies.push(phase),
            }
        }
        Some(Entry { id: id?, title, effective, expires, effects, applies, origin })
    }

    fn effect(&mut self, row: Row<'_>, above: &Origin) -> Option<RegisteredEffect> {
        self.known_keys(row, EFFECT_KEYS);
        let origin = self.origin(row, Some(above));
        let verb = self.required(row, "verb").and_then(|(verb, at)| {
            let known = EffectVerb::ALL.into_iter().find(|known| known.slug() == verb);
            self.take(at, known.ok_or(Fault::Verb(verb)))
        });
        let (scope, except) = (self.text_of(row, "scope"), self.text_of(row, "except"));
        let (from, to) = (self.date(row, "from"), self.date(row, "to"));
        self.in_order(row, from, to);
        let mut title = None;
        let on = match row.get("on") {
            None => {
                self.fault(row.at, Fault::Missing("on"));
                None
            }
            Some(value) => match value.get_ref() {
                DeValue::Table(table) => {
                    let target = Row { table, at: value.span().start };
                    self.known_keys(target, TARGET_KEYS);
                    title = self.text_of(target, "title").map(|(title, _)| title);
                    self.named(target)
                }
                DeValue::String(name) => self.identified(name, value.span().start, None),
                _ => {
                    let wanted = "a document's name, or { name, issued, title }";
                    self.fault(value.span().start, Fault::Type { key: "on".to_owned(), wanted });
                    None
                }
            },
        };
        let text = |value: Option<(String, usize)>| value.map(|(text, _)| text);
        Some(RegisteredEffect {
            verb: verb?,
            on: on?,
            title,
            scope: text(scope),
            except: text(except),
            from,
            to,
            origin: origin?,
        })
    }

    fn phase(&mut self, row: Row<'_>, above: &Origin) -> Option<Phase> {
        self.known_keys(row, PHASE_KEYS);
        let origin = self.origin(row, Some(above))?;
        let mut grades: Vec<u32> = Vec::new();
        for value in self.list(row, "grades") {
            let grade = value.get_ref().as_integer().and_then(|n| n.as_str().parse().ok());
            match grade.filter(|grade| (1..=12).contains(grade)) {
                Some(grade) => grades.push(grade),
                None => {
                    let span = value.span();
                    let written = self.text.get(span.clone()).unwrap_or_default().to_owned();
                    self.fault(span.start, Fault::Grade(written));
                }
            }
        }
        grades.sort_unstable();
        grades.dedup();
        let mut levels: Vec<Level> = Vec::new();
        for value in self.list(row, "levels") {
            let written = value.get_ref().as_str().unwrap_or_default();
            let level: Result<Level, Fault> = written.parse().map_err(|_| Fault::Level(written.to_owned()));
            levels.extend(self.take(value.span().start, level));
        }
        if row.get("grades").is_none() && row.get("levels").is_none() {
            self.fault(row.at, Fault::Missing("grades"));
        }
        let (from, to) = (self.year(row, "from"), self.year(row, "to"));
        if row.get("from").is_none() && row.get("to").is_none() {
            self.fault(row.at, Fault::Missing("from"));
        }
        if matches!((from, to), (Some(from), Some(to)) if to < from) {
            self.fault(row.at, Fault::Reversed);
        }
        Some(Phase { grades, levels, from, to, origin })
    }

    /// Where a row stands; what it does not say of itself is taken from the row above it.
    fn origin(&mut self, row: Row<'_>, above: Option<&Origin>) -> Option<Origin> {
        let source = self.text_of(row, "source").map(|(source, _)| source);
        let own = match (row.get("provenance"), above) {
            (None, Some(above)) => Some(above.provenance),
            _ => self.required(row, "provenance").and_then(|(word, at)| {
                let known = match word.as_str() {
                    "clause" => Ok(Provenance::Clause),
                    "text" => Ok(Provenance::Text),
                    "known" => Ok(Provenance::Known),
                    _ => Err(Fault::Provenance(word)),
                };
                self.take(at, known)
            }),
        };
        let inherits = row.get("provenance").is_none();
        let source = source.or_else(|| above.filter(|_| inherits).and_then(|above| above.source.clone()));
        Some(Origin { file: self.file.to_owned(), line: self.line(row.at), provenance: own?, source })
    }

    /// The document that `name` and `issued` of a row tell.
    fn named(&mut self, row: Row<'_>) -> Option<WorkId> {
        let issued = self.date(row, "issued");
        let (name, at) = self.required(row, "name")?;
        self.identified(&name, at, issued)
    }

    fn identified(&mut self, name: &str, at: usize, issued: Option<PartialDate>) -> Option<WorkId> {
        let mut id = self.take(at, work_of_name(name))?;
        match (&id.year, issued) {
            (None, None) => self.fault(at, Fault::NoYear(name.to_owned())),
            (Some(year), Some(date)) if *year != date.year().to_string() => {
                self.fault(at, Fault::YearAndDate { name: name.to_owned(), issued: date.to_string() });
            }
            _ => {}
        }
        id.date = issued;
        Some(id)
    }

    fn in_order(&mut self, row: Row<'_>, from: Option<PartialDate>, to: Option<PartialDate>) {
        if matches!((from, to), (Some(from), Some(to)) if to.last_day() < from.first_day()) {
            self.fault(row.at, Fault::Reversed);
        }
    }

    fn date(&mut self, row: Row<'_>, key: &str) -> Option<PartialDate> {
        let value = row.get(key)?;
        let written = match value.get_ref() {
            DeValue::Datetime(date) => date.to_string(),
            DeValue::String(text) => text.to_string(),
            DeValue::Integer(year) => year.as_str().to_owned(),
            _ => {
                self.fault(value.span().start, Fault::Type { key: key.to_owned(), wanted: "a date" });
                return None;
            }
        };
        self.take(value.span().start, written.parse().map_err(|_| Fault::Date(written)))
    }

    fn year(&mut self, row: Row<'_>, key: &str) -> Option<SchoolYear> {
        let (written, at) = self.text_of(row, key)?;
        // A single year is read elsewhere as the one that begins in it; a registry says both.
        let year = written.parse().ok().filter(|_| written.len() > 4);
        self.take(at, year.ok_or(Fault::SchoolYear(written)))
    }

    fn required(&mut self, row: Row<'_>, key: &'static str) -> Option<(String, usize)> {
        if row.get(key).is_none() {
            self.fault(row.at, Fault::Missing(key));
            return None;
        }
        self.text_of(row, key)
    }

    fn text_of(&mut self, row: Row<'_>, key: &str) -> Option<(String, usize)> {
        let value = row.get(key)?;
        match value.get_ref().as_str() {
            Some(text) => Some((text.trim().to_owned(), value.span().start)),
            None => {
                self.fault(value.span().start, Fault::Type { key: key.to_owned(), wanted: "a text in quotes" });
                None
            }
        }
    }

    fn list<'t>(&mut self, row: Row<'t>, key: &str) -> Vec<&'t Value<'t>> {
        let Some(value) = row.get(key) else { return Vec::new() };
        match value.get_ref() {
            DeValue::Array(items) => items.iter().collect(),
            _ => {
                self.fault(value.span().start, Fault::Type { key: key.to_owned(), wanted: "a list in [brackets]" });
                Vec::new()
            }
        }
    }

    fn rows<'t>(&mut self, row: Row<'t>, key: &str) -> Vec<Row<'t>> {
        let mut rows = Vec::new();
        for value in self.list(row, key) {
            match value.get_ref() {
                DeValue::Table(table) => rows.push(Row { table, at: value.span().start }),
                _ => self.fault(value.span().start, Fault::Type { key: key.to_owned(), wanted: "a table" }),
            }
        }
        rows
    }

    fn known_keys(&mut self, row: Row<'_>, known: &[&str]) {
        for (key, _) in row.table {
            if !known.contains(&key.get_ref().as_ref()) {
                let fault = Fault::UnknownKey { key: key.get_ref().to_string(), known: known.join(", ") };
                self.fault(key.span().start, fault);
            }
        }
    }
}
