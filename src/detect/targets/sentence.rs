//! The accepted quantities of one sentence made into targets, with what the sentences before hand on to it: subject,
//! topic, level, year.

use std::ops::Range;

use super::accept;
use super::line::Line;
use super::quantity::Quantity;
use super::{Finder, clause, place, subject};
use crate::detect::letters::lower;
use crate::directive::{Level, SchoolYear, Span, Target, TargetKind};

/// What the clauses of a paragraph hand on to the next.
#[derive(Default)]
pub(super) struct Carried {
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

impl Finder<'_> {
    /// Adds the targets of the `accepted` quantities of a sentence of the line that begins at byte `at`.
    pub(super) fn sentence(
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
}

/// A subject of no more words ("Xếp loại Tốt") needs its heading to say what it is about.
const SHORT: usize = 4;

/// "Mỗi trường …" says itself whose it is.
fn is_of_each(subject: &str) -> bool {
    ["mỗi ", "Mỗi ", "từng ", "Từng "].iter().any(|each| subject.starts_with(each))
}
