//! `chidao export`: the whole store for other programs, the same bytes for the same files.

mod common;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use chidao::store::{FactKind, Filter, Store, Verdict};
use common::Sample;
use serde_json::Value;

fn lines(sample: &Sample) -> Vec<Value> {
    let (code, out, err) = sample.ask(&["export"]);
    assert_eq!(code, 0, "{err}");
    out.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

fn count(lines: &[Value], field: &str) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for line in lines {
        *counts.entry(line[field].as_str().unwrap_or_default().to_owned()).or_default() += 1;
    }
    counts
}

/// The sample corpus read file by file, the last first.
fn backwards() -> Sample {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let mut files: Vec<String> = fs::read_dir(corpus)
        .expect("the corpus")
        .map(|entry| format!("corpus/{}", entry.expect("a file").file_name().to_string_lossy()))
        .filter(|file| !file.ends_with(".toml"))
        .collect();
    files.sort_by(|a, b| b.cmp(a));
    let sample = Sample::of(&[&files[0]]);
    for file in &files[1..] {
        let (code, _, err) = sample.ask(&["index", "--no-ocr", file]);
        assert_eq!(code, 0, "{file}: {err}");
    }
    sample
}

#[test]
fn the_same_files_give_the_same_bytes() {
    let (one, other) = (Sample::of(&["corpus"]), backwards());
    let (_, first, _) = one.ask(&["export"]);
    let (_, second, _) = other.ask(&["export"]);
    let differing = first.lines().zip(second.lines()).find(|(a, b)| a != b);
    assert_eq!(differing, None, "the order of reading shows");
    assert_eq!(first.len(), second.len());
    let folder = tempfile::tempdir().expect("a folder");
    let database = |sample: &Sample, name: &str| {
        let path = folder.path().join(name);
        let (code, _, err) = sample.ask(&["export", "--format", "sqlite", "-o", path.to_str().expect("UTF-8")]);
        assert_eq!(code, 0, "{err}");
        fs::read(path).expect("a file")
    };
    assert!(database(&one, "one.db") == database(&other, "other.db"), "the databases differ");
    assert!(!first.contains("/tmp/"), "where the store lies does not show");
}

#[test]
fn all_that_is_known_goes_out() {
    let sample = Sample::of(&["corpus"]);
    let store = Store::open(Path::new(sample.folder())).expect("the store");
    let everything = Filter { copies: true, ..Filter::default() };
    let lines = lines(&sample);
    let (items, kinds) = (count(&lines, "item"), count(&lines, "kind"));
    assert_eq!(items["document"], store.documents(&everything).expect("documents").len());
    assert_eq!(items["work"], store.works().expect("works").len());
    assert_eq!(kinds["deadline"], store.deadlines(&everything).expect("deadlines").len());
    assert_eq!(kinds["target"], store.targets(&everything).expect("targets").len());
    assert_eq!(kinds["reference"], store.mentions(&everything).expect("mentions").len());
    assert_eq!(kinds["effect"], store.effects(&everything).expect("effects").len());
    assert!(items["link"] > 50 && lines[0]["documents"] == items["document"]);
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("kho.db");
    sample.ask(&["export", "--format", "sqlite", "-o", path.to_str().expect("UTF-8")]);
    let database = rusqlite::Connection::open(path).expect("a database");
    let one = |sql: &str| {
        database.query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap_or_else(|cause| panic!("{sql}: {cause}"))
    };
    for (sql, expected) in [
        ("SELECT count(*) FROM documents", items["document"]),
        ("SELECT count(*) FROM works", items["work"]),
        ("SELECT count(*) FROM links", items["link"]),
        ("SELECT count(*) FROM deadlines", kinds["deadline"]),
        ("SELECT count(*) FROM targets", kinds["target"]),
        ("SELECT count(*) FROM facts WHERE kind = 'reference'", kinds["reference"]),
    ] {
        assert_eq!(usize::try_from(one(sql)), Ok(expected), "{sql}");
    }
    assert!(
        one("SELECT count(*) FROM targets JOIN documents USING (file) WHERE value >= 95 AND school_year = '2024-2025'")
            > 5
    );
    assert_eq!(one("SELECT count(*) FROM pragma_foreign_key_check"), 0);
}

#[test]
fn what_people_said_goes_out_too() {
    let sample = Sample::of(&["corpus/2024-2025-phong-vankhe-thcs-huong-dan.pdf"]);
    let store = Store::open(Path::new(sample.folder())).expect("the store");
    let deadlines = store.deadlines(&Filter::default()).expect("deadlines");
    let (document, anchor) = (deadlines[0].document.id, deadlines[0].anchor.clone());
    let said = store.review(document, FactKind::Deadline, &anchor, &Verdict::Dismiss, "an", "2026-01-02T03:04:05Z");
    assert!(said.expect("it is written"));
    let lines = lines(&sample);
    let review = lines.iter().find(|line| line["item"] == "review").expect("a review");
    assert_eq!((&review["kind"], &review["review"]["state"]), (&"deadline".into(), &"dismissed".into()));
    assert_eq!(review["file"], "corpus/2024-2025-phong-vankhe-thcs-huong-dan.pdf");
    let dismissed =
        lines.iter().filter(|line| line["item"] == "fact" && line["review"]["state"] == "dismissed").count();
    assert_eq!(dismissed, 1, "the fact is there, and said to be none");
}

#[test]
fn a_database_needs_a_file_and_spares_the_store() {
    let sample = Sample::of(&["corpus/2024-2025-phong-vankhe-thcs-huong-dan.pdf"]);
    let (code, out, err) = sample.ask(&["export", "--format", "sqlite"]);
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(err.contains("-o FILE"), "{err}");
    let own = Path::new(sample.folder()).join("chidao.sqlite");
    let before = fs::read(&own).expect("the store");
    let (code, _, err) = sample.ask(&["export", "--format", "sqlite", "-o", own.to_str().expect("UTF-8")]);
    assert_eq!(code, 2, "{err}");
    assert!(fs::read(&own).expect("the store") == before, "the store is as it was");
}
