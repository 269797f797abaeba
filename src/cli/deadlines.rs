//! `chidao deadlines`: what is due in a school year.

use chidao::directive::{Deadline, DeadlineKind, Level, SchoolYear};
use chidao::render::{Lang, csv::csv, dates, messages, table::table};
use chidao::store::{Filter, Found};
use clap::ValueEnum;
use jiff::civil::Date;
use serde_json::json;

use super::options::{ListFormat, StoreOption};
use super::{Exit, index::short, print};

/// List deadlines: dated ones in order, undated ones at the end (thời hạn, mốc thời gian)
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  chidao deadlines 2024-2025\n  \
    chidao deadlines --from 2024-09-01 --to 2024-09-30 --level tieu-hoc --format csv")]
pub struct Args {
    /// The school year, such as 2024-2025; without it, all years
    year: Option<SchoolYear>,
    /// Only what falls on or after this day (YYYY-MM-DD); undated ones are kept at the end
    #[arg(long, value_name = "DAY")]
    from: Option<Date>,
    /// Only what falls on or before this day (YYYY-MM-DD)
    #[arg(long, value_name = "DAY")]
    to: Option<Date>,
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
    /// By or before a date
    Due,
    /// On a day or in a month
    On,
    /// From … to …
    Period,
    /// By a year
    Horizon,
    /// Again and again
    Recurring,
    /// Fixed by an event of the school year
    Relative,
}

impl Kind {
    fn is(self, kind: DeadlineKind) -> bool {
        matches!(
            (self, kind),
            (Self::Due, DeadlineKind::Due)
                | (Self::On, DeadlineKind::On)
                | (Self::Period, DeadlineKind::Period)
                | (Self::Horizon, DeadlineKind::Horizon)
                | (Self::Recurring, DeadlineKind::Recurring)
                | (Self::Relative, DeadlineKind::Relative)
        )
    }
}

/// Runs the command.
pub fn run(args: &Args, lang: Lang) -> anyhow::Result<Exit> {
    let store = args.store.open()?;
    let filter = Filter { year: args.year, level: args.level, issuer: args.issuer.clone(), ..Filter::default() };
    let mut found = store.deadlines(&filter)?;
    found.retain(|found| args.kind.is_none_or(|kind| kind.is(found.fact.kind)) && falls(&found.fact, args));
    // The list is stable: what falls on one day keeps the order of documents and places.
    found.sort_by_key(|found| sort_key(&found.fact));
    match args.format {
        ListFormat::Json => print(&serde_json::to_string_pretty(&as_json(&found, args))?)?,
        ListFormat::Csv => print(&as_csv(&found)?)?,
        ListFormat::Table if found.is_empty() => eprintln!("{}", nothing(args, lang)),
        ListFormat::Table => print(&as_table(&found, lang))?,
    }
    let totals = store.totals(&Filter::default())?;
    if let Some(note) = messages::unread_note(totals.unread, totals.pages_unread, lang) {
        eprintln!("{note}");
    }
    Ok(if found.is_empty() { Exit::Nothing } else { Exit::Done })
}

/// Whether a deadline lies in the days asked for; one without a date cannot be ruled out.
fn falls(deadline: &Deadline, args: &Args) -> bool {
    let (Some(first), Some(last)) = (deadline.start.or(deadline.end), deadline.end.or(deadline.start)) else {
        return true;
    };
    let open = deadline.kind == DeadlineKind::Period && deadline.end.is_none();
    args.from.is_none_or(|from| open || last.last_day() >= from) && args.to.is_none_or(|to| first.first_day() <= to)
}

/// Dated before undated; the day that matters is the last one for what is due and the first one for what begins.
fn sort_key(deadline: &Deadline) -> (bool, Option<Date>, Option<Date>) {
    let first = deadline.start.map(|date| date.first_day());
    let last = deadline.end.map(|date| date.last_day());
    let day = first.or(last);
    (day.is_none(), day, last)
}

fn nothing(args: &Args, lang: Lang) -> String {
    let year = args.year.map(|year| format!(" {year}")).unwrap_or_default();
    lang.pick(
        format!("Không có thời hạn nào{year} trong kho khớp yêu cầu."),
        format!("No deadline{year} in this store matches."),
    )
}

fn as_table(found: &[Found<Deadline>], lang: Lang) -> String {
    let mut table = table(
        lang.pick(["Thời gian", "Nguyên văn", "Việc", "Ai", "Nguồn"], ["When", "As written", "Task", "Who", "Source"]),
    );
    for row in found {
        let fact = &row.fact;
        let source = format!("{}, {} {}", row.document.label(), lang.pick("tr.", "p."), fact.evidence.page);
        let cell = |text: &Option<String>| text.clone().unwrap_or_default();
        table.add_row([dates::when(fact, lang), fact.text.clone(), cell(&fact.action), cell(&fact.who), source]);
    }
    let count = lang.count(found.len(), "thời hạn", "deadline", "deadlines");
    format!("{table}\n{count}")
}

fn as_json(found: &[Found<Deadline>], args: &Args) -> serde_json::Value {
    let items: Vec<_> = found
        .iter()
        .map(|found| {
            json!({
                "document": super::document_json(&found.document),
                "school_year": found.school_year,
                "year_inferred": found.year_inferred,
                "levels": found.levels,
                "deadline": found.fact,
            })
        })
        .collect();
    json!({ "schema": "chidao/deadlines@1", "year": args.year, "deadlines": items })
}

fn as_csv(found: &[Found<Deadline>]) -> anyhow::Result<String> {
    let header = [
        "start",
        "end",
        "kind",
        "exclusive",
        "recurrence",
        "text",
        "action",
        "who",
        "school_year",
        "levels",
        "document",
        "issuer",
        "page",
        "file",
    ];
    let rows = found.iter().map(|row| {
        let fact = &row.fact;
        let date = |date: Option<chidao::directive::PartialDate>| date.map(|d| d.to_string()).unwrap_or_default();
        let levels: Vec<_> = row.levels.iter().map(Level::slug).collect();
        [
            date(fact.start),
            date(fact.end),
            super::slug(&fact.kind),
            fact.exclusive.to_string(),
            fact.recurrence.clone().unwrap_or_default(),
            fact.text.clone(),
            fact.action.clone().unwrap_or_default(),
            fact.who.clone().unwrap_or_default(),
            row.school_year.map(|year| year.to_string()).unwrap_or_default(),
            levels.join(" "),
            row.document.label(),
            row.document.header.issuer.clone().unwrap_or_default(),
            fact.evidence.page.to_string(),
            short(&row.document.path),
        ]
    });
    Ok(csv(header, rows)?)
}
