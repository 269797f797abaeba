//! `chidao lineage`: the versions of a directive by year, what stands above and below each, what replaces what.

use chidao::answer::{self, AnswerError, LineageFilter};
use chidao::export::{sheets, xlsx};
use chidao::render::{Lang, lineage as drawing};

use super::options::StoreOption;
use super::output::OutputOption;
use super::{Exit, lineage_table, named, place};

/// Show the yearly versions of a directive, the chain of authority and what replaces what
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  chidao lineage 2190/SGDĐT-TH\n  chidao lineage \"Thông tư 36/2017/TT-BGDĐT\" --format \
    json\n  chidao lineage 248/PGDĐT-GDTH -o dong.svg\n  chidao lineage 248/PGDĐT-GDTH --format dot | dot \
    -Tpdf > dong.pdf"
)]
pub struct Args {
    /// A document by its number, held or only cited; or a held one by its path or id
    #[arg(required = true, value_parser = super::options::name)]
    work: Vec<String>,
    #[command(flatten)]
    store: StoreOption,
    /// Output format; default: table, or what the ending of --output names
    #[arg(long, value_enum)]
    format: Option<LineageFormat>,
    #[command(flatten)]
    output: OutputOption,
}

/// How a lineage is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum LineageFormat {
    /// For reading
    Table,
    /// For programs
    Json,
    /// A graph for Graphviz
    Dot,
    /// A picture
    Svg,
    /// Markdown
    Md,
    /// A workbook
    Xlsx,
}

/// Runs the command.
pub fn run(args: &Args, lang: Lang) -> anyhow::Result<Exit> {
    let store = args.store.open()?;
    let work = named::given(&store, args.work.join(" ").trim())?;
    let answer = match answer::lineage(&store, &LineageFilter { work }) {
        Ok(answer) => answer,
        Err(unknown @ AnswerError::Unknown { .. }) => {
            eprintln!("{}", unknown.told(lang));
            return Ok(Exit::Nothing);
        }
        Err(error) => return Err(named::told(error, lang)),
    };
    let to = &args.output;
    match to.format(args.format, lang)? {
        LineageFormat::Json => to.text(&serde_json::to_string_pretty(&answer.json())?, lang)?,
        LineageFormat::Table => to.reading(&lineage_table::text(&answer, lang), lang)?,
        LineageFormat::Md => to.text(&drawing::markdown(&answer.tree, lang), lang)?,
        LineageFormat::Dot => to.text(&drawing::dot(&answer.tree, lang), lang)?,
        LineageFormat::Svg => to.text(&drawing::svg(&answer.tree, lang), lang)?,
        LineageFormat::Xlsx => {
            let paper = sheets::lineage(args.work.join(" ").trim(), &answer.tree, answer.unread, lang);
            to.bytes(&xlsx::write(&paper)?, lang)?;
        }
    }
    place::say_unread(answer.unread, lang);
    Ok(Exit::Done)
}
