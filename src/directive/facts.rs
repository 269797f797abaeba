//! The facts that are read from a directive's text: references, deadlines, targets, and problems met on the way.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{DateStep, DirectiveKind, EffectVerb, Evidence, Level, PartialDate, SchoolYear, Span};

/// The role of a mention in the directive that makes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Relation {
    /// Căn cứ.
    Basis,
    /// Thực hiện, theo, triển khai, quy định tại …
    Implements,
    /// Thay thế, bãi bỏ.
    Replaces,
    /// Sửa đổi, bổ sung.
    Amends,
    /// Any other mention.
    Mentions,
}

/// What a directive states another document that it cites to have done to one ("được sửa đổi, bổ sung bởi …").
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActedOn {
    /// What was done.
    pub verb: EffectVerb,
    /// The canonical key of the acting work.
    pub by: String,
    /// The words that say so, with both documents, white space collapsed.
    #[serde(default)]
    pub text: String,
}

/// Viện dẫn: one mention of a legal or administrative document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Reference {
    /// The mention as written, white space collapsed.
    pub text: String,
    /// Its kind, by the word written or else by the symbol.
    #[serde(rename = "type")]
    pub kind: DirectiveKind,
    /// Digits without leading zeros, with a letter that belongs to them (`36a`); `None` for laws by name.
    pub number: Option<String>,
    /// The year inside the number.
    pub year: Option<String>,
    /// Upper case, without spaces, the author's errors kept.
    pub symbol: Option<String>,
    /// The issue date stated with the mention.
    pub date: Option<PartialDate>,
    /// The issuer stated with the mention, as written.
    pub issuer: Option<String>,
    /// Điều, khoản, điểm cited, as written.
    pub pinpoint: Option<String>,
    /// Trích yếu: the subject of the cited document as quoted with the mention, without "về việc".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Its role.
    pub relation: Relation,
    /// What the sentence states other cited documents to have done to the cited one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub acted: Vec<ActedOn>,
    /// The canonical key of the cited work (see [`crate::lineage::identity`]).
    pub work: String,
    /// The headings it stands under, outermost first, joined by " › ".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub section: Option<String>,
    /// Where it stands.
    #[serde(flatten)]
    pub evidence: Evidence,
}

/// How a time is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
pub enum DeadlineKind {
    /// By, before.
    Due,
    /// An event on a day or in a month.
    On,
    /// From … to …; an open end is `None`.
    Period,
    /// By a year or span of years, tied to a task or target.
    Horizon,
    /// Again and again.
    Recurring,
    /// Fixed by an event of the school year.
    Relative,
}

/// Thời hạn, mốc thời gian: what the document asks or sets for a time.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Deadline {
    /// The time expression with its preposition, white space collapsed.
    pub text: String,
    /// How the time is set.
    pub kind: DeadlineKind,
    /// First day, month or year.
    pub start: Option<PartialDate>,
    /// Last day, month or year, as written.
    pub end: Option<PartialDate>,
    /// True for "trước …".
    pub exclusive: bool,
    /// `daily` `weekly` `monthly` `termly` `yearly` `N/year` …, for recurring ones.
    pub recurrence: Option<String>,
    /// What is to be done or happens, as written, short.
    pub action: Option<String>,
    /// Who must do it, as written near it.
    pub who: Option<String>,
    /// The school year it belongs to, from its date or its section.
    pub school_year: Option<SchoolYear>,
    /// How the dates came out of the words, step by step; empty where there is no date.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub explanation: Vec<DateStep>,
    /// The headings it stands under, outermost first, joined by " › ".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub section: Option<String>,
    /// Where it stands.
    #[serde(flatten)]
    pub evidence: Evidence,
}

/// Whether a quantity is to be reached, a fixed rule, or reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
pub enum TargetKind {
    /// To be reached or kept.
    Target,
    /// Định mức: a fixed rule ("35 phút/tiết").
    Norm,
    /// Kết quả: a figure reported as reached.
    Result,
}

/// The bound of a target.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum TargetOp {
    /// Equal to.
    #[serde(rename = "=")]
    Eq,
    /// At least.
    #[serde(rename = ">=")]
    Ge,
    /// At most.
    #[serde(rename = "<=")]
    Le,
    /// More than.
    #[serde(rename = ">")]
    Gt,
    /// Less than.
    #[serde(rename = "<")]
    Lt,
    /// Rise by.
    #[serde(rename = "+")]
    Rise,
    /// Fall by.
    #[serde(rename = "-")]
    Fall,
}

/// Chỉ tiêu: a measurable level to be reached or kept, a norm, or a reported result.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Target {
    /// The clause as written, white space collapsed.
    pub text: String,
    /// Target, norm or result.
    pub kind: TargetKind,
    /// What is measured, without the quantity and without aim verbs.
    pub subject: String,
    /// The bound.
    pub op: TargetOp,
    /// The quantity.
    pub value: f64,
    /// The upper end of a range.
    pub value_max: Option<f64>,
    /// `%`, or the counted thing.
    pub unit: String,
    /// The level of education, where it is one.
    pub level: Option<Level>,
    /// The school year, where it is one.
    pub school_year: Option<SchoolYear>,
    /// The headings it stands under, outermost first, joined by " › ".
    pub section: Option<String>,
    /// Where it stands.
    #[serde(flatten)]
    pub evidence: Evidence,
}

/// Something odd met on the way, said beside the facts instead of failing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Problem {
    /// A stable name, such as `letterhead-missing`.
    pub code: String,
    /// What was met, for a reader: in Vietnamese, then in English, as [`Problem::wordings`] takes them apart.
    pub message: String,
    /// Where, if it has a place.
    pub span: Option<Span>,
}

impl Problem {
    /// Between the two wordings.
    const BETWEEN: &str = " / ";

    /// A problem in both languages. Words of the text must stand in both.
    pub fn new(code: &str, vietnamese: &str, english: &str, span: Option<Span>) -> Self {
        Self { code: code.to_owned(), message: format!("{vietnamese}{}{english}", Self::BETWEEN), span }
    }

    /// The Vietnamese and the English wording. Words of the text may hold what stands between the two; since both quote
    /// the same, the middle one parts them.
    pub fn wordings(&self) -> [&str; 2] {
        let places: Vec<usize> = self.message.match_indices(Self::BETWEEN).map(|(at, _)| at).collect();
        match places.get(places.len() / 2) {
            Some(&at) => [&self.message[..at], &self.message[at + Self::BETWEEN.len()..]],
            None => [&self.message, &self.message],
        }
    }
}
