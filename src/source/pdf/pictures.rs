//! Pictures of text on a page that has text of its own: a pasted scan, an annex put in as an image.
//!
//! Only the picture is recognized, and what it says comes to its place among the page's own lines, rulings included. A
//! background, a logo or the picture of a signature is none: text stands over it, or it is small. A photograph is
//! looked at as well, but what is recognized on it is no Vietnamese and is left.

use super::glyph::{Direction, Drawing, Glyph, Stroke};
use super::scan::Scan;
use super::{page, stamps};
use crate::source::{PageProblem, RawPage, Rect, TextSource};
use crate::text::share;

/// A picture of text takes at least this share of the page: that of a signature with its seal takes less …
const LEAST_SHARE: f32 = 0.04;
/// … and is at least so wide and so high, in points.
const LEAST_WIDTH: f32 = 120.0;
const LEAST_HEIGHT: f32 = 36.0;
/// With more letters over it, a picture is a background.
const OVER: usize = 12;
/// More pictures on one page are not looked at.
const MOST: usize = 4;
/// Programs cut pictures into strips; those this near, in points, are one.
const TOUCH: f32 = 1.5;
/// A page with more pieces of pictures than this is a drawing.
const MOST_PIECES: usize = 400;
/// With fewer words, or a smaller share of Vietnamese syllables among them, or less sure, a picture says nothing.
const LEAST_WORDS: usize = 4;
const VIETNAMESE: f32 = 0.7;
const SURE: f32 = 0.55;

/// The pictures that may be of text, the largest first.
pub fn regions(drawing: &Drawing) -> Vec<Rect> {
    let (width, height) = drawing.size;
    if drawing.images.len() > MOST_PIECES {
        return Vec::new();
    }
    let mut pictures: Vec<Rect> = Vec::new();
    for image in &drawing.images {
        let image =
            Rect { x0: image.x0.max(0.0), y0: image.y0.max(0.0), x1: image.x1.min(width), y1: image.y1.min(height) };
        if image.x0 >= image.x1 || image.y0 >= image.y1 {
            continue;
        }
        match pictures.iter_mut().find(|known| is_one(known, &image)) {
            Some(known) => *known = around(*known, image),
            None => pictures.push(image),
        }
    }
    let area = |r: &Rect| (r.x1 - r.x0) * (r.y1 - r.y0);
    let over =
        |r: &Rect| drawing.glyphs.iter().filter(|glyph| stands_in(glyph, drawing.size, r)).take(OVER + 1).count();
    pictures.retain(|r| {
        r.x1 - r.x0 >= LEAST_WIDTH
            && r.y1 - r.y0 >= LEAST_HEIGHT
            && area(r) >= LEAST_SHARE * width * height
            && over(r) <= OVER
    });
    pictures.sort_by(|a, b| area(b).total_cmp(&area(a)));
    pictures.truncate(MOST);
    pictures
}

/// Whether two pieces of pictures are one: the same place, or the same width (or height) end to end.
fn is_one(a: &Rect, b: &Rect) -> bool {
    let same = |x: f32, y: f32| (x - y).abs() <= TOUCH;
    let joined = |a0: f32, a1: f32, b0: f32, b1: f32| a0 <= b1 + TOUCH && b0 <= a1 + TOUCH;
    same(a.x0, b.x0) && same(a.x1, b.x1) && joined(a.y0, a.y1, b.y0, b.y1)
        || same(a.y0, b.y0) && same(a.y1, b.y1) && joined(a.x0, a.x1, b.x0, b.x1)
}

fn around(a: Rect, b: Rect) -> Rect {
    Rect { x0: a.x0.min(b.x0), y0: a.y0.min(b.y0), x1: a.x1.max(b.x1), y1: a.y1.max(b.y1) }
}

/// Whether a letter stands in a place on the page.
fn stands_in((direction, glyph): &(Direction, Glyph), size: (f32, f32), place: &Rect) -> bool {
    let r = direction.on_page(glyph, size);
    let (x, y) = ((r.x0 + r.x1) / 2.0, (r.y0 + r.y1) / 2.0);
    !glyph.is_space() && (place.x0..=place.x1).contains(&x) && (place.y0..=place.y1).contains(&y)
}

/// A page with pictures that are being recognized.
#[derive(Debug)]
pub struct Pictured {
    drawing: Drawing,
    /// So many have not come back.
    pub waiting: usize,
    /// The least confidence of those that were taken.
    confidence: f32,
    /// The box around those.
    within: Option<Rect>,
}

impl Pictured {
    /// A page that draws this, with so many pictures.
    pub fn new(drawing: Drawing, waiting: usize) -> Self {
        Self { drawing, waiting, confidence: 1.0, within: None }
    }

    /// Takes in what was recognized on the picture at `place`, if that says anything.
    pub fn take(&mut self, scan: Scan, place: Rect) {
        let Some((read, confidence)) = scan.upright() else { return };
        if confidence < SURE || !says_something(&read) {
            return;
        }
        let (dx, dy) = (place.x0, place.y0);
        let size = self.drawing.size;
        let own: Vec<Rect> = self
            .drawing
            .glyphs
            .iter()
            .filter(|glyph| stands_in(glyph, size, &place))
            .map(|(direction, glyph)| direction.on_page(glyph, size))
            .collect();
        let moved = read.glyphs.into_iter().map(|(direction, glyph)| {
            (direction, Glyph { x0: glyph.x0 + dx, x1: glyph.x1 + dx, y: glyph.y + dy, ..glyph })
        });
        // What is drawn over the picture was seen on it as well.
        let is_own = |glyph: &(Direction, Glyph)| own.iter().any(|own| stands_in(glyph, size, own));
        self.drawing.glyphs.extend(moved.filter(|glyph| !is_own(glyph)));
        let across = read.horizontal.iter().map(|s| Stroke { from: s.from + dx, to: s.to + dx, at: s.at + dy });
        self.drawing.horizontal.extend(across);
        let down = read.vertical.iter().map(|s| Stroke { from: s.from + dy, to: s.to + dy, at: s.at + dx });
        self.drawing.vertical.extend(down);
        self.confidence = self.confidence.min(confidence);
        self.within = Some(self.within.map_or(place, |known| around(known, place)));
    }

    /// Lays the page out anew with what was taken; a page of which nothing was taken stays as it is.
    pub fn put(self, page: &mut RawPage) {
        let Self { drawing, confidence, within, .. } = self;
        if page.problem == Some(PageProblem::NoTextLayer) {
            page.problem = None;
        }
        let Some(within) = within else { return };
        let problem = page.problem.take();
        *page = page::page(drawing, page.number);
        page.problem = page.problem.take().or(problem);
        page.text_source = TextSource::Pictures { confidence, within };
    }
}

/// Whether what was recognized is words.
fn says_something(read: &Drawing) -> bool {
    let text = stamps::words(&read.glyphs, read.size);
    let words = text.split_whitespace().filter(|word| word.chars().filter(|c| c.is_alphabetic()).count() >= 2).count();
    words >= LEAST_WORDS && share(&text) >= VIETNAMESE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(images: &[(f32, f32, f32, f32)], letters: usize, expected: &[(f32, f32, f32, f32)]) {
        let rect = |&(x0, y0, x1, y1): &(f32, f32, f32, f32)| Rect { x0, y0, x1, y1 };
        let glyph = |i: usize| {
            let (x0, y) = (110.0 + 7.0 * i as f32, 150.0);
            let ch = 'a';
            (
                Direction::Right,
                Glyph { ch, rest: String::new(), x0, x1: x0 + 6.0, y, size: 12.0, bold: false, raised: false },
            )
        };
        let drawing = Drawing {
            size: (600.0, 800.0),
            images: images.iter().map(rect).collect(),
            glyphs: (0..letters).map(glyph).collect(),
            ..Drawing::default()
        };
        assert_eq!(regions(&drawing), expected.iter().map(rect).collect::<Vec<_>>(), "{images:?}");
    }

    #[test]
    fn large_pictures_without_text_over_them_may_be_of_text() {
        let picture = (100.0, 100.0, 500.0, 400.0);
        check(&[picture], 0, &[picture]);
        check(&[picture], OVER, &[picture]);
        check(&[picture], OVER + 1, &[]);
        // A logo, a line, the picture of a signature.
        check(&[(50.0, 50.0, 120.0, 120.0), (50.0, 200.0, 550.0, 210.0), (300.0, 600.0, 440.0, 700.0)], 0, &[]);
        // Strips of one picture; one that reaches over the edge.
        check(
            &[(100.0, 100.0, 500.0, 130.0), (100.0, 130.0, 500.0, 160.0), (100.0, 160.0, 500.0, 200.0)],
            0,
            &[(100.0, 100.0, 500.0, 200.0)],
        );
        check(&[(-50.0, 600.0, 700.0, 900.0)], 0, &[(0.0, 600.0, 600.0, 800.0)]);
    }
}
