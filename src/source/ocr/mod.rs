//! OCR: the image of a page becomes words with boxes, through the Tesseract program.
//!
//! [`posture`] tells how the lines stand, and the [`image`] is set upright and level; [`mod@strokes`] takes out drawn
//! lines (rulings, the line over footnotes); [`tesseract`] finds and runs the program, [`hocr`] reads its answer;
//! [`marks`] reads raised footnote marks again, [`signs`] finds signs that the program does not know (`≥`), [`repair`] and
//! [`wording`] set right what is commonly misread. The [`desk`] keeps pages that are done. What a page is, and when its image is needed, is the business of the format's reader.

mod desk;
mod hocr;
mod image;
mod marks;
mod posture;
mod repair;
mod shapes;
mod signs;
mod strokes;
mod tesseract;
mod wording;

use std::time::Duration;

use serde::{Deserialize, Serialize};

pub use desk::{Desk, MOST_TRIES, clear, kept};
pub use hocr::{Letter, Line, Word};
pub use image::GreyImage;
pub use strokes::Strokes;
use tesseract::Budget;
pub use tesseract::{LANGUAGE, OcrError, Status, status};

/// Below this confidence a page may stand upside down.
const UNSURE: f32 = 0.65;
/// A page that is more level than this (y per x) is left as it is.
const LEVEL: f32 = 0.002;

/// What was recognized on an image, which was turned upright and set level for it; places are in pixels of the image
/// so turned, origin top left.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Recognized {
    /// Width and height of the image as turned, in pixels.
    pub size: (u32, u32),
    /// Its resolution, in pixels per inch.
    pub dpi: u32,
    /// By how many quarters it was turned clockwise, from 0 to 3.
    pub quarters: u8,
    /// By how much its lines fell (y per x) when it was upright, before it was set level about its middle.
    pub skew: f32,
    /// The lines of text, in the order of the program.
    pub lines: Vec<Line>,
    /// The drawn lines.
    pub strokes: Strokes,
}

/// Reads a page in `time` at most, or finds it on the desk; `begun` is called when a core is free for it.
///
/// # Errors
/// Where the program takes too long or fails; the page then has no text, which is no reason to stop.
pub fn recognize(image: &GreyImage, desk: &Desk, time: Duration, begun: impl FnOnce()) -> Result<Recognized, OcrError> {
    let mut read = match desk.find(image) {
        Some(found) => found,
        None => {
            let _seat = desk.seat();
            begun();
            if let Some(tries) = desk.given_up(image, time) {
                return Err(OcrError::TimedOut { seconds: time.as_secs(), tries });
            }
            let read = upright(image, Budget::new(time)).map_err(|cause| match cause {
                OcrError::TimedOut { seconds, .. } => OcrError::TimedOut { seconds, tries: desk.note(image, time) },
                other => other,
            })?;
            // What cannot be kept is read again the next time.
            let _kept = desk.keep(image, &read);
            read
        }
    };
    // Not kept: the rules of the language may change without a page being read again.
    repair::lines(&mut read.lines);
    Ok(read)
}

/// Reads a page whichever way it lies.
fn upright(image: &GreyImage, budget: Budget) -> Result<Recognized, OcrError> {
    let posture = posture::posture(image);
    let (likely, unlikely) = if posture.lies { ([1, 3], [0, 2]) } else { ([0, 2], [1, 3]) };
    let mut ways = likely.to_vec();
    if posture.doubtful {
        ways.extend(unlikely);
    }
    let mut best: Option<Recognized> = None;
    for quarters in ways {
        let read = match level(image.turned(quarters), quarters, budget) {
            Ok(read) => read,
            // A second look that takes too long does not cost what the first one saw.
            Err(_) if best.is_some() => break,
            Err(cause) => return Err(cause),
        };
        let sure = read.confidence();
        if best.as_ref().is_none_or(|best| best.confidence() < sure) {
            best = Some(read);
        }
        if sure >= UNSURE {
            break;
        }
    }
    Ok(best.unwrap_or_default())
}

/// Reads a page that stands upright, more or less.
fn level(mut image: GreyImage, quarters: u8, budget: Budget) -> Result<Recognized, OcrError> {
    let mut skew = posture::slope(&image);
    if skew.abs() < LEVEL {
        skew = 0.0;
    } else {
        image = image.levelled(skew);
    }
    let strokes = strokes::take_strokes(&mut image);
    let mut lines = tesseract::lines(&image, budget)?;
    marks::read_again(&image, &mut lines, budget);
    signs::put(&image, &mut lines);
    Ok(Recognized { size: (image.width, image.height), dpi: image.dpi, quarters, skew, lines, strokes })
}

impl Recognized {
    /// The mean confidence of the words, from 0 to 1, long words counting more; 0 where there are none.
    pub fn confidence(&self) -> f32 {
        let words = || self.lines.iter().flat_map(|line| &line.words);
        let letters: f32 = words().map(|w| w.letters.len() as f32).sum();
        let sum: f32 = words().map(|w| w.confidence * w.letters.len() as f32).sum();
        if letters > 0.0 { sum / letters } else { 0.0 }
    }

    /// How the lines still rise or fall to the right, y per x: the median of the long ones.
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
