//! Which pages that an answer quotes were recognized on images (OCR).

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::page::confidence;
use crate::store::{Store, StoreError};

/// The recognized ones among the pages that `answer` quotes, as JSON; `document` is the one that it speaks of where it
/// names none.
///
/// # Errors
/// Where the store cannot be read.
pub(super) fn recognized(store: &Store, answer: &Value, document: Option<i64>) -> Result<Vec<Value>, StoreError> {
    let mut quoted: BTreeMap<i64, Vec<u32>> = BTreeMap::new();
    collect(answer, document, &mut quoted);
    let mut found = Vec::new();
    for (document, pages) in quoted {
        for (page, source) in store.pages_distrusted(document)? {
            if let Some(confidence) = confidence(&source).filter(|_| pages.contains(&page)) {
                found.push(json!({ "document": document, "page": page, "confidence": confidence }));
            }
        }
    }
    Ok(found)
}

/// Adds the pages that stand in `value`, each with the document that is named nearest to it.
fn collect(value: &Value, document: Option<i64>, quoted: &mut BTreeMap<i64, Vec<u32>>) {
    match value {
        Value::Object(fields) => {
            let number = |field: &Value| field.as_i64().or_else(|| field.get("id")?.as_i64());
            let own = fields.get("document").and_then(number).or_else(|| fields.get("file").and_then(number));
            let document = own.or(document);
            let page = fields.get("page").and_then(Value::as_u64).and_then(|page| u32::try_from(page).ok());
            if let (Some(document), Some(page)) = (document, page) {
                quoted.entry(document).or_default().push(page);
            }
            fields.values().for_each(|field| collect(field, document, quoted));
        }
        Value::Array(values) => values.iter().for_each(|value| collect(value, document, quoted)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_belong_to_the_document_named_nearest() {
        let answer = json!({
            "rows": [
                { "document": { "id": 3 }, "deadline": { "page": 2 } },
                { "old": { "document": { "id": 4 }, "target": { "page": 1 } }, "new": null },
            ],
            "tree": { "cites": [{ "document": 5, "page": 7 }] },
            "findings": [{ "page": 9 }],
        });
        let mut quoted = BTreeMap::new();
        collect(&answer, Some(1), &mut quoted);
        assert_eq!(quoted, BTreeMap::from([(1, vec![9]), (3, vec![2]), (4, vec![1]), (5, vec![7])]));
    }
}
