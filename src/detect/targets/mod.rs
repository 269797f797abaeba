//! Targets (chỉ tiêu), norms and results: quantities that a directive sets, rules or reports.
//!
//! Each paragraph is read once: where it has a number at all, [`quantity`] finds candidates with their bound and unit,
//! [`clause`] the words that go with each, [`accept`] decides by section, tense and wording ([`view`]) what is a target,
//! [`subject`], [`heading`] and [`place`] fill in the rest. Table rows go to [`table`]. What counts is defined in the
//! annotation guide; citations found by [`mod@super::references`] and quoted titles are never read for quantities.

mod accept;
mod bound;
mod clause;
mod columns;
mod count;
mod deeds;
mod heading;
mod label;
mod lexicon;
mod line;
mod masked;
mod named;
#[cfg(test)]
mod norm_tests;
mod normative;
mod number;
mod percent;
mod place;
mod quantity;
mod quoted;
mod rules;
mod schedule;
mod score;
mod sentence;
mod share;
mod subject;
mod table;
#[cfg(test)]
mod table_tests;
#[cfg(test)]
mod tests;
mod unit;
mod view;
#[cfg(test)]
mod wording_tests;

use crate::detect::phrases::phrases;
use crate::detect::recital::is_recital;
use crate::detect::tokens::{Cues, Passage, Tokens};
use crate::detect::{Mode, Outline};
use crate::directive::{Header, Reference, Target, TargetKind};
use crate::text::{Text, Zone};

use accept::Setting;
use heading::Headings;
use label::Labels;
use line::Line;
use masked::masked;
use normative::is_normative;
use quantity::{Form, Quantity};
use sentence::Carried;
use table::Cell;

/// Finds all targets.
pub fn detect(source: &Tokens<'_>, header: &Header, outline: &Outline, references: &[Reference]) -> Vec<Target> {
    let text = source.text;
    let mut rows = Vec::new();
    let mut finder = Finder {
        text,
        outline,
        headings: Headings::new(outline),
        normative: is_normative(header, text),
        examines: header.subject.as_deref().is_some_and(heading::names_exam),
        issued: header.date.map(|date| date.first_day().year()),
        labels: Labels::default(),
        found: Vec::new(),
    };
    let mut cited = references.iter().map(|r| r.evidence.span).collect::<Vec<_>>();
    cited.sort();
    for (paragraph, words) in text.paragraphs.iter().zip(source.passages()) {
        if paragraph.zone == Zone::TableRow {
            rows.push(cells(words, '\t'));
            continue;
        }
        // "TT | Chỉ tiêu | Đơn vị | Năm 2025": a row written out with bars.
        if is_piped(words, !rows.is_empty()) {
            rows.push(cells(words, '|'));
            continue;
        }
        // A note hangs on a cell: the table goes on behind it.
        if !matches!(paragraph.zone, Zone::Footnote(_)) {
            finder.table(&std::mem::take(&mut rows));
        }
        if !words.cues.has(Cues::COUNTS) && !label::may_open(words) {
            finder.labels.pass(words);
            continue;
        }
        let mut line = Line::of(words);
        if line.counts {
            line.mask(&masked(words, &cited));
        }
        finder.lines(words, &line);
    }
    finder.table(&rows);
    finder.found.sort_by_key(|t| t.evidence.span.start);
    finder.found
}

struct Finder<'a> {
    text: &'a Text,
    outline: &'a Outline,
    headings: Headings<'a>,
    normative: bool,
    /// Whether the directive as a whole is about an examination.
    examines: bool,
    /// The year in which the directive was issued.
    issued: Option<i16>,
    labels: Labels,
    found: Vec<Target>,
}

impl Finder<'_> {
    /// Running text: `line` is that of `words`.
    fn lines(&mut self, words: Passage<'_>, line: &Line<'_>) {
        let at = words.base;
        let context = self.outline.context_at(at);
        let (rank, from) = clause::marker(line);
        let counts = line.counts && !is_recital(words) && !is_framing(line, from);
        let aims = self.labels.aims() || self.headings.aims(at);
        let quantities = if counts { quantity::scan(line, aims) } else { Vec::new() };
        self.labels.enter(rank, line, from, quantities.is_empty());
        let quantities: Vec<Quantity> = quantities.into_iter().filter(|q| q.lead >= from).collect();
        if quantities.is_empty() {
            return;
        }
        let mode = self.labels.mode().unwrap_or(context.mode);
        let setting = Setting {
            mode: if mode == Mode::Plan && !aims && view::looks_back(line, from) { Mode::Report } else { mode },
            aims,
            normative: self.normative,
            rules: self.examines,
        };
        let mut prior: Option<(&Quantity, TargetKind)> = None;
        let mut carried = Carried::default();
        for sentence in clause::sentences(line, from, &quantities) {
            // "Đề nghị Sở bổ sung 12 biên chế": what others are asked for is no level that is to be reached here.
            let asks = line.longest_at(sentence.start, phrases!["đề nghị", "kiến nghị", "đề xuất"]).is_some()
                && self.headings.request(at);
            let mut accepted: Vec<(&Quantity, accept::Verdict)> = Vec::new();
            let first = quantities.partition_point(|q| q.number < sentence.start);
            for q in quantities[first..].iter().take_while(|q| q.number < sentence.end) {
                let verdict = accept::judge(line, q, &sentence, setting, prior);
                if let Some(verdict) = verdict.filter(|_| !asks || q.form == Form::Percent) {
                    prior = Some((q, verdict.kind));
                    accepted.push((q, verdict));
                }
            }
            self.sentence(at, line, sentence, &accepted, &mut carried);
        }
    }

    /// A whole table: by its heads, or else its cells as running text.
    fn table(&mut self, rows: &[Vec<Cell<'_>>]) {
        let Some(at) = rows.first().and_then(|row| row.first()).map(|cell| cell.span().start) else { return };
        let context = self.outline.context_at(at);
        let entries = if self.normative || context.mode == Mode::Frame {
            None
        } else {
            table::read(rows, self.headings.aims(at) || self.labels.aims())
        };
        let timed = || if context.mode == Mode::Frame { None } else { table::durations(rows) };
        let Some(entries) = entries.or_else(timed) else {
            // "Ngữ văn (90 phút)" in the timetable of an examination.
            let examines = self.examines;
            let lasts = |words: &str| examines && words.contains("phút");
            let told = |cell: &&Cell<'_>| cell.words().split(' ').count() >= SENTENCE || lasts(cell.words());
            for cell in rows.iter().flatten().filter(told) {
                self.lines(cell.passage, &Line::of(cell.passage));
            }
            return;
        };
        let section = self.outline.path_at(at);
        for entry in entries {
            let reported = if context.mode == Mode::Report { TargetKind::Result } else { TargetKind::Target };
            self.found.push(Target {
                kind: entry.kind.unwrap_or(match (entry.school_year, context.school_year) {
                    // Beside the year that the directive governs, the column of an earlier one says what was reached.
                    (Some(year), Some(own)) if year < own => TargetKind::Result,
                    _ => reported,
                }),
                op: entry.op,
                value: entry.value,
                value_max: entry.value_max,
                unit: entry.unit,
                level: entry.level.or(if let [level] = context.levels { Some(*level) } else { None }),
                school_year: entry.school_year.or(context.school_year),
                section: section.clone(),
                evidence: self.text.evidence(entry.span, "target/table", 0.8),
                text: entry.text,
                subject: entry.subject,
            });
        }
    }
}

/// A table cell of fewer words is no sentence of its own.
const SENTENCE: usize = 5;

/// The cells of a table row, parted by tabs or bars; bars at its ends part nothing.
fn cells(words: Passage<'_>, parting: char) -> Vec<Cell<'_>> {
    let bars = |c: char| parting == '|' && (c == '|' || c.is_whitespace());
    let mut start = words.text.len() - words.text.trim_start_matches(bars).len();
    let end = start.max(words.text.trim_end_matches(bars).len());
    words.text[start..end]
        .split(parting)
        .map(|cell| {
            let range = start..start + cell.len();
            start = range.end + 1;
            Cell::new(words.part(range))
        })
        .collect()
}

/// Whether a paragraph is a table row written out with bars; inside a table one bar is enough.
fn is_piped(words: Passage<'_>, inside: bool) -> bool {
    let bars = || words.text.trim().trim_matches('|').bytes().filter(|b| *b == b'|').count();
    words.cues.has(Cues::BARS) && bars() >= if inside { 1 } else { 2 }
}

/// The lines of letterhead and closing.
fn is_framing(line: &Line<'_>, from: usize) -> bool {
    line.longest_at(from, phrases!["kính gửi", "nơi nhận", "số :"]).is_some()
}
