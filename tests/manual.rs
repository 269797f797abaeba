//! The manual: a page for the program and for each command, in the language asked for.

mod common;

use std::collections::BTreeSet;
use std::fs;

fn pages(lang: &str) -> (BTreeSet<String>, String) {
    let folder = tempfile::tempdir().expect("a folder");
    let into = folder.path().join("man1");
    let output = common::chidao(&["--lang", lang, "man", into.to_str().expect("UTF-8")]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let names = fs::read_dir(&into).expect("the manual").map(|entry| entry.expect("a page").file_name());
    let names = names.map(|name| name.to_string_lossy().into_owned()).collect();
    (names, fs::read_to_string(into.join("chidao-deadlines.1")).expect("the page of a command"))
}

#[test]
fn every_command_has_a_page_in_both_languages() {
    let ((vi, vietnamese), (en, english)) = (pages("vi"), pages("en"));
    assert_eq!(vi, en);
    for page in ["chidao.1", "chidao-index.1", "chidao-mcp.1", "chidao-export.1", "chidao-registry-check.1"] {
        assert!(en.contains(page), "{page}: {en:?}");
    }
    assert!(english.contains("Only what falls on or after this day") && english.contains(".SH SYNOPSIS"), "{english}");
    assert!(vietnamese.contains("Chỉ từ ngày này trở đi") && !vietnamese.contains("Only what falls"), "{vietnamese}");
    assert!(!en.iter().any(|page| page.contains("worker")), "what is for the program itself has none: {en:?}");
}
