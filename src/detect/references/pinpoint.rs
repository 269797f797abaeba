//! Điều, khoản, điểm: the place inside the cited document that stands right before its mention
//! ("điểm a khoản 2 Điều 5 và Điều 6 của Nghị định …").

use super::scan::window_start;
use crate::directive::Span;

/// The pinpoint that ends right before `mention`, without a closing "của" or "tại".
pub(super) fn before(s: &str, mention: usize) -> Option<Span> {
    let from = window_start(s, mention, 220);
    let from = s[from..mention].rfind(['\n', '\t', ';']).map_or(from, |i| from + i + 1);
    let words = split(s, from, mention);
    let mut i = words.len();
    // "của", "tại", "ban hành kèm theo" between the place and the document.
    while i > 0 && matches!(lower(s, words[i - 1]).as_str(), "của" | "tại" | "trong" | "các") {
        i -= 1;
    }
    let end = i;
    let mut start = end;
    while i > 0 {
        let Some(unit) = unit_ending(s, &words[..i]) else { break };
        i = unit;
        start = i;
        while i > 0 && matches!(lower(s, words[i - 1]).as_str(), "," | "và" | "hoặc" | "của" | "tại" | "các" | "đến")
        {
            i -= 1;
        }
    }
    (start < end).then(|| Span::new(words[start].start, words[end - 1].end))
}

/// The index of the word that opens the unit (`điểm a`, `khoản 2, 3`, `Điều 5`, `Phụ lục II`) which ends the slice.
fn unit_ending(s: &str, words: &[Span]) -> Option<usize> {
    let mut i = words.len();
    let mut labels = 0;
    while i > 0 && labels < 12 {
        let word = lower(s, words[i - 1]);
        let name = i >= 2 && lower(s, words[i - 2]) == "phụ" && word == "lục";
        if labels > 0
            && (name || matches!(word.as_str(), "điểm" | "khoản" | "điều" | "mục" | "chương" | "tiết" | "phần"))
        {
            return Some(if name { i - 2 } else { i - 1 });
        }
        let glue = labels > 0 && matches!(word.as_str(), "," | "và" | "hoặc" | "đến");
        if !glue && !is_label(&word) {
            return None;
        }
        labels += 1;
        i -= 1;
    }
    None
}

/// `5`, `13a`, `a`, `đ`, `IV`, `2.1`.
fn is_label(word: &str) -> bool {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &word[digits..];
    if digits > 0 {
        return digits <= 3 && rest.chars().count() <= 1
            || word.chars().all(|c| c.is_ascii_digit() || c == '.') && word.len() <= 6;
    }
    word.chars().count() == 1 && word.chars().all(char::is_alphabetic)
        || word.chars().all(|c| matches!(c, 'i' | 'v' | 'x'))
}

/// Words and commas of `from..to`.
fn split(s: &str, from: usize, to: usize) -> Vec<Span> {
    let mut words = Vec::new();
    let mut start = None;
    for (i, c) in s[from..to].char_indices() {
        let at = from + i;
        if c.is_alphanumeric() || c == '.' && start.is_some() {
            start.get_or_insert(at);
            continue;
        }
        if let Some(begin) = start.take() {
            words.push(Span::new(begin, at));
        }
        if !c.is_whitespace() {
            words.push(Span::new(at, at + c.len_utf8()));
        }
    }
    if let Some(begin) = start {
        words.push(Span::new(begin, to));
    }
    words
}

fn lower(s: &str, span: Span) -> String {
    s[span.start..span.end].to_lowercase()
}
