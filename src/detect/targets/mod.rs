//! Targets (chỉ tiêu), norms and results: quantities that a directive sets, rules or reports.
//!
//! Each paragraph is read once: where it has a number at all, [`quantity`] finds candidates with their bound and unit,
//! [`clause`] the words that go with each, [`accept`] decides by section, tense and wording ([`view`]) what is a target,
//! [`subject`], [`heading`] and [`place`] fill in the rest. Table rows go to [`table`]. What counts is defined in the
//! annotation guide; citations found by [`mod@super::references`] and quoted titles are never read for quantities.

mod accept;
mod bound;
mod clause;
mod deeds;
mod heading;
mod label;
mod lexicon;
mod line;
mod named;
#[cfg(test)]
mod norm_tests;
mod number;
mod percent;
mod place;
mod quantity;
mod quoted;
mod rules;
mod schedule;
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

use std::ops::Range;

use crate::detect::letters::lower;
use crate::detect::phrases::phrases;
use crate::detect::recital::is_recital;
use crate::detect::tokens::{Cues, Passage, Tokens};
use crate::detect::{Mode, Outline};
use crate::directive::{DirectiveKind, Header, Level, Reference, SchoolYear, Span, Target, TargetKind};
use crate::text::{Text, Zone};

use accept::Setting;
use heading::Headings;
use label::Labels;
use line::Line;
use quantity::{Form, Quantity};
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

/// The byte ranges of a paragraph that other facts own: citations, quoted titles.
fn masked(words: Passage<'_>, cited: &[Span]) -> Vec<Range<usize>> {
    let (start, end) = (words.base, words.base + words.text.len());
    let first = cited.partition_point(|s| s.end <= start);
    let citations = cited[first..].iter().take_while(|s| s.start < end);
    let mut masked: Vec<_> = citations.map(|s| s.start.saturating_sub(start)..s.end - start).collect();
    if words.cues.has(Cues::QUOTES) {
        masked.extend(quoted(words.text));
    }
    masked
}

/// What the clauses of a paragraph hand on to the next.
#[derive(Default)]
struct Carried {
    /// The subject before, for a clause without one of its own.
    subject: Option<String>,
    /// "Học tập" of "Học tập: xếp loại Tốt 30%, xếp loại Khá 45%".
    topic: Option<String>,
    /// The level of the last head ("Tiểu học: …").
    led: Option<Level>,
    /// The calendar year that a sentence opened with, for what follows its semicolons and brackets.
    opened: Option<i16>,
    /// The school year that it opened with.
    of_year: Option<SchoolYear>,
    /// Both, as they were before the open bracket.
    outside: Option<(Option<i16>, Option<SchoolYear>)>,
    /// One past the last token of the sentence before.
    end: usize,
    /// The level of the clause before in the same sentence.
    beside: Option<Level>,
    /// Whether a clause before was about the preschool.
    preschool: bool,
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

    fn sentence(
        &mut self,
        at: usize,
        line: &Line<'_>,
        sentence: Range<usize>,
        accepted: &[(&Quantity, accept::Verdict)],
        carried: &mut Carried,
    ) {
        let context = self.outline.context_at(at);
        let quantities: Vec<&Quantity> = accepted.iter().map(|(q, _)| *q).collect();
        let start = sentence.start;
        if let Some(level) = place::lead(line, &sentence) {
            carried.led = level;
        }
        let mark = start.checked_sub(1).map_or("", |p| line.word(p));
        let goes_on = matches!(mark, ";" | "(" | ")" | "đó");
        // What brackets open with ends with them, and they go on with what stands before them.
        let mut parting = std::mem::replace(&mut carried.end, sentence.end)..start;
        if parting.any(|i| line.word(i) == ")") {
            (carried.opened, carried.of_year) = carried.outside.take().unwrap_or((carried.opened, carried.of_year));
        }
        let year = place::opening_year(line, start);
        let opened = year.or(carried.opened.filter(|_| goes_on));
        let of_year = place::opening_school_year(line, start).or(carried.of_year.filter(|_| goes_on));
        if mark == "(" {
            carried.outside = Some((carried.opened, carried.of_year));
        } else {
            carried.beside = None;
        }
        (carried.opened, carried.of_year) = (opened, of_year);
        let clauses = clause::split(line, sentence, &quantities);
        for ((q, verdict), clause) in accepted.iter().zip(clauses) {
            let label = self.labels.subject();
            let mut subject = subject::of(line, q, &clause, carried.subject.as_deref(), label);
            if label.is_none()
                && subject.split(' ').count() <= SHORT
                && !is_of_each(&subject)
                && let Some(title) = self.headings.telling(at)
                && !lower(&subject).contains(&lower(title))
            {
                subject = format!("{title}: {subject}");
            }
            match (subject.split_once(": "), &carried.topic) {
                (Some((topic, _)), _) if label.is_none() => carried.topic = Some(topic.to_owned()),
                (None, Some(topic)) if subject.split(' ').count() <= SHORT => subject = format!("{topic}: {subject}"),
                _ => {}
            }
            let from = clause.shared_from.unwrap_or(clause.range.start);
            let Some(bytes) = line.bytes(from..clause.range.end.max(q.end)) else { continue };
            let span = Span::new(at + bytes.start, at + bytes.end);
            let words = self.text.words_of(span);
            let lead_in = line.words(start..from);
            // What a report quotes from the plan is of the year that it reports on.
            let quoted = verdict.rule == accept::QUOTED;
            let kind = if quoted { TargetKind::Result } else { verdict.kind };
            let school_year = place::school_year(&words, &lead_in, of_year, kind, &context);
            // A plan that names an earlier school year says where it stood then.
            let children = carried.preschool && place::of_children(line, &clause.range);
            let led = if children {
                Some(Level::MamNon)
            } else if place::goes_on(line, &clause.range, q) {
                carried.beside.or(carried.led)
            } else {
                carried.led
            };
            let led = led.or_else(|| self.labels.level());
            let level = place::level(line, from..clause.range.end.max(q.end), &words, led, &context);
            carried.beside = level;
            carried.preschool |= level == Some(Level::MamNon);
            let past = school_year.zip(context.school_year).is_some_and(|(named, own)| named < own)
                || opened.zip(context.school_year).is_some_and(|(y, own)| y < own.first())
                || opened.zip(self.issued).is_some_and(|(y, issued)| y < issued);
            // "(năm 2024: 70,5%)": what the examinations of that year closed with.
            let closed = year.filter(|_| mark == "(" && (past || verdict.kind == TargetKind::Result));
            let school_year = closed.and_then(|year| SchoolYear::beginning(year - 1)).or(school_year);
            self.found.push(Target {
                kind: if past && !quoted { TargetKind::Result } else { verdict.kind },
                op: clause.op,
                value: q.value,
                value_max: q.value_max,
                unit: q.unit.text.clone(),
                level,
                school_year,
                section: self.outline.path_at(at),
                evidence: self.text.evidence(span, verdict.rule, verdict.confidence),
                text: words,
                subject: subject.clone(),
            });
            carried.subject = Some(subject);
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

/// A subject of no more words ("Xếp loại Tốt") needs its heading to say what it is about.
const SHORT: usize = 4;

/// "Mỗi trường …" says itself whose it is.
fn is_of_each(subject: &str) -> bool {
    ["mỗi ", "Mỗi ", "từng ", "Từng "].iter().any(|each| subject.starts_with(each))
}

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

/// Văn bản quy phạm pháp luật and regulations: "ít nhất 02 người" there is a condition, not a target.
///
/// A text whose header gives no kind is one where it is written in articles (Điều) throughout.
fn is_normative(header: &Header, text: &Text) -> bool {
    use DirectiveKind as K;
    let by_kind = matches!(
        header.kind,
        Some(
            K::Luat
                | K::PhapLenh
                | K::NghiDinh
                | K::ThongTu
                | K::ThongTuLienTich
                | K::VanBanHopNhat
                | K::QuyChe
                | K::QuyDinh
        )
    );
    let symbol = header.symbol.as_deref().unwrap_or_default();
    let in_articles = || text.paragraphs.iter().filter(|p| is_article(text.slice(p.span))).take(6).count() == 6;
    by_kind || header.kind.is_none() && in_articles() || symbol.starts_with("QH") || symbol.starts_with("VBHN")
}

/// "Điều 7. …"
fn is_article(words: &str) -> bool {
    words.strip_prefix("Điều ").is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
}

/// The lines of letterhead and closing.
fn is_framing(line: &Line<'_>, from: usize) -> bool {
    line.longest_at(from, phrases!["kính gửi", "nơi nhận", "số :"]).is_some()
}

/// Whether a quotation is the new wording of a clause ("c) Có quy mô …", "4a. Hiệu trưởng …"), which rules, and no title.
fn is_amended_text(words: &str) -> bool {
    let marker = words.find(['.', ')']).map_or("", |end| &words[..end]);
    let number = marker.trim_end_matches(|c: char| c.is_alphabetic());
    let letters = marker[number.len()..].chars().count();
    let listed = letters <= 1 && marker.len() <= 4 && !marker.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
    is_article(words) || listed && words[marker.len() + 1..].starts_with(' ')
}

/// Quoted titles; an unclosed quotation ends with nothing masked.
fn quoted(words: &str) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let mut open: Option<(usize, char)> = None;
    for (at, c) in words.char_indices() {
        match (open, c) {
            (None, '“') => open = Some((at, '”')),
            (None, '«') => open = Some((at, '»')),
            (None, '"') => open = Some((at, '"')),
            (Some((start, close)), c) if c == close || close == '”' && c == '"' => {
                if !is_amended_text(words[start..at].trim_start_matches(['“', '«', '"'])) {
                    ranges.push(start..at);
                }
                open = None;
            }
            _ => {}
        }
    }
    ranges
}
