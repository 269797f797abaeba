//! What else changed between two versions of one series, as JSON.

use serde_json::{Value, json};

use super::document_json;
use crate::catalogue::Changes;
use crate::directive::{Deadline, Reference};
use crate::store::{Document, Found};

/// Deadlines, references and sections, pair by pair.
pub(super) fn json(changes: &Changes) -> Value {
    let documents = |list: &[Document]| list.iter().map(document_json).collect::<Vec<_>>();
    let deadline = |found: &Found<Deadline>| json!({ "document": document_json(&found.document), "review": found.review, "deadline": found.fact });
    let reference = |found: &Found<Reference>| json!({ "document": document_json(&found.document), "review": found.review, "reference": found.fact });
    let deadlines: Vec<Value> = changes
        .deadlines
        .pairs
        .iter()
        .map(|pair| {
            let list = &changes.deadlines;
            json!({
                "change": pair.change,
                "days": pair.days,
                "likeness": pair.likeness,
                "old": pair.old.and_then(|index| list.old.get(index)).map(deadline),
                "new": pair.new.and_then(|index| list.new.get(index)).map(deadline),
            })
        })
        .collect();
    let references: Vec<Value> = changes
        .references
        .pairs
        .iter()
        .map(|pair| {
            let list = &changes.references;
            json!({
                "change": pair.change,
                "old": pair.old.and_then(|index| list.old.get(index)).map(reference),
                "new": pair.new.and_then(|index| list.new.get(index)).map(reference),
            })
        })
        .collect();
    let sections: Vec<Value> = changes
        .sections
        .pairs
        .iter()
        .map(|pair| {
            let list = &changes.sections;
            json!({
                "change": pair.change,
                "likeness": pair.likeness,
                "old": pair.old.and_then(|index| list.old.get(index)),
                "new": pair.new.and_then(|index| list.new.get(index)),
                "sentences": pair.sentences,
            })
        })
        .collect();
    json!({
        "old": documents(&changes.old),
        "new": documents(&changes.new),
        "deadlines": deadlines,
        "references": references,
        "sections": sections,
    })
}
