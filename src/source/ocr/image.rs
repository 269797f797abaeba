//! The image of a page in shades of grey.

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
}
