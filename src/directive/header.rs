//! What the letterhead and the closing part say of a directive.

use serde::{Deserialize, Serialize};

use super::{DirectiveKind, Level, PartialDate, SchoolYear};

/// Thể thức: the identifying fields of one directive; what the text lacks is `None` or empty.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Header {
    /// Số: digits without leading zeros (`322`, `36a`).
    pub number: Option<String>,
    /// The year inside the number (`27/2020/TT-BGDĐT` → `2020`).
    pub year: Option<String>,
    /// Ký hiệu: what follows number and year (`PGD-THCS`).
    pub symbol: Option<String>,
    /// Số, ký hiệu as written, without blanks (`05/KH-SGDĐT`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub written: Option<String>,
    /// Loại văn bản.
    #[serde(rename = "type")]
    pub kind: Option<DirectiveKind>,
    /// Ngày ban hành.
    pub date: Option<PartialDate>,
    /// Địa danh before the date.
    pub place: Option<String>,
    /// Cơ quan ban hành.
    pub issuer: Option<String>,
    /// Cơ quan chủ quản, the line above the issuer.
    pub superior: Option<String>,
    /// Trích yếu.
    pub subject: Option<String>,
    /// Dự thảo: whether it is a draft by its own words, or for want of number and day.
    pub draft: bool,
    /// The school years it governs.
    pub school_years: Vec<SchoolYear>,
    /// The levels of education it governs.
    pub levels: Vec<Level>,
    /// Người ký.
    pub signer: Option<String>,
    /// Quyền hạn, chức vụ: the capacity in which it is signed (`KT. TRƯỞNG PHÒNG PHÓ TRƯỞNG PHÒNG`).
    pub signer_title: Option<String>,
    /// Kính gửi.
    pub recipients: Vec<String>,
    /// Nơi nhận.
    pub cc: Vec<String>,
    /// For each field found: its name, the rule that found it, its confidence (0.0–1.0) and its place.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub found: Vec<super::FieldEvidence>,
}

impl Header {
    /// Number and symbol as they are shown (`05/KH-SGDĐT`); `None` where it has no number.
    pub fn designation(&self) -> Option<String> {
        let number = self.number.as_deref()?;
        Some(super::designation(number, self.year.as_deref(), self.symbol.as_deref(), self.written.as_deref()))
    }
}
