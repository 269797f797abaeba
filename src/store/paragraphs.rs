//! What the full text view holds of a paragraph, and how paragraphs come into it.
//!
//! Each has its words without marks, those that have marks with them as well, and columns that say whose it is and of what day. The
//! paragraphs of a segment lie newest first, so that the newest that match are found without the others.

use jiff::civil::Date;
use tantivy::indexer::LogMergePolicy;
use tantivy::schema::{FAST, Field, IndexRecordOption, NumericOptions, Schema, TextFieldIndexing, TextOptions};
use tantivy::{Index, IndexSettings, IndexSortByField, IndexWriter, Order, TantivyDocument, Term};

use super::tokens::Tokenizer;
use super::{Store, StoreError};

/// What the writer holds in memory before it writes a segment.
const MEMORY: usize = 32 << 20;
/// Segments of more paragraphs are left alone by the writer that takes in a few: merging them would take longer than
/// all else.
const LARGEST_MERGED: usize = 200_000;

/// The columns of a paragraph: its document's number, its document's day, the how manieth of its text it is.
pub(super) const DOCUMENT: &str = "document";
pub(super) const DAY: &str = "day";
pub(super) const PARAGRAPH: &str = "paragraph";

/// The day of a document without one: before all others.
pub(super) const UNDATED: u64 = 0;

/// The fields by which paragraphs are found.
pub(super) struct Fields {
    pub document: Field,
    day: Field,
    paragraph: Field,
    pub exact: Field,
    pub folded: Field,
}

pub(super) fn schema() -> (Schema, Fields) {
    // The text is handed over as tokens with one space between, so the simplest tokenizer is the right one. How long a
    // paragraph is says nothing of how well it matches. A word without marks is the same with and without them: `exact`
    // leaves it out.
    let text = |options: IndexRecordOption| {
        let indexing = TextFieldIndexing::default().set_tokenizer("whitespace").set_index_option(options);
        TextOptions::default().set_indexing_options(indexing.set_fieldnorms(false))
    };
    let mut builder = Schema::builder();
    let fields = Fields {
        document: builder.add_u64_field(DOCUMENT, NumericOptions::default().set_indexed().set_fast()),
        day: builder.add_u64_field(DAY, FAST),
        paragraph: builder.add_u64_field(PARAGRAPH, FAST),
        exact: builder.add_text_field("exact", text(IndexRecordOption::Basic)),
        folded: builder.add_text_field("folded", text(IndexRecordOption::WithFreqsAndPositions)),
    };
    (builder.build(), fields)
}

/// No field is stored, and yet tantivy keeps a row for each paragraph beside the index: six bytes, and compressed nothing;
/// that it compresses is a feature of the dependency.
pub(super) fn settings() -> IndexSettings {
    let newest_first = IndexSortByField { field: DAY.to_owned(), order: Order::Desc };
    IndexSettings { sort_by_field: Some(newest_first), ..IndexSettings::default() }
}

/// Takes over all documents that changed after the generation `since`; the commit carries `mark`.
pub(super) fn fill(store: &Store, index: &Index, since: i64, mark: &str) -> Result<(), StoreError> {
    let (_, fields) = schema();
    let mut writer: IndexWriter = index.writer_with_num_threads(1, MEMORY)?;
    let mut merging = LogMergePolicy::default();
    merging.set_max_docs_before_merge(LARGEST_MERGED);
    writer.set_merge_policy(Box::new(merging));
    let mut tokenizer = Tokenizer::default();
    for (id, is_read) in store.changed_after(since)? {
        // A new view holds nothing; what is to be taken out is looked for in each of its segments.
        if since > 0 {
            writer.delete_term(Term::from_field_u64(fields.document, id.unsigned_abs()));
        }
        let Some(text) = store.text(id)?.filter(|_| is_read) else { continue };
        let day = store.day_of(id)?.map_or(UNDATED, day_number);
        for (at, paragraph) in (0..).zip(text.paragraphs()) {
            let tokens = tokenizer.tokens(&text.content[paragraph.start..paragraph.end]);
            if tokens.is_empty() {
                continue;
            }
            let mut document = TantivyDocument::new();
            document.add_u64(fields.document, id.unsigned_abs());
            document.add_u64(fields.day, day);
            document.add_u64(fields.paragraph, at);
            let marked = tokens.iter().filter(|token| token.has_marks()).map(|token| token.exact.as_str());
            document.add_text(fields.exact, marked.collect::<Vec<_>>().join(" "));
            document.add_text(
                fields.folded,
                tokens.iter().map(|token| token.folded.as_str()).collect::<Vec<_>>().join(" "),
            );
            writer.add_document(document)?;
        }
    }
    let mut commit = writer.prepare_commit()?;
    commit.set_payload(mark);
    commit.commit()?;
    Ok(writer.wait_merging_threads()?)
}

/// Days as numbers that grow with them, above [`UNDATED`].
fn day_number(day: Date) -> u64 {
    (u64::from(day.year().unsigned_abs()) * 12 + u64::from(day.month().unsigned_abs())) * 31
        + u64::from(day.day().unsigned_abs())
}
