//! The two pages of a pair of targets side by side, each with its boxes.

use askama::Template;

use crate::directive::Target;
use crate::render::quantity;
use crate::store::{Document, Found, Status, Store};
use crate::web::answer::{Answer, Trouble};
use crate::web::ask::Ask;
use crate::web::pages::document::{Sheet, Tab, facts_of, within};
use crate::web::view::{DocumentLine, Frame, place};

/// One of the two pages.
#[derive(Debug)]
struct Side {
    line: DocumentLine,
    subject: String,
    quantity: String,
    place: String,
    sheet: Sheet,
}

#[derive(Template)]
#[template(path = "sides.html")]
struct SidesPage {
    frame: Frame,
    sides: Vec<Side>,
}

/// `GET /compare/pages`: `old` and `new` are each a document and a target of it, `12.345`.
pub fn page(ask: &Ask) -> Result<Answer, Trouble> {
    let lang = ask.lang;
    let store = ask.site.store()?;
    let sides = [side(ask, &store, "old")?, side(ask, &store, "new")?];
    let page = SidesPage {
        frame: Frame::new(ask, lang.pick("Hai trang cạnh nhau", "Two pages side by side"), "compare"),
        sides: sides.into_iter().collect(),
    };
    Ok(Answer::Page(page.render()?))
}

fn side(ask: &Ask, store: &Store, field: &str) -> Result<Side, Trouble> {
    let asked = ask.field(field).and_then(|both| both.split_once('.'));
    let (document, target) = asked.ok_or(Trouble::NotFound)?;
    let (Ok(document), Ok(target)) = (document.parse::<i64>(), target.parse::<i64>()) else {
        return Err(Trouble::NotFound);
    };
    let document: Document =
        store.document(document)?.filter(|document| document.status == Status::Read).ok_or(Trouble::NotFound)?;
    let targets = store.targets(&within(&document))?;
    let found: &Found<Target> = targets.iter().find(|found| found.id == target).ok_or(Trouble::NotFound)?;
    let facts = facts_of(ask, store, &document, Tab::Targets, Some(target))?;
    let page = found.fact.evidence.page;
    Ok(Side {
        line: DocumentLine::new(&document, ask.lang),
        subject: found.fact.subject.clone(),
        quantity: quantity::quantity(&found.fact, ask.lang),
        place: place(document.id, "targets", found.id, &found.fact.evidence),
        sheet: Sheet::of(ask, store, &document, page, Tab::Targets, &facts)?,
    })
}
