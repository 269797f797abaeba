//! Lower case and letters for the grammars: what the standard library says, quick for what Vietnamese is written with.

/// Lower case that keeps every byte offset: a letter whose small form has another length stays as it is.
pub(in crate::detect) fn lower(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut copied = 0;
    for (at, _) in text.bytes().enumerate().filter(|(_, byte)| *byte >= 0xc0) {
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
