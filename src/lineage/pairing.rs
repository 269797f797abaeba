//! Pairs the targets of two school years, with the results reported between them.
//!
//! Each target of the earlier year is assigned to at most one of the later year so that the pairs together are as
//! alike as possible (an optimal assignment, not the first match); what is not alike enough stays unpaired and is
//! said to be dropped or new. Works on facts alone: where they are kept is the caller's business.

use std::collections::HashSet;

use pathfinding::kuhn_munkres::kuhn_munkres;
use pathfinding::matrix::Matrix;
use serde::Serialize;

use super::issuer::{Issuer, Kinship};
use super::wording::{Wording, content_words};
use crate::directive::{Target, TargetKind};

/// Below this likeness two targets are not the same one in other words.
const ALIKE: f32 = 0.6;

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
    let words = |list: &[Stated<'_>]| list.iter().map(|s| content_words(&s.target.subject)).collect::<Vec<_>>();
    let (old_words, new_words, result_words) = (words(old), words(new), words(results));
    let all = old_words.iter().chain(&new_words).chain(&result_words);
    let wording = Wording::of(all.map(Vec::as_slice));

    let assigned = assign(old.len(), new.len(), |i, j| {
        likeness(&old[i], &new[j], || wording.similarity(&old_words[i], &new_words[j]))
    });
    // Guidance and plan may both set the target that a report answers, but no directive sets it twice.
    let mut taken = HashSet::new();
    let mut result_for = |of: &[(&Stated<'_>, &Vec<String>)]| {
        let best = (0..results.len())
            .filter(|r| of.iter().all(|(stated, _)| !taken.contains(&(stated.document, *r))))
            .map(|r| {
                let score = |(stated, words): &(&Stated<'_>, &Vec<String>)| {
                    likeness(stated, &results[r], || {
                        // Reports say more around the same subject: "… vượt kế hoạch đề ra, tăng so với năm trước".
                        let within = wording.share_within(words, &result_words[r]);
                        wording.similarity(words, &result_words[r]).max(0.8 * within)
                    })
                };
                // An agency's own report comes before one that only may be about the same schools.
                let kin = of.iter().any(|(s, _)| s.issuer.kinship(&results[r].issuer) >= Kinship::Successor);
                (r, kin, of.iter().map(score).fold(0.0, f32::max))
            })
            .filter(|(_, _, score)| *score >= ALIKE)
            .max_by(|a, b| a.1.cmp(&b.1).then(a.2.total_cmp(&b.2)).then(b.0.cmp(&a.0)));
        best.map(|(r, ..)| {
            taken.extend(of.iter().map(|(stated, _)| (stated.document, r)));
            r
        })
    };

    let mut comparison = Comparison::default();
    for (i, j, score) in &assigned {
        let change = change(old[*i].target, new[*j].target);
        let result = result_for(&[(&old[*i], &old_words[*i]), (&new[*j], &new_words[*j])]);
        comparison.pairs.push(Pair { old: *i, new: *j, likeness: *score, change, result });
    }
    for i in (0..old.len()).filter(|i| assigned.iter().all(|(old, ..)| old != i)) {
        comparison.dropped.push((i, result_for(&[(&old[i], &old_words[i])])));
    }
    for j in (0..new.len()).filter(|j| assigned.iter().all(|(_, new, _)| new != j)) {
        comparison.new.push((j, result_for(&[(&new[j], &new_words[j])])));
    }
    comparison.pairs.sort_by_key(|pair| pair.new);
    comparison
}

/// How alike two targets are, from the likeness of their subjects and what else must or may agree.
fn likeness(old: &Stated<'_>, new: &Stated<'_>, subjects: impl FnOnce() -> f32) -> f32 {
    let (a, b) = (old.target, new.target);
    if matches!((a.level, b.level), (Some(x), Some(y)) if x != y) {
        return 0.0;
    }
    let mut score = match old.issuer.kinship(&new.issuer) {
        Kinship::Apart => return 0.0,
        // "Phòng GD&ĐT" without its place may be anyone's.
        Kinship::Open if old.issuer == new.issuer => subjects() * 0.95,
        Kinship::Open => subjects() * 0.75,
        Kinship::Successor | Kinship::Same => subjects(),
    };
    if (a.unit == "%") != (b.unit == "%") {
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

/// The assignment with the greatest sum of scores among those of at least [`ALIKE`], as (row, column, score).
///
/// Solved apart for each group of rows and columns that can be assigned to each other at all, since the cost grows
/// with the cube of the group.
fn assign(rows: usize, columns: usize, score: impl Fn(usize, usize) -> f32) -> Vec<(usize, usize, f32)> {
    let mut groups = Groups::new(rows + columns);
    let mut edges = Vec::new();
    for i in 0..rows {
        for j in 0..columns {
            let score = score(i, j);
            if score >= ALIKE {
                edges.push((i, j, score));
                groups.join(i, rows + j);
            }
        }
    }
    let mut by_group: std::collections::BTreeMap<usize, Vec<(usize, usize, f32)>> = std::collections::BTreeMap::new();
    for edge in edges {
        by_group.entry(groups.of(edge.0)).or_default().push(edge);
    }
    by_group.into_values().flat_map(|edges| assign_group(&edges)).collect()
}

fn assign_group(edges: &[(usize, usize, f32)]) -> Vec<(usize, usize, f32)> {
    let distinct = |of: fn(&(usize, usize, f32)) -> usize| {
        let mut list: Vec<usize> = edges.iter().map(of).collect();
        list.sort_unstable();
        list.dedup();
        list
    };
    let (rows, columns) = (distinct(|edge| edge.0), distinct(|edge| edge.1));
    // The algorithm assigns every row, so there must be at least as many columns; the rest stay at weight 0.
    let mut weights = Matrix::new(rows.len(), columns.len().max(rows.len()), 0_i64);
    for (i, j, score) in edges {
        if let (Ok(row), Ok(column)) = (rows.binary_search(i), columns.binary_search(j)) {
            weights[(row, column)] = (score * 1e6) as i64;
        }
    }
    let (_, chosen) = kuhn_munkres(&weights);
    let pairs = chosen.into_iter().enumerate().filter(|(row, column)| weights[(*row, *column)] > 0);
    pairs.map(|(row, column)| (rows[row], columns[column], weights[(row, column)] as f32 / 1e6)).collect()
}

/// Disjoint sets.
struct Groups(Vec<usize>);

impl Groups {
    fn new(size: usize) -> Self {
        Self((0..size).collect())
    }

    fn of(&mut self, mut item: usize) -> usize {
        while self.0[item] != item {
            self.0[item] = self.0[self.0[item]];
            item = self.0[item];
        }
        item
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.of(a), self.of(b));
        self.0[a] = b;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::directive::{Evidence, Level, Span, TargetOp};

    fn target(subject: &str, op: TargetOp, value: f64, unit: &str) -> Target {
        Target {
            text: subject.to_owned(),
            kind: TargetKind::Target,
            subject: subject.to_owned(),
            op,
            value,
            value_max: None,
            unit: unit.to_owned(),
            level: None,
            school_year: None,
            section: None,
            evidence: Evidence {
                page: 1,
                line: 1,
                span: Span::new(0, 1),
                boxes: Vec::new(),
                rule: String::new(),
                confidence: 1.0,
            },
        }
    }

    fn stated(targets: &[Target]) -> Vec<Stated<'_>> {
        let last = targets.len().max(2) as f32 - 1.0;
        targets
            .iter()
            .zip(0_u16..)
            .map(|(target, i)| Stated { target, issuer: Issuer::of(""), document: 1, position: f32::from(i) / last })
            .collect()
    }

    #[test]
    fn targets_are_followed_over_a_year() {
        use TargetOp::{Eq, Ge, Lt};
        let old = [
            target("số học sinh được học 2 buổi/ngày", Ge, 97.0, "%"),
            target("tỷ lệ học sinh học ngoại ngữ", Ge, 99.0, "%"),
            target("học sinh bán trú", Eq, 20.0, "%"),
            target("tỉ lệ học sinh bỏ học", Lt, 0.2, "%"),
            target("các trường có thư viện số", Eq, 30.0, "%"),
        ];
        let new = [
            target("các trường có thư viện số", Eq, 50.0, "%"),
            target("tỷ lệ học 02 buổi/ngày", Eq, 100.0, "%"),
            target("tỷ lệ học sinh được học ngoại ngữ", Ge, 99.0, "%"),
            target("tỉ lệ học sinh bỏ học", Lt, 0.1, "%"),
            target("giáo viên đạt chuẩn trình độ đào tạo", Eq, 100.0, "%"),
        ];
        let results = [target("Số học sinh được học 2 buổi/ngày", Eq, 100.0, "%")];
        let comparison = compare(&stated(&old), &stated(&new), &stated(&results));
        let seen: Vec<_> = comparison.pairs.iter().map(|p| (p.old, p.new, p.change, p.result)).collect();
        assert_eq!(
            seen,
            [
                (4, 0, Change::Raised, None),
                (0, 1, Change::BoundChanged, Some(0)),
                (1, 2, Change::Same, None),
                (3, 3, Change::Lowered, None),
            ]
        );
        assert_eq!((comparison.dropped, comparison.new), (vec![(2, None)], vec![(4, None)]));
    }

    #[test]
    fn equal_wordings_keep_their_order() {
        let old = [target("Xếp loại Tốt", TargetOp::Ge, 30.0, "%"), target("Xếp loại Tốt", TargetOp::Ge, 90.0, "%")];
        let new = [target("Xếp loại Tốt", TargetOp::Ge, 32.0, "%"), target("Xếp loại Tốt", TargetOp::Ge, 92.0, "%")];
        let pairs: Vec<_> = compare(&stated(&old), &stated(&new), &[]).pairs.iter().map(|p| (p.old, p.new)).collect();
        assert_eq!(pairs, [(0, 0), (1, 1)]);
    }

    #[test]
    fn another_level_or_another_place_is_another_target() {
        let mut old = target("học sinh lên lớp thẳng", TargetOp::Ge, 98.0, "%");
        let new = target("học sinh lên lớp thẳng", TargetOp::Ge, 99.0, "%");
        let at = |target, issuer: &str| [Stated { target, issuer: Issuer::of(issuer), document: 1, position: 0.0 }];
        let apart = compare(&at(&old, "Phòng GD&ĐT huyện Vân Khê"), &at(&new, "Phòng GD&ĐT huyện An Hòa"), &[]);
        assert!(apart.pairs.is_empty());
        let successor = compare(&at(&old, "Phòng GD&ĐT huyện Vân Khê"), &at(&new, "UBND phường Vân Khê"), &[]);
        assert_eq!(successor.pairs.len(), 1);
        old.level = Some(Level::TieuHoc);
        let new = Target { level: Some(Level::Thcs), ..new };
        assert!(compare(&stated(&[old]), &stated(&[new]), &[]).pairs.is_empty());
    }

    #[test]
    fn the_sum_of_likeness_decides_not_the_first_match() {
        // The first row likes both columns; the second only the first column.
        let scores = [[0.9, 0.8], [0.85, 0.0]];
        assert_eq!(
            assign(2, 2, |i, j| scores[i][j]).iter().map(|(i, j, _)| (*i, *j)).collect::<Vec<_>>(),
            [(0, 1), (1, 0)]
        );
        assert!(assign(0, 3, |_, _| 1.0).is_empty());
    }
}
