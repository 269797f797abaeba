//! All statements that are at hand, and which of them are about a work.

use std::collections::HashMap;

use super::statement::{Claim, Statement};
use crate::directive::EffectVerb;
use crate::lineage::identity::WorkId;

/// Statements from wherever they come.
#[derive(Debug, Clone, Default)]
pub struct Evidence {
    statements: Vec<Statement>,
    /// Where the statements stand that are about a work of this number, laws by name under `None`.
    about: HashMap<Option<String>, Vec<usize>>,
    /// Where the effects stand by which a work of this number acts.
    by: HashMap<Option<String>, Vec<usize>>,
}

impl Evidence {
    /// Of these statements, the most believed first.
    pub fn new(mut statements: Vec<Statement>) -> Self {
        statements.sort_by_key(|statement| statement.source.rank());
        let mut evidence = Self { statements, ..Self::default() };
        for (place, statement) in evidence.statements.iter().enumerate() {
            evidence.about.entry(statement.claim.work().id.number.clone()).or_default().push(place);
            if let Claim::Effect { by, .. } = &statement.claim {
                evidence.by.entry(by.id.number.clone()).or_default().push(place);
            }
        }
        evidence
    }

    /// Adds statements.
    pub fn extend(&mut self, statements: impl IntoIterator<Item = Statement>) {
        let mut all = std::mem::take(&mut self.statements);
        all.extend(statements);
        *self = Self::new(all);
    }

    /// What is said about `work`, what others do to it among it, the most believed first.
    pub fn about<'a>(&'a self, work: &WorkId) -> impl Iterator<Item = &'a Statement> {
        let places = self.about.get(&work.number).map(Vec::as_slice).unwrap_or_default();
        places.iter().map(|place| &self.statements[*place]).filter(|statement| statement.claim.work().is(work))
    }

    /// The works that `work` replaces as a whole, each once.
    pub fn replaced_by<'a>(&'a self, work: &WorkId) -> Vec<&'a Statement> {
        let mut found: Vec<&Statement> = Vec::new();
        let places = self.by.get(&work.number).map(Vec::as_slice).unwrap_or_default();
        for statement in places.iter().map(|place| &self.statements[*place]) {
            let Claim::Effect { verb: EffectVerb::Replaces, by, on, scope: None, .. } = &statement.claim else {
                continue;
            };
            if by.is(work) && !found.iter().any(|known| known.claim.work().is(&on.id)) {
                found.push(statement);
            }
        }
        found
    }
}
