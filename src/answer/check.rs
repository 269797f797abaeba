//! The citations of a directive of the store, as of its own date: `chidao check`.

use jiff::Zoned;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{AnswerError, one_named, optional_day, short};
use crate::catalogue::{Checked, Subject, checked};
use crate::lineage::check::{Finding, Severity};
use crate::lineage::registry::Registry;
use crate::render::{Lang, check as wording};
use crate::store::{Document, Store, StoreError};

/// The schema of [`check_json`].
pub const CHECK_SCHEMA: &str = "chidao/check@1";

/// Which directive is checked.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CheckFilter {
    /// A directive of the store, by its number such as 248/PGDĐT-GDTH, its file's name, or its number in the store.
    #[schemars(example = "248/PGDĐT-GDTH")]
    pub document: String,
    /// Judge as of this day (2024-09-01) instead of the directive's own date.
    #[serde(default, deserialize_with = "optional_day")]
    #[schemars(with = "Option<String>", extend("format" = "date"))]
    pub on: Option<Date>,
}

/// Checks a directive of the store.
///
/// # Errors
/// Where the name means none or several, or the store cannot be read.
pub fn check(store: &Store, registry: &Registry, filter: &CheckFilter) -> Result<Checked, AnswerError> {
    let document = one_named(store, filter.document.trim())?;
    let subject = held_subject(store, &document)?;
    Ok(checked(Some(store), registry, subject, filter.on, Zoned::now().date())?)
}

/// A directive of the store as the check takes it, its path as seen from where the program runs.
///
/// # Errors
/// Where the store cannot be read.
pub fn held_subject(store: &Store, document: &Document) -> Result<Subject, StoreError> {
    let subject = Subject::of_document(store, document)?;
    Ok(Subject { file: short(&document.path), ..subject })
}

/// For programs; notes are always there.
pub fn check_json(answer: &Checked, lang: Lang) -> Value {
    json!({
        "schema": CHECK_SCHEMA,
        "name": answer.name,
        "file": answer.file,
        "as_of": { "first": answer.as_of.day.to_string(), "last": answer.as_of.day.to_string(), "certain": answer.as_of.certain },
        "as_of_reason": answer.why,
        "citations": answer.citations,
        "errors": answer.count(Severity::Error),
        "warnings": answer.count(Severity::Warning),
        "notes": answer.count(Severity::Note),
        "findings": answer.findings.iter().map(|finding| finding_json(finding, lang)).collect::<Vec<_>>(),
    })
}

fn finding_json(finding: &Finding, lang: Lang) -> Value {
    json!({
        "rule": finding.rule().id(),
        "severity": finding.severity(),
        "message": wording::message(finding, lang),
        "words": finding.words,
        "work": finding.work,
        "page": finding.place.page,
        "line": finding.place.line,
        "span": finding.place.span,
        "suggestion": finding.suggestion,
        "confidence": finding.confidence,
        "evidence": wording::sources(finding),
    })
}
