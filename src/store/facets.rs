//! How many documents there are of each sort: by year, issuer, level and kind.
//!
//! To count them a few columns of all documents are gone through. They are read once for each state of the store: the
//! questions differ, what is counted is the same.

use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

use super::agency::agency_key;
use super::among::Bits;
use super::{Filter, Store, StoreError};
use crate::directive::SchoolYear;

/// How many documents there are of each sort.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DocumentCounts {
    /// All of them.
    pub total: usize,
    /// By school year.
    pub years: Vec<(String, usize)>,
    /// By issuer: the name without marks, case and spelling ([`super::agency_key`]), as written, how many.
    pub issuers: Vec<(String, String, usize)>,
    /// By level.
    pub levels: Vec<(String, usize)>,
    /// By kind.
    pub kinds: Vec<(String, usize)>,
}

/// What is known of all documents that were read, to count them by.
#[derive(Debug, Default)]
pub struct Facets {
    documents: Vec<Counted>,
    /// The keys of issuers, their names and the kinds, each in order.
    keys: Vec<String>,
    names: Vec<String>,
    kinds: Vec<String>,
    years: Vec<(String, Bits)>,
    levels: Vec<(String, Bits)>,
}

/// A document; what it does not say is beyond the end of the list.
#[derive(Debug)]
struct Counted {
    id: i64,
    key: usize,
    name: usize,
    kind: usize,
    is_copy: bool,
}

impl Store {
    /// How many documents [`Store::documents`] gives, and how many of each school year, issuer, level and kind.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn document_counts(&self, filter: &Filter) -> Result<DocumentCounts, StoreError> {
        Ok(self.last_facets()?.counts(filter))
    }

    /// What documents are counted by, read once for each state of the store.
    pub(super) fn last_facets(&self) -> Result<Rc<Facets>, StoreError> {
        self.facets.of(self, || self.facets())
    }

    /// What documents are counted by, for those who ask again for the same state of the store.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn facets(&self) -> Result<Facets, StoreError> {
        let (mut keys, mut names, mut kinds) = (Names::default(), Names::default(), Names::default());
        let mut statement = self.connection.prepare_cached(
            "SELECT id, issuer_key, issuer, kind, copy_of IS NOT NULL FROM documents WHERE status = 'read'",
        )?;
        let mut rows = statement.query([])?;
        let mut documents = Vec::new();
        while let Some(row) = rows.next()? {
            documents.push(Counted {
                id: row.get(0)?,
                key: keys.number(row.get_ref(1)?.as_str_or_null().map_err(rusqlite::Error::from)?),
                name: names.number(row.get_ref(2)?.as_str_or_null().map_err(rusqlite::Error::from)?),
                kind: kinds.number(row.get_ref(3)?.as_str_or_null().map_err(rusqlite::Error::from)?),
                is_copy: row.get(4)?,
            });
        }
        let ((keys, of_keys), (names, of_names), (kinds, of_kinds)) = (keys.sorted(), names.sorted(), kinds.sorted());
        for document in &mut documents {
            let placed = |number: usize, places: &[usize]| places.get(number).copied().unwrap_or(usize::MAX);
            document.key = placed(document.key, &of_keys);
            document.name = placed(document.name, &of_names);
            document.kind = placed(document.kind, &of_kinds);
        }
        let years = self.sets("SELECT school_year, document_id FROM document_years ORDER BY school_year")?;
        let levels = self.sets("SELECT level, document_id FROM document_levels ORDER BY level")?;
        Ok(Facets { documents, keys, names, kinds, years, levels })
    }

    /// The documents of each name, in the order of the rows.
    fn sets(&self, sql: &str) -> Result<Vec<(String, Bits)>, StoreError> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query([])?;
        let mut sets: Vec<(String, Bits)> = Vec::new();
        while let Some(row) = rows.next()? {
            let name = row.get_ref(0)?.as_str().map_err(rusqlite::Error::from)?;
            if sets.last().is_none_or(|(last, _)| last != name) {
                sets.push((name.to_owned(), Bits::default()));
            }
            if let Some((_, documents)) = sets.last_mut() {
                documents.insert(row.get(1)?);
            }
        }
        Ok(sets)
    }
}

impl Facets {
    /// How many documents fit the filter, and how many of each school year, issuer, level and kind; each list in the order
    /// of its names.
    pub fn counts(&self, filter: &Filter) -> DocumentCounts {
        let (mut total, mut counted) = (0, Bits::default());
        let mut issuers = vec![(0, usize::MAX); self.keys.len()];
        let mut kinds = vec![0; self.kinds.len()];
        for document in self.fitting(filter) {
            total += 1;
            counted.insert(document.id);
            if let Some((count, name)) = issuers.get_mut(document.key) {
                *count += 1;
                *name = document.name.min(*name);
            }
            if let Some(count) = kinds.get_mut(document.kind) {
                *count += 1;
            }
        }
        let of_sets = |sets: &[(String, Bits)]| -> Vec<(String, usize)> {
            let counts = sets.iter().map(|(name, its)| (name.clone(), its.count_in(&counted)));
            counts.filter(|(_, count)| *count > 0).collect()
        };
        let issuers = self.keys.iter().zip(issuers).filter_map(|(key, (count, name))| {
            let name = self.names.get(name).filter(|_| count > 0)?;
            Some((key.clone(), name.clone(), count))
        });
        let kinds = self.kinds.iter().cloned().zip(kinds).filter(|(_, count)| *count > 0);
        DocumentCounts {
            total,
            years: of_sets(&self.years),
            issuers: issuers.collect(),
            levels: of_sets(&self.levels),
            kinds: kinds.collect(),
        }
    }

    /// The numbers of the documents that fit the filter.
    pub(super) fn ids(&self, filter: &Filter) -> Vec<i64> {
        self.fitting(filter).into_iter().map(|document| document.id).collect()
    }

    /// What is counted of documents, together and by school year; what does not fit the filter does not count.
    pub(super) fn by_year(&self, counts: &[(i64, usize)], filter: &Filter) -> (usize, BTreeMap<SchoolYear, usize>) {
        let fitting = Bits::of(&self.ids(filter));
        let (mut total, mut years) = (0, vec![0; self.years.len()]);
        for (id, count) in
            counts.iter().map(|(id, count)| (id.unsigned_abs(), count)).filter(|(id, _)| fitting.holds(*id))
        {
            total += count;
            for ((_, its), year) in self.years.iter().zip(&mut years) {
                *year += if its.holds(id) { *count } else { 0 };
            }
        }
        let years = self.years.iter().zip(years).filter(|(_, count)| *count > 0);
        (total, years.filter_map(|((name, _), count)| Some((name.parse().ok()?, count))).collect())
    }

    fn fitting(&self, filter: &Filter) -> Vec<&Counted> {
        let none = Bits::default();
        let set = |sets: &'_ [(String, Bits)], name: &str| sets.iter().position(|(known, _)| known == name);
        let of_year = filter.year.map(|year| set(&self.years, &year.to_string()));
        let of_year = of_year.map(|at| at.and_then(|at| self.years.get(at)).map_or(&none, |(_, its)| its));
        let of_level = filter.level.map(|level| set(&self.levels, level.slug()));
        let of_level = of_level.map(|at| at.and_then(|at| self.levels.get(at)).map_or(&none, |(_, its)| its));
        let wanted = filter.issuer.as_deref().map(agency_key).filter(|key| !key.is_empty());
        let is_of_issuer: Option<Vec<bool>> =
            wanted.map(|wanted| self.keys.iter().map(|key| key.contains(&wanted)).collect());
        let kind = filter.kind.map(|kind| self.kinds.binary_search_by(|known| known.as_str().cmp(kind.slug())));
        let among = filter.among.as_deref().map(Bits::of);
        let fits = |document: &&Counted| {
            let id = document.id.unsigned_abs();
            (filter.copies || !document.is_copy)
                && kind.is_none_or(|kind| kind == Ok(document.kind))
                && of_year.is_none_or(|its| its.holds(id))
                && of_level.is_none_or(|its| its.holds(id))
                && is_of_issuer.as_ref().is_none_or(|are| are.get(document.key).copied().unwrap_or_default())
                && filter.document.is_none_or(|only| only == document.id)
                && among.as_ref().is_none_or(|among| among.holds(id))
        };
        self.documents.iter().filter(fits).collect()
    }
}

/// Names by numbers.
#[derive(Default)]
struct Names(HashMap<String, usize>);

impl Names {
    fn number(&mut self, name: Option<&str>) -> usize {
        let Some(name) = name else { return usize::MAX };
        if let Some(known) = self.0.get(name) {
            return *known;
        }
        let new = self.0.len();
        self.0.insert(name.to_owned(), new);
        new
    }

    /// The names in order, and for each number the place of its name there.
    fn sorted(self) -> (Vec<String>, Vec<usize>) {
        let mut names: Vec<(String, usize)> = self.0.into_iter().collect();
        names.sort();
        let mut places = vec![0; names.len()];
        for (place, (_, number)) in names.iter().enumerate() {
            places[*number] = place;
        }
        (names.into_iter().map(|(name, _)| name).collect(), places)
    }
}
