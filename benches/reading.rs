//! How fast files are read, beside the programs that do a part of it, on the same files in the same run.
//!
//! Text: pages per second of our extraction of positioned lines (in this process), of the whole command (a worker,
//! normalization, all facts), and of `pdftotext`, with boxes of words and without. OCR: seconds per page of the whole
//! command, and of `tesseract` alone on the same pages, drawn by `pdftoppm` before the clock starts; both with as many
//! processes of one thread as there are cores. The ways take turns in each round, so that a busy machine slows all
//! alike; medians are told.

mod pdfs;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::time::Instant;

use chidao::source;
use pdfs::pdfs;

const TEXT_ROUNDS: usize = 5;
const OCR_ROUNDS: usize = 3;
/// So many scanned pages are recognized in a round, those of the shortest files: more would tell the same.
const OCR_PAGES: usize = 16;
/// Resolution of the images that `tesseract` reads: that of the samples' scans.
const DPI: &str = "300";

/// A way of reading: its name, and what reads all files once.
type Way<'a> = (&'a str, Box<dyn Fn() + 'a>);

fn main() {
    let (mut texts, mut scans) = (Vec::new(), Vec::new());
    for path in pdfs() {
        let Ok(document) = source::read(&path) else { continue };
        let pages = document.pages.len();
        match document.pages.iter().filter(|page| page.problem.is_some()).count() {
            0 => texts.push((path, pages)),
            unread if unread == pages => scans.push((path, pages)),
            // A mixture tells of neither.
            _ => {}
        }
    }
    text(&texts);
    if is_there("tesseract", "--version") && is_there("pdftoppm", "-v") {
        ocr(&scans);
    } else {
        println!("SKIPPED: OCR is measured with tesseract and pdftoppm, which are not here");
    }
}

fn text(files: &[(PathBuf, usize)]) {
    let pages: usize = files.iter().map(|(_, pages)| pages).sum();
    println!("text: {} files, {pages} pages, medians of {TEXT_ROUNDS} rounds", files.len());
    let each = |read: &dyn Fn(&Path)| files.iter().for_each(|(path, _)| read(path));
    let mut ways: Vec<Way<'_>> = vec![
        ("chidao: lines with boxes, in process", Box::new(|| each(&|path| drop(source::read(path))))),
        ("chidao extract --no-ocr", Box::new(|| each(&|path| run(chidao().arg("--no-ocr").arg(path))))),
    ];
    if is_there("pdftotext", "-v") {
        let pdftotext = |how: &'static str| {
            move || each(&|path| run(Command::new("pdftotext").args([how, "-q"]).arg(path).arg("-")))
        };
        ways.push(("pdftotext -bbox-layout", Box::new(pdftotext("-bbox-layout"))));
        ways.push(("pdftotext -layout", Box::new(pdftotext("-layout"))));
    } else {
        println!("SKIPPED: pdftotext is not here");
    }
    let medians = medians(&ways, TEXT_ROUNDS);
    for ((name, _), seconds) in ways.iter().zip(&medians) {
        println!(
            "  {name}: {:.0} pages/s, {:.2} × the time of the first",
            pages as f64 / seconds,
            seconds / medians[0]
        );
    }
}

fn ocr(files: &[(PathBuf, usize)]) {
    let mut files = files.to_vec();
    files.sort_by_key(|(_, pages)| *pages);
    let mut pages = 0;
    files.retain(|(_, count)| {
        pages += count;
        pages <= OCR_PAGES
    });
    if files.is_empty() {
        println!("SKIPPED: there are no scans here");
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    for (n, (path, _)) in files.iter().enumerate() {
        run(Command::new("pdftoppm").args(["-gray", "-r", DPI]).arg(path).arg(folder.path().join(n.to_string())));
    }
    let images: Vec<PathBuf> = fs::read_dir(folder.path()).expect("images").flatten().map(|e| e.path()).collect();
    println!("OCR: {} files, {} pages, medians of {OCR_ROUNDS} rounds", files.len(), images.len());
    let ways: Vec<Way<'_>> = vec![
        ("tesseract alone", Box::new(|| side_by_side(&images))),
        ("chidao extract", Box::new(|| files.iter().for_each(|(path, _)| run(chidao().arg(path))))),
    ];
    let medians = medians(&ways, OCR_ROUNDS);
    for ((name, _), seconds) in ways.iter().zip(&medians) {
        let page = seconds / images.len() as f64;
        println!("  {name}: {page:.2} s a page, {:.2} × the time of the first", seconds / medians[0]);
    }
}

/// Recognizes all images, as many at a time as there are cores.
fn side_by_side(images: &[PathBuf]) {
    let waiting = Mutex::new(images.iter());
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..cores {
            scope.spawn(|| {
                loop {
                    let next = waiting.lock().expect("no panic").next();
                    let Some(image) = next else { break };
                    let mut tesseract = Command::new("tesseract");
                    tesseract.env("OMP_THREAD_LIMIT", "1").arg(image).args(["-", "-l", "vie", "--psm", "3", "hocr"]);
                    run(&mut tesseract);
                }
            });
        }
    });
}

/// The median seconds of each way; one round before is not counted.
fn medians(ways: &[Way<'_>], rounds: usize) -> Vec<f64> {
    let mut seconds = vec![Vec::new(); ways.len()];
    for round in 0..=rounds {
        for ((_, read), seconds) in ways.iter().zip(&mut seconds) {
            let start = Instant::now();
            read();
            if round > 0 {
                seconds.push(start.elapsed().as_secs_f64());
            }
        }
    }
    let median = |mut seconds: Vec<f64>| {
        seconds.sort_by(f64::total_cmp);
        seconds[seconds.len() / 2]
    };
    seconds.into_iter().map(median).collect()
}

fn chidao() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_chidao"));
    command.arg("extract");
    command
}

fn run(command: &mut Command) {
    let status = command.stdout(Stdio::null()).stderr(Stdio::null()).status();
    assert!(status.is_ok_and(|status| status.success()), "{command:?} fails");
}

fn is_there(program: &str, question: &str) -> bool {
    Command::new(program).arg(question).stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok()
}
