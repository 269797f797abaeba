//! The store at the size of a district, a province and the nation: what indexing and asking cost, and how that grows.
//!
//! `CHIDAO_BENCH_DOCUMENTS=1000,10000,100000` says how many documents of [`genre`] are made up (1,000 without it); for
//! each number they are indexed by the program, indexed again with nothing changed, one more is added, and questions are
//! asked in process and by the program. `CHIDAO_BENCH_FOLDER` keeps the files and stores there: a later run finds them
//! and only asks, and `CHIDAO_BENCH_ADD=1` has it add a document all the same. `CHIDAO_BENCH_ONLY=search` asks those questions alone whose
//! names hold the word. The goals stand in `README.md`; a figure
//! that misses its goal is marked and ends the run with an error. Where several sizes were measured, `growth.svg` in the
//! folder (else in `target/`) shows how each cost grows.

#[path = "../genre/mod.rs"]
mod genre;
#[path = "../pdfs/mod.rs"]
mod pdfs;
mod peers;
mod plot;
mod program;
mod queries;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use program::{Run, megabytes};

fn main() {
    let sizes = std::env::var("CHIDAO_BENCH_DOCUMENTS").unwrap_or_else(|_| "1000".to_owned());
    let sizes: Vec<usize> = sizes.split(',').map(|size| size.trim().parse().expect("a number of documents")).collect();
    let kept = std::env::var_os("CHIDAO_BENCH_FOLDER").map(PathBuf::from);
    let own = tempfile::tempdir().expect("a folder");
    let folder = kept.clone().unwrap_or_else(|| own.path().to_owned());
    let mut table = Table::default();
    for &size in &sizes {
        println!("\n{size} documents");
        at(size, &folder.join(size.to_string()), &mut table);
    }
    if std::env::var_os("CHIDAO_BENCH_ONLY").is_none() {
        peers::pdf(&folder, &mut table);
    }
    if sizes.len() > 1 {
        let place = kept.unwrap_or_else(|| PathBuf::from(env!("CARGO_TARGET_TMPDIR"))).join("growth.svg");
        fs::write(&place, plot::svg(&table.rows)).expect("written");
        println!("\ngrowth: {}", place.display());
    }
    let missed = table.rows.iter().filter(|row| row.is_missed()).count();
    assert!(missed == 0, "{missed} goals are missed");
}

/// All that is measured at one size.
fn at(size: usize, folder: &Path, table: &mut Table) {
    let (files, store) = (folder.join("files"), folder.join("store"));
    let found = store.join(chidao::store::DATABASE).exists();
    if !found {
        let start = Instant::now();
        let bytes = genre::write(&files, 0..size).expect("written");
        println!("  {:.1} MB written in {:.0} s", bytes as f64 / 1e6, start.elapsed().as_secs_f64());
        let run = program::index(&store, &[&files]);
        table.add(size, "index: documents a second", size as f64 / run.took.as_secs_f64(), "", None);
        table.add(size, "index: whole", run.took.as_secs_f64(), "s", None);
        table.add(size, "index: processor time", run.busy.as_secs_f64(), "s", None);
        table.add(size, "index: memory of the parent", megabytes(run.own), "MB", Some(400.0));
        table.add(size, "index: memory of a worker", megabytes(run.workers), "MB", Some(1024.0));
        sizes(size, &store, table);
        let again = (0..5).map(|_| program::index(&store, &[&files]).took).min().unwrap_or_default();
        let find = (0..5).map(|_| peers::find(&files)).min().unwrap_or_default();
        table.add(size, "index again: nothing changed", again.as_secs_f64(), "s", None);
        if size >= 10_000 {
            table.add(size, "index again: against find", again.as_secs_f64() / find.as_secs_f64(), "×", Some(3.0));
        }
    }
    if !found || std::env::var_os("CHIDAO_BENCH_ADD").is_some() {
        let more = folder.join("more");
        let mut added: Vec<Run> = Vec::new();
        for _ in 0..3 {
            let next = genre::PAPERS - 1 - fs::read_dir(&more).map(Iterator::count).unwrap_or_default();
            let one = more.join(next.to_string());
            genre::write(&one, next..next + 1).expect("written");
            added.push(program::index(&store, &[&one]));
        }
        added.sort_by_key(|run| run.took);
        table.add(size, "one more document", added[1].took.as_secs_f64(), "s", Some(1.0));
        let busy = added.iter().map(|run| run.busy).sum::<Duration>() / 3;
        table.add(size, "one more document: processor time", busy.as_secs_f64(), "s", None);
        let most = added.iter().map(|run| run.own).max().unwrap_or_default();
        table.add(size, "one more document: memory", megabytes(most), "MB", Some(150.0));
    }
    queries::ask(size, &store, table);
}

/// What the store takes, against the text that it holds.
fn sizes(size: usize, store: &Path, table: &mut Table) {
    let held = chidao::store::Store::open(store).expect("a store");
    let step = (size / 2000).max(1);
    let (mut text, mut facts, mut sampled) = (0_usize, 0_usize, 0_usize);
    for id in (1..=size).step_by(step) {
        let id = i64::try_from(id).expect("a small number");
        text += held.text(id).expect("read").map_or(0, |text| text.content.len());
        let only = chidao::store::Filter { document: Some(id), copies: true, ..Default::default() };
        let totals = held.totals(&only).expect("read");
        facts += totals.references + totals.deadlines + totals.targets;
        sampled += 1;
    }
    let whole = text as f64 * size as f64 / sampled as f64;
    println!("  {:.0} bytes a document, a fact for every {} bytes", whole / size as f64, text / facts.max(1));
    let (database, fulltext) =
        (program::bytes(&store.join(chidao::store::DATABASE)), program::bytes(&store.join("fulltext")));
    table.add(size, "store: against its text", (database + fulltext) as f64 / whole, "×", Some(1.2));
    table.add(size, "store: database", database as f64 / whole, "×", None);
    table.add(size, "store: full text", fulltext as f64 / whole, "×", None);
}

/// The figures, said as they come.
#[derive(Default)]
struct Table {
    rows: Vec<Row>,
}

struct Row {
    size: usize,
    what: String,
    value: f64,
    unit: &'static str,
    /// At most so much.
    goal: Option<f64>,
}

impl Row {
    fn is_missed(&self) -> bool {
        self.goal.is_some_and(|goal| self.value > goal)
    }
}

impl Table {
    fn add(&mut self, size: usize, what: &str, value: f64, unit: &'static str, goal: Option<f64>) {
        let row = Row { size, what: what.to_owned(), value, unit, goal };
        let goal = goal.map(|goal| format!("   at most {goal}{}", if row.is_missed() { ": MISSED" } else { "" }));
        println!("  {what:<52} {value:>10.2} {unit}{}", goal.unwrap_or_default());
        self.rows.push(row);
    }

    /// The middle one and the 99th percentile.
    fn times(&mut self, size: usize, what: &str, took: &mut [Duration], goal: Option<f64>) {
        took.sort_unstable();
        let at = |share: f64| took[((took.len() - 1) as f64 * share).ceil() as usize].as_secs_f64() * 1000.0;
        println!("  {what:<52} {:>10.2} ms in the middle", at(0.5));
        self.add(size, &format!("{what}: p99"), at(0.99), "ms", goal);
    }
}
