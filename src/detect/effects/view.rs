//! What the rules of effects look at: the text with its clauses, and the documents that it names in full somewhere.

use std::collections::HashMap;

use super::cues::Cues;
use super::provision::collapse;
use super::structure::{self, Rank, Unit};
use super::words::unquoted;
use crate::detect::Outline;
use crate::detect::tokens::Tokens;
use crate::directive::{CitedWork, DirectiveKind, FieldEvidence, Header, Reference, Span};
use crate::text::Text;

/// A directive as the rules see it.
pub(super) struct View<'a> {
    pub text: &'a Text,
    pub header: &'a Header,
    pub outline: &'a Outline,
    pub references: &'a [Reference],
    pub units: Vec<Unit>,
    /// The cues of each unit.
    pub cues: Vec<Cues>,
    /// Articles that only repeat a heading (a table of contents), by index.
    repeats: Vec<usize>,
    /// The first unit of the body: the first article where there are articles.
    pub body: usize,
}

/// A stretch of the text with its quotations blanked out; places in it count from `base`.
pub(super) struct Stretch<'a> {
    pub base: usize,
    pub s: &'a str,
    pub plain: String,
}

impl<'a> View<'a> {
    pub fn new(tokens: &'a Tokens<'_>, header: &'a Header, outline: &'a Outline, references: &'a [Reference]) -> Self {
        let text = tokens.text;
        let units = structure::units(tokens);
        let body = units.iter().position(|unit| unit.rank == Rank::Article && !unit.quoted).unwrap_or(0);
        let repeats = repeats(text, &units);
        let cues = Cues::of(tokens, &units);
        Self { text, header, outline, references, units, cues, repeats, body }
    }

    /// The words of a span.
    pub fn stretch(&self, span: Span) -> Stretch<'a> {
        let s = &self.text.content[span.start..span.end];
        Stretch { base: span.start, s, plain: unquoted(s) }
    }

    /// Whether `unit` only repeats a heading, or stands under one that does.
    pub fn repeats(&self, unit: usize) -> bool {
        !self.repeats.is_empty()
            && std::iter::once(unit).chain(self.above(unit)).any(|i| self.repeats.binary_search(&i).is_ok())
    }

    /// Whether `unit` is part of the title.
    pub fn is_title(&self, unit: usize) -> bool {
        let titled = |f: &FieldEvidence| f.field == "subject" && f.evidence.span.overlaps(&self.units[unit].whole);
        unit < self.body || self.header.found.iter().any(titled)
    }

    /// The units above `unit`, the nearest first.
    pub fn above(&self, unit: usize) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(self.units[unit].parent, |&i| self.units[i].parent)
    }

    /// The place of a unit in the directive: "điểm a khoản 2 Điều 1"; `None` outside all articles and clauses.
    pub fn place(&self, unit: usize) -> Option<String> {
        use structure::Rank::{Article, Clause, Point};
        let chain = std::iter::once(unit).chain(self.above(unit));
        let named: Vec<String> = chain
            .filter_map(|i| {
                let unit = &self.units[i];
                let name = match unit.rank {
                    Article => "Điều",
                    Clause => "khoản",
                    Point => "điểm",
                    _ => return None,
                };
                Some(format!("{name} {}", unit.label))
            })
            .collect();
        (!named.is_empty()).then(|| named.join(" "))
    }

    /// The work that a mention means, with the number that the directive gives elsewhere for a law named alone
    /// ("Luật Giáo dục") or for a number without its year ("Nghị định 65").
    pub fn in_full(&self, reference: &Reference) -> CitedWork {
        let mut work = CitedWork::of(reference);
        let law = matches!(reference.kind, DirectiveKind::Luat | DirectiveKind::PhapLenh);
        let name = law.then(|| law_name(&reference.text));
        let bare = reference.year.is_none() && reference.symbol.is_none();
        let full = self.references.iter().filter(|other| {
            other.kind == reference.kind
                && other.number.is_some()
                && (other.year.is_some() || other.symbol.is_some())
                && match (&reference.number, &name) {
                    (Some(number), _) => bare && other.number.as_ref() == Some(number),
                    (None, Some(name)) => law_name(&other.text) == *name || self.enacts_on(other, name),
                    (None, None) => false,
                }
        });
        if (reference.number.is_none() || bare)
            && let Some(full) = full.min_by_key(|other| other.evidence.span.start)
        {
            work = CitedWork { date: reference.date.or(full.date), ..CitedWork::of(full) };
        }
        work.name = name.filter(|name| name.split(' ').count() > 1).or(work.name);
        work
    }
    /// "… ban hành Luật sửa đổi, bổ sung một số điều của Luật Nhà giáo số 73/2025/QH15": the law that is being passed
    /// has its number above, so that this one is the amended law's.
    fn enacts_on(&self, other: &Reference, name: &str) -> bool {
        let number = other.number.as_deref().and_then(|number| other.text.rfind(number));
        let before = other.text[..number.unwrap_or_default()].trim_end();
        let before = before.strip_suffix("số").unwrap_or(before).trim_end();
        before.strip_suffix(name).is_some_and(|rest| ["của", "và", ","].iter().any(|w| rest.trim_end().ends_with(w)))
            && self.text.content[..other.evidence.span.start].trim_end().ends_with("ban hành")
    }
}

/// A law's name as written, without its number, year and date: "Luật Giáo dục".
fn law_name(text: &str) -> String {
    let stop = text.find(|c: char| c.is_ascii_digit() || c == '(').unwrap_or(text.len());
    let name = text[..stop].trim_end();
    let name = name.strip_suffix("số").unwrap_or(name).trim_end();
    let name = name.strip_suffix("năm").or(name.strip_suffix("ngày")).unwrap_or(name).trim_end();
    name.strip_suffix("Luật").filter(|rest| !rest.is_empty()).unwrap_or(name).trim_end_matches([' ', ',']).to_owned()
}

/// Of articles with the same heading the shorter one: a table of contents before or behind the text.
fn repeats(text: &Text, units: &[Unit]) -> Vec<usize> {
    let articles: Vec<usize> =
        (0..units.len()).filter(|&i| units[i].rank == Rank::Article && !units[i].quoted).collect();
    let end = |n: usize| articles.get(n + 1).map_or(text.content.len(), |&next| units[next].whole.start);
    let mut first: HashMap<String, usize> = HashMap::new();
    let mut found = Vec::new();
    for (n, &article) in articles.iter().enumerate() {
        let words = collapse(&text.content[units[article].whole.start..units[article].whole.end]).to_lowercase();
        match first.get(&words) {
            Some(&other) => {
                let length = |n: usize| end(n) - units[articles[n]].whole.start;
                let shorter = if length(other) < length(n) { other } else { n };
                found.push(articles[shorter]);
            }
            None => drop(first.insert(words, n)),
        }
    }
    found.sort_unstable();
    found
}
