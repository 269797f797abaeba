//! The whole store for other programs, item by item: `chidao export`.
//!
//! The order and the content hang on the files alone, not on when or in which order they were read: a document is named
//! by its file, a work by its key, and no number of the store goes out.

use std::collections::{BTreeMap, HashMap};

use serde::Serialize;
use serde_json::{Value, json};

use super::short;
use crate::store::{Document, Filter, Found, Store, StoreError};

/// The schema of each item.
pub const EXPORT_SCHEMA: &str = "chidao/export@1";

/// Gives every item of the store to `take`: a head, the documents by file, each followed by its facts in the order of the
/// text, then works, links and what people have said of facts.
///
/// # Errors
/// Where the store cannot be read, or what `take` refuses.
pub fn whole<E: From<StoreError>>(store: &Store, mut take: impl FnMut(Value) -> Result<(), E>) -> Result<(), E> {
    let mut documents = store.documents(&Filter { copies: true, ..Filter::default() })?;
    documents.extend(store.unread()?);
    documents.sort_by(|a, b| a.path.cmp(&b.path));
    let files: HashMap<i64, String> = documents.iter().map(|document| (document.id, short(&document.path))).collect();
    take(json!({
        "schema": EXPORT_SCHEMA,
        "item": "store",
        "program": concat!("chidao ", env!("CARGO_PKG_VERSION")),
        "documents": documents.len(),
    }))?;
    let mut links: BTreeMap<(String, String, String), u32> = BTreeMap::new();
    for document in &documents {
        take(described(document, &files))?;
        let file = &files[&document.id];
        let own = Filter { document: Some(document.id), copies: true, dismissed: true, ..Filter::default() };
        for mention in store.mentions(&own)? {
            let relation = slug(&mention.fact.relation);
            *links.entry((file.clone(), mention.fact.work.clone(), relation)).or_default() += 1;
            take(fact("reference", file, &mention))?;
        }
        for effect in store.effects(&own)? {
            let verb = effect.fact.verb.slug().to_owned();
            *links.entry((file.clone(), effect.fact.target.work.clone(), verb)).or_default() += 1;
            take(fact("effect", file, &effect))?;
        }
        for validity in store.validity(&own)? {
            take(fact("validity", file, &validity))?;
        }
        for deadline in store.deadlines(&own)? {
            take(fact("deadline", file, &deadline))?;
        }
        for target in store.targets(&own)? {
            take(fact("target", file, &target))?;
        }
    }
    for work in store.works()? {
        let held =
            work.held.iter().filter_map(|document| files.get(document)).collect::<std::collections::BTreeSet<_>>();
        let mut item = json!(work);
        item["held"] = json!(held);
        item["name"] = work.name().into();
        take(json!({ "schema": EXPORT_SCHEMA, "item": "work", "work": item }))?;
    }
    for ((file, work, relation), places) in links {
        take(json!({
            "schema": EXPORT_SCHEMA, "item": "link", "file": file, "work": work, "relation": relation, "places": places,
        }))?;
    }
    for review in store.reviews(None)? {
        let file = review.document.as_ref().map(|document| short(&document.path));
        take(json!({
            "schema": EXPORT_SCHEMA, "item": "review", "file": file, "kind": review.kind, "anchor": review.anchor,
            "words": review.words, "page": review.page, "review": review.review,
        }))?;
    }
    Ok(())
}

/// A document as a file of its own right; the copy that it is names the file that stands for both.
fn described(document: &Document, files: &HashMap<i64, String>) -> Value {
    json!({
        "schema": EXPORT_SCHEMA,
        "item": "document",
        "file": files[&document.id],
        "label": document.label(),
        "status": document.status,
        "reason": document.reason,
        "format": document.format,
        "pages": document.pages,
        "pages_unread": document.pages_unread,
        "header": document.header,
        "work": document.work,
        "copy_of": document.copy_of.and_then(|first| files.get(&first)),
        "school_years": document.school_years,
        "year_inferred": document.year_inferred,
    })
}

fn fact<T: Serialize>(kind: &str, file: &str, found: &Found<T>) -> Value {
    let mut item = json!({
        "schema": EXPORT_SCHEMA,
        "item": "fact",
        "kind": kind,
        "file": file,
        "school_year": found.school_year,
        "year_inferred": found.year_inferred,
        "levels": found.levels,
        "review": found.review,
        "fact": found.fact,
    });
    if let Some(resolution) = &found.resolution {
        item["resolution"] = json!(resolution);
    }
    item
}

fn slug<T: Serialize>(value: &T) -> String {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}
