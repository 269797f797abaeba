//! What the page says about wraps: margins, line pitch, and whether a line was full when it ended.
//!
//! A line that was wrapped is full: the next line's first word would not have fitted on it. With geometry that is
//! read off the boxes. Plain text has none, but official documents are set in one type (Times New Roman, Nghị định
//! 30/2020/NĐ-CP, Phụ lục I), so letter widths of that type tell nearly as well; the threshold is learnt from the
//! wraps that are certain, those before a small letter.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;

use super::line::Line;
use super::marker::{Opening, is_terminal, opening};
use crate::source::RawDocument;

/// The measures of one document.
#[derive(Debug, Default)]
pub struct Layout {
    /// Left and right margin of running text, by page number.
    margins: HashMap<u32, (f32, f32)>,
    /// Left and right edge of the columns beside running text, by page and block.
    columns: HashMap<(u32, u32), (f32, f32)>,
    /// Usual distance of two lines in a paragraph, relative to the type size.
    pitch: f32,
    /// Width that a wrapped line and the next word reach together, in thousandths of an em: a paragraph's first line,
    /// the others. `None` where the text is not wrapped.
    wrap: Option<(f32, f32)>,
}

impl Layout {
    /// Measures the running text of a document.
    pub fn measure(raw: &RawDocument, lines: &[Line]) -> Self {
        Self { margins: margins(raw, lines), columns: columns(lines), pitch: pitch(lines), wrap: wrap(lines) }
    }

    /// Left and right margin of the running text around `line`, where the source has geometry.
    pub fn margins_of(&self, line: &Line) -> Option<(f32, f32)> {
        self.margins.get(&line.page).copied()
    }

    /// Whether the first word of `next` would not have fitted on `line`. `opens`: `line` is its paragraph's first.
    pub fn is_full(&self, line: &Line, next: &Line, opens: bool) -> bool {
        if let (Some(rect), Some((_, right))) = (line.rect, self.margins_of(line)) {
            let word = next.words.first().and_then(|w| w.rect).map_or(0.0, |r| r.x1 - r.x0);
            let space = 0.2 * line.size();
            return rect.x1 + space + word > right - 0.01 * right;
        }
        let Some((first, other)) = self.wrap else { return false };
        reach(line, next) >= if opens { first } else { other }
    }

    /// Whether `line` is centred between the margins, or in its column.
    pub fn is_centered(&self, line: &Line) -> bool {
        if let (Some(r), Some((left, right))) = (line.rect, self.columns.get(&(line.page, line.block))) {
            return ((r.x0 - left) - (right - r.x1)).abs() < 10.0;
        }
        let (Some(r), Some((left, right))) = (line.rect, self.margins_of(line)) else { return false };
        let (before, after) = (r.x0 - left, right - r.x1);
        before > 0.06 * (right - left) && after > 0.06 * (right - left) && (before - after).abs() < 14.0
    }

    /// How far a line starts from the left margin.
    pub fn indent(&self, line: &Line) -> Option<f32> {
        Some(line.rect?.x0 - self.margins_of(line)?.0)
    }

    /// Whether more white stands between two lines of a page than lines of a paragraph have.
    pub fn is_gap(&self, line: &Line, next: &Line) -> bool {
        step(line, next).is_some_and(|step| self.pitch > 0.0 && step > 1.22 * self.pitch)
    }
}

/// The distance of two lines' feet, relative to the type size.
fn step(line: &Line, next: &Line) -> Option<f32> {
    if line.page != next.page || line.block != next.block || line.size() <= 0.0 {
        return None;
    }
    let (a, b) = (line.rect?, next.rect?);
    (b.y1 > a.y1).then_some((b.y1 - a.y1) / line.size())
}

/// The median step before certain continuations.
fn pitch(lines: &[Line]) -> f32 {
    let mut steps: Vec<f32> =
        pairs(lines).filter(|(a, b)| continues(a, b)).filter_map(|(a, b)| step(a, b)).filter(|s| *s < 4.0).collect();
    middle(&mut steps, 0.5).unwrap_or(0.0)
}

/// Margins by page size: where most wide lines begin and end.
fn margins(raw: &RawDocument, lines: &[Line]) -> HashMap<u32, (f32, f32)> {
    let sizes: HashMap<u32, (f32, f32)> =
        raw.pages.iter().filter_map(|p| p.size.map(|size| (p.number, size))).collect();
    let mut edges: HashMap<u32, (Vec<f32>, Vec<f32>)> = HashMap::new();
    for line in lines.iter().filter(|l| l.cell.is_none() && l.block == 0 && l.footnote.is_none()) {
        let (Some(rect), Some(size)) = (line.rect, sizes.get(&line.page)) else { continue };
        if rect.x1 - rect.x0 > 0.5 * size.0 {
            let (lefts, rights) = edges.entry(size.0 as u32).or_default();
            lefts.push(rect.x0);
            rights.push(rect.x1);
        }
    }
    let margins: HashMap<u32, (f32, f32)> = edges
        .into_iter()
        .filter_map(|(width, (mut l, mut r))| Some((width, (middle(&mut l, 0.1)?, middle(&mut r, 0.9)?))))
        .collect();
    sizes
        .iter()
        .map(|(page, size)| {
            let assumed = (0.14 * size.0, 0.9 * size.0);
            (*page, margins.get(&(size.0 as u32)).copied().unwrap_or(assumed))
        })
        .collect()
}

/// The edges of letterhead columns and the like, which have more than one line.
fn columns(lines: &[Line]) -> HashMap<(u32, u32), (f32, f32)> {
    let mut edges: HashMap<(u32, u32), (f32, f32, u32)> = HashMap::new();
    for line in lines.iter().filter(|l| l.block != 0 && l.cell.is_none()) {
        let Some(r) = line.rect else { continue };
        let (x0, x1, count) = edges.entry((line.page, line.block)).or_insert((r.x0, r.x1, 0));
        (*x0, *x1, *count) = (x0.min(r.x0), x1.max(r.x1), *count + 1);
    }
    edges.into_iter().filter(|(_, (_, _, count))| *count > 1).map(|(key, (x0, x1, _))| (key, (x0, x1))).collect()
}

/// The thresholds of [`Layout::wrap`], if the text is wrapped at all.
///
/// The reach of a wrapped line is at least the width of the type area, so the least reach seen is that width, but for
/// a few outliers; first lines are set in, so they have their own.
fn wrap(lines: &[Line]) -> Option<(f32, f32)> {
    let (mut first, mut other) = (Vec::new(), Vec::new());
    let mut before: Option<(&Line, bool)> = None;
    for (line, next) in pairs(lines) {
        let certain = continues(line, next);
        if certain {
            let inside = before.is_some_and(|(l, c)| c && std::ptr::eq(l, line));
            if inside { &mut other } else { &mut first }.push(reach(line, next));
        }
        before = Some((next, certain));
    }
    let certain = first.len() + other.len();
    if certain < 3 || certain * 8 < lines.len() {
        return None;
    }
    let whole = middle(&mut other, 0.04);
    let set_in = middle(&mut first, 0.1);
    let whole = whole.or(set_in)?;
    // Text whose lines are its paragraphs has lines of any length.
    let long = lines.iter().filter(|l| width(&l.text()) > 1.6 * whole).count();
    (long * 12 < lines.len()).then_some((set_in.unwrap_or(whole).min(whole) * 0.99, whole * 0.99))
}

fn pairs(lines: &[Line]) -> impl Iterator<Item = (&Line, &Line)> {
    lines.windows(2).filter_map(|pair| match pair {
        [a, b] if a.cell.is_none() && b.cell.is_none() && a.footnote == b.footnote => Some((a, b)),
        _ => None,
    })
}

/// A small letter after a line that ends no sentence: certainly one paragraph.
fn continues(line: &Line, next: &Line) -> bool {
    opening(next) == Opening::Lower && !is_terminal(line)
}

/// Width of a line with the next line's first word.
fn reach(line: &Line, next: &Line) -> f32 {
    width(&line.text()) + SPACE + width(next.first())
}

const SPACE: f32 = 250.0;

/// Width in thousandths of an em, as Times New Roman has it.
fn width(text: &str) -> f32 {
    text.nfd()
        .map(|c| match c {
            'i' | 'j' | 'l' | 't' | '/' | ';' | ':' => 278.0,
            'f' | 'r' | '-' | '(' | ')' | '[' | ']' | 'I' | '!' | '\'' => 333.0,
            's' | 'J' => 389.0,
            'a' | 'c' | 'e' | 'z' | '“' | '”' | '?' => 444.0,
            ' ' | '.' | ',' => 250.0,
            'm' => 778.0,
            'w' | 'A' | 'D' | 'G' | 'H' | 'K' | 'N' | 'O' | 'Q' | 'U' | 'V' | 'X' | 'Y' | 'Đ' => 722.0,
            'B' | 'C' | 'R' => 667.0,
            'E' | 'L' | 'T' | 'Z' => 611.0,
            'F' | 'P' | 'S' => 556.0,
            'M' | 'W' => 900.0,
            '%' | '&' => 800.0,
            '–' | '+' | '=' => 530.0,
            '—' | '…' => 1000.0,
            '\u{31b}' => 30.0,
            '\u{300}'..='\u{36f}' => 0.0,
            _ => 500.0,
        })
        .sum()
}

/// The value at a share of the sorted values.
fn middle(values: &mut [f32], share: f32) -> Option<f32> {
    values.sort_by(f32::total_cmp);
    values.get(((values.len().checked_sub(1)?) as f32 * share) as usize).copied()
}
