//! Which paragraphs can hold a quantity at all: a look at the bytes, before anything is cut into tokens.
//!
//! Most paragraphs hold no digits, or only list numbers, dates and school years. The sieve lets through whatever the
//! grammar of [`super::quantity`] might take for a quantity; what it holds back, the grammar would refuse as well.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::lexicon::{NUMBER_WORDS, UNITS, ZERO_UNITS};
use crate::detect::phrases::Phrases;

/// Whether `words` may hold a quantity outside the byte ranges `masked`.
pub(super) fn may_hold(words: &str, masked: &[Range<usize>]) -> bool {
    let mut at = list_number(words);
    while let Some(digit) = words.as_bytes()[at..].iter().position(u8::is_ascii_digit) {
        let start = at + digit;
        let owned = masked.iter().find(|m| m.contains(&start)).map(|m| m.end);
        match owned.or_else(|| inert(words, start)) {
            Some(end) => at = end.min(words.len()),
            None => return true,
        }
    }
    WORDS.is_match(words)
}

/// Where a list number in front ends ("1. ", "2.1) "): the mark behind it parts it from any unit.
fn list_number(words: &str) -> usize {
    let digits = words.bytes().take_while(|b| b.is_ascii_digit() || *b == b'.').count();
    let number = words[..digits].trim_end_matches('.');
    let closed = number.len() < digits || words[digits..].starts_with(')');
    if !number.is_empty() && closed && words[number.len() + 1..].starts_with(' ') { number.len() + 1 } else { 0 }
}

/// Where the digits at `start` end, if they can be no quantity: part of a word, a date, a school year, a named day.
fn inert(words: &str, start: usize) -> Option<usize> {
    let before = words[..start].chars().next_back();
    let digits = digits(&words[start..]);
    if before.is_some_and(|c| c.is_ascii_alphabetic()) {
        return Some(start + digits);
    }
    if before.is_some_and(|c| !c.is_whitespace() && c != '(') {
        return None;
    }
    let end = start
        + date(&words[start..]).or_else(|| year_pair(&words[start..])).or_else(|| {
            let label = words[..start].strip_suffix(' ')?;
            let of_year = digits == 4 && label.ends_with("ăm") && is_year(&words[start..]);
            let whole = || written_date(&words[start..]).unwrap_or(digits);
            if of_year { Some(digits) } else { named(label).then(whole) }
        })?;
    let rest = &words[end..];
    let next = rest.chars().next();
    let goes_on = next.is_some_and(char::is_alphanumeric)
        || matches!(next, Some('.' | ',')) && rest[1..].starts_with(|c: char| c.is_ascii_digit());
    let rest = rest.trim_start();
    let joins = rest.starts_with(['%', '/', '(', '=', '-', '–', '—', '÷'])
        || ["phần", "Phần", "PHẦN"].iter().any(|percent| rest.starts_with(percent));
    (!goes_on && !joins && !CHANGES.is_match(words)).then_some(end)
}

/// The bytes of "15/9/2024".
fn date(text: &str) -> Option<usize> {
    let mut end = 0;
    for (part, most) in [(0, 2), (1, 2), (2, 4)] {
        if part > 0 {
            text[end..].strip_prefix('/')?;
            end += 1;
        }
        let count = digits(&text[end..]);
        if count == 0 || count > most {
            return None;
        }
        end += count;
    }
    Some(end)
}

/// The bytes of "20 tháng 5 năm 2025".
fn written_date(text: &str) -> Option<usize> {
    let month = text[digits(text)..].strip_prefix(" tháng ")?;
    let year = month[digits(month)..].strip_prefix(" năm ")?;
    (digits(month) > 0 && is_year(year)).then_some(text.len() - year.len() + 4)
}

/// The bytes of "2024-2025", "2024 – 2025".
fn year_pair(text: &str) -> Option<usize> {
    let second = text.get(4..)?.trim_start().strip_prefix(['-', '–'])?.trim_start();
    (is_year(text) && is_year(second) && second[..4] > text[..4]).then_some(text.len() - second.len() + 4)
}

/// Whether `text` begins with a year, as the grammar knows them.
fn is_year(text: &str) -> bool {
    digits(text) == 4 && text[..4].parse().is_ok_and(|year: u32| (1945..=2100).contains(&year))
}

/// Whether "ngày", "tháng" or "năm" ends `before`, itself neither counted nor "mỗi ngày".
fn named(before: &str) -> bool {
    let mut words = before.rsplit(' ');
    let label = words.next().unwrap_or_default();
    let counted = words.next().unwrap_or_default();
    matches!(label, "ngày" | "Ngày" | "tháng" | "Tháng" | "năm" | "Năm")
        && !counted.ends_with(|c: char| c.is_ascii_digit() || c == '/')
        && !PER_EACH.iter().any(|word| counted.to_lowercase().ends_with(word))
}

/// Words that make "ngày 2" a rate.
const PER_EACH: [&str; 6] = ["mỗi", "hằng", "hàng", "một", "từng", "toàn"];

fn digits(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

/// Verbs of change reach over several words to any number behind them.
static CHANGES: LazyLock<Regex> = LazyLock::new(|| Regex::new("(?i)tăng|giảm").expect("a valid pattern"));

/// Quantities without digits: "hai buổi", "không có học sinh".
static WORDS: LazyLock<Regex> = LazyLock::new(|| {
    let one_of = |list: &Phrases| {
        let phrase = |phrase: &&str| phrase.split(' ').map(regex::escape).collect::<Vec<_>>().join(r"\s+");
        list.all().iter().map(phrase).collect::<Vec<_>>().join("|")
    };
    let (numbers, units, zeros) = (one_of(&NUMBER_WORDS), one_of(&UNITS), one_of(&ZERO_UNITS));
    Regex::new(&format!(r"(?i)(?:(?:{numbers})\s+(?:{units})|không\s+(?:(?:có|còn)\s+)?(?:{zeros}))(?:\W|$)"))
        .expect("a valid pattern")
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn holds_back_what_is_no_quantity() {
        for (words, want) in [
            ("Các trường xây dựng kế hoạch.", false),
            ("1. Các trường xây dựng kế hoạch.", false),
            ("2.1. Các trường xây dựng kế hoạch.", false),
            ("Hoàn thành trước ngày 15/9/2024, ngày 20 tháng 5 năm 2025.", false),
            ("Nhiệm vụ năm học 2024 – 2025 của lớp B2.", false),
            ("Mỗi năm học sinh dự thi.", true),
            ("Học hai buổi mỗi ngày.", true),
            ("KHÔNG CÓ HỌC SINH bỏ học.", true),
            ("Không có kế hoạch.", false),
            ("Không giáo viên nào bị kỷ luật.", true),
            ("2.1 Trường mầm non", true),
            ("mỗi năm 2 lần", true),
            ("2024-2025%", true),
            ("giảm so với năm 2023", true),
            ("đạt 95%", true),
            ("ngày 15/9", true),
            ("năm 2024 (đạt 97%)", true),
            ("", false),
        ] {
            assert_eq!(may_hold(words, &[]), want, "{words}");
        }
        let held = |range: std::ops::Range<usize>| may_hold("theo Quyết định 16 trường", &Vec::from_iter([range]));
        assert!(!held(5..23) && held(0..4));
    }

    /// Whatever the sieve holds back, the grammar finds nothing in.
    #[test]
    fn never_holds_back_a_quantity() {
        use super::super::line::Line;
        use super::super::quantity;
        let atoms = [
            "năm",
            "2024",
            "ngày",
            "15",
            "15/9/2024",
            "2024-2025",
            "mỗi",
            "học sinh",
            "%",
            "tăng",
            "tỷ lệ",
            "không có",
            "không",
            "nào",
            "hai",
            "(",
            "/",
            "buổi",
            "ít nhất",
            "3.",
        ];
        for n in 0..atoms.len().pow(4) {
            let words: Vec<_> = (0..4).map(|k| atoms[n / atoms.len().pow(k) % atoms.len()]).collect();
            let words = words.join(" ");
            let found = quantity::scan(&Line::new(&words, &[]));
            assert!(found.is_empty() || may_hold(&words, &[]), "{words}");
        }
    }
}
