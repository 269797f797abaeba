//! Hostile files are parsed in a child process: the same program, run again with limits and behind fences.
//!
//! A stack overflow, an abort or an endless loop cannot be caught inside a process, so each file is read by a worker
//! that may die without taking the run along. A worker serves many files; one that dies or takes too long is
//! replaced, and its file becomes a row with the reason. What a worker makes of a file is the caller's business
//! ([`serve()`] takes the function), so this module knows nothing of text or facts.
//!
//! [`client`] is the parent's side and [`serve`](mod@serve) the worker's, [`protocol`] what they write to each other,
//! [`answer`] what the parent holds of it. [`clock`] counts the time of a file, [`lane`] keeps the results in order,
//! [`family`] ends processes with all that they started, [`fence`] takes from the worker what it does not need.
//!
//! Limits of address space hold for each process: the programs that a worker runs (Tesseract) inherit it, each for
//! itself. When a worker's standard input ends while a file is being read, its parent is gone, and so is the worker
//! at once, with what it runs.

mod answer;
mod client;
mod clock;
mod family;
mod fence;
mod lane;
mod protocol;
mod serve;

use std::collections::BTreeMap;
use std::io;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::mpsc::sync_channel;
use std::time::Duration;

use serde::de::DeserializeOwned;

use self::answer::Answer;
use self::client::Worker;
use self::lane::Lane;
use super::{Picture, Sheet, SourceError, ocr};

pub use self::serve::{Fences, check, serve};

/// The hidden subcommand under which the program serves as a worker.
pub const SUBCOMMAND: &str = "worker";

/// The environment variable that holds passwords for locked files, one a line. They travel to a worker in it as well:
/// what stands in the arguments of a process can be read by every user of the machine.
pub const PASSWORDS: &str = "CHIDAO_PASSWORD";

/// The passwords that the environment gives.
pub fn passwords() -> Vec<String> {
    let given = std::env::var(PASSWORDS).unwrap_or_default();
    given.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

/// The memory that a page takes while it is being recognized: its image, in three copies, and some room.
const PAGE_MEMORY: u64 = 64 << 20;

/// What one file may cost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of address space for a worker, and for each program that it runs.
    pub memory: u64,
    /// Wall time for the parsing of one file.
    pub time: Duration,
    /// Wall time for each page of it that is recognized (OCR), beside that.
    pub ocr_time: Duration,
}

impl Default for Limits {
    /// 1 GiB, 20 seconds a file, 30 seconds a page: far above what the largest real directives need.
    fn default() -> Self {
        Self { memory: 1 << 30, time: Duration::from_secs(20), ocr_time: Duration::from_secs(30) }
    }
}

impl Limits {
    /// Whether a file that could not be read for `reason` may be read within these limits.
    pub fn exceed(&self, reason: &SourceError) -> bool {
        match reason {
            SourceError::OutOfTime { seconds } => self.time.as_secs() > *seconds,
            SourceError::OcrOutOfTime { seconds } => self.ocr_time.as_secs() > *seconds,
            SourceError::OutOfMemory { mib } => self.memory >> 20 > *mib,
            _ => false,
        }
    }
}

/// Runs workers of one program.
#[derive(Debug, Clone)]
pub struct Pool {
    program: PathBuf,
    jobs: usize,
    limits: Limits,
    ocr: bool,
    passwords: Vec<String>,
    ocr_folder: Option<PathBuf>,
}

impl Pool {
    /// A pool that runs `program` as its worker, `jobs` (at least one) at a time.
    pub fn new(program: PathBuf, jobs: usize, limits: Limits) -> Self {
        Self { program, jobs: jobs.max(1), limits, ocr: true, ocr_folder: None, passwords: passwords() }
    }

    /// Whether pages without usable text are recognized (OCR); they are unless this says no.
    #[must_use]
    pub fn with_ocr(self, ocr: bool) -> Self {
        Self { ocr, ..self }
    }

    /// Runs so many workers at a time (at least one), whatever the machine has.
    #[must_use]
    pub fn with_jobs(self, jobs: usize) -> Self {
        Self { jobs: jobs.max(1), ..self }
    }

    /// Has these passwords tried before those of the environment ([`PASSWORDS`]).
    #[must_use]
    pub fn with_passwords(mut self, mut passwords: Vec<String>) -> Self {
        passwords.append(&mut self.passwords);
        Self { passwords, ..self }
    }

    /// Whether there are passwords that locked files may be opened with.
    pub fn can_unlock(&self) -> bool {
        !self.passwords.is_empty()
    }

    /// Keeps recognized pages in `folder`, which is made where it is not there, and has the workers share the cores
    /// through it. A folder that cannot be made keeps nothing.
    #[must_use]
    pub fn with_ocr_folder(self, folder: &Path) -> Self {
        let made = std::fs::create_dir_all(folder).is_ok();
        Self { ocr_folder: made.then(|| folder.to_owned()), ..self }
    }

    /// Whether pages that wait for OCR would be recognized.
    pub fn can_recognize(&self) -> bool {
        self.ocr && ocr::status().is_ready()
    }

    /// What one file may cost.
    pub fn limits(&self) -> &Limits {
        &self.limits
    }

    /// A pool of this very program, one worker per core.
    ///
    /// # Errors
    /// Where the system cannot say which program this is.
    pub fn of_this_program(limits: Limits) -> io::Result<Self> {
        let jobs = std::thread::available_parallelism().map_or(1, usize::from);
        Ok(Self::new(std::env::current_exe()?, jobs, limits))
    }

    /// Reads one file in a worker.
    ///
    /// # Errors
    /// What the worker says of the file; [`SourceError::OutOfTime`] and [`SourceError::OutOfMemory`] where it was
    /// stopped by a limit, [`SourceError::Crashed`] where it died otherwise.
    pub fn read<T: DeserializeOwned>(&self, path: &Path) -> Result<T, SourceError> {
        decoded(self.worker(1).ask(path, None))
    }

    /// Draws a page of a file in a worker.
    ///
    /// # Errors
    /// As [`crate::source::draw`], and as [`Pool::read`].
    pub fn draw(&self, path: &Path, sheet: Sheet) -> Result<Picture, SourceError> {
        decoded(self.worker(1).ask(path, Some(sheet)))
    }

    /// Reads all `paths`, several at a time, and gives `each` the results in the order of `paths`, whatever the
    /// timing; `each` ends the run early with [`ControlFlow::Break`].
    pub fn read_all<T: DeserializeOwned>(
        &self,
        paths: &[impl AsRef<Path> + Sync],
        mut each: impl FnMut(usize, Result<T, SourceError>) -> ControlFlow<()>,
    ) {
        let jobs = self.jobs.min(paths.len().max(1));
        let lane = Lane::new(paths.len());
        // The bound keeps fast workers from piling up readings while the caller writes.
        let (sender, receiver) = sync_channel(jobs * 2);
        std::thread::scope(|scope| {
            for _ in 0..jobs {
                let (sender, lane) = (sender.clone(), &lane);
                scope.spawn(move || {
                    // A short list leaves cores to the pages of one file.
                    let mut worker = self.worker(jobs);
                    while let Some(index) = lane.next() {
                        let answer = worker.ask(paths[index].as_ref(), None);
                        lane.hold(weight(&answer));
                        if sender.send((index, answer)).is_err() {
                            break;
                        }
                    }
                });
            }
            drop(sender);
            // They wait as they came: decoded they would take more memory.
            let mut waiting = BTreeMap::new();
            let mut due = 0;
            for (index, answer) in &receiver {
                waiting.insert(index, answer);
                while let Some(answer) = waiting.remove(&due) {
                    let bytes = weight(&answer);
                    let flow = each(due, decoded(answer));
                    lane.release(bytes);
                    due += 1;
                    if flow.is_break() {
                        // Dropping the receiver makes every worker stop at its next answer.
                        drop(receiver);
                        lane.end();
                        return;
                    }
                }
            }
        });
    }

    /// What holds around a worker on this machine, found out by a worker that tries.
    ///
    /// # Errors
    /// Where none can be started.
    pub fn fences(&self) -> io::Result<Fences> {
        let mut command = Command::new(&self.program);
        command.arg(SUBCOMMAND).arg("--memory").arg(self.limits.memory.to_string()).arg("--check");
        family::prepare(&mut command);
        let said = command.stdin(Stdio::null()).stderr(Stdio::null()).output()?.stdout;
        Ok(serde_json::from_slice(&said)?)
    }

    /// A worker, one of so many that run at a time.
    fn worker(&self, jobs: usize) -> Worker<'_> {
        let most = usize::try_from(self.limits.memory / PAGE_MEMORY).unwrap_or(usize::MAX);
        // Without a folder through which they share the cores, each worker has its part of them.
        let pages = if self.ocr_folder.is_some() { self.jobs } else { self.jobs / jobs };
        let pages = if self.ocr { pages.min(most).max(1) } else { 0 };
        Worker::new(self, pages)
    }
}

fn weight(answer: &Result<Answer, SourceError>) -> usize {
    answer.as_ref().map_or(0, Answer::len)
}

fn decoded<T: DeserializeOwned>(answer: Result<Answer, SourceError>) -> Result<T, SourceError> {
    answer?.decode().map_err(|cause| SourceError::Crashed(cause.to_string()))?
}
