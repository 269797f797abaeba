//! What a search finds: mentions of a document year by year, or passages.

use std::collections::BTreeMap;

use askama::Template;

use super::super::answer::{Answer, Trouble};
use super::super::ask::Ask;
use super::super::facets::{Counter, Facet};
use super::super::matching::{Match, Meant};
use super::super::status;
use super::super::view::{DocumentLine, Frame, page_name, pieces, place};
use super::searches::{Saved, own_address};
use super::{Choice, levels, years};
use crate::directive::Reference;
use crate::render::{Lang, messages};
use crate::store::{Citations, Document, Filter, Found, Hits, Passage, Store};

/// So many passages are shown.
const PASSAGES: usize = 40;
/// Of so many documents it is looked up whether they hold.
const JUDGED: usize = 200;
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
    id: i64,
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
    /// The search that is looked at, where it was kept.
    saved: Option<Saved>,
    /// The address under which it would be kept.
    own: String,
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
        saved: None,
        own: own_address(ask),
        unread: messages::unread_note(totals.unread, totals.pages_unread, lang),
    };
    page.saved = Saved::of(ask, &store)?;
    let Some(meant) = Meant::of(&store, query, &filter)? else {
        let (vi, en) = ("Hãy nhập số, ký hiệu văn bản hoặc từ ngữ.", "Give a document's number or some words.");
        page.notes.push(lang.pick(vi, en).to_owned());
        return Ok(Answer::Page(page.render()?));
    };
    let filter = page.count(ask, &store, &meant, filter)?;
    match meant {
        Meant::Mentions(mut cited) => {
            if let Some(among) = &filter.among {
                cited.mentions.retain(|mention| among.contains(&mention.document.id));
            }
            page.show_mentions(ask, &store, *cited)?;
        }
        Meant::Passages(words, near) => {
            page.show_passages(ask, store.find(&words, &filter, PASSAGES)?);
            page.suggestions.extend(near.into_iter().take(5).map(|(name, id)| (name, format!("/works/{id}"))));
        }
    }
    Ok(Answer::Page(page.render()?))
}

impl SearchPage {
    /// Counts what matches for the facets and for what is new; gives the filter narrowed by validity, where that is asked.
    fn count(&mut self, ask: &Ask, store: &Store, meant: &Meant, filter: Filter) -> Result<Filter, Trouble> {
        let lang = ask.lang;
        let mut matches = meant.matches(store, &filter)?;
        let mut counter = Counter::default();
        let mut among = None;
        if matches.len() <= JUDGED {
            let documents: Vec<&Document> = matches.iter().map(|found| found.document.as_ref()).collect();
            let classes = status::classes(&ask.site, store, &documents, jiff::Zoned::now().date())?;
            let class = |found: &Match| classes.get(&found.document.id).copied().unwrap_or("unknown");
            if let Some(wanted) = ask.field("status") {
                matches.retain(|found| class(found) == wanted);
                among = Some(matches.iter().map(|found| found.document.id).collect());
            }
            for found in &matches {
                counter.add_status(class(found), found.count(), lang);
            }
        }
        for found in &matches {
            for rows in &found.rows {
                let years = rows.years.iter().map(ToString::to_string);
                counter.add(&found.document, years, &rows.levels, rows.count, lang);
            }
        }
        self.facets = counter.facets(ask);
        if let Some(saved) = &mut self.saved {
            let ids: Vec<i64> = matches.iter().map(|found| found.document.id).collect();
            saved.compare(store.contents(&ids)?);
        }
        Ok(Filter { among, ..filter })
    }

    fn show_mentions(&mut self, ask: &Ask, store: &Store, cited: Citations) -> Result<(), Trouble> {
        let lang = ask.lang;
        if cited.possible {
            self.notes.push(
                lang.pick(
                    "Kho chỉ có viện dẫn bằng số, không năm và ký hiệu: có thể là văn bản này, cũng có thể là văn bản khác.",
                    "The store has this number without year and symbol only: it may mean this document, or another one.",
                )
                .to_owned(),
            );
        }
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
                None => groups
                    .push((id, Group { id, document: DocumentLine::new(&hit.document, lang), places: vec![place] })),
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
            None => groups.push((
                document.id,
                Group { id: document.id, document: DocumentLine::new(document, lang), places: vec![place] },
            )),
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
