//! From the lines of a source to the normalized [`Text`]: the order of the steps, and the writing.

use super::breaks::{self, Join};
use super::clean::clean;
use super::footnotes::{self, Note};
use super::furniture;
use super::heads;
use super::layout::Layout;
use super::line::{self, Line};
use super::rows;
use super::{FootnoteMark, Paragraph, Text, TextPage, Word, Zone, legacy, marker};
use crate::directive::{PortalRecord, Span};
use crate::source::{RawDocument, RawPage};

/// Cleans and reflows a document.
///
/// Furniture goes first and footnotes second, because both stand between lines that belong together.
pub fn normalize(raw: &RawDocument) -> Text {
    let (raw, encoding) = legacy::repair(raw);
    let (raw, encoding) = (raw.as_ref(), encoding.map(|encoding| encoding.name().to_owned()));
    let mut lines = line::lines(raw);
    let mut set_aside = furniture::take(raw, &mut lines);
    set_aside.extend(heads::take(&mut lines));
    rows::join(&mut lines);
    let layout = Layout::measure(raw, &lines);
    let notes = footnotes::take(raw, &mut lines, &layout);
    set_aside.extend(furniture::take_loose_numbers(&mut lines));
    // Without the notes' small type and long lines between them, the lines tell more about the wraps.
    let layout = Layout::measure(raw, &lines);
    let page =
        |p: &RawPage| TextPage { number: p.number, size: p.size, problem: p.problem.clone(), source: p.text_source };
    let pages = raw.pages.iter().map(page).collect();
    let portal = raw.metadata.portal.as_ref().map(clean_record);
    let mut writer = Writer::new(Text { set_aside, pages, encoding, portal, ..Text::default() }, &layout, &notes);
    let marked = raw.pages.iter().all(|p| p.size.is_none()) && lines.iter().any(|l| l.starts_paragraph);
    let mut done = 0;
    for group in groups(&lines, &layout, marked) {
        done += group.len();
        writer.paragraph(group, done);
    }
    for note in 0..notes.len() {
        writer.note(note);
    }
    writer.text
}

/// A portal's words are as unclean as any text.
fn clean_record(record: &PortalRecord) -> PortalRecord {
    let mut record = record.clone();
    let PortalRecord { site: _, title, number, kind, subject, issuer, signer, .. } = &mut record;
    for words in [title, number, kind, subject, issuer, signer].into_iter().flatten() {
        *words = words.split_whitespace().flat_map(clean).collect::<Vec<_>>().join(" ");
    }
    record
}

/// Runs of lines that make one paragraph or one table row.
fn groups<'a>(lines: &'a [Line], layout: &Layout, marked: bool) -> Vec<&'a [Line]> {
    let mut starts = Vec::new();
    let mut start = 0;
    while start < lines.len() {
        starts.push(start);
        start += run(&lines[start..], layout, marked);
    }
    // From the end, so that each paragraph is whole when the one before it is asked whether it goes on there.
    let mut groups: Vec<&[Line]> = Vec::new();
    let mut end = lines.len();
    for start in starts.into_iter().rev() {
        let group = &lines[start..end];
        match groups.last_mut().filter(|next| counts_on(group, next, layout, marked)) {
            Some(next) => *next = &lines[start..end + next.len()],
            None => groups.push(group),
        }
        end = start;
    }
    groups.reverse();
    groups
}

/// How many lines from the first on make one paragraph or one table row, each line seen with those before it.
fn run(lines: &[Line], layout: &Layout, marked: bool) -> usize {
    let first = &lines[0];
    let goes_on = |len: usize| {
        let (last, next) = (&lines[len - 1], &lines[len]);
        match (first.cell, next.cell) {
            (Some(a), Some(b)) => {
                (a.0, a.1) == (b.0, b.1) && (next.continues || last.page == next.page && !last.continues)
            }
            (None, None) => {
                let open = breaks::Open { first, last, single: len == 1 };
                breaks::join(open, next, layout, marked) != Join::Break
            }
            _ => false,
        }
    };
    (1..lines.len()).find(|len| !goes_on(*len)).unwrap_or(lines.len())
}

/// Whether a paragraph goes on with a quantity that opens the next one.
fn counts_on(group: &[Line], next: &[Line], layout: &Layout, marked: bool) -> bool {
    let ([first, ..], [.., last], [opens, ..], [.., ends]) = (group, group, next, next) else { return false };
    let open = breaks::Open { first, last, single: group.len() == 1 };
    first.cell.is_none() && opens.cell.is_none() && breaks::counts_on(open, opens, ends, layout, marked)
}

/// A paragraph longer than this many bytes (some three pages) is text that has lost its line breaks. It is parted at
/// the next end of a sentence, or at any word when that does not come: what reads a paragraph may cost more than its
/// length.
const LONGEST: usize = 8_000;

/// More empty cells in a row than this are damage.
const MOST_CELLS: u32 = 40;

/// Writes paragraphs into a [`Text`].
struct Writer<'a> {
    text: Text,
    layout: &'a Layout,
    notes: &'a [Note],
    /// Which notes are written.
    written: Vec<bool>,
    /// How many notes stood before what is written.
    passed: usize,
}

impl<'a> Writer<'a> {
    fn new(text: Text, layout: &'a Layout, notes: &'a [Note]) -> Self {
        Self { text, layout, notes, written: vec![false; notes.len()], passed: 0 }
    }

    /// Writes the paragraph of `group`, then the notes that hang on it and the unmarked ones that stood inside or
    /// right after it; `until` is the number of running lines up to its end.
    fn paragraph(&mut self, group: &[Line], until: usize) {
        let zone = if group.iter().any(|l| l.cell.is_some()) { Zone::TableRow } else { Zone::Body };
        for note in self.write(group, zone) {
            self.note(note);
        }
        while let Some(note) = self.notes.get(self.passed).filter(|note| note.after <= until) {
            if !note.marked {
                self.note(self.passed);
            }
            self.passed += 1;
        }
    }

    fn note(&mut self, index: usize) {
        if let (Some(note), Some(written)) = (self.notes.get(index), self.written.get_mut(index))
            && !std::mem::replace(written, true)
        {
            self.write(&note.lines, Zone::Footnote(note.label.clone()));
        }
    }

    /// Writes one paragraph; gives the notes whose marks stand in it.
    fn write(&mut self, group: &[Line], zone: Zone) -> Vec<usize> {
        let mut lines: Vec<&Line> = group.iter().collect();
        lines.sort_by_key(|l| l.cell.map(|(_, _, column)| column));
        let Some(first) = lines.first() else { return Vec::new() };
        let paragraph = |start: usize, end: usize, page: u32| Paragraph {
            span: Span::new(start, end),
            zone: zone.clone(),
            page,
            block: first.block,
            bold: lines.iter().all(|l| l.bold()),
            centered: lines.iter().all(|l| self.layout.is_centered(l)),
        };
        let content = &mut self.text.content;
        let before = content.len();
        if !content.is_empty() {
            content.push('\n');
        }
        let (mut start, mut page) = (content.len(), first.page);
        let mut hanging = Vec::new();
        let mut last: Option<&Line> = None;
        for line in &lines {
            if let Some(last) = last.filter(|_| content.len() > start) {
                match (last.cell, line.cell) {
                    // An empty cell keeps its place.
                    (Some((_, _, a)), Some((_, _, b))) if a != b => {
                        content.extend(std::iter::repeat_n('\t', (b - a).min(MOST_CELLS) as usize));
                    }
                    _ if marker::ends_open(last) || marker::starts_cut(last, line) => {}
                    _ => content.push(' '),
                }
            } else if let (None, Some((_, _, column))) = (last, line.cell)
                && line.words.iter().any(|word| !word.text.is_empty())
            {
                content.extend(std::iter::repeat_n('\t', column.min(MOST_CELLS) as usize));
            }
            for (i, token) in line.words.iter().enumerate() {
                if zone != Zone::TableRow && token.spaced && is_overlong(&content[start..]) {
                    let end = start + content[start..].trim_end().len();
                    content.truncate(end);
                    self.text.paragraphs.push(paragraph(start, end, page));
                    content.push('\n');
                    (start, page) = (content.len(), line.page);
                } else if i > 0 && token.spaced && !token.text.is_empty() && content.len() > start {
                    content.push(' ');
                }
                let at = content.len();
                for (offset, note) in &token.marks {
                    if let Some(note) = self.notes.get(*note) {
                        self.text.marks.push(FootnoteMark { offset: at + offset, label: note.label.clone() });
                    }
                    hanging.push(*note);
                }
                if !token.text.is_empty() {
                    content.push_str(&token.text);
                    let span = Span::new(at, content.len());
                    self.text.words.push(Word { span, page: line.page, line: line.number, rect: token.rect });
                }
            }
            last = Some(line);
        }
        if content.len() == start {
            content.truncate(before.max(start.saturating_sub(1)));
            return hanging;
        }
        self.text.paragraphs.push(paragraph(start, content.len(), page));
        hanging
    }
}

/// Whether a paragraph is to be parted behind `written`.
fn is_overlong(written: &str) -> bool {
    written.len() > LONGEST && (written.trim_end().ends_with(['.', ';', ':', '?', '!']) || written.len() > 2 * LONGEST)
}
