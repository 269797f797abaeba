//! `chidao man`: the manual, from the same definitions as the help.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;
use chidao::render::Lang;
use clap::{Command, CommandFactory};

use super::{Exit, help};

/// Print the manual: one page for the program and each command, into a folder
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  chidao man ~/.local/share/man/man1\n  chidao --lang vi man ~/.local/share/man/vi/man1"
)]
pub struct Args {
    /// The folder, made where it is not there
    #[arg(value_name = "DIR")]
    folder: PathBuf,
}

/// The headings that the library writes.
const HEADINGS: [(&str, &str); 7] = [
    ("NAME", "TÊN"),
    ("SYNOPSIS", "CÁCH DÙNG"),
    ("DESCRIPTION", "MÔ TẢ"),
    ("OPTIONS", "TÙY CHỌN"),
    ("SUBCOMMANDS", "CÁC LỆNH"),
    ("EXTRA", "XEM THÊM"),
    ("VERSION", "PHIÊN BẢN"),
];

/// Runs the command.
pub fn run(args: &Args, lang: Lang) -> anyhow::Result<Exit> {
    let named = || args.folder.display().to_string();
    fs::create_dir_all(&args.folder).with_context(named)?;
    let mut command = help::in_language(super::Cli::command(), lang).disable_help_subcommand(true);
    command.build();
    write(&command, &args.folder, lang)?;
    Ok(Exit::Done)
}

/// The pages of a command and of those below it.
fn write(command: &Command, folder: &Path, lang: Lang) -> anyhow::Result<()> {
    for command in command.get_subcommands().filter(|command| !command.is_hide_set()) {
        write(command, folder, lang)?;
    }
    let man = clap_mangen::Man::new(command.clone());
    let mut page = Vec::new();
    man.render(&mut page)?;
    let page = String::from_utf8_lossy(&page).into_owned();
    let page = if lang == Lang::Vi { in_vietnamese(page) } else { page };
    let path = folder.join(man.get_filename());
    fs::write(&path, page).with_context(|| path.display().to_string())
}

fn in_vietnamese(page: String) -> String {
    let heading = |page: String, (english, vietnamese): (&str, &str)| {
        page.replace(&format!(".SH {english}\n"), &format!(".SH \"{vietnamese}\"\n"))
    };
    help::dressed(HEADINGS.into_iter().fold(page, heading))
}
