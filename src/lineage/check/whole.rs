//! One correction of a citation with several slips: who follows a half of it writes the other half again.

use std::ops::Range;

use super::{Finding, Issue, MissingPart};

/// Puts the corrections of one citation, whose words are `text`, together in each of these findings.
pub(super) fn join(text: &str, findings: &mut [Finding]) {
    let mut edits: Vec<(Range<usize>, String)> = Vec::new();
    for finding in findings.iter().filter(|finding| rewrites(&finding.issue)) {
        let Some(edit) = finding.suggestion.as_deref().and_then(|new| edit(text, new)) else { continue };
        let apart = |(other, _): &(Range<usize>, String)| edit.0.end <= other.start || other.end <= edit.0.start;
        if edits.iter().all(apart) {
            edits.push(edit);
        }
    }
    if edits.len() < 2 {
        return;
    }
    edits.sort_by_key(|(range, _)| range.start);
    let mut whole = text.to_owned();
    for (range, new) in edits.into_iter().rev() {
        whole.replace_range(range, &new);
    }
    for finding in findings.iter_mut().filter(|finding| rewrites(&finding.issue)) {
        if finding.suggestion.is_some() {
            finding.suggestion = Some(whole.clone());
        }
    }
}

/// Whether the suggestion is the citation itself with one stretch of it set right.
fn rewrites(issue: &Issue) -> bool {
    match issue {
        Issue::Agency { .. } | Issue::Kind { .. } | Issue::MissingYear | Issue::Number { .. } | Issue::Date { .. } => {
            true
        }
        Issue::Incomplete { missing } => !missing.contains(&MissingPart::Symbol),
        _ => false,
    }
}

/// The stretch of `old` in whose place `new` has other letters.
fn edit(old: &str, new: &str) -> Option<(Range<usize>, String)> {
    let start = old
        .char_indices()
        .zip(new.chars())
        .find(|((_, a), b)| a != b)
        .map_or(old.len().min(new.len()), |((at, _), _)| at);
    let same = old[start..].chars().rev().zip(new[start..].chars().rev()).take_while(|(a, b)| a == b);
    let tail: usize = same.map(|(c, _)| c.len_utf8()).sum();
    let (end, new_end) = (old.len() - tail, new.len() - tail);
    (old != new).then(|| (start..end, new[start..new_end].to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_edit_is_the_least_that_differs() {
        for (old, new, want) in [
            ("Công văn 5/KH", "Kế hoạch 5/KH", Some((0..10, "Kế hoạch"))),
            ("5/SGDDĐT", "5/SGDĐT", Some((5..6, ""))),
            ("Thông tư 32", "Thông tư 32 ngày", Some((13..13, " ngày"))),
            ("a", "a", None),
        ] {
            let found = edit(old, new);
            assert_eq!(found.as_ref().map(|(range, new)| (range.clone(), new.as_str())), want, "{old}: {new}");
        }
    }
}
