//! Điều, khoản, điểm: the place inside the cited document that stands right before its mention
//! ("điểm a khoản 2 Điều 5 và Điều 6 của Nghị định …").

use super::scan::window_start;
use crate::detect::letters::is_letter;
use crate::directive::Span;

/// The pinpoint in `lower`, a text in small letters, that ends right before `mention`, without a closing "của" or "tại".
pub(super) fn before(lower: &str, mention: usize) -> Option<Span> {
    const NEAR: usize = 40;
    const FAR: usize = 220;
    // Most mentions have no place before them, which their last words show.
    if !may_end(&lower[window_start(lower, mention, NEAR)..mention]) {
        return None;
    }
    let from = window_start(lower, mention, FAR);
    let from = lower[from..mention].rfind(['\n', '\t', ';']).map_or(from, |i| from + i + 1);
    let lead = &lower[from..mention];
    let words = split(lead);
    let word = |i: usize| &lead[words[i].start..words[i].end];
    let mut i = words.len();
    // "của", "tại", "ban hành kèm theo" between the place and the document.
    while i > 0 && is_joint(word(i - 1)) {
        i -= 1;
    }
    let end = i;
    let mut start = end;
    while i > 0 {
        let Some(unit) = unit_ending(i, word) else { break };
        i = unit;
        start = i;
        while i > 0 && matches!(word(i - 1), "," | "và" | "hoặc" | "của" | "tại" | "các" | "đến") {
            i -= 1;
        }
    }
    (start < end).then(|| Span::new(from + words[start].start, from + words[end - 1].end))
}

fn is_joint(word: &str) -> bool {
    matches!(word, "của" | "tại" | "trong" | "các")
}

/// Whether a label may be the last of the words before a mention, of which `near` are some.
fn may_end(near: &str) -> bool {
    let words = split(near);
    let last = words.iter().map(|word| &near[word.start..word.end]).rposition(|word| !is_joint(word));
    last.is_none_or(|i| i == 0 || is_label(&near[words[i].start..words[i].end]))
}

/// The index of the word that opens the unit (`điểm a`, `khoản 2, 3`, `Điều 5`, `Phụ lục II`) which ends before word
/// `end`.
fn unit_ending<'a>(end: usize, word: impl Fn(usize) -> &'a str) -> Option<usize> {
    let mut i = end;
    let mut labels = 0;
    while i > 0 && labels < 12 {
        let last = word(i - 1);
        let name = i >= 2 && last == "lục" && word(i - 2) == "phụ";
        if labels > 0 && (name || matches!(last, "điểm" | "khoản" | "điều" | "mục" | "chương" | "tiết" | "phần"))
        {
            return Some(if name { i - 2 } else { i - 1 });
        }
        let glue = labels > 0 && matches!(last, "," | "và" | "hoặc" | "đến");
        if !glue && !is_label(last) {
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

/// The places of words and commas in `lead`.
fn split(lead: &str) -> Vec<Span> {
    let mut words = Vec::with_capacity(lead.len() / 4);
    let mut start = None;
    for (at, c) in lead.char_indices() {
        if is_letter(c) || c.is_numeric() || c == '.' && start.is_some() {
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
        words.push(Span::new(begin, lead.len()));
    }
    words
}
