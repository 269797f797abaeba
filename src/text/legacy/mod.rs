//! Text in the encodings of before Unicode (Quyết định 72/2002/QĐ-TTg): recognized by its letters and set right.
//!
//! Readers give such text as Latin-1 characters, because that is what the bytes of a `.VnTime` or `VNI-Times` font are
//! to a program that does not know them: "Céng hoµ x· héi" for "Cộng hoà xã hội". [`repair`] finds the lines that are
//! Vietnamese only after conversion and converts them, before [`super::clean`] takes soft hyphens and the like away.
//! Good Vietnamese, other languages and numbers are left as they are.

mod decode;
mod tables;
#[cfg(test)]
mod tests;

use std::borrow::Cow;

pub use decode::decode;

use super::syllable;
use crate::source::{RawDocument, RawLine};

/// An encoding of Vietnamese of before Unicode.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Encoding {
    /// TCVN 5712:1993 (VN3), known as ABC: fonts `.VnTime`, `.VnArial`, …
    Tcvn3,
    /// VNI for Windows: fonts `VNI-Times`, …
    Vni,
    /// Code page 1258 read as 1252.
    Windows1258,
}

impl Encoding {
    const ALL: [Self; 3] = [Self::Tcvn3, Self::Vni, Self::Windows1258];

    /// The name under which the record of a document keeps it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Tcvn3 => "TCVN3",
            Self::Vni => "VNI",
            Self::Windows1258 => "windows-1258",
        }
    }
}

/// The document with its text in Unicode, and the encoding that it (or part of it) was in; without one it is as given.
pub fn repair(raw: &RawDocument) -> (Cow<'_, RawDocument>, Option<Encoding>) {
    let texts: Vec<String> = raw.pages.iter().flat_map(|page| &page.lines).map(RawLine::text).collect();
    let Some(verdict) = Verdict::of(texts.iter().map(String::as_str)) else { return (Cow::Borrowed(raw), None) };
    let mut repaired = raw.clone();
    let lines = repaired.pages.iter_mut().flat_map(|page| &mut page.lines);
    for ((line, text), legacy) in lines.zip(&texts).zip(&verdict.lines) {
        if *legacy {
            let line_is_large = is_drawn_large(text, verdict.encoding);
            for word in &mut line.words {
                word.text = convert(&word.text, verdict.encoding, line_is_large, verdict.hyphens_are_letters);
            }
        }
    }
    (Cow::Owned(repaired), Some(verdict.encoding))
}

/// The encoding that lines of text are in, all or some; `None` where they are good as they stand.
pub fn recognize<'a>(lines: impl Iterator<Item = &'a str>) -> Option<Encoding> {
    Verdict::of(lines).map(|verdict| verdict.encoding)
}

/// Which lines of a document are to be converted, and how.
struct Verdict {
    encoding: Encoding,
    lines: Vec<bool>,
    /// A PDF may draw the byte of TCVN3's `ư`, Latin-1's soft hyphen, as a hyphen: then no soft hyphen is left.
    hyphens_are_letters: bool,
}

/// What a line says by itself.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Vote {
    /// Vietnamese after conversion, and with so many syllables that were none before.
    Legacy(Encoding, usize),
    /// It has letters that only Unicode has.
    Unicode,
    Neither,
}

/// Fewer syllables set right than this in a whole document may be chance, and so may be less than one in a hundred.
const FEWEST: usize = 3;

impl Verdict {
    fn of<'a>(lines: impl Iterator<Item = &'a str>) -> Option<Self> {
        let (mut soft_hyphen, mut total) = (false, 0);
        let votes: Vec<Vote> = lines
            .map(|line| {
                soft_hyphen |= line.contains('\u{ad}');
                total += line.split_whitespace().count();
                vote(line)
            })
            .collect();
        let gained = |encoding: Encoding| -> usize {
            let count = |vote: &Vote| match vote {
                Vote::Legacy(of, count) if *of == encoding => *count,
                _ => 0,
            };
            votes.iter().map(count).sum()
        };
        let encoding = Encoding::ALL.into_iter().rev().max_by_key(|encoding| gained(*encoding))?;
        if gained(encoding) < FEWEST.max(total / 100) {
            return None;
        }
        let is_legacy = |vote: &Vote| matches!(vote, Vote::Legacy(of, _) if *of == encoding);
        let unicode = votes.iter().filter(|vote| **vote == Vote::Unicode).count();
        // A line that says nothing is as the line before it; the first ones are as most of the document.
        let mut legacy = votes.iter().filter(|vote| is_legacy(vote)).count() >= unicode;
        let lines = votes
            .iter()
            .map(|vote| {
                if *vote != Vote::Neither {
                    legacy = is_legacy(vote);
                }
                legacy
            })
            .collect();
        Some(Self { encoding, lines, hyphens_are_letters: encoding == Encoding::Tcvn3 && !soft_hyphen })
    }
}

fn vote(line: &str) -> Vote {
    if line.chars().any(is_unicode_vietnamese) {
        return Vote::Unicode;
    }
    if line.is_ascii() {
        return Vote::Neither;
    }
    let best = Encoding::ALL.into_iter().rev().filter_map(|encoding| {
        let (mut changed, mut before, mut after, mut others, mut known) = (0, 0, 0, 0, 0);
        // One letter is a syllable by chance, capitals are abbreviations.
        for word in words(line).filter(|word| word.chars().nth(1).is_some() && !is_abbreviation(word)) {
            let decoded = decode(word, encoding);
            if decoded != word {
                changed += 1;
                before += usize::from(is_syllable(word));
                after += usize::from(is_syllable(&decoded));
            } else {
                others += 1;
                known += usize::from(is_syllable(word));
            }
        }
        // Lines of one word are too easily Vietnamese by chance, and what stands around the words must be so too.
        let converted = changed >= 2 && 4 * after >= 3 * changed && 2 * before <= changed;
        (converted && 2 * (after + known) >= changed + others).then_some((after, encoding))
    });
    best.max_by_key(|(after, _)| *after).map_or(Vote::Neither, |(after, encoding)| Vote::Legacy(encoding, after))
}

/// Stretches of letters and of characters that one of the encodings uses for letters.
fn words(line: &str) -> impl Iterator<Item = &str> {
    let parts = |c: char| {
        c.is_whitespace() || c.is_control() || (c.is_ascii() && !c.is_ascii_alphabetic()) || "–—‘’“”…•".contains(c)
    };
    line.split(parts).filter(|word| !word.is_empty())
}

fn is_abbreviation(word: &str) -> bool {
    word.bytes().all(|b| b.is_ascii_uppercase())
}

fn is_syllable(word: &str) -> bool {
    syllable::parse(&word.to_lowercase()).is_some()
}

/// Vietnamese letters that Latin-1 does not have.
fn is_unicode_vietnamese(c: char) -> bool {
    matches!(
        c,
        '\u{102}' | '\u{103}' | '\u{110}' | '\u{111}' | '\u{1a0}' | '\u{1a1}' | '\u{1af}' | '\u{1b0}' | '\u{1ea0}'
            ..='\u{1ef9}'
    )
}

/// Signs that stand alone as bullets, brackets or signs of right also in old text.
const ALONE: [&str; 5] = ["·", "«", "»", "©", "§"];

/// One word of the source, which may carry punctuation, in Unicode.
fn convert(word: &str, encoding: Encoding, line_is_large: bool, hyphens_are_letters: bool) -> String {
    if ALONE.contains(&word) || word.is_ascii() && !(hyphens_are_letters && word.contains('-')) {
        return word.to_owned();
    }
    // A word that is Vietnamese as it stands and would not be after conversion was written in Unicode.
    let decoded = decode(word, encoding);
    if words(word).all(is_syllable) && !words(&decoded).all(is_syllable) {
        return word.to_owned();
    }
    let decoded = if hyphens_are_letters { hyphens_to_letters(&decoded) } else { decoded };
    // Capitals with tone marks are not in TCVN3: a font draws them, and the letters are stored as small ones.
    if encoding == Encoding::Tcvn3 && (line_is_large || is_large(word)) && decoded != word {
        decoded.to_uppercase()
    } else {
        decoded
    }
}

/// Whether at least two ASCII letters are there and all of them are capitals.
fn is_large(text: &str) -> bool {
    let letters = || text.chars().filter(char::is_ascii_alphabetic);
    letters().count() >= 2 && letters().all(|c| c.is_ascii_uppercase())
}

/// Whether a line is set in a font that draws small letters as capitals: all ASCII letters of it are capitals, and in
/// a word of more than one of them stands a small letter.
fn is_drawn_large(line: &str, encoding: Encoding) -> bool {
    let mixed = |word: &str| is_large(word) && decode(word, encoding).chars().any(char::is_lowercase);
    is_large(line) && words(line).any(mixed)
}

/// Hyphens that stand for `ư`: with it the letters around them are a syllable, without it they are not.
fn hyphens_to_letters(word: &str) -> String {
    let stretch = |c: char| c.is_alphabetic() || c == '-';
    let mut out = String::with_capacity(word.len());
    let mut rest = word;
    while !rest.is_empty() {
        let length = rest.find(|c| !stretch(c)).unwrap_or(rest.len());
        let (part, after) = rest.split_at(length);
        let letters = part.replace('-', "ư");
        let torn = part.split('-').any(|piece| !piece.is_empty() && !is_syllable(piece));
        out.push_str(if part.contains('-') && torn && is_syllable(&letters) { &letters } else { part });
        let gap = after.find(stretch).unwrap_or(after.len());
        out.push_str(&after[..gap]);
        rest = &after[gap..];
    }
    out
}
