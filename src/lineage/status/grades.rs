//! The answer over all grades that a work's own steps, or those of what replaces it, tell apart.

use std::collections::BTreeSet;

use super::evidence::Evidence;
use super::judge::{Ruling, judge};
use super::statement::{Claim, Party, Statement};
use super::timing::concerns;
use super::{Question, Status, Verdict};
use crate::directive::{Level, SchoolYear};
use crate::lineage::identity::WorkId;

/// What holds for some grades.
#[derive(Debug, Clone, PartialEq)]
pub struct GradeStatus {
    /// The grades, sorted.
    pub grades: Vec<u32>,
    /// Whether the work holds for them.
    pub verdict: Verdict,
    /// What applies to them instead.
    pub instead: Vec<Party>,
    /// From which school year that is so, grade by grade, where steps tell.
    pub steps: Vec<(u32, SchoolYear)>,
}

pub(super) fn over_grades(work: &WorkId, evidence: &Evidence, question: &Question) -> Status {
    if question.grade.is_some() {
        return into_status(judge(work, evidence, question, question.grade), Vec::new());
    }
    let whole = judge(work, evidence, question, None);
    // Before it takes effect no grade is different from another.
    if whole.verdict == Verdict::NotYet {
        return into_status(whole, Vec::new());
    }
    let rulings: Vec<(u32, Ruling)> = told_apart(work, evidence, question)
        .into_iter()
        .map(|grade| (grade, judge(work, evidence, question, Some(grade))))
        .filter(|(_, ruling)| !matches!(ruling.verdict, Verdict::Unknown | Verdict::NotForGrade))
        .collect();
    let Some((_, first)) = rulings.first() else { return into_status(whole, Vec::new()) };
    if rulings.iter().all(|(_, ruling)| ruling.verdict == first.verdict) {
        // Verdicts that amendments make partial are the same for all; the answer without grades names the day.
        let ruling = if first.verdict == whole.verdict { whole } else { first.clone() };
        return into_status(ruling, Vec::new());
    }
    let mut grades: Vec<GradeStatus> = Vec::new();
    let mut ruling = Ruling { verdict: Verdict::Partly, evidence: Vec::new(), instead: Vec::new(), ..whole };
    for (grade, its) in rulings {
        match grades.iter_mut().find(|known| known.verdict == its.verdict && known.instead == its.instead) {
            Some(known) => {
                known.grades.push(grade);
                known.steps.extend(its.step.map(|step| (grade, step)));
            }
            None => grades.push(GradeStatus {
                grades: vec![grade],
                verdict: its.verdict,
                instead: its.instead.clone(),
                steps: its.step.map(|step| (grade, step)).into_iter().collect(),
            }),
        }
        for statement in its.evidence {
            if !ruling.evidence.contains(&statement) {
                ruling.evidence.push(statement);
            }
        }
        ruling
            .changes
            .extend(its.changes.into_iter().filter(|change| !ruling.changes.contains(change)).collect::<Vec<_>>());
        ruling
            .coming
            .extend(its.coming.into_iter().filter(|change| !ruling.coming.contains(change)).collect::<Vec<_>>());
    }
    ruling.doubt = None;
    into_status(ruling, grades)
}

/// The grades that the steps of `work` and of what replaces it name, and the directives of the year; within the level
/// asked for.
fn told_apart(work: &WorkId, evidence: &Evidence, question: &Question) -> BTreeSet<u32> {
    let mut works: Vec<&WorkId> = vec![work];
    let acts = evidence.acts_on(work);
    works.extend(acts.iter().filter(|act| act.ends_all() && !act.outright).filter_map(|act| act.by).map(|by| &by.id));
    let phases = |work: &WorkId| -> Vec<u32> {
        let named = evidence.about(work).filter_map(|statement| match &statement.claim {
            Claim::Applies { grades, levels, phase: true, .. } => Some((grades, levels)),
            _ => None,
        });
        named
            .flat_map(|(grades, levels)| (1..=12).filter(|grade| concerns(grades, levels, *grade) == Some(true)))
            .collect()
    };
    works
        .into_iter()
        .flat_map(phases)
        .filter(|grade| question.level.is_none() || Level::of_grade(*grade) == question.level)
        .collect()
}

fn into_status(ruling: Ruling, grades: Vec<GradeStatus>) -> Status {
    let Ruling { verdict, since, changes, instead, chain, coming, doubt, mut evidence, step: _ } = ruling;
    evidence.sort_by_key(|statement: &Statement| statement.source.rank());
    Status {
        verdict,
        since,
        changes,
        instead,
        chain,
        grades,
        coming,
        doubt,
        basis: None,
        candidates: Vec::new(),
        evidence,
        disagreements: Vec::new(),
        drafted: Vec::new(),
    }
}
