//! The quantity grammar: percentages ([`share`]), counts with their unit and "không có" zeros ([`count`]), each with its
//! bound.
//!
//! One pass over a line's tokens; whether a quantity is a target is decided afterwards, in [`super::accept`].

use std::ops::Range;

use super::bound::Bound;
use super::count::{count, spelled, zero};
use super::lexicon::NUMBER_WORDS;
use super::line::Line;
use super::named::{follows_day_word, is_code, is_year};
use super::number;
use super::share::{explained, is_out_of, percent, share};
use super::unit::Unit;
use crate::detect::phrases::phrases;
use crate::directive::TargetOp;

/// How the quantity is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// "97%".
    Percent,
    /// "02 giải Nhất", "16/16 trường", "4 tiết/tuần".
    Count,
    /// "Không có học sinh bỏ học".
    Zero,
}

/// A quantity in a line, as token positions.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Quantity {
    /// First token of what belongs to it: a bound, a fraction before "=", else the number.
    pub lead: usize,
    /// The number itself, or "không" of a zero.
    pub number: usize,
    /// The first token of the unit.
    pub unit_start: usize,
    /// One past the unit's last token.
    pub unit_end: usize,
    /// One past its last token, a bound behind it included.
    pub end: usize,
    /// How it is written.
    pub form: Form,
    /// The quantity.
    pub value: f64,
    /// The upper end of a range.
    pub value_max: Option<f64>,
    /// The bound.
    pub op: TargetOp,
    /// Whether words say the bound ("ít nhất", "trở lên", "tăng").
    pub bounded: bool,
    /// Whether a bound proper says it, not a mere "tăng" or "giảm".
    pub firm: bool,
    /// Whether it is written k/n.
    pub fraction: bool,
    /// Whether the number is a word.
    pub spelled: bool,
    /// The unit.
    pub unit: Unit,
}

impl Quantity {
    /// A number in figures with what bounds it; `unit_at` are the tokens of the unit.
    pub fn new(form: Form, number: usize, value: f64, bound: &Bound, unit_at: Range<usize>, unit: Unit) -> Self {
        Self {
            lead: bound.lead,
            number,
            unit_start: unit_at.start,
            unit_end: unit_at.end,
            end: bound.end,
            form,
            value,
            value_max: None,
            op: bound.op,
            bounded: bound.said,
            firm: bound.firm,
            fraction: false,
            spelled: false,
            unit,
        }
    }
}

/// All quantities of a line, in order; `aims`: it stands under a heading of targets, where an item may open with any
/// counted noun.
pub(super) fn scan(line: &Line<'_>, aims: bool) -> Vec<Quantity> {
    let mut found = Vec::new();
    let mut labelled = None;
    let mut i = 0;
    while i < line.len() {
        if line.tokens[i].masked || !line.may_count(i) {
            i += 1;
            continue;
        }
        if line.is_number(i) {
            let (quantity, next) = numeric(line, i, aims, &mut labelled);
            found.extend(quantity);
            i = next.max(i + 1);
        } else if line.word(i) == "không" {
            let zero = zero(line, i);
            i = zero.as_ref().map_or(i + 1, |z| z.unit_end);
            found.extend(zero);
        } else if NUMBER_WORDS.holds(line, i) {
            let spelled = spelled(line, i, found.last());
            i = spelled.as_ref().map_or(i + 1, |q| q.end);
            found.extend(spelled);
        } else {
            i += 1;
        }
    }
    found
}

/// Digits at `i`: the quantity, if it is one, and where to go on.
fn numeric(line: &Line<'_>, i: usize, aims: bool, labelled: &mut Option<usize>) -> (Option<Quantity>, usize) {
    if is_code(line, i) || is_clock(line, i) {
        return (None, i + 1);
    }
    let slash = line.word(i + 1) == "/" && line.is_number(i + 2);
    let numerator = (slash || is_out_of(line, i)).then_some(i);
    let number = if numerator.is_some() { i + 2 } else { i };
    // "12993/13046 = 99,6%" and "2567/2569 (đạt 99,92%)": the percentage carries the figure.
    if let Some(q) = explained(line, i, number + 1, numerator.is_some()) {
        let next = q.end;
        return (Some(q), next);
    }
    if let Some(q) = share(line, i).filter(|_| slash && !follows_day_word(line, i)) {
        let next = q.end;
        return (Some(q), next);
    }
    if numerator.is_some() {
        if slash && line.word(i + 3) == "/" && line.is_number(i + 4) {
            return (None, i + 5);
        }
        let q = count(line, i, number + 1, aims, labelled).filter(|_| !follows_day_word(line, i));
        // Among targets "17/22 trường (77,3%)" gives both, "17/22 trường đạt 77,3%" the share.
        let joined = |q: &&Quantity| !aims || line.word(q.unit_end) != "(";
        if let Some(q) = q.as_ref().filter(joined).and_then(|q| explained(line, i, q.unit_end, true)) {
            let next = q.end;
            return (Some(q), next);
        }
        let next = q.as_ref().map_or(number + 1, |q| q.end);
        return (q.map(|q| Quantity { fraction: true, ..q }), next);
    }
    if let Some(q) = percent(line, i) {
        let next = q.end;
        let other = base_of_change(line, &q) || is_difference(line, &q);
        return ((!other).then_some(q), next);
    }
    let (upper, after) = range_end(line, i);
    // A span of years or a school year.
    if upper.is_some_and(is_year) && number::at(line, i).is_some_and(is_year) {
        return (None, after);
    }
    let q = count(line, i, after, aims, labelled);
    let next = q.as_ref().map_or(i + 1, |q| q.end);
    // "13046 HS (đạt 100%)": what a report counts is told by its share.
    if let Some(q) = q.as_ref().filter(|_| !aims).and_then(|q| explained(line, i, q.unit_end, false)) {
        let next = q.end;
        return (Some(q), next);
    }
    (q.filter(|q| !base_of_change(line, q)), next)
}

/// "11 giờ 30 phút": the minutes of a time of the day.
fn is_clock(line: &Line<'_>, i: usize) -> bool {
    i >= 2 && matches!(line.word(i - 1), "giờ" | "h") && line.is_number(i - 2)
}

/// The upper end of "2 - 3", "2 đến 3" and the token after it.
pub(super) fn range_end(line: &Line<'_>, i: usize) -> (Option<f64>, usize) {
    if is_range_mark(line, i + 1) && line.is_number(i + 2) && line.word(i + 3) != "/" {
        let low = number::at(line, i);
        let high = number::at(line, i + 2);
        if let (Some(low), Some(high)) = (low, high)
            && high > low
        {
            return (Some(high), i + 3);
        }
    }
    (None, i + 1)
}

pub(super) fn is_range_mark(line: &Line<'_>, i: usize) -> bool {
    matches!(line.word(i), "-" | "–" | "—" | "÷" | "đến" | "tới")
}

/// "70%" of "tăng từ 70% lên 75%" is where the change starts from, not what is aimed at.
fn base_of_change(line: &Line<'_>, q: &Quantity) -> bool {
    let Some(from) = q.number.checked_sub(1) else { return false };
    let goes_on = (q.end..(q.end + 6).min(line.len()))
        .take_while(|&i| line.word(i) != ",")
        .any(|i| matches!(line.word(i), "lên" | "xuống" | "còn") && (line.is_number(i + 1) || line.is_number(i + 2)));
    line.word(from) == "từ" && goes_on
}

/// "thấp hơn 17% so với bình quân": how far apart two figures are, not a level.
fn is_difference(line: &Line<'_>, q: &Quantity) -> bool {
    let compares =
        line.longest_before(q.number, phrases!["thấp hơn", "cao hơn", "ít hơn", "nhiều hơn", "hơn", "vượt"]).is_some();
    compares && line.phrase_at(q.end, "so với").is_some()
}
