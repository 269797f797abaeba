//! The hidden `worker` command: reads files for a parent process (see [`chidao::source::worker`]).

use chidao::extract;
use chidao::source::{Options, worker};

use super::Exit;

/// Read files for a parent process.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Bytes of address space to stay within.
    #[arg(long)]
    memory: u64,
    /// How many pages of a file to recognize side by side; 0: none.
    #[arg(long, default_value_t = 0)]
    ocr: usize,
}

/// Runs the command.
pub fn run(args: &Args) -> anyhow::Result<Exit> {
    worker::serve(args.memory, |path, alive| extract::read(path, &Options { ocr: args.ocr, alive }))?;
    Ok(Exit::Done)
}
