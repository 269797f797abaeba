//! The facts of a document as rows, tab by tab.

use std::str::FromStr;

use super::within;
use crate::directive::{Evidence, PageBox, Reference, Span};
use crate::lineage::identity::WorkId;
use crate::render::{Lang, dates, messages, quantity};
use crate::store::{Document, FactKind, Filter, Found, ReviewState, Store, StoreError};
use crate::web::ask::Ask;
use crate::web::pages::review::ReviewView;
use crate::web::status;
use crate::web::view::{page_name, place};

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

    /// The kind of fact that it shows, where people review it.
    pub fn reviewed(self) -> Option<FactKind> {
        Some(match self {
            Self::References => FactKind::Reference,
            Self::Targets => FactKind::Target,
            Self::Deadlines => FactKind::Deadline,
            Self::Effects => FactKind::Effect,
            Self::Attributes | Self::CitedBy | Self::Text => return None,
        })
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
    /// What people have said of it.
    pub review: ReviewView,
    /// What it is known by.
    pub anchor: String,
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
    fn row<T>(of: &Rows<'_>, found: &Found<T>, said: Said<'_>) -> Fact {
        let Rows { document, tab, chosen, lang } = *of;
        let (id, evidence) = (found.id, said.evidence);
        Fact {
            id,
            chosen: chosen == Some(id),
            label: said.label,
            words: said.words,
            detail: said.detail,
            written: said.written.to_owned(),
            page: evidence.page,
            page_name: page_name(document, evidence.page, lang),
            address: place(document.id, tab.slug(), id, evidence),
            work: None,
            status: None,
            review: ReviewView::new(&found.review, evidence.confidence, lang),
            anchor: found.anchor.clone(),
            boxes: evidence.boxes.clone(),
            span: evidence.span,
        }
    }
    let (filter, lang) = (within(document), ask.lang);
    let rows = Rows { document, tab, chosen, lang };
    let section = |section: &Option<String>| section.clone().unwrap_or_default();
    let mut facts: Vec<Fact> = match tab {
        Tab::References => {
            let mut works = store.works_cited_in(document.id)?;
            let mentions = store.mentions(&filter)?;
            for mention in &mentions {
                // What a person has set right leads to the work that the person names, where it is known.
                if let Some(named) = store.works_named_by_a_person(mention)? {
                    works.remove(&mention.id);
                    works.extend(named.first().map(|&work| (mention.id, work)));
                }
            }
            let cited: Vec<WorkId> = mentions.iter().map(|found| WorkId::meant_by(&found.fact)).collect();
            let mut holds = status::today(&ask.site, store, &cited, lang)?.into_iter();
            let mention = |found: &Found<Reference>| {
                let fact = &found.fact;
                let label = messages::relation(fact.relation, lang).to_owned();
                let detail = fact.pinpoint.clone().unwrap_or_default();
                let work = works.get(&found.id).map(|work| format!("/works/{work}"));
                let status = holds.next().map(|view| (view.line, view.class));
                let (written, evidence) = (&fact.text, &fact.evidence);
                let said = Said { evidence, written, label, words: meant(found), detail };
                Fact { work, status, ..row(&rows, found, said) }
            };
            mentions.iter().map(mention).collect()
        }
        Tab::Targets => store
            .targets(&filter)?
            .iter()
            .map(|found| {
                let fact = &found.fact;
                let (evidence, written) = (&fact.evidence, fact.text.as_str());
                let label = messages::target_kind(fact.kind, lang).to_owned();
                let words = format!("{}: {}", fact.subject, quantity::quantity(fact, lang));
                row(&rows, found, Said { evidence, written, label, words, detail: section(&fact.section) })
            })
            .collect(),
        Tab::Deadlines => store
            .deadlines(&filter)?
            .iter()
            .map(|found| {
                let fact = &found.fact;
                let (evidence, written) = (&fact.evidence, fact.text.as_str());
                let label = dates::when(fact, lang);
                let who = fact.who.clone().unwrap_or_default();
                let words = fact.action.clone().unwrap_or_default();
                row(&rows, found, Said { evidence, written, label, words, detail: who })
            })
            .collect(),
        Tab::Effects => store
            .effects(&filter)?
            .iter()
            .map(|found| {
                let fact = &found.fact;
                let (evidence, written) = (&fact.evidence, fact.text.as_str());
                let label = messages::effect_verb(fact.verb, lang).to_owned();
                let scope = fact.scope.clone().unwrap_or_default();
                row(&rows, found, Said { evidence, written, label, words: fact.text.clone(), detail: scope })
            })
            .collect(),
        Tab::Attributes | Tab::CitedBy | Tab::Text => Vec::new(),
    };
    facts.sort_by_key(|fact| fact.span.start);
    Ok(facts)
}

/// What all rows of a tab share.
struct Rows<'a> {
    document: &'a Document,
    tab: Tab,
    chosen: Option<i64>,
    lang: Lang,
}

/// What a row says of its fact.
struct Said<'a> {
    evidence: &'a Evidence,
    written: &'a str,
    label: String,
    words: String,
    detail: String,
}

/// A mention as written; where a person has set it right, with the number that is meant.
fn meant(found: &Found<Reference>) -> String {
    let fact = &found.fact;
    if found.review.state != ReviewState::Corrected {
        return fact.text.clone();
    }
    format!("{} → {}", fact.text, WorkId::of_reference(fact))
}

/// Who cites the document, by date.
///
/// # Errors
/// Where the store cannot be read.
pub fn citing(store: &Store, document: &Document) -> Result<Vec<Found<Reference>>, StoreError> {
    let Some(work) = store.work_of(document.id)? else { return Ok(Vec::new()) };
    let mut mentions = store.mentions_of(&[work], &Filter::default())?;
    mentions.retain(|found| found.document.id != document.id);
    Ok(mentions)
}

impl Citing {
    /// A line for a mention.
    pub fn new(found: &Found<Reference>, lang: Lang) -> Self {
        Self {
            source: found.document.titled(),
            page: page_name(&found.document, found.fact.evidence.page, lang),
            role: messages::relation(found.fact.relation, lang).to_owned(),
            words: found.fact.text.clone(),
            address: place(found.document.id, "references", found.id, &found.fact.evidence),
        }
    }
}
