//! The documents that a name means.

use crate::detect;
use crate::store::{Document, Filter, Store, StoreError, Wanted};
use crate::text::fold;

use super::AnswerError;

/// The documents that `name` may mean: by number in the store, by path as the store keeps it, by number and symbol, by
/// the file's name. No file is looked at.
///
/// # Errors
/// Where the store cannot be read.
pub fn named(store: &Store, name: &str) -> Result<Vec<Document>, StoreError> {
    if let Some(id) = name.trim_matches(['[', ']', '#']).parse().ok()
        && let Some(document) = store.document(id)?
    {
        return Ok(vec![document]);
    }
    if let Some(document) = store.document_at(name)? {
        return Ok(vec![document]);
    }
    let documents = store.documents(&Filter::default())?;
    let wanted: Vec<Wanted> = detect::mentions(name).iter().map(Wanted::of).collect();
    let held: Vec<i64> = store
        .works()?
        .iter()
        .filter(|work| wanted.iter().any(|wanted| wanted.agrees(work)))
        .flat_map(|work| work.held.clone())
        .collect();
    let plain = |text: &str| fold(text).replace([' ', '&', '-', '/'], "").trim_start_matches('0').to_owned();
    let is_named = |d: &Document| plain(&d.label()) == plain(name) || d.path.ends_with(&format!("/{name}"));
    // A number alone, as people say it: "the 1845".
    let digits = name.trim_start_matches('0');
    let is_numbered = |d: &Document| !digits.is_empty() && d.header.number.as_deref() == Some(digits);
    let is_meant = |d: &Document| held.contains(&d.id) || is_named(d) || is_numbered(d);
    Ok(documents.into_iter().filter(is_meant).collect())
}

/// The one document that `name` means.
///
/// # Errors
/// Where it means none or several.
pub fn one_named(store: &Store, name: &str) -> Result<Document, AnswerError> {
    let mut found = named(store, name)?;
    match found.len() {
        0 => Err(AnswerError::NotHeld(name.to_owned())),
        1 => Ok(found.remove(0)),
        _ => Err(AnswerError::Several(found)),
    }
}
