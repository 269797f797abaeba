//! Stub.

use crate::detect::Outline;
use crate::directive::{Header, Reference};
use crate::text::Text;

/// Finds all mentions of legal and administrative documents.
pub fn detect(_text: &Text, _header: &Header, _outline: &Outline) -> Vec<Reference> {
    Vec::new()
}

/// The mentions in a short text without a document around it, such as a search query.
pub fn mentions(_query: &str) -> Vec<Reference> {
    Vec::new()
}
