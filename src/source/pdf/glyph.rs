//! What a page draws, in our own words: glyphs, strokes, images. The border between the PDF library and the geometry.

use crate::source::{Aside, Rect};

/// A drawn glyph, turned upright: the text runs to the right and y grows downwards, in points.
#[derive(Debug, Clone, PartialEq)]
pub struct Glyph {
    /// Its first character; U+FFFD where the font does not tell.
    pub ch: char,
    /// Further characters: ligatures, combining marks merged into it.
    pub rest: String,
    /// Where the pen stands before it.
    pub x0: f32,
    /// Where the pen stands after it.
    pub x1: f32,
    /// The baseline.
    pub y: f32,
    /// Font size.
    pub size: f32,
    /// Whether it is set bold.
    pub bold: bool,
    /// Whether it stands raised over its line (a superscript).
    pub raised: bool,
}

impl Glyph {
    /// Whether it leaves the paper white.
    pub fn is_space(&self) -> bool {
        self.ch.is_whitespace() && self.rest.chars().all(char::is_whitespace)
    }

    /// Its characters.
    pub fn chars(&self) -> impl Iterator<Item = char> + '_ {
        std::iter::once(self.ch).chain(self.rest.chars())
    }

    /// Half way between its edges.
    pub fn center(&self) -> f32 {
        (self.x0 + self.x1) / 2.0
    }

    /// The box it fills, by the usual heights of a Latin font.
    pub fn rect(&self) -> Rect {
        Rect { x0: self.x0, y0: self.y - 0.8 * self.size, x1: self.x1, y1: self.y + 0.22 * self.size }
    }
}

/// The way a glyph's text runs on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// To the right, as usual.
    Right,
    /// Down the page.
    Down,
    /// To the left, upside down.
    Left,
    /// Up the page.
    Up,
    /// Slanted: a watermark.
    Slanted,
}

/// A straight horizontal or vertical line from drawn paths.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stroke {
    /// Where it starts along its own direction.
    pub from: f32,
    /// Where it ends along its own direction.
    pub to: f32,
    /// Its place across: y of a horizontal one, x of a vertical one.
    pub at: f32,
}

/// All that a page draws.
#[derive(Debug, Clone, Default)]
pub struct Drawing {
    /// Width and height in points, after the page's own rotation.
    pub size: (f32, f32),
    /// The glyphs in the order of the content stream, each with its direction; x0, x1 and y are those after turning.
    pub glyphs: Vec<(Direction, Glyph)>,
    /// Glyphs that hardly show, light or transparent: those of a watermark, or light letters on a dark ground.
    pub faint: Vec<(Direction, Glyph)>,
    /// What was found beside the text so far: stamps, comments.
    pub aside: Vec<Aside>,
    /// Horizontal strokes.
    pub horizontal: Vec<Stroke>,
    /// Vertical strokes.
    pub vertical: Vec<Stroke>,
    /// Boxes of drawn images.
    pub images: Vec<Rect>,
    /// The resolution of the largest of them, in pixels per inch; 0 where there is none.
    pub image_dpi: f32,
    /// How many curved outlines are filled: text turned into curves has many.
    pub curves: usize,
}

impl Direction {
    /// The direction of the vector `(dx, dy)`, y growing downwards.
    pub fn of(dx: f32, dy: f32) -> Self {
        const SLOPE: f32 = 0.06;
        if dy.abs() <= SLOPE * dx.abs() {
            if dx >= 0.0 { Self::Right } else { Self::Left }
        } else if dx.abs() <= SLOPE * dy.abs() {
            if dy > 0.0 { Self::Down } else { Self::Up }
        } else {
            Self::Slanted
        }
    }

    /// A point of a page of this size, after turning the page so that this direction runs to the right.
    pub fn turn(self, (x, y): (f32, f32), (width, height): (f32, f32)) -> (f32, f32) {
        match self {
            Self::Right | Self::Slanted => (x, y),
            Self::Down => (y, width - x),
            Self::Left => (width - x, height - y),
            Self::Up => (height - y, x),
        }
    }

    /// The size of the page after [`Direction::turn`].
    pub fn turned_size(self, (width, height): (f32, f32)) -> (f32, f32) {
        match self {
            Self::Down | Self::Up => (height, width),
            _ => (width, height),
        }
    }

    /// The box of a glyph, drawn in this direction, on the page.
    pub fn on_page(self, glyph: &Glyph, size: (f32, f32)) -> Rect {
        self.back().turn_rect(glyph.rect(), self.turned_size(size))
    }

    /// The direction that undoes [`Direction::turn`].
    pub fn back(self) -> Self {
        match self {
            Self::Down => Self::Up,
            Self::Up => Self::Down,
            other => other,
        }
    }

    /// A rectangle after [`Direction::turn`].
    pub fn turn_rect(self, r: Rect, size: (f32, f32)) -> Rect {
        let (ax, ay) = self.turn((r.x0, r.y0), size);
        let (bx, by) = self.turn((r.x1, r.y1), size);
        Rect { x0: ax.min(bx), y0: ay.min(by), x1: ax.max(bx), y1: ay.max(by) }
    }
}
