//! Cited works, held or not: the list of all, and one with where it is cited year by year.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use askama::Template;
use jiff::civil::Date;

use super::super::answer::{Answer, Trouble};
use super::super::ask::Ask;
use super::super::status::{self, StatusView};
use super::super::view::{DocumentLine, Frame, page_name, place};
use super::paging::Paging;
use super::{Choice, exports};
use crate::directive::{Reference, SchoolYear};
use crate::export::Form;
use crate::lineage::status::Question;
use crate::render::messages;
use crate::store::{Filter, Found, Store, StoreError, Work};

/// So many stand in the list.
const SHOWN: usize = 200;

#[derive(Debug, Clone)]
struct WorkLine {
    name: String,
    address: String,
    mentions: usize,
    held: bool,
}

/// The most cited works, and how many there are in all.
#[derive(Debug)]
pub struct MostCited {
    all: usize,
    lines: Vec<WorkLine>,
}

#[derive(Template)]
#[template(path = "works.html")]
struct WorksPage {
    frame: Frame,
    works: Arc<MostCited>,
    count: String,
}

/// `GET /works`: the most cited first.
pub fn page(ask: &Ask) -> Result<Answer, Trouble> {
    let lang = ask.lang;
    let store = ask.site.store()?;
    let most_cited = || {
        let mut works = store.works()?;
        let counts = store.mention_counts()?;
        let count = |work: &Work| counts.get(&work.id).copied().unwrap_or_default();
        works.sort_by_key(|work| std::cmp::Reverse(count(work)));
        let line = |work: &Work| WorkLine {
            name: work.name(),
            address: format!("/works/{}", work.id),
            mentions: count(work),
            held: !work.held.is_empty(),
        };
        Ok(MostCited { all: works.len(), lines: works.iter().take(SHOWN).map(line).collect() })
    };
    let works = ask.site.works.of(&store, "", most_cited)?;
    let page = WorksPage {
        frame: Frame::new(ask, lang.pick("Căn cứ và văn bản được viện dẫn", "Cited works"), "works"),
        count: lang.count(works.all, "văn bản được biết đến", "work known", "works known"),
        works,
    };
    Ok(Answer::Page(page.render()?))
}

/// So many mentions stand on one page.
const MENTIONS: usize = 100;

/// Where and how a work is mentioned, for its page.
#[derive(Debug)]
pub struct Mentioned {
    /// The mentions by number, the newest school year first.
    ids: Vec<i64>,
    /// School years, by their first year, with how many mentions they have; the newest first.
    years: Vec<(Option<i16>, usize)>,
    /// How it is written, and how often.
    spellings: Vec<(String, usize)>,
    /// In how many documents.
    documents: usize,
}

impl Mentioned {
    fn of(store: &Store, work: i64) -> Result<Self, StoreError> {
        let mut mentions = store.mentions_of(&[work], &Filter::default())?;
        let first = |mention: &Found<Reference>| mention.school_year.map(|year| year.first());
        mentions.sort_by_key(|mention| std::cmp::Reverse(first(mention)));
        let mut spellings: BTreeMap<String, usize> = BTreeMap::new();
        let mut years: BTreeMap<Option<i16>, usize> = BTreeMap::new();
        let mut documents = BTreeSet::new();
        for mention in &mentions {
            *spellings.entry(mention.fact.text.clone()).or_default() += 1;
            *years.entry(first(mention)).or_default() += 1;
            documents.insert(mention.document.id);
        }
        let mut spellings: Vec<_> = spellings.into_iter().collect();
        spellings.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        Ok(Self {
            ids: mentions.iter().map(|mention| mention.id).collect(),
            years: years.into_iter().rev().collect(),
            spellings,
            documents: documents.len(),
        })
    }
}

/// One mention.
#[derive(Debug, Clone)]
struct MentionLine {
    words: String,
    role: String,
    source: String,
    page: String,
    address: String,
}

#[derive(Template)]
#[template(path = "work.html")]
struct WorkPage {
    frame: Frame,
    id: i64,
    held: Vec<DocumentLine>,
    /// Whether it holds, as asked.
    status: Option<StatusView>,
    /// What was asked: school years, grade, day.
    asked_years: Vec<Choice>,
    grade: String,
    on: String,
    dates: Vec<String>,
    issuers: Vec<String>,
    mentioned: Arc<Mentioned>,
    /// In how many places and documents.
    count: String,
    /// School year, how many mentions it has in all, and those of this page; the newest first.
    years: Vec<(String, usize, Vec<MentionLine>)>,
    paging: Paging,
    /// The mentions as files.
    exports: Vec<exports::Link>,
    /// Works that it may be, but for a typing error.
    near: Vec<(String, String)>,
    /// What others state to do to it: verb and mention.
    effects: Vec<(String, MentionLine)>,
}

/// `GET /works/{id}`.
pub fn work(ask: &Ask) -> Result<Answer, Trouble> {
    let lang = ask.lang;
    let store = ask.site.store()?;
    let id: i64 = ask.number("id").ok_or(Trouble::NotFound)?;
    let work = store.work(id)?.ok_or(Trouble::NotFound)?;
    let mut held = Vec::new();
    for &document in &work.held {
        held.extend(store.document(document)?.map(|document| DocumentLine::new(&document, lang)));
    }
    let mentioned = ask.site.mentioned.of(&store, &id.to_string(), || Mentioned::of(&store, id))?;
    let (shown, paging) = Paging::of(ask, mentioned.ids.len(), MENTIONS);
    let shown = Filter { facts: Some(mentioned.ids[shown].to_vec()), ..Filter::default() };
    let mut years: BTreeMap<Option<i16>, Vec<MentionLine>> = BTreeMap::new();
    for mention in &store.mentions(&shown)? {
        let line = MentionLine {
            words: mention.fact.text.clone(),
            role: messages::relation(mention.fact.relation, lang).to_owned(),
            source: mention.document.titled(),
            page: page_name(&mention.document, mention.fact.evidence.page, lang),
            address: place(mention.document.id, "references", mention.id, &mention.fact.evidence),
        };
        years.entry(mention.school_year.map(|year| year.first())).or_default().push(line);
    }
    let effects = store.effects_on(&[id], &Filter::default())?;
    let effects = effects.iter().map(|effect| {
        let line = MentionLine {
            words: effect.fact.text.clone(),
            role: effect.fact.scope.clone().unwrap_or_default(),
            source: effect.document.titled(),
            page: page_name(&effect.document, effect.fact.evidence.page, lang),
            address: place(effect.document.id, "effects", effect.id, &effect.fact.evidence),
        };
        (messages::effect_verb(effect.fact.verb, lang).to_owned(), line)
    });
    let year = |first: Option<i16>| match first {
        Some(first) => format!("{first}-{}", first + 1),
        None => lang.pick("chưa rõ năm học", "school year unknown").to_owned(),
    };
    let grade = ask.parsed::<u32>("grade").filter(|grade| (1..=12).contains(grade));
    let on = ask.parsed::<Date>("on");
    let asked = match (ask.parsed::<SchoolYear>("year"), on) {
        (Some(year), None) => Some(Question::in_year(year)),
        (_, day) => Question::on(day.unwrap_or_else(|| jiff::Zoned::now().date())),
    };
    let question = asked.map(|asked| Question { grade, ..asked });
    let status = match &question {
        Some(question) => status::of(&ask.site, &store, &[work.full_identity()], question, lang)?.pop(),
        None => None,
    };
    let page = WorkPage {
        frame: Frame::new(ask, &work.name(), "works"),
        id,
        held,
        status,
        asked_years: super::years(&store, ask.parsed("year"))?,
        grade: grade.map(|grade| grade.to_string()).unwrap_or_default(),
        on: on.map(|on| on.to_string()).unwrap_or_default(),
        dates: work.dates.iter().filter_map(|date| date.parse().ok()).map(super::super::view::day).collect(),
        issuers: work.issuers.clone(),
        count: lang.pick(
            format!("{} lần trong {} văn bản", mentioned.ids.len(), mentioned.documents),
            format!(
                "{} in {}",
                lang.count(mentioned.ids.len(), "", "mention", "mentions"),
                lang.count(mentioned.documents, "", "document", "documents")
            ),
        ),
        years: years
            .into_iter()
            .rev()
            .map(|(first, lines)| {
                let all =
                    mentioned.years.iter().find(|(known, _)| *known == first).map_or(lines.len(), |(_, all)| *all);
                (year(first), all, lines)
            })
            .collect(),
        exports: exports::links(ask, &format!("/works/{id}"), &[Form::Xlsx, Form::Csv, Form::Docx], &[]),
        near: near(&store, &work)?,
        mentioned,
        paging,
        effects: effects.collect(),
    };
    Ok(Answer::Page(page.render()?))
}

/// The works that this one may be, but for a typing error: name and address.
fn near(store: &Store, work: &Work) -> Result<Vec<(String, String)>, StoreError> {
    let mut all = Vec::new();
    for near in &work.near {
        if let Some(other) = store.work_by_key(&near.key)? {
            all.push((other.name(), format!("/works/{}", other.id)));
        }
    }
    Ok(all)
}
