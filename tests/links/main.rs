//! The truth table of links (`links.toml`, made by reading): series, effects, resolutions, and pairs that must not be
//! linked, against what the program makes of the sample corpus. No wrong link, and at least 95 % of the right ones.

#[path = "../common/mod.rs"]
mod common;
mod table;

use std::collections::HashMap;

use chidao::catalogue::Catalogue;
use chidao::detect;
use chidao::directive::{PartialDate, Relation};
use chidao::lineage::identity::WorkId;
use chidao::store::{Document, Filter, Store, Work};
use common::Sample;
use table::{Named, Table};

/// At least so many of the links that the table asks for must be there.
const SHARE: f64 = 0.95;

/// The store of the sample corpus, as the tests ask it.
struct Corpus {
    store: Store,
    documents: HashMap<String, Document>,
    works: Vec<Work>,
    _sample: Sample,
}

impl Corpus {
    fn read() -> Self {
        let sample = Sample::of(&["corpus"]);
        let store = Store::open(sample.folder().as_ref()).expect("a store");
        let stem =
            |path: &str| path.rsplit('/').next().and_then(|name| name.split('.').next()).unwrap_or_default().to_owned();
        let documents = store.documents(&Filter { copies: true, ..Filter::default() }).expect("documents");
        let documents = documents.into_iter().map(|document| (stem(&document.path), document)).collect();
        let works = store.works().expect("works");
        Self { store, documents, works, _sample: sample }
    }

    /// The works that a name of the table means.
    fn works(&self, named: &Named) -> Vec<&Work> {
        if let Some(document) = self.documents.get(&named.name) {
            return self.works.iter().filter(|work| work.held.contains(&document.id)).collect();
        }
        let Some(wanted) = identity(named) else { return Vec::new() };
        self.works.iter().filter(|work| agrees(&wanted, work)).collect()
    }

    fn document(&self, file: &str) -> &Document {
        self.documents.get(file).unwrap_or_else(|| panic!("no document {file} in the corpus"))
    }
}

/// What a number of the table says of its work.
fn identity(named: &Named) -> Option<WorkId> {
    let mention = detect::mentions(&named.name).into_iter().next()?;
    let date: Option<PartialDate> = named.date.as_deref().and_then(|date| date.parse().ok());
    Some(WorkId { date, ..WorkId::of_reference(&mention) })
}

fn agrees(wanted: &WorkId, work: &Work) -> bool {
    let dates: Vec<Option<PartialDate>> = work.dates.iter().map(|date| date.parse().ok()).collect();
    let dates = if dates.is_empty() { vec![None] } else { dates };
    dates.into_iter().any(|date| wanted.agrees(&WorkId { date, ..work.identity() }))
}

/// Counts what is right and says what is not.
#[derive(Default)]
struct Count {
    asked: usize,
    missed: Vec<String>,
    wrong: Vec<String>,
}

impl Count {
    fn ask(&mut self, found: bool, optional: bool, row: String) {
        if optional {
            return;
        }
        self.asked += 1;
        if !found {
            self.missed.push(row);
        }
    }

    fn forbid(&mut self, found: bool, row: String) {
        if found {
            self.wrong.push(row);
        }
    }

    fn check(self, least: usize) {
        assert!(self.asked >= least, "{} rows were asked for", self.asked);
        assert!(self.wrong.is_empty(), "wrong links:\n{}", self.wrong.join("\n"));
        let right = self.asked - self.missed.len();
        eprintln!("{right} of {} links", self.asked);
        assert!(
            right as f64 >= SHARE * self.asked as f64,
            "{right} of {}, missed:\n{}",
            self.asked,
            self.missed.join("\n")
        );
    }
}

#[test]
fn yearly_versions_are_linked_and_others_are_not() {
    let (corpus, table) = (Corpus::read(), Table::read());
    let catalogue = Catalogue::read(&corpus.store).expect("a catalogue");
    let entry = |named: &Named| {
        let works: Vec<i64> = corpus.works(named).iter().map(|work| work.id).collect();
        let document = corpus.documents.get(&named.name).map(|document| document.id);
        catalogue.find(|entry| {
            entry.document.as_ref().map(|document| document.id) == document && document.is_some()
                || entry.work.as_ref().is_some_and(|work| works.contains(&work.id))
        })
    };
    let linked = |a: &Named, b: &Named| match (entry(a), entry(b)) {
        (Some(a), Some(b)) => catalogue.line(a).members.iter().any(|member| member.version == b),
        _ => false,
    };
    let mut count = Count::default();
    for row in &table.series {
        count.ask(linked(&row.earlier, &row.later), row.optional, format!("{} → {}", row.earlier.name, row.later.name));
    }
    for row in table.not.iter().filter(|row| row.kind == "series") {
        count.forbid(linked(&row.a, &row.b), format!("{} – {} ({})", row.a.name, row.b.name, row.reason));
    }
    count.check(15);
}

#[test]
fn stated_effects_are_found_and_no_others() {
    let (corpus, table) = (Corpus::read(), Table::read());
    let stated = |file: &str, verb: &str, of: &Named| {
        let document = corpus.document(file);
        let targets: Vec<i64> = corpus.works(of).iter().map(|work| work.id).collect();
        let filter = Filter { document: Some(document.id), copies: true, ..Filter::default() };
        let effects = corpus.store.effects(&filter).expect("effects");
        let by_effect = effects.iter().any(|found| {
            found.fact.verb.slug() == verb
                && corpus
                    .works
                    .iter()
                    .any(|work| targets.contains(&work.id) && agrees_with(&found.fact.target.work, work))
        });
        // What a third paper states of two others is told by the role of the mention.
        let mentions = corpus.store.mentions_of(&targets, &filter).expect("mentions");
        let role = if verb == "amends" { Relation::Amends } else { Relation::Replaces };
        by_effect || mentions.iter().any(|found| found.fact.relation == role)
    };
    let mut count = Count::default();
    for row in &table.effect {
        count.ask(
            stated(&row.file, &row.verb, &row.of),
            row.optional,
            format!("{}: {} {}", row.file, row.verb, row.of.name),
        );
    }
    for row in table.not.iter().filter(|row| row.kind == "effect") {
        let Some(document) = corpus.documents.get(&row.a.name) else { continue };
        let verb = row.verb.as_deref().unwrap_or("replaces");
        let targets: Vec<&Work> = corpus.works(&row.b);
        let filter = Filter { document: Some(document.id), copies: true, ..Filter::default() };
        let effects = corpus.store.effects(&filter).expect("effects");
        let found = effects.iter().any(|found| {
            found.fact.verb.slug() == verb && targets.iter().any(|work| agrees_with(&found.fact.target.work, work))
        });
        count.forbid(found, format!("{} {verb} {} ({})", row.a.name, row.b.name, row.reason));
    }
    count.check(8);
}

/// Whether a key as a fact states it can be this work.
fn agrees_with(key: &str, work: &Work) -> bool {
    let stated = key.split_once(':').map_or(key, |(_, number)| number);
    work.key == key
        || detect::mentions(stated.trim_end_matches('/'))
            .iter()
            .any(|mention| agrees(&WorkId::of_reference(mention), work))
}

#[test]
fn mentions_mean_the_right_works() {
    let (corpus, table) = (Corpus::read(), Table::read());
    let mut count = Count::default();
    for row in &table.resolution {
        let document = corpus.document(&row.file);
        let filter = Filter { document: Some(document.id), copies: true, ..Filter::default() };
        let text = corpus.store.text(document.id).expect("a text").expect("of a document that was read");
        let links = corpus.store.works_cited_in(document.id).expect("links");
        let mentions = corpus.store.mentions(&filter).expect("mentions");
        // The mention whose words overlap those of the table, at the place that the context tells.
        let content = &text.content;
        let at = match row.context.as_deref().and_then(|context| Some((context, content.find(context)?))) {
            Some((context, at)) => at + context.find(&row.words).unwrap_or_default(),
            None => content.find(&row.words).unwrap_or(usize::MAX),
        };
        let overlaps = |start: usize, end: usize| start < at.saturating_add(row.words.len()) && at < end;
        let found =
            mentions.iter().find(|found| overlaps(found.fact.evidence.span.start, found.fact.evidence.span.end));
        let work =
            found.and_then(|found| links.get(&found.id)).and_then(|id| corpus.works.iter().find(|work| work.id == *id));
        let right = match (work, row.flag.as_deref()) {
            (None, _) => false,
            (Some(work), Some("unresolved")) => work.held.is_empty() && work.mentions <= 4 && work.year.is_none(),
            (Some(work), Some("typing error")) => {
                // Kept as written, and not merged with the one that is meant.
                !corpus.works(&row.meant()).iter().any(|meant| meant.id == work.id)
            }
            (Some(work), _) => {
                let held = row.held.as_ref().map(|file| corpus.document(file).id);
                corpus.works(&row.meant()).iter().any(|meant| meant.id == work.id)
                    && held.is_none_or(|document| work.held.contains(&document))
            }
        };
        let name = work.map(|work| work.key.clone()).unwrap_or_else(|| format!("nothing at {at}"));
        count.ask(right, false, format!("{}: “{}” is {} and not {name}", row.file, row.words, row.work));
    }
    for row in table.not.iter().filter(|row| row.kind == "same-work") {
        let (a, b) = (corpus.works(&row.a), corpus.works(&row.b));
        let same = a.iter().any(|a| b.iter().any(|b| a.id == b.id));
        count.forbid(same, format!("{} = {} ({})", row.a.name, row.b.name, row.reason));
    }
    count.check(20);
}
