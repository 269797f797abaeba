//! `chidao extract`: all facts of one file.

use std::io::Write;
use std::path::PathBuf;

use chidao::extract::{Extract, Reading};
use chidao::render::{Lang, messages};
use chidao::source::worker::Pool;
use clap::ValueEnum;

use super::Exit;
use super::options::{LimitOptions, OcrOption, PasswordOption};

/// Print all facts of one file: header, references, deadlines, targets (trích dữ kiện của một tệp)
///
/// The file is not stored.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  chidao extract huong-dan.pdf --format json\n  chidao extract huong-dan.pdf --format text"
)]
pub struct Args {
    /// The file to read (PDF, DOCX, DOC, HTML, text)
    file: PathBuf,
    /// Output format (dạng kết quả)
    #[arg(long, value_enum, default_value_t = Format::Json)]
    format: Format,
    #[command(flatten)]
    ocr: OcrOption,
    #[command(flatten)]
    limits: LimitOptions,
    #[command(flatten)]
    password: PasswordOption,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// The facts, as `chidao/extract@1` (dữ kiện)
    Json,
    /// The normalized text, one paragraph per line (văn bản đã chuẩn hóa)
    Text,
}

/// Runs the command.
pub fn run(args: &Args, lang: Lang) -> anyhow::Result<Exit> {
    let reading: Reading = Pool::of_this_program(args.limits.limits())?
        .with_ocr(!args.ocr.no_ocr)
        .with_passwords(args.password.passwords.clone())
        .read(&args.file)
        .map_err(|cause| anyhow::anyhow!("{}: {}", args.file.display(), messages::reason(&cause, lang)))?;
    let mut out = std::io::stdout().lock();
    match args.format {
        Format::Json => writeln!(out, "{}", serde_json::to_string_pretty(&Extract::new(&args.file, &reading))?)?,
        Format::Text => writeln!(out, "{}", reading.text.content)?,
    }
    Ok(Exit::Done)
}
