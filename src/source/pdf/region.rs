//! Regions of two columns: the letterhead, the closing part.
//!
//! Neighbouring bands that leave one vertical strip of the page white (the gutter) stand in two columns, and so do
//! bands whose parts stand centred under the columns where no strip is left (a long name of an agency). One-sided
//! bands above and below belong to a region as far as they keep to one of its columns.

use super::bands::{Band, Column};

/// More bands than any letterhead or closing part has.
const MAX_BANDS: usize = 120;
/// What stays white over all bands of a region, in ems.
const GUTTER: f32 = 0.6;
/// How far the centre of a line may be from that of its column, in ems, where it is centred by hand (a signature).
const CENTRED: f32 = 2.0;
/// The same where a centred line must be told from one at the left margin.
const WELL_CENTRED: f32 = 1.0;
/// Left edges this near, in ems, are one.
const FLUSH: f32 = 1.5;
/// A column is at least this wide, in ems: a narrower one is a list's markers.
const MIN_COLUMN: f32 = 3.5;
/// A single band is only a region when its gap is this wide, in ems.
const LONE_GAP: f32 = 2.5;
/// How far below the last band, in ems, a column may go on (the room for a signature).
const SIGNATURE_ROOM: f32 = 12.0;

/// Bands `start..end` stand in two columns; each band is cut at its own x.
#[derive(Debug)]
pub struct Region {
    pub start: usize,
    pub end: usize,
    pub cuts: Vec<f32>,
}

/// The region whose first two-sided band is `start`, not reaching above `floor`.
pub fn region(bands: &[Band], start: usize, floor: usize) -> Option<Region> {
    let first = bands.get(start)?;
    let mut columns = Columns::of(first)?;
    let mut cuts = vec![columns.cut()];
    let mut two_sided = 1;
    // One-sided bands count once a two-sided one follows.
    let mut grown = columns;
    let mut pending = Vec::new();
    let mut last_y = first.y;
    for band in bands.iter().skip(start + 1).take(MAX_BANDS) {
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
    let mut above = leading(bands, start, floor, &mut columns);
    trailing(bands, start, &mut columns, &mut cuts);
    let region = Region { start: start - above.len(), end: start + cuts.len(), cuts: Vec::new() };
    above.append(&mut cuts);
    Some(Region { cuts: above, ..region })
}

/// The two columns of a region as far as it has grown.
#[derive(Debug, Clone, Copy)]
struct Columns {
    left: Column,
    /// The rightmost of the left edges of the left column's lines.
    indent: f32,
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
        Some(Self { left, indent: left.x0, right, gutter, size: band.size })
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
            line.centred_with(column, CENTRED * band.size)
                && line.x0 >= column.x0 - slack
                && line.x1 <= column.x1 + slack
        };
        if under(self.left) || under(self.right) {
            return Some(if under(self.left) { Fit::Left } else { Fit::Right });
        }
        band.inner_gaps().into_iter().find_map(|(left, gap, right)| {
            let fits = left.centred_with(self.left, CENTRED * band.size)
                && right.centred_with(self.right, CENTRED * band.size);
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
        let side = |left: bool| {
            let ink = band
                .segments
                .iter()
                .flat_map(|s| &s.glyphs)
                .filter(move |g| !g.is_space() && (g.center() < cut) == left);
            ink.map(|g| Column { x0: g.x0, x1: g.x1 }).reduce(Column::with)
        };
        if let Some(line) = side(true) {
            self.indent = self.indent.max(line.x0);
            self.left = self.left.with(line);
        }
        self.right = side(false).map_or(self.right, |line| self.right.with(line));
    }

    /// Whether a line of its own goes on with the left column: centred under it, or flush with it where it is a list
    /// (in a centred letterhead a line at the left margin is body text).
    fn left_goes_on(&self, line: Column, size: f32) -> bool {
        let list = self.indent - self.left.x0 <= FLUSH * size;
        line.centred_with(self.left, WELL_CENTRED * size) || list && (line.x0 - self.left.x0).abs() <= FLUSH * size
    }

    /// Whether these are columns of text, not a list and its markers.
    fn are_wide(&self) -> bool {
        self.left.width() >= MIN_COLUMN * self.size && self.right.width() >= MIN_COLUMN * self.size
    }
}

/// Takes in the one-sided bands below that belong to the columns.
fn trailing(bands: &[Band], start: usize, columns: &mut Columns, cuts: &mut Vec<f32>) {
    let mut y = bands.get(start + cuts.len() - 1).map_or(0.0, |b| b.y);
    for band in bands.iter().skip(start + cuts.len()) {
        let Some(fit) = columns.fit(band) else { break };
        let Some(line) = Column::of(band.segments.iter()) else { break };
        let (room, belongs) = match fit {
            Fit::Left => (2.5, columns.left_goes_on(line, band.size)),
            Fit::Right => (SIGNATURE_ROOM, line.centred_with(columns.right, CENTRED * band.size)),
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

/// Takes in the bands above that belong to the columns and gives their cuts. A left one may be the end of a paragraph
/// before the closing part; it counts only where nothing but such bands stands above it (the letterhead).
fn leading(bands: &[Band], start: usize, floor: usize, columns: &mut Columns) -> Vec<f32> {
    let mut y = bands.get(start).map_or(0.0, |b| b.y);
    let mut cuts = Vec::new();
    let mut sure = 0;
    let mut grown = *columns;
    for (at, band) in bands.iter().enumerate().take(start).skip(floor).rev() {
        let Some(fit) = grown.fit(band).filter(|_| y - band.y <= 2.5 * band.size) else { break };
        let Some(line) = Column::of(band.segments.iter()) else { break };
        let belongs = match fit {
            Fit::Left => line.centred_with(grown.left, CENTRED * band.size),
            Fit::Right => line.centred_with(grown.right, CENTRED * band.size),
            Fit::Both(_) => true,
        };
        if !belongs {
            break;
        }
        y = band.y;
        grown.grow(band, &fit);
        cuts.push(fit.cut());
        if !matches!(fit, Fit::Left) && sure + 1 == cuts.len() || at == 0 {
            sure = cuts.len();
            *columns = grown;
        }
    }
    cuts.truncate(sure);
    cuts.reverse();
    cuts
}
