//! All deadlines of a school year, dated ones in order.

mod month;

use std::collections::HashMap;

use askama::Template;
use jiff::civil::Date;

use super::super::answer::{Answer, Trouble};
use super::super::ask::Ask;
use super::super::view::{Frame, page_name, place};
use super::paging::Paging;
use super::review::ReviewView;
use super::{Choice, exports, levels, years};
use crate::answer::{DeadlineFilter, Unread, listed};
use crate::catalogue;
use crate::directive::{Deadline, PartialDate, SchoolYear};
use crate::export::Form;
use crate::export::ics::{self, Moved, Placing};
use crate::render::{Lang, dates, messages};
use crate::store::{Filter, Found, Store, StoreError};
use month::Calendar;

/// So many rows stand on one page.
const SHOWN: usize = 300;
/// Of so many documents the year before is looked up at once.
const COMPARED: usize = 60;

/// The same tasks in the year before, by the number of the deadline: when, and the place on the site.
type Before = HashMap<i64, (String, String)>;

/// A deadline in a table.
#[derive(Debug, Clone)]
pub struct Row {
    /// The date in machine form, for browsers; empty where there is none.
    pub day: String,
    /// When, for a reader.
    pub when: String,
    /// The words of the text, where they say more than the date.
    pub words: Option<String>,
    /// The last day in time, where the text names another: in words.
    pub last: Option<String>,
    /// What is to be done.
    pub task: String,
    /// By whom.
    pub who: String,
    /// The document.
    pub source: String,
    /// The page.
    pub page: String,
    /// The place on the site.
    pub address: String,
    /// What people have said of it.
    pub review: ReviewView,
    /// The same task in the year before: when, and its place on the site.
    pub before: Option<(String, String)>,
}

impl Row {
    /// A row for `found`.
    pub fn new(found: &Found<Deadline>, lang: Lang) -> Self {
        let fact = &found.fact;
        let when = dates::when(fact, lang);
        let (day, moved) = match ics::place(found) {
            Placing::Days { last, moved, .. } => (Some(last), moved),
            Placing::Again { .. } | Placing::Undated => (None, None),
        };
        let last = day.filter(|_| moved == Some(Moved::Before));
        Self {
            day: day.map(|day| day.to_string()).unwrap_or_default(),
            last: last
                .map(|day| format!("{} {}", lang.pick("ngày cuối:", "last day:"), dates::date(PartialDate::Day(day)))),
            words: dates::words_say_more(fact).then(|| fact.text.clone()),
            when,
            task: fact.action.clone().unwrap_or_default(),
            who: fact.who.clone().unwrap_or_default(),
            source: found.document.titled(),
            page: page_name(&found.document, fact.evidence.page, lang),
            address: place(found.document.id, "deadlines", found.id, &fact.evidence),
            review: ReviewView::new(&found.review, fact.evidence.confidence, lang),
            before: None,
        }
    }
}

/// A deadline of a list, with where it goes.
#[derive(Debug, Clone)]
pub struct Placed {
    id: i64,
    /// Its place in the calendar.
    placing: Placing,
}

/// The deadlines of one month, or those without a date.
#[derive(Debug, Clone)]
struct Month {
    name: String,
    rows: Vec<Row>,
}

#[derive(Template)]
#[template(path = "deadlines.html")]
struct DeadlinesPage {
    frame: Frame,
    years: Vec<Choice>,
    levels: Vec<Choice>,
    issuer: String,
    months: Vec<Month>,
    /// The month as a calendar, where it is asked for.
    calendar: Option<Calendar>,
    /// The same list in the other view; and a month's neighbours.
    as_list: String,
    as_calendar: String,
    /// The same list with, or without, the same tasks of the year before.
    with_before: String,
    shows_before: bool,
    too_many: Option<String>,
    before: String,
    after: String,
    count: String,
    paging: Paging,
    /// The list as files.
    exports: Vec<exports::Link>,
    unread: Option<String>,
}

/// `GET /deadlines`.
pub fn page(ask: &Ask) -> Result<Answer, Trouble> {
    let lang = ask.lang;
    let store = ask.site.store()?;
    let filter = exports::deadline_filter(ask);
    let placed = ask.site.deadlines.of(&store, &format!("{filter:?}"), || placed(&store, &filter))?;
    let unread = Unread::of(&store)?;
    let calendar = match ask.field("month") {
        Some(month) => Some(calendar(ask, &store, first_of(month, filter.year, &placed), &placed)?),
        None => None,
    };
    let (shown, paging) = Paging::of(ask, placed.len(), SHOWN);
    let found = if calendar.is_some() { Vec::new() } else { rows_of(&store, &placed[shown])? };
    let same = if ask.field("before").is_some() { year_before(ask, &store, &found)? } else { None };
    let too_many = ask.field("before").filter(|_| same.is_none()).map(|_| {
        let (vi, en) = (
            "Quá nhiều văn bản để đối chiếu với năm trước: hãy chọn năm học, cấp học hoặc cơ quan.",
            "Too many documents to be compared with the year before: choose a year, a level or an issuer.",
        );
        lang.pick(vi, en).to_owned()
    });
    let month = |month: &str| ask.with(&[("month", Some(month)), ("sheet", None)]);
    let page = DeadlinesPage {
        frame: Frame::new(ask, lang.pick("Thời hạn", "Deadlines"), "deadlines"),
        years: years(&store, filter.year)?,
        levels: levels(filter.level, lang),
        issuer: filter.issuer.clone().unwrap_or_default(),
        count: lang.count(placed.len(), "thời hạn", "deadline", "deadlines"),
        paging,
        exports: exports::links(
            ask,
            "/deadlines",
            &[Form::Ics, Form::Xlsx, Form::Csv, Form::Docx],
            &["year", "level", "issuer"],
        ),
        months: if calendar.is_some() { Vec::new() } else { by_month(&found, &same, lang) },
        with_before: ask.with(&[("before", same.is_none().then_some("1"))]),
        shows_before: same.is_some(),
        too_many,
        as_list: ask.with(&[("month", None)]),
        as_calendar: month("now"),
        before: calendar.as_ref().map(|calendar| month(&calendar.before)).unwrap_or_default(),
        after: calendar.as_ref().map(|calendar| month(&calendar.after)).unwrap_or_default(),
        calendar,
        unread: messages::unread_note(unread.files, unread.pages, lang),
    };
    Ok(Answer::Page(page.render()?))
}

/// The first day of the month that `2024-09` names. Anything else stands for this month, or, where that has nothing to
/// show, for the first month of the school year or of the list.
fn first_of(month: &str, year: Option<SchoolYear>, placed: &[Placed]) -> Date {
    let named =
        month.split_once('-').and_then(|(year, month)| Date::new(year.parse().ok()?, month.parse().ok()?, 1).ok());
    named.unwrap_or_else(|| {
        let today = jiff::Zoned::now().date();
        let holds = |placed: &Placed| placed.falls_within(today.first_of_month(), today.last_of_month());
        let first = placed.iter().find_map(|placed| match placed.placing {
            Placing::Days { first, .. } => Some(first),
            Placing::Again { .. } | Placing::Undated => None,
        });
        let opening = year.map(|year| year.opening());
        let day = if placed.iter().any(holds) { Some(today) } else { opening.or(first) };
        day.unwrap_or(today).first_of_month()
    })
}

/// The deadlines that fit a filter, in order, without all that rows say of them.
fn placed(store: &Store, filter: &DeadlineFilter) -> Result<Vec<Placed>, StoreError> {
    let of = |found: &Found<Deadline>| Placed { id: found.id, placing: ics::place(found) };
    Ok(listed(store, filter)?.rows.iter().map(of).collect())
}

/// Some of these deadlines, whole.
fn rows_of<'a>(
    store: &Store,
    placed: impl IntoIterator<Item = &'a Placed>,
) -> Result<Vec<Found<Deadline>>, StoreError> {
    let ids: Vec<i64> = placed.into_iter().map(|placed| placed.id).collect();
    let place: HashMap<i64, usize> = ids.iter().enumerate().map(|(place, &id)| (id, place)).collect();
    let mut found = store.deadlines(&Filter { facts: Some(ids), ..Filter::default() })?;
    found.sort_by_key(|found| place.get(&found.id).copied());
    Ok(found)
}

fn calendar(ask: &Ask, store: &Store, first: Date, placed: &[Placed]) -> Result<Calendar, StoreError> {
    let (from, to) = month::weeks(first);
    let within: Vec<&Placed> = placed.iter().filter(|placed| placed.falls_within(from, to)).collect();
    let found = rows_of(store, within.iter().copied())?;
    let undated = placed.iter().filter(|placed| placed.placing == Placing::Undated).count();
    Ok(Calendar::of(first, &found, undated, ask.lang))
}

impl Placed {
    /// Whether something of it falls between these days, both included.
    fn falls_within(&self, from: Date, to: Date) -> bool {
        match &self.placing {
            Placing::Days { first, last, .. } => *first <= to && from <= *last,
            Placing::Again { first, rule } => *first <= to && rule.last().is_none_or(|last| from <= last),
            Placing::Undated => false,
        }
    }
}

/// The same tasks in the year before; `None` where the list is of too many documents.
fn year_before(ask: &Ask, store: &Store, found: &[Found<Deadline>]) -> Result<Option<Before>, Trouble> {
    let mut documents: Vec<i64> = found.iter().map(|found| found.document.id).collect();
    documents.sort_unstable();
    documents.dedup();
    if documents.len() > COMPARED {
        return Ok(None);
    }
    let mut same = Before::new();
    for document in documents {
        for (id, before) in catalogue::year_before(store, document)? {
            let row = Row::new(&before, ask.lang);
            let page = if row.page.is_empty() { String::new() } else { format!(", {}", row.page) };
            same.insert(id, (format!("{} ({}{page})", row.when, row.source), row.address));
        }
    }
    Ok(Some(same))
}

fn by_month(found: &[Found<Deadline>], same: &Option<Before>, lang: Lang) -> Vec<Month> {
    let mut months: Vec<Month> = Vec::new();
    for deadline in found {
        let name = match deadline.fact.order().1 {
            Some(day) => format!("{} {}/{}", lang.pick("Tháng", "Month"), day.month(), day.year()),
            None => lang.pick("Không có ngày cụ thể", "Without a date").to_owned(),
        };
        if months.last().is_none_or(|month| month.name != name) {
            months.push(Month { name, rows: Vec::new() });
        }
        if let Some(month) = months.last_mut() {
            let before = same.as_ref().and_then(|same| same.get(&deadline.id).cloned());
            month.rows.push(Row { before, ..Row::new(deadline, lang) });
        }
    }
    months
}
