//! Numbers and dates that differ from what other sources, or other places of the same directive, say.

use std::collections::HashSet;

use super::{Draft, Finding, Issue};
use crate::directive::{PartialDate, Reference};
use crate::lineage::identity::{NearMiss, WorkId};
use crate::lineage::status::{Party, Source};
use crate::text::fold;

/// Someone who cites or holds a work.
#[derive(Debug, Clone, PartialEq)]
pub struct CitedElsewhere {
    /// The date that is given.
    pub date: Option<PartialDate>,
    /// The issuer that is given.
    pub issuer: Option<String>,
    /// The subject quoted.
    pub title: Option<String>,
    /// Whether it is the work itself that says so, or the registry.
    pub own: bool,
    /// Where; `None`: in the directive that is checked.
    pub source: Option<Source>,
}

/// A work as it is known beside the citation that is checked.
#[derive(Debug, Clone, PartialEq)]
pub struct KnownWork {
    /// Its identity, without date and issuer: they are the witnesses'.
    pub id: WorkId,
    /// Who cites or holds it.
    pub witnesses: Vec<CitedElsewhere>,
}

/// Below this share of common words two subjects are two.
const ALIKE: f32 = 0.5;

/// The confidence where as much speaks for one as for the other: then nothing can be proposed.
const EVEN: f32 = 0.5;

/// The works that a citation is compared with: those known, and those that the directive itself cites.
pub(super) fn all(draft: &Draft<'_>, known: &[KnownWork]) -> Vec<KnownWork> {
    known.iter().cloned().chain(here(draft)).collect()
}

/// Conflicts of one citation with `all` works.
pub(super) fn found(
    all: &[KnownWork],
    reference: &Reference,
    at: &dyn Fn(Issue, Option<String>, f32) -> Finding,
) -> Vec<Finding> {
    let me = Me { id: WorkId::of_reference(reference), title: reference.title.as_deref(), reference };
    if me.id.number.is_none() || me.id.symbol.is_none() {
        return Vec::new();
    }
    let number = other_number(&me, all).map(|(other, witnesses, confidence)| {
        let suggestion = replaced(&reference.text, &written(&me.id), &written(&other)).filter(|_| confidence > EVEN);
        at(Issue::Number { other: Party::of(other), witnesses }, suggestion, confidence)
    });
    let date = other_date(&me, all).map(|(other, witnesses, confidence)| {
        let rewritten = reference.date.and_then(|date| replaced(&reference.text, &date.written(), &other.written()));
        let suggestion = rewritten.filter(|_| confidence > EVEN);
        at(Issue::Date { other, witnesses }, suggestion, confidence)
    });
    number.into_iter().chain(date).collect()
}

struct Me<'a> {
    id: WorkId,
    title: Option<&'a str>,
    reference: &'a Reference,
}

/// The works that the directive itself cites, each mention a witness.
fn here(draft: &Draft<'_>) -> Vec<KnownWork> {
    draft
        .references
        .iter()
        .map(|other| KnownWork {
            id: plain(&WorkId::of_reference(other)),
            witnesses: vec![CitedElsewhere {
                date: other.date,
                issuer: other.issuer.clone(),
                title: other.title.clone(),
                own: false,
                source: None,
            }],
        })
        .collect()
}

fn plain(id: &WorkId) -> WorkId {
    WorkId { date: None, issuer: None, ..id.clone() }
}

/// How much speaks for a work with what `fits`: the work itself, then the documents that cite it so.
fn support<'a>(works: impl Iterator<Item = &'a KnownWork>, fits: impl Fn(&CitedElsewhere) -> bool) -> usize {
    const OWN: usize = 100;
    let mut documents: HashSet<Option<i64>> = HashSet::new();
    let mut sum = 0;
    for witness in works.flat_map(|work| &work.witnesses).filter(|witness| fits(witness)) {
        let document = witness.source.as_ref().map(|source| source.document().unwrap_or_default());
        if witness.own {
            sum += OWN;
        } else {
            documents.insert(document);
        }
    }
    sum + documents.len()
}

/// The number that others give where this one has a digit more, less or another, with who does and how sure it is.
fn other_number(me: &Me<'_>, works: &[KnownWork]) -> Option<(WorkId, Vec<CitedElsewhere>, f32)> {
    let same = |work: &&KnownWork| same_work(&work.id, &me.id);
    let mine = support(works.iter().filter(same), |witness| days_agree(witness.date, me.reference.date));
    let near = works.iter().filter(|work| work.id.number != me.id.number && work.id.symbol == me.id.symbol);
    let mut best: Option<(usize, &WorkId)> = None;
    for work in near {
        if work.witnesses.iter().any(|witness| is_slip(me, &work.id, witness)) {
            let its = works.iter().filter(|other| same_work(&other.id, &work.id));
            let support = support(its, |witness| days_agree(witness.date, me.reference.date));
            if best.is_none_or(|(most, _)| support > most) {
                best = Some((support, &work.id));
            }
        }
    }
    let (support, other) = best?;
    let length = |id: &WorkId| id.number.as_deref().map_or(0, str::len);
    // Where as much speaks for one as for the other, a digit too many is likelier than one too few.
    let believed = support > mine || support == mine && length(other) <= length(&me.id);
    if !believed {
        return None;
    }
    let its = works.iter().filter(|work| same_work(&work.id, other)).flat_map(|work| work.witnesses.clone());
    let witnesses: Vec<CitedElsewhere> = its.collect();
    let confidence = match (support > mine, length(other) < length(&me.id)) {
        (true, _) => 0.9,
        (false, true) => 0.7,
        (false, false) => EVEN,
    };
    Some((other.clone(), witnesses, confidence))
}

/// Whether the number of `me` and that of `other`, as a witness gives it, are probably one with a typing error.
fn is_slip(me: &Me<'_>, other: &WorkId, witness: &CitedElsewhere) -> bool {
    let (Some(number), Some(its)) = (me.id.number.as_deref(), other.number.as_deref()) else { return false };
    let seen = WorkId { date: witness.date, issuer: witness.issuer.clone(), ..other.clone() };
    let alike = |a: &str| witness.title.as_deref().map(|b| alike(a, b));
    let titles_alike = me.title.and_then(alike);
    if me.id.near_miss(&seen) == Some(NearMiss::Number) {
        // Papers of one day have neighbouring numbers, and often like subjects; numbers far apart with like subjects
        // are one. A digit too many leads away from all neighbours.
        let neighbours = number.len() < 3 || number.as_bytes().last() != its.as_bytes().last();
        return match number.len() == its.len() {
            true => !neighbours && titles_alike == Some(true),
            false => titles_alike != Some(false),
        };
    }
    // In one text: one number without its date, the same agency, a digit other than the last.
    let undated = me.reference.date.is_none() || witness.date.is_none();
    let same_agency = match (me.reference.issuer.as_deref(), witness.issuer.as_deref()) {
        (Some(a), Some(b)) => fold(a) == fold(b),
        _ => false,
    };
    witness.source.is_none()
        && undated
        && same_agency
        && titles_alike != Some(false)
        && me.id.year.is_none()
        && other.year.is_none()
        && me.id.kind == other.kind
        && number.len() >= 4
        && number.len() == its.len()
        && number.as_bytes().last() == its.as_bytes().last()
        && strsim::hamming(number, its) == Ok(1)
}

/// The date that others give for the same number, with who does and how sure it is.
fn other_date(me: &Me<'_>, works: &[KnownWork]) -> Option<(PartialDate, Vec<CitedElsewhere>, f32)> {
    let mine @ PartialDate::Day(_) = me.reference.date? else { return None };
    let same: Vec<&KnownWork> = works.iter().filter(|work| same_work(&work.id, &me.id)).collect();
    let witnesses = || same.iter().flat_map(|work| &work.witnesses);
    let of = |date: PartialDate| support(same.iter().copied(), |witness| witness.date == Some(date));
    let other = witnesses()
        .filter(|witness| is_other_day(me, mine, witness))
        .filter_map(|witness| witness.date)
        .max_by_key(|date| (of(*date), std::cmp::Reverse(date.first_day())))?;
    let (theirs, ours) = (of(other), of(mine));
    if theirs < ours {
        return None;
    }
    let who: Vec<CitedElsewhere> = witnesses().filter(|witness| witness.date == Some(other)).cloned().collect();
    let confidence = match (who.iter().any(|witness| witness.own), theirs > ours) {
        (true, _) => 0.95,
        (false, true) => 0.8,
        (false, false) => EVEN,
    };
    Some((other, who, confidence))
}

/// Whether the witness dates the same document on another day, and not another document of that number.
fn is_other_day(me: &Me<'_>, mine: PartialDate, witness: &CitedElsewhere) -> bool {
    let Some(other @ PartialDate::Day(_)) = witness.date else { return false };
    if other == mine {
        return false;
    }
    // Central agencies give a number once a year; offices of one name stand in every province and district.
    if is_central(&me.id) {
        return other.year() == mine.year();
    }
    let same_agency = match (me.reference.issuer.as_deref(), witness.issuer.as_deref()) {
        (Some(a), Some(b)) => fold(a) == fold(b),
        _ => witness.source.is_none(),
    };
    let titles_differ = me.title.zip(witness.title.as_deref()).is_some_and(|(a, b)| !alike(a, b));
    same_agency && !titles_differ && strsim::osa_distance(&mine.to_string(), &other.to_string()) == 1
}

/// Whether there is one agency of that code in the country.
fn is_central(id: &WorkId) -> bool {
    let symbol = id.symbol.as_deref().unwrap_or_default();
    let mut parts = symbol.split('-');
    parts.any(|part| matches!(part, "BGDĐT" | "BTC" | "BNV" | "BYT" | "BTTTT" | "BKHCN" | "CP" | "TTG" | "TW"))
}

fn same_work(a: &WorkId, b: &WorkId) -> bool {
    a.number == b.number && a.symbol == b.symbol && a.kind == b.kind && (a.year == b.year)
}

fn days_agree(a: Option<PartialDate>, b: Option<PartialDate>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => a.first_day() <= b.last_day() && b.first_day() <= a.last_day(),
        _ => true,
    }
}

/// Whether two subjects share half of their words.
fn alike(a: &str, b: &str) -> bool {
    let words = |text: &str| -> Vec<String> { fold(text).split_whitespace().map(str::to_owned).collect() };
    let (a, b) = (words(a), words(b));
    let shared = a.iter().filter(|word| b.contains(word)).count();
    let shorter = a.len().min(b.len());
    #[allow(clippy::cast_precision_loss, reason = "a title has few words")]
    let share = shared as f32 / shorter.max(1) as f32;
    share >= ALIKE
}

/// The number as it begins the symbol in a text: `2400`, `09`.
fn written(id: &WorkId) -> String {
    id.number.clone().unwrap_or_default()
}

/// `text` with the first `old` in its place replaced; `None` where it does not stand there.
pub(super) fn replaced(text: &str, old: &str, new: &str) -> Option<String> {
    let at = text.find(old).filter(|_| !old.is_empty())?;
    Some(format!("{}{new}{}", &text[..at], &text[at + old.len()..]))
}
