//! What a search finds: mentions of a document year by year, or passages.

use std::collections::{BTreeMap, HashMap};
use std::num::NonZeroUsize;

use askama::Template;

use super::super::answer::{Answer, Trouble};
use super::super::ask::{Ask, address};
use super::super::facets::{Counter, Facet};
use super::super::matching::{Match, Meant};
use super::super::status;
use super::super::view::{DocumentLine, Frame, page_name, pieces, place};
use super::paging::Paging;
use super::searches::{Saved, own_address};
use super::{Choice, exports, levels, years};
use crate::answer::{Idea, SearchFilter, Unread, ideas};
use crate::directive::Reference;
use crate::export::Form;
use crate::lineage::identity::WorkId;
use crate::render::{Lang, messages, search as wording};
use crate::store::{Citations, Document, Filter, Found, Hits, Passage, Store, Work};

/// So many passages are shown.
const PASSAGES: usize = 40;
/// So many mentions stand on one page.
const MENTIONS: usize = 100;
/// So many passages at most are taken along in a file.
const TAKEN: NonZeroUsize = NonZeroUsize::new(2000).unwrap();
/// So many passages are ranked; what lies behind them is only counted.
const RANKED: usize = 2000;
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
    /// Whether it holds today, where that is known: words and class.
    state: Option<(&'static str, &'static str)>,
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
    /// Whether it holds today.
    status: Option<(String, &'static str)>,
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
    paging: Paging,
    /// What was found as files.
    exports: Vec<exports::Link>,
    /// Words of caution: not all words, a store being written.
    notes: Vec<String>,
    /// Other queries: words and address.
    suggestions: Vec<(String, String)>,
    /// Where nothing was found, what would find something: words and address.
    ideas: Vec<(String, String)>,
    /// The search that is looked at, where it was kept.
    saved: Option<Saved>,
    /// The address under which it would be kept.
    own: String,
    unread: Option<String>,
    /// How many rows match.
    matching: usize,
}

/// `GET /search`.
pub fn page(ask: &Ask) -> Result<Answer, Trouble> {
    let lang = ask.lang;
    let store = ask.site.store()?;
    let query = ask.field("q").unwrap_or_default();
    let filter = ask.filter();
    let unread = Unread::of(&store)?;
    let mut page = SearchPage {
        frame: Frame::new(ask, if query.is_empty() { lang.pick("Tìm kiếm", "Search") } else { query }, ""),
        years: years(&store, filter.year)?,
        levels: levels(filter.level, lang),
        issuer: filter.issuer.clone().unwrap_or_default(),
        facets: Vec::new(),
        works: Vec::new(),
        found: Vec::new(),
        count: String::new(),
        paging: Paging::default(),
        exports: Vec::new(),
        notes: Vec::new(),
        suggestions: Vec::new(),
        ideas: Vec::new(),
        saved: None,
        own: own_address(ask),
        unread: messages::unread_note(unread.files, unread.pages, lang),
        matching: 0,
    };
    page.saved = Saved::of(ask, &store)?;
    let Some(meant) = Meant::of(&store, query, &filter)? else {
        let (vi, en) = ("Hãy nhập số, ký hiệu văn bản hoặc từ ngữ.", "Give a document's number or some words.");
        page.notes.push(lang.pick(vi, en).to_owned());
        return Ok(Answer::Page(page.render()?));
    };
    let (filter, standings) = page.count(ask, &store, &meant, filter)?;
    match meant {
        Meant::Mentions(mut cited) => {
            if let Some(among) = &filter.among {
                cited.mentions.retain(|mention| among.contains(&mention.document.id));
            }
            page.show_mentions(ask, &store, *cited, &standings)?;
        }
        Meant::Passages(words, near) => {
            let (shown, paging) = Paging::of(ask, page.matching.min(RANKED), PASSAGES);
            page.paging = paging;
            let mut hits = store.find(&words, &filter, shown.end.max(1))?;
            hits.hits.drain(..shown.start.min(hits.hits.len()));
            page.show_passages(ask, hits, &standings);
            page.suggestions.extend(near.into_iter().take(5).map(|(name, id)| (name, format!("/works/{id}"))));
        }
    }
    if page.found.iter().all(|year| year.groups.is_empty()) {
        for idea in ideas(&store, query, &filter)? {
            let address = match &idea {
                Idea::Fewer(words) => ask.with(&[("q", Some(words)), ("sheet", None)]),
                Idea::Year(year, _) => ask.with(&[("year", Some(&year.to_string())), ("sheet", None)]),
                Idea::Anywhere(..) => address("/search", &[("q", query)]),
            };
            page.ideas.push((wording::idea(&idea, lang), address));
        }
    } else {
        let kept = ["q", "year", "level", "issuer", "type", "status"];
        page.exports = exports::links(ask, "/search", &[Form::Xlsx, Form::Csv, Form::Docx], &kept);
    }
    Ok(Answer::Page(page.render()?))
}

/// What a search in the filters on screen asks for, to be taken along as a file.
///
/// # Errors
/// Where the store cannot be read.
pub fn filter(ask: &Ask, store: &Store) -> Result<SearchFilter, Trouble> {
    let query = ask.field("q").unwrap_or_default();
    let filter = ask.filter();
    let mut among = None;
    if ask.field("status").is_some()
        && let Some(meant) = Meant::of(store, query, &filter)?
    {
        let mut matches = meant.matches(store, &filter)?;
        narrow(ask, store, &mut matches, &mut among)?;
    }
    let is_words = Meant::is_words(store, query, &filter)?;
    Ok(SearchFilter {
        query: query.to_owned(),
        year: filter.year,
        kind: filter.kind,
        issuer: filter.issuer,
        level: filter.level,
        limit: is_words.then_some(TAKEN),
        among,
    })
}

/// The classes of validity of documents, by number.
type Standings = HashMap<i64, &'static str>;

/// Looks up whether what matches holds, and leaves only what holds as it is asked; `among` takes the documents that
/// are left where that is asked.
fn narrow(
    ask: &Ask,
    store: &Store,
    matches: &mut Vec<Match>,
    among: &mut Option<Vec<i64>>,
) -> Result<Standings, Trouble> {
    let documents: Vec<&Document> = matches.iter().map(|found| found.document.as_ref()).collect();
    let standings = status::classes(&ask.site, store, &documents, jiff::Zoned::now().date())?;
    if let Some(wanted) = ask.field("status") {
        matches.retain(|found| class(&standings, found.document.id) == wanted);
        *among = Some(matches.iter().map(|found| found.document.id).collect());
    }
    Ok(standings)
}

fn class(standings: &Standings, document: i64) -> &'static str {
    standings.get(&document).copied().unwrap_or("unknown")
}

/// What a result says of whether its document holds; nothing where that is unknown.
fn state(standings: &Standings, document: i64, lang: Lang) -> Option<(&'static str, &'static str)> {
    let class = class(standings, document);
    (class != "unknown").then(|| (status::class_name(class, lang), class))
}

impl SearchPage {
    /// Counts what matches for the facets and for what is new; gives the filter narrowed by validity, where that is
    /// asked, and whether the documents hold.
    fn count(
        &mut self,
        ask: &Ask,
        store: &Store,
        meant: &Meant,
        filter: Filter,
    ) -> Result<(Filter, Standings), Trouble> {
        let lang = ask.lang;
        let mut matches = meant.matches(store, &filter)?;
        let mut among = None;
        let standings = narrow(ask, store, &mut matches, &mut among)?;
        let mut counter = Counter::default();
        for found in &matches {
            counter.add_status(class(&standings, found.document.id), found.count(), lang);
            for rows in &found.rows {
                let years = rows.years.iter().map(ToString::to_string);
                counter.add(&found.document, years, &rows.levels, rows.count, lang);
            }
        }
        self.facets = counter.facets(ask);
        self.matching = matches.iter().map(Match::count).sum();
        if let Some(saved) = &mut self.saved {
            let ids: Vec<i64> = matches.iter().map(|found| found.document.id).collect();
            saved.compare(store.contents(&ids)?);
        }
        Ok((Filter { among, ..filter }, standings))
    }

    fn show_mentions(
        &mut self,
        ask: &Ask,
        store: &Store,
        mut cited: Citations,
        standings: &Standings,
    ) -> Result<(), Trouble> {
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
        let ids: Vec<WorkId> = cited.works.iter().map(Work::full_identity).collect();
        let mut holds = status::today(&ask.site, store, &ids, lang)?.into_iter();
        for work in &cited.works {
            let view = holds.next();
            let mut held = Vec::new();
            for &id in &work.held {
                held.extend(store.document(id)?.filter(|document| document.copy_of.is_none()));
            }
            self.works.push(Known {
                name: held.first().map_or_else(|| work.name(), Document::titled),
                address: format!("/works/{}", work.id),
                held: held.iter().map(|document| DocumentLine::new(document, lang)).collect(),
                // As many as are shown below in these filters.
                mentions: lang.count(
                    cited.mentions.iter().filter(|mention| mention.fact.work == work.key).count(),
                    "lần viện dẫn",
                    "mention",
                    "mentions",
                ),
                status: view.filter(|_| !work.identity().is_bare()).map(|view| (view.line, view.class)),
            });
        }
        self.count = lang.count(cited.mentions.len(), "lần viện dẫn", "mention", "mentions");
        cited.mentions.sort_by_key(|mention| std::cmp::Reverse(mention.school_year.map(|year| year.first())));
        let (shown, paging) = Paging::of(ask, cited.mentions.len(), MENTIONS);
        let mentions = &cited.mentions[shown];
        self.found = by_year(mentions, &store.passages(mentions, ROOM)?, standings, lang);
        self.paging = paging;
        Ok(())
    }

    fn show_passages(&mut self, ask: &Ask, hits: Hits, standings: &Standings) {
        let lang = ask.lang;
        self.count = lang.count_of_many(hits.total, hits.more, "đoạn khớp", "passage", "passages");
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
                    let (document, state) = (DocumentLine::new(&hit.document, lang), state(standings, id, lang));
                    groups.push((id, Group { id, document, state, places: vec![place] }));
                }
            }
        }
        let groups = groups.into_iter().map(|(_, group)| group).collect();
        self.found = vec![Year { name: String::new(), groups }];
    }
}

/// Mentions under their school years, the newest first.
fn by_year(mentions: &[Found<Reference>], passages: &[Passage], standings: &Standings, lang: Lang) -> Vec<Year> {
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
                let (id, line) = (document.id, DocumentLine::new(document, lang));
                groups.push((id, Group { id, document: line, state: state(standings, id, lang), places: vec![place] }));
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
