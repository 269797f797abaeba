//! What OCR recognized on a page's image, as glyphs and strokes that take the same way as drawn ones.

use super::glyph::{Direction, Drawing, Glyph, Stroke};
use super::{legible, page};
use crate::source::ocr::{Letter, Line, Recognized, Word};
use crate::source::{Distrust, RawPage, TextSource};

/// Sizes of lines this near to the usual one are the usual one: what is measured on an image scatters.
const SAME_SIZE: f32 = 0.2;
/// A line of fewer letters than this is measured badly …
const FEW_LETTERS: usize = 12;
/// … and may be off by this.
const ABOUT_SAME_SIZE: f32 = 0.35;
/// The type size is this much of the height from tall letters to the foot of `g`, marks over capitals included.
const EM: f32 = 1.0;
/// A raised mark stands with its foot so far above the baseline, in type sizes …
const RAISED: f32 = 0.14;
/// … and is at most so high.
const MARK_HEIGHT: f32 = 0.62;

/// A page as recognized.
#[derive(Debug)]
pub struct Scan {
    drawing: Drawing,
    confidence: f32,
    /// By how many degrees the image was turned clockwise.
    turned: u16,
    /// By how many degrees its lines then fell.
    skew: f32,
}

impl Scan {
    /// What was recognized, in points and set level.
    pub fn new(recognized: &Recognized) -> Self {
        let scale = 72.0 / recognized.dpi.max(1) as f32;
        let (width, height) = (recognized.size.0 as f32, recognized.size.1 as f32);
        let slope = recognized.slope();
        let level = Level { turn: slope.atan().sin_cos(), middle: (width / 2.0, height / 2.0), scale };
        let usual = usual_size(recognized);
        let mut drawing = Drawing { size: (width * scale, height * scale), ..Drawing::default() };
        for line in &recognized.lines {
            let letters: usize = line.words.iter().map(|word| word.letters.len()).sum();
            let scatter = if letters < FEW_LETTERS { ABOUT_SAME_SIZE } else { SAME_SIZE };
            let size = if (line.size - usual).abs() <= scatter * usual { usual } else { line.size };
            drawing.glyphs.extend(glyphs(line, size * EM, &level).into_iter().map(|g| (Direction::Right, g)));
        }
        let stroke = |a: (f32, f32), b: (f32, f32)| (level.point(a), level.point(b));
        for r in &recognized.strokes.horizontal {
            let (from, to) = stroke((r.x0, (r.y0 + r.y1) / 2.0), (r.x1, (r.y0 + r.y1) / 2.0));
            drawing.horizontal.push(Stroke { from: from.0, to: to.0, at: (from.1 + to.1) / 2.0 });
        }
        for r in &recognized.strokes.vertical {
            let (from, to) = stroke(((r.x0 + r.x1) / 2.0, r.y0), ((r.x0 + r.x1) / 2.0, r.y1));
            drawing.vertical.push(Stroke { from: from.1, to: to.1, at: (from.0 + to.0) / 2.0 });
        }
        // A hundredth of a degree is less than a point on any page.
        let skew = ((recognized.skew.atan() + slope.atan()).to_degrees() * 100.0).round() / 100.0;
        Self { drawing, confidence: recognized.confidence(), turned: u16::from(recognized.quarters % 4) * 90, skew }
    }

    /// What was recognized, in points, and how sure; `None` where the image had to be turned for it.
    pub fn upright(self) -> Option<(Drawing, f32)> {
        (self.turned == 0).then_some((self.drawing, self.confidence))
    }

    /// Puts the recognized text in the place of the page's own; keeps the page's own where it is no worse.
    pub fn put(self, page: &mut RawPage) {
        let (mut read, _) = page::lay_out(self.drawing, page.number);
        page.problem = None;
        let why = match page.text_source {
            TextSource::LayerRejected { why } => why,
            _ => Distrust::NoText,
        };
        if !legible::is_better(&read.lines, &page.lines, why) {
            page.text_source = TextSource::Layer;
            return;
        }
        let Self { confidence, turned, skew, .. } = self;
        read.text_source = TextSource::Ocr { confidence, why, turned, skew };
        *page = read;
    }
}

/// Sets a page that still slants a little level, and pixels into points.
struct Level {
    /// Sine and cosine of the slant.
    turn: (f32, f32),
    middle: (f32, f32),
    scale: f32,
}

impl Level {
    fn point(&self, (x, y): (f32, f32)) -> (f32, f32) {
        let (sin, cos) = self.turn;
        let (dx, dy) = (x - self.middle.0, y - self.middle.1);
        let (x, y) = (self.middle.0 + dx * cos + dy * sin, self.middle.1 - dx * sin + dy * cos);
        (x * self.scale, y * self.scale)
    }
}

/// The size of most letters; 0 where there are none.
fn usual_size(recognized: &Recognized) -> f32 {
    let mut sizes: Vec<(f32, usize)> =
        recognized.lines.iter().map(|line| (line.size, line.words.iter().map(|w| w.letters.len()).sum())).collect();
    sizes.sort_by(|a, b| a.0.total_cmp(&b.0));
    let half = sizes.iter().map(|(_, letters)| letters).sum::<usize>() / 2;
    let mut passed = 0;
    let median = sizes.iter().find(|(_, letters)| {
        passed += letters;
        passed > half
    });
    median.map_or(0.0, |(size, _)| *size)
}

fn glyphs(line: &Line, size: f32, level: &Level) -> Vec<Glyph> {
    let mut out: Vec<Glyph> = Vec::new();
    for word in &line.words {
        let baseline = |x: f32| line.baseline + line.slope * (x - line.x0);
        let raised = raised_from(word, size, baseline);
        let edges = edges(word);
        let mut next = Vec::new();
        for ((at, letter), edge) in word.letters.iter().enumerate().zip(edges.windows(2)) {
            let (Some(from), Some(to)) = (edge.first(), edge.last()) else { continue };
            let (x0, y) = level.point((*from, baseline(*from)));
            let (x1, _) = level.point((*to, baseline(*from)));
            let mut chars = letter.text.chars();
            let Some(ch) = chars.next() else { continue };
            let mut glyph =
                Glyph { ch, rest: chars.collect(), x0, x1, y, size: size * level.scale, bold: false, raised: false };
            if at >= raised {
                glyph.y = level.point((*from, letter.rect.y1)).1;
                glyph.size = (letter.rect.y1 - letter.rect.y0) * level.scale / 0.68;
            }
            next.push(glyph);
        }
        if let (Some(last), Some(first)) = (out.last(), next.first()) {
            let space = Glyph { ch: ' ', rest: String::new(), x0: last.x1, x1: first.x0, ..first.clone() };
            let level = Glyph { y: space.y, size: size * level.scale, ..space };
            out.push(level);
        }
        out.extend(next);
    }
    out
}

/// The edges of the letters: half way between their boxes, so that no gap cuts the word in two.
fn edges(word: &Word) -> Vec<f32> {
    let mut edges = vec![word.rect.x0];
    let between = |pair: &[Letter]| Some((pair.first()?.rect.x1 + pair.last()?.rect.x0) / 2.0);
    for edge in word.letters.windows(2).filter_map(between) {
        let last = edges.last().copied().unwrap_or(edge);
        edges.push(edge.clamp(last, word.rect.x1.max(last)));
    }
    edges.push(word.rect.x1.max(edges.last().copied().unwrap_or(0.0)));
    edges
}

/// From which letter on the word is a raised mark: digits, or the signs that small digits are taken for.
fn raised_from(word: &Word, size: f32, baseline: impl Fn(f32) -> f32) -> usize {
    let is_raised = |letter: &&Letter| {
        let r = letter.rect;
        let is_digit = letter.text.chars().all(|c| c.is_ascii_digit());
        is_digit && baseline(r.x0) - r.y1 >= RAISED * size && r.y1 - r.y0 <= MARK_HEIGHT * size
    };
    word.letters.len() - word.letters.iter().rev().take_while(is_raised).count()
}
