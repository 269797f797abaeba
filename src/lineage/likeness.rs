//! Whether two texts are one document in two files: a PDF and the DOCX it was made from, a portal page and the gazette.
//!
//! Two formats never give the same characters (running heads, hyphens, the order of a letterhead), but a document
//! keeps its numbers. So two texts are one document where all letters and digits are the same, or, if both bear the
//! same number, symbol, date and issuer, where all numbers are the same in the same order and the words are alike. Who
//! gets copies (Nơi nhận) is left out of that, as gazettes leave it out. Two plans that differ in one percentage are two
//! documents, whatever their letterheads say; but a scan that bears the identity of a file and is alike in words is that
//! document, for recognition mistakes digits.

use serde::{Deserialize, Serialize};

use crate::text::fold;

/// The bytes of the hash of all letters: half of it is more than enough to tell documents apart.
const LETTERS: usize = 16;
/// The bytes of the hash of all numbers, which is only asked where much else is alike.
const NUMBERS: usize = 8;
/// How many least hashes of word triples stand for a text; enough to tell a share of 0.8 from one of 0.6.
const SKETCH: usize = 128;

/// Texts of one document share at least this much of their word triples: formats differ in heads and footnotes only.
const ALIKE: f64 = 0.75;

/// A text that was recognized on images shares at least this much with the same text from a file: one wrong letter in
/// twenty words costs a seventh of the triples on one side.
const ALIKE_RECOGNIZED: f64 = 0.6;

/// States of one paper share this much; the papers of two years are written anew in more places.
const STATES: f64 = 0.8;

/// Fewer letters and digits than this say nothing: two notes of one line need not be one.
const FEWEST: usize = 200;

/// What is kept of a text to compare it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Likeness {
    /// A hash of all letters and digits in order, without marks, case and spaces; `None` for a text too short.
    pub letters: Option<[u8; LETTERS]>,
    /// A hash of all numbers in order.
    numbers: [u8; NUMBERS],
    /// The least hash of word triples in each of [`SKETCH`] classes (a one-permutation sketch of their set), of which
    /// eight bits are enough to compare ([`brief`]).
    triples: Vec<u8>,
}

impl Likeness {
    /// What is kept of a normalized text.
    pub fn of(content: &str) -> Self {
        let folded = fold(content);
        let body = without_recipients(&folded);
        let letters: String = folded.chars().filter(|c| c.is_alphanumeric()).collect();
        let mut numbers = blake3::Hasher::new();
        for number in numbers_in(&body) {
            numbers.update(number.as_bytes()).update(b" ");
        }
        Self {
            letters: (letters.len() >= FEWEST).then(|| short(blake3::hash(letters.as_bytes()))),
            numbers: short(numbers.finalize()),
            triples: sketch(&body).into_iter().map(brief).collect(),
        }
    }

    /// What was kept with hashes of 32 bits and their text in hexadecimal; `None` where it is something else.
    pub fn of_longer(letters: Option<&str>, numbers: &str, triples: &[u32]) -> Option<Self> {
        let letters = letters.map(|hex| bytes(hex).ok_or(())).transpose().ok()?;
        let triples = triples.iter().copied().map(brief).collect::<Vec<u8>>();
        Some(Self { letters, numbers: bytes(numbers)?, triples }).filter(|likeness| likeness.triples.len() == SKETCH)
    }

    /// All but the letters, as [`Likeness::of_bytes`] takes it.
    pub fn to_bytes(&self) -> Vec<u8> {
        [&self.numbers[..], &self.triples].concat()
    }

    /// What [`Likeness::to_bytes`] has given, with the letters; `None` where it is something else.
    pub fn of_bytes(letters: Option<&[u8]>, bytes: &[u8]) -> Option<Self> {
        let letters = letters.map(|letters| letters.try_into().map_err(drop)).transpose().ok()?;
        let (numbers, triples) = bytes.split_first_chunk().filter(|(_, triples)| triples.len() == SKETCH)?;
        Some(Self { letters, numbers: *numbers, triples: triples.to_vec() })
    }

    /// Whether all letters and digits are the same.
    pub fn is_same_text(&self, other: &Self) -> bool {
        self.letters.is_some() && self.letters == other.letters
    }

    /// Whether all numbers are the same and the words alike: one document, if both bear the same number and date.
    pub fn is_alike(&self, other: &Self) -> bool {
        self.numbers == other.numbers && self.share(other) >= ALIKE
    }

    /// Whether the words are alike where one of the two was recognized on images, which mistakes numbers: one document, if
    /// both bear the same number and date.
    pub fn is_alike_recognized(&self, other: &Self) -> bool {
        self.share(other) >= ALIKE_RECOGNIZED
    }

    /// Whether the words are so alike that the texts are states of one paper: the draft before and after a change, before
    /// and after it got its number.
    pub fn is_state_of(&self, other: &Self) -> bool {
        self.share(other) >= STATES
    }

    /// The share of word triples that both have of those that either has, estimated. Of hashes that differ one in 255 has
    /// the same eight bits: as many of those that agree do so by chance (Li and König, "b-Bit Minwise Hashing", 2010).
    fn share(&self, other: &Self) -> f64 {
        let pairs = || self.triples.iter().zip(&other.triples).filter(|(a, b)| **a != EMPTY || **b != EMPTY);
        let either = pairs().count() as f64;
        let agree = pairs().filter(|(a, b)| a == b).count() as f64;
        let full = pairs().filter(|(a, b)| **a != EMPTY && **b != EMPTY).count() as f64;
        let by_chance = 1.0 / f64::from(EMPTY);
        // Whole classes: where all that agree do so in truth, none is taken off.
        let both = ((agree - full * by_chance) / (1.0 - by_chance)).round().max(0.0);
        if either == 0.0 { 0.0 } else { both / either }
    }
}

/// No triple fell into the class.
const NONE: u32 = u32::MAX;
/// The same among hashes of eight bits.
const EMPTY: u8 = u8::MAX;

/// Eight bits of a hash: the last ones, as the first ones of least hashes are zeros.
fn brief(least: u32) -> u8 {
    if least == NONE { EMPTY } else { (least % u32::from(EMPTY)) as u8 }
}

/// The text without the list of those who get copies: a gazette leaves it out, and it states nothing.
fn without_recipients(folded: &str) -> String {
    let mut inside = false;
    let keep = |line: &&str| {
        let words = line.trim_start_matches(|c: char| !c.is_alphanumeric());
        let entry = line.starts_with('-') || words.starts_with("luu");
        inside = words.starts_with("noi nhan") || inside && entry;
        !inside
    };
    folded.lines().filter(keep).collect::<Vec<_>>().join("\n")
}

/// Runs of digits, without zeros before them: "05/9/2024" and "5/9/2024" are one date.
fn numbers_in(folded: &str) -> impl Iterator<Item = &str> {
    folded.split(|c: char| !c.is_ascii_digit()).filter(|run| !run.is_empty()).map(|run| run.trim_start_matches('0'))
}

fn sketch(folded: &str) -> Vec<u32> {
    let words: Vec<&str> = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let mut least = vec![NONE; SKETCH];
    for triple in words.windows(3) {
        let hash = triple
            .iter()
            .flat_map(|word| word.bytes().chain([b' ']))
            .fold(0xcbf2_9ce4_8422_2325u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
        // FNV-1a leaves its best bits at the top.
        let mixed = (hash ^ (hash >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let (class, value) = ((mixed >> 57) as usize % SKETCH, (mixed >> 20) as u32);
        least[class] = least[class].min(value);
    }
    least
}

/// The first bytes of a hash.
fn short<const N: usize>(hash: blake3::Hash) -> [u8; N] {
    std::array::from_fn(|at| hash.as_bytes()[at])
}

/// The first bytes of a hash that is written in hexadecimal.
fn bytes<const N: usize>(hex: &str) -> Option<[u8; N]> {
    let mut bytes = [0; N];
    for (at, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(hex.get(2 * at..2 * at + 2)?, 16).ok()?;
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan(share: &str, day: &str) -> String {
        let tasks: String = (1..=30)
            .map(|n| {
                format!("{n}. Các trường tiểu học tổ chức nội dung thứ {n} theo kế hoạch của năm học, báo cáo Phòng.\n")
            })
            .collect();
        format!(
            "KẾ HOẠCH\nTỉ lệ học sinh hoàn thành chương trình lớp học đạt {share}; báo cáo trước ngày {day}.\n{tasks}"
        )
    }

    #[test]
    fn one_number_makes_two_documents() {
        let first = Likeness::of(&plan("98%", "05/9/2024"));
        for (share, day, same) in [
            ("98%", "05/9/2024", true),
            ("98%", "5/9/2024", true),
            ("99%", "05/9/2024", false),
            ("98%", "06/9/2024", false),
        ] {
            let other = Likeness::of(&plan(share, day));
            assert_eq!(first.is_alike(&other), same, "{share} {day}");
        }
        assert!(first.is_same_text(&Likeness::of(&plan("98 %", "05/9/2024").replace('\n', " "))));
        assert!(!first.is_same_text(&Likeness::of(&plan("99%", "05/9/2024"))));
    }

    #[test]
    fn words_may_differ_a_little_and_not_much() {
        let text = plan("98%", "05/9/2024");
        let first = Likeness::of(&text);
        assert!(first.is_alike(&Likeness::of(&format!("CÔNG BÁO\n{text}\nNơi nhận: các trường"))));
        let copies = format!("{text}\nNơi nhận:\n- Như trên;\n- Lưu: VT (100 bản).\nTRƯỞNG PHÒNG");
        assert!(first.is_alike(&Likeness::of(&copies)));
        let other = text
            .replace("tổ chức nội dung thứ", "được thu khoản tiền số")
            .replace("theo kế hoạch của năm học, báo cáo Phòng", "và miễn giảm cho học sinh khuyết tật");
        assert!(!first.is_alike(&Likeness::of(&other)));
    }

    #[test]
    fn a_scan_mistakes_letters_and_numbers() {
        let text = plan("98%", "05/9/2024");
        let scan = text.replace("98%", "93%").replace("thứ 7", "thử 1").replace("thứ 12", "thú l2");
        assert!(!Likeness::of(&text).is_alike(&Likeness::of(&scan)));
        assert!(Likeness::of(&text).is_alike_recognized(&Likeness::of(&scan)));
        let other = text.replace("theo kế hoạch của năm học, báo cáo Phòng", "và miễn giảm cho học sinh khuyết tật");
        assert!(!Likeness::of(&text).is_alike_recognized(&Likeness::of(&other)));
    }

    #[test]
    fn a_paper_may_change_a_little_and_be_the_same() {
        let first = Likeness::of(&plan("98%", "05/9/2024"));
        assert!(first.is_state_of(&Likeness::of(&plan("99%", "06/9/2024"))));
        assert!(
            !first.is_state_of(&Likeness::of(&plan("98%", "05/9/2024").replace("tổ chức nội dung", "mua sắm thêm")))
        );
        assert!(!Likeness::of("").is_state_of(&Likeness::of("")));
    }

    #[test]
    fn short_texts_are_not_the_same_by_their_letters() {
        let note = Likeness::of("Kế hoạch năm học.");
        assert!(!note.is_same_text(&note.clone()));
        assert!(!Likeness::of("").is_alike(&Likeness::of("")));
    }

    #[test]
    fn eight_bits_tell_what_thirty_two_did() {
        let share_of_all = |a: &[u32], b: &[u32]| {
            let either = a.iter().zip(b).filter(|(a, b)| **a != NONE || **b != NONE).count();
            let both = a.iter().zip(b).filter(|(a, b)| a == b && **a != NONE).count();
            both as f64 / either as f64
        };
        let sentence = |n: usize| format!("{n}. Trường thứ {} tổ chức nội dung {} trong năm học.\n", n * 7 % 97, n * n);
        let (mut worst, mut sum): (f64, f64) = (0.0, 0.0);
        for first in (0..60).step_by(4) {
            let text = |from: usize, to: usize| fold(&(from..to).map(sentence).collect::<String>());
            let (a, b) = (text(first, 160), text(0, 160 - first));
            let exact = share_of_all(&sketch(&a), &sketch(&b));
            let error = Likeness::of(&a).share(&Likeness::of(&b)) - exact;
            worst = worst.max(error.abs());
            sum += error;
        }
        assert!(worst < 0.025 && (sum / 15.0).abs() < 0.005, "{worst} {}", sum / 15.0);
    }

    #[test]
    fn it_is_kept_in_few_bytes_and_was_kept_in_many() {
        let text = plan("98%", "05/9/2024");
        let likeness = Likeness::of(&text);
        let bytes = likeness.to_bytes();
        assert!(bytes.len() <= 136, "{}", bytes.len());
        assert_eq!(Likeness::of_bytes(likeness.letters.as_ref().map(|l| &l[..]), &bytes).as_ref(), Some(&likeness));
        assert_eq!(Likeness::of_bytes(None, &bytes[1..]), None);
        assert_eq!(Likeness::of_bytes(Some(&[1]), &bytes), None);
        let hex = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
        let letters = likeness.letters.as_ref().map(|letters| hex(letters));
        let numbers = format!("{}ffffffffffffffff", hex(&likeness.numbers));
        let least = sketch(&without_recipients(&fold(&text)));
        assert_eq!(Likeness::of_longer(letters.as_deref(), &numbers, &least), Some(likeness));
        assert_eq!(Likeness::of_longer(Some("no hash"), &numbers, &least), None);
        assert_eq!(Likeness::of_longer(None, &numbers, &least[1..]), None);
    }
}
