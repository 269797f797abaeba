//! The lasting names of events (UID): the directive and the sentence, so that a second import updates what the first
//! one made, while the same sentence of another year's directive is another event.

use std::collections::HashMap;

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
    /// How often the words of a key have been met in a file.
    met: HashMap<(i64, String), usize>,
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
    /// Neither its number in the store nor its file, page or place counts, so that it is the same after indexing anew
    /// and for another file of the same directive.
    pub fn of(&mut self, row: &Row<'_>) -> Option<String> {
        let (fact, document) = (&row.found.fact, row.found.document.id);
        let sentence = if row.sentence.is_empty() { fact.action.as_deref().unwrap_or_default() } else { row.sentence };
        let (directive, sentence, time) = (directive(&row.found.document), words(sentence), words(&fact.text));
        let key = [directive.as_str(), &sentence, &time].join("\n");
        // A table may say the same words in several rows.
        let met = self.met.entry((document, key.clone())).or_default();
        let hash = blake3::hash(format!("{key}\n{met}").as_bytes()).to_hex();
        *met += 1;
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
        given.push(Given { document, time, sentence, again: Vec::new() });
        Some(format!("{}@chidao", &hash[..32]))
    }
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
