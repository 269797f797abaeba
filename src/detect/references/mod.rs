//! Viện dẫn: mentions of legal and administrative documents.
//!
//! One multi-pattern search over the whole text ([`words`]) finds type words and slashes; small grammars around each
//! hit ([`mention`], with [`number`], [`date`], [`agency`], [`law`]) read the mention or reject it; [`pinpoint`] looks
//! back for Điều, khoản, điểm; [`relation`] gives each its role in reading order. Numbers are recognised by the forms
//! of Nghị định 30/2020/NĐ-CP annex I and III and of the Party's guides, with the slips of real files forgiven.

mod agency;
mod date;
mod kinds;
mod law;
mod mention;
mod number;
mod pinpoint;
mod query;
mod relation;
mod scan;
#[cfg(test)]
mod tests;
mod words;

use crate::detect::Outline;
use crate::directive::{Header, Reference, Span};
use crate::lineage::identity;
use crate::text::Text;
use mention::Mention;
use relation::{Place, Roles};
use words::Cue;

pub use query::mentions;

/// Finds all mentions of legal and administrative documents, in the order of the text.
///
/// The document's own number (from `header`, or from a number line that the header did not take) is no mention.
pub fn detect(text: &Text, header: &Header, _outline: &Outline) -> Vec<Reference> {
    let s = &text.content;
    let mut found = find(s);
    share(s, &mut found);
    let own = OwnNumbers::new(header, &found);
    let mut roles = Roles::default();
    let mut references = Vec::with_capacity(found.len());
    for mention in found.iter().filter(|m| !own.holds(m)) {
        let pinpoint = pinpoint::before(s, mention.span.start);
        let start = pinpoint.map_or(mention.span.start, |p| p.start);
        let relation = roles.next(text, Place { start, end: mention.span.end });
        let number = mention.number.as_ref();
        let (digits, year, symbol) = (
            number.map(|n| n.number.clone()),
            number.and_then(|n| n.year.clone()),
            number.and_then(|n| n.symbol.clone()),
        );
        let name = mention.name.filter(|_| number.is_none()).map(|name| text.words_of(name));
        references.push(Reference {
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
            relation,
            evidence: text.evidence(mention.span, mention.rule, mention.confidence),
        });
    }
    references
}

/// All mentions, the document's own number among them.
fn find(s: &str) -> Vec<Mention> {
    let mut found: Vec<Mention> = Vec::new();
    let mut floor = 0;
    for (start, end, cue) in words::candidates(s) {
        if start < floor {
            continue;
        }
        let mention = match cue {
            Cue::Word(word) => mention::after_word(s, start, end, word),
            Cue::Slash => mention::around_slash(s, start, floor),
        };
        let Some(mention) = mention else { continue };
        floor = mention.resume;
        found.push(mention);
        while let Some(next) = found.last().and_then(|last| mention::next_of_list(s, last)) {
            floor = next.resume;
            found.push(next);
        }
    }
    found
}

/// Gives the date and issuer at the end of a list to the members before: the issuer where "và" or a comma joins them,
/// the date where they also share one type word; a symbol where bare numbers lead up to it.
fn share(s: &str, found: &mut [Mention]) {
    for i in (1..found.len()).rev() {
        let (head, tail) = found.split_at_mut(i);
        let (earlier, later) = (&mut head[i - 1], &tail[0]);
        if earlier.span.end > later.span.start || !joined(&s[earlier.span.end..later.span.start]) {
            continue;
        }
        let elided = later.rule == "reference/list-item";
        if earlier.issuer.is_none()
            && let Some(issuer) = later.issuer
            && fits(s, earlier, issuer)
        {
            earlier.issuer = Some(issuer);
        }
        if elided && earlier.date.is_none() && year_agrees(earlier, later) {
            earlier.date = later.date;
        }
        let share_symbol = elided && later.number.as_ref().is_some_and(|n| n.symbol.is_some());
        if let Some(number) = earlier.number.as_mut().filter(|n| share_symbol && !n.is_full())
            && let Some(full) = &later.number
        {
            number.year.clone_from(&full.year);
            number.symbol.clone_from(&full.symbol);
            number.raw_symbol.clone_from(&full.raw_symbol);
        }
    }
}

fn joined(between: &str) -> bool {
    let words: Vec<&str> = between.split_whitespace().collect();
    !between.contains(['\n', ';'])
        && matches!(
            words[..],
            [] | [","] | ["và"] | [",", "và"] | [",", "số"] | ["và", "số"] | ["và", "các"] | [",", "các"]
        )
}

/// The symbol of `mention` does not speak against the issuer.
fn fits(s: &str, mention: &Mention, issuer: Span) -> bool {
    let symbol = mention.number.as_ref().and_then(|n| n.symbol.as_deref());
    let said = symbol.and_then(|symbol| kinds::issuer_fits(symbol, &s[issuer.start..issuer.end]));
    mention.number.is_some() && said != Some(false)
}

fn year_agrees(earlier: &Mention, later: &Mention) -> bool {
    let year = earlier.number.as_ref().and_then(|n| n.year.as_deref());
    later.date.is_some_and(|(date, _)| year.is_none_or(|year| date.year().to_string() == year))
}

/// The document's own number, which its annexes and its closing words repeat.
struct OwnNumbers {
    numbers: Vec<(String, Option<String>, Option<String>)>,
}

impl OwnNumbers {
    fn new(header: &Header, found: &[Mention]) -> Self {
        let mut numbers = Vec::new();
        if let Some(number) = &header.number {
            numbers.push((number.clone(), header.year.clone(), header.symbol.as_deref().map(identity::plain_symbol)));
        }
        if let Some(number) = found.iter().find(|m| m.own).and_then(|m| m.number.as_ref()) {
            numbers.push((
                number.number.clone(),
                number.year.clone(),
                number.symbol.as_deref().map(identity::plain_symbol),
            ));
        }
        Self { numbers }
    }

    fn holds(&self, mention: &Mention) -> bool {
        let Some(number) = &mention.number else { return mention.own };
        let symbol = number.symbol.as_deref().map(identity::plain_symbol);
        mention.own
            || symbol.is_some()
                && self.numbers.iter().any(|(digits, year, own)| {
                    *digits == number.number
                        && *own == symbol
                        && (year.is_none() || number.year.is_none() || *year == number.year)
                })
    }
}
