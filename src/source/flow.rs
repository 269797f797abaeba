//! Writes the lines of a Word document, whatever its format: pages, blocks, cells and notes.
//!
//! Both Word readers ([`super::docx`], [`super::doc`]) walk their documents each in its own way and put what they find
//! here: [`Flow`] keeps the place (page, block, cell, note), [`Walk`] the order of what a table, a note or a text box
//! holds.

use super::line::{LineBuilder, Style};
use super::table::is_layout;
use super::{RawLine, RawPage, TextSource};

/// The lines written so far, and the place of the next one.
#[derive(Debug)]
pub struct Flow {
    pages: Vec<RawPage>,
    line: LineBuilder,
    starts_paragraph: bool,
    block: u32,
    blocks: u32,
    cell: Option<(u32, u32, u32)>,
    tables: u32,
    footnote: Option<String>,
    notes: usize,
}

impl Default for Flow {
    fn default() -> Self {
        Self {
            pages: vec![page(1)],
            line: LineBuilder::default(),
            starts_paragraph: true,
            block: 0,
            blocks: 0,
            cell: None,
            tables: 0,
            footnote: None,
            notes: 0,
        }
    }
}

impl Flow {
    /// The pages.
    pub fn into_pages(mut self) -> Vec<RawPage> {
        self.end_line();
        self.pages
    }

    /// What comes next begins a paragraph, with its automatic label if it has one.
    pub fn begin_paragraph(&mut self, label: Option<&str>) {
        self.starts_paragraph = true;
        if let Some(label) = label {
            self.line.push(label, Style::default());
            self.line.space();
        }
    }

    /// Appends the text of a run.
    pub fn push(&mut self, text: &str, style: Style) {
        self.line.push(text, style);
    }

    /// White space.
    pub fn space(&mut self) {
        self.line.space();
    }

    /// Ends a line where a person broke it: such a break separates, as in the lines of a letterhead.
    pub fn break_line(&mut self) {
        self.end_line();
        self.starts_paragraph = true;
    }

    /// Ends a line.
    pub fn end_line(&mut self) {
        if let Some(line) = self.line.take(self.block, self.starts_paragraph) {
            let line = RawLine { cell: self.cell, footnote: self.footnote.clone(), ..line };
            if let Some(page) = self.pages.last_mut() {
                page.lines.push(line);
            }
            self.starts_paragraph = false;
        }
    }

    /// Ends a page, but for one without lines, and not inside tables and notes, whose lines stay together.
    pub fn end_page(&mut self) {
        let standing = self.pages.last().is_some_and(|page| !page.lines.is_empty()) || !self.line.is_empty();
        if standing && self.cell.is_none() && self.footnote.is_none() {
            self.end_line();
            let number = self.pages.len() as u32 + 1;
            self.pages.push(page(number));
        }
    }

    /// Writes the mark of a note, counted unless a person typed it, and gives it.
    pub fn mark(&mut self, typed: Option<char>) -> String {
        let label = typed.map_or_else(
            || {
                self.notes += 1;
                self.notes.to_string()
            },
            String::from,
        );
        self.line.push(&label, Style { superscript: true, ..Style::default() });
        label
    }

    /// Whether a note is being written.
    pub fn is_in_note(&self) -> bool {
        self.footnote.is_some()
    }

    fn new_block(&mut self) -> u32 {
        self.blocks += 1;
        self.blocks
    }
}

/// A walk through a document that writes into a [`Flow`].
pub trait Walk {
    /// What a cell of a table is to the format.
    type Cell;

    /// What is written to.
    fn flow(&mut self) -> &mut Flow;

    /// Writes the content of a cell.
    fn cell(&mut self, cell: &Self::Cell);

    /// Writes a table: one that only places text (a letterhead, a signature part) column by column, each to its end
    /// before the next; any other one by rows. A table in a cell belongs to the cell.
    fn table(&mut self, rows: &[Vec<Self::Cell>], is_ruled: impl FnOnce() -> bool) {
        let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
        let outer = (self.flow().block, self.flow().cell);
        if is_layout(rows.len(), columns, is_ruled) {
            for column in 0..columns {
                self.flow().block = self.flow().new_block();
                for cell in rows.iter().filter_map(|row| row.get(column)) {
                    self.cell(cell);
                }
            }
        } else {
            let flow = self.flow();
            flow.block = flow.new_block();
            let number = flow.tables;
            flow.tables += 1;
            for (row, cells) in (0..).zip(rows) {
                for (column, cell) in (0..).zip(cells) {
                    self.flow().cell = outer.1.or(Some((number, row, column)));
                    self.cell(cell);
                }
            }
        }
        let flow = self.flow();
        (flow.block, flow.cell) = outer;
        if flow.cell.is_none() && outer.0 == 0 {
            // What follows a table is not the same stretch of text as what stands before it.
            flow.block = flow.new_block();
        }
    }

    /// Writes a note: its lines carry its mark, wherever it is referred to.
    fn note(&mut self, label: String, write: impl FnOnce(&mut Self)) {
        let flow = self.flow();
        let outer = (flow.cell.take(), flow.footnote.replace(label));
        write(self);
        let flow = self.flow();
        (flow.cell, flow.footnote) = outer;
    }

    /// Writes a box drawn over the page as a block of its own, before the line it is anchored in.
    fn text_box(&mut self, write: impl FnOnce(&mut Self)) {
        let flow = self.flow();
        let anchored = (std::mem::take(&mut flow.line), flow.starts_paragraph, flow.block);
        flow.block = flow.new_block();
        write(self);
        let flow = self.flow();
        (flow.line, flow.starts_paragraph, flow.block) = anchored;
    }
}

fn page(number: u32) -> RawPage {
    RawPage {
        number,
        size: None,
        lines: Vec::new(),
        problem: None,
        text_source: TextSource::default(),
        rules: Vec::new(),
        aside: Vec::new(),
    }
}
