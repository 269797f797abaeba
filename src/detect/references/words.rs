//! Every place where a mention may start: type words and slashes.

use super::kinds::{SHORT_WORDS, WORDS};
use super::scan::stands_alone;
use crate::detect::letters::{letters_end, lower_char};
use crate::detect::phrases::{Key, Keys};
use crate::detect::terms::first_char;
use crate::detect::tokens::{Kind, Token};
use crate::directive::DirectiveKind;

/// A type word at the start of a possible mention.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct TypeWord {
    /// Its kind; `None` where the symbol decides.
    pub kind: Option<DirectiveKind>,
    /// Whether it is an abbreviation (`TT`, `NĐ`).
    pub short: bool,
    /// Whether it is written in small letters.
    pub lower: bool,
    /// Whether it is written in capitals throughout.
    pub upper: bool,
    /// Whether it is "Hiến pháp", which stands without a name.
    pub constitution: bool,
}

/// What a hit of the search is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Cue {
    /// A type word.
    Word(TypeWord),
    /// A slash, which may stand inside a number that no type word leads.
    Slash,
}

/// The first words of the type words, in small letters.
static FIRST: Keys = {
    let mut keys = Keys::NONE;
    let mut n = 0;
    while n < WORDS.len() {
        keys = keys.with(first_key(WORDS[n].0));
        n += 1;
    }
    let mut n = 0;
    while n < SHORT_WORDS.len() {
        keys = keys.with(Key::of(SHORT_WORDS[n].1));
        n += 1;
    }
    keys
};

const fn first_key(phrase: &str) -> Key {
    let bytes = phrase.as_bytes();
    Key::of_bytes(bytes, 0, first_word_end(bytes))
}

const fn first_word_end(bytes: &[u8]) -> usize {
    let mut end = 0;
    while end < bytes.len() && bytes[end] != b' ' {
        end += 1;
    }
    end
}

/// All places where a mention may start, in order: start, end, cue.
pub(super) fn candidates<'a>(s: &'a str, tokens: &'a [Token<'a>]) -> impl Iterator<Item = (usize, usize, Cue)> + 'a {
    tokens.iter().filter_map(move |token| match token.kind {
        Kind::Word if FIRST.has(token.key) => {
            let (end, word) = at(s, token.start)?;
            Some((token.start, end, Cue::Word(word)))
        }
        Kind::Mark('/') => Some((token.start, token.end(), Cue::Slash)),
        _ => None,
    })
}

/// The type word that stands right at `at`: its end.
pub(super) fn at(s: &str, at: usize) -> Option<(usize, TypeWord)> {
    let rest = &s[at..];
    let first = rest.chars().next()?;
    let length = letters_end(rest, 0);
    let opening = opening(lower_char(first) as u32, length);
    let short = length <= LONGEST_SHORT && first.is_uppercase();
    if !short && !ALL_OPENINGS.has(Key::of_sample(opening)) {
        return None;
    }
    // Of those that begin alike the longest.
    let mut found: Option<(usize, TypeWord)> = None;
    for (word, kind) in INDEX.alike(opening) {
        if found.is_none_or(|(end, _)| end < word.len())
            && let Some(Written { lower, upper }) = written(rest, word)
        {
            found =
                Some((word.len(), TypeWord { kind, short: false, lower, upper, constitution: word == "hiến pháp" }));
        }
    }
    let short = || {
        let &(word, _, kind) = SHORT_WORDS.iter().find(|(word, ..)| short && *word == &rest[..length])?;
        Some((word.len(), TypeWord { kind: Some(kind), short: true, lower: false, upper: true, constitution: false }))
    };
    let (end, word) = found.or_else(short)?;
    stands_alone(s, at, at + end).then_some((at + end, word))
}

/// "TTLT".
const LONGEST_SHORT: usize = 4;

/// The openings of the type words.
static OPENINGS: [u64; WORDS.len()] = {
    let mut openings = [0; WORDS.len()];
    let mut n = 0;
    while n < WORDS.len() {
        let bytes = WORDS[n].0.as_bytes();
        openings[n] = opening(first_char(bytes), first_word_end(bytes));
        n += 1;
    }
    openings
};

/// The type words by their openings.
struct Index {
    /// Where those of a bucket begin, and one past the last.
    starts: [u8; BUCKETS + 1],
    /// Their places in [`WORDS`], bucket by bucket and in its order.
    places: [u8; WORDS.len()],
}

const BUCKETS: usize = 32;

const fn bucket(opening: u64) -> usize {
    Key::of_sample(opening).slot(BUCKETS)
}

static INDEX: Index = {
    let (mut starts, mut places) = ([0; BUCKETS + 1], [0; WORDS.len()]);
    let mut count = 0;
    let mut at = 0;
    while at < BUCKETS {
        let mut n = 0;
        while n < WORDS.len() {
            if bucket(OPENINGS[n]) == at {
                places[count] = n as u8;
                count += 1;
            }
            n += 1;
        }
        at += 1;
        starts[at] = count as u8;
    }
    Index { starts, places }
};

impl Index {
    /// The type words with this opening.
    fn alike(&self, opening: u64) -> impl Iterator<Item = (&'static str, Option<DirectiveKind>)> {
        let bucket = bucket(opening);
        let range = usize::from(self.starts[bucket])..usize::from(self.starts[bucket + 1]);
        let places = self.places[range].iter().map(|&place| usize::from(place));
        places.filter(move |&place| OPENINGS[place] == opening).map(|place| WORDS[place])
    }
}

/// The same as a set.
static ALL_OPENINGS: Keys = {
    let mut keys = Keys::NONE;
    let mut n = 0;
    while n < WORDS.len() {
        let bytes = WORDS[n].0.as_bytes();
        keys = keys.with(Key::of_sample(opening(first_char(bytes), first_word_end(bytes))));
        n += 1;
    }
    keys
};

/// The first letter of a word, in small letters, with its length in bytes, which capitals do not change.
const fn opening(first: u32, length: usize) -> u64 {
    first as u64 | (length as u64) << 32
}

/// How a type word is written.
struct Written {
    /// In small letters.
    lower: bool,
    /// In capitals.
    upper: bool,
}

/// How `rest` begins with `word`: in small letters, with a large letter at its start or at that of each of its
/// syllables, or in capitals.
fn written(rest: &str, word: &str) -> Option<Written> {
    if rest.starts_with(word) {
        return Some(Written { lower: true, upper: false });
    }
    let (mut large, mut opening, mut openings, mut letters) = (0, 0, 0, 0);
    let mut opens = true;
    let mut chars = rest.chars();
    for (n, want) in word.chars().enumerate() {
        let c = chars.next()?;
        if want == ' ' {
            (opens, openings) = (true, openings + 1);
            if c != ' ' {
                return None;
            }
            continue;
        }
        let is_large = c != want;
        if is_large && lower_char(c) != want || n == 0 && !is_large {
            return None;
        }
        large += u32::from(is_large);
        opening += u32::from(is_large && opens);
        letters += 1;
        opens = false;
    }
    let upper = large == letters;
    let titled = large == opening && (opening == 1 || opening == openings + 1);
    (upper || titled).then_some(Written { lower: false, upper })
}
