//! Who cites a document, or where words stand: `chidao search`.

use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroUsize;

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{AnswerError, Standing, Unread, document_json};
use crate::detect;
use crate::directive::{DirectiveKind, Level, Reference, SchoolYear};
use crate::lineage::registry::Registry;
use crate::render::Lang;
use crate::store::{Citations, Document, Filter, Found, Hit, Hits, Passage, Store, StoreError, Words, Work};

/// What is searched for, and where.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SearchFilter {
    /// A document's number, however written (tt 27/2020, 27/2020/TT-BGDĐT): all its mentions; or words: tone marks are
    /// optional, words in "double quotes" stand side by side.
    #[schemars(example = "tt 27/2020")]
    pub query: String,
    /// In documents, or by mentions, of this school year, such as 2024-2025.
    #[serde(default)]
    pub year: Option<SchoolYear>,
    /// In documents of this kind.
    #[serde(default, rename = "type")]
    pub kind: Option<DirectiveKind>,
    /// In documents whose issuer's name holds these words; tone marks and case do not count.
    #[serde(default)]
    pub issuer: Option<String>,
    /// About this level of education.
    #[serde(default)]
    pub level: Option<Level>,
    /// At most so many results; without it all mentions, or 20 passages.
    #[serde(default)]
    pub limit: Option<NonZeroUsize>,
    /// In these documents of the store; no program asks so, since the numbers are the store's own.
    #[serde(skip)]
    #[schemars(skip)]
    pub among: Option<Vec<i64>>,
}

/// So many passages are given where no limit is asked for.
const PASSAGES: usize = 20;
/// So much of the text is shown around a mention, in bytes to each side.
const ROOM: usize = 120;

/// What a search finds.
#[derive(Debug)]
pub enum Search {
    /// The query names a document that is cited.
    Mentions(Box<Mentions>),
    /// The query is words, or a number that nothing cites.
    Passages(Passages),
}

/// The mentions of a document.
#[derive(Debug)]
pub struct Mentions {
    /// What was searched for.
    pub query: String,
    /// The works that it names and their mentions, as many as were asked for.
    pub found: Citations,
    /// The words around each mention.
    pub passages: Vec<Passage>,
    /// The documents of the store that are these works.
    pub held: Vec<Document>,
    /// How many mentions there are, before any limit.
    pub total: usize,
    /// In how many documents.
    pub citing: usize,
    /// Whether the works hold.
    pub standing: Standing,
    /// What could not be read.
    pub unread: Unread,
}

/// The passages that hold words.
#[derive(Debug)]
pub struct Passages {
    /// What was searched for.
    pub query: String,
    /// What was found.
    pub hits: Hits,
    /// Works whose number comes near the one that nothing cites.
    pub near: Vec<Work>,
    /// Where nothing was found: what would find something.
    pub ideas: Vec<Idea>,
    /// What could not be read.
    pub unread: Unread,
}

/// Another question that would find something, where the one that was asked finds nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Idea {
    /// The words that stand somewhere, without those that do not.
    Fewer(String),
    /// Another school year, with how many places it has.
    Year(SchoolYear, usize),
    /// No filter at all, with how many places there are, paragraphs counted up to a thousand; and whether there are more.
    Anywhere(usize, bool),
}

/// So many other years are offered.
const YEARS: usize = 4;

/// What would find something, where `words` with this filter find nothing; for a query that names a document, where it
/// is mentioned otherwise.
///
/// # Errors
/// Where the store cannot be read.
pub fn ideas(store: &Store, query: &str, filter: &Filter) -> Result<Vec<Idea>, StoreError> {
    let mut ideas = Vec::new();
    if *filter != Filter::default() {
        let elsewhere = filter.year.map(|_| places_by_year(store, query, &Filter { year: None, ..filter.clone() }));
        let mut years: Vec<(SchoolYear, usize)> = elsewhere.transpose()?.unwrap_or_default().into_iter().collect();
        // What stands in papers of no year alone is offered by leaving all filters out.
        if years.is_empty() {
            let (places, more) = places(store, query, &Filter::default())?;
            ideas.extend((places > 0).then_some(Idea::Anywhere(places, more)));
        }
        years.sort_by_key(|&(year, count)| (std::cmp::Reverse(count), std::cmp::Reverse(year)));
        ideas.extend(years.into_iter().take(YEARS).map(|(year, count)| Idea::Year(year, count)));
    }
    if !detect::mentions(query).is_empty() {
        // A part of a number is no name.
        return Ok(ideas);
    }
    let words = Words::of(query);
    let known = store.known_words(&words, filter)?;
    if known.contains(&true) && known.contains(&false) {
        ideas.push(Idea::Fewer(words.only(&known).written()));
    }
    Ok(ideas)
}

/// In how many places something stands, and whether in more.
fn places(store: &Store, query: &str, filter: &Filter) -> Result<(usize, bool), StoreError> {
    match store.cited(query, filter, Some(1))?.filter(|found| !found.works.is_empty()) {
        Some(found) => Ok((found.total, false)),
        None => store.passages_in_all(&Words::of(query), filter),
    }
}

/// In how many places of each school year something stands.
fn places_by_year(store: &Store, query: &str, filter: &Filter) -> Result<BTreeMap<SchoolYear, usize>, StoreError> {
    let Some(found) = store.cited(query, filter, None)?.filter(|found| !found.works.is_empty()) else {
        return Ok(store.passages_by_year(&Words::of(query), filter)?.1);
    };
    let mut years: BTreeMap<SchoolYear, usize> = BTreeMap::new();
    for year in found.mentions.iter().filter_map(|mention| mention.school_year) {
        *years.entry(year).or_default() += 1;
    }
    Ok(years)
}

/// Searches.
///
/// # Errors
/// Where the query is empty or the store cannot be read.
pub fn search(store: &Store, registry: &Registry, filter: &SearchFilter) -> Result<Search, AnswerError> {
    let words = Words::of(&filter.query);
    if words.is_empty() {
        return Err(AnswerError::NothingAsked);
    }
    let of_store = filter.of_store();
    let (words, near) = match store.cited(&filter.query, &of_store, filter.limit.map(NonZeroUsize::get))? {
        Some(found) if !found.works.is_empty() => {
            return Ok(Search::Mentions(Box::new(mentions(store, registry, filter, found)?)));
        }
        // What looks like a document that nothing cites may still stand in the text.
        Some(found) => (Words::of(&format!("\"{}\"", filter.query.replace('"', " "))), Some(found.near)),
        None => (words, None),
    };
    let mut hits = store.find(&words, &of_store, filter.limit.map_or(PASSAGES, NonZeroUsize::get))?;
    if near.is_some() {
        // A number is not misspelt as words are: its near ones are other numbers.
        hits.suggestion = None;
    }
    let ideas = if hits.hits.is_empty() { ideas(store, &filter.query, &of_store)? } else { Vec::new() };
    let (query, near) = (filter.query.clone(), near.unwrap_or_default());
    Ok(Search::Passages(Passages { query, hits, near, ideas, unread: Unread::of(store)? }))
}

/// The mentions of one work, known by its number in the store, as an answer.
///
/// # Errors
/// Where the store cannot be read.
pub fn mentions_of(store: &Store, registry: &Registry, work: Work, filter: &Filter) -> Result<Mentions, StoreError> {
    let query = work.name();
    let mentions = store.mentions_of(&[work.id], filter)?;
    let (total, citing) = (mentions.len(), citing(&mentions));
    let found = Citations { works: vec![work], mentions, total, citing, ..Citations::default() };
    self::mentions(store, registry, &SearchFilter { query, year: filter.year, ..SearchFilter::default() }, found)
}

/// In how many documents mentions stand.
fn citing(mentions: &[Found<Reference>]) -> usize {
    mentions.iter().map(|mention| mention.document.id).collect::<BTreeSet<_>>().len()
}

/// What a document cites, in the order of its text.
///
/// # Errors
/// Where the store cannot be read.
pub fn mentions_by(store: &Store, registry: &Registry, document: &Document) -> Result<Mentions, StoreError> {
    let mentions = store.mentions(&Filter { document: Some(document.id), copies: true, ..Filter::default() })?;
    let (total, citing) = (mentions.len(), citing(&mentions));
    let found = Citations { mentions, total, citing, ..Citations::default() };
    self::mentions(store, registry, &SearchFilter { query: document.titled(), ..SearchFilter::default() }, found)
}

fn mentions(
    store: &Store,
    registry: &Registry,
    filter: &SearchFilter,
    found: Citations,
) -> Result<Mentions, StoreError> {
    let (total, citing) = (found.total, found.citing);
    let passages = store.passages(&found.mentions, ROOM)?;
    let held = held(store, &found.works)?;
    let asked = filter.year.map(|year| (year, filter.level));
    let works = fullest(&found.works).into_iter().map(|work| (work.key.clone(), work.full_identity()));
    let standing = Standing::of(store, registry, works, asked)?;
    let (query, unread) = (filter.query.clone(), Unread::of(store)?);
    Ok(Mentions { query, found, passages, held, total, citing, standing, unread })
}

impl SearchFilter {
    /// The filter of the store.
    pub fn of_store(&self) -> Filter {
        Filter {
            year: self.year,
            kind: self.kind,
            issuer: self.issuer.clone(),
            level: self.level,
            among: self.among.clone(),
            ..Filter::default()
        }
    }
}

impl Search {
    /// The schema of [`Search::json`].
    pub const SCHEMA: &str = "chidao/search@1";

    /// Whether nothing was found, neither mention nor document nor passage.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Mentions(found) => found.total == 0 && found.held.is_empty(),
            Self::Passages(found) => found.hits.hits.is_empty(),
        }
    }

    /// What could not be read.
    pub fn unread(&self) -> Unread {
        match self {
            Self::Mentions(found) => found.unread,
            Self::Passages(found) => found.unread,
        }
    }

    /// For programs; what is said in words is in `lang`.
    pub fn json(&self, lang: Lang) -> Value {
        match self {
            Self::Mentions(found) => found.json(lang),
            Self::Passages(found) => found.json(),
        }
    }
}

impl Mentions {
    /// The name of a work among them: where it is held, as it writes its own number.
    pub fn name(&self, work: &Work) -> String {
        let itself = self.held.iter().find(|document| work.held.contains(&document.id));
        itself.map_or_else(|| work.name(), Document::titled)
    }

    fn json(&self, lang: Lang) -> Value {
        let mention = |(mention, passage): (&Found<Reference>, &Passage)| {
            json!({
                "school_year": mention.school_year,
                "year_inferred": mention.year_inferred,
                "document": document_json(&mention.document),
                "mention": mention.fact,
                "review": mention.review,
                "resolution": mention.resolution,
                "passage": passage,
            })
        };
        let mentions: Vec<Value> = self.found.mentions.iter().zip(&self.passages).map(mention).collect();
        json!({
            "schema": Search::SCHEMA, "query": self.query, "found": "mentions", "works": self.found.works,
            "possible": self.found.possible,
            "held": self.held.iter().map(document_json).collect::<Vec<_>>(), "mentions": mentions,
            "statuses": self.standing.json(lang),
            "files_unread": self.unread.files, "pages_unread": self.unread.pages,
        })
    }
}

impl Passages {
    fn json(&self) -> Value {
        let passage = |hit: &Hit| {
            json!({
                "document": document_json(&hit.document),
                "school_years": hit.document.school_years,
                "page": hit.page,
                "line": hit.line,
                "exact": hit.exact,
                "passage": hit.passage,
            })
        };
        let hits = &self.hits;
        json!({
            "schema": Search::SCHEMA, "query": self.query, "found": "passages", "total": hits.total,
            "more": hits.more,
            "some_words": hits.some_words, "passages": hits.hits.iter().map(passage).collect::<Vec<_>>(),
            "suggestion": hits.suggestion, "near": self.near,
            "files_unread": self.unread.files, "pages_unread": self.unread.pages,
        })
    }
}

/// The documents of the store that are these works, copies left out where their first is there.
fn held(store: &Store, works: &[Work]) -> Result<Vec<Document>, StoreError> {
    let mut held = Vec::new();
    for &id in works.iter().flat_map(|work| &work.held) {
        held.extend(store.document(id)?.filter(|document| document.copy_of.is_none()));
    }
    Ok(held)
}

/// The works that no other one names more fully: "Thông tư 27" says nothing beside "Thông tư 27/2020/TT-BGDĐT".
pub fn fullest(works: &[Work]) -> Vec<&Work> {
    let detail = |work: &Work| usize::from(work.year.is_some()) + usize::from(work.symbol.is_some());
    let is_told = |work: &Work| {
        works.iter().any(|other| detail(other) > detail(work) && other.identity().agrees(&work.identity()))
    };
    works.iter().filter(|work| !is_told(work)).collect()
}
