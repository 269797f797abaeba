//! Lists of addressees: after "Kính gửi" and after "Nơi nhận".

use std::sync::LazyLock;

use regex::Regex;

/// The entries of one line of such a list, cleaned of dashes and closing punctuation. A line that carries several
/// dashes or semicolons was several lines in print.
pub fn entries(line: &str) -> Vec<String> {
    let line = line.trim();
    let dashed = line.starts_with(['-', '–', '+', '•', '*']) || line.contains("; -") || line.contains("; –");
    let mut entries = Vec::new();
    for part in line.split(';') {
        let part = part.trim();
        let begins = part.starts_with(['-', '–', '+', '•', '*']);
        match entries.last_mut() {
            // "- Các Vụ; Cục thuộc Bộ": a semicolon inside a dashed entry.
            Some(last) if dashed && !begins && !part.is_empty() => *last = format!("{last}; {part}"),
            _ => entries.push(part.to_owned()),
        }
    }
    entries.iter().map(|entry| clean(entry)).filter(|entry| entry.chars().any(char::is_alphanumeric)).collect()
}

/// Where a reader ran the opening sentence into the last addressee.
static SENTENCE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\.\s+(?:Căn cứ|Thực hiện|Theo|Để|Nhằm|Trên cơ sở|Ngày|Năm học|Sau khi)\s.*$").expect("a valid pattern")
});

/// An entry without its dash and its closing punctuation.
pub fn clean(entry: &str) -> String {
    let entry = entry.trim();
    let goes_on = entry.match_indices('.').any(|(at, _)| entry[at + 1..].starts_with(char::is_whitespace));
    let entry = if goes_on { SENTENCE.replace(entry, "") } else { entry.into() };
    let entry = entry.trim_start_matches(['-', '–', '+', '•', '*', ' ', '.', '…']);
    let entry = entry.trim_end_matches([';', '.', ',', ' ', ':', '/']);
    entry.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_lose_their_punctuation() {
        for (line, want) in [
            ("- Sở GD&ĐT (để b/c);", vec!["Sở GD&ĐT (để b/c)"]),
            ("- Như trên; - Lưu: VT.", vec!["Như trên", "Lưu: VT"]),
            ("Các trường MN, TH; Các phòng, ban", vec!["Các trường MN, TH", "Các phòng, ban"]),
            ("- HĐND - UBND huyện;", vec!["HĐND - UBND huyện"]),
            ("- Các trường trực thuộc. Căn cứ Luật Giáo dục", vec!["Các trường trực thuộc"]),
            ("-", vec![]),
            ("", vec![]),
        ] {
            assert_eq!(entries(line), want, "{line}");
        }
    }
}
