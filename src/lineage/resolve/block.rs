//! The sightings of one number, or of one law's name, put together into works.
//!
//! Levels: full identities are one work where their keys are equal. Then, level by level, what knows less looks for the
//! only work of a higher level that nothing in it conflicts with, scope by scope. All of a level and a scope choose before
//! any of them is attached; where those that chose one work conflict with each other, none of them brings anything new
//! to it. So neither order nor repetition counts, and an incomplete mention never joins two complete ones.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::form::{FULL, Form, keeps_year};
use super::seat::Seat;
use super::{Chain, Citing, How, Link, Resolved, Sighting, Statement, Work};
use crate::directive::{DirectiveKind, PartialDate};

/// So many candidates are kept for an open mention.
const CANDIDATES: usize = 8;

/// Resolves the sightings of the block `name`; those whose own block is another one are evidence only.
pub fn block(name: &str, statements: &[Statement], documents: &[Citing], sightings: &[Sighting]) -> Resolved {
    let mut block = Block::default();
    // Documents of one place share what a statement comes to.
    let mut forms: HashMap<(u32, &Chain), usize> = HashMap::new();
    let mut places = Vec::with_capacity(sightings.len());
    let mut distinct: HashMap<Sighting, usize> = HashMap::new();
    for sighting in sightings {
        if let Some(&known) = distinct.get(sighting) {
            places.push(Some(known));
            continue;
        }
        let statement = statements.get(sighting.statement as usize);
        let citing = documents.get(sighting.document as usize);
        let (Some(statement), Some(citing)) = (statement, citing) else {
            places.push(None);
            continue;
        };
        let form = *forms.entry((sighting.statement, &citing.chain)).or_insert_with(|| {
            let form = Form::of(statement, &citing.chain);
            block.keys.push(form.key());
            block.forms.push(form);
            block.forms.len() - 1
        });
        let seen = Seen {
            form,
            document: sighting.document,
            evidence: statement.block() != name,
            slip: statement.slip,
            short: statement.year.is_none() && statement.number.is_some(),
            link: None,
        };
        distinct.insert(*sighting, block.seen.len());
        places.push(Some(block.seen.len()));
        block.seen.push(seen);
    }
    block.run(documents);
    block.finish(&places)
}

#[derive(Default)]
struct Block {
    forms: Vec<Form>,
    /// The key that each form has by itself.
    keys: Vec<String>,
    seen: Vec<Seen>,
    clusters: Vec<Cluster>,
    scopes: Scopes,
}

/// A sighting on its way.
struct Seen {
    form: usize,
    document: u32,
    evidence: bool,
    slip: bool,
    /// Whether the number came without a year.
    short: bool,
    link: Option<(usize, How, Vec<usize>)>,
}

/// What is known of a work so far.
struct Cluster {
    key: String,
    form: Form,
    /// The dates that its mentions state.
    dates: Vec<PartialDate>,
    evidence: bool,
    open: bool,
}

/// Which works documents, issuers and years name, each sorted.
#[derive(Default)]
struct Scopes {
    documents: HashMap<u32, BTreeSet<usize>>,
    issuers: HashMap<String, BTreeSet<usize>>,
    years: HashMap<i16, BTreeSet<usize>>,
}

impl Block {
    fn run(&mut self, documents: &[Citing]) {
        let mut levels: BTreeMap<u8, Vec<usize>> = BTreeMap::new();
        for (at, seen) in self.seen.iter().enumerate() {
            levels.entry(self.forms[seen.form].level).or_default().push(at);
        }
        for (level, members) in levels.into_iter().rev() {
            let known = self.clusters.len();
            if level != FULL {
                for scope in [How::SameDocument, How::SameIssuer, How::SameYear, How::UniqueInStore] {
                    self.attach(&members, scope, known, documents);
                }
            }
            self.found(&members);
            self.widen(&members, documents);
        }
    }

    /// Attaches those that can mean one work only in this scope, and leaves those open that can mean several.
    fn attach(&mut self, members: &[usize], scope: How, known: usize, documents: &[Citing]) {
        let everywhere: BTreeSet<usize> =
            if scope == How::UniqueInStore { (0..known).collect() } else { BTreeSet::new() };
        let mut chosen: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for &at in members {
            let seen = &self.seen[at];
            if seen.link.is_some() || seen.evidence {
                continue;
            }
            let form = &self.forms[seen.form];
            if matches!(scope, How::SameYear | How::UniqueInStore) && !form.may_reach_far() {
                continue;
            }
            let Some(citing) = documents.get(seen.document as usize) else { continue };
            let fits = |cluster: &&usize| {
                **cluster < known && self.clusters[**cluster].admits(form, citing, scope == How::SameDocument)
            };
            let mut candidates: Vec<usize> = match scope {
                How::SameDocument => {
                    self.scopes.documents.get(&seen.document).into_iter().flatten().filter(fits).copied().collect()
                }
                How::SameIssuer => {
                    let issuer = citing.issuer.as_ref().and_then(|issuer| self.scopes.issuers.get(issuer));
                    issuer.into_iter().flatten().filter(fits).copied().collect()
                }
                How::SameYear => {
                    let years = citing.years.iter().filter_map(|year| self.scopes.years.get(year));
                    years.flatten().filter(fits).copied().collect()
                }
                _ => everywhere.iter().filter(fits).copied().collect(),
            };
            candidates.sort_unstable();
            candidates.dedup();
            match candidates[..] {
                [] => {}
                [only] => chosen.entry(only).or_default().push(at),
                _ => self.seen[at].link = Some((usize::MAX, How::Open, candidates)),
            }
        }
        for (cluster, members) in chosen {
            let forms: Vec<&Form> = members.iter().map(|at| &self.forms[self.seen[*at].form]).collect();
            let joint = self.clusters[cluster].joint(&forms);
            for &at in &members {
                let form = &self.forms[self.seen[at].form];
                let joins = joint.is_some() || self.clusters[cluster].knows(form);
                self.seen[at].link =
                    Some(if joins { (cluster, scope, Vec::new()) } else { (usize::MAX, How::Open, vec![cluster]) });
            }
            if let Some((form, dates)) = joint {
                self.clusters[cluster].form = form;
                self.clusters[cluster].dates = dates;
            }
        }
    }

    /// Makes works of those that nothing of a higher level stands for: one for each key.
    fn found(&mut self, members: &[usize]) {
        let mut keys: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for &at in members {
            let seen = &self.seen[at];
            let is_open = seen.link.as_ref().is_some_and(|(cluster, ..)| *cluster == usize::MAX);
            let form = &self.forms[seen.form];
            // A law's name gives evidence only where its number says which law it is.
            if (seen.link.is_none() || is_open) && (!seen.evidence || form.level == FULL) {
                keys.entry(&self.keys[seen.form]).or_default().push(at);
            }
        }
        for (key, members) in keys {
            let cluster = self.clusters.len();
            let first = members.first().map(|at| self.seen[*at].form).unwrap_or_default();
            let form = self.forms[first].clone();
            let mut dates: Vec<PartialDate> = Vec::new();
            for &at in &members {
                let seen = &mut self.seen[at];
                let own = &self.forms[seen.form];
                if let Some(date) = own.date.filter(|date| !dates.contains(date)) {
                    dates.push(date);
                }
                let how = match own.level {
                    _ if seen.slip && own.is_determined() => How::AgencyCode,
                    _ if seen.short && own.kind.is_some_and(keeps_year) && own.is_determined() => How::YearFromDate,
                    _ if own.is_determined() => How::Stated,
                    _ => How::Open,
                };
                seen.link = Some(match seen.link.take() {
                    Some((_, _, candidates)) => (cluster, How::Open, candidates),
                    None => (cluster, how, Vec::new()),
                });
            }
            let open = !form.is_determined();
            let evidence = members.iter().all(|at| self.seen[*at].evidence);
            self.clusters.push(Cluster { key: key.to_owned(), form, dates, evidence, open });
        }
    }

    /// Lets lower levels see what this one was put to.
    fn widen(&mut self, members: &[usize], documents: &[Citing]) {
        for &at in members {
            let seen = &self.seen[at];
            let Some((cluster, ..)) = seen.link else { continue };
            self.scopes.documents.entry(seen.document).or_default().insert(cluster);
            let Some(citing) = documents.get(seen.document as usize) else { continue };
            if let Some(issuer) = &citing.issuer {
                match self.scopes.issuers.get_mut(issuer) {
                    Some(known) => drop(known.insert(cluster)),
                    None => drop(self.scopes.issuers.insert(issuer.clone(), BTreeSet::from([cluster]))),
                }
            }
            for year in &citing.years {
                self.scopes.years.entry(*year).or_default().insert(cluster);
            }
        }
    }

    fn finish(self, places: &[Option<usize>]) -> Resolved {
        let mut order: Vec<usize> = (0..self.clusters.len()).filter(|at| !self.clusters[*at].evidence).collect();
        // A law that the name's block knows by number alone is another block's work, unless a name was put to it.
        let named = self.seen.iter().filter(|seen| !seen.evidence).filter_map(|seen| Some(seen.link.as_ref()?.0));
        order.extend(named.filter(|cluster| self.clusters[*cluster].evidence));
        order.sort_by(|a, b| self.clusters[*a].key.cmp(&self.clusters[*b].key));
        order.dedup();
        let place: HashMap<usize, usize> = order.iter().enumerate().map(|(to, from)| (*from, to)).collect();
        let link = |seen: &Seen| {
            let (cluster, how, candidates) = seen.link.as_ref().filter(|_| !seen.evidence)?;
            let mut keys: Vec<String> = candidates.iter().map(|at| self.clusters[*at].key.clone()).collect();
            keys.sort_unstable();
            keys.truncate(CANDIDATES);
            Some(Link { work: *place.get(cluster)?, how: *how, candidates: keys })
        };
        let links = places.iter().map(|place| link(&self.seen[(*place)?])).collect();
        Resolved { works: order.iter().map(|at| self.clusters[*at].work()).collect(), links }
    }
}

impl Cluster {
    /// Whether nothing in the mention speaks against this work.
    fn admits(&self, form: &Form, citing: &Citing, same_document: bool) -> bool {
        let own = &self.form;
        if own.number != form.number {
            // A law by name may be one known by number.
            if form.number.is_some() || own.name != form.name {
                return false;
            }
        } else if !kinds_agree(own, form) {
            return false;
        }
        if conflict(own.year, form.year) || conflict(own.year_inside, form.year_inside) {
            return false;
        }
        let same_day = form.date.is_some_and(|date| self.dates.contains(&date));
        let forms_differ = own.year_inside.is_some() != form.year_inside.is_some();
        let both_full = own.symbol.is_some() && form.symbol.is_some();
        // "16/2006/QĐ-BGDĐT" lays down rules, "16/QĐ-BGDĐT" decides a case: two registers, unless the day is the same.
        if both_full && forms_differ && !own.kind.is_some_and(keeps_year) && !same_day && !same_document {
            return false;
        }
        if let Some(date) = form.date.filter(|_| !self.dates.is_empty())
            && !self.dates.iter().any(|own| overlap(*own, date))
        {
            return false;
        }
        let agencies = own.agency.zip(form.agency.filter(|_| form.symbol.is_none()));
        if agencies.is_some_and(|(own, other)| own != other) || !own.seat.agrees(&form.seat) {
            return false;
        }
        // What a document cites was there before it.
        form.date.is_some() || citing.date.is_none_or(|date| !self.is_later_than(date))
    }

    fn is_later_than(&self, date: PartialDate) -> bool {
        match self.dates.iter().map(PartialDate::first_day).min() {
            Some(first) => first > date.last_day(),
            None => self.form.year.is_some_and(|year| year > date.year()),
        }
    }

    /// What the work and all these mentions state together; `None` where they conflict with each other.
    fn joint(&self, forms: &[&Form]) -> Option<(Form, Vec<PartialDate>)> {
        let mut joint = self.form.clone();
        let mut dates = self.dates.clone();
        for form in forms {
            joint.seat = joint.seat.and(&form.seat)?;
            if conflict(joint.year, form.year) || conflict(joint.year_inside, form.year_inside) {
                return None;
            }
            joint.year = joint.year.or(form.year);
            if let Some(date) = form.date {
                // A full identity may have a date too many; that is a slip to be shown, not another document.
                if self.form.level != FULL && dates.iter().any(|known| !overlap(*known, date)) {
                    return None;
                }
                if !dates.contains(&date) {
                    dates.push(date);
                }
            }
        }
        // What mentions add is kept apart from what the work is: its key and its level stay.
        if self.form.level == FULL {
            joint.seat.clone_from(&self.form.seat);
        }
        Some((joint, dates))
    }

    /// Whether the mention says nothing that the work does not know.
    fn knows(&self, form: &Form) -> bool {
        let seat = &self.form.seat;
        let known = |own: &Option<String>, other: &Option<String>| other.is_none() || own == other;
        known(&seat.name, &form.seat.name)
            && known(&seat.province, &form.seat.province)
            && seat.tiers.within(form.seat.tiers)
            && (form.year.is_none() || form.year == self.form.year)
            && form.date.is_none_or(|date| self.dates.contains(&date))
    }

    fn work(&self) -> Work {
        let form = &self.form;
        let holds_year = form.year_inside.is_some() || form.number.is_some() && form.kind.is_some_and(keeps_year);
        Work {
            key: self.key.clone(),
            kind: form.kind,
            number: form.number.clone(),
            year: form.year_inside.or(form.year.filter(|_| holds_year)).map(|year| year.to_string()),
            symbol: form.symbol.clone(),
            name: form.name.clone().filter(|_| form.number.is_none()),
            issued: form.year.filter(|_| !holds_year),
            place: if form.seat == Seat::default() { String::new() } else { form.seat.label() },
            dates: self.dates.iter().map(ToString::to_string).collect::<BTreeSet<_>>().into_iter().collect(),
            open: self.open,
        }
    }
}

fn conflict(a: Option<i16>, b: Option<i16>) -> bool {
    matches!((a, b), (Some(a), Some(b)) if a != b)
}

fn overlap(a: PartialDate, b: PartialDate) -> bool {
    a.first_day() <= b.last_day() && b.first_day() <= a.last_day()
}

/// The same symbol, or one that leaves out the drafting unit; where one of the two has none, the same kind.
fn kinds_agree(a: &Form, b: &Form) -> bool {
    let (Some(left), Some(right)) = (&a.symbol, &b.symbol) else { return a.kind.is_some() && a.kind == b.kind };
    let unit_left_out = |long: &str, short: &str| {
        !short.contains('-') && long.strip_prefix(short).is_some_and(|rest| rest.starts_with('-'))
    };
    let letters = a.kind == Some(DirectiveKind::CongVan) && b.kind == a.kind;
    left == right || letters && (unit_left_out(left, right) || unit_left_out(right, left))
}
