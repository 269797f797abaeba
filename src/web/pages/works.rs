//! Cited works, held or not: the list of all, and one with where it is cited year by year.

use std::collections::BTreeMap;
use std::sync::Arc;

use askama::Template;
use jiff::civil::Date;

use super::super::answer::{Answer, Trouble};
use super::super::ask::Ask;
use super::super::status::{self, StatusView};
use super::super::view::{DocumentLine, Frame, page_name, place};
use super::Choice;
use crate::directive::SchoolYear;
use crate::lineage::status::Question;
use crate::render::messages;
use crate::store::{Filter, Work};

/// So many stand in the list.
const SHOWN: usize = 200;

#[derive(Debug, Clone)]
struct WorkLine {
    name: String,
    address: String,
    mentions: u32,
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
        works.sort_by_key(|work| std::cmp::Reverse(work.mentions));
        let line = |work: &Work| WorkLine {
            name: work.name(),
            address: format!("/works/{}", work.id),
            mentions: work.mentions,
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
    /// How it is written, and how often.
    spellings: Vec<(String, usize)>,
    /// School year and mentions, the newest first.
    years: Vec<(String, Vec<MentionLine>)>,
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
    let mentions = store.mentions_of(&[id], &Filter::default())?;
    let mut spellings: BTreeMap<String, usize> = BTreeMap::new();
    let mut years: BTreeMap<Option<i16>, Vec<MentionLine>> = BTreeMap::new();
    for mention in &mentions {
        *spellings.entry(mention.fact.text.clone()).or_default() += 1;
        let line = MentionLine {
            words: mention.fact.text.clone(),
            role: messages::relation(mention.fact.relation, lang).to_owned(),
            source: mention.document.titled(),
            page: page_name(&mention.document, mention.fact.evidence.page, lang),
            address: place(mention.document.id, "references", mention.id, &mention.fact.evidence),
        };
        years.entry(mention.school_year.map(|year| year.first())).or_default().push(line);
    }
    let mut spellings: Vec<_> = spellings.into_iter().collect();
    spellings.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
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
        spellings,
        years: years.into_iter().rev().map(|(first, lines)| (year(first), lines)).collect(),
        effects: effects.collect(),
    };
    Ok(Answer::Page(page.render()?))
}
