//! Which works a query means that names a document, and the mentions of them.

use super::{Filter, Found, Passage, Store, StoreError, StoredText, Work, suggest};
use crate::directive::{DirectiveKind, PartialDate, Reference};
use crate::lineage::identity;
use crate::text::fold;

/// A document as a query names it.
#[derive(Debug, Clone, PartialEq)]
pub struct Wanted {
    /// The kind of document named.
    pub kind: Option<DirectiveKind>,
    /// Its number; empty for a law by name.
    pub number: String,
    /// The year inside the number.
    pub year: Option<String>,
    /// Its symbol, or a law's name.
    pub symbol: Option<String>,
    /// The date named with it.
    pub date: Option<PartialDate>,
    pub(super) key: String,
}

/// What the store knows of a document that a query names.
#[derive(Debug, Default)]
pub struct Citations {
    /// The works that agree with the query: more than one where the query leaves the issuer or the year open.
    pub works: Vec<Work>,
    /// Every mention of them, by document date, path and place.
    pub mentions: Vec<Found<Reference>>,
    /// Where nothing agrees: the works that come near.
    pub near: Vec<Work>,
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
    }
}

impl Wanted {
    /// What a mention in a query asks for.
    pub fn of(mention: &Reference) -> Self {
        Self {
            kind: Some(mention.kind).filter(|kind| *kind != DirectiveKind::Khac),
            number: mention.number.clone().unwrap_or_default(),
            year: mention.year.clone(),
            symbol: mention.symbol.clone(),
            date: mention.date,
            key: mention.work.clone(),
        }
    }

    /// Whether nothing in the work conflicts with what is wanted. A number and symbol that agree outweigh the word for
    /// the kind ("Kế hoạch 3380/QĐ-UBND" is meant by `3380/QĐ-UBND`); a mention that gives a number alone agrees only
    /// with its own kind.
    pub fn agrees(&self, work: &Work) -> bool {
        if self.number.is_empty() {
            return work.number.is_none() && fold(&work.key) == fold(&self.key);
        }
        let same = |a: &str, b: &str| fold(&identity::plain_symbol(a)) == fold(&identity::plain_symbol(b));
        if !work.number.as_deref().is_some_and(|number| same(number, &self.number)) {
            return false;
        }
        let symbols = both(self.symbol.as_deref(), work.symbol.as_deref());
        let years = both(self.year.as_deref(), work.year.as_deref());
        let dates = both(self.date, Some(&work.dates).filter(|dates| !dates.is_empty()));
        let kind_agrees = self.kind.is_none_or(|kind| work.kind == Some(kind));
        symbols.is_none_or(|(a, b)| same(a, b))
            && years.is_none_or(|(a, b)| a == b)
            && dates.is_none_or(|(day, dates)| dates.contains(&day.to_string()))
            && (kind_agrees || symbols.is_some())
            && (self.year.is_none() || work.year.is_some() || self.fits_undated(work))
    }

    /// A work whose number holds no year: one of the year wanted by its dates, or one of which nothing is known.
    fn fits_undated(&self, work: &Work) -> bool {
        let Some(year) = &self.year else { return true };
        work.dates.iter().any(|date| date.starts_with(year.as_str())) || work.dates.is_empty() && work.symbol.is_none()
    }
}

/// By document date, path and place.
fn sort(mentions: &mut [Found<Reference>]) {
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

fn both<A, B>(a: Option<A>, b: Option<B>) -> Option<(A, B)> {
    a.zip(b)
}

impl Store {
    /// All mentions of the documents that a query means.
    ///
    /// A mention by number alone ("Thông tư 27") belongs to what its document cites in full under that number; where
    /// that is another work, it is left out.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn citations(&self, wanted: &Wanted, filter: &Filter) -> Result<Citations, StoreError> {
        let known = if wanted.number.is_empty() { self.works()? } else { self.works_numbered(&wanted.number)? };
        let (works, others): (Vec<Work>, Vec<Work>) = known.into_iter().partition(|work| wanted.agrees(work));
        if works.is_empty() {
            return Ok(Citations { near: suggest::works(wanted, self.works()?), ..Citations::default() });
        }
        let ids = |works: &[&Work]| works.iter().map(|work| work.id).collect::<Vec<_>>();
        let (full, bare): (Vec<&Work>, Vec<&Work>) =
            works.iter().partition(|work| work.year.is_some() || work.symbol.is_some());
        let mut mentions = self.mentions_of(&ids(&full), filter)?;
        if !bare.is_empty() {
            let rivals: Vec<&Work> = others
                .iter()
                .filter(|other| {
                    other.number.is_some() && bare.iter().any(|b| b.number == other.number && b.kind == other.kind)
                })
                .collect();
            let rivals = self.mentions_of(&ids(&rivals), filter)?;
            let cites = |list: &[Found<Reference>], id: i64| list.iter().any(|mention| mention.document.id == id);
            let open: Vec<_> = self
                .mentions_of(&ids(&bare), filter)?
                .into_iter()
                .filter(|m| cites(&mentions, m.document.id) || !cites(&rivals, m.document.id))
                .collect();
            mentions.extend(open);
            sort(&mut mentions);
        }
        Ok(Citations { works, mentions, near: Vec::new() })
    }

    /// For each mention the words around it, at most about `room` bytes to each side.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn passages(&self, mentions: &[Found<Reference>], room: usize) -> Result<Vec<Passage>, StoreError> {
        let mut text: Option<(i64, Option<StoredText>)> = None;
        let mut passages = Vec::with_capacity(mentions.len());
        for mention in mentions {
            let id = mention.document.id;
            // Mentions come in the order of documents: one text at a time is enough.
            let known = match text.take().filter(|(of, _)| *of == id) {
                Some(known) => known,
                None => (id, self.text(id)?),
            };
            let around = known.1.as_ref().and_then(|text| text.around(mention.fact.evidence.span, room));
            text = Some(known);
            passages.push(around.unwrap_or_else(|| Passage::whole(&mention.fact.text)));
        }
        Ok(passages)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wanted(kind: Option<DirectiveKind>, number: &str, year: Option<&str>, symbol: Option<&str>) -> Wanted {
        Wanted {
            kind,
            number: number.to_owned(),
            year: year.map(str::to_owned),
            symbol: symbol.map(str::to_owned),
            date: None,
            key: String::new(),
        }
    }

    fn work(kind: DirectiveKind, number: &str, year: Option<&str>, symbol: Option<&str>, dates: &[&str]) -> Work {
        Work {
            id: 1,
            key: String::new(),
            kind: Some(kind),
            number: Some(number.to_owned()),
            year: year.map(str::to_owned),
            symbol: symbol.map(str::to_owned),
            dates: dates.iter().map(|date| (*date).to_owned()).collect(),
            issuers: Vec::new(),
            text: None,
            mentions: 1,
            held: Vec::new(),
        }
    }

    #[test]
    fn nothing_may_conflict() {
        use DirectiveKind::{CongVan, KeHoach, QuyetDinh, ThongTu};
        let circular = work(ThongTu, "27", Some("2020"), Some("TT-BGDĐT"), &[]);
        let bare = work(ThongTu, "27", None, None, &[]);
        let plan = work(KeHoach, "3380", None, Some("QĐ-UBND"), &["2023-10-02"]);
        for (query, work, expected) in [
            (wanted(Some(ThongTu), "27", Some("2020"), None), &circular, true),
            (wanted(Some(ThongTu), "27", Some("2020"), Some("TT-BGDDT")), &circular, true),
            (wanted(None, "27", Some("2020"), Some("TT-BGD&ĐT")), &circular, true),
            (wanted(Some(ThongTu), "27", None, None), &circular, true),
            (wanted(Some(ThongTu), "27", Some("2020"), Some("TT-BTC")), &circular, false),
            (wanted(Some(ThongTu), "27", Some("2021"), None), &circular, false),
            (wanted(Some(ThongTu), "28", Some("2020"), None), &circular, false),
            (wanted(Some(CongVan), "27", Some("2020"), None), &circular, false),
            (wanted(Some(ThongTu), "27", Some("2020"), None), &bare, true),
            (wanted(Some(CongVan), "27", None, None), &bare, false),
            (wanted(Some(QuyetDinh), "3380", None, Some("QĐ-UBND")), &plan, true),
            (wanted(Some(KeHoach), "3380", Some("2023"), None), &plan, true),
            (wanted(Some(KeHoach), "3380", Some("2024"), None), &plan, false),
        ] {
            assert_eq!(query.agrees(work), expected, "{query:?} and {work:?}");
        }
    }
}
