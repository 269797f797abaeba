//! Every JSON answer keeps to the schema that it names: `schemas/chidao-NAME-1.schema.json` for `chidao/NAME@1`.

mod common;

use std::fs;
use std::path::Path;

use common::Sample;
use serde_json::{Value, json};

fn read(file: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("schemas").join(file);
    let text = fs::read_to_string(&path).unwrap_or_else(|cause| panic!("{}: {cause}", path.display()));
    serde_json::from_str(&text).expect("a schema is JSON")
}

/// What in `value` is against `schema`, which stands in `root`. Knows the words that our schemas use, no others.
fn faults(value: &Value, schema: &Value, root: &Value, at: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (word, rule) in schema.as_object().expect("a schema is an object") {
        match word.as_str() {
            "$ref" => {
                let (file, place) = rule.as_str().and_then(|to| to.split_once('#')).expect("file#place");
                let other = if file.is_empty() { root.clone() } else { read(file) };
                let target = other.pointer(place).unwrap_or_else(|| panic!("{rule} leads nowhere"));
                found.extend(faults(value, target, &other, at));
            }
            "anyOf" | "oneOf" => {
                let tried: Vec<Vec<String>> =
                    rule.as_array().expect("a list").iter().map(|one| faults(value, one, root, at)).collect();
                let fit = tried.iter().filter(|faults| faults.is_empty()).count();
                if fit == 0 || word == "oneOf" && fit > 1 {
                    found.extend(tried.into_iter().min_by_key(Vec::len).unwrap_or_default());
                    found.push(format!("{at}: {fit} of {word}"));
                }
            }
            "type" => {
                let is = |name: &Value| match name.as_str() {
                    Some("object") => value.is_object(),
                    Some("array") => value.is_array(),
                    Some("string") => value.is_string(),
                    Some("integer") => value.is_i64() || value.is_u64(),
                    Some("number") => value.is_number(),
                    Some("boolean") => value.is_boolean(),
                    Some("null") => value.is_null(),
                    _ => panic!("unknown type {name}"),
                };
                let fits = rule.as_array().map_or_else(|| is(rule), |names| names.iter().any(is));
                if !fits {
                    found.push(format!("{at}: {value} is no {rule}"));
                }
            }
            "enum" if !rule.as_array().expect("a list").contains(value) => found.push(format!("{at}: {value}")),
            "const" if rule != value => found.push(format!("{at}: {value} is not {rule}")),
            "pattern" => {
                let pattern = regex::Regex::new(rule.as_str().expect("a pattern")).expect("a good pattern");
                if value.as_str().is_some_and(|text| !pattern.is_match(text)) {
                    found.push(format!("{at}: {value} is not like {rule}"));
                }
            }
            "required" => {
                let names = rule.as_array().expect("a list").iter().filter_map(Value::as_str);
                let missing = names.filter(|name| value.is_object() && value.get(name).is_none());
                found.extend(missing.map(|name| format!("{at}: no {name}")));
            }
            "properties" => {
                for (name, inner) in value.as_object().into_iter().flatten() {
                    match rule.get(name) {
                        Some(rule) => found.extend(faults(inner, rule, root, &format!("{at}/{name}"))),
                        None if schema.get("additionalProperties") == Some(&json!(false)) => {
                            found.push(format!("{at}: {name} is not in the schema"));
                        }
                        None => {}
                    }
                }
            }
            "items" => {
                for (index, inner) in value.as_array().into_iter().flatten().enumerate() {
                    found.extend(faults(inner, rule, root, &format!("{at}/{index}")));
                }
            }
            "enum" | "const" | "additionalProperties" | "$schema" | "$id" | "$defs" | "title" | "description" => {}
            other => panic!("the test does not know the word {other}"),
        }
    }
    found
}

fn check(answer: &Value, name: &str, arguments: &[&str]) {
    assert_eq!(answer["schema"], format!("chidao/{name}@1"), "{arguments:?}");
    let schema = read(&format!("chidao-{name}-1.schema.json"));
    let found = faults(answer, &schema, &schema, "");
    assert!(found.is_empty(), "{arguments:?}: {:#?}", &found[..found.len().min(10)]);
}

#[test]
fn answers_keep_to_their_schemas() {
    let sample = Sample::of(&["corpus"]);
    for (name, arguments) in [
        ("search", &["search", "Thông tư 27/2020"][..]),
        ("search", &["search", "Luật Giáo dục"]),
        ("search", &["search", "boi duong giao vien"]),
        ("search", &["search", "Công văn 2480/PGDĐT-GDTH"]),
        ("search", &["search", "không đâu có từ này"]),
        ("deadlines", &["deadlines"]),
        ("deadlines", &["deadlines", "1990-1991"]),
        ("targets", &["targets", "2024-2025"]),
        ("diff", &["diff", "2023-2024", "2024-2025"]),
        ("diff", &["diff", "2023-2024", "2024-2025", "--level", "tieu-hoc"]),
        ("diff", &["diff", "2023-2024", "2024-2025", "--series", "248/PGDĐT-GDTH"]),
        ("diff", &["diff", "2019-2020", "2024-2025", "--series", "248/PGDĐT-GDTH"]),
        ("lineage", &["lineage", "248/PGDĐT-GDTH"]),
        ("lineage", &["lineage", "1987/QĐ-UBND"]),
        ("lineage", &["lineage", "186/UBND-VHXH"]),
        ("lineage", &["lineage", "Thông tư 27/2020/TT-BGDĐT"]),
        ("show", &["show", "37/TB-PGDĐT"]),
        ("show", &["show", "52/KH-PGDĐT"]),
        ("status", &["status", "Thông tư 27/2020", "--year", "2023-2024"]),
        ("status", &["status", "Thông tư 36/2017/TT-BGDĐT", "--on", "2024-09-01"]),
        ("status", &["status", "Luật Giáo dục"]),
        ("status", &["status", "1987/QĐ-UBND", "--level", "thcs"]),
        ("status", &["status", "Thông tư 987/2019/TT-BGDĐT"]),
        ("registry-list", &["registry", "list"]),
        ("check", &["check", "252/PGDĐT-THCS"]),
        ("check", &["check", "241/PGDĐT-THCS"]),
        ("check", &["check", "corpus/2023-2024-phong-vankhe-ke-hoach-chuyen-doi-so.docx"]),
        ("index", &["index", "corpus"]),
        ("doctor", &["doctor"]),
    ] {
        check(&sample.json(arguments), name, arguments);
    }
}

#[test]
fn extracts_keep_to_their_schema() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    for entry in fs::read_dir(corpus).expect("the corpus") {
        let path = entry.expect("a file").path();
        // Tables of the program lie beside the directives.
        if path.extension().is_some_and(|extension| extension == "toml") {
            continue;
        }
        let arguments = ["extract", "--no-ocr", path.to_str().expect("UTF-8")];
        let answer = serde_json::from_slice(&common::chidao(&arguments).stdout).expect("JSON");
        check(&answer, "extract", &arguments);
    }
}

#[test]
fn a_wrong_answer_is_noticed() {
    let schema = read("chidao-deadlines-1.schema.json");
    let good =
        json!({ "schema": "chidao/deadlines@1", "year": null, "deadlines": [], "files_unread": 0, "pages_unread": 0 });
    assert_eq!(faults(&good, &schema, &schema, ""), Vec::<String>::new());
    for (field, value) in
        [("year", json!("2024")), ("deadlines", json!([{}])), ("files_unread", json!("0")), ("new", json!(1))]
    {
        let mut wrong = good.clone();
        wrong[field] = value;
        assert!(!faults(&wrong, &schema, &schema, "").is_empty(), "{field}");
    }
}
