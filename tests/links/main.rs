//! The truth table of links (`links.toml`, made by reading): series, effects, resolutions, and pairs that must not be
//! linked, against what the program makes of the sample corpus. No wrong link, and at least 95 % of the right ones.

#[path = "../common/mod.rs"]
mod common;
mod table;

use std::collections::HashMap;

use chidao::catalogue::{Catalogue, Entry, trace};
use chidao::detect;
use chidao::directive::{PartialDate, Reference, Relation};
use chidao::lineage::identity::WorkId;
use chidao::lineage::tree::{Link, Node};
use chidao::store::{Document, Filter, Found, Store, Work};
use common::Sample;
use table::{Named, Table};

/// At least so many of the links that the table asks for must be there. Missing are numbers of laws that no text of the
/// corpus gives, a paper without a title, and one bare number in a text that names two papers of that number.
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
        // With the scans: they state replacements.
        let sample = Sample::with_scans(&["corpus"]);
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
        // A bare number that was left open may be several works, and is none of them.
        let is_told = |work: &&Work| work.number.is_none() || work.year.is_some() || work.symbol.is_some();
        self.works.iter().filter(is_told).filter(|work| agrees(&wanted, work)).collect()
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
        assert!(self.wrong.is_empty(), "wrong links:\n{}\nmissed:\n{}", self.wrong.join("\n"), self.missed.join("\n"));
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
fn the_links_of_the_sample_corpus_are_those_of_a_careful_reader() {
    if !runs("tesseract") {
        eprintln!("SKIPPED: tesseract is missing, and two of the directives are scans");
        return;
    }
    let (corpus, table) = (Corpus::read(), Table::read());
    let mut count = Count::default();
    yearly_versions(&corpus, &table, &mut count);
    chains(&corpus, &table, &mut count);
    stated_effects(&corpus, &table, &mut count);
    resolutions(&corpus, &table, &mut count);
    count.check(60);
}

fn runs(program: &str) -> bool {
    std::process::Command::new(program).arg("--version").output().is_ok()
}

/// Yearly versions are linked, and others are not.
fn yearly_versions(corpus: &Corpus, table: &Table, count: &mut Count) {
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
    for row in &table.series {
        count.ask(linked(&row.earlier, &row.later), row.optional, format!("{} → {}", row.earlier.name, row.later.name));
    }
    for row in table.not.iter().filter(|row| row.kind == "series") {
        count.forbid(linked(&row.a, &row.b), format!("{} – {} ({})", row.a.name, row.b.name, row.reason));
    }
}

/// What a directive carries out or rests on stands above it; what only looks so carries nothing out.
fn chains(corpus: &Corpus, table: &Table, count: &mut Count) {
    let mut catalogue = Catalogue::read(&corpus.store).expect("a catalogue");
    // The edges from the lower one to the upper one: whether it carries it out.
    let mut edges = |upper: &Named, lower: &Named| -> Vec<bool> {
        let Some(document) = corpus.documents.get(&lower.name) else { return Vec::new() };
        let is_lower = |entry: &Entry| entry.document.as_ref().is_some_and(|held| held.id == document.id);
        let line = catalogue.find(is_lower).map(|at| catalogue.line(at)).unwrap_or_default();
        let own: Vec<Work> = corpus.works(lower).into_iter().cloned().collect();
        let tree = trace(&corpus.store, &mut catalogue, &line, &own).expect("a tree");
        let uppers: Vec<&str> = corpus.works(upper).iter().map(|work| work.key.as_str()).collect();
        let held = corpus.documents.get(&upper.name).map(|document| document.id);
        let is_upper = |node: &Node| {
            node.work.as_deref().is_some_and(|work| uppers.contains(&work)) || held.is_some() && node.document == held
        };
        let at_lower = |node: &Node| node.document == Some(document.id);
        let between =
            tree.edges.iter().filter(|edge| at_lower(&tree.nodes[edge.from]) && is_upper(&tree.nodes[edge.to]));
        between
            .filter_map(|edge| match edge.link {
                Link::Implements { .. } => Some(true),
                Link::RestsOn => Some(false),
                _ => None,
            })
            .collect()
    };
    for row in &table.chain {
        let found = !edges(&row.upper, &row.lower).is_empty();
        count.ask(found, row.optional, format!("{} above {}", row.upper.name, row.lower.name));
    }
    for row in table.not.iter().filter(|row| row.kind == "chain") {
        let found = edges(&row.a, &row.b).contains(&true);
        count.forbid(found, format!("{} above {} ({})", row.a.name, row.b.name, row.reason));
    }
}

/// Stated effects are found, and no others.
fn stated_effects(corpus: &Corpus, table: &Table, count: &mut Count) {
    let of_document =
        |file: &str| Filter { document: Some(corpus.document(file).id), copies: true, ..Filter::default() };
    let acts = |file: &str, verb: &str, of: &Named| {
        let targets: Vec<i64> = corpus.works(of).iter().map(|work| work.id).collect();
        let effects = corpus.store.effects_on(&targets, &of_document(file)).expect("effects");
        effects.iter().any(|found| found.fact.verb.slug() == verb)
    };
    let stated = |file: &str, verb: &str, of: &Named, by: &Named| {
        // What a third paper states of two others is told by the role of the mention.
        let targets: Vec<i64> = corpus.works(of).iter().map(|work| work.id).collect();
        let mentions = corpus.store.mentions_of(&targets, &of_document(file)).expect("mentions");
        let role = if verb == "amends" { Relation::Amends } else { Relation::Replaces };
        let told = |found: &Found<Reference>| {
            found.fact.relation == role
                || found.fact.acted.iter().any(|acted| acted.verb.slug() == verb && is_by(&acted.by, by))
        };
        acts(file, verb, of) || mentions.iter().any(told)
    };
    for row in &table.effect {
        count.ask(
            stated(&row.file, &row.verb, &row.of, &row.by),
            row.optional,
            format!("{}: {} {}", row.file, row.verb, row.of.name),
        );
    }
    for row in table.not.iter().filter(|row| row.kind == "effect") {
        if !corpus.documents.contains_key(&row.a.name) {
            continue;
        }
        let verb = row.verb.as_deref().unwrap_or("replaces");
        let found = acts(&row.a.name, verb, &row.b);
        count.forbid(found, format!("{} {verb} {} ({})", row.a.name, row.b.name, row.reason));
    }
}

/// Whether a key as a directive writes it can be the work that is named.
fn is_by(key: &str, named: &Named) -> bool {
    let written = WorkId::of_key(key);
    matches!((written, identity(named)), (Some(written), Some(named)) if written.agrees(&named))
}

/// Mentions mean the right works.
fn resolutions(corpus: &Corpus, table: &Table, count: &mut Count) {
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
}

/// The line that is drawn among what was looked up around a directive is the line among all that the store knows.
#[test]
fn looking_around_a_directive_finds_all_of_its_line() {
    let corpus = Corpus::read();
    let all = Catalogue::read(&corpus.store).expect("a catalogue");
    let told = |catalogue: &Catalogue, at: Option<usize>| -> Vec<String> {
        let Some(at) = at else { return Vec::new() };
        let line = catalogue.line(at);
        let name =
            |version: usize| format!("{} {:?}", catalogue.entry(version).name(), catalogue.entry(version).date());
        let members = line.members.iter().map(|member| format!("{:?} {}", member.role, name(member.version)));
        let links = line
            .links
            .iter()
            .map(|link| format!("{} – {}: {} {:?}", name(link.earlier), name(link.later), link.score, link.reasons));
        members.chain(links).chain(line.gaps.iter().map(ToString::to_string)).collect()
    };
    let mut several = 0;
    for document in corpus.documents.values() {
        let is_it = |entry: &Entry| entry.document.as_ref().is_some_and(|known| known.id == document.id);
        let around = Catalogue::around(&corpus.store, &[document.id], &[]).expect("a catalogue");
        let line = told(&all, all.find(is_it));
        several += usize::from(line.len() > 1);
        assert_eq!(told(&around, around.find(is_it)), line, "{}", document.path);
    }
    for work in corpus.works.iter().filter(|work| work.held.is_empty()) {
        let is_it = |entry: &Entry| entry.work.as_ref().is_some_and(|known| known.id == work.id);
        let around = Catalogue::around(&corpus.store, &[], &[work.id]).expect("a catalogue");
        assert_eq!(told(&around, around.find(is_it)), told(&all, all.find(is_it)), "{}", work.key);
    }
    assert!(several >= 10, "the corpus has lines of several versions: {several}");
}
