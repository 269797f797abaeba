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
    let time = Duration::from_millis(1500);
    Pool::new(program.to_owned(), 2, Limits { time, ocr_time: time, ..Limits::default() })
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
    assert_eq!(hung, Err(SourceError::OutOfTime { seconds: 1 }));
}

#[test]
fn a_worker_stays_within_its_memory() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("large.txt");
    std::fs::File::create(&path).and_then(|file| file.set_len(300 << 20)).expect("a file");
    let limits = Limits { memory: 200 << 20, time: Duration::from_secs(60), ..Limits::default() };
    let small = Pool::new(chidao().to_owned(), 1, limits).read::<Reading>(&path);
    assert_eq!(small.err(), Some(SourceError::OutOfMemory { mib: 200 }));
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
fn each_recognized_page_has_its_own_time() {
    let folder = tempfile::tempdir().expect("a folder");
    let body = "read path; printf r; sleep 1; printf r; sleep 1; printf p; sleep 1; exit 7";
    let died = pool(&script(folder.path(), body)).read::<Reading>(Path::new("a.pdf"));
    assert!(matches!(&died, Err(SourceError::Crashed(reason)) if reason.contains("exit status: 7")), "{died:?}");
}

#[test]
fn signs_of_life_do_not_keep_a_file_going() {
    let folder = tempfile::tempdir().expect("a folder");
    for signs in ["p", "pr"] {
        let body = format!("read path; while :; do printf {signs}p; sleep 0.1; done");
        let hung = pool(&script(folder.path(), &body)).read::<Reading>(Path::new("a.pdf"));
        assert_eq!(hung, Err(SourceError::OutOfTime { seconds: 1 }), "{signs}");
    }
}

#[test]
fn an_answer_that_is_none_is_a_reason() {
    let folder = tempfile::tempdir().expect("a folder");
    for body in [
        r"read path; printf '=\377\377\377\377'; exec cat /dev/zero",
        "read path; printf '=\\2\\0\\0\\0{}'; exec sleep 600",
    ] {
        let answer = pool(&script(folder.path(), body)).read::<Reading>(Path::new("a.pdf"));
        assert!(matches!(answer, Err(SourceError::Crashed(_))), "{body}: {answer:?}");
    }
}

/// Whether the kernel offers Landlock; a thread of its own tries, since there is no way back.
#[cfg(target_os = "linux")]
fn has_landlock() -> bool {
    use landlock::{AccessFs, Ruleset, RulesetAttr, RulesetCreatedAttr, RulesetStatus, path_beneath_rules};
    let tried = std::thread::spawn(|| {
        let rules = Ruleset::default().handle_access(AccessFs::Execute)?.create()?;
        rules.add_rules(path_beneath_rules(["/"], AccessFs::Execute))?.restrict_self()
    });
    tried.join().expect("no panic").is_ok_and(|status| status.ruleset != RulesetStatus::NotEnforced)
}

#[test]
#[cfg(target_os = "linux")]
fn a_worker_cannot_write_files_nor_open_sockets() {
    let fences = Pool::new(chidao().to_owned(), 1, Limits::default()).fences().expect("a worker that tries");
    assert!(fences.memory, "{fences:?}");
    assert!(fences.network, "{fences:?}");
    if has_landlock() {
        assert!(fences.files, "{fences:?}");
    } else {
        eprintln!("SKIPPED: this kernel has no Landlock");
    }
    assert_eq!(fences.ocr, chidao::source::ocr::status().is_ready(), "Tesseract runs behind the fences or nowhere");
}

/// The check above has a worker of its own; this looks at one that reads.
#[test]
#[cfg(target_os = "linux")]
fn a_worker_that_reads_is_behind_the_fences() {
    use std::io::{Read, Write};
    use std::process::{Command, Stdio};

    let mut command = Command::new(chidao());
    command.args(["worker", "--memory", "1073741824"]).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut worker = command.spawn().expect("a worker");
    let (mut input, mut output) = (worker.stdin.take().expect("a pipe"), worker.stdout.take().expect("a pipe"));
    input.write_all(b"{\"path\":\"/no/such/file\"}\n").expect("asked");
    output.read_exact(&mut [0; 5]).expect("answered");
    let said = |file: &str| std::fs::read_to_string(format!("/proc/{}/{file}", worker.id())).expect("it lives");
    let (status, limits) = (said("status"), said("limits"));
    let value = |name: &str| status.lines().find_map(|line| line.strip_prefix(name)).map(str::trim).map(str::to_owned);
    assert_eq!((value("Seccomp:").as_deref(), value("NoNewPrivs:").as_deref()), (Some("2"), Some("1")));
    let memory = limits.lines().find(|line| line.starts_with("Max address space")).expect("a limit");
    assert!(memory.contains("1073741824"), "{memory}");
    drop(input);
    assert!(worker.wait().is_ok());
}

/// Processes that carry `mark` in their environment, as whoever starts them passes it on.
#[cfg(target_os = "linux")]
fn marked(mark: &str) -> Vec<String> {
    let all = std::fs::read_dir("/proc").expect("processes").flatten();
    let has_mark = |folder: &Path| {
        let environment = std::fs::read(folder.join("environ")).unwrap_or_default();
        environment.split(|byte| *byte == 0).any(|pair| pair == mark.as_bytes())
    };
    let name = |folder: &Path| std::fs::read_to_string(folder.join("comm")).unwrap_or_default().trim().to_owned();
    all.map(|entry| entry.path()).filter(|folder| has_mark(folder)).map(|folder| name(&folder)).collect()
}

#[cfg(target_os = "linux")]
#[track_caller]
fn wait_until(what: &str, mut is_so: impl FnMut() -> bool) {
    let patience = std::time::Instant::now();
    while !is_so() {
        assert!(patience.elapsed() < Duration::from_secs(60), "{what}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// A program in the place of Tesseract that never ends a page.
#[cfg(target_os = "linux")]
fn endless_tesseract(folder: &Path) -> String {
    let body = "case $1 in --version) echo tesseract 5;; --list-langs) echo vie;; *) exec sleep 600;; esac";
    std::fs::rename(script(folder, body), folder.join("tesseract")).expect("renamed");
    format!("{}:{}", folder.display(), std::env::var("PATH").unwrap_or_default())
}

/// A directive of the sample corpus with scanned pages.
#[cfg(target_os = "linux")]
const SCAN: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/corpus/2022-2023-ubnd-haithanh-khung-thoi-gian.pdf");

#[test]
#[cfg(target_os = "linux")]
fn nothing_outlives_a_killed_run() {
    let folder = tempfile::tempdir().expect("a folder");
    let mark = format!("CHIDAO_TEST_MARK=killed-{}", std::process::id());
    let (name, value) = mark.split_once('=').expect("a pair");
    let mut run = std::process::Command::new(chidao());
    run.args(["index", SCAN, "--ocr-time", "500"]).current_dir(folder.path());
    run.env("PATH", endless_tesseract(folder.path())).env(name, value);
    let mut run = run.spawn().expect("the program runs");
    wait_until("a page is being recognized", || marked(&mark).iter().any(|name| name == "sleep"));
    run.kill().expect("killed");
    run.wait().expect("reaped");
    wait_until("what it started is gone", || marked(&mark).is_empty());
}

/// When its parent is gone a worker hears of it by the end of its questions alone: its answers are still read here, so
/// that nothing else ends it. Without that guard it goes on for the 500 seconds of the page.
#[test]
#[cfg(target_os = "linux")]
fn a_worker_ends_itself_with_what_it_runs_when_its_parent_is_gone() {
    use std::io::{Read, Write};
    use std::os::unix::process::CommandExt;
    use std::process::{Command, Stdio};

    let folder = tempfile::tempdir().expect("a folder");
    let mark = format!("CHIDAO_TEST_MARK=orphan-{}", std::process::id());
    let (name, value) = mark.split_once('=').expect("a pair");
    let mut worker = Command::new(chidao());
    worker.args(["worker", "--memory", "1073741824", "--ocr", "1", "--ocr-time", "500"]).process_group(0);
    worker.env("PATH", endless_tesseract(folder.path())).env(name, value);
    let mut worker = worker.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("a worker");
    let (mut input, mut output) = (worker.stdin.take().expect("a pipe"), worker.stdout.take().expect("a pipe"));
    let reader = std::thread::spawn(move || output.read_to_end(&mut Vec::new()));
    writeln!(input, "{}", serde_json::json!({ "path": SCAN })).expect("asked");
    wait_until("a page is being recognized", || marked(&mark).iter().any(|name| name == "sleep"));
    drop(input);
    wait_until("it is gone, with what it started", || marked(&mark).is_empty());
    worker.wait().expect("reaped");
    reader.join().expect("no panic").expect("read to the end");
}

#[test]
#[cfg(target_os = "linux")]
fn a_page_that_takes_too_long_costs_itself_only() {
    let folder = tempfile::tempdir().expect("a folder");
    let mark = format!("CHIDAO_TEST_MARK=slow-{}", std::process::id());
    let (name, value) = mark.split_once('=').expect("a pair");
    let mut run = std::process::Command::new(chidao());
    run.args(["index", SCAN, "--ocr-time", "1", "--format", "json"]).current_dir(folder.path());
    run.env("PATH", endless_tesseract(folder.path())).env(name, value);
    let output = run.output().expect("the program runs");
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let said: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!((&said["store"]["documents"], &said["store"]["pages_unread"]), (&1.into(), &2.into()), "{said}");
    wait_until("what it started is gone", || marked(&mark).is_empty());
}

/// A page that took too long may have met a machine with much to do: it is tried again with the next run, but not for
/// ever, unless it gets more time.
#[test]
#[cfg(target_os = "linux")]
fn a_page_that_took_too_long_is_tried_again_so_many_times() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = endless_tesseract(folder.path());
    let changed = |seconds: &str, path: &str| {
        let mut run = std::process::Command::new(chidao());
        run.args(["index", SCAN, "--ocr-time", seconds, "--format", "json"]).current_dir(folder.path());
        let output = run.env("PATH", path).output().expect("the program runs");
        let said: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
        assert_eq!(said["unread"], serde_json::json!([]), "{said}");
        let number = |value: &serde_json::Value| value.as_u64().expect("a number");
        (number(&said["added"]) + number(&said["changed"]), number(&said["store"]["pages_unread"]))
    };
    let read: Vec<_> = (0..5).map(|_| changed("1", &path)).collect();
    assert_eq!(read, [(1, 2), (1, 2), (1, 2), (0, 2), (0, 2)]);
    assert_eq!([changed("2", &path), changed("1", &path)], [(1, 2), (1, 2)], "with more time it begins anew");
    let shown = std::process::Command::new(chidao())
        .args(["doctor", "--format", "json"])
        .current_dir(folder.path())
        .output()
        .expect("the program runs");
    let said: serde_json::Value = serde_json::from_slice(&shown.stdout).expect("JSON");
    assert_eq!(said["store"]["pages_unread"][0]["problem"]["problem"], "ocr-timed-out", "{said}");

    // A machine that has time for it.
    let script = "case $1 in --version) echo tesseract 5;; --list-langs) echo vie;; *) cat >&-; echo '<html/>';; esac";
    std::fs::rename(self::script(folder.path(), script), folder.path().join("tesseract")).expect("renamed");
    assert_eq!([changed("100", &path), changed("100", &path)], [(1, 0), (0, 0)]);
}
