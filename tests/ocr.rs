//! Scanned pages from outside: recognized where Tesseract is there, left to wait and named where it is not.

use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

/// A scan of two pages.
const SCAN: &str = "corpus/2022-2023-ubnd-haithanh-khung-thoi-gian.pdf";

/// Whether Tesseract with Vietnamese is here; a test that needs it says so when it is not.
fn has_tesseract() -> bool {
    let said = Command::new("tesseract").arg("--list-langs").output();
    let found = said.is_ok_and(|said| String::from_utf8_lossy(&said.stdout).lines().any(|line| line == "vie"));
    if !found {
        eprintln!("SKIPPED: tesseract with the language vie is not installed");
    }
    found
}

fn program(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_chidao"));
    command.args(arguments).current_dir(env!("CARGO_MANIFEST_DIR")).env("LC_ALL", "C");
    command
}

/// Runs the program.
fn chidao(arguments: &[&str]) -> Output {
    program(arguments).output().expect("the program runs")
}

/// Runs the program where no other program can be found.
fn without_tesseract(arguments: &[&str]) -> Output {
    program(arguments).env("PATH", "").output().expect("the program runs")
}

fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|_| panic!("no JSON, but: {}", String::from_utf8_lossy(&output.stderr)))
}

#[test]
fn a_scan_gives_facts_and_says_that_they_were_recognized() {
    if !has_tesseract() {
        return;
    }
    let found = json(&chidao(&["extract", SCAN]));
    assert_eq!(found["pages_unread"], serde_json::json!([]));
    for page in found["pages_distrusted"].as_array().expect("a list") {
        assert_eq!((&page["source"], &page["why"]), (&"ocr".into(), &"no-text".into()));
        assert!(page["confidence"].as_f64().expect("a number") > 0.7, "{page}");
    }
    assert_eq!(found["document"]["number"], "1987");
    assert_eq!(found["document"]["date"], "2022-08-11");
    let symbols: Vec<&str> =
        found["references"].as_array().expect("a list").iter().filter_map(|r| r["symbol"].as_str()).collect();
    for symbol in ["QĐ-BGDĐT", "QĐ-UBND"] {
        assert!(symbols.contains(&symbol), "{symbol} is not among {symbols:?}");
    }
    for fact in found["references"].as_array().expect("a list") {
        assert!(fact["confidence"].as_f64().expect("a number") < 0.99, "as sure as drawn text: {fact}");
        assert!(!fact["boxes"].as_array().expect("a list").is_empty(), "no boxes: {fact}");
    }
}

#[test]
fn without_tesseract_pages_wait_and_are_read_when_it_is_there() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let store = folder.path().to_str().expect("a UTF-8 path");
    let index = ["index", SCAN, "--store", store, "--format", "json"];
    let said = json(&without_tesseract(&index));
    assert_eq!((&said["added"], &said["store"]["pages_unread"]), (&1.into(), &2.into()));

    let asked = without_tesseract(&["doctor", "--store", store, "--format", "json"]);
    let found = json(&asked);
    assert_eq!(asked.status.code(), Some(3));
    assert_eq!((&found["ocr"]["ready"], &found["store"]["healthy"]), (&false.into(), &true.into()));
    assert_eq!(found["store"]["waiting_for_ocr"][0]["pages"], 2);
    assert!(found["store"]["waiting_for_ocr"][0]["file"].as_str().is_some_and(|f| Path::new(f).ends_with(SCAN)));
    let told = without_tesseract(&["doctor", "--store", store]);
    assert!(String::from_utf8_lossy(&told.stdout).contains("apt-get install tesseract-ocr tesseract-ocr-vie"));

    // Still without it, nothing has changed; with it but not wanted neither.
    assert_eq!(json(&without_tesseract(&index))["unchanged"], 1);
    assert_eq!(json(&chidao(&[&index[..], &["--no-ocr"]].concat()))["unchanged"], 1);
    if !has_tesseract() {
        return;
    }
    let said = json(&chidao(&index));
    assert_eq!((&said["changed"], &said["store"]["pages_unread"]), (&1.into(), &0.into()));
    assert_eq!(json(&chidao(&index))["unchanged"], 1);
    let asked = chidao(&["doctor", "--store", store, "--format", "json"]);
    assert_eq!(asked.status.code(), Some(0));
}
