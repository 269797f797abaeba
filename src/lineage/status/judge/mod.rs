//! What holds at one time for one grade, or without regard to grades.
//!
//! A [`Bench`] asks in turn whether the work has begun, has [`ended`], is suspended, does not come to the grade yet, or
//! else is [`holding`]; what applies in its place is looked for [`instead`]. Each answer is a [`Ruling`].

mod ended;
mod holding;
mod instead;
mod ruling;

use super::evidence::Evidence;
use super::statement::{Claim, Statement};
use super::timing::Act;
use super::{Change, Question, Verdict};
use crate::directive::{EffectVerb, PartialDate};
use crate::lineage::identity::WorkId;

pub(super) use ruling::Ruling;

/// Judges `work` for `grade`; `None` leaves grades aside.
pub(super) fn judge(work: &WorkId, evidence: &Evidence, question: &Question, grade: Option<u32>) -> Ruling {
    let bench = Bench { evidence, question, grade };
    let mut ruling = bench.ruling(work);
    if matches!(ruling.verdict, Verdict::NotYet | Verdict::NotYetForGrade) {
        bench.give_instead(work, &mut ruling);
    }
    if ruling.verdict == Verdict::Replaced {
        bench.follow(work, &mut ruling);
    }
    ruling
}

struct Bench<'a> {
    evidence: &'a Evidence,
    question: &'a Question,
    grade: Option<u32>,
}

impl<'a> Bench<'a> {
    fn ruling(&self, work: &WorkId) -> Ruling {
        let (day, evidence) = (self.question.day, self.evidence);
        if let Some(statement) = self.grade.and_then(|grade| evidence.elsewhere(work, grade)) {
            return Ruling::new(Verdict::NotForGrade).with([statement]);
        }
        let acts = evidence.acts_on(work);
        let coming = self.coming(&acts);
        let mut ruling = self
            .not_yet(work)
            .or_else(|| self.ended(work, &acts))
            .or_else(|| self.suspended(&acts))
            .or_else(|| self.not_yet_for_grade(work))
            .unwrap_or_else(|| self.holding(work, &acts));
        ruling.coming = coming;
        if ruling.evidence.is_empty()
            && let Some((issued, Some(statement))) = evidence.issued(work)
            && issued.first_day() > day
        {
            ruling = ruling.with([statement]);
        }
        ruling
    }

    fn not_yet(&self, work: &WorkId) -> Option<Ruling> {
        let day = self.question.day;
        if let Some((from, statement)) = self.evidence.entry(work) {
            return (day < from.first_day())
                .then(|| Ruling { since: Some(from), ..Ruling::new(Verdict::NotYet) }.with([statement]));
        }
        let first = self.evidence.not_before(work)?;
        let issued = self.evidence.issued(work);
        (day < first).then(|| {
            let ruling = Ruling { since: issued.map(|(date, _)| date), ..Ruling::new(Verdict::NotYet) };
            ruling.with(issued.and_then(|(_, statement)| statement))
        })
    }

    fn suspended(&self, acts: &[Act<'a>]) -> Option<Ruling> {
        let day = self.question.day;
        let act = acts.iter().find(|act| {
            act.verb == Some(EffectVerb::Suspends)
                && act.scope.is_none()
                && act.start.has_begun(day) == Some(true)
                && act.to.is_none_or(|to| day <= to.last_day())
        })?;
        let mut ruling = Ruling { since: act.start.date(), ..Ruling::new(Verdict::Suspended) };
        ruling.changes.push(act.as_change());
        Some(ruling.with(act.proofs.iter().copied()))
    }

    fn not_yet_for_grade(&self, work: &WorkId) -> Option<Ruling> {
        let grade = self.grade?;
        let year = self.question.year;
        let told = self.evidence.applied(work, year, Some(grade));
        let others: Vec<&Statement> = self
            .evidence
            .replaced_by(work)
            .into_iter()
            .flat_map(|effect| self.evidence.applied(&effect.claim.work().id, year, Some(grade)))
            .collect();
        let phase = self.evidence.phase_of(work, grade);
        let best = |statements: &[&Statement]| statements.iter().map(|statement| statement.authority()).min();
        match phase {
            Some((first, _)) if first <= year => return None,
            // The steps of the work itself stand above what is said of a year.
            Some(_) => {}
            None if others.is_empty() || best(&told).is_some_and(|told| Some(told) <= best(&others)) => return None,
            None => {}
        }
        let since = phase.map(|(first, _)| PartialDate::Day(first.opening()));
        // Directives that name the grades to which it applies are part of the answer.
        let same_places = others.iter().filter_map(|other| other.source.document()).collect::<Vec<_>>();
        let beside = self.evidence.about(work).filter(|statement| {
            matches!(statement.claim, Claim::Applies { phase: false, .. })
                && statement.source.document().is_some_and(|document| same_places.contains(&document))
        });
        let step = phase.map(|(first, _)| first);
        let ruling = Ruling { since, step, ..Ruling::new(Verdict::NotYetForGrade) };
        Some(ruling.with(others.iter().copied()).with(beside).with(phase.map(|(_, statement)| statement)))
    }

    /// What is known to happen after the day.
    fn coming(&self, acts: &[Act<'a>]) -> Vec<Change> {
        let day = self.question.day;
        let mut coming: Vec<Change> =
            acts.iter().filter(|act| act.start.has_begun(day) == Some(false)).map(|act| self.change(act)).collect();
        // A replacement that has begun elsewhere comes to this grade later.
        for act in acts.iter().filter(|act| act.ends_all() && act.start.has_begun(day) != Some(false)) {
            let phase = self.phase(act);
            if phase.is_some_and(|(first, _)| first > self.question.year) {
                coming.push(self.change(act));
            }
        }
        coming.sort_by_key(|change| change.from.map(|date| date.first_day()));
        coming
    }
}
