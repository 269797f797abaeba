//! Running text in three columns or more, as gazettes and newsletters set it: one column after the other.
//!
//! Three texts side by side may as well be a table of words, which is read by rows. Columns of running text are told by
//! their lines: most of them fill their column from edge to edge, which the cells of a table do not.

use super::bands::{Band, Segment};
use super::gaps::{self, column};

/// A column is at least so wide, in ems, and has so many lines.
const WIDTH: f32 = 8.0;
const LINES: usize = 4;
/// A line this near to both edges, in ems, fills its column.
const FULL: f32 = 0.8;
/// At least this share of the lines of each column fill it.
const SHARE: f32 = 0.5;

/// Bands `start..end` are columns of text.
#[derive(Debug)]
pub struct Several {
    pub start: usize,
    pub end: usize,
    columns: Vec<(f32, f32)>,
}

impl Several {
    /// The column that a segment stands in.
    pub fn column(&self, segment: &Segment) -> usize {
        column(&self.columns, segment).map_or(0, |(first, _)| first)
    }
}

/// The columns of text whose first band is `start`.
pub fn several(bands: &[Band], start: usize) -> Option<Several> {
    let run = gaps::run(bands, start)?;
    let (columns, _) = gaps::columns(run).filter(|(columns, _)| columns.len() >= 3)?;
    let fits = |band: &&Band| {
        let places: Vec<_> = band.segments.iter().map(|segment| column(&columns, segment)).collect();
        let own = places.iter().all(|place| place.is_some_and(|(first, last)| first == last));
        own && places.windows(2).all(|pair| pair.first() != pair.last())
    };
    let len = run.iter().take_while(fits).count();
    let run = run.get(..len)?;
    let is_text = |(at, (x0, x1)): (usize, &(f32, f32))| {
        let lines: Vec<&Segment> = run
            .iter()
            .flat_map(|band| &band.segments)
            .filter(|segment| column(&columns, segment).is_some_and(|(first, _)| first == at))
            .collect();
        let full = |s: &&&Segment| s.x0 - x0 <= FULL * s.size && x1 - s.x1 <= FULL * s.size;
        let size = lines.first().map_or(0.0, |line| line.size);
        lines.len() >= LINES
            && x1 - x0 >= WIDTH * size
            && lines.iter().filter(full).count() as f32 >= SHARE * lines.len() as f32
    };
    columns.iter().enumerate().all(is_text).then_some(Several { start, end: start + len, columns })
}
