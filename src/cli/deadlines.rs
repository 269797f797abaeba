//! `chidao deadlines`: what is due in a school year.

use chidao::answer::{self, DeadlineFilter, Deadlines, day};
use chidao::directive::{Deadline, DeadlineKind};
use chidao::export::{about, csv, docx, html, ics, markdown, reports, sheets, titles, xlsx};
use chidao::render::{Lang, dates, explain, review, table};
use chidao::store::{Found, Store};
use clap::ValueEnum;
use jiff::civil::Date;

use super::options::{ListOptions, StoreOption};
use super::output::OutputOption;
use super::{Exit, place};

/// List deadlines: dated ones in order, undated ones at the end
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  chidao deadlines 2024-2025\n  \
    chidao deadlines --from 2024-09-01 --to 2024-09-30 --level tieu-hoc --format csv\n  \
    chidao deadlines 2024-2025 -o thoi-han.ics\n  chidao deadlines 2024-2025 -o thoi-han.docx")]
pub struct Args {
    #[command(flatten)]
    of: ListOptions,
    /// Only what falls on or after this day, 2024-09-01 or 1/9/2024; undated ones stay at the end
    #[arg(long, value_name = "DAY", value_parser = day)]
    from: Option<Date>,
    /// Only what falls on or before this day, 2024-09-30 or 30/9/2024
    #[arg(long, value_name = "DAY", value_parser = day)]
    to: Option<Date>,
    /// Only this kind
    #[arg(long, value_enum)]
    kind: Option<Kind>,
    /// Say how each date came out: the rule, what was filled in, from where
    #[arg(long)]
    explain: bool,
    #[command(flatten)]
    store: StoreOption,
    /// Output format; default: table, or what the ending of --output names
    #[arg(long, value_enum)]
    format: Option<Format>,
    #[command(flatten)]
    output: OutputOption,
}

/// How the list is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For reading
    Table,
    /// For programs
    Json,
    /// For a spreadsheet, plain
    Csv,
    /// For a calendar program
    Ics,
    /// A workbook
    Xlsx,
    /// Markdown, for a report
    Md,
    /// A report for a browser
    Html,
    /// A report for Word, form of Nghị định 30/2020/NĐ-CP
    Docx,
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

impl From<Kind> for DeadlineKind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Due => Self::Due,
            Kind::On => Self::On,
            Kind::Period => Self::Period,
            Kind::Horizon => Self::Horizon,
            Kind::Recurring => Self::Recurring,
            Kind::Relative => Self::Relative,
        }
    }
}

impl Args {
    fn filter(&self) -> DeadlineFilter {
        DeadlineFilter {
            year: self.of.year,
            level: self.of.level,
            issuer: self.of.issuer.clone(),
            from: self.from,
            to: self.to,
            kind: self.kind.map(Into::into),
            explain: self.explain,
        }
    }
}

/// Runs the command.
pub fn run(args: &Args, lang: Lang) -> anyhow::Result<Exit> {
    let store = args.store.open()?;
    let found = answer::deadlines(&store, &args.filter()).map_err(|error| super::named::told(error, lang))?;
    let to = &args.output;
    match to.format(args.format, lang)? {
        Format::Json => to.text(&serde_json::to_string_pretty(&found.json(lang))?, lang)?,
        Format::Csv => to.text(&csv::deadlines(&found, lang)?, lang)?,
        Format::Ics => to.bytes(calendar(&store, &found, lang)?.as_bytes(), lang)?,
        Format::Xlsx => to.bytes(&xlsx::write(&sheets::deadlines(&found, lang))?, lang)?,
        Format::Md => to.text(&markdown::write(&reports::deadlines(&found, lang)), lang)?,
        Format::Html => to.bytes(html::write(&reports::deadlines(&found, lang)).as_bytes(), lang)?,
        Format::Docx => to.bytes(&docx::write(&reports::deadlines(&found, lang))?, lang)?,
        Format::Table if found.rows.is_empty() => {}
        Format::Table if args.explain => to.reading(&as_explained_table(&found.rows, lang), lang)?,
        Format::Table => to.reading(&as_table(&found.rows, lang), lang)?,
    }
    if found.rows.is_empty() {
        eprintln!("{}", nothing(&found, lang));
        if let Some(years) = place::years_held(&store, lang)?.filter(|_| args.of.year.is_some()) {
            eprintln!("{years}");
        }
    }
    place::say_unread(found.unread, lang);
    Ok(if found.rows.is_empty() { Exit::Nothing } else { Exit::Done })
}

/// The calendar; how much of it has a day is said on standard error.
fn calendar(store: &Store, found: &Deadlines, lang: Lang) -> anyhow::Result<String> {
    let clauses = answer::clauses(store, &found.rows)?;
    let rows: Vec<ics::Row<'_>> =
        found.rows.iter().zip(&clauses).map(|(found, clause)| ics::Row { found, clause }).collect();
    let (dated, undated) = ics::counts(&rows);
    let events = lang.count(dated, "sự kiện có ngày", "event with a day", "events with a day");
    let tasks = lang.count(undated, "việc không ghi ngày", "task without a day", "tasks without a day");
    eprintln!("{events}, {tasks}");
    Ok(ics::calendar(&rows, &titles::deadlines(&found.filter, lang), &about::of_calendar(found, &rows, lang), lang))
}

fn nothing(found: &Deadlines, lang: Lang) -> String {
    let of = lang.pick("của năm học", "of school year");
    let year = found.filter.year.map(|year| format!(" {of} {year}")).unwrap_or_default();
    lang.pick(
        format!("Trong kho không có thời hạn nào{year} khớp yêu cầu."),
        format!("No deadline{year} in this store matches."),
    )
}

/// Narrow tables join columns, so that the task keeps room: below 100 who and page, below 150 the words as written.
fn as_table(found: &[Found<Deadline>], lang: Lang) -> String {
    let width = table::width();
    let (narrow, wide) = (width < 100, width >= 150);
    let when = (lang.pick("Thời gian", "When"), Some(if narrow { 19 } else { 24 }));
    let words = (lang.pick("Nguyên văn", "As written"), Some(32));
    let task = (lang.pick("Việc", "Task"), None);
    let who = (lang.pick("Ai", "Who"), Some(if wide { 32 } else { 20 }));
    let source = (lang.pick("Nguồn", "Source"), Some(if narrow { 20 } else { 18 }));
    let page = (lang.pick("Tr.", "P."), Some(3));
    let mut list = match (narrow, wide) {
        (true, _) => table::sized(&[when, task, source]),
        (_, true) => table::sized(&[when, words, task, who, source, page]),
        _ => table::sized(&[when, task, who, source, page]),
    };
    for row in found {
        let fact = &row.fact;
        let (action, who) = (fact.action.clone().unwrap_or_default(), fact.who.clone().unwrap_or_default());
        let source = place::source(&row.document);
        let page = place::page(&row.document, fact.evidence.page);
        let when = dates::when(fact, lang);
        // What has no date is said in the words of the text; other words stand under the date where they say more.
        let said = if dates::words_say_more(fact) { format!("{when}\n“{}”", fact.text) } else { when.clone() };
        let noted = |cell: String| match review::note(&row.review, lang) {
            Some(note) => format!("{cell}\n{note}"),
            None => cell,
        };
        match (narrow, wide) {
            (true, _) => {
                let task = [who, action].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(": ");
                list.add_row([said, task, noted(place::source_and_page(&row.document, fact.evidence.page, lang))]);
            }
            (_, true) => {
                list.add_row([when, fact.text.clone(), action, who, noted(source), page]);
            }
            _ => {
                list.add_row([said, action, who, noted(source), page]);
            }
        }
    }
    let count = lang.count(found.len(), "thời hạn", "deadline", "deadlines");
    format!("{}\n{count}", table::text(&list))
}

/// Each time with the way its dates came out.
fn as_explained_table(found: &[Found<Deadline>], lang: Lang) -> String {
    let mut list = table::sized(&[
        (lang.pick("Thời gian", "When"), Some(24)),
        (lang.pick("Cách tính", "How it came out"), None),
        (lang.pick("Việc", "Task"), Some(30)),
        (lang.pick("Nguồn", "Source"), Some(18)),
    ]);
    for row in found {
        let fact = &row.fact;
        let when = format!("{}\n“{}”", dates::when(fact, lang), fact.text);
        let source = place::source_and_page(&row.document, fact.evidence.page, lang);
        list.add_row([when, explain::deadline(fact, lang), fact.action.clone().unwrap_or_default(), source]);
    }
    let count = lang.count(found.len(), "thời hạn", "deadline", "deadlines");
    format!("{}\n{count}", table::text(&list))
}
