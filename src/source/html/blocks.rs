//! Turns the blocks of a page into lines.

use scraper::{ElementRef, Node};

use super::main_content::{Clutter, is_inline};
use crate::source::table::is_layout;
use crate::source::{RawLine, RawWord};

/// Elements nested deeper than this are no directive ([`super::depth`] sees to it that none are); the walk stays off
/// the end of the stack.
const DEEPEST: usize = 1_100;

/// The lines of an element, without clutter.
pub fn lines(main: ElementRef<'_>, clutter: &Clutter) -> Vec<RawLine> {
    let mut walker = Walker {
        clutter,
        lines: Vec::new(),
        words: Vec::new(),
        space: false,
        block: 0,
        blocks: 0,
        cell: None,
        tables: 0,
    };
    walker.block(main, 0);
    walker.end_line();
    walker.lines
}

struct Walker<'a> {
    clutter: &'a Clutter,
    lines: Vec<RawLine>,
    words: Vec<RawWord>,
    space: bool,
    block: u32,
    blocks: u32,
    cell: Option<(u32, u32, u32)>,
    tables: u32,
}

impl Walker<'_> {
    fn block(&mut self, element: ElementRef<'_>, depth: usize) {
        self.end_line();
        self.content(element, false, false, depth);
        self.end_line();
    }

    fn content(&mut self, element: ElementRef<'_>, bold: bool, raised: bool, depth: usize) {
        if depth > DEEPEST {
            return;
        }
        for child in element.children() {
            match child.value() {
                Node::Text(text) => self.text(text, bold, raised),
                Node::Element(value) if !self.clutter.holds(child) => {
                    let Some(child) = ElementRef::wrap(child) else { continue };
                    match value.name() {
                        "br" | "hr" => self.end_line(),
                        "table" => self.table(child, depth + 1),
                        name if is_inline(name) => {
                            let bold = bold || matches!(name, "b" | "strong");
                            self.content(child, bold, raised || name == "sup", depth + 1);
                        }
                        _ => {
                            self.end_line();
                            let bold = bold || matches!(value.name(), "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "th");
                            self.content(child, bold, raised, depth + 1);
                            self.end_line();
                        }
                    }
                }
                _ => {}
            }
        }
    }

    fn text(&mut self, text: &str, bold: bool, raised: bool) {
        for character in text.chars() {
            if character.is_whitespace() {
                self.space = true;
                continue;
            }
            match self.words.last_mut() {
                Some(word) if !self.space && word.superscript == raised => {
                    word.text.push(character);
                    word.bold &= bold;
                }
                _ => self.words.push(RawWord {
                    text: character.to_string(),
                    rect: None,
                    size: 0.0,
                    bold,
                    superscript: raised,
                    spaced: self.space || self.words.is_empty(),
                }),
            }
            self.space = false;
        }
    }

    fn end_line(&mut self) {
        self.space = false;
        if !self.words.is_empty() {
            let words = std::mem::take(&mut self.words);
            let line = RawLine {
                words,
                block: self.block,
                starts_paragraph: true,
                cell: self.cell,
                footnote: None,
                number: None,
            };
            self.lines.push(line);
        }
    }

    fn table(&mut self, table: ElementRef<'_>, depth: usize) {
        self.end_line();
        let rows: Vec<Vec<ElementRef<'_>>> = rows(table);
        let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
        let outer = (self.block, self.cell);
        if is_layout(rows.len(), columns, || is_ruled(table, &rows)) {
            for column in 0..columns {
                self.block = self.new_block();
                for cell in rows.iter().filter_map(|row| row.get(column)) {
                    self.cell_content(*cell, depth);
                }
            }
        } else {
            self.block = self.new_block();
            let number = self.tables;
            self.tables += 1;
            for (row, cells) in (0..).zip(&rows) {
                for (column, cell) in (0..).zip(cells) {
                    self.cell = outer.1.or(Some((number, row, column)));
                    self.cell_content(*cell, depth);
                }
            }
        }
        (self.block, self.cell) = outer;
        if outer.1.is_none() {
            self.block = self.new_block();
        }
    }

    fn cell_content(&mut self, cell: ElementRef<'_>, depth: usize) {
        self.end_line();
        self.content(cell, false, false, depth + 1);
        self.end_line();
    }

    fn new_block(&mut self) -> u32 {
        self.blocks += 1;
        self.blocks
    }
}

/// The rows of a table itself, not of tables inside its cells.
fn rows<'a>(table: ElementRef<'a>) -> Vec<Vec<ElementRef<'a>>> {
    let parts = table.child_elements().flat_map(|part| match part.value().name() {
        "tr" => vec![part],
        "tbody" | "thead" | "tfoot" => part.child_elements().filter(|row| row.value().name() == "tr").collect(),
        _ => Vec::new(),
    });
    parts.map(|row| row.child_elements().filter(|cell| matches!(cell.value().name(), "td" | "th")).collect()).collect()
}

/// Whether lines are drawn: by the old attribute or by the style of table or cells.
fn is_ruled(table: ElementRef<'_>, rows: &[Vec<ElementRef<'_>>]) -> bool {
    let drawn = |element: &ElementRef<'_>| {
        let style = element.attr("style").unwrap_or_default().replace(' ', "");
        let border = style.split(';').any(|rule| {
            rule.starts_with("border")
                && !rule.starts_with("border-collapse")
                && !rule.starts_with("border-spacing")
                && !rule.ends_with(":none")
                && !rule.ends_with(":0")
                && !rule.ends_with(":0px")
        });
        border || element.attr("border").is_some_and(|width| width != "0")
    };
    drawn(&table) || rows.iter().flatten().any(drawn)
}
