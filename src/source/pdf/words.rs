//! Glyphs of a row become words.

use super::glyph::Glyph;
use crate::source::{RawLine, RawWord, Rect};

/// A gap this wide, in ems, parts two words even without a space character.
const WORD_GAP: f32 = 0.1;
/// A gap this wide parts a raised mark from the word before; it is rarely set tight.
const MARK_GAP: f32 = 0.22;

/// A line of the words in `glyphs`, which are sorted from left to right; `None` where all of it is white.
pub fn line(glyphs: &[Glyph], block: u32, cell: Option<(u32, u32, u32)>) -> Option<RawLine> {
    let words = words(glyphs);
    (!words.is_empty()).then_some(RawLine { words, block, starts_paragraph: false, cell, footnote: None, number: None })
}

fn words(glyphs: &[Glyph]) -> Vec<RawWord> {
    let word_gap = WORD_GAP + letter_gap(glyphs);
    let mut out = Vec::new();
    let mut open: Option<Open> = None;
    let mut space = false;
    let mut end = f32::NEG_INFINITY;
    for glyph in glyphs {
        if glyph.is_space() {
            // A space under a letter belongs to another layer of the text.
            space |= glyph.center() > end - 0.1 * glyph.size;
            continue;
        }
        let gap = glyph.x0 - end;
        if let Some(word) = &open {
            let mark = glyph.raised != word.raised;
            let limit = if mark && glyph.raised { MARK_GAP } else { word_gap };
            let apart = space || gap > limit * glyph.size.max(word.size);
            if apart || mark {
                out.extend(open.take().map(Open::close));
            }
            space = apart;
        }
        for c in glyph.chars() {
            if c.is_whitespace() {
                out.extend(open.take().map(Open::close));
                space = true;
                continue;
            }
            match &mut open {
                Some(word) => word.push(c, glyph),
                None => {
                    open = Some(Open::new(c, glyph, space || out.is_empty()));
                    space = false;
                }
            }
        }
        end = end.max(glyph.x1);
    }
    out.extend(open.map(Open::close));
    out
}

/// The usual gap between letters, in ems: 0 unless the line is set with wide letter spacing.
fn letter_gap(glyphs: &[Glyph]) -> f32 {
    let mut gaps: Vec<f32> = glyphs
        .windows(2)
        .filter_map(|pair| Some((pair.first()?, pair.get(1)?)))
        .filter(|(a, b)| !a.is_space() && !b.is_space())
        .map(|(a, b)| (b.x0 - a.x1) / a.size)
        .collect();
    let middle = gaps.len() / 2;
    if gaps.len() < 4 || 3 * gaps.iter().filter(|gap| **gap > 0.04).count() < gaps.len() {
        return 0.0;
    }
    let (_, median, _) = gaps.select_nth_unstable_by(middle, f32::total_cmp);
    median.clamp(0.0, 0.6)
}

/// A word that may still grow.
struct Open {
    text: String,
    rect: Rect,
    size: f32,
    chars: usize,
    bold: usize,
    raised: bool,
    spaced: bool,
}

impl Open {
    fn new(c: char, glyph: &Glyph, spaced: bool) -> Self {
        let rect = glyph.rect();
        let mut word =
            Self { text: String::new(), rect, size: glyph.size, chars: 0, bold: 0, raised: glyph.raised, spaced };
        word.push(c, glyph);
        word
    }

    fn push(&mut self, c: char, glyph: &Glyph) {
        let r = glyph.rect();
        self.text.push(c);
        self.rect = Rect {
            x0: self.rect.x0.min(r.x0),
            y0: self.rect.y0.min(r.y0),
            x1: self.rect.x1.max(r.x1),
            y1: self.rect.y1.max(r.y1),
        };
        self.size = self.size.max(glyph.size);
        self.chars += 1;
        self.bold += usize::from(glyph.bold);
    }

    fn close(self) -> RawWord {
        RawWord {
            text: self.text,
            rect: Some(self.rect),
            size: self.size,
            bold: 2 * self.bold > self.chars,
            superscript: self.raised,
            spaced: self.spaced,
        }
    }
}
