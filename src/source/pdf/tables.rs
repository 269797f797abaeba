//! Ruled tables: drawn strokes that cross become a grid, and glyphs inside it go to their cells.

use super::glyph::{Glyph, Stroke};

/// Strokes this near, in points, touch or lie on one line.
const TOUCH: f32 = 2.5;
/// A grid with more lines than this in one direction is a drawing (graph paper, a bar code), not a table.
const MAX_LINES: usize = 250;
/// More strokes than this are a drawing too.
const MAX_STROKES: usize = 6000;
/// What telling the cells of one grid apart may cost.
const MAX_STEPS: usize = 20_000_000;

/// A grid of rulings.
#[derive(Debug)]
pub struct Table {
    /// Lines across, from the top.
    ys: Vec<f32>,
    /// Lines down, from the left.
    xs: Vec<f32>,
    /// For each elementary cell, row by row, the first elementary cell of the merged cell it belongs to.
    merged: Vec<usize>,
}

impl Table {
    /// Its upper edge.
    pub fn top(&self) -> f32 {
        self.ys.first().copied().unwrap_or_default()
    }

    /// Whether a horizontal stroke is one of its rulings.
    pub fn rules(&self, stroke: &Stroke) -> bool {
        let ends = |lines: &[f32]| Some((*lines.first()?, *lines.last()?));
        let inside = |lines: &[f32], from: f32, to: f32| {
            ends(lines).is_some_and(|(first, last)| from >= first - TOUCH && to <= last + TOUCH)
        };
        inside(&self.ys, stroke.at, stroke.at)
            && inside(&self.xs, stroke.from, stroke.to)
            && self.ys.iter().any(|y| (y - stroke.at).abs() <= TOUCH)
    }

    /// Row and column, from 0, of the cell that holds the glyph, if one does.
    pub fn cell(&self, glyph: &Glyph) -> Option<(u32, u32)> {
        self.cell_at((glyph.center(), glyph.y - 0.3 * glyph.size))
    }

    /// Row and column, from 0, of the cell around a point, if one is.
    pub fn cell_at(&self, (x, y): (f32, f32)) -> Option<(u32, u32)> {
        let row = interval(&self.ys, y)?;
        let column = interval(&self.xs, x)?;
        let columns = self.xs.len() - 1;
        let first = *self.merged.get(row * columns + column)?;
        Some(((first / columns) as u32, (first % columns) as u32))
    }
}

/// The interval between neighbouring values that holds `v`.
fn interval(lines: &[f32], v: f32) -> Option<usize> {
    let above = lines.partition_point(|line| *line <= v);
    (above > 0 && above < lines.len()).then(|| above - 1)
}

/// The tables of a page, from the top.
pub fn tables(horizontal: &[Stroke], vertical: &[Stroke]) -> Vec<Table> {
    if horizontal.len() < 2 || vertical.len() < 2 || horizontal.len() + vertical.len() > MAX_STROKES {
        return Vec::new();
    }
    let (across, down) = (collinear(horizontal), collinear(vertical));
    let mut groups = Groups::new(across.len() + down.len());
    for (i, h) in across.iter().enumerate() {
        for (j, v) in down.iter().enumerate() {
            if within(v.at, h) && within(h.at, v) {
                groups.join(i, across.len() + j);
            }
        }
    }
    let mut members: std::collections::BTreeMap<usize, (Vec<Stroke>, Vec<Stroke>)> = std::collections::BTreeMap::new();
    for (i, stroke) in across.iter().enumerate() {
        members.entry(groups.root(i)).or_default().0.push(*stroke);
    }
    for (j, stroke) in down.iter().enumerate() {
        members.entry(groups.root(across.len() + j)).or_default().1.push(*stroke);
    }
    let mut out: Vec<Table> = members.values().filter_map(|(across, down)| table(across, down)).collect();
    out.sort_by(|a, b| a.top().total_cmp(&b.top()));
    out
}

fn within(v: f32, stroke: &Stroke) -> bool {
    v >= stroke.from - TOUCH && v <= stroke.to + TOUCH
}

/// Joins strokes that lie on one line and touch or overlap: borders drawn cell by cell, or twice.
pub fn collinear(strokes: &[Stroke]) -> Vec<Stroke> {
    let mut sorted = strokes.to_vec();
    sorted.sort_by(|a, b| a.at.total_cmp(&b.at));
    let mut out = Vec::new();
    let mut rest = sorted.as_slice();
    while let Some(first) = rest.first() {
        let count = rest.partition_point(|s| s.at - first.at <= 1.5);
        let (level, after) = rest.split_at(count);
        rest = after;
        let mut level = level.to_vec();
        level.sort_by(|a, b| a.from.total_cmp(&b.from));
        let begin = out.len();
        for stroke in level {
            match out.get_mut(begin..).and_then(|joined: &mut [Stroke]| joined.last_mut()) {
                Some(last) if stroke.from <= last.to + TOUCH => last.to = last.to.max(stroke.to),
                _ => out.push(stroke),
            }
        }
    }
    out
}

fn table(across: &[Stroke], down: &[Stroke]) -> Option<Table> {
    let (ys, xs) = (places(across), places(down));
    if ys.len() < 2 || xs.len() < 2 || ys.len() > MAX_LINES || xs.len() > MAX_LINES {
        return None;
    }
    let (rows, columns) = (ys.len() - 1, xs.len() - 1);
    if rows * columns * (across.len() + down.len()) > MAX_STEPS {
        return None;
    }
    let middle = |lines: &[f32], i: usize| Some((lines.get(i)? + lines.get(i + 1)?) / 2.0);
    let mut cells = Groups::new(rows * columns);
    for row in 0..rows {
        for column in 0..columns {
            let (x, y) = (middle(&xs, column)?, middle(&ys, row)?);
            let right = *xs.get(column + 1)?;
            let below = *ys.get(row + 1)?;
            let parted = |strokes: &[Stroke], at: f32, along: f32| {
                strokes.iter().any(|s| (s.at - at).abs() <= TOUCH && s.from <= along && along <= s.to)
            };
            if column + 1 < columns && !parted(down, right, y) {
                cells.join(row * columns + column, row * columns + column + 1);
            }
            if row + 1 < rows && !parted(across, below, x) {
                cells.join(row * columns + column, (row + 1) * columns + column);
            }
        }
    }
    let merged: Vec<usize> = (0..rows * columns).map(|i| cells.root(i)).collect();
    let several = merged.iter().any(|cell| *cell != 0);
    several.then_some(Table { ys, xs, merged })
}

/// The distinct places of strokes.
fn places(strokes: &[Stroke]) -> Vec<f32> {
    let mut all: Vec<f32> = strokes.iter().map(|s| s.at).collect();
    all.sort_by(f32::total_cmp);
    all.dedup_by(|b, a| *b - *a <= TOUCH);
    all
}

/// Disjoint groups; the root of a group is its smallest member.
struct Groups(Vec<usize>);

impl Groups {
    fn new(len: usize) -> Self {
        Self((0..len).collect())
    }

    fn root(&self, mut i: usize) -> usize {
        while let Some(parent) = self.0.get(i).filter(|p| **p != i) {
            i = *parent;
        }
        i
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        if let Some(slot) = self.0.get_mut(a.max(b)) {
            *slot = a.min(b);
        }
    }
}
