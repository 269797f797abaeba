//! The check of a directive's citations, from its facts to its findings, for whoever shows them.

use std::path::Path;

use jiff::civil::Date;

use super::evidence::{evidence_without, registered};
use crate::directive::{DirectiveKind, Header, PartialDate, Reference, SchoolYear, Validity};
use crate::extract::Reading;
use crate::lineage::check::{AsOf, Draft, Finding, Known, Outcome, Severity, Unjudged, check};
use crate::lineage::identity::WorkId;
use crate::lineage::registry::Registry;
use crate::source::Format;
use crate::store::{Document, Filter, Store, StoreError};

/// What is checked, from a file or from the store.
#[derive(Debug, Clone)]
pub struct Subject {
    /// How the answer names it.
    pub name: String,
    /// Its path.
    pub file: String,
    /// How a place in it is named.
    pub layout: Layout,
    /// Its header.
    pub header: Header,
    /// The school years that it states.
    pub school_years: Vec<SchoolYear>,
    /// Its citations.
    pub references: Vec<Reference>,
    /// For each citation how sure it is which work it means, 0.0 to 1.0; all are where it is empty.
    pub certainty: Vec<f32>,
    /// Its statements on validity.
    pub validity: Vec<Validity>,
    /// Its normalized text.
    pub text: String,
    /// The documents of the store that it is, or that hold the same: they are no witnesses for it.
    pub itself: Vec<i64>,
}

/// How a place in a paper is named, so that its reader finds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// By page and line.
    Pages,
    /// By the line of the file.
    Lines,
    /// By heading and paragraph: a Word file or a saved page knows no lines of its own.
    Flow,
}

impl Layout {
    /// That of files of a format.
    pub fn of(format: Option<Format>) -> Self {
        match format {
            Some(Format::Docx | Format::Doc | Format::Html) => Self::Flow,
            Some(Format::Txt) => Self::Lines,
            Some(Format::Pdf) | None => Self::Pages,
        }
    }
}

/// Why the citations are judged as of a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Why {
    /// The user said so.
    Asked,
    /// It is the directive's date.
    OwnDate,
    /// It gives the month alone: its first day.
    OwnMonth,
    /// It has no date: the first day of its school year.
    SchoolYear,
    /// It has neither: today.
    Today,
}

/// The outcome of a check.
#[derive(Debug)]
pub struct Checked {
    /// How the directive is named.
    pub name: String,
    /// Its path.
    pub file: String,
    /// The time as of which its citations are judged.
    pub as_of: AsOf,
    /// Why this time.
    pub why: Why,
    /// How many citations it has.
    pub citations: usize,
    /// What was found: errors, warnings, notes, each in the order of the text.
    pub findings: Vec<Finding>,
    /// The cited works whose validity could not be judged, in the order of the text.
    pub unjudged: Vec<Unjudged>,
    /// How a place in the directive is named.
    pub layout: Layout,
}

impl Subject {
    /// A directive of the store.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn of_document(store: &Store, document: &Document) -> Result<Self, StoreError> {
        let filter = Filter { document: Some(document.id), copies: true, ..Filter::default() };
        let mentions = store.mentions(&filter)?;
        let text = store.text(document.id)?.map(|text| text.content).unwrap_or_default();
        Ok(Self {
            itself: itself(store, Some(document), &document.header, &text)?,
            name: document.titled(),
            file: document.path.clone(),
            layout: Layout::of(document.format),
            header: document.header.clone(),
            school_years: if document.year_inferred { Vec::new() } else { document.school_years.clone() },
            certainty: mentions
                .iter()
                .map(|found| found.resolution.as_ref().map_or(1.0, |how| how.confidence))
                .collect(),
            references: mentions.into_iter().map(|found| found.fact).collect(),
            validity: store.validity(&filter)?.into_iter().map(|found| found.fact).collect(),
            text,
        })
    }

    /// A file named `name` that was just read; `held` is the document that the store holds under that name, if any.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn of_reading(
        store: Option<&Store>,
        name: &str,
        held: Option<&Document>,
        reading: Reading,
    ) -> Result<Self, StoreError> {
        let facts = reading.facts;
        let header = facts.document;
        let itself = match store {
            Some(store) => itself(store, held, &header, &reading.text.content)?,
            None => Vec::new(),
        };
        Ok(Self {
            name: Path::new(name)
                .file_name()
                .map_or_else(|| name.to_owned(), |file| file.to_string_lossy().into_owned()),
            file: name.to_owned(),
            layout: Layout::of(Some(reading.format)),
            school_years: header.school_years.clone(),
            header,
            references: facts.references,
            certainty: Vec::new(),
            validity: facts.validity,
            text: reading.text.content,
            itself,
        })
    }
}

/// Checks the citations of `subject` by what store and registry know: as of the day `on`, or as of the directive's own
/// time, which for a draft is `today`.
///
/// # Errors
/// Where the store cannot be read.
pub fn checked(
    store: Option<&Store>,
    registry: &Registry,
    mut subject: Subject,
    on: Option<Date>,
    today: Date,
) -> Result<Checked, StoreError> {
    let (as_of, why) = as_of(&subject, on, today);
    for reference in &mut subject.references {
        // "Luật Giáo dục năm 2005" means one law, and the law of that name of 2019 is another.
        if let Some(law) = law(registry, reference) {
            reference.work = law.key();
        }
    }
    let works: Vec<WorkId> = subject.references.iter().map(WorkId::meant_by).collect();
    let evidence = evidence_without(&subject.itself, store, registry, &works)?;
    let mut known = match store {
        Some(store) => store.works_like(&subject.references, &subject.itself)?,
        None => Vec::new(),
    };
    known.extend(registered(registry));
    let draft = Draft {
        header: &subject.header,
        school_years: &subject.school_years,
        references: &subject.references,
        certainty: &subject.certainty,
        validity: &subject.validity,
        text: &subject.text,
        as_of,
    };
    let known = Known { evidence: &evidence, works: &known };
    let Outcome { findings, unjudged } = check(&draft, &known);
    let (citations, layout) = (subject.references.len(), subject.layout);
    Ok(Checked { citations, name: subject.name, file: subject.file, as_of, why, findings, unjudged, layout })
}

impl Checked {
    /// How many findings are so severe.
    pub fn count(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|finding| finding.severity() == severity).count()
    }
}

/// The law that a mention by name and year means.
pub fn law(registry: &Registry, mention: &Reference) -> Option<WorkId> {
    let named = WorkId::of_reference(mention);
    let name = named.symbol.filter(|_| named.number.is_none() && named.kind == Some(DirectiveKind::Luat))?;
    let written = mention.text.get(mention.text.len().checked_sub(4)?..).filter(|year| year.parse::<u16>().is_ok());
    let year = mention.date.map(|date| date.year().to_string()).or(written.map(str::to_owned))?;
    registry.law(&name, &year)
}

/// The documents of the store that are the one that is checked: under its path, with its number and date, or with its
/// text, whatever they are called; each with its copies.
fn itself(store: &Store, held: Option<&Document>, header: &Header, content: &str) -> Result<Vec<i64>, StoreError> {
    let id = WorkId::of_header(header);
    let same = |document: &Document| match (&id, WorkId::of_header(&document.header)) {
        (Some(id), Some(other)) => other.date == id.date && other.agrees(id),
        _ => false,
    };
    let numbered = match &header.number {
        Some(number) => store.documents_numbered(number)?,
        None => Vec::new(),
    };
    let mut found: Vec<i64> = numbered.iter().filter(|document| same(document)).map(|document| document.id).collect();
    found.extend(held.map(|document| document.id));
    found.extend(store.documents_like(content)?);
    for id in found.clone() {
        // Facts are listed for the first of several copies.
        let first = store.document(id)?.and_then(|document| document.copy_of).unwrap_or(id);
        found.push(first);
        found.extend(store.copies_of(first)?.iter().map(|copy| copy.id));
    }
    found.sort_unstable();
    found.dedup();
    Ok(found)
}

/// The one day by which all rules judge: the day that is asked for; the directive's date; of a month alone its first
/// day; the first day of its school year; today.
fn as_of(subject: &Subject, on: Option<Date>, today: Date) -> (AsOf, Why) {
    let header = &subject.header;
    let last = header.date.map(|date| date.last_day());
    if let Some(day) = on {
        return (AsOf { latest: last.unwrap_or(day), ..AsOf::day(day) }, Why::Asked);
    }
    if let Some(date) = header.date {
        let why = if matches!(date, PartialDate::Day(_)) { Why::OwnDate } else { Why::OwnMonth };
        return (AsOf { latest: date.last_day(), ..AsOf::day(date.first_day()) }, why);
    }
    if let Some(year) = subject.school_years.first() {
        return (AsOf { day: year.opening(), latest: year.closing(), certain: false }, Why::SchoolYear);
    }
    // A draft will be issued; of another paper without a date it is not known when it was.
    (AsOf { certain: header.draft, ..AsOf::day(today) }, Why::Today)
}
