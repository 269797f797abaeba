//! What a search finds: mentions of a document year by year, or passages.

use std::collections::BTreeMap;

use askama::Template;

use super::super::answer::{Answer, Trouble};
use super::super::ask::Ask;
use super::super::facets::{Counter, Facet};
use super::super::view::{DocumentLine, Frame, page_name, pieces, place};
use super::{Choice, levels, years};
use crate::directive::Reference;
use crate::render::{Lang, messages};
use crate::store::{Citations, Filter, Found, Hits, Passage, Store, Words};

/// So many passages are shown.
const PASSAGES: usize = 40;
/// So much of the text is shown around a mention, in bytes to each side.
const ROOM: usize = 140;

/// A place that was found.
#[derive(Debug, Clone)]
struct Place {
    address: String,
    page: String,
    /// The role of a mention; empty for a passage.
    role: String,
    /// Words, and whether they are what was looked for.
    pieces: Vec<(String, bool)>,
}

/// A document with what was found in it.
#[derive(Debug, Clone)]
struct Group {
    document: DocumentLine,
    places: Vec<Place>,
}

/// The documents of one school year.
#[derive(Debug, Clone)]
struct Year {
    name: String,
    groups: Vec<Group>,
}

/// A work that the query names.
#[derive(Debug, Clone)]
struct Known {
    name: String,
    address: String,
    held: Vec<DocumentLine>,
    mentions: String,
}

#[derive(Template)]
#[template(path = "search.html")]
struct SearchPage {
    frame: Frame,
    years: Vec<Choice>,
    levels: Vec<Choice>,
    issuer: String,
    facets: Vec<Facet>,
    works: Vec<Known>,
    found: Vec<Year>,
    count: String,
    /// Words of caution: not all words, a store being written.
    notes: Vec<String>,
    /// Other queries: words and address.
    suggestions: Vec<(String, String)>,
    unread: Option<String>,
}

/// `GET /search`.
pub fn page(ask: &Ask) -> Result<Answer, Trouble> {
    let lang = ask.lang;
    let store = ask.site.store()?;
    let query = ask.field("q").unwrap_or_default();
    let filter = ask.filter();
    let totals = store.totals(&Filter::default())?;
    let mut page = SearchPage {
        frame: Frame::new(ask, if query.is_empty() { lang.pick("Tìm kiếm", "Search") } else { query }, ""),
        years: years(&store, filter.year)?,
        levels: levels(filter.level, lang),
        issuer: filter.issuer.clone().unwrap_or_default(),
        facets: Vec::new(),
        works: Vec::new(),
        found: Vec::new(),
        count: String::new(),
        notes: Vec::new(),
        suggestions: Vec::new(),
        unread: messages::unread_note(totals.unread, totals.pages_unread, lang),
    };
    let words = Words::of(query);
    if words.is_empty() {
        page.notes.push(
            lang.pick("Hãy nhập số, ký hiệu văn bản hoặc từ ngữ.", "Give a document's number or some words.")
                .to_owned(),
        );
        return Ok(Answer::Page(page.render()?));
    }
    match store.cited(query, &filter)? {
        Some(cited) if !cited.works.is_empty() => page.show_mentions(ask, &store, cited)?,
        // What looks like a document that nothing cites may still stand in the text.
        Some(cited) => {
            let phrase = Words::of(&format!("\"{}\"", query.replace('"', " ")));
            page.show_passages(ask, store.find(&phrase, &filter, PASSAGES)?);
            page.suggestions =
                cited.near.iter().take(5).map(|work| (work.name(), format!("/works/{}", work.id))).collect();
        }
        None => page.show_passages(ask, store.find(&words, &filter, PASSAGES)?),
    }
    Ok(Answer::Page(page.render()?))
}

impl SearchPage {
    fn show_mentions(&mut self, ask: &Ask, store: &Store, cited: Citations) -> Result<(), Trouble> {
        let lang = ask.lang;
        let mut counter = Counter::default();
        for mention in &cited.mentions {
            counter.add(&mention.document, mention.school_year.map(|year| year.to_string()), lang);
        }
        self.facets = counter.facets(ask);
        for work in &cited.works {
            let mut held = Vec::new();
            for &id in &work.held {
                held.extend(store.document(id)?.filter(|document| document.copy_of.is_none()));
            }
            self.works.push(Known {
                name: work.name(),
                address: format!("/works/{}", work.id),
                held: held.iter().map(|document| DocumentLine::new(document, lang)).collect(),
                mentions: lang.count(work.mentions as usize, "lần viện dẫn", "mention", "mentions"),
            });
        }
        let passages = store.passages(&cited.mentions, ROOM)?;
        self.count = lang.count(cited.mentions.len(), "lần viện dẫn", "mention", "mentions");
        self.found = by_year(&cited.mentions, &passages, lang);
        Ok(())
    }

    fn show_passages(&mut self, ask: &Ask, hits: Hits) {
        let lang = ask.lang;
        self.count = lang.count(hits.total, "đoạn khớp", "passage", "passages");
        if hits.some_words {
            self.notes.push(
                lang.pick(
                    "Không đoạn nào có đủ các từ; dưới đây là các đoạn gần nhất.",
                    "No passage holds all the words; these come nearest.",
                )
                .to_owned(),
            );
        }
        if hits.stale {
            self.notes.push(
                lang.pick(
                    "Kho đang được cập nhật: có thể thiếu văn bản mới.",
                    "The store is being written: what is new may be missing.",
                )
                .to_owned(),
            );
        }
        if let Some(suggestion) = &hits.suggestion {
            self.suggestions.push((suggestion.clone(), ask.with(&[("q", Some(suggestion))])));
        }
        let mut groups: Vec<(i64, Group)> = Vec::new();
        for hit in &hits.hits {
            let id = hit.document.id;
            let place = Place {
                address: format!("/documents/{id}?tab=text&page={}#p{}", hit.page, hit.page),
                page: page_name(&hit.document, hit.page, lang),
                role: String::new(),
                pieces: pieces(&hit.passage),
            };
            match groups.iter_mut().find(|(known, _)| *known == id) {
                Some((_, group)) => group.places.push(place),
                None => {
                    groups.push((id, Group { document: DocumentLine::new(&hit.document, lang), places: vec![place] }))
                }
            }
        }
        let groups = groups.into_iter().map(|(_, group)| group).collect();
        self.found = vec![Year { name: String::new(), groups }];
    }
}

/// Mentions under their school years, the newest first.
fn by_year(mentions: &[Found<Reference>], passages: &[Passage], lang: Lang) -> Vec<Year> {
    let mut years: BTreeMap<Option<i16>, Vec<(i64, Group)>> = BTreeMap::new();
    for (mention, passage) in mentions.iter().zip(passages) {
        let document = &mention.document;
        let groups = years.entry(mention.school_year.map(|year| year.first())).or_default();
        let place = Place {
            address: place(document.id, "references", mention.id, &mention.fact.evidence),
            page: page_name(document, mention.fact.evidence.page, lang),
            role: messages::relation(mention.fact.relation, lang).to_owned(),
            pieces: pieces(passage),
        };
        match groups.iter_mut().find(|(id, _)| *id == document.id) {
            Some((_, group)) => group.places.push(place),
            None => {
                groups.push((document.id, Group { document: DocumentLine::new(document, lang), places: vec![place] }))
            }
        }
    }
    let name = |year: Option<i16>| match year {
        Some(first) => format!("{} {first}-{}", lang.pick("Năm học", "School year"), first + 1),
        None => lang.pick("Chưa rõ năm học", "School year unknown").to_owned(),
    };
    let of_year = |(year, groups): (Option<i16>, Vec<(i64, Group)>)| Year {
        name: name(year),
        groups: groups.into_iter().map(|(_, group)| group).collect(),
    };
    years.into_iter().rev().map(of_year).collect()
}
