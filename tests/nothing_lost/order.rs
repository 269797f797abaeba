//! The same files give the same bytes: whatever the number of workers, the order of the files, their names before, and the
//! place of the store.

use std::fs;

use super::world::{Chance, World, setting};

#[test]
fn the_same_files_give_the_same_export() {
    let world = World::new(14);
    world.add_scan();
    // Two files with one document, and one that cannot be read.
    fs::copy(world.path("docs/005.txt"), world.path("docs/copy.txt")).expect("copied");
    fs::write(world.path("docs/cut.pdf"), "%PDF-1.7\n1").expect("written");
    let index = |arguments: &[&str]| {
        let output = world.run(arguments);
        assert!(matches!(output.status.code(), Some(0 | 3)), "{arguments:?}: {}", super::world::said(&output));
    };
    index(&["index", "docs", "--store", "one", "--jobs", "1"]);
    let expected = world.export("one");
    assert!(expected.contains("\"copy_of\":\"docs/005.txt\""), "there is a copy");
    assert!(world.done(&["search", "trang", "--store", "one"]).contains("scan.pdf"), "there is a scan");

    for jobs in ["2", "5"] {
        let store = format!("jobs-{jobs}");
        index(&["index", "docs", "--store", &store, "--jobs", jobs]);
        assert!(world.export(&store) == expected, "--jobs {jobs}");
    }
    index(&["index", "docs", "--store", "a place/with spaces/kho"]);
    assert!(world.export("a place/with spaces/kho") == expected, "another place");

    // One after the other, in any order.
    let seed = setting("CHIDAO_SEED", 8);
    let mut chance = Chance::new(seed);
    let mut names: Vec<String> = fs::read_dir(world.path("docs"))
        .expect("read")
        .flatten()
        .map(|e| e.file_name().to_string_lossy().into())
        .collect();
    names.sort();
    for order in 0..2 {
        chance.shuffle(&mut names);
        let store = format!("order-{order}");
        for part in names.chunks(6) {
            let paths: Vec<String> = part.iter().map(|name| format!("docs/{name}")).collect();
            let mut arguments = vec!["index", "--store", &store, "--jobs", "2"];
            arguments.extend(paths.iter().map(String::as_str));
            index(&arguments);
        }
        assert!(world.export(&store) == expected, "order {names:?}, CHIDAO_SEED={seed}");
    }

    // Under other names first: which file is whose copy, and where it lay, leaves no trace.
    fs::rename(world.path("docs"), world.path("final")).expect("renamed");
    fs::create_dir(world.path("docs")).expect("a folder");
    for (at, name) in names.iter().enumerate() {
        let ending = name.rsplit('.').next().expect("an ending");
        fs::copy(world.path("final").join(name), world.path(&format!("docs/{at}-khac.{ending}"))).expect("copied");
    }
    index(&["index", "docs", "--store", "renamed"]);
    for (at, name) in names.iter().enumerate() {
        let ending = name.rsplit('.').next().expect("an ending");
        fs::rename(world.path(&format!("docs/{at}-khac.{ending}")), world.path("docs").join(name)).expect("renamed");
    }
    index(&["index", "docs", "--store", "renamed"]);
    let renamed = world.export("renamed");
    let differing = renamed.lines().zip(expected.lines()).find(|(a, b)| a != b);
    assert_eq!(differing, None, "after renaming");
    assert_eq!(renamed.len(), expected.len());
}
