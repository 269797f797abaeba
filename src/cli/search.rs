//! `chidao search`: who cites a document, year by year, or where words stand.

use std::num::NonZeroUsize;

use chidao::answer::{self, Passages, Search, SearchFilter};
use chidao::export::{csv, sheets, xlsx};
use chidao::render::Lang;

use super::known::RegistryOption;
use super::options::{FilterOptions, ListFormat, StoreOption};
use super::output::OutputOption;
use super::{Exit, named, place, search_output as output};

/// Search for a document's mentions, or for words
///
/// A query that names a document finds every mention of it, however written; any other query is searched for in the
/// text: tone marks are optional, words in "double quotes" stand side by side.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  chidao search \"Thông tư 27/2020\"\n  chidao search \"tt 27/2020\" --year 2024-2025\n  \
    chidao search 'boi duong giao vien'\n  chidao search '\"học 2 buổi/ngày\"' --level tieu-hoc --format csv\n  \
    chidao search \"Thông tư 27/2020\" -o vien-dan.xlsx\n\n\
    A query that begins with a hyphen follows --: chidao search -- -x\n\n    \
    Exit codes: 0 found, 1 nothing matched, 2 error."
)]
pub struct Args {
    /// A document (Thông tư 27/2020/TT-BGDĐT, 27/2020, Luật Giáo dục), or words
    #[arg(required = true)]
    query: Vec<String>,
    #[command(flatten)]
    filter: FilterOptions,
    /// At most so many results; default: all mentions, 20 passages
    #[arg(long, value_name = "N")]
    limit: Option<NonZeroUsize>,
    #[command(flatten)]
    registry: RegistryOption,
    #[command(flatten)]
    store: StoreOption,
    /// Output format; default: table, or what the ending of --output names
    #[arg(long, value_enum)]
    format: Option<ListFormat>,
    #[command(flatten)]
    output: OutputOption,
}

/// Runs the command.
pub fn run(args: &Args, lang: Lang) -> anyhow::Result<Exit> {
    let of = &args.filter;
    let filter = SearchFilter {
        query: args.query.join(" "),
        year: of.year,
        kind: of.kind,
        issuer: of.issuer.clone(),
        level: of.level,
        limit: args.limit,
        among: None,
    };
    let store = args.store.open()?;
    let registry = args.registry.read_or_shipped(store.folder(), lang);
    let found = answer::search(&store, &registry, &filter).map_err(|error| named::told(error, lang))?;
    if let Search::Passages(passages) = &found
        && passages.hits.stale
    {
        let (vi, en) = (
            "Kho đang được cập nhật: có thể thiếu văn bản mới.",
            "The store is being written: what is new may be missing.",
        );
        eprintln!("{}", lang.pick(vi, en));
    }
    let to = &args.output;
    match (to.format(args.format, lang)?, &found) {
        (ListFormat::Json, _) => to.text(&serde_json::to_string_pretty(&found.json(lang))?, lang)?,
        (ListFormat::Csv, Search::Mentions(found)) => to.text(&csv::references(found)?, lang)?,
        (ListFormat::Csv, Search::Passages(found)) => to.text(&csv::passages(&found.hits)?, lang)?,
        (ListFormat::Xlsx, Search::Mentions(found)) => {
            to.bytes(&xlsx::write(&sheets::references(found, lang))?, lang)?
        }
        (ListFormat::Xlsx, Search::Passages(found)) => to.bytes(&xlsx::write(&sheets::passages(found, lang))?, lang)?,
        (ListFormat::Table, Search::Mentions(found)) => to.reading(&output::mentions_text(found, lang), lang)?,
        (ListFormat::Table, Search::Passages(found)) => passages(found, to, lang)?,
    }
    place::say_unread(found.unread(), lang);
    Ok(if found.is_empty() { Exit::Nothing } else { Exit::Done })
}

fn passages(found: &Passages, to: &OutputOption, lang: Lang) -> anyhow::Result<()> {
    if found.hits.hits.is_empty() {
        let query = &found.query;
        let (vi, en) =
            (format!("Không tìm thấy “{query}” trong kho."), format!("“{query}” was not found in this store."));
        eprintln!("{}", lang.pick(vi, en));
    } else {
        to.reading(&output::hits_text(&found.hits, lang), lang)?;
    }
    for line in output::suggestions(found, lang) {
        eprintln!("{line}");
    }
    Ok(())
}
