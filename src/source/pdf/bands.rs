//! Rows are cut at wide gaps into segments; segments that stand side by side form a band.

use super::glyph::Glyph;
use super::rows::Row;

/// Baselines this near, in ems, may stand side by side: the lines of two columns need not be level.
const SIDE_BY_SIDE: f32 = 0.75;
/// A gap this wide, in ems, may part two columns.
const CUT: f32 = 1.3;
/// Between lines that stand centred under two columns, in ems: clearly more than a space.
const SOFT_GAP: f32 = 0.5;
/// How many times wider than the other gaps of its line such a gap is: the spaces of a justified line are all wide.
const STANDS_OUT: f32 = 1.6;

/// A piece of a row without a wide gap.
#[derive(Debug)]
pub struct Segment {
    pub glyphs: Vec<Glyph>,
    pub x0: f32,
    pub x1: f32,
    pub y: f32,
    pub size: f32,
}

impl Segment {
    pub fn center(&self) -> f32 {
        (self.x0 + self.x1) / 2.0
    }

    pub fn chars(&self) -> usize {
        self.glyphs.iter().filter(|g| !g.is_space()).count()
    }
}

/// Segments side by side, left to right.
#[derive(Debug)]
pub struct Band {
    pub segments: Vec<Segment>,
    pub y: f32,
    pub size: f32,
}

impl Band {
    /// The band as running text: one line, or several where the segments stand on clearly different baselines.
    pub fn into_running_lines(self) -> impl Iterator<Item = Vec<Glyph>> {
        let steps = self.segments.windows(2).filter_map(|pair| Some(pair.get(1)?.y - pair.first()?.y));
        let level = steps.into_iter().all(|step| step.abs() <= 0.35 * self.size);
        let mut lines: Vec<Vec<Glyph>> = Vec::new();
        if level {
            lines.extend(join(self.segments));
        } else {
            let mut segments = self.segments;
            segments.sort_by(|a, b| a.y.total_cmp(&b.y));
            lines.extend(segments.into_iter().map(|s| s.glyphs));
        }
        lines.into_iter()
    }

    /// The widest gap between two segments.
    pub fn gap(&self) -> Option<(f32, f32)> {
        self.segments
            .windows(2)
            .filter_map(|pair| Some((pair.first()?.x1, pair.get(1)?.x0)))
            .max_by(|a, b| (a.1 - a.0).total_cmp(&(b.1 - b.0)))
    }

    /// Gaps that may part columns, with what stands before and after, the widest first: wide ones, or else one that is
    /// clearly wider than the spaces of the line.
    pub fn inner_gaps(&self) -> Vec<(Column, (f32, f32), Column)> {
        let glyphs: Vec<&Glyph> = self.segments.iter().flat_map(|s| &s.glyphs).filter(|g| !g.is_space()).collect();
        let (Some(first), Some(last)) = (glyphs.first(), glyphs.last()) else { return Vec::new() };
        let mut gaps: Vec<(f32, f32)> =
            glyphs.windows(2).filter_map(|pair| Some((pair.first()?.x1, pair.get(1)?.x0))).collect();
        gaps.sort_by(|a, b| (b.1 - b.0).total_cmp(&(a.1 - a.0)));
        let wide = gaps.iter().take(3).take_while(|(a, b)| b - a > CUT * self.size).count();
        let usual = gaps.get(1).map_or(0.0, |(a, b)| b - a);
        let stands_out = gaps.first().is_some_and(|(a, b)| b - a >= (SOFT_GAP * self.size).max(STANDS_OUT * usual));
        gaps.truncate(wide.max(usize::from(stands_out)));
        gaps.into_iter()
            .map(|gap| (Column { x0: first.x0, x1: gap.0 }, gap, Column { x0: gap.1, x1: last.x1 }))
            .collect()
    }
}

/// The glyphs of segments, in their order.
pub fn join(segments: Vec<Segment>) -> Option<Vec<Glyph>> {
    let glyphs: Vec<Glyph> = segments.into_iter().flat_map(|s| s.glyphs).collect();
    (!glyphs.is_empty()).then_some(glyphs)
}

/// The bands of rows that come from top to bottom.
pub fn bands(rows: Vec<Row>) -> Vec<Band> {
    let mut segments: Vec<Segment> = rows.into_iter().flat_map(segments).collect();
    segments.sort_by(|a, b| a.y.total_cmp(&b.y).then(a.x0.total_cmp(&b.x0)));
    let mut out: Vec<Band> = Vec::new();
    for segment in segments {
        let apart = |s: &Segment| s.x1 <= segment.x0 || segment.x1 <= s.x0;
        match out.last_mut() {
            Some(band)
                if segment.y - band.y <= SIDE_BY_SIDE * band.size.min(segment.size)
                    && band.segments.iter().all(apart) =>
            {
                band.segments.push(segment);
            }
            _ => out.push(Band { y: segment.y, size: segment.size, segments: vec![segment] }),
        }
    }
    for band in &mut out {
        band.segments.sort_by(|a, b| a.x0.total_cmp(&b.x0));
    }
    out
}

fn segments(row: Row) -> Vec<Segment> {
    let Row { y, size, glyphs } = row;
    let mut out: Vec<Segment> = Vec::new();
    let mut spaces: Vec<Glyph> = Vec::new();
    for glyph in glyphs {
        if glyph.is_space() {
            spaces.push(glyph);
            continue;
        }
        match out.last_mut() {
            Some(last) if glyph.x0 - last.x1 <= CUT * size => {
                last.x1 = last.x1.max(glyph.x1);
                last.glyphs.append(&mut spaces);
                last.glyphs.push(glyph);
            }
            _ => {
                spaces.clear();
                out.push(Segment { x0: glyph.x0, x1: glyph.x1, y, size, glyphs: vec![glyph] });
            }
        }
    }
    out
}

/// The extent of one column.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    pub x0: f32,
    pub x1: f32,
}

impl Column {
    pub fn of<'s>(segments: impl Iterator<Item = &'s Segment>) -> Option<Self> {
        segments.map(|s| Self { x0: s.x0, x1: s.x1 }).reduce(Self::with)
    }

    pub fn with(self, other: Self) -> Self {
        Self { x0: self.x0.min(other.x0), x1: self.x1.max(other.x1) }
    }

    pub fn width(&self) -> f32 {
        self.x1 - self.x0
    }

    /// Whether both have one centre, give or take `slack`.
    pub fn centred_with(&self, other: Self, slack: f32) -> bool {
        ((self.x0 + self.x1) - (other.x0 + other.x1)).abs() <= 2.0 * slack
    }
}
