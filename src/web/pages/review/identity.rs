//! Files without a number: which cited document each probably is, and what a person says of it.

use std::sync::Arc;

use super::super::super::answer::{Answer, Trouble};
use super::super::super::ask::Ask;
use super::super::super::view::DocumentLine;
use super::back;
use crate::lineage::resolve::proposal::Proposal;
use crate::render::{Lang, messages};
use crate::store::{Given, Store, StoreError};

/// The files for which something is proposed, by date and path.
#[derive(Debug)]
pub struct Headless(Arc<Vec<(i64, Vec<Proposal>)>>);

/// A file without a number, with what it may be.
#[derive(Debug, Clone)]
pub struct Unnamed {
    /// Its number in the store.
    pub document: i64,
    /// The file in a line.
    pub line: DocumentLine,
    /// The keys of the works proposed, in words with what speaks for each.
    pub proposals: Vec<(String, String)>,
    /// Where the visitor goes on.
    pub back: String,
}

impl Headless {
    /// All of them; worked out again only where the store has changed.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn of(ask: &Ask, store: &Store) -> Result<Self, StoreError> {
        let all = || {
            let found = store.all_proposals()?;
            Ok(found.into_iter().map(|(document, proposals)| (document.id, proposals)).collect())
        };
        ask.site.headless.of(store, "", all).map(Self)
    }

    /// How many.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// The one that comes after `skip` others.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn at(&self, store: &Store, skip: usize, back: String, lang: Lang) -> Result<Option<Unnamed>, StoreError> {
        let Some((document, _)) = self.0.get(skip) else { return Ok(None) };
        self.of_document(store, *document, back, lang)
    }

    /// What is proposed for a document; `None` where nothing is.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn of_document(
        &self,
        store: &Store,
        document: i64,
        back: String,
        lang: Lang,
    ) -> Result<Option<Unnamed>, StoreError> {
        let Some((_, proposals)) = self.0.iter().find(|(id, _)| *id == document) else { return Ok(None) };
        let line = store.document(document)?.map(|document| DocumentLine::new(&document, lang));
        let said = |proposal: &Proposal| (proposal.work.clone(), messages::proposal(proposal, lang));
        Ok(line.map(|line| Unnamed { document, line, proposals: proposals.iter().map(said).collect(), back }))
    }
}

/// `POST /identity`: what a person says a file is.
pub fn identify(ask: &Ask) -> Result<Answer, Trouble> {
    let store = ask.site.store()?;
    let id: i64 = ask.parsed("document").ok_or(Trouble::NotFound)?;
    let document = store.document(id)?.ok_or(Trouble::NotFound)?;
    let key = ask.field("work").unwrap_or_default();
    let (who, at) = (ask.site.user.clone(), super::now());
    match ask.field("do") {
        Some("confirm") => {
            let proposed = store.proposals(&document)?.into_iter().find(|proposal| proposal.work == key);
            let work = proposed.map(|proposal| store.work_by_key(&proposal.work)).transpose()?.flatten();
            let given = Given::of_work(&work.ok_or(Trouble::NotFound)?, who, at);
            ask.site.writer()?.confirm(id, &given)?;
        }
        Some("dismiss") => ask.site.writer()?.dismiss(id, key, &who, &at)?,
        Some("withdraw") => ask.site.writer()?.withdraw(id)?,
        _ => return Err(Trouble::NotFound),
    }
    Ok(Answer::See(back(ask).unwrap_or_else(|| format!("/documents/{id}"))))
}
