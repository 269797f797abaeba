//! Full text answers: the candidates of the view, ranked and marked by their own words.
//!
//! The rank is made from the text in SQLite alone, so that an answer does not depend on the view's history: all words
//! with their marks before words without, the query's words side by side before scattered ones, then the newest.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::rc::Rc;
use std::sync::Arc;

use rusqlite::{OptionalExtension, ToSql, params_from_iter};

use super::collect::{Among, Candidate};
use super::fulltext::Fulltext;
use super::highlight::{Match, match_in};
use super::text::{Passage, StoredText, cut};
use super::tokens::{Tokenizer, Words};
use super::{Document, Filter, Status, Store, StoreError};

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

/// Of so many of the candidates the words are looked at to rank them; more are only counted.
const RANKED: usize = 2000;

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
        let among = self.searched(filter)?;
        let (all, ranked) = (words.groups.len(), RANKED.max(limit));
        let (mut total, mut candidates) = view.candidates(words, all, &among, ranked)?;
        let mut answer = Hits { stale: view.stale, ..Hits::default() };
        if total == 0 {
            answer.suggestion = super::suggest::words(view, words)?;
            let most = all - all / 3;
            if most < all {
                (total, candidates) = view.candidates(words, most, &among, ranked)?;
                answer.some_words = total > 0;
            }
        }
        answer.total = total;
        let mut documents: HashMap<i64, Option<Rc<Document>>> = HashMap::new();
        let mut texts: HashMap<i64, Option<StoredText>> = HashMap::new();
        for (found, candidate) in self.rank(words, candidates)? {
            if answer.hits.len() == limit {
                break;
            }
            let id = candidate.document;
            if let Entry::Vacant(place) = documents.entry(id) {
                // A view that is behind may name one that is not searched any more.
                let counts = |document: &Document| {
                    document.status == Status::Read && (filter.copies || document.copy_of.is_none())
                };
                place.insert(self.document(id)?.filter(counts).map(Rc::new));
                texts.insert(id, self.text(id)?);
            }
            let (Some(Some(document)), Some(Some(text))) = (documents.get(&id), texts.get(&id)) else { continue };
            let (page, line) = text.place_of(found.marks.first().map_or(candidate.paragraph.start, |m| m.start));
            let passage = cut(&text.content, candidate.paragraph, &found.marks, ROOM);
            answer.hits.push(Hit { document: Rc::clone(document), page, line, passage, exact: found.rank.exact });
        }
        Ok(answer)
    }

    /// The documents that fit the filter.
    fn searched(&self, filter: &Filter) -> Result<Arc<Among>, StoreError> {
        let numbers = |sql: &str, values: &[Box<dyn ToSql>]| -> Result<Vec<i64>, StoreError> {
            let mut statement = self.connection.prepare_cached(sql)?;
            let rows = statement.query_map(params_from_iter(values), |row| row.get(0))?;
            Ok(rows.collect::<Result<_, _>>()?)
        };
        if *filter == Filter::default() {
            let copies = numbers("SELECT id FROM documents WHERE copy_of IS NOT NULL", &[])?;
            return Ok(Arc::new(Among::but(&copies)));
        }
        let (condition, values) = filter.of_all_documents();
        let sql = format!("SELECT d.id FROM documents d WHERE {condition} ORDER BY d.id");
        Ok(Arc::new(Among::only(numbers(&sql, &values)?)))
    }

    /// How many paragraphs of each document [`Store::find`] finds, without ranking them.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn count_passages(&self, words: &Words, filter: &Filter) -> Result<Vec<(Rc<Document>, usize)>, StoreError> {
        if words.is_empty() {
            return Ok(Vec::new());
        }
        let among = self.searched(filter)?;
        let all = words.groups.len();
        let counts = Fulltext::ask(self, |view| {
            let counts = view.counts(words, all, &among)?;
            let most = all - all / 3;
            if counts.is_empty() && most < all { view.counts(words, most, &among) } else { Ok(counts) }
        })?;
        let mut filter = filter.clone();
        if filter.among.is_none() {
            filter.among = Some(counts.keys().copied().collect());
        }
        let counted = self.documents(&filter)?.into_iter().map(|document| (document.id, Rc::new(document)));
        let documents: HashMap<i64, Rc<Document>> = counted.collect();
        Ok(counts.into_iter().filter_map(|(id, count)| Some((Rc::clone(documents.get(&id)?), count))).collect())
    }

    /// Which of the words and phrases stand anywhere in the documents that fit the filter.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn known_words(&self, words: &Words, filter: &Filter) -> Result<Vec<bool>, StoreError> {
        let among = self.searched(filter)?;
        Fulltext::ask(self, |view| {
            let is_known = |group: &Vec<_>| {
                let alone = Words { groups: vec![group.clone()] };
                Ok(view.candidates(&alone, 1, &among, 1)?.0 > 0)
            };
            words.groups.iter().map(is_known).collect()
        })
    }

    /// The candidates with what matches in them, the best first.
    fn rank(&self, words: &Words, candidates: Vec<Candidate>) -> Result<Vec<(Match, Candidate)>, StoreError> {
        let mut ranked = Vec::with_capacity(candidates.len());
        let mut tokenizer = Tokenizer::default();
        let mut path = self.connection.prepare_cached("SELECT path FROM documents WHERE id = ?1")?;
        // Those of one document mostly come one after the other.
        let mut last: Option<(i64, Option<String>, Option<String>)> = None;
        for candidate in candidates {
            let (id, content, path) = match last.take().filter(|(id, ..)| *id == candidate.document) {
                Some(same) => same,
                None => {
                    let path = path.query_row([candidate.document], |row| row.get(0)).optional()?;
                    (candidate.document, self.content(candidate.document)?, path)
                }
            };
            let ranked_path = path.clone();
            let paragraph = candidate.paragraph;
            let text = content.as_deref().and_then(|content| content.get(paragraph.start..paragraph.end));
            let found = text.map(|text| match_in(words, &tokenizer.tokens(text)));
            last = Some((id, content, path));
            // A view that is behind may point to a place that is no more.
            let Some(mut found) = found else { continue };
            for mark in &mut found.marks {
                mark.start += candidate.paragraph.start;
                mark.end += candidate.paragraph.start;
            }
            ranked.push((found, candidate, ranked_path));
        }
        ranked.sort_by(|(a, at, a_path), (b, other, b_path)| {
            let by_rank = b.rank.cmp(&a.rank).then(other.day.cmp(&at.day));
            by_rank.then_with(|| a_path.cmp(b_path)).then(at.paragraph.start.cmp(&other.paragraph.start))
        });
        Ok(ranked.into_iter().map(|(found, candidate, _)| (found, candidate)).collect())
    }
}
