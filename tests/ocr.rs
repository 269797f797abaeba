//! Scanned pages from outside: recognized where Tesseract is there, left to wait and named where it is not.

#[path = "common/scan.rs"]
mod scan;

use std::path::Path;
use std::process::{Command, Output};

use scan::{Scan, has_tesseract, pdf};
use serde_json::Value;

/// A scan of two pages.
const SCAN: &str = "corpus/2022-2023-ubnd-haithanh-khung-thoi-gian.pdf";

fn program(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_chidao"));
    command.args(arguments);
    if matches!(arguments.first(), Some(&"index" | &"extract")) {
        // Time enough for a machine that has much else to do.
        command.args(["--ocr-time", "300"]);
    }
    command.current_dir(env!("CARGO_MANIFEST_DIR")).env("LC_ALL", "C");
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
    let told = without_tesseract(&["index", SCAN, "--store", store]);
    let told = String::from_utf8_lossy(&told.stdout).into_owned();
    for words in
        ["2 pages without text wait for OCR", "apt-get install tesseract-ocr tesseract-ocr-vie", "brew install"]
    {
        assert!(told.contains(words), "{told}");
    }

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

#[test]
fn the_record_of_a_page_says_which_text_was_used_and_why() {
    if !has_tesseract() {
        return;
    }
    let folder = tempfile::tempdir().expect("a temporary folder");
    let store = folder.path().to_str().expect("a UTF-8 path");
    let told = chidao(&["index", SCAN, "--store", store]);
    let told = String::from_utf8_lossy(&told.stdout).into_owned();
    assert!(told.contains("2 pages recognized (OCR): 2 an image without text"), "{told}");
    let shown = json(&chidao(&["show", "1", "--store", store, "--format", "json"]));
    let pages = shown["pages_distrusted"].as_array().expect("a list");
    assert_eq!(pages.len(), 2);
    assert_eq!(
        (&pages[1]["page"], &pages[1]["source"], &pages[1]["why"]),
        (&2.into(), &"ocr".into(), &"no-text".into())
    );
    for (lang, words) in
        [("en", "Page 1–2: recognized (OCR), confidence"), ("vi", "Trang 1–2: nhận dạng (OCR), tin cậy")]
    {
        let shown = chidao(&["--lang", lang, "show", "1", "--store", store]);
        let shown = String::from_utf8_lossy(&shown.stdout).into_owned();
        assert!(shown.contains(words), "{shown}");
    }
}

/// A page is recognized once, also where a run was killed before it had written anything into the store, and where
/// only the recognized pages are left of a store.
#[cfg(unix)]
#[test]
fn a_killed_run_goes_on_where_it_was() {
    use std::os::unix::fs::PermissionsExt;

    if !has_tesseract() {
        return;
    }
    let folder = tempfile::tempdir().expect("a temporary folder");
    let at = |name: &str| folder.path().join(name);
    // The real program, slowed down so that the run can be caught in the middle.
    let real = std::env::split_paths(&std::env::var_os("PATH").expect("a PATH"))
        .map(|folder| folder.join("tesseract"))
        .find(|path| path.exists())
        .expect("tesseract is on the PATH");
    std::fs::create_dir(at("bin")).expect("a folder");
    let slow = format!("#!/bin/sh\ncase \"$*\" in *'psm 3'*) sleep 0.5;; esac\nexec {} \"$@\"\n", real.display());
    std::fs::write(at("bin/tesseract"), slow).expect("written");
    std::fs::set_permissions(at("bin/tesseract"), std::fs::Permissions::from_mode(0o755)).expect("set");
    let path = std::env::join_paths([at("bin"), "/usr/bin".into(), "/bin".into()]).expect("a PATH");

    // Ten pages that differ.
    let page = Scan::of_page(SCAN, 1, 100.0);
    let pages: Vec<Scan> = (0..10)
        .map(|n| {
            let mut page = page.clone();
            page.pixels[n] = 0;
            page
        })
        .collect();
    std::fs::write(at("scan.pdf"), pdf(&pages)).expect("written");
    let index = || {
        let (scan, store) = (at("scan.pdf"), at("store"));
        let arguments = ["index", scan.to_str().expect("UTF-8"), "--store", store.to_str().expect("UTF-8")];
        let mut command = program(&arguments);
        command.args(["--format", "json"]).env("PATH", &path);
        command
    };
    let kept = || -> Vec<(String, std::time::SystemTime)> {
        let Ok(entries) = std::fs::read_dir(at("store/ocr")) else { return Vec::new() };
        let page = |entry: std::fs::DirEntry| {
            let name = entry.file_name().into_string().expect("UTF-8");
            let born = entry.metadata().ok()?.created().ok()?;
            name.ends_with(".page").then_some((name, born))
        };
        let mut pages: Vec<_> = entries.flatten().filter_map(page).collect();
        pages.sort();
        pages
    };

    let mut run = index().stdout(std::process::Stdio::null()).spawn().expect("the program runs");
    for _ in 0..6000 {
        if kept().len() >= 3 {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    run.kill().expect("killed");
    run.wait().expect("gone");
    let before = kept();
    assert!((3..10).contains(&before.len()), "{} pages were kept", before.len());

    let said = json(&index().output().expect("the program runs"));
    assert_eq!((&said["added"], &said["store"]["pages_unread"]), (&1.into(), &0.into()));
    let after = kept();
    assert_eq!(after.len(), 10);
    let again = before.iter().filter(|page| !after.contains(page)).count();
    assert_eq!(again, 0, "{again} pages were recognized twice");

    // A page that is kept needs no program: with a broken one the pages are still read.
    for name in ["chidao.sqlite", "chidao.sqlite-wal", "chidao.sqlite-shm"] {
        let _gone = std::fs::remove_file(at("store").join(name));
    }
    let broken =
        "#!/bin/sh\ncase \"$*\" in *psm*) exit 1;; esac\n".to_owned() + &format!("exec {} \"$@\"\n", real.display());
    std::fs::write(at("bin/tesseract"), broken).expect("written");
    let said = json(&index().output().expect("the program runs"));
    assert_eq!((&said["added"], &said["store"]["pages_unread"]), (&1.into(), &0.into()));
    // And what is kept can be deleted: then the pages need the program again.
    std::fs::remove_dir_all(at("store")).expect("removed");
    let said = json(&index().output().expect("the program runs"));
    assert_eq!(said["store"]["pages_unread"], 10);
}

/// A scan that an office keeps beside the file it printed is the same document: its facts count once.
#[test]
fn a_scan_beside_its_file_is_a_copy_of_it() {
    if !has_tesseract() {
        return;
    }
    const FILE: &str = "corpus/2024-2025-phong-vankhe-thong-bao-day-them.pdf";
    let folder = tempfile::tempdir().expect("a temporary folder");
    let at = |name: &str| folder.path().join(name).to_str().expect("UTF-8").to_owned();
    let bytes = std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join(FILE)).expect("the sample is there");
    let count = lopdf::Document::load_mem(&bytes).expect("a PDF").get_pages().len();
    let mut pages: Vec<Scan> = (0..count).map(|page| Scan::of_page(FILE, page, 200.0)).collect();
    // A stain over a few lines takes numbers away.
    let first = &mut pages[0];
    let (from, to) = (first.height * 11 / 20 * first.width, first.height * 12 / 20 * first.width);
    first.pixels[from..to].fill(255);
    // By its name the scan comes first; the text of the file stands for both all the same.
    std::fs::create_dir(at("in")).expect("made");
    std::fs::write(at("in/a.pdf"), pdf(&pages)).expect("written");
    std::fs::write(at("in/b.pdf"), bytes).expect("written");
    let said = chidao(&["index", &at("in"), "--store", &at("store")]);
    assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
    let all = json(&chidao(&["deadlines", "2024-2025", "--store", &at("store"), "--format", "json"]));
    let paths: Vec<&str> =
        all["deadlines"].as_array().expect("a list").iter().filter_map(|d| d["document"]["file"].as_str()).collect();
    assert!(!paths.is_empty() && paths.iter().all(|path| path.ends_with("b.pdf")), "{paths:?}");
}
