//! Input that was made to hurt, or damaged by accident: a clear answer, in time, and nothing else is lost.
#![cfg(unix)]

mod office;
mod pdf;
mod pdf_images;
mod plain;
mod run;
mod set;

use std::ffi::OsStr;
use std::fs;
use std::ops::ControlFlow;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::Duration;

use chidao::extract::Reading;
use chidao::source::worker::{Limits, Pool};
use chidao::source::{PageProblem, SourceError};
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
    let large = folder.path().join("docs/large.txt");
    fs::File::create(&large).and_then(|file| file.set_len((512 << 20) + 1)).expect("a large file");
    let output = chidao(&folder, &["extract", "docs/large.txt"]);
    assert!(code(&output) == 2 && said(&output).contains("larger than 512 MiB"), "{}", said(&output));
    fs::remove_file(large).expect("removed");
    assert_eq!(code(&chidao(&folder, &["index", "docs"])), 3);
    assert_eq!(code(&chidao(&folder, &["search", "27/2020"])), 0);
}

#[test]
#[cfg(target_os = "linux")]
fn what_cannot_be_said_is_no_reason_to_panic() {
    let folder = folder(&[(b"a.txt", PLAN), (b"b.pdf", b"")]);
    assert_eq!(code(&chidao(&folder, &["index", "docs"])), 3);
    let full = || fs::OpenOptions::new().write(true).open("/dev/full").expect("a device that takes nothing");
    for (args, expected) in [
        (&["search", "không có gì như thế"][..], 1),
        (&["search", ""], 2),
        (&["show", "99999/XX-YY"], 1),
        (&["show", "99"], 1),
        (&["deadlines", "1999-2000"], 1),
        (&["no-such-command"], 2),
        (&["index", "docs"], 3),
        (&["extract", "docs/b.pdf"], 2),
    ] {
        let status = command(folder.path()).args(args).stderr(full()).stdout(std::process::Stdio::null()).status();
        assert_eq!(status.expect("the program runs").code(), Some(expected), "{args:?}");
    }
    let status = command(folder.path()).args(["search", "27/2020"]).stdout(full()).stderr(full()).status();
    assert_eq!(status.expect("the program runs").code(), Some(2), "a result that is lost is an error");
}

#[test]
fn a_name_of_nothing_is_a_mistake_of_use() {
    let folder = folder(&[(b"a.txt", PLAN)]);
    assert_eq!(code(&chidao(&folder, &["index", "docs"])), 0);
    for args in [["show", ""], ["show", "  "], ["lineage", ""]] {
        let output = chidao(&folder, &args);
        assert_eq!(code(&output), 2, "{args:?}");
        assert!(said(&output).contains("27/2020/TT-BGDĐT"), "{args:?}: {}", said(&output));
    }
}

#[test]
fn a_damaged_store_says_how_to_go_on() {
    let folder = folder(&[(b"a.txt", PLAN)]);
    assert_eq!(code(&chidao(&folder, &["index", "docs"])), 0);
    let database = folder.path().join("indexes/chidao.sqlite");
    let sound = fs::read(&database).expect("a database");
    let mut holed = sound.clone();
    let end = holed.len();
    holed[4096..end].fill(0x5a);
    for damaged in [b"this is no database, and long enough to be seen as none".repeat(100), holed] {
        fs::write(&database, damaged).expect("damaged");
        for args in [&["search", "27/2020"][..], &["deadlines"], &["index", "docs"], &["doctor"]] {
            let output = chidao(&folder, args);
            assert_eq!(code(&output), 2, "{args:?}: {}", said(&output));
            assert!(said(&output).contains("run `chidao index` again"), "{args:?}: {}", said(&output));
        }
    }
    fs::rename(folder.path().join("indexes"), folder.path().join("old")).expect("moved aside, as told");
    assert_eq!(code(&chidao(&folder, &["index", "docs"])), 0);
    assert_eq!(code(&chidao(&folder, &["search", "27/2020"])), 0);
}

/// A small file system of its own, taken away in the end.
#[cfg(target_os = "linux")]
struct SmallDisk(PathBuf);

#[cfg(target_os = "linux")]
impl SmallDisk {
    /// `None` where the system does not allow it.
    fn new(path: PathBuf, size: &str) -> Option<Self> {
        fs::create_dir(&path).expect("a folder");
        let mount =
            Command::new("mount").args(["-t", "tmpfs", "-o", &format!("size={size}"), "tmpfs"]).arg(&path).output();
        mount.is_ok_and(|output| output.status.success()).then_some(Self(path))
    }
}

#[cfg(target_os = "linux")]
impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _gone = Command::new("umount").arg(&self.0).status();
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_leaves_the_store_readable() {
    let folder = folder(&[(b"a.txt", PLAN)]);
    let Some(disk) = SmallDisk::new(folder.path().join("disk"), "1m") else {
        eprintln!("SKIPPED: a small file system cannot be mounted here (only root may)");
        return;
    };
    let store = disk.0.join("kho");
    let store = store.to_str().expect("UTF-8");
    assert_eq!(code(&chidao(&folder, &["index", "docs", "--store", store])), 0);
    let corpus = concat!(env!("CARGO_MANIFEST_DIR"), "/corpus");
    let output = chidao(&folder, &["index", corpus, "--no-ocr", "--store", store]);
    assert_eq!(code(&output), 2, "{}", said(&output));
    assert!(said(&output).contains("full"), "{}", said(&output));
    let output = chidao(&folder, &["search", "27/2020", "--store", store]);
    assert_eq!(code(&output), 0, "{}", said(&output));
    let output = chidao(&folder, &["doctor", "--store", store]);
    assert_ne!(code(&output), 2, "{}", said(&output));
}

/// Reads one file in a worker that has so many seconds.
fn read(bytes: &[u8], ending: &str, seconds: u64) -> Result<Reading, SourceError> {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(format!("a.{ending}"));
    fs::write(&path, bytes).expect("written");
    let limits = Limits { time: Duration::from_secs(seconds), ..Limits::default() };
    Pool::new(env!("CARGO_BIN_EXE_chidao").into(), 1, limits).with_ocr(false).read(&path)
}

/// Without the guard ([`pace`](../../src/source/pdf/pace.rs)) the file is a row without text: not read within its time.
#[test]
fn of_very_many_pages_those_are_read_that_there_is_time_for() {
    let lines = "(Thuc hien Thong tu 27/2020/TT-BGDDT truoc ngay 30/9/2024, dat 98,5 phan tram) ' ".repeat(40);
    let page = format!("BT /F 12 Tf 14 TL 72 780 Td {lines}ET");
    const COUNT: usize = 10_000;
    let mut pdf = pdf::Pdf::page("", "", page.as_bytes());
    let kids: String = (0..COUNT).map(|n| format!("{} 0 R ", n + 6)).collect();
    pdf.replace(2, format!("<</Type/Pages/Kids[{kids}]/Count {COUNT}/MediaBox[0 0 595 842]>>"));
    for _ in 0..COUNT {
        pdf.add("<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>");
    }
    let reading = read(&pdf.bytes(""), "pdf", 8).expect("the pages that there is time for");
    let pages = &reading.text.pages;
    assert!(reading.text.content.contains("27/2020/TT-BGDDT") && !reading.facts.references.is_empty());
    let last = pages.last().expect("pages");
    assert_eq!(last.problem, Some(PageProblem::LeftOut { pages: COUNT + 1 - pages.len(), seconds: 8 }));
    eprintln!("{} of {COUNT} pages in 8 s", pages.len() - 1);
}

/// Without the guard ([`pace`](../../src/source/pdf/pace.rs)) the file goes on to the last page, and where the pages
/// are thousands, or each line holds facts, the answer is longer than any may be: a row without text.
#[test]
fn of_a_very_long_file_as_much_is_read_as_an_answer_holds() {
    let line = format!("({}) ' ", "cac truong ".repeat(300));
    let page = format!("BT /F 8 Tf 20 TL 72 800 Td {}ET", line.repeat(34));
    const COUNT: usize = 40;
    let mut pdf = pdf::Pdf::page("", "", page.as_bytes());
    let kids: String = (0..COUNT).map(|n| format!("{} 0 R ", n + 6)).collect();
    pdf.replace(2, format!("<</Type/Pages/Kids[{kids}]/Count {COUNT}/MediaBox[0 0 14400 842]>>"));
    for _ in 0..COUNT {
        pdf.add("<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>");
    }
    let reading = read(&pdf.bytes(""), "pdf", 400).expect("the first pages");
    let last = reading.text.pages.last().expect("pages");
    let left = COUNT + 1 - reading.text.pages.len();
    assert_eq!(last.problem, Some(PageProblem::TooLong { pages: left, words: 200_000 }));
    assert!(reading.text.content.contains("cac truong") && left > COUNT / 4, "{left}");
}

/// Many fields with a long line of parents, none of which says what they are: without the guard each field goes up the
/// whole line, and the file is not read in its time.
#[test]
fn lines_of_parents_of_fields_are_followed_so_far_and_no_further() {
    const PARENTS: usize = 20_000;
    let widget = "<</Type/Annot/Subtype/Widget/Rect[10 10 90 30]/Parent 6 0 R>>";
    let mut pdf = pdf::Pdf::page(&format!("/Annots[{}]", widget.repeat(2_000)), "", pdf::TEXT);
    for n in 0..PARENTS {
        pdf.add(format!("<</Parent {} 0 R>>", n + 7));
    }
    // The last leads back to the first.
    pdf.add("<</Parent 6 0 R>>");
    let reading = read(&pdf.bytes(""), "pdf", 10).expect("a text");
    assert!(reading.text.content.contains("27/2020"));
}

/// Without the guard each of any number of annotations is laid out.
#[test]
fn a_page_has_so_many_annotations_and_no_more() {
    let place = |n: usize| (10 + 11 * (n % 50), 10 + 16 * (n / 50));
    let field = |(x, y)| format!("<</Type/Annot/Subtype/FreeText/Rect[{x} {y} {} {}]/Contents(xyz)>> ", x + 10, y + 14);
    let fields: String = (0..2_500).map(|n| field(place(n))).collect();
    let pdf = pdf::Pdf::page(&format!("/Annots[{fields}]"), "", b"");
    let reading = read(&pdf.bytes(""), "pdf", 60).expect("a text");
    assert_eq!(reading.text.content.matches("xyz").count(), 2_000);
}

/// Without the guard each of any number of letters is.
#[test]
fn a_page_has_so_many_letters_and_no_more() {
    let line = format!("({}) ' ", "m".repeat(100));
    let content = format!("BT /F 1 Tf 1 TL 5 830 Td {}ET", line.repeat(800));
    let reading = read(&pdf::Pdf::page("", "", content.as_bytes()).bytes(""), "pdf", 60).expect("a text");
    assert_eq!(reading.text.content.matches('m').count(), 60_000);
}
