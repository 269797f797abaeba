//! Mentions in a search query. (Stub.)
use crate::directive::Reference;
/// The mentions in a short text without a document around it, such as a search query.
pub fn mentions(_query: &str) -> Vec<Reference> {
    Vec::new()
}
