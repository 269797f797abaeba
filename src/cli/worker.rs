//! The hidden `worker` command: reads files for a parent process (see [`chidao::source::worker`]).

use chidao::extract;
use chidao::source::worker;

use super::Exit;

/// Read files for a parent process.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Bytes of address space to stay within.
    #[arg(long)]
    memory: u64,
}

/// Runs the command.
pub fn run(args: &Args) -> anyhow::Result<Exit> {
    worker::serve(args.memory, extract::read)?;
    Ok(Exit::Done)
}
