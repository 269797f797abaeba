//! Whether something says that a work holds that has begun and not ended, wholly or in part.

use super::{Bench, Ruling};
use crate::directive::{EffectVerb, PortalStatus};
use crate::lineage::identity::WorkId;
use crate::lineage::status::statement::{Claim, Statement};
use crate::lineage::status::timing::Act;
use crate::lineage::status::{Doubt, Verdict};

impl<'a> Bench<'a> {
    /// It has begun and not ended, as far as is known: whether something says that it holds.
    pub(super) fn holding(&self, work: &WorkId, acts: &[Act<'a>]) -> Ruling {
        let day = self.question.day;
        let pending = acts.iter().find(|act| act.ends_all() && self.has_begun(act).is_none());
        if let Some(act) = pending {
            let mut ruling = Ruling::doubted(Verdict::Unknown, Doubt::EndUnknown);
            ruling.changes.push(act.as_change());
            return ruling.with(act.proofs.iter().copied());
        }
        let parts: Vec<&Act<'a>> =
            acts.iter().filter(|act| self.is_part(act) && act.start.has_begun(day) != Some(false)).collect();
        let Some(mut ruling) = self.positive(work, acts) else {
            let known = self.evidence.about(work).next().is_some() || !parts.is_empty();
            let phases = self.grade.is_some() && self.evidence.has_phases(work);
            let doubt = match (phases, known) {
                (true, _) => Doubt::OtherGrades,
                (false, true) => Doubt::EntryUnknown,
                (false, false) => Doubt::NothingKnown,
            };
            return Ruling::doubted(Verdict::Unknown, doubt).with(self.evidence.issued(work).and_then(|(_, s)| s));
        };
        if !parts.is_empty() {
            ruling.verdict = Verdict::Partly;
        }
        for act in parts {
            ruling.changes.push(act.as_change());
            ruling = ruling.with(act.proofs.iter().copied());
        }
        ruling
    }

    /// What touches provisions of the work and not all of it.
    fn is_part(&self, act: &Act<'a>) -> bool {
        match act.verb {
            Some(EffectVerb::Amends) => true,
            Some(EffectVerb::Suspends) => {
                act.scope.is_some() && act.to.is_none_or(|to| self.question.day <= to.last_day())
            }
            _ => !act.ends_all(),
        }
    }

    /// The statements by which the work holds; `None` where nothing says so.
    fn positive(&self, work: &WorkId, acts: &[Act<'a>]) -> Option<Ruling> {
        let (day, year) = (self.question.day, self.question.year);
        let applied = self.evidence.applied(work, year, self.grade);
        let phase = self.grade.and_then(|grade| self.evidence.phase_of(work, grade));
        if self.grade.is_some() && self.evidence.has_phases(work) && phase.is_none() && applied.is_empty() {
            return None;
        }
        let mut ruling = Ruling::new(Verdict::InForce);
        if let Some((from, statement)) = self.evidence.entry(work) {
            ruling.since = Some(from);
            ruling = ruling.with([statement]);
        }
        ruling = ruling.with(phase.map(|(_, statement)| statement)).with(applied);
        if !ruling.evidence.is_empty() {
            return Some(ruling);
        }
        // What ends, is amended or is suspended on a later day held until then, once it had been issued.
        let touched = acts.iter().find(|act| match act.start.has_begun(day) {
            Some(true) => self.is_part(act) || act.verb == Some(EffectVerb::Suspends),
            Some(false) => self.evidence.not_before(work).is_some(),
            None => false,
        });
        if let Some(act) = touched {
            return Some(ruling.with(act.proofs.iter().copied()));
        }
        let portal = [PortalStatus::InForce, PortalStatus::PartlyExpired]
            .into_iter()
            .find_map(|status| Some((status, self.portal(work, status)?)));
        portal.map(|(status, statement)| {
            let verdict = if status == PortalStatus::InForce { Verdict::InForce } else { Verdict::Partly };
            Ruling::doubted(verdict, Doubt::PortalOnly).with([statement])
        })
    }

    pub(super) fn portal(&self, work: &WorkId, wanted: PortalStatus) -> Option<&'a Statement> {
        self.evidence
            .about(work)
            .find(|statement| matches!(&statement.claim, Claim::Portal { status, .. } if *status == wanted))
    }
}
