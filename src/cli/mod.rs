//! The command line: one file per command. `main` calls [`run`] and turns its result into an exit code.

mod extract;
mod worker;

use clap::{Parser, Subcommand};

/// How a command ended without an error; errors (usage, unreadable or locked store) exit with 2.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// 0: done.
    Done,
    /// 1: nothing matched.
    Nothing,
    /// 3: done, but some files could not be read.
    Partly,
}

#[derive(Debug, Parser)]
#[command(name = "chidao", version, about, propagate_version = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Extract(extract::Args),
    #[command(hide = true)]
    Worker(worker::Args),
}

/// Parses the arguments and runs the command.
///
/// # Errors
/// What went wrong, for the user.
pub fn run() -> anyhow::Result<Exit> {
    match Cli::parse().command {
        Command::Extract(args) => extract::run(&args),
        Command::Worker(args) => worker::run(&args),
    }
}
