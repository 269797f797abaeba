//! The site at the size of an archive: 10,000 directives made up for it, read by the program and served; the first page
//! and other pages are asked for again and again, then page images that were never drawn.
//!
//! Says how long answers take, in milliseconds: the first one after the store has changed, the median, the 95th
//! percentile, the longest; and fails where the first page takes longer than 50 at the 95th percentile, or a page image
//! longer than 300. The stream of numbers is fixed. See `README.md`.

#[allow(dead_code, reason = "the tests of the site use the rest")]
#[path = "../tests/site/client.rs"]
mod client;
mod genre;

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use client::Site;

const DOCUMENTS: usize = 10_000;
const ROUNDS: usize = 200;
const FIRST_PAGE: Duration = Duration::from_millis(50);
const PAGE_IMAGE: Duration = Duration::from_millis(300);

fn main() {
    let documents = std::env::var("CHIDAO_BENCH_DOCUMENTS").ok().and_then(|n| n.parse().ok()).unwrap_or(DOCUMENTS);
    let folder = tempfile::tempdir().expect("a folder");
    let (files, store) = (folder.path().join("files"), folder.path().join("store"));
    genre::write(&files, 0..documents).expect("written");
    let start = Instant::now();
    index(&store, &[&files, &Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus")]);
    println!("{documents} directives and the sample corpus read in {:.0} s", start.elapsed().as_secs_f64());
    let site = Site::of(&store);
    let first = measure(&site, "/");
    // Percent signs for the blanks are all that a name without marks needs.
    let issuer = |at: usize| chidao::text::fold(&genre::Paper::at(at).issuer()).replace(' ', "%20");
    let district = (0..).find(|at| genre::Paper::at(*at).office == genre::Office::Bureau).expect("a district's paper");
    let deadlines = format!("/deadlines?year=2024-2025&issuer={}", issuer(district));
    let compared = format!("/compare?old=2023-2024&new=2024-2025&issuer={}", issuer(district));
    for path in [
        &deadlines,
        "/review",
        "/review?kind=deadline",
        "/documents",
        "/documents/77?tab=references",
        "/documents/77?tab=deadlines",
        "/works",
        "/search?q=27%2F2020",
        "/search?q=phong%20chong%20dich%20benh",
        &compared,
    ] {
        measure(&site, path);
    }
    let works = site.get("/works").text();
    let work = works.split("href=\"/works/").nth(1).and_then(|rest| rest.split('"').next()).expect("a work");
    measure(&site, &format!("/works/{work}"));
    let images = images(&site, documents);
    assert!(first <= FIRST_PAGE, "the first page: {first:?}");
    assert!(images <= PAGE_IMAGE, "page images: {images:?}");
}

/// Asks for a page; gives the 95th percentile without the first answer, which reads the store.
fn measure(site: &Site, path: &str) -> Duration {
    let ask = || {
        let start = Instant::now();
        let answer = site.get(path);
        assert_eq!(answer.status, 200, "{path}");
        start.elapsed()
    };
    let first = ask();
    // Slow pages are asked for less often: the figure does not get better by waiting for it.
    let rounds = if first > Duration::from_millis(500) { 20 } else { ROUNDS };
    let mut took: Vec<Duration> = (0..rounds).map(|_| ask()).collect();
    said(path, first, &mut took)
}

/// Asks once for each page of the sample's PDFs.
fn images(site: &Site, documents: usize) -> Duration {
    let mut took = Vec::new();
    for id in (1..=40).map(|more| more + documents).chain(1..=40) {
        for page in 1..=4 {
            let start = Instant::now();
            let answer = site.get(&format!("/documents/{id}/pages/{page}"));
            if answer.status == 200 && answer.body.starts_with(b"\x89PNG") {
                took.push(start.elapsed());
            }
        }
    }
    assert!(took.len() >= 30, "{} images were drawn", took.len());
    let first = took[0];
    said(&format!("{} page images, each for the first time", took.len()), first, &mut took)
}

fn said(what: &str, first: Duration, took: &mut [Duration]) -> Duration {
    took.sort_unstable();
    let at = |share: f64| took[((took.len() - 1) as f64 * share).round() as usize];
    let ms = |time: Duration| time.as_secs_f64() * 1000.0;
    println!(
        "{what}: first {:.1}, median {:.1}, 95 % {:.1}, longest {:.1} ms",
        ms(first),
        ms(at(0.5)),
        ms(at(0.95)),
        ms(at(1.0))
    );
    at(0.95)
}

fn index(store: &Path, roots: &[&Path]) {
    let run = Command::new(env!("CARGO_BIN_EXE_chidao"))
        .args(["index", "--no-ocr", "--store"])
        .arg(store)
        .args(roots)
        .output()
        .expect("the program runs");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
}
