//! Numbers as Vietnamese writes them: dot for thousands, comma for decimals.

use super::lexicon::{MEASURES, NUMBER_VALUES, NUMBER_WORDS, UNITS};
use super::line::Line;
use crate::detect::phrases::phrases;

/// The value of the number at token `i`.
///
/// The comma is the decimal sign; "1,324 học sinh" has it for thousands, since what is counted comes in whole numbers,
/// and so has a line that writes "12,345,678". Marks, lengths and weights do not: "6,478 điểm".
pub(super) fn at(line: &Line<'_>, i: usize) -> Option<f64> {
    let digits = line.raw(i);
    value(digits, digits.contains(',') && !counts_thousands(line, i))
}

fn counts_thousands(line: &Line<'_>, i: usize) -> bool {
    let divided = phrases!["điểm", "tấn", "ha", "triệu", "triệu đồng", "tỷ", "tỷ đồng", "tỉ", "tỉ đồng"];
    let whole = line.longest_at(i + 1, &UNITS).or_else(|| line.longest_at(i + 1, phrases!["đồng", "vnđ", "vnd"]));
    let split = |n: &usize| {
        line.longest_at(i + 1, &MEASURES).or_else(|| line.longest_at(i + 1, divided)).is_some_and(|m| m >= *n)
            // "1,425 giáo viên/lớp"
            || line.word(i + 1 + n) == "/" && matches!(line.word(i + 2 + n), "lớp" | "nhóm" | "phòng")
    };
    match whole {
        Some(n) => !split(&n),
        None => !line.is_word(i + 1) && line.tokens.iter().any(|t| is_grouped(t.word)),
    }
}

/// "12,345,678".
fn is_grouped(digits: &str) -> bool {
    digits.matches(',').count() > 1 && in_thousands(digits, ',')
}

/// The value of digits with inner dots and commas; `None` for lists (`1,2,3`) and dotted codes (`2.1.3`).
///
/// `percent` settles the one doubt: "1,324" is a decimal before "%", a count of thousands where so much is known
/// ([`at`]).
pub(super) fn value(digits: &str, percent: bool) -> Option<f64> {
    const EXACT: usize = 9;
    if digits.len() <= EXACT && digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return digits.parse::<u32>().ok().map(f64::from);
    }
    let commas = digits.matches(',').count();
    let dots = digits.matches('.').count();
    if digits.len() > 15 || commas > 0 && dots > 0 && digits.rfind('.') > digits.find(',') {
        return None;
    }
    let plain = match (commas, dots) {
        (0, 0) => digits.to_owned(),
        (1, 0) if !percent && in_thousands(digits, ',') => digits.replace(',', ""),
        (1, 0) => digits.replace(',', "."),
        (0, 1) if percent || !in_thousands(digits, '.') => {
            let (_, fraction) = digits.split_once('.')?;
            if fraction.len() > 2 && !percent {
                return None;
            }
            digits.to_owned()
        }
        (0, _) if in_thousands(digits, '.') => digits.replace('.', ""),
        (_, 0) if is_grouped(digits) => digits.replace(',', ""),
        (1, _) => {
            let (whole, fraction) = digits.split_once(',')?;
            if !in_thousands(whole, '.') {
                return None;
            }
            format!("{}.{fraction}", whole.replace('.', ""))
        }
        _ => return None,
    };
    plain.parse().ok()
}

/// The value of the number word at token `i` ("hai" → 2).
pub(super) fn spelled(line: &Line<'_>, i: usize) -> Option<f64> {
    NUMBER_WORDS.rank_at(line, i).map(|(rank, _)| NUMBER_VALUES[rank])
}

fn in_thousands(digits: &str, separator: char) -> bool {
    let mut groups = digits.split(separator);
    let first = groups.next().unwrap_or_default();
    (1..=3).contains(&first.len()) && !first.starts_with('0') && groups.all(|g| g.len() == 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_dots_as_thousands_and_commas_as_decimals() {
        for (digits, percent, want) in [
            ("97", true, Some(97.0)),
            ("01", true, Some(1.0)),
            ("99,5", true, Some(99.5)),
            ("99.5", true, Some(99.5)),
            ("1.324", false, Some(1324.0)),
            ("1.234.567", false, Some(1_234_567.0)),
            ("1.234,5", false, Some(1234.5)),
            ("1,324", false, Some(1324.0)),
            ("0,125", true, Some(0.125)),
            ("1,0", false, Some(1.0)),
            ("1,2,3", false, None),
            ("12,345,678", false, Some(12_345_678.0)),
            ("2.1.3", false, None),
            ("1.5", false, Some(1.5)),
            ("1,2.3", false, None),
            ("99999999999999999999", false, None),
        ] {
            assert_eq!(value(digits, percent), want, "{digits}");
        }
        let line = Line::new("hai haizz Mười bẩy");
        let spelled: Vec<_> = (0..5).map(|i| spelled(&line, i)).collect();
        assert_eq!(spelled, [Some(2.0), None, Some(10.0), Some(7.0), None]);
    }
}
