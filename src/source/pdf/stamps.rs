//! Stamps and watermarks among the glyphs of a page: they are no part of its text.
//!
//! A stamp is put on a finished page, so its glyphs follow one another in the order of drawing however they lie
//! between those of the letterhead; it is known by its words ([`crate::text::stamp`]). A watermark is known by how it
//! is drawn: large and slanted, or large, faint and across other text.

use std::ops::Range;

use super::glyph::{Direction, Drawing, Glyph};
use crate::source::{Aside, AsideKind, Rect};
use crate::text::stamp;

/// A gap this wide, in ems, parts two words.
const SPACE: f32 = 0.15;
/// A gap this wide, in ems, parts two pieces of drawing.
const APART: f32 = 3.0;
/// Lines of one stamp are at most this far apart, in ems.
const NEAR: f32 = 3.0;
/// A watermark's letters are so many times as large as those of the text.
const LARGE: f32 = 1.8;
/// A faint line with more letters of other text under it than this lies across it.
const ACROSS: usize = 3;

/// A line in the order of drawing.
#[derive(Debug)]
pub struct DrawnLine {
    /// Its glyphs, as places in what was drawn.
    pub glyphs: Range<usize>,
    /// Its words.
    pub text: String,
    /// Its box on the page, before any turning.
    pub rect: Rect,
}

/// What was drawn, as lines in the order of drawing; glyphs on one baseline that follow one another are one line.
pub fn drawn_lines(glyphs: &[(Direction, Glyph)], size: (f32, f32)) -> Vec<DrawnLine> {
    let mut out: Vec<DrawnLine> = Vec::new();
    let mut before: Option<(Direction, &Glyph)> = None;
    for (at, (direction, glyph)) in glyphs.iter().enumerate() {
        let rect = direction.on_page(glyph, size);
        let goes_on = before.is_some_and(|(d, b)| {
            let gap = glyph.x0 - b.x1;
            d == *direction && (glyph.y - b.y).abs() <= 0.3 * b.size && gap.abs() <= APART * b.size && glyph.x1 >= b.x0
        });
        let spaced = before.is_some_and(|(_, b)| glyph.x0 - b.x1 > SPACE * b.size);
        match out.last_mut() {
            Some(line) if goes_on => {
                if (spaced || glyph.is_space()) && !line.text.ends_with(' ') {
                    line.text.push(' ');
                }
                line.text.extend(glyph.chars().filter(|c| !c.is_whitespace()));
                line.glyphs.end = at + 1;
                line.rect = union(line.rect, rect);
            }
            _ => {
                let text = glyph.chars().filter(|c| !c.is_whitespace()).collect();
                out.push(DrawnLine { glyphs: at..at + 1, text, rect });
            }
        }
        before = Some((*direction, glyph));
    }
    out.retain(|line| !line.text.trim().is_empty());
    for line in &mut out {
        line.text = line.text.trim().to_owned();
    }
    out
}

/// The words of glyphs, lines parted by spaces.
pub fn words(glyphs: &[(Direction, Glyph)], size: (f32, f32)) -> String {
    drawn_lines(glyphs, size).into_iter().map(|line| line.text).collect::<Vec<_>>().join(" ")
}

/// Whether lines in their order are a stamp from the first on.
pub fn is_stamp(lines: &[DrawnLine]) -> bool {
    length(lines) > 0
}

/// Takes stamps and watermarks out of what was drawn, and gives back to the text what only looks faint.
pub fn take(drawing: &mut Drawing) {
    take_stamps(drawing);
    take_watermarks(drawing);
}

fn take_stamps(drawing: &mut Drawing) {
    let lines = drawn_lines(&drawing.glyphs, drawing.size);
    let mut gone: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let rest = lines.get(at..).unwrap_or_default();
        let length = length(rest);
        if length > 0 {
            let stamp = rest.get(..length).unwrap_or_default();
            let text = stamp.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join(" ");
            drawing.aside.push(Aside { kind: AsideKind::Stamp, text });
            gone.extend(stamp.iter().map(|line| line.glyphs.clone()));
        }
        at += length.max(1);
    }
    if !gone.is_empty() {
        let mut place = 0;
        drawing.glyphs.retain(|_| {
            place += 1;
            !gone.iter().any(|range| range.contains(&(place - 1)))
        });
    }
}

/// How many lines, from the first on, are a stamp: by their words, as far as they stand together.
fn length(lines: &[DrawnLine]) -> usize {
    let Some(first) = lines.first() else { return 0 };
    let mut around = first.rect;
    let together: Vec<&str> = lines
        .iter()
        .take(stamp::LONGEST)
        .take_while(|line| {
            let near = NEAR * (line.rect.y1 - line.rect.y0).max(first.rect.y1 - first.rect.y0);
            let is_near = line.rect.y0 <= around.y1 + near
                && line.rect.y1 >= around.y0 - near
                && line.rect.x0 <= around.x1 + near
                && line.rect.x1 >= around.x0 - near;
            around = union(around, line.rect);
            is_near
        })
        .map(|line| line.text.as_str())
        .collect();
    stamp::length(&together)
}

fn take_watermarks(drawing: &mut Drawing) {
    // Slanted text is a watermark even in full ink, unless the page has hardly any other.
    let is_slanted = |(direction, _): &&(Direction, Glyph)| *direction == Direction::Slanted;
    let all = || drawing.glyphs.iter().chain(&drawing.faint);
    let slanted: Vec<&Glyph> = all().filter(is_slanted).map(|(_, glyph)| glyph).collect();
    if !slanted.is_empty() && 2 * slanted.len() < all().count() {
        let text = slanted_words(&slanted);
        drawing.aside.extend((!text.is_empty()).then_some(Aside { kind: AsideKind::Watermark, text }));
        drawing.glyphs.retain(|glyph| !is_slanted(&glyph));
        drawing.faint.retain(|glyph| !is_slanted(&glyph));
    }
    let usual = usual_size(&drawing.glyphs);
    let faint = std::mem::take(&mut drawing.faint);
    let mut back = Vec::new();
    for line in drawn_lines(&faint, drawing.size) {
        let glyphs = faint.get(line.glyphs).unwrap_or_default();
        let large = usual > 0.0 && glyphs.iter().all(|(_, glyph)| glyph.size >= LARGE * usual);
        let under = |(direction, glyph): &&(Direction, Glyph)| {
            let r = direction.on_page(glyph, drawing.size);
            let (x, y) = ((r.x0 + r.x1) / 2.0, (r.y0 + r.y1) / 2.0);
            line.rect.x0 <= x && x <= line.rect.x1 && line.rect.y0 <= y && y <= line.rect.y1
        };
        if large && drawing.glyphs.iter().filter(under).take(ACROSS + 1).count() > ACROSS {
            drawing.aside.push(Aside { kind: AsideKind::Watermark, text: line.text });
        } else {
            back.extend_from_slice(glyphs);
        }
    }
    drawing.glyphs.extend(back);
}

/// The words of slanted glyphs in the order of drawing: a step longer than a letter parts two.
fn slanted_words(glyphs: &[&Glyph]) -> String {
    const STEP: f32 = 1.2;
    let mut text = String::new();
    let mut before: Option<&Glyph> = None;
    for glyph in glyphs {
        let apart = before.is_some_and(|b| (glyph.x0 - b.x0).hypot(glyph.y - b.y) > STEP * b.size);
        if apart || glyph.is_space() {
            text.push(' ');
        }
        text.extend(glyph.chars().filter(|c| !c.is_whitespace()));
        before = Some(glyph);
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The size of most glyphs; 0 where there are none.
fn usual_size(glyphs: &[(Direction, Glyph)]) -> f32 {
    let mut sizes: Vec<f32> = glyphs.iter().filter(|(_, g)| !g.is_space()).map(|(_, g)| g.size).collect();
    let middle = sizes.len() / 2;
    if sizes.is_empty() {
        return 0.0;
    }
    *sizes.select_nth_unstable_by(middle, f32::total_cmp).1
}

fn union(a: Rect, b: Rect) -> Rect {
    Rect { x0: a.x0.min(b.x0), y0: a.y0.min(b.y0), x1: a.x1.max(b.x1), y1: a.y1.max(b.y1) }
}
