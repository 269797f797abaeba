//! When works are issued, take effect and end.

use jiff::civil::Date;

use super::Change;
use super::evidence::Evidence;
use super::statement::{Claim, Party, Statement};
use crate::directive::{EffectVerb, Level, PartialDate, SchoolYear};
use crate::lineage::identity::WorkId;

/// Since when something is so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Start {
    /// From a day that is stated, or that is the day of issue of a document that states none (`true`).
    On(PartialDate, bool),
    /// From an unknown day, not before this one.
    NotBefore(Date),
    /// Nothing is known.
    Unknown,
}

impl Start {
    /// Whether it has begun on `day`; `None` where that cannot be told.
    pub fn has_begun(self, day: Date) -> Option<bool> {
        match self {
            Self::On(date, _) => Some(date.first_day() <= day),
            Self::NotBefore(first) if day < first => Some(false),
            // Regulations take effect within the year after they are issued; what is older has begun.
            Self::NotBefore(first) => (day > last_of_next_year(first)).then_some(true),
            Self::Unknown => None,
        }
    }

    pub fn date(self) -> Option<PartialDate> {
        match self {
            Self::On(date, _) => Some(date),
            _ => None,
        }
    }
}

fn last_of_next_year(day: Date) -> Date {
    Date::constant(day.year() + 1, 12, 31)
}

/// Something that is done to a work, with its start and the statements that say so, the most believed first.
#[derive(Debug, Clone)]
pub(super) struct Act<'a> {
    pub verb: Option<EffectVerb>,
    pub by: Option<&'a Party>,
    pub scope: Option<&'a str>,
    pub except: Option<&'a str>,
    pub start: Start,
    pub to: Option<PartialDate>,
    /// Whether the clause itself states the end, so that no steps of what comes instead put it off.
    pub outright: bool,
    pub proofs: Vec<&'a Statement>,
}

impl Act<'_> {
    /// Whether it ends the work as a whole.
    pub fn ends_all(&self) -> bool {
        matches!(self.verb, None | Some(EffectVerb::Replaces | EffectVerb::Repeals))
            && self.scope.is_none()
            && self.except.is_none()
    }

    pub fn as_change(&self) -> Change {
        Change {
            verb: self.verb,
            by: self.by.cloned(),
            scope: self.scope.map(str::to_owned),
            except: self.except.map(str::to_owned),
            from: self.start.date(),
            from_issue: matches!(self.start, Start::On(_, true)),
            steps: None,
            to: self.to,
        }
    }
}

impl Evidence {
    /// When `work` was issued, by the most believed statement.
    pub fn issue_date(&self, work: &WorkId) -> Option<PartialDate> {
        self.issued(work).map(|(date, _)| date)
    }

    /// When `work` was issued, with the statement where it is not the identity that says so.
    pub(super) fn issued<'a>(&'a self, work: &WorkId) -> Option<(PartialDate, Option<&'a Statement>)> {
        let stated = self.about(work).find_map(|statement| match statement.claim {
            Claim::Issued { on, .. } => Some((on, Some(statement))),
            _ => None,
        });
        stated.or_else(|| work.date.map(|date| (date, None)))
    }

    /// When `work` as a whole takes effect, by the most believed statement.
    pub(super) fn entry<'a>(&'a self, work: &WorkId) -> Option<(PartialDate, &'a Statement)> {
        self.about(work).find_map(|statement| match statement.claim {
            Claim::Entry { from, scope: None, .. } => Some((from, statement)),
            _ => None,
        })
    }

    /// The day before which `work` certainly does not hold: its issue, or the beginning of the year of its number.
    pub(super) fn not_before(&self, work: &WorkId) -> Option<Date> {
        let issued = self.issued(work).map(|(date, _)| date.first_day());
        issued.or_else(|| work.year.as_ref()?.parse().ok().and_then(|year| Date::new(year, 1, 1).ok()))
    }

    /// When an effect of `by` begins that states no day itself.
    fn start_of(&self, by: &WorkId) -> Start {
        if let Some((date, _)) = self.entry(by) {
            return Start::On(date, false);
        }
        match (self.issued(by), self.not_before(by)) {
            // Regulations bear the year in their number; they state when they take effect, and may not do so at once.
            (Some((date, _)), _) if by.year.is_none() => Start::On(date, true),
            (_, Some(day)) => Start::NotBefore(day),
            _ => Start::Unknown,
        }
    }

    /// What is done to `work`, one act for each actor, verb and scope; what is only consolidated or corrected is not
    /// touched by that (Pháp lệnh 01/2012/UBTVQH13 art. 3, 4).
    pub(super) fn acts_on<'a>(&'a self, work: &WorkId) -> Vec<Act<'a>> {
        let mut acts: Vec<Act<'a>> = Vec::new();
        for statement in self.about(work) {
            if statement.is_hearsay() && self.is_told_better(work, statement) {
                continue;
            }
            let act = match &statement.claim {
                Claim::Effect { verb: EffectVerb::Consolidates | EffectVerb::Corrects, .. } => continue,
                Claim::Effect { verb, by, scope, except, from, to, .. } => Act {
                    verb: Some(*verb),
                    by: Some(by),
                    scope: scope.as_deref(),
                    except: except.as_deref(),
                    start: from.map_or_else(|| self.start_of(&by.id), |date| Start::On(date, false)),
                    to: *to,
                    outright: statement.ends_outright(),
                    proofs: vec![statement],
                },
                Claim::Expiry { from, scope, .. } => Act {
                    verb: None,
                    by: None,
                    scope: scope.as_deref(),
                    except: None,
                    start: from.map_or(Start::Unknown, |date| Start::On(date, false)),
                    to: None,
                    outright: true,
                    proofs: vec![statement],
                },
                _ => continue,
            };
            match acts.iter_mut().find(|known| same(known, &act)) {
                Some(known) => {
                    let as_good = known.proofs.iter().all(|proof| statement.source.rank() <= proof.source.rank());
                    if act.outright && !known.outright && as_good {
                        known.outright = true;
                        known.start = if act.start.date().is_some() { act.start } else { known.start };
                    }
                    known.proofs.push(statement);
                    // "Hết hiệu lực" in the clause, "thay thế" elsewhere: then something stands in its place.
                    if act.verb == Some(EffectVerb::Replaces) {
                        known.verb = act.verb;
                    }
                    // A weaker source fills in what the stronger one leaves open.
                    if known.start.date().is_none() {
                        known.start = act.start;
                    }
                }
                None => acts.push(act),
            }
        }
        acts
    }

    /// Whether a better source tells of the two works of this hearsay.
    fn is_told_better(&self, work: &WorkId, hearsay: &Statement) -> bool {
        let Claim::Effect { by: actor, .. } = &hearsay.claim else { return false };
        self.about(work)
            .any(|other| !other.is_hearsay() && matches!(&other.claim, Claim::Effect { by, .. } if by.is(&actor.id)))
    }

    /// The first school year in which `work` applies to `grade` by its own steps; the statement that says so.
    pub(super) fn phase_of<'a>(&'a self, work: &WorkId, grade: u32) -> Option<(SchoolYear, &'a Statement)> {
        self.about(work).find_map(|statement| match &statement.claim {
            Claim::Applies { grades, levels, first: Some(first), phase: true, .. }
                if concerns(grades, levels, grade) == Some(true) =>
            {
                Some((*first, statement))
            }
            _ => None,
        })
    }

    /// Whether `work` takes effect in steps by grade.
    pub(super) fn has_phases(&self, work: &WorkId) -> bool {
        self.about(work).any(|statement| matches!(statement.claim, Claim::Applies { phase: true, .. }))
    }

    /// The school years of the first and the last step by which `work` takes effect.
    pub(super) fn steps(&self, work: &WorkId) -> Option<(SchoolYear, SchoolYear)> {
        let years = || {
            self.about(work).filter_map(|statement| match statement.claim {
                Claim::Applies { first, phase: true, .. } => first,
                _ => None,
            })
        };
        years().min().zip(years().max())
    }

    /// The statement by which `work` is for other levels than that of `grade`.
    pub(super) fn elsewhere<'a>(&'a self, work: &WorkId, grade: u32) -> Option<&'a Statement> {
        let level = Level::of_grade(grade)?;
        self.about(work).find(|statement| match &statement.claim {
            Claim::Concerns { levels, .. } => !levels.contains(&level),
            _ => false,
        })
    }

    /// Directives' statements that `work` applies to `grade` in `year`; without a grade, those that name none.
    pub(super) fn applied<'a>(&'a self, work: &WorkId, year: SchoolYear, grade: Option<u32>) -> Vec<&'a Statement> {
        let says = |statement: &&Statement| match &statement.claim {
            Claim::Applies { grades, levels, first, last, phase, .. } => {
                let dated = first.is_some() || last.is_some();
                let covers = first.is_none_or(|first| first <= year) && last.is_none_or(|last| year <= last);
                let concerned = match grade {
                    Some(grade) => concerns(grades, levels, grade) == Some(true),
                    None => grades.is_empty() && levels.is_empty(),
                };
                !phase && dated && covers && concerned
            }
            _ => false,
        };
        self.about(work).filter(says).collect()
    }
}

/// Whether grades and levels are about `grade`; `None` where neither is named.
pub(super) fn concerns(grades: &[u32], levels: &[Level], grade: u32) -> Option<bool> {
    if !grades.is_empty() {
        return Some(grades.contains(&grade));
    }
    (!levels.is_empty()).then(|| Level::of_grade(grade).is_some_and(|level| levels.contains(&level)))
}

/// Whether two statements tell of one act: one source says "thay thế" where another says "hết hiệu lực".
fn same(a: &Act<'_>, b: &Act<'_>) -> bool {
    let ends = |act: &Act<'_>| matches!(act.verb, Some(EffectVerb::Replaces | EffectVerb::Repeals));
    let same_actor = match (a.by, b.by) {
        (Some(a), Some(b)) => a.is(&b.id) || a.id.number.is_none() && a.name == b.name,
        (None, None) => true,
        _ => false,
    };
    same_actor && a.scope == b.scope && a.except == b.except && (a.verb == b.verb || ends(a) && ends(b))
}
