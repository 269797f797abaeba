//! The state of the store: what it holds, what could not be read and why.

use askama::Template;

use super::super::answer::{Answer, Trouble};
use super::super::ask::Ask;
use super::super::view::Frame;
use crate::render::messages;
use crate::store::{Filter, Totals};

#[derive(Template)]
#[template(path = "health.html")]
struct HealthPage {
    frame: Frame,
    totals: Totals,
    folder: String,
    /// File and reason.
    unread: Vec<(String, String)>,
    /// File, page, reason.
    pages: Vec<(String, u32, String)>,
    /// File and how many pages wait for OCR.
    waiting: Vec<(String, u32)>,
    /// What is wrong with the database, in its own words, where all of it was read.
    damage: Option<Vec<String>>,
}

/// `GET /health`.
pub fn page(ask: &Ask) -> Result<Answer, Trouble> {
    let lang = ask.lang;
    let store = ask.site.store()?;
    let reason = |reason: Option<crate::source::SourceError>| {
        reason.map(|reason| messages::reason(&reason, lang)).unwrap_or_default()
    };
    let page = HealthPage {
        frame: Frame::new(ask, lang.pick("Tình trạng kho", "State of the store"), "health"),
        totals: store.totals(&Filter::default())?,
        folder: store.folder().display().to_string(),
        unread: store.unread()?.into_iter().map(|file| (file.path, reason(file.reason))).collect(),
        pages: store
            .pages_failed()?
            .into_iter()
            .map(|(path, number, problem)| (path, number, messages::page_problem(&problem, lang)))
            .collect(),
        waiting: store.waiting_for_ocr()?,
        // As long as reading all of the store: only for those who ask for it.
        damage: (ask.field("check") == Some("all")).then(|| store.damage()),
    };
    Ok(Answer::Page(page.render()?))
}
