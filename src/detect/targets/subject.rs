//! The subject of a clause: what is measured, without the quantity and without the words of aiming.

use std::ops::Range;

use super::clause::Clause;
use super::lexicon::{AIM_EDGES, COMPOUNDS};
use super::line::Line;
use super::quantity::{Form, Quantity};
use crate::detect::letters::lower;
use crate::detect::phrases::{Phrases, phrase_list};

/// The subject of `q` in its clause; `shared` is the subject before it that it may live on, `label` the list heading.
pub(super) fn of(line: &Line<'_>, q: &Quantity, clause: &Clause, shared: Option<&str>, label: Option<&str>) -> String {
    let before = trimmed(line, clause.range.start..q.lead.max(clause.range.start));
    let after = tail(line, q.end.min(clause.range.end)..clause.range.end);
    let head = line.words(before);
    let rest = line.words(after);
    let unit = if q.form == Form::Percent || q.unit.rate { "" } else { q.unit.text.as_str() };
    let own = match (head.is_empty(), rest.is_empty()) {
        (true, true) => String::new(),
        (false, true) => head,
        (true, false) => join(&[unit, &rest]),
        (false, false) => join(&[&head, unit, &rest]),
    };
    // "Đạt 30%" behind "Tốt 70%," names a rank.
    let first = clause.range.start;
    let rank = own.is_empty() && line.is_capital(first) && first > 0 && line.word(first - 1) == ",";
    let own = if rank { line.words(first..q.lead.max(first)) } else { own };
    let own = match shared.filter(|_| clause.shared_from.is_some() || q.form == Form::Percent) {
        Some(shared) if own.is_empty() => shared.to_owned(),
        _ if own.is_empty() => label.map_or_else(|| q.unit.text.clone(), str::to_owned),
        _ => own,
    };
    match label {
        Some(label) if !lower(&own).contains(&lower(label)) => format!("{label}: {own}"),
        _ => own,
    }
}

/// The words before the quantity without "Phấn đấu", "đến năm 2030", "đạt".
fn trimmed(line: &Line<'_>, mut range: Range<usize>) -> Range<usize> {
    loop {
        let start = range.start;
        range.start = after_time(line, range.clone());
        let edge = line.longest_at(range.start, &AIM_EDGES);
        let compound = line.longest_at(range.start, &COMPOUNDS);
        if let Some(n) = edge.filter(|edge| compound.is_none_or(|n| n <= *edge)) {
            range.start = (range.start + n).min(range.end);
        }
        if range.start == start || range.start >= range.end {
            break;
        }
    }
    while range.start < range.end {
        let opens = matches!(line.word(range.end - 1), "(" | "[" | "“" | "\"");
        match line.longest_before(range.end, &AIM_EDGES).filter(|_| !is_rank(line, range.end - 1)) {
            Some(first) => range.end = first.max(range.start),
            None if opens => range.end -= 1,
            None => break,
        }
    }
    range
}

/// "Đạt", "Chưa đạt" as the name of a rank: part of what is measured.
fn is_rank(line: &Line<'_>, i: usize) -> bool {
    let named = i.checked_sub(1).is_some_and(|p| matches!(line.word(p), "chưa" | "không" | "loại" | "mức"));
    line.word(i) == "đạt" && (named || line.is_capital(i))
}

/// The words after the quantity, without a comparison with the year before.
fn tail(line: &Line<'_>, mut range: Range<usize>) -> Range<usize> {
    if let Some(than) = line.find(range.clone(), &COMPARISONS) {
        range.end = than;
    }
    if line.word(range.start) == "vào" {
        let time = after_time(line, range.start + 1..range.end);
        range.start = if time > range.start + 1 { time } else { range.start };
    }
    while range.start < range.end && !line.is_word(range.start) && line.word(range.start) != "(" {
        range.start += 1;
    }
    while range.start < range.end && matches!(line.word(range.end - 1), "," | "." | ";" | ":" | "-") {
        range.end -= 1;
    }
    range
}

/// Passes over "đến năm 2030," and "Năm học 2024-2025" at the start of `range`.
fn after_time(line: &Line<'_>, range: Range<usize>) -> usize {
    let mut i = range.start;
    while i < range.end && matches!(line.word(i), "đến" | "tới" | "hết" | "cuối" | "trong" | "từ") {
        i += 1;
    }
    if line.word(i) == "năm" {
        i += 1 + usize::from(line.word(i + 1) == "học");
    } else if i == range.start || !line.is_number(i) {
        return range.start;
    }
    if !line.is_number(i) {
        return range.start;
    }
    i += 1;
    if matches!(line.word(i), "-" | "–" | "/") && line.is_number(i + 1) {
        i += 2;
    }
    i += usize::from(matches!(line.word(i), "," | ":"));
    i.min(range.end)
}

/// What a figure is compared with is no part of what is measured.
static COMPARISONS: Phrases =
    phrase_list!["so với", "vượt kế hoạch", "vượt chỉ tiêu", "bằng kế hoạch", "đạt kế hoạch", "cao hơn", "thấp hơn"];

fn join(parts: &[&str]) -> String {
    parts.iter().filter(|p| !p.is_empty()).copied().collect::<Vec<_>>().join(" ")
}
