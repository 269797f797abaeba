//! Where sources differ: what was believed, and what was not.

use super::evidence::Evidence;
use super::statement::{Claim, Statement};
use super::timing::concerns;
use super::{Question, Status, Verdict};
use crate::directive::{EffectVerb, Level, PartialDate, PortalStatus};
use crate::lineage::identity::WorkId;

/// Two statements that cannot both be right.
#[derive(Debug, Clone, PartialEq)]
pub struct Disagreement {
    /// The one that was believed.
    pub believed: Statement,
    /// The other.
    pub other: Statement,
}

pub(super) fn of(work: &WorkId, evidence: &Evidence, question: &Question, status: &Status) -> Vec<Disagreement> {
    let statements: Vec<&Statement> = evidence.about(work).collect();
    let mut found: Vec<Disagreement> = Vec::new();
    // The statements come most believed first, so that an earlier one is believed.
    for (index, believed) in statements.iter().enumerate() {
        for other in &statements[index + 1..] {
            let by_rank = believed.source.rank() < other.source.rank();
            if by_rank && differ(&believed.claim, &other.claim) {
                push(&mut found, believed, other);
            }
        }
    }
    for (believed, other) in starts_apart(evidence, &statements) {
        push(&mut found, believed, other);
    }
    let portal = statements.iter().find_map(|statement| match statement.claim {
        Claim::Portal { status, .. } => Some((status, *statement)),
        _ => None,
    });
    if let (Some((stated, other)), Some(believed)) = (portal, status.evidence.first()) {
        let against = match stated {
            PortalStatus::InForce => status.verdict.is_ended(),
            PortalStatus::Expired => status.verdict.holds(),
            PortalStatus::PartlyExpired => status.verdict.is_ended(),
            // A page saved before the day says so rightly.
            PortalStatus::NotYetInForce | PortalStatus::Suspended => false,
        };
        if against && believed.source.rank() < other.source.rank() {
            push(&mut found, believed, other);
        }
    }
    for other in &statements {
        if let Some(believed) = applied_against(other, question, status) {
            push(&mut found, believed, other);
        }
    }
    found
}

/// For a directive of the year asked for that applies the work to pupils for whom it does not hold by the answer: the
/// statement that is believed. What is said of other school years or other grades is no contradiction.
fn applied_against<'a>(other: &Statement, question: &Question, status: &'a Status) -> Option<&'a Statement> {
    let Claim::Applies { grades, levels, first, last, phase: false, .. } = &other.claim else { return None };
    let dated = first.is_some() || last.is_some();
    let then = first.is_none_or(|first| first <= question.year) && last.is_none_or(|last| question.year <= last);
    let believed = status.grades.is_empty() && status.evidence.contains(other);
    if !dated || !then || believed {
        return None;
    }
    let means = |grade: u32| concerns(grades, levels, grade);
    let against = |verdict: Verdict| {
        verdict.is_ended() || matches!(verdict, Verdict::NotYet | Verdict::NotYetForGrade | Verdict::NotForGrade)
    };
    // What ended in the course of the year was applied rightly at its beginning.
    let in_time =
        || !status.verdict.is_ended() || status.since.is_none_or(|since| question.year.opening() >= since.first_day());
    let grade = if status.grades.is_empty() {
        let asked = match (question.grade, question.level) {
            (Some(grade), _) => means(grade) != Some(false),
            (None, Some(level)) => (1..=12).any(|g| Level::of_grade(g) == Some(level) && means(g) != Some(false)),
            (None, None) => true,
        };
        (asked && against(status.verdict) && in_time()).then_some(question.grade)?
    } else {
        let parts = status.grades.iter().filter(|part| against(part.verdict));
        Some(parts.flat_map(|part| &part.grades).copied().find(|grade| means(*grade) == Some(true))?)
    };
    let step = status.evidence.iter().find(|statement| match &statement.claim {
        Claim::Applies { grades, levels, phase: true, .. } => {
            grade.is_some_and(|grade| concerns(grades, levels, grade) == Some(true))
        }
        _ => false,
    });
    step.or(status.evidence.first())
}

/// Statements of the day from which one actor does one thing, that differ: the effect's own day, or the actor's entry.
fn starts_apart<'a>(evidence: &'a Evidence, statements: &[&'a Statement]) -> Vec<(&'a Statement, &'a Statement)> {
    let mut pairs = Vec::new();
    for statement in statements {
        let Claim::Effect { by, from: Some(from), .. } = &statement.claim else { continue };
        let entries = evidence.about(&by.id).filter_map(|entry| match entry.claim {
            Claim::Entry { from, scope: None, .. } => Some((from, entry)),
            _ => None,
        });
        for (day, entry) in entries {
            // A clause may set its own day, later than the entry of the document that it stands in.
            if apart(*from, day) && statement.source.rank() < entry.source.rank() {
                pairs.push((*statement, entry));
            }
        }
    }
    pairs
}

fn apart(a: PartialDate, b: PartialDate) -> bool {
    a.last_day() < b.first_day() || b.last_day() < a.first_day()
}

fn push(found: &mut Vec<Disagreement>, believed: &Statement, other: &Statement) {
    let new = Disagreement { believed: believed.clone(), other: other.clone() };
    if !found.iter().any(|known| known.other == new.other) {
        found.push(new);
    }
}

fn differ(a: &Claim, b: &Claim) -> bool {
    match (a, b) {
        (Claim::Issued { on: a, .. }, Claim::Issued { on: b, .. }) => apart(*a, *b),
        (Claim::Entry { from: a, scope: None, .. }, Claim::Entry { from: b, scope: None, .. }) => apart(*a, *b),
        (Claim::Expiry { from: Some(a), scope: None, .. }, Claim::Expiry { from: Some(b), scope: None, .. }) => {
            apart(*a, *b)
        }
        (
            Claim::Effect { verb: EffectVerb::Replaces, by: a, scope: None, except: None, from: from_a, .. },
            Claim::Effect { verb: EffectVerb::Replaces, by: b, scope: None, except: None, from: from_b, .. },
        ) => {
            let other_actor = !a.is(&b.id) && a.id.number.is_some() && b.id.number.is_some();
            let other_day = matches!((from_a, from_b), (Some(a), Some(b)) if apart(*a, *b));
            other_actor || other_day
        }
        _ => false,
    }
}
