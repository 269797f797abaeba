//! Where a fact stands and how sure it is.

use serde::{Deserialize, Serialize};

use super::Span;

/// A rectangle on a page, in points, origin top left.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct PageBox {
    /// Page number from 1.
    pub page: u32,
    /// Left edge.
    pub x0: f32,
    /// Upper edge.
    pub y0: f32,
    /// Right edge.
    pub x1: f32,
    /// Lower edge.
    pub y1: f32,
}

/// The place of a fact in its document, the rule that found it, and a confidence.
///
/// Made by [`crate::text::Text::evidence`], so that page, line and boxes always belong to the span.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// Page number from 1, of the first character.
    pub page: u32,
    /// Line number on that page from 1, of the first character.
    pub line: u32,
    /// Byte offsets into the normalized text.
    pub span: Span,
    /// One box per line touched, where the source has geometry.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub boxes: Vec<PageBox>,
    /// The rule that found the fact, such as `reference/full-number`.
    pub rule: String,
    /// 0.0 (a guess) to 1.0 (certain by form).
    pub confidence: f32,
}

impl Evidence {
    /// The place in a text of one line without pages, such as a query: page 1, line 1, no boxes, certain.
    pub fn in_line(span: Span, rule: &str) -> Self {
        Self { page: 1, line: 1, span, boxes: Vec::new(), rule: rule.to_owned(), confidence: 1.0 }
    }
}

/// The evidence of one header field.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(from = "Flat")]
pub struct FieldEvidence {
    /// The field's name in JSON, such as `number`.
    pub field: String,
    /// Where it stands and how sure it is.
    #[serde(flatten)]
    pub evidence: Evidence,
}

/// [`FieldEvidence`] as JSON has it. What is flattened is read by way of a map, which takes several times as long, and each
/// letterhead of a list has a dozen.
#[derive(Deserialize)]
struct Flat {
    field: String,
    page: u32,
    line: u32,
    span: Span,
    #[serde(default)]
    boxes: Vec<PageBox>,
    rule: String,
    confidence: f32,
}

impl From<Flat> for FieldEvidence {
    fn from(flat: Flat) -> Self {
        let Flat { field, page, line, span, boxes, rule, confidence } = flat;
        Self { field, evidence: Evidence { page, line, span, boxes, rule, confidence } }
    }
}
