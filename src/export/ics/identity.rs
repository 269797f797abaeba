//! The lasting names of events (UID): the directive and the sentence, so that a second import updates what the first
//! one made, while the same sentence of another year's directive is another event.

use std::collections::HashMap;

use super::Row;
use crate::store::Document;
use crate::text::fold;

/// The names given so far in one calendar.
#[derive(Debug, Default)]
pub struct Identities(HashMap<String, usize>);

impl Identities {
    /// The name of a row: neither its number in the store nor its file, page or place counts, so that it is the same
    /// after indexing anew and for another file of the same directive.
    pub fn of(&mut self, row: &Row<'_>) -> String {
        let fact = &row.found.fact;
        let sentence = if row.sentence.is_empty() { fact.action.as_deref().unwrap_or_default() } else { row.sentence };
        let parts = [document(&row.found.document), words(sentence), words(&fact.text)];
        let key = parts.join("\n");
        // A table may say the same words in several rows.
        let again = self.0.entry(key.clone()).or_default();
        let hash = blake3::hash(format!("{key}\n{again}").as_bytes()).to_hex();
        *again += 1;
        format!("{}@chidao", &hash[..32])
    }
}

/// What makes the directive the one it is: its work, which has number, year and issuer, and its date; without a number
/// its kind, issuer, date and subject; without these the file's name.
fn document(document: &Document) -> String {
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
