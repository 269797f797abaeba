//! Works whose numbers come near to a citation's, with who cites or holds them: what a check compares it with.

use std::collections::{BTreeMap, BTreeSet};

use super::statements::text;
use super::{Filter, Store, StoreError, Work};
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
        let mut known: BTreeMap<String, KnownWork> = BTreeMap::new();
        let mut ids = Vec::new();
        for work in self.works_that_may_speak_against(references)? {
            let id = work.identity();
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

    /// The works by which a citation can be found at fault: one of another number that the same text cites, or of which
    /// the day that it gives is stated too, then those of its own number; or one of its own number of which another day is stated. What nobody states
    /// otherwise is not looked at, however often it is cited.
    fn works_that_may_speak_against(&self, references: &[Reference]) -> Result<Vec<Work>, StoreError> {
        let wanted: Vec<WorkId> = references
            .iter()
            .map(WorkId::of_reference)
            .filter(|id| id.number.is_some() && id.symbol.is_some())
            .collect();
        let is_near = |known: &String| wanted.iter().any(|wanted| is_near(wanted, known));
        let numbers: Vec<String> = self.work_numbers()?.into_iter().filter(is_near).collect();
        let works: Vec<(WorkId, Work)> =
            self.works_numbered_lightly(&numbers)?.into_iter().map(|work| (work.identity(), work)).collect();
        let mut speak: BTreeSet<usize> = BTreeSet::new();
        let all = &wanted;
        for wanted in all {
            let like = || works.iter().enumerate().filter(|(_, (id, _))| is_like(wanted, id));
            // Of two numbers of one text that come near all who cite either tell which is right.
            if all.iter().any(|other| other.number != wanted.number && is_like(wanted, other)) {
                speak.extend(like().map(|(at, _)| at));
                continue;
            }
            let Some(day) = wanted.date.map(|date| date.to_string()) else { continue };
            let own = |at: &usize| works[*at].0.number == wanted.number;
            let (same, near): (Vec<usize>, Vec<usize>) = like().map(|(at, _)| at).partition(own);
            let near: Vec<usize> = near.into_iter().filter(|at| works[*at].1.dates.contains(&day)).collect();
            let another = |at: &usize| works[*at].1.dates.iter().any(|other| *other != day);
            let all_of_same = !near.is_empty() || same.iter().any(another);
            speak.extend(near.into_iter().chain(same.into_iter().filter(|_| all_of_same)));
        }
        let works = works.into_iter().enumerate().filter(|(at, _)| speak.contains(at));
        Ok(works.map(|(_, (_, work))| work).collect())
    }
}

/// Whether a number is the one that is wanted, but for one digit.
fn is_near(wanted: &WorkId, known: &str) -> bool {
    wanted.number.as_deref().is_some_and(|number| number == known || strsim::osa_distance(number, known) == 1)
}

fn is_like(wanted: &WorkId, work: &WorkId) -> bool {
    let Some(number) = &work.number else { return false };
    wanted.symbol.is_some() && wanted.symbol == work.symbol && is_near(wanted, number)
}
