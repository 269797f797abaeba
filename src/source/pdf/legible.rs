//! Whether the text of a page can be used, or the page waits for OCR.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::glyph::Drawing;
use crate::source::{Distrust, RawLine};
use crate::text::{legacy, share};

/// A page with fewer characters than this beside a large image is a scan with a stamp or a page number on it.
const FEW_CHARS: usize = 40;
/// So few words in fewer characters than this on a scan may be all that it says, or a header over an image.
const SPARSE_CHARS: usize = 300;
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

/// Fewer words say nothing of the language.
const FEW_WORDS: usize = 30;
/// Over a scan, the text was recognized by some program; with fewer Vietnamese syllables it was not a good one.
const SCANNED_SHARE: f32 = 0.85;
/// What a word processor drew is Vietnamese, or English, or its fonts tell wrong letters.
const DRAWN_SHARE: f32 = 0.5;
/// The commonest words of English, which no Vietnamese text has many of.
const ENGLISH: [&str; 10] = ["the", "of", "and", "to", "in", "is", "for", "on", "with", "that"];

/// Why the page's text is not to be trusted, if so.
pub fn distrust(drawing: &Drawing, lines: &[RawLine]) -> Option<Distrust> {
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
    if chars == 0 {
        pictured.then_some(Distrust::NoText)
    } else if gibberish {
        Some(Distrust::NoUnicode)
    } else if scanned && (chars < FEW_CHARS || is_sparse(lines, chars) || chars < STAMP_CHARS && is_stamp(lines)) {
        Some(Distrust::OnlyStamp)
    } else {
        let least = if scanned { SCANNED_SHARE } else { DRAWN_SHARE };
        // Text in an encoding of before Unicode is set right by normalization.
        let converted =
            || legacy::recognize(lines.iter().map(RawLine::text).collect::<Vec<_>>().iter().map(String::as_str));
        let odd = language(lines).is_some_and(|share| share < least);
        (odd && converted().is_none()).then_some(Distrust::NotVietnamese)
    }
}

/// Whether a text covers so little of a scan that the image may say more.
fn is_sparse(lines: &[RawLine], chars: usize) -> bool {
    chars < SPARSE_CHARS && lines.iter().map(|line| line.words.len()).sum::<usize>() < FEW_WORDS
}

/// Whether what was recognized on a page's image is better than the page's own text, which was not trusted for `why`.
pub fn is_better(recognized: &[RawLine], own: &[RawLine], why: Distrust) -> bool {
    match why {
        Distrust::NoText | Distrust::NoUnicode => true,
        // The image says more than the few words over it.
        Distrust::OnlyStamp => syllables(recognized) > syllables(own),
        Distrust::NotVietnamese => language(recognized).unwrap_or(0.0) > language(own).unwrap_or(0.0),
    }
}

/// How many Vietnamese syllables there are.
fn syllables(lines: &[RawLine]) -> usize {
    let words = lines.iter().flat_map(|line| &line.words);
    words.filter(|word| share(&word.text.nfc().collect::<String>()) > 0.5).count()
}

/// The share of Vietnamese syllables among the words; `None` where there are too few words to tell, or where they are
/// English: no reason to doubt the letters.
fn language(lines: &[RawLine]) -> Option<f32> {
    let mut text = String::new();
    for word in lines.iter().flat_map(|l| &l.words) {
        text.extend(word.text.nfc());
        text.push(' ');
    }
    let words = || text.split(' ').filter(|w| w.chars().filter(|c| c.is_alphabetic()).count() >= 2);
    let total = words().count();
    let english = words().filter(|w| ENGLISH.contains(&w.to_lowercase().as_str())).count();
    (total >= FEW_WORDS && 12 * english < total).then(|| share(&text))
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{RawWord, Rect};

    #[track_caller]
    fn check(text: &str, scanned: bool, expected: Option<Distrust>) {
        let word = |text: &str| RawWord {
            text: text.to_owned(),
            rect: None,
            size: 12.0,
            bold: false,
            superscript: false,
            spaced: true,
        };
        let words = text.repeat(4).split_whitespace().map(word).collect();
        let lines = [RawLine { words, block: 0, starts_paragraph: false, cell: None, footnote: None, number: None }];
        let image = Rect { x0: 0.0, y0: 0.0, x1: 600.0, y1: 800.0 };
        let images = if scanned { vec![image] } else { Vec::new() };
        assert_eq!(distrust(&Drawing { size: (600.0, 800.0), images, ..Drawing::default() }, &lines), expected);
    }

    #[test]
    fn few_words_on_an_image_are_not_all_that_it_says() {
        check("Ký bởi: Ủy ban nhân dân huyện. ", true, Some(Distrust::OnlyStamp));
        check("thuvien.example.vn trang 3 ", true, Some(Distrust::OnlyStamp));
        check("Phòng Giáo dục và Đào tạo. ", false, None);
    }

    #[test]
    fn the_better_text_is_taken() {
        let lines = |text: &str| {
            let word = |text: &str| RawWord {
                text: text.to_owned(),
                rect: None,
                size: 12.0,
                bold: false,
                superscript: false,
                spaced: true,
            };
            let words = text.split_whitespace().map(word).collect();
            vec![RawLine { words, block: 0, starts_paragraph: false, cell: None, footnote: None, number: None }]
        };
        let header = lines("Sở Giáo dục và Đào tạo");
        let page = lines("Sở Giáo dục và Đào tạo đề nghị các trường báo cáo");
        assert!(is_better(&page, &header, Distrust::OnlyStamp));
        assert!(!is_better(&lines("§o —"), &header, Distrust::OnlyStamp));
        assert!(is_better(&header, &page, Distrust::NoUnicode));
    }

    #[test]
    fn a_layer_is_judged_by_its_syllables() {
        let good = "Các trường rà soát kế hoạch và báo cáo về Phòng trước ngày 15 tháng 9 ";
        let bare = "Cac truong ra soat ke hoach va bao cao ve Phong truoc ngay 15 thang 9 ";
        let shifted = "&iF WUmͥQJ Uj VRiW NӃ KRҥFK Yj EiR FiR YӅ 3KzQJ WUѭӟF QJj\\ ";
        let english = "The schools shall report to the office of education in the first week of September ";
        check(good, false, None);
        check(good, true, None);
        check(bare, true, Some(Distrust::NotVietnamese));
        check(shifted, false, Some(Distrust::NotVietnamese));
        check(english, false, None);
        check(english, true, None);
        let numbers = "1 Trường A 25 98,5% 12/15 324 2 Trường B 31 97,2% 14/15 401 ";
        check(&numbers.repeat(2), false, None);
        check(&numbers.repeat(2), true, None);
    }
}
