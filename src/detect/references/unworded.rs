//! Numbers that no type word leads: "(45/2021/TT-BGDĐT)", "số 3101/ANCTNB&QLCL", the number line of a letterhead.

use super::kinds;
use super::mention::Mention;
use super::number::{self, Number};
use super::scan::after;
use super::tail::attach_tail;
use crate::directive::DirectiveKind;

/// Reads the number around the slash at `slash`, which no type word leads; nothing before `floor` belongs to it.
pub(super) fn around_slash(s: &str, slash: usize, floor: usize) -> Option<Mention> {
    let mut p = slash;
    let head = s[floor..slash].trim_end_matches(' ');
    p = floor + head.len().min(p - floor);
    // "29-NQ/TW": back over the type code and the dash.
    let code = head.len() - head.trim_end_matches(|c: char| c.is_alphabetic()).len();
    let codeless = head[..head.len() - code].trim_end_matches(' ');
    if code > 0 && codeless.ends_with(['-', '–']) && !head.ends_with(|c: char| c.is_ascii_digit()) {
        let dashless = codeless.trim_end_matches(['-', '–']).trim_end_matches(' ');
        p = floor + dashless.len();
    }
    let digits = number_start(s, floor, p)?;
    let lead = s[floor..digits].trim_end_matches([' ', ':']);
    let numbered = ["số", "Số", "SỐ"].iter().any(|word| lead.ends_with(word));
    let number = number::parse(s, digits, false)?;
    let symbol = number.symbol.as_deref()?;
    if number.span.end < slash {
        return None;
    }
    if numbers_a_form(s, floor, digits) {
        return None;
    }
    let by_symbol = kinds::of_symbol(&number.raw_symbol);
    let sure = by_symbol.is_some() && (number.year.is_some() || symbol.contains(['-', '/', '&']) || numbered);
    let likely = numbered && symbol.chars().count() >= 4 || number.year.is_some() && symbol.contains('-');
    if !(sure || likely) {
        return None;
    }
    let mut mention = Mention {
        span: number.span,
        kind: by_symbol.unwrap_or_else(|| unknown_kind(&number)),
        name: None,
        date: None,
        issuer: None,
        worded: false,
        own: letterhead_number(s, floor, digits),
        rule: "reference/no-type-word",
        confidence: if sure { 0.92 } else { 0.7 },
        number: Some(number),
    };
    attach_tail(s, &mut mention);
    Some(mention)
}

/// A công văn's symbol opens with its agency's code; two or three letters are rather a type of their own (`GP-UBND`).
fn unknown_kind(number: &Number) -> DirectiveKind {
    let first = number.raw_symbol.split(['-', '/']).next().unwrap_or_default();
    if number.year.is_some() || first.chars().count() <= 3 { DirectiveKind::Khac } else { DirectiveKind::CongVan }
}

/// "Mẫu số 02/BC-THPT", "Biểu 1/THCS": the number of a form.
fn numbers_a_form(s: &str, floor: usize, digits: usize) -> bool {
    let lead = s[floor..digits].trim_end_matches([' ', ':']);
    let lead = lead.strip_suffix("số").unwrap_or(lead).trim_end();
    ["Mẫu", "mẫu", "MẪU", "Biểu", "biểu", "Biểu mẫu", "Phụ lục", "phụ lục", "PHỤ LỤC"]
        .iter()
        .any(|form| lead.ends_with(form))
}

/// "Số: 322/PGD-THCS" with a capital and a colon, or at the start of its line.
fn letterhead_number(s: &str, floor: usize, digits: usize) -> bool {
    let lead = s[floor..digits].trim_end_matches(' ');
    let (lead, colon) = lead.strip_suffix(':').map_or((lead, false), |l| (l.trim_end_matches(' '), true));
    let Some(above) = lead.strip_suffix("Số").or_else(|| lead.strip_suffix("SỐ")) else { return false };
    let opens = above.is_empty() && floor == 0 || above.ends_with(['\n', '\t']);
    !above.ends_with(char::is_alphabetic) && (colon || opens)
}

/// The first digit of the number (with a dot or letter inside) that ends at `end`.
fn number_start(s: &str, floor: usize, end: usize) -> Option<usize> {
    let head = &s[floor..end];
    let stem = head.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
    let stem = if stem.len() == head.len() {
        // "36a/NQ-CP".
        let (at, _) = head.char_indices().next_back().filter(|(_, c)| c.is_alphabetic())?;
        head[..at].trim_end_matches(|c: char| c.is_ascii_digit())
    } else {
        stem
    };
    let start = floor + stem.len();
    let start = start + super::scan::leading(&s[start..end], |c| c == '.');
    (start < end && after(s, start)?.is_ascii_digit() && !stem.ends_with(['/', ',', '-'])).then_some(start)
}
