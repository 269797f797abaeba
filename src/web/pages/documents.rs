//! The directives of the store, the newest first.

use askama::Template;

use super::super::answer::{Answer, Trouble};
use super::super::ask::Ask;
use super::super::facets::{Counter, Facet};
use super::super::view::{DocumentLine, Frame};
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
    before: Option<String>,
    after: Option<String>,
}

/// `GET /documents`.
pub fn page(ask: &Ask) -> Result<Answer, Trouble> {
    let lang = ask.lang;
    let store = ask.site.store()?;
    let filter = ask.filter();
    let counts = store.document_counts(&filter)?;
    let sheet = ask.parsed::<usize>("sheet").unwrap_or(1).max(1);
    let (start, total) = ((sheet - 1).saturating_mul(SHOWN).min(counts.total), counts.total);
    let documents = store.newest(&filter, start, SHOWN)?;
    let other = |sheet: usize| ask.with(&[("sheet", Some(&sheet.to_string()))]);
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
        count: lang.count(total, "văn bản", "document", "documents"),
        before: (sheet > 1).then(|| other(sheet - 1)),
        after: (start + SHOWN < total).then(|| other(sheet + 1)),
    };
    Ok(Answer::Page(page.render()?))
}
