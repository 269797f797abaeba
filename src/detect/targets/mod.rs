//! Targets (chỉ tiêu), norms and results: quantities that a directive sets, rules or reports.
//!
//! Each paragraph is read once: [`quantity`] finds candidates with their bound and unit, [`clause`] the words that go
//! with each, [`accept`] decides by section, tense and wording what is a target, [`subject`] and [`place`] fill in the
//! rest. Table rows go to [`table`]. What counts is defined in the annotation guide; citations found by
//! [`super::references`] and quoted titles are never read for quantities.

mod accept;
mod bound;
mod clause;
mod label;
mod lexicon;
mod line;
mod number;
mod place;
mod quantity;
mod subject;
#[cfg(test)]
mod tests;
mod unit;

use std::ops::Range;

use crate::detect::Outline;
use crate::directive::{DirectiveKind, Header, Reference, Span, Target};
use crate::text::{Paragraph, Text, Zone};

use accept::Setting;
use label::Labels;
use line::Line;
use quantity::Quantity;

/// Finds all targets.
pub fn detect(text: &Text, header: &Header, outline: &Outline, references: &[Reference]) -> Vec<Target> {
    let mut finder =
        Finder { text, outline, normative: is_normative(header), labels: Labels::default(), found: Vec::new() };
    let mut cited = references.iter().map(|r| r.evidence.span).collect::<Vec<_>>();
    cited.sort();
    for paragraph in &text.paragraphs {
        let first = cited.partition_point(|s| s.end <= paragraph.span.start);
        let masked = cited[first..].iter().take_while(|s| s.start < paragraph.span.end);
        let at = paragraph.span.start;
        let mut masked: Vec<Range<usize>> = masked.map(|s| s.start.saturating_sub(at)..s.end - at).collect();
        let words = text.slice(paragraph.span);
        masked.extend(quoted(words));
        if paragraph.zone != Zone::TableRow {
            finder.paragraph(paragraph, &Line::new(words, &masked));
        }
    }
    finder.found.sort_by_key(|t| t.evidence.span.start);
    finder.found
}

struct Finder<'a> {
    text: &'a Text,
    outline: &'a Outline,
    normative: bool,
    labels: Labels,
    found: Vec<Target>,
}

impl Finder<'_> {
    fn paragraph(&mut self, paragraph: &Paragraph, line: &Line<'_>) {
        let context = self.outline.context_at(paragraph.span.start);
        let (rank, from) = clause::marker(line);
        let quantities = if is_recital(line, from) { Vec::new() } else { quantity::scan(line) };
        self.labels.enter(rank, line, from, quantities.is_empty());
        let quantities: Vec<Quantity> = quantities.into_iter().filter(|q| q.lead >= from).collect();
        if quantities.is_empty() {
            return;
        }
        let setting = Setting {
            mode: self.labels.mode().unwrap_or(context.mode),
            aims: self.labels.aims() || self.under_aims(paragraph.span.start),
            normative: self.normative,
        };
        let mut prior: Option<&Quantity> = None;
        for sentence in clause::sentences(line, from, &quantities) {
            let mut accepted: Vec<(Quantity, accept::Verdict)> = Vec::new();
            for q in quantities.iter().filter(|q| sentence.start <= q.number && q.number < sentence.end) {
                if let Some(verdict) = accept::judge(line, q, &sentence, setting, prior) {
                    prior = Some(q);
                    accepted.push((q.clone(), verdict));
                }
            }
            self.sentence(paragraph, line, sentence, &accepted);
        }
    }

    fn sentence(
        &mut self,
        paragraph: &Paragraph,
        line: &Line<'_>,
        sentence: Range<usize>,
        accepted: &[(Quantity, accept::Verdict)],
    ) {
        let context = self.outline.context_at(paragraph.span.start);
        let quantities: Vec<Quantity> = accepted.iter().map(|(q, _)| q.clone()).collect();
        let clauses = clause::split(line, sentence, &quantities);
        let mut before: Option<String> = None;
        for ((q, verdict), clause) in accepted.iter().zip(clauses) {
            let label = self.labels.subject();
            let subject = subject::of(line, q, &clause, before.as_deref(), label);
            let from = clause.shared_from.unwrap_or(clause.range.start);
            let Some(bytes) = line.bytes(from..clause.range.end.max(q.end)) else { continue };
            let span = Span::new(paragraph.span.start + bytes.start, paragraph.span.start + bytes.end);
            let words = self.text.words_of(span);
            self.found.push(Target {
                kind: verdict.kind,
                op: clause.op,
                value: q.value,
                value_max: q.value_max,
                unit: q.unit.text.clone(),
                level: place::level(&words, label, &context),
                school_year: place::school_year(&words, verdict.kind, &context),
                section: self.outline.path_at(paragraph.span.start),
                evidence: self.text.evidence(span, verdict.rule, verdict.confidence),
                text: words,
                subject: subject.clone(),
            });
            before = Some(subject);
        }
    }

    /// Whether the innermost heading that speaks of targets or of tasks speaks of targets.
    fn under_aims(&self, offset: usize) -> bool {
        let mut at = self.outline.section_at(offset);
        while let Some(i) = at {
            let title = self.outline.sections[i].title.to_lowercase();
            if title.contains("chỉ tiêu") || title.contains("mục tiêu cụ thể") {
                return true;
            }
            if ["nhiệm vụ", "giải pháp", "tổ chức thực hiện"].iter().any(|w| title.contains(w)) {
                return false;
            }
            if title.contains("mục tiêu") {
                return true;
            }
            at = self.outline.sections[i].parent;
        }
        false
    }
}

/// Văn bản quy phạm pháp luật and regulations: "ít nhất 02 người" there is a condition, not a target.
fn is_normative(header: &Header) -> bool {
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
    by_kind || symbol.starts_with("QH") || symbol.starts_with("VBHN")
}

/// "Căn cứ …", "Theo đề nghị …", the lines of letterhead and closing.
fn is_recital(line: &Line<'_>, from: usize) -> bool {
    const OPENINGS: &[&str] = &[
        "căn cứ luật",
        "căn cứ nghị",
        "căn cứ quyết",
        "căn cứ thông",
        "căn cứ công",
        "căn cứ kế",
        "theo đề nghị",
        "xét đề nghị",
        "kính gửi",
        "nơi nhận",
        "số :",
    ];
    line.longest_at(from, OPENINGS).is_some()
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
                ranges.push(start..at);
                open = None;
            }
            _ => {}
        }
    }
    ranges
}
