//! Lower case and letters for the grammars: what the standard library says, quick for what Vietnamese is written with.

/// Lower case that keeps every byte offset: a letter whose small form has another length stays as it is.
pub(in crate::detect) fn lower(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = String::with_capacity(text.len());
    let mut copied = 0;
    let mut at = 0;
    while at < bytes.len() {
        if let Some(chunk) = bytes.get(at..at + CHUNK + 2).filter(|chunk| is_all_small(chunk)) {
            at += chunk.len() - 2;
            continue;
        }
        let end = at + CHUNK;
        while at < end
            && let Some(&lead) = bytes.get(at)
        {
            let known = if lead < 0xc3 { 1 } else { small_length(lead, bytes, at) };
            if known > 0 {
                at += known;
                continue;
            }
            let Some(c) = text[at..].chars().next() else { break };
            let small = lower_char(c);
            if small != c {
                out.push_str(&text[copied..at]);
                out.push(small);
                copied = at + c.len_utf8();
            }
            at += c.len_utf8();
        }
    }
    out.push_str(&text[copied..]);
    out.make_ascii_lowercase();
    out
}

/// So many bytes are looked at together.
const CHUNK: usize = 32;

/// Whether, ASCII aside, all letters that begin in `chunk`, but for its last two bytes, are small ones that Vietnamese is
/// full of, or no letters; `false` says nothing. Each byte is looked at, so that many are at once.
#[inline]
fn is_all_small(chunk: &[u8]) -> bool {
    let seconds = chunk.iter().skip(1);
    let thirds = chunk.iter().skip(2);
    let other = chunk.iter().zip(seconds).zip(thirds).fold(false, |found, ((&a, &b), &c)| {
        found
            | (a == 0xc3) & (b < 0x9f)
            | (a == 0xc4) & (b != 0x83) & (b != 0x91) & (b != 0xa9)
            | (a == 0xc5) & (b != 0xa9)
            | (a == 0xc6) & (b != 0xa1) & (b != 0xb0)
            | (a == 0xe1) & ((b != 0xba) & (b != 0xbb) | (c & 1 == 0))
            | (a == 0xe2) & (b != 0x80)
            | (a >= 0xc7) & (a != 0xe1) & (a != 0xe2)
    });
    !other
}

/// The bytes of the letter at `at` where it is one of the small ones that Vietnamese is full of; 0 says nothing.
#[inline]
fn small_length(lead: u8, bytes: &[u8], at: usize) -> usize {
    let next = bytes.get(at + 1).copied().unwrap_or_default();
    match lead {
        // Odd numbers from U+1E80 on: ạ, ả, ấ …
        0xe1 if matches!(next, 0xba | 0xbb) && bytes.get(at + 2).is_some_and(|last| last & 1 == 1) => 3,
        // ß–ÿ.
        0xc3 if next >= 0x9f => 2,
        // ă, đ, ĩ, ũ, ơ, ư.
        0xc4 if matches!(next, 0x83 | 0x91 | 0xa9) => 2,
        0xc5 if next == 0xa9 => 2,
        0xc6 if matches!(next, 0xa1 | 0xb0) => 2,
        _ => 0,
    }
}

/// The small form of a letter where it is one character of the same length in bytes, else `c` itself.
#[inline]
pub(in crate::detect) fn lower_char(c: char) -> char {
    match c {
        '\0'..='\x7f' => c.to_ascii_lowercase(),
        // Capitals are even here, each right before its small letter.
        '\u{1ea0}'..='\u{1eff}' | 'Ă' | 'ă' | 'Đ' | 'đ' | 'Ĩ' | 'ĩ' | 'Ũ' | 'ũ' | 'Ơ' | 'ơ' => {
            char::from_u32(c as u32 | 1).unwrap_or(c)
        }
        'Ư' | 'ư' => 'ư',
        'ß'..='ÿ' => c,
        _ => {
            let mut small = c.to_lowercase();
            match (small.next(), small.next()) {
                (Some(s), None) if s.len_utf8() == c.len_utf8() => s,
                _ => c,
            }
        }
    }
}

/// The end of the letters, with combining marks, that start at `at`.
#[inline]
pub(in crate::detect) fn letters_end(text: &str, mut at: usize) -> usize {
    let bytes = text.as_bytes();
    while let Some(&lead) = bytes.get(at) {
        at += match letter_length(bytes, at, lead) {
            0 if lead < 0x80 => break,
            0 => match text[at..].chars().next() {
                Some(c) if is_letter(c) || ('\u{300}'..='\u{36f}').contains(&c) => c.len_utf8(),
                _ => break,
            },
            length => length,
        };
    }
    at
}

/// The end of the word (letters and digits) that starts at `at`.
pub(in crate::detect) fn word_end(s: &str, at: usize) -> usize {
    let bytes = s.as_bytes();
    let mut end = at;
    while let Some(&lead) = bytes.get(end) {
        let length = match letter_length(bytes, end, lead) {
            0 if lead.is_ascii() => usize::from(lead.is_ascii_digit()),
            0 => s[end..].chars().next().filter(|c| is_letter(*c) || c.is_numeric()).map_or(0, char::len_utf8),
            length => length,
        };
        if length == 0 {
            break;
        }
        end += length;
    }
    end
}

/// The bytes of the letter at `at` that begins with `lead`; 0 where it is none, or one that Vietnamese does not have.
#[inline]
pub(in crate::detect) fn letter_length(bytes: &[u8], at: usize, lead: u8) -> usize {
    match LENGTHS[usize::from(lead)] {
        // À–ÿ without × and ÷.
        2 if lead == 0xc3 && matches!(bytes.get(at + 1), Some(0x97 | 0xb7)) => 0,
        // U+1E00–U+1EFF.
        3 if !matches!(bytes.get(at + 1), Some(0xb8..=0xbb)) => 0,
        length => usize::from(length),
    }
}

/// How long the letters are that begin with a byte; U+00C0–U+023F and U+1E00–U+1EFF of those beyond ASCII.
static LENGTHS: [u8; 256] = {
    let mut lengths = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        lengths[byte] = match byte as u8 {
            b'a'..=b'z' | b'A'..=b'Z' => 1,
            0xc3..=0xc8 => 2,
            0xe1 => 3,
            _ => 0,
        };
        byte += 1;
    }
    lengths
};

/// Whether `c` is a letter.
#[inline]
pub(in crate::detect) fn is_letter(c: char) -> bool {
    match c {
        '\0'..='\x7f' => c.is_ascii_alphabetic(),
        // Latin with marks, as far as Vietnamese has them.
        '\u{c0}'..='\u{24f}' => !matches!(c, '×' | '÷'),
        '\u{1e00}'..='\u{1eff}' => true,
        // Dashes, quotation marks, bullets.
        '\u{2000}'..='\u{206f}' => false,
        _ => c.is_alphabetic(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_what_the_standard_library_says() {
        for c in '\0'..=char::MAX {
            assert_eq!(is_letter(c), c.is_alphabetic(), "{c:?}");
            let small = c.to_lowercase().to_string();
            let kept = if small.chars().count() == 1 && small.len() == c.len_utf8() { small } else { c.to_string() };
            assert_eq!(lower_char(c).to_string(), kept, "{c:?}");
            assert_eq!(lower(&c.to_string()), kept, "{c:?}");
            let run = format!("{c}{c}-");
            let mark = ('\u{300}'..='\u{36f}').contains(&c);
            let end = if is_letter(c) || mark { 2 * c.len_utf8() } else { 0 };
            assert_eq!(letters_end(&run, 0), end, "{c:?}");
        }
    }

    #[test]
    fn keeps_every_offset() {
        for (text, want) in [
            ("", ""),
            ("ỦY BAN Nhân dân", "ủy ban nhân dân"),
            ("ĐƯỜNG Ơ 5", "đường ơ 5"),
            ("x İ ẞ \u{212a} ÀÍ", "x İ ẞ \u{212a} àí"),
        ] {
            assert_eq!(lower(text), want);
        }
    }
}
