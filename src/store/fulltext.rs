//! The full text view: a tantivy index of the paragraphs that can be deleted at any time.
//!
//! Its commits carry the generation of the SQLite transaction that they reflect. A view that is behind catches up
//! when it is opened, one that is missing, broken, ahead or of another store is built anew; where that cannot be
//! written (another process is writing, the folder is read-only) it is built in memory, or used as it is. Its files carry
//! checksums ([`super::sealed`]): what has changed on the disk is an error of tantivy's, and a reason to build it anew.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use tantivy::collector::Count;
use tantivy::directory::{Directory, META_LOCK};
use tantivy::indexer::LogMergePolicy;
use tantivy::query::{BooleanQuery, EmptyQuery, PhraseQuery, Query, TermQuery, TermSetQuery};
use tantivy::schema::{FAST, Field, INDEXED, IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use tantivy::{Index, IndexReader, IndexSettings, IndexWriter, TantivyDocument, Term};

use super::collect::{Among, Best, Candidate, PerDocument, UNDATED, day_number};
use super::lock::WriteLock;
use super::sealed::{Sealed, UNDER_WAY};
use super::tokens::{Token, Tokenizer, Words};
use super::{Store, StoreError};

/// Raised when the fields, the tokens or the files change.
const VERSION: u32 = 3;
/// What the writer holds in memory before it writes a segment.
const MEMORY: usize = 48 << 20;
/// Segments of more paragraphs are left alone by the writer that takes in a few: merging them would take longer than
/// all else.
const LARGEST_MERGED: usize = 200_000;

/// The columns of a paragraph.
pub(super) const DOCUMENT: &str = "document";
pub(super) const DAY: &str = "day";
pub(super) const START: &str = "start";
pub(super) const STOP: &str = "stop";

/// The view, open for searching.
pub(super) struct Fulltext {
    reader: IndexReader,
    fields: Fields,
    /// Whether the store has changed since, and the view could not follow.
    pub stale: bool,
}

struct Fields {
    document: Field,
    day: Field,
    start: Field,
    stop: Field,
    exact: Field,
    folded: Field,
}

/// The view as a store has opened it last.
#[derive(Default)]
pub(super) struct LastView(RefCell<Option<(Mark, Arc<Fulltext>)>>);

impl std::fmt::Debug for LastView {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("LastView")
    }
}

/// What a commit says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Mark {
    version: u32,
    /// Of which store it is a view.
    store: i64,
    generation: i64,
}

impl Fulltext {
    /// Asks the view of a store; one that turns out to be damaged is built anew and asked again.
    pub fn ask<T>(store: &Store, question: impl Fn(&Self) -> Result<T, StoreError>) -> Result<T, StoreError> {
        match question(&*Self::last(store)?) {
            Err(StoreError::Fulltext(_)) => {
                store.view.0.replace(None);
                question(&Self::anew(store)?)
            }
            answer => answer,
        }
    }

    /// The view of a store, opened once for each state of the store.
    fn last(store: &Store) -> Result<Arc<Self>, StoreError> {
        let wanted = Mark::of(store)?;
        if let Some((mark, view)) = store.view.0.borrow().as_ref()
            && *mark == wanted
        {
            return Ok(Arc::clone(view));
        }
        let view = Arc::new(Self::open(store)?);
        if !view.stale {
            store.view.0.replace(Some((wanted, Arc::clone(&view))));
        }
        Ok(view)
    }

    /// Opens the view of a store, brought up to date where that is possible.
    fn open(store: &Store) -> Result<Self, StoreError> {
        let wanted = Mark::of(store)?;
        let found = existing(&folder(store));
        if let Some((index, mark)) = &found
            && *mark == wanted
            && let Ok(view) = Self::of(index, false)
        {
            return Ok(view);
        }
        // One lock for both: a view is only ever written by the process that may write the store.
        if let Ok(_lock) = WriteLock::take(&store.folder)
            && let Some(view) = Self::followed(store, &wanted)
        {
            return Ok(view);
        }
        match found.filter(|(_, mark)| mark.is_of(&wanted)).and_then(|(index, _)| Self::of(&index, true).ok()) {
            Some(view) => Ok(view),
            None => Self::in_memory(store, &wanted),
        }
    }

    /// The view of what the store holds now, which may be more than `store` sees; for the holder of the writer's lock.
    fn followed(store: &Store, wanted: &Mark) -> Option<Self> {
        let now = Store::current(&store.folder).ok()?;
        Self::follow(&now).ok()?;
        let (index, mark) = existing(&folder(store)).filter(|(_, mark)| mark.is_of(wanted))?;
        Self::of(&index, mark != *wanted).ok()
    }

    /// A new view in the place of one that is damaged.
    fn anew(store: &Store) -> Result<Self, StoreError> {
        let wanted = Mark::of(store)?;
        if let Ok(_lock) = WriteLock::take(&store.folder)
            && std::fs::remove_dir_all(folder(store)).is_ok()
            && let Some(view) = Self::followed(store, &wanted)
        {
            return Ok(view);
        }
        Self::in_memory(store, &wanted)
    }

    fn in_memory(store: &Store, wanted: &Mark) -> Result<Self, StoreError> {
        let index = Index::create_in_ram(schema().0);
        fill(store, &index, 0, wanted)?;
        Self::of(&index, false)
    }

    /// Brings the view up to date; for the holder of the writer's lock.
    pub fn follow(store: &Store) -> Result<(), StoreError> {
        let (wanted, folder) = (Mark::of(store)?, folder(store));
        let found = existing(&folder);
        let index = match found {
            Some((index, mark)) if mark == wanted => index,
            found => update(store, found)?,
        };
        sweep(&folder, &index)
    }

    /// Takes away a view that knows more than the store, which someone has put in the place of a newer one: when the store
    /// has changed as often it would be taken for its view.
    pub fn forget_other(store: &Store) -> Result<(), StoreError> {
        let (wanted, folder) = (Mark::of(store)?, folder(store));
        match existing(&folder) {
            Some((_, mark)) if !mark.can_become(&wanted) => {
                std::fs::remove_dir_all(&folder).map_err(|cause| StoreError::io(&folder, cause))
            }
            _ => Ok(()),
        }
    }

    /// Reads all of the view, and builds it anew where it does not hold what was written; says whether it was whole.
    pub fn mend(store: &Store) -> Result<bool, StoreError> {
        let folder = folder(store);
        let whole = !folder.exists() || existing(&folder).is_some_and(|(index, _)| is_whole(&index));
        if !whole {
            Self::anew(store)?;
        }
        Ok(whole)
    }

    fn of(index: &Index, stale: bool) -> Result<Self, StoreError> {
        Ok(Self { reader: index.reader()?, fields: schema().1, stale })
    }

    /// The paragraphs among `among` that hold at least `least` of the groups of `words`, without regard to marks: how many,
    /// and at most `most` of them. Where there are more, those come first that hold all words side by side, then those
    /// that hold them with their marks, then the others; among alike those of the newest documents.
    pub fn candidates(
        &self,
        words: &Words,
        least: usize,
        among: &Arc<Among>,
        most: usize,
    ) -> Result<(usize, Vec<Candidate>), StoreError> {
        let searcher = self.reader.searcher();
        let best = Best { among: Arc::clone(among), most };
        let (count, all) = searcher.search(&self.folded(words, least, among), &best)?;
        if count <= most || least < words.groups.len() {
            return Ok((count, all));
        }
        let exact: Vec<Box<dyn Query>> = words.groups.iter().map(|group| self.with_marks(group)).collect();
        let side_by_side: Vec<Token> = words.groups.concat();
        let phrase = || self.phrase(&side_by_side);
        let among_exact = |query: Box<dyn Query>| -> Box<dyn Query> {
            let clauses = exact.iter().map(|query| query.box_clone()).chain([query]);
            Box::new(BooleanQuery::intersection(clauses.collect()))
        };
        let mut found: Vec<Candidate> = Vec::new();
        let steps: [&dyn Fn() -> Box<dyn Query>; 3] = [
            &|| among_exact(phrase()),
            &|| Box::new(BooleanQuery::intersection(exact.iter().map(|query| query.box_clone()).collect())),
            &phrase,
        ];
        for step in steps {
            let left = most - found.len();
            if left == 0 {
                break;
            }
            let (_, more) = searcher.search(&*step(), &best)?;
            found.extend(more.into_iter().filter(|more| !found.contains(more)).take(left).collect::<Vec<_>>());
        }
        let left = most - found.len();
        found.extend(all.into_iter().filter(|more| !found.contains(more)).take(left).collect::<Vec<_>>());
        Ok((count, found))
    }

    /// How many paragraphs of each document among `among` hold at least `least` of the groups of `words`.
    pub fn counts(&self, words: &Words, least: usize, among: &Arc<Among>) -> Result<BTreeMap<i64, usize>, StoreError> {
        Ok(self
            .reader
            .searcher()
            .search(&self.folded(words, least, among), &PerDocument { among: Arc::clone(among) })?)
    }

    /// Paragraphs that hold at least `least` of the groups of `words`, without regard to marks; of few documents only
    /// theirs are looked at.
    fn folded(&self, words: &Words, least: usize, among: &Arc<Among>) -> Box<dyn Query> {
        let groups: Vec<Box<dyn Query>> = words.groups.iter().map(|group| self.phrase(group)).collect();
        let all = least == groups.len();
        let folded: Box<dyn Query> = match (groups.len(), all) {
            (1, _) => return self.of_few(among, groups.into_iter().next().unwrap_or_else(|| Box::new(EmptyQuery))),
            (_, true) => Box::new(BooleanQuery::intersection(groups)),
            _ => Box::new(BooleanQuery::union_with_minimum_required_clauses(groups, least)),
        };
        self.of_few(among, folded)
    }

    fn of_few(&self, among: &Arc<Among>, query: Box<dyn Query>) -> Box<dyn Query> {
        match among.few() {
            Some(ids) => {
                let few = TermSetQuery::new(ids.iter().map(|&id| self.document(id)));
                Box::new(BooleanQuery::intersection(vec![Box::new(few), query]))
            }
            None => query,
        }
    }

    /// Words side by side, without regard to marks.
    fn phrase(&self, group: &[Token]) -> Box<dyn Query> {
        let term = |token: &Token| Term::from_field_text(self.fields.folded, &token.folded);
        match group {
            [one] => Box::new(TermQuery::new(term(one), IndexRecordOption::Basic)),
            _ => Box::new(PhraseQuery::new(group.iter().map(term).collect())),
        }
    }

    /// Words with their marks, wherever they stand.
    fn with_marks(&self, group: &[Token]) -> Box<dyn Query> {
        let term = |token: &Token| Term::from_field_text(self.fields.exact, &token.exact);
        let one = |token: &Token| -> Box<dyn Query> { Box::new(TermQuery::new(term(token), IndexRecordOption::Basic)) };
        match group {
            [word] => one(word),
            _ => Box::new(BooleanQuery::intersection(group.iter().map(one).collect())),
        }
    }

    /// Whether some paragraph holds the word, with its marks where it has them.
    pub fn knows(&self, word: &Token) -> Result<bool, StoreError> {
        let searcher = self.reader.searcher();
        let field = if word.exact == word.folded { self.fields.folded } else { self.fields.exact };
        for form in [&word.exact, &word.folded] {
            let query = TermQuery::new(Term::from_field_text(field, form), IndexRecordOption::Basic);
            if searcher.search(&query, &Count)? > 0 {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Words of the documents like `word`, with marks where it has them: for each its spelling and how many
    /// paragraphs hold it.
    pub fn vocabulary(&self, word: &Token, accept: impl Fn(&str) -> bool) -> Result<Vec<(String, usize)>, StoreError> {
        let field = if word.exact == word.folded { self.fields.folded } else { self.fields.exact };
        let searcher = self.reader.searcher();
        let mut known = std::collections::BTreeSet::new();
        for segment in searcher.segment_readers() {
            let inverted = segment.inverted_index(field)?;
            let mut terms = inverted.terms().stream().map_err(tantivy::TantivyError::from)?;
            while terms.advance() {
                if let Ok(term) = std::str::from_utf8(terms.key())
                    && accept(term)
                {
                    known.insert(term.to_owned());
                }
            }
        }
        // Terms of deleted paragraphs linger: what counts is how many can be found.
        let mut found = Vec::new();
        for term in known {
            let query = TermQuery::new(Term::from_field_text(field, &term), IndexRecordOption::Basic);
            match searcher.search(&query, &Count)? {
                0 => {}
                count => found.push((term, count)),
            }
        }
        Ok(found)
    }

    fn document(&self, id: i64) -> Term {
        Term::from_field_u64(self.fields.document, id.unsigned_abs())
    }
}

impl Mark {
    fn of(store: &Store) -> Result<Self, StoreError> {
        Ok(Self { version: VERSION, store: store.meta("identity")?, generation: store.generation()? })
    }

    fn is_of(&self, wanted: &Self) -> bool {
        (self.version, self.store) == (wanted.version, wanted.store)
    }

    fn can_become(&self, wanted: &Self) -> bool {
        self.is_of(wanted) && self.generation <= wanted.generation
    }
}

fn folder(store: &Store) -> PathBuf {
    store.folder.join("fulltext")
}

fn schema() -> (Schema, Fields) {
    // The text is handed over as tokens with one space between, so the simplest tokenizer is the right one.
    let text = |options: IndexRecordOption| {
        let indexing = TextFieldIndexing::default().set_tokenizer("whitespace").set_index_option(options);
        TextOptions::default().set_indexing_options(indexing)
    };
    let mut builder = Schema::builder();
    let fields = Fields {
        document: builder.add_u64_field(DOCUMENT, INDEXED | FAST),
        day: builder.add_i64_field(DAY, FAST),
        start: builder.add_u64_field(START, FAST),
        stop: builder.add_u64_field(STOP, FAST),
        exact: builder.add_text_field("exact", text(IndexRecordOption::Basic)),
        folded: builder.add_text_field("folded", text(IndexRecordOption::WithFreqsAndPositions)),
    };
    (builder.build(), fields)
}

/// The view on disk with what it says of itself; `None` where there is none that can be read.
fn existing(folder: &Path) -> Option<(Index, Mark)> {
    let index = Index::open(Sealed::open(folder).ok()?).ok()?;
    let mark = serde_json::from_str(&index.load_metas().ok()?.payload?).ok()?;
    (index.schema() == schema().0 && index.reader().is_ok()).then_some((index, mark))
}

/// Catches up, or builds anew where that is not possible.
fn update(store: &Store, found: Option<(Index, Mark)>) -> Result<Index, StoreError> {
    let wanted = Mark::of(store)?;
    if let Some((index, mark)) = found
        && mark.can_become(&wanted)
    {
        match fill(store, &index, mark.generation, &wanted) {
            Ok(()) => return Ok(index),
            // A view that cannot be written (the disk is full) can still be read.
            Err(cause) if is_whole(&index) => return Err(cause),
            Err(_) => {}
        }
    }
    let folder = folder(store);
    let fail = |cause| StoreError::io(&folder, cause);
    if folder.exists() {
        std::fs::remove_dir_all(&folder).map_err(fail)?;
    }
    std::fs::create_dir_all(&folder).map_err(fail)?;
    let sealed = Sealed::open(&folder).map_err(tantivy::TantivyError::from)?;
    let index = Index::create(sealed, schema().0, IndexSettings::default())?;
    fill(store, &index, 0, &wanted)?;
    Ok(index)
}

/// Whether all files of the view hold what was written.
fn is_whole(index: &Index) -> bool {
    index.validate_checksum().is_ok_and(|broken| broken.is_empty())
}

/// Takes away what a process that was killed has left in the folder: files that no commit names.
fn sweep(folder: &Path, index: &Index) -> Result<(), StoreError> {
    // As long as it is held nobody opens the files of an earlier commit.
    let _lock = index.directory().acquire_lock(&META_LOCK).map_err(tantivy::TantivyError::from)?;
    let named = index.load_metas()?.list_segment_files();
    for entry in std::fs::read_dir(folder).map_err(|cause| StoreError::io(folder, cause))?.flatten() {
        let name = PathBuf::from(entry.file_name());
        let is_own = name == Path::new("meta.json") || name.to_string_lossy().starts_with('.');
        let is_under_way = name.extension().is_some_and(|ending| ending == UNDER_WAY);
        if is_under_way || !is_own && !named.contains(&name) {
            // What is still open elsewhere goes the next time.
            let _gone = std::fs::remove_file(entry.path());
        }
    }
    Ok(())
}

/// Takes over all documents that changed after the generation `since`.
fn fill(store: &Store, index: &Index, since: i64, mark: &Mark) -> Result<(), StoreError> {
    let (_, fields) = schema();
    let mut writer: IndexWriter = index.writer_with_num_threads(1, MEMORY)?;
    let mut merging = LogMergePolicy::default();
    merging.set_max_docs_before_merge(LARGEST_MERGED);
    writer.set_merge_policy(Box::new(merging));
    let mut tokenizer = Tokenizer::default();
    for (id, is_read) in store.changed_after(since)? {
        writer.delete_term(Term::from_field_u64(fields.document, id.unsigned_abs()));
        let Some(text) = store.text(id)?.filter(|_| is_read) else { continue };
        let day = store.day_of(id)?.map_or(UNDATED, day_number);
        for paragraph in text.paragraphs() {
            let tokens = tokenizer.tokens(&text.content[paragraph.start..paragraph.end]);
            if tokens.is_empty() {
                continue;
            }
            let mut document = TantivyDocument::new();
            document.add_u64(fields.document, id.unsigned_abs());
            document.add_i64(fields.day, day);
            document.add_u64(fields.start, u64::try_from(paragraph.start).unwrap_or(u64::MAX));
            document.add_u64(fields.stop, u64::try_from(paragraph.end).unwrap_or(u64::MAX));
            document.add_text(fields.exact, join(&tokens, |token| &token.exact));
            document.add_text(fields.folded, join(&tokens, |token| &token.folded));
            writer.add_document(document)?;
        }
    }
    let mut commit = writer.prepare_commit()?;
    commit.set_payload(&serde_json::to_string(mark)?);
    commit.commit()?;
    Ok(writer.wait_merging_threads()?)
}

fn join(tokens: &[Token], form: impl Fn(&Token) -> &String) -> String {
    tokens.iter().map(|token| form(token).as_str()).collect::<Vec<_>>().join(" ")
}
