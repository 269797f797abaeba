//! The directives among which the versions of one can be, found step by step.
//!
//! Whoever can be linked to a version has a seat of its issuer's kin ([`crate::lineage::issuer::Issuer::seats_of_kin`]), a subject that is alike,
//! or is named as replaced. So the line is drawn among those that are known, then what can be linked to its members is
//! looked up, and the line is drawn anew until it has no member around which nothing was looked up: then it is the line
//! that would be drawn among all.

use std::cell::OnceCell;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::rc::Rc;

use super::{Catalogue, Entry};
use crate::directive::DirectiveKind;
use crate::lineage::issuer::Tier;
use crate::lineage::series::{Duty, Version};
use crate::store::{Described, Document, Filter, Seats, Store, StoreError};

/// The tiers of which the store knows agencies of several places.
pub(super) fn scattered(store: &Store) -> Result<Vec<Tier>, StoreError> {
    let mut scattered = Vec::new();
    for tier in Tier::ALL {
        if store.only_seat(tier)? == Seats::Several {
            scattered.push(tier);
        }
    }
    Ok(scattered)
}

impl Catalogue {
    /// Reads what can be a version of one of these documents and works, by their numbers in the store.
    ///
    /// # Errors
    /// Where the store or its own table of successions cannot be read.
    pub fn around(store: &Store, documents: &[i64], works: &[i64]) -> Result<Self, StoreError> {
        let mut catalogue = Self::empty(store)?;
        let among = |ids: &[i64]| Filter { among: Some(ids.to_vec()), ..Filter::default() };
        catalogue.take_documents(store, store.documents(&among(documents))?)?;
        for work in works {
            catalogue.take_works(store, store.work(*work)?.into_iter().collect())?;
        }
        let is_wanted = |entry: &Entry| {
            entry.document.as_ref().is_some_and(|document| documents.contains(&document.id))
                || entry.work.as_ref().is_some_and(|work| works.contains(&work.id))
        };
        let mut asked: HashSet<Who> = HashSet::new();
        let mut sieve = Sieve::default();
        loop {
            catalogue.sort();
            let Some(of) = catalogue.find(is_wanted) else { break };
            let line = catalogue.line(of);
            let tips = line.members.iter().map(|member| member.version);
            let tips: Vec<usize> = tips.filter(|tip| asked.insert(who(catalogue.entry(*tip)))).collect();
            if tips.is_empty() {
                break;
            }
            let tips: Vec<(Version, Option<i64>)> = tips
                .into_iter()
                .map(|tip| (catalogue.version(tip).clone(), catalogue.entry(tip).work.as_ref().map(|work| work.id)))
                .collect();
            for (tip, work) in tips {
                // Nothing is linked to what is of no school year.
                if tip.year.is_some() {
                    catalogue.take_kin(store, &mut sieve, &tip, work)?;
                }
            }
        }
        Ok(catalogue)
    }

    /// Adds what can be linked to a version, whose work has this number in the store.
    fn take_kin(
        &mut self,
        store: &Store,
        sieve: &mut Sieve,
        tip: &Version,
        work: Option<i64>,
    ) -> Result<(), StoreError> {
        let issuer = &tip.issuer;
        let mut seats = issuer.seats_of_kin(&self.successions);
        // Without a place it is the only one that is known, where one is.
        if let Some(tier) = issuer.tier.filter(|_| issuer.place.is_none())
            && let Seats::One(seat) = store.only_seat(tier)?
        {
            seats.insert(seat);
        }
        let (mut described, mut cited) = (Vec::new(), BTreeSet::new());
        if sieve.asks(&seats, tip) {
            described = store.documents_of_seats(&seats, issuer.province.as_deref())?;
            cited.extend(store.works_of_seats(&seats)?);
        }
        if let Some(day) = tip.day {
            // Of a month or a year alone the first day counts.
            let mut days = vec![day.to_string()];
            days.extend((day.day() == 1).then(|| day.strftime("%Y-%m").to_string()));
            days.extend((day.day_of_year() == 1).then(|| day.year().to_string()));
            let anybodys = issuer.tier.is_some();
            described.extend(store.documents_of_days(&days, anybodys)?);
            cited.extend(store.works_of_day(&days[0], anybodys)?);
        }
        let mut documents = sieve.let_through(tip, described);
        if let Some(work) = work {
            documents.extend(store.replacing(work)?);
        }
        documents.retain(|id| !self.by_document.contains_key(id));
        if !documents.is_empty() {
            let all = Filter { among: Some(documents), ..Filter::default() };
            self.take_documents(store, store.documents(&all)?)?;
        }
        let met: HashSet<i64> = self.works.values().flatten().map(|work| work.id).collect();
        cited.retain(|work| !met.contains(work));
        if !cited.is_empty() {
            self.take_works(store, store.works_numbered_in_store(&cited)?)?;
        }
        self.take_keys(store, tip.replaces.iter().map(String::as_str))
    }

    /// Puts the entries in the order in which all of them would stand: documents by date and path, then works by key, so
    /// that where two are as good, the same one is taken.
    fn sort(&mut self) {
        let mut all: Vec<(Entry, Version)> =
            std::mem::take(&mut self.entries).into_iter().zip(std::mem::take(&mut self.versions)).collect();
        all.sort_by_cached_key(|(entry, _)| {
            let place = |document: &Document| {
                let date = document.header.date.map(|date| date.to_string());
                (date.is_none(), date, document.path.clone())
            };
            let key = entry.work.as_ref().map(|work| work.key.clone());
            (entry.document.is_none(), entry.document.as_ref().map(place), key)
        });
        self.by_work.clear();
        self.by_document.clear();
        for (entry, version) in all {
            self.push(entry, version);
        }
    }
}

/// An entry by its numbers in the store.
type Who = (Option<i64>, Option<i64>);

fn who(entry: &Entry) -> Who {
    (entry.document.as_ref().map(|document| document.id), entry.work.as_ref().map(|work| work.id))
}

/// A kind, and where a subject of it lies in memory.
type Place = (Option<DirectiveKind>, *const u8);

/// Lets through what has a subject like that of a version; many papers of an agency have the same but for the year, and all
/// versions of a line are compared with those of the same agencies.
#[derive(Default)]
struct Sieve {
    /// Where the duty of a subject stands among the others: by where the subject lies in memory, since the papers of an
    /// agency have each but once, and there are thousands. What is pointed to is kept.
    subjects: HashMap<Place, (usize, Rc<str>)>,
    /// Likewise of a subject without its years.
    plain: HashMap<(Option<DirectiveKind>, String), usize>,
    /// Each kind and subject, with the duty as soon as it is asked for.
    duties: Vec<(Option<DirectiveKind>, Rc<str>, OnceCell<Duty>)>,
    /// The versions for which papers of these seats have been asked for.
    asked: Vec<(BTreeSet<String>, Version)>,
}

impl Sieve {
    /// Whether papers of these seats have not been asked for yet for a version that would let through the same: most
    /// versions of a line are papers of one agency, kind and duty.
    fn asks(&mut self, seats: &BTreeSet<String>, tip: &Version) -> bool {
        let is_same = |(known, version): &(BTreeSet<String>, Version)| {
            known == seats && version.issuer.province == tip.issuer.province && version.is_of_duty_of(tip)
        };
        let is_new = !self.asked.iter().any(is_same);
        if is_new {
            self.asked.push((seats.clone(), tip.clone()));
        }
        is_new
    }

    /// The numbers of those that may be of one with `tip`, as far as kind and subject tell.
    fn let_through(&mut self, tip: &Version, described: Vec<Described>) -> Vec<i64> {
        let mut known: Vec<Option<bool>> = Vec::new();
        let mut through = Vec::new();
        for (id, kind, subject) in described {
            let at = self.place(kind, subject);
            known.resize(self.duties.len().max(known.len()), None);
            let (kind, subject, duty) = &self.duties[at];
            let duty = || duty.get_or_init(|| Duty::of(*kind, subject));
            if *known[at].get_or_insert_with(|| tip.may_be_of_one_with(*kind, duty)) {
                through.push(id);
            }
        }
        through
    }

    fn place(&mut self, kind: Option<DirectiveKind>, subject: Rc<str>) -> usize {
        let lies = (kind, subject.as_ptr());
        if let Some((at, _)) = self.subjects.get(&lies) {
            return *at;
        }
        let at = *self.plain.entry((kind, without_years(&subject))).or_insert_with(|| {
            self.duties.push((kind, Rc::clone(&subject), OnceCell::new()));
            self.duties.len() - 1
        });
        self.subjects.insert(lies, (at, subject));
        at
    }
}

/// A subject with its school years ("2023-2024") taken out.
fn without_years(subject: &str) -> String {
    let mut plain = String::with_capacity(subject.len());
    let mut rest = subject;
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
        let digits = |text: &str| text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let (before, from) = rest.split_at(at);
        let (first, behind) = from.split_at(digits(from));
        let second = behind.trim_start_matches([' ', '-', '–']);
        let second = &second[..digits(second)];
        let years = first.parse::<u16>().ok().zip(second.parse::<u16>().ok());
        let is_year = first.len() == 4 && years.is_some_and(|(first, second)| first + 1 == second);
        plain.push_str(before);
        if is_year {
            plain.push('#');
            rest = &behind[behind.len() - behind.trim_start_matches([' ', '-', '–']).len() + second.len()..];
        } else {
            plain.push_str(first);
            rest = behind;
        }
    }
    plain.push_str(rest);
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn subjects_differ_but_for_their_years() {
        for (subject, plain) in [
            ("nhiệm vụ năm học 2023-2024", "nhiệm vụ năm học #"),
            ("nhiệm vụ năm học 2023 - 2024 và 2024–2025", "nhiệm vụ năm học # và #"),
            ("thi lớp 10 năm 2024", "thi lớp 10 năm 2024"),
            ("giai đoạn 2020-2025", "giai đoạn 2020-2025"),
            ("đợt 2 2023-2024, 65535-1", "đợt 2 #, 65535-1"),
            ("", ""),
        ] {
            assert_eq!(without_years(subject), plain, "{subject}");
        }
    }
}
