//! The level of education and the school year of a target.

use std::sync::LazyLock;

use regex::Regex;

use super::line::Line;
use crate::detect::letters::lower;
use crate::detect::{Context, Mode};
use crate::directive::education::{levels_in, school_years_in};
use crate::directive::{Level, SchoolYear, TargetKind};

/// The level that the clause names, else its list heading, else its section or document; `None` for two at once.
///
/// A clause about going from one level to the next ("vào lớp 6", "thi vào lớp 10 THPT") is about the level it is
/// written for, not about the one it names.
pub(super) fn level(clause: &str, label: Option<Level>, context: &Context<'_>) -> Option<Level> {
    let own = if let [level] = context.levels { Some(*level) } else { None };
    if own.is_some() {
        let lower = lower(clause);
        // "lớp 5-6 tuổi", "lớp 2 buổi/ngày" of a kindergarten are no grades.
        if PASSES_ON.is_match(&lower) || own == Some(Level::MamNon) && !GROWN.is_match(&lower) {
            return own;
        }
    }
    match levels_in(clause)[..] {
        [level] => Some(level),
        [] => label.or(own),
        _ => None,
    }
}

/// Going from one level to the next.
static PASSES_ON: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(" vào |lên lớp|lên cấp|không học |bổ túc").expect("a valid pattern"));

/// Levels above the kindergarten.
static GROWN: LazyLock<Regex> = LazyLock::new(|| Regex::new("tiểu học|thcs|trung học|thpt").expect("a valid pattern"));

/// The school year that the clause names, else the words before it in its sentence, else its section or document,
/// unless it looks beyond that. A year that the figure is only compared with ("so với năm học …") is not its own.
pub(super) fn school_year(clause: &str, before: &str, kind: TargetKind, context: &Context<'_>) -> Option<SchoolYear> {
    for words in [clause, before] {
        let own = words.find("so với").map_or(words, |at| &words[..at]);
        match school_years_in(own)[..] {
            [] => {}
            [year] => return Some(year),
            _ => break,
        }
    }
    let looks_ahead = kind != TargetKind::Result && context.mode == Mode::Report;
    let own = context.school_year.filter(|_| !looks_ahead)?;
    let beyond = years_in(clause).any(|year| kind != TargetKind::Result && year > own.last());
    (!beyond).then_some(own)
}

/// The calendar year that a sentence opens with ("Năm 2023, toàn tỉnh có …").
pub(super) fn opening_year(line: &Line<'_>, start: usize) -> Option<i16> {
    let year = start + usize::from(matches!(line.word(start), "trong" | "hết" | "cuối"));
    (line.word(year) == "năm").then(|| line.word(year + 1).parse().ok()).flatten().filter(|y| (1945..=2100).contains(y))
}

/// The calendar years after the word "năm".
fn years_in(clause: &str) -> impl Iterator<Item = i16> + '_ {
    clause.match_indices("năm ").filter_map(|(at, word)| {
        let digits = clause[at + word.len()..].get(..4)?;
        digits.parse().ok().filter(|y| (1945..=2100).contains(y))
    })
}
