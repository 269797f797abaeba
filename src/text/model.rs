//! The normalized text of one document and its map back to the pages.

use serde::{Deserialize, Serialize};

use super::spaces::collapse;
use crate::directive::{Evidence, PageBox, PortalRecord, Span};
use crate::source::{PageProblem, Rect, TextSource};

/// The normalized text of one document.
///
/// `content` is NFC, one paragraph per line (`\n`), single spaces inside, table cells of a row separated by `\t`;
/// page numbers and running heads are not in it (see `set_aside`), footnotes are paragraphs of their own that
/// follow the paragraph their mark hangs on, and the marks themselves are cut out (see `marks`).
/// Every offset in the program counts bytes of `content`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Text {
    /// The text.
    pub content: String,
    /// Its paragraphs in order; they cover `content` but for the line feeds.
    pub paragraphs: Vec<Paragraph>,
    /// Where footnote marks were cut out, in order.
    pub marks: Vec<FootnoteMark>,
    /// The words in order, each with its place: the map back to the pages.
    pub words: Vec<Word>,
    /// The pages, also those that gave no text.
    pub pages: Vec<TextPage>,
    /// Page furniture that is kept, but not part of the text.
    pub set_aside: Vec<SetAside>,
    /// The encoding of before Unicode that the text, or part of it, was converted from (`TCVN3`, `VNI`,
    /// `windows-1258`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub encoding: Option<String>,
    /// What a portal states of the document beside its text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub portal: Option<PortalRecord>,
}

/// One paragraph, list item, heading, table row or footnote.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Paragraph {
    /// Its place in `content`, without the line feed.
    pub span: Span,
    /// What part of the page it comes from.
    pub zone: Zone,
    /// The page of its first word, from 1.
    pub page: u32,
    /// The column or region it comes from: paragraphs of one letterhead column share it.
    pub block: u32,
    /// Whether all its words are bold.
    pub bold: bool,
    /// Whether it is centred in its column, where the source has geometry.
    pub centered: bool,
}

/// What part of a page a paragraph comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "zone", content = "mark")]
pub enum Zone {
    /// Running text.
    Body,
    /// A table row, cells separated by `\t`.
    TableRow,
    /// A footnote, with its mark (`3`, `*`).
    Footnote(String),
}

/// The place a footnote mark was cut out of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FootnoteMark {
    /// Byte offset in `content`: the mark stood right before this byte.
    pub offset: usize,
    /// The mark (`3`).
    pub label: String,
}

/// A word with its place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Word {
    /// Its place in `content`.
    pub span: Span,
    /// Page number from 1.
    pub page: u32,
    /// Line number on the page from 1, page furniture counted.
    pub line: u32,
    /// Its box in points, where the source has geometry.
    pub rect: Option<Rect>,
}

/// A page of the document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TextPage {
    /// Page number from 1.
    pub number: u32,
    /// Width and height in points.
    pub size: Option<(f32, f32)>,
    /// Why text is missing, if it is.
    pub problem: Option<PageProblem>,
    /// Where its text comes from.
    #[serde(default)]
    pub source: TextSource,
}

impl TextPage {
    /// Whether its words were recognized on an image (OCR): what is written by hand is lost then.
    pub fn is_recognized(&self) -> bool {
        matches!(self.source, TextSource::Ocr { .. })
    }
}

/// Page furniture: kept, but not part of the text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SetAside {
    /// Page number from 1.
    pub page: u32,
    /// What it is.
    pub kind: SetAsideKind,
    /// The words as written.
    pub text: String,
}

/// Kinds of page furniture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SetAsideKind {
    /// A page number.
    PageNumber,
    /// A line repeated at the top or foot of pages.
    RunningHead,
    /// A digital signature stamp or an arrival stamp.
    Stamp,
    /// Large, faint or slanted text across the page.
    Watermark,
    /// What a reader noted on the page.
    Comment,
}

impl Text {
    /// The words of a span. Panics on a span that does not fall on character boundaries: spans are made from this text.
    pub fn slice(&self, span: Span) -> &str {
        &self.content[span.start..span.end]
    }

    /// The span's words with all white space collapsed to single spaces.
    pub fn words_of(&self, span: Span) -> String {
        collapse(self.slice(span))
    }

    /// The paragraph that holds `offset`, by index.
    pub fn paragraph_at(&self, offset: usize) -> Option<usize> {
        let index = self.paragraphs.partition_point(|p| p.span.end < offset);
        self.paragraphs.get(index).filter(|p| p.span.start <= offset).map(|_| index)
    }

    /// The evidence of a fact: page, line and boxes of `span`, with the rule that found it and its confidence.
    pub fn evidence(&self, span: Span, rule: &str, confidence: f32) -> Evidence {
        let first = self.word_at(span.start);
        let touched = self.words[first..].iter().take_while(|w| w.span.start < span.end);
        let (page, line) = self.words.get(first).map_or((1, 1), |w| (w.page, w.line));
        let mut boxes: Vec<PageBox> = Vec::new();
        let mut boxed = 0;
        let mut on: Option<&TextPage> = None;
        for word in touched {
            if on.is_none_or(|page| page.number != word.page) {
                on = self.page(word.page);
            }
            let Some(r) = on_page(word, on) else { continue };
            match boxes.last_mut() {
                Some(b) if boxed == word.line && b.page == word.page => {
                    b.x0 = b.x0.min(r.x0);
                    b.y0 = b.y0.min(r.y0);
                    b.x1 = b.x1.max(r.x1);
                    b.y1 = b.y1.max(r.y1);
                }
                _ => {
                    boxes.push(PageBox { page: word.page, x0: r.x0, y0: r.y0, x1: r.x1, y1: r.y1 });
                    boxed = word.line;
                }
            }
        }
        Evidence { page, line, span, boxes, rule: rule.to_owned(), confidence }
    }

    /// The first word that ends behind `offset`, by index; past the end where there is none.
    ///
    /// Words are about evenly long, so that a few guesses lead there and hardly any other word is looked at.
    fn word_at(&self, offset: usize) -> usize {
        const GUESSES: usize = 4;
        let words = &self.words;
        let length = (self.content.len() / words.len().max(1)).max(1);
        let mut at = 0;
        let mut place = 0;
        for _ in 0..GUESSES {
            let step = offset.abs_diff(place) / length;
            let next = if place < offset { at + step } else { at - step.min(at) };
            let Some(word) = words.get(next.min(words.len().saturating_sub(1))).filter(|_| step > 0) else { break };
            (at, place) = (next.min(words.len() - 1), word.span.start);
        }
        while at > 0 && words[at - 1].span.end > offset {
            at -= 1;
        }
        while words.get(at).is_some_and(|word| word.span.end <= offset) {
            at += 1;
        }
        at
    }

    fn page(&self, number: u32) -> Option<&TextPage> {
        let at = self.pages.binary_search_by_key(&number, |page| page.number).ok()?;
        self.pages.get(at)
    }
}

/// Where a word lies on its page as it is shown.
fn on_page(word: &Word, page: Option<&TextPage>) -> Option<Rect> {
    match page.and_then(|page| Some((page.source, page.size?))) {
        Some((source, size)) => word.rect.map(|rect| source.on_page(rect, size)),
        None => word.rect,
    }
}
