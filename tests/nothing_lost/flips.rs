//! Bytes change on the disk. In the full text that is noticed and mended, in the database it is noticed and refused.
//!
//! `CHIDAO_FLIPS` says how many (100), `CHIDAO_SEED` which.

use std::fs;
use std::path::{Path, PathBuf};

use chidao::store::{Filter, Hit, Hits, Store, Words};

use super::world::{Chance, World, copy, said, setting};

const QUESTIONS: [&[&str]; 4] = [
    &["search", "kế hoạch"],
    &["search", "\"nội dung thứ\" năm học", "--format", "json"],
    &["search", "báo cáo UBND", "--year", "2024-2025"],
    &["search", "27/2020/TT-BGDĐT"],
];

fn answers(world: &World) -> Vec<String> {
    QUESTIONS.iter().map(|question| world.done(&[question, &["--store", "kho"][..]].concat())).collect()
}

/// A store whose full text has several parts.
fn world(directives: usize) -> World {
    let world = World::new(directives);
    for n in (0..directives).step_by(10) {
        let paths: Vec<String> = (n..n + 10).map(|n| format!("docs/{n:03}.txt")).collect();
        let mut arguments = vec!["index", "--store", "kho"];
        arguments.extend(paths.iter().map(String::as_str));
        world.done(&arguments);
    }
    copy(&world.path("kho"), &world.path("whole"));
    world
}

/// Changes a bit of a file, as a disk does: size, and where `quietly` is said time, stay as they are.
fn flip(path: &Path, at: u64, bit: u32, quietly: bool) {
    let time = fs::metadata(path).and_then(|data| data.modified()).expect("a time");
    let mut bytes = fs::read(path).expect("read");
    bytes[usize::try_from(at).expect("small")] ^= 1 << bit;
    fs::write(path, bytes).expect("written");
    if quietly {
        fs::File::options().append(true).open(path).and_then(|file| file.set_modified(time)).expect("set");
    }
}

#[test]
fn a_changed_full_text_is_built_anew() {
    let world = world(40);
    let expected = answers(&world);
    let (flips, seed) = (setting("CHIDAO_FLIPS", 100), setting("CHIDAO_SEED", 8));
    let mut chance = Chance::new(seed);
    let view = world.path("kho/fulltext");
    let whole: Vec<PathBuf> = list(&view);
    let total: u64 = whole.iter().map(|path| size(path)).sum();
    assert!(total > 10_000, "{total}");
    let mut rebuilt = 0;
    for _ in 0..flips {
        copy(&world.path("whole"), &world.path("kho"));
        let mut at = chance.below(total);
        let path = whole
            .iter()
            .find(|path| {
                let size = size(path);
                let here = at < size;
                at -= if here { 0 } else { size };
                here
            })
            .expect("a file");
        let bit = u32::try_from(chance.below(8)).expect("small");
        flip(path, at, bit, true);
        let flipped = fs::read(view.join("meta.json")).expect("read");
        let what = format!("{} byte {at} bit {bit}, CHIDAO_SEED={seed}", path.display());
        // Each question alone reads a part; what `doctor` does reads all of it.
        let question = QUESTIONS[usize::try_from(chance.below(4)).expect("small")];
        let asked = world.run(&[question, &["--store", "kho"][..]].concat());
        let wanted = &expected[QUESTIONS.iter().position(|q| *q == question).expect("one of them")];
        assert!(asked.status.success(), "{what}: {}", said(&asked));
        assert!(String::from_utf8_lossy(&asked.stdout) == **wanted, "{what}: another answer");
        let searched = fs::read(view.join("meta.json")).expect("read") != flipped;
        let mended = !Store::open(&world.path("kho")).expect("a store").mend_fulltext().expect("mended");
        assert!(searched != mended, "{what}: noticed by the search {searched}, by looking at all {mended}");
        rebuilt += u64::from(searched);
        assert!(Store::open(&world.path("kho")).expect("a store").mend_fulltext().expect("whole"), "{what}");
    }
    assert_eq!(answers(&world), expected);
    eprintln!("{flips} flips: {rebuilt} met and mended by a search, the others by doctor");
    assert!(rebuilt > 0, "searches notice nothing");
    flip(&view.join("meta.json"), 40, 0, true);
    for rebuilt in [true, false] {
        let doctor = world.done_or(&["doctor", "--store", "kho", "--format", "json"], 3);
        assert!(doctor.contains(&format!("\"fulltext_rebuilt\": {rebuilt}")), "{doctor}");
    }
}

/// Without the checksum of each block some of these searches answer wrongly or break: the bytes are those that they read.
#[test]
fn no_search_answers_from_a_changed_block() {
    let world = world(40);
    let folder = world.path("kho");
    let words = ["kế hoạch", "nội dung thứ", "báo cáo", "học sinh", "năm học", "thực hiện", "1", "nhà trường"];
    let ask = || -> Vec<String> {
        let store = Store::open(&folder).expect("a store");
        let found = |words: &&str| store.find(&Words::of(words), &Filter::default(), 50).expect("an answer");
        let told = |hits: Hits| {
            let hit = |hit: &Hit| format!("{} {} {:?}", hit.document.path, hit.line, hit.passage);
            format!("{} {:?} {}", hits.total, hits.suggestion, hits.hits.iter().map(hit).collect::<String>())
        };
        words.iter().map(found).map(told).collect()
    };
    let expected = ask();
    let view = folder.join("fulltext");
    let meta = fs::read(view.join("meta.json")).expect("read");
    let (mut flipped, mut rebuilt) = (0, 0);
    for path in list(&view).iter().filter(|path| path.extension().is_some_and(|e| e != "json" && e != "store")) {
        // Behind the content stand its checksums, which are looked at when the file is opened.
        let content = u64::try_from(fs::read(path).expect("read").len()).expect("small").saturating_sub(24);
        for at in (0..content).step_by(usize::try_from(content / 4).expect("small").max(1)) {
            flip(path, at, 4, true);
            assert_eq!(ask(), expected, "{} byte {at}", path.display());
            flipped += 1;
            rebuilt += u32::from(fs::read(view.join("meta.json")).expect("read") != meta);
            fs::remove_dir_all(&view).expect("removed");
            copy(&world.path("whole/fulltext"), &view);
        }
    }
    assert!(flipped > 30 && rebuilt * 2 > flipped, "{flipped} flips, {rebuilt} noticed");
}

#[test]
fn a_changed_database_is_refused() {
    // Enough that not nearly all pages are empty.
    let world = world(100);
    world.done(&["backup", "kho.db", "--store", "kho"]);
    let expected = world.export("kho");
    let known = content(&world.path("kho/chidao.sqlite"));
    let (flips, seed) = (setting("CHIDAO_FLIPS", 100), setting("CHIDAO_SEED", 8));
    let mut chance = Chance::new(seed);
    let database = world.path("kho/chidao.sqlite");
    let (mut refused, mut harmless) = (0, 0);
    for flipped in 0..flips {
        copy(&world.path("whole"), &world.path("kho"));
        let at = chance.below(size(&database));
        let bit = u32::try_from(chance.below(8)).expect("small");
        // What keeps even its time is found by `doctor`, and a backup is not made of it.
        let quietly = flipped % 3 == 0;
        flip(&database, at, bit, quietly);
        let what = format!("byte {at} bit {bit}, CHIDAO_SEED={seed}");
        let refusal = if quietly {
            let open = Store::open(&world.path("kho"));
            open.map(|store| store.damage())
                .map_or_else(|cause| Some(cause.to_string()), |damage| damage.into_iter().next())
        } else {
            let asked = world.run(&["export", "--store", "kho"]);
            (asked.status.code() == Some(2)).then(|| said(&asked))
        };
        let Some(message) = refusal else {
            // A byte that nothing is kept in.
            assert!(world.export("kho") == expected, "{what}: answered otherwise, and not refused");
            assert!(content(&database) == known, "{what}: it is kept otherwise, and not refused");
            harmless += 1;
            continue;
        };
        refused += 1;
        if quietly {
            assert_eq!(world.run(&["doctor", "--store", "kho"]).status.code(), Some(2), "{what}: doctor finds nothing");
            assert!(!world.run(&["backup", "bad.db", "--store", "kho"]).status.success(), "{what}: a backup was made");
            assert!(!world.path("bad.db").exists());
        } else {
            assert!(message.contains("restore") || message.contains("version"), "{what}: {message}");
            let index = world.run(&["index", "docs", "--store", "kho"]);
            assert_eq!(index.status.code(), Some(2), "{what}: it is written to");
        }
    }
    eprintln!("{flips} flips: {refused} refused, {harmless} in bytes that hold nothing");
    assert!(refused * 4 > flips, "{refused} refused, {harmless} not");
    // The way that the message names.
    world.done(&["restore", "kho.db", "--store", "kho", "--replace"]);
    assert!(world.export("kho") == expected);
}

impl World {
    /// Runs the program, which ends with 0 or `code`.
    #[track_caller]
    fn done_or(&self, arguments: &[&str], code: i32) -> String {
        let output = self.run(arguments);
        assert!(output.status.success() || output.status.code() == Some(code), "{arguments:?}: {}", said(&output));
        String::from_utf8(output.stdout).expect("UTF-8")
    }
}

/// Every value of every table.
fn content(database: &Path) -> Vec<String> {
    let connection = rusqlite::Connection::open(database).expect("opened");
    let mut select =
        connection.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").expect("asked");
    let tables: Vec<String> = select.query_map([], |row| row.get(0)).expect("asked").flatten().collect();
    let mut all = Vec::new();
    for table in tables {
        let mut select = connection.prepare(&format!("SELECT * FROM {table}")).expect("asked");
        let columns = select.column_count();
        let mut rows = select.query([]).expect("asked");
        while let Some(row) = rows.next().expect("a row") {
            let values: Vec<String> =
                (0..columns).map(|at| format!("{:?}", row.get_ref(at).expect("a value"))).collect();
            all.push(format!("{table} {}", values.join(" ")));
        }
    }
    all
}

fn size(path: &Path) -> u64 {
    fs::metadata(path).expect("a file").len()
}

fn list(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).expect("read").flatten().map(|entry| entry.path()).collect();
    paths.retain(|path| size(path) > 0);
    paths.sort();
    paths
}
