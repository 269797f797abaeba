//! The parent's side: a worker process that is asked, watched, and replaced when it dies or takes too long.

use std::io::{self, Read, Write};
use std::path::Path;
use std::process::{Child, ChildStderr, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread::JoinHandle;
use std::time::Instant;

use super::answer::Answer;
use super::clock::Clock;
use super::protocol::{self, Message, Question};
use super::{Pool, SUBCOMMAND, family};
use crate::source::{Phase, Sheet, SourceError};

/// So much of what a dying worker says is listened to.
const LAST_WORDS: u64 = 2048;

/// One worker; its process is started with the first file and replaced when it dies.
pub struct Worker<'a> {
    pool: &'a Pool,
    /// How many pages of a file it may recognize side by side.
    pages: usize,
    running: Option<Running>,
}

struct Running {
    child: Child,
    /// Whether it has been reaped: its number may be another's by now.
    ended: bool,
    input: ChildStdin,
    messages: Receiver<io::Result<Message>>,
    /// What it says on standard error, once it has ended.
    last_words: Option<JoinHandle<Vec<u8>>>,
}

impl<'a> Worker<'a> {
    /// One that may recognize so many pages side by side.
    pub fn new(pool: &'a Pool, pages: usize) -> Self {
        Self { pool, pages, running: None }
    }

    /// Has it read `path`, or draw a page of it; gives its answer.
    ///
    /// # Errors
    /// Where there is no answer: it died, or was stopped by a limit.
    pub fn ask(&mut self, path: &Path, draw: Option<Sheet>) -> Result<Answer, SourceError> {
        let answer = self.answer(&Question { path: family::word_of(path), draw });
        if answer.is_err() {
            self.running = None;
        }
        answer
    }

    fn answer(&mut self, question: &Question) -> Result<Answer, SourceError> {
        let failed = |cause: io::Error| SourceError::Crashed(format!("the worker cannot be started: {cause}"));
        if self.running.is_none() {
            self.running = Some(Running::start(self.pool, self.pages).map_err(failed)?);
        }
        let Some(running) = &mut self.running else { return Err(SourceError::Crashed("no worker".to_owned())) };
        let mut line = serde_json::to_vec(question).map_err(|cause| failed(cause.into()))?;
        line.push(b'\n');
        if running.input.write_all(&line).and_then(|()| running.input.flush()).is_err() {
            return Err(running.death(self.pool));
        }
        let limits = &self.pool.limits;
        let mut clock = Clock::new(limits, Instant::now());
        loop {
            match running.messages.recv_timeout(clock.left(Instant::now())) {
                Ok(Ok(Message::Phase(phase))) => clock.turn(phase, Instant::now()),
                Ok(Ok(Message::Answer(json))) => return Ok(json),
                Ok(Err(_)) | Err(RecvTimeoutError::Disconnected) => return Err(running.death(self.pool)),
                Err(RecvTimeoutError::Timeout) => {
                    return Err(match clock.phase() {
                        Phase::Parsing => SourceError::OutOfTime { seconds: limits.time.as_secs() },
                        Phase::Recognizing => SourceError::OcrOutOfTime { seconds: limits.ocr_time.as_secs() },
                    });
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
        command.env(super::PASSWORDS, pool.passwords.join("\n"));
        if let Some(folder) = &pool.ocr_folder {
            command.arg("--ocr-folder").arg(folder);
        }
        command.arg("--ocr-time").arg(pool.limits.ocr_time.as_secs().to_string());
        command.arg("--time").arg(pool.limits.time.as_secs_f32().to_string());
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        family::prepare(&mut command);
        let mut child = command.spawn()?;
        let (Some(input), Some(mut output), Some(errors)) =
            (child.stdin.take(), child.stdout.take(), child.stderr.take())
        else {
            return Err(io::Error::other("no pipes to the worker"));
        };
        let (sender, messages) = channel();
        std::thread::spawn(move || {
            loop {
                let message = protocol::read(&mut output);
                let failed = message.is_err();
                if sender.send(message).is_err() || failed {
                    break;
                }
            }
        });
        let last_words = Some(std::thread::spawn(move || last_words(errors)));
        Ok(Self { child, ended: false, input, messages, last_words })
    }

    /// How the process ended, as a reason.
    fn death(&mut self, pool: &Pool) -> SourceError {
        let status = family::wait(&mut self.child);
        self.ended = true;
        // The runtime says why it aborts; nothing else speaks there.
        let words = self.last_words.take().and_then(|words| words.join().ok()).unwrap_or_default();
        let words = String::from_utf8_lossy(&words);
        if words.contains("memory allocation of") {
            return SourceError::OutOfMemory { mib: pool.limits.memory >> 20 };
        }
        if words.contains("has overflowed its stack") {
            return SourceError::Crashed("it is nested too deeply (stack overflow)".to_owned());
        }
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

/// The first of what is said on standard error, which is read to its end so that no one waits for a reader.
fn last_words(mut errors: ChildStderr) -> Vec<u8> {
    let mut words = Vec::new();
    // What cannot be read was not said.
    let _heard = errors.by_ref().take(LAST_WORDS).read_to_end(&mut words);
    let _rest = io::copy(&mut errors, &mut io::sink());
    words
}
