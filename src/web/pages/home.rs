//! The first page: search, school years, what is due soon, what came in last, what could not be read.

use askama::Template;
use jiff::civil::Date;

use super::super::answer::{Answer, Trouble};
use super::super::ask::Ask;
use super::super::view::{DocumentLine, Frame};
use super::deadlines::Row;
use super::{Choice, years};
use crate::render::messages;
use crate::store::{Filter, Totals};

/// So many of each are shown.
const SHOWN: usize = 6;
/// So many days are soon.
const SOON: i64 = 30;

#[derive(Template)]
#[template(path = "home.html")]
struct HomePage {
    frame: Frame,
    totals: Totals,
    years: Vec<Choice>,
    soon: Vec<Row>,
    /// How many days are soon.
    days: i64,
    latest: Vec<DocumentLine>,
    /// File and reason.
    unread: Vec<(String, String)>,
}

/// `GET /`.
pub fn page(ask: &Ask) -> Result<Answer, Trouble> {
    let lang = ask.lang;
    let store = ask.site.store()?;
    let today = jiff::Zoned::now().date();
    let deadlines = store.deadlines(&Filter::default())?;
    let mut soon: Vec<_> =
        deadlines.into_iter().filter(|found| found.fact.days().is_some_and(|days| is_soon(days, today))).collect();
    soon.sort_by_key(|found| found.fact.order());
    let mut unread = store.unread()?;
    unread.truncate(SHOWN);
    let page = HomePage {
        frame: Frame::new(ask, lang.pick("Văn bản chỉ đạo", "Official directives"), "home"),
        totals: store.totals(&Filter::default())?,
        years: years(&store, None)?,
        soon: soon.iter().take(SHOWN).map(|found| Row::new(found, lang)).collect(),
        days: SOON,
        latest: store.latest(SHOWN)?.iter().map(|document| DocumentLine::new(document, lang)).collect(),
        unread: unread
            .into_iter()
            .map(|file| (file.path, file.reason.map(|reason| messages::reason(&reason, lang)).unwrap_or_default()))
            .collect(),
    };
    Ok(Answer::Page(page.render()?))
}

/// Whether something ends, or goes on, in the next days.
fn is_soon((first, last): (Date, Date), today: Date) -> bool {
    let until = today.saturating_add(jiff::Span::new().days(SOON));
    last >= today && first <= until && (first >= today || last <= until)
}
