//! The Vietnamese syllable: initial, rhyme, tone, and whether the spelling allows them together.
//!
//! [`share`] judges a text layer (is this Vietnamese at all, or what a font without Unicode map left?);
//! [`mod@super::fold`] writes syllables in one spelling. Source of the tables: the spelling taught in schools, as in
//! Quyết định 1989/QĐ-BGDĐT ngày 25/5/2018.

use std::collections::HashSet;
use std::sync::LazyLock;

/// One syllable, taken apart. All lower case, the tone mark taken off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Syllable {
    /// `ngh`, `qu`, `gi`, or nothing.
    pub initial: &'static str,
    /// Vowels and final consonant, with letter marks, without the tone mark: `iêng`.
    pub rhyme: String,
    /// The combining tone mark, if any.
    pub tone: Option<char>,
}

/// The share of valid Vietnamese syllables among the words of `text` that could be syllables: 0.0 where there are none.
///
/// Numbers and short words all in capitals (abbreviations: `GDPT`, `UBND`) say nothing either way and are left out.
/// Good Vietnamese is above 0.9; the output of a font without Unicode map is below 0.5.
pub fn share(text: &str) -> f32 {
    let (mut valid, mut total) = (0u32, 0u32);
    for token in text.split_whitespace() {
        let token = token.trim_matches(|c: char| c.is_ascii_punctuation() || "“”‘’«»…–—•".contains(c));
        if token.is_empty() || token.chars().all(|c| !c.is_alphabetic() && is_plain(c)) {
            continue;
        }
        if token.chars().any(|c| !is_plain(c)) {
            total += 1;
            continue;
        }
        for word in token.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty()) {
            let is_syllable = parse(&word.to_lowercase()).is_some();
            let length = word.chars().count();
            let abbreviation = length <= 7 && (length == 1 || word.chars().skip(1).any(char::is_uppercase));
            if is_syllable || !abbreviation {
                total += 1;
                valid += u32::from(is_syllable);
            }
        }
    }
    if total == 0 { 0.0 } else { valid as f32 / total as f32 }
}

/// Takes a lower-case NFC word apart; `None` where no Vietnamese syllable is spelt so.
pub fn parse(word: &str) -> Option<Syllable> {
    if word.len() > 24 {
        return None;
    }
    let (plain, tone) = strip_tone(word)?;
    INITIALS.iter().find_map(|initial| {
        let rhyme = plain.strip_prefix(initial)?;
        let allowed = RHYMES.contains(rhyme) && goes_together(initial, rhyme) && tone_allowed(rhyme, tone);
        allowed.then(|| Syllable { initial, rhyme: rhyme.to_owned(), tone })
    })
}

/// The word without its tone mark, and the mark; `None` where it carries two.
pub fn strip_tone(word: &str) -> Option<(String, Option<char>)> {
    use unicode_normalization::UnicodeNormalization;
    let mut tone = None;
    let mut plain = String::with_capacity(word.len());
    for c in word.nfd() {
        if TONES.contains(&c) {
            if tone.replace(c).is_some() {
                return None;
            }
        } else {
            plain.push(c);
        }
    }
    Some((plain.nfc().collect(), tone))
}

/// Huyền, sắc, hỏi, ngã, nặng.
const TONES: [char; 5] = ['\u{300}', '\u{301}', '\u{309}', '\u{303}', '\u{323}'];

/// Longest first, so that `ngh` is tried before `ng`; `g` after `gi` takes `gì` and `giếng`.
const INITIALS: [&str; 28] = [
    "ngh", "ch", "gh", "gi", "kh", "ng", "nh", "ph", "qu", "th", "tr", "b", "c", "d", "đ", "g", "h", "k", "l", "m",
    "n", "p", "r", "s", "t", "v", "x", "",
];

static RHYMES: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    "a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây \
     e ec em en eng eo ep et ê êch êm ên êng ênh êp êt êu \
     i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu y yêm yên yêng yêt yêu ynh yt ych yp yêc \
     o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ooc oong \
     op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt \
     u ua uân uâng uât uây uc uê uêch uên uênh uêu ui um un ung uơ uôc uôi uôm uôn uông uôt up ut uy uya uych uyên uyêt \
     uynh uyt uyu uyp ư ưa ưc ưi ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu"
        .split_whitespace()
        .collect()
});

fn goes_together(initial: &str, rhyme: &str) -> bool {
    let front = rhyme.starts_with(['e', 'ê', 'i', 'y']);
    match initial {
        "k" | "gh" | "ngh" => front,
        "c" | "ng" => !front,
        "g" => !front || rhyme.starts_with('i'),
        "qu" => !rhyme.starts_with(['o', 'u', 'ư']),
        "gi" => !rhyme.starts_with(['i', 'y']),
        "" => true,
        _ => rhyme == "y" || !rhyme.starts_with('y'),
    }
}

/// A syllable that ends in a stop has the sắc or the nặng tone.
fn tone_allowed(rhyme: &str, tone: Option<char>) -> bool {
    let stop = rhyme.ends_with(['c', 'p', 't']) || rhyme.ends_with("ch");
    !stop || matches!(tone, Some('\u{301}' | '\u{323}'))
}

/// Letters, digits and the signs that ordinary text has inside words.
fn is_plain(c: char) -> bool {
    let odd = matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{fffd}') || c.is_control();
    let vietnamese = c.is_ascii_alphanumeric() || matches!(c, '\u{c0}'..='\u{1b0}' | '\u{1ea0}'..='\u{1ef9}');
    !odd && (vietnamese || (!c.is_alphabetic() && !SYMBOLS.contains(c)))
}

/// Signs that stand in the middle of words only where letters were lost.
const SYMBOLS: &str = "#$^`{|}~\\¡¢£¤¥¦§¨©ª«¬®¯°±´µ¶¸º»¼½¾¿×÷";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vietnamese_syllables_are_known() {
        for word in
            "nghiêng quyết giếng gì gìn được hướng dẫn khuỷu xoong thuở yêu ý quý khuya ngoằn oách của ghi kỳ quốc huỳnh"
                .split(' ')
        {
            assert!(parse(word).is_some(), "{word}");
        }
    }

    #[test]
    fn what_breaks_the_spelling_is_not() {
        for word in "ngiêng cê kan tuyet duoc truong học̉ website qoan zalo hac bts hoàà ngha".split(' ') {
            assert!(parse(word).is_none(), "{word}");
        }
    }

    #[test]
    fn share_tells_vietnamese_from_the_rest() {
        let good =
            "Các trường tiểu học thực hiện kế hoạch giáo dục theo Thông tư số 27/2020/TT-BGDĐT; UBND xã báo cáo.";
        assert!(share(good) > 0.9, "{}", share(good));
        let capitals = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM";
        assert!(share(capitals) > 0.9, "{}", share(capitals));
        let legacy = "Céng hßa x· héi chñ nghÜa ViÖt Nam ®éc lËp tù do h¹nh phóc quyÕt ®Þnh cña thñ t\u{ad}íng";
        assert!(share(legacy) < 0.5, "{}", share(legacy));
        let shifted = "7K{QJ WѭVӕ 7KӵF KLӋQ F{QJ YăQ KѭӟQJ GүQ QKLӋP Yө";
        assert!(share(shifted) < 0.5, "{}", share(shifted));
        let private = "\u{e001}\u{e002}\u{e003} \u{e010}\u{e011} \u{fffd}\u{fffd}\u{fffd}";
        assert!(share(private) < 0.1, "{}", share(private));
        let english = "The quick brown fox jumps over the lazy dog without hesitation";
        assert!(share(english) < 0.5, "{}", share(english));
    }

    #[test]
    fn nothing_to_judge_is_zero() {
        assert_eq!(share("12/3 - 45,6% ... GDPT"), 0.0);
        assert_eq!(share(""), 0.0);
    }
}
