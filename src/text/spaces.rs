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

/// How many words there are.
pub fn word_count(words: &str) -> usize {
    if is_collapsed(words) {
        return words.bytes().filter(|byte| *byte == b' ').count() + usize::from(!words.is_empty());
    }
    words.split_whitespace().count()
}

/// Whether single blanks are all the white space that surely is in `words`; the usual case, told by bytes. Each byte is
/// looked at, so that many are at once.
fn is_collapsed(words: &str) -> bool {
    let bytes = words.as_bytes();
    // Control characters, and what white space beyond ASCII begins with: U+1680 with 0xe1 0x9a.
    let odd = |byte: u8| (byte < b' ') | (byte == 0xc2) | (byte == 0xe2) | (byte == 0xe3);
    let pair = |(a, b): (&u8, &u8)| (*a == b' ') & (*b == b' ') | (*a == 0xe1) & (*b == 0x9a);
    let ends = bytes.first() == Some(&b' ') || bytes.last() == Some(&b' ');
    !ends
        && !bytes.iter().fold(false, |found, byte| found | odd(*byte))
        && !bytes.iter().zip(bytes.iter().skip(1)).fold(false, |found, both| found | pair(both))
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
            assert_eq!(word_count(words), want.split(' ').filter(|word| !word.is_empty()).count(), "{words:?}");
        }
    }

    #[test]
    fn no_white_space_is_overlooked() {
        for c in ('\0'..=char::MAX).filter(|c| c.is_whitespace() && *c != ' ') {
            assert_eq!(collapse(&format!("a{c}{c}b")), "a b", "{c:?}");
        }
    }
}
