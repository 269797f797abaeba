//! A file that kills its reader costs its own row and nothing else.
#![cfg(unix)]

use std::ops::ControlFlow;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use chidao::extract::Reading;
use chidao::source::SourceError;
use chidao::source::worker::{Limits, Pool};

fn pool(program: &Path) -> Pool {
    Pool::new(program.to_owned(), 2, Limits { memory: 2 << 30, time: Duration::from_millis(1500) })
}

fn chidao() -> &'static Path {
    Path::new(env!("CARGO_BIN_EXE_chidao"))
}

fn script(folder: &Path, body: &str) -> PathBuf {
    let path = folder.join("reader.sh");
    std::fs::write(&path, format!("#!/bin/sh\n{body}\n")).expect("a script");
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).expect("an executable script");
    path
}

#[test]
fn results_come_in_the_order_of_the_paths() {
    let folder = tempfile::tempdir().expect("a folder");
    let paths: Vec<PathBuf> = (0..20)
        .map(|i| {
            let path = folder.path().join(format!("{i}.txt"));
            let size = if i % 3 == 0 { 4000 } else { 1 };
            std::fs::write(&path, format!("Văn bản thứ {i}. ").repeat(size)).expect("a file");
            path
        })
        .collect();
    let mut seen = Vec::new();
    let patient = Pool::new(chidao().to_owned(), 2, Limits::default());
    patient.read_all(&paths, |index, result: Result<Reading, SourceError>| {
        let reading = result.expect("readable");
        assert!(reading.text.content.starts_with(&format!("Văn bản thứ {index}.")));
        seen.push(index);
        ControlFlow::Continue(())
    });
    assert_eq!(seen, (0..20).collect::<Vec<_>>());
}

#[test]
fn a_run_can_be_ended_early() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.txt");
    std::fs::write(&path, "Kính gửi: các trường").expect("a file");
    let mut seen = 0;
    pool(chidao()).read_all(&vec![path; 50], |_, _: Result<Reading, SourceError>| {
        seen += 1;
        if seen == 3 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    assert_eq!(seen, 3);
}

#[test]
fn a_reader_that_dies_is_a_reason() {
    let folder = tempfile::tempdir().expect("a folder");
    for (body, expected) in
        [("exit 7", "exit status: 7"), ("kill -SEGV $$", "signal 11"), ("kill -ABRT $$", "signal 6")]
    {
        let died = pool(&script(folder.path(), body)).read::<Reading>(Path::new("a.pdf"));
        let Err(SourceError::Crashed(reason)) = died else { panic!("{body}: {died:?}") };
        assert!(reason.contains(expected), "{body}: {reason}");
    }
}

#[test]
fn a_reader_that_hangs_is_stopped() {
    let folder = tempfile::tempdir().expect("a folder");
    let hung = pool(&script(folder.path(), "exec sleep 600")).read::<Reading>(Path::new("a.pdf"));
    assert_eq!(hung, Err(SourceError::Crashed("no answer within 1 s".to_owned())));
}

#[test]
fn a_worker_stays_within_its_memory() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("large.txt");
    std::fs::write(&path, "x ".repeat(40 << 20)).expect("a file");
    let small = Pool::new(chidao().to_owned(), 1, Limits { memory: 200 << 20, time: Duration::from_secs(30) });
    assert!(matches!(small.read::<Reading>(&path), Err(SourceError::Crashed(_))));
}

#[test]
fn the_next_file_is_read_after_a_missing_one() {
    let folder = tempfile::tempdir().expect("a folder");
    let good = folder.path().join("a.txt");
    std::fs::write(&good, "Thông báo").expect("a file");
    let paths = [folder.path().join("missing.txt"), good];
    let mut results = Vec::new();
    pool(chidao()).read_all(&paths, |_, result: Result<Reading, SourceError>| {
        results.push(result.map(|reading| reading.text.content));
        ControlFlow::Continue(())
    });
    assert!(matches!(results[0], Err(SourceError::Io { .. })));
    assert_eq!(results[1].as_deref(), Ok("Thông báo"));
}

#[test]
#[cfg(target_os = "linux")]
fn what_a_reader_started_ends_with_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let pid = folder.path().join("pid");
    for end in ["exec sleep 600", "exit 7"] {
        let body = format!("sleep 600 & echo $! > {}; {end}", pid.display());
        assert!(pool(&script(folder.path(), &body)).read::<Reading>(Path::new("a.pdf")).is_err());
        let started = std::fs::read_to_string(&pid).expect("it was started");
        let stat = Path::new("/proc").join(started.trim()).join("stat");
        // Killed it may still lie there until someone reaps it.
        let lives = || std::fs::read_to_string(&stat).is_ok_and(|stat| !stat.contains(") Z "));
        let patience = std::time::Instant::now();
        while lives() && patience.elapsed() < Duration::from_secs(5) {
            std::thread::sleep(Duration::from_millis(20));
        }
        assert!(!lives(), "{end}: {started} is still there");
    }
}

#[test]
fn a_sign_of_life_starts_the_clock_anew() {
    let folder = tempfile::tempdir().expect("a folder");
    let alive = r"printf '\0\0\0\0'; sleep 1";
    let body = format!("read path; {alive}; {alive}; {alive}; exit 7");
    let died = pool(&script(folder.path(), &body)).read::<Reading>(Path::new("a.pdf"));
    assert!(matches!(&died, Err(SourceError::Crashed(reason)) if reason.contains("exit status: 7")), "{died:?}");
}
