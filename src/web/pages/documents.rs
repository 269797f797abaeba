//! The directives of the store, the newest first.

use askama::Template;

use super::super::answer::{Answer, Trouble};
use super::super::ask::Ask;
use super::super::facets::{Counter, Facet};
use super::super::view::{DocumentLine, Frame};
use super::paging::Paging;
use super::{Choice, levels, years};
use crate::directive::DirectiveKind;

/// So many stand on one page.
const SHOWN: usize = 50;

#[derive(Template)]
#[template(path = "documents.html")]
struct DocumentsPage {
    frame: Frame,
    years: Vec<Choice>,
    levels: Vec<Choice>,
    kinds: Vec<Choice>,
    issuer: String,
    facets: Vec<Facet>,
    lines: Vec<DocumentLine>,
    count: String,
    paging: Paging,
}

/// `GET /documents`.
pub fn page(ask: &Ask) -> Result<Answer, Trouble> {
    let lang = ask.lang;
    let store = ask.site.store()?;
    let filter = ask.filter();
    let counts = ask.site.facets.of(&store, "facets", || store.facets())?.counts(&filter);
    let (rows, paging) = Paging::of(ask, counts.total, SHOWN);
    let documents = store.newest(&filter, rows.start, rows.len())?;
    let kinds = DirectiveKind::ALL.into_iter().map(|kind| Choice {
        value: kind.slug().to_owned(),
        words: kind.name().to_owned(),
        chosen: filter.kind == Some(kind),
    });
    let page = DocumentsPage {
        frame: Frame::new(ask, lang.pick("Văn bản", "Documents"), "documents"),
        years: years(&store, filter.year)?,
        levels: levels(filter.level, lang),
        kinds: kinds.collect(),
        issuer: filter.issuer.clone().unwrap_or_default(),
        facets: Counter::of(&counts, lang).facets(ask),
        lines: documents.iter().map(|document| DocumentLine::new(document, lang)).collect(),
        count: lang.count(counts.total, "văn bản", "document", "documents"),
        paging,
    };
    Ok(Answer::Page(page.render()?))
}
