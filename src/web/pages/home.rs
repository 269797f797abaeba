//! The first page: search, school years, what is due soon, what waits for a person, what came in last, what could not be
//! read.

use std::sync::Arc;

use askama::Template;
use jiff::ToSpan;
use jiff::civil::Date;

use super::super::answer::{Answer, Trouble};
use super::super::ask::{Ask, address};
use super::super::view::{DocumentLine, Frame, page_name};
use super::deadlines::Row;
use super::review::{Headless, One, ReviewView};
use super::{Choice, searches, years};
use crate::export::ics::{self, Placing};
use crate::render::{Lang, messages, review as wording};
use crate::source::SourceError;
use crate::store::{FactKind, Filter, Store, StoreError, Totals};

/// So many of each are shown.
const SHOWN: usize = 6;
/// So many facts that wait for a person are shown.
const WAITING: usize = 4;
/// So many days are soon.
const SOON: i64 = 30;

/// A fact that waits for a person.
#[derive(Debug)]
pub struct WaitingLine {
    kind: &'static str,
    words: String,
    source: String,
    review: ReviewView,
    address: String,
}

/// What the page shows, which holds until the store or the day changes.
#[derive(Debug)]
pub struct Overview {
    totals: Totals,
    /// School years, each with the one before it, where the store holds documents of both.
    years: Vec<(Choice, Option<String>)>,
    soon: Vec<Row>,
    waiting: Vec<WaitingLine>,
    /// How many wait, and of how many the machine is not sure; files without a number.
    waiting_count: String,
    searches: Vec<searches::Line>,
    latest: Vec<DocumentLine>,
    /// File and reason.
    unread: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "home.html")]
struct HomePage {
    frame: Frame,
    all: Arc<Overview>,
    /// How many days are soon.
    days: i64,
}

/// `GET /`.
pub fn page(ask: &Ask) -> Result<Answer, Trouble> {
    let lang = ask.lang;
    let store = ask.site.store()?;
    let today = jiff::Zoned::now().date();
    let all = ask.site.overview.of(&store, &format!("{lang} {today}"), || Overview::of(ask, &store, today))?;
    let frame = Frame::new(ask, lang.pick("Văn bản chỉ đạo", "Official directives"), "home");
    Ok(Answer::Page(HomePage { frame, all, days: SOON }.render()?))
}

impl Overview {
    fn of(ask: &Ask, store: &Store, today: Date) -> Result<Self, StoreError> {
        let lang = ask.lang;
        let mut soon = store.deadlines_about(today, today.saturating_add(SOON.days()))?;
        soon.retain(
            |found| matches!(ics::place(found), Placing::Days { first, last, .. } if is_soon((first, last), today)),
        );
        soon.sort_by_cached_key(|found| found.fact.order());
        let counts = store.waiting_counts(&Filter::default())?;
        let (all, unsure) = counts.iter().fold((0, 0), |(all, unsure), count| (all + count.all, unsure + count.unsure));
        let headless = Headless::of(ask, store)?.len();
        let mut unread = store.unread()?;
        unread.truncate(SHOWN);
        let reason = |reason: Option<SourceError>| reason.map(|reason| messages::reason(&reason, lang));
        Ok(Self {
            totals: store.totals(&Filter::default())?,
            years: with_the_year_before(years(store, None)?),
            soon: soon.iter().take(SHOWN).map(|found| Row::new(found, lang)).collect(),
            waiting: waiting(store, lang)?,
            waiting_count: lang.pick(
                format!("{unsure} mục máy chưa chắc, {all} mục chưa ai xem, {headless} văn bản không có số"),
                format!("{unsure} facts not sure, {all} not looked at, {headless} documents without a number"),
            ),
            searches: searches::lines(store, lang, SHOWN)?,
            latest: store.latest(SHOWN)?.iter().map(|document| DocumentLine::new(document, lang)).collect(),
            unread: unread.into_iter().map(|file| (file.path, reason(file.reason).unwrap_or_default())).collect(),
        })
    }
}

/// The years, the newest first, each with the next older one.
fn with_the_year_before(years: Vec<Choice>) -> Vec<(Choice, Option<String>)> {
    let before: Vec<Option<String>> = years.iter().skip(1).map(|year| Some(year.value.clone())).chain([None]).collect();
    years.into_iter().zip(before).collect()
}

/// The facts that the machine is least sure of.
fn waiting(store: &Store, lang: Lang) -> Result<Vec<WaitingLine>, StoreError> {
    let mut lines = Vec::new();
    for (skip, waiting) in store.waiting(&Filter::default(), &FactKind::ALL, 0, WAITING)?.iter().enumerate() {
        let Some(one) = One::find(store, waiting.document, waiting.kind, &waiting.anchor)? else { continue };
        let (document, evidence) = (one.document(), one.evidence());
        let page = page_name(document, evidence.page, lang);
        let parts = [document.titled(), page];
        lines.push(WaitingLine {
            kind: wording::kind(waiting.kind, lang),
            words: one.line(lang),
            source: parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", "),
            review: ReviewView::new(one.review(), evidence.confidence, lang),
            address: address("/review", &[("skip", &skip.to_string())]),
        });
    }
    Ok(lines)
}

/// Whether something ends, or goes on, in the next days.
fn is_soon((first, last): (Date, Date), today: Date) -> bool {
    let until = today.saturating_add(SOON.days());
    last >= today && first <= until && (first >= today || last <= until)
}
