//! The citations of a directive of the store, as of its own date: `chidao check`.

use jiff::Zoned;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{AnswerError, one_named, optional_day, short};
use crate::catalogue::{Checked, Subject, checked};
use crate::extract;
use crate::lineage::check::{Finding, Severity, Unjudged};
use crate::lineage::registry::Registry;
use crate::render::{Lang, check as wording};
use crate::store::{Document, Store, StoreError};

/// The schema of [`check_json`].
pub const CHECK_SCHEMA: &str = "chidao/check@1";

/// A longer draft is a file to be read as one.
const LONGEST: usize = 50_000;

/// What is checked: a directive of the store, or a draft; one of the two.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CheckFilter {
    /// A directive of the store, by its number such as 248/PGDĐT-GDTH, its file's name, or its number in the store.
    #[schemars(example = "248/PGDĐT-GDTH")]
    pub document: Option<String>,
    /// Instead of a directive of the store the words of a draft, 50,000 characters at most; they are not kept.
    #[schemars(example = "Thực hiện Thông tư số 22/2016/TT-BGDĐT ngày 22/9/2016")]
    pub text: Option<String>,
    /// Judge as of this day (2024-09-01) instead of the directive's own date, or for a draft today.
    #[serde(default, deserialize_with = "optional_day")]
    #[schemars(with = "Option<String>", extend("format" = "date"))]
    pub on: Option<Date>,
}

/// Checks a directive of the store, or a draft. A draft is read in this process: whoever has its words already is spared
/// a file, and there is no container in it that could be hostile.
///
/// # Errors
/// Where the name means none or several, the draft is empty or too long, both or neither are given, or the store cannot
/// be read.
pub fn check(store: &Store, registry: &Registry, filter: &CheckFilter) -> Result<Checked, AnswerError> {
    let subject = match (&filter.document, &filter.text) {
        (Some(name), None) => held_subject(store, &one_named(store, name.trim())?)?,
        (None, Some(text)) => draft(store, text)?,
        (Some(_), Some(_)) => return Err(AnswerError::Both("document", "text")),
        (None, None) => return Err(AnswerError::Neither("document", "text")),
    };
    Ok(checked(Some(store), registry, subject, filter.on, Zoned::now().date())?)
}

fn draft(store: &Store, text: &str) -> Result<Subject, AnswerError> {
    if text.chars().count() > LONGEST {
        return Err(AnswerError::Outside { what: "text", from: 1, to: LONGEST as i64 });
    }
    let reading = extract::of_text(text).map_err(|_| AnswerError::NothingAsked)?;
    Ok(Subject::of_reading(Some(store), "", None, reading)?)
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
        "unjudged": answer.unjudged.iter().map(unjudged_json).collect::<Vec<_>>(),
    })
}

fn unjudged_json(one: &Unjudged) -> Value {
    json!({
        "words": one.words,
        "work": one.work,
        "page": one.place.page,
        "line": one.place.line,
        "span": one.place.span,
        "mentions": one.mentions,
        "doubt": one.doubt,
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
