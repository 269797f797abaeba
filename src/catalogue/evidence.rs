//! What is known of validity, from the store and from the registries.

use std::collections::HashSet;

use crate::lineage::check::{CitedElsewhere, KnownWork};
use crate::lineage::identity::WorkId;
use crate::lineage::registry::Registry;
use crate::lineage::status::{Claim, Evidence, Source, Statement};
use crate::store::{Store, StoreError};

/// All that store and registry say of these works and of what is linked to them by effects.
///
/// # Errors
/// Where the store cannot be read.
pub fn evidence(store: Option<&Store>, registry: &Registry, works: &[WorkId]) -> Result<Evidence, StoreError> {
    evidence_without(&[], store, registry, works)
}

/// The same, but for what the documents `apart` say.
///
/// # Errors
/// Where the store cannot be read.
pub(super) fn evidence_without(
    apart: &[i64],
    store: Option<&Store>,
    registry: &Registry,
    works: &[WorkId],
) -> Result<Evidence, StoreError> {
    let mut statements: Vec<Statement> = Vec::new();
    if let Some(store) = store {
        // What the registry links to a work may be held, and say more.
        let linked = linked(registry, works);
        let told = store.statements(&linked)?;
        let counts = |statement: &Statement| statement.source.document().is_none_or(|id| !apart.contains(&id));
        statements.extend(told.into_iter().filter(counts));
    }
    let meant = registered_about(registry, works, &statements);
    Ok(Evidence::new(meant.into_iter().cloned().chain(statements).collect()))
}

/// What the registry says of works with the number of one of `works`, of one that `told` names, or of one that such a
/// statement of the registry names in turn: nothing else can be looked up from these works.
fn registered_about<'a>(registry: &'a Registry, works: &[WorkId], told: &[Statement]) -> Vec<&'a Statement> {
    fn numbers(statement: &Statement) -> impl Iterator<Item = &Option<String>> {
        let by = match &statement.claim {
            Claim::Effect { by, .. } => Some(&by.id.number),
            _ => None,
        };
        by.into_iter().chain([&statement.claim.work().id.number])
    }
    let mut known: HashSet<&Option<String>> = works.iter().map(|work| &work.number).collect();
    known.extend(told.iter().flat_map(numbers));
    let mut is_meant = vec![false; registry.statements().len()];
    loop {
        let mut grown = false;
        for (statement, is_meant) in registry.statements().iter().zip(&mut is_meant) {
            if !*is_meant && numbers(statement).any(|number| known.contains(number)) {
                *is_meant = true;
                grown = true;
                known.extend(numbers(statement));
            }
        }
        if !grown {
            break;
        }
    }
    // In the order of the registry: of two that are as good the first is believed.
    registry
        .statements()
        .iter()
        .zip(is_meant)
        .filter(|(_, is_meant)| *is_meant)
        .map(|(statement, _)| statement)
        .collect()
}

/// These works with those that the registry links to them.
fn linked(registry: &Registry, works: &[WorkId]) -> Vec<WorkId> {
    let mut all = works.to_vec();
    let mut at = 0;
    while let Some(work) = all.get(at).cloned() {
        for entry in registry.entries() {
            for effect in &entry.effects {
                let other = match (entry.id.agrees(&work), effect.on.agrees(&work)) {
                    (true, _) => &effect.on,
                    (_, true) => &entry.id,
                    _ => continue,
                };
                if !all.iter().any(|known| known.agrees(other)) {
                    all.push(other.clone());
                }
            }
        }
        at += 1;
    }
    all
}

/// The documents of the registry whose date is known, as witnesses of their own dates.
pub(super) fn registered(registry: &Registry) -> Vec<KnownWork> {
    registry
        .issue_dates()
        .into_iter()
        .map(|(id, date, title, origin)| KnownWork {
            id,
            witnesses: vec![CitedElsewhere {
                date: Some(date),
                issuer: None,
                title,
                own: true,
                source: Some(Source::Registry(origin)),
            }],
        })
        .collect()
}
