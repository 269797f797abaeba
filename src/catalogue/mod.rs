//! What a store holds and what it knows by citations, in the shape that [`crate::lineage`] compares.
//!
//! [`Catalogue::read`] asks the store once; after that everything is pure. A work that is not held is described by the
//! subject quoted with its mentions, and by who quotes it: "Sở GD&ĐT" in a district's paper is that district's Sở.

mod changes;
mod checking;
mod evidence;
mod trace;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use crate::directive::education::school_years_in;
use crate::directive::{DirectiveKind, PartialDate};
use crate::lineage::identity::WorkId;
use crate::lineage::issuer::{Issuer, Tier};
use crate::lineage::series::{Line, Series, Version};
use crate::lineage::succession::Successions;
use crate::store::{Document, Filter, Store, StoreError, Titled, Work};

pub use changes::{Changes, Compared, changes, year_before};
pub use checking::{Checked, Layout, Subject, Why, checked, law};
pub use evidence::evidence;
pub use trace::trace;

/// A directive held, or a work known only by citations.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The document, where the store holds it.
    pub document: Option<Document>,
    /// The work, where mentions or a number make it one.
    pub work: Option<Work>,
    /// The subject quoted with a citation, for what is not held.
    pub quoted: Option<Titled>,
}

/// All that can be a version of something.
#[derive(Debug)]
pub struct Catalogue {
    entries: Vec<Entry>,
    versions: Vec<Version>,
    successions: Successions,
    /// All works by key, those too of which nothing but the number is known.
    works: HashMap<String, Work>,
    by_work: HashMap<String, usize>,
    by_document: HashMap<i64, usize>,
}

impl Catalogue {
    /// Reads the documents and the works that the store knows.
    ///
    /// # Errors
    /// Where the store or its own table of successions cannot be read.
    pub fn read(store: &Store) -> Result<Self, StoreError> {
        let documents = store.documents(&Filter::default())?;
        let works = store.works()?;
        let titled = store.titles()?;
        let issuers = issuers_of(store, &documents, &titled)?;
        let key_of: HashMap<i64, &str> = works.iter().map(|work| (work.id, work.key.as_str())).collect();
        let mut replaces: HashMap<i64, Vec<String>> = HashMap::new();
        for (document, work) in store.replacements()? {
            replaces.entry(document).or_default().extend(key_of.get(&work).map(|key| (*key).to_owned()));
        }
        let mut titles: BTreeMap<i64, Titled> = BTreeMap::new();
        for title in titled {
            // The first that names a school year, else the first.
            let is_yearly = |title: &Titled| !school_years_in(&title.title).is_empty();
            match titles.entry(title.work) {
                std::collections::btree_map::Entry::Vacant(place) => {
                    place.insert(title);
                }
                std::collections::btree_map::Entry::Occupied(mut known) => {
                    if !is_yearly(known.get()) && is_yearly(&title) {
                        known.insert(title);
                    }
                }
            }
        }
        let mut catalogue = Self {
            entries: Vec::new(),
            versions: Vec::new(),
            successions: store.successions()?,
            works: HashMap::new(),
            by_work: HashMap::new(),
            by_document: HashMap::new(),
        };
        let mut held: HashSet<i64> = HashSet::new();
        let by_document: HashMap<i64, &Work> =
            works.iter().flat_map(|work| work.held.iter().map(move |document| (*document, work))).collect();
        for document in documents {
            let work = by_document.get(&document.id).copied();
            held.extend(work.map(|work| work.id));
            let header = &document.header;
            let subject = header.subject.as_deref().unwrap_or_default();
            let issuer = issuers.get(&document.id).cloned().unwrap_or_default();
            // A report names the year it is on before the year that it looks ahead to.
            let reported =
                school_years_in(subject).first().copied().filter(|_| header.kind == Some(DirectiveKind::BaoCao));
            let year = reported.or(document.school_years.first().copied());
            let mut version = Version::new(header.kind, subject, issuer, year, &header.levels);
            version.held = true;
            version.year_inferred = document.year_inferred;
            version.day = header.date.map(|date| date.first_day());
            version.work = work.map(|work| work.key.clone());
            version.replaces = replaces.remove(&document.id).unwrap_or_default();
            catalogue.push(Entry { document: Some(document), work: work.cloned(), quoted: None }, version);
        }
        for work in works.iter().filter(|work| work.held.is_empty() && !held.contains(&work.id)) {
            let Some(quoted) = titles.remove(&work.id) else { continue };
            let citing = issuers.get(&quoted.document).cloned().unwrap_or_default();
            let named = Issuer::province_in(&quoted.title);
            let written = quoted.issuer.as_deref().or(work.issuers.first().map(String::as_str));
            let issuer = issuer_of(work.symbol.as_deref(), written).within(named.as_deref()).cited_by(&citing);
            let mut version = Version::new(work.kind, &quoted.title, issuer, None, &[]);
            version.day = date_of(work, Some(&quoted)).map(|date| date.first_day());
            version.work = Some(work.key.clone());
            catalogue.push(Entry { document: None, work: Some(work.clone()), quoted: Some(quoted) }, version);
        }
        catalogue.works = works.into_iter().map(|work| (work.key.clone(), work)).collect();
        Ok(catalogue)
    }

    /// The entry that `is` picks; of several the one that is held, then the one whose number is known in full.
    pub fn find(&self, is: impl Fn(&Entry) -> bool) -> Option<usize> {
        let known = |entry: &Entry| {
            let work = entry.work.as_ref();
            let parts = work.map_or(0, |work| usize::from(work.year.is_some()) + usize::from(work.symbol.is_some()));
            (entry.document.is_some(), parts)
        };
        let wanted = (0..self.entries.len()).filter(|index| is(&self.entries[*index]));
        wanted.max_by_key(|index| (known(&self.entries[*index]), std::cmp::Reverse(*index)))
    }

    /// The yearly versions of an entry, itself among them.
    pub fn line(&self, of: usize) -> Line {
        self.series().line(of)
    }

    /// All versions, ready to be compared.
    fn series(&self) -> Series<'_> {
        Series::new(&self.versions, &self.successions)
    }

    /// The entry of a work by its key; none where nothing but its number is known.
    pub fn of_work(&self, key: &str) -> Option<usize> {
        self.by_work.get(key).copied()
    }

    /// The entry of a document by its number in the store.
    pub fn of_document(&self, document: i64) -> Option<usize> {
        self.by_document.get(&document).copied()
    }

    /// A work by its key.
    pub fn work(&self, key: &str) -> Option<&Work> {
        self.works.get(key)
    }

    /// An entry by its index, as a [`Line`] gives it.
    pub fn entry(&self, index: usize) -> &Entry {
        &self.entries[index]
    }

    /// The description of an entry by its index.
    pub fn version(&self, index: usize) -> &Version {
        &self.versions[index]
    }

    fn push(&mut self, entry: Entry, version: Version) {
        let index = self.entries.len();
        if let Some(document) = &entry.document {
            self.by_document.insert(document.id, index);
        }
        if let Some(work) = &entry.work {
            self.by_work.entry(work.key.clone()).or_insert(index);
        }
        self.entries.push(entry);
        self.versions.push(version);
    }
}

impl Entry {
    /// Its subject: the letterhead's, or the one quoted.
    pub fn subject(&self) -> Option<&str> {
        let own = self.document.as_ref().and_then(|document| document.header.subject.as_deref());
        own.or(self.quoted.as_ref().map(|quoted| quoted.title.as_str()))
    }

    /// Its issuer as written.
    pub fn issuer(&self) -> Option<&str> {
        let own = self.document.as_ref().and_then(|document| document.header.issuer.as_deref());
        let quoted = || self.quoted.as_ref().and_then(|quoted| quoted.issuer.as_deref());
        own.or_else(quoted).or_else(|| self.work.as_ref()?.issuers.first().map(String::as_str))
    }

    /// Its date.
    pub fn date(&self) -> Option<PartialDate> {
        let own = self.document.as_ref().and_then(|document| document.header.date);
        own.or_else(|| date_of(self.work.as_ref()?, self.quoted.as_ref()))
    }

    /// Its name: kind and number, or the file's name.
    pub fn name(&self) -> String {
        match (&self.document, &self.work) {
            (Some(document), _) => document.titled(),
            (None, Some(work)) => work.name(),
            (None, None) => String::new(),
        }
    }

    /// The directive of `others` that this one, known only by citations, probably is: all but one character agrees.
    pub fn misprint_of<'a>(&self, others: impl Iterator<Item = &'a Entry>) -> Option<&'a Document> {
        let work = self.work.as_ref().filter(|_| self.document.is_none())?;
        let dates: Vec<PartialDate> = work.dates.iter().filter_map(|date| date.parse().ok()).collect();
        others.filter_map(|other| other.document.as_ref()).find(|document| {
            let Some(own) = WorkId::of_header(&document.header) else { return false };
            dates.iter().any(|date| own.near_miss(&WorkId { date: Some(*date), ..work.identity() }).is_some())
        })
    }
}

/// The issuers of documents. A district's letterhead seldom names its province; its citations do, and so do those of
/// its other papers: where all that they name are one province, that is its own.
fn issuers_of(store: &Store, documents: &[Document], titled: &[Titled]) -> Result<HashMap<i64, Issuer>, StoreError> {
    let mut named: HashMap<i64, BTreeSet<String>> = HashMap::new();
    for (document, issuer) in store.issuers_cited()? {
        let issuer = Issuer::of(&issuer);
        let place = issuer.place.filter(|_| issuer.tier == Some(Tier::Province));
        named.entry(document).or_default().extend(place.or(issuer.province));
    }
    for title in titled {
        named.entry(title.document).or_default().extend(Issuer::province_in(&title.title));
    }
    let mut issuers: HashMap<i64, Issuer> = HashMap::new();
    let mut of_issuer: HashMap<Issuer, BTreeSet<String>> = HashMap::new();
    for document in documents {
        let issuer = Issuer::of_header(&document.header);
        if issuer.province.is_none() && issuer.place.is_some() {
            of_issuer.entry(issuer.clone()).or_default().extend(named.remove(&document.id).unwrap_or_default());
        }
        issuers.insert(document.id, issuer);
    }
    for issuer in issuers.values_mut() {
        let only = of_issuer.get(issuer).filter(|provinces| provinces.len() == 1).and_then(|list| list.first());
        *issuer = std::mem::take(issuer).within(only.map(String::as_str));
    }
    Ok(issuers)
}

/// The issuer of a work that is not held: as written with a mention, else as its symbol says.
fn issuer_of(symbol: Option<&str>, written: Option<&str>) -> Issuer {
    let written = written.map(Issuer::of).filter(|issuer| issuer.tier.is_some());
    written.unwrap_or_else(|| Issuer::of_symbol(symbol.unwrap_or_default()))
}

fn date_of(work: &Work, quoted: Option<&Titled>) -> Option<PartialDate> {
    quoted.and_then(|quoted| quoted.date).or_else(|| work.dates.first()?.parse().ok())
}
