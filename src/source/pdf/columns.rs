//! Rows become lines in reading order: the two columns of a letterhead or a closing part one after the other, the cells
//! of a table without rulings row by row.
//!
//! [`super::bands`] tells what stands side by side, [`super::gaps`], [`super::several`] and [`super::region`] which
//! neighbouring bands form a table, many columns of text or two columns; all else is running text, where a wide gap is just a wide space.

use super::bands::{Band, bands, join};
use super::gaps::{Grid, grid};
use super::glyph::Glyph;
use super::region::{Region, region};
use super::rows::Row;
use super::several::{Several, several};

/// A line's glyphs with the region they stand in: 0 for running text, else a number for each column and each cell.
#[derive(Debug)]
pub struct Placed {
    /// The region.
    pub block: u32,
    /// Table, row and column of a cell.
    pub cell: Option<(u32, u32, u32)>,
    /// The glyphs, left to right.
    pub glyphs: Vec<Glyph>,
}

/// The next numbers of a page's regions and tables.
#[derive(Debug)]
pub struct Numbers {
    /// The next region.
    pub block: u32,
    /// The next table.
    pub table: u32,
}

impl Numbers {
    /// Takes the number of a region.
    pub fn take_block(&mut self) -> u32 {
        self.block += 1;
        self.block - 1
    }
}

enum Part {
    Columns(Region),
    Several(Several),
    Table(Grid),
}

impl Part {
    fn bounds(&self) -> (usize, usize) {
        match self {
            Self::Columns(region) => (region.start, region.end),
            Self::Several(several) => (several.start, several.end),
            Self::Table(grid) => (grid.start, grid.end),
        }
    }
}

/// Puts the rows of a stretch of page into reading order.
pub fn arrange(rows: Vec<Row>, numbers: &mut Numbers) -> Vec<Placed> {
    let bands = bands(rows);
    let mut parts: Vec<Part> = Vec::new();
    let mut start = 0;
    while start < bands.len() {
        let floor = parts.last().map_or(0, |part| part.bounds().1);
        let table = grid(&bands, start).map(Part::Table);
        let several = || several(&bands, start).map(Part::Several);
        match table.or_else(several).or_else(|| region(&bands, start, floor).map(Part::Columns)) {
            Some(found) => {
                start = found.bounds().1;
                parts.push(found);
            }
            None => start += 1,
        }
    }
    let mut out = Vec::new();
    let mut parts = parts.into_iter().peekable();
    let mut bands = bands.into_iter().enumerate().peekable();
    while let Some((at, band)) = bands.next() {
        let Some(part) = parts.next_if(|part| part.bounds().0 == at) else {
            out.extend(band.into_running_lines().map(|glyphs| Placed { block: 0, cell: None, glyphs }));
            continue;
        };
        let end = part.bounds().1;
        let rest = std::iter::from_fn(|| bands.next_if(|(i, _)| *i < end));
        let all: Vec<Band> = std::iter::once(band).chain(rest.map(|(_, b)| b)).collect();
        match part {
            Part::Columns(region) => place_columns(all, region, numbers, &mut out),
            Part::Several(several) => place_several(all, &several, numbers, &mut out),
            Part::Table(grid) => place_cells(all, &grid, numbers, &mut out),
        }
    }
    out
}

fn place_columns(bands: Vec<Band>, region: Region, numbers: &mut Numbers, out: &mut Vec<Placed>) {
    let (left, right) = (numbers.take_block(), numbers.take_block());
    let mut right_lines = Vec::new();
    for (band, cut) in bands.into_iter().zip(region.cuts) {
        let glyphs = join(band.segments).unwrap_or_default().into_iter();
        let (l, r): (Vec<_>, Vec<_>) = glyphs.partition(|g| g.center() < cut);
        out.push(Placed { block: left, cell: None, glyphs: l });
        right_lines.push(Placed { block: right, cell: None, glyphs: r });
    }
    out.extend(right_lines);
}

fn place_several(bands: Vec<Band>, several: &Several, numbers: &mut Numbers, out: &mut Vec<Placed>) {
    let mut columns: Vec<Vec<Vec<Glyph>>> = Vec::new();
    for segment in bands.into_iter().flat_map(|band| band.segments) {
        let at = several.column(&segment);
        if columns.len() <= at {
            columns.resize_with(at + 1, Vec::new);
        }
        columns[at].push(segment.glyphs);
    }
    for lines in columns {
        let block = numbers.take_block();
        out.extend(lines.into_iter().map(|glyphs| Placed { block, cell: None, glyphs }));
    }
}

fn place_cells(bands: Vec<Band>, grid: &Grid, numbers: &mut Numbers, out: &mut Vec<Placed>) {
    let table = numbers.table;
    numbers.table += 1;
    let mut cells: Vec<((u32, u32, u32), Vec<Glyph>)> = Vec::new();
    for (at, band) in bands.into_iter().enumerate() {
        let row = grid.row(at);
        cells.extend(band.segments.into_iter().map(|s| ((table, row, grid.column(&s)), s.glyphs)));
    }
    cells.sort_by_key(|(cell, _)| *cell);
    let mut before = None;
    for (cell, glyphs) in cells {
        let block = if before == Some(cell) { numbers.block - 1 } else { numbers.take_block() };
        before = Some(cell);
        out.push(Placed { block, cell: Some(cell), glyphs });
    }
}
