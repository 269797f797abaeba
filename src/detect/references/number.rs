//! Số, ký hiệu: the grammar of a document number (NĐ 30/2020/NĐ-CP annex I; for the Party, QĐ 66-QĐ/TW), with the
//! blanks, wraps and slips that real files have in it.

use super::scan::{after, before, skip_blank, skip_wrap, window_end};
use crate::directive::Span;

/// A number with what it is made of.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Number {
    /// From the first digit to the end of the symbol.
    pub span: Span,
    /// Without leading zeros.
    pub number: String,
    /// The year inside.
    pub year: Option<String>,
    /// Upper case, without blanks.
    pub symbol: Option<String>,
    /// The symbol before it was put in upper case (`CTr` and `CT` differ).
    pub raw_symbol: String,
}

impl Number {
    /// Whether there is more than a bare number.
    pub(super) fn is_full(&self) -> bool {
        self.year.is_some() || self.symbol.is_some()
    }
}

/// Reads the number that starts at `at`, a digit; `anchored` says that a type word or "số" stands before it, so that
/// a missing slash (`1830 QĐ-UBND`) may be forgiven. `None` for fractions, dates and figures.
pub(super) fn parse(s: &str, at: usize, anchored: bool) -> Option<Number> {
    if before(s, at).is_some_and(|c| c.is_ascii_digit() || c.is_alphabetic() && !anchored) {
        return None;
    }
    let rest = &s[at..];
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 0 || digits > 6 {
        return None;
    }
    let mut end = at + digits;
    if let Some(part) = dotted_part(s, end) {
        end = part;
    }
    let letter = after(s, end).filter(|c| c.is_ascii_alphabetic() || matches!(c, 'ª' | 'đ' | 'Đ'));
    if let Some(c) = letter {
        let next = end + c.len_utf8();
        if after(s, next).is_some_and(char::is_alphanumeric) {
            return None;
        }
        end = next;
    }
    let number = plain_number(&s[at..end]);
    let bare = |end: usize| Number {
        span: Span::new(at, end),
        number: number.clone(),
        year: None,
        symbol: None,
        raw_symbol: String::new(),
    };
    let p = skip_blank(s, end);
    match after(s, p) {
        Some('/') => {
            let q = skip_wrap(s, p + 1);
            if let Some((year, year_end)) = year(s, q) {
                return with_year(s, bare(year_end), year);
            }
            let (symbol_end, raw) = symbol(s, q)?;
            Some(with_symbol(bare(symbol_end), raw))
        }
        Some('-' | '–' | '—') => match symbol(s, skip_wrap(s, p + after(s, p).map_or(1, char::len_utf8))) {
            Some((symbol_end, raw)) if raw.contains('/') || super::kinds::is_type_code(&raw) => {
                Some(with_symbol(bare(symbol_end), raw))
            }
            Some(_) if p == end => None,
            _ if p == end && !after(s, p + 1).is_some_and(char::is_whitespace) => None,
            _ => anchored.then(|| bare(end)),
        },
        Some(c) if anchored && p > end && c.is_uppercase() => match symbol(s, p) {
            Some((symbol_end, raw)) if raw.contains(['-', '/']) && super::kinds::of_symbol(&raw).is_some() => {
                Some(with_symbol(bare(symbol_end), raw))
            }
            _ => Some(bare(end)),
        },
        Some('%' | '\'' | '°') => None,
        Some('.' | ',') if p == end && after(s, p + 1).is_some_and(|c| c.is_ascii_digit()) => None,
        _ => anchored.then(|| bare(end)),
    }
}

/// `66.15/2026/NQ-CP`: the part after the dot, only where a year and a symbol follow.
fn dotted_part(s: &str, at: usize) -> Option<usize> {
    let rest = s[at..].strip_prefix('.')?;
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let end = at + 1 + digits;
    ((1..=3).contains(&digits) && s[end..].starts_with('/')).then_some(end)
}

/// A year at `at` that no further digit follows.
fn year(s: &str, at: usize) -> Option<(String, usize)> {
    let digits = s[at..].bytes().take_while(u8::is_ascii_digit).count();
    let year = &s[at..at + digits];
    (digits == 4 && (1945..2100).contains(&year.parse::<i32>().ok()?)).then(|| (year.to_owned(), at + 4))
}

fn with_year(s: &str, mut number: Number, year: String) -> Option<Number> {
    let end = number.span.end;
    number.year = Some(year);
    let p = skip_blank(s, end);
    let glue = after(s, p).filter(|c| matches!(c, '/' | '-' | '–'));
    let symbol_at = glue.map_or(p, |c| skip_wrap(s, p + c.len_utf8()));
    match symbol(s, symbol_at) {
        Some((symbol_end, raw)) if glue.is_some() || super::kinds::is_type_code(&raw) && raw.contains('-') => {
            number.span.end = symbol_end;
            Some(with_symbol(number, raw))
        }
        _ if glue == Some('/') && after(s, p + 1).is_some_and(char::is_alphanumeric) => None,
        _ => Some(number),
    }
}

fn with_symbol(mut number: Number, raw: String) -> Number {
    number.symbol = Some(raw.to_uppercase());
    number.raw_symbol = raw;
    number
}

/// Digits without leading zeros; "36ª" is a slip for "36a".
fn plain_number(text: &str) -> String {
    let text = text.replace('ª', "a");
    let plain = text.trim_start_matches('0');
    if plain.starts_with(|c: char| c.is_ascii_digit()) { plain.to_owned() } else { format!("0{plain}") }
}

/// Reads a symbol (`TT-BGDĐT`, `PGD&ĐT`, `TT/ BGD`): its end and its letters without blanks.
pub(super) fn symbol(s: &str, at: usize) -> Option<(usize, String)> {
    let first = component(s, at, true)?;
    let (mut end, mut text) = (first, s[at..first].to_owned());
    while end < window_end(s, at, 80) {
        let p = skip_blank(s, end);
        let Some(glue) = after(s, p).filter(|c| matches!(c, '-' | '–' | '—' | '/' | '&' | '.' | '+' | '_')) else {
            break;
        };
        let q = skip_wrap(s, p + glue.len_utf8());
        let loose = p > end || q > p + glue.len_utf8();
        if loose && matches!(glue, '.' | '+' | '_') {
            break;
        }
        let Some(next) = component(s, q, !loose) else { break };
        // "…-UBND - TỈNH": blanks on both sides separate, unless a party paper is written so ("94 – NQ/HU").
        if p > end && q > p + glue.len_utf8() && glue != '/' && !s[next..].starts_with('/') {
            break;
        }
        text.push(if matches!(glue, '–' | '—' | '_') { '-' } else { glue });
        text.push_str(&s[q..next]);
        end = next;
    }
    (text.chars().filter(|c| c.is_alphabetic()).count() >= 2).then_some((end, text))
}

/// The end of one part of a symbol: capitals, with few small letters (`TTg`, `GDTrH`) and digits after (`QH14`).
fn component(s: &str, at: usize, lenient: bool) -> Option<usize> {
    if !after(s, at).is_some_and(char::is_uppercase) {
        return None;
    }
    let mut end = super::scan::word_end(s, at);
    // A missing blank: "TT-BGDĐTngày".
    for tail in ["ngày", "của", "về", "và"] {
        if let Some(stem) = s[at..end].strip_suffix(tail) {
            end = at + stem.len();
        }
    }
    let (mut upper, mut lower) = (0, 0);
    for c in s[at..end].chars() {
        match c {
            'A'..='Z' | 'Đ' | 'Ư' | 'Ơ' | 'Â' | 'Ă' | 'Ê' | 'Ô' => upper += 1,
            'a'..='z' | 'đ' => lower += 1,
            '0'..='9' => {}
            _ => return None,
        }
    }
    let short_slip = lenient && upper == 1 && lower <= 2;
    ((lower == 0 || upper >= 2 && upper >= lower || short_slip) && end > at).then_some(trim_mark(s, at, end))
}

/// Cuts a footnote mark that was not lifted off ("TT-BGDĐT4"): ministries' codes take no digit.
fn trim_mark(s: &str, at: usize, end: usize) -> usize {
    let stem = s[at..end].trim_end_matches(|c: char| c.is_ascii_digit());
    let code = ["BGDĐT", "BTC", "BNV", "BYT", "TTg", "CP", "UBND", "SGDĐT"].contains(&stem);
    if code { at + stem.len() } else { end }
}
