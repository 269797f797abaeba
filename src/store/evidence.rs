//! What the documents of the store say of the validity of works, as [`crate::lineage::status`] takes it.
//!
//! From the works that are asked about the walk goes to those that act on them, and on to those that act on these: only
//! what came later tells whether a work still holds. Of what the works themselves act on, one step is enough: it holds
//! until they begin.

use std::collections::BTreeSet;

use rusqlite::params;

use super::statements::{acted, by_portal, cited, party, stated, text, told};
use super::wanted::Wanted;
use super::{Document, Filter, Found, Store, StoreError, Work};
use crate::directive::{DirectiveKind, Effect};
use crate::lineage::identity::WorkId;
use crate::lineage::issuer::Tier;
use crate::lineage::status::{Claim, Statement, powers};

/// So many steps lead from a work to what replaced it, what replaced that, and so on.
const STEPS: usize = 6;

/// What documents have no power to do to a work, and yet say that they do ([`powers`]).
#[derive(Debug, Clone, Default, PartialEq)]
pub struct BeyondPowers {
    /// In how many places it is said.
    pub total: usize,
    /// The first of them by the dates of the documents.
    pub first: Vec<Statement>,
}

impl Store {
    /// All that is said of these works, of those that act on them, step by step, and of those that any of these act on.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn statements(&self, works: &[WorkId]) -> Result<Vec<Statement>, StoreError> {
        let mut gathered = Gathered {
            store: self,
            works: BTreeSet::new(),
            documents: BTreeSet::new(),
            effects: BTreeSet::new(),
            out: Vec::new(),
        };
        let (mut next, mut before) = (works.to_vec(), Vec::new());
        for _ in 0..STEPS {
            let met = gathered.meet(next)?;
            before.extend(met.acted_on);
            if met.actors.is_empty() {
                break;
            }
            next = met.actors;
        }
        let met = gathered.meet(before)?;
        // When they begin, by what is said of themselves.
        gathered.meet(met.actors)?;
        Ok(gathered.out)
    }

    /// What documents do to a work, but for what is beyond their powers.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn effects_within_powers(&self, work: &Work) -> Result<Vec<Found<Effect>>, StoreError> {
        let acts = self.acts_on(work)?;
        let facts: Vec<i64> = acts.iter().filter(|act| !act.is_beyond_powers).map(|act| act.effect).collect();
        if facts.is_empty() {
            return Ok(Vec::new());
        }
        self.effects(&Filter { facts: Some(facts), ..Filter::default() })
    }

    /// What documents say they do to each of these works though their issuers have no power to, the first `limit` of it.
    /// Of a bare number, which may be many works, nothing is said.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn beyond_powers(&self, works: &[WorkId], limit: usize) -> Result<Vec<BeyondPowers>, StoreError> {
        let wanted: Vec<Wanted> = works.iter().filter(|work| !work.is_bare()).cloned().map(Wanted::from).collect();
        let mut claimed = Vec::new();
        for work in self.works_agreeing(&wanted)? {
            let mut acts = self.acts_on(&work)?;
            acts.retain(|act| act.is_beyond_powers);
            if !acts.is_empty() {
                claimed.push((work, acts));
            }
        }
        let of = |work: &WorkId| -> Result<BeyondPowers, StoreError> {
            let wanted = Wanted::from(work.clone());
            let is_meant = |known: &Work| !work.is_bare() && wanted.agrees(known);
            let mut acts: Vec<&Act> =
                claimed.iter().filter(|(known, _)| is_meant(known)).flat_map(|(_, acts)| acts).collect();
            if acts.is_empty() {
                return Ok(BeyondPowers::default());
            }
            acts.sort_by_key(|act| (act.date.is_none(), &act.date, act.effect));
            let facts = acts.iter().take(limit).map(|act| act.effect).collect();
            let first = self.effects(&Filter { facts: Some(facts), ..Filter::default() })?;
            Ok(BeyondPowers { total: acts.len(), first: first.iter().map(acted).collect() })
        };
        works.iter().map(of).collect()
    }

    /// What is done to a work, without reading it.
    fn acts_on(&self, work: &Work) -> Result<Vec<Act>, StoreError> {
        let mut select = self.connection.prepare_cached(
            "SELECT f.id, d.kind, d.seat, d.date FROM sightings s CROSS JOIN effects f ON f.sighting_id = s.id
                 CROSS JOIN documents d ON d.id = f.document_id
             WHERE s.told AND s.work_id = ?1 AND +d.status = 'read' AND +d.copy_of IS NULL",
        )?;
        let whose = powers::tier(work.kind, work.identity().symbol.as_deref(), None);
        let mut acts = Vec::new();
        let mut rows = select.query(params![work.id])?;
        while let Some(row) = rows.next()? {
            let (kind, seat): (Option<String>, Option<String>) = (row.get(1)?, row.get(2)?);
            let kind: Option<DirectiveKind> = kind.and_then(|kind| kind.parse().ok());
            let actor = powers::tier(kind, None, seat.as_deref().and_then(Tier::of_seat));
            let is_beyond_powers = powers::is_below(actor, whose);
            acts.push(Act { effect: row.get(0)?, date: row.get(3)?, is_beyond_powers });
        }
        Ok(acts)
    }
}

/// An effect, as far as columns tell.
struct Act {
    /// Its number in the store.
    effect: i64,
    /// The date of its document.
    date: Option<String>,
    /// Whether its document is of an agency below that of the work.
    is_beyond_powers: bool,
}

/// The works that stand around those that were met.
#[derive(Default)]
struct Met {
    /// Those that act on them.
    actors: Vec<WorkId>,
    /// Those that they act on.
    acted_on: Vec<WorkId>,
}

struct Gathered<'a> {
    store: &'a Store,
    /// The works seen, by number in the store.
    works: BTreeSet<i64>,
    /// The documents whose own acts have been taken.
    documents: BTreeSet<i64>,
    /// The effects taken: each is met from both of its ends.
    effects: BTreeSet<i64>,
    out: Vec<Statement>,
}

impl Gathered<'_> {
    /// Takes what is said of works that were not met before.
    fn meet(&mut self, works: Vec<WorkId>) -> Result<Met, StoreError> {
        let mut met = Met::default();
        // A law by name alone may be any of that name.
        let wanted: Vec<Wanted> = works.into_iter().filter(|id| id.number.is_some()).map(Wanted::from).collect();
        let mut works = self.store.works_agreeing(&wanted)?;
        works.retain(|work| self.works.insert(work.id));
        if works.is_empty() {
            return Ok(met);
        }
        let ids: Vec<i64> = works.iter().map(|work| work.id).collect();
        for work in &works {
            for effect in self.store.effects_within_powers(work)? {
                met.actors.extend(WorkId::of_header(&effect.document.header));
                if self.effects.insert(effect.id) {
                    self.out.push(acted(&effect));
                }
            }
        }
        for mention in self.store.acts_told_of(&ids)? {
            for act in &mention.fact.acted {
                let Some(statement) = told(&mention, act).filter(|it| !it.is_beyond_powers()) else { continue };
                met.actors.extend(WorkId::of_key(&act.by));
                if !self.out.contains(&statement) {
                    self.out.push(statement);
                }
            }
        }
        self.out.extend(self.store.applies_to(&ids, &Filter::default())?.iter().filter_map(stated));
        for id in works.iter().flat_map(|work| &work.held) {
            if self.documents.insert(*id)
                && let Some(document) = self.store.document(*id)?.filter(|document| document.copy_of.is_none())
            {
                met.acted_on.append(&mut self.of_itself(&document)?);
            }
        }
        Ok(met)
    }

    /// Takes what a document says of itself beside its clauses of validity, and what it does to others; which these are.
    fn of_itself(&mut self, document: &Document) -> Result<Vec<WorkId>, StoreError> {
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
        let own: Vec<_> = own.into_iter().filter_map(|(place, claim)| place.zip(claim)).collect();
        // In the words of the document: a day is written in many ways.
        let content = if own.is_empty() { None } else { self.store.content(document.id)? };
        for (place, claim) in own {
            let words = content.as_ref().and_then(|words| words.get(place.span.start..place.span.end));
            let source = text(document, place, words.unwrap_or_default(), true);
            self.out.push(Statement { claim, source });
        }
        self.out.extend(by_portal(document, &work));
        let mut acted_on = Vec::new();
        for effect in self.store.effects_by(document.id)? {
            let statement = acted(&effect);
            if !statement.is_beyond_powers() {
                acted_on.push(cited(&effect.fact.target));
                if self.effects.insert(effect.id) {
                    self.out.push(statement);
                }
            }
        }
        Ok(acted_on)
    }
}
