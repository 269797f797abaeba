//! The versions of a directive by year, what stands above and below each, what replaces what: `chidao lineage`.

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{AnswerError, Unread, document_json, named};
use crate::catalogue::{Catalogue, Entry, trace};
use crate::detect;
use crate::directive::{Reference, Relation};
use crate::lineage::resolve::proposal::Proposal;
use crate::lineage::series::Line;
use crate::lineage::tree::Tree;
use crate::store::{Document, Filter, Found, Passage, Store, StoreError, Wanted, Work};

/// Whose lineage is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LineageFilter {
    /// A directive by its number such as 248/PGDĐT-GDTH, held or only cited; or a held one by its number in the store.
    #[schemars(example = "248/PGDĐT-GDTH")]
    pub work: String,
}

/// So much of the text is shown around a statement, in bytes to each side.
const ROOM: usize = 160;

/// A place that says that something replaces or amends something.
#[derive(Debug)]
pub struct Statement {
    /// The mention that says it.
    pub mention: Found<Reference>,
    /// The words around it.
    pub words: Option<Passage>,
}

/// The lineage of a directive.
#[derive(Debug)]
pub struct Lineage {
    /// The works that the name means.
    pub works: Vec<Work>,
    /// Files without a number that a work only cited may be.
    pub proposed: Vec<(Document, Proposal)>,
    /// All that can be a version.
    pub catalogue: Catalogue,
    /// Its versions.
    pub line: Line,
    /// What stands above and below them, what replaces what.
    pub tree: Tree,
    /// What others state of it.
    pub about: Vec<Statement>,
    /// What it states of others.
    pub own: Vec<Statement>,
    /// What could not be read.
    pub unread: Unread,
}

/// Follows a directive over the years.
///
/// # Errors
/// [`AnswerError::Unknown`] where the store knows nothing under this name; or where it cannot be read.
pub fn lineage(store: &Store, filter: &LineageFilter) -> Result<Lineage, AnswerError> {
    let everything = Filter::default();
    let name = filter.work.trim();
    let mut works: Vec<Work> = Vec::new();
    let mut about = Vec::new();
    let mut near: Vec<Work> = Vec::new();
    for mention in detect::mentions(name) {
        let citations = store.citations(&Wanted::of(&mention), &everything, None)?;
        works.extend(citations.works);
        near.extend(citations.near);
        for mention in citations.mentions.into_iter().filter(changes) {
            about.push(statement(store, mention)?);
        }
    }
    let held = named(store, name)?;
    if works.is_empty() && held.is_empty() {
        let near = near.iter().take(3).map(Work::name).collect();
        return Err(AnswerError::Unknown { name: name.to_owned(), near });
    }
    let is_wanted = |entry: &Entry| {
        entry.document.as_ref().is_some_and(|document| held.iter().any(|h| h.id == document.id))
            || entry.work.as_ref().is_some_and(|work| works.iter().any(|w| w.id == work.id))
    };
    let ids: (Vec<i64>, Vec<i64>) =
        (held.iter().map(|document| document.id).collect(), works.iter().map(|work| work.id).collect());
    let mut catalogue = Catalogue::around(store, &ids.0, &ids.1)?;
    let line = catalogue.find(is_wanted).map(|anchor| catalogue.line(anchor)).unwrap_or_default();
    let tree = trace(store, &mut catalogue, &line, &works)?;
    let mut own = Vec::new();
    for document in &held {
        let filter = Filter { document: Some(document.id), copies: true, ..Filter::default() };
        for mention in store.mentions(&filter)?.into_iter().filter(changes) {
            own.push(statement(store, mention)?);
        }
    }
    let mut proposed = Vec::new();
    for work in works.iter().filter(|work| work.held.is_empty()) {
        proposed.extend(store.proposed_for(&work.key)?);
    }
    Ok(Lineage { works, proposed, catalogue, line, tree, about, own, unread: Unread::of(store)? })
}

fn changes(mention: &Found<Reference>) -> bool {
    matches!(mention.fact.relation, Relation::Replaces | Relation::Amends)
}

fn statement(store: &Store, mention: Found<Reference>) -> Result<Statement, StoreError> {
    let words = store.passages(std::slice::from_ref(&mention), ROOM)?.pop();
    Ok(Statement { mention, words })
}

impl Lineage {
    /// The schema of [`Lineage::json`].
    pub const SCHEMA: &str = "chidao/lineage@1";

    /// For programs.
    pub fn json(&self) -> Value {
        let entries = || self.line.members.iter().map(|member| self.catalogue.entry(member.version));
        let versions: Vec<Value> = self
            .line
            .members
            .iter()
            .map(|member| {
                let entry = self.catalogue.entry(member.version);
                json!({
                    "school_year": self.catalogue.version(member.version).year,
                    "role": member.role,
                    "held": entry.document.is_some(),
                    "document": entry.document.as_ref().map(document_json),
                    "work": entry.work,
                    "quoted_title": entry.quoted.as_ref().map(|quoted| &quoted.title),
                    "misprint_of": entry.misprint_of(entries()).map(document_json),
                })
            })
            .collect();
        let position = |version| self.line.members.iter().position(|member| member.version == version);
        let links: Vec<Value> = self
            .line
            .links
            .iter()
            .map(|link| {
                json!({
                    "earlier": position(link.earlier),
                    "later": position(link.later),
                    "stated": link.stated,
                    "score": link.score,
                    "reasons": link.reasons,
                })
            })
            .collect();
        let list = |statements: &[Statement]| statements.iter().map(Statement::json).collect::<Vec<_>>();
        json!({
            "schema": Self::SCHEMA,
            "works": self.works,
            "versions": versions,
            "links": links,
            "gaps": self.line.gaps,
            "tree": self.tree,
            "proposed": self.proposed.iter().map(proposed_json).collect::<Vec<_>>(),
            "stated_of_it": list(&self.about),
            "stated_by_it": list(&self.own),
            "files_unread": self.unread.files,
            "pages_unread": self.unread.pages,
        })
    }
}

fn proposed_json((document, proposal): &(Document, Proposal)) -> Value {
    json!({ "document": document_json(document), "proposal": proposal })
}

impl Statement {
    fn json(&self) -> Value {
        json!({
            "document": document_json(&self.mention.document),
            "words": self.words.as_ref().map(|words| &words.text),
            "reference": self.mention.fact,
        })
    }
}
