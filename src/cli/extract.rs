//! `chidao extract`: all facts of one file.

use std::io::Write;
use std::path::PathBuf;

use chidao::extract::{Extract, Reading};
use chidao::source::worker::Pool;
use clap::ValueEnum;

use super::Exit;
use super::options::OcrOption;

/// Print all facts of one file: header, references, deadlines, targets
///
/// The file is not stored. Example: chidao extract huong-dan.pdf --format json
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The file to read (PDF, DOCX, DOC, HTML, text)
    file: PathBuf,
    /// Output format
    #[arg(long, value_enum, default_value_t = Format::Json)]
    format: Format,
    #[command(flatten)]
    ocr: OcrOption,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// The facts, as `chidao/extract@1`
    Json,
    /// The normalized text, one paragraph per line
    Text,
}

/// Runs the command.
pub fn run(args: &Args) -> anyhow::Result<Exit> {
    let reading: Reading = Pool::of_this_program()?
        .with_ocr(!args.ocr.no_ocr)
        .read(&args.file)
        .map_err(|cause| anyhow::anyhow!("{}: {cause}", args.file.display()))?;
    let mut out = std::io::stdout().lock();
    match args.format {
        Format::Json => writeln!(out, "{}", serde_json::to_string_pretty(&Extract::new(&args.file, &reading))?)?,
        Format::Text => writeln!(out, "{}", reading.text.content)?,
    }
    Ok(Exit::Done)
}
