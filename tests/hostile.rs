//! Input that was made to hurt, or damaged by accident: a clear answer, in time, and nothing else is lost.
#![cfg(unix)]

use std::ffi::OsStr;
use std::fs;
use std::ops::ControlFlow;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::Duration;

use chidao::extract::Reading;
use chidao::source::SourceError;
use chidao::source::worker::{Limits, Pool};
use serde_json::Value;
use tempfile::TempDir;

fn command(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_chidao"));
    command.current_dir(folder).env("LC_ALL", "C");
    command
}

fn chidao(folder: &TempDir, args: &[&str]) -> Output {
    command(folder.path()).args(args).output().expect("the program runs")
}

fn code(output: &Output) -> i32 {
    output.status.code().expect("an exit code, not a signal")
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// A folder with `docs`, which holds these files.
fn folder(files: &[(&[u8], &[u8])]) -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::create_dir(folder.path().join("docs")).expect("a folder");
    for (name, content) in files {
        fs::write(folder.path().join("docs").join(OsStr::from_bytes(name)), content).expect("written");
    }
    folder
}

const PLAN: &[u8] = "Thực hiện Thông tư 27/2020/TT-BGDĐT trước ngày 30/9/2024.\n".as_bytes();

#[test]
fn text_without_structure_takes_time_by_its_length_only() {
    let patterns = ["1/1 ", "năm học 2023-2024 ", "1 \n"];
    let folder = folder(&[]);
    let paths: Vec<PathBuf> = patterns
        .iter()
        .enumerate()
        .map(|(n, pattern)| {
            let path = folder.path().join(format!("{n}.txt"));
            fs::write(&path, pattern.repeat(20_000 / pattern.len())).expect("written");
            path
        })
        .collect();
    let limits = Limits { time: Duration::from_secs(20), ..Limits::default() };
    Pool::new(env!("CARGO_BIN_EXE_chidao").into(), 2, limits).read_all(
        &paths,
        |n, result: Result<Reading, SourceError>| {
            assert_eq!(result.err(), None, "{:?}", patterns[n]);
            ControlFlow::Continue(())
        },
    );
}

#[test]
fn a_name_that_is_no_utf_8_is_a_name() {
    let folder = folder(&[(b"k\xe9 ho\xa1ch.txt", PLAN), (b"two\nlines.txt", b"a"), (b"emp\xff.txt", b"")]);
    for run in 0..2 {
        let output = chidao(&folder, &["index", "docs", "--format", "json"]);
        assert_eq!(code(&output), 3, "{}", said(&output));
        let answer: Value = serde_json::from_slice(&output.stdout).expect("JSON");
        let (added, unchanged) = if run == 0 { (2, 0) } else { (0, 2) };
        assert_eq!((&answer["added"], &answer["unchanged"]), (&added.into(), &unchanged.into()), "{answer}");
        assert_eq!(answer["unread"].as_array().map(Vec::len), Some(1), "{answer}");
    }
    let path = folder.path().join("docs").join(OsStr::from_bytes(b"k\xe9 ho\xa1ch.txt"));
    let output = command(folder.path()).arg("extract").arg(path).output().expect("the program runs");
    assert_eq!(code(&output), 0, "{}", said(&output));
    assert_eq!(code(&chidao(&folder, &["search", "27/2020"])), 0);
}

#[test]
fn what_is_no_ordinary_file_is_not_waited_for() {
    let folder = folder(&[(b"a.txt", PLAN)]);
    let pipe = folder.path().join("docs/pipe.txt");
    assert!(Command::new("mkfifo").arg(&pipe).status().expect("mkfifo runs").success());
    for (path, reason) in [("docs/pipe.txt", "ordinary"), ("/dev/zero", "ordinary"), ("docs", "folder")] {
        let output = chidao(&folder, &["extract", path]);
        assert_eq!(code(&output), 2, "{path}");
        assert!(said(&output).contains(reason), "{path}: {}", said(&output));
        assert_eq!(said(&output).matches(path).count(), 1, "{path}: {}", said(&output));
    }
    assert_eq!(code(&chidao(&folder, &["index", "docs"])), 3);
    assert_eq!(code(&chidao(&folder, &["search", "27/2020"])), 0);
}
