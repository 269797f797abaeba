//! `chidao targets`: what is to be reached, kept or was reached in a school year.

use chidao::directive::{Level, SchoolYear, Target, TargetKind};
use chidao::render::{Lang, csv::csv, messages, quantity::quantity, table::table};
use chidao::store::{Filter, Found};
use clap::ValueEnum;
use serde_json::json;

use super::options::{ListFormat, StoreOption};
use super::{Exit, index::short, print};

/// List targets, norms and reported results (chỉ tiêu, định mức, kết quả)
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  chidao targets 2024-2025 --level tieu-hoc\n  \
    chidao targets 2023-2024 --kind result --format csv")]
pub struct Args {
    /// The school year, such as 2024-2025; without it, all years
    year: Option<SchoolYear>,
    /// Only this level: mam-non, tieu-hoc, thcs, thpt, gdtx (cấp học)
    #[arg(long)]
    level: Option<Level>,
    /// Only documents whose issuer's name holds these words (cơ quan ban hành)
    #[arg(long, value_name = "WORDS")]
    issuer: Option<String>,
    /// Only this kind
    #[arg(long, value_enum)]
    kind: Option<Kind>,
    #[command(flatten)]
    store: StoreOption,
    /// Output format
    #[arg(long, value_enum, default_value_t = ListFormat::Table)]
    format: ListFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Kind {
    /// To be reached or kept
    Target,
    /// A fixed rule
    Norm,
    /// Reported as reached
    Result,
}

impl Kind {
    fn is(self, kind: TargetKind) -> bool {
        matches!(
            (self, kind),
            (Self::Target, TargetKind::Target) | (Self::Norm, TargetKind::Norm) | (Self::Result, TargetKind::Result)
        )
    }
}

/// Runs the command.
pub fn run(args: &Args, lang: Lang) -> anyhow::Result<Exit> {
    let store = args.store.open()?;
    let filter = Filter { year: args.year, level: args.level, issuer: args.issuer.clone(), ..Filter::default() };
    let mut found = store.targets(&filter)?;
    found.retain(|found| args.kind.is_none_or(|kind| kind.is(found.fact.kind)));
    match args.format {
        ListFormat::Json => print(&serde_json::to_string_pretty(&as_json(&found, args))?)?,
        ListFormat::Csv => print(&as_csv(&found)?)?,
        ListFormat::Table if found.is_empty() => {
            eprintln!(
                "{}",
                lang.pick("Không có chỉ tiêu nào trong kho khớp yêu cầu.", "No target in this store matches.")
            );
        }
        ListFormat::Table => print(&as_table(&found, lang))?,
    }
    let totals = store.totals(&Filter::default())?;
    if let Some(note) = messages::unread_note(totals.unread, totals.pages_unread, lang) {
        eprintln!("{note}");
    }
    Ok(if found.is_empty() { Exit::Nothing } else { Exit::Done })
}

fn as_table(found: &[Found<Target>], lang: Lang) -> String {
    let mut table = table(lang.pick(
        ["Năm học", "Cấp", "Loại", "Nội dung", "Mức", "Nguồn"],
        ["School year", "Level", "Kind", "Subject", "Level to reach", "Source"],
    ));
    for row in found {
        let fact = &row.fact;
        let source = format!("{}, {} {}", row.document.label(), lang.pick("tr.", "p."), fact.evidence.page);
        table.add_row([
            row.school_year.map(|year| year.to_string()).unwrap_or_default(),
            fact.level.map(|level| messages::level(level, lang)).unwrap_or_default().to_owned(),
            messages::target_kind(fact.kind, lang).to_owned(),
            fact.subject.clone(),
            quantity(fact),
            source,
        ]);
    }
    format!("{table}\n{}", lang.count(found.len(), "chỉ tiêu", "target", "targets"))
}

fn as_json(found: &[Found<Target>], args: &Args) -> serde_json::Value {
    let items: Vec<_> = found
        .iter()
        .map(|found| {
            json!({
                "document": super::document_json(&found.document),
                "school_year": found.school_year,
                "year_inferred": found.year_inferred,
                "levels": found.levels,
                "target": found.fact,
            })
        })
        .collect();
    json!({ "schema": "chidao/targets@1", "year": args.year, "targets": items })
}

fn as_csv(found: &[Found<Target>]) -> anyhow::Result<String> {
    let header = [
        "school_year",
        "level",
        "kind",
        "subject",
        "op",
        "value",
        "value_max",
        "unit",
        "text",
        "section",
        "document",
        "issuer",
        "page",
        "file",
    ];
    let rows = found.iter().map(|row| {
        let fact = &row.fact;
        [
            row.school_year.map(|year| year.to_string()).unwrap_or_default(),
            fact.level.map(|level| level.slug()).unwrap_or_default().to_owned(),
            super::slug(&fact.kind),
            fact.subject.clone(),
            super::slug(&fact.op),
            fact.value.to_string(),
            fact.value_max.map(|value| value.to_string()).unwrap_or_default(),
            fact.unit.clone(),
            fact.text.clone(),
            fact.section.clone().unwrap_or_default(),
            row.document.label(),
            row.document.header.issuer.clone().unwrap_or_default(),
            fact.evidence.page.to_string(),
            short(&row.document.path),
        ]
    });
    Ok(csv(header, rows)?)
}
