//! Wrapped lines become paragraphs. (First, simple version.)

use unicode_normalization::UnicodeNormalization;

use super::{Paragraph, Text, TextPage, Word, Zone};
use crate::directive::Span;
use crate::source::RawDocument;

/// Cleans and reflows a document.
pub fn normalize(raw: &RawDocument) -> Text {
    let mut text = Text::default();
    for page in &raw.pages {
        text.pages.push(TextPage { number: page.number, size: page.size, problem: page.problem.clone() });
        for (line, number) in page.lines.iter().zip(1..) {
            let words: Vec<String> = line.words.iter().map(|w| w.text.nfc().collect()).collect();
            let first = words.first().map(String::as_str).unwrap_or_default();
            let starts =
                line.starts_paragraph || starts_item(first) || text.content.is_empty() || ends_paragraph(&text.content);
            if starts {
                if !text.content.is_empty() {
                    text.content.push('\n');
                }
                let at = text.content.len();
                text.paragraphs.push(Paragraph {
                    span: Span::new(at, at),
                    zone: Zone::Body,
                    page: page.number,
                    block: line.block,
                    bold: false,
                    centered: false,
                });
            }
            for (i, (word, raw_word)) in words.iter().zip(&line.words).enumerate() {
                let joined = i == 0 && (text.content.ends_with(['-', '/']) && !text.content.ends_with(" -"));
                if !starts && i == 0 && !joined || i > 0 && raw_word.spaced {
                    text.content.push(' ');
                }
                let start = text.content.len();
                text.content.push_str(word);
                text.words.push(Word {
                    span: Span::new(start, text.content.len()),
                    page: page.number,
                    line: number,
                    rect: raw_word.rect,
                });
            }
            if let Some(last) = text.paragraphs.last_mut() {
                last.span.end = text.content.len();
            }
        }
    }
    text
}

fn starts_item(first: &str) -> bool {
    let marker = first.trim_end_matches(['.', ')']);
    first.starts_with(['-', '+', '*', '•'])
        || (first.len() > marker.len()
            && (marker.chars().all(|c| c.is_ascii_digit() || c == '.')
                || marker.chars().count() == 1
                || marker.chars().all(|c| "IVX".contains(c))))
        || (first.chars().count() > 1 && first.chars().all(|c| c.is_uppercase()))
        || ["Kính", "Căn", "Nơi", "Phần"].contains(&first)
}

fn ends_paragraph(content: &str) -> bool {
    content.ends_with(['.', ';', ':', '/'])
}
