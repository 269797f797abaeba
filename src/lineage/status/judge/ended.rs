//! Whether a work has ended, and for whom: replaced, repealed, expired; or goes on in transition.

use super::{Bench, Ruling};
use crate::directive::{EffectVerb, PartialDate, PortalStatus, SchoolYear};
use crate::lineage::identity::WorkId;
use crate::lineage::status::statement::{Claim, Statement};
use crate::lineage::status::timing::Act;
use crate::lineage::status::{Change, Doubt, Verdict};

impl<'a> Bench<'a> {
    /// Whether it has been replaced, repealed or has expired; where it goes on for the grade, that it does.
    pub(super) fn ended(&self, work: &WorkId, acts: &[Act<'a>]) -> Option<Ruling> {
        let day = self.question.day;
        let ends = || acts.iter().filter(|act| act.ends_all());
        // A replacement that comes grade by grade ends the old rules grade by grade.
        let mut gone: Vec<&Act<'a>> = ends().filter(|act| self.has_begun(act) == Some(true)).collect();
        gone.sort_by_key(|act| (act.start.date().is_none(), act.start.date().map(|date| date.first_day())));
        let waits: Vec<&Act<'a>> = ends()
            .filter(|act| self.has_begun(act) == Some(false) && act.start.has_begun(day) != Some(false))
            .collect();
        if gone.is_empty() && waits.is_empty() {
            return self.portal_end(work);
        }
        let comes_in_steps = |act: &&Act| !act.outright && act.by.is_some_and(|by| self.evidence.has_phases(&by.id));
        let phased = gone.iter().any(comes_in_steps);
        let applied = self.evidence.applied(work, self.question.year, self.grade);
        let told_itself = gone.iter().any(|act| act.proofs.iter().any(|proof| proof.source.rank() == 0));
        let spared = self.is_spared(&gone, &applied);
        let revived = spared || !applied.is_empty() && phased && !told_itself && !self.is_overruled(&gone, &applied);
        if gone.is_empty() || revived {
            let mut ruling = Ruling::doubted(Verdict::InForce, Doubt::Transition).with(applied);
            for act in waits {
                let phase = self.phase(act);
                ruling = ruling.with(phase.map(|(_, statement)| statement)).with(act.proofs.iter().copied());
            }
            return Some(ruling);
        }
        let first = *gone.first()?;
        let verdict = match first.verb {
            Some(EffectVerb::Replaces) => Verdict::Replaced,
            Some(_) => Verdict::Repealed,
            None => Verdict::Expired,
        };
        let change = self.change(first);
        let step = self.phase(first).map(|(year, _)| year);
        let mut ruling = Ruling { since: change.from, step, ..Ruling::new(verdict) };
        if first.start.date().is_none() {
            ruling.doubt = Some(Doubt::EndUnknown);
        }
        let transition = self.transition(work);
        if transition.is_some() {
            ruling.doubt = Some(Doubt::Transition);
        }
        ruling = ruling.with(transition);
        for act in gone {
            ruling.changes.push(self.change(act));
            ruling = ruling.with(act.proofs.iter().copied());
            if let Some(by) = act.by {
                let entry = self.evidence.entry(&by.id).map(|(_, statement)| statement);
                let phase = self.grade.and_then(|grade| self.evidence.phase_of(&by.id, grade));
                ruling = ruling.with(entry).with(phase.map(|(_, statement)| statement));
            }
        }
        Some(ruling)
    }

    /// Whether the document that ends the work says itself that it goes on for the grade ("tiếp tục áp dụng đối với lớp 9
    /// đến hết năm học …").
    fn is_spared(&self, gone: &[&Act<'a>], applied: &[&Statement]) -> bool {
        let own = |act: &&Act<'a>| {
            let enders = act.proofs.iter().filter(|proof| proof.source.rank() == 0);
            let mut enders = enders.filter_map(|proof| proof.source.document());
            enders.any(|ender| applied.iter().any(|statement| statement.source.document() == Some(ender)))
        };
        !gone.is_empty() && gone.iter().all(own)
    }

    /// Whether directives that still apply the work speak against one who is believed more: the steps of what ended it,
    /// or a directive of a higher tier.
    fn is_overruled(&self, gone: &[&Act<'a>], applied: &[&Statement]) -> bool {
        let by = || gone.iter().filter_map(|act| act.by).map(|by| &by.id);
        let has_come = |by: &WorkId| match self.grade {
            Some(grade) => self.evidence.phase_of(by, grade).is_some(),
            None => self.evidence.steps(by).is_some_and(|(_, last)| last <= self.question.year),
        };
        let best = |statements: &[&Statement]| statements.iter().map(|statement| statement.authority()).min();
        let new: Vec<&Statement> =
            by().flat_map(|by| self.evidence.applied(by, self.question.year, self.grade)).collect();
        by().any(has_come) || best(&new).zip(best(applied)).is_some_and(|(new, old)| new < old)
    }

    /// An act as it concerns the grade: from the step on that comes to it.
    pub(super) fn change(&self, act: &Act<'a>) -> Change {
        let mut change = act.as_change();
        let Some(by) = act.by.filter(|_| act.ends_all()) else { return change };
        let begins = |year: SchoolYear| PartialDate::Day(year.opening());
        let after = |year: SchoolYear| change.from.is_none_or(|from| begins(year).first_day() > from.first_day());
        match self.grade {
            Some(_) => {
                if let Some((year, _)) = self.phase(act).filter(|(year, _)| after(*year)) {
                    (change.steps, change.from, change.from_issue) = (Some((year, year)), Some(begins(year)), false);
                }
            }
            None if act.outright => {}
            None => change.steps = self.evidence.steps(&by.id).filter(|(_, last)| after(*last)),
        }
        change
    }

    /// Whether an act has begun for the grade asked for; `None` where that cannot be told.
    pub(super) fn has_begun(&self, act: &Act<'a>) -> Option<bool> {
        let base = act.start.has_begun(self.question.day);
        let phase = if act.ends_all() { self.phase(act) } else { None };
        match phase {
            Some((first, _)) if base != Some(false) => Some(first <= self.question.year),
            _ => base,
        }
    }

    /// The step by which the work that acts comes to the grade.
    pub(super) fn phase(&self, act: &Act<'a>) -> Option<(SchoolYear, &'a Statement)> {
        let by = act.by.filter(|_| !act.outright);
        by.zip(self.grade).and_then(|(by, grade)| self.evidence.phase_of(&by.id, grade))
    }

    /// A clause by which some may go on under the work.
    fn transition(&self, work: &WorkId) -> Option<&'a Statement> {
        self.evidence.about(work).find(|statement| match &statement.claim {
            Claim::Transition { to, .. } => to.is_none_or(|to| self.question.day <= to.last_day()),
            _ => false,
        })
    }

    fn portal_end(&self, work: &WorkId) -> Option<Ruling> {
        let statement = self.portal(work, PortalStatus::Expired)?;
        // A day on which it still held is not touched by what a portal says of a later one.
        let known = self.evidence.acts_on(work);
        let later = known.iter().any(|act| act.ends_all() && act.start.has_begun(self.question.day) == Some(false));
        (!later).then(|| Ruling::doubted(Verdict::Expired, Doubt::PortalOnly).with([statement]))
    }
}
