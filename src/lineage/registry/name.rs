//! A document as a registry names it: kind, number, year, symbol, written in full.

use super::fault::Fault;
use crate::directive::DirectiveKind;
use crate::lineage::identity::WorkId;

/// Reads "Thông tư 27/2020/TT-BGDĐT", "Luật số 43/2019/QH14", "nghi-quyet 29-NQ/TW".
///
/// Stricter than the reading of mentions in a text: kind, number and symbol must be there and fit together.
///
/// # Errors
/// What is missing or not known.
pub fn work_of_name(name: &str) -> Result<WorkId, Fault> {
    let name = name.trim();
    let digits = name.find(|c: char| c.is_ascii_digit()).ok_or_else(|| Fault::Number(name.to_owned()))?;
    let word = name[..digits].trim().trim_end_matches("số").trim();
    let kind: DirectiveKind = word.parse().map_err(|_| Fault::Kind(name.to_owned()))?;
    let rest = &name[digits..];
    let end = rest.find(['/', '-']).unwrap_or(rest.len());
    let (number, rest) = rest.split_at(end);
    let number = number.trim().trim_start_matches('0');
    let letters = number.trim_start_matches(|c: char| c.is_ascii_digit());
    if number.is_empty() || letters.chars().count() > 1 || !letters.chars().all(char::is_alphabetic) {
        return Err(Fault::Number(name.to_owned()));
    }
    let rest = rest.trim_start_matches(['/', '-']);
    let (year, symbol) = match rest.split_once('/') {
        Some((year, symbol)) if is_year(year) => (Some(year.trim()), symbol),
        None if is_year(rest) => (Some(rest.trim()), ""),
        _ => (None, rest),
    };
    let symbol = symbol.trim();
    if symbol.is_empty() || symbol.contains(char::is_whitespace) {
        return Err(Fault::Symbol(name.to_owned()));
    }
    let id = WorkId::new(kind, Some(number), year, Some(symbol));
    if id.kind != Some(kind) {
        return Err(Fault::KindAndSymbol(name.to_owned()));
    }
    Ok(id)
}

fn is_year(text: &str) -> bool {
    let text = text.trim();
    text.len() == 4 && text.parse::<u16>().is_ok_and(|year| (1945..=2100).contains(&year))
}
