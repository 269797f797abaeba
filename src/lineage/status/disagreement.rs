//! Where sources differ: what was believed, and what was not.

use super::evidence::Evidence;
use super::statement::{Claim, Statement};
use super::{Status, Verdict};
use crate::directive::{EffectVerb, PartialDate, PortalStatus};
use crate::lineage::identity::WorkId;

/// Two statements that cannot both be right.
#[derive(Debug, Clone, PartialEq)]
pub struct Disagreement {
    /// The one that was believed.
    pub believed: Statement,
    /// The other.
    pub other: Statement,
}

pub(super) fn of(work: &WorkId, evidence: &Evidence, status: &Status) -> Vec<Disagreement> {
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
    // A directive that still applies what has ended for everybody.
    if matches!(status.verdict, Verdict::Replaced | Verdict::Repealed | Verdict::Expired)
        && status.grades.is_empty()
        && let Some(believed) = status.evidence.first()
        && let Some(since) = status.since
    {
        for other in &statements {
            let Claim::Applies { first, last, phase: false, .. } = &other.claim else { continue };
            let year = first.or(*last).map(|year| jiff::civil::Date::constant(year.first(), 9, 1));
            if year.is_some_and(|begin| begin >= since.first_day()) && !status.evidence.contains(other) {
                push(&mut found, believed, other);
            }
        }
    }
    found
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
