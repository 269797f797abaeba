//! All that people have said of single facts, the latest first; also of facts that are not found any more.

use askama::Template;

use super::super::super::answer::{Answer, Trouble};
use super::super::super::ask::Ask;
use super::super::super::view::{Frame, page_name};
use super::super::paging::Paging;
use super::ReviewView;
use crate::render::{Lang, review as wording};
use crate::store::{FactKind, Reviewed};

/// So many stand on one page.
const SHOWN: usize = 100;

/// A fact in a row.
#[derive(Debug)]
struct Row {
    review: ReviewView,
    kind: &'static str,
    words: String,
    /// Whether it is not read there any more.
    lost: bool,
    source: String,
    address: Option<String>,
}

#[derive(Template)]
#[template(path = "reviewed.html")]
struct ReviewedPage {
    frame: Frame,
    rows: Vec<Row>,
    count: String,
    paging: Paging,
}

/// `GET /reviewed`.
pub fn page(ask: &Ask) -> Result<Answer, Trouble> {
    let lang = ask.lang;
    let all = ask.site.store()?.reviews(None)?;
    let (shown, paging) = Paging::of(ask, all.len(), SHOWN);
    let page = ReviewedPage {
        frame: Frame::new(ask, lang.pick("Đã xác nhận", "Confirmed"), "review"),
        rows: all[shown].iter().map(|reviewed| Row::new(reviewed, lang)).collect(),
        count: lang.count(all.len(), "mục", "fact", "facts"),
        paging,
    };
    Ok(Answer::Page(page.render()?))
}

impl Row {
    fn new(reviewed: &Reviewed, lang: Lang) -> Self {
        let document = reviewed.document.as_ref();
        let source = document.map(|document| {
            let page = page_name(document, reviewed.page, lang);
            let parts = [document.titled(), page];
            parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
        });
        let address = document.zip(reviewed.fact).map(|(document, fact)| {
            let (id, page, tab) = (document.id, reviewed.page, tab(reviewed.kind));
            format!("/documents/{id}?tab={tab}&page={page}&fact={fact}#f{fact}")
        });
        let gone = lang.pick("tệp không còn trong kho", "the file is not in the store any more");
        Self {
            review: ReviewView::new(&reviewed.review, 1.0, lang),
            kind: wording::kind(reviewed.kind, lang),
            words: reviewed.words.clone(),
            lost: document.is_some() && reviewed.fact.is_none(),
            source: source.unwrap_or_else(|| gone.to_owned()),
            address,
        }
    }
}

/// The tab of the document's page that shows facts of a kind.
pub fn tab(kind: FactKind) -> &'static str {
    match kind {
        FactKind::Deadline => "deadlines",
        FactKind::Target => "targets",
        FactKind::Reference => "references",
        FactKind::Effect => "effects",
    }
}
