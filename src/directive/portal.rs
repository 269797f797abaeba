//! What a legal portal or an agency's site states of a document beside its text.

use serde::{Deserialize, Serialize};

use super::PartialDate;

/// Bảng thuộc tính: the attributes under which a portal keeps a document, in the portal's words.
///
/// A portal can be wrong or out of date, so nothing of this counts as said by the document itself. Fields that the
/// page does not state are `None`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PortalRecord {
    /// The host of the site, such as `vbpl.vn`, where the page names it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub site: Option<String>,
    /// The heading under which the page shows the document.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Số ký hiệu, whole: `95/2025/TT-BTC`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// Loại văn bản.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// Trích yếu.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    /// Cơ quan ban hành.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issuer: Option<String>,
    /// Người ký.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub signer: Option<String>,
    /// Tình trạng hiệu lực.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<Stated<PortalStatus>>,
    /// Ngày ban hành.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issued: Option<Stated<PartialDate>>,
    /// Ngày có hiệu lực.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub effective: Option<Stated<PartialDate>>,
    /// Ngày hết hiệu lực.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expires: Option<Stated<PartialDate>>,
    /// Ngày công báo.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gazette: Option<Stated<PartialDate>>,
}

/// The words of a portal and what they mean, where that is clear.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stated<T> {
    /// As the portal writes it: `20/10/2025`, `Còn hiệu lực`.
    pub stated: String,
    /// What it means; `None` where it is not one of the known forms (`Đã biết`).
    pub means: Option<T>,
}

/// Tình trạng hiệu lực as portals distinguish it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PortalStatus {
    /// Còn hiệu lực.
    InForce,
    /// Chưa có hiệu lực.
    NotYetInForce,
    /// Hết hiệu lực một phần: some provisions have been replaced or repealed.
    PartlyExpired,
    /// Hết hiệu lực (toàn bộ).
    Expired,
    /// Ngưng hiệu lực, đình chỉ, for now and wholly or in part.
    Suspended,
}
