//! What people have said of single facts: `chidao reviews`, and what a copy of the store or another program takes over.

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{AnswerError, document_json, one_named};
use crate::store::{Reviewed, Store};

/// Which reviews are asked for; the default asks for all.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ReviewFilter {
    /// Of facts in this document: its number such as 248/PGDĐT-GDTH, its path, or its number in the store.
    pub document: Option<String>,
}

/// What people have said, the latest first.
#[derive(Debug)]
pub struct Reviews {
    /// What was said, of which fact; also of facts that are not found any more.
    pub rows: Vec<Reviewed>,
}

/// Lists what people have said.
///
/// # Errors
/// Where the document is not held, or the store cannot be read.
pub fn reviews(store: &Store, filter: &ReviewFilter) -> Result<Reviews, AnswerError> {
    let document = filter.document.as_deref().map(|name| one_named(store, name)).transpose()?;
    Ok(Reviews { rows: store.reviews(document.map(|document| document.id))? })
}

impl Reviews {
    /// The schema of [`Reviews::json`].
    pub const SCHEMA: &str = "chidao/reviews@1";

    /// For programs.
    pub fn json(&self) -> Value {
        let row = |reviewed: &Reviewed| {
            json!({
                "document": reviewed.document.as_ref().map(document_json),
                "kind": reviewed.kind,
                "text": reviewed.words,
                "page": reviewed.page,
                "found": reviewed.fact.is_some(),
                "review": reviewed.review,
            })
        };
        json!({ "schema": Self::SCHEMA, "reviews": self.rows.iter().map(row).collect::<Vec<_>>() })
    }
}
