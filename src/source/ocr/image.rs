//! The image of a page in shades of grey, and how it is set upright and level.

use crate::source::Rect;

/// Shades below this are ink.
pub const INK: u8 = 144;
/// Red ink has at least so much more red than green and blue.
const RED: u8 = 40;
/// A page that is red to this share is printed so; red is more than a stamp on it.
const PRINTED_RED: f32 = 0.4;

/// Shades of grey, row by row from the top; 0 is black.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GreyImage {
    /// Pixels in a row.
    pub width: u32,
    /// Rows.
    pub height: u32,
    /// Resolution, in pixels per inch.
    pub dpi: u32,
    /// `width` × `height` shades.
    pub pixels: Vec<u8>,
}

impl GreyImage {
    /// From pixels of four bytes (red, green, blue, alpha), row by row.
    ///
    /// Red ink is left out: it is that of seals and of arrival stamps (Nghị định 30/2020/NĐ-CP, điều 33), which stand
    /// over the text. Where much of the page is red, red is how it is printed, and stays.
    pub fn of_rgba(width: u32, height: u32, dpi: u32, rgba: &[u8]) -> Self {
        // The luma of ITU-R BT.601.
        let luma = |r: u8, g: u8, b: u8| ((299 * u32::from(r) + 587 * u32::from(g) + 114 * u32::from(b)) / 1000) as u8;
        let is_red = |r: u8, g: u8, b: u8| r.saturating_sub(g.max(b)) >= RED;
        let (mut ink, mut red) = (0usize, 0usize);
        for pixel in rgba.chunks_exact(4) {
            let [r, g, b, _] = *pixel else { continue };
            if luma(r, g, b) < INK {
                ink += 1;
                red += usize::from(is_red(r, g, b));
            }
        }
        let is_stamp = (red as f32) < PRINTED_RED * ink as f32;
        let shade = |pixel: &[u8]| match *pixel {
            [r, g, b, _] if is_stamp && is_red(r, g, b) => r,
            [r, g, b, _] => luma(r, g, b),
            _ => u8::MAX,
        };
        Self { width, height, dpi, pixels: rgba.chunks_exact(4).map(shade).collect() }
    }

    /// As a portable grey map, the plainest of the formats that Tesseract reads.
    pub fn to_pgm(&self) -> Vec<u8> {
        let mut out = format!("P5\n{} {}\n255\n", self.width, self.height).into_bytes();
        out.extend_from_slice(&self.pixels);
        out
    }

    /// The shades of one row.
    pub fn row(&self, y: usize) -> &[u8] {
        let width = self.width as usize;
        self.pixels.get(y * width..(y + 1) * width).unwrap_or_default()
    }

    /// One shade; white outside.
    pub fn shade(&self, x: i64, y: i64) -> u8 {
        let inside = (0..i64::from(self.width)).contains(&x) && (0..i64::from(self.height)).contains(&y);
        let at = || usize::try_from(y * i64::from(self.width) + x).ok();
        inside.then(at).flatten().and_then(|at| self.pixels.get(at)).copied().unwrap_or(u8::MAX)
    }

    /// The part of the image at a place in points.
    #[must_use]
    pub fn cut(&self, place: Rect) -> Self {
        let pixel = |points: f32, most: u32| (((points * self.dpi as f32 / 72.0).max(0.0)) as u32).min(most);
        let (x0, x1) = (pixel(place.x0, self.width), pixel(place.x1, self.width));
        let (y0, y1) = (pixel(place.y0, self.height), pixel(place.y1, self.height));
        let row = |y: u32| self.row(y as usize).get(x0 as usize..x1 as usize).unwrap_or_default().iter().copied();
        Self { width: x1 - x0, height: y1 - y0, dpi: self.dpi, pixels: (y0..y1).flat_map(row).collect() }
    }

    /// The image turned clockwise by so many quarters.
    #[must_use]
    pub fn turned(&self, quarters: u8) -> Self {
        let (width, height) = (self.width as usize, self.height as usize);
        let pixels = match quarters % 4 {
            0 => self.pixels.clone(),
            1 => {
                (0..width).flat_map(|x| (0..height).rev().map(move |y| y * width + x)).map(|i| self.pixels[i]).collect()
            }
            2 => self.pixels.iter().rev().copied().collect(),
            _ => {
                (0..width).rev().flat_map(|x| (0..height).map(move |y| y * width + x)).map(|i| self.pixels[i]).collect()
            }
        };
        let (width, height) = if quarters % 2 == 1 { (self.height, self.width) } else { (self.width, self.height) };
        Self { width, height, dpi: self.dpi, pixels }
    }

    /// The image turned about its middle so that lines which fall by `slope` (y per x) run level; what comes in from
    /// outside is white.
    #[must_use]
    pub fn levelled(&self, slope: f32) -> Self {
        let (sin, cos) = slope.atan().sin_cos();
        let middle = (self.width as f32 / 2.0, self.height as f32 / 2.0);
        let mut pixels = Vec::with_capacity(self.pixels.len());
        for y in 0..self.height {
            let dy = y as f32 + 0.5 - middle.1;
            for x in 0..self.width {
                let dx = x as f32 + 0.5 - middle.0;
                pixels.push(self.between(middle.0 + dx * cos - dy * sin - 0.5, middle.1 + dx * sin + dy * cos - 0.5));
            }
        }
        Self { pixels, ..*self }
    }

    /// The shade at a place between the middles of pixels.
    pub fn between(&self, x: f32, y: f32) -> u8 {
        let (left, top) = (x.floor(), y.floor());
        let (right, low) = (x - left, y - top);
        let shade = |dx: i64, dy: i64| f32::from(self.shade(left as i64 + dx, top as i64 + dy));
        let upper = shade(0, 0) * (1.0 - right) + shade(1, 0) * right;
        let lower = shade(0, 1) * (1.0 - right) + shade(1, 1) * right;
        (upper * (1.0 - low) + lower * low).round() as u8
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_quarters_are_the_same_image() {
        let image = GreyImage { width: 3, height: 2, dpi: 72, pixels: vec![1, 2, 3, 4, 5, 6] };
        let right = image.turned(1);
        assert_eq!((right.width, right.height, &right.pixels[..]), (2, 3, &[4, 1, 5, 2, 6, 3][..]));
        assert_eq!(right.turned(1), image.turned(2));
        assert_eq!(right.turned(2), image.turned(3));
        assert_eq!(right.turned(3), image);
    }

    #[test]
    fn a_part_is_cut_out_at_its_place() {
        let image = GreyImage { width: 4, height: 3, dpi: 144, pixels: (0..12).collect() };
        let part = image.cut(Rect { x0: 0.5, y0: 0.5, x1: 1.5, y1: 9.0 });
        assert_eq!((part.width, part.height, part.dpi, &part.pixels[..]), (2, 2, 144, &[5, 6, 9, 10][..]));
    }

    #[test]
    fn red_over_black_goes_and_a_red_page_stays() {
        let shades = |pixels: &[[u8; 4]]| {
            let rgba: Vec<u8> = pixels.iter().flatten().copied().collect();
            GreyImage::of_rgba(pixels.len() as u32, 1, 72, &rgba).pixels
        };
        let (black, red, blue, mixed) = ([0, 0, 0, 255], [220, 40, 40, 255], [30, 30, 160, 255], [60, 10, 10, 255]);
        let seen = shades(&[black, black, black, black, red, blue, mixed]);
        assert!(seen[4] > INK && seen[5] < INK && seen[6] < INK, "{seen:?}");
        assert!(shades(&[red, red, black]).iter().all(|shade| *shade < INK));
    }

    #[test]
    fn a_slanted_line_becomes_level() {
        let (width, height) = (400, 200);
        let mut image = GreyImage { width, height, dpi: 100, pixels: vec![255; 400 * 200] };
        for x in 20..380usize {
            let y = 100 + (x as f32 * 0.05) as usize - 10;
            for y in y..y + 3 {
                image.pixels[y * 400 + x] = 0;
            }
        }
        let level = image.levelled(0.05);
        let dark = |x: usize| (0..200).position(|y| level.row(y)[x] < INK).expect("ink");
        assert!(dark(40).abs_diff(dark(360)) <= 1, "{} {}", dark(40), dark(360));
    }
}
