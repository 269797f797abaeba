//! Drawn straight lines in the image of a page: rulings of tables, the line over footnotes.

use super::GreyImage;
use crate::source::Rect;

/// Shades below this are ink.
const INK: u8 = 144;
/// Shorter runs of ink, in inches, are parts of letters.
const MIN_LENGTH: f32 = 0.5;
/// Thicker ones, in inches, are shapes.
const MAX_THICKNESS: f32 = 0.045;
/// White gaps in a line, in inches, that a scanner leaves.
const GAP: f32 = 0.012;
/// More lines than these are a picture.
const MAX_LINES: usize = 2000;

/// The lines of an image, in pixels.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Strokes {
    /// From left to right.
    pub horizontal: Vec<Rect>,
    /// From top to bottom.
    pub vertical: Vec<Rect>,
}

/// Finds the lines, give or take a slant of one in fifty.
pub fn strokes(image: &GreyImage) -> Strokes {
    let (width, height) = (image.width as usize, image.height as usize);
    let turned: Vec<u8> =
        (0..width).flat_map(|x| (0..height).map(move |y| (x, y))).map(|(x, y)| image.row(y)[x]).collect();
    let turned = GreyImage { width: image.height, height: image.width, dpi: image.dpi, pixels: turned };
    let upright = |r: Rect| Rect { x0: r.y0, y0: r.x0, x1: r.y1, y1: r.x1 };
    Strokes { horizontal: lines(image), vertical: lines(&turned).into_iter().map(upright).collect() }
}

/// A line that may still grow downwards or, where it slants, to the sides.
struct Open {
    rect: Rect,
    /// The row of its last run.
    row: usize,
}

fn lines(image: &GreyImage) -> Vec<Rect> {
    let dpi = image.dpi as f32;
    let min_run = (MIN_LENGTH * dpi / 2.0) as usize;
    let gap = (GAP * dpi) as usize;
    let mut open: Vec<Open> = Vec::new();
    let mut done: Vec<Rect> = Vec::new();
    for y in 0..image.height as usize {
        for (x0, x1) in runs(image.row(y), min_run, gap) {
            let run = Rect { x0: x0 as f32, y0: y as f32, x1: x1 as f32, y1: (y + 1) as f32 };
            let near =
                |o: &&mut Open| o.row + 3 >= y && run.x0 <= o.rect.x1 + gap as f32 && o.rect.x0 <= run.x1 + gap as f32;
            match open.iter_mut().find(near) {
                Some(line) => {
                    line.rect.x0 = line.rect.x0.min(run.x0);
                    line.rect.x1 = line.rect.x1.max(run.x1);
                    line.rect.y1 = run.y1;
                    line.row = y;
                }
                None => open.push(Open { rect: run, row: y }),
            }
        }
        open.retain(|line| {
            let ended = line.row + 3 < y;
            if ended {
                done.push(line.rect);
            }
            !ended
        });
        if done.len() + open.len() > MAX_LINES {
            return Vec::new();
        }
    }
    done.extend(open.into_iter().map(|line| line.rect));
    done.retain(|r| {
        let (length, thickness) = (r.x1 - r.x0, r.y1 - r.y0);
        // A slanted line fills a flat box.
        length >= MIN_LENGTH * dpi && thickness <= MAX_THICKNESS * dpi + 0.02 * length
    });
    done
}

/// The runs of ink in a row that are at least `min` long, small gaps closed.
fn runs(row: &[u8], min: usize, gap: usize) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    let mut open: Option<(usize, usize)> = None;
    for (x, shade) in row.iter().enumerate() {
        if *shade >= INK {
            continue;
        }
        open = match open {
            Some((from, to)) if x <= to + gap => Some((from, x + 1)),
            other => {
                out.extend(other.filter(|(from, to)| to - from >= min));
                Some((x, x + 1))
            }
        };
    }
    out.extend(open.filter(|(from, to)| to - from >= min));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_thin_ink_is_a_line_and_blots_are_not() {
        let (width, height) = (600, 400);
        let mut pixels = vec![255; width * height];
        let mut ink = |xs: std::ops::Range<usize>, ys: std::ops::Range<usize>| {
            for y in ys {
                for x in xs.clone() {
                    pixels[y * width + x] = 0;
                }
            }
        };
        ink(50..550, 100..103);
        ink(300..303, 150..350);
        ink(20..120, 200..260);
        ink(400..430, 380..382);
        let image = GreyImage { width: 600, height: 400, dpi: 300, pixels };
        let rect = |x0, y0, x1, y1| Rect { x0, y0, x1, y1 };
        let expected = Strokes {
            horizontal: vec![rect(50.0, 100.0, 550.0, 103.0)],
            vertical: vec![rect(300.0, 150.0, 303.0, 350.0)],
        };
        assert_eq!(strokes(&image), expected);
    }
}
