//! Viện dẫn: mentions of legal and administrative documents.
//!
//! Type words and slashes are found among the tokens of the text ([`words`]); small grammars around each ([`mention`],
//! [`unworded`], with [`number`], [`date`], [`agency`], [`law`], [`list`] over lists of [`terms`](super::terms)) read the mention or
//! reject it; [`pinpoint`] looks back for Điều, khoản, điểm, [`title`] ahead for the subject quoted; [`relation`] gives each its role in reading
//! order by the words that govern it ([`cues`]). Numbers are recognised by the forms of Nghị định 30/2020/NĐ-CP annex I
//! and III and of the Party's guides, with the slips of real files forgiven.

mod acted;
mod agency;
mod agency_names;
mod bare;
mod cues;
mod date;
mod expiry;
mod kinds;
mod law;
mod law_mention;
mod list;
mod mention;
mod number;
mod own;
mod pinpoint;
mod query;
mod relation;
mod scan;
mod tail;
#[cfg(test)]
mod tests;
mod title;
#[cfg(test)]
mod title_tests;
mod unworded;
mod words;

use crate::detect::Outline;
use crate::detect::tokens::{Token, Tokens};
use crate::directive::{Header, Reference, Relation};
use crate::lineage::identity;
use bare::Cited;
use mention::Mention;
use own::OwnNumbers;
use relation::{Place, Roles};
use words::Cue;

pub(in crate::detect) use kinds::of_type_code;
pub use query::mentions;

/// Finds all mentions of legal and administrative documents, in the order of the text.
///
/// The document's own number (from `header`, or from a number line that the header did not take) is no mention.
pub fn detect(tokens: &Tokens<'_>, header: &Header, outline: &Outline) -> Vec<Reference> {
    let text = tokens.text;
    let (s, lower) = (&text.content, tokens.lower);
    let mut found = find(s, tokens.all());
    tail::without_later_dates(&mut found, header);
    list::share(s, &mut found);
    let own = OwnNumbers::new(s, header, &found);
    let mut roles = Roles::default();
    let mut references = Vec::with_capacity(found.len());
    for (index, mention) in found.iter().enumerate().filter(|(_, m)| !own.holds(m)) {
        let pinpoint = pinpoint::before(lower, mention.span.start);
        let start = pinpoint.map_or(mention.span.start, |p| p.start);
        let mut relation = roles.next(tokens, Place { start, end: mention.span.end }, &found[index + 1..]);
        // "I. CĂN CỨ XÂY DỰNG KẾ HOẠCH": a list of papers below is the basis.
        if relation == Relation::Mentions
            && outline.section_at(start).is_some_and(|i| relation::heads_basis(&outline.sections[i].title))
            && relation::is_listed(s, start)
        {
            relation = roles.settle(Relation::Basis);
        }
        let number = mention.number.as_ref();
        let (digits, year, symbol) = (
            number.map(|n| n.number.clone()),
            number.and_then(|n| n.year.clone()),
            number.and_then(|n| n.symbol.clone()),
        );
        let name = mention.name.filter(|_| number.is_none()).map(|name| text.words_of(name));
        references.push(Reference {
            section: outline.path_at(start),
            text: text.words_of(mention.span),
            kind: mention.kind,
            work: identity::work_key(
                mention.kind,
                digits.as_deref(),
                year.as_deref(),
                symbol.as_deref().or(name.as_deref()),
            ),
            number: digits,
            year,
            symbol,
            date: mention.date.map(|(date, _)| date),
            issuer: mention.issuer.map(|issuer| text.words_of(issuer)),
            pinpoint: pinpoint.map(|p| text.words_of(p)),
            title: title::quoted(s, mention, &found[index + 1..]).map(|title| text.words_of(title)),
            relation,
            acted: Vec::new(),
            evidence: text.evidence(mention.span, mention.rule, mention.confidence),
        });
    }
    acted::read(tokens, &mut references);
    references
}

/// All mentions, the document's own number among them.
fn find(s: &str, tokens: &[Token<'_>]) -> Vec<Mention> {
    let mut found: Vec<Mention> = Vec::new();
    let mut cited = Cited::default();
    let mut floor = 0;
    for (start, end, cue) in words::candidates(s, tokens) {
        if start < floor {
            continue;
        }
        match cue {
            Cue::Word(word) => {
                let read = mention::after_word(s, start, end, word);
                let short = if read.is_empty() { bare::short(s, start, end, word, &found, &mut cited) } else { None };
                found.extend(read);
                found.extend(short);
            }
            Cue::Slash => found.extend(unworded::around_slash(s, start, floor)),
        }
        while let Some(next) = found.last().filter(|last| last.span.end > floor).and_then(|last| list::next(s, last)) {
            floor = found.last().map_or(floor, |last| last.span.end);
            found.push(next);
        }
        floor = found.iter().rev().take(4).map(|mention| mention.span.end).fold(floor, usize::max);
    }
    found
}
