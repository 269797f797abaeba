//! Stores of other versions of the program: brought up to date, or refused with what to do; and what the disk is told.

use std::fs;

use rusqlite::Connection;

use super::world::{World, agrees, said};
use super::{version_6, version_7};

/// Makes the store one of version 5.
fn make_older(world: &World) {
    let database = Connection::open(world.path("kho/chidao.sqlite")).expect("opened");
    version_7::make(&database);
    let indexes: Vec<String> = database
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'index' AND name LIKE '%\\_twice' ESCAPE '\\'")
        .and_then(|mut select| select.query_map([], |row| row.get(0)).map(|rows| rows.flatten().collect()))
        .expect("asked");
    assert_eq!(indexes.len(), 8);
    version_6::make(&database);
    for index in indexes {
        database.execute_batch(&format!("DROP INDEX {index}")).expect("dropped");
    }
    database.execute_batch("ALTER TABLE documents DROP COLUMN sum; PRAGMA user_version = 5;").expect("taken out");
}

#[test]
fn an_older_store_is_brought_up_to_date() {
    let world = World::new(5);
    world.done(&["index", "docs", "--store", "kho"]);
    let export = world.export("kho");
    for writer in [false, true] {
        make_older(&world);
        if writer {
            world.done(&["index", "docs", "--store", "kho"]);
        }
        assert_eq!(world.export("kho"), export);
        agrees(&chidao::store::Store::open(&world.path("kho")).expect("a store"));
    }
    // A backup of that version is one as well.
    make_older(&world);
    fs::copy(world.path("kho/chidao.sqlite"), world.path("older.db")).expect("copied");
    world.done(&["restore", "older.db", "--store", "other"]);
    assert_eq!(world.export("other"), export);
}

#[test]
fn that_a_store_is_brought_up_to_date_is_said_once_and_beside_the_answer() {
    let world = World::new(3);
    world.done(&["index", "docs", "--store", "kho"]);
    for (lang, words) in [
        ("en", "version 7 is brought up to version 8: 3 documents"),
        ("vi", "phiên bản 7 đang được chuyển sang phiên bản 8: 3 văn bản"),
    ] {
        for command in [&["search", "kế hoạch", "--format", "json"][..], &["index", "docs"], &["doctor"]] {
            version_7::make(&Connection::open(world.path("kho/chidao.sqlite")).expect("opened"));
            let command = [&["--lang", lang][..], command, &["--store", "kho"]].concat();
            let first = world.run(&command);
            let told = String::from_utf8_lossy(&first.stderr).into_owned();
            assert_eq!(told.matches(words).count(), 1, "{command:?}: {told}");
            assert!(!String::from_utf8_lossy(&first.stdout).contains(words), "{command:?}");
            let second = world.run(&command);
            assert!(!String::from_utf8_lossy(&second.stderr).contains(words), "{command:?}: said again");
        }
    }
}

#[test]
fn a_store_of_the_version_before_shrinks_and_answers_the_same() {
    let world = World::new(40);
    world.done(&["index", "docs", "--store", "kho"]);
    let export = world.export("kho");
    let size = || fs::metadata(world.path("kho/chidao.sqlite")).expect("a file").len();
    let made = size();
    let database = Connection::open(world.path("kho/chidao.sqlite")).expect("opened");
    version_7::make(&database);
    database.execute_batch("VACUUM").expect("packed");
    drop(database);
    let before = size();
    assert_eq!(world.export("kho"), export);
    let after = size();
    assert!(after * 3 < before * 2, "{before} bytes became {after}");
    assert!(after * 10 < made * 12, "{after} bytes, {made} where it is made anew");
    let store = chidao::store::Store::open(&world.path("kho")).expect("a store");
    assert_eq!(store.damage(), Vec::<String>::new());
    agrees(&store);
    drop(store);
    // Nothing is left to be done, and what is read anew comes to the same.
    world.done(&["index", "docs", "--store", "kho"]);
    assert_eq!(world.export("kho"), export);
}

#[test]
fn while_another_brings_it_up_to_date_a_reader_is_told_to_wait() {
    let world = World::new(2);
    world.done(&["index", "docs", "--store", "kho"]);
    make_older(&world);
    let lock = fs::File::open(world.path("kho/chidao.lock")).expect("the lock file");
    lock.lock().expect("locked");
    let refused = world.run(&["search", "kế hoạch", "--store", "kho"]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(said(&refused).contains("another chidao"), "{}", said(&refused));
}

#[test]
fn what_cannot_be_read_is_refused_with_what_to_do() {
    let world = World::new(2);
    world.done(&["index", "docs", "--store", "kho"]);
    world.done(&["backup", "newer.db", "--store", "kho"]);
    for (version, path) in [(9, "kho/chidao.sqlite"), (2, "kho/chidao.sqlite"), (9, "newer.db")] {
        let database = Connection::open(world.path(path)).expect("opened");
        database.pragma_update(None, "user_version", version).expect("set");
        drop(database);
        let before = fs::read(world.path(path)).expect("read");
        let commands: &[&[&str]] = if path == "newer.db" {
            &[&["restore", "newer.db", "--store", "third"]]
        } else {
            &[
                &["index", "docs", "--store", "kho"],
                &["search", "kế hoạch", "--store", "kho"],
                &["backup", "b", "--store", "kho"],
            ]
        };
        for command in commands {
            for (lang, words) in
                [("en", "index into a new folder with --store"), ("vi", "nạp vào thư mục mới bằng --store")]
            {
                let refused = world.run(&[&["--lang", lang], *command].concat());
                assert_eq!(refused.status.code(), Some(2), "{command:?}");
                let message = said(&refused);
                assert!(message.contains(&version.to_string()) && message.contains(words), "{command:?}: {message}");
            }
        }
        assert!(fs::read(world.path(path)).expect("read") == before, "it is as it was");
    }
}
