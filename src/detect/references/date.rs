//! The issue date stated with a mention: "ngày 16/8/2024", "ngày 06 tháng 11 năm 2009".

use super::scan::{after, eat_any, eat_word, skip_blank};
use crate::detect::terms::terms;
use crate::directive::PartialDate;

/// Reads "[ban hành] ngày …" at `at`: the end and the date.
pub(super) fn parse(s: &str, at: usize) -> Option<(usize, PartialDate)> {
    let mut p = at;
    if let Some(end) = eat_any(s, p, terms!["ban hành", "ký ban hành", "được ban hành", "ký", "cùng"]) {
        p = skip_blank(s, end);
    }
    if let Some(end) = eat_word(s, p, "tháng") {
        return month_year(s, skip_blank(s, end));
    }
    // "này", "ngay", "ngày": slips met in official papers.
    let day_word = eat_any(s, p, terms!["ngày", "ngay", "này", "ngầy"])
        .or_else(|| s[p..].starts_with("ngày").then(|| p + "ngày".len()))?;
    let (day, p) = digits(s, skip_blank(s, day_word), 2)?;
    let q = skip_blank(s, p);
    if let Some(end) = eat_word(s, q, "tháng") {
        let (month, p) = digits(s, skip_blank(s, end), 2)?;
        let p = skip_blank(s, p);
        let p = match (eat_word(s, p, "năm"), after(s, p)) {
            (Some(end), _) => end,
            (None, Some('/' | ',')) => p + 1,
            _ => return None,
        };
        let (year, end) = digits(s, skip_blank(s, p), 4)?;
        return Some((end, day_of(year, month, day)?));
    }
    let glue = after(s, q).filter(|c| matches!(c, '/' | '-' | '.'))?;
    let (month, p) = digits(s, skip_blank(s, q + 1), 2)?;
    let p = skip_blank(s, p);
    if after(s, p) != Some(glue) && !matches!(after(s, p), Some('/' | '-' | '.')) {
        return None;
    }
    let (year, end) = digits(s, skip_blank(s, p + 1), 4)?;
    Some((end, day_of(year, month, day)?))
}

/// "22/12/2024)" behind an opening bracket: the end before the bracket closes, and the date.
pub(super) fn bracketed(s: &str, at: usize) -> Option<(usize, PartialDate)> {
    let (day, p) = digits(s, at, 2)?;
    let (month, p) = digits(s, s[p..].starts_with('/').then_some(p + 1)?, 2)?;
    let (year, end) = digits(s, s[p..].starts_with('/').then_some(p + 1)?, 4)?;
    (after(s, end) == Some(')')).then_some(())?;
    Some((end, day_of(year, month, day)?))
}

fn month_year(s: &str, at: usize) -> Option<(usize, PartialDate)> {
    let (month, p) = digits(s, at, 2)?;
    let p = skip_blank(s, p);
    let p = if after(s, p) == Some('/') { p + 1 } else { eat_word(s, p, "năm")? };
    let (year, end) = digits(s, skip_blank(s, p), 4)?;
    (year > 1900).then_some(())?;
    Some((end, PartialDate::month(year, i8::try_from(month).ok()?)?))
}

fn day_of(year: i16, month: i16, day: i16) -> Option<PartialDate> {
    (year > 1900).then_some(())?;
    PartialDate::day(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?)
}

fn digits(s: &str, at: usize, most: usize) -> Option<(i16, usize)> {
    let count = s[at..].bytes().take_while(u8::is_ascii_digit).count();
    if count == 0 || count > most || most == 4 && count != 4 {
        return None;
    }
    Some((s[at..at + count].parse().ok()?, at + count))
}
