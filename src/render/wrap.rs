//! Lines that break between words, with the rest of a paragraph indented under its beginning.

use unicode_width::UnicodeWidthChar;

/// `text` in lines of at most `width` columns where words allow it; lines after the first begin with `indent` spaces.
/// Colour codes take no room.
pub fn wrap(text: &str, indent: usize, width: usize) -> String {
    let mut out = String::with_capacity(text.len());
    let mut column = 0;
    for (number, word) in text.split(' ').enumerate() {
        let wide = columns(word);
        // Spaces in front belong to the first line.
        if number > 0 && column > indent && column + 1 + wide > width && !word.is_empty() {
            out.push('\n');
            out.push_str(&" ".repeat(indent));
            column = indent;
        } else if number > 0 {
            out.push(' ');
            column += 1;
        }
        out.push_str(word);
        column += wide;
    }
    out
}

/// The columns that a word takes on a terminal.
fn columns(word: &str) -> usize {
    let mut in_code = false;
    word.chars()
        .filter(|c| {
            let starts = *c == '\u{1b}';
            let shown = !in_code && !starts;
            in_code = starts || in_code && *c != 'm';
            shown
        })
        .map(|c| c.width().unwrap_or_default())
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_between_words() {
        for (text, indent, width, want) in [
            ("  p. 1 · một hai ba", 4, 12, "  p. 1 · một\n    hai ba"),
            ("ngắn", 4, 40, "ngắn"),
            ("", 4, 40, ""),
            ("a \u{1b}[1;33mhai\u{1b}[0m ba", 0, 8, "a \u{1b}[1;33mhai\u{1b}[0m ba"),
            ("mộttừrấtdài hai", 2, 5, "mộttừrấtdài\n  hai"),
        ] {
            assert_eq!(wrap(text, indent, width), want);
        }
    }
}
