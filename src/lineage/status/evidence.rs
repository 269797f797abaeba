//! All statements that are at hand, and which of them are about a work.

use std::collections::HashMap;

use super::statement::{Claim, Party, Statement};
use crate::directive::EffectVerb;
use crate::lineage::identity::WorkId;

/// Statements from wherever they come.
///
/// Those by which validity is judged are kept apart from what drafts say, which bind nobody; what its issuer has no power
/// to do ([`Statement::is_beyond_powers`]) is left out. A bare number ("Thông tư
/// 22") is nobody's: what is said of it is not said of a certain work, and nothing that is known of a work is said of it.
#[derive(Debug, Clone, Default)]
pub struct Evidence {
    statements: Vec<Statement>,
    drafts: Vec<Statement>,
    /// Where the statements stand that are about a work of this number, laws by name under `None`.
    about: HashMap<Option<String>, Vec<usize>>,
    /// Where the effects stand by which a work of this number acts.
    by: HashMap<Option<String>, Vec<usize>>,
}

impl Evidence {
    /// Of these statements, the most believed first.
    pub fn new(statements: Vec<Statement>) -> Self {
        let (drafts, mut statements): (Vec<_>, Vec<_>) = statements
            .into_iter()
            .filter(|statement| !statement.is_beyond_powers())
            .partition(|it| it.source.is_draft());
        statements.sort_by_key(|statement| statement.source.rank());
        let mut evidence = Self { statements, drafts, ..Self::default() };
        for (place, statement) in evidence.statements.iter().enumerate() {
            let about = &statement.claim.work().id;
            if !about.is_bare() {
                evidence.about.entry(about.number.clone()).or_default().push(place);
            }
            if let Claim::Effect { by, .. } = &statement.claim
                && !about.is_bare()
                && !by.id.is_bare()
            {
                evidence.by.entry(by.id.number.clone()).or_default().push(place);
            }
        }
        evidence
    }

    /// Adds statements.
    pub fn extend(&mut self, statements: impl IntoIterator<Item = Statement>) {
        let mut all = std::mem::take(&mut self.statements);
        all.append(&mut self.drafts);
        all.extend(statements);
        *self = Self::new(all);
    }

    /// What is said about `work`, what others do to it among it, the most believed first.
    pub fn about<'a>(&'a self, work: &WorkId) -> impl Iterator<Item = &'a Statement> {
        let known = self.about.get(&work.number).filter(|_| !work.is_bare());
        let places = known.map(Vec::as_slice).unwrap_or_default();
        places.iter().map(|place| &self.statements[*place]).filter(|statement| statement.claim.work().is(work))
    }

    /// What drafts would do to `work`, or state of it.
    pub fn drafted<'a>(&'a self, work: &WorkId) -> impl Iterator<Item = &'a Statement> {
        self.drafts.iter().filter(|statement| {
            let about = statement.claim.work();
            !work.is_bare() && !about.id.is_bare() && about.is(work)
        })
    }

    /// The works that `work` replaces as a whole, each once.
    pub fn replaced_by<'a>(&'a self, work: &WorkId) -> Vec<&'a Statement> {
        let mut found: Vec<&Statement> = Vec::new();
        let places = self.by.get(&work.number).filter(|_| !work.is_bare()).map(Vec::as_slice).unwrap_or_default();
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

    /// The works, named in full, that a number without symbol may mean, sorted by name.
    pub fn candidates(&self, work: &WorkId) -> Vec<Party> {
        let mut found: Vec<Party> = Vec::new();
        if work.number.is_none() || work.symbol.is_some() {
            return found;
        }
        for statement in &self.statements {
            let by = match &statement.claim {
                Claim::Effect { by, .. } => Some(by),
                _ => None,
            };
            for party in by.into_iter().chain([statement.claim.work()]) {
                let meant = party.id.symbol.is_some() && party.is(work);
                if meant && !found.iter().any(|known| known.is(&party.id)) {
                    found.push(party.clone());
                }
            }
        }
        found.sort_by(|a, b| (&a.id.year, &a.name).cmp(&(&b.id.year, &b.name)));
        found
    }
}
