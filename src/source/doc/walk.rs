//! Writes the blocks of a document as lines.

use std::collections::HashMap;
use std::ops::Range;

use super::look::Look;
use super::notes::Note;
use super::pieces::Characters;
use super::runs::Runs;
use super::story::{Block, Paragraph, Table, blocks, paragraphs};
use super::styles::Styles;
use crate::source::line::{LineBuilder, Style};
use crate::source::table::is_layout;
use crate::source::{RawLine, RawPage, TextSource};

/// What a document is made of, read and ready to be walked.
#[derive(Debug)]
pub struct Parts<'a> {
    /// The text.
    pub text: Characters,
    /// Which characters fields hide.
    pub hidden: Vec<bool>,
    /// How characters are set.
    pub characters: Runs<'a>,
    /// How paragraphs are set.
    pub paragraphs: Runs<'a>,
    /// What both are based on.
    pub styles: Styles<'a>,
    /// The notes by the position of their mark.
    pub notes: HashMap<usize, Note>,
}

/// Walks a document once, in order.
pub struct Walker<'a> {
    parts: &'a Parts<'a>,
    looks: HashMap<u16, Look>,
    /// Notes met in the paragraph at hand: they follow it.
    pending: Vec<(String, Range<usize>)>,
    notes_seen: usize,
    pages: Vec<RawPage>,
    line: LineBuilder,
    starts_paragraph: bool,
    block: u32,
    blocks: u32,
    cell: Option<(u32, u32, u32)>,
    tables: u32,
    footnote: Option<String>,
}

impl<'a> Walker<'a> {
    /// A walker at the start of a document.
    pub fn new(parts: &'a Parts<'a>) -> Self {
        Self {
            parts,
            looks: HashMap::new(),
            pending: Vec::new(),
            notes_seen: 0,
            pages: vec![page(1)],
            line: LineBuilder::default(),
            starts_paragraph: true,
            block: 0,
            blocks: 0,
            cell: None,
            tables: 0,
            footnote: None,
        }
    }

    /// The pages of the characters in `story`.
    pub fn walk(mut self, story: Range<usize>) -> Vec<RawPage> {
        self.story(story);
        self.pages
    }

    fn story(&mut self, story: Range<usize>) {
        for block in blocks(paragraphs(story, &self.parts.text, &self.parts.paragraphs, &self.parts.styles)) {
            match block {
                Block::Paragraph(paragraph) => self.paragraph(&paragraph),
                Block::Table(table) => self.table(&table),
            }
        }
    }

    fn paragraph(&mut self, paragraph: &Paragraph) {
        if paragraph.new_page {
            self.end_page();
        }
        self.starts_paragraph = true;
        self.characters(paragraph);
        self.end_line();
        for (label, text) in std::mem::take(&mut self.pending) {
            let outer = (self.cell.take(), self.footnote.replace(label));
            self.story(text);
            (self.cell, self.footnote) = outer;
        }
        if paragraph.ends_page {
            self.end_page();
        }
    }

    fn characters(&mut self, paragraph: &Paragraph) {
        let parts = self.parts;
        let base =
            self.looks.entry(paragraph.style).or_insert_with(|| Look::of_style(&parts.styles, paragraph.style)).clone();
        // A run's look is made once for all its characters.
        let mut current: Option<(*const u8, Look)> = None;
        let mut position = paragraph.characters.start;
        while position < paragraph.characters.end {
            let at = position;
            position += 1;
            let Some(unit) = parts.text.units.get(at).copied() else { break };
            if parts.hidden.get(at).copied().unwrap_or(false) {
                continue;
            }
            let run = parts.text.offset(at).and_then(|offset| parts.characters.at(offset));
            let properties = run.map_or(&[][..], |run| run.properties);
            if current.as_ref().is_none_or(|(known, _)| *known != properties.as_ptr()) {
                current = Some((properties.as_ptr(), base.with(properties, &parts.styles)));
            }
            let Some((_, look)) = &current else { continue };
            if look.hidden || look.deleted {
                continue;
            }
            if let Some(note) = parts.notes.get(&at).filter(|_| self.footnote.is_none()) {
                self.note(note, unit);
                continue;
            }
            let mut high = [unit, 0];
            let mut length = 1;
            if let (0xD800..0xDC00, Some(low @ 0xDC00..0xE000)) = (unit, parts.text.units.get(position).copied()) {
                high[1] = low;
                length = 2;
                position += 1;
            }
            for character in char::decode_utf16(high[..length].iter().copied()).flatten() {
                self.character(character, look);
            }
        }
    }

    fn character(&mut self, character: char, look: &Look) {
        let style = Style { bold: look.bold, superscript: look.raised, size: f32::from(look.size) / 2.0 };
        match character {
            '\t' => self.line.space(),
            '\u{b}' => {
                self.end_line();
                // A break that a person typed separates, as in the lines of a letterhead.
                self.starts_paragraph = true;
            }
            '\u{1e}' => self.line.push("-", style),
            '(' if look.symbol.is_some() => {
                let mut buffer = [0; 4];
                self.line.push(look.symbol.unwrap_or('(').encode_utf8(&mut buffer), style);
            }
            // Pictures, marks of comments and notes, soft hyphens.
            '\0'..='\u{1f}' => {}
            _ if look.capitals => self.line.push(&character.to_uppercase().to_string(), style),
            _ => self.line.push(character.encode_utf8(&mut [0; 4]), style),
        }
    }

    fn note(&mut self, note: &Note, mark: u16) {
        let typed = char::from_u32(u32::from(mark)).filter(|mark| !mark.is_control() && !mark.is_whitespace());
        let label = match typed {
            Some(typed) if !note.counted => typed.to_string(),
            _ => {
                self.notes_seen += 1;
                self.notes_seen.to_string()
            }
        };
        self.line.push(&label, Style { superscript: true, ..Style::default() });
        self.pending.push((label, note.text.clone()));
    }

    fn table(&mut self, table: &Table) {
        let columns = table.rows.iter().map(Vec::len).max().unwrap_or(0);
        let outer = (self.block, self.cell);
        if is_layout(table.rows.len(), columns, || table.ruled) {
            // A letterhead or a signature part: each column is read to its end before the next one.
            for column in 0..columns {
                self.block = self.new_block();
                for paragraph in table.rows.iter().filter_map(|row| row.get(column)).flatten() {
                    self.paragraph(paragraph);
                }
            }
        } else {
            self.block = self.new_block();
            let number = self.tables;
            self.tables += 1;
            for (row, cells) in (0..).zip(&table.rows) {
                for (column, cell) in (0..).zip(cells) {
                    self.cell = outer.1.or(Some((number, row, column)));
                    for paragraph in cell {
                        self.paragraph(paragraph);
                    }
                }
            }
        }
        (self.block, self.cell) = outer;
        if self.cell.is_none() && outer.0 == 0 {
            // What follows a table is not the same stretch of text as what stands before it.
            self.block = self.new_block();
        }
    }

    fn new_block(&mut self) -> u32 {
        self.blocks += 1;
        self.blocks
    }

    fn end_line(&mut self) {
        if let Some(line) = self.line.take(self.block, self.starts_paragraph) {
            let line = RawLine { cell: self.cell, footnote: self.footnote.clone(), ..line };
            if let Some(page) = self.pages.last_mut() {
                page.lines.push(line);
            }
            self.starts_paragraph = false;
        }
    }

    fn end_page(&mut self) {
        // The lines of a table and of a note stay together.
        let standing = self.pages.last().is_some_and(|page| !page.lines.is_empty());
        if standing && self.cell.is_none() && self.footnote.is_none() {
            let number = self.pages.len() as u32 + 1;
            self.pages.push(page(number));
        }
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
