//! Entry into force and expiry as a directive states them of itself (Luật Ban hành VBQPPL 64/2025/QH15 art. 53, 54).

use std::ops::Range;
use std::sync::LazyLock;

use jiff::ToSpan;
use regex::Regex;

use super::cues::Cues;
use super::date::date_at;
use super::instruction::sentences;
use super::provision::{collapse, runs};
use super::statement::OWN;
use super::structure::Rank;
use super::view::View;
use crate::directive::{PartialDate, Span, Validity, ValidityKind};

/// When the directive takes effect, and what it says of its own validity.
#[derive(Default)]
pub(super) struct Entry {
    /// The day of the directive as a whole.
    pub from: Option<PartialDate>,
    /// Parts that take effect on another day: the words that name them, and the day.
    pub parts: Vec<(String, PartialDate)>,
    /// The statements.
    pub validity: Vec<Validity>,
}

/// Reads all such statements.
pub(super) fn read(view: &View) -> Entry {
    let mut entry = Entry::default();
    let issued = issued(view);
    for (index, unit) in view.units.iter().enumerate() {
        let words = &view.text.content[unit.words.start..unit.words.end];
        if unit.quoted
            || unit.rank == Rank::Row
            || !view.cues[index].has(Cues::FORCE)
            || !(view.cues[index].has(Cues::OWN) || words.contains("iều ") || words.contains("khoản"))
            || !words.contains("iệu lực")
            || view.repeats(index)
        {
            continue;
        }
        let stretch = view.stretch(unit.words);
        for (from, to) in sentences(&stretch.plain) {
            let sentence = &stretch.plain[from..to];
            let place = |start: usize, end: usize| {
                let words = stretch.s[from + start..from + end].trim_end_matches([' ', '.', ';', ',', '/']);
                Span::new(stretch.base + from + start, stretch.base + from + start + words.len())
            };
            // Without these words neither pattern matches, and searching with them is slow.
            if !sentence.contains("hiệu lực") && !sentence.contains("hết") {
                continue;
            }
            if let Some(m) = sentence.contains("hết").then(|| ENDS.captures(sentence)).flatten() {
                let (Some(own), Some(whole)) = (m.name("own"), m.get(0)) else { continue };
                let before = sentence[..own.start()].trim_end();
                if UNREAL.iter().any(|word| before.ends_with(word)) {
                    continue;
                }
                let day = m.name("when").and_then(|when| date_at(when.as_str())).map(|(date, _)| date);
                if day.is_none() && m.name("until").is_some() {
                    continue;
                }
                let (from, to) = match (day, m.name("until").is_some()) {
                    (Some(PartialDate::Day(day)), true) => {
                        (day.tomorrow().ok().map(PartialDate::Day), Some(PartialDate::Day(day)))
                    }
                    (Some(PartialDate::Day(day)), false) => {
                        (Some(PartialDate::Day(day)), day.yesterday().ok().map(PartialDate::Day))
                    }
                    (day, true) => (None, day),
                    (day, false) => (day, None),
                };
                let end = day.map_or(sentence.len(), |_| whole.end());
                entry.validity.push(statement(view, place(own.start(), end), ValidityKind::Expiry, from, to, None));
            }
            if !sentence.contains("có") {
                continue;
            }
            for (words, span, day) in parts(view, index, sentence, issued) {
                entry.parts.push((words.clone(), day));
                let span = place(span.start, span.end);
                entry.validity.push(statement(view, span, ValidityKind::Entry, Some(day), None, Some(words)));
            }
            let Some(m) = ENTERS.captures(sentence) else { continue };
            let (Some(own), Some(when)) = (m.name("own"), m.name("when")) else { continue };
            let before = sentence[..own.start()].trim_end();
            if UNREAL.iter().any(|word| before.ends_with(word)) {
                continue;
            }
            let Some((day, length)) = day_of(when.as_str(), issued) else { continue };
            let before = before.trim_end_matches("của").trim_end();
            let part = runs(before, 0, before.len()).next().map(|run| collapse(&before[run.start..]));
            let span = place(part.as_ref().map_or(own.start(), |_| 0), when.start() + length);
            match &part {
                Some(words) => entry.parts.push((words.clone(), day)),
                None if entry.from.is_none() => entry.from = Some(day),
                None => {}
            }
            entry.validity.push(statement(view, span, ValidityKind::Entry, Some(day), None, part));
        }
    }
    entry
}

/// Provisions that a sentence lets take effect on a day of their own, this document not being named: "Quy định tại Điều 3
/// có hiệu lực kể từ ngày ký", "…, riêng khoản 2 Điều này có hiệu lực từ ngày …". What stands between the provisions and
/// their verb would be another document, or something else that begins.
fn parts(
    view: &View,
    unit: usize,
    sentence: &str,
    issued: Option<PartialDate>,
) -> Vec<(String, Range<usize>, PartialDate)> {
    let mut found = Vec::new();
    for verb in FORCE_FROM.find_iter(sentence) {
        let before = sentence[..verb.start()].trim_end();
        let here = before.strip_suffix("này").map(str::trim_end).and_then(|rest| rest.strip_suffix("Điều"));
        let before = here.unwrap_or(before).trim_end();
        let Some(run) = runs(before, 0, before.len()).last().filter(|run| run.end == before.len()) else { continue };
        let lead = before[..run.start].rfind([',', ';']).map_or(0, |at| at + 1);
        let lead = lead + (before[lead..].len() - before[lead..].trim_start().len());
        if !LEADS.contains(&before[lead.min(run.start)..run.start].trim().to_lowercase().as_str()) {
            continue;
        }
        let Some((day, length)) = day_of(&sentence[verb.end()..], issued) else { continue };
        let mut words = collapse(&before[run.start..]);
        if here.is_some() {
            let Some(article) = article_of(view, unit) else { continue };
            words = format!("{words} {article}");
        }
        found.push((words, lead.min(run.start)..verb.end() + length, day));
    }
    found
}

/// The article that a unit stands in: what it means by "Điều này".
fn article_of(view: &View, unit: usize) -> Option<String> {
    let place = view.place(unit)?;
    place.find("Điều ").map(|at| place[at..].to_owned())
}

fn statement(
    view: &View,
    span: Span,
    kind: ValidityKind,
    from: Option<PartialDate>,
    to: Option<PartialDate>,
    scope: Option<String>,
) -> Validity {
    Validity {
        text: view.text.words_of(span),
        kind,
        work: None,
        from,
        to,
        scope,
        grades: Vec::new(),
        levels: Vec::new(),
        school_year: None,
        school_year_to: None,
        year_inferred: false,
        section: view.outline.path_at(span.start),
        evidence: view.text.evidence(
            span,
            if kind == ValidityKind::Entry { "validity/entry" } else { "validity/expiry" },
            0.95,
        ),
    }
}

/// The issue date; of a law, which has none in its letterhead, the day on which it was passed.
fn issued(view: &View) -> Option<PartialDate> {
    let passed = || {
        let tail = view.units.iter().rev().take(400);
        let mut words = tail.map(|unit| &view.text.content[unit.words.start..unit.words.end]);
        words.find_map(|words| PASSED.find(words).and_then(|m| date_at(&words[m.end()..])).map(|(date, _)| date))
    };
    view.header.date.or_else(passed)
}

/// The day that "ngày 01 tháng 7 năm 2026", "ngày ký", "45 ngày kể từ ngày ký" name, with the length of the words.
fn day_of(when: &str, issued: Option<PartialDate>) -> Option<(PartialDate, usize)> {
    if let Some(found) = date_at(when) {
        return Some(found);
    }
    if let Some(m) = DAYS.captures(when) {
        let days: i64 = m.get(1)?.as_str().parse().ok()?;
        let Some(PartialDate::Day(day)) = issued else { return None };
        let day = day.checked_add(days.days()).ok()?;
        return Some((PartialDate::Day(day), m.get(0)?.end()));
    }
    let signed = SIGNED.find(when)?;
    issued.map(|day| (day, signed.end()))
}

/// "trước ngày Thông tư này có hiệu lực": no statement, but a time told by one.
const UNREAL: &[&str] = &["ngày", "khi", "điểm", "nếu", "Ngày", "Khi", "Nếu"];

static ENTERS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!(
        r"(?P<own>(?i:{OWN}))\s+(?:được\s+\S+\s+)?(?:bắt đầu\s+)?có\s+hiệu\s+lực(?:\s+thi\s+hành|\s+pháp\s+lý|\s+áp\s+dụng)?\s*,?\s*(?:thi hành\s+)?(?:kể\s+từ|kể|từ|sau|vào)\s+(?P<when>.*)"
    ))
    .expect("a valid pattern")
});

/// What may stand before provisions that take effect.
const LEADS: [&str; 8] = [
    "",
    "riêng",
    "các",
    "quy định tại",
    "các quy định tại",
    "riêng quy định tại",
    "riêng các quy định tại",
    "nội dung quy định tại",
];

static FORCE_FROM: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\scó\s+hiệu\s+lực(?:\s+thi\s+hành|\s+áp\s+dụng)?\s*,?\s*(?:kể\s+từ|kể|từ|sau|vào)\s+")
        .expect("a valid pattern")
});

static ENDS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!(
        r"(?P<own>(?i:{OWN}))\s+(?:sẽ\s+)?(?:hết hiệu lực(?:\s+thi\s+hành)?\s*(?:kể\s+)?(?:từ|vào|khi|sau khi)|(?:[^.;]{{0,80}}\s)?(?:có|được) (?:hiệu lực|thực hiện|áp dụng)[^.;]{{0,80}}?(?P<until>(?:đến|tới)\s+hết))\s+(?P<when>(?:ngày\s+)?\d+(?:/\d+/\d{{4}}| tháng \d+ năm \d{{4}})|(?:hết\s+)?năm \d{{4}}|)"
    ))
    .expect("a valid pattern")
});

static DAYS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(\d{1,3})\s*(?:\([^)]*\)\s*)?ngày\s*,?\s*(?:kể\s+)?(?:từ\s+)?(?:sau\s+)?ngày\s+(?:được\s+)?(?:ký|ban hành|thông qua|công bố)[^,;.]{0,40}")
        .expect("a valid pattern")
});

static SIGNED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:ngày\s+)?(?:được\s+)?(?:ký|ban hành|thông qua)(?:\s+ban hành)?").expect("a valid pattern")
});

static PASSED: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"thông qua\s+(?:vào\s+)?(?:ngày\s+)").expect("a valid pattern"));
