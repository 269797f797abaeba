//! Hiệu lực as pages show it: a line, what applies instead, and the evidence with its places.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::civil::Date;

use super::site::Site;
use crate::catalogue::evidence;
use crate::lineage::identity::WorkId;
use crate::lineage::status::{Basis, Question, Source, Status, Verdict, status};
use crate::render::{Lang, status as wording};
use crate::store::{Document, Store, StoreError};

/// A status in words.
#[derive(Debug, Clone)]
pub struct StatusView {
    /// The verdict in a line.
    pub line: String,
    /// The class that colours it: holds, presumed, ended, partly, unknown.
    pub class: &'static str,
    /// What applies instead.
    pub instead: Option<String>,
    /// What it rests on: the words, and the place on the site where there is one.
    pub evidence: Vec<(String, Option<String>)>,
    /// Where sources differ.
    pub disagreements: Vec<String>,
    /// What drafts say of it, with its place: it decides nothing.
    pub drafted: Vec<(String, Option<String>)>,
}

/// Answers `question` for each of `works`.
///
/// # Errors
/// Where the store cannot be read.
pub fn of(
    site: &Site,
    store: &Store,
    works: &[WorkId],
    question: &Question,
    lang: Lang,
) -> Result<Vec<StatusView>, StoreError> {
    let judged = judged(site, store, works, question)?;
    Ok(judged.iter().map(|status| StatusView::new(status, lang)).collect())
}

/// Whether works hold today.
///
/// # Errors
/// Where the store cannot be read.
pub fn today(site: &Site, store: &Store, works: &[WorkId], lang: Lang) -> Result<Vec<StatusView>, StoreError> {
    match Question::on(jiff::Zoned::now().date()) {
        Some(question) => of(site, store, works, &question, lang),
        None => Ok(Vec::new()),
    }
}

/// The answers themselves, each worked out once for a state of the store.
fn judged(site: &Site, store: &Store, works: &[WorkId], question: &Question) -> Result<Vec<Arc<Status>>, StoreError> {
    let asked: Vec<String> = works.iter().map(|work| format!("{question:?} {work:?}")).collect();
    site.standings.of(store, &asked, |missing| {
        let works: Vec<WorkId> = missing.iter().map(|&at| works[at].clone()).collect();
        let known = evidence(Some(store), &site.registry, &works)?;
        Ok(works.iter().map(|work| Arc::new(status(work, &known, question))).collect())
    })
}

impl StatusView {
    fn new(status: &Status, lang: Lang) -> Self {
        let statement = |statement| (wording::statement_line(statement, lang), place(&statement.source));
        Self {
            line: wording::line(status, lang),
            class: class(status),
            instead: (!status.instead.is_empty()).then(|| wording::names(&status.instead, lang)),
            evidence: status.evidence.iter().map(statement).collect(),
            disagreements: status.disagreements.iter().map(|it| wording::disagreement_line(it, lang)).collect(),
            drafted: status.drafted.iter().map(statement).collect(),
        }
    }
}

/// The classes of validity of these documents on a day, by number; a document without a number, of which others cannot
/// speak, is left out.
///
/// # Errors
/// Where the store cannot be read.
pub fn classes(
    site: &Site,
    store: &Store,
    documents: &[&Document],
    day: Date,
) -> Result<HashMap<i64, &'static str>, StoreError> {
    let Some(question) = Question::on(day) else { return Ok(HashMap::new()) };
    let named: Vec<(i64, WorkId)> =
        documents.iter().filter_map(|document| Some((document.id, WorkId::of_header(&document.header)?))).collect();
    let works: Vec<WorkId> = named.iter().map(|(_, work)| work.clone()).collect();
    let judged = judged(site, store, &works, &question)?;
    Ok(named.into_iter().map(|(id, _)| id).zip(judged.iter().map(|status| class(status))).collect())
}

/// A class of validity for a reader.
pub fn class_name(class: &str, lang: Lang) -> &'static str {
    match class {
        "holds" => lang.pick("còn hiệu lực", "in force"),
        "presumed" => lang.pick("không thấy bị thay thế", "nothing known ends it"),
        "ended" => lang.pick("hết hiệu lực", "ended"),
        "partly" => lang.pick("một phần", "in part"),
        _ => lang.pick("chưa rõ", "unknown"),
    }
}

/// The place of a source on the site, where it is a document of the store.
pub fn place(source: &Source) -> Option<String> {
    match source {
        Source::Text { document, page, .. } => Some(format!("/documents/{document}?tab=text&page={page}#p{page}")),
        Source::Portal { document, .. } => Some(format!("/documents/{document}")),
        Source::Registry(_) => None,
    }
}

fn class(status: &Status) -> &'static str {
    match status.verdict {
        // That nothing ends it is not known for certain.
        Verdict::InForce if status.basis == Some(Basis::NothingContrary) => "presumed",
        Verdict::InForce => "holds",
        Verdict::Unknown => "unknown",
        verdict if verdict.is_ended() => "ended",
        _ => "partly",
    }
}
