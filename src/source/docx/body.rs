//! Walks the content of a Word document: paragraphs, tables, text boxes, notes.

use std::collections::HashMap;

use roxmltree::{Document, Node};

use super::numbering::Numbering;
use super::{attribute, child, toggle, value};
use crate::source::flow::{Flow, Walk};
use crate::source::line::Style;
use crate::source::{RawLine, RawPage};

/// Tables in tables deeper than this are no directive; the walk stays off the end of the stack.
const DEEPEST: usize = 32;

/// Walks a document once, in order.
pub struct Walker<'a> {
    numbering: Numbering,
    /// Notes by kind and id.
    notes: HashMap<(NoteKind, &'a str), Node<'a, 'a>>,
    /// Notes met in the paragraph at hand: they follow it.
    pending: Vec<(String, Node<'a, 'a>)>,
    flow: Flow,
    /// Whether the mark that ended the last paragraph is deleted: what comes goes on with it.
    goes_on: bool,
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
        Self { numbering, notes, pending: Vec::new(), flow: Flow::default(), goes_on: false }
    }

    /// A walker for a head or a foot.
    pub fn of_side_part() -> Self {
        Self::new(Numbering::new(None, None), None, None)
    }

    /// The lines of a head or a foot.
    pub fn walk_side(mut self, part: &'a Document<'a>) -> Vec<RawLine> {
        self.content(part.root_element(), 0);
        self.flow.into_pages().into_iter().flat_map(|page| page.lines).collect()
    }

    /// The pages of the document, which the head with the letterhead begins where it stands there.
    pub fn walk(mut self, letterhead: Option<&'a Document<'a>>, document: &'a Document<'a>) -> Vec<RawPage> {
        if let Some(head) = letterhead {
            self.text_box(|walker| walker.content(head.root_element(), 0));
        }
        if let Some(body) = child(document.root_element(), "body") {
            self.content(body, 0);
        }
        self.flow.into_pages()
    }

    /// Block-level content: paragraphs and tables, also inside content controls and custom XML.
    fn content(&mut self, parent: Node<'a, 'a>, depth: usize) {
        if depth > DEEPEST {
            return;
        }
        for node in parent.children().filter(|node| node.is_element()) {
            match node.tag_name().name() {
                "p" => self.paragraph(node, depth),
                "tbl" => self.rows(node, depth),
                "sdt" | "sdtContent" | "customXml" | "ins" | "moveTo" | "smartTag" => self.content(node, depth + 1),
                _ => {}
            }
        }
    }

    fn paragraph(&mut self, paragraph: Node<'a, 'a>, depth: usize) {
        let properties = child(paragraph, "pPr");
        let mark = properties.and_then(|properties| child(properties, "rPr"));
        let ends = mark.is_none_or(|mark| child(mark, "del").or(child(mark, "moveFrom")).is_none());
        if !std::mem::replace(&mut self.goes_on, !ends) {
            let label = properties.filter(|_| ends).and_then(|properties| self.numbering.label(properties));
            self.flow.begin_paragraph(label.as_deref());
        }
        self.inline(paragraph, depth);
        if !ends {
            return;
        }
        self.flow.end_line();
        for (label, note) in std::mem::take(&mut self.pending) {
            self.note(label, |walker| walker.content(note, depth + 1));
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
                    if capitals { self.flow.push(&text.to_uppercase(), style) } else { self.flow.push(text, style) }
                }
                "tab" | "ptab" => self.flow.space(),
                "noBreakHyphen" => self.flow.push("-", style),
                "sym" => {
                    if let Some(sign) = symbol(node) {
                        self.flow.push(sign.encode_utf8(&mut [0; 4]), style);
                    }
                }
                "br" if attribute(node, "type") == Some("page") => self.flow.end_page(),
                "br" if attribute(node, "type") == Some("column") => {}
                "br" | "cr" => self.flow.break_line(),
                "lastRenderedPageBreak" => self.flow.end_page(),
                "footnoteReference" => self.refer(NoteKind::Foot, node),
                "endnoteReference" => self.refer(NoteKind::End, node),
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

    fn refer(&mut self, kind: NoteKind, reference: Node<'a, 'a>) {
        let Some(note) = attribute(reference, "id").and_then(|id| self.notes.get(&(kind, id))).copied() else { return };
        let label = self.flow.mark(None);
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
            self.text_box(|walker| walker.content(content, depth + 1));
        }
    }

    fn rows(&mut self, table: Node<'a, 'a>, depth: usize) {
        let rows: Vec<Vec<(Node<'a, 'a>, usize)>> = children(table, "tr")
            .into_iter()
            // A row that is deleted with tracked changes.
            .filter(|row| child(*row, "trPr").is_none_or(|properties| child(properties, "del").is_none()))
            .map(|row| children(row, "tc").into_iter().map(|cell| (cell, depth + 1)).collect())
            .collect();
        self.table(&rows, || is_ruled(table));
    }
}

impl<'a> Walk for Walker<'a> {
    type Cell = (Node<'a, 'a>, usize);

    fn flow(&mut self) -> &mut Flow {
        &mut self.flow
    }

    fn cell(&mut self, (cell, depth): &Self::Cell) {
        self.content(*cell, *depth);
    }
}

/// The sign of a symbol font: what it looks like where a text may mean it (`≥ 98%`), else its place in the font, in the
/// private area of Unicode, which normalization knows.
fn symbol(node: Node<'_, '_>) -> Option<char> {
    let code = u32::from_str_radix(attribute(node, "char")?, 16).ok()?;
    let place = code & 0xFF;
    let is_symbol = attribute(node, "font").is_some_and(|font| font.eq_ignore_ascii_case("symbol"));
    let sign = match place {
        0xA3 => '≤',
        0xB3 => '≥',
        0xB1 => '±',
        0xB4 => '×',
        0xB8 => '÷',
        0xB9 => '≠',
        0xB0 => '°',
        0xAE => '→',
        _ => return char::from_u32(if code < 0x100 { 0xF000 + code } else { code }),
    };
    if is_symbol { Some(sign) } else { char::from_u32(0xF000 + place) }
}

fn style(properties: Node<'_, '_>) -> Style {
    let raised = value(properties, "vertAlign") == Some("superscript")
        || value(properties, "position").and_then(|p| p.parse::<i32>().ok()).is_some_and(|p| p >= 4);
    // Sizes are in half points (ECMA-376 part 1, 17.3.2.38).
    let size = value(properties, "sz").and_then(|size| size.parse::<f32>().ok()).unwrap_or(0.0) / 2.0;
    Style { bold: toggle(properties, "b"), superscript: raised, size }
}

/// Children of that name, also inside content controls, custom XML and tracked insertions.
fn children<'a>(parent: Node<'a, 'a>, name: &str) -> Vec<Node<'a, 'a>> {
    let mut found = Vec::new();
    let mut open = vec![parent.children()];
    while let Some(level) = open.last_mut() {
        let Some(node) = level.next() else {
            open.pop();
            continue;
        };
        match node.tag_name().name() {
            tag if tag == name => found.push(node),
            "sdt" | "sdtContent" | "customXml" | "ins" | "moveTo" => open.push(node.children()),
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
