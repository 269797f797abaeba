//! Plain text in UTF-8: lines as they stand, pages at form feeds.

use super::{Format, Metadata, RawDocument, RawLine, RawPage, RawWord, SourceError};

/// Reads UTF-8 text; a byte order mark is dropped.
pub fn read(bytes: &[u8]) -> Result<RawDocument, SourceError> {
    let text = std::str::from_utf8(bytes).map_err(|_| SourceError::Unsupported)?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let pages = text
        .split('\u{c}')
        .zip(1..)
        .map(|(page, number)| RawPage { number, size: None, lines: lines(page), problem: None, rules: Vec::new() })
        .collect();
    Ok(RawDocument { format: Format::Txt, pages, metadata: Metadata::default() })
}

fn lines(page: &str) -> Vec<RawLine> {
    page.lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| RawLine {
            words: line
                .split_whitespace()
                .map(|w| RawWord {
                    text: w.to_owned(),
                    rect: None,
                    size: 0.0,
                    bold: false,
                    superscript: false,
                    spaced: true,
                })
                .collect(),
            block: 0,
            starts_paragraph: false,
            cell: None,
            footnote: None,
        })
        .collect()
}
