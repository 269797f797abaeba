//! How text stands in the image of a page: whether its lines run across or along the page, and how much they slant.
//!
//! Where lines of text run, rows of ink and white rows between them take turns: the profile of ink across that
//! direction is steep. The direction and the slant with the steepest profile are those of the lines. Which way is up
//! the profile does not tell; the reader tries.

use super::GreyImage;

/// Cells of the grid that is looked at, per inch.
const GRID: u32 = 75;
/// A cell that is darker than this, of 255, on the mean holds ink.
const DARK: u32 = 190;
/// Longer runs of ink, in cells, are rulings, borders or pictures.
const LONGEST: usize = 50;
/// Steeper slants, y per x, are no slip of the scanner.
const STEEPEST: f32 = 0.12;
/// Slants are tried in steps of this, and about the best in steps of a tenth.
const STEP: f32 = 0.005;
/// With fewer cells of ink, a page tells nothing.
const ENOUGH: usize = 150;
/// One direction is that of the lines where its profile is so many times as steep as the other's.
const CLEAR: f32 = 1.5;
/// A slant must make the profile so many times as steep.
const STEEPER: f32 = 1.05;

/// How the lines of a page stand.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Posture {
    /// Whether they run along the page: it lies on its side.
    pub lies: bool,
    /// Whether that is not clear.
    pub doubtful: bool,
}

/// How the lines of `image` stand; upright where there is too little ink to tell.
pub fn posture(image: &GreyImage) -> Posture {
    let ink = Ink::of(image);
    if ink.cells.len() < ENOUGH {
        return Posture::default();
    }
    let across = ink.best().1;
    let along = ink.turned().best().1;
    Posture { lies: along >= CLEAR * across, doubtful: along < CLEAR * across && across < CLEAR * along }
}

/// How lines that run across the page fall, y per x; 0 where there is too little to tell.
pub fn slope(image: &GreyImage) -> f32 {
    let ink = Ink::of(image);
    if ink.cells.len() < ENOUGH {
        return 0.0;
    }
    let (slope, steepness) = ink.best();
    if steepness >= STEEPER * ink.steepness(0.0) { slope } else { 0.0 }
}

/// The cells of a coarse grid that hold ink of letters.
struct Ink {
    cells: Vec<(f32, f32)>,
    height: f32,
    width: f32,
}

impl Ink {
    fn of(image: &GreyImage) -> Self {
        let step = (image.dpi / GRID).max(1) as usize;
        let (columns, rows) = (image.width as usize / step, image.height as usize / step);
        let mut dark = vec![false; columns * rows];
        for row in 0..rows {
            let mut sums = vec![0u32; columns];
            for y in row * step..(row + 1) * step {
                for (sum, shades) in sums.iter_mut().zip(image.row(y).chunks_exact(step)) {
                    *sum += shades.iter().map(|shade| u32::from(*shade)).sum::<u32>();
                }
            }
            for (cell, sum) in dark[row * columns..].iter_mut().zip(sums) {
                *cell = sum < DARK * (step * step) as u32;
            }
        }
        let mut kept = dark.clone();
        for row in 0..rows {
            drop_runs(&dark, &mut kept, (0..columns).map(|column| row * columns + column));
        }
        for column in 0..columns {
            drop_runs(&dark, &mut kept, (0..rows).map(|row| row * columns + column));
        }
        let cells = kept.iter().enumerate().filter(|(_, ink)| **ink);
        let cells = cells.map(|(i, _)| ((i % columns) as f32, (i / columns) as f32)).collect();
        Self { cells, height: rows as f32, width: columns as f32 }
    }

    fn turned(&self) -> Self {
        let cells = self.cells.iter().map(|&(x, y)| (y, self.width - 1.0 - x)).collect();
        Self { cells, height: self.width, width: self.height }
    }

    /// The slope with the steepest profile, and how steep it is.
    fn best(&self) -> (f32, f32) {
        let among = |slopes: &mut dyn Iterator<Item = f32>| {
            let tried = slopes.map(|slope| (slope, self.steepness(slope)));
            // Of equals the least slope, so that a page without lines stays as it is.
            tried.max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.abs().total_cmp(&a.0.abs()))).unwrap_or_default()
        };
        let most = (STEEPEST / STEP) as i32;
        let (coarse, _) = among(&mut (-most..=most).map(|i| i as f32 * STEP));
        among(&mut (-10..=10).map(|i| coarse + i as f32 * STEP / 10.0))
    }

    /// How much ink changes from row to row, the rows slanted.
    fn steepness(&self, slope: f32) -> f32 {
        let reach = slope.abs() * self.width;
        let mut profile = vec![0f32; (self.height + 2.0 * reach) as usize + 2];
        for &(x, y) in &self.cells {
            if let Some(row) = profile.get_mut((y - slope * x + reach).round().max(0.0) as usize) {
                *row += 1.0;
            }
        }
        let changes = profile.windows(2).map(|pair| (pair[1] - pair[0]).powi(2)).sum::<f32>();
        changes / (self.cells.len() as f32).powi(2)
    }
}

/// Takes the cells of long runs out of `kept`.
fn drop_runs(dark: &[bool], kept: &mut [bool], line: impl Iterator<Item = usize>) {
    let mut run: Vec<usize> = Vec::new();
    let mut end = |run: &mut Vec<usize>| {
        if run.len() > LONGEST {
            run.iter().for_each(|&cell| kept[cell] = false);
        }
        run.clear();
    };
    for cell in line {
        if dark[cell] { run.push(cell) } else { end(&mut run) }
    }
    end(&mut run);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lines of words, slanted.
    fn page(slope: f32) -> GreyImage {
        let (width, height) = (1240usize, 1754usize);
        let mut pixels = vec![255; width * height];
        for line in 0..30usize {
            let shift = line * line * 7919 % 97;
            let is_ink = |x: usize| (x + shift) % 53 > 9 && (x + 3 * shift) % 7 > 2;
            for x in (150..1090usize).filter(|x| is_ink(*x) && (line % 5 != 4 || *x < 600)) {
                let top = 150.0 + 45.0 * line as f32 + slope * (x as f32 - 620.0);
                for y in top as usize..top as usize + 14 {
                    pixels[y * width + x] = 0;
                }
            }
        }
        GreyImage { width: 1240, height: 1754, dpi: 150, pixels }
    }

    #[test]
    fn slants_are_measured() {
        for degrees in [-5.0, -3.0, -1.0, -0.5, 0.0, 0.3, 0.5, 1.0, 2.0, 3.0f32] {
            let found = slope(&page(degrees.to_radians().tan())).atan().to_degrees();
            assert!((found - degrees).abs() <= 0.1, "{degrees}° is taken for {found}°");
        }
    }

    #[test]
    fn a_page_on_its_side_is_told() {
        for degrees in [0.0, 2.0f32] {
            let upright = page(degrees.to_radians().tan());
            for (quarters, lies) in [(0, false), (1, true), (2, false), (3, true)] {
                let found = posture(&upright.turned(quarters));
                assert_eq!((found.lies, found.doubtful), (lies, false), "{degrees}°, {quarters} quarters");
            }
        }
        let blank = GreyImage { width: 100, height: 100, dpi: 72, pixels: vec![255; 10_000] };
        assert_eq!((posture(&blank).lies, slope(&blank)), (false, 0.0));
    }
}
