//! The documents that a name means.

use crate::detect;
use crate::store::{Document, Filter, Store, StoreError, Wanted, plain_name as plain};

use super::AnswerError;

/// No number of a document is longer, in letters.
const NUMBER: usize = 12;

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
    let mut held: Vec<i64> = Vec::new();
    for wanted in detect::mentions(name).iter().map(Wanted::of) {
        let works = store.works_that_may_be(&wanted)?;
        held.extend(works.iter().filter(|work| wanted.agrees(work)).flat_map(|work| work.held.iter().copied()));
    }
    let is_named = |d: &Document| plain(&d.label()) == plain(name) || d.path.ends_with(&format!("/{name}"));
    // A number alone, as people say it: "the 1845".
    let digits = name.trim_start_matches('0');
    let is_numbered = |d: &Document| !digits.is_empty() && d.header.number.as_deref() == Some(digits);
    let is_meant = |d: &Document| held.contains(&d.id) || is_named(d) || is_numbered(d);
    // The number of what is meant begins the name, however it is parted and padded.
    let plain_name = plain(name);
    let begins: Vec<&str> =
        plain_name.char_indices().take(NUMBER).map(|(at, c)| &plain_name[..at + c.len_utf8()]).collect();
    let padded = ["", "0", "00"].iter().flat_map(|zeros| begins.iter().map(move |begin| format!("{zeros}{begin}")));
    let numbers: Vec<String> = padded.flat_map(|number| [number.to_uppercase(), number]).collect();
    let mut among = store.documents_called(&numbers, name)?;
    among.extend(&held);
    let documents = store.documents(&Filter { among: Some(among), ..Filter::default() })?;
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
