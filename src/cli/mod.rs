//! The command line: one file per command. `main` calls [`run`] and turns its result into an exit code.

mod backup;
mod check;
mod check_output;
mod completions;
mod confirm;
mod deadlines;
mod diff;
mod diff_output;
mod diff_series;
mod doctor;
mod eval;
mod export;
mod extract;
mod help;
mod index;
mod known;
mod lang;
mod lineage;
mod lineage_table;
mod man;
mod mcp;
mod named;
mod options;
mod output;
mod place;
mod registry;
mod restore;
mod reviews;
mod sarif;
mod search;
mod search_output;
mod serve;
mod show;
mod status;
mod targets;
mod upgrade;
mod usage;
mod watch;
mod worker;

use std::io::Write;

use chidao::render::{Lang, system, table, table::line_width, trouble, wrap::wrap};
use chidao::store::StoreError;
use clap::{Parser, Subcommand};

/// How a command ended without an error; errors (usage, unreadable or locked store) exit with 2.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// 0: done.
    Done,
    /// 1: nothing matched; of `check`: errors were found.
    Nothing,
    /// 3: done, but some files could not be read.
    Partly,
}

#[derive(Debug, Parser)]
#[command(name = "chidao", version, about, propagate_version = true)]
struct Cli {
    /// Language of messages: vi or en; default: from the locale
    #[arg(long, global = true, value_name = "vi|en")]
    lang: Option<Lang>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    #[command(visible_alias = "nap")]
    Index(index::Args),
    #[command(visible_alias = "theodoi")]
    Watch(watch::Args),
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
    #[command(visible_alias = "hieuluc")]
    Status(status::Args),
    #[command(visible_alias = "kiemtra")]
    Check(check::Args),
    #[command(visible_alias = "sohieuluc")]
    Registry(registry::Args),
    #[command(visible_alias = "xacnhan")]
    Confirm(confirm::Args),
    #[command(visible_alias = "daxacnhan")]
    Reviews(reviews::Args),
    #[command(visible_alias = "trich")]
    Extract(extract::Args),
    #[command(visible_alias = "xuat")]
    Export(export::Args),
    #[command(visible_alias = "saoluu")]
    Backup(backup::Args),
    #[command(visible_alias = "phuchoi")]
    Restore(restore::Args),
    #[command(visible_alias = "do")]
    Eval(eval::Args),
    #[command(visible_alias = "trang")]
    Serve(serve::Args),
    #[command(visible_alias = "troly")]
    Mcp(mcp::Args),
    #[command(visible_alias = "kham")]
    Doctor(doctor::Args),
    Completions(completions::Args),
    Man(man::Args),
    #[command(hide = true)]
    Worker(worker::Args),
}

/// Parses the arguments and runs the command; help and version end the program.
///
/// # Errors
/// What went wrong, for the user.
pub fn run() -> anyhow::Result<Exit> {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return usage::explain(&error),
    };
    let lang = lang::of(cli.lang);
    upgrade::announce(lang);
    carry_out(cli.command, lang).map_err(|error| told(error, lang))
}

/// The same error in the user's language, where it is one of the store or of the system; others are made in it. That the
/// reader of our output left stays what it is.
fn told(error: anyhow::Error, lang: Lang) -> anyhow::Error {
    if crate::is_broken_pipe(&error) {
        return error;
    }
    let in_words = |cause: &(dyn std::error::Error + 'static)| {
        if let Some(refused) = cause.downcast_ref::<StoreError>() {
            return trouble::store(refused, lang);
        }
        match cause.downcast_ref::<std::io::Error>() {
            Some(refused) => system::error(refused, lang),
            None => system::words(&cause.to_string(), lang),
        }
    };
    let mut said: Vec<String> = error.chain().map(in_words).collect();
    // What wraps an error without words of its own says the same again.
    said.dedup();
    anyhow::anyhow!(said.join(": "))
}

fn carry_out(command: Command, lang: Lang) -> anyhow::Result<Exit> {
    match command {
        Command::Index(args) => index::run(&args, lang),
        Command::Watch(args) => watch::run(&args, lang),
        Command::Search(args) => search::run(&args, lang),
        Command::Deadlines(args) => deadlines::run(&args, lang),
        Command::Targets(args) => targets::run(&args, lang),
        Command::Show(args) => show::run(&args, lang),
        Command::Diff(args) => diff::run(&args, lang),
        Command::Lineage(args) => lineage::run(&args, lang),
        Command::Status(args) => status::run(&args, lang),
        Command::Check(args) => check::run(&args, lang),
        Command::Registry(args) => registry::run(&args, lang),
        Command::Confirm(args) => confirm::run(&args, lang),
        Command::Reviews(args) => reviews::run(&args, lang),
        Command::Backup(args) => backup::run(&args, lang),
        Command::Restore(args) => restore::run(&args, lang),
        Command::Extract(args) => extract::run(&args, lang),
        Command::Eval(args) => eval::run(&args, lang),
        Command::Serve(args) => serve::run(&args, lang),
        Command::Mcp(args) => mcp::run(&args, lang),
        Command::Doctor(args) => doctor::run(&args, lang),
        Command::Man(args) => man::run(&args, lang),
        Command::Export(args) => export::run(&args, lang),
        Command::Completions(args) => completions::run(&args, lang),
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

/// Prints an answer for reading: lines too long for the window are broken between words; in a pipe each stays whole.
fn print_text(text: &str) -> anyhow::Result<()> {
    let text = &table::shown(text);
    let Some(width) = line_width() else { return print(text) };
    let indent = |line: &str| line.len() - line.trim_start().len() + 2;
    let lines: Vec<String> = text.lines().map(|line| wrap(line, indent(line), width)).collect();
    print(&lines.join("\n"))
}

/// The name that JSON gives a value such as a kind.
fn slug<T: serde::Serialize>(value: &T) -> String {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}
