//! The sentences that facts stand in, for those who show more than the fact itself.

use std::collections::HashMap;

use crate::directive::{Deadline, Span};
use crate::export::source::sentence;
use crate::store::{Found, Store, StoreError, StoredText};

/// For each deadline its sentence as written, in one line; empty where the text is not kept.
///
/// # Errors
/// Where the store cannot be read.
pub fn sentences(store: &Store, rows: &[Found<Deadline>]) -> Result<Vec<String>, StoreError> {
    let mut texts: HashMap<i64, Option<StoredText>> = HashMap::new();
    let mut sentence_of = |document: i64, span: Span| -> Result<String, StoreError> {
        if let std::collections::hash_map::Entry::Vacant(place) = texts.entry(document) {
            place.insert(store.text(document)?);
        }
        let text = texts.get(&document).and_then(Option::as_ref);
        Ok(text.map(|text| sentence(text, span)).unwrap_or_default())
    };
    rows.iter().map(|found| sentence_of(found.document.id, found.fact.evidence.span)).collect()
}
