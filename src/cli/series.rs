//! The yearly versions of a directive, from what the store holds and what it knows by citations.

use std::collections::{BTreeMap, HashSet};

use chidao::directive::SchoolYear;
use chidao::lineage::series::{Series, Version, quoted_title};
use chidao::render::Lang;
use chidao::store::{Document, Filter, Store, Work};

/// One version: a directive held, or a work known only by citations.
#[derive(Debug)]
pub struct Entry {
    /// The document, where the store holds it.
    pub document: Option<Document>,
    /// The work, where mentions or a number make it one.
    pub work: Option<Work>,
    /// The title quoted with a citation, for what is not held.
    pub quoted: Option<String>,
    /// The school year.
    pub year: Option<SchoolYear>,
}

/// All that can be a version of something.
pub struct Catalogue {
    entries: Vec<Entry>,
    versions: Vec<Version>,
}

impl Catalogue {
    /// Reads the documents and the works that the store knows.
    pub fn read(store: &Store) -> anyhow::Result<Self> {
        let everything = Filter::default();
        let works = store.works()?;
        let by_key: BTreeMap<&str, &Work> = works.iter().map(|work| (work.key.as_str(), work)).collect();
        let mut catalogue = Self { entries: Vec::new(), versions: Vec::new() };
        for document in store.documents(&everything)? {
            let header = &document.header;
            let year = document.school_years.first().copied();
            let subject = header.subject.as_deref().unwrap_or_default();
            let issuer = header.issuer.as_deref().unwrap_or_default();
            let version = Version::new(header.kind, subject, issuer, year, &header.levels);
            let work = document.work.as_deref().and_then(|key| by_key.get(key)).map(|work| (*work).clone());
            catalogue.push(Entry { document: Some(document), work, quoted: None, year }, version);
        }
        let held: HashSet<i64> = works.iter().filter(|work| !work.held.is_empty()).map(|work| work.id).collect();
        let mut titles: BTreeMap<String, (String, Option<String>)> = BTreeMap::new();
        let mut texts = BTreeMap::new();
        for mention in store.mentions(&everything)? {
            let id = mention.document.id;
            if let std::collections::btree_map::Entry::Vacant(place) = texts.entry(id) {
                place.insert(store.text(id)?);
            }
            let Some(Some(text)) = texts.get(&id) else { continue };
            let after = text.content.get(mention.fact.evidence.span.end..);
            if let Some(title) = after.and_then(quoted_title) {
                let entry = titles.entry(mention.fact.work.clone());
                entry.or_insert_with(|| (title.to_owned(), mention.fact.issuer.clone()));
            }
        }
        for work in works.iter().filter(|work| !held.contains(&work.id)) {
            let Some((title, issuer)) = titles.get(&work.key) else { continue };
            let issuer = issuer.as_deref().or(work.issuers.first().map(String::as_str)).unwrap_or_default();
            let version = Version::new(work.kind, title, issuer, None, &[]);
            let year = version.year;
            let entry = Entry { document: None, work: Some(work.clone()), quoted: Some(title.clone()), year };
            catalogue.push(entry, version);
        }
        Ok(catalogue)
    }

    /// The versions of the directive that `is` picks, by school year; empty where it picks nothing.
    pub fn versions_of(&self, is: impl Fn(&Entry) -> bool) -> Vec<&Entry> {
        let series = Series::new(&self.versions);
        let anchor = self.entries.iter().position(is);
        anchor.map(|anchor| series.of(anchor)).unwrap_or_default().iter().map(|index| &self.entries[*index]).collect()
    }

    fn push(&mut self, entry: Entry, version: Version) {
        self.entries.push(entry);
        self.versions.push(version);
    }
}

/// The documents of the store that are versions of the directive named.
///
/// # Errors
/// Where the name means nothing that the store holds.
pub fn documents(store: &Store, name: &str, lang: Lang) -> anyhow::Result<HashSet<i64>> {
    let wanted: HashSet<i64> = super::show::resolve(store, name)?.into_iter().map(|document| document.id).collect();
    if wanted.is_empty() {
        anyhow::bail!("{} “{name}”", lang.pick("trong kho không có văn bản", "this store holds no directive"));
    }
    let catalogue = Catalogue::read(store)?;
    let versions = catalogue.versions_of(|entry| entry.document.as_ref().is_some_and(|d| wanted.contains(&d.id)));
    Ok(versions.iter().filter_map(|entry| entry.document.as_ref().map(|document| document.id)).collect())
}
