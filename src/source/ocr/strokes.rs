//! Drawn straight lines in the image of a page: rulings of tables, the line over footnotes.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::GreyImage;
use super::image::INK;
use crate::source::Rect;

/// Shorter runs of ink, in inches, are parts of letters.
const MIN_LENGTH: f32 = 0.5;
/// Thicker ones, in inches, are shapes.
const MAX_THICKNESS: f32 = 0.045;
/// White gaps in a line, in inches, that a scanner leaves.
const GAP: f32 = 0.012;
/// More lines than these are a picture.
const MAX_LINES: usize = 2000;

/// The lines of an image, in pixels.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Strokes {
    /// From left to right.
    pub horizontal: Vec<Rect>,
    /// From top to bottom.
    pub vertical: Vec<Rect>,
}

/// Finds the lines, give or take a slant of one in fifty, and wipes them out of the image: a program that reads
/// letters takes text beside a line for a part of a drawing.
pub fn take_strokes(image: &mut GreyImage) -> Strokes {
    let (width, height) = (image.width as usize, image.height as usize);
    let turned: Vec<u8> =
        (0..width).flat_map(|x| (0..height).map(move |y| (x, y))).map(|(x, y)| image.row(y)[x]).collect();
    let turned = GreyImage { width: image.height, height: image.width, dpi: image.dpi, pixels: turned };
    let (horizontal, vertical) = (lines(image), lines(&turned));
    for (row, from, to) in horizontal.iter().flat_map(|line| &line.runs) {
        wipe(image, *from..*to, row.saturating_sub(1)..row + 2);
    }
    for (column, from, to) in vertical.iter().flat_map(|line| &line.runs) {
        wipe(image, column.saturating_sub(1)..column + 2, *from..*to);
    }
    let upright = |r: Rect| Rect { x0: r.y0, y0: r.x0, x1: r.y1, y1: r.x1 };
    Strokes {
        horizontal: horizontal.iter().map(|line| line.rect).collect(),
        vertical: vertical.iter().map(|line| upright(line.rect)).collect(),
    }
}

fn wipe(image: &mut GreyImage, columns: Range<usize>, rows: Range<usize>) {
    let width = image.width as usize;
    for y in rows.start..rows.end.min(image.height as usize) {
        image.pixels[y * width + columns.start.min(width)..y * width + columns.end.min(width)].fill(u8::MAX);
    }
}

/// A line that may still grow downwards or, where it slants, to the sides.
struct Found {
    rect: Rect,
    /// Its ink: row, and from where to where.
    runs: Vec<(usize, usize, usize)>,
}

impl Found {
    /// The row of its last run.
    fn row(&self) -> usize {
        self.runs.last().map_or(0, |run| run.0)
    }
}

fn lines(image: &GreyImage) -> Vec<Found> {
    let dpi = image.dpi as f32;
    let min_run = (MIN_LENGTH * dpi / 2.0) as usize;
    let gap = (GAP * dpi) as usize;
    let mut open: Vec<Found> = Vec::new();
    let mut done: Vec<Found> = Vec::new();
    for y in 0..image.height as usize {
        for (x0, x1) in runs(image.row(y), min_run, gap) {
            let run = Rect { x0: x0 as f32, y0: y as f32, x1: x1 as f32, y1: (y + 1) as f32 };
            let near = |o: &&mut Found| {
                o.row() + 3 >= y && run.x0 <= o.rect.x1 + gap as f32 && o.rect.x0 <= run.x1 + gap as f32
            };
            match open.iter_mut().find(near) {
                Some(line) => {
                    line.rect.x0 = line.rect.x0.min(run.x0);
                    line.rect.x1 = line.rect.x1.max(run.x1);
                    line.rect.y1 = run.y1;
                    line.runs.push((y, x0, x1));
                }
                None => open.push(Found { rect: run, runs: vec![(y, x0, x1)] }),
            }
        }
        let (ended, still): (Vec<_>, Vec<_>) = open.into_iter().partition(|line| line.row() + 3 < y);
        open = still;
        done.extend(ended);
        if done.len() + open.len() > MAX_LINES {
            return Vec::new();
        }
    }
    done.extend(open);
    done.retain(|Found { rect: r, .. }| {
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
        let mut image = GreyImage { width: 600, height: 400, dpi: 300, pixels };
        let rect = |x0, y0, x1, y1| Rect { x0, y0, x1, y1 };
        let expected = Strokes {
            horizontal: vec![rect(50.0, 100.0, 550.0, 103.0)],
            vertical: vec![rect(300.0, 150.0, 303.0, 350.0)],
        };
        assert_eq!(take_strokes(&mut image), expected);
        let inked = |x: usize, y: usize| image.row(y)[x] < INK;
        assert!(!inked(200, 101) && !inked(301, 200), "the lines are still there");
        assert!(inked(60, 230) && inked(410, 381), "what is no line is gone");
    }
}
