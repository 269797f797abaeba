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
    fn everything_else_stays() {
        // An author's own slip is kept.
        for read in [
            "321/BC-GDDĐT",
            "27/2020/TT-BGDĐT",
            "15/KH-UBND",
            "QD",
            "HDND",
            "7/HD-SVHTT",
            "ADD-ON",
            "và/hoặc",
            "-",
            "/DDD/",
        ] {
            check(read, read);
        }
    }
}
