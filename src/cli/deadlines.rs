//! `chidao deadlines`: what is due in a school year.

use chidao::directive::{Deadline, DeadlineKind, Level};
use chidao::render::{Lang, csv::csv, dates, explain, table};
use chidao::store::{Filter, Found, Totals};
use clap::ValueEnum;
use jiff::civil::Date;
use serde_json::json;

use super::options::{ListFormat, ListOptions, StoreOption, day};
use super::{Exit, index::short, place, print, print_text};

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
    let filter = args.of.filter();
    let mut found = store.deadlines(&filter)?;
    found.retain(|found| args.kind.is_none_or(|kind| kind.is(found.fact.kind)) && falls(&found.fact, args));
    // The list is stable: what falls on one day keeps the order of documents and places.
    found.sort_by_key(|found| found.fact.order());
    match args.format {
        ListFormat::Json => {
            let totals = store.totals(&Filter::default())?;
            print(&serde_json::to_string_pretty(&as_json(&found, args, &totals, lang))?)?;
        }
        ListFormat::Csv => print(&as_csv(&found, args.explain.then_some(lang))?)?,
        ListFormat::Table if found.is_empty() => {
            eprintln!("{}", nothing(args, lang));
            if let Some(years) = place::years_held(&store, lang)?.filter(|_| args.of.year.is_some()) {
                eprintln!("{years}");
            }
        }
        ListFormat::Table if args.explain => print_text(&as_explained_table(&found, lang))?,
        ListFormat::Table => print_text(&as_table(&found, lang))?,
    }
    place::say_unread(&store, lang)?;
    Ok(if found.is_empty() { Exit::Nothing } else { Exit::Done })
}

/// Whether a deadline lies in the days asked for; one without a date cannot be ruled out.
fn falls(deadline: &Deadline, args: &Args) -> bool {
    let Some((first, last)) = deadline.days() else { return true };
    let open = deadline.kind == DeadlineKind::Period && deadline.end.is_none();
    args.from.is_none_or(|from| open || last >= from) && args.to.is_none_or(|to| first <= to)
}

fn nothing(args: &Args, lang: Lang) -> String {
    let of = lang.pick("của năm học", "of school year");
    let year = args.of.year.map(|year| format!(" {of} {year}")).unwrap_or_default();
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
        match (narrow, wide) {
            (true, _) => {
                let task = [who, action].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(": ");
                list.add_row([said, task, place::source_and_page(&row.document, fact.evidence.page, lang)]);
            }
            (_, true) => {
                list.add_row([when, fact.text.clone(), action, who, source, page]);
            }
            _ => {
                list.add_row([said, action, who, source, page]);
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

fn as_json(found: &[Found<Deadline>], args: &Args, totals: &Totals, lang: Lang) -> serde_json::Value {
    let items: Vec<_> = found
        .iter()
        .map(|found| {
            let mut item = json!({
                "document": place::as_json(&found.document),
                "school_year": found.school_year,
                "year_inferred": found.year_inferred,
                "levels": found.levels,
                "deadline": found.fact,
            });
            if args.explain {
                item["explained"] = json!(explain::deadline(&found.fact, lang));
            }
            item
        })
        .collect();
    json!({
        "schema": "chidao/deadlines@1", "year": args.of.year, "deadlines": items,
        "files_unread": totals.unread, "pages_unread": totals.pages_unread,
    })
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
        ];
        cells.extend(explained.map(|lang| explain::deadline(fact, lang)));
        cells
    });
    Ok(csv(header, rows)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use chidao::directive::{Evidence, Span};

    fn deadline(start: &str, end: &str, exclusive: bool) -> Deadline {
        let evidence = Evidence::in_line(Span::new(0, 1), "");
        Deadline {
            section: None,
            text: String::new(),
            kind: DeadlineKind::Due,
            start: start.parse().ok(),
            end: end.parse().ok(),
            exclusive,
            recurrence: None,
            action: None,
            who: None,
            school_year: None,
            explanation: Vec::new(),
            evidence,
        }
    }

    #[test]
    fn before_a_month_is_due_before_it_begins() {
        for (start, end, exclusive, first, last) in [
            ("", "2024-11", true, "2024-10-31", "2024-11-01"),
            ("", "2024-11", false, "2024-11-01", "2024-11-30"),
            ("", "2024-09-21", true, "2024-09-20", "2024-09-21"),
            ("2024-09-05", "2025-01-10", false, "2024-09-05", "2025-01-10"),
            ("2024-09-05", "2025-01-10", true, "2024-09-05", "2025-01-10"),
        ] {
            let found = deadline(start, end, exclusive).days().expect("dated");
            assert_eq!(
                (found.0.to_string(), found.1.to_string()),
                (first.to_owned(), last.to_owned()),
                "{start} {end}"
            );
        }
        assert_eq!(deadline("", "", false).days(), None);
        let key = |end: &str| deadline("", end, true).order();
        assert!(key("2024-11") < key("2024-11-02") && key("2024-11-02") < deadline("", "", false).order());
    }
}
