//! What the documents of the store say of the validity of works, as [`crate::lineage::status`] takes it.

use std::collections::{BTreeMap, BTreeSet};

use super::wanted::Wanted;
use super::{Document, Filter, Found, Store, StoreError, Work};
use crate::directive::{ActedOn, CitedWork, Effect, Evidence, Reference, Validity, ValidityKind};
use crate::lineage::identity::WorkId;
use crate::lineage::issuer::Issuer;
use crate::lineage::status::{Claim, Party, Source, Statement};

/// So many steps lead from a work to what replaced it, what replaced that, and so on.
const STEPS: usize = 6;

impl Store {
    /// All that is said of these works, and of those that they act on or that act on them, step by step.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn statements(&self, works: &[WorkId]) -> Result<Vec<Statement>, StoreError> {
        let mut gathered = Gathered {
            store: self,
            works: BTreeSet::new(),
            documents: BTreeSet::new(),
            next: Vec::new(),
            out: Vec::new(),
            read: None,
        };
        gathered.next = works.to_vec();
        for _ in 0..STEPS {
            if !gathered.step()? {
                break;
            }
        }
        Ok(gathered.out)
    }
}

struct Gathered<'a> {
    store: &'a Store,
    /// The works seen, by number in the store.
    works: BTreeSet<i64>,
    /// The documents whose own acts have been taken.
    documents: BTreeSet<i64>,
    next: Vec<WorkId>,
    out: Vec<Statement>,
    /// The text that was read last, with its document.
    read: Option<(i64, String)>,
}

impl Gathered<'_> {
    /// Takes what is said of the works to be looked at next; whether there were any.
    fn step(&mut self) -> Result<bool, StoreError> {
        let mut ids = Vec::new();
        let mut held = BTreeSet::new();
        // A law by name alone may be any of that name.
        let wanted: Vec<Wanted> =
            std::mem::take(&mut self.next).into_iter().filter(|id| id.number.is_some()).map(Wanted).collect();
        // Many ask for one number: it is looked up once.
        let numbers: BTreeSet<String> =
            wanted.iter().filter_map(|wanted| Some(wanted.0.number.as_ref()?.to_lowercase())).collect();
        let mut known: BTreeMap<String, Vec<Work>> = BTreeMap::new();
        if !numbers.is_empty() {
            let numbers = serde_json::to_string(&numbers)?;
            for work in self.store.works_where("w.number IN (SELECT value FROM json_each(?1))", &[&numbers])? {
                known.entry(work.number.clone().unwrap_or_default()).or_default().push(work);
            }
        }
        for wanted in &wanted {
            let number = wanted.0.number.as_ref().map(|number| number.to_lowercase()).unwrap_or_default();
            for work in known.get(&number).into_iter().flatten() {
                if wanted.agrees(work) && self.works.insert(work.id) {
                    ids.push(work.id);
                    held.extend(&work.held);
                }
            }
        }
        if ids.is_empty() {
            return Ok(false);
        }
        let everything = Filter::default();
        for effect in self.store.effects_on(&ids, &everything)? {
            self.next.extend(WorkId::of_header(&effect.document.header));
            self.push(acted(&effect));
        }
        for mention in self.store.acts_told_of(&ids)? {
            for act in &mention.fact.acted {
                let Some(statement) = told(&mention, act) else { continue };
                self.next.extend(WorkId::of_key(&act.by));
                self.push(statement);
            }
        }
        for validity in self.store.applies_to(&ids, &everything)? {
            let claim = stated(&validity);
            self.out.extend(claim);
        }
        for id in held {
            let Some(document) = self.store.document(id)?.filter(|document| document.copy_of.is_none()) else {
                continue;
            };
            if self.documents.insert(id) {
                self.of_itself(&document)?;
            }
        }
        Ok(true)
    }

    /// What a document says of itself beside its clauses of validity, and what it does to others.
    fn of_itself(&mut self, document: &Document) -> Result<(), StoreError> {
        let work = party(document);
        let header = &document.header;
        let place = |field: &str| header.found.iter().find(|found| found.field == field).map(|found| &found.evidence);
        let regulation = header.kind.is_some_and(|kind| kind.is_regulation());
        let concerns =
            header.subject.as_deref().filter(|_| regulation).and_then(|words| Claim::concerning(&work, words));
        let own = [
            (place("date"), header.date.map(|on| Claim::Issued { work: work.clone(), on })),
            (place("subject"), concerns),
        ];
        for (place, claim) in own.into_iter().filter_map(|(place, claim)| place.zip(claim)) {
            // In the words of the document: a day is written in many ways.
            let words = match &mut self.read {
                Some((id, words)) if *id == document.id => words,
                read => {
                    let stored = self.store.content(document.id)?.unwrap_or_default();
                    &mut read.insert((document.id, stored)).1
                }
            };
            let words = words.get(place.span.start..place.span.end).unwrap_or_default().to_owned();
            self.out.push(Statement { claim, source: text(document, place, &words, true) });
        }
        self.out.extend(by_portal(document, &work));
        for effect in self.store.effects_by(document.id)? {
            self.next.push(cited(&effect.fact.target));
            self.push(acted(&effect));
        }
        Ok(())
    }

    /// An effect is met from both of its ends.
    fn push(&mut self, statement: Statement) {
        if !self.out.contains(&statement) {
            self.out.push(statement);
        }
    }
}

fn acted(effect: &Found<Effect>) -> Statement {
    let fact = &effect.fact;
    let claim = Claim::Effect {
        verb: fact.verb,
        by: party(&effect.document),
        on: Party::of(cited(&fact.target)),
        // Words exchanged here and there leave the rest as it is.
        scope: fact.scope.clone().or_else(|| fact.phrase.then(|| "cụm từ".to_owned())),
        except: fact.except.clone(),
        from: fact.from,
        to: fact.to,
    };
    let mut source = text(&effect.document, &fact.evidence, &fact.text, true);
    if let Source::Text { clause, .. } = &mut source {
        clause.clone_from(&fact.clause);
    }
    Statement { claim, source }
}

/// What a document that is neither of the two states one cited work to have done to another. It names no provisions and
/// no day. One that is issued before the other cannot have acted on it: then the sentence was misread or miswritten.
fn told(mention: &Found<Reference>, act: &ActedOn) -> Option<Statement> {
    let on = &mention.fact;
    let by = WorkId::of_key(&act.by).filter(|by| by.number.is_some() && by.year.is_some())?;
    let earlier = on.year.as_ref().is_some_and(|year| by.year.as_ref() < Some(year));
    if on.number.is_none() || on.symbol.is_none() || earlier {
        return None;
    }
    let claim = Claim::Effect {
        verb: act.verb,
        by: Party::of(by),
        on: Party::of(cited(&CitedWork::of(on))),
        scope: None,
        except: None,
        from: None,
        to: None,
    };
    Some(Statement { claim, source: text(&mention.document, &on.evidence, &act.text, false) })
}

fn stated(validity: &Found<Validity>) -> Option<Statement> {
    let (document, fact) = (&validity.document, &validity.fact);
    let own = fact.work.is_none();
    let work = fact.work.as_ref().map_or_else(|| party(document), |work| Party::of(cited(work)));
    let claim = match fact.kind {
        ValidityKind::Entry => Claim::Entry { work, from: fact.from?, scope: fact.scope.clone() },
        ValidityKind::Expiry => Claim::Expiry { work, from: fact.from, scope: fact.scope.clone() },
        ValidityKind::Transition => {
            // Of the directive itself it tells how the earlier rules end, not that it goes on.
            fact.work.as_ref()?;
            Claim::Transition { work, scope: fact.scope.clone(), to: fact.to }
        }
        ValidityKind::Applies => Claim::Applies {
            work,
            grades: fact.grades.clone(),
            levels: fact.levels.clone(),
            first: fact.school_year,
            last: fact.school_year_to,
            phase: own
                && fact.school_year.is_some()
                && fact.school_year_to.is_none()
                && !(fact.grades.is_empty() && fact.levels.is_empty()),
        },
    };
    Some(Statement { claim, source: text(document, &fact.evidence, &fact.text, own) })
}

/// What a portal states of the document that was saved from it.
fn by_portal(document: &Document, work: &Party) -> Vec<Statement> {
    let Some(record) = &document.metadata.portal else { return Vec::new() };
    let said = |claim: Claim, words: &str| Statement {
        claim,
        source: Source::Portal {
            document: document.id,
            label: document.label(),
            site: record.site.clone(),
            words: words.to_owned(),
        },
    };
    let mut out = Vec::new();
    if let Some((day, words)) = record.effective.as_ref().and_then(|said| Some((said.means?, &said.stated))) {
        out.push(said(Claim::Entry { work: work.clone(), from: day, scope: None }, words));
    }
    if let Some((day, words)) = record.expires.as_ref().and_then(|said| Some((said.means?, &said.stated))) {
        out.push(said(Claim::Expiry { work: work.clone(), from: Some(day), scope: None }, words));
    }
    if let Some((status, words)) = record.status.as_ref().and_then(|said| Some((said.means?, &said.stated))) {
        out.push(said(Claim::Portal { work: work.clone(), status }, words));
    }
    out
}

/// The source that `words` at a place of a document are.
pub(super) fn text(document: &Document, place: &Evidence, words: &str, own: bool) -> Source {
    Source::Text {
        document: document.id,
        label: document.label(),
        date: document.header.date,
        own,
        tier: Issuer::of_header(&document.header).tier,
        draft: document.header.draft,
        page: place.page,
        line: place.line,
        span: place.span,
        words: words.to_owned(),
        clause: None,
    }
}

/// A document of the store; without a number it goes by its file.
fn party(document: &Document) -> Party {
    match WorkId::of_header(&document.header) {
        Some(id) => Party::titled(id, document.header.subject.clone()),
        None => Party { id: WorkId::default(), name: document.label(), title: document.header.subject.clone() },
    }
}

/// The work that an effect or a statement names, as it was resolved.
fn cited(work: &CitedWork) -> WorkId {
    let meant = WorkId::of_key(&work.work).unwrap_or_else(|| {
        let symbol = work.symbol.as_deref().or(work.name.as_deref());
        WorkId::new(work.kind, work.number.as_deref(), work.year.as_deref(), symbol)
    });
    WorkId { date: work.date.or(meant.date), ..meant }
}
