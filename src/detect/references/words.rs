//! Every place where a mention may start: type words and slashes.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind, Anchored, Input, MatchKind, StartKind};

use super::kinds::{SHORT_WORDS, WORDS};
use super::scan::{stands_alone, window_end};
use crate::detect::letters::{letters_end, lower};
use crate::detect::phrases::{Key, Keys};
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

struct Table {
    /// Looks at one place.
    here: AhoCorasick,
    cues: Vec<Cue>,
    /// The first words of the type words.
    first: Keys,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut patterns: Vec<String> = Vec::new();
    let mut cues = Vec::new();
    for &(word, kind) in WORDS {
        for (text, lower, upper) in [
            (word.to_owned(), true, false),
            (capital(word), false, false),
            (title(word), false, false),
            (word.to_uppercase(), false, true),
        ] {
            if !patterns.contains(&text) {
                patterns.push(text);
                cues.push(Cue::Word(TypeWord {
                    kind, short: false, lower, upper, constitution: word == "hiến pháp"
                }));
            }
        }
    }
    for &(word, kind) in SHORT_WORDS {
        patterns.push(word.to_owned());
        cues.push(Cue::Word(TypeWord {
            kind: Some(kind),
            short: true,
            lower: false,
            upper: true,
            constitution: false,
        }));
    }
    let first = patterns.iter().fold(Keys::NONE, |keys, pattern| {
        let word = &pattern[..letters_end(pattern, 0)];
        keys.with(Key::of(&lower(word)))
    });
    let mut builder = AhoCorasick::builder();
    builder.match_kind(MatchKind::LeftmostLongest).kind(Some(AhoCorasickKind::ContiguousNFA));
    builder.start_kind(StartKind::Anchored);
    // The patterns are constants of this program and few: building the automaton cannot fail.
    #[allow(clippy::expect_used)]
    let here = builder.build(&patterns).expect("few constant patterns");
    Table { here, cues, first }
});

/// All places where a mention may start, in order: start, end, cue.
pub(super) fn candidates<'a>(s: &'a str, tokens: &'a [Token<'a>]) -> impl Iterator<Item = (usize, usize, Cue)> + 'a {
    let first = TABLE.first;
    tokens.iter().filter_map(move |token| match token.kind {
        Kind::Word if first.has(token.key) => {
            let (end, word) = at(s, token.start)?;
            Some((token.start, end, Cue::Word(word)))
        }
        Kind::Mark('/') => Some((token.start, token.end(), Cue::Slash)),
        _ => None,
    })
}

/// The type word that stands right at `at`: its end.
pub(super) fn at(s: &str, at: usize) -> Option<(usize, TypeWord)> {
    let table = &*TABLE;
    let hit = table.here.find(Input::new(s).span(at..window_end(s, at, 40)).anchored(Anchored::Yes))?;
    match table.cues[hit.pattern().as_usize()] {
        Cue::Word(word) if stands_alone(s, at, hit.end()) => Some((hit.end(), word)),
        _ => None,
    }
}

fn capital(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

fn title(word: &str) -> String {
    word.split(' ').map(capital).collect::<Vec<_>>().join(" ")
}
