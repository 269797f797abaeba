//! Letters that Tesseract confuses in document symbols (`27/2020/TT-BGDĐT`).
//!
//! The language data knows few words with a capital Đ in the middle and writes `TT-BGDDT` or `QD-UBND`. A repair is made
//! only where it gives a symbol part that is known; all else stays as recognized, an author's slip (`GDDĐT`) too.

use super::Letter;

/// Symbol parts with a Đ, as they should be (Nghị định 30/2020/NĐ-CP, Phụ lục III, and the field's agencies), matched
/// without regard to D, Đ and Ð.
const WITH_D_BAR: [&str; 19] = [
    "BGDĐT", "SGDĐT", "PGDĐT", "GDĐT", "GD&ĐT", "SGD&ĐT", "PGD&ĐT", "BGD&ĐT", "QĐ", "NĐ", "HĐND", "BLĐTBXH", "LĐTBXH",
    "SLĐTBXH", "HĐT", "HĐTĐKT", "TĐKT", "CĐ", "ĐHQG",
];

/// Codes of drafting units in education whose small letter is taken for a capital, as they are written after the
/// issuer's own (`5512/BGDĐT-GDTrH`, Nghị định 30/2020/NĐ-CP, Phụ lục I, phần II, khoản 3).
const UNITS: [&str; 2] = ["GDTrH", "TrH"];

/// Sets right the symbol in `letters`, if there is one.
pub fn symbol(letters: &mut [Letter]) {
    let all: Vec<char> = letters.iter().flat_map(|l| l.text.chars()).collect();
    // One character a letter, or the places cannot be told; only what has the form of a symbol.
    if all.len() != letters.len() || !all.iter().any(|c| matches!(c, '/' | '-' | '&')) {
        return;
    }
    let mut from = 0;
    while from < letters.len() {
        let is_part = |l: &Letter| l.text.chars().all(|c| c.is_uppercase() || c == '&');
        let len = letters[from..].iter().take_while(|l| is_part(l)).count();
        let part: String = letters[from..from + len].iter().map(|l| l.text.as_str()).collect();
        if let Some(right) = known(&part) {
            for (letter, c) in letters[from..].iter_mut().zip(right.chars()) {
                letter.text = c.to_string();
            }
        }
        from += len + 1;
    }
    unit(letters);
}

/// Sets right the code of the drafting unit, the last part of the symbol, where one letter of it was misread.
fn unit(letters: &mut [Letter]) {
    let is = |l: &Letter, test: fn(char) -> bool| l.text.chars().all(test);
    let Some(dash) = letters.iter().rposition(|l| l.text == "-") else { return };
    let issued_by = letters[..dash].iter().rev().take_while(|l| is(l, |c| c.is_alphabetic() || c == '&'));
    let issuer: String = issued_by.collect::<Vec<_>>().into_iter().rev().map(|l| l.text.as_str()).collect();
    if !issuer.ends_with("ĐT") {
        return;
    }
    let part = &mut letters[dash + 1..];
    let len = part.iter().take_while(|l| is(l, char::is_alphabetic)).count();
    let differ = |code: &str| code.chars().zip(&part[..len]).filter(|(c, l)| l.text != c.to_string()).count();
    let right =
        UNITS.into_iter().find(|code| code.chars().count() == len && differ(code) == 1 && lost_r(code, &part[..len]));
    for (letter, c) in part.iter_mut().zip(right.unwrap_or_default().chars()) {
        letter.text = c.to_string();
    }
}

/// Whether the letter that differs stands for the small r: the one that Tesseract takes for a capital.
fn lost_r(code: &str, read: &[Letter]) -> bool {
    code.chars().zip(read).all(|(c, l)| l.text == c.to_string() || c == 'r')
}

/// The known part that `part` stands for.
fn known(part: &str) -> Option<&'static str> {
    let plain = |s: &str| s.replace(['Đ', 'Ð'], "D");
    let read = plain(part);
    if !read.contains('D') || WITH_D_BAR.contains(&part) {
        return None;
    }
    WITH_D_BAR.iter().find(|right| plain(right) == read).copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Rect;

    #[track_caller]
    fn check(read: &str, expected: &str) {
        let rect = Rect { x0: 0.0, y0: 0.0, x1: 1.0, y1: 1.0 };
        let mut letters: Vec<Letter> = read.chars().map(|c| Letter { text: c.to_string(), rect }).collect();
        symbol(&mut letters);
        assert_eq!(letters.iter().map(|l| l.text.as_str()).collect::<String>(), expected);
    }

    #[test]
    fn lost_bars_come_back_in_known_symbols() {
        check("27/2020/TT-BGDDT,", "27/2020/TT-BGDĐT,");
        check("2400/QD-UBND", "2400/QĐ-UBND");
        check("30/2020/NÐ-CP.", "30/2020/NĐ-CP.");
        check("GD&DT", "GD&ĐT");
        check("12/NQ-HDND", "12/NQ-HĐND");
    }

    #[test]
    fn a_small_r_comes_back_in_the_drafting_unit() {
        check("5512/BGDDT-GDTTH", "5512/BGDĐT-GDTrH");
        check("4612/BGDĐT-GDTIH,", "4612/BGDĐT-GDTrH,");
        check("2474/SGDĐT-TTH", "2474/SGDĐT-TrH");
    }

    #[test]
    fn everything_else_stays() {
        // An author's own slip is kept.
        for read in [
            "321/BC-GDDĐT",
            "27/2020/TT-BGDĐT",
            "15/KH-UBND",
            "QD",
            "HDND",
            "7/HD-SVHTT",
            "2345/BGDĐT-GDTH",
            "12/BGDĐT-GDPTH",
            "9/UBND-GDTTH",
            "ADD-ON",
            "và/hoặc",
            "-",
            "/DDD/",
        ] {
            check(read, read);
        }
    }
}
