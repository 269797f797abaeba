//! Points of time without a day: months, quarters, years, school years, and parts of them.

use super::point::{Point, Points};
use super::token::Line;
use crate::detect::phrases::{Phrases, Words, phrase_list, phrases, word};

/// Months, quarters, years, school years, and parts of them.
pub(super) fn period_words(line: &Line, i: usize) -> Option<Points> {
    static PARTS: Phrases = phrase_list![
        "khoảng đầu",
        "khoảng giữa",
        "khoảng cuối",
        "thượng tuần",
        "trung tuần",
        "hạ tuần",
        "nửa đầu",
        "nửa cuối",
        "nửa sau",
        "tuần thứ nhất",
        "tuần đầu tiên",
        "tuần đầu",
        "tuần cuối cùng",
        "tuần cuối",
        "hết tuần",
        "những ngày đầu",
        "ngày làm việc cuối cùng",
        "ngày làm việc đầu tiên",
        "ngày cuối cùng",
        "ngày đầu tiên",
        "ngày cuối",
        "đầu",
        "giữa",
        "cuối",
    ];
    let mut at = line.skip(i, &PARTS);
    if at == i && line.is(i, word!["tuần"]) {
        let number = line.skip(i + 1, phrases!["thứ"]);
        let named = line.any(number, phrases!["nhất", "hai", "ba", "tư", "năm", "i", "ii", "iii", "iv"]);
        if named || line.small(number).is_some() {
            at = number + 1;
            if matches!(line.mark(at), Some(',' | '-')) && line.small(at + 1).is_some() {
                at += 2;
            }
        }
    }
    let part = at;
    at = if at > i { line.skip(at, phrases!["của", "trong"]) } else { at };
    if let Some(next) = line.one_of(at, phrases!["các tháng", "tháng"]) {
        let found = months(line, next)?;
        return Some(end_day(line, i, part, &found).unwrap_or(found));
    }
    if let Some(next) = line.one_of(at, phrases!["quý", "quí"]) {
        return quarters(line, next);
    }
    let next = line.one_of(at, phrases!["năm"])?;
    if let Some(next) = line.one_of(next, phrases!["học"]) {
        return school_year(line, next).map(|(y, end)| Points::one(Point::SchoolYear(y), end));
    }
    let y = year(line, next)?;
    // "năm 2024-2025" without "học" is loosely a school year, but "năm 2024 - 5 trường" is not.
    if let Some((y, end)) = school_year(line, next) {
        return Some(Points::one(Point::SchoolYear(y), end));
    }
    Some(Points::one(Point::Year(y), next + 1))
}

/// "ngày cuối cùng của tháng 7": the day itself, where the part `i..end` names one that any calendar has.
fn end_day(line: &Line, i: usize, end: usize, found: &Points) -> Option<Points> {
    let last = line.one_of(i, phrases!["ngày cuối cùng", "ngày cuối"]) == Some(end);
    let first = line.one_of(i, phrases!["ngày đầu tiên"]) == Some(end);
    let [Point::Month { month, year }] = found.points[..] else { return None };
    // Without its year February ends on the 28th.
    let length = jiff::civil::Date::new(year.unwrap_or(2001), month, 1).ok()?.days_in_month();
    let day = if last { length } else { 1 };
    (last || first)
        .then(|| Points { bare: false, ..Points::one(Point::Day { day, month: Some(month), year }, found.end) })
}

/// "2024-2025", "2024 – 2025": the first year and the index after it.
pub(super) fn school_year(line: &Line, i: usize) -> Option<(i16, usize)> {
    let (first, last) = (year(line, i)?, year(line, i + 2)?);
    (matches!(line.mark(i + 1), Some('-' | '–' | '—' | '/')) && last == first + 1).then_some((first, i + 3))
}

/// "9", "12/2024", "9, 10/2024", "9 và tháng 10 năm 2024", "9-12/2024" after "tháng".
pub(super) fn months(line: &Line, i: usize) -> Option<Points> {
    let mut numbers = Vec::new();
    let mut range = false;
    let mut at = i;
    loop {
        numbers.push(month_number(line, at)?);
        if line.any(at + 1, phrases!["lần", "tiết", "tuổi"]) {
            return None;
        }
        let (year, end) = year_after(line, at + 1);
        let dash = matches!(line.mark(end), Some('-' | '–' | '—'));
        // "tháng 10 hoặc 11": at any time from the one to the other.
        let either = line.is(end, word!["hoặc"]);
        let joined = dash || either || line.mark(end) == Some(',') || line.is(end, word!["và"]);
        let next = line.skip(end + 1, phrases!["tháng"]);
        // "trong tháng 10, 9/9 trường …", "tháng 9, 12% …": a share follows, not a month.
        let share = matches!(line.mark(next + 1), Some('%'))
            || matches!(line.mark(next + 1), Some('/' | ',' | '.'))
                && line.touches(next)
                && (line.mark(next + 1) == Some('/') || line.touches(next + 1))
                && year_after(line, next + 1).0.is_none();
        // Only a month that is followed by its year, by another month or by an end goes on with the list.
        let goes_on = joined
            && year.is_none()
            && month_number(line, next).is_some()
            && !(share && line.number(next + 2).is_some_and(|n| n < 1900) || line.mark(next + 1) == Some('%'))
            && !(next == end + 1
                && line.is_word(next + 1)
                && !(either && line.any(next + 1, phrases!["cho", "để", "đối", "với", "tùy", "theo"]))
                && !line.any(next + 1, phrases!["năm", "và", "hằng", "hàng"]));
        if !goes_on {
            let points = numbers.iter().map(|&month| Point::Month { month, year }).collect();
            return Some(Points { points, range, bare: false, hours: false, end });
        }
        range |= dash || either;
        at = next;
    }
}

fn quarters(line: &Line, i: usize) -> Option<Points> {
    let mut numbers = Vec::new();
    let mut at = i;
    loop {
        numbers.push(roman(line.word(at))?);
        let (year, end) = year_after(line, at + 1);
        let joined = line.mark(end) == Some(',') || line.is(end, word!["và"]);
        let next = line.skip(end + 1, phrases!["quý", "quí"]);
        if !joined || year.is_some() || roman(line.word(next)).is_none() {
            let points = numbers.iter().map(|&quarter| Point::Quarter { quarter, year }).collect();
            return Some(Points { points, range: false, bare: false, hours: false, end });
        }
        at = next;
    }
}

fn roman(word: &str) -> Option<i8> {
    match word {
        "i" | "1" | "01" => Some(1),
        "ii" | "2" | "02" => Some(2),
        "iii" | "3" | "03" => Some(3),
        "iv" | "4" | "04" => Some(4),
        _ => None,
    }
}

pub(super) fn month_number(line: &Line, i: usize) -> Option<i8> {
    line.small(i).filter(|m| (1..=12).contains(m)).and_then(|m| i8::try_from(m).ok())
}

/// A four-digit year.
pub(super) fn year(line: &Line, i: usize) -> Option<i16> {
    let n = line.number(i).filter(|n| (1945..=2100).contains(n))?;
    i16::try_from(n).ok()
}

/// The year in "/2024", "năm 2024", "-2024" after a month, and the index after it.
pub(super) fn year_after(line: &Line, i: usize) -> (Option<i16>, usize) {
    let slash = matches!(line.mark(i), Some('/' | '-' | '.')) && line.word(i + 1).len() == 4;
    if let Some(end) = line.one_of(i, phrases!["năm nay", "năm này"]) {
        return (None, end);
    }
    if slash || line.is(i, word!["năm"]) || line.mark(i) == Some(',') && line.is(i + 1, word!["năm"]) {
        let at = if line.mark(i) == Some(',') { i + 2 } else { i + 1 };
        // "tháng 9 năm học …" has no year of its own.
        if let Some(y) = year(line, at) {
            return (Some(y), at + 1);
        }
    }
    (None, i)
}

pub(super) fn full_year(line: &Line, i: usize) -> Option<i16> {
    // "10/9/24" as people write in tables.
    let short = || line.small(i).filter(|y| line.word(i).len() == 2 && (15..=50).contains(y)).map(|y| y + 2000);
    // The first year of an anniversary lies further back than any year that is set.
    let old = || line.number(i).filter(|n| (1850..1945).contains(n)).and_then(|n| i16::try_from(n).ok());
    year(line, i).or_else(old).or_else(|| short().and_then(|y| i16::try_from(y).ok()))
}
