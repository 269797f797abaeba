//! Rows become lines in reading order: the two columns of a letterhead or a closing part one after the other.
//!
//! [`super::bands`] tells what stands side by side, [`super::region`] which neighbouring bands form two columns; all
//! else is running text, where a wide gap is just a wide space.

use super::bands::{Band, bands, join};
use super::glyph::Glyph;
use super::region::{Region, region};
use super::rows::Row;

/// A line's glyphs with the region they stand in: 0 for running text, else a number for each column.
#[derive(Debug)]
pub struct Placed {
    /// The region.
    pub block: u32,
    /// The glyphs, left to right.
    pub glyphs: Vec<Glyph>,
}

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
