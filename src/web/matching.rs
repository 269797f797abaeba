//! What a search matches, document by document: for true counts beside the facets, and to know what is new in a search
//! that was kept.

use std::collections::BTreeMap;
use std::rc::Rc;

use crate::directive::{Level, SchoolYear};
use crate::store::{Citations, Document, Filter, Store, StoreError, Words};

/// A document with how often it matches, in each school year that it counts for.
#[derive(Debug, Clone)]
pub struct Match {
    /// The document.
    pub document: Rc<Document>,
    /// The rows of the answer that stand in it.
    pub rows: Vec<Rows>,
}

/// Rows of an answer that are of the same school years and levels: a mention's own, or for passages their document's.
#[derive(Debug, Clone)]
pub struct Rows {
    /// The school years.
    pub years: Vec<SchoolYear>,
    /// The levels.
    pub levels: Vec<Level>,
    /// How many.
    pub count: usize,
}

impl Match {
    /// How many rows of the answer stand in it.
    pub fn count(&self) -> usize {
        self.rows.iter().map(|rows| rows.count).sum()
    }
}

/// How a query is understood.
#[derive(Debug)]
pub enum Meant {
    /// It names documents: their mentions are asked for.
    Mentions(Box<Citations>),
    /// It is words: passages are asked for. Where the query names a document that nothing cites, names near it.
    Passages(Words, Vec<(String, i64)>),
}

impl Meant {
    /// What `query` asks for; `None` where it asks for nothing.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn of(store: &Store, query: &str, filter: &Filter) -> Result<Option<Self>, StoreError> {
        let words = Words::of(query);
        if words.is_empty() {
            return Ok(None);
        }
        Ok(Some(match store.cited(query, filter, None)? {
            Some(cited) if !cited.works.is_empty() => Self::Mentions(Box::new(cited)),
            // What looks like a document that nothing cites may still stand in the text.
            Some(cited) => {
                let phrase = Words::of(&format!("\"{}\"", query.replace('"', " ")));
                Self::Passages(phrase, cited.near.iter().map(|work| (work.name(), work.id)).collect())
            }
            None => Self::Passages(words, Vec::new()),
        }))
    }

    /// Whether `query` asks for words; a single mention tells, and all of them need not be read.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn is_words(store: &Store, query: &str, filter: &Filter) -> Result<bool, StoreError> {
        Ok(store.cited(query, filter, Some(1))?.is_none_or(|cited| cited.works.is_empty()))
    }

    /// The documents that match, by number.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn matches(&self, store: &Store, filter: &Filter) -> Result<Vec<Match>, StoreError> {
        let mut matches: BTreeMap<i64, Match> = BTreeMap::new();
        match self {
            Self::Mentions(cited) => {
                for mention in &cited.mentions {
                    let document = &mention.document;
                    let known = matches
                        .entry(document.id)
                        .or_insert_with(|| Match { document: Rc::clone(document), rows: Vec::new() });
                    known.rows.push(Rows {
                        years: mention.school_year.into_iter().collect(),
                        levels: mention.levels.clone(),
                        count: 1,
                    });
                }
            }
            Self::Passages(words, _) => {
                for (document, count) in store.count_passages(words, filter)? {
                    let (years, levels) = (document.school_years.clone(), document.header.levels.clone());
                    let rows = vec![Rows { years, levels, count }];
                    matches.insert(document.id, Match { document, rows });
                }
            }
        }
        Ok(matches.into_values().collect())
    }
}
