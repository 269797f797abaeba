//! Whether the text of a page can be used, or the page waits for OCR.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::glyph::Drawing;
use crate::source::{PageProblem, RawLine};

/// A page with fewer characters than this beside a large image is a scan with a stamp or a page number on it.
const FEW_CHARS: usize = 40;
/// A signature stamp is not longer than this.
const STAMP_CHARS: usize = 500;
/// From this many characters on, the share of letters says something.
const MEASURABLE: usize = 80;
/// An image over this share of the page is the page.
const LARGE_IMAGE: f32 = 0.5;
/// Text turned into outlines draws at least this many curved shapes.
const MANY_CURVES: usize = 150;
/// Words of digital signature stamps (chữ ký số), in lower case.
const STAMP_WORDS: [&str; 8] =
    ["ký bởi", "người ký", "thời gian ký", "ngày ký", "signature valid", "signed by", "signing date", "chữ ký số"];

/// What is wrong with the page's text, if anything.
pub fn problem(drawing: &Drawing, lines: &[RawLine]) -> Option<PageProblem> {
    let (mut chars, mut unusable, mut letters, mut leaders) = (0, 0, 0, 0);
    for c in lines.iter().flat_map(|l| &l.words).flat_map(|w| w.text.chars()) {
        chars += 1;
        unusable += usize::from(is_unusable(c));
        letters += usize::from(c.is_alphanumeric() || is_combining_mark(c));
        leaders += usize::from(matches!(c, '.' | '…' | '_' | '-' | '–'));
    }
    // Fonts without Unicode give characters without meaning: boxes, control codes, punctuation.
    let gibberish = 5 * unusable > chars || chars >= MEASURABLE && 3 * letters < chars - leaders;
    let scanned = image_share(drawing) >= LARGE_IMAGE;
    let pictured = scanned || !drawing.images.is_empty() || drawing.curves >= MANY_CURVES;
    let unreadable = if chars == 0 {
        pictured
    } else {
        gibberish || scanned && (chars < FEW_CHARS || chars < STAMP_CHARS && is_stamp(lines))
    };
    unreadable.then_some(PageProblem::NoTextLayer)
}

fn is_unusable(c: char) -> bool {
    c == '\u{fffd}' || c.is_control() || matches!(c, '\u{e000}'..='\u{f8ff}')
}

/// The share of the page that images cover.
fn image_share(drawing: &Drawing) -> f32 {
    let (width, height) = drawing.size;
    let covered: f32 = drawing
        .images
        .iter()
        .map(|r| (r.x1.min(width) - r.x0.max(0.0)).max(0.0) * (r.y1.min(height) - r.y0.max(0.0)).max(0.0))
        .sum();
    covered / (width * height).max(1.0)
}

fn is_stamp(lines: &[RawLine]) -> bool {
    let text: String = lines.iter().flat_map(|l| [l.text().to_lowercase(), " ".to_owned()]).collect();
    let text: String = text.nfc().collect();
    STAMP_WORDS.iter().any(|words| text.contains(words))
}
