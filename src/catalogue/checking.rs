//! The check of a directive's citations, from its facts to its findings, for whoever shows them.

use std::path::Path;

use jiff::civil::Date;

use super::evidence::{evidence, registered};
use crate::directive::{Header, PartialDate, Reference, SchoolYear, Validity};
use crate::extract::Reading;
use crate::lineage::check::{AsOf, Draft, Finding, Known, Severity, check};
use crate::lineage::identity::WorkId;
use crate::lineage::registry::Registry;
use crate::store::{Document, Filter, Store, StoreError};

/// What is checked, from a file or from the store.
#[derive(Debug, Clone)]
pub struct Subject {
    /// How the answer names it.
    pub name: String,
    /// Its path.
    pub file: String,
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
    /// The document of the store that it is, which is no witness for itself.
    pub document: Option<i64>,
}

/// Why the citations are judged as of a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Why {
    /// The user said so.
    Asked,
    /// It is the directive's date.
    OwnDate,
    /// It is a draft, without number and date: today.
    Draft,
    /// It has no date: the time in which papers of its school year are issued.
    SchoolYear,
    /// It has no date: after all that it cites.
    Citations,
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
    /// What was found, in the order of the text.
    pub findings: Vec<Finding>,
}

impl Subject {
    /// A directive of the store.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn of_document(store: &Store, document: &Document) -> Result<Self, StoreError> {
        let filter = Filter { document: Some(document.id), copies: true, ..Filter::default() };
        let mentions = store.mentions(&filter)?;
        Ok(Self {
            name: document.titled(),
            file: document.path.clone(),
            header: document.header.clone(),
            school_years: if document.year_inferred { Vec::new() } else { document.school_years.clone() },
            certainty: mentions
                .iter()
                .map(|found| found.resolution.as_ref().map_or(1.0, |how| how.confidence))
                .collect(),
            references: mentions.into_iter().map(|found| found.fact).collect(),
            validity: store.validity(&filter)?.into_iter().map(|found| found.fact).collect(),
            text: store.text(document.id)?.map(|text| text.content).unwrap_or_default(),
            document: Some(first_of(document)),
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
        // The store may hold it under this path or another: then it is no witness for itself.
        let itself = match (store, WorkId::of_header(&header)) {
            _ if held.is_some() => held.cloned(),
            (Some(store), Some(id)) => store.documents(&Filter::default())?.into_iter().find(|document| {
                WorkId::of_header(&document.header).is_some_and(|held| held.date == id.date && held.agrees(&id))
            }),
            _ => None,
        };
        Ok(Self {
            name: Path::new(name)
                .file_name()
                .map_or_else(|| name.to_owned(), |file| file.to_string_lossy().into_owned()),
            file: name.to_owned(),
            school_years: header.school_years.clone(),
            header,
            references: facts.references,
            certainty: Vec::new(),
            validity: facts.validity,
            text: reading.text.content,
            document: itself.as_ref().map(first_of),
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
    subject: Subject,
    on: Option<Date>,
    today: Date,
) -> Result<Checked, StoreError> {
    let (as_of, why) = as_of(&subject, on, today);
    let works: Vec<WorkId> = subject.references.iter().map(WorkId::meant_by).collect();
    let evidence = evidence(store, registry, &works)?;
    let mut known = match store {
        Some(store) => store.works_like(&subject.references, subject.document)?,
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
        document: subject.document,
    };
    let findings = check(&draft, &Known { evidence: &evidence, works: &known });
    Ok(Checked { citations: subject.references.len(), name: subject.name, file: subject.file, as_of, why, findings })
}

impl Checked {
    /// How many findings are so severe.
    pub fn count(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|finding| finding.severity() == severity).count()
    }
}

/// The document for which the store lists the facts: of copies the first.
fn first_of(document: &Document) -> i64 {
    document.copy_of.unwrap_or(document.id)
}

fn as_of(subject: &Subject, on: Option<Date>, today: Date) -> (AsOf, Why) {
    let between = |first: Date, last: Date| AsOf { first, last: last.max(first), certain: false };
    let header = &subject.header;
    if let Some(day) = on {
        return (AsOf::day(day), Why::Asked);
    }
    // A draft says neither number nor day: "Số:      /SGDĐT-GDTH", "ngày     tháng 9 năm 2026".
    let has_day = matches!(header.date, Some(PartialDate::Day(_)));
    if header.number.is_none() && header.symbol.is_some() && !has_day {
        let year = header.year.as_ref().and_then(|year| year.parse().ok());
        if year.is_none_or(|year: i16| year == today.year()) {
            return (AsOf::day(today), Why::Draft);
        }
    }
    if let Some(date) = header.date {
        return (AsOf { first: date.first_day(), last: date.last_day(), certain: true }, Why::OwnDate);
    }
    if let Some(year) = subject.school_years.first() {
        let (first, last) = (Date::constant(year.first(), 8, 1), Date::constant(year.first(), 12, 31));
        return (between(first, last), Why::SchoolYear);
    }
    let cited = subject.references.iter().filter_map(|reference| reference.date.map(|date| date.first_day()));
    let latest = cited.filter(|date| *date <= today).max().unwrap_or(today);
    (between(latest, today), Why::Citations)
}
