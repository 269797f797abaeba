//! The worker's side: behind the fences, answers each path that the parent names until there are no more.

use std::fs::File;
use std::io::{self, BufRead, ErrorKind};
use std::net::UdpSocket;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::mpsc::channel;
use std::sync::{Mutex, PoisonError};

use serde::{Deserialize, Serialize};

use super::protocol::{self, Question};
use super::{family, fence};
use crate::source::{Phase, Sheet, SourceError, ocr};

/// Serves as a worker until standard input ends: sets the limits, puts up the fences, answers each question with what
/// `handle` makes of it. Files can be written beneath `writable` only, a folder that is there; without it nowhere. Must
/// be called before the process has a second thread, which would stay outside the fences.
///
/// # Errors
/// Where the parent is gone.
pub fn serve<T: Serialize>(
    memory: u64,
    writable: Option<&Path>,
    handle: impl Fn(&Path, Option<Sheet>, &dyn Fn(Phase)) -> Result<T, SourceError>,
) -> io::Result<()> {
    confine(memory, writable);
    // A panic is told to the parent as the reason; the terminal is not the place for it.
    std::panic::set_hook(Box::new(|_| {}));
    let output = Mutex::new(io::stdout());
    let output = || output.lock().unwrap_or_else(PoisonError::into_inner);
    let phase = |phase| {
        // A parent that is gone is noticed elsewhere.
        let _sent = protocol::write_phase(&mut *output(), phase);
    };
    for line in questions() {
        let question: Question = serde_json::from_str(&line?)?;
        let path = family::path_of(&question.path);
        let result = catch_unwind(AssertUnwindSafe(|| handle(&path, question.draw, &phase))).unwrap_or_else(|panic| {
            let message = panic.downcast_ref::<String>().map(String::as_str);
            let message = message.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("no message");
            Err(SourceError::Crashed(message.to_owned()))
        });
        protocol::write_answer(&mut *output(), &result)?;
    }
    Ok(())
}

/// What holds around a worker.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fences {
    /// Its address space is limited.
    pub memory: bool,
    /// It cannot write files.
    pub files: bool,
    /// It cannot open sockets.
    pub network: bool,
    /// It can recognize pages: Tesseract runs behind the fences.
    pub ocr: bool,
}

/// Puts up limits and fences as [`serve`] does, and tries what they should refuse.
pub fn check(memory: u64) -> Fences {
    confine(memory, None);
    let refused = |kind: ErrorKind| kind == ErrorKind::PermissionDenied;
    let file = std::env::temp_dir().join(format!("chidao-fence-{}", std::process::id()));
    let written = File::create_new(&file).map(|_| std::fs::remove_file(&file));
    Fences {
        memory: family::is_limited_to(memory),
        files: written.is_err_and(|cause| refused(cause.kind())),
        network: UdpSocket::bind("127.0.0.1:0").is_err_and(|cause| refused(cause.kind())),
        ocr: ocr::status().is_ready(),
    }
}

fn confine(memory: u64, writable: Option<&Path>) {
    family::limit_memory(memory);
    fence::put_up(writable);
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
