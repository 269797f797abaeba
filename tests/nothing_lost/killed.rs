//! The program is killed at random points, over all that it does: reading, workers, OCR, the transactions of SQLite, the
//! commit and the merges of the full text, the renaming of exports and backups.
//!
//! `CHIDAO_KILLS` says how often (60), `CHIDAO_SEED` which points; `scripts/nothing-lost.sh` does it a thousand times.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::path::Path;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant, SystemTime};

use chidao::store::Store;
use rusqlite::{Connection, OpenFlags};

use super::world::{Chance, World, agrees, copy, documents, files, said, setting};

/// What is done when the program is killed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Work {
    /// A first run.
    First,
    /// A run over a store to which files come, change and go, whose full text has so many parts that it merges them.
    Next,
    Export,
    Backup,
}

/// How long a piece of work takes undisturbed, and when its full text begins.
struct Course {
    whole: Duration,
    fulltext: Duration,
}

struct Trial {
    world: World,
    /// What a first run makes, and what a next run makes of a prepared store.
    first: String,
    next: String,
}

const DIRECTIVES: usize = 14;

#[test]
fn a_killed_run_loses_nothing() {
    let (kills, seed) = (setting("CHIDAO_KILLS", 60), setting("CHIDAO_SEED", 8));
    eprintln!("{kills} kills, CHIDAO_SEED={seed}");
    let trial = Trial::new();
    let works = [Work::First, Work::Next, Work::First, Work::Next, Work::Next, Work::Export, Work::First, Work::Backup];
    let mut courses: Vec<(Work, Course)> = [Work::First, Work::Next, Work::Export, Work::Backup]
        .into_iter()
        .map(|work| (work, trial.course(work)))
        .collect();
    let mut chance = Chance::new(seed);
    let mut reached = 0;
    for kill in 0..kills {
        let work = works[usize::try_from(kill).expect("small") % works.len()];
        let course = courses.iter_mut().find(|(of, _)| *of == work).map(|(_, course)| course).expect("known");
        // A half of the points lies anywhere, the other from shortly before the full text to the end.
        let from = if chance.below(2) == 0 { Duration::ZERO } else { course.fulltext.mul_f64(0.9) };
        let span = course.whole.saturating_sub(from).as_micros();
        let at = from + Duration::from_micros(chance.below(u64::try_from(span).expect("short")));
        let in_time = trial.kill(work, at, &format!("kill {kill}: {work:?} after {at:?}, CHIDAO_SEED={seed}"));
        reached += u64::from(in_time);
        if !in_time {
            // The machine has less to do now than when the course was taken.
            *course = trial.course(work);
        }
    }
    assert!(reached * 2 > kills, "only {reached} of {kills} came before the end: the machine is too uneven to tell");
}

/// A run that is killed when it has written what its commit is to name, and not the commit: the next one writes files of the
/// same names.
#[test]
fn files_of_a_commit_that_never_came_stop_no_other() {
    let world = World::new(3);
    world.done(&["index", "docs", "--store", "kho"]);
    let commit = world.path("kho/fulltext/meta.json");
    let before = fs::read(&commit).expect("a commit");
    world.write(1, 1);
    world.done(&["index", "docs", "--store", "kho"]);
    let after = files(&world.path("kho/fulltext"));
    assert!(after.iter().any(|name| name.ends_with(".del")), "{after:?}");
    fs::write(&commit, &before).expect("put back");
    world.done(&["index", "docs", "--store", "kho"]);
    assert!(fs::read(&commit).expect("a commit") != before, "the full text does not follow");
    let parts = segments(&world);
    let left = files(&world.path("kho/fulltext")).into_iter().filter(|name| !is_of_view(name, &parts));
    let left: Vec<String> = left.collect();
    assert!(left.is_empty(), "{left:?}");
    agrees(&Store::open(&world.path("kho")).expect("a store"));
}

impl Trial {
    fn new() -> Self {
        let world = World::new(DIRECTIVES);
        world.add_scan();
        world.done(&["index", "docs", "--store", "whole"]);
        let first = world.export("whole");
        // File by file, so that the full text has many parts; then what the next run is to find.
        for n in 0..DIRECTIVES {
            world.done(&["index", &format!("docs/{n:03}.txt"), "--store", "prepared"]);
        }
        copy(&world.path("docs"), &world.path("docs-first"));
        world.write(1, 1);
        world.write(2, 1);
        fs::remove_file(world.path("docs/003.txt")).expect("removed");
        fs::rename(world.path("docs/004.txt"), world.path("docs/moved.txt")).expect("renamed");
        world.write(DIRECTIVES, 0);
        copy(&world.path("docs"), &world.path("docs-next"));
        copy(&world.path("prepared"), &world.path("whole-next"));
        world.done(&["index", "docs", "--store", "whole-next"]);
        let next = world.export("whole-next");
        Self { world, first, next }
    }

    /// The folder as it is before the work.
    fn lay_out(&self, work: Work) {
        let world = &self.world;
        let (docs, store) = match work {
            Work::First => ("docs-first", None),
            Work::Next => ("docs-next", Some("prepared")),
            Work::Export | Work::Backup => ("docs-first", Some("whole")),
        };
        copy(&world.path(docs), &world.path("docs"));
        for gone in ["kho", "out"] {
            let _gone = fs::remove_dir_all(world.path(gone));
        }
        fs::create_dir(world.path("out")).expect("a folder");
        fs::write(world.path("out/kho.jsonl"), "before").expect("written");
        if let Some(store) = store {
            copy(&world.path(store), &world.path("kho"));
        }
    }

    fn begin(&self, work: Work, mark: &str) -> Child {
        let arguments: &[&str] = match work {
            Work::First | Work::Next => &["index", "docs", "--store", "kho", "--format", "json"],
            Work::Export => &["export", "--store", "kho", "-o", "out/kho.jsonl"],
            Work::Backup => &["backup", "out/kho.db", "--store", "kho"],
        };
        let mut command = self.world.command(arguments);
        command.env("CHIDAO_TEST_MARK", mark).stdout(Stdio::piped()).stderr(Stdio::null());
        command.spawn().expect("the program runs")
    }

    fn course(&self, work: Work) -> Course {
        self.lay_out(work);
        let before = meta(&self.world);
        let since = Instant::now();
        let mut child = self.begin(work, "course");
        let mut fulltext = None;
        let status = loop {
            if fulltext.is_none() && meta(&self.world) != before {
                fulltext = Some(since.elapsed());
            }
            if let Some(status) = child.try_wait().expect("asked") {
                break status;
            }
            std::thread::sleep(Duration::from_millis(1));
        };
        assert!(status.success(), "{work:?}");
        let whole = since.elapsed();
        Course { whole, fulltext: fulltext.unwrap_or(whole / 2) }
    }

    /// Kills the work after `at`; whether it was still at it.
    fn kill(&self, work: Work, at: Duration, what: &str) -> bool {
        let world = &self.world;
        self.lay_out(work);
        let mark = format!("killed-{}-{}", std::process::id(), at.as_nanos());
        let mut child = self.begin(work, &mark);
        std::thread::sleep(at);
        let mut acknowledged = committed(&world.path("kho/chidao.sqlite"));
        // What the run finds gone or moved it may still strike out, between this look and its end.
        acknowledged.retain(|path| Path::new(path).exists());
        let ended = child.try_wait().expect("asked").is_some();
        child.kill().expect("killed");
        child.wait().expect("reaped");
        gone(&mark, what);
        match work {
            Work::First | Work::Next => {
                self.check_store(&acknowledged, what);
                // As a person would: the same command again.
                let again = world.run(&["index", "docs", "--store", "kho"]);
                assert!(again.status.success(), "{what}: {}", said(&again));
                let expected = if work == Work::First { &self.first } else { &self.next };
                assert!(world.export("kho") == *expected, "{what}: the next run does not make up for it");
                agrees(&Store::open(&world.path("kho")).expect("a store"));
            }
            Work::Export => {
                let found = fs::read_to_string(world.path("out/kho.jsonl")).expect("it is there");
                assert!(found == "before" || found == self.first, "{what}: half an export");
                world.done(&["export", "--store", "kho", "-o", "out/kho.jsonl"]);
            }
            Work::Backup => {
                if world.path("out/kho.db").exists() {
                    world.done(&["restore", "out/kho.db", "--store", "again"]);
                    assert!(world.export("again") == self.first, "{what}: half a backup");
                    fs::remove_dir_all(world.path("again")).expect("removed");
                }
                world.done(&["backup", "out/kho.db", "--store", "kho", "--replace"]);
            }
        }
        self.check_files(what);
        !ended
    }

    /// What a reader finds before anyone has written again.
    #[track_caller]
    fn check_store(&self, acknowledged: &BTreeSet<String>, what: &str) {
        let folder = self.world.path("kho");
        if !folder.join("chidao.sqlite").exists() {
            assert!(acknowledged.is_empty(), "{what}");
            return;
        }
        match Store::open(&folder) {
            Ok(store) => {
                let kept = documents(&store);
                let lost: Vec<_> = acknowledged.difference(&kept).collect();
                assert!(lost.is_empty(), "{what}: {lost:?}");
                agrees(&store);
            }
            // It was killed before there were tables.
            Err(refused) => {
                assert!(acknowledged.is_empty(), "{what}: {refused}");
                assert!(refused.to_string().contains("version 0"), "{what}: {refused}");
            }
        }
    }

    /// No file is left on its way: pages half recognized stay for some hours, since another process may be at them.
    #[track_caller]
    fn check_files(&self, what: &str) {
        let world = &self.world;
        for name in files(&world.path("kho/ocr")) {
            if name.ends_with(".part") {
                let old = SystemTime::now() - Duration::from_secs(1 << 20);
                let file = File::options().append(true).open(world.path("kho/ocr").join(name)).expect("opened");
                file.set_modified(old).expect("set");
            }
        }
        world.done(&["index", "docs", "--store", "kho"]);
        let parts = segments(world);
        let known = |name: &str| {
            let of_store = ["chidao.sqlite", "chidao.sqlite-wal", "chidao.sqlite-shm", "chidao.lock", "chidao.checked"];
            of_store.contains(&name)
                || name.strip_prefix("fulltext/").is_some_and(|name| is_of_view(name, &parts))
                || name
                    .strip_prefix("ocr/")
                    .is_some_and(|name| name.ends_with(".page") || !name.contains('.') || name.contains("seat"))
        };
        let strange: Vec<String> = files(&world.path("kho")).into_iter().filter(|name| !known(name)).collect();
        assert!(strange.is_empty(), "{what}: {strange:?}");
        let strange: Vec<String> = files(&world.path("out"))
            .into_iter()
            .filter(|name| !["kho.jsonl", "kho.db"].contains(&name.as_str()))
            .collect();
        assert!(strange.is_empty(), "{what}: {strange:?}");
    }
}

/// Whether a file of the full text belongs to one of `parts`, or to the full text as a whole.
fn is_of_view(name: &str, parts: &[String]) -> bool {
    ["meta.json", ".managed.json", ".tantivy-meta.lock", ".tantivy-writer.lock"].contains(&name)
        || parts.iter().any(|id| name.starts_with(id))
}

/// The parts that the full text's last commit names.
fn segments(world: &World) -> Vec<String> {
    let meta = fs::read(world.path("kho/fulltext/meta.json")).unwrap_or_default();
    let meta = String::from_utf8_lossy(&meta).into_owned();
    let ids = meta.split("\"segment_id\"").skip(1).filter_map(|rest| rest.split('"').nth(1));
    ids.map(|id| id.replace('-', "")).collect()
}

fn meta(world: &World) -> Option<SystemTime> {
    fs::metadata(world.path("kho/fulltext/.managed.json")).and_then(|data| data.modified()).ok()
}

/// The paths that another process reads from the store at this moment.
fn committed(database: &Path) -> BTreeSet<String> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY;
    let Ok(connection) = Connection::open_with_flags(database, flags) else { return BTreeSet::new() };
    let Ok(mut select) = connection.prepare("SELECT path FROM documents WHERE status = 'read'") else {
        return BTreeSet::new();
    };
    select.query_map([], |row| row.get(0)).map(|rows| rows.flatten().collect()).unwrap_or_default()
}

/// Waits until no process is left that was started with this mark.
#[track_caller]
fn gone(mark: &str, what: &str) {
    let wanted = format!("CHIDAO_TEST_MARK={mark}");
    let lives = || {
        fs::read_dir("/proc").into_iter().flatten().flatten().any(|entry| {
            let environment = fs::read(entry.path().join("environ")).unwrap_or_default();
            environment.split(|byte| *byte == 0).any(|pair| pair == wanted.as_bytes())
        })
    };
    let since = Instant::now();
    while lives() {
        assert!(since.elapsed() < Duration::from_secs(30), "{what}: a process is left");
        std::thread::sleep(Duration::from_millis(5));
    }
}
