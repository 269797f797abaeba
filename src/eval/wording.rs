//! When two wordings are the same: what people and programs copy out of a text differs in spaces, case and length.

use unicode_normalization::UnicodeNormalization;

/// Composed, lower case, single spaces, none around hyphens and slashes.
pub(super) fn norm(text: &str) -> String {
    let lower = text.nfc().collect::<String>().to_lowercase();
    let mut out = String::with_capacity(lower.len());
    for word in lower.split_whitespace() {
        if !out.is_empty() && !out.ends_with(is_joint) && !word.starts_with(is_joint) {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

fn is_joint(c: char) -> bool {
    matches!(c, '-' | '–' | '/')
}

/// The words of a text, and its per cent signs.
pub(super) fn words(text: &str) -> Vec<String> {
    let text = norm(text);
    let mut found = Vec::new();
    let mut word = String::new();
    for c in text.chars() {
        if c.is_alphanumeric() || c == '_' {
            word.push(c);
            continue;
        }
        if !word.is_empty() {
            found.push(std::mem::take(&mut word));
        }
        if c == '%' {
            found.push("%".to_owned());
        }
    }
    if !word.is_empty() {
        found.push(word);
    }
    found
}

/// How much two texts share, 0.0 to 1.0: F1 of their words in any order, or 1.0 where one contains the other.
pub(super) fn overlap(a: &str, b: &str) -> f64 {
    let (a, b) = (words(a), words(b));
    if a.is_empty() || b.is_empty() {
        return 0.0;
    }
    let (joined_a, joined_b) = (format!(" {} ", a.join(" ")), format!(" {} ", b.join(" ")));
    // Whichever is longer: equal lengths contain each other only when equal.
    if joined_a.contains(&joined_b) || joined_b.contains(&joined_a) {
        return 1.0;
    }
    let mut left = b.clone();
    let mut both = 0_usize;
    for word in &a {
        if let Some(at) = left.iter().position(|other| other == word) {
            left.swap_remove(at);
            both += 1;
        }
    }
    ratio(2 * both, a.len() + b.len())
}

/// The share of `part` in `whole`; 0.0 of nothing.
pub(super) fn ratio(part: usize, whole: usize) -> f64 {
    let float = |n: usize| f64::from(u32::try_from(n).unwrap_or(u32::MAX));
    if whole == 0 { 0.0 } else { float(part) / float(whole) }
}

/// A symbol without spaces, upper case; `None` where it is empty.
pub(super) fn symbol(text: Option<&str>) -> Option<String> {
    let text: String = text?.nfc().filter(|c| !c.is_whitespace()).collect();
    let text = text.to_uppercase().replace('–', "-");
    (!text.is_empty()).then_some(text)
}

/// A number without leading zeros.
pub(super) fn number(text: Option<&str>) -> Option<String> {
    let digits = text?.trim_start_matches('0');
    Some(if digits.is_empty() { "0" } else { digits }.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spaces_case_and_dashes_do_not_part_wordings() {
        for (a, b) in [
            ("Số  12 / QĐ - UBND", "số 12/qđ-ubnd"),
            (" trước\nngày 5/9 ", "trước ngày 5/9"),
            ("năm học 2024 – 2025", "năm học 2024–2025"),
        ] {
            assert_eq!(norm(a), norm(b));
        }
    }

    #[test]
    fn overlap_counts_shared_words() {
        for (a, b, want) in [
            ("trước ngày 15/9", "nộp trước ngày 15/9 hằng năm", 1.0),
            ("a b c d", "d c b x", 0.75),
            ("97% học sinh", "97 % học sinh", 1.0),
            ("", "a", 0.0),
            ("lớp 1", "lớp 12", 0.5),
        ] {
            assert!((overlap(a, b) - want).abs() < 1e-9, "{a} / {b}: {}", overlap(a, b));
        }
    }

    #[test]
    fn numbers_and_symbols_lose_what_carries_nothing() {
        assert_eq!(number(Some("007")), Some("7".to_owned()));
        assert_eq!(number(Some("0")), Some("0".to_owned()));
        assert_eq!(symbol(Some("ubnd – vp")), Some("UBND-VP".to_owned()));
        assert_eq!(symbol(Some(" ")), None);
    }
}
