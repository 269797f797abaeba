//! Lower case and letters for the grammars: what the standard library says, quick for what Vietnamese is written with.

/// Lower case that keeps every byte offset: a letter whose small form has another length stays as it is.
pub(in crate::detect) fn lower(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut copied = 0;
    let bytes = text.as_bytes();
    for (at, &lead) in bytes.iter().enumerate() {
        if lead < 0xc0 || is_small(lead, bytes, at) {
            continue;
        }
        let Some(c) = text[at..].chars().next() else { continue };
        let small = lower_char(c);
        if small != c {
            out.push_str(&text[copied..at]);
            out.push(small);
            copied = at + c.len_utf8();
        }
    }
    out.push_str(&text[copied..]);
    out.make_ascii_lowercase();
    out
}

/// Whether the bytes at `at` are one of the small letters that Vietnamese is full of; `false` says nothing.
#[inline]
fn is_small(lead: u8, bytes: &[u8], at: usize) -> bool {
    match (lead, bytes.get(at + 1), bytes.get(at + 2)) {
        // ß–ÿ.
        (0xc3, Some(0x9f..), _) => true,
        // Odd numbers from U+1E80 on: ạ, ả, ấ …
        (0xe1, Some(0xba | 0xbb), Some(last)) => last & 1 == 1,
        // ă, đ, ĩ, ũ, ơ, ư.
        (0xc4, Some(0x83 | 0x91 | 0xa9), _) | (0xc5, Some(0xa9), _) | (0xc6, Some(0xa1 | 0xb0), _) => true,
        _ => false,
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
        at += match lead {
            b'a'..=b'z' | b'A'..=b'Z' => 1,
            0..=0x7f => break,
            // À–ÿ without × and ÷; U+0100–U+023F; U+1E00–U+1EFF.
            0xc3 if !matches!(bytes.get(at + 1), Some(0x97 | 0xb7)) => 2,
            0xc4..=0xc8 => 2,
            0xe1 if matches!(bytes.get(at + 1), Some(0xb8..=0xbb)) => 3,
            _ => match text[at..].chars().next() {
                Some(c) if is_letter(c) || ('\u{300}'..='\u{36f}').contains(&c) => c.len_utf8(),
                _ => break,
            },
        };
    }
    at
}

/// Whether `c` is a letter.
#[inline]
pub(in crate::detect) fn is_letter(c: char) -> bool {
    match c {
        '\0'..='\x7f' => c.is_ascii_alphabetic(),
        // Latin with marks, as far as Vietnamese has them.
        '\u{c0}'..='\u{24f}' => !matches!(c, '×' | '÷'),
        '\u{1e00}'..='\u{1eff}' => true,
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
