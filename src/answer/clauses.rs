//! The clauses that deadlines stand in, for those who show more than the fact itself, or must know it again.

use std::collections::HashMap;

use crate::directive::{Deadline, Span};
use crate::export::source::sentence;
use crate::store::{Filter, Found, Store, StoreError, StoredText};
use crate::text::fold;

/// Where a deadline stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clause {
    /// Its sentence as written, in one line; empty where the text is not kept.
    pub sentence: String,
    /// Its place in the directive, without the words that stand there: the numbers of its headings, and which of the
    /// deadlines under these it is. It stays when words are edited, and when a list shows a part of the deadlines only.
    pub place: String,
}

/// The clause of each deadline.
///
/// # Errors
/// Where the store cannot be read.
pub fn clauses(store: &Store, rows: &[Found<Deadline>]) -> Result<Vec<Clause>, StoreError> {
    let mut known: HashMap<i64, (Option<StoredText>, HashMap<i64, String>)> = HashMap::new();
    let mut clause_of = |document: i64, deadline: i64, span: Span| -> Result<Clause, StoreError> {
        if let std::collections::hash_map::Entry::Vacant(entry) = known.entry(document) {
            entry.insert((store.text(document)?, places(store, document)?));
        }
        let (text, places) = known.get(&document).map_or((None, None), |(text, places)| (text.as_ref(), Some(places)));
        Ok(Clause {
            sentence: text.map(|text| sentence(text, span)).unwrap_or_default(),
            place: places.and_then(|places| places.get(&deadline)).cloned().unwrap_or_default(),
        })
    };
    rows.iter().map(|found| clause_of(found.document.id, found.id, found.fact.evidence.span)).collect()
}

/// The places of all deadlines of a document, those that people have dismissed among them: nothing moves by that.
fn places(store: &Store, document: i64) -> Result<HashMap<i64, String>, StoreError> {
    let all = Filter { document: Some(document), copies: true, dismissed: true, ..Filter::default() };
    let mut deadlines = store.deadlines(&all)?;
    deadlines.sort_by_key(|found| (found.fact.evidence.span.start, found.id));
    let mut met: HashMap<String, usize> = HashMap::new();
    let mut place = |found: &Found<Deadline>| {
        let headings = found.fact.section.as_deref().map(numbers).unwrap_or_default();
        let nth = met.entry(headings.clone()).or_default();
        *nth += 1;
        format!("{headings}#{nth}")
    };
    Ok(deadlines.iter().map(|found| (found.id, place(found))).collect())
}

/// The numbers of headings, outermost first: `ii/1/a` of "II. Nhiệm vụ › 1. Dạy học › a) Tiểu học". A heading without a
/// number is known by its words.
fn numbers(section: &str) -> String {
    section.split('›').map(|heading| number(heading.trim())).collect::<Vec<_>>().join("/")
}

fn number(heading: &str) -> String {
    /// "Điều 3", "Phụ lục II": the number follows.
    const NAMED: [&str; 8] = ["dieu", "chuong", "muc", "phan", "phu", "bieu", "khoan", "tieu"];
    let folded = fold(heading);
    let words: Vec<&str> = folded.split_whitespace().collect();
    let plain = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
    let is_number = |word: &str| {
        let bare = plain(word);
        bare.starts_with(|c: char| c.is_ascii_digit())
            || !bare.is_empty() && bare.chars().all(|c| "ivx".contains(c))
            || bare.len() == 1 && word.len() > 1
    };
    match words.as_slice() {
        [first, ..] if is_number(first) => plain(first),
        [first, ..] if NAMED.contains(first) => {
            let end = words.iter().take(4).position(|word| is_number(word)).map_or(words.len(), |at| at + 1);
            words[..end].iter().map(|word| plain(word)).collect::<Vec<_>>().join(" ")
        }
        _ => words.iter().map(|word| plain(word)).collect::<Vec<_>>().join(" "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_told_by_numbers_where_there_are_some() {
        for (section, want) in [
            ("II. Nhiệm vụ › 1. Dạy học › a) Tiểu học", "ii/1/a"),
            ("II. NHIỆM VỤ TRỌNG TÂM › 1. Việc dạy và học", "ii/1"),
            ("2.1.3. Kiểm tra", "2.1.3"),
            ("Điều 3. Hiệu lực", "dieu 3"),
            ("Phụ lục II: Lịch", "phu luc ii"),
            ("Tổ chức thực hiện", "to chuc thuc hien"),
            ("", ""),
        ] {
            assert_eq!(numbers(section), want, "{section}");
        }
    }
}
