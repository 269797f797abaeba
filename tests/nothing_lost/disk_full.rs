//! The disk is full, cannot be written, or goes away: that is said with what to do, and what was kept is still there.
//!
//! Where file systems may be mounted (as root) the disk is a small one in memory; elsewhere a limit on the size of files
//! stands for it. `CHIDAO_FULL` says at how many sizes (12); `scripts/nothing-lost.sh` does it at 50.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use chidao::store::{Store, StoreError};

use super::world::{World, agrees, copy, documents, files, said, setting};

/// A small disk, gone with the value.
struct Disk(PathBuf);

impl Disk {
    /// None where nothing may be mounted.
    fn new(place: &Path, kib: u64) -> Option<Self> {
        fs::create_dir_all(place).expect("a folder");
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", &format!("size={kib}k"), "chidao-test"]).arg(place).stderr(Stdio::null());
        mount.status().is_ok_and(|status| status.success()).then(|| Self(place.to_owned()))
    }

    fn remount(&self, options: &str) {
        let done = Command::new("mount").args(["-o", &format!("remount,{options}")]).arg(&self.0).status();
        assert!(done.is_ok_and(|status| status.success()), "remount {options}");
    }

    fn take_away(&self) -> bool {
        Command::new("umount").arg("-l").arg(&self.0).stderr(Stdio::null()).status().is_ok_and(|done| done.success())
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        self.take_away();
    }
}

const BEFORE: usize = 20;
const AFTER: usize = 60;

/// The kibibytes that a folder takes, a page of memory for each part of a file.
fn kib(folder: &Path) -> u64 {
    files(folder)
        .iter()
        .map(|name| fs::metadata(folder.join(name)).map_or(0, |data| data.len().div_ceil(4096) * 4))
        .sum()
}

#[test]
fn a_full_disk_is_told_of_and_leaves_the_store_whole() {
    let world = World::new(BEFORE);
    world.done(&["index", "docs", "--store", "prepared"]);
    for n in BEFORE..AFTER {
        world.write(n, 0);
    }
    world.write(0, 1);
    copy(&world.path("prepared"), &world.path("whole"));
    world.done(&["index", "docs", "--store", "whole"]);
    let expected = world.export("whole");
    let before = documents(&Store::open(&world.path("prepared")).expect("a store"));
    let points = setting("CHIDAO_FULL", 12);
    let (least, most) = (kib(&world.path("prepared")) + 40, 3 * kib(&world.path("whole")));
    let (mut full, mut mounted) = (0, true);
    for point in 0..points {
        let size = least + (most - least) * point / points;
        let lang = ["en", "vi"][usize::try_from(point % 2).expect("small")];
        let arguments = ["--lang", lang, "index", "docs", "--store", "disk/kho"];
        let disk = Disk::new(&world.path("disk"), size);
        copy(&world.path("prepared"), &world.path("disk/kho"));
        let output = match &disk {
            Some(_) => world.run(&arguments),
            None => limited(&world, &arguments, size / 2),
        };
        mounted &= disk.is_some();
        let what = format!("{size} KiB: {}", said(&output));
        match output.status.code() {
            Some(0) => {}
            Some(2) => {
                full += 1;
                tells(&output, lang, &what);
                match Store::open(&world.path("disk/kho")) {
                    Ok(store) => {
                        agrees(&store);
                        let kept = documents(&store);
                        let lost: BTreeSet<_> = before.difference(&kept).collect();
                        assert!(lost.is_empty(), "{what}: {lost:?}");
                    }
                    // Not even a reader has room; that is said as well.
                    Err(StoreError::Full | StoreError::Disk(_)) => {}
                    Err(other) => panic!("{what}: {other}"),
                }
            }
            other => panic!("{what}: {other:?}"),
        }
        if let Some(disk) = &disk {
            disk.remount("size=64m");
        }
        world.done(&["index", "docs", "--store", "disk/kho"]);
        let store = Store::open(&world.path("disk/kho")).expect("a store");
        agrees(&store);
        assert!(world.export("disk/kho") == expected, "{what}: with room again it is another store");
        drop(store);
        if disk.is_none() {
            fs::remove_dir_all(world.path("disk/kho")).expect("removed");
        }
    }
    let means =
        if mounted { "small disks in memory" } else { "a limit on the size of files (nothing may be mounted here)" };
    eprintln!("{points} sizes, {full} too small, by {means}");
    assert!(full * 4 > points && full < points, "{full} of {points} were too small");
}

/// Runs the program so that no file grows beyond so many KiB.
fn limited(world: &World, arguments: &[&str], kib: u64) -> Output {
    let script = format!("trap '' XFSZ; ulimit -f {}; exec \"$0\" \"$@\"", kib * 2);
    let mut command = Command::new("sh");
    command.args(["-c", &script, env!("CARGO_BIN_EXE_chidao")]).args(arguments).current_dir(world.root());
    command.env("LC_ALL", "C").output().expect("it runs")
}

#[track_caller]
fn tells(output: &Output, lang: &str, what: &str) {
    let words: [&str; 2] = if lang == "vi" {
        ["ổ đĩa chứa kho", "chạy lại lệnh"]
    } else {
        ["the disk of the store", "run the command again"]
    };
    assert!(words.iter().all(|word| said(output).contains(word)), "{what}");
}

#[test]
fn a_backup_that_finds_no_room_leaves_nothing() {
    let world = World::new(30);
    world.done(&["index", "docs", "--store", "kho"]);
    let Some(disk) = Disk::new(&world.path("disk"), 64) else {
        eprintln!("SKIPPED: nothing may be mounted here");
        return;
    };
    fs::write(world.path("disk/kho.db"), "before").expect("written");
    for arguments in [
        &["backup", "disk/kho.db", "--store", "kho", "--replace"][..],
        &["export", "--store", "kho", "-o", "disk/kho.db"],
    ] {
        let output = world.run(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert_eq!(files(&world.path("disk")), ["kho.db"], "{arguments:?}");
        assert_eq!(fs::read(world.path("disk/kho.db")).expect("read"), b"before");
    }
    disk.remount("size=64m");
    world.done(&["backup", "disk/kho.db", "--store", "kho", "--replace"]);
}

#[test]
fn a_store_that_cannot_be_written_can_be_read() {
    let world = World::new(8);
    let Some(disk) = Disk::new(&world.path("disk"), 64 << 10) else {
        eprintln!("SKIPPED: nothing may be mounted here");
        return;
    };
    world.done(&["index", "docs", "--store", "disk/kho"]);
    let ask = || {
        let questions: [&[&str]; 3] = [&["search", "kế hoạch"], &["deadlines", "2024-2025"], &["export"]];
        questions.map(|question| world.done(&[question, &["--store", "disk/kho"][..]].concat()))
    };
    let expected = ask();
    for name in files(&world.path("disk/kho")).iter().filter(|name| name.ends_with("-shm") || name.ends_with("-wal")) {
        fs::remove_file(world.path("disk/kho").join(name)).expect("removed");
    }
    disk.remount("ro");
    assert_eq!(ask(), expected);
    world.write(3, 1);
    for (lang, word) in [("en", "cannot be written"), ("vi", "không ghi được kho")] {
        for command in [&["index", "docs"][..], &["confirm", "1", "9/KH-UBND"]] {
            let output = world.run(&[&["--lang", lang], command, &["--store", "disk/kho"]].concat());
            assert_eq!(output.status.code(), Some(2), "{command:?}");
            assert!(
                said(&output).contains(word) && said(&output).contains("--store"),
                "{command:?}: {}",
                said(&output)
            );
        }
    }
    assert_eq!(ask(), expected);
    disk.remount("rw");
    world.done(&["index", "docs", "--store", "disk/kho"]);
    assert_ne!(ask(), expected);
}

/// How the store's folder goes away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Leave {
    Renamed,
    Removed,
    Unmounted,
}

#[test]
fn a_store_that_goes_away_is_no_success() {
    for (leave, lang, word) in [
        (Leave::Renamed, "en", "is not there any more"),
        (Leave::Removed, "vi", "không còn ở đó"),
        (Leave::Unmounted, "en", "is not there any more"),
    ] {
        let world = World::new(34);
        world.add_scan();
        // The scan, last in order, gives the time to take the store away.
        fs::rename(world.path("docs/scan.pdf"), world.path("docs/zzz.pdf")).expect("renamed");
        let slow = fs::read_to_string(world.path("bin/tesseract")).expect("a script").replace("sleep 0.05", "sleep 3");
        fs::write(world.path("bin/tesseract"), slow).expect("written");
        let disk = match leave {
            Leave::Unmounted => match Disk::new(&world.path("disk"), 64 << 10) {
                Some(disk) => Some(disk),
                None => {
                    eprintln!("SKIPPED: nothing may be mounted here");
                    continue;
                }
            },
            _ => None,
        };
        fs::create_dir_all(world.path("disk")).expect("a folder");
        let mut command = world.command(&["--lang", lang, "index", "docs", "--store", "disk/kho"]);
        let run = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it runs");
        let since = Instant::now();
        while !Store::open(&world.path("disk/kho")).is_ok_and(|store| documents(&store).len() >= 32) {
            assert!(since.elapsed() < Duration::from_secs(60), "{leave:?}: nothing is committed");
            std::thread::sleep(Duration::from_millis(20));
        }
        match leave {
            Leave::Renamed => fs::rename(world.path("disk/kho"), world.path("moved")).expect("renamed"),
            Leave::Removed => fs::remove_dir_all(world.path("disk/kho")).expect("removed"),
            Leave::Unmounted => assert!(disk.as_ref().is_some_and(Disk::take_away)),
        }
        let output = run.wait_with_output().expect("it ends");
        assert_eq!(output.status.code(), Some(2), "{leave:?}: {}", said(&output));
        assert!(said(&output).contains(word), "{leave:?}: {}", said(&output));
        assert!(output.stdout.is_empty(), "{leave:?}: nothing is said to be done");
        assert!(!world.path("disk/kho/fulltext").exists(), "{leave:?}: nothing is made in its place");
        if leave == Leave::Renamed {
            let store = Store::open(&world.path("moved")).expect("a store");
            assert!(documents(&store).len() >= 32);
            agrees(&store);
        }
    }
}
