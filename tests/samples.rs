//! The sample corpus holds together: what `corpus/` holds is what `samples/sources/` makes, and every expectation
//! in `samples/expected/` quotes the directive that it is about. Whether the program finds those facts is asked
//! elsewhere; here the expectations themselves are kept honest.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

fn root(part: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(part)
}

/// The names in a folder, each up to its first dot; tables of the program are no directives.
fn names(part: &str) -> BTreeSet<String> {
    fs::read_dir(root(part))
        .expect("the folder is in the repository")
        .map(|entry| entry.expect("a readable entry").file_name().to_string_lossy().into_owned())
        .filter(|name| !name.ends_with(".toml"))
        .map(|name| name.split('.').next().unwrap_or_default().to_owned())
        .collect()
}

/// The source's words with single spaces, without markup; footnotes out of the way of the sentence they hang on.
fn plain(source: &str) -> String {
    let mut text = String::new();
    let mut notes = String::new();
    for piece in source.split("^[") {
        match piece.split_once(']') {
            Some((note, rest)) if !text.is_empty() => {
                notes.push(' ');
                notes.push_str(note);
                text.push_str(rest);
            }
            _ => text.push_str(piece),
        }
    }
    let both = format!("{text} {notes}").replace("**", "");
    both.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn every_sample_is_built_from_a_source_and_nothing_else_is_there() {
    assert_eq!(names("corpus"), names("samples/sources"));
    assert!(names("corpus").len() >= 14);
}

#[test]
fn expectations_quote_their_directive() {
    let expected = names("samples/expected");
    assert!(expected.len() >= 4);
    for name in expected {
        let source =
            fs::read_to_string(root(&format!("samples/sources/{name}.txt"))).expect("an expectation has a source");
        let text = plain(&source);
        let json = fs::read_to_string(root(&format!("samples/expected/{name}.gold.json"))).expect("readable");
        let gold: Value = serde_json::from_str(&json).expect("JSON");
        for class in ["references", "deadlines", "targets"] {
            let items = gold[class].as_array().expect("a list");
            assert!(!items.is_empty(), "{name}: no {class}");
            for item in items {
                let words = item["text"].as_str().expect("a text");
                assert!(text.contains(words), "{name}: {class}: not in the source: {words}");
            }
        }
    }
}

#[test]
fn letterheads_agree_with_expectations() {
    for name in names("samples/expected") {
        let source =
            fs::read_to_string(root(&format!("samples/sources/{name}.txt"))).expect("an expectation has a source");
        let json = fs::read_to_string(root(&format!("samples/expected/{name}.gold.json"))).expect("readable");
        let gold: Value = serde_json::from_str(&json).expect("JSON");
        let document = &gold["document"];
        let number = format!(
            "@number: {}/{}",
            document["number"].as_str().expect("a number"),
            document["symbol"].as_str().expect("a symbol")
        );
        assert!(source.lines().any(|line| line == number), "{name}: {number}");
    }
}
