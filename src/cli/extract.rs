//! `chidao extract`: all facts of one file.

use std::io::Write;
use std::path::{Path, PathBuf};

use chidao::extract::{Extract, Reading};
use chidao::render::{Lang, messages};
use chidao::source::worker::Pool;
use chidao::source::{SourceError, archive};
use clap::ValueEnum;

use super::Exit;
use super::options::{LimitOptions, OcrOption, PasswordOption};

/// Print all facts of one file: header, references, deadlines, targets
///
/// The file is not stored.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  chidao extract huong-dan.pdf --format json\n  chidao extract huong-dan.pdf --format text"
)]
pub struct Args {
    /// The file to read (PDF, DOCX, DOC, HTML, text), or one in a ZIP archive: `a.zip » 1.pdf`
    file: PathBuf,
    /// Output format
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
    /// The facts, as `chidao/extract@1`
    Json,
    /// The normalized text, one paragraph per line
    Text,
}

/// Runs the command.
pub fn run(args: &Args, lang: Lang) -> anyhow::Result<Exit> {
    let mut reading = reading(&args.file, &args.ocr, &args.limits, &args.password, lang)?;
    for problem in &mut reading.facts.problems {
        *problem = messages::problem(problem, lang);
    }
    let mut out = std::io::stdout().lock();
    match args.format {
        Format::Json => writeln!(out, "{}", serde_json::to_string_pretty(&Extract::new(&args.file, &reading))?)?,
        Format::Text => writeln!(out, "{}", reading.text.content)?,
    }
    Ok(Exit::Done)
}

/// Reads a file, or an entry of an archive, in a worker.
///
/// # Errors
/// Why it cannot be read, in the user's language.
pub fn reading(
    file: &Path,
    ocr: &OcrOption,
    limits: &LimitOptions,
    password: &PasswordOption,
    lang: Lang,
) -> anyhow::Result<Reading> {
    let pool = Pool::of_this_program(limits.limits())?.with_ocr(!ocr.no_ocr).with_passwords(password.passwords.clone());
    let path = entry(&pool, file).unwrap_or_else(|| file.to_owned());
    pool.read(&path).map_err(|cause| anyhow::anyhow!("{}: {}", file.display(), messages::reason(&cause, lang)))
}

/// The address of an entry named as `index` and `show` name it: `a.zip » 1.pdf`.
fn entry(pool: &Pool, file: &Path) -> Option<PathBuf> {
    let (archive, name) = archive::name::split(file.to_str()?).filter(|_| !file.exists())?;
    let archive = Path::new(archive);
    match pool.read::<Reading>(archive) {
        Err(SourceError::Bundle { entries }) => {
            let entry = entries.into_iter().find(|entry| entry.name == name)?;
            Some(archive::address(archive, &entry.place))
        }
        _ => None,
    }
}
