//! `chidao backup` and the way back.

use std::fs;
use std::process::Stdio;
use std::time::{Duration, Instant};

use super::world::{World, said};

#[test]
fn a_backup_holds_all_and_comes_back() {
    let world = World::new(12);
    world.done(&["index", "docs", "--store", "kho"]);
    let export = world.export("kho");
    let found = world.done(&["search", "kế hoạch", "--store", "kho"]);
    world.done(&["backup", "kho.db", "--store", "kho"]);
    world.done(&["restore", "kho.db", "--store", "other"]);
    assert_eq!(world.export("other"), export);
    assert_eq!(world.done(&["search", "kế hoạch", "--store", "other"]), found);

    // The way back over a store that has changed since; that store is kept.
    world.write(1, 1);
    world.done(&["index", "docs", "--store", "kho"]);
    let changed = world.export("kho");
    assert_ne!(changed, export);
    let refused = world.run(&["restore", "kho.db", "--store", "kho"]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(said(&refused).contains("--replace") && world.export("kho") == changed, "{}", said(&refused));
    let told = world.done(&["restore", "kho.db", "--store", "kho", "--replace"]);
    assert!(told.contains("12 documents") && told.contains("chidao.sqlite.old"), "{told}");
    assert_eq!(world.export("kho"), export);
    assert_eq!(world.done(&["search", "kế hoạch", "--store", "kho"]), found);
    fs::create_dir(world.path("old")).expect("a folder");
    fs::copy(world.path("kho/chidao.sqlite.old"), world.path("old/chidao.sqlite")).expect("copied");
    assert_eq!(world.export("old"), changed);

    // Indexing goes on from there.
    world.done(&["index", "docs", "--store", "kho"]);
    assert_eq!(world.export("kho"), changed);
    let old = world.run(&["search", "mã1bản0", "--store", "kho", "--format", "json"]);
    assert_eq!(old.status.code(), Some(1), "the text of before is not found any more");
}

#[test]
fn what_is_there_is_not_overwritten_unasked() {
    let world = World::new(3);
    world.done(&["index", "docs", "--store", "kho"]);
    fs::write(world.path("kho.db"), "mine").expect("written");
    for (lang, word) in [("en", "is there already"), ("vi", "chưa ghi gì")] {
        let refused = world.run(&["--lang", lang, "backup", "kho.db", "--store", "kho"]);
        assert_eq!((refused.status.code(), said(&refused).contains(word)), (Some(2), true), "{}", said(&refused));
    }
    assert_eq!(fs::read(world.path("kho.db")).expect("read"), b"mine");
    world.done(&["backup", "kho.db", "--store", "kho", "--replace"]);
    // The store itself is no place for its backup, whatever is said.
    let own = world.run(&["backup", "kho/chidao.sqlite", "--store", "kho", "--replace"]);
    assert_eq!(own.status.code(), Some(2));
    world.export("kho");
}

#[test]
fn what_is_no_backup_changes_nothing() {
    let world = World::new(3);
    world.done(&["index", "docs", "--store", "kho"]);
    let export = world.export("kho");
    world.done(&["backup", "good.db", "--store", "kho"]);
    let good = fs::read(world.path("good.db")).expect("read");
    fs::write(world.path("text.db"), "Kế hoạch năm học 2024-2025. ".repeat(100)).expect("written");
    fs::write(world.path("empty.db"), "").expect("written");
    fs::write(world.path("cut.db"), &good[..good.len() / 2]).expect("written");
    // A byte of a packed text.
    let text: Vec<u8> = rusqlite::Connection::open(world.path("kho/chidao.sqlite"))
        .and_then(|store| store.query_row("SELECT content FROM texts LIMIT 1", [], |row| row.get(0)))
        .expect("a text");
    let at = good.windows(20).position(|bytes| bytes == &text[..20]).expect("the text");
    let mut changed = good.clone();
    changed[at + 15] ^= 1;
    fs::write(world.path("changed.db"), changed).expect("written");
    for (name, version) in [("other.db", 8), ("older.db", 7)] {
        rusqlite::Connection::open(world.path(name))
            .and_then(|other| other.execute_batch(&format!("CREATE TABLE a (b); PRAGMA user_version = {version};")))
            .expect("made");
    }
    for name in ["text.db", "empty.db", "cut.db", "changed.db", "other.db", "older.db", "missing.db"] {
        let refused = world.run(&["restore", name, "--store", "kho", "--replace"]);
        assert_eq!(refused.status.code(), Some(2), "{name}: {}", said(&refused));
        assert!(said(&refused).contains(name), "{name}: {}", said(&refused));
        assert_eq!(world.export("kho"), export, "{name}");
        assert!(!world.path("kho/chidao.sqlite.old").exists(), "{name}");
    }
}

#[test]
fn a_backup_is_made_while_the_store_is_written() {
    let world = World::new(6);
    world.done(&["index", "docs", "--store", "kho"]);
    let mut backups = 0;
    for version in 1..=3 {
        for n in 0..40 {
            world.write(n, version);
        }
        let mut writer =
            world.command(&["index", "docs", "--store", "kho"]).stdout(Stdio::null()).spawn().expect("it runs");
        let since = Instant::now();
        while writer.try_wait().expect("asked").is_none() {
            assert!(since.elapsed() < Duration::from_secs(120));
            world.done(&["backup", "kho.db", "--store", "kho", "--replace"]);
            backups += 1;
        }
        assert!(writer.wait().expect("ended").success());
    }
    assert!(backups > 2, "{backups}");
    world.done(&["restore", "kho.db", "--store", "other"]);
    world.done(&["index", "docs", "--store", "other"]);
    assert_eq!(world.export("other"), world.export("kho"));
}
