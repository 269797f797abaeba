//! Raised marks of footnotes (`học sinh²`), which Tesseract reads as quotation marks or leaves out.
//!
//! A raised mark is told by its ink: smaller than a letter, its foot well above the baseline, nothing below it. That
//! sets it apart from the marks of Vietnamese letters, which have their letter below them. The marks of a page are put
//! in a row, at the size of ordinary digits, and read once more as digits.

use super::shapes::{Area, FAINT, around};
use super::tesseract::{self, Budget};
use super::{GreyImage, Letter, Line, Word};
use crate::source::Rect;

/// A mark's foot is so far above the baseline, in type sizes.
const RAISED: f32 = 0.18;
/// A mark is so high, in type sizes: higher than a quotation mark, lower than a digit on the line.
const HEIGHT: std::ops::RangeInclusive<f32> = 0.26..=0.58;
/// The parts of one mark stand so near, and a mark stands so near to its word, in type sizes.
const NEAR: f32 = 0.3;
/// A page with more of them is no page of text.
const MOST: usize = 60;
/// The height of the digits that are read again, in pixels, and the resolution at which that is the usual size.
const DIGIT: u32 = 40;
const DIGIT_DPI: u32 = 300;
/// The room between two of them, in pixels.
const GAP: u32 = 24;
/// What is less sure is no digit.
const SURE: f32 = 0.4;

/// A mark: on which line, and where.
struct Mark {
    line: usize,
    rect: Rect,
}

/// Finds the raised marks of a page and puts what they are into its lines.
pub fn read_again(image: &GreyImage, lines: &mut [Line], budget: Budget) {
    let mut marks: Vec<Mark> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        marks.extend(raised(image, line).into_iter().map(|rect| Mark { line: at, rect }));
    }
    if marks.is_empty() || marks.len() > MOST {
        return;
    }
    // A page that gives no answer here keeps the marks as they were read.
    let row = Row::of(image, &marks);
    let Ok(answer) = tesseract::digits(&row.image, budget) else { return };
    for (at, mark) in marks.iter().enumerate() {
        let digits = row.digits(&answer, at);
        if let (false, Some(line)) = (digits.is_empty(), lines.get_mut(mark.line)) {
            put(line, mark.rect, &digits);
        }
    }
}

/// The boxes of raised marks on a line, from left to right.
fn raised(image: &GreyImage, line: &Line) -> Vec<Rect> {
    let Some(area) = Area::of(line, 1.0, 1.0, 0.0) else { return Vec::new() };
    let size = line.size;
    let baseline = |x: f32| line.baseline + line.slope * (x - line.x0);
    let mut found: Vec<Rect> = Vec::new();
    for rect in area.shapes(image) {
        let (width, height) = (rect.x1 - rect.x0, rect.y1 - rect.y0);
        let foot = baseline(rect.x0);
        let is_mark = HEIGHT.contains(&(height / size))
            && (0.06 * size..=0.45 * size).contains(&width)
            && foot - rect.y1 >= RAISED * size
            && rect.y0 as i64 > area.top
            && !has_ink(image, Rect { y0: rect.y1 + 1.0, y1: foot, ..rect });
        if is_mark {
            match found.last_mut().filter(|mark| rect.x0 - mark.x1 < NEAR / 2.0 * size) {
                Some(mark) => *mark = around(*mark, rect),
                None => found.push(rect),
            }
        }
    }
    // A mark hangs on the word before it, or begins the line.
    let hangs = |mark: &Rect| {
        let before = line.words.iter().filter(|w| w.rect.x0 < mark.x0).map(|w| w.rect.x1).reduce(f32::max);
        before.is_none_or(|x1| mark.x0 - x1 <= NEAR * size)
    };
    found.retain(hangs);
    found
}

fn has_ink(image: &GreyImage, r: Rect) -> bool {
    (r.y0 as i64..r.y1 as i64).any(|y| (r.x0 as i64..r.x1 as i64).any(|x| image.shade(x, y) < FAINT))
}

/// The marks in a row, as large as digits are and as near to each other: what stands alone is read badly.
struct Row {
    image: GreyImage,
    /// Where each mark begins, and where the last ends.
    edges: Vec<f32>,
}

impl Row {
    fn of(image: &GreyImage, marks: &[Mark]) -> Self {
        let scale = |mark: &Mark| (mark.rect.y1 - mark.rect.y0) / DIGIT as f32;
        let mut edges = vec![DIGIT];
        for mark in marks {
            let width = ((mark.rect.x1 - mark.rect.x0) / scale(mark)) as u32;
            edges.push(edges.last().copied().unwrap_or_default() + width + GAP);
        }
        let (width, height) = (edges.last().copied().unwrap_or_default() + DIGIT, 3 * DIGIT);
        let mut pixels = vec![u8::MAX; (width * height) as usize];
        for (mark, edge) in marks.iter().zip(edges.windows(2)) {
            for x in edge[0]..edge[1] {
                let from_x = mark.rect.x0 + (x as f32 - edge[0] as f32 - GAP as f32 / 2.0) * scale(mark);
                // The letter before stays out.
                if from_x < mark.rect.x0 - 1.0 || from_x > mark.rect.x1 + 1.0 {
                    continue;
                }
                for y in 0..DIGIT + 4 {
                    let from_y = mark.rect.y0 + (y as f32 - 2.0) * scale(mark);
                    pixels[((y + DIGIT) * width + x) as usize] = image.between(from_x, from_y);
                }
            }
        }
        let image = GreyImage { width, height, dpi: DIGIT_DPI, pixels };
        Self { image, edges: edges.into_iter().map(|edge| edge as f32).collect() }
    }

    /// What `answer` says that a mark is; nothing where it is not sure.
    fn digits(&self, answer: &[Line], mark: usize) -> String {
        let (Some(from), Some(to)) = (self.edges.get(mark), self.edges.get(mark + 1)) else { return String::new() };
        let words = answer.iter().flat_map(|line| &line.words).filter(|word| word.confidence >= SURE);
        let letters = words.flat_map(|word| &word.letters);
        let inside = |letter: &&Letter| (*from..*to).contains(&middle(letter));
        let digits: String = letters.filter(inside).map(|letter| letter.text.as_str()).collect();
        digits.chars().filter(|c| c.is_ascii_digit() || *c == '*').collect()
    }
}

fn middle(letter: &Letter) -> f32 {
    (letter.rect.x0 + letter.rect.x1) / 2.0
}

/// Puts a mark into a line, in the place of what was read there.
fn put(line: &mut Line, mark: Rect, digits: &str) {
    let step = (mark.x1 - mark.x0) / digits.chars().count().max(1) as f32;
    let place = |at: usize| Rect { x0: mark.x0 + step * at as f32, x1: mark.x0 + step * (at + 1) as f32, ..mark };
    let letters: Vec<Letter> =
        digits.chars().enumerate().map(|(at, c)| Letter { text: c.to_string(), rect: place(at) }).collect();
    // Nothing stands below the mark: what was read at its place was the mark.
    for word in &mut line.words {
        word.letters.retain(|letter| !(mark.x0..=mark.x1).contains(&middle(letter)) || is_kept(letter));
    }
    line.words.retain(|word| !word.letters.is_empty());
    let at = line.words.iter().rposition(|word| word.rect.x0 < mark.x0 && mark.x0 - word.rect.x1 <= NEAR * line.size);
    match at.and_then(|at| line.words.get_mut(at)) {
        Some(word) => {
            let follows = |letter: &Letter| middle(letter) > if is_low(letter) { mark.x0 } else { mark.x1 };
            let mut after = word.letters.iter().position(follows).unwrap_or(word.letters.len());
            // The places of letters are not exact.
            if word.letters.get(after).is_some_and(is_taken_for) {
                word.letters.remove(after);
            }
            if after > 0 && word.letters.get(after - 1).is_some_and(is_taken_for) {
                after -= 1;
                word.letters.remove(after);
            }
            word.letters.splice(after..after, letters);
            word.rect = around(word.rect, mark);
        }
        None => {
            let after = line.words.iter().position(|word| word.rect.x0 > mark.x0).unwrap_or(line.words.len());
            line.words.insert(after, Word { rect: mark, confidence: SURE, letters });
        }
    }
}

/// A letter of a word, or the comma after it, is not given up for a mark that its box happens to reach.
fn is_kept(letter: &Letter) -> bool {
    is_low(letter) || letter.text.chars().all(char::is_lowercase)
}

/// A sign on the baseline.
fn is_low(letter: &Letter) -> bool {
    matches!(letter.text.as_str(), "," | "." | ";" | ":")
}

/// What a raised digit is taken for.
fn is_taken_for(letter: &Letter) -> bool {
    letter.text.chars().all(|c| "”“\"'’‘°*?!ˆ^™®ŠÝ“`´".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A line `ab,` with a mark before the comma or after it, as it was read.
    fn line(read: &[(&str, f32, f32)]) -> Line {
        let rect = |x0, x1| Rect { x0, y0: 40.0, x1, y1: 60.0 };
        let letters: Vec<Letter> =
            read.iter().map(|(text, x0, x1)| Letter { text: (*text).to_owned(), rect: rect(*x0, *x1) }).collect();
        let word = Word {
            rect: rect(read.first().map_or(10.0, |l| l.1), read.last().map_or(10.0, |l| l.2)),
            confidence: 0.9,
            letters,
        };
        Line { words: vec![word], x0: 10.0, baseline: 60.0, slope: 0.0, size: 30.0 }
    }

    #[track_caller]
    fn check(read: &[(&str, f32, f32)], mark: (f32, f32), expected: &[&str]) {
        let mut line = line(read);
        put(&mut line, Rect { x0: mark.0, y0: 35.0, x1: mark.1, y1: 48.0 }, "2");
        assert_eq!(line.words.iter().map(Word::text).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn a_mark_takes_the_place_of_what_was_read_there() {
        check(&[("a", 10.0, 20.0), ("b", 21.0, 31.0), ("”", 33.0, 39.0)], (33.0, 40.0), &["ab2"]);
        check(&[("a", 10.0, 20.0), ("b", 21.0, 31.0), (",", 41.0, 44.0)], (33.0, 40.0), &["ab2,"]);
        check(&[("a", 10.0, 20.0), ("b", 21.0, 31.0), ("”", 30.0, 34.0), (",", 34.0, 40.0)], (33.0, 40.0), &["ab2,"]);
        check(&[("a", 10.0, 20.0), ("b", 21.0, 31.0)], (33.0, 40.0), &["ab2"]);
        check(&[("a", 30.0, 40.0), ("b", 41.0, 51.0)], (10.0, 16.0), &["2", "ab"]);
        check(&[("?", 10.0, 16.0)], (10.0, 16.0), &["2"]);
    }

    #[test]
    fn small_high_ink_with_nothing_below_is_a_mark() {
        let (width, height) = (200u32, 80u32);
        let mut image = GreyImage { width, height, dpi: 200, pixels: vec![255; 200 * 80] };
        let mut ink = |xs: std::ops::Range<usize>, ys: std::ops::Range<usize>| {
            for y in ys {
                image.pixels[y * 200 + xs.start..y * 200 + xs.end].fill(0);
            }
        };
        // A letter with a mark over it, a letter, a raised digit, a quotation mark.
        ink(10..20, 45..60);
        ink(12..18, 33..42);
        ink(21..31, 45..60);
        ink(33..39, 35..47);
        ink(60..63, 35..40);
        let found = raised(&image, &line(&[("ế", 10.0, 20.0), ("b", 21.0, 31.0)]));
        assert_eq!(found, [Rect { x0: 33.0, y0: 35.0, x1: 39.0, y1: 47.0 }]);
    }
}
