//! All deadlines of a school year, dated ones in order.

use askama::Template;

use super::super::answer::{Answer, Trouble};
use super::super::ask::Ask;
use super::super::view::{Frame, page_name, place, titled};
use super::{Choice, levels, years};
use crate::directive::Deadline;
use crate::render::{Lang, dates, messages};
use crate::store::Found;

/// A deadline in a table.
#[derive(Debug, Clone)]
pub struct Row {
    /// The date in machine form, for browsers; empty where there is none.
    pub day: String,
    /// When, for a reader.
    pub when: String,
    /// The words of the text, where they say more than the date.
    pub words: Option<String>,
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
}

impl Row {
    /// A row for `found`.
    pub fn new(found: &Found<Deadline>, lang: Lang) -> Self {
        let fact = &found.fact;
        let when = dates::when(fact, lang);
        let is_undated = when == "–";
        Self {
            day: fact.days().map(|(_, last)| last.to_string()).unwrap_or_default(),
            words: (!is_undated && dates::words_say_more(fact)).then(|| fact.text.clone()),
            when: if is_undated { fact.text.clone() } else { when },
            task: fact.action.clone().unwrap_or_default(),
            who: fact.who.clone().unwrap_or_default(),
            source: titled(&found.document),
            page: page_name(&found.document, fact.evidence.page, lang),
            address: place(found.document.id, "deadlines", found.id, &fact.evidence),
        }
    }
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
    count: String,
    unread: Option<String>,
}

/// `GET /deadlines`.
pub fn page(ask: &Ask) -> Result<Answer, Trouble> {
    let lang = ask.lang;
    let store = ask.site.store()?;
    let filter = ask.filter();
    let mut found = store.deadlines(&filter)?;
    found.sort_by_key(|found| found.fact.order());
    let mut months: Vec<Month> = Vec::new();
    for deadline in &found {
        let name = match deadline.fact.order().1 {
            Some(day) => format!("{} {}/{}", lang.pick("Tháng", "Month"), day.month(), day.year()),
            None => lang.pick("Không có ngày cụ thể", "Without a date").to_owned(),
        };
        if months.last().is_none_or(|month| month.name != name) {
            months.push(Month { name, rows: Vec::new() });
        }
        if let Some(month) = months.last_mut() {
            month.rows.push(Row::new(deadline, lang));
        }
    }
    let totals = store.totals(&crate::store::Filter::default())?;
    let page = DeadlinesPage {
        frame: Frame::new(ask, lang.pick("Thời hạn", "Deadlines"), "deadlines"),
        years: years(&store, filter.year)?,
        levels: levels(filter.level, lang),
        issuer: filter.issuer.clone().unwrap_or_default(),
        count: lang.count(found.len(), "thời hạn", "deadline", "deadlines"),
        months,
        unread: messages::unread_note(totals.unread, totals.pages_unread, lang),
    };
    Ok(Answer::Page(page.render()?))
}
