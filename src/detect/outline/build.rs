//! Sections: what stands under which heading, and what holds there.

use super::heading::{Heading, headings};
use super::label::Style;
use super::mode::mode_of;
use super::years::reported_and_planned;
use super::{Mode, Section};
use crate::directive::education::{levels_in, school_years_in};
use crate::directive::{DirectiveKind, Header, Level, SchoolYear, Span};
use crate::text::Text;

/// A section that is still open, with its rank.
struct Open {
    rank: f32,
    style: Style,
    index: usize,
}

/// The sections of `text` outside `frames`, in order.
pub fn sections(text: &Text, header: &Header, frames: &[Span]) -> Vec<Section> {
    let headings = headings(text, frames);
    let roman_first = headings
        .iter()
        .find(|h| matches!(h.style, Style::Roman | Style::Upper))
        .is_some_and(|h| h.style == Style::Roman);
    let default = if header.kind == Some(DirectiveKind::BaoCao) { Mode::Report } else { Mode::Plan };
    let mut sections: Vec<Section> = Vec::new();
    // The mode that a section's own or inherited heading words state; `None` where nothing is stated yet.
    let mut stated: Vec<Option<Mode>> = Vec::new();
    // The school year that it or an outer one names.
    let mut named: Vec<Option<SchoolYear>> = Vec::new();
    let years = reported_and_planned(header);
    let mut open: Vec<Open> = Vec::new();
    for heading in headings {
        if heading.item && !open.iter().any(|o| o.style == heading.style) {
            continue;
        }
        let rank = rank(heading.style, &open, roman_first);
        while open.last().is_some_and(|o| o.rank >= rank) {
            close(&mut open, &mut sections, heading.span.start);
        }
        if heading.item {
            continue;
        }
        let parent = open.last().map(|o| o.index);
        let outer = parent.and_then(|i| stated[i]);
        let own = mode_of(heading.telling(), outer);
        stated.push(own.or(outer));
        let inherited = |of: fn(&Section) -> Vec<Level>| parent.map_or(Vec::new(), |i| of(&sections[i]));
        let levels = own_levels(&heading, &header.levels).unwrap_or_else(|| inherited(|s| s.levels.clone()));
        let mode = own.or(outer).unwrap_or(default);
        named.push(own_year(&heading).or_else(|| parent.and_then(|i| named[i])));
        let by_mode = years.map(|(reported, planned)| if mode == Mode::Report { reported } else { planned });
        let school_year = named[sections.len()].or(by_mode);
        sections.push(Section {
            label: heading.label,
            title: heading.title,
            depth: open.len(),
            parent,
            heading: heading.span,
            span: heading.span,
            school_year,
            levels,
            mode,
        });
        open.push(Open { rank, style: heading.style, index: sections.len() - 1 });
    }
    let end = end_of_body(text, frames, sections.last());
    while !open.is_empty() {
        close(&mut open, &mut sections, end);
    }
    sections
}

/// The last section ends at the closing part where that follows it, else with the text.
fn end_of_body(text: &Text, frames: &[Span], last: Option<&Section>) -> usize {
    let after = last.map_or(0, |s| s.heading.end);
    frames.iter().map(|f| f.start).find(|&start| start >= after).unwrap_or(text.content.len())
}

fn close(open: &mut Vec<Open>, sections: &mut [Section], at: usize) {
    if let Some(o) = open.pop() {
        let section = &mut sections[o.index];
        section.span.end = at.max(section.heading.end);
    }
}

/// The rank of a style, small is outer. A. and I. enclose each other in the order in which the directive first uses
/// them. Stars hang on whatever is open, so that `a)` may stand under `*` and `*` under `a)`.
fn rank(style: Style, open: &[Open], roman_first: bool) -> f32 {
    match style {
        Style::Annex => 0.0,
        Style::Part => 1.0,
        Style::Chapter => 2.0,
        Style::Capitals => 3.0,
        Style::Muc => 4.0,
        Style::Roman if roman_first => 4.5,
        Style::Upper => 5.0,
        Style::Roman => 6.0,
        Style::Article => 7.0,
        Style::Arabic(n) => 8.0 + 0.1 * f32::from(n),
        Style::Lower => 10.0,
        Style::Paren => 11.0,
        Style::Star => match open.iter().find(|o| o.style == Style::Star) {
            Some(star) => star.rank,
            None => open.last().map_or(9.0, |o| o.rank + 0.05),
        },
    }
}

/// The levels that a heading names, within those that the directive governs: "thi vào lớp 10" in guidance for lower
/// secondary schools is not about upper secondary ones.
fn own_levels(heading: &Heading, governed: &[Level]) -> Option<Vec<Level>> {
    let mut levels = levels_in(heading.telling());
    levels.retain(|level| governed.is_empty() || governed.contains(level));
    (!levels.is_empty()).then_some(levels)
}

/// The one school year that a heading states; a heading that names two speaks of neither alone, and one that cites a
/// numbered document may name the year of that document.
fn own_year(heading: &Heading) -> Option<SchoolYear> {
    let words = heading.telling();
    let cites = ["/QĐ-", "/KH-", "/TT-", "/NĐ-", "/CT-", "/NQ-", "/BC-", "/SGD", "/BGD", "/PGD", "/UBND"];
    if words.contains('/') && cites.iter().any(|c| words.contains(c)) {
        return None;
    }
    match school_years_in(words)[..] {
        [year] => Some(year),
        _ => None,
    }
}
