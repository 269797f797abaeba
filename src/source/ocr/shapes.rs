//! The ink around a line of text: what hangs together in it.

use super::{GreyImage, Line};
use crate::source::Rect;

/// The ink of small marks is fainter than that of letters: shades below this.
pub const FAINT: u8 = 176;

/// The part of the image that a line stands in.
pub struct Area {
    /// Left edge, in pixels.
    pub left: i64,
    /// Right edge.
    pub right: i64,
    /// Upper edge.
    pub top: i64,
    /// Lower edge.
    pub foot: i64,
}

impl Area {
    /// Around the words of `line`: so many type sizes beside them, above the baseline and below it; `None` where it has
    /// no words.
    pub fn of(line: &Line, beside: f32, above: f32, below: f32) -> Option<Self> {
        let (first, last) = (line.words.first()?, line.words.last()?);
        let size = line.size;
        let end = line.baseline + line.slope * (last.rect.x1 - line.x0);
        Some(Self {
            left: (first.rect.x0 - beside * size) as i64,
            right: (last.rect.x1 + beside * size) as i64,
            top: (line.baseline.min(end) - above * size) as i64,
            foot: (line.baseline.max(end) + below * size) as i64,
        })
    }

    /// The boxes of what hangs together in it, from left to right.
    pub fn shapes(&self, image: &GreyImage) -> Vec<Rect> {
        let width = usize::try_from(self.right - self.left).unwrap_or(0).min(image.width as usize * 2);
        let height = usize::try_from(self.foot - self.top).unwrap_or(0).min(image.height as usize);
        let ink = |x: usize, y: usize| image.shade(self.left + x as i64, self.top + y as i64) < FAINT;
        let mut open: Vec<bool> = (0..width * height).map(|i| ink(i % width, i / width)).collect();
        let mut shapes = Vec::new();
        let mut stack = Vec::new();
        for x in 0..width {
            for y in 0..height {
                if !std::mem::take(&mut open[y * width + x]) {
                    continue;
                }
                let (mut x0, mut x1, mut y0, mut y1) = (x, x, y, y);
                stack.push((x, y));
                while let Some((x, y)) = stack.pop() {
                    (x0, x1, y0, y1) = (x0.min(x), x1.max(x), y0.min(y), y1.max(y));
                    for next_y in y.saturating_sub(1)..=(y + 1).min(height - 1) {
                        for next_x in x.saturating_sub(1)..=(x + 1).min(width - 1) {
                            if std::mem::take(&mut open[next_y * width + next_x]) {
                                stack.push((next_x, next_y));
                            }
                        }
                    }
                }
                let edge = |from: i64, at: usize| (from + at as i64) as f32;
                shapes.push(Rect {
                    x0: edge(self.left, x0),
                    y0: edge(self.top, y0),
                    x1: edge(self.left, x1 + 1),
                    y1: edge(self.top, y1 + 1),
                });
            }
        }
        shapes
    }
}

/// The box around two.
pub fn around(a: Rect, b: Rect) -> Rect {
    Rect { x0: a.x0.min(b.x0), y0: a.y0.min(b.y0), x1: a.x1.max(b.x1), y1: a.y1.max(b.y1) }
}
