//! The written forms of numbers and letters in front of a paragraph: "Phần I.", "II/", "2.1.", "a)", "(1)", "*".
//!
//! One look at the first character tells most paragraphs from numbered ones; [`super::label`] says what is a heading.

use super::label::Style;

/// What stands in front of the words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Numbering<'a> {
    /// "Phần", "Chương", "Mục", "Điều", "Phụ lục", "Mẫu số".
    Named {
        /// What the name stands for.
        style: Style,
        /// The name as written.
        name: &'a str,
        /// The number, letter or number word behind it, or nothing.
        ordinal: &'a str,
        /// Whether a dot, colon or dash closes it.
        stop: bool,
    },
    /// `A.`, and a lone `I.`, `V.`, `X.`.
    Upper(char, &'a str),
    /// `1.`, `2.1`, `2.1.3.`: the numbers, with the last dot where one is written.
    Arabic(&'a str),
    /// Styles of one form: roman numbers, `a)`, `1)`, `(1)`, `*`.
    Plain(Style, &'a str),
}

/// The numbering that `text` begins with, and how many bytes of `text` it takes with its punctuation and the space
/// behind that.
pub(super) fn numbering(text: &str) -> Option<(Numbering<'_>, usize)> {
    match text.chars().next()? {
        '*' => Some(star(text)),
        '(' => bracketed(text),
        '0'..='9' => arabic(text),
        first => named(text, first).or_else(|| roman(text)).or_else(|| upper(text)).or_else(|| lower(text)),
    }
}

/// Names of parts; of names that begin alike the longer first.
const NAMES: [(&str, Style); 11] = [
    ("phần thứ", Style::Part),
    ("phần", Style::Part),
    ("chương", Style::Chapter),
    ("mục", Style::Muc),
    ("điều", Style::Article),
    ("phụ lục số", Style::Annex),
    ("phụ lục", Style::Annex),
    ("mẫu số", Style::Annex),
    ("mẫu", Style::Annex),
    ("biểu mẫu", Style::Annex),
    ("biểu số", Style::Annex),
];

const ORDINALS: [&str; 11] = ["nhất", "hai", "ba", "tư", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười"];

fn named(text: &str, first: char) -> Option<(Numbering<'_>, usize)> {
    if !matches!(first, 'p' | 'P' | 'c' | 'C' | 'm' | 'M' | 'đ' | 'Đ' | 'b' | 'B') {
        return None;
    }
    let (length, style) = NAMES.iter().find_map(|(name, style)| {
        let length = phrase(text, name)?;
        (!text[length..].starts_with(in_word)).then_some((length, *style))
    })?;
    let (name, behind) = text.split_at(length);
    let run = behind.trim_start();
    let run = &run[..run.find(|c| !in_word(c)).unwrap_or(run.len())];
    let spaced = behind.starts_with(char::is_whitespace);
    let ordinal = if spaced && is_ordinal(run) { run } else { "" };
    let mut end = length;
    if !ordinal.is_empty() {
        end += behind.len() - behind.trim_start().len() + ordinal.len();
    }
    let tail = text[end..].trim_start();
    let dashed = text[end..].starts_with(char::is_whitespace) && tail.starts_with(is_dash);
    let stop = tail.starts_with(['.', ':']) || dashed;
    if stop {
        end = text.len() - tail.len() + tail.chars().next().map_or(0, char::len_utf8);
    }
    Some((Numbering::Named { style, name, ordinal, stop }, end))
}

/// `12`, `12a`, `IV`, `B`, `nhất`.
fn is_ordinal(run: &str) -> bool {
    let digits = run.bytes().take_while(u8::is_ascii_digit).count();
    let mut letters = run[digits..].chars();
    if digits > 0 {
        return digits <= 3 && letters.next().is_none_or(is_small) && letters.next().is_none();
    }
    let lone = |run: &str| run.chars().count() == 1 && run.starts_with(|c| matches!(c, 'A'..='H' | 'Đ'));
    let roman = !run.is_empty() && run.bytes().all(|b| matches!(b, b'I' | b'V' | b'X' | b'L'));
    roman || lone(run) || ORDINALS.iter().any(|word| phrase(run, word) == Some(run.len()))
}

/// `II.`, `IV -`.
fn roman(text: &str) -> Option<(Numbering<'_>, usize)> {
    let count = text.bytes().take_while(|b| matches!(b, b'I' | b'V' | b'X')).count();
    if !(2..=6).contains(&count) {
        return None;
    }
    let behind = &text[count..];
    let tail = behind.trim_start();
    let closed = tail
        .starts_with(['.', ')', '/', ':'])
        .then(|| &tail[1..])
        .filter(|rest| rest.starts_with(char::is_whitespace) || rest.starts_with(in_word));
    let end = match closed {
        Some(rest) => text.len() - rest.len() + space(rest),
        None => count + dash(behind)?,
    };
    Some((Numbering::Plain(Style::Roman, &text[..count]), end))
}

/// `A.`, `B )`, `C -`.
fn upper(text: &str) -> Option<(Numbering<'_>, usize)> {
    let letter = text.chars().next().filter(|c| matches!(c, 'A'..='I' | 'Đ' | 'K' | 'L' | 'M' | 'V' | 'X'))?;
    let (mark, behind) = text.split_at(letter.len_utf8());
    let tail = &behind[space(behind)..];
    let closed = tail.starts_with(['.', ')', '/']).then(|| &tail[1..]);
    let end = match closed.filter(|rest| rest.is_empty() || rest.starts_with(char::is_whitespace)) {
        Some(rest) => text.len() - rest.len() + space(rest),
        None => mark.len() + dash(behind)?,
    };
    Some((Numbering::Upper(letter, mark), end))
}

/// `a)`, `b. `, `c1 -`.
fn lower(text: &str) -> Option<(Numbering<'_>, usize)> {
    let letter = text.chars().next().filter(|c| is_small(*c))?;
    let digit = usize::from(text[letter.len_utf8()..].starts_with(|c: char| c.is_ascii_digit()));
    let (mark, behind) = text.split_at(letter.len_utf8() + digit);
    let end = match behind.chars().next() {
        Some(')') => 1,
        Some('.' | '/') if space(&behind[1..]) > 0 => 1 + space(&behind[1..]),
        _ => dash(behind)?,
    };
    Some((Numbering::Plain(Style::Lower, mark), mark.len() + end))
}

/// `1.`, `2.1`, `2.1.3/`, `1)`.
fn arabic(text: &str) -> Option<(Numbering<'_>, usize)> {
    let first = digits(text);
    let mut end = first;
    let mut parts = 1;
    while parts < 5 && text[end..].starts_with('.') && digits(&text[end + 1..]) > 0 {
        end += 1 + digits(&text[end + 1..]);
        parts += 1;
    }
    let behind = &text[end..];
    if parts > 1 {
        // With its last dot, or else without: "2.1.3. Khen thưởng", "2.1 Đối với", "2.1: Thư viện".
        let dot = usize::from(behind.starts_with('.'));
        let end =
            many_end(behind, dot).or_else(|| many_end(behind, 0)).map(|(mark, length)| (end + mark, end + length));
        return end.map(|(mark, length)| (Numbering::Arabic(&text[..mark]), length));
    }
    let mark = Numbering::Arabic(&text[..first]);
    match behind.chars().next()? {
        ')' => Some((Numbering::Plain(Style::Paren, &text[..first]), first + 1)),
        '.' | '/' if space(&behind[1..]) > 0 => Some((mark, first + 1 + space(&behind[1..]))),
        '.' | '/' if behind[1..].starts_with(in_word) => Some((mark, first + 1)),
        _ => dash(behind).map(|length| (mark, first + length)),
    }
}

/// Where a number of several parts ends in `behind`, `dot` bytes of which belong to it, and where its punctuation does.
fn many_end(behind: &str, dot: usize) -> Option<(usize, usize)> {
    let tail = &behind[dot..];
    let length = if tail.starts_with([')', '/', ':']) {
        1
    } else if let Some(length) = dash(tail) {
        length
    } else if space(tail) > 0 {
        space(tail)
    } else if tail.starts_with(in_word) == (dot > 0) {
        0
    } else {
        return None;
    };
    Some((dot, dot + length))
}

/// `(1)`, `(iv)`, `(a)`.
fn bracketed(text: &str) -> Option<(Numbering<'_>, usize)> {
    let inner = text[1..].split_once(')')?.0;
    let numbered = (1..=2).contains(&inner.len()) && inner.bytes().all(|b| b.is_ascii_digit());
    let roman = (1..=4).contains(&inner.len()) && inner.bytes().all(|b| matches!(b, b'i' | b'v' | b'x'));
    let lettered = inner.starts_with(is_small) && inner.chars().count() == 1;
    (numbered || roman || lettered).then(|| (Numbering::Plain(Style::Paren, inner), inner.len() + 2))
}

fn star(text: &str) -> (Numbering<'_>, usize) {
    let rest = text.trim_start_matches('*').trim_start();
    let rest = rest.strip_prefix('/').unwrap_or(rest).trim_start();
    (Numbering::Plain(Style::Star, ""), text.len() - rest.len())
}

/// How many bytes of `text` the lowered `phrase` takes at its start, in any case and with any white space.
fn phrase(text: &str, phrase: &str) -> Option<usize> {
    let mut rest = text;
    for want in phrase.chars() {
        if want == ' ' {
            let spaces = rest.len() - rest.trim_start().len();
            if spaces == 0 {
                return None;
            }
            rest = rest.trim_start();
        } else {
            let c = rest.chars().next().filter(|&c| c == want || c.to_lowercase().eq([want]))?;
            rest = &rest[c.len_utf8()..];
        }
    }
    Some(text.len() - rest.len())
}

/// " - " or "- ": how many bytes the dash takes with the space that must follow it.
fn dash(text: &str) -> Option<usize> {
    let before = space(text);
    let dash = text[before..].chars().next().filter(|c| is_dash(*c))?.len_utf8();
    let after = space(&text[before + dash..]);
    (after > 0).then_some(before + dash + after)
}

/// The bytes of one white space character at the start of `text`.
fn space(text: &str) -> usize {
    text.chars().next().filter(|c| c.is_whitespace()).map_or(0, char::len_utf8)
}

/// The bytes of at most two digits at the start of `text`.
fn digits(text: &str) -> usize {
    text.bytes().take(2).take_while(u8::is_ascii_digit).count()
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '–' | '—')
}

fn is_small(c: char) -> bool {
    c.is_ascii_lowercase() || c == 'đ'
}

fn in_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}
