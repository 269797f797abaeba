//! Forms for matching: one spelling per word, without case, and without marks.
//!
//! What is compared or searched goes through [`match_key`] (marks count) or [`fold()`] (they do not); what is shown
//! never does.

use std::cell::RefCell;
use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;

use super::syllable::{self, Syllable};

/// Lower case without tone and letter marks, `đ` as `d`: what a person types without a Vietnamese keyboard.
///
/// Folds the [`match_key`], so that `quy` and `qui`, `kỳ` and `kì` fold alike.
pub fn fold(text: &str) -> String {
    let key = match_key(text);
    if key.is_ascii() {
        return key;
    }
    let unmarked: String = key
        .nfd()
        .filter(|c| !unicode_normalization::char::is_combining_mark(*c))
        .map(|c| if c == 'đ' || c == 'ð' { 'd' } else { c })
        .collect();
    // A word that was no syllable with its marks may be one without them.
    match_key(&unmarked)
}

/// Lower case, NFC, with one spelling for syllables that have several.
///
/// - Tone placement in open `oa`, `oe`, `uy`: the mark goes on the first vowel (hoà → hòa, thuý → thúy, uỷ → ủy). Both
///   are in use: the Ministry's textbook rules put it on the main vowel, most offices type the older way.
/// - `i` and `y` as the only vowel at the end of a syllable after h, k, l, m, s, t, and after `qu`: the textbook rules
///   ask for `i` (`y` after `qu`), usage in offices keeps `y`. The commoner official spelling is the key: `y`
///   (kỉ → kỷ, lí → lý, mĩ → mỹ, tỉ → tỷ, qui → quy), but `i` after s (sỹ → sĩ).
///
/// The rules meant: Quyết định 240/QĐ ngày 05/3/1984 and Điều 9 Quyết định 1989/QĐ-BGDĐT ngày 25/5/2018.
///
/// Where the letter tells words apart (`tai`/`tay`, `thi`/`thy`, `vi`/`vy`, `i`/`y` alone) nothing changes.
pub fn match_key(text: &str) -> String {
    let lower = text.to_lowercase();
    // Letters of these blocks are composed, and no combining mark is among them.
    let composed = lower.chars().all(|c| matches!(c, '\0'..='\u{2ff}' | '\u{1e00}'..='\u{1eff}'));
    let lower: String = if composed { lower } else { lower.nfc().collect() };
    let mut out = String::with_capacity(lower.len());
    let mut rest = lower.as_str();
    while !rest.is_empty() {
        let word = rest.find(|c| !is_letter(c)).unwrap_or(rest.len());
        push_word(&mut out, &rest[..word]);
        rest = &rest[word..];
        let gap = rest.find(is_letter).unwrap_or(rest.len());
        out.push_str(&rest[..gap]);
        rest = &rest[gap..];
    }
    // A mark that stood behind a letter may have come to stand behind one that it fits: the key of a key is the key.
    if !composed {
        let again: String = out.nfc().collect();
        if again != out {
            return match_key(&again);
        }
    }
    out
}

/// [`char::is_alphabetic`], told at once of the letters of Vietnamese.
fn is_letter(c: char) -> bool {
    match c {
        '\0'..='\u{7f}' => c.is_ascii_alphabetic(),
        '\u{1e00}'..='\u{1eff}' => true,
        _ => c.is_alphabetic(),
    }
}

fn push_word(out: &mut String, word: &str) {
    // An abbreviation without vowels is no syllable.
    if word.chars().all(|c| matches!(c, 'b'..='d' | 'f'..='h' | 'j'..='n' | 'p'..='t' | 'v'..='x' | 'z' | 'đ')) {
        return out.push_str(word);
    }
    // A text has few words, again and again; to take one apart takes ten times as long as to remember it.
    KEYS.with_borrow_mut(|keys| match keys.get(word) {
        Some(key) => out.push_str(key),
        None => {
            let key = key_of(word);
            out.push_str(&key);
            if keys.len() == REMEMBERED {
                keys.clear();
            }
            if word.len() <= LONGEST {
                keys.insert(word.into(), key.into());
            }
        }
    });
}

/// So many keys of words are remembered: all syllables that there are, and as many foreign words and names.
const REMEMBERED: usize = 16 << 10;
/// Longer words, in bytes, are no syllables and do not come again.
const LONGEST: usize = 24;

thread_local! {
    static KEYS: RefCell<HashMap<Box<str>, Box<str>>> = RefCell::default();
}

fn key_of(word: &str) -> String {
    match syllable::parse(word).or_else(|| misplaced(word)) {
        Some(syllable) => write(&syllable),
        None => word.to_owned(),
    }
}

/// `qúy`: the tone on the `u` that belongs to the initial.
fn misplaced(word: &str) -> Option<Syllable> {
    let (plain, tone) = syllable::strip_tone(word)?;
    let mut syllable = syllable::parse(&plain)?;
    syllable.tone = tone;
    Some(syllable)
}

fn write(syllable: &Syllable) -> String {
    let rhyme = match (syllable.initial, syllable.rhyme.as_str()) {
        ("h" | "k" | "l" | "m" | "t" | "qu", "i") => "y",
        ("s", "y") => "i",
        (_, rhyme) => rhyme,
    };
    let Some(tone) = syllable.tone else { return format!("{}{rhyme}", syllable.initial) };
    let at = tone_place(rhyme);
    let marked = rhyme.chars().enumerate().flat_map(|(i, c)| [Some(c), (i == at).then_some(tone)]).flatten();
    syllable.initial.chars().chain(marked).nfc().collect()
}

/// The vowel that carries the tone mark, as an index of characters.
fn tone_place(rhyme: &str) -> usize {
    let vowels: Vec<char> = rhyme.chars().take_while(|c| "aăâeêioôơuưy".contains(*c)).collect();
    if let Some(marked) = vowels.iter().rposition(|c| "ăâêôơư".contains(*c))
        && !(vowels.len() == 2 && vowels[0] == 'ư' && marked == 0)
    {
        return marked;
    }
    let closed = vowels.len() < rhyme.chars().count();
    match vowels.len() {
        0 | 1 => 0,
        2 => usize::from(closed),
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(a: &str, b: &str) {
        assert_eq!(match_key(a), match_key(b), "{a} / {b}");
    }

    #[test]
    fn letters_are_those_of_unicode() {
        let others: Vec<char> = ('\0'..='\u{ffff}').filter(|c| is_letter(*c) != c.is_alphabetic()).collect();
        assert!(others.is_empty(), "{others:?}");
    }

    #[test]
    fn tone_placement_does_not_matter() {
        for (a, b) in [
            ("hoà", "hòa"),
            ("Thuý", "thúy"),
            ("uỷ ban", "Ủy ban"),
            ("khoẻ", "khỏe"),
            ("xoá", "xóa"),
            ("hòan", "hoàn"),
            ("qúy", "quý"),
            ("hoa\u{300}", "hòa"),
        ] {
            check(a, b);
        }
    }

    #[test]
    fn i_and_y_after_the_consonants_of_the_rule() {
        for (a, b) in [
            ("kỉ luật", "kỷ luật"),
            ("học kì", "học kỳ"),
            ("quản lí", "quản lý"),
            ("mĩ thuật", "mỹ thuật"),
            ("qui chế", "quy chế"),
            ("bác sỹ", "bác sĩ"),
            ("tỉ lệ", "tỷ lệ"),
            ("hi vọng", "hy vọng"),
        ] {
            check(a, b);
        }
        assert_eq!(match_key("Học kì I"), "học kỳ i");
    }

    #[test]
    fn different_words_stay_different() {
        for (a, b) in [
            ("tai", "tay"),
            ("thi", "thy"),
            ("vi", "vy"),
            ("hoa", "hòa"),
            ("mùa", "mua"),
            ("lúy", "lũy"),
            ("tìm", "tỉm"),
        ] {
            assert_ne!(match_key(a), match_key(b), "{a} / {b}");
        }
    }

    #[test]
    fn right_spelling_is_its_own_key() {
        for word in
            "nghĩa quyết định giáo dục hướng dẫn cửa mưa lứa hoại ngoài khuỷu giếng tuyển người nước đường việt \
                     27/2020/tt-bgdđt website"
                .split(' ')
        {
            assert_eq!(match_key(word), word);
        }
    }

    #[test]
    fn fold_drops_marks_after_the_key() {
        assert_eq!(fold("Thông tư số 27/2020/TT-BGDĐT"), "thong tu so 27/2020/tt-bgddt");
        assert_eq!(fold("Học kì"), fold("HỌC KỲ"));
        assert_eq!(fold("qui"), fold("quy"));
        assert_eq!(fold("Đường"), "duong");
        assert_eq!(fold("QÐ"), "qd");
        assert_eq!(fold(""), "");
    }

    #[test]
    fn a_mark_without_its_letter_finds_one_at_once() {
        let key = match_key("UI\u{300}\u{300}");
        assert_eq!(match_key(&key), key);
    }

    proptest::proptest! {
        #[test]
        fn keys_are_stable(text in "\\PC*") {
            let key = match_key(&text);
            proptest::prop_assert_eq!(match_key(&key), key.clone());
            let folded = fold(&text);
            proptest::prop_assert_eq!(fold(&folded), folded.clone());
        }
    }
}
