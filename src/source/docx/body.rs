//! Walks the content of a Word document: paragraphs, tables, text boxes, notes.

use std::collections::HashMap;

use roxmltree::{Document, Node};

use super::numbering::Numbering;
use super::{attribute, child, toggle, value};
use crate::source::line::{LineBuilder, Style};
use crate::source::table::is_layout;
use crate::source::{RawLine, RawPage, TextSource};

/// Tables in tables deeper than this are no directive; the walk stays off the end of the stack.
const DEEPEST: usize = 32;

/// Walks a document once, in order.
pub struct Walker<'a> {
    numbering: Numbering,
    /// Notes by kind and id.
    notes: HashMap<(NoteKind, &'a str), Node<'a, 'a>>,
    /// Notes met in the paragraph at hand: they follow it.
    pending: Vec<(String, Node<'a, 'a>)>,
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

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum NoteKind {
    Foot,
    End,
}

impl<'a> Walker<'a> {
    /// A walker with the side parts of the document.
    pub fn new(numbering: Numbering, footnotes: Option<&'a Document<'a>>, endnotes: Option<&'a Document<'a>>) -> Self {
        let mut notes = HashMap::new();
        for (kind, part) in [(NoteKind::Foot, footnotes), (NoteKind::End, endnotes)] {
            let Some(part) = part else { continue };
            for note in part.root_element().children().filter(|node| node.is_element()) {
                // Separators carry a type; real notes have none.
                if attribute(note, "type").is_none_or(|kind| kind == "normal")
                    && let Some(id) = attribute(note, "id")
                {
                    notes.insert((kind, id), note);
                }
            }
        }
        Self {
            numbering,
            notes,
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

    /// The pages of the document.
    pub fn walk(mut self, document: &'a Document<'a>) -> Vec<RawPage> {
        if let Some(body) = child(document.root_element(), "body") {
            self.content(body, 0);
        }
        self.pages
    }

    /// Block-level content: paragraphs and tables, also inside content controls and custom XML.
    fn content(&mut self, parent: Node<'a, 'a>, depth: usize) {
        if depth > DEEPEST {
            return;
        }
        for node in parent.children().filter(|node| node.is_element()) {
            match node.tag_name().name() {
                "p" => self.paragraph(node, depth),
                "tbl" => self.table(node, depth),
                "sdt" | "sdtContent" | "customXml" | "ins" | "moveTo" | "smartTag" => self.content(node, depth + 1),
                _ => {}
            }
        }
    }

    fn paragraph(&mut self, paragraph: Node<'a, 'a>, depth: usize) {
        self.starts_paragraph = true;
        let properties = child(paragraph, "pPr");
        if let Some(label) = properties.and_then(|properties| self.numbering.label(properties)) {
            self.line.push(&label, Style::default());
            self.line.space();
        }
        self.inline(paragraph, depth);
        self.end_line();
        for (label, note) in std::mem::take(&mut self.pending) {
            let outer = (self.cell.take(), self.footnote.replace(label));
            self.content(note, depth + 1);
            (self.cell, self.footnote) = outer;
        }
    }

    fn inline(&mut self, parent: Node<'a, 'a>, depth: usize) {
        if depth > DEEPEST {
            return;
        }
        for node in parent.children().filter(|node| node.is_element()) {
            match node.tag_name().name() {
                "r" => self.run(node, depth),
                "hyperlink" | "ins" | "moveTo" | "smartTag" | "sdt" | "sdtContent" | "fldSimple" | "customXml"
                | "dir" | "bdo" => self.inline(node, depth + 1),
                _ => {}
            }
        }
    }

    fn run(&mut self, run: Node<'a, 'a>, depth: usize) {
        let properties = child(run, "rPr");
        if properties.is_some_and(|p| toggle(p, "vanish")) {
            return;
        }
        let style = properties.map_or_else(Style::default, style);
        let capitals = properties.is_some_and(|p| toggle(p, "caps"));
        for node in run.children().filter(|node| node.is_element()) {
            match node.tag_name().name() {
                "t" => {
                    let text = node.text().unwrap_or_default();
                    if capitals { self.line.push(&text.to_uppercase(), style) } else { self.line.push(text, style) }
                }
                "tab" => self.line.space(),
                "noBreakHyphen" => self.line.push("-", style),
                "br" if attribute(node, "type") == Some("page") => self.end_page(),
                "br" if attribute(node, "type") == Some("column") => {}
                "br" | "cr" => {
                    self.end_line();
                    // A break that a person typed separates, as in the lines of a letterhead.
                    self.starts_paragraph = true;
                }
                "lastRenderedPageBreak" => self.end_page(),
                "footnoteReference" => self.note(NoteKind::Foot, node),
                "endnoteReference" => self.note(NoteKind::End, node),
                "drawing" | "pict" | "object" => self.text_boxes(node, depth),
                // The fallback repeats the choice for old readers.
                "AlternateContent" => {
                    if let Some(choice) = child(node, "Choice") {
                        self.text_boxes(choice, depth);
                    }
                }
                _ => {}
            }
        }
    }

    fn note(&mut self, kind: NoteKind, reference: Node<'a, 'a>) {
        let Some(note) = attribute(reference, "id").and_then(|id| self.notes.get(&(kind, id))).copied() else { return };
        self.notes_seen += 1;
        let label = self.notes_seen.to_string();
        self.line.push(&label, Style { superscript: true, ..Style::default() });
        self.pending.push((label, note));
    }

    /// The text of boxes drawn over the page, as blocks of their own before the paragraph they are anchored in.
    fn text_boxes(&mut self, drawing: Node<'a, 'a>, depth: usize) {
        let boxes = drawing.descendants().filter(|node| {
            node.tag_name().name() == "txbxContent"
                && !node.ancestors().skip(1).any(|outer| outer.tag_name().name() == "Fallback")
                && node
                    .ancestors()
                    .skip(1)
                    .take_while(|outer| *outer != drawing)
                    .all(|outer| outer.tag_name().name() != "txbxContent")
        });
        for content in boxes {
            let anchored = (std::mem::take(&mut self.line), self.starts_paragraph, self.block);
            self.block = self.new_block();
            self.content(content, depth + 1);
            (self.line, self.starts_paragraph, self.block) = anchored;
        }
    }

    fn table(&mut self, table: Node<'a, 'a>, depth: usize) {
        let rows: Vec<Vec<Node<'a, 'a>>> = children(table, "tr").iter().map(|row| children(*row, "tc")).collect();
        let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
        let outer = (self.block, self.cell);
        if is_layout(rows.len(), columns, || is_ruled(table)) {
            // A letterhead or a signature part: each column is read to its end before the next one.
            for column in 0..columns {
                self.block = self.new_block();
                for cell in rows.iter().filter_map(|row| row.get(column)) {
                    self.content(*cell, depth + 1);
                }
            }
        } else {
            self.block = self.new_block();
            let number = self.tables;
            self.tables += 1;
            for (row, cells) in (0..).zip(&rows) {
                for (column, cell) in (0..).zip(cells) {
                    // A table in a cell belongs to the cell.
                    self.cell = outer.1.or(Some((number, row, column)));
                    self.content(*cell, depth + 1);
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
        // Word notes a break also inside tables and notes, whose lines must stay together.
        let standing = self.pages.last().is_some_and(|page| !page.lines.is_empty()) || !self.line.is_empty();
        if standing && self.cell.is_none() && self.footnote.is_none() {
            self.end_line();
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

fn style(properties: Node<'_, '_>) -> Style {
    let raised = value(properties, "vertAlign") == Some("superscript")
        || value(properties, "position").and_then(|p| p.parse::<i32>().ok()).is_some_and(|p| p >= 4);
    // Sizes are in half points (ECMA-376 part 1, 17.3.2.38).
    let size = value(properties, "sz").and_then(|size| size.parse::<f32>().ok()).unwrap_or(0.0) / 2.0;
    Style { bold: toggle(properties, "b"), superscript: raised, size }
}

/// Children of that name, also inside content controls and tracked insertions.
fn children<'a>(parent: Node<'a, 'a>, name: &str) -> Vec<Node<'a, 'a>> {
    let mut found = Vec::new();
    for node in parent.children().filter(|node| node.is_element()) {
        match node.tag_name().name() {
            tag if tag == name => found.push(node),
            "sdt" | "customXml" => {
                let content = child(node, "sdtContent").unwrap_or(node);
                found.extend(content.children().filter(|inner| inner.tag_name().name() == name));
            }
            _ => {}
        }
    }
    found
}

fn is_ruled(table: Node<'_, '_>) -> bool {
    let drawn = |borders: Node<'_, '_>| {
        borders.children().any(|side| attribute(side, "val").is_some_and(|line| line != "nil" && line != "none"))
    };
    let properties = child(table, "tblPr");
    let own = properties.and_then(|properties| child(properties, "tblBorders"));
    let style = properties.and_then(|properties| value(properties, "tblStyle")).unwrap_or_default();
    own.is_some_and(drawn)
        || (own.is_none() && style.to_lowercase().contains("grid"))
        || children_of_rows(table)
            .any(|cell| child(cell, "tcPr").and_then(|properties| child(properties, "tcBorders")).is_some_and(drawn))
}

fn children_of_rows<'a>(table: Node<'a, 'a>) -> impl Iterator<Item = Node<'a, 'a>> {
    children(table, "tr").into_iter().flat_map(|row| children(row, "tc"))
}
