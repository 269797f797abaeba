//! Full text answers: the best paragraphs, as the view gives them, with their words.
//!
//! Only those that are shown are read. Which they are does not depend on the view's history: among paragraphs that match
//! alike and are of the same day, those of the first document by its path come first.

use std::cell::RefCell;
use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;
use std::sync::Arc;

use rusqlite::{OptionalExtension, params_from_iter};

use super::among::{Among, Bits};
use super::fulltext::Fulltext;
use super::highlight::match_in;
use super::matching::Candidate;
use super::text::{Passage, StoredText, cut};
use super::tokens::{Tokenizer, Words};
use super::{Document, Filter, Status, Store, StoreError};
use crate::directive::SchoolYear;

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
    /// How many paragraphs match; counted up to ten thousand, or up to as many as were asked for.
    pub total: usize,
    /// Whether there are more.
    pub more: bool,
    /// Whether no paragraph holds all the words, and these hold most of them.
    pub some_words: bool,
    /// For a word that no paragraph holds: the query with the nearest word that one does.
    pub suggestion: Option<String>,
    /// Whether the store was being written, and the answer may lack what is new.
    pub stale: bool,
}

/// A document that is shown, with its text.
type Shown = Option<(Rc<Document>, StoredText)>;

/// The documents that fit the filter that was asked for last.
pub(super) type LastSearched = RefCell<Option<(Filter, Arc<Among>)>>;

/// So many more paragraphs are looked at where the view is behind: it may name some that are not there any more.
const SPARE: usize = 200;

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
        let wanted = if view.stale { limit.saturating_add(SPARE) } else { limit.max(1) };
        let mut found = view.best(words, &among, wanted)?;
        let mut answer = Hits { stale: view.stale, ..Hits::default() };
        if found.total == 0 {
            answer.suggestion = super::suggest::words(view, words)?;
            let all = words.groups.len();
            let most = all - all / 3;
            if most < all {
                found = view.nearest(words, most, &among, wanted)?;
                answer.some_words = found.total > 0;
            }
        }
        (answer.total, answer.more) = (found.total, found.more);
        self.by_path(&mut found.best)?;
        let mut tokenizer = Tokenizer::default();
        let mut shown: HashMap<i64, Shown> = HashMap::new();
        for candidate in found.best {
            if answer.hits.len() == limit {
                break;
            }
            let place = match shown.entry(candidate.document) {
                Entry::Occupied(known) => known.into_mut(),
                Entry::Vacant(new) => new.insert(self.shown(candidate.document, filter)?),
            };
            let Some((document, text)) = place else { continue };
            let Some(paragraph) = text.paragraphs().nth(candidate.paragraph) else { continue };
            let mut found = match_in(words, &tokenizer.tokens(&text.content[paragraph.start..paragraph.end]));
            for mark in &mut found.marks {
                mark.start += paragraph.start;
                mark.end += paragraph.start;
            }
            let (page, line) = text.place_of(found.marks.first().map_or(paragraph.start, |mark| mark.start));
            let passage = cut(&text.content, paragraph, &found.marks, ROOM);
            answer.hits.push(Hit { document: Rc::clone(document), page, line, passage, exact: found.exact });
        }
        Ok(answer)
    }

    /// A document with its text; `None` where it is not searched: a view that is behind may name it all the same.
    fn shown(&self, id: i64, filter: &Filter) -> Result<Shown, StoreError> {
        let counts =
            |document: &Document| document.status == Status::Read && (filter.copies || document.copy_of.is_none());
        let document = self.document(id)?.filter(counts).map(Rc::new);
        Ok(document.zip(self.text(id)?))
    }

    /// Puts those that are alike in the order of paths and places.
    fn by_path(&self, candidates: &mut [Candidate]) -> Result<(), StoreError> {
        let mut paths: HashMap<i64, Option<String>> = HashMap::new();
        let mut path = self.connection.prepare_cached("SELECT path FROM documents WHERE id = ?1")?;
        for alike in candidates.chunk_by_mut(|a, b| a.order() == b.order()) {
            if alike.windows(2).any(|pair| pair[0].document != pair[1].document) {
                for candidate in alike.iter() {
                    if let Entry::Vacant(new) = paths.entry(candidate.document) {
                        new.insert(path.query_row([candidate.document], |row| row.get(0)).optional()?);
                    }
                }
            }
            let path = |candidate: &Candidate| paths.get(&candidate.document);
            alike.sort_by(|a, b| path(a).cmp(&path(b)).then(a.paragraph.cmp(&b.paragraph)));
        }
        Ok(())
    }

    /// The documents that fit the filter; one question asks for them several times.
    fn searched(&self, filter: &Filter) -> Result<Arc<Among>, StoreError> {
        let last = self.searched.of(self, || Ok(RefCell::default()))?;
        if let Some((known, among)) = last.borrow().as_ref()
            && known == filter
        {
            return Ok(Arc::clone(among));
        }
        let among = Arc::new(self.among(filter)?);
        last.replace(Some((filter.clone(), Arc::clone(&among))));
        Ok(among)
    }

    fn among(&self, filter: &Filter) -> Result<Among, StoreError> {
        let numbers = |sql: &str, value: &[&str]| -> Result<Vec<i64>, StoreError> {
            let mut statement = self.connection.prepare_cached(sql)?;
            let rows = statement.query_map(params_from_iter(value), |row| row.get(0))?;
            Ok(rows.collect::<Result<_, _>>()?)
        };
        // The view knows only documents that were read; so copies alone have to be told apart.
        let of_copies = "SELECT id FROM documents WHERE copy_of IS NOT NULL";
        if *filter == Filter::default() {
            return Ok(Among::but(&numbers(of_copies, &[])?));
        }
        // The documents of a year, or of a level, are looked up; for all else every document has to be looked at.
        let of_year = filter.year.filter(|&year| *filter == Filter { year: Some(year), ..Filter::default() });
        let of_level = filter.level.filter(|&level| *filter == Filter { level: Some(level), ..Filter::default() });
        let mut ids = match (of_year, of_level) {
            (Some(year), _) => {
                numbers("SELECT document_id FROM document_years WHERE school_year = ?1", &[&year.to_string()])?
            }
            (_, Some(level)) => numbers("SELECT document_id FROM document_levels WHERE level = ?1", &[level.slug()])?,
            _ if filter.document.is_some() || filter.among.is_some() => {
                let (condition, values) = filter.of_documents(self)?;
                let sql = format!("SELECT d.id FROM documents d WHERE {condition}");
                let mut statement = self.connection.prepare_cached(&sql)?;
                let rows = statement.query_map(params_from_iter(values), |row| row.get(0))?;
                return Ok(Among::only(rows.collect::<Result<_, _>>()?));
            }
            _ => return Ok(Among::only(self.last_facets()?.ids(filter))),
        };
        let copies = Bits::of(&numbers(of_copies, &[])?);
        ids.retain(|id| !copies.holds(id.unsigned_abs()));
        Ok(Among::only(ids))
    }

    /// How many paragraphs of each document [`Store::find`] finds, without ranking them.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn count_passages(&self, words: &Words, filter: &Filter) -> Result<Vec<(Rc<Document>, usize)>, StoreError> {
        let mut counts: BTreeMap<i64, usize> = BTreeMap::new();
        for (document, count) in self.passages_of_documents(words, filter)? {
            *counts.entry(document).or_default() += count;
        }
        if counts.is_empty() {
            return Ok(Vec::new());
        }
        let mut filter = filter.clone();
        if filter.among.is_none() {
            filter.among = Some(counts.keys().copied().collect());
        }
        let counted = self.documents(&filter)?.into_iter().map(|document| (document.id, Rc::new(document)));
        let documents: HashMap<i64, Rc<Document>> = counted.collect();
        Ok(counts.into_iter().filter_map(|(id, count)| Some((Rc::clone(documents.get(&id)?), count))).collect())
    }

    /// How many paragraphs [`Store::find`] finds: counted up to a thousand, and whether there are more.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn passages_in_all(&self, words: &Words, filter: &Filter) -> Result<(usize, bool), StoreError> {
        self.of_all_or_most(words, filter, Fulltext::count, |(count, _)| *count == 0)
    }

    /// How many paragraphs [`Store::find`] finds, and how many in the documents of each school year, without reading a
    /// document.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn passages_by_year(
        &self,
        words: &Words,
        filter: &Filter,
    ) -> Result<(usize, BTreeMap<SchoolYear, usize>), StoreError> {
        let counts = self.passages_of_documents(words, filter)?;
        if counts.is_empty() {
            return Ok((0, BTreeMap::new()));
        }
        Ok(self.last_facets()?.by_year(&counts, filter))
    }

    /// How many paragraphs of documents are found, by the numbers of these, which may come more than once; a view that is
    /// behind may name some that do not count any more.
    fn passages_of_documents(&self, words: &Words, filter: &Filter) -> Result<Vec<(i64, usize)>, StoreError> {
        self.of_all_or_most(words, filter, Fulltext::counts, Vec::is_empty)
    }

    /// What is counted of the paragraphs that hold all words, or where there is none, most of them.
    fn of_all_or_most<T: Default>(
        &self,
        words: &Words,
        filter: &Filter,
        count: impl Fn(&Fulltext, &Words, usize, &Arc<Among>) -> Result<T, StoreError>,
        is_none: impl Fn(&T) -> bool,
    ) -> Result<T, StoreError> {
        if words.is_empty() {
            return Ok(T::default());
        }
        let among = self.searched(filter)?;
        let all = words.groups.len();
        Fulltext::ask(self, |view| {
            let counted = count(view, words, all, &among)?;
            let most = all - all / 3;
            if is_none(&counted) && most < all { count(view, words, most, &among) } else { Ok(counted) }
        })
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
                view.holds(&alone, &among)
            };
            words.groups.iter().map(is_known).collect()
        })
    }
}
