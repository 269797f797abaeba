//! Lists under a verb: "Bãi bỏ các văn bản sau đây: 1. …; 2. …", "Đính chính … như sau: 1. Tại khoản 2 …", and the
//! annex that an instruction points to ("các văn bản tại Danh mục kèm theo Quyết định này").

use std::sync::LazyLock;

use regex::Regex;

use super::date::Dates;
use super::found::Found;
use super::inherit::Named;
use super::object::objects;
use super::operation::Operation;
use super::provision::{Scope, runs};
use super::structure::{Rank, Unit};
use super::view::View;
use super::words::{eat_any, skip};
use crate::detect::terms::terms;
use crate::directive::{EffectVerb, Span};

/// The rule of an item.
pub(super) const RULE: &str = "effect/list-item";
/// The rule of a row in an annex.
pub(super) const ANNEX_RULE: &str = "effect/annex-row";

/// What the heading of a list says of its items.
pub(super) struct Heading<'a> {
    /// What is done to each.
    pub operation: Operation,
    /// The document whose provisions the items name.
    pub target: Option<&'a Named>,
    /// Provisions that complete those of the items.
    pub scope: Option<&'a Scope>,
    /// Since when, until when.
    pub dates: Dates,
}

/// Adds one effect for each item under `unit`.
pub(super) fn items(view: &View, unit: usize, heading: &Heading, found: &mut Vec<Found>) {
    for index in below(view, unit) {
        item(view, index, heading, found);
    }
}

/// Adds one effect for each item of the annexes that `words` point to.
pub(super) fn annexed(view: &View, unit: usize, heading: &Heading, words: &str, found: &mut Vec<Found>) {
    if !ANNEX.is_match(words) {
        return;
    }
    let annexes: Vec<usize> =
        (unit + 1..view.units.len()).filter(|&i| view.units[i].rank == Rank::Annex && !view.units[i].quoted).collect();
    let tells = |&&annex: &&usize| {
        let end = view.units[annex..].iter().take(5).next_back().map_or(0, |u| u.whole.end);
        let title = view.text.content[view.units[annex].whole.start..end].to_lowercase();
        match heading.operation.verb {
            EffectVerb::Replaces => title.contains("thay thế"),
            EffectVerb::Suspends => title.contains("ngưng hiệu lực"),
            _ => title.contains("bãi bỏ") || title.contains("hết hiệu lực") || title.contains("hủy bỏ"),
        }
    };
    let telling: Vec<&usize> = annexes.iter().filter(tells).collect();
    let chosen = match (&telling[..], &annexes[..]) {
        ([], [only]) => vec![only],
        _ => telling,
    };
    for &annex in chosen {
        let next = annexes.iter().find(|&&other| other > annex).copied().unwrap_or(view.units.len());
        for index in annex + 1..next {
            item(view, index, heading, found);
        }
    }
}

/// The paragraphs that a list under `unit` consists of.
fn below(view: &View, unit: usize) -> Vec<usize> {
    let after = unit + 1..view.units.len();
    let head = &view.units[unit];
    if head.rank < Rank::Dash {
        let children = after.take_while(|&i| view.above(i).any(|above| above == unit));
        return children.filter(|&i| !view.units[i].quoted).collect();
    }
    // Under a paragraph without a label: what is numbered, or dashed, right behind it.
    let mut first = None;
    after
        .take_while(|&i| {
            let next = &view.units[i];
            let rank = *first.get_or_insert(next.rank);
            next.quoted || rank >= Rank::Clause && rank < Rank::Plain && next.rank >= rank && next.rank != Rank::Plain
        })
        .filter(|&i| !view.units[i].quoted)
        .collect()
}

fn item(view: &View, index: usize, heading: &Heading, found: &mut Vec<Found>) {
    let unit = &view.units[index];
    if unit.rank == Rank::Row {
        row(view, index, heading, found);
        return;
    }
    let stretch = view.stretch(unit.words);
    let mut from = skip(&stretch.plain, 0);
    while let Some(next) =
        eat_any(&stretch.plain, from, terms!["tại", "ở", "trong", "đối với", "toàn bộ", "các", "một phần"])
    {
        from = skip(&stretch.plain, next);
    }
    let to = stretch.plain.len();
    let end = stretch.plain.find(" đã in").or_else(|| stretch.plain.find(" đã viết")).unwrap_or(to);
    let objects = objects(&stretch, view.references, from, end);
    let words = stretch.s.trim_end_matches([' ', '.', ';', ',', ':', '/']);
    let span = Span::new(unit.words.start, unit.words.start + words.len());
    let dates = Dates::of(&stretch.plain).or(heading.dates);
    let make = |target, scope| Found {
        verb: heading.operation.verb,
        target,
        scope,
        except: None,
        phrase: heading.operation.phrase,
        from: dates.from,
        to: dates.to.filter(|_| heading.operation.verb == EffectVerb::Suspends),
        span,
        unit: index,
        rule: RULE,
        confidence: 0.9,
    };
    let lead = objects.first().map(|object| object.reference.evidence.span.start - stretch.base);
    let first = runs(&stretch.plain, from, end).next().map(|run| run.start);
    let opens = |at: usize| at <= from + 4 || heading.operation.verb != EffectVerb::Amends && at < from + 240;
    if lead.is_some_and(opens) {
        for object in objects {
            found.push(make(view.in_full(object.reference), object.scope));
        }
    } else if let (Some(named), Some(_)) = (heading.target, first.filter(|&at| opens(at))) {
        let mut scope = Scope::read(stretch.s, &stretch.plain, from, end, heading.operation.phrase);
        if let (Some(scope), Some(outer)) = (&mut scope, heading.scope) {
            scope.complete(outer);
        }
        found.push(make(named.target.clone(), scope));
    }
}

/// A row of a table of documents: the first document in it; what is left of it is in its title.
fn row(view: &View, index: usize, heading: &Heading, found: &mut Vec<Found>) {
    let unit: &Unit = &view.units[index];
    let Some(reference) = super::cues::within(view.references, unit.whole).first() else { return };
    let stretch = view.stretch(unit.whole);
    let mut at = 0;
    let mut scope = None;
    for cell in stretch.s.split('\t') {
        let from = skip(&stretch.plain, at);
        if scope.is_none() && super::provision::run(&stretch.plain, from, at + cell.len()).is_some() {
            scope = Scope::read(stretch.s, &stretch.plain, at, at + cell.len(), false);
        }
        at += cell.len() + 1;
    }
    found.push(Found {
        verb: heading.operation.verb,
        target: view.in_full(reference),
        scope,
        except: None,
        phrase: false,
        from: heading.dates.from,
        to: heading.dates.to,
        span: unit.whole,
        unit: index,
        rule: ANNEX_RULE,
        confidence: 0.85,
    });
}

static ANNEX: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)(?:phụ lục|danh mục)[^.;]{0,80}(?:kèm theo|đính kèm)|(?:kèm theo|đính kèm)[^.;]{0,60}(?:phụ lục|danh mục)|(?:tại|theo) (?:các )?(?:phụ lục|danh mục)")
        .expect("a valid pattern")
});
