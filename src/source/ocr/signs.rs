//! Signs that Tesseract's Vietnamese does not know: `≥`, `≤` and `±`.
//!
//! They are none of its letters: it reads `>`, `<`, `+`, sometimes a digit or nothing, and a target "at least 97 %"
//! becomes "more than 97 %" or "97 %". They are told by their ink: an angle, or a cross, over a bar of its width. An angle without
//! a bar is what it is taken for, which makes a word of nothing else sure.

use super::shapes::{Area, FAINT, around};
use super::{GreyImage, Letter, Line, Word};
use crate::source::Rect;

/// A sign is so wide and so high, in type sizes.
const WIDTH: std::ops::RangeInclusive<f32> = 0.2..=1.0;
const HEIGHT: std::ops::RangeInclusive<f32> = 0.3..=1.1;
/// Looked for so far beside the words of a line, in type sizes: a sign may be all that was not read.
const BESIDE: f32 = 1.8;
/// Looked for so far above and below the baseline, in type sizes: a cell beside one of two lines stands between them.
const ABOVE: f32 = 1.3;
const BELOW: f32 = 0.9;
/// A sign that was not read stands on its line: its middle is so far above the baseline, in type sizes.
const ON_LINE: std::ops::RangeInclusive<f32> = 0.05..=0.6;
/// The parts of one sign are at most so far apart, in type sizes.
const PARTS: f32 = 0.3;
/// Rows of ink over this share of the width are a bar …
const BAR: f32 = 0.75;
/// … which takes at most this share of the height.
const THICK: f32 = 0.3;
/// Fewer rows of pixels have no form.
const FEW_ROWS: usize = 5;
/// A sign this near to a word, in type sizes, is written onto it.
const NEAR: f32 = 0.16;
/// What is known by its form is as sure as this.
const SURE: f32 = 0.9;

/// Finds the signs of a page and puts them into its lines, in the place of what was read there.
pub fn put(image: &GreyImage, lines: &mut [Line]) {
    for at in 0..lines.len() {
        let Some(line) = lines.get(at) else { break };
        for (sign, rect) in signs(image, line) {
            let elsewhere = lines.iter().enumerate().any(|(i, line)| i != at && covers(line, rect));
            if let (false, Some(line)) = (elsewhere, lines.get_mut(at)) {
                put_into(line, sign, rect);
            }
        }
    }
}

/// The signs on and beside a line, with their boxes, from left to right.
fn signs(image: &GreyImage, line: &Line) -> Vec<(char, Rect)> {
    let Some(area) = Area::of(line, BESIDE, ABOVE, BELOW) else { return Vec::new() };
    let size = line.size;
    let mut found: Vec<Rect> = Vec::new();
    for shape in area.shapes(image) {
        if shape.x1 - shape.x0 > WIDTH.end() * size {
            continue;
        }
        // An angle and its bar, which stand over one another.
        let overlap = |a: &Rect| a.x1.min(shape.x1) - a.x0.max(shape.x0);
        let same = |a: &&mut Rect| {
            let narrower = (a.x1 - a.x0).min(shape.x1 - shape.x0);
            overlap(a) >= 0.6 * narrower && (a.y0 - shape.y1).max(shape.y0 - a.y1) <= PARTS * size
        };
        match found.iter_mut().rev().take(4).find(same) {
            Some(known) => *known = around(*known, shape),
            None => found.push(shape),
        }
    }
    let fits = |r: &Rect| WIDTH.contains(&((r.x1 - r.x0) / size)) && HEIGHT.contains(&((r.y1 - r.y0) / size));
    found.into_iter().filter(fits).filter_map(|rect| Some((sign(&Rows::of(image, rect))?, rect))).collect()
}

/// A row of pixels: how much of it is ink, and where the middle of the ink lies, both as shares of the width.
#[derive(Debug, Clone, Copy)]
struct Row {
    ink: f32,
    middle: f32,
}

/// The rows of a shape, from the top.
struct Rows(Vec<Row>);

impl Rows {
    fn of(image: &GreyImage, rect: Rect) -> Self {
        let width = (rect.x1 - rect.x0).max(1.0);
        let row = |y: i64| {
            let ink = (rect.x0 as i64..rect.x1 as i64).filter(|x| image.shade(*x, y) < FAINT);
            let (count, sum) = ink.fold((0.0, 0.0), |(count, sum), x| (count + 1.0, sum + x as f32 + 0.5 - rect.x0));
            Row { ink: count / width, middle: if count > 0.0 { sum / count / width } else { 0.5 } }
        };
        Self((rect.y0 as i64..rect.y1 as i64).map(row).collect())
    }
}

/// Which sign the rows draw.
fn sign(Rows(rows): &Rows) -> Option<char> {
    let is_bar = |row: &Row| row.ink >= BAR;
    let foot = rows.iter().rposition(|row| row.ink > 0.0)? + 1;
    let bar = foot - rows[..foot].iter().rev().take_while(|row| is_bar(row)).count();
    if bar == foot {
        return angle(rows);
    }
    if (foot - bar) as f32 > (THICK * foot as f32).max(2.0) {
        return None;
    }
    let over = rows[..bar].iter().rposition(|row| row.ink > 0.0)? + 1;
    let over = &rows[..over];
    match angle(over) {
        Some('>') => Some('≥'),
        Some('<') => Some('≤'),
        _ => is_cross(over).then_some('±'),
    }
}

/// `>` or `<` where the ink of the rows goes there and back.
fn angle(rows: &[Row]) -> Option<char> {
    if rows.len() < FEW_ROWS || rows.iter().any(|row| row.ink == 0.0 || row.ink >= BAR) {
        return None;
    }
    let part = (rows.len() / 5).max(1);
    let middle = |rows: &[Row]| rows.iter().map(|row| row.middle).sum::<f32>() / rows.len().max(1) as f32;
    let center = (rows.len() - part) / 2;
    let ends = [middle(&rows[..part]), middle(&rows[rows.len() - part..])];
    let tip = middle(&rows[center..center + part]);
    // Both legs are as steep, which those of letters are not.
    let quarter = rows.len() / 4;
    let legs = [middle(&rows[quarter..quarter + 1]), middle(&rows[rows.len() - 1 - quarter..rows.len() - quarter])];
    let goes = |side: fn(f32) -> f32| {
        ends.iter().all(|end| side(*end) <= 0.36)
            && side(tip) >= 0.62
            && legs.iter().all(|leg| (0.3..=0.75).contains(&side(*leg)))
    };
    match () {
        () if goes(|share| share) => Some('>'),
        () if goes(|share| 1.0 - share) => Some('<'),
        () => None,
    }
}

/// Whether the rows draw a cross: a stem with one bar across its middle.
fn is_cross(rows: &[Row]) -> bool {
    let is_bar = |row: &Row| row.ink >= BAR;
    let (Some(first), Some(last)) = (rows.iter().position(is_bar), rows.iter().rposition(is_bar)) else { return false };
    let height = rows.len();
    height >= FEW_ROWS
        && first * 4 >= height
        && (last + 1) * 4 <= 3 * height
        && rows[first..=last].iter().all(is_bar)
        && rows[..first.saturating_sub(1)]
            .iter()
            .chain(rows.get(last + 2..).unwrap_or_default())
            .all(|row| (0.02..=0.45).contains(&row.ink) && (0.35..=0.65).contains(&row.middle))
}

/// Whether a letter of the line stands where the sign is.
fn covers(line: &Line, sign: Rect) -> bool {
    line.words.iter().flat_map(|word| &word.letters).any(|letter| stands_in(letter, sign))
}

fn stands_in(letter: &Letter, sign: Rect) -> bool {
    let (x, y) = ((letter.rect.x0 + letter.rect.x1) / 2.0, (letter.rect.y0 + letter.rect.y1) / 2.0);
    (sign.x0..=sign.x1).contains(&x) && (sign.y0 - 2.0..=sign.y1 + 2.0).contains(&y)
}

fn put_into(line: &mut Line, sign: char, rect: Rect) {
    let plain = matches!(sign, '<' | '>');
    let letter = || Letter { text: sign.to_string(), rect };
    let mut is_read = false;
    for word in &mut line.words {
        let Some(at) = word.letters.iter().position(|letter| stands_in(letter, rect)) else { continue };
        if plain {
            // A sign alone is easily taken for a speck.
            let alone = word.letters.len() == 1 && word.letters[at].text.starts_with(sign);
            word.confidence = if alone { word.confidence.max(SURE) } else { word.confidence };
        } else {
            let mut place = 0;
            word.letters.retain(|letter| {
                place += 1;
                place - 1 == at || !stands_in(letter, rect)
            });
            word.letters[at] = letter();
            if word.letters.len() == 1 {
                word.confidence = word.confidence.max(SURE);
            }
        }
        is_read = true;
        break;
    }
    let above = (line.baseline + line.slope * (rect.x0 - line.x0) - (rect.y0 + rect.y1) / 2.0) / line.size;
    if is_read || plain || !ON_LINE.contains(&above) {
        return;
    }
    let near = NEAR * line.size;
    if let Some(word) = line.words.iter_mut().find(|word| (word.rect.x0 - rect.x1).abs() <= near) {
        word.letters.insert(0, letter());
        word.rect = around(word.rect, rect);
    } else if let Some(word) = line.words.iter_mut().find(|word| (rect.x0 - word.rect.x1).abs() <= near) {
        word.letters.push(letter());
        word.rect = around(word.rect, rect);
    } else {
        let at = line.words.iter().position(|word| word.rect.x0 > rect.x0).unwrap_or(line.words.len());
        line.words.insert(at, Word { rect, confidence: SURE, letters: vec![letter()] });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Where a stroke begins and ends.
    type Stroke = ((f32, f32), (f32, f32));

    /// Draws strokes of some thickness into a picture of rows.
    fn drawn(strokes: &[Stroke], scale: f32, thick: f32) -> GreyImage {
        let (width, height) = ((16.0 * scale) as usize, (16.0 * scale) as usize);
        let mut pixels = vec![255; width * height];
        for (a, b) in strokes {
            for step in 0..=400 {
                let t = step as f32 / 400.0;
                let (x, y) = ((a.0 + (b.0 - a.0) * t) * scale, (a.1 + (b.1 - a.1) * t) * scale);
                for row in (y - thick / 2.0).round() as usize..((y + thick / 2.0).round() as usize).min(height) {
                    for column in (x - thick / 2.0).round() as usize..((x + thick / 2.0).round() as usize).min(width) {
                        pixels[row * width + column] = 0;
                    }
                }
            }
        }
        GreyImage { width: width as u32, height: height as u32, dpi: 200, pixels }
    }

    fn seen(strokes: &[Stroke], scale: f32, thick: f32) -> Option<char> {
        let image = drawn(strokes, scale, thick);
        let whole = Rect { x0: 0.0, y0: 0.0, x1: image.width as f32, y1: image.height as f32 };
        let area = Area { left: 0, right: whole.x1 as i64, top: 0, foot: whole.y1 as i64 };
        let rect = area.shapes(&image).into_iter().reduce(around).unwrap_or(whole);
        sign(&Rows::of(&image, rect))
    }

    const MORE: [Stroke; 2] = [((3.0, 2.0), (13.0, 6.0)), ((13.0, 6.0), (3.0, 10.0))];
    const LESS: [Stroke; 2] = [((13.0, 2.0), (3.0, 6.0)), ((3.0, 6.0), (13.0, 10.0))];
    const CROSS: [Stroke; 2] = [((3.0, 6.0), (13.0, 6.0)), ((8.0, 1.0), (8.0, 11.0))];
    const UNDER: Stroke = ((3.0, 13.0), (13.0, 13.0));

    #[test]
    fn an_angle_or_a_cross_over_a_bar_is_a_sign() {
        for (scale, thick) in [(1.0, 1.0), (1.0, 1.6), (1.5, 2.0), (2.5, 3.0)] {
            let with = |strokes: &[_], bar: bool| {
                let all: Vec<_> = strokes.iter().copied().chain(bar.then_some(UNDER)).collect();
                seen(&all, scale, thick)
            };
            for (strokes, alone, over) in
                [(MORE, Some('>'), Some('≥')), (LESS, Some('<'), Some('≤')), (CROSS, None, Some('±'))]
            {
                assert_eq!(with(&strokes, false), alone, "at {scale}, {thick}");
                assert_eq!(with(&strokes, true), over, "at {scale}, {thick}");
            }
        }
    }

    #[test]
    fn letters_and_digits_over_a_bar_are_none() {
        let letters: [(&str, &[Stroke]); 7] = [
            ("2", &[((3.0, 4.0), (8.0, 1.0)), ((8.0, 1.0), (13.0, 4.0)), ((13.0, 4.0), (3.0, 13.0)), UNDER]),
            ("E", &[((3.0, 1.0), (3.0, 13.0)), ((3.0, 1.0), (13.0, 1.0)), ((3.0, 7.0), (11.0, 7.0)), UNDER]),
            ("Z", &[((3.0, 1.0), (13.0, 1.0)), ((13.0, 1.0), (3.0, 13.0)), UNDER]),
            ("D", &[((3.0, 1.0), (3.0, 13.0)), ((3.0, 1.0), (13.0, 7.0)), ((13.0, 7.0), (3.0, 13.0))]),
            ("1", &[((4.0, 3.0), (8.0, 1.0)), ((8.0, 1.0), (8.0, 13.0)), UNDER]),
            ("=", &[((3.0, 9.0), (13.0, 9.0)), UNDER]),
            ("L", &[((3.0, 1.0), (3.0, 13.0)), UNDER]),
        ];
        for (name, strokes) in letters {
            assert_eq!(seen(strokes, 2.0, 2.0), None, "{name}");
        }
    }

    /// What becomes of words (text, left and right edge) with a sign at 20 to 30.
    #[track_caller]
    fn check(words: &[(&str, f32, f32)], sign: char, expected: &[&str]) {
        let word = |(text, x0, x1): &(&str, f32, f32)| {
            let step = (x1 - x0) / text.chars().count() as f32;
            let place =
                |i: usize| Rect { x0: x0 + step * i as f32, x1: x0 + step * (i + 1) as f32, y0: 40.0, y1: 60.0 };
            let letters = text.chars().enumerate().map(|(i, c)| Letter { text: c.to_string(), rect: place(i) });
            Word { rect: Rect { x0: *x0, y0: 40.0, x1: *x1, y1: 60.0 }, confidence: 0.3, letters: letters.collect() }
        };
        let words = words.iter().map(word).collect();
        let mut line = Line { words, x0: 0.0, baseline: 60.0, slope: 0.0, size: 30.0 };
        put_into(&mut line, sign, Rect { x0: 20.0, y0: 42.0, x1: 30.0, y1: 58.0 });
        assert_eq!(line.words.iter().map(Word::text).collect::<Vec<_>>(), expected);
        if let Some(word) = line.words.iter().find(|word| word.text() == sign.to_string()) {
            assert!(word.confidence >= SURE, "{sign} may be taken for a speck");
        }
    }

    #[test]
    fn a_sign_takes_the_place_of_what_was_read_there() {
        check(&[(">", 20.0, 30.0), ("97%", 40.0, 70.0)], '≥', &["≥", "97%"]);
        check(&[(">97%", 20.0, 60.0)], '≥', &["≥97%"]);
        check(&[("2", 21.0, 29.0), ("97%", 40.0, 70.0)], '≥', &["≥", "97%"]);
        check(&[("97%", 33.0, 60.0)], '≤', &["≤97%"]);
        check(&[("đạt", -30.0, 10.0), ("97%", 40.0, 70.0)], '≤', &["đạt", "≤", "97%"]);
        check(&[(">", 20.0, 30.0), ("97%", 40.0, 70.0)], '>', &[">", "97%"]);
        check(&[("97%", 40.0, 70.0)], '>', &["97%"]);
    }
}
