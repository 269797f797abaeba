//! Works whose numbers come near to a citation's, with who cites or holds them: what a check compares it with.

use std::collections::BTreeMap;

use super::evidence::text;
use super::{Filter, Store, StoreError};
use crate::directive::Reference;
use crate::lineage::check::{CitedElsewhere, KnownWork};
use crate::lineage::identity::WorkId;

impl Store {
    /// The works of the store with the number and symbol of one of these references, or a number that differs in one
    /// digit; what the documents `apart` say of them is left out.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn works_like(&self, references: &[Reference], apart: &[i64]) -> Result<Vec<KnownWork>, StoreError> {
        let wanted: Vec<WorkId> =
            references.iter().map(WorkId::of_reference).filter(|id| id.number.is_some()).collect();
        let near = |work: &WorkId| wanted.iter().any(|wanted| is_like(wanted, work));
        let mut known: BTreeMap<String, KnownWork> = BTreeMap::new();
        let mut ids = Vec::new();
        for work in self.works()? {
            let id = work.identity();
            if !near(&id) {
                continue;
            }
            ids.push(work.id);
            let entry = known.entry(work.key.clone()).or_insert_with(|| KnownWork { id, witnesses: Vec::new() });
            for held in work.held {
                let Some(document) = self.document(held)?.filter(|d| d.copy_of.is_none() && !apart.contains(&d.id))
                else {
                    continue;
                };
                let place = document.header.found.iter().find(|field| field.field == "number");
                let Some(place) = place.map(|field| &field.evidence) else { continue };
                entry.witnesses.push(CitedElsewhere {
                    date: document.header.date,
                    issuer: document.header.issuer.clone(),
                    title: document.header.subject.clone(),
                    own: true,
                    source: Some(text(&document, place, &document.label(), true)),
                });
            }
        }
        for mention in self.mentions_of(&ids, &Filter::default())? {
            let (document, fact) = (&mention.document, &mention.fact);
            if apart.contains(&document.id) {
                continue;
            }
            let id = WorkId { date: None, issuer: None, ..WorkId::of_reference(fact) };
            let entry = known.entry(fact.work.clone()).or_insert_with(|| KnownWork { id, witnesses: Vec::new() });
            entry.witnesses.push(CitedElsewhere {
                date: fact.date,
                issuer: fact.issuer.clone(),
                title: fact.title.clone(),
                own: false,
                source: Some(text(document, &fact.evidence, &fact.text, false)),
            });
        }
        Ok(known.into_values().filter(|work| !work.witnesses.is_empty()).collect())
    }
}

fn is_like(wanted: &WorkId, work: &WorkId) -> bool {
    let (Some(a), Some(b)) = (&wanted.number, &work.number) else { return false };
    wanted.symbol.is_some() && wanted.symbol == work.symbol && (a == b || strsim::osa_distance(a, b) == 1)
}
