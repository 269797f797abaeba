//! `chidao man`: the manual, from the same definitions as the help.

use std::fs;
use std::path::PathBuf;

use anyhow::Context;
use chidao::render::Lang;
use clap::CommandFactory;

use super::Exit;

/// Print the manual: one page for the program and each command, into a folder (trang hướng dẫn)
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  chidao man ~/.local/share/man/man1\n  chidao --lang vi man ~/.local/share/man/vi/man1"
)]
pub struct Args {
    /// The folder, made where it is not there (thư mục)
    #[arg(value_name = "DIR")]
    folder: PathBuf,
}

/// Runs the command.
pub fn run(args: &Args, lang: Lang) -> anyhow::Result<Exit> {
    let command = lang.pick(super::help::in_vietnamese as fn(_) -> _, |command| command)(super::Cli::command());
    let named = || args.folder.display().to_string();
    fs::create_dir_all(&args.folder).with_context(named)?;
    clap_mangen::generate_to(command, &args.folder).with_context(named)?;
    Ok(Exit::Done)
}
