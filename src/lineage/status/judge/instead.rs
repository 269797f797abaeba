//! What applies in the place of a work: what it will replace, what has replaced it.

use super::{Bench, Ruling};
use crate::directive::EffectVerb;
use crate::lineage::identity::WorkId;
use crate::lineage::status::Verdict;
use crate::lineage::status::statement::{Claim, Party};
use crate::lineage::status::timing::concerns;

/// A chain of replacements is followed so far.
const LONGEST_CHAIN: usize = 12;

impl Bench<'_> {
    /// The works that hold until this one does: those that it replaces.
    pub(super) fn give_instead(&self, work: &WorkId, ruling: &mut Ruling) {
        for effect in self.evidence.replaced_by(work) {
            let old = effect.claim.work();
            let verdict = self.ruling(&old.id).verdict;
            // The question for a grade may concern one of several: the others say nothing of the grade.
            let meant = self.grade.is_none_or(|grade| self.may_concern(&old.id, grade));
            if verdict.holds() && meant {
                ruling.instead.push(old.clone());
                if !ruling.evidence.contains(effect) {
                    ruling.evidence.push(effect.clone());
                }
            }
        }
    }

    fn may_concern(&self, work: &WorkId, grade: u32) -> bool {
        let named: Vec<bool> = self
            .evidence
            .about(work)
            .filter_map(|statement| match &statement.claim {
                Claim::Applies { grades, levels, phase: true, .. } => concerns(grades, levels, grade),
                _ => None,
            })
            .collect();
        named.is_empty() || named.contains(&true)
    }

    /// What replaced it, what replaced that, and so on; the last that holds applies instead.
    pub(super) fn follow(&self, work: &WorkId, ruling: &mut Ruling) {
        let direct: Vec<Party> = ruling
            .changes
            .iter()
            .filter(|change| change.verb == Some(EffectVerb::Replaces) && change.scope.is_none())
            .filter_map(|change| change.by.clone())
            .collect();
        let mut next = direct;
        let mut seen: Vec<WorkId> = vec![work.clone()];
        while let Some(party) = next.pop() {
            if ruling.chain.len() >= LONGEST_CHAIN || seen.iter().any(|known| known.agrees(&party.id)) {
                continue;
            }
            seen.push(party.id.clone());
            let of_it = self.ruling(&party.id);
            if of_it.verdict == Verdict::Replaced {
                next.extend(of_it.changes.iter().filter_map(|change| change.by.clone()));
                for statement in &of_it.evidence {
                    if !ruling.evidence.contains(statement) {
                        ruling.evidence.push(statement.clone());
                    }
                }
            } else if !of_it.verdict.is_ended() && !matches!(of_it.verdict, Verdict::NotYet | Verdict::NotForGrade) {
                ruling.instead.push(party.clone());
            }
            ruling.chain.push(party);
        }
    }
}
