//! What Tesseract commonly misreads on the pages of offices: symbols of documents (`27/2020/TT-BGDĐT`), the dashes of
//! lists, specks taken for signs; [`wording`] sets right tone marks.
//!
//! The language data knows few words with a capital Đ in the middle and writes `TT-BGDDT` or `QD-UBND`. A repair is made
//! only where it gives a symbol part that is known; all else stays as recognized, an author's slip (`GDDĐT`) too.

use super::{Letter, Line, wording};

/// A sign of which the program is less sure is a speck.
const SURE_OF_SIGN: f32 = 0.5;
/// What a dash before a list's item is taken for, with or without specks around it.
const DASHES: &str = "-–—_~¬=";
/// Signs that specks beside a dash are taken for.
const SPECKS: &str = "ˆ^'`‘’“”\".,:;*«»|";

/// Sets right the lines of a page; a line that held nothing but specks goes.
pub fn lines(lines: &mut Vec<Line>) {
    for line in lines.iter_mut() {
        line.words.iter_mut().for_each(|word| symbol(&mut word.letters));
        dash(line);
        line.words.retain(|word| word.confidence >= SURE_OF_SIGN || word.letters.iter().any(says_something));
    }
    lines.retain(|line| !line.words.is_empty());
    wording::hooks(lines);
}

/// Letters and digits say something, and so does what is written as a blank to fill in or beside words.
fn says_something(letter: &Letter) -> bool {
    letter.text.chars().any(|c| c.is_alphanumeric() || "-–—.…/()+%".contains(c))
}

/// Sets right the dash that a list's item begins with.
fn dash(line: &mut Line) {
    let [first, next, ..] = &mut line.words[..] else { return };
    let text = first.text();
    let is_dash =
        text.chars().any(|c| DASHES.contains(c)) && text.chars().all(|c| DASHES.contains(c) || SPECKS.contains(c));
    let begins = next.letters.first().is_some_and(|letter| letter.text.chars().all(char::is_alphabetic));
    if is_dash && begins && !matches!(text.as_str(), "-" | "–") {
        first.letters.truncate(1);
        if let Some(letter) = first.letters.first_mut() {
            letter.text = "-".to_owned();
            letter.rect = first.rect;
        }
    }
}

/// Symbol parts with a Đ, as they should be (Nghị định 30/2020/NĐ-CP, Phụ lục III, and the field's agencies), matched
/// without regard to D, Đ and Ð.
const WITH_D_BAR: [&str; 19] = [
    "BGDĐT", "SGDĐT", "PGDĐT", "GDĐT", "GD&ĐT", "SGD&ĐT", "PGD&ĐT", "BGD&ĐT", "QĐ", "NĐ", "HĐND", "BLĐTBXH", "LĐTBXH",
    "SLĐTBXH", "HĐT", "HĐTĐKT", "TĐKT", "CĐ", "ĐHQG",
];

/// Codes of drafting units in education whose small letter is taken for a capital, as they are written after the
/// issuer's own (`5512/BGDĐT-GDTrH`, Nghị định 30/2020/NĐ-CP, Phụ lục I, phần II, khoản 3).
const UNITS: [&str; 2] = ["GDTrH", "TrH"];

/// Letters that an ampersand between capitals is taken for.
const AMPERSANDS: [&str; 5] = ["K", "8", "6", "§", "$"];

/// Sets right the symbol in `letters`, if there is one.
fn symbol(letters: &mut Vec<Letter>) {
    let all: Vec<char> = letters.iter().flat_map(|l| l.text.chars()).collect();
    // One character a letter, or the places cannot be told.
    if all.len() != letters.len() {
        return;
    }
    ampersand(letters);
    let all: Vec<char> = letters.iter().flat_map(|l| l.text.chars()).collect();
    // Only what has the form of a symbol.
    if !all.iter().any(|c| matches!(c, '/' | '-' | '&')) {
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

/// Sets right the ampersand of `GD&ĐT`, read as a letter or a digit (`GDKĐT`) or twice (`GDK&ĐT`).
fn ampersand(letters: &mut Vec<Letter>) {
    let is = |at: usize, text: &[&str]| letters.get(at).is_some_and(|l: &Letter| text.contains(&l.text.as_str()));
    let twice = (0..letters.len()).find(|&at| {
        let begins = is(at, &["G"]) && is(at + 1, &["D"]) && is(at + 2, &AMPERSANDS);
        begins && is(at + 3, &["&"]) && is(at + 4, &["Đ", "D", "Ð"]) && is(at + 5, &["T"])
    });
    if let Some(at) = twice {
        letters.remove(at + 2);
        return;
    }
    let found = (0..letters.len()).find(|&at| {
        let (before, after) = (is(at, &["G"]) && is(at + 1, &["D"]), at + 2);
        before && is(after, &AMPERSANDS) && is(after + 1, &["Đ", "D", "Ð"]) && is(after + 2, &["T"])
    });
    if let Some(letter) = found.and_then(|at| letters.get_mut(at + 2)) {
        letter.text = "&".to_owned();
    }
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
    use crate::source::ocr::Word;

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
    fn an_ampersand_comes_back() {
        check("GDKĐT", "GD&ĐT");
        check("(SGD8ĐT),", "(SGD&ĐT),");
        check("55/2011/TT-BGDK&ĐT.", "55/2011/TT-BGD&ĐT.");
        check("GDĐT", "GDĐT");
    }

    #[test]
    fn dashes_come_back_and_specks_go() {
        for (read, expected) in [
            ("_~ Như trên;", "- Như trên;"),
            ("”- VPCP, BTCN;", "- VPCP, BTCN;"),
            ("— Lưu: VT.", "- Lưu: VT."),
            ("– Lưu: VT.", "– Lưu: VT."),
            ("- Lưu: VT. ¬", "- Lưu: VT."),
            ("Độc lập - Tự do", "Độc lập - Tự do"),
            ("“Trường” là", "“Trường” là"),
            ("~", ""),
        ] {
            let rect = Rect { x0: 0.0, y0: 0.0, x1: 1.0, y1: 1.0 };
            let word = |text: &str| Word {
                rect,
                confidence: if text.chars().any(char::is_alphanumeric) { 0.9 } else { 0.3 },
                letters: text.chars().map(|c| Letter { text: c.to_string(), rect }).collect(),
            };
            let words = read.split(' ').map(word).collect();
            let mut page = vec![Line { words, x0: 0.0, baseline: 0.0, slope: 0.0, size: 1.0 }];
            lines(&mut page);
            let text: Vec<String> = page.iter().flat_map(|line| line.words.iter().map(Word::text)).collect();
            assert_eq!(text.join(" "), expected, "{read}");
        }
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
