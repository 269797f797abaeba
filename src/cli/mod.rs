//! The command line: one file per command. `main` calls [`run`] and turns its result into an exit code.

mod completions;
mod deadlines;
mod diff;
mod doctor;
mod eval;
mod extract;
mod index;
mod lang;
mod lineage;
mod options;
mod search;
mod search_output;
mod series;
mod show;
mod targets;
mod worker;

use std::io::Write;

use chidao::render::Lang;
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
    /// Language of messages: vi or en (default: from the locale)
    #[arg(long, global = true, value_name = "vi|en")]
    lang: Option<Lang>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    #[command(visible_alias = "nap")]
    Index(index::Args),
    #[command(visible_alias = "tim")]
    Search(search::Args),
    #[command(visible_alias = "han")]
    Deadlines(deadlines::Args),
    #[command(visible_alias = "chitieu")]
    Targets(targets::Args),
    #[command(visible_alias = "xem")]
    Show(show::Args),
    #[command(visible_alias = "sosanh")]
    Diff(diff::Args),
    #[command(visible_alias = "dong")]
    Lineage(lineage::Args),
    #[command(visible_alias = "trich")]
    Extract(extract::Args),
    #[command(visible_alias = "do")]
    Eval(eval::Args),
    #[command(visible_alias = "kham")]
    Doctor(doctor::Args),
    Completions(completions::Args),
    #[command(hide = true)]
    Worker(worker::Args),
}

/// Parses the arguments and runs the command.
///
/// # Errors
/// What went wrong, for the user.
pub fn run() -> anyhow::Result<Exit> {
    let cli = Cli::parse();
    let lang = lang::of(cli.lang);
    match cli.command {
        Command::Index(args) => index::run(&args, lang),
        Command::Search(args) => search::run(&args, lang),
        Command::Deadlines(args) => deadlines::run(&args, lang),
        Command::Targets(args) => targets::run(&args, lang),
        Command::Show(args) => show::run(&args, lang),
        Command::Diff(args) => diff::run(&args, lang),
        Command::Lineage(args) => lineage::run(&args, lang),
        Command::Extract(args) => extract::run(&args),
        Command::Eval(args) => eval::run(&args, lang),
        Command::Doctor(args) => doctor::run(&args, lang),
        Command::Completions(args) => completions::run(&args),
        Command::Worker(args) => worker::run(&args),
    }
}

/// Prints a result; a reader that has seen enough (`| head`) ends the program, quietly.
fn print(text: &str) -> anyhow::Result<()> {
    match writeln!(std::io::stdout().lock(), "{text}") {
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => std::process::exit(0),
        other => Ok(other?),
    }
}

/// A document as every JSON answer names it.
fn document_json(document: &chidao::store::Document) -> serde_json::Value {
    serde_json::json!({
        "id": document.id,
        "label": document.label(),
        "type": document.header.kind,
        "date": document.header.date,
        "issuer": document.header.issuer,
        "subject": document.header.subject,
        "file": document.path,
    })
}

/// The name that JSON gives a value such as a kind.
fn slug<T: serde::Serialize>(value: &T) -> String {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}
