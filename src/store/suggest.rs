//! "Did you mean": the nearest known number or word for one that is not known.

use strsim::damerau_levenshtein;

use super::StoreError;
use super::fulltext::Fulltext;
use super::tokens::{Token, Words};
use super::wanted::Wanted;
use super::works::Work;
use crate::lineage::identity::WorkId;

/// The query with each word that no paragraph holds replaced by the nearest that one does; `None` where all words are
/// known or nothing is near.
pub(super) fn words(view: &Fulltext, words: &Words) -> Result<Option<String>, StoreError> {
    let mut fixed = false;
    let mut groups = Vec::new();
    for group in &words.groups {
        let mut spelled = Vec::new();
        for word in group {
            let known = view.knows(word)?;
            match if known { None } else { nearest(view, word)? } {
                Some(term) => {
                    fixed = true;
                    spelled.push(term);
                }
                None => spelled.push(word.exact.clone()),
            }
        }
        let spelled = spelled.join(" ");
        groups.push(if group.len() > 1 { format!("\"{spelled}\"") } else { spelled });
    }
    Ok(fixed.then(|| groups.join(" ")))
}

fn nearest(view: &Fulltext, word: &Token) -> Result<Option<String>, StoreError> {
    let length = word.exact.chars().count();
    // Digits that differ are another number, not a slip.
    if length < 3 || word.exact.chars().any(|c| c.is_ascii_digit()) {
        return Ok(None);
    }
    let reach = if length < 6 { 1 } else { 2 };
    let near = view.vocabulary(word, |term| {
        term.chars().count().abs_diff(length) <= reach
            && !term.chars().any(|c| c.is_ascii_digit())
            && damerau_levenshtein(term, &word.exact) <= reach
    })?;
    let best = near
        .into_iter()
        .min_by_key(|(term, count)| (damerau_levenshtein(term, &word.exact), std::cmp::Reverse(*count), term.clone()));
    Ok(best.map(|(term, _)| term))
}

/// Whether a number may have been meant by another: at most one slip.
pub(super) fn is_near(number: &str, meant: &str) -> bool {
    number.len().abs_diff(meant.len()) <= 2 && damerau_levenshtein(number, meant) <= 1
}

/// The known works that a wanted number may have meant, nearest first: one slip in the number, or another year.
pub(super) fn works(wanted: &Wanted, known: Vec<Work>) -> Vec<Work> {
    let mut near: Vec<(usize, Work)> = known
        .into_iter()
        .filter_map(|work| {
            let (number, meant) = (work.number.clone()?, wanted.id.number.as_deref()?);
            let slips = damerau_levenshtein(&number, meant);
            let as_if = Wanted::from(WorkId { number: Some(number), ..wanted.id.clone() });
            let any_year = Wanted::from(WorkId { year: None, date: None, ..as_if.id.clone() });
            match slips {
                0 if any_year.agrees(&work) => Some((1, work)),
                1 if as_if.agrees(&work) => Some((0, work)),
                _ => None,
            }
        })
        .collect();
    near.sort_by(|(a, one), (b, other)| {
        a.cmp(b).then(other.mentions.cmp(&one.mentions)).then_with(|| one.key.cmp(&other.key))
    });
    near.into_iter().map(|(_, work)| work).take(3).collect()
}
