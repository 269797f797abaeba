//! The JSON Schemas of the program's answers, as they are shipped in `schemas/`.
//!
//! Files refer to each other there. The interfaces for programs give them whole: [`whole`] for one answer, [`parts`] for
//! a description of many.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

/// The files: name of the answer (`deadlines` for `chidao/deadlines@1`) and text.
const FILES: [(&str, &str); 20] = [
    ("check", include_str!("../schemas/chidao-check-1.schema.json")),
    ("deadlines", include_str!("../schemas/chidao-deadlines-1.schema.json")),
    ("diff", include_str!("../schemas/chidao-diff-1.schema.json")),
    ("doctor", include_str!("../schemas/chidao-doctor-1.schema.json")),
    ("eval", include_str!("../schemas/chidao-eval-1.schema.json")),
    ("export", include_str!("../schemas/chidao-export-1.schema.json")),
    ("extract", include_str!("../schemas/chidao-extract-1.schema.json")),
    ("facts", include_str!("../schemas/chidao-facts-1.schema.json")),
    ("index", include_str!("../schemas/chidao-index-1.schema.json")),
    ("legislation", include_str!("../schemas/chidao-legislation-1.schema.json")),
    ("lineage", include_str!("../schemas/chidao-lineage-1.schema.json")),
    ("page", include_str!("../schemas/chidao-page-1.schema.json")),
    ("problem", include_str!("../schemas/chidao-problem-1.schema.json")),
    ("quote", include_str!("../schemas/chidao-quote-1.schema.json")),
    ("registry-list", include_str!("../schemas/chidao-registry-list-1.schema.json")),
    ("reviews", include_str!("../schemas/chidao-reviews-1.schema.json")),
    ("search", include_str!("../schemas/chidao-search-1.schema.json")),
    ("show", include_str!("../schemas/chidao-show-1.schema.json")),
    ("status", include_str!("../schemas/chidao-status-1.schema.json")),
    ("targets", include_str!("../schemas/chidao-targets-1.schema.json")),
];

/// The schema of one answer with all that it refers to under `$defs`; `None` where there is none of this name.
pub fn whole(name: &str) -> Option<Map<String, Value>> {
    let mut wanted = BTreeSet::new();
    let mut schema = own(name, "#/$defs/", &mut wanted)?;
    let definitions = definitions(wanted, "#/$defs/");
    if !definitions.is_empty() {
        schema.insert("$defs".to_owned(), definitions.into());
    }
    Some(schema)
}

/// The schemas of several answers and all that they refer to, each under its name; `place` stands before the name
/// where one refers to another (`#/components/schemas/`).
pub fn parts(names: &[&str], place: &str) -> Map<String, Value> {
    let mut wanted = BTreeSet::new();
    let mut all: Map<String, Value> =
        names.iter().filter_map(|name| Some(((*name).to_owned(), own(name, place, &mut wanted)?.into()))).collect();
    all.extend(definitions(wanted, place));
    all
}

/// A definition of a file: `facts` and `document`.
type Definition = (String, String);

fn file(name: &str) -> Option<Value> {
    let (_, text) = FILES.iter().find(|(known, _)| *known == name)?;
    serde_json::from_str(text).ok()
}

/// A file's own schema without its definitions; those that it refers to are added to `wanted`.
fn own(name: &str, place: &str, wanted: &mut BTreeSet<Definition>) -> Option<Map<String, Value>> {
    let Value::Object(mut schema) = file(name)? else { return None };
    for word in ["$schema", "$id", "$defs"] {
        schema.remove(word);
    }
    let mut schema = Value::Object(schema);
    redirect(&mut schema, name, place, wanted);
    if let Value::Object(schema) = schema { Some(schema) } else { None }
}

/// The definitions wanted, with those that they want in turn.
fn definitions(mut wanted: BTreeSet<Definition>, place: &str) -> Map<String, Value> {
    let mut all = Map::new();
    while let Some((name, definition)) = wanted.pop_first() {
        let key = format!("{name}.{definition}");
        if all.contains_key(&key) {
            continue;
        }
        let mut schema = file(&name).map_or(json!({}), |file| file["$defs"][&definition].clone());
        redirect(&mut schema, &name, place, &mut wanted);
        all.insert(key, schema);
    }
    all
}

/// Points every `$ref` in a schema of the file `name` to `place`.
fn redirect(schema: &mut Value, name: &str, place: &str, wanted: &mut BTreeSet<Definition>) {
    match schema {
        Value::Object(words) => {
            for (word, value) in words {
                let target = value.as_str().filter(|_| word == "$ref").and_then(|to| to.split_once("#/$defs/"));
                if let Some((file, definition)) = target {
                    let of = file.strip_prefix("chidao-").and_then(|file| file.strip_suffix("-1.schema.json"));
                    let target = (of.unwrap_or(name).to_owned(), definition.to_owned());
                    *value = format!("{place}{}.{}", target.0, target.1).into();
                    wanted.insert(target);
                } else {
                    redirect(value, name, place, wanted);
                }
            }
        }
        Value::Array(values) => values.iter_mut().for_each(|value| redirect(value, name, place, wanted)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_whole_schema_refers_to_itself_alone() {
        for (name, _) in FILES.iter().filter(|(name, _)| *name != "facts") {
            let schema = Value::Object(whole(name).unwrap_or_else(|| panic!("{name} is no JSON")));
            let mut stack = vec![&schema];
            while let Some(value) = stack.pop() {
                if let Some(to) = value.get("$ref").and_then(Value::as_str) {
                    let place = to.strip_prefix('#').unwrap_or_else(|| panic!("{name}: {to}"));
                    assert!(schema.pointer(place).is_some_and(|found| found != &json!(null)), "{name}: {to}");
                }
                match value {
                    Value::Object(words) => stack.extend(words.values()),
                    Value::Array(values) => stack.extend(values),
                    _ => {}
                }
            }
        }
    }

    #[test]
    fn no_file_is_left_out() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("schemas");
        let mut there: Vec<String> = std::fs::read_dir(folder)
            .expect("the folder")
            .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
            .collect();
        there.sort();
        let known: Vec<String> = FILES.iter().map(|(name, _)| format!("chidao-{name}-1.schema.json")).collect();
        assert_eq!(there, known);
    }
}
