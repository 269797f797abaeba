//! Writes the blocks of a document as lines.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use super::lists::Lists;
use super::look::Look;
use super::notes::Note;
use super::pieces::Characters;
use super::runs::Runs;
use super::story::{Block, Paragraph, blocks, paragraphs};
use super::styles::Styles;
use crate::source::RawPage;
use crate::source::flow::{Flow, Walk};
use crate::source::line::Style;

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
    /// The texts of boxes by the position they are anchored at.
    pub boxes: BTreeMap<usize, Range<usize>>,
}

/// Walks a document once, in order.
pub struct Walker<'a> {
    parts: &'a Parts<'a>,
    looks: HashMap<u16, Look>,
    lists: Lists,
    /// Notes met in the paragraph at hand: they follow it.
    pending: Vec<(String, Range<usize>)>,
    flow: Flow,
}

impl<'a> Walker<'a> {
    /// A walker at the start of a document with these lists.
    pub fn new(parts: &'a Parts<'a>, lists: Lists) -> Self {
        Self { parts, looks: HashMap::new(), lists, pending: Vec::new(), flow: Flow::default() }
    }

    /// The pages of the characters in `story`.
    pub fn walk(mut self, story: Range<usize>) -> Vec<RawPage> {
        self.story(story);
        self.flow.into_pages()
    }

    fn story(&mut self, story: Range<usize>) {
        for block in blocks(paragraphs(story, &self.parts.text, &self.parts.paragraphs, &self.parts.styles)) {
            match block {
                Block::Paragraph(paragraph) => self.paragraph(&paragraph),
                Block::Table(table) => self.table(&table.rows, || table.ruled),
            }
        }
    }

    fn paragraph(&mut self, paragraph: &Paragraph) {
        if paragraph.new_page {
            self.flow.end_page();
        }
        let parts = self.parts;
        // Boxes stand in the main text only; their own text holds none.
        for text in parts.boxes.range(paragraph.characters.clone()).map(|(_, text)| text.clone()) {
            self.text_box(|walker| walker.story(text));
        }
        let label = paragraph.list.and_then(|(list, level)| self.lists.label(list, level));
        self.flow.begin_paragraph(label.as_deref());
        self.characters(paragraph);
        self.flow.end_line();
        for (label, text) in std::mem::take(&mut self.pending) {
            self.note(label, |walker| walker.story(text));
        }
        if paragraph.ends_page {
            self.flow.end_page();
        }
    }

    fn characters(&mut self, paragraph: &Paragraph) {
        let parts = self.parts;
        let base =
            self.looks.entry(paragraph.style).or_insert_with(|| Look::of_style(&parts.styles, paragraph.style)).clone();
        // A run's look is made once for all its characters.
        let mut current: Option<((*const u8, *const u8), Look)> = None;
        let mut position = paragraph.characters.start;
        while position < paragraph.characters.end {
            let at = position;
            position += 1;
            let Some(unit) = parts.text.units.get(at).copied() else { break };
            if parts.hidden.get(at).copied().unwrap_or(false) {
                continue;
            }
            let run = parts.text.offset(at).and_then(|offset| parts.characters.at(offset));
            let (properties, later) = (run.map_or(&[][..], |run| run.properties), parts.text.modifiers(at));
            let lists = (properties.as_ptr(), later.as_ptr());
            if current.as_ref().is_none_or(|(known, _)| *known != lists) {
                current = Some((lists, base.with(&[properties, later].concat(), &parts.styles)));
            }
            let Some((_, look)) = &current else { continue };
            if look.hidden || look.deleted {
                continue;
            }
            if let Some(note) = parts.notes.get(&at).filter(|_| !self.flow.is_in_note()) {
                self.refer(note, unit);
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
            '\t' => self.flow.space(),
            '\u{b}' => self.flow.break_line(),
            '\u{1e}' => self.flow.push("-", style),
            '(' if look.symbol.is_some() => {
                let mut buffer = [0; 4];
                self.flow.push(look.symbol.unwrap_or('(').encode_utf8(&mut buffer), style);
            }
            // Pictures, marks of comments and notes, soft hyphens.
            '\0'..='\u{1f}' => {}
            _ if look.capitals => self.flow.push(&character.to_uppercase().to_string(), style),
            _ => self.flow.push(character.encode_utf8(&mut [0; 4]), style),
        }
    }

    fn refer(&mut self, note: &Note, mark: u16) {
        let typed = char::from_u32(u32::from(mark)).filter(|mark| !mark.is_control() && !mark.is_whitespace());
        let label = self.flow.mark(typed.filter(|_| !note.counted));
        self.pending.push((label, note.text.clone()));
    }
}

impl Walk for Walker<'_> {
    type Cell = Vec<Paragraph>;

    fn flow(&mut self) -> &mut Flow {
        &mut self.flow
    }

    fn cell(&mut self, cell: &Self::Cell) {
        for paragraph in cell {
            self.paragraph(paragraph);
        }
    }
}
