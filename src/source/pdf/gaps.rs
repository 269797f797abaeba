//! Tables without rulings: neighbouring bands whose parts stand under one another, with white between.
//!
//! Aligned gaps alone prove no table: letterheads, closing parts and lists have them too. A table also says something
//! in figures: a share of its cells holds no letters, or the last of its two columns hardly any.

use super::bands::{Band, Segment};

/// More bands than any table on a page has.
const MAX_BANDS: usize = 200;
/// Bands of one table are at most so far apart, in ems.
const STEP: f32 = 3.2;
/// Lines of one cell are at most so far apart, in ems.
const WRAP: f32 = 1.45;
/// What stays white between two columns, in ems.
const GUTTER: f32 = 0.8;
/// The width of a space, in ems.
const SPACE: f32 = 0.2;
/// Lines of a head stand over at most so many bands.
const HEAD: usize = 3;
/// A line that takes more than this of the width of a table is none of its cells.
const WIDE: f32 = 0.7;
/// At least this share of the cells of several columns is figures …
const FIGURES: f32 = 0.2;
/// … and of the second of two.
const SECOND_FIGURES: f32 = 0.7;

/// Bands `start..end` are a table.
#[derive(Debug)]
pub struct Grid {
    pub start: usize,
    pub end: usize,
    /// The extent of each column.
    columns: Vec<(f32, f32)>,
    /// The row of each band.
    rows: Vec<u32>,
}

impl Grid {
    /// The row of a band, counted from `start`.
    pub fn row(&self, band: usize) -> u32 {
        self.rows.get(band).copied().unwrap_or_default()
    }

    /// The column that a segment stands in, or the first of those that it spans.
    pub fn column(&self, segment: &Segment) -> u32 {
        column(&self.columns, segment).map_or(0, |(first, _)| first as u32)
    }
}

/// The table whose first band is `start`.
pub fn grid(bands: &[Band], start: usize) -> Option<Grid> {
    let run = run(bands, start)?;
    let (columns, core) = columns(run)?;
    let first = run.iter().position(|band| band.segments.len() == columns.len())?;
    if first > HEAD {
        return None;
    }
    let mut end = 0;
    let mut rows: Vec<u32> = Vec::new();
    for (at, band) in run.iter().enumerate() {
        let places: Option<Vec<(usize, usize)>> = band.segments.iter().map(|s| column(&columns, s)).collect();
        let Some(places) = places else { break };
        let spans = places.iter().any(|(first, last)| first != last);
        let shared = places.windows(2).any(|pair| matches!(pair, [a, b] if a.1 >= b.0));
        if shared || spans && (band.segments.len() == 1 || at > first) {
            break;
        }
        let before = at.checked_sub(1).and_then(|i| run.get(i));
        let near = before.is_some_and(|before| band.y - before.y <= WRAP * band.size);
        let wraps = before.is_some_and(|before| wraps(before, band, &columns));
        let goes_on = near && (wraps || !opens_row(band, &places, at < first));
        if band.segments.len() == 1 && !goes_on && at > first {
            break;
        }
        let last = rows.last().copied();
        rows.push(match last {
            Some(row) if goes_on => row,
            Some(row) => row + 1,
            None => 0,
        });
        end = at + 1;
    }
    let table = run.get(..end)?;
    let several = table.iter().filter(|band| band.segments.len() == columns.len()).count();
    if several < core.clamp(2, 3) || rows.last().is_none_or(|last| *last < 2) || !says_figures(table, &columns) {
        return None;
    }
    Some(Grid { start, end: start + end, columns, rows })
}

/// Bands from `start` on that stand near one another without a line right across.
pub fn run(bands: &[Band], start: usize) -> Option<&[Band]> {
    let first = bands.get(start).filter(|band| band.segments.len() >= 2)?;
    let mut extent = extent(first)?;
    let mut end = start + 1;
    let mut y = first.y;
    for band in bands.iter().skip(start + 1).take(MAX_BANDS) {
        let (x0, x1) = self::extent(band)?;
        let across = band.segments.len() == 1 && x1 - x0 > WIDE * (extent.1 - extent.0);
        if band.y - y > STEP * band.size || across {
            break;
        }
        extent = (extent.0.min(x0), extent.1.max(x1));
        y = band.y;
        end += 1;
    }
    bands.get(start..end).filter(|run| run.len() >= 3)
}

fn extent(band: &Band) -> Option<(f32, f32)> {
    Some((band.segments.first()?.x0, band.segments.last()?.x1))
}

/// The columns that most of the bands with most parts agree on, and how many bands these are.
pub fn columns(run: &[Band]) -> Option<(Vec<(f32, f32)>, usize)> {
    let count = |parts: usize| run.iter().filter(|band| band.segments.len() == parts).count();
    let most = run.iter().map(|band| band.segments.len()).max()?;
    let parts = (2..=most).rev().find(|parts| count(*parts) >= 2)?;
    let mut columns: Vec<(f32, f32)> = Vec::new();
    let mut size = 0.0_f32;
    for band in run.iter().filter(|band| band.segments.len() == parts) {
        size = size.max(band.size);
        columns.resize(parts, (f32::INFINITY, f32::NEG_INFINITY));
        for (column, segment) in columns.iter_mut().zip(&band.segments) {
            *column = (column.0.min(segment.x0), column.1.max(segment.x1));
        }
    }
    let parted = columns.windows(2).all(|pair| matches!(pair, [a, b] if b.0 - a.1 >= GUTTER * size));
    parted.then(|| (columns, count(parts)))
}

/// The first and the last column that a segment reaches into; one in the white between belongs to the nearer column.
pub fn column(columns: &[(f32, f32)], segment: &Segment) -> Option<(usize, usize)> {
    let reached = |(x0, x1): &(f32, f32)| segment.x0 < *x1 && segment.x1 > *x0;
    let first = columns.iter().position(reached);
    let last = columns.iter().rposition(reached);
    first.zip(last).or_else(|| {
        let apart = |(x0, x1): &(f32, f32)| (x0 - segment.x1).max(segment.x0 - x1);
        let (nearest, _) = columns.iter().enumerate().min_by(|(_, a), (_, b)| apart(a).total_cmp(&apart(b)))?;
        Some((nearest, nearest))
    })
}

/// Whether a band right under another begins a row: it has a first cell that does not go on with a small letter. The
/// lines of a head go on with capitals too.
fn opens_row(band: &Band, places: &[(usize, usize)], is_head: bool) -> bool {
    let Some(first) = places.iter().position(|(column, _)| *column == 0).and_then(|i| band.segments.get(i)) else {
        return false;
    };
    let lower = first.glyphs.iter().find(|g| !g.is_space()).is_some_and(|g| g.ch.is_lowercase());
    !(lower || is_head)
}

/// Whether the first cell of a band with fewer cells goes on with that of the band before, whatever its first letter: its
/// first word had no room there.
fn wraps(before: &Band, band: &Band, columns: &[(f32, f32)]) -> bool {
    let first = |band: &Band| band.segments.iter().position(|s| column(columns, s).is_some_and(|(c, _)| c == 0));
    let (Some(above), Some(own)) = (first(before), first(band)) else { return false };
    let (Some(above), Some(own), Some((_, edge))) =
        (before.segments.get(above), band.segments.get(own), columns.first())
    else {
        return false;
    };
    let word = own.glyphs.iter().take_while(|g| !g.is_space()).last().map_or(own.x1, |g| g.x1);
    band.segments.len() < columns.len().min(before.segments.len())
        && above.x1 + SPACE * own.size + (word - own.x0) > *edge
}

fn says_figures(table: &[Band], columns: &[(f32, f32)]) -> bool {
    let figures = |segment: &Segment| {
        let any = |is: fn(char) -> bool| segment.glyphs.iter().flat_map(|g| g.chars()).any(is);
        any(|c| c.is_ascii_digit()) && !any(char::is_alphabetic)
    };
    let cells: Vec<&Segment> = table.iter().flat_map(|band| &band.segments).collect();
    if columns.len() > 2 {
        return cells.iter().copied().filter(|s| figures(s)).count() as f32 >= FIGURES * cells.len() as f32;
    }
    let second: Vec<&Segment> =
        cells.into_iter().filter(|s| column(columns, s).is_some_and(|(first, _)| first == 1)).collect();
    second.len() >= 3
        && second.iter().copied().filter(|s| figures(s)).count() as f32 >= SECOND_FIGURES * second.len() as f32
}
