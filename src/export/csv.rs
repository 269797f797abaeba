//! Comma-separated values of answers, for spreadsheets and scripts: codes and ISO dates, one fact a row.

use crate::answer::{Deadlines, Diff, Mentions, Targets, short};
use crate::directive::{Level, PartialDate};
use crate::render::{
    Lang,
    csv::{bullet, csv},
    explain,
    quantity::quantity,
};
use crate::store::Hits;

/// The deadlines; explanations, where they are asked for, are in `lang`.
///
/// # Errors
/// Where a row cannot be written.
pub fn deadlines(answer: &Deadlines, lang: Lang) -> Result<String, csv::Error> {
    let mut header = vec![
        "start",
        "end",
        "kind",
        "exclusive",
        "recurrence",
        "text",
        "action",
        "who",
        "school_year",
        "levels",
        "document",
        "issuer",
        "page",
        "file",
        "review",
        "reviewed_by",
        "reviewed_at",
    ];
    let explained = answer.filter.explain.then_some(lang);
    header.extend(explained.map(|_| "explained"));
    let rows = answer.rows.iter().map(|row| {
        let fact = &row.fact;
        let date = |date: Option<PartialDate>| date.map(|d| d.to_string()).unwrap_or_default();
        let levels: Vec<_> = row.levels.iter().map(Level::slug).collect();
        let mut cells = vec![
            date(fact.start),
            date(fact.end),
            code(&fact.kind),
            fact.exclusive.to_string(),
            fact.recurrence.clone().unwrap_or_default(),
            fact.text.clone(),
            fact.action.clone().unwrap_or_default(),
            fact.who.clone().unwrap_or_default(),
            row.school_year.map(|year| year.to_string()).unwrap_or_default(),
            levels.join(" "),
            row.document.label(),
            row.document.header.issuer.clone().unwrap_or_default(),
            fact.evidence.page.to_string(),
            short(&row.document.path),
            row.review.state.slug().to_owned(),
            row.review.by.clone().unwrap_or_default(),
            row.review.at.clone().unwrap_or_default(),
        ];
        cells.extend(explained.map(|lang| explain::deadline(fact, lang)));
        cells
    });
    csv(header, rows)
}

/// The targets, norms and results.
///
/// # Errors
/// Where a row cannot be written.
pub fn targets(answer: &Targets) -> Result<String, csv::Error> {
    let header = [
        "school_year",
        "level",
        "kind",
        "subject",
        "op",
        "value",
        "value_max",
        "unit",
        "text",
        "section",
        "document",
        "issuer",
        "page",
        "file",
        "review",
        "reviewed_by",
        "reviewed_at",
    ];
    let rows = answer.rows.iter().map(|row| {
        let fact = &row.fact;
        [
            row.school_year.map(|year| year.to_string()).unwrap_or_default(),
            fact.level.map(|level| level.slug()).unwrap_or_default().to_owned(),
            code(&fact.kind),
            fact.subject.clone(),
            code(&fact.op),
            fact.value.to_string(),
            fact.value_max.map(|value| value.to_string()).unwrap_or_default(),
            fact.unit.clone(),
            fact.text.clone(),
            fact.section.clone().unwrap_or_default(),
            row.document.label(),
            row.document.header.issuer.clone().unwrap_or_default(),
            fact.evidence.page.to_string(),
            short(&row.document.path),
            row.review.state.slug().to_owned(),
            row.review.by.clone().unwrap_or_default(),
            row.review.at.clone().unwrap_or_default(),
        ]
    });
    csv(header, rows)
}

/// The targets of a comparison; quantities with their bounds are written as `lang` does, their values as programs do.
///
/// # Errors
/// Where a row cannot be written.
pub fn diff(answer: &Diff, lang: Lang) -> Result<String, csv::Error> {
    let header = [
        "change",
        "subject",
        "old",
        "result",
        "new",
        "old_text",
        "result_text",
        "new_text",
        "old_document",
        "old_page",
        "result_document",
        "result_page",
        "new_document",
        "new_page",
        "likeness",
        "restated_in",
        "old_value",
        "result_value",
        "new_value",
        "unit",
    ];
    let rows = answer.rows().into_iter().map(|row| {
        let three = [row.old, row.result, row.new];
        let mut cells = vec![row.change.slug().to_owned(), row.subject().to_owned()];
        cells.extend(three.map(|found| found.map(|f| quantity(&f.fact, lang)).unwrap_or_default()));
        cells.extend(three.map(|found| found.map(|f| f.fact.text.clone()).unwrap_or_default()));
        for found in three {
            cells.push(found.map(|f| f.document.label()).unwrap_or_default());
            cells.push(found.map(|f| f.fact.evidence.page.to_string()).unwrap_or_default());
        }
        cells.push(row.likeness.map(|likeness| format!("{likeness:.2}")).unwrap_or_default());
        let again = [row.old, row.new].into_iter().flatten().flat_map(|found| answer.restated(found));
        let again: Vec<String> = again.map(|f| format!("{} p. {}", f.document.label(), f.fact.evidence.page)).collect();
        cells.push(again.join("; "));
        cells.extend(three.map(|found| found.map(|f| f.fact.value.to_string()).unwrap_or_default()));
        cells.push(row.new.or(row.old).map(|f| f.fact.unit.clone()).unwrap_or_default());
        cells
    });
    csv(header, rows)
}

/// The mentions of a work, each with the words around it.
///
/// # Errors
/// Where a row cannot be written.
pub fn references(answer: &Mentions) -> Result<String, csv::Error> {
    let header = [
        "school_year",
        "document",
        "issuer",
        "date",
        "file",
        "page",
        "line",
        "relation",
        "mention",
        "work",
        "bullet",
        "passage",
    ];
    let rows = answer.found.mentions.iter().zip(&answer.passages).map(|(mention, passage)| {
        let document = &mention.document;
        let (sign, words) = bullet(&passage.text);
        [
            mention.school_year.map(|year| year.to_string()).unwrap_or_default(),
            document.label(),
            document.header.issuer.clone().unwrap_or_default(),
            document.header.date.map(|date| date.to_string()).unwrap_or_default(),
            short(&document.path),
            mention.fact.evidence.page.to_string(),
            mention.fact.evidence.line.to_string(),
            code(&mention.fact.relation),
            mention.fact.text.clone(),
            mention.fact.work.clone(),
            sign.to_owned(),
            words.to_owned(),
        ]
    });
    csv(header, rows)
}

/// The passages that hold words.
///
/// # Errors
/// Where a row cannot be written.
pub fn passages(hits: &Hits) -> Result<String, csv::Error> {
    let header = ["document", "issuer", "date", "file", "page", "line", "bullet", "passage"];
    let rows = hits.hits.iter().map(|hit| {
        let (sign, words) = bullet(&hit.passage.text);
        [
            hit.document.label(),
            hit.document.header.issuer.clone().unwrap_or_default(),
            hit.document.header.date.map(|date| date.to_string()).unwrap_or_default(),
            short(&hit.document.path),
            hit.page.to_string(),
            hit.line.to_string(),
            sign.to_owned(),
            words.to_owned(),
        ]
    });
    csv(header, rows)
}

/// The name that JSON gives a value such as a kind.
fn code<T: serde::Serialize>(value: &T) -> String {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}
