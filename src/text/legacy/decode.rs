//! From the Latin-1 look of an encoding to Unicode.

use std::collections::HashMap;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

use super::{Encoding, tables};

/// The text in Unicode (NFC); characters that the encoding does not use stay.
pub fn decode(text: &str, encoding: Encoding) -> String {
    let table = match encoding {
        Encoding::Tcvn3 => &*TCVN3,
        Encoding::Vni => &*VNI,
        Encoding::Windows1258 => &*WINDOWS_1258,
    };
    let characters: Vec<char> = text.chars().map(as_latin_1).collect();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(first) = characters.get(at).copied() {
        let pair = characters.get(at + 1).and_then(|second| table.get(&(first, Some(*second))));
        match pair.or_else(|| table.get(&(first, None))) {
            Some(letter) => out.push(*letter),
            None => out.push(first),
        }
        at += if pair.is_some() { 2 } else { 1 };
    }
    out.nfc().collect()
}

/// A letter by the one or two characters that spell it.
type Table = HashMap<(char, Option<char>), char>;

static TCVN3: LazyLock<Table> = LazyLock::new(|| table(Encoding::Tcvn3));
static VNI: LazyLock<Table> = LazyLock::new(|| table(Encoding::Vni));
static WINDOWS_1258: LazyLock<Table> = LazyLock::new(|| table(Encoding::Windows1258));

fn table(encoding: Encoding) -> Table {
    let spelt = |(spelling, letter): (String, char)| {
        let mut characters = spelling.chars();
        Some(((characters.next()?, characters.next()), letter))
    };
    tables::spellings(encoding).into_iter().filter_map(spelt).collect()
}

/// Names of glyphs in PDF fonts lead to other characters of the same look.
fn as_latin_1(c: char) -> char {
    match c {
        'μ' => 'µ',
        '∙' => '·',
        c => c,
    }
}
