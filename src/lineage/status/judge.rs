//! What holds at one time for one grade, or without regard to grades.

use super::evidence::Evidence;
use super::statement::{Claim, Party, Statement};
use super::timing::{Act, concerns};
use super::{Change, Doubt, Question, Verdict};
use crate::directive::{EffectVerb, PartialDate, PortalStatus, SchoolYear};
use crate::lineage::identity::WorkId;

/// A chain of replacements is followed so far.
const LONGEST_CHAIN: usize = 12;

/// The answer for one grade.
#[derive(Debug, Clone)]
pub(super) struct Ruling {
    pub verdict: Verdict,
    pub since: Option<PartialDate>,
    pub changes: Vec<Change>,
    pub instead: Vec<Party>,
    pub chain: Vec<Party>,
    pub coming: Vec<Change>,
    pub doubt: Option<Doubt>,
    pub evidence: Vec<Statement>,
    /// The school year from which that is so for the grade, where a step says it.
    pub step: Option<SchoolYear>,
}

impl Ruling {
    fn new(verdict: Verdict) -> Self {
        Self {
            verdict,
            since: None,
            changes: Vec::new(),
            instead: Vec::new(),
            chain: Vec::new(),
            coming: Vec::new(),
            doubt: None,
            evidence: Vec::new(),
            step: None,
        }
    }

    fn doubted(verdict: Verdict, doubt: Doubt) -> Self {
        Self { doubt: Some(doubt), ..Self::new(verdict) }
    }

    fn with<'a>(mut self, statements: impl IntoIterator<Item = &'a Statement>) -> Self {
        for statement in statements {
            if !self.evidence.contains(statement) {
                self.evidence.push(statement.clone());
            }
        }
        self
    }
}

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

    /// Whether it has been replaced, repealed or has expired; where it goes on for the grade, that it does.
    fn ended(&self, work: &WorkId, acts: &[Act<'a>]) -> Option<Ruling> {
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
        let own = |act: &&&Act<'a>| {
            let enders = act.proofs.iter().filter(|proof| proof.source.rank() == 0);
            let mut enders = enders.filter_map(|proof| proof.source.document());
            enders.any(|ender| applied.iter().any(|statement| statement.source.document() == Some(ender)))
        };
        !gone.is_empty() && gone.iter().filter(own).count() == gone.len()
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
    fn change(&self, act: &Act<'a>) -> Change {
        let mut change = act.as_change();
        let Some(by) = act.by.filter(|_| act.ends_all()) else { return change };
        let begins = |year: SchoolYear| PartialDate::Day(jiff::civil::Date::constant(year.first(), 9, 1));
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
    fn has_begun(&self, act: &Act<'a>) -> Option<bool> {
        let base = act.start.has_begun(self.question.day);
        let phase = if act.ends_all() { self.phase(act) } else { None };
        match phase {
            Some((first, _)) if base != Some(false) => Some(first <= self.question.year),
            _ => base,
        }
    }

    /// The step by which the work that acts comes to the grade.
    fn phase(&self, act: &Act<'a>) -> Option<(SchoolYear, &'a Statement)> {
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
        let since = phase.map(|(first, _)| PartialDate::Day(jiff::civil::Date::constant(first.first(), 9, 1)));
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

    /// It has begun and not ended, as far as is known: whether something says that it holds.
    fn holding(&self, work: &WorkId, acts: &[Act<'a>]) -> Ruling {
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

    fn portal(&self, work: &WorkId, wanted: PortalStatus) -> Option<&'a Statement> {
        self.evidence
            .about(work)
            .find(|statement| matches!(&statement.claim, Claim::Portal { status, .. } if *status == wanted))
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

    /// The works that hold until this one does: those that it replaces.
    fn give_instead(&self, work: &WorkId, ruling: &mut Ruling) {
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
    fn follow(&self, work: &WorkId, ruling: &mut Ruling) {
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
