//! White space: normalized text has single blanks between words, tabs between cells, line feeds between paragraphs.

/// `words` with all white space collapsed to single blanks, none at the ends.
pub fn collapse(words: &str) -> String {
    if is_collapsed(words) {
        return words.to_owned();
    }
    let mut collapsed = String::with_capacity(words.len());
    for word in words.split_whitespace() {
        if !collapsed.is_empty() {
            collapsed.push(' ');
        }
        collapsed.push_str(word);
    }
    collapsed
}

/// Whether single blanks are all the white space that surely is in `words`; the usual case, told by bytes.
fn is_collapsed(words: &str) -> bool {
    let mut before = b' ';
    for &byte in words.as_bytes() {
        // Control characters, and what white space beyond ASCII begins with.
        if byte < b' ' || byte == b' ' && before == b' ' || matches!(byte, 0xc2 | 0xe2 | 0xe3) {
            return false;
        }
        // U+1680.
        if before == 0xe1 && byte == 0x9a {
            return false;
        }
        before = byte;
    }
    before != b' '
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_becomes_single_blanks() {
        for (words, want) in [
            ("trước ngày 5/9", "trước ngày 5/9"),
            (" trước  ngày\t5\n/9 ", "trước ngày 5 /9"),
            ("a\u{a0}b\u{2003}c\u{3000}d\u{1680}e\u{85}f", "a b c d e f"),
            ("", ""),
            (" ", ""),
            ("x ", "x"),
        ] {
            assert_eq!(collapse(words), want, "{words:?}");
        }
    }

    #[test]
    fn no_white_space_is_overlooked() {
        for c in ('\0'..=char::MAX).filter(|c| c.is_whitespace() && *c != ' ') {
            assert_eq!(collapse(&format!("a{c}{c}b")), "a b", "{c:?}");
        }
    }
}
