//! The whole set in one run together with the sample corpus.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::Duration;

use chidao::store::{Filter, Store};
use serde_json::Value;

use crate::pdf::Pdf;
use crate::set;

/// The set is the same in every run; another seed gives another set of the same kinds.
const SEED: u64 = 2024;
const CORPUS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/corpus");
/// How much more the parent may take than for the corpus alone, in KiB.
const MAX_GROWTH: u64 = 100 << 10;

/// Indexes `paths` into the store `kho` in `folder`; gives the output and the parent's peak of memory in KiB.
///
/// Pages without text are drawn and go to a program that finds nothing on them: recognizing noise takes long, and
/// Tesseract itself is tested elsewhere.
fn index(folder: &Path, store: &str, paths: &[&str], mark: &str) -> (Output, u64) {
    let tesseract = folder.join("tesseract");
    let says = "case $1 in --version) echo tesseract 5;; --list-langs) echo vie;; *) cat >&-; echo '<html/>';; esac";
    fs::write(&tesseract, format!("#!/bin/sh\n{says}\n")).expect("a script");
    fs::set_permissions(&tesseract, fs::Permissions::from_mode(0o755)).expect("an executable script");
    let path = format!("{}:{}", folder.display(), std::env::var("PATH").unwrap_or_default());
    let mut run = Command::new(env!("CARGO_BIN_EXE_chidao"));
    run.arg("index").args(paths).args(["--store", store, "--format", "json", "--time", "5"]);
    run.current_dir(folder).env("LC_ALL", "C").env("PATH", path).env("CHIDAO_TEST_MARK", mark);
    let run = run.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program runs");
    let status = format!("/proc/{}/status", run.id());
    let watching = std::thread::spawn(move || {
        let mut peak = 0;
        while let Ok(status) = fs::read_to_string(&status) {
            let value = status.lines().find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB"));
            // A process that has ended has no memory, until it is reaped.
            let Some(value) = value else { break };
            peak = peak.max(value.parse().unwrap_or(0));
            std::thread::sleep(Duration::from_millis(20));
        }
        peak
    });
    let output = run.wait_with_output().expect("it ends");
    (output, watching.join().expect("no panic"))
}

/// All facts of each file of the corpus, by its name.
fn facts(store: &Path) -> BTreeMap<String, String> {
    let store = Store::open(store).expect("a store");
    let mut all = BTreeMap::new();
    for document in store.documents(&Filter { copies: true, ..Filter::default() }).expect("documents") {
        let Some(name) = document.path.strip_prefix(CORPUS) else { continue };
        let filter = Filter { document: Some(document.id), copies: true, ..Filter::default() };
        let references: Vec<_> = store.mentions(&filter).expect("mentions").into_iter().map(|f| f.fact).collect();
        let deadlines: Vec<_> = store.deadlines(&filter).expect("deadlines").into_iter().map(|f| f.fact).collect();
        let targets: Vec<_> = store.targets(&filter).expect("targets").into_iter().map(|f| f.fact).collect();
        let said = format!("{:?} {references:?} {deadlines:?} {targets:?}", document.header);
        all.insert(name.to_owned(), said);
    }
    all
}

#[test]
fn the_whole_set_costs_its_own_rows_and_nothing_else() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = &folder.path().canonicalize().expect("a path");
    let counts = set::write(&folder.join("set"), SEED);
    let files: usize = counts.values().sum();
    assert!(counts.len() >= 15 && files >= 300, "{files} files in {counts:?}");

    let (alone, usual) = index(folder, "alone", &[CORPUS], "alone");
    assert_eq!(alone.status.code(), Some(0), "{alone:?}");
    let mark = format!("set-{}", std::process::id());
    let (all, peak) = index(folder, "all", &["set", CORPUS], &mark);
    let said = String::from_utf8_lossy(&all.stderr);
    assert_eq!(all.status.code(), Some(3), "{said}");
    let answer: Value = serde_json::from_slice(&all.stdout).expect("JSON");

    // Every file has a text, or a reason.
    let unread = answer["unread"].as_array().expect("a list");
    let mut rows: BTreeMap<String, String> = BTreeMap::new();
    for row in unread {
        let reason = row["reason"].as_str().expect("a reason");
        assert!(!reason.is_empty(), "{row}");
        let path = row["path"].as_str().expect("a path");
        rows.insert(folder.join(path).display().to_string(), reason.to_owned());
    }
    let store = Store::open(&folder.join("all")).expect("a store");
    for document in store.documents(&Filter { copies: true, ..Filter::default() }).expect("documents") {
        rows.insert(document.path, "text".to_owned());
    }
    for (class, count) in &counts {
        let below = folder.join("set").join(class);
        // An archive is told of by its entries.
        let has_row = |path: &Path| {
            let (path, entry) = (path.display().to_string(), format!("{} » ", path.display()));
            rows.contains_key(&path)
                || rows.range(entry.clone()..).next().is_some_and(|(row, _)| row.starts_with(&entry))
        };
        let listed = fs::read_dir(&below).expect("a folder").flatten().filter(|entry| has_row(&entry.path())).count();
        assert_eq!(listed, *count, "{class}");
    }
    // The guards of single readers answer before the limits of the worker must; a crash would say that one is gone.
    let reason = |file: &str| rows.get(&folder.join("set").join(file).display().to_string()).map(String::as_str);
    for (file, expected) in [
        ("zip-bomb/001.docx", "larger than 128 MiB"),
        ("entity-bomb/001.docx", "DTD"),
        ("empty/001.pdf", "empty"),
        ("wrong-ending/021.pdf", "RTF"),
    ] {
        assert!(reason(file).is_some_and(|reason| reason.contains(expected)), "{file}: {:?}", reason(file));
    }
    let crashed: Vec<_> = rows.iter().filter(|(_, reason)| reason.starts_with("the reader stopped")).collect();
    assert!(crashed.is_empty(), "{crashed:?}");
    let mut reasons: BTreeMap<&str, usize> = BTreeMap::new();
    rows.values().for_each(|reason| *reasons.entry(reason).or_default() += 1);
    eprintln!("{files} files, the parent took {usual} KiB for the corpus, {peak} KiB for all; {reasons:#?}");

    assert_eq!(facts(&folder.join("alone")), facts(&folder.join("all")), "the good ones are as they were");
    assert!(peak < usual + MAX_GROWTH, "the parent grew from {usual} to {peak} KiB");
    assert_eq!(marked(&mark), Vec::<String>::new(), "no process is left");
    for written in ["/tmp/chidao-was-here.docx", "chidao-was-here.docx", "set/chidao-was-here.docx"] {
        assert!(!folder.join(written).exists(), "{written}");
    }
}

/// A page of nearly two metres that shows a picture waits for OCR: without the guard of pixels its image takes more memory than
/// a worker has.
#[test]
fn a_giant_page_is_drawn_smaller() {
    let folder = tempfile::tempdir().expect("a folder");
    let size = "/MediaBox[0 0 5000 5000]";
    let mut pdf = Pdf::page(size, "/XObject<</X 6 0 R>>", b"q 5000 0 0 5000 0 0 cm /X Do Q");
    pdf.stream(
        "/Type/XObject/Subtype/Image/Width 2/Height 2/BitsPerComponent 8/ColorSpace/DeviceGray",
        &[0, 255, 255, 0],
    );
    fs::write(folder.path().join("giant.pdf"), pdf.bytes("")).expect("written");
    let (output, _) = index(folder.path(), "store", &["giant.pdf"], "giant");
    let said: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(
        (output.status.code(), &said["added"], &said["store"]["pages_unread"]),
        (Some(0), &1.into(), &0.into()),
        "{said}"
    );
}

/// Processes that carry the mark in their environment.
fn marked(mark: &str) -> Vec<String> {
    let mark = format!("CHIDAO_TEST_MARK={mark}");
    let processes = fs::read_dir("/proc").expect("processes").flatten().map(|entry| entry.path());
    let has_mark = |process: &Path| {
        let environment = fs::read(process.join("environ")).unwrap_or_default();
        environment.split(|byte| *byte == 0).any(|pair| pair == mark.as_bytes())
    };
    processes.filter(|process| has_mark(process)).map(|process| process.display().to_string()).collect()
}

/// To look at the set: writes it where `CHIDAO_HOSTILE` names a folder.
#[test]
#[ignore = "for people: CHIDAO_HOSTILE=DIR cargo test --test hostile write_the_set -- --ignored"]
fn write_the_set() {
    let folder = std::env::var_os("CHIDAO_HOSTILE").expect("CHIDAO_HOSTILE names a folder");
    set::write(Path::new(&folder), SEED);
}
