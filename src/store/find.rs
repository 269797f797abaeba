//! Full text answers: the candidates of the view, ranked and marked by their own words.
//!
//! The rank is made from the text in SQLite alone, so that an answer does not depend on the view's history: all words
//! with their marks before words without, the query's words side by side before scattered ones, then the newest.

use std::collections::HashMap;
use std::rc::Rc;

use super::fulltext::{Candidate, Fulltext};
use super::highlight::{Match, match_in};
use super::text::{Passage, StoredText, cut};
use super::tokens::{Tokenizer, Words};
use super::{Document, Filter, Store, StoreError};

/// How much of a paragraph is shown around what was found, in bytes to each side.
const ROOM: usize = 120;

/// A paragraph that was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// Where it stands.
    pub document: Rc<Document>,
    /// The page of the first place marked.
    pub page: u32,
    /// The line of that place.
    pub line: u32,
    /// The words around what was found.
    pub passage: Passage,
    /// Whether all words are there with their marks.
    pub exact: bool,
}

/// What a search for words gives.
#[derive(Debug, Default)]
pub struct Hits {
    /// The best, best first.
    pub hits: Vec<Hit>,
    /// How many paragraphs match.
    pub total: usize,
    /// Whether no paragraph holds all the words, and these hold most of them.
    pub some_words: bool,
    /// For a word that no paragraph holds: the query with the nearest word that one does.
    pub suggestion: Option<String>,
    /// Whether the store was being written, and the answer may lack what is new.
    pub stale: bool,
}

/// Documents by their number in the store.
type ByNumber = HashMap<i64, Rc<Document>>;

impl Store {
    /// Paragraphs that hold all the words and phrases, or, where there is none, most of them.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn find(&self, words: &Words, filter: &Filter, limit: usize) -> Result<Hits, StoreError> {
        if words.is_empty() {
            return Ok(Hits::default());
        }
        Fulltext::ask(self, |view| self.find_in(view, words, filter, limit))
    }

    fn find_in(&self, view: &Fulltext, words: &Words, filter: &Filter, limit: usize) -> Result<Hits, StoreError> {
        let (documents, among) = self.searched(filter)?;
        let all = words.groups.len();
        let (mut total, mut candidates) = view.candidates(words, all, &among)?;
        let mut answer = Hits { stale: view.stale, ..Hits::default() };
        if total == 0 {
            answer.suggestion = super::suggest::words(view, words)?;
            let most = all - all / 3;
            if most < all {
                (total, candidates) = view.candidates(words, most, &among)?;
                answer.some_words = total > 0;
            }
        }
        answer.total = total;
        let mut ranked = self.rank(words, candidates)?;
        ranked.sort_by_cached_key(|(found, candidate, _)| {
            let document = documents.get(&candidate.document);
            let day = document.and_then(|d| d.header.date).map(|date| std::cmp::Reverse(date.first_day()));
            let path = document.map(|d| d.path.clone());
            (std::cmp::Reverse(found.rank), day.is_none(), day, path, candidate.paragraph.start)
        });
        for (found, candidate, text) in ranked.into_iter().take(limit) {
            let Some(document) = documents.get(&candidate.document) else { continue };
            let (page, line) = text.place_of(found.marks.first().map_or(candidate.paragraph.start, |m| m.start));
            let passage = cut(&text.content, candidate.paragraph, &found.marks, ROOM);
            answer.hits.push(Hit { document: Rc::clone(document), page, line, passage, exact: found.rank.exact });
        }
        Ok(answer)
    }

    /// The documents that fit the filter, by number, and these numbers in order.
    fn searched(&self, filter: &Filter) -> Result<(ByNumber, Vec<i64>), StoreError> {
        let documents: ByNumber =
            self.documents(filter)?.into_iter().map(|document| (document.id, Rc::new(document))).collect();
        let mut among: Vec<i64> = documents.keys().copied().collect();
        among.sort_unstable();
        Ok((documents, among))
    }

    /// How many paragraphs of each document [`Store::find`] finds, without ranking them.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn count_passages(&self, words: &Words, filter: &Filter) -> Result<Vec<(Rc<Document>, usize)>, StoreError> {
        if words.is_empty() {
            return Ok(Vec::new());
        }
        let (documents, among) = self.searched(filter)?;
        let all = words.groups.len();
        let counts = Fulltext::ask(self, |view| {
            let counts = view.counts(words, all, &among)?;
            let most = all - all / 3;
            if counts.is_empty() && most < all { view.counts(words, most, &among) } else { Ok(counts) }
        })?;
        Ok(counts.into_iter().filter_map(|(id, count)| Some((Rc::clone(documents.get(&id)?), count))).collect())
    }

    /// Which of the words and phrases stand anywhere in the documents that fit the filter.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn known_words(&self, words: &Words, filter: &Filter) -> Result<Vec<bool>, StoreError> {
        let (_, among) = self.searched(filter)?;
        Fulltext::ask(self, |view| {
            let is_known = |group: &Vec<_>| {
                let alone = Words { groups: vec![group.clone()] };
                Ok(!view.counts(&alone, 1, &among)?.is_empty())
            };
            words.groups.iter().map(is_known).collect()
        })
    }

    fn rank(
        &self,
        words: &Words,
        candidates: Vec<Candidate>,
    ) -> Result<Vec<(Match, Candidate, Rc<StoredText>)>, StoreError> {
        let mut texts: HashMap<i64, Option<Rc<StoredText>>> = HashMap::new();
        let mut ranked = Vec::new();
        let mut tokenizer = Tokenizer::default();
        for candidate in candidates {
            let text = match texts.get(&candidate.document) {
                Some(text) => text.clone(),
                None => {
                    let text = self.text(candidate.document)?.map(Rc::new);
                    texts.insert(candidate.document, text.clone());
                    text
                }
            };
            // A view that is behind may point to a place that is no more.
            let Some(text) = text else { continue };
            let Some(paragraph) = text.content.get(candidate.paragraph.start..candidate.paragraph.end) else {
                continue;
            };
            let mut found = match_in(words, &tokenizer.tokens(paragraph));
            for mark in &mut found.marks {
                mark.start += candidate.paragraph.start;
                mark.end += candidate.paragraph.start;
            }
            ranked.push((found, candidate, text));
        }
        Ok(ranked)
    }
}
