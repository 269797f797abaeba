//! Lines with clean words: what all later steps of the reflow look at.

use super::clean::clean;
use crate::source::{RawDocument, RawLine, RawPage, RawWord, Rect};

/// A clean word of a line.
#[derive(Debug, Clone, PartialEq)]
pub struct Token {
    /// NFC, no white space; never empty, unless a footnote mark that was cut out left nothing.
    pub text: String,
    /// Its box, where the source has geometry.
    pub rect: Option<Rect>,
    /// Whether white space comes before it.
    pub spaced: bool,
    /// Whether it is a raised, smaller mark.
    pub superscript: bool,
    /// Font size in points, 0.0 where unknown.
    pub size: f32,
    /// Whether it is set bold.
    pub bold: bool,
    /// Footnote marks cut out of `text`: byte offset in it, and which note (by index) it belongs to.
    pub marks: Vec<(usize, usize)>,
}

/// A line of clean words with its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// Page number from 1.
    pub page: u32,
    /// Line number on the page from 1, page furniture counted.
    pub number: u32,
    /// The words; never empty.
    pub words: Vec<Token>,
    /// As in [`RawLine`].
    pub block: u32,
    /// As in [`RawLine`].
    pub starts_paragraph: bool,
    /// As in [`RawLine`].
    pub cell: Option<(u32, u32, u32)>,
    /// As in [`RawLine`].
    pub footnote: Option<String>,
    /// The box around the words.
    pub rect: Option<Rect>,
    /// Whether it goes on with a table row of the page before, whose place it has been given.
    pub continues: bool,
}

impl Line {
    /// The line's words with their spaces.
    pub fn text(&self) -> String {
        join(&self.words)
    }

    /// The first word, or nothing.
    pub fn first(&self) -> &str {
        self.words.first().map_or("", |w| w.text.as_str())
    }

    /// The last word, or nothing.
    pub fn last(&self) -> &str {
        self.words.last().map_or("", |w| w.text.as_str())
    }

    /// Whether every word is bold.
    pub fn bold(&self) -> bool {
        self.words.iter().all(|w| w.bold)
    }

    /// The size most of its characters have.
    pub fn size(&self) -> f32 {
        let plain = self.words.iter().filter(|w| !w.superscript).max_by_key(|w| w.text.len());
        plain.or(self.words.first()).map_or(0.0, |w| w.size)
    }
}

/// Words with their spaces.
pub fn join(words: &[Token]) -> String {
    let mut out = String::new();
    for word in words {
        if word.spaced && !out.is_empty() {
            out.push(' ');
        }
        out.push_str(&word.text);
    }
    out
}

/// All lines of a document with clean words; lines that clean to nothing are left out, but counted.
pub fn lines(raw: &RawDocument) -> Vec<Line> {
    raw.pages
        .iter()
        .flat_map(|page| page.lines.iter().zip(1..).filter_map(|(l, n)| line(page, l, l.number.unwrap_or(n))))
        .collect()
}

fn line(page: &RawPage, raw: &RawLine, number: u32) -> Option<Line> {
    let mut words: Vec<Token> = Vec::with_capacity(raw.words.len());
    for (i, word) in merged(&raw.words).iter().enumerate() {
        for (j, text) in clean(&word.text).into_iter().enumerate() {
            words.push(Token {
                text,
                rect: word.rect,
                spaced: i == 0 || word.spaced || j > 0,
                superscript: word.superscript,
                size: word.size,
                bold: word.bold,
                marks: Vec::new(),
            });
        }
    }
    (!words.is_empty()).then(|| Line {
        page: page.number,
        number,
        words,
        block: raw.block,
        starts_paragraph: raw.starts_paragraph,
        cell: raw.cell,
        footnote: raw.footnote.clone(),
        rect: raw.rect(),
        continues: false,
    })
}

/// Words that only touch become one before cleaning: a combining mark drawn on its own, a number whose letters come
/// from two fonts. Raised words stay apart.
fn merged(raw: &[RawWord]) -> Vec<RawWord> {
    let mut out: Vec<RawWord> = Vec::with_capacity(raw.len());
    for word in raw {
        let stray_mark = word.text.chars().next().is_some_and(unicode_normalization::char::is_combining_mark);
        match out.last_mut() {
            Some(last) if stray_mark || (!word.spaced && last.superscript == word.superscript) => {
                last.text.push_str(&word.text);
                last.bold &= word.bold;
                last.rect = union(last.rect, word.rect);
            }
            _ => out.push(word.clone()),
        }
    }
    out
}

fn union(a: Option<Rect>, b: Option<Rect>) -> Option<Rect> {
    match (a, b) {
        (Some(a), Some(b)) => {
            Some(Rect { x0: a.x0.min(b.x0), y0: a.y0.min(b.y0), x1: a.x1.max(b.x1), y1: a.y1.max(b.y1) })
        }
        (a, b) => a.or(b),
    }
}
