//! What other programs do of the same work, in the same run.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use super::pdfs::pdfs;
use super::{Table, program};

const ROUNDS: usize = 3;

/// Names, sizes and times of all files below a folder.
pub fn find(folder: &Path) -> Duration {
    let start = Instant::now();
    let run =
        Command::new("find").arg(folder).args(["-type", "f", "-printf", "%s %T@\n"]).stdout(Stdio::null()).status();
    assert!(run.is_ok_and(|status| status.success()), "find");
    start.elapsed()
}

/// The PDFs of the sample corpus, and the real ones where they are, indexed with all that belongs to it, and their text
/// alone taken by `pdftotext`, two files at a time.
pub fn pdf(folder: &Path, table: &mut Table) {
    println!("\nPDFs");
    if Command::new("pdftotext").arg("-v").stderr(Stdio::null()).status().is_err() {
        println!("  SKIPPED: pdftotext is not here");
        return;
    }
    let files = folder.join("pdf");
    let _ = fs::remove_dir_all(&files);
    fs::create_dir_all(&files).expect("a folder");
    let list = pdfs();
    for (at, file) in list.iter().enumerate() {
        fs::copy(file, files.join(format!("{at:03}.pdf"))).expect("copied");
    }
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let store = folder.join("pdf-store");
        let _ = fs::remove_dir_all(&store);
        ours.push(program::index(&store, &[&files]).took);
        theirs.push(pdftotext(&list));
    }
    ours.sort_unstable();
    theirs.sort_unstable();
    let (ours, theirs) = (ours[ROUNDS / 2].as_secs_f64(), theirs[ROUNDS / 2].as_secs_f64());
    println!("  {} files: index {ours:.2} s, pdftotext two at a time {theirs:.2} s", list.len());
    table.add(list.len(), "index: against pdftotext, two at a time", ours / theirs, "×", Some(2.5));
}

fn pdftotext(files: &[PathBuf]) -> Duration {
    let start = Instant::now();
    let left = Mutex::new(files.iter());
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                loop {
                    let next = left.lock().expect("a lock").next();
                    let Some(file) = next else { break };
                    let mut run = Command::new("pdftotext");
                    run.args(["-layout", "-q"]).arg(file).arg("-").stdout(Stdio::null());
                    run.status().expect("pdftotext runs");
                }
            });
        }
    });
    start.elapsed()
}
