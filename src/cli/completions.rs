//! `chidao completions`: what a shell needs to complete the program's commands.

use chidao::render::Lang;
use clap::{Command, CommandFactory};
use clap_complete::Shell;

use super::{Exit, help, print};

/// Print the completion script of a shell
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  chidao completions bash > ~/.local/share/bash-completion/completions/chidao")]
pub struct Args {
    /// The shell
    shell: Shell,
}

/// Runs the command.
pub fn run(args: &Args, lang: Lang) -> anyhow::Result<Exit> {
    let mut script = Vec::new();
    // What the program runs for itself nobody types.
    let command = super::Cli::command().mut_subcommand("worker", |_| Command::new("worker").hide(true));
    clap_complete::generate(args.shell, &mut help::in_language(command, lang), "chidao", &mut script);
    let script = String::from_utf8_lossy(&script).into_owned();
    print(&if lang == Lang::Vi { help::dressed(script) } else { script })?;
    Ok(Exit::Done)
}
