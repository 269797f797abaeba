//! The facts of a document as rows, tab by tab.

use std::str::FromStr;

use super::within;
use crate::directive::{Evidence, PageBox, Reference, Span};
use crate::lineage::identity::WorkId;
use crate::lineage::status::Question;
use crate::render::{Lang, dates, messages, quantity};
use crate::store::{Document, Filter, Found, Store, StoreError};
use crate::web::ask::Ask;
use crate::web::status;
use crate::web::view::{page_name, per_cent, place};

/// A tab of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tab {
    /// What the letterhead says.
    #[default]
    Attributes,
    /// What it cites.
    References,
    /// What it sets as targets.
    Targets,
    /// What it sets a time for.
    Deadlines,
    /// What it does to other documents.
    Effects,
    /// Who cites it.
    CitedBy,
    /// Its text.
    Text,
}

impl Tab {
    /// In the order in which they stand.
    pub const ALL: [Tab; 7] =
        [Self::Attributes, Self::References, Self::Targets, Self::Deadlines, Self::Effects, Self::CitedBy, Self::Text];

    /// The name in addresses.
    pub fn slug(self) -> &'static str {
        match self {
            Self::Attributes => "attributes",
            Self::References => "references",
            Self::Targets => "targets",
            Self::Deadlines => "deadlines",
            Self::Effects => "effects",
            Self::CitedBy => "cited-by",
            Self::Text => "text",
        }
    }

    /// The name for a reader.
    pub fn name(self, lang: Lang) -> &'static str {
        match self {
            Self::Attributes => lang.pick("Thuộc tính", "Attributes"),
            Self::References => lang.pick("Căn cứ & dẫn chiếu", "References"),
            Self::Targets => lang.pick("Chỉ tiêu", "Targets"),
            Self::Deadlines => lang.pick("Thời hạn", "Deadlines"),
            Self::Effects => lang.pick("Tác động", "Effects"),
            Self::CitedBy => lang.pick("Được dẫn bởi", "Cited by"),
            Self::Text => lang.pick("Toàn văn", "Text"),
        }
    }
}

impl FromStr for Tab {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|tab| tab.slug() == text).ok_or(())
    }
}

/// A fact in a row.
#[derive(Debug, Clone)]
pub struct Fact {
    /// Its number in the store.
    pub id: i64,
    /// Whether it is the one that the visitor came for.
    pub chosen: bool,
    /// What kind of fact, in a word or two.
    pub label: String,
    /// What it says.
    pub words: String,
    /// More of it: who, level, section.
    pub detail: String,
    /// The words as written.
    pub written: String,
    /// The page that it begins on.
    pub page: u32,
    /// The page for a reader.
    pub page_name: String,
    /// Its place on the site.
    pub address: String,
    /// The work that it is about, where it is about one.
    pub work: Option<String>,
    /// Whether that work holds today.
    pub status: Option<(String, &'static str)>,
    /// How sure the machine is, in per cent.
    pub confidence: u32,
    /// Its boxes.
    pub boxes: Vec<PageBox>,
    /// Its place in the text.
    pub span: Span,
}

/// A document that cites this one.
#[derive(Debug, Clone)]
pub struct Citing {
    /// The citing document.
    pub source: String,
    /// The page.
    pub page: String,
    /// The role of the mention.
    pub role: String,
    /// The mention as written.
    pub words: String,
    /// Its place on the site.
    pub address: String,
}

/// The facts that a tab shows, in the order of the text.
///
/// # Errors
/// Where the store cannot be read.
pub fn of(
    ask: &Ask,
    store: &Store,
    document: &Document,
    tab: Tab,
    chosen: Option<i64>,
) -> Result<Vec<Fact>, StoreError> {
    let (filter, lang) = (within(document), ask.lang);
    let row = |id: i64, evidence: &Evidence, written: &str, label: String, words: String, detail: String| Fact {
        id,
        chosen: chosen == Some(id),
        label,
        words,
        detail,
        written: written.to_owned(),
        page: evidence.page,
        page_name: page_name(document, evidence.page, lang),
        address: place(document.id, tab.slug(), id, evidence),
        work: None,
        status: None,
        confidence: per_cent(evidence.confidence),
        boxes: evidence.boxes.clone(),
        span: evidence.span,
    };
    let section = |section: &Option<String>| section.clone().unwrap_or_default();
    let mut facts: Vec<Fact> = match tab {
        Tab::References => {
            let works = store.works_cited_in(document.id)?;
            let mentions = store.mentions(&filter)?;
            let cited: Vec<WorkId> = mentions.iter().map(|found| WorkId::meant_by(&found.fact)).collect();
            let holds = match Question::on(jiff::Zoned::now().date()) {
                Some(question) => status::of(&ask.site, store, &cited, &question, lang)?,
                None => Vec::new(),
            };
            let mut holds = holds.into_iter();
            let mention = |Found { id, fact, .. }: &Found<Reference>| {
                let label = messages::relation(fact.relation, lang).to_owned();
                let detail = fact.pinpoint.clone().unwrap_or_default();
                let work = works.get(id).map(|work| format!("/works/{work}"));
                let status = holds.next().map(|view| (view.line, view.class));
                Fact { work, status, ..row(*id, &fact.evidence, &fact.text, label, fact.text.clone(), detail) }
            };
            mentions.iter().map(mention).collect()
        }
        Tab::Targets => store
            .targets(&filter)?
            .iter()
            .map(|Found { id, fact, .. }| {
                let label = messages::target_kind(fact.kind, lang).to_owned();
                let words = format!("{}: {}", fact.subject, quantity::quantity(fact));
                row(*id, &fact.evidence, &fact.text, label, words, section(&fact.section))
            })
            .collect(),
        Tab::Deadlines => store
            .deadlines(&filter)?
            .iter()
            .map(|Found { id, fact, .. }| {
                let when = dates::when(fact, lang);
                let label = if when == "–" { fact.text.clone() } else { when };
                let who = fact.who.clone().unwrap_or_default();
                row(*id, &fact.evidence, &fact.text, label, fact.action.clone().unwrap_or_default(), who)
            })
            .collect(),
        Tab::Effects => store
            .effects(&filter)?
            .iter()
            .map(|Found { id, fact, .. }| {
                let label = messages::effect_verb(fact.verb, lang).to_owned();
                let scope = fact.scope.clone().unwrap_or_default();
                row(*id, &fact.evidence, &fact.text, label, fact.text.clone(), scope)
            })
            .collect(),
        Tab::Attributes | Tab::CitedBy | Tab::Text => Vec::new(),
    };
    facts.sort_by_key(|fact| fact.span.start);
    Ok(facts)
}

/// Who cites the document, by date.
///
/// # Errors
/// Where the store cannot be read.
pub fn citing(store: &Store, document: &Document, lang: Lang) -> Result<Vec<Citing>, StoreError> {
    let Some(work) = store.work_of(document.id)? else { return Ok(Vec::new()) };
    let mentions = store.mentions_of(&[work], &Filter::default())?;
    let line = |found: &Found<Reference>| Citing {
        source: found.document.titled(),
        page: page_name(&found.document, found.fact.evidence.page, lang),
        role: messages::relation(found.fact.relation, lang).to_owned(),
        words: found.fact.text.clone(),
        address: place(found.document.id, "references", found.id, &found.fact.evidence),
    };
    Ok(mentions.iter().filter(|found| found.document.id != document.id).map(line).collect())
}
