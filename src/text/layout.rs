//! What the page says about wraps: margins, line pitch, and whether a line was full when it ended.
//!
//! A line that was wrapped is full: the next line's first word would not have fitted on it. How far full lines reach
//! is learnt from the wraps that are certain, those before a small letter, because a file's lines need not be as wide
//! as its page. With geometry the reach is read off the boxes. Plain text has none, but official documents are set in
//! one type (Times New Roman, Nghị định 30/2020/NĐ-CP, Phụ lục I), so letter widths of that type tell nearly as well.

use std::collections::{HashMap, HashSet};

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
    /// Which of them are columns of justified text, as a gazette or a newspaper has.
    running: HashSet<(u32, u32)>,
    /// Usual distance of two lines in a paragraph, relative to the type size.
    pitch: f32,
    /// How far a wrapped line and the next word reach together, a paragraph's first line and the others, by page width
    /// and type size (0 where there is none). Nothing where the text is not wrapped.
    wraps: HashMap<(u32, u32), (f32, f32)>,
    /// How far first lines are set in, where most are and the lines after them are not.
    set_in: Option<f32>,
    /// Page widths, by page number.
    widths: HashMap<u32, u32>,
}

impl Layout {
    /// Measures the running text of a document.
    pub fn measure(raw: &RawDocument, lines: &[Line]) -> Self {
        let widths = raw.pages.iter().filter_map(|p| Some((p.number, p.size?.0 as u32))).collect();
        let margins = margins(raw, lines);
        let set_in = set_in(lines, &margins);
        let columns = columns(lines);
        let running = running(lines, &columns);
        Self { margins, set_in, columns, running, pitch: pitch(lines), wraps: wraps(lines, &widths), widths }
    }

    /// Left and right margin of the running text around `line`, where the source has geometry.
    pub fn margins_of(&self, line: &Line) -> Option<(f32, f32)> {
        if self.is_in_column(line) {
            return self.columns.get(&(line.page, line.block)).copied();
        }
        self.margins.get(&line.page).copied()
    }

    /// Whether a line stands in a column of running text beside another.
    pub fn is_in_column(&self, line: &Line) -> bool {
        line.cell.is_none() && self.running.contains(&(line.page, line.block))
    }

    /// Whether the first word of `next` would not have fitted on `line`. `opens`: `line` is its paragraph's first.
    pub fn is_full(&self, line: &Line, next: &Line, opens: bool) -> bool {
        if self.is_in_column(line) {
            return self.margins_of(line).is_some_and(|(_, right)| reach(line, next) > right + 0.5);
        }
        if let Some((first, other)) = self.wraps.get(&kind(line, &self.widths)) {
            return reach(line, next) >= if opens { *first } else { *other };
        }
        self.margins_of(line).is_some_and(|(_, right)| line.rect.is_some() && reach(line, next) > 0.99 * right)
    }

    /// Whether `line` is centred between the margins, or in its column.
    pub fn is_centered(&self, line: &Line) -> bool {
        if let (Some(r), Some((left, right))) = (line.rect, self.columns.get(&(line.page, line.block)))
            && !self.is_in_column(line)
        {
            return ((r.x0 - left) - (right - r.x1)).abs() < 10.0;
        }
        let (Some(r), Some((left, right))) = (line.rect, self.margins_of(line)) else { return false };
        let (before, after) = (r.x0 - left, right - r.x1);
        if self.set_in.is_some_and(|usual| (before - usual).abs() < 3.0) {
            return false;
        }
        before > 0.06 * (right - left) && after > 0.06 * (right - left) && (before - after).abs() < 14.0
    }

    /// How far a line starts from the left margin.
    pub fn indent(&self, line: &Line) -> Option<f32> {
        Some(line.rect?.x0 - self.margins_of(line)?.0)
    }

    /// Whether a line is set in as first lines of paragraphs are, in a document where only those are.
    pub fn is_set_in(&self, line: &Line) -> bool {
        self.set_in.zip(self.indent(line)).is_some_and(|(usual, indent)| (indent - usual).abs() < 3.0)
    }

    /// Whether a line stands in the right half of the page, as a signer's lines do.
    pub fn is_right_half(&self, line: &Line) -> bool {
        let (Some(indent), Some((left, right))) = (self.indent(line), self.margins_of(line)) else { return false };
        indent > 0.45 * (right - left)
    }

    /// Whether more white stands between two lines of a page than lines of a paragraph have.
    pub fn is_gap(&self, line: &Line, next: &Line) -> bool {
        step(line, next).is_some_and(|step| self.pitch > 0.0 && step > 1.22 * self.pitch)
    }
}

/// The usual first-line indent, learnt from first lines that were certainly wrapped.
fn set_in(lines: &[Line], margins: &HashMap<u32, (f32, f32)>) -> Option<f32> {
    let indent = |line: &Line| Some(line.rect?.x0 - margins.get(&line.page)?.0);
    let mut firsts: Vec<f32> = Vec::new();
    let mut hanging = 0;
    for (line, next) in pairs(lines).filter(|(a, b)| a.block == 0 && b.block == 0 && continues(a, b)) {
        let (Some(first), Some(second)) = (indent(line), indent(next)) else { continue };
        if first > second + 8.0 && second < 8.0 {
            firsts.push(first);
        } else if first >= 8.0 && second >= 8.0 {
            hanging += 1;
        }
    }
    let usual = middle(&mut firsts, 0.5)?;
    (firsts.len() >= 3 && firsts.len() > 4 * hanging).then_some(usual)
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

/// Columns of so many lines, most of which reach the right edge.
fn running(lines: &[Line], columns: &HashMap<(u32, u32), (f32, f32)>) -> HashSet<(u32, u32)> {
    const LINES: usize = 8;
    let mut counts: HashMap<(u32, u32), (usize, usize)> = HashMap::new();
    for line in lines.iter().filter(|l| l.cell.is_none()) {
        let key = (line.page, line.block);
        let (Some(r), Some((_, right))) = (line.rect, columns.get(&key)) else { continue };
        let (full, all) = counts.entry(key).or_default();
        *full += usize::from(right - r.x1 < 0.35 * line.size());
        *all += 1;
    }
    counts.into_iter().filter(|(_, (full, all))| *all >= LINES && 2 * full >= *all).map(|(key, _)| key).collect()
}

/// The thresholds of [`Layout::wraps`].
fn wraps(lines: &[Line], widths: &HashMap<u32, u32>) -> HashMap<(u32, u32), (f32, f32)> {
    let mut samples: HashMap<(u32, u32), Sample> = HashMap::new();
    let mut before: Option<(&Line, bool)> = None;
    for (line, next) in pairs(lines).filter(|(line, next)| line.block == 0 && next.block == 0) {
        let certain = continues(line, next);
        let sample = samples.entry(kind(line, widths)).or_default();
        sample.lines.push(reach(line, next));
        if certain {
            let inside = before.is_some_and(|(l, c)| c && std::ptr::eq(l, line));
            if inside { &mut sample.other } else { &mut sample.first }.push(reach(line, next));
        }
        before = Some((next, certain));
    }
    samples.into_iter().filter_map(|(kind, sample)| Some((kind, sample.thresholds()?))).collect()
}

/// Lines of one kind are wrapped at one width: page width and type size.
fn kind(line: &Line, widths: &HashMap<u32, u32>) -> (u32, u32) {
    (widths.get(&line.page).copied().unwrap_or(0), line.size().round() as u32)
}

/// Reaches of all lines, and of those that were certainly wrapped.
#[derive(Default)]
struct Sample {
    lines: Vec<f32>,
    first: Vec<f32>,
    other: Vec<f32>,
}

impl Sample {
    /// The reach of a wrapped line is at least the width of the type area, so the least reach seen is that width, but
    /// for a few outliers; first lines may be set in, so they have their own. `None` where too few lines are wrapped.
    fn thresholds(self) -> Option<(f32, f32)> {
        let certain = self.first.len() + self.other.len();
        if certain < 3 || certain * 8 < self.lines.len() {
            return None;
        }
        let set_in = least(self.first);
        let whole = least(self.other).or(set_in)?;
        // Text whose lines are its paragraphs has lines of any length.
        let long = self.lines.iter().filter(|reach| **reach > 1.7 * whole).count();
        (long * 12 < self.lines.len()).then_some((set_in.unwrap_or(whole).min(whole) * 0.99, whole * 0.99))
    }
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

/// The least of the values, but for outliers.
fn least(mut values: Vec<f32>) -> Option<f32> {
    let usual = middle(&mut values, 0.5)?;
    values.retain(|v| *v > 0.94 * usual);
    middle(&mut values, 0.04)
}

/// How far a line would reach with the next line's first word: its right edge in points, or its width.
fn reach(line: &Line, next: &Line) -> f32 {
    if let (Some(rect), Some(word)) = (line.rect, next.words.first().and_then(|w| w.rect)) {
        return rect.x1 + 0.25 * line.size() + (word.x1 - word.x0);
    }
    width(&line.text()) + 250.0 + width(next.first())
}

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
