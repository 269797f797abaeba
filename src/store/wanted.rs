//! Which works a query means that names a document, and the mentions of them.

use std::cell::OnceCell;
use std::collections::{BTreeSet, HashSet};

use super::bearers::Bearer;
use super::text::around;
use super::{Filter, Found, Passage, Store, StoreError, Work, suggest};
use crate::directive::{PartialDate, Reference};
use crate::lineage::identity::WorkId;
use crate::lineage::resolve::Seat;

/// A document as a query names it.
#[derive(Debug, Clone)]
pub struct Wanted {
    pub(super) id: WorkId,
    /// The place of the issuer that is named, read when it is first asked for: it is asked of each work of the number.
    stands_in: OnceCell<Option<String>>,
}

/// What the store knows of a document that a query names.
#[derive(Debug, Default)]
pub struct Citations {
    /// The works that agree with the query: more than one where the query leaves the issuer or the year open.
    pub works: Vec<Work>,
    /// Every mention of them, or as many as were asked for, by document date, path and place.
    pub mentions: Vec<Found<Reference>>,
    /// How many mentions there are.
    pub total: usize,
    /// In how many documents.
    pub citing: usize,
    /// Where nothing agrees: the works that come near.
    pub near: Vec<Work>,
    /// Whether the works are bare numbers ("Thông tư 22") where one was asked for in full: they may be the one that is
    /// meant, and may be others.
    pub possible: bool,
}

impl Citations {
    /// Adds what another name in the same query found.
    pub fn extend(&mut self, other: Self) {
        for (mine, its) in [(&mut self.works, other.works), (&mut self.near, other.near)] {
            for work in its {
                if !mine.iter().any(|known| known.id == work.id) {
                    mine.push(work);
                }
            }
        }
        for mention in other.mentions {
            if !self.mentions.iter().any(|known| known.id == mention.id) {
                self.mentions.push(mention);
            }
        }
        sort(&mut self.mentions);
        self.possible &= other.possible;
        self.count();
    }

    /// Takes all mentions that are there as all that there are.
    pub(super) fn count(&mut self) {
        self.total = self.mentions.len();
        self.citing = self.mentions.iter().map(|mention| mention.document.id).collect::<HashSet<_>>().len();
    }
}

impl From<WorkId> for Wanted {
    fn from(id: WorkId) -> Self {
        Self { id, stands_in: OnceCell::new() }
    }
}

impl Wanted {
    /// What a mention in a query asks for.
    pub fn of(mention: &Reference) -> Self {
        WorkId::of_reference(mention).into()
    }

    /// The number that is wanted, as works bear it.
    pub(super) fn number(&self) -> Option<String> {
        self.id.number.as_ref().map(|number| number.to_lowercase())
    }

    /// Those of the bearers of a number with which nothing that their columns tell conflicts: all that
    /// [`Wanted::agrees`] are among them.
    pub(super) fn among<'a>(&self, bearers: &'a [Bearer]) -> Vec<&'a Bearer> {
        let may_be = |bearer: &&Bearer| self.may_be_issued(bearer.issued) && self.id.agrees(&bearer.identity);
        let mut found: Vec<&Bearer> = bearers.iter().filter(may_be).collect();
        if found.iter().any(|bearer| !bearer.place.is_empty())
            && let Some(stated) = self.stands_in()
        {
            found.retain(|bearer| are_of_one_place(&bearer.place, stated));
        }
        found
    }

    /// Whether nothing in the work conflicts with what is wanted.
    pub fn agrees(&self, work: &Work) -> bool {
        if !self.may_be_issued(work.issued) {
            return false;
        }
        let of_date = |date: Option<PartialDate>| self.id.agrees(&WorkId { date, ..work.identity() });
        let agrees = match work.dates.as_slice() {
            [] => of_date(None),
            dates => dates.iter().any(|date| of_date(date.parse().ok())),
        };
        agrees && self.may_stand_in(work.place.as_deref().unwrap_or_default())
    }

    fn may_be_issued(&self, issued: Option<i16>) -> bool {
        let year = self.id.year.as_deref().and_then(|year| year.parse().ok());
        year.is_none() || issued.is_none() || year == issued
    }

    /// Whether a work of this place may be meant. To read an agency's name takes long, so it comes last.
    fn may_stand_in(&self, place: &str) -> bool {
        place.is_empty() || self.stands_in().is_none_or(|stated| are_of_one_place(place, stated))
    }

    /// The place of the issuer that is named.
    fn stands_in(&self) -> Option<&str> {
        let read = || self.id.issuer.as_deref().map(|issuer| Seat::of_issuer(issuer).label());
        self.stands_in.get_or_init(read).as_deref()
    }
}

impl Wanted {
    /// Whether more than a number is asked for.
    fn in_full(&self) -> bool {
        self.id.year.is_some() || self.id.symbol.is_some()
    }
}

impl Store {
    /// All mentions of the documents that a query means, or at most `limit` of them; all are counted.
    ///
    /// A mention by number alone ("Thông tư 27") belongs to the work that it was resolved to; where that is open, it is
    /// given with each work that it may mean.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn citations(&self, wanted: &Wanted, filter: &Filter, limit: Option<usize>) -> Result<Citations, StoreError> {
        // Of many works of one number few are meant: only these are read.
        let bearers = wanted.number().map(|number| self.bearers(&number)).transpose()?;
        let bearers = bearers.as_deref().unwrap_or_default();
        let works = match wanted.id.number {
            Some(_) => {
                let meant: BTreeSet<i64> = wanted.among(bearers).iter().map(|bearer| bearer.id).collect();
                let mut works = self.works_numbered_in_store(&meant)?;
                works.retain(|work| wanted.agrees(work));
                works
            }
            None => self.works_that_may_be(wanted)?,
        };
        if works.is_empty() {
            return Ok(Citations { near: self.near_works(wanted)?, ..Citations::default() });
        }
        let is_bare = |work: &Work| work.identity().is_bare();
        let full: Vec<&str> = works.iter().filter(|work| !is_bare(work)).map(|work| work.key.as_str()).collect();
        let short: Vec<&str> = works.iter().filter(|work| is_bare(work)).map(|work| work.key.as_str()).collect();
        let asked_in_full = wanted.in_full();
        let possible = asked_in_full && full.is_empty() && !short.is_empty();
        // Of these works all mentions are meant; of the others, those that may mean one that is asked for.
        let picks = asked_in_full && !full.is_empty();
        let (some, all): (Vec<&Work>, Vec<&Work>) = works.iter().partition(|work| picks && is_bare(work));
        // What may mean one of these, though it is kept under a name of its own.
        let is_open = |bearer: &&Bearer| bearer.identity.is_bare() && works.iter().all(|work| work.id != bearer.id);
        let open: Vec<i64> = bearers.iter().filter(is_open).map(|bearer| bearer.id).collect();
        let ids = |works: &[&Work]| works.iter().map(|work| work.id).collect::<Vec<_>>();
        let keys: Vec<&str> = works.iter().map(|work| work.key.as_str()).collect();
        if let Some(limit) = limit
            && *filter == Filter::default()
            && !self.has_references_set_right()?
        {
            let first = self.first_mentions(&all, &[(ids(&some), full), (open, keys)], limit)?;
            let mentions = self.mentions_numbered(&first.numbers, filter)?;
            let (total, citing) = (first.total, first.citing);
            return Ok(Citations { works, mentions, total, citing, near: Vec::new(), possible });
        }
        let mut found = self.mentions_up_to(&ids(&all), filter, limit)?;
        let may_mean_one_of = |mention: &Found<Reference>, meant: &[&str]| {
            let mut candidates = mention.resolution.iter().flat_map(|found| &found.candidates);
            candidates.any(|candidate| meant.contains(&candidate.as_str()))
        };
        let mut more = Vec::new();
        if !some.is_empty() {
            let counts = |mention: &Found<Reference>| {
                !short.contains(&mention.fact.work.as_str()) || may_mean_one_of(mention, &full)
            };
            more.extend(self.mentions_of(&ids(&some), filter)?.into_iter().filter(counts));
        }
        if !open.is_empty() {
            let counts = |mention: &Found<Reference>| may_mean_one_of(mention, &keys);
            more.extend(self.mentions_of(&open, filter)?.into_iter().filter(counts));
        }
        if !more.is_empty() {
            found.total += more.len();
            found.documents.extend(more.iter().map(|mention| mention.document.id));
            found.mentions.extend(more);
            sort(&mut found.mentions);
        }
        found.mentions.truncate(limit.unwrap_or(usize::MAX));
        let (mentions, total, citing) = (found.mentions, found.total, found.documents.len());
        Ok(Citations { works, mentions, total, citing, near: Vec::new(), possible })
    }

    /// The works that a query means, without their mentions, which are neither given nor counted.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn works_meant(&self, wanted: &Wanted) -> Result<Citations, StoreError> {
        let works = self.works_that_may_be(wanted)?;
        if works.is_empty() {
            return Ok(Citations { near: self.near_works(wanted)?, ..Citations::default() });
        }
        let possible = wanted.in_full() && works.iter().all(|work| work.identity().is_bare());
        Ok(Citations { works, possible, ..Citations::default() })
    }

    /// The works that agree with the number, or bear the law's name, that is wanted.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn works_that_may_be(&self, wanted: &Wanted) -> Result<Vec<Work>, StoreError> {
        match (&wanted.id.number, &wanted.id.symbol) {
            (Some(_), _) => self.works_agreeing(std::slice::from_ref(wanted)),
            (None, Some(name)) => self.works_named(name),
            (None, None) => Ok(Vec::new()),
        }
    }

    /// The known works that a wanted number may have meant.
    fn near_works(&self, wanted: &Wanted) -> Result<Vec<Work>, StoreError> {
        let Some(number) = &wanted.id.number else { return Ok(Vec::new()) };
        let numbers: Vec<String> =
            self.work_numbers()?.into_iter().filter(|known| suggest::is_near(known, number)).collect();
        let mut near = suggest::works(wanted, self.works_numbered_lightly(&numbers)?);
        for work in &mut near {
            if let Some(whole) = self.work(work.id)? {
                *work = whole;
            }
        }
        Ok(near)
    }

    /// The mentions of these works, or at most `limit` of them where people have set none right, with what is counted of
    /// all.
    fn mentions_up_to(&self, works: &[i64], filter: &Filter, limit: Option<usize>) -> Result<UpTo, StoreError> {
        let set_right = self.has_references_set_right()?;
        let Some(limit) = limit.filter(|_| !set_right) else {
            let mentions = self.mentions_of(works, filter)?;
            let documents = mentions.iter().map(|mention| mention.document.id).collect();
            return Ok(UpTo { total: mentions.len(), mentions, documents });
        };
        let numbers = self.mention_numbers(works, filter)?;
        let documents = numbers.iter().map(|(_, document)| *document).collect();
        let first: Vec<i64> = numbers.iter().take(limit).map(|(mention, _)| *mention).collect();
        Ok(UpTo { mentions: self.mentions_numbered(&first, filter)?, total: numbers.len(), documents })
    }

    /// For each mention the words around it, at most about `room` bytes to each side.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn passages(&self, mentions: &[Found<Reference>], room: usize) -> Result<Vec<Passage>, StoreError> {
        let mut text: Option<(i64, Option<String>)> = None;
        let mut passages = Vec::with_capacity(mentions.len());
        for mention in mentions {
            let id = mention.document.id;
            // Mentions come in the order of documents: one text at a time is enough.
            let known = match text.take().filter(|(of, _)| *of == id) {
                Some(known) => known,
                None => (id, self.content(id)?),
            };
            let around = known.1.as_ref().and_then(|text| around(text, mention.fact.evidence.span, room));
            text = Some(known);
            passages.push(around.unwrap_or_else(|| Passage::whole(&mention.fact.text)));
        }
        Ok(passages)
    }
}

/// Mentions, all or the first, and what is counted of all.
struct UpTo {
    mentions: Vec<Found<Reference>>,
    total: usize,
    documents: HashSet<i64>,
}

/// Whether of two places one is the other, or lies in it; of one that is not known nothing can be said.
fn are_of_one_place(place: &str, stated: &str) -> bool {
    place.starts_with(stated) || stated.starts_with(place)
}

/// By document date, path and place.
pub(super) fn sort(mentions: &mut [Found<Reference>]) {
    let day = |mention: &Found<Reference>| mention.document.header.date.map(|date| date.first_day());
    mentions.sort_by(|a, b| {
        (day(a).is_none(), day(a), &a.document.path, a.fact.evidence.span.start).cmp(&(
            day(b).is_none(),
            day(b),
            &b.document.path,
            b.fact.evidence.span.start,
        ))
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::directive::DirectiveKind::{self, CongVan, QuyetDinh, ThongTu};

    fn work(kind: DirectiveKind, number: &str, year: Option<&str>, symbol: &str, dates: &[&str]) -> Work {
        Work {
            id: 1,
            key: String::new(),
            kind: Some(kind),
            number: Some(number.to_owned()),
            year: year.map(str::to_owned),
            symbol: Some(symbol.to_owned()),
            dates: dates.iter().map(|date| (*date).to_owned()).collect(),
            issuers: Vec::new(),
            text: None,
            mentions: 1,
            held: Vec::new(),
            issued: None,
            place: None,
            open: false,
            near: Vec::new(),
            cited: None,
        }
    }

    #[test]
    fn nothing_may_conflict() {
        let circular = work(ThongTu, "27", Some("2020"), "TT-BGDĐT", &["2020-09-04"]);
        let letter = work(CongVan, "322", None, "PGD-THCS", &["2023-09-01", "2024-09-04"]);
        let plan = work(QuyetDinh, "3380", None, "QĐ-UBND", &[]);
        for (query, work, expected) in [
            ("Thông tư 27/2020", &circular, true),
            ("tt 27/2020/tt-bgddt", &circular, true),
            ("27/2020/TT-BTC", &circular, false),
            ("Thông tư 27/2021", &circular, false),
            ("Thông tư 28/2020", &circular, false),
            ("322/PGD-THCS", &letter, true),
            ("321/PGD-THCS", &letter, false),
            ("quyết định 3380", &plan, true),
        ] {
            let named = crate::detect::mentions(query);
            assert_eq!(named.len(), 1, "{query} names a document");
            assert_eq!(Wanted::of(&named[0]).agrees(work), expected, "{query}");
        }
    }
}
