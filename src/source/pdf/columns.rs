//! Rows become lines in reading order: the two columns of a letterhead or a closing part one after the other.
//!
//! Rows are cut at wide gaps into segments; segments that stand side by side form a band. Neighbouring bands that
//! leave one vertical strip of the page white (the gutter) form a region of two columns. All else is running text,
//! where a wide gap is just a wide space.

use super::glyph::Glyph;
use super::rows::Row;

/// A line's glyphs with the region they stand in: 0 for running text, else a number for each column.
#[derive(Debug)]
pub struct Placed {
    /// The region.
    pub block: u32,
    /// The glyphs, left to right.
    pub glyphs: Vec<Glyph>,
}

/// A gap this wide, in ems, may part two columns.
const CUT: f32 = 1.3;
/// What stays white over all bands of a region, in ems.
const GUTTER: f32 = 0.6;
/// Between lines that stand centred under two columns, in ems: clearly more than a space.
const SOFT_GAP: f32 = 0.5;
/// How far the centre of a line may be from that of its column, in ems.
const CENTRED: f32 = 2.0;
/// A column is at least this wide, in ems: a narrower one is a list's markers.
const MIN_COLUMN: f32 = 3.5;
/// A single band is only a region when its gap is this wide, in ems.
const LONE_GAP: f32 = 2.5;
/// How far below the last band, in ems, a column may go on (the room for a signature).
const SIGNATURE_ROOM: f32 = 12.0;

/// Puts the rows of a stretch of page into reading order; columns get the numbers from `next_block` on.
pub fn arrange(rows: Vec<Row>, next_block: &mut u32) -> Vec<Placed> {
    let bands = bands(rows);
    let mut regions = Vec::new();
    let mut start = 0;
    while start < bands.len() {
        match region(&bands, start, regions.last().map_or(0, |r: &Region| r.end)) {
            Some(found) => {
                start = found.end;
                regions.push(found);
            }
            None => start += 1,
        }
    }
    let mut out = Vec::new();
    let mut regions = regions.into_iter().peekable();
    let mut bands = bands.into_iter().enumerate().peekable();
    while let Some((at, band)) = bands.next() {
        let Some(region) = regions.next_if(|r| r.start == at) else {
            out.extend(band.into_running_lines().map(|glyphs| Placed { block: 0, glyphs }));
            continue;
        };
        let (left, right) = (*next_block, *next_block + 1);
        *next_block += 2;
        let mut right_lines = Vec::new();
        let rest = std::iter::from_fn(|| bands.next_if(|(i, _)| *i < region.end));
        let all: Vec<Band> = std::iter::once(band).chain(rest.map(|(_, b)| b)).collect();
        for (band, cut) in all.into_iter().zip(region.cuts) {
            let glyphs = join(band.segments).unwrap_or_default().into_iter();
            let (l, r): (Vec<_>, Vec<_>) = glyphs.partition(|g| g.center() < cut);
            out.push(Placed { block: left, glyphs: l });
            right_lines.push(Placed { block: right, glyphs: r });
        }
        out.extend(right_lines);
    }
    out
}

/// A piece of a row without a wide gap.
#[derive(Debug)]
struct Segment {
    glyphs: Vec<Glyph>,
    x0: f32,
    x1: f32,
    y: f32,
    size: f32,
}

impl Segment {
    fn center(&self) -> f32 {
        (self.x0 + self.x1) / 2.0
    }

    fn chars(&self) -> usize {
        self.glyphs.iter().filter(|g| !g.is_space()).count()
    }
}

/// Segments side by side, left to right.
#[derive(Debug)]
struct Band {
    segments: Vec<Segment>,
    y: f32,
    size: f32,
}

impl Band {
    /// The band as running text: one line, or several where the segments stand on clearly different baselines.
    fn into_running_lines(self) -> impl Iterator<Item = Vec<Glyph>> {
        let level = self.segments.iter().all(|s| (s.y - self.y).abs() <= 0.35 * self.size);
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
    fn gap(&self) -> Option<(f32, f32)> {
        self.segments
            .windows(2)
            .filter_map(|pair| Some((pair.first()?.x1, pair.get(1)?.x0)))
            .max_by(|a, b| (a.1 - a.0).total_cmp(&(b.1 - b.0)))
    }

    /// Gaps wider than a space, with what stands before and after, the widest first.
    fn inner_gaps(&self) -> Vec<(Column, (f32, f32), Column)> {
        let glyphs: Vec<&Glyph> = self.segments.iter().flat_map(|s| &s.glyphs).filter(|g| !g.is_space()).collect();
        let (Some(first), Some(last)) = (glyphs.first(), glyphs.last()) else { return Vec::new() };
        let mut gaps: Vec<(f32, f32)> = glyphs
            .windows(2)
            .filter_map(|pair| Some((pair.first()?.x1, pair.get(1)?.x0)))
            .filter(|(a, b)| b - a >= SOFT_GAP * self.size)
            .collect();
        gaps.sort_by(|a, b| (b.1 - b.0).total_cmp(&(a.1 - a.0)));
        gaps.into_iter()
            .take(3)
            .map(|gap| (Column { x0: first.x0, x1: gap.0 }, gap, Column { x0: gap.1, x1: last.x1 }))
            .collect()
    }
}

fn join(segments: Vec<Segment>) -> Option<Vec<Glyph>> {
    let glyphs: Vec<Glyph> = segments.into_iter().flat_map(|s| s.glyphs).collect();
    (!glyphs.is_empty()).then_some(glyphs)
}

fn bands(rows: Vec<Row>) -> Vec<Band> {
    let mut segments: Vec<Segment> = rows.into_iter().flat_map(segments).collect();
    segments.sort_by(|a, b| a.y.total_cmp(&b.y).then(a.x0.total_cmp(&b.x0)));
    let mut out: Vec<Band> = Vec::new();
    for segment in segments {
        let apart = |s: &Segment| s.x1 <= segment.x0 || segment.x1 <= s.x0;
        match out.last_mut() {
            Some(band)
                if segment.y - band.y <= 0.6 * band.size.min(segment.size) && band.segments.iter().all(apart) =>
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

/// Bands `start..end` stand in two columns; each band is cut at its own x.
#[derive(Debug)]
struct Region {
    start: usize,
    end: usize,
    cuts: Vec<f32>,
}

/// The extent of one column.
#[derive(Debug, Clone, Copy)]
struct Column {
    x0: f32,
    x1: f32,
}

impl Column {
    fn of<'s>(segments: impl Iterator<Item = &'s Segment>) -> Option<Self> {
        segments.map(|s| Self { x0: s.x0, x1: s.x1 }).reduce(Self::with)
    }

    fn with(self, other: Self) -> Self {
        Self { x0: self.x0.min(other.x0), x1: self.x1.max(other.x1) }
    }

    fn width(&self) -> f32 {
        self.x1 - self.x0
    }

    fn centred_with(&self, other: Self, size: f32) -> bool {
        ((self.x0 + self.x1) - (other.x0 + other.x1)).abs() <= 2.0 * CENTRED * size
    }

    fn flush_with(&self, other: Self, size: f32) -> bool {
        (self.x0 - other.x0).abs() <= 1.5 * size
    }
}

/// The two columns of a region as far as it has grown.
#[derive(Debug, Clone, Copy)]
struct Columns {
    left: Column,
    right: Column,
    gutter: (f32, f32),
    size: f32,
}

/// What a band is to two columns.
enum Fit {
    /// Both columns have a line; the band is cut here.
    Both(f32),
    /// Only the left column has one.
    Left,
    /// Only the right column has one.
    Right,
}

impl Fit {
    /// Where the band is cut: what stands left of this x belongs to the left column.
    fn cut(&self) -> f32 {
        match self {
            Self::Both(cut) => *cut,
            Self::Left => f32::INFINITY,
            Self::Right => f32::NEG_INFINITY,
        }
    }
}

impl Columns {
    fn of(band: &Band) -> Option<Self> {
        let gutter = band.gap()?;
        let cut = (gutter.0 + gutter.1) / 2.0;
        let left = Column::of(band.segments.iter().filter(|s| s.center() < cut))?;
        let right = Column::of(band.segments.iter().filter(|s| s.center() >= cut))?;
        Some(Self { left, right, gutter, size: band.size })
    }

    fn cut(&self) -> f32 {
        (self.gutter.0 + self.gutter.1) / 2.0
    }

    /// How the band fits between the columns, if it does: clear of the gutter, which may narrow, or, where the columns
    /// come closer to each other than that, with a gap of its own between parts that stand under the columns.
    fn fit(&self, band: &Band) -> Option<Fit> {
        let narrowed = self.narrowed(band);
        if narrowed.1 - narrowed.0 >= GUTTER * self.size {
            let cut = (narrowed.0 + narrowed.1) / 2.0;
            let on_left = band.segments.iter().any(|s| s.center() < cut);
            let on_right = band.segments.iter().any(|s| s.center() >= cut);
            return Some(match (on_left, on_right) {
                (true, false) => Fit::Left,
                (false, true) => Fit::Right,
                _ => Fit::Both(cut),
            });
        }
        let line = Column::of(band.segments.iter())?;
        let under = |column: Column| {
            let slack = CENTRED * band.size;
            line.centred_with(column, band.size) && line.x0 >= column.x0 - slack && line.x1 <= column.x1 + slack
        };
        if under(self.left) || under(self.right) {
            return Some(if under(self.left) { Fit::Left } else { Fit::Right });
        }
        band.inner_gaps().into_iter().find_map(|(left, gap, right)| {
            let fits = left.centred_with(self.left, band.size) && right.centred_with(self.right, band.size);
            fits.then_some(Fit::Both((gap.0 + gap.1) / 2.0))
        })
    }

    /// The gutter that is left when the band keeps clear of it.
    fn narrowed(&self, band: &Band) -> (f32, f32) {
        let middle = self.cut();
        band.segments.iter().fold(
            self.gutter,
            |(a, b), s| {
                if s.center() < middle { (a.max(s.x1), b) } else { (a, b.min(s.x0)) }
            },
        )
    }

    /// Takes in a band that fits.
    fn grow(&mut self, band: &Band, fit: &Fit) {
        let narrowed = self.narrowed(band);
        if narrowed.1 - narrowed.0 >= GUTTER * self.size {
            self.gutter = narrowed;
        }
        let cut = fit.cut();
        for s in band.segments.iter().filter(|s| s.x1 <= cut || s.x0 >= cut) {
            let column = Column { x0: s.x0, x1: s.x1 };
            if s.center() < cut { self.left = self.left.with(column) } else { self.right = self.right.with(column) }
        }
    }

    /// Whether these are columns of text, not a list and its markers.
    fn are_wide(&self) -> bool {
        self.left.width() >= MIN_COLUMN * self.size && self.right.width() >= MIN_COLUMN * self.size
    }
}

/// The region whose first two-sided band is `start`, not reaching above `floor`.
fn region(bands: &[Band], start: usize, floor: usize) -> Option<Region> {
    let first = bands.get(start)?;
    let mut columns = Columns::of(first)?;
    let mut cuts = vec![columns.cut()];
    let mut two_sided = 1;
    // One-sided bands count once a two-sided one follows.
    let mut grown = columns;
    let mut pending = Vec::new();
    let mut last_y = first.y;
    for band in bands.iter().skip(start + 1) {
        if band.y - last_y > SIGNATURE_ROOM * columns.size {
            break;
        }
        last_y = band.y;
        let Some(fit) = grown.fit(band) else { break };
        grown.grow(band, &fit);
        let cut = fit.cut();
        pending.push(cut);
        if matches!(fit, Fit::Both(_)) {
            two_sided += 1;
            columns = grown;
            cuts.append(&mut pending);
        }
    }
    let inside = bands.get(start..start + cuts.len())?;
    let lone = two_sided == 1 && columns.gutter.1 - columns.gutter.0 < LONE_GAP * columns.size;
    let markers = |left: bool| {
        let side = inside.iter().zip(&cuts).flat_map(|(b, cut)| b.segments.iter().map(move |s| (s, *cut)));
        side.filter(|(s, cut)| (s.center() < *cut) == left).all(|(s, _)| s.chars() <= 4)
    };
    let many = inside.iter().filter(|b| b.segments.len() > 2).count() > inside.len() / 2;
    if lone || many || !columns.are_wide() || markers(true) || markers(false) {
        return None;
    }
    trailing(bands, start, &mut columns, &mut cuts);
    let mut region = Region { start, end: start + cuts.len(), cuts };
    leading(bands, floor, &columns, &mut region);
    Some(region)
}

/// Takes in the one-sided bands below that belong to the columns.
fn trailing(bands: &[Band], start: usize, columns: &mut Columns, cuts: &mut Vec<f32>) {
    let mut y = bands.get(start + cuts.len() - 1).map_or(0.0, |b| b.y);
    for band in bands.iter().skip(start + cuts.len()) {
        let Some(fit) = columns.fit(band) else { break };
        let Some(line) = Column::of(band.segments.iter()) else { break };
        let (room, belongs) = match fit {
            Fit::Left => {
                let column = columns.left;
                (2.5, line.centred_with(column, band.size) || line.flush_with(column, band.size))
            }
            Fit::Right => (SIGNATURE_ROOM, line.centred_with(columns.right, band.size)),
            Fit::Both(_) => (2.5, true),
        };
        if !belongs || band.y - y > room * band.size {
            break;
        }
        y = band.y;
        columns.grow(band, &fit);
        cuts.push(fit.cut());
    }
}

/// Takes in the bands above that belong to the columns. A left one may be the end of a paragraph before the closing
/// part; it counts only where nothing but such bands stands above it (the letterhead).
fn leading(bands: &[Band], floor: usize, columns: &Columns, region: &mut Region) {
    let mut y = bands.get(region.start).map_or(0.0, |b| b.y);
    let mut cuts = Vec::new();
    let mut sure = 0;
    for (at, band) in bands.iter().enumerate().take(region.start).skip(floor).rev() {
        let Some(fit) = columns.fit(band).filter(|_| y - band.y <= 2.5 * band.size) else { break };
        let Some(line) = Column::of(band.segments.iter()) else { break };
        let belongs = match fit {
            Fit::Left => line.centred_with(columns.left, band.size),
            Fit::Right => line.centred_with(columns.right, band.size),
            Fit::Both(_) => true,
        };
        if !belongs {
            break;
        }
        y = band.y;
        cuts.push(fit.cut());
        if !matches!(fit, Fit::Left) && sure + 1 == cuts.len() || at == 0 {
            sure = cuts.len();
        }
    }
    cuts.truncate(sure);
    region.start -= sure;
    cuts.reverse();
    cuts.append(&mut region.cuts);
    region.cuts = cuts;
}
