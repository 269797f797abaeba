//! `chidao completions`: what a shell needs to complete the program's commands.

use super::{Exit, print};
use clap::CommandFactory;
use clap_complete::Shell;

/// Print the completion script of a shell (gợi ý lệnh cho shell)
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  chidao completions bash > ~/.local/share/bash-completion/completions/chidao")]
pub struct Args {
    /// The shell
    shell: Shell,
}

/// Runs the command.
pub fn run(args: &Args) -> anyhow::Result<Exit> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut super::Cli::command(), "chidao", &mut script);
    print(&String::from_utf8_lossy(&script))?;
    Ok(Exit::Done)
}
