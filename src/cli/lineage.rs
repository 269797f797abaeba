//! `chidao lineage`: the versions of a directive by year, what stands above and below each, what replaces what.

use chidao::answer::{self, AnswerError, LineageFilter};
use chidao::render::{Lang, lineage as drawing};

use super::options::StoreOption;
use super::{Exit, lineage_table, named, place, print, print_text};

/// Show the yearly versions of a directive, the chain of authority and what replaces what (dòng văn bản)
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  chidao lineage 2190/SGDĐT-TH\n  chidao lineage \"Thông tư 36/2017/TT-BGDĐT\" --format \
    json\n  chidao lineage 248/PGDĐT-GDTH --format svg > dong.svg\n  chidao lineage 248/PGDĐT-GDTH --format dot | dot \
    -Tpdf > dong.pdf"
)]
pub struct Args {
    /// A document by its number, held or only cited; or a held one by its path or id (số, tệp hoặc mã của văn bản)
    #[arg(required = true, value_parser = super::options::name)]
    work: Vec<String>,
    #[command(flatten)]
    store: StoreOption,
    /// Output format (dạng kết quả)
    #[arg(long, value_enum, default_value_t = LineageFormat::Table)]
    format: LineageFormat,
}

/// How a lineage is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum LineageFormat {
    /// For reading (để đọc)
    Table,
    /// For programs (cho phần mềm)
    Json,
    /// A graph for Graphviz (đồ thị)
    Dot,
    /// A picture (hình vẽ)
    Svg,
    /// Markdown (để dán vào báo cáo)
    Md,
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
    match args.format {
        LineageFormat::Json => print(&serde_json::to_string_pretty(&answer.json())?)?,
        LineageFormat::Table => print_text(&lineage_table::text(&answer, lang))?,
        LineageFormat::Md => print(&drawing::markdown(&answer.tree, lang))?,
        LineageFormat::Dot => print(&drawing::dot(&answer.tree, lang))?,
        LineageFormat::Svg => print(&drawing::svg(&answer.tree, lang))?,
    }
    place::say_unread(answer.unread, lang);
    Ok(Exit::Done)
}
