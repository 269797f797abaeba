//! Hostile files are parsed in a child process: the same program, run again with limits.
//!
//! A stack overflow, an abort or an endless loop cannot be caught inside a process, so each file is read by a worker
//! that may die without taking the run along. A worker serves many files; one that dies or takes too long is
//! replaced, and its file becomes a row with the reason. What a worker makes of a file is the caller's business
//! ([`serve`] takes the function), so this module knows nothing of text or facts.
//!
//! The protocol: the parent writes one path per line to the child's standard input, as a JSON string in which each
//! character stands for a byte of the path, so that a name need not be UTF-8; the child answers each with a frame on
//! standard output, a length (4 bytes, little endian) and that many bytes of JSON. A length of 0 says that the worker
//! is still at it: the pages of a scan take their time, and each starts the clock anew. When standard input ends while
//! a file is being read, the parent is gone, and so is the worker at once.

use std::cell::RefCell;
use std::io::{self, BufRead, Read, Write};
use std::marker::PhantomData;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel, sync_channel};
use std::time::Duration;

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{SourceError, family, ocr};

/// The hidden subcommand under which the program serves as a worker.
pub const SUBCOMMAND: &str = "worker";

/// What one file may cost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of address space for a worker.
    pub memory: u64,
    /// Wall time for one file, or for each page of it that is recognized (OCR).
    pub time: Duration,
}

impl Default for Limits {
    /// 2 GiB and 60 seconds: far above what the largest real directives need.
    fn default() -> Self {
        Self { memory: 2 << 30, time: Duration::from_secs(60) }
    }
}

/// Runs workers of one program.
#[derive(Debug, Clone)]
pub struct Pool {
    program: PathBuf,
    jobs: usize,
    limits: Limits,
    ocr: bool,
}

impl Pool {
    /// A pool that runs `program` as its worker, `jobs` (at least one) at a time.
    pub fn new(program: PathBuf, jobs: usize, limits: Limits) -> Self {
        Self { program, jobs: jobs.max(1), limits, ocr: true }
    }

    /// Whether pages without usable text are recognized (OCR); they are unless this says no.
    #[must_use]
    pub fn with_ocr(self, ocr: bool) -> Self {
        Self { ocr, ..self }
    }

    /// Whether pages that wait for OCR would be recognized.
    pub fn can_recognize(&self) -> bool {
        self.ocr && ocr::status().is_ready()
    }

    /// A pool of this very program, one worker per core, with the default limits.
    ///
    /// # Errors
    /// Where the system cannot say which program this is.
    pub fn of_this_program() -> io::Result<Self> {
        let jobs = std::thread::available_parallelism().map_or(1, usize::from);
        Ok(Self::new(std::env::current_exe()?, jobs, Limits::default()))
    }

    /// Reads one file in a worker.
    ///
    /// # Errors
    /// What the worker says of the file, or [`SourceError::Crashed`] where it died or ran out of time.
    pub fn read<T: DeserializeOwned + Send + 'static>(&self, path: &Path) -> Result<T, SourceError> {
        Worker::new(self, self.jobs).read(path)
    }

    /// Reads all `paths`, several at a time, and gives `each` the results in the order of `paths`, whatever the
    /// timing; `each` ends the run early with [`ControlFlow::Break`].
    pub fn read_all<T: DeserializeOwned + Send + 'static>(
        &self,
        paths: &[PathBuf],
        mut each: impl FnMut(usize, Result<T, SourceError>) -> ControlFlow<()>,
    ) {
        let jobs = self.jobs.min(paths.len().max(1));
        let next = AtomicUsize::new(0);
        // The bound keeps fast workers from piling up readings while the caller writes.
        let (sender, receiver) = sync_channel(jobs * 2);
        std::thread::scope(|scope| {
            for _ in 0..jobs {
                let (sender, next) = (sender.clone(), &next);
                scope.spawn(move || {
                    // A short list leaves cores to the pages of one file.
                    let mut worker = Worker::<T>::new(self, self.jobs / jobs);
                    loop {
                        let index = next.fetch_add(1, Ordering::Relaxed);
                        let Some(path) = paths.get(index) else { break };
                        if sender.send((index, worker.read(path))).is_err() {
                            break;
                        }
                    }
                });
            }
            drop(sender);
            let mut waiting = std::collections::BTreeMap::new();
            let mut due = 0;
            for (index, result) in &receiver {
                waiting.insert(index, result);
                while let Some(result) = waiting.remove(&due) {
                    due += 1;
                    if each(due - 1, result).is_break() {
                        // Dropping the receiver makes every worker stop at its next answer.
                        drop(receiver);
                        return;
                    }
                }
            }
        });
    }
}

/// Serves as a worker until standard input ends: sets the limits, answers each path with what `handle` makes of it.
///
/// # Errors
/// Where the parent is gone.
pub fn serve<T: Serialize>(memory: u64, handle: impl Fn(&Path, &dyn Fn()) -> Result<T, SourceError>) -> io::Result<()> {
    family::limit_memory(memory);
    // A panic is told to the parent as the reason; the terminal is not the place for it.
    std::panic::set_hook(Box::new(|_| {}));
    let output = RefCell::new(io::stdout().lock());
    for line in questions() {
        let path = path_of(&serde_json::from_str::<String>(&line?)?);
        let alive = || {
            let mut output = output.borrow_mut();
            // A parent that is gone is noticed elsewhere.
            let _sent = output.write_all(&[0; 4]).and_then(|()| output.flush());
        };
        let result = catch_unwind(AssertUnwindSafe(|| handle(&path, &alive))).unwrap_or_else(|panic| {
            let message = panic.downcast_ref::<String>().map(String::as_str);
            let message = message.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("no message");
            Err(SourceError::Crashed(message.to_owned()))
        });
        let frame = serde_json::to_vec(&result)?;
        let length = u32::try_from(frame.len()).map_err(io::Error::other)?;
        let mut output = output.borrow_mut();
        output.write_all(&length.to_le_bytes())?;
        output.write_all(&frame)?;
        output.flush()?;
    }
    Ok(())
}

/// The lines of standard input. Read aside, so that its end is seen while a file is being read.
fn questions() -> impl Iterator<Item = io::Result<String>> {
    let (sender, questions) = channel();
    std::thread::spawn(move || {
        for line in io::stdin().lock().lines() {
            if sender.send(line).is_err() {
                return;
            }
        }
        family::end_own_group();
    });
    questions.into_iter()
}

/// A path as the protocol writes it.
#[cfg(unix)]
fn word_of(path: &Path) -> String {
    use std::os::unix::ffi::OsStrExt;
    path.as_os_str().as_bytes().iter().copied().map(char::from).collect()
}

#[cfg(not(unix))]
fn word_of(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

/// The path that the protocol writes so.
#[cfg(unix)]
fn path_of(word: &str) -> PathBuf {
    use std::os::unix::ffi::OsStringExt;
    // A character beyond a byte is none of ours; as a zero it names no file.
    std::ffi::OsString::from_vec(word.chars().map(|c| u8::try_from(c).unwrap_or_default()).collect()).into()
}

#[cfg(not(unix))]
fn path_of(word: &str) -> PathBuf {
    word.into()
}

/// One worker; its process is started with the first file and replaced when it dies.
struct Worker<'a, T> {
    pool: &'a Pool,
    /// How many pages of a file it may recognize side by side.
    pages: usize,
    running: Option<Running>,
    result: PhantomData<T>,
}

struct Running {
    child: Child,
    /// Whether it has been reaped: its number may be another's by now.
    ended: bool,
    input: ChildStdin,
    frames: Receiver<io::Result<Vec<u8>>>,
}

impl<'a, T: DeserializeOwned> Worker<'a, T> {
    fn new(pool: &'a Pool, pages: usize) -> Self {
        Self { pool, pages: if pool.ocr { pages.max(1) } else { 0 }, running: None, result: PhantomData }
    }

    fn read(&mut self, path: &Path) -> Result<T, SourceError> {
        let frame = self.ask(path);
        if frame.is_err() {
            self.running = None;
        }
        let crashed = |cause: serde_json::Error| SourceError::Crashed(cause.to_string());
        serde_json::from_slice::<Result<T, SourceError>>(&frame?).map_err(crashed)?
    }

    fn ask(&mut self, path: &Path) -> Result<Vec<u8>, SourceError> {
        let failed = |cause: io::Error| SourceError::Crashed(format!("the worker cannot be started: {cause}"));
        if self.running.is_none() {
            self.running = Some(Running::start(self.pool, self.pages).map_err(failed)?);
        }
        let Some(running) = &mut self.running else { return Err(SourceError::Crashed("no worker".to_owned())) };
        let mut line = serde_json::to_vec(&word_of(path)).map_err(|cause| failed(cause.into()))?;
        line.push(b'\n');
        if running.input.write_all(&line).and_then(|()| running.input.flush()).is_err() {
            return Err(running.death());
        }
        loop {
            match running.frames.recv_timeout(self.pool.limits.time) {
                Ok(Ok(frame)) if frame.is_empty() => {}
                Ok(Ok(frame)) => return Ok(frame),
                Ok(Err(_)) | Err(RecvTimeoutError::Disconnected) => return Err(running.death()),
                Err(RecvTimeoutError::Timeout) => {
                    let seconds = self.pool.limits.time.as_secs();
                    return Err(SourceError::Crashed(format!("no answer within {seconds} s")));
                }
            }
        }
    }
}

impl Running {
    fn start(pool: &Pool, pages: usize) -> io::Result<Self> {
        let mut command = Command::new(&pool.program);
        command.arg(SUBCOMMAND).arg("--memory").arg(pool.limits.memory.to_string());
        command.arg("--ocr").arg(pages.to_string());
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        family::lead_group(&mut command);
        let mut child = command.spawn()?;
        let (Some(input), Some(output)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(io::Error::other("no pipes to the worker"));
        };
        let (sender, frames) = channel();
        std::thread::spawn(move || {
            let mut output = output;
            loop {
                let frame = read_frame(&mut output);
                let failed = frame.is_err();
                if sender.send(frame).is_err() || failed {
                    break;
                }
            }
        });
        Ok(Self { child, ended: false, input, frames })
    }

    /// How the process ended, as a reason.
    fn death(&mut self) -> SourceError {
        let status = family::wait(&mut self.child);
        self.ended = true;
        SourceError::Crashed(status.map_or_else(|_| "unknown".to_owned(), family::death))
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if !self.ended {
            family::end(&mut self.child);
        }
    }
}

fn read_frame(output: &mut ChildStdout) -> io::Result<Vec<u8>> {
    let mut length = [0; 4];
    output.read_exact(&mut length)?;
    let mut frame = Vec::new();
    output.take(u64::from(u32::from_le_bytes(length))).read_to_end(&mut frame)?;
    if frame.len() != u32::from_le_bytes(length) as usize {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(frame)
}
