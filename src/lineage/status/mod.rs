//! Hiệu lực: whether a work holds, on which day, for whom, by what evidence.
//!
//! Pure: the caller gathers [`Statement`]s from the store and from the [registry](super::registry) into an
//! [`Evidence`]; [`status`] answers a [`Question`] from them. Nothing is in force or expired without a statement that
//! says so: where there is none, the verdict is [`Verdict::Unknown`].
//!
//! [`timing`] tells when an effect begins, [`judge`] what holds for one grade at one time, [`grades`] puts the grades
//! together, [`disagreement`] says where sources differ. A text of the store is believed before the registry, and this
//! before a portal; what the weaker one says differently is shown beside. Who is under which rules in a year is told by
//! the steps of the regulation itself, then by the directives of the year, those of a higher tier first. What a draft
//! (dự thảo) would do is told apart and decides nothing; nor does what is beyond the [`powers`] of its issuer; a bare number is
//! no work, and gets no answer but those it may mean.
//!
//! The law sets bounds only and no day of entry where a text states none (Luật 64/2025/QH15 art. 53: not before 45 days
//! after the signing for central regulations, with exceptions), so no day is made up; but nothing holds before it is
//! issued, and an administrative document without a number's year (a công văn that replaces another) acts from its date.

mod disagreement;
mod evidence;
mod grades;
mod judge;
pub mod powers;
mod statement;
#[cfg(test)]
mod tests;
mod timing;

use jiff::civil::Date;
use serde::Serialize;

pub use disagreement::Disagreement;
pub use evidence::Evidence;
pub use grades::GradeStatus;
pub use statement::{Claim, Party, Source, Statement};

use super::identity::WorkId;
use crate::directive::{EffectVerb, Level, PartialDate, SchoolYear};

/// What is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Question {
    /// The day.
    pub day: Date,
    /// The school year.
    pub year: SchoolYear,
    /// The last day of the time asked for: changes up to it are told.
    pub until: Date,
    /// For this grade only.
    pub grade: Option<u32>,
    /// For this level only.
    pub level: Option<Level>,
}

impl Question {
    /// On a day, in the school year that it lies in; `None` outside the years that are known.
    pub fn on(day: Date) -> Option<Self> {
        Some(Self { day, year: SchoolYear::of_day(day)?, until: day, grade: None, level: None })
    }

    /// In a school year: as of its first day, with the changes until its last.
    pub fn in_year(year: SchoolYear) -> Self {
        Self { day: year.opening(), year, until: year.closing(), grade: None, level: None }
    }
}

/// Whether a work holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// Còn hiệu lực, by what is known.
    InForce,
    /// Còn hiệu lực một phần: amended, or ended in part, or for some grades only.
    Partly,
    /// Đã bị thay thế.
    Replaced,
    /// Đã bị bãi bỏ.
    Repealed,
    /// Hết hiệu lực by its own terms, or by a portal's statement.
    Expired,
    /// Ngưng hiệu lực.
    Suspended,
    /// Chưa có hiệu lực.
    NotYet,
    /// Chưa áp dụng cho lớp này.
    NotYetForGrade,
    /// Không quy định cho lớp này: by its subject it is for other levels.
    NotForGrade,
    /// Chưa rõ.
    Unknown,
}

impl Verdict {
    /// Whether the work has ended.
    pub fn is_ended(self) -> bool {
        matches!(self, Self::Replaced | Self::Repealed | Self::Expired)
    }

    /// Whether the work holds, wholly or in part.
    pub fn holds(self) -> bool {
        matches!(self, Self::InForce | Self::Partly)
    }
}

/// Something that another work does to the one asked about.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// What is done; `None`: it ends by its own terms.
    pub verb: Option<EffectVerb>,
    /// By which work.
    pub by: Option<Party>,
    /// To which provisions; `None` for the whole.
    pub scope: Option<String>,
    /// What is left out.
    pub except: Option<String>,
    /// From when; `None` where it is not known.
    pub from: Option<PartialDate>,
    /// Whether `from` is only the day of issue of a document that states no other.
    pub from_issue: bool,
    /// Where what ends it comes grade by grade: the school years of the first and the last step, for one grade the same.
    pub steps: Option<(SchoolYear, SchoolYear)>,
    /// Until when, for a suspension.
    pub to: Option<PartialDate>,
}

/// The answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Status {
    /// Whether it holds.
    pub verdict: Verdict,
    /// Since when that is so, where known.
    pub since: Option<PartialDate>,
    /// What ended, amended or suspended it; the one that decides first.
    pub changes: Vec<Change>,
    /// What applies instead.
    pub instead: Vec<Party>,
    /// For one that was replaced: what replaced it, what replaced that, and so on.
    pub chain: Vec<Party>,
    /// Where the answer differs from grade to grade: each with its own.
    pub grades: Vec<GradeStatus>,
    /// What is known to change after the day.
    pub coming: Vec<Change>,
    /// Why nothing can be said, or said for certain.
    pub doubt: Option<Doubt>,
    /// Where it holds: how that is known.
    pub basis: Option<Basis>,
    /// Where it is not known which work is meant: those that may be.
    pub candidates: Vec<Party>,
    /// What the answer rests on, the most believed first.
    pub evidence: Vec<Statement>,
    /// Where sources differ.
    pub disagreements: Vec<Disagreement>,
    /// What drafts say of it, which decides nothing.
    pub drafted: Vec<Statement>,
}

/// Why an answer is not certain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Doubt {
    /// Nothing is known of it.
    NothingKnown,
    /// It is known when it was issued or what it does, but not when it takes effect.
    EntryUnknown,
    /// Something has been issued that ends it, but the day is not known.
    EndUnknown,
    /// It applies to other grades; nothing is known for this one.
    OtherGrades,
    /// It still applies to grades in transition, by the statements named.
    Transition,
    /// Only a portal says so.
    PortalOnly,
    /// It is not known which work is meant: a number alone, or one that several works bear.
    WhichWork,
}

/// How it is known that a work holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Basis {
    /// What ends it is known, and comes later.
    EndsLater,
    /// A directive of the time applies it; nothing that ends it is known.
    Applied,
    /// It is known that it took effect or was amended; nothing that ends it is known, and something may.
    NothingContrary,
}

/// Answers `question` for `work`.
pub fn status(work: &WorkId, evidence: &Evidence, question: &Question) -> Status {
    let candidates = evidence.candidates(work);
    if work.is_bare() || candidates.len() > 1 {
        return Status::which(candidates);
    }
    let mut status = grades::over_grades(work, evidence, question);
    status.basis = basis(&status);
    status.disagreements = disagreement::of(work, evidence, question, &status);
    status.drafted = evidence.drafted(work).filter(|statement| concerned(statement, question)).cloned().collect();
    status
}

/// Whether a statement is about the time and the grade asked for, as far as it names any.
fn concerned(statement: &Statement, question: &Question) -> bool {
    let Claim::Applies { grades, levels, first, last, .. } = &statement.claim else { return true };
    let then = first.is_none_or(|first| first <= question.year) && last.is_none_or(|last| question.year <= last);
    then && question.grade.is_none_or(|grade| timing::concerns(grades, levels, grade) != Some(false))
}

impl Status {
    /// Nothing can be said, as any of `candidates` or another work may be meant.
    fn which(candidates: Vec<Party>) -> Self {
        Self {
            verdict: Verdict::Unknown,
            since: None,
            changes: Vec::new(),
            instead: Vec::new(),
            chain: Vec::new(),
            grades: Vec::new(),
            coming: Vec::new(),
            doubt: Some(Doubt::WhichWork),
            basis: None,
            candidates,
            evidence: Vec::new(),
            disagreements: Vec::new(),
            drafted: Vec::new(),
        }
    }
}

/// How it is known that the work holds; nothing where it does not, or where a doubt says it.
fn basis(status: &Status) -> Option<Basis> {
    let transition = matches!(status.doubt, Some(Doubt::Transition | Doubt::PortalOnly));
    if !status.verdict.holds() || transition || !status.grades.is_empty() {
        return None;
    }
    let applied = |statement: &Statement| matches!(statement.claim, Claim::Applies { phase: false, .. });
    Some(if status.coming.iter().any(|change| change.ends_all() && change.from.is_some()) {
        Basis::EndsLater
    } else if status.evidence.iter().any(applied) {
        Basis::Applied
    } else {
        Basis::NothingContrary
    })
}

impl Change {
    /// Whether it ends the work as a whole.
    pub fn ends_all(&self) -> bool {
        matches!(self.verb, None | Some(EffectVerb::Replaces | EffectVerb::Repeals))
            && self.scope.is_none()
            && self.except.is_none()
    }
}
