//! `chidao check`: the citations of a directive, or of a draft, as of its own date.

use std::path::Path;

use chidao::answer::{AnswerError, check_json, day, held_subject};
use chidao::catalogue::{Subject, checked};
use chidao::export::{docx, html, reports, xlsx};
use chidao::lineage::check::Severity;
use chidao::render::Lang;
use chidao::source::archive;
use chidao::store::Store;
use jiff::Zoned;
use jiff::civil::Date;

use super::Exit;
use super::check_output as output;
use super::known::{RegistryOption, store_if_any};
use super::options::{LimitOptions, OcrOption, PasswordOption, StoreOption};
use super::output::OutputOption;

/// Check the citations of a directive, or of a draft before signing
///
/// Each citation is judged as of the directive's own date: replaced, repealed or amended before it, not yet in force,
/// another number or date in other sources, dates that cannot be, misspelt codes, missing parts. What is not known is no
/// error. A file is read as `extract` reads it and not stored; without a store the registry alone is asked.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  chidao check du-thao.docx\n  chidao check 322/PGD-THCS --notes\n  \
    chidao check huong-dan.pdf --format sarif -o viendan.sarif\n  chidao check du-thao.docx -o kiem-tra.docx\n\nExit codes: 0 no errors, 1 errors were found, 2 it could \
    not be checked.")]
pub struct Args {
    /// A file (PDF, DOCX, DOC, HTML, text), or a directive of the store by its number, path or [id]
    #[arg(value_name = "FILE|DOC", required = true, value_parser = super::options::name)]
    directive: Vec<String>,
    /// Judge as of this day instead of the directive's own date
    #[arg(long, value_name = "DATE", value_parser = day)]
    on: Option<Date>,
    /// Also list notes: amendments, parts that a first mention lacks
    #[arg(long)]
    notes: bool,
    /// Output format; default: table, or what the ending of --output names
    #[arg(long, value_enum)]
    format: Option<Format>,
    #[command(flatten)]
    output: OutputOption,
    #[command(flatten)]
    registry: RegistryOption,
    #[command(flatten)]
    store: StoreOption,
    #[command(flatten)]
    ocr: OcrOption,
    #[command(flatten)]
    limits: LimitOptions,
    #[command(flatten)]
    password: PasswordOption,
}

/// How the findings are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// For reading
    Table,
    /// For programs
    Json,
    /// SARIF 2.1.0, for editors and review tools
    Sarif,
    /// Markdown, for a report
    Md,
    /// A report for a browser
    Html,
    /// A report for Word, form of Nghị định 30/2020/NĐ-CP
    Docx,
    /// A workbook
    Xlsx,
}

/// Runs the command.
pub fn run(args: &Args, lang: Lang) -> anyhow::Result<Exit> {
    let name = args.directive.join(" ");
    let name = name.trim();
    let store = store_if_any(&args.store, lang)?;
    let registry = args.registry.read(&args.store.store, lang)?;
    let Some(subject) = subject(args, store.as_ref(), name, lang)? else {
        let (vi, en) = ("không có tệp hay văn bản nào là", "there is no file or directive");
        anyhow::bail!("{} “{name}”", lang.pick(vi, en));
    };
    let answer = checked(store.as_ref(), &registry, subject, args.on, Zoned::now().date())?;
    let to = &args.output;
    let report = || reports::check(&answer, args.notes, lang);
    match to.format(args.format, lang)? {
        Format::Table => to.reading(&output::as_text(&answer, args.notes, lang), lang)?,
        Format::Json => to.text(&serde_json::to_string_pretty(&check_json(&answer, lang))?, lang)?,
        Format::Sarif => to.text(&serde_json::to_string_pretty(&super::sarif::log(&answer, lang))?, lang)?,
        Format::Md => to.text(&output::as_markdown(&answer, args.notes, lang), lang)?,
        Format::Html => to.bytes(html::write(&report()).as_bytes(), lang)?,
        Format::Docx => to.bytes(&docx::write(&report())?, lang)?,
        Format::Xlsx => to.bytes(&xlsx::write(&report())?, lang)?,
    }
    Ok(if answer.count(Severity::Error) > 0 { Exit::Nothing } else { Exit::Done })
}

/// The file, or the directive of the store; `None` where the name means neither.
fn subject(args: &Args, store: Option<&Store>, name: &str, lang: Lang) -> anyhow::Result<Option<Subject>> {
    let held = match store {
        Some(store) => super::named::documents(store, name)?,
        None => Vec::new(),
    };
    // A file is read as it is now: the store may have met an earlier state of the draft.
    let in_archive = archive::name::split(name).is_some_and(|(archive, _)| Path::new(archive).is_file());
    if Path::new(name).is_file() || in_archive && held.is_empty() {
        let reading = super::extract::reading(Path::new(name), &args.ocr, &args.limits, &args.password, lang)?;
        return Ok(Some(Subject::of_reading(store, name, held.first(), reading)?));
    }
    match (held.as_slice(), store) {
        ([document], Some(store)) => Ok(Some(held_subject(store, document)?)),
        ([], _) | (_, None) => Ok(None),
        (several, _) => Err(super::named::told(AnswerError::Several(several.to_vec()), lang)),
    }
}
