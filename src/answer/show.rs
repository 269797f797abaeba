//! All that the store knows of one document: `chidao show`.

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{AnswerError, Standing, Unread, one_named, short};
use crate::directive::{Deadline, Effect, Problem, Reference, Target, Validity};
use crate::extract::DistrustedPage;
use crate::lineage::identity::WorkId;
use crate::lineage::registry::Registry;
use crate::lineage::resolve::proposal::Proposal;
use crate::render::{Lang, messages};
use crate::source::{PageProblem, TextSource};
use crate::store::{Confirmation, Document, Filter, Found, Store, StoreError};

/// Which document is shown.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ShowFilter {
    /// A directive of the store, by its number such as 248/PGDĐT-GDTH, its file's name, or its number in the store.
    #[schemars(example = "248/PGDĐT-GDTH")]
    pub document: String,
}

/// All that is shown of a document.
#[derive(Debug)]
pub struct Sheet {
    /// The document.
    pub document: Document,
    /// What it cites.
    pub references: Vec<Found<Reference>>,
    /// Whether the works cited hold today.
    pub standing: Standing,
    /// Its deadlines.
    pub deadlines: Vec<Found<Deadline>>,
    /// Its targets, norms and results.
    pub targets: Vec<Found<Target>>,
    /// What it does to others.
    pub effects: Vec<Found<Effect>>,
    /// What it states of validity.
    pub validity: Vec<Found<Validity>>,
    /// What was odd when it was read.
    pub problems: Vec<Problem>,
    /// Its pages without text.
    pub pages_unread: Vec<(u32, PageProblem)>,
    /// Its pages whose own text was not taken.
    pub pages_distrusted: Vec<(u32, TextSource)>,
    /// The document that it repeats, or those that repeat it.
    pub same: Vec<Document>,
    /// What it may be, where it has no number.
    pub proposals: Vec<Proposal>,
    /// What a person has said it is.
    pub confirmed: Option<Confirmation>,
    /// What could not be read in the whole store.
    pub unread: Unread,
}

/// Shows a document.
///
/// # Errors
/// Where the name means none or several, or the store cannot be read.
pub fn show(store: &Store, registry: &Registry, filter: &ShowFilter) -> Result<Sheet, AnswerError> {
    Ok(Sheet::of(store, one_named(store, filter.document.trim())?, registry)?)
}

impl Sheet {
    /// The schema of [`Sheet::json`].
    pub const SCHEMA: &str = "chidao/show@1";

    /// What the store knows of `document`.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn of(store: &Store, document: Document, registry: &Registry) -> Result<Self, StoreError> {
        let filter = Filter { document: Some(document.id), copies: true, ..Filter::default() };
        let references = store.mentions(&filter)?;
        let cited = references.iter().map(|row| (row.fact.work.clone(), WorkId::meant_by(&row.fact)));
        Ok(Self {
            standing: Standing::of(store, registry, cited, None)?,
            references,
            deadlines: store.deadlines(&filter)?,
            targets: store.targets(&filter)?,
            effects: store.effects(&filter)?,
            validity: store.validity(&filter)?,
            problems: store.problems(document.id)?,
            pages_unread: store.pages_unread(document.id)?,
            pages_distrusted: store.pages_distrusted(document.id)?,
            proposals: store.proposals(&document)?,
            confirmed: store.confirmation(document.id)?,
            same: match document.copy_of {
                Some(first) => store.document(first)?.into_iter().collect(),
                None => store.copies_of(document.id)?,
            },
            unread: Unread::of(store)?,
            document,
        })
    }

    /// For programs; what is said in words is in `lang`.
    pub fn json(&self, lang: Lang) -> Value {
        let pages: Vec<_> =
            self.pages_unread.iter().map(|(page, problem)| json!({ "page": page, "problem": problem })).collect();
        let distrusted: Vec<_> =
            self.pages_distrusted.iter().map(|&(page, source)| DistrustedPage { page, source }).collect();
        let same = self.same.iter().filter(|_| self.document.copy_of.is_none());
        let copies: Vec<_> = same.map(|copy| json!({ "id": copy.id, "path": short(&copy.path) })).collect();
        let file = Document { path: short(&self.document.path), ..self.document.clone() };
        json!({
            "schema": Self::SCHEMA,
            "file": file,
            "references": self.references,
            "statuses": self.standing.json(lang),
            "deadlines": self.deadlines,
            "targets": self.targets,
            "effects": self.effects,
            "validity": self.validity,
            "problems": self.problems.iter().map(|problem| messages::problem(problem, lang)).collect::<Vec<_>>(),
            "pages_unread": pages,
            "pages_distrusted": distrusted,
            "copies": copies,
            "proposals": self.proposals,
            "confirmed": self.confirmed,
        })
    }
}
