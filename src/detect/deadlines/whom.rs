//! For which classes or levels a date is, where several stand together: "lớp 1 ngày 21/8, các lớp khác ngày 28/8".

use super::expression::Expression;
use super::token::Line;
use crate::detect::phrases::{Phrases, phrase_list, phrases};

/// Words without which no class or level is named.
static HEADS: Phrases = phrase_list![
    "lớp",
    "khối",
    "mầm non",
    "mẫu giáo",
    "nhà trẻ",
    "tiểu học",
    "trung học",
    "thcs",
    "thpt",
    "gdtx",
    "giáo dục thường xuyên",
    "cấp",
    "bậc",
];

/// All words of which names of classes and levels consist.
static PARTS: Phrases = phrase_list![
    "lớp",
    "khối",
    "các",
    "học",
    "sinh",
    "em",
    "mầm",
    "non",
    "mẫu",
    "giáo",
    "nhà",
    "trẻ",
    "tiểu",
    "trung",
    "cơ",
    "sở",
    "phổ",
    "thông",
    "thcs",
    "thpt",
    "gdtx",
    "cấp",
    "bậc",
    "dục",
    "thường",
    "xuyên",
    "còn",
    "lại",
    "khác",
    "và",
    "đến",
    "riêng",
    "đối",
    "với",
    "cho",
    "tuổi",
    "đầu",
    "cuối",
    "i",
    "ii",
    "iii",
    "trường",
    "dành",
    "hệ",
];

/// Words that lead to the name and are no part of it.
static LEADS: Phrases = phrase_list!["riêng", "đối với", "với", "dành cho", "cho", "và", "còn"];

/// Whether token `k` may be part of the name of a class or level.
pub(super) fn is_part(line: &Line, k: usize) -> bool {
    line.any(k, &PARTS) || line.small(k).is_some()
}

/// The classes right in front of token `end`, with nothing else down to `from` or to the mark before them.
pub(super) fn in_front(line: &Line, from: usize, end: usize) -> Option<(usize, usize)> {
    let mut stop = end;
    while stop > from && matches!(line.mark(stop - 1), Some(':' | '(' | ',' | '-' | '–')) {
        stop -= 1;
    }
    let mut start = stop;
    while start > from && (is_part(line, start - 1) || line.mark(start - 1) == Some(',')) {
        start -= 1;
    }
    named(line, start, stop)
}

/// The classes right behind token `at`: "(lớp 1)", "đối với lớp 1", "khối mầm non".
fn behind(line: &Line, at: usize) -> Option<(usize, usize)> {
    let open = line.mark(at) == Some('(');
    let from = at + usize::from(open);
    let mut stop = from;
    while is_part(line, stop) || line.mark(stop) == Some(',') && is_part(line, stop + 1) {
        stop += 1;
    }
    if open && line.mark(stop) != Some(')') || line.is_word(stop) || line.mark(stop) == Some(':') {
        return None;
    }
    named(line, from, stop)
}

/// The name in `start..stop` without what leads to it.
fn named(line: &Line, start: usize, stop: usize) -> Option<(usize, usize)> {
    let (mut start, mut stop) = (start, stop);
    loop {
        let next = line.skip(start, &LEADS);
        let next = if line.mark(next).is_some() { next + 1 } else { next };
        if next == start || next >= stop {
            break;
        }
        start = next;
    }
    while stop > start && (line.mark(stop - 1).is_some() || line.any(stop - 1, phrases!["và"])) {
        stop -= 1;
    }
    (start < stop && line.has(start..stop, &HEADS)).then_some((start, stop))
}

/// The classes of expression `at` of `all` where nothing else stands between it and the expression before it: its task
/// is the one of that expression.
pub(super) fn alone(line: &Line, all: &[Expression], at: usize) -> Option<(usize, usize)> {
    let before = at.checked_sub(1).map(|k| all[k].end)?;
    let e = &all[at];
    let mark = |k: usize| line.mark(k).is_some_and(|c| ",;.:()-–".contains(c));
    if before > e.first || !(before..e.first).all(|k| is_part(line, k) || mark(k)) {
        return None;
    }
    // "28/8 (lớp 9), 21/8 (lớp 1)": what is in brackets goes with the date before.
    let from =
        (before..e.first).rev().find(|&k| matches!(line.mark(k), Some(')' | ';' | '.'))).map_or(before, |k| k + 1);
    in_front(line, from, e.first).or_else(|| behind(line, e.end))
}

/// The classes of expression `at` of `all`: behind it, or in front where a colon or a mark parts them from the task, or
/// where the next expression has classes of its own (`shared`).
pub(super) fn of(line: &Line, all: &[Expression], at: usize, from: usize, shared: bool) -> Option<(usize, usize)> {
    let e = &all[at];
    let from = at.checked_sub(1).map_or(from, |k| from.max(all[k].end)).min(e.first);
    let parted = |start: usize| {
        let mut k = start;
        while k > from && line.any(k - 1, &PARTS) {
            k -= 1;
        }
        k > 0 && line.mark(k - 1) == Some(':')
    };
    in_front(line, from, e.first).filter(|&(start, _)| shared || parted(start)).or_else(|| behind(line, e.end))
}
