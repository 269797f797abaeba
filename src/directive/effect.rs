//! Legal effects: what a directive does to other documents (thay thế, bãi bỏ, sửa đổi, đính chính, ngưng, hợp nhất).

use serde::{Deserialize, Serialize};

use super::{DirectiveKind, Evidence, PartialDate, Reference};

/// What a directive does to another document (Luật Ban hành VBQPPL 64/2025/QH15 art. 8, 53, 54, 57; Nghị định
/// 78/2025/NĐ-CP on amending, repealing and correcting; Pháp lệnh 01/2012/UBTVQH13 on consolidation).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EffectVerb {
    /// Thay thế: a new text stands in its place.
    Replaces,
    /// Bãi bỏ, hủy bỏ, hết hiệu lực: it ends, nothing stands in its place.
    Repeals,
    /// Sửa đổi, bổ sung; also words put in, out or exchanged in a provision.
    Amends,
    /// Đính chính: errors of printing or form are set right.
    Corrects,
    /// Ngưng hiệu lực, tạm ngưng, đình chỉ thi hành: it does not hold for a time.
    Suspends,
    /// Hợp nhất: the texts are put together without a change of law.
    Consolidates,
}

impl EffectVerb {
    /// All verbs.
    pub const ALL: [EffectVerb; 6] =
        [Self::Replaces, Self::Repeals, Self::Amends, Self::Corrects, Self::Suspends, Self::Consolidates];

    /// The name used in JSON, such as `replaces`.
    pub fn slug(&self) -> &'static str {
        match self {
            Self::Replaces => "replaces",
            Self::Repeals => "repeals",
            Self::Amends => "amends",
            Self::Corrects => "corrects",
            Self::Suspends => "suspends",
            Self::Consolidates => "consolidates",
        }
    }
}

/// A document as an effect or a statement of validity names it: the fields of the mention, written in full where the
/// directive gives them elsewhere.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CitedWork {
    /// Its kind.
    #[serde(rename = "type")]
    pub kind: DirectiveKind,
    /// Digits without leading zeros, with a letter that belongs to them; `None` for a law known by name alone.
    pub number: Option<String>,
    /// The year inside the number.
    pub year: Option<String>,
    /// Upper case, without spaces, as written.
    pub symbol: Option<String>,
    /// The issue date stated with the mention.
    pub date: Option<PartialDate>,
    /// A law's name, or the regulation (quy chế, điều lệ …) attached to the document whose provisions are named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The canonical key (see [`crate::lineage::identity`]).
    pub work: String,
}

impl CitedWork {
    /// The work that `reference` mentions.
    pub fn of(reference: &Reference) -> Self {
        Self {
            kind: reference.kind,
            number: reference.number.clone(),
            year: reference.year.clone(),
            symbol: reference.symbol.clone(),
            date: reference.date,
            name: None,
            work: reference.work.clone(),
        }
    }
}

/// Hiệu lực tác động: one thing that the directive does to one document, or to named provisions of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Effect {
    /// The instruction or clause as written, without the new wording it introduces; white space collapsed.
    pub text: String,
    /// What is done.
    pub verb: EffectVerb,
    /// To what.
    pub target: CitedWork,
    /// The provisions concerned ("điểm a khoản 1 Điều 3"), those of the heading above filled in; `None` for the whole.
    pub scope: Option<String>,
    /// What is left out of it ("trừ khoản 2 Điều 5"), as written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub except: Option<String>,
    /// Whether words are put in, out or exchanged inside the scope ("thay thế cụm từ …").
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub phrase: bool,
    /// From when: the clause's own date, else the day on which the directive (or this instruction) takes effect.
    pub from: Option<PartialDate>,
    /// Until when, for a suspension.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<PartialDate>,
    /// The place of the instruction in the directive ("điểm a khoản 2 Điều 1").
    pub clause: Option<String>,
    /// The headings it stands under, outermost first, joined by " › ".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub section: Option<String>,
    /// Where it stands.
    #[serde(flatten)]
    pub evidence: Evidence,
}
