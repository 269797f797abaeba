//! One page of a directive as text.

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{AnswerError, document_json, one_named};
use crate::source::TextSource;
use crate::store::{Document, Store};

/// Which page is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PageFilter {
    /// A directive of the store, by its number such as 248/PGDĐT-GDTH, its file's name, or its number in the store.
    #[schemars(example = "248/PGDĐT-GDTH")]
    pub document: String,
    /// The page, from 1.
    #[serde(default = "first")]
    #[schemars(range(min = 1, max = 100_000))]
    pub page: u32,
}

fn first() -> u32 {
    1
}

/// A page's text.
#[derive(Debug)]
pub struct Page {
    /// The document.
    pub document: Document,
    /// Its number, from 1.
    pub number: u32,
    /// The words, in their order.
    pub text: String,
    /// Where they come from.
    pub source: TextSource,
}

/// Gives a page.
///
/// # Errors
/// Where the name means none or several, there is no such page, or the store cannot be read.
pub fn page(store: &Store, filter: &PageFilter) -> Result<Page, AnswerError> {
    let document = one_named(store, filter.document.trim())?;
    if filter.page == 0 || filter.page > document.pages.max(1) {
        return Err(AnswerError::Outside { what: "page", from: 1, to: document.pages.max(1).into() });
    }
    let text = store.text(document.id)?.map(|text| text.page(filter.page)).unwrap_or_default();
    let distrusted = store.pages_distrusted(document.id)?;
    let source = distrusted.into_iter().find(|(number, _)| *number == filter.page).map(|(_, source)| source);
    Ok(Page { document, number: filter.page, text, source: source.unwrap_or_default() })
}

impl Page {
    /// The schema of [`Page::json`].
    pub const SCHEMA: &str = "chidao/page@1";

    /// For programs; the caller cuts the text and says which part it is.
    pub fn json(&self) -> Value {
        let confidence = confidence(&self.source);
        json!({
            "schema": Self::SCHEMA,
            "document": document_json(&self.document),
            "page": self.number,
            "pages": self.document.pages.max(1),
            "text": self.text,
            "ocr": confidence.is_some(),
            "confidence": confidence,
        })
    }
}

/// The mean confidence of the letters that were recognized on an image; `None` where none were.
pub fn confidence(source: &TextSource) -> Option<f32> {
    match *source {
        TextSource::Ocr { confidence, .. } | TextSource::Pictures { confidence, .. } => Some(confidence),
        TextSource::Layer | TextSource::LayerRejected { .. } => None,
    }
}
