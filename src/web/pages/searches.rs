//! Tìm kiếm đã lưu: searches kept under a name, each with what matches since people last looked.

use std::collections::{BTreeSet, HashMap};

use askama::Template;

use super::super::answer::{Answer, Trouble};
use super::super::ask::Ask;
use super::super::matching::Meant;
use super::super::view::{Frame, day};
use super::language::is_own;
use crate::render::Lang;
use crate::store::{Filter, SavedSearch, Store, StoreError};

/// The longest name, in characters.
const LONGEST: usize = 120;

/// A kept search that is being looked at.
#[derive(Debug)]
pub struct Saved {
    /// Its number.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// How much is new, in words.
    pub news: String,
    /// The documents that are new, by number.
    pub new: BTreeSet<i64>,
    search: SavedSearch,
    lang: Lang,
}

/// A kept search in a line.
#[derive(Debug)]
pub struct Line {
    /// Its name.
    pub name: String,
    /// Its address.
    pub address: String,
    /// Whether something is new.
    pub is_new: bool,
    /// How much is new, in words.
    pub news: String,
}

#[derive(Template)]
#[template(path = "searches.html")]
struct SearchesPage {
    frame: Frame,
    lines: Vec<Line>,
}

/// `GET /searches`.
pub fn page(ask: &Ask) -> Result<Answer, Trouble> {
    let lang = ask.lang;
    let store = ask.site.store()?;
    let page = SearchesPage {
        frame: Frame::new(ask, lang.pick("Tìm kiếm đã lưu", "Saved searches"), "home"),
        lines: lines(&store, lang, usize::MAX)?,
    };
    Ok(Answer::Page(page.render()?))
}

/// `POST /searches`: a search is kept, looked at, or forgotten.
pub fn change(ask: &Ask) -> Result<Answer, Trouble> {
    let store = ask.site.store()?;
    let at = jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
    if ask.field("do") == Some("save") {
        let (Some(name), Some(address)) = (ask.field("name"), ask.field("address")) else {
            return Err(Trouble::Asked(ask.lang.pick("Hãy đặt tên.", "Give it a name.").to_owned()));
        };
        if !is_own(address) || !address.starts_with("/search?") {
            return Err(Trouble::NotFound);
        }
        let name: String = name.chars().take(LONGEST).collect();
        let seen = contents(&store, address)?.into_iter().map(|(_, content)| content).collect();
        store.save_search(&name, address, &seen, &ask.site.user, &at)?;
        return Ok(Answer::See(address.to_owned()));
    }
    let id: i64 = ask.parsed("id").ok_or(Trouble::NotFound)?;
    let known = store.searches()?.into_iter().find(|search| search.id == id).ok_or(Trouble::NotFound)?;
    match ask.field("do") {
        Some("seen") => {
            let seen = contents(&store, &known.address)?.into_iter().map(|(_, content)| content).collect();
            store.mark_search(id, &seen, &at)?;
        }
        Some("forget") => store.forget_search(id)?,
        _ => return Err(Trouble::NotFound),
    }
    Ok(Answer::See(ask.field("back").filter(|back| is_own(back)).unwrap_or("/searches").to_owned()))
}

/// The address of the search that is asked for, without what only shows it otherwise or changes with the day.
pub fn own_address(ask: &Ask) -> String {
    ask.with(&[("sheet", None), ("status", None)])
}

impl Saved {
    /// The kept search that is asked for, where it is one.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn of(ask: &Ask, store: &Store) -> Result<Option<Self>, StoreError> {
        let own = own_address(ask);
        let search = store.searches()?.into_iter().find(|search| search.address == own);
        Ok(search.map(|search| Self {
            id: search.id,
            name: search.name.clone(),
            news: String::new(),
            new: BTreeSet::new(),
            search,
            lang: ask.lang,
        }))
    }

    /// Takes what it gives now.
    pub fn compare(&mut self, now: Vec<(i64, String)>) {
        self.new =
            now.into_iter().filter(|(_, content)| !self.search.seen.contains(content)).map(|(id, _)| id).collect();
        self.news = news(self.new.len(), &self.search, self.lang);
    }
}

/// The first kept searches, each with how much is new.
///
/// # Errors
/// Where the store cannot be read.
pub fn lines(store: &Store, lang: Lang, most: usize) -> Result<Vec<Line>, StoreError> {
    let line = |search: SavedSearch| {
        let now = contents(store, &search.address)?;
        let new = now.iter().filter(|(_, content)| !search.seen.contains(content)).count();
        Ok(Line { news: news(new, &search, lang), is_new: new > 0, name: search.name, address: search.address })
    };
    store.searches()?.into_iter().take(most).map(line).collect()
}

fn news(new: usize, search: &SavedSearch, lang: Lang) -> String {
    let since = search.at.get(..10).and_then(|at| at.parse().ok()).map(day).unwrap_or_default();
    match new {
        0 => lang.pick(format!("không có gì mới từ {since}"), format!("nothing new since {since}")),
        _ => lang.pick(
            format!("{new} văn bản mới khớp từ {since}"),
            format!("{} since {since}", lang.count(new, "", "new document", "new documents")),
        ),
    }
}

/// What the search at `address` gives now: documents by number and content.
fn contents(store: &Store, address: &str) -> Result<Vec<(i64, String)>, StoreError> {
    let fields = fields_of(address);
    let field = |name: &str| fields.get(name).map(String::as_str).filter(|value| !value.is_empty());
    let filter = Filter {
        year: field("year").and_then(|year| year.parse().ok()),
        level: field("level").and_then(|level| level.parse().ok()),
        kind: field("type").and_then(|kind| kind.parse().ok()),
        issuer: field("issuer").map(str::to_owned),
        ..Filter::default()
    };
    let Some(meant) = Meant::of(store, field("q").unwrap_or_default(), &filter)? else { return Ok(Vec::new()) };
    let ids: Vec<i64> = meant.matches(store, &filter)?.iter().map(|found| found.document.id).collect();
    store.contents(&ids)
}

/// The fields of the query of an address of our own making.
fn fields_of(address: &str) -> HashMap<String, String> {
    let query = address.split_once('?').map_or("", |(_, query)| query);
    let pair = |pair: &str| {
        let (name, value) = pair.split_once('=')?;
        Some((plain(name)?, plain(value)?))
    };
    query.split('&').filter_map(pair).collect()
}

/// The text that [`super::super::ask::escaped`] made this of.
fn plain(escaped: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(escaped.len());
    let mut rest = escaped.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let digits = [rest.next()?, rest.next()?];
        bytes.push(u8::from_str_radix(std::str::from_utf8(&digits).ok()?, 16).ok()?);
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::ask::address;

    #[test]
    fn what_an_address_asks_is_read_back() {
        for (q, year) in [("27/2020", "2024-2025"), ("học 2 buổi & \"lớp 5\" = 100%", ""), ("", "2024-2025")] {
            let fields = fields_of(&address("/search", &[("q", q), ("year", year)]));
            assert_eq!((fields["q"].as_str(), fields["year"].as_str()), (q, year));
        }
        assert_eq!(plain("%4"), None);
        assert_eq!(plain("%FF"), None);
    }
}
