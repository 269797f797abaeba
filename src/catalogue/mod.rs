//! What a store holds and what it knows by citations, in the shape that [`crate::lineage`] compares.
//!
//! [`Catalogue::around`] asks the store for what can be a version of one directive, by the seats of issuers ([`kin`]), step
//! by step along the line; [`Catalogue::read`] for all that there is. What else an answer names (a work that a version
//! cites, a paper that cites a version) is added as it is met. A work that is not held is described by the subject quoted
//! with its mentions, and by who quotes it: "Sở GD&ĐT" in a district's paper is that district's Sở.

mod changes;
mod checking;
mod evidence;
mod kin;
mod trace;

use std::collections::{HashMap, HashSet};

use crate::directive::education::school_years_in;
use crate::directive::{DirectiveKind, PartialDate};
use crate::lineage::identity::WorkId;
use crate::lineage::issuer::{Issuer, Tier};
use crate::lineage::series::{Line, Series, Version};
use crate::lineage::status::powers;
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

/// What can be a version of something, and what stands around it.
#[derive(Debug)]
pub struct Catalogue {
    entries: Vec<Entry>,
    versions: Vec<Version>,
    successions: Successions,
    /// The tiers of which the store knows agencies of several places.
    scattered: Vec<Tier>,
    /// The works that were looked up, by key: those too of which nothing but the number is known.
    works: HashMap<String, Option<Work>>,
    by_work: HashMap<String, usize>,
    by_document: HashMap<i64, usize>,
    /// The provinces in which seats lie, where papers of the seat name one ([`Store::province_of_seat`]).
    provinces: HashMap<String, Option<String>>,
}

impl Catalogue {
    fn empty(store: &Store) -> Result<Self, StoreError> {
        Ok(Self {
            entries: Vec::new(),
            versions: Vec::new(),
            successions: store.successions()?,
            scattered: kin::scattered(store)?,
            works: HashMap::new(),
            by_work: HashMap::new(),
            by_document: HashMap::new(),
            provinces: HashMap::new(),
        })
    }

    /// Reads all documents and works that the store knows: as long as that takes, and against which [`Catalogue::around`]
    /// is measured.
    ///
    /// # Errors
    /// Where the store or its own table of successions cannot be read.
    pub fn read(store: &Store) -> Result<Self, StoreError> {
        let mut catalogue = Self::empty(store)?;
        catalogue.take_documents(store, store.documents(&Filter::default())?)?;
        catalogue.take_works(store, store.works()?)?;
        Ok(catalogue)
    }

    /// Adds documents that are not there yet, each with the work that it is and those that it replaces.
    fn take_documents(&mut self, store: &Store, mut documents: Vec<Document>) -> Result<(), StoreError> {
        documents.retain(|document| !self.by_document.contains_key(&document.id));
        let ids: Vec<i64> = documents.iter().map(|document| document.id).collect();
        let mut replaced = store.replaced_by(&ids)?;
        self.look_up(store, documents.iter().filter_map(|document| document.work.as_deref()))?;
        for document in documents {
            let work = document.work.as_deref().and_then(|key| self.work(key)).cloned();
            let issuer = self.issuer(store, &document)?;
            let header = &document.header;
            let subject = header.subject.as_deref().unwrap_or_default();
            // A report names the year it is on before the year that it looks ahead to.
            let reported =
                school_years_in(subject).first().copied().filter(|_| header.kind == Some(DirectiveKind::BaoCao));
            let year = reported.or(document.school_years.first().copied());
            let mut version = Version::new(header.kind, subject, issuer, year, &header.levels);
            version.held = true;
            version.year_inferred = document.year_inferred;
            version.day = header.date.map(|date| date.first_day());
            version.work = work.as_ref().map(|work| work.key.clone());
            let actor = powers::tier(header.kind, header.symbol.as_deref(), version.issuer.tier);
            let is_in_its_power = |key: &String| {
                let other = WorkId::of_key(key).unwrap_or_default();
                !powers::is_below(actor, powers::tier(other.kind, other.symbol.as_deref(), None))
            };
            version.replaces =
                replaced.remove(&document.id).unwrap_or_default().into_iter().filter(is_in_its_power).collect();
            self.push(Entry { document: Some(document), work, quoted: None }, version);
        }
        Ok(())
    }

    /// Adds works: what is held as its document, what is only cited where a subject is quoted with it.
    fn take_works(&mut self, store: &Store, works: Vec<Work>) -> Result<(), StoreError> {
        let mut held: Vec<i64> = Vec::new();
        for work in works {
            if !work.held.is_empty() {
                held.extend(&work.held);
            } else if !self.by_work.contains_key(&work.key)
                && let Some(quoted) = store.quoted(work.id)?
            {
                let citing = match store.document(quoted.document)? {
                    Some(document) => self.issuer(store, &document)?,
                    None => Issuer::default(),
                };
                let written = quoted.issuer.as_deref().or(work.issuers.first().map(String::as_str));
                let issuer = Issuer::of_citation(work.symbol.as_deref(), written, &quoted.title, &citing).folded();
                let mut version = Version::new(work.kind, &quoted.title, issuer, None, &[]);
                version.day = date_of(&work, Some(&quoted)).map(|date| date.first_day());
                version.work = Some(work.key.clone());
                self.push(Entry { document: None, work: Some(work.clone()), quoted: Some(quoted) }, version);
            }
            self.works.insert(work.key.clone(), Some(work));
        }
        held.retain(|id| !self.by_document.contains_key(id));
        if held.is_empty() {
            return Ok(());
        }
        self.take_documents(store, store.documents(&Filter { among: Some(held), ..Filter::default() })?)
    }

    /// Adds the works with these keys.
    fn take_keys<'a>(&mut self, store: &Store, keys: impl IntoIterator<Item = &'a str>) -> Result<(), StoreError> {
        let new: HashSet<&str> = keys.into_iter().filter(|key| !self.by_work.contains_key(*key)).collect();
        self.look_up(store, new.iter().copied())?;
        let works = new.into_iter().filter_map(|key| self.work(key)).cloned().collect();
        self.take_works(store, works)
    }

    /// Looks up works by their keys.
    fn look_up<'a>(&mut self, store: &Store, keys: impl IntoIterator<Item = &'a str>) -> Result<(), StoreError> {
        let new: Vec<&str> = keys.into_iter().filter(|key| !self.works.contains_key(*key)).collect();
        if new.is_empty() {
            return Ok(());
        }
        let found = store.works_by_keys(&new)?;
        self.works.extend(new.into_iter().map(|key| (key.to_owned(), None)));
        self.works.extend(found.into_iter().map(|work| (work.key.clone(), Some(work))));
        Ok(())
    }

    /// The issuer of a document. A district's letterhead seldom names its province; the paper itself may, or all papers of
    /// its seat that name one name the same.
    fn issuer(&mut self, store: &Store, document: &Document) -> Result<Issuer, StoreError> {
        let issuer = document.issued_by();
        if issuer.province.is_some() || issuer.place.is_none() {
            return Ok(issuer);
        }
        let Some(seat) = issuer.seat() else { return Ok(issuer) };
        let province = match self.provinces.get(&seat) {
            Some(known) => known.clone(),
            None => {
                let province = store.province_of_seat(&seat)?;
                self.provinces.insert(seat, province.clone());
                province
            }
        };
        Ok(issuer.within(province.as_deref()).folded())
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
        Series::among(&self.versions, &self.successions, &self.scattered)
    }

    /// The entry of a work by its key; none where it was not met, or nothing but its number is known.
    pub fn of_work(&self, key: &str) -> Option<usize> {
        self.by_work.get(key).copied()
    }

    /// The entry of a document by its number in the store; none where it was not met.
    pub fn of_document(&self, document: i64) -> Option<usize> {
        self.by_document.get(&document).copied()
    }

    /// A work by its key, where it was met.
    pub fn work(&self, key: &str) -> Option<&Work> {
        self.works.get(key)?.as_ref()
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

fn date_of(work: &Work, quoted: Option<&Titled>) -> Option<PartialDate> {
    quoted.and_then(|quoted| quoted.date).or_else(|| work.dates.first()?.parse().ok())
}
