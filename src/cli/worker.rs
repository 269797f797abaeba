//! The hidden `worker` command: reads files for a parent process (see [`chidao::source::worker`]).

use std::path::PathBuf;
use std::time::Duration;

use chidao::extract::{self, Reading};
use chidao::source::{self, Options, Picture, worker};

use super::{Exit, print};

/// Read files for a parent process.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Bytes of address space to stay within.
    #[arg(long)]
    memory: u64,
    /// How many pages of a file to recognize side by side; 0: none.
    #[arg(long, default_value_t = 0)]
    ocr: usize,
    /// How many seconds the recognition of a page may take.
    #[arg(long, default_value_t = 30)]
    ocr_time: u64,
    /// How many seconds the file itself may take.
    #[arg(long)]
    time: Option<f32>,
    /// The folder for recognized pages, the only place to write to.
    #[arg(long)]
    ocr_folder: Option<PathBuf>,
    /// Only say which fences hold, as JSON.
    #[arg(long)]
    check: bool,
}

/// What is made of a file: its reading, or the picture of a page.
#[derive(serde::Serialize)]
#[serde(untagged)]
enum Answer {
    Reading(Box<Reading>),
    Picture(Picture),
}

/// Runs the command.
pub fn run(args: &Args) -> anyhow::Result<Exit> {
    if args.check {
        print(&serde_json::to_string(&worker::check(args.memory))?)?;
        return Ok(Exit::Done);
    }
    let ocr_time = Duration::from_secs(args.ocr_time);
    let time = args.time.and_then(|seconds| Duration::try_from_secs_f32(seconds).ok());
    let passwords = worker::passwords();
    let ocr_folder = args.ocr_folder.as_deref();
    worker::serve(args.memory, ocr_folder, |path, draw, phase| match draw {
        Some(sheet) => source::draw(path, sheet, &passwords).map(Answer::Picture),
        None => {
            extract::read(path, &Options { ocr: args.ocr, ocr_time, time, ocr_folder, passwords: &passwords, phase })
                .map(|reading| Answer::Reading(Box::new(reading)))
        }
    })?;
    Ok(Exit::Done)
}
