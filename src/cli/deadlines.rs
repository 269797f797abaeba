//! `chidao deadlines`: what is due in a school year.

use chidao::answer::{self, DeadlineFilter, Deadlines, day, short};
use chidao::directive::{Deadline, DeadlineKind, Level};
use chidao::render::{Lang, csv::csv, dates, explain, review, table};
use chidao::store::Found;
use clap::ValueEnum;
use jiff::civil::Date;

use super::options::{ListFormat, ListOptions, StoreOption};
use super::{Exit, place, print, print_text};

/// List deadlines: dated ones in order, undated ones at the end (thời hạn, mốc thời gian)
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  chidao deadlines 2024-2025\n  \
    chidao deadlines --from 2024-09-01 --to 2024-09-30 --level tieu-hoc --format csv")]
pub struct Args {
    #[command(flatten)]
    of: ListOptions,
    /// Only what falls on or after this day, 2024-09-01 or 1/9/2024; undated ones stay at the end (từ ngày)
    #[arg(long, value_name = "DAY", value_parser = day)]
    from: Option<Date>,
    /// Only what falls on or before this day, 2024-09-30 or 30/9/2024 (đến ngày)
    #[arg(long, value_name = "DAY", value_parser = day)]
    to: Option<Date>,
    /// Only this kind (cách định thời gian)
    #[arg(long, value_enum)]
    kind: Option<Kind>,
    /// Say how each date came out: the rule, what was filled in, from where (giải thích cách tính ngày)
    #[arg(long)]
    explain: bool,
    #[command(flatten)]
    store: StoreOption,
    /// Output format (dạng kết quả)
    #[arg(long, value_enum, default_value_t = ListFormat::Table)]
    format: ListFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Kind {
    /// By or before a date (hạn)
    Due,
    /// On a day or in a month (ngày diễn ra)
    On,
    /// From … to … (khoảng thời gian)
    Period,
    /// By a year (mốc năm)
    Horizon,
    /// Again and again (định kỳ)
    Recurring,
    /// Fixed by an event of the school year (theo sự kiện)
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
    let found = answer::deadlines(&store, &args.filter())?;
    match args.format {
        ListFormat::Json => print(&serde_json::to_string_pretty(&found.json(lang))?)?,
        ListFormat::Csv => print(&as_csv(&found.rows, args.explain.then_some(lang))?)?,
        ListFormat::Table if found.rows.is_empty() => {
            eprintln!("{}", nothing(&found, lang));
            if let Some(years) = place::years_held(&store, lang)?.filter(|_| args.of.year.is_some()) {
                eprintln!("{years}");
            }
        }
        ListFormat::Table if args.explain => print_text(&as_explained_table(&found.rows, lang))?,
        ListFormat::Table => print_text(&as_table(&found.rows, lang))?,
    }
    place::say_unread(found.unread, lang);
    Ok(if found.rows.is_empty() { Exit::Nothing } else { Exit::Done })
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
        let said = match when.as_str() {
            "–" => fact.text.clone(),
            _ if dates::words_say_more(fact) => format!("{when}\n“{}”", fact.text),
            _ => when.clone(),
        };
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

/// `explained` is the language in which a last column says how each date came out.
fn as_csv(found: &[Found<Deadline>], explained: Option<Lang>) -> anyhow::Result<String> {
    let mut header = vec![
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
        "review",
        "reviewed_by",
        "reviewed_at",
    ];
    header.extend(explained.map(|_| "explained"));
    let rows = found.iter().map(|row| {
        let fact = &row.fact;
        let date = |date: Option<chidao::directive::PartialDate>| date.map(|d| d.to_string()).unwrap_or_default();
        let levels: Vec<_> = row.levels.iter().map(Level::slug).collect();
        let mut cells = vec![
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
            row.review.state.slug().to_owned(),
            row.review.by.clone().unwrap_or_default(),
            row.review.at.clone().unwrap_or_default(),
        ];
        cells.extend(explained.map(|lang| explain::deadline(fact, lang)));
        cells
    });
    Ok(csv(header, rows)?)
}
