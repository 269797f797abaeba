//! The lasting names of events (UID): the directive and the place of the clause in it, so that a second import updates
//! what the first one made, also where words or a day were edited, while the same clause of another year's directive is
//! another event. `docs/calendar.md` tells it to users.

use std::collections::{HashMap, HashSet};

use strsim::normalized_levenshtein;

use super::Row;
use crate::directive::{DeadlineKind, PartialDate};
use crate::store::Document;
use crate::text::fold;

/// From this likeness on, sentences of two files of one directive are one sentence: a scan has letters wrong.
const ALIKE: f64 = 0.85;

/// The names given so far in one calendar.
#[derive(Debug, Default)]
pub struct Identities {
    /// The names themselves.
    names: HashSet<String>,
    /// The deadlines of each directive.
    of_directive: HashMap<String, Vec<Given>>,
}

/// A name that was given.
#[derive(Debug)]
struct Given {
    document: i64,
    time: (DeadlineKind, Option<PartialDate>, Option<PartialDate>),
    sentence: String,
    /// The other files that state the same.
    again: Vec<i64>,
}

impl Identities {
    /// The name of a row; none where another file of the same directive has given it to the calendar already.
    ///
    /// Neither its number in the store nor its file or page counts, so that it is the same after indexing anew
    /// and for another file of the same directive.
    pub fn of(&mut self, row: &Row<'_>) -> Option<String> {
        let (fact, document) = (&row.found.fact, row.found.document.id);
        let sentence = row.clause.sentence.as_str();
        let sentence = words(if sentence.is_empty() { fact.action.as_deref().unwrap_or_default() } else { sentence });
        let directive = directive(&row.found.document);
        // A calendar holds events and tasks apart: one name for both is an error to some programs (RFC 4791, 4.1).
        let what = if super::place(row.found) == super::Placing::Undated { "task" } else { "event" };
        let key = [directive.as_str(), &row.clause.place, what].join("\n");
        let given = self.of_directive.entry(directive).or_default();
        let time = (fact.kind, fact.start, fact.end);
        let is_same = |given: &&mut Given| {
            given.document != document
                && !given.again.contains(&document)
                && given.time == time
                && normalized_levenshtein(&given.sentence, &sentence) >= ALIKE
        };
        if let Some(known) = given.iter_mut().find(is_same) {
            known.again.push(document);
            return None;
        }
        // Another file of the directive may count its clauses otherwise: then the words tell them apart.
        let told = format!("{key}\n{sentence}\n{}", words(&fact.text));
        let again = (1..).map(|n: u32| format!("{told}\n{n}"));
        let mut names = std::iter::once(key).chain(again).map(|key| name(&key));
        let name = names.find(|name| !self.names.contains(name))?;
        given.push(Given { document, time, sentence, again: Vec::new() });
        self.names.insert(name.clone());
        Some(name)
    }
}

fn name(key: &str) -> String {
    format!("{}@chidao", &blake3::hash(key.as_bytes()).to_hex()[..32])
}

/// What makes the directive the one it is: number, year, symbol, date and issuer; without a number its kind, issuer,
/// date and subject; without these the file's name.
fn directive(document: &Document) -> String {
    let header = &document.header;
    let date = header.date.map(|date| date.to_string()).unwrap_or_default();
    if header.number.is_some() {
        let number = [&header.number, &header.year, &header.symbol].map(|part| part.as_deref().unwrap_or_default());
        let issuer = header.issuer.as_deref().unwrap_or_default();
        return [&number.join("/"), &date, &words(issuer)].map(String::as_str).join("\t");
    }
    if header.subject.is_none() && header.date.is_none() {
        return document.label();
    }
    let kind = header.kind.map(|kind| kind.name()).unwrap_or_default();
    let [issuer, subject] = [&header.issuer, &header.subject].map(|part| words(part.as_deref().unwrap_or_default()));
    [kind, &date, &issuer, &subject].join("\t")
}

/// Words without marks, case and punctuation: a scan and a Word file of one directive differ in these.
fn words(text: &str) -> String {
    let folded = fold(text);
    folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}
