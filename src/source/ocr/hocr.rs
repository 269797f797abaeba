//! Tesseract's answer in hOCR (HTML with places): lines with their baseline, words, letters with their boxes.
//!
//! Unlike its tables (TSV), hOCR tells the baseline and type size of a line and the box of every letter, and with
//! these a raised mark from a letter.

use roxmltree::{Document, Node, ParsingOptions};
use serde::{Deserialize, Serialize};

use crate::source::Rect;

/// A line of words.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Line {
    /// Its words, left to right; never empty.
    pub words: Vec<Word>,
    /// Left edge, where `baseline` is measured.
    pub x0: f32,
    /// The baseline at the left edge.
    pub baseline: f32,
    /// How the baseline goes on: y per x.
    pub slope: f32,
    /// Type size: from the top of tall letters to the foot of `g`.
    pub size: f32,
}

/// A word.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Word {
    /// Its box.
    pub rect: Rect,
    /// How sure the program is, from 0 to 1.
    pub confidence: f32,
    /// Its letters; never empty.
    pub letters: Vec<Letter>,
}

/// A letter with its box.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Letter {
    /// The letter; two characters where the program took two for one.
    pub text: String,
    /// Its box.
    pub rect: Rect,
}

impl Word {
    /// The letters as text.
    pub fn text(&self) -> String {
        self.letters.iter().map(|l| l.text.as_str()).collect()
    }
}

/// Reads an answer.
///
/// # Errors
/// What is wrong with it as XML.
pub fn parse(answer: &str) -> Result<Vec<Line>, String> {
    let options = ParsingOptions { allow_dtd: true, nodes_limit: 2_000_000, ..ParsingOptions::default() };
    let document = Document::parse_with_options(answer, options).map_err(|cause| cause.to_string())?;
    // Headings, captions and floats are lines as well, under names of their own.
    let is_line = |node: &Node<'_, '_>| {
        ["ocr_line", "ocr_header", "ocr_caption", "ocr_textfloat"].iter().any(|c| has_class(node, c))
    };
    Ok(document.descendants().filter(is_line).filter_map(|node| line(&node)).collect())
}

fn line(node: &Node<'_, '_>) -> Option<Line> {
    let rect = rect(node, "bbox")?;
    let words: Vec<Word> = node.descendants().filter(|n| has_class(n, "ocrx_word")).filter_map(|n| word(&n)).collect();
    let baseline = numbers(node, "baseline");
    let (slope, offset) = match baseline[..] {
        [slope, offset] => (slope, offset),
        _ => (0.0, 0.0),
    };
    let size = numbers(node, "x_size").first().copied().filter(|s| *s > 0.0).unwrap_or(rect.y1 - rect.y0);
    (!words.is_empty()).then_some(Line { words, x0: rect.x0, baseline: rect.y1 + offset, slope, size })
}

fn word(node: &Node<'_, '_>) -> Option<Word> {
    let rect = rect(node, "bbox")?;
    let mut letters: Vec<Letter> =
        node.descendants().filter(|n| has_class(n, "ocrx_cinfo")).filter_map(|n| letter(&n)).collect();
    if letters.is_empty() {
        let text: String = node.descendants().filter(Node::is_text).filter_map(|n| n.text()).collect();
        let text = text.trim();
        let step = (rect.x1 - rect.x0) / text.chars().count().max(1) as f32;
        let place = |i: usize| Rect { x0: rect.x0 + step * i as f32, x1: rect.x0 + step * (i + 1) as f32, ..rect };
        letters = text.chars().enumerate().map(|(i, c)| Letter { text: c.to_string(), rect: place(i) }).collect();
    }
    let confidence = numbers(node, "x_wconf").first().copied().unwrap_or(0.0) / 100.0;
    (!letters.is_empty()).then_some(Word { rect, confidence, letters })
}

fn letter(node: &Node<'_, '_>) -> Option<Letter> {
    let text = node.text().map(str::trim).filter(|t| !t.is_empty())?;
    Some(Letter { text: text.to_owned(), rect: rect(node, "x_bboxes")? })
}

fn has_class(node: &Node<'_, '_>, class: &str) -> bool {
    node.attribute("class") == Some(class)
}

fn rect(node: &Node<'_, '_>, property: &str) -> Option<Rect> {
    match numbers(node, property)[..] {
        [x0, y0, x1, y1] if x0 <= x1 && y0 <= y1 => Some(Rect { x0, y0, x1, y1 }),
        _ => None,
    }
}

/// The numbers of a property in the `title`: `bbox 1 2 3 4; baseline 0.01 -3`.
fn numbers(node: &Node<'_, '_>, property: &str) -> Vec<f32> {
    let title = node.attribute("title").unwrap_or_default();
    let found = title.split(';').find_map(|part| part.trim().strip_prefix(property)?.strip_prefix(' '));
    let numbers = found.unwrap_or_default().split_whitespace().filter_map(|n| n.parse().ok());
    numbers.filter(|n: &f32| n.is_finite()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ANSWER: &str = "<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 Transitional//EN\" \"x.dtd\">
        <html><body><div class='ocr_page'><span class='ocr_line' title=\"bbox 10 20 110 50; baseline 0.01 -8; x_size 30\">
        <span class='ocrx_word' title='bbox 10 22 60 44; x_wconf 90'><span class='ocrx_cinfo'
        title='x_bboxes 10 22 30 44; x_conf 99'>Q</span><span class='ocrx_cinfo' title='x_bboxes 32 22 60 44'>&amp;</span>
        </span><span class='ocrx_word' title='bbox 70 22 110 44; x_wconf 50'>tư</span></span>
        <span class='ocr_line' title='bbox 0 0 9 9'> </span></div></body></html>";

    #[test]
    fn lines_words_and_letters_have_their_places() {
        let read = parse(ANSWER).expect("readable");
        let [line] = &read[..] else { panic!("{read:?}") };
        assert_eq!((line.baseline, line.slope, line.size), (42.0, 0.01, 30.0));
        assert_eq!(line.words.iter().map(Word::text).collect::<Vec<_>>(), ["Q&", "tư"]);
        assert_eq!(line.words[0].letters[1].rect, Rect { x0: 32.0, y0: 22.0, x1: 60.0, y1: 44.0 });
        assert_eq!(line.words[1].letters[1].rect, Rect { x0: 90.0, y0: 22.0, x1: 110.0, y1: 44.0 });
        assert_eq!(line.words.iter().map(|word| word.confidence).collect::<Vec<_>>(), [0.9, 0.5]);
    }

    #[test]
    fn what_is_no_answer_is_an_error() {
        assert!(parse("").is_err());
        assert!(parse("<html><body>").is_err());
        assert_eq!(parse("<html/>").map(|read| read.len()), Ok(0));
    }
}
