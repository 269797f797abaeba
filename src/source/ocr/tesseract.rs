//! The Tesseract program: whether it is there, and one page through it.

use std::io::{Read, Write};
use std::process::{Command, Stdio};
use std::sync::OnceLock;
use std::sync::mpsc::channel;
use std::time::{Duration, Instant};

use super::{GreyImage, Line, hocr};
use crate::source::worker::PASSWORDS;

/// The language data that is needed.
pub const LANGUAGE: &str = "vie";

/// Asking the program what it can do may take this long.
const ASK_TIME: Duration = Duration::from_secs(10);
/// No page gives a longer answer.
const MAX_ANSWER: u64 = 32 << 20;

/// What there is of Tesseract on this machine.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Status {
    /// The program's version; `None` where it is not there or cannot be run.
    pub version: Option<String>,
    /// Whether it knows Vietnamese.
    pub vietnamese: bool,
}

impl Status {
    /// Whether pages can be recognized.
    pub fn is_ready(&self) -> bool {
        self.version.is_some() && self.vietnamese
    }
}

/// Why a page could not be recognized.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OcrError {
    /// It took too long and was stopped.
    #[error("no answer from tesseract within {seconds} s")]
    TimedOut {
        /// The time that it had.
        seconds: u64,
        /// How often the page has been tried.
        tries: u32,
    },
    /// The program failed, or its answer makes no sense.
    #[error("tesseract failed: {0}")]
    Failed(String),
}

/// What there is of Tesseract; asked once in the life of the process.
pub fn status() -> &'static Status {
    static STATUS: OnceLock<Status> = OnceLock::new();
    STATUS.get_or_init(|| {
        let Ok(version) = ask("--version") else { return Status::default() };
        let languages = ask("--list-langs").unwrap_or_default();
        Status {
            version: version.lines().next().map(|l| l.trim_start_matches("tesseract").trim().to_owned()),
            vietnamese: languages.lines().any(|l| l.trim() == LANGUAGE),
        }
    })
}

/// The time that a page may take, over all that is asked about it.
#[derive(Debug, Clone, Copy)]
pub struct Budget {
    whole: Duration,
    since: Instant,
}

impl Budget {
    /// So much time, from now on.
    pub fn new(whole: Duration) -> Self {
        Self { whole, since: Instant::now() }
    }

    fn left(self) -> Duration {
        self.whole.saturating_sub(self.since.elapsed())
    }
}

/// The lines of a page that stands upright, in the order of the program.
///
/// # Errors
/// Where the program takes too long or fails; the page then has no text, which is no reason to stop.
pub fn lines(image: &GreyImage, budget: Budget) -> Result<Vec<Line>, OcrError> {
    read(image, &["--psm", "3"], budget)
}

/// The line of an image that holds nothing but a row of digits.
///
/// # Errors
/// As [`lines`].
pub fn digits(image: &GreyImage, budget: Budget) -> Result<Vec<Line>, OcrError> {
    read(image, &["--psm", "7", "-c", "tessedit_char_whitelist=0123456789*"], budget)
}

fn read(image: &GreyImage, how: &[&str], budget: Budget) -> Result<Vec<Line>, OcrError> {
    let mut command = program();
    command.args(["-", "-", "-l", LANGUAGE, "--dpi"]).arg(image.dpi.to_string()).args(how);
    command.args(["-c", "tessedit_create_hocr=1", "-c", "hocr_char_boxes=1"]);
    let answer = run(command, image.to_pgm(), budget.left()).map_err(|error| match error {
        OcrError::TimedOut { tries, .. } => OcrError::TimedOut { seconds: budget.whole.as_secs(), tries },
        other => other,
    })?;
    hocr::parse(&answer).map_err(OcrError::Failed)
}

fn program() -> Command {
    let mut command = Command::new("tesseract");
    // Its threads wait for one another more than they work; pages are read side by side instead.
    command.env("OMP_THREAD_LIMIT", "1");
    // The passwords of locked files are none of its business.
    command.env_remove(PASSWORDS);
    command
}

fn ask(question: &str) -> Result<String, OcrError> {
    let mut command = program();
    command.arg(question);
    run(command, Vec::new(), ASK_TIME)
}

/// Runs `command` with `input` and gives its output; stops it where it takes longer than `time`.
fn run(mut command: Command, input: Vec<u8>, time: Duration) -> Result<String, OcrError> {
    let failed = |cause: std::io::Error| OcrError::Failed(cause.to_string());
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().map_err(failed)?;
    if let Some(mut pipe) = child.stdin.take() {
        // A program that does not read to the end says by its exit code what is wrong.
        std::thread::spawn(move || pipe.write_all(&input));
    }
    let (sender, answer) = channel();
    if let Some(pipe) = child.stdout.take() {
        std::thread::spawn(move || {
            let mut out = Vec::new();
            let read = pipe.take(MAX_ANSWER).read_to_end(&mut out);
            sender.send(read.map(|_| out))
        });
    }
    let answer = answer.recv_timeout(time);
    if answer.is_err() {
        let _gone = child.kill();
    }
    let status = child.wait().map_err(failed)?;
    let Ok(answer) = answer else { return Err(OcrError::TimedOut { seconds: time.as_secs(), tries: 1 }) };
    if !status.success() {
        return Err(OcrError::Failed(status.to_string()));
    }
    Ok(String::from_utf8_lossy(&answer.map_err(failed)?).into_owned())
}
