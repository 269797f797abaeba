//! `chidao diff`: how the targets of two school years differ, with the results reported between them; of one series also
//! its deadlines, references and sections.

use chidao::answer::{self, DiffFilter};
use chidao::directive::{Level, SchoolYear};
use chidao::export::{csv, docx, html, markdown, reports, sheets, xlsx};
use chidao::render::Lang;

use super::options::StoreOption;
use super::output::OutputOption;
use super::{Exit, diff_output, diff_series, named, place};

/// Compare two school years: targets; of one series also deadlines, references, sections
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  chidao diff 2023-2024 2024-2025 --level tieu-hoc\n  \
    chidao diff 2023-2024 2024-2025 --series 2190/SGDĐT-TH -o so-sanh.xlsx\n  \
    chidao diff 2023-2024 2024-2025 -o so-sanh.docx")]
pub struct Args {
    /// The earlier school year
    old: SchoolYear,
    /// The later school year
    new: SchoolYear,
    /// Only this level: mam-non, tieu-hoc, thcs, thpt, gdtx
    #[arg(long)]
    level: Option<Level>,
    /// Only documents whose issuer's name holds these words
    #[arg(long, value_name = "WORDS")]
    issuer: Option<String>,
    /// Only the yearly versions of this directive, with their deadlines, references and sections
    #[arg(long, value_name = "DOC")]
    series: Option<String>,
    #[command(flatten)]
    store: StoreOption,
    /// Output format; default: table, or what the ending of --output names
    #[arg(long, value_enum)]
    format: Option<DiffFormat>,
    #[command(flatten)]
    output: OutputOption,
}

/// How a comparison is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum DiffFormat {
    /// For reading
    Table,
    /// For programs
    Json,
    /// The targets for a spreadsheet
    Csv,
    /// Markdown
    Md,
    /// A workbook, numbers as numbers
    Xlsx,
    /// A report for a browser
    Html,
    /// A report for Word, form of Nghị định 30/2020/NĐ-CP
    Docx,
}

/// Runs the command.
pub fn run(args: &Args, lang: Lang) -> anyhow::Result<Exit> {
    let store = args.store.open()?;
    let filter = DiffFilter {
        old: args.old,
        new: args.new,
        level: args.level,
        issuer: args.issuer.clone(),
        series: args.series.as_ref().map(|name| named::given(&store, name)).transpose()?,
    };
    let diff = answer::diff(&store, &filter).map_err(|error| named::told(error, lang))?;
    let (output, format) = (&args.output, args.output.format(args.format, lang)?);
    match format {
        DiffFormat::Json => output.text(&serde_json::to_string_pretty(&diff.json())?, lang)?,
        DiffFormat::Csv => output.text(&csv::diff(&diff, lang)?, lang)?,
        DiffFormat::Xlsx => output.bytes(&xlsx::write(&sheets::diff(&diff, lang))?, lang)?,
        DiffFormat::Html => output.bytes(html::write(&reports::diff(&diff, lang)).as_bytes(), lang)?,
        DiffFormat::Docx => output.bytes(&docx::write(&reports::diff(&diff, lang))?, lang)?,
        DiffFormat::Table | DiffFormat::Md if diff.is_empty() => {}
        DiffFormat::Table => {
            let more = diff.changes.as_ref().map(|changes| diff_series::as_table(changes, &filter, lang));
            let parts = [Some(diff_output::as_table(&diff, lang)), more];
            let text = parts.into_iter().flatten().collect::<Vec<_>>().join("\n\n");
            output.reading(&text, lang)?;
        }
        DiffFormat::Md => {
            let more = diff.changes.as_ref().map(|changes| diff_series::as_markdown(changes, &filter, lang));
            let notes = markdown::notes(&sheets::notes_of_diff(&diff, lang), lang);
            let parts = [Some(diff_output::as_markdown(&diff, lang)), more, Some(notes)];
            output.text(&parts.into_iter().flatten().collect::<Vec<_>>().join("\n\n"), lang)?;
        }
    }
    if diff.is_empty() {
        let (vi, en) =
            ("Kho không có chỉ tiêu khớp yêu cầu ở hai năm học này.", "This store has no such targets of these years.");
        eprintln!("{}", lang.pick(vi, en));
        if let Some(years) = place::years_held(&store, lang)? {
            eprintln!("{years}");
        }
    }
    place::say_unread(diff.unread, lang);
    Ok(if diff.is_empty() { Exit::Nothing } else { Exit::Done })
}
