//! OCR: the image of a page becomes words with boxes, through the Tesseract program.
//!
//! [`tesseract`] finds and runs the program, [`hocr`] reads its answer, [`mod@strokes`] finds drawn lines (rulings, the
//! line over footnotes) in the image, [`repair`] sets right what Tesseract gets wrong in document symbols. What a page
//! is, and when its image is needed, is the business of the format's reader.

mod hocr;
mod image;
mod repair;
mod strokes;
mod tesseract;

pub use hocr::{Letter, Line, Word};
pub use image::GreyImage;
pub use strokes::{Strokes, strokes};
pub use tesseract::{LANGUAGE, OcrError, Status, recognize, status};

/// What was recognized on an image; places are in pixels, origin top left.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Recognized {
    /// The lines, in the order of the program.
    pub lines: Vec<Line>,
}

impl Recognized {
    /// The mean confidence of the words, from 0 to 1, long words counting more; 0 where there are none.
    pub fn confidence(&self) -> f32 {
        let words = || self.lines.iter().flat_map(|line| &line.words);
        let letters: f32 = words().map(|w| w.letters.len() as f32).sum();
        let sum: f32 = words().map(|w| w.confidence * w.letters.len() as f32).sum();
        if letters > 0.0 { sum / letters } else { 0.0 }
    }

    /// How the lines rise or fall to the right, y per x: the median of the long ones.
    pub fn slope(&self) -> f32 {
        let long = |line: &&Line| line.words.len() >= 4;
        let mut slopes: Vec<f32> = self.lines.iter().filter(long).map(|line| line.slope).collect();
        let middle = slopes.len() / 2;
        if slopes.len() < 3 {
            return 0.0;
        }
        *slopes.select_nth_unstable_by(middle, f32::total_cmp).1
    }
}
