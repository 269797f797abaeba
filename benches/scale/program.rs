//! The program run as a user runs it, with the memory that it and its workers have at most.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// What a run took.
pub struct Run {
    pub took: Duration,
    /// How long the program and its workers were at work.
    pub busy: Duration,
    /// The most memory of the program, in bytes, and of one of its workers.
    pub own: u64,
    pub workers: u64,
}

/// The program: that of this build, or the one that `CHIDAO_BENCH_PROGRAM` names.
pub fn chidao() -> Command {
    Command::new(std::env::var_os("CHIDAO_BENCH_PROGRAM").unwrap_or_else(|| env!("CARGO_BIN_EXE_chidao").into()))
}

/// Indexes folders.
pub fn index(store: &Path, roots: &[&Path]) -> Run {
    let (start, before) = (Instant::now(), children_busy());
    let mut child = chidao()
        .args(["index", "--no-ocr", "--store"])
        .arg(store)
        .args(roots)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program runs");
    let (mut own, mut workers) = (0, 0);
    let pause = |so_far: Duration| (so_far / 50).clamp(Duration::from_millis(2), Duration::from_millis(100));
    let status = loop {
        own = own.max(memory(child.id()));
        workers = children(child.id()).into_iter().map(memory).fold(workers, u64::max);
        if let Some(status) = child.try_wait().expect("a child of ours") {
            break status;
        }
        std::thread::sleep(pause(start.elapsed()));
    };
    assert!(status.success(), "index: {status}");
    Run { took: start.elapsed(), busy: children_busy() - before, own, workers }
}

/// How long a command takes, with its output read.
pub fn timed(command: &mut Command) -> Duration {
    let start = Instant::now();
    let output = command.stderr(Stdio::null()).output().expect("the program runs");
    assert!(output.status.code().is_some_and(|code| code < 2), "{command:?}: {}", output.status);
    start.elapsed()
}

/// How long this thread has been at work, where the system tells.
pub fn busy() -> Option<Duration> {
    let told = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    told.split(' ').next()?.parse().ok().map(Duration::from_nanos)
}

/// How long the children that have ended were at work, to a hundredth of a second; nothing where the system does not tell.
pub fn children_busy() -> Duration {
    let told = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields: Vec<&str> = told.rsplit(") ").next().unwrap_or_default().split(' ').collect();
    let ticks = |at: usize| fields.get(at).and_then(|ticks| ticks.parse::<u64>().ok()).unwrap_or_default();
    Duration::from_millis((ticks(13) + ticks(14)) * 10)
}

pub fn megabytes(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}

/// The bytes of a file, with the logs beside it, or of all files of a folder.
pub fn bytes(path: &Path) -> u64 {
    match fs::read_dir(path) {
        Ok(entries) => entries.flatten().map(|entry| bytes(&entry.path())).sum(),
        Err(_) => fs::metadata(path).map(|file| file.len()).unwrap_or_default(),
    }
}

/// The most memory that a process has had, where the system tells; nothing where it is gone.
fn memory(process: u32) -> u64 {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<u64>().ok()).unwrap_or_default() * 1024
}

fn children(process: u32) -> Vec<u32> {
    let tasks = fs::read_dir(format!("/proc/{process}/task")).into_iter().flatten().flatten();
    let lists = tasks.filter_map(|task| fs::read_to_string(task.path().join("children")).ok());
    lists.flat_map(|list| list.split(' ').filter_map(|id| id.trim().parse().ok()).collect::<Vec<_>>()).collect()
}
