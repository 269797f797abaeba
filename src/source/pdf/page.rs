//! One page, from what it draws to its lines.

use std::collections::BTreeMap;

use super::columns::{Numbers, arrange};
use super::glyph::{Direction, Drawing, Glyph, Stroke};
use super::rows::rows;
use super::tables::{Table, collinear, tables};
use super::{legible, stamps, words};
use crate::source::{AsideKind, Distrust, PageProblem, RawLine, RawPage, Rect, TextSource};

/// The directions of text, in the order in which a page's lines are given when it has several.
const DIRECTIONS: [Direction; 5] =
    [Direction::Right, Direction::Up, Direction::Down, Direction::Left, Direction::Slanted];

/// The page as lines in reading order, with what is wrong with them.
pub fn page(mut drawing: Drawing, number: u32) -> RawPage {
    stamps::take(&mut drawing);
    let (mut page, drawing) = lay_out(drawing, number);
    if let Some(why) = legible::distrust(&drawing, &page.lines) {
        let stamped = page.aside.iter().any(|aside| aside.kind == AsideKind::Stamp);
        let why = if why == Distrust::NoText && stamped { Distrust::OnlyStamp } else { why };
        page.problem = Some(PageProblem::NoTextLayer);
        page.text_source = TextSource::LayerRejected { why };
    }
    page
}

/// The page as lines in reading order; gives back what was drawn beside the glyphs.
///
/// A page whose text mostly runs up, down or upside down is turned; the rest of its text (a note along the margin, a
/// watermark across) follows its main text, in a block of its own.
pub fn lay_out(mut drawing: Drawing, number: u32) -> (RawPage, Drawing) {
    let mut by_direction: [Vec<Glyph>; 5] = Default::default();
    for (direction, glyph) in std::mem::take(&mut drawing.glyphs) {
        let slot = DIRECTIONS.iter().position(|d| *d == direction).and_then(|i| by_direction.get_mut(i));
        if let Some(glyphs) = slot {
            glyphs.push(glyph);
        }
    }
    let main = DIRECTIONS
        .iter()
        .zip(&by_direction)
        .take(4)
        .rev()
        .max_by_key(|(_, glyphs)| glyphs.len())
        .map_or(Direction::Right, |(direction, _)| *direction);
    let page_size = drawing.size;
    let size = main.turned_size(page_size);
    let (horizontal, vertical) = turn_strokes(&drawing, main);
    let tables = tables(&horizontal, &vertical);
    let mut lines = Vec::new();
    let mut numbers = Numbers { block: 1, table: tables.len() as u32 };
    for (direction, glyphs) in DIRECTIONS.iter().zip(&mut by_direction) {
        if *direction == main {
            lines = text(std::mem::take(glyphs), &tables, &mut numbers);
        }
    }
    for (direction, glyphs) in DIRECTIONS.iter().zip(by_direction) {
        if glyphs.is_empty() {
            continue;
        }
        let block = numbers.take_block();
        let aside = rows(glyphs).into_iter().filter_map(|row| words::line(&row.glyphs, block, None));
        for line in aside.map(|line| turn_line(line, *direction, main, page_size)) {
            put_aside_or_into_cell(line, &tables, &mut lines, &mut numbers);
        }
    }
    let free = |s: &Stroke| !tables.iter().any(|table| table.rules(s));
    let rules = collinear(&horizontal).into_iter().filter(free).map(|s| (s.from, s.to, s.at)).collect();
    let text_source = TextSource::Layer;
    let aside = std::mem::take(&mut drawing.aside);
    (RawPage { number, size: Some(size), lines, problem: None, text_source, rules, aside }, drawing)
}

/// The lines of upright glyphs: running text and columns, with the tables where they stand.
fn text(glyphs: Vec<Glyph>, tables: &[Table], numbers: &mut Numbers) -> Vec<RawLine> {
    let mut cells: Vec<BTreeMap<(u32, u32), Vec<Glyph>>> = tables.iter().map(|_| BTreeMap::new()).collect();
    let mut free = Vec::new();
    for glyph in glyphs {
        let place = tables.iter().zip(&mut cells).find_map(|(table, cells)| Some((cells, table.cell(&glyph)?)));
        match place {
            Some((cells, cell)) => cells.entry(cell).or_default().push(glyph),
            None => free.push(glyph),
        }
    }
    let mut free = rows(free);
    let mut lines = Vec::new();
    for ((table, cells), number) in tables.iter().zip(cells).zip(0..) {
        let below = free.partition_point(|row| row.y <= table.top());
        let above: Vec<_> = free.drain(..below).collect();
        lines.extend(placed(above, numbers));
        lines.extend(cell_lines(cells, number, numbers));
    }
    lines.extend(placed(free, numbers));
    lines
}

fn placed(rows: Vec<super::rows::Row>, numbers: &mut Numbers) -> Vec<RawLine> {
    let placed = arrange(rows, numbers);
    placed.iter().filter_map(|placed| words::line(&placed.glyphs, placed.block, placed.cell)).collect()
}

fn cell_lines(cells: BTreeMap<(u32, u32), Vec<Glyph>>, number: u32, numbers: &mut Numbers) -> Vec<RawLine> {
    let mut lines = Vec::new();
    for ((row, column), glyphs) in cells {
        let block = numbers.take_block();
        let cell = Some((number, row, column));
        lines.extend(rows(glyphs).iter().filter_map(|row| words::line(&row.glyphs, block, cell)));
    }
    lines
}

/// Text that runs across the page's own: in a cell of a table it is the cell's (a narrow head is set upright), else it
/// follows all other text.
fn put_aside_or_into_cell(mut line: RawLine, tables: &[Table], lines: &mut Vec<RawLine>, numbers: &mut Numbers) {
    let place = line.rect().and_then(|r| {
        let middle = ((r.x0 + r.x1) / 2.0, (r.y0 + r.y1) / 2.0);
        tables.iter().zip(0..).find_map(|(table, number)| {
            let (row, column) = table.cell_at(middle)?;
            Some((number, row, column))
        })
    });
    let Some(cell) = place else {
        lines.push(line);
        return;
    };
    line.cell = Some(cell);
    line.block = numbers.take_block();
    // A cell that has text already takes it at its end; an empty one lies before the next.
    let after = lines.iter().rposition(|l| l.cell.is_some_and(|known| known <= cell && known.0 == cell.0));
    let before = lines.iter().position(|l| l.cell.is_some_and(|known| known > cell));
    let at = after.map(|i| i + 1).or(before).unwrap_or(lines.len());
    if let Some(same) = at.checked_sub(1).and_then(|i| lines.get(i)).filter(|l| l.cell == Some(cell)) {
        line.block = same.block;
    }
    lines.insert(at, line);
}

fn turn_strokes(drawing: &Drawing, main: Direction) -> (Vec<Stroke>, Vec<Stroke>) {
    let turned = |strokes: &[Stroke], horizontal: bool| -> Vec<Stroke> {
        strokes
            .iter()
            .map(|s| {
                let rect = if horizontal {
                    Rect { x0: s.from, y0: s.at, x1: s.to, y1: s.at }
                } else {
                    Rect { x0: s.at, y0: s.from, x1: s.at, y1: s.to }
                };
                let r = main.turn_rect(rect, drawing.size);
                if r.x1 - r.x0 >= r.y1 - r.y0 {
                    Stroke { from: r.x0, to: r.x1, at: r.y0 }
                } else {
                    Stroke { from: r.y0, to: r.y1, at: r.x0 }
                }
            })
            .collect()
    };
    let (a, b) = (turned(&drawing.horizontal, true), turned(&drawing.vertical, false));
    if matches!(main, Direction::Up | Direction::Down) { (b, a) } else { (a, b) }
}

/// A line that was read in `from`, as it stands on the page when `main` is upright.
fn turn_line(mut line: RawLine, from: Direction, main: Direction, page: (f32, f32)) -> RawLine {
    for word in &mut line.words {
        word.rect = word.rect.map(|r| {
            let on_page = from.back().turn_rect(r, from.turned_size(page));
            main.turn_rect(on_page, page)
        });
    }
    line
}
