//! `chidao reviews`: what people have said of single facts on the site.

use chidao::answer::{self, ReviewFilter, short};
use chidao::render::{Lang, csv::csv, review as wording, table};
use chidao::store::Reviewed;

use super::options::StoreOption;
use super::{Exit, named, place, print, print_text};

/// List what people have confirmed, set right or dismissed, also of facts not found any more
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  chidao reviews\n  chidao reviews 248/PGDĐT-GDTH --format json")]
pub struct Args {
    /// Only facts of this document: its number, its path, or the number in [brackets]
    #[arg(value_name = "DOC", value_parser = super::options::name)]
    document: Option<String>,
    #[command(flatten)]
    store: StoreOption,
    /// Output format
    #[arg(long, value_enum, default_value_t = ReviewFormat::Table)]
    format: ReviewFormat,
}

/// How the list is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum ReviewFormat {
    /// For reading
    Table,
    /// For programs
    Json,
    /// For a spreadsheet
    Csv,
}

/// Runs the command.
pub fn run(args: &Args, lang: Lang) -> anyhow::Result<Exit> {
    let store = args.store.open()?;
    let document = args.document.as_deref().map(|name| named::given(&store, name)).transpose()?;
    let filter = ReviewFilter { document };
    let found = answer::reviews(&store, &filter).map_err(|error| named::told(error, lang))?;
    match args.format {
        ReviewFormat::Json => print(&serde_json::to_string_pretty(&found.json())?)?,
        ReviewFormat::Csv => print(&as_csv(&found.rows)?)?,
        ReviewFormat::Table if found.rows.is_empty() => {
            eprintln!(
                "{}",
                lang.pick("Chưa ai xác nhận gì trong kho này.", "Nobody has confirmed anything in this store.")
            );
        }
        ReviewFormat::Table => print_text(&as_table(&found.rows, lang))?,
    }
    Ok(if found.rows.is_empty() { Exit::Nothing } else { Exit::Done })
}

fn as_table(rows: &[Reviewed], lang: Lang) -> String {
    let mut list = table::sized(&[
        (lang.pick("Trạng thái", "State"), Some(13)),
        (lang.pick("Ai, khi nào", "Who, when"), Some(18)),
        (lang.pick("Loại", "Kind"), Some(9)),
        (lang.pick("Nội dung", "What"), None),
        (lang.pick("Nguồn", "Source"), Some(24)),
    ]);
    for row in rows {
        let machine = wording::machine(&row.review, lang).map(|said| format!("\n{said}")).unwrap_or_default();
        let lost = if row.fact.is_none() { lang.pick("\n(không còn thấy)", "\n(not found any more)") } else { "" };
        let source = row.document.as_ref().map(|document| place::source_and_page(document, row.page, lang));
        list.add_row([
            wording::state(row.review.state, lang).to_owned(),
            wording::by(&row.review),
            wording::kind(row.kind, lang).to_owned(),
            format!("“{}”{machine}{lost}", row.words),
            source.unwrap_or_else(|| lang.pick("tệp đã mất", "the file is gone").to_owned()),
        ]);
    }
    format!("{}\n{}", table::text(&list), lang.count(rows.len(), "mục", "fact", "facts"))
}

fn as_csv(rows: &[Reviewed]) -> anyhow::Result<String> {
    let header = [
        "review",
        "reviewed_by",
        "reviewed_at",
        "kind",
        "text",
        "value",
        "machine",
        "found",
        "document",
        "page",
        "file",
    ];
    let json = |value: &Option<serde_json::Value>| value.as_ref().map(ToString::to_string).unwrap_or_default();
    let rows = rows.iter().map(|row| {
        let document = row.document.as_ref();
        [
            row.review.state.slug().to_owned(),
            row.review.by.clone().unwrap_or_default(),
            row.review.at.clone().unwrap_or_default(),
            row.kind.slug().to_owned(),
            row.words.clone(),
            json(&row.review.value),
            json(&row.review.machine),
            row.fact.is_some().to_string(),
            document.map(|document| document.label()).unwrap_or_default(),
            row.page.to_string(),
            document.map(|document| short(&document.path)).unwrap_or_default(),
        ]
    });
    Ok(csv(header, rows)?)
}
