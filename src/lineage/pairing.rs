//! Pairs the targets of two school years, with the results reported between them.
//!
//! Each target of the earlier year is assigned to at most one of the later year so that the pairs together are as
//! alike as possible (an optimal assignment, not the first match); what is not alike enough stays unpaired and is
//! said to be dropped or new. Works on facts alone: where they are kept is the caller's business.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use serde::Serialize;

use super::assign::assign;
use super::issuer::{Issuer, Kinship, Tier};
use super::wording::{Weighed, Wording, content_words};
use crate::directive::{Target, TargetKind};

/// Below this likeness two targets are not the same one in other words.
const ALIKE: f32 = 0.6;
/// From this likeness on, two targets of one year with the same level are one target stated twice.
const REPEATED: f32 = 0.7;

/// A target with what tells where it belongs.
#[derive(Debug, Clone)]
pub struct Stated<'a> {
    /// The target.
    pub target: &'a Target,
    /// The issuer of its directive.
    pub issuer: Issuer,
    /// Its directive, by any number that tells it from the others.
    pub document: i64,
    /// Its place among the targets of its directive, 0.0 first to 1.0 last: lists keep their order over the years.
    pub position: f32,
}

/// What became of a target.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Change {
    /// Giữ nguyên.
    Same,
    /// Tăng.
    Raised,
    /// Giảm.
    Lowered,
    /// Đổi mức: another bound (≥ 97 % → = 100 %).
    BoundChanged,
}

/// A target of the earlier year and the same one in the later year, by index into the lists given.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Pair {
    /// Index into the earlier targets.
    pub old: usize,
    /// Index into the later targets.
    pub new: usize,
    /// How alike they are, 0.0 to 1.0.
    pub likeness: f32,
    /// What changed.
    pub change: Change,
    /// Index into the results: what was reported for it.
    pub result: Option<usize>,
}

/// The targets of two years side by side.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Comparison {
    /// What was found in both years, in the order of the later year.
    pub pairs: Vec<Pair>,
    /// Targets of the earlier year without a counterpart, with the result reported for them.
    pub dropped: Vec<(usize, Option<usize>)>,
    /// Targets of the later year without a counterpart, with a result reported before they were set.
    pub new: Vec<(usize, Option<usize>)>,
}

/// Compares the targets of an earlier and a later year, and finds the reported `results` that belong to them.
pub fn compare(old: &[Stated<'_>], new: &[Stated<'_>], results: &[Stated<'_>]) -> Comparison {
    let words = [old, new, results].map(all_subject_words);
    let wording = Wording::of(words.iter().flatten().map(|words| &**words));
    let [old, new, results] =
        [(old, &words[0]), (new, &words[1]), (results, &words[2])].map(|(list, words)| worded(list, words, &wording));

    let alone = of_one_place([&old, &new, &results].into_iter().flatten().map(|one| one.stated));
    let assigned = assign(old.len(), new.len(), ALIKE, |i, j| {
        likeness(old[i].stated, new[j].stated, alone, || old[i].weighed.similarity(&new[j].weighed))
    });
    let paired = |side: fn(&(usize, usize, f32)) -> usize| assigned.iter().map(side).collect::<HashSet<usize>>();
    let (paired_old, paired_new) = (paired(|pair| pair.0), paired(|pair| pair.1));
    let dropped: Vec<usize> = (0..old.len()).filter(|i| !paired_old.contains(i)).collect();
    let unmet: Vec<usize> = (0..new.len()).filter(|j| !paired_new.contains(j)).collect();
    // All that a result may belong to: what stands in both years, then in one.
    let mut rows: Vec<Vec<&Worded<'_>>> = Vec::new();
    rows.extend(assigned.iter().map(|(i, j, _)| vec![&old[*i], &new[*j]]));
    rows.extend(dropped.iter().map(|i| vec![&old[*i]]));
    rows.extend(unmet.iter().map(|j| vec![&new[*j]]));
    let mut found = reported(&rows, &results, alone).into_iter();
    let mut next = || found.next().flatten();

    let mut comparison = Comparison::default();
    for (i, j, score) in &assigned {
        let change = change(old[*i].stated.target, new[*j].stated.target);
        comparison.pairs.push(Pair { old: *i, new: *j, likeness: *score, change, result: next() });
    }
    comparison.dropped = dropped.into_iter().map(|i| (i, next())).collect();
    comparison.new = unmet.into_iter().map(|j| (j, next())).collect();
    comparison.pairs.sort_by_key(|pair| pair.new);
    comparison
}

/// For each target of `list` the index of the one that it repeats, if any: a report that looks back or ahead states
/// the levels of the guidance once more, which is no target of its own.
pub fn restated(list: &[Stated<'_>], is_report: impl Fn(&Stated<'_>) -> bool) -> Vec<Option<usize>> {
    let words = all_subject_words(list);
    let wording = Wording::of(words.iter().map(|words| &**words));
    let worded = worded(list, &words, &wording);
    let alone = of_one_place(list);
    let level = |stated: &Stated<'_>| {
        let target = stated.target;
        (target.op, target.value.to_bits(), target.value_max.map(f64::to_bits), target.unit == "%")
    };
    let repeats = |i: usize, j: usize| {
        let (one, other) = (&list[i], &list[j]);
        // Of two reports the later one repeats the earlier one.
        one.document != other.document
            && (!is_report(other) || j < i)
            && level(one) == level(other)
            && one.issuer.kinship(&other.issuer) == Kinship::Same
    };
    let alike = |i: usize, j: usize| {
        let (one, other) = (&worded[i].weighed, &worded[j].weighed);
        let likeness = likeness(&list[i], &list[j], alone, || {
            let within = one.share_within(other).max(other.share_within(one));
            one.similarity(other).max(0.8 * within)
        });
        (j, likeness)
    };
    let original = |i: usize| {
        let near = (0..list.len()).filter(|j| repeats(i, *j)).map(|j| alike(i, j));
        let best = near.filter(|(_, likeness)| *likeness >= REPEATED).max_by(|a, b| {
            is_report(&list[b.0]).cmp(&is_report(&list[a.0])).then(a.1.total_cmp(&b.1)).then(b.0.cmp(&a.0))
        });
        best.map(|(j, _)| j)
    };
    (0..list.len()).map(|i| is_report(&list[i]).then(|| original(i)).flatten()).collect()
}

/// The result that was reported for each row, best matches first.
///
/// Guidance and plan may both set the target that a report answers, but no directive sets it twice.
fn reported(rows: &[Vec<&Worded<'_>>], results: &[Worded<'_>], alone: bool) -> Vec<Option<usize>> {
    let mut matches = Vec::new();
    for (row, sides) in rows.iter().enumerate() {
        for (r, result) in results.iter().enumerate() {
            let score = |side: &&Worded<'_>| {
                if side.counts_schools || result.counts_schools {
                    return 0.0;
                }
                likeness(side.stated, result.stated, alone, || {
                    // Reports say more around the same subject: "… vượt kế hoạch đề ra, tăng so với năm trước".
                    let within = side.weighed.share_within(&result.weighed);
                    side.weighed.similarity(&result.weighed).max(0.8 * within)
                })
            };
            let score = sides.iter().map(score).fold(0.0, f32::max);
            if score >= ALIKE {
                // An agency's own report comes before one that only may be about the same schools.
                let kin =
                    sides.iter().any(|side| side.stated.issuer.kinship(&result.stated.issuer) >= Kinship::Successor);
                matches.push((kin, score, row, r));
            }
        }
    }
    matches.sort_by(|a, b| b.0.cmp(&a.0).then(b.1.total_cmp(&a.1)).then(a.2.cmp(&b.2)).then(a.3.cmp(&b.3)));
    let mut found = vec![None; rows.len()];
    let mut taken = HashSet::new();
    for (_, _, row, r) in matches {
        let is_free = rows[row].iter().all(|side| !taken.contains(&(side.stated.document, r)));
        if found[row].is_none() && is_free {
            found[row] = Some(r);
            taken.extend(rows[row].iter().map(|side| (side.stated.document, r)));
        }
    }
    found
}

/// A target with the words of its subject, each read once for all that it is compared with.
struct Worded<'a> {
    stated: &'a Stated<'a>,
    weighed: Weighed<'a>,
    /// See [`counts_schools`].
    counts_schools: bool,
}

fn worded<'a>(list: &'a [Stated<'a>], words: &'a [Rc<[String]>], wording: &Wording) -> Vec<Worded<'a>> {
    let one = |(stated, words): (&'a Stated<'a>, &'a Rc<[String]>)| Worded {
        stated,
        weighed: wording.weigh(&**words),
        counts_schools: counts_schools(words),
    };
    list.iter().zip(words).map(one).collect()
}

/// The content words of each subject; the agencies of one area set the same targets in the same words.
fn all_subject_words(list: &[Stated<'_>]) -> Vec<Rc<[String]>> {
    let mut known: HashMap<&str, Rc<[String]>> = HashMap::new();
    let mut words = |subject| Rc::clone(known.entry(subject).or_insert_with(|| subject_words(subject).into()));
    list.iter().map(|stated| words(&stated.target.subject)).collect()
}

/// The content words of a subject; what stands in brackets ("Học tập (lớp 6, lớp 7)") only explains it.
fn subject_words(subject: &str) -> Vec<String> {
    let mut depth = 0_usize;
    let plain: String = subject
        .chars()
        .map(|c| {
            depth += usize::from(c == '(');
            let kept = if depth == 0 { c } else { ' ' };
            depth -= usize::from(c == ')' && depth > 0);
            kept
        })
        .collect();
    let words = content_words(&plain);
    if words.is_empty() { content_words(subject) } else { words }
}

/// Whether no two of these name places of one tier that differ: then one that names none is of that place.
fn of_one_place<'a, 's: 'a>(list: impl IntoIterator<Item = &'a Stated<'s>>) -> bool {
    let mut known: HashMap<Option<Tier>, &str> = HashMap::new();
    list.into_iter().all(|stated| {
        let issuer = &stated.issuer;
        issuer.place.as_deref().is_none_or(|place| *known.entry(issuer.tier).or_insert(place) == place)
    })
}

/// Whether a subject names schools of a level and nothing about them ("Huyện có 14 trường tiểu học"): that tells how many
/// there are, and is no answer to how many shall be something.
fn counts_schools(subject: &[String]) -> bool {
    const SCHOOLS: [&str; 14] =
        ["trường", "tiểu", "học", "mầm", "non", "mẫu", "giáo", "trung", "cơ", "sở", "phổ", "thông", "huyện", "xã"];
    subject.iter().any(|word| word == "trường") && subject.iter().all(|word| SCHOOLS.contains(&word.as_str()))
}

/// How alike two targets are, from the likeness of their subjects and what else must or may agree; `alone`: all issuers
/// that name their place are of one place.
fn likeness(old: &Stated<'_>, new: &Stated<'_>, alone: bool, subjects: impl FnOnce() -> f32) -> f32 {
    let (a, b) = (old.target, new.target);
    if matches!((a.level, b.level), (Some(x), Some(y)) if x != y) {
        return 0.0;
    }
    let mut score = match old.issuer.kinship(&new.issuer) {
        Kinship::Apart => return 0.0,
        // "Phòng GD&ĐT" without its place may be anyone's, but not where there are several.
        Kinship::Open if old.issuer == new.issuer => subjects() * 0.95,
        Kinship::Open if !alone => return 0.0,
        Kinship::Open => subjects() * 0.75,
        Kinship::Successor | Kinship::Same => subjects(),
    };
    // None is none in every unit: "≤ 0,03 %" one year, "không có học sinh" the next.
    let is_none = |target: &Target| target.value == 0.0 && target.value_max.is_none();
    if (a.unit == "%") != (b.unit == "%") && !is_none(a) && !is_none(b) {
        score *= 0.6;
    }
    if (a.kind == TargetKind::Norm) != (b.kind == TargetKind::Norm) {
        score *= 0.8;
    }
    // Ties between equal wordings ("Xếp loại Tốt" of two lists) go by heading and order.
    let headings = match (&a.section, &b.section) {
        (Some(x), Some(y)) if x == y => 0.03,
        _ => 0.0,
    };
    if score < ALIKE {
        score
    } else {
        (score * 0.94 + headings + 0.03 * (1.0 - (old.position - new.position).abs())).max(ALIKE)
    }
}

fn change(old: &Target, new: &Target) -> Change {
    if old.op != new.op || (old.unit == "%") != (new.unit == "%") {
        return Change::BoundChanged;
    }
    let reach = |target: &Target| (target.value, target.value_max.unwrap_or(target.value));
    let ((a, a_max), (b, b_max)) = (reach(old), reach(new));
    match (b - a) + (b_max - a_max) {
        difference if difference > 0.0 => Change::Raised,
        difference if difference < 0.0 => Change::Lowered,
        _ => Change::Same,
    }
}

#[cfg(test)]
mod tests;
