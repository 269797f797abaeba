//! A story cut into paragraphs and tables, before anything is written.

use std::ops::Range;

use super::bytes::{u16_at, u32_at};
use super::pieces::Characters;
use super::runs::Runs;
use super::sprm::{self, modifiers};
use super::styles::Styles;

/// Ends a table cell or a table row.
pub const CELL_MARK: u16 = 0x07;
const PAGE_BREAK: u16 = 0x0C;
const PARAGRAPH_MARK: u16 = 0x0D;

/// A paragraph with the properties that say where it stands.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Paragraph {
    /// Its characters, without the mark that ends it.
    pub characters: Range<usize>,
    /// The mark.
    pub mark: u16,
    /// The number of its style.
    pub style: u16,
    /// How many tables it stands in.
    pub depth: u32,
    /// Whether its mark ends a row (of the outermost table).
    pub ends_row: bool,
    /// The borders of the row that it ends.
    pub borders: Borders,
    /// Whether a page ends before it.
    pub new_page: bool,
    /// Whether a page or a section ends with it.
    pub ends_page: bool,
    /// Its list (from 1) and level.
    pub list: Option<(u16, u8)>,
}

/// A table: rows of cells of paragraphs.
#[derive(Debug, Default, PartialEq)]
pub struct Table {
    /// The paragraphs of the cells of the rows.
    pub rows: Vec<Vec<Vec<Paragraph>>>,
    /// Whether any border is drawn.
    pub ruled: bool,
}

/// What a story is made of.
#[derive(Debug, PartialEq)]
pub enum Block {
    /// A paragraph outside of tables.
    Paragraph(Paragraph),
    /// A table.
    Table(Table),
}

/// The paragraphs of the characters in `range`.
pub fn paragraphs(range: Range<usize>, text: &Characters, runs: &Runs<'_>, styles: &Styles<'_>) -> Vec<Paragraph> {
    let mut found = Vec::new();
    let mut start = range.start;
    for position in range.clone() {
        let Some(mark) = text.units.get(position).copied() else { break };
        if matches!(mark, CELL_MARK | PAGE_BREAK | PARAGRAPH_MARK) {
            found.push(paragraph(start..position, mark, text, runs, styles));
            start = position + 1;
        }
    }
    let end = range.end.min(text.units.len());
    if start < end {
        found.push(paragraph(start..end, PARAGRAPH_MARK, text, runs, styles));
    }
    found
}

fn paragraph(
    characters: Range<usize>,
    mark: u16,
    text: &Characters,
    runs: &Runs<'_>,
    styles: &Styles<'_>,
) -> Paragraph {
    let run = text.offset(characters.end).and_then(|offset| runs.at(offset));
    let style = run.map_or(0, |run| run.style);
    let later = text.modifiers(characters.end);
    let mut paragraph = Paragraph { characters, mark, style, ends_page: mark == PAGE_BREAK, ..Paragraph::default() };
    let (mut list, mut level) = (0, 0);
    for properties in styles.paragraph(style).chain(run.map(|run| run.properties)).chain([later]) {
        for (code, operand) in modifiers(properties) {
            let value = operand.first().copied().unwrap_or(0);
            match code {
                sprm::P_IN_TABLE => paragraph.depth = paragraph.depth.max(u32::from(value != 0)),
                sprm::P_DEPTH => paragraph.depth = u32_at(operand, 0).unwrap_or(0),
                sprm::P_ROW_END => paragraph.ends_row = value != 0,
                sprm::P_NEW_PAGE => paragraph.new_page = value != 0,
                sprm::P_LIST => list = u16_at(operand, 0).unwrap_or(0),
                sprm::P_LEVEL => level = value,
                _ => paragraph.borders.apply(code, operand),
            }
        }
    }
    paragraph.ends_row &= mark == CELL_MARK && paragraph.depth <= 1;
    paragraph.list = (list != 0).then_some((list, level));
    paragraph
}

/// The blocks that paragraphs make.
pub fn blocks(paragraphs: Vec<Paragraph>) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut inside = Vec::new();
    for paragraph in paragraphs {
        // A cell mark makes a table even where the properties are lost.
        if paragraph.depth > 0 || paragraph.mark == CELL_MARK {
            inside.push(paragraph);
            continue;
        }
        blocks.extend(tables(std::mem::take(&mut inside)));
        blocks.push(Block::Paragraph(paragraph));
    }
    blocks.extend(tables(inside));
    blocks
}

fn tables(paragraphs: Vec<Paragraph>) -> Vec<Block> {
    let mut tables: Vec<Table> = Vec::new();
    // Without properties, the mark of a row is the one right after the mark of its last cell.
    let marked = paragraphs.iter().any(|paragraph| paragraph.ends_row);
    let mut borders: Option<Borders> = None;
    let mut finish = |row: Vec<Vec<Paragraph>>, own: Borders| {
        // A table has the same borders in each of its rows; other ones are those of a table right below.
        if tables.is_empty() || borders.as_ref().is_some_and(|borders| borders.table != own.table) {
            tables.push(Table::default());
        }
        if let Some(table) = tables.last_mut() {
            table.rows.push(row);
            table.ruled |= own.are_drawn();
        }
        borders = Some(own);
    };
    let (mut row, mut cell) = (Vec::new(), Vec::new());
    let mut previous = 0;
    for paragraph in paragraphs {
        let second = previous == CELL_MARK && paragraph.mark == CELL_MARK && paragraph.characters.is_empty();
        let ends_row = if marked { paragraph.ends_row } else { second };
        let ends_cell = paragraph.mark == CELL_MARK && paragraph.depth <= 1;
        previous = if ends_row { 0 } else { paragraph.mark };
        if ends_row {
            row.extend((!cell.is_empty()).then(|| std::mem::take(&mut cell)));
            finish(std::mem::take(&mut row), paragraph.borders);
            continue;
        }
        cell.push(paragraph);
        if ends_cell {
            row.push(std::mem::take(&mut cell));
        }
    }
    row.extend((!cell.is_empty()).then_some(cell));
    if !row.is_empty() {
        finish(row, Borders::default());
    }
    tables.into_iter().map(Block::Table).collect()
}

/// The borders of a table row (\[MS-DOC\] 2.9.16, 2.9.17, 2.9.315, 2.9.317).
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Borders {
    /// The table's, as written.
    table: Vec<u8>,
    table_drawn: bool,
    /// Whether a cell has one of its own.
    cell_drawn: bool,
    /// Whether all sides of all cells are said to have none, whatever the table has.
    cells_without: bool,
}

/// What is said of one border.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Border {
    Drawn,
    Unsaid,
    Without,
}

impl Borders {
    fn apply(&mut self, code: u16, operand: &[u8]) {
        let after = |count: usize| operand.get(count..).unwrap_or_default();
        match code {
            sprm::T_DEFINITION => {
                // The count of columns, their edges, and a record for each: flags, a width, four borders.
                let columns = operand.first().map_or(0, |count| usize::from(*count));
                let cells = after(1 + 2 * (columns + 1)).chunks_exact(20).take(columns);
                let sides: Vec<Border> = cells.flat_map(|cell| borders(&cell[4..], 4, 1)).collect();
                self.cell_drawn |= sides.contains(&Border::Drawn);
                self.cells_without = !sides.is_empty() && sides.iter().all(|side| *side == Border::Without);
            }
            _ if sprm::T_BORDERS.contains(&code) => {
                let (size, kind) = if code == sprm::T_BORDERS[0] { (4, 1) } else { (8, 5) };
                self.table_drawn = borders(operand, size, kind).any(|border| border == Border::Drawn);
                self.table = operand.to_vec();
            }
            _ if sprm::T_CELL_BORDERS.contains(&code) => {
                let (size, kind) = if code == sprm::T_CELL_BORDERS[0] { (4, 1) } else { (8, 5) };
                // First and last cell and the sides meant come before the border.
                self.cell_drawn |= borders(after(3), size, kind).any(|border| border == Border::Drawn);
            }
            _ => {}
        }
    }

    fn are_drawn(&self) -> bool {
        self.cell_drawn || self.table_drawn && !self.cells_without
    }
}

/// The borders in a list of records of `size` bytes with the type of line at `kind`.
fn borders(list: &[u8], size: usize, kind: usize) -> impl Iterator<Item = Border> {
    list.chunks_exact(size).map(move |border| match border[kind] {
        0xFF => Border::Without,
        0 => Border::Unsaid,
        _ => Border::Drawn,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(at: usize, depth: u32, ends_row: bool) -> Paragraph {
        Paragraph {
            characters: at..at + usize::from(!ends_row),
            mark: CELL_MARK,
            depth,
            ends_row,
            ..Paragraph::default()
        }
    }

    fn shape(paragraphs: Vec<Paragraph>) -> Vec<Vec<usize>> {
        blocks(paragraphs)
            .iter()
            .map(|block| match block {
                Block::Paragraph(_) => Vec::new(),
                Block::Table(table) => table.rows.iter().map(Vec::len).collect(),
            })
            .collect()
    }

    #[test]
    fn rows_end_at_their_marks() {
        let row = || [cell(0, 1, false), cell(2, 1, false), cell(4, 1, true)];
        let mut all: Vec<_> = row().into_iter().chain(row()).collect();
        all.push(Paragraph { mark: PARAGRAPH_MARK, ..Paragraph::default() });
        assert_eq!(shape(all), [vec![2, 2], vec![]]);
    }

    #[test]
    fn rows_are_told_from_cells_without_properties() {
        let row = || [cell(0, 0, false), cell(2, 0, false), Paragraph { ends_row: false, ..cell(4, 0, true) }];
        assert_eq!(shape(row().into_iter().chain(row()).collect()), [vec![2, 2]]);
    }

    #[test]
    fn a_table_in_a_cell_belongs_to_the_cell() {
        let inner = Paragraph { mark: PARAGRAPH_MARK, depth: 2, characters: 1..3, ..Paragraph::default() };
        let all = vec![cell(0, 1, false), inner, cell(4, 1, false), cell(5, 1, true)];
        assert_eq!(shape(all), [vec![2]]);
    }

    #[test]
    fn borders_count_only_where_they_are_drawn() {
        let cells = |border: [u8; 4]| {
            let mut operand = vec![1, 0, 0, 0, 9];
            operand.extend([0, 0, 0, 0]);
            operand.extend(border.repeat(4));
            (sprm::T_DEFINITION, operand)
        };
        let table = (sprm::T_BORDERS[0], vec![4, 1, 0, 0]);
        for (modifiers, expected) in [
            (vec![], false),
            (vec![cells([4, 1, 1, 0])], true),
            (vec![cells([0; 4])], false),
            (vec![(sprm::T_DEFINITION, vec![9])], false),
            (vec![table.clone()], true),
            (vec![table.clone(), cells([0; 4])], true),
            (vec![table, cells([255; 4])], false),
            (vec![(sprm::T_BORDERS[0], vec![255; 4])], false),
            (vec![(sprm::T_BORDERS[1], vec![0, 0, 0, 0, 4, 3, 0, 0])], true),
            (vec![(sprm::T_CELL_BORDERS[1], vec![0, 1, 15, 0, 0, 0, 0, 4, 3, 0, 0])], true),
        ] {
            let mut borders = Borders::default();
            for (code, operand) in &modifiers {
                borders.apply(*code, operand);
            }
            assert_eq!(borders.are_drawn(), expected, "{modifiers:?}");
        }
    }

    #[test]
    fn a_table_right_below_is_another() {
        let below = Paragraph { borders: Borders { table: vec![1], ..Borders::default() }, ..cell(4, 1, true) };
        let row = || [cell(0, 1, false), cell(2, 1, false)];
        let all = row().into_iter().chain([cell(4, 1, true)]).chain(row()).chain([below]);
        assert_eq!(shape(all.collect()), [vec![2], vec![2]]);
    }
}
