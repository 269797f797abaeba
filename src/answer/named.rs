//! The documents that a name means.

use std::collections::BTreeSet;

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
    let begins: Vec<String> = beginnings(name).into_iter().filter(|begin| begin.chars().count() <= NUMBER).collect();
    let padded = ["", "0", "00"].iter().flat_map(|zeros| begins.iter().map(move |begin| format!("{zeros}{begin}")));
    let numbers: Vec<String> = padded.flat_map(|number| [number.to_uppercase(), number]).collect();
    let mut among = store.documents_called(&numbers, name)?;
    among.extend(&held);
    let documents = store.documents(&Filter { among: Some(among), ..Filter::default() })?;
    Ok(documents.into_iter().filter(is_meant).collect())
}

/// What the number may be that a name begins with, however it is parted: figures that stand together are of one number.
fn beginnings(name: &str) -> BTreeSet<String> {
    let ends = name.char_indices().map(|(at, c)| at + c.len_utf8());
    let is_figure = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let parts = |at: &usize| {
        let (before, behind) = name.split_at(*at);
        !(is_figure(before.chars().next_back()) && is_figure(behind.chars().next()))
    };
    // Blanks and strokes do not count.
    ends.take(2 * NUMBER).filter(parts).map(|at| plain(&name[..at])).filter(|begin| !begin.is_empty()).collect()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_begins_with_its_number() {
        let found = |name: &str| beginnings(name).into_iter().collect::<Vec<_>>().join(" ");
        for (name, expected) in [
            (
                "27/2020/TT-BGDĐT",
                "27 272020 272020t 272020tt 272020ttb 272020ttbg 272020ttbgd 272020ttbgdd 272020ttbgddt",
            ),
            ("0322 PGD", "322 322p 322pg 322pgd"),
            ("12a/KH", "12 12a 12ak 12akh"),
            ("1845", "1845"),
            ("", ""),
        ] {
            assert_eq!(found(name), expected, "{name}");
        }
    }
}
