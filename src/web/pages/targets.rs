//! All targets of a school year, document by document.

use askama::Template;

use super::super::answer::{Answer, Trouble};
use super::super::ask::Ask;
use super::super::view::{Frame, page_name, place};
use super::paging::Paging;
use super::review::ReviewView;
use super::{Choice, exports, levels, years};
use crate::answer::{Unread, targets};
use crate::directive::Target;
use crate::export::Form;
use crate::render::{Lang, messages, quantity};
use crate::store::{Filter, Found};

/// So many rows stand on one page.
const SHOWN: usize = 300;

/// A target in a table.
#[derive(Debug, Clone)]
pub struct Row {
    /// Target, norm or result.
    pub kind: String,
    /// What is measured.
    pub subject: String,
    /// How much.
    pub quantity: String,
    /// Level of education and school year.
    pub scope: String,
    /// The page.
    pub page: String,
    /// The place on the site.
    pub address: String,
    /// What people have said of it.
    pub review: ReviewView,
}

impl Row {
    /// A row for `found`.
    pub fn new(found: &Found<Target>, lang: Lang) -> Self {
        let fact = &found.fact;
        let level = fact.level.map(|level| messages::level(level, lang).to_owned());
        let year = found.school_year.map(|year| year.to_string());
        Self {
            kind: messages::target_kind(fact.kind, lang).to_owned(),
            subject: fact.subject.clone(),
            quantity: quantity::quantity(fact, lang),
            scope: [level, year].into_iter().flatten().collect::<Vec<_>>().join(" · "),
            page: page_name(&found.document, fact.evidence.page, lang),
            address: place(found.document.id, "targets", found.id, &fact.evidence),
            review: ReviewView::new(&found.review, fact.evidence.confidence, lang),
        }
    }
}

/// The targets of one document.
#[derive(Debug, Clone)]
struct Group {
    title: String,
    address: String,
    subject: String,
    rows: Vec<Row>,
}

#[derive(Template)]
#[template(path = "targets.html")]
struct TargetsPage {
    frame: Frame,
    years: Vec<Choice>,
    levels: Vec<Choice>,
    issuer: String,
    groups: Vec<Group>,
    count: String,
    paging: Paging,
    /// The list as files.
    exports: Vec<exports::Link>,
    unread: Option<String>,
}

/// `GET /targets`.
pub fn page(ask: &Ask) -> Result<Answer, Trouble> {
    let lang = ask.lang;
    let store = ask.site.store()?;
    let filter = exports::target_filter(ask);
    let all = ask.site.targets.of(&store, &format!("{filter:?}"), || {
        Ok(targets(&store, &filter)?.rows.iter().map(|found| found.id).collect())
    })?;
    let unread = Unread::of(&store)?;
    let (shown, paging) = Paging::of(ask, all.len(), SHOWN);
    let found = store.targets(&Filter { facts: Some(all[shown].to_vec()), ..Filter::default() })?;
    let mut groups: Vec<(i64, Group)> = Vec::new();
    for target in &found {
        let document = &target.document;
        if groups.last().is_none_or(|(id, _)| *id != document.id) {
            let group = Group {
                title: document.titled(),
                address: format!("/documents/{}", document.id),
                subject: document.header.subject.clone().unwrap_or_default(),
                rows: Vec::new(),
            };
            groups.push((document.id, group));
        }
        if let Some((_, group)) = groups.last_mut() {
            group.rows.push(Row::new(target, lang));
        }
    }
    let page = TargetsPage {
        frame: Frame::new(ask, lang.pick("Chỉ tiêu", "Targets"), "targets"),
        years: years(&store, filter.year)?,
        levels: levels(filter.level, lang),
        issuer: filter.issuer.clone().unwrap_or_default(),
        exports: exports::links(ask, "/targets", &[Form::Xlsx, Form::Csv, Form::Docx], &["year", "level", "issuer"]),
        count: lang.count(
            all.len(),
            "chỉ tiêu, định mức, kết quả",
            "target, norm or result",
            "targets, norms and results",
        ),
        paging,
        groups: groups.into_iter().map(|(_, group)| group).collect(),
        unread: messages::unread_note(unread.files, unread.pages, lang),
    };
    Ok(Answer::Page(page.render()?))
}
