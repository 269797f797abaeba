//! Characters set right: one word of the source becomes none, one or several clean ones.
//!
//! Readers give words as the file spells them: decomposed, with look-alike letters from other scripts, soft hyphens,
//! odd spaces, bullets of symbol fonts. [`clean`] is the only place that repairs them, before anything else in
//! [`crate::text`] looks at a word; it changes characters, never the order of words.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{canonical_combining_class, is_combining_mark};

/// The clean words of one raw word: NFC, without invisible characters, split at any kind of space.
pub fn clean(raw: &str) -> Vec<String> {
    if raw.is_ascii() && !raw.bytes().any(|b| b.is_ascii_control() || b == b' ') {
        return if raw.is_empty() { Vec::new() } else { vec![raw.to_owned()] };
    }
    let visible: String = raw.chars().filter(|c| !is_dropped(*c)).collect();
    visible.split_whitespace().map(|word| compose(&latin(&compose(word)))).filter(|word| !word.is_empty()).collect()
}

/// NFC, also where marks were typed in the wrong order or twice.
///
/// `e` + acute + circumflex is not canonically equal to `ế`, yet that is what was meant: in Vietnamese the marks that
/// make a letter (circumflex, breve, horn) come before the tone mark.
fn compose(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    let mut marks: Vec<char> = Vec::new();
    for c in word.nfd() {
        if is_combining_mark(c) && canonical_combining_class(c) != 0 {
            if !marks.contains(&c) {
                marks.push(c);
            }
            continue;
        }
        flush(&mut out, &mut marks);
        out.push(c);
    }
    flush(&mut out, &mut marks);
    out.nfc().collect()
}

fn flush(out: &mut String, marks: &mut Vec<char>) {
    marks.sort_by_key(|m| !matches!(m, '\u{302}' | '\u{306}' | '\u{31b}'));
    out.extend(marks.drain(..));
}

/// Maps single characters, and look-alikes of other scripts where the rest of the word is Latin.
fn latin(word: &str) -> String {
    let alone = word.chars().count() == 1;
    let mapped: String = word.chars().flat_map(|c| map_char(c, alone)).collect();
    let foreign = |c: char| is_cyrillic_or_greek(c);
    if !mapped.chars().any(foreign) {
        return mapped;
    }
    let has_latin = mapped.chars().any(is_latin);
    let all_known = mapped.chars().filter(|c| foreign(*c)).all(|c| look_alike(c).is_some());
    if has_latin && all_known {
        return mapped.chars().map(|c| look_alike(c).unwrap_or(c)).collect();
    }
    mapped
}

fn map_char(c: char, alone: bool) -> impl Iterator<Item = char> {
    let one = |c: char| [Some(c), None, None];
    let mapped: [Option<char>; 3] = match c {
        // Eth and the African D, drawn like Đ by most fonts.
        'Ð' | 'Ɖ' => one('Đ'),
        'ð' | 'ɖ' => one('đ'),
        // What broken conversions of legacy fonts leave for ư and ă.
        'Ƣ' => one('Ư'),
        'ƣ' => one('ư'),
        'Ǎ' | 'Ӑ' => one('Ă'),
        'ǎ' | 'ӑ' => one('ă'),
        'ﬀ' => [Some('f'), Some('f'), None],
        'ﬁ' => [Some('f'), Some('i'), None],
        'ﬂ' => [Some('f'), Some('l'), None],
        'ﬃ' => [Some('f'), Some('f'), Some('i')],
        'ﬄ' => [Some('f'), Some('f'), Some('l')],
        'ﬅ' | 'ﬆ' => [Some('s'), Some('t'), None],
        // Hyphens only: the dashes – and — say something and stay.
        '\u{2010}' | '\u{2011}' | '\u{2043}' => one('-'),
        // Full-width ASCII.
        '\u{ff01}'..='\u{ff5e}' => one(ascii(c, 0xfee0).unwrap_or(c)),
        // Symbol fonts (Symbol, Wingdings) put their glyphs at U+F000 plus the code.
        '\u{f021}'..='\u{f07e}' => one(symbol(c)),
        '\u{f096}' => one('-'),
        '\u{f080}'..='\u{f0ff}' if alone => one('•'),
        '\u{f0b7}' | '\u{f0a7}' => one('•'),
        _ => one(c),
    };
    mapped.into_iter().flatten()
}

fn ascii(c: char, offset: u32) -> Option<char> {
    char::from_u32((c as u32).checked_sub(offset)?).filter(char::is_ascii_graphic)
}

/// Digits and punctuation of symbol fonts are what they are in ASCII; their letters are pictures used as bullets.
fn symbol(c: char) -> char {
    ascii(c, 0xf000).filter(|a| !a.is_ascii_alphabetic()).unwrap_or('•')
}

fn is_cyrillic_or_greek(c: char) -> bool {
    matches!(c, '\u{370}'..='\u{3ff}' | '\u{400}'..='\u{52f}')
}

fn is_latin(c: char) -> bool {
    c.is_ascii_alphabetic() || (c.is_alphabetic() && matches!(c, '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}'))
}

/// The Latin letter that looks the same.
fn look_alike(c: char) -> Option<char> {
    let latin = match c {
        'А' | 'Α' => 'A',
        'В' | 'Β' => 'B',
        'С' | 'Ϲ' => 'C',
        'Е' | 'Ε' => 'E',
        'Ԍ' => 'G',
        'Н' | 'Η' => 'H',
        'І' | 'Ι' | 'Ӏ' => 'I',
        'Ј' => 'J',
        'К' | 'Κ' => 'K',
        'М' | 'Μ' => 'M',
        'Ν' => 'N',
        'О' | 'Ο' => 'O',
        'Р' | 'Ρ' => 'P',
        'Ԛ' => 'Q',
        'Ѕ' => 'S',
        'Т' | 'Τ' => 'T',
        'Ѵ' => 'V',
        'Ԝ' => 'W',
        'Х' | 'Χ' => 'X',
        'У' | 'Υ' | 'Ү' => 'Y',
        'Ζ' => 'Z',
        'а' | 'α' => 'a',
        'с' | 'ϲ' => 'c',
        'ԁ' => 'd',
        'е' => 'e',
        'һ' => 'h',
        'і' | 'ι' => 'i',
        'ј' => 'j',
        'ӏ' => 'l',
        'о' | 'ο' => 'o',
        'р' | 'ρ' => 'p',
        'ԛ' => 'q',
        'ѕ' => 's',
        'υ' => 'u',
        'ѵ' | 'ν' => 'v',
        'ԝ' => 'w',
        'х' => 'x',
        'у' | 'ү' => 'y',
        _ => return None,
    };
    Some(latin)
}

/// Characters without ink or meaning: soft hyphens, zero-width and direction marks, controls, non-characters.
fn is_dropped(c: char) -> bool {
    let invisible = matches!(
        c,
        '\u{ad}'
            | '\u{34f}'
            | '\u{180e}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}'
            | '\u{fdd0}'..='\u{fdef}'
    );
    invisible || (c as u32) & 0xfffe == 0xfffe || (c.is_control() && !c.is_whitespace())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(raw: &str, expected: &str) {
        assert_eq!(clean(raw).join(" "), expected, "{raw:?}");
    }

    #[test]
    fn composes_marks_in_any_order() {
        check("tie\u{302}\u{301}ng", "tiếng");
        check("tie\u{301}\u{302}ng", "tiếng");
        check("ti\u{e9}\u{302}ng", "tiếng");
        check("Vi\u{1eb9}\u{302}t", "Việt");
        check("đu\u{31b}o\u{323}\u{31b}c", "được");
        check("a\u{341}\u{301}", "á");
    }

    #[test]
    fn look_alikes_become_latin_only_in_latin_words() {
        check("TT-BTС", "TT-BTC");
        check("NĐ-СР", "NĐ-CP");
        check("30/2020/NĐ-СР", "30/2020/NĐ-CP");
        check("ΤHPT", "THPT");
        check("Москва", "Москва");
        check("π-Ж", "π-Ж");
        check("xЖ", "xЖ");
        check("С", "С");
    }

    #[test]
    fn eth_and_broken_horn_letters() {
        check("QÐ-UBND", "QĐ-UBND");
        check("ðiều", "điều");
        check("trƣờng", "trường");
        check("nӑm", "năm");
        check("nǎm", "năm");
    }

    #[test]
    fn invisible_characters_go() {
        check("Thông\u{ad} tư", "Thông tư");
        check("hư\u{200b}ớng", "hướng");
        check("\u{feff}Số:", "Số:");
        check("a\u{0}b\u{7}c", "abc");
        check("\u{fffe}x\u{ffff}\u{1fffe}", "x");
        check("\u{200b}\u{ad}", "");
        check("", "");
    }

    #[test]
    fn odd_spaces_split_words() {
        check("Số:\u{a0}05", "Số: 05");
        check("1\u{2009}000\u{3000}em\u{202f}a", "1 000 em a");
        check("\u{a0}\u{a0}", "");
    }

    #[test]
    fn symbol_font_bullets_ligatures_hyphens() {
        check("\u{f0b7}", "•");
        check("\u{f0d8}", "•");
        check("\u{f076}", "•");
        check("\u{f02d}", "-");
        check("\u{f02b}", "+");
        check("ﬁle oﬃce", "file office");
        check("TT\u{2011}BGDĐT", "TT-BGDĐT");
        check("TT\u{2010}BGDĐT", "TT-BGDĐT");
        check("２０２４：", "2024:");
    }

    #[test]
    fn dashes_and_superscripts_stay() {
        check("dạy – học — chơi", "dạy – học — chơi");
        check("nhà¹ m²", "nhà¹ m²");
    }

    proptest::proptest! {
        #[test]
        fn clean_is_idempotent(raw in "\\PC*|[a-zđĐСР\u{300}-\u{31b}\u{ad}\u{a0}\u{f000}-\u{f0ff}/-]*") {
            let once = clean(&raw).join(" ");
            proptest::prop_assert_eq!(clean(&once).join(" "), once);
        }

        #[test]
        fn nfc_and_nfd_are_the_same(raw in "[a-zA-ZàáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđĐ ]*") {
            let nfd: String = raw.nfd().collect();
            proptest::prop_assert_eq!(clean(&nfd), clean(&raw));
        }
    }
}
