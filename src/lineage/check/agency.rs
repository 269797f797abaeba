//! Codes of agencies that are not known, and near to one that is (`SGDDĐT` for `SGDĐT`).

use super::conflicts::replaced;
use super::{Finding, Issue};
use crate::directive::Reference;
use crate::lineage::codes;
use crate::text::fold;

/// Probable slips in the symbol of a citation.
pub(super) fn slips(reference: &Reference, at: &dyn Fn(Issue, Option<String>, f32) -> Finding) -> Vec<Finding> {
    let Some(symbol) = reference.symbol.as_deref().filter(|_| reference.number.is_some()) else { return Vec::new() };
    let mut found = Vec::new();
    for part in symbol.split(['-', '/', '–', '_']) {
        let Some((near, confidence)) = near(part) else { continue };
        let suggestion = as_written(&reference.text, part).and_then(|old| replaced(&reference.text, old, near));
        found.push(at(Issue::Agency { code: part.to_owned(), near }, suggestion, confidence));
    }
    found
}

/// The known code that a part is probably meant to be.
fn near(part: &str) -> Option<(&'static str, f32)> {
    // The ministry's code is BGDĐT; schools and offices shorten their own, and the joint form with & is as common.
    if part == "BGD" {
        return Some(("BGDĐT", 0.7));
    }
    let code = part.replace("GD&ĐT", "GDĐT");
    let known = codes::nearest(&code).filter(|known| *known != code)?;
    // Another first letter is another agency of the same field: a department beside its ministry (SGTVT, BGTVT).
    let rest = |code: &str| code.chars().skip(1).collect::<String>();
    let other_agency = rest(known) == rest(&code);
    // Letters without any marks are another way of writing, not other letters.
    let unmarked = !code.contains('Đ') && fold(known) == fold(&code);
    // Of four letters many are codes of their own (KTNB, TĐTN); those of the education offices and the committees are
    // written so often that a slip is likelier.
    let common = known.ends_with("GDĐT") || matches!(known, "UBND" | "HĐND");
    let long = known.chars().count() >= 5 && code.chars().count() >= 5;
    let agency = codes::agency(known).is_some();
    (agency && (common || long) && !other_agency && !unmarked).then_some((known, 0.9))
}

/// The stretch of the text that says `code`, in whatever case.
fn as_written<'t>(text: &'t str, code: &str) -> Option<&'t str> {
    let upper = |c: char| c.to_uppercase().next().unwrap_or(c);
    let wanted: Vec<char> = code.chars().collect();
    let starts = text.char_indices().map(|(at, _)| at);
    starts.into_iter().find_map(|at| {
        let mut rest = text[at..].char_indices();
        let fits = wanted.iter().all(|want| rest.next().is_some_and(|(_, c)| upper(c) == *want));
        let end = rest.next().map_or(text.len(), |(next, _)| at + next);
        fits.then(|| &text[at..end])
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_told_from_other_codes() {
        for (part, want) in [
            ("SGDDĐT", Some("SGDĐT")),
            ("SGĐDT", Some("SGDĐT")),
            ("GDDĐT", Some("GDĐT")),
            ("BGDDĐT", Some("BGDĐT")),
            ("UBNND", Some("UBND")),
            ("BGD", Some("BGDĐT")),
            ("SGDĐT", None),
            ("BGDDT", None),
            ("BGD&ĐT", None),
            ("PGD&ĐT", None),
            ("PGD", None),
            ("SGTVT", None),
            ("TTST", None),
            ("KTNB", None),
            ("TĐTN", None),
            ("SGĐT", Some("SGDĐT")),
            ("GDTRH", None),
            ("TRH", None),
            ("HĐXTH", None),
            ("THPTCL2", None),
            ("QH14", None),
            ("", None),
        ] {
            assert_eq!(near(part).map(|(code, _)| code), want, "{part}");
        }
    }

    #[test]
    fn a_code_is_found_in_whatever_case() {
        assert_eq!(as_written("Công văn 5/SgddĐT-TrH", "SGDDĐT"), Some("SgddĐT"));
        assert_eq!(as_written("Công văn", "SGDDĐT"), None);
    }
}
