//! What changed between two years' versions of one directive, out of a store.

use std::collections::HashMap;

use super::{Catalogue, Entry};
use crate::directive::{Deadline, Level, Reference, SchoolYear};
use crate::lineage::changes::{deadlines, references, sections};
use crate::lineage::series::{Line, Role};
use crate::store::{Document, Filter, Found, Store, StoreError};

/// Two lists and how they are paired.
#[derive(Debug)]
pub struct Compared<T, P> {
    /// Of the earlier year.
    pub old: Vec<T>,
    /// Of the later year.
    pub new: Vec<T>,
    /// The pairs, by index into the lists.
    pub pairs: Vec<P>,
}

/// Two years' versions side by side; targets are compared apart, with the results that were reported.
#[derive(Debug)]
pub struct Changes {
    /// The directives of the earlier year: the version, then what supplements it; empty where none is held.
    pub old: Vec<Document>,
    /// Those of the later year.
    pub new: Vec<Document>,
    /// Deadlines.
    pub deadlines: Compared<Found<Deadline>, deadlines::Pair>,
    /// References; of each work the first mention counts.
    pub references: Compared<Found<Reference>, references::Pair>,
    /// Sections of the versions themselves.
    pub sections: Compared<sections::Passage, sections::Pair>,
}

/// Compares the versions of `line` of two school years; deadlines of `level` only, where that is given.
///
/// # Errors
/// Where the store cannot be read.
pub fn changes(
    store: &Store,
    catalogue: &mut Catalogue,
    line: &Line,
    years: (SchoolYear, SchoolYear),
    level: Option<Level>,
) -> Result<Changes, StoreError> {
    let (old, new) = (held(catalogue, line, years.0), held(catalogue, line, years.1));
    let apart = years.1.first() - years.0.first();
    let (before, after) = (deadlines_of(store, &old, level)?, deadlines_of(store, &new, level)?);
    let pairs = deadlines::compare(&facts(&before), &facts(&after), apart);
    let deadlines = Compared { old: before, new: after, pairs };
    let (before, after) = (references_of(store, &old)?, references_of(store, &new)?);
    let cited = before.iter().chain(&after).map(|found| found.fact.work.as_str());
    catalogue.take_keys(store, cited)?;
    let series = catalogue.series();
    let follows = |earlier: &str, later: &str| {
        let works = catalogue.of_work(earlier).zip(catalogue.of_work(later));
        works.and_then(|(earlier, later)| series.link(earlier, later)).is_some()
    };
    let pairs = references::compare(&facts(&before), &facts(&after), follows);
    let references = Compared { old: before, new: after, pairs };
    let (before, after) = (sections_of(store, old.first())?, sections_of(store, new.first())?);
    let pairs = sections::compare(&before, &after);
    let sections = Compared { old: before, new: after, pairs };
    Ok(Changes { old, new, deadlines, references, sections })
}

/// For the deadlines of a directive, by their number in the store: the same task in the version of the year before
/// (cùng việc năm trước).
///
/// # Errors
/// Where the store cannot be read.
pub fn year_before(store: &Store, document: i64) -> Result<HashMap<i64, Found<Deadline>>, StoreError> {
    let catalogue = Catalogue::around(store, &[document], &[])?;
    let is_asked = |entry: &Entry| entry.document.as_ref().is_some_and(|known| known.id == document);
    let Some(at) = catalogue.find(is_asked) else { return Ok(HashMap::new()) };
    let year = catalogue.version(at).year;
    let before = year.and_then(|year| SchoolYear::beginning(year.first() - 1));
    let Some((year, before)) = year.zip(before) else { return Ok(HashMap::new()) };
    let line = catalogue.line(at);
    let (old, new) = (held(&catalogue, &line, before), held(&catalogue, &line, year));
    let (old, new) = (deadlines_of(store, &old, None)?, deadlines_of(store, &new, None)?);
    let pairs = deadlines::compare(&facts(&old), &facts(&new), 1);
    let mut old: Vec<Option<Found<Deadline>>> = old.into_iter().map(Some).collect();
    let mut same = HashMap::new();
    for pair in pairs {
        if let (Some(before), Some(now)) = (pair.old, pair.new)
            && let (Some(before), Some(now)) = (old.get_mut(before).and_then(Option::take), new.get(now))
        {
            same.insert(now.id, before);
        }
    }
    Ok(same)
}

/// The documents that are held of a year's version.
fn held(catalogue: &Catalogue, line: &Line, year: SchoolYear) -> Vec<Document> {
    let of_year = line.members.iter().filter(|member| catalogue.version(member.version).year == Some(year));
    let mut members: Vec<_> = of_year.collect();
    members.sort_by_key(|member| member.role != Role::Original);
    members.iter().filter_map(|member| catalogue.entry(member.version).document.clone()).collect()
}

fn facts<T>(found: &[Found<T>]) -> Vec<&T> {
    found.iter().map(|found| &found.fact).collect()
}

fn deadlines_of(
    store: &Store,
    documents: &[Document],
    level: Option<Level>,
) -> Result<Vec<Found<Deadline>>, StoreError> {
    let mut all = Vec::new();
    for document in documents {
        all.extend(store.deadlines(&Filter { document: Some(document.id), level, ..Filter::default() })?);
    }
    Ok(all)
}

fn references_of(store: &Store, documents: &[Document]) -> Result<Vec<Found<Reference>>, StoreError> {
    let mut all = Vec::new();
    for document in documents {
        all.extend(store.mentions(&Filter { document: Some(document.id), ..Filter::default() })?);
    }
    Ok(all)
}

fn sections_of(store: &Store, document: Option<&Document>) -> Result<Vec<sections::Passage>, StoreError> {
    let Some(text) = document.map(|document| store.text(document.id)).transpose()?.flatten() else {
        return Ok(Vec::new());
    };
    let list = text.sections();
    let passage = |(index, section): (usize, &crate::detect::Section)| {
        // What stands under the subsections is theirs.
        let next = list.get(index + 1).map_or(section.span.end, |next| next.span.start.min(section.span.end));
        let own = text.content.get(section.heading.end..next.max(section.heading.end))?;
        Some(sections::Passage {
            label: section.label.clone(),
            title: section.title.clone(),
            depth: section.depth,
            page: text.place_of(section.heading.start).0,
            // "5. Tỷ lệ học sinh học ngoại ngữ: 100%": the colon belongs to neither.
            text: own.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '.')).trim_end().to_owned(),
        })
    };
    Ok(list.iter().enumerate().filter_map(passage).collect())
}
