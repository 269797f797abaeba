//! What a check finds: the issue, its rule and severity, its place, what to write instead.

use serde::Serialize;

use super::conflicts::CitedElsewhere;
use super::context::Around;
use crate::directive::{DirectiveKind, Evidence, PartialDate};
use crate::lineage::status::{Party, Status, Verdict};

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// It is wrong.
    Error,
    /// It is probably wrong, or should be looked at.
    Warning,
    /// It could be better.
    Note,
}

/// The rule that found it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// The work had been replaced.
    Replaced,
    /// The work had been repealed.
    Repealed,
    /// The work had expired.
    Expired,
    /// The work was suspended.
    Suspended,
    /// The work was not yet in force.
    NotYet,
    /// The work is for pupils of other levels than those it is cited for.
    OtherGrades,
    /// The work had been amended.
    Amended,
    /// Another number is known.
    Number,
    /// Another date is known.
    Date,
    /// No calendar has the date.
    ImpossibleDate,
    /// The work is dated after the directive that cites it.
    FutureDate,
    /// The year of the number is not that of the date.
    YearAndDate,
    /// The code of an agency is probably misspelt.
    Agency,
    /// The word for the kind is not the one of the symbol.
    Kind,
    /// The year is missing from the number.
    MissingYear,
    /// The first mention is not complete.
    Incomplete,
}

impl Rule {
    /// All rules.
    pub const ALL: [Rule; 16] = [
        Self::Replaced,
        Self::Repealed,
        Self::Expired,
        Self::Suspended,
        Self::NotYet,
        Self::OtherGrades,
        Self::Amended,
        Self::Number,
        Self::Date,
        Self::ImpossibleDate,
        Self::FutureDate,
        Self::YearAndDate,
        Self::Agency,
        Self::Kind,
        Self::MissingYear,
        Self::Incomplete,
    ];

    /// Its stable name, such as `citation/replaced`.
    pub fn id(self) -> &'static str {
        match self {
            Self::Replaced => "citation/replaced",
            Self::Repealed => "citation/repealed",
            Self::Expired => "citation/expired",
            Self::Suspended => "citation/suspended",
            Self::NotYet => "citation/not-yet",
            Self::OtherGrades => "citation/other-grades",
            Self::Amended => "citation/amended",
            Self::Number => "citation/number",
            Self::Date => "citation/date",
            Self::ImpossibleDate => "citation/impossible-date",
            Self::FutureDate => "citation/future-date",
            Self::YearAndDate => "citation/year-and-date",
            Self::Agency => "citation/agency",
            Self::Kind => "citation/kind",
            Self::MissingYear => "citation/missing-year",
            Self::Incomplete => "citation/incomplete",
        }
    }

    /// The severity that its findings have unless there is doubt.
    pub fn severity(self) -> Severity {
        match self {
            Self::Replaced
            | Self::Repealed
            | Self::Expired
            | Self::OtherGrades
            | Self::ImpossibleDate
            | Self::FutureDate
            | Self::YearAndDate => Severity::Error,
            Self::Suspended
            | Self::NotYet
            | Self::Number
            | Self::Date
            | Self::Agency
            | Self::Kind
            | Self::MissingYear => Severity::Warning,
            Self::Amended | Self::Incomplete => Severity::Note,
        }
    }
}

/// A part of a first mention (Nghị định 30/2020/NĐ-CP annex I, II.5.b).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum MissingPart {
    /// Năm trong số, ký hiệu: a bare number.
    Symbol,
    /// Thời gian ban hành.
    Date,
    /// Cơ quan ban hành.
    Issuer,
    /// Trích yếu.
    Subject,
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq)]
pub enum Issue {
    /// Ended, suspended, or not yet in force as of the directive's date.
    NotInForce {
        /// The judgement with its evidence.
        status: Box<Status>,
        /// The grades for which that is so; empty where grades play no part.
        grades: Vec<u32>,
        /// Whether it still holds for some of the grades that the sentence names.
        partly: bool,
        /// Whether the day as of which that is so, and the work that is meant, are certain.
        certain: bool,
    },
    /// Amended before the directive's date, and the amendment is not cited.
    Amended {
        /// The judgement with its evidence.
        status: Box<Status>,
        /// The amendments.
        by: Vec<Party>,
    },
    /// Others know a number that differs in one place.
    Number {
        /// The work as others cite it.
        other: Party,
        /// Who does.
        witnesses: Vec<CitedElsewhere>,
    },
    /// Others know another date.
    Date {
        /// The date that others give.
        other: PartialDate,
        /// Who does.
        witnesses: Vec<CitedElsewhere>,
    },
    /// No calendar has the date.
    ImpossibleDate {
        /// As written.
        written: String,
    },
    /// Dated after the directive itself.
    FutureDate {
        /// The directive's date, as exactly as it is known.
        own: PartialDate,
    },
    /// The year of the number and the one of the date differ.
    YearAndDate {
        /// The year of the number.
        year: String,
        /// The date.
        date: PartialDate,
    },
    /// The code of an agency is not known, and near to one that is.
    Agency {
        /// As written.
        code: String,
        /// The known one.
        near: &'static str,
    },
    /// "Kế hoạch 3880/QĐ-UBND": the word says one kind, the symbol another.
    Kind {
        /// The word.
        word: DirectiveKind,
        /// What the symbol says.
        symbol: DirectiveKind,
    },
    /// A regulation's number without its year.
    MissingYear,
    /// The first mention lacks parts.
    Incomplete {
        /// Which.
        missing: Vec<MissingPart>,
    },
}

/// One finding.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// What is wrong.
    pub issue: Issue,
    /// The citation as written.
    pub words: String,
    /// The canonical key of the work cited.
    pub work: String,
    /// Where it stands.
    pub place: Evidence,
    /// The words around it.
    pub around: Around,
    /// What could be written instead.
    pub suggestion: Option<String>,
    /// 0.0 to 1.0.
    pub confidence: f32,
}

impl Finding {
    /// The rule that found it.
    pub fn rule(&self) -> Rule {
        match &self.issue {
            Issue::NotInForce { status, .. } => match status.verdict {
                Verdict::Repealed => Rule::Repealed,
                Verdict::Expired => Rule::Expired,
                Verdict::Suspended => Rule::Suspended,
                Verdict::NotYet | Verdict::NotYetForGrade => Rule::NotYet,
                Verdict::NotForGrade => Rule::OtherGrades,
                _ => Rule::Replaced,
            },
            Issue::Amended { .. } => Rule::Amended,
            Issue::Number { .. } => Rule::Number,
            Issue::Date { .. } => Rule::Date,
            Issue::ImpossibleDate { .. } => Rule::ImpossibleDate,
            Issue::FutureDate { .. } => Rule::FutureDate,
            Issue::YearAndDate { .. } => Rule::YearAndDate,
            Issue::Agency { .. } => Rule::Agency,
            Issue::Kind { .. } => Rule::Kind,
            Issue::MissingYear => Rule::MissingYear,
            Issue::Incomplete { .. } => Rule::Incomplete,
        }
    }

    /// How bad it is.
    pub fn severity(&self) -> Severity {
        match &self.issue {
            // Some may go on under it, its end is known by hearsay, or day or work are inferred: to be looked at.
            Issue::NotInForce { status, partly, certain, .. } if *partly || !*certain || status.doubt.is_some() => {
                Severity::Warning
            }
            // A bare number without a date may be any of many documents.
            Issue::Incomplete { missing } if missing.starts_with(&[MissingPart::Symbol, MissingPart::Date]) => {
                Severity::Warning
            }
            _ => self.rule().severity(),
        }
    }
}
