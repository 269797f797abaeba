//! Whether words stand in the directives as somebody quotes them.

use std::collections::HashMap;

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};
use unicode_normalization::UnicodeNormalization;

use super::{AnswerError, Unread, document_json, one_named, page::confidence};
use crate::store::{Document, Filter, Hit, Store, StoreError, StoredText, Words};
use crate::text::fold;

/// What is quoted, and from where.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct QuoteFilter {
    /// The words as quoted.
    #[schemars(length(min = 1, max = 2000), example = "Thực hiện Thông tư")]
    pub quote: String,
    /// The directive that is quoted, by its number such as 248/PGDĐT-GDTH, its file's name, or its number in the
    /// store; without it all directives of the store.
    #[serde(default)]
    pub document: Option<String>,
}

/// The longest quote that is looked for, in characters.
const LONGEST: usize = 2000;
/// So many places are given.
const PLACES: usize = 10;
/// So many passages that come near are given.
const NEAREST: usize = 3;

/// Whether a quote stands in the store.
#[derive(Debug)]
pub struct Quote {
    /// The words as quoted.
    pub quote: String,
    /// Where they stand; word for word first.
    pub places: Vec<QuotePlace>,
    /// Where they stand nowhere: passages that hold most of them.
    pub nearest: Vec<QuotePlace>,
    /// What could not be read.
    pub unread: Unread,
}

/// A place with its own words.
#[derive(Debug)]
pub struct QuotePlace {
    /// The document.
    pub document: Document,
    /// The page, from 1.
    pub page: u32,
    /// The line on it, from 1.
    pub line: u32,
    /// The words as they stand there.
    pub words: String,
    /// Whether they are the quote word for word; else tone marks, case or punctuation differ.
    pub exact: bool,
    /// Whether the page was recognized on an image.
    pub ocr: bool,
}

/// Looks for a quote.
///
/// # Errors
/// Where the quote is empty or too long, the document named is not one of the store, or the store cannot be read.
pub fn quote(store: &Store, filter: &QuoteFilter) -> Result<Quote, AnswerError> {
    let quote: String = filter.quote.nfc().collect();
    let wanted: Vec<&str> = tokens(&quote).into_iter().map(|(start, end)| &quote[start..end]).collect();
    if wanted.is_empty() {
        return Err(AnswerError::NothingAsked);
    }
    if quote.chars().count() > LONGEST {
        return Err(AnswerError::Outside { what: "quote", from: 1, to: 2000 });
    }
    let mut pages = Pages::default();
    let (candidates, near) = candidates(store, filter, &quote)?;
    let mut places = Vec::new();
    for document in candidates {
        let Some(text) = store.text(document.id)? else { continue };
        for (start, end, exact) in found(&text, &wanted) {
            let (page, line) = text.place_of(start);
            let ocr = pages.is_recognized(store, document.id, page)?;
            let words = text.content[start..end].split_whitespace().collect::<Vec<_>>().join(" ");
            places.push(QuotePlace { document: document.clone(), page, line, words, exact, ocr });
        }
    }
    places.sort_by_key(|place| !place.exact);
    places.truncate(PLACES);
    let mut nearest = Vec::new();
    for hit in near.iter().take(NEAREST).filter(|_| places.is_empty()) {
        nearest.push(QuotePlace {
            document: (*hit.document).clone(),
            page: hit.page,
            line: hit.line,
            words: hit.passage.text.clone(),
            exact: false,
            ocr: pages.is_recognized(store, hit.document.id, hit.page)?,
        });
    }
    Ok(Quote { quote: filter.quote.clone(), places, nearest, unread: Unread::of(store)? })
}

/// The documents that may hold the quote, and the passages that hold most of its words.
fn candidates(store: &Store, filter: &QuoteFilter, quote: &str) -> Result<(Vec<Document>, Vec<Hit>), AnswerError> {
    let named = filter.document.as_ref().map(|name| one_named(store, name.trim())).transpose()?;
    let within = Filter { document: named.as_ref().map(|document| document.id), copies: true, ..Filter::default() };
    let plain = quote.replace('"', " ");
    let near = store.find(&Words::of(&plain), &within, PLACES)?.hits;
    if let Some(document) = named {
        return Ok((vec![document], near));
    }
    let whole = store.find(&Words::of(&format!("\"{plain}\"")), &within, PLACES)?.hits;
    let mut documents: Vec<Document> = Vec::new();
    for hit in whole.iter().chain(&near) {
        if !documents.iter().any(|known| known.id == hit.document.id) {
            documents.push((*hit.document).clone());
        }
    }
    Ok((documents, near))
}

/// Where the words stand one after the other, and whether without any difference.
fn found(text: &StoredText, wanted: &[&str]) -> Vec<(usize, usize, bool)> {
    let folded: Vec<String> = wanted.iter().map(|word| fold(word)).collect();
    let places = tokens(&text.content);
    // A word is folded once, however often it stands in the text.
    let mut known: HashMap<&str, String> = HashMap::new();
    for &(start, end) in &places {
        let word = &text.content[start..end];
        known.entry(word).or_insert_with(|| fold(word));
    }
    let word = |&(start, end): &(usize, usize)| &text.content[start..end];
    let is_alike = |window: &[(usize, usize)]| {
        window.iter().zip(&folded).all(|(place, wanted)| known.get(word(place)).is_some_and(|folded| folded == wanted))
    };
    places
        .windows(wanted.len())
        .filter(|window| is_alike(window))
        .filter_map(|window| {
            let exact = window.iter().zip(wanted).all(|(place, wanted)| word(place) == *wanted);
            Some((window.first()?.0, window.last()?.1, exact))
        })
        .collect()
}

/// The words of a text, without the punctuation around them, by their places.
fn tokens(text: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut at = 0;
    for word in text.split(char::is_whitespace) {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '%');
        if !bare.is_empty() {
            let start = at + (word.len() - word.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '%').len());
            found.push((start, start + bare.len()));
        }
        at += word.len();
        at += text[at..].chars().next().map_or(0, char::len_utf8);
    }
    found
}

/// Which pages were recognized, each document asked once.
#[derive(Default)]
struct Pages(HashMap<i64, Vec<u32>>);

impl Pages {
    fn is_recognized(&mut self, store: &Store, document: i64, page: u32) -> Result<bool, StoreError> {
        let pages = match self.0.entry(document) {
            std::collections::hash_map::Entry::Occupied(known) => known.into_mut(),
            std::collections::hash_map::Entry::Vacant(place) => {
                let all = store.pages_distrusted(document)?;
                let recognized = all.iter().filter(|(_, source)| confidence(source).is_some());
                place.insert(recognized.map(|(number, _)| *number).collect())
            }
        };
        Ok(pages.contains(&page))
    }
}

impl Quote {
    /// The schema of [`Quote::json`].
    pub const SCHEMA: &str = "chidao/quote@1";

    /// For programs.
    pub fn json(&self) -> Value {
        let verdict = match self.places.first() {
            Some(place) if place.exact => "exact",
            Some(_) => "marks-differ",
            None => "absent",
        };
        let place = |place: &QuotePlace| {
            json!({
                "document": document_json(&place.document),
                "page": place.page,
                "line": place.line,
                "words": place.words,
                "exact": place.exact,
                "ocr": place.ocr,
            })
        };
        json!({
            "schema": Self::SCHEMA,
            "quote": self.quote,
            "verdict": verdict,
            "places": self.places.iter().map(place).collect::<Vec<_>>(),
            "nearest": self.nearest.iter().map(place).collect::<Vec<_>>(),
            "files_unread": self.unread.files,
            "pages_unread": self.unread.pages,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stand_without_the_punctuation_around_them() {
        for (text, expected) in [
            ("đạt 98,5%, (lớp 1)…", "đạt|98,5%|lớp|1"),
            ("“Số 27/2020/TT-BGDĐT”\u{a0}ngày", "Số|27/2020/TT-BGDĐT|ngày"),
            ("- –", ""),
            ("", ""),
        ] {
            let found: Vec<&str> = tokens(text).into_iter().map(|(start, end)| &text[start..end]).collect();
            assert_eq!(found.join("|"), expected, "{text}");
        }
    }
}
