//! All statements that are at hand, and which of them are about a work.

use super::statement::{Claim, Statement};
use crate::directive::EffectVerb;
use crate::lineage::identity::WorkId;

/// Statements from wherever they come.
#[derive(Debug, Clone, Default)]
pub struct Evidence {
    statements: Vec<Statement>,
}

impl Evidence {
    /// Of these statements, the most believed first.
    pub fn new(mut statements: Vec<Statement>) -> Self {
        statements.sort_by_key(|statement| statement.source.rank());
        Self { statements }
    }

    /// Adds statements.
    pub fn extend(&mut self, statements: impl IntoIterator<Item = Statement>) {
        self.statements.extend(statements);
        self.statements.sort_by_key(|statement| statement.source.rank());
    }

    /// All statements, the most believed first.
    pub fn all(&self) -> &[Statement] {
        &self.statements
    }

    /// What is said about `work`, what others do to it among it.
    pub fn about<'a>(&'a self, work: &WorkId) -> impl Iterator<Item = &'a Statement> {
        self.statements.iter().filter(move |statement| statement.claim.work().is(work))
    }

    /// The works that `work` replaces as a whole, each once.
    pub fn replaced_by<'a>(&'a self, work: &WorkId) -> Vec<&'a Statement> {
        let mut found: Vec<&Statement> = Vec::new();
        for statement in &self.statements {
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
