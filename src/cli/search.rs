//! `chidao search`: who cites a document, year by year, or where words stand.

use std::collections::HashSet;
use std::num::NonZeroUsize;

use chidao::answer::Unread;
use chidao::render::Lang;
use chidao::store::{Citations, Filter, Hits, Store, Words};

use super::known::RegistryOption;
use super::options::{FilterOptions, ListFormat, StoreOption};
use super::search_output as output;
use super::standing::Standing;
use super::{Exit, place, print, print_text};

/// Search for a document's mentions, or for words (tìm viện dẫn hoặc từ ngữ)
///
/// A query that names a document finds every mention of it, however written; any other query is searched for in the
/// text: tone marks are optional, words in "double quotes" stand side by side.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  chidao search \"Thông tư 27/2020\"\n  chidao search \"tt 27/2020\" --year 2024-2025\n  \
    chidao search 'boi duong giao vien'\n  chidao search '\"học 2 buổi/ngày\"' --level tieu-hoc --format csv\n\n\
    A query that begins with a hyphen follows --: chidao search -- -x\n\n    \
    Exit codes: 0 found, 1 nothing matched, 2 error."
)]
pub struct Args {
    /// A document (Thông tư 27/2020/TT-BGDĐT, 27/2020, Luật Giáo dục), or words (văn bản hoặc từ ngữ)
    #[arg(required = true)]
    query: Vec<String>,
    #[command(flatten)]
    filter: FilterOptions,
    /// At most so many results (số kết quả; default: all mentions, 20 passages)
    #[arg(long, value_name = "N")]
    limit: Option<NonZeroUsize>,
    #[command(flatten)]
    registry: RegistryOption,
    #[command(flatten)]
    store: StoreOption,
    /// Output format (dạng kết quả)
    #[arg(long, value_enum, default_value_t = ListFormat::Table)]
    format: ListFormat,
}

const PASSAGES: usize = 20;

/// Runs the command.
pub fn run(args: &Args, lang: Lang) -> anyhow::Result<Exit> {
    let query = args.query.join(" ");
    let words = Words::of(&query);
    if words.is_empty() {
        anyhow::bail!(lang.pick(
            "chưa có gì để tìm: hãy nhập số, ký hiệu văn bản hoặc từ ngữ",
            "nothing to search for: give a document's number or some words",
        ));
    }
    let store = args.store.open()?;
    let filter = args.filter.filter();
    let exit = match store.cited(&query, &filter)? {
        Some(found) if !found.works.is_empty() => mentions(&store, &query, found, args, lang)?,
        // What looks like a document that nothing cites may still stand in the text.
        Some(found) => {
            let phrase = Words::of(&format!("\"{}\"", query.replace('"', " ")));
            passages(&store, &query, &phrase, &filter, Some(found), args, lang)?
        }
        None => passages(&store, &query, &words, &filter, None, args, lang)?,
    };
    place::say_unread(Unread::of(&store)?, lang);
    Ok(exit)
}

fn mentions(store: &Store, query: &str, found: Citations, args: &Args, lang: Lang) -> anyhow::Result<Exit> {
    let citing: HashSet<i64> = found.mentions.iter().map(|mention| mention.document.id).collect();
    let total = (found.mentions.len(), citing.len());
    let mut found = found;
    found.mentions.truncate(args.limit.map_or(usize::MAX, NonZeroUsize::get));
    let passages = store.passages(&found.mentions, 120)?;
    let held = output::held(store, &found.works)?;
    let asked = args.filter.year.map(|year| (year, args.filter.level));
    let named = output::fullest(&found.works).into_iter();
    let named = named.map(|work| (work.key.clone(), work.full_identity()));
    let standing = Standing::of(store, &args.registry, named, asked, lang)?;
    match args.format {
        ListFormat::Table => print_text(&output::mentions_text(&found, &passages, &held, total, &standing, lang))?,
        ListFormat::Json => {
            let totals = store.totals(&Filter::default())?;
            let mut answer = output::mentions_json(query, &found, &passages, &held, &totals);
            answer["statuses"] = standing.as_json(lang).into();
            print(&serde_json::to_string_pretty(&answer)?)?;
        }
        ListFormat::Csv => print(&output::mentions_csv(&found, &passages)?)?,
    }
    Ok(if total.0 == 0 && held.is_empty() { Exit::Nothing } else { Exit::Done })
}

fn passages(
    store: &Store,
    query: &str,
    words: &Words,
    filter: &Filter,
    cited: Option<Citations>,
    args: &Args,
    lang: Lang,
) -> anyhow::Result<Exit> {
    let mut hits: Hits = store.find(words, filter, args.limit.map_or(PASSAGES, NonZeroUsize::get))?;
    if cited.is_some() {
        // A number is not misspelt as words are: its near ones are other numbers.
        hits.suggestion = None;
    }
    let near = cited.map(|cited| cited.near).unwrap_or_default();
    if hits.stale {
        eprintln!(
            "{}",
            lang.pick(
                "Kho đang được cập nhật: có thể thiếu văn bản mới.",
                "The store is being written: what is new may be missing."
            )
        );
    }
    match args.format {
        ListFormat::Table => {
            if hits.hits.is_empty() {
                eprintln!(
                    "{}",
                    lang.pick(
                        format!("Không tìm thấy “{query}” trong kho."),
                        format!("“{query}” was not found in this store.")
                    )
                );
            } else {
                print_text(&output::hits_text(&hits, lang))?;
            }
            for line in output::suggestions(&hits, &near, lang) {
                eprintln!("{line}");
            }
        }
        ListFormat::Json => {
            let totals = store.totals(&Filter::default())?;
            print(&serde_json::to_string_pretty(&output::hits_json(query, &hits, &near, &totals))?)?;
        }
        ListFormat::Csv => print(&output::hits_csv(&hits)?)?,
    }
    Ok(if hits.hits.is_empty() { Exit::Nothing } else { Exit::Done })
}
