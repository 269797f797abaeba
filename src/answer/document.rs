//! How answers name a document.

use std::path::Path;

use serde_json::{Value, json};

use crate::store::Document;

/// A document as every JSON answer names it; the path as seen from where the program runs.
pub fn document_json(document: &Document) -> Value {
    json!({
        "id": document.id,
        "label": document.label(),
        "type": document.header.kind,
        "date": document.header.date,
        "issuer": document.header.issuer,
        "subject": document.header.subject,
        "file": short(&document.path),
    })
}

/// A path as seen from where the program runs; as it is where it lies elsewhere.
pub fn short(path: &str) -> String {
    let here = std::env::current_dir().and_then(|here| here.canonicalize()).unwrap_or_default();
    Path::new(path)
        .strip_prefix(&here)
        .ok()
        .filter(|rest| !rest.as_os_str().is_empty())
        .map_or_else(|| path.to_owned(), |rest| rest.display().to_string())
}
