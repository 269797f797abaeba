//! Footnotes: their zone at the foot of a page, their labels, and the marks in the text that they hang on.
//!
//! A footnote cuts the running text in two, and what it cites belongs to the sentence of its mark. So notes are taken
//! out of the lines, and [`super::marks`] cuts each mark out of its word and binds it to its note. A mark counts only
//! if a note with its label exists: `m²`, `lớp 1,2` and `GDPT 2018` are no marks.

use std::collections::HashMap;

use super::layout::Layout;
use super::line::Line;
use super::marker::{self, Opening};
use super::marks::{Marks, raised_digits};
use crate::source::RawDocument;

/// A footnote taken out of the text.
#[derive(Debug)]
pub struct Note {
    /// Its label, in plain digits.
    pub label: String,
    /// Its lines, the label cut off.
    pub lines: Vec<Line>,
    /// How many lines of running text stand before it; where no mark is found, it follows the last of them.
    pub after: usize,
    /// Whether a mark in the text hangs on it.
    pub marked: bool,
}

/// Takes the footnotes out of `lines` and binds marks to them.
pub fn take(raw: &RawDocument, lines: &mut Vec<Line>, layout: &Layout) -> Vec<Note> {
    let usual = usual_size(lines);
    let feet = feet(raw, lines, usual);
    let plain = raw.pages.iter().all(|p| p.size.is_none()) && !lines.iter().any(|l| l.starts_paragraph);
    let paged = raw.pages.len() > 1;
    let mut body: Vec<Line> = Vec::with_capacity(lines.len());
    let mut notes: Vec<Note> = Vec::new();
    let mut marks = Marks::default();
    let mut open = false;
    let mut resumed = 0;
    let pages: Vec<u32> = lines.iter().map(|l| l.page).collect();
    for (i, line) in lines.drain(..).enumerate() {
        let last = notes.last();
        let certain = line.footnote.is_some() || feet.contains_key(&i);
        let bare = open && last.is_some_and(|n| n.lines.is_empty());
        let label = match &line.footnote {
            Some(label) if !(open && last.is_some_and(|n| n.label == *label)) => Some((label.clone(), 0)),
            Some(_) => None,
            None if bare || line.cell.is_some() => None,
            // A number alone is a label only where a text follows it.
            None if line.words.len() == 1 && pages.get(i + 1) != Some(&line.page) => None,
            None => raised_label(&line, usual)
                .filter(|(label, _)| !certain || is_due(label, last, &line))
                .or_else(|| (plain || certain).then(|| plain_label(&line, last, certain)).flatten()),
        };
        if let Some((label, words)) = label {
            let marked = marks.find(&mut body, &label, line.page, notes.len());
            // Where nothing but its number shows a note, it is a line like any other without a mark.
            let listed = words > 0 && line.first().ends_with(['.', ')']);
            if marked || (certain && !listed) {
                let rest = without_first(line, words);
                notes.push(Note { label, lines: Vec::from_iter(rest), after: body.len(), marked });
                (open, resumed) = (true, 0);
                continue;
            }
        }
        if open && line.footnote.is_none() && resumes(&line, body.last(), last) {
            resumed = line.page;
        }
        open &= resumed != line.page;
        let mid_sentence =
            |n: &Note| n.lines.last().is_some_and(|l| l.page + 1 >= line.page && !marker::is_terminal(l));
        let carried = feet.get(&i).is_some_and(|carried| *carried) && last.is_some_and(mid_sentence);
        let previous = last.and_then(|n| n.lines.last());
        let same_page = previous.is_none_or(|l| l.page == line.page);
        let small = previous.is_some_and(|l| is_small(l, usual)) && is_small(&line, usual);
        let goes_on = carried
            || open && certain
            || open && line.cell.is_none() && (bare || small && same_page || plain && paged && same_page)
            || open && !(plain && paged) && last.is_some_and(|note| runs_on(note, &line, layout));
        match notes.last_mut() {
            Some(note) if goes_on => {
                note.lines.push(line);
                open = true;
            }
            _ => {
                open = false;
                body.push(line);
            }
        }
    }
    *lines = body;
    notes
}

/// Whether the running text goes on after a note in the middle of a page: the note has ended its sentence, the text
/// has not, and the line does not begin one.
fn resumes(line: &Line, text: Option<&Line>, note: Option<&Note>) -> bool {
    let note_ended = note.and_then(|n| n.lines.last()).is_some_and(marker::is_terminal);
    let text_open = text.is_some_and(|l| !marker::is_terminal(l));
    note_ended && text_open && marker::opening(line) == Opening::Lower
}

/// In a plain text without pages a note goes on as long as its lines are full and its sentence is open.
fn runs_on(note: &Note, line: &Line, layout: &Layout) -> bool {
    let Some(last) = note.lines.last() else { return true };
    let follows = matches!(marker::opening(line), Opening::Lower | Opening::Upper | Opening::Other);
    let same_type = (last.size() - line.size()).abs() <= 0.1 * last.size();
    follows && same_type && !marker::is_terminal(last) && layout.is_full(last, line, false)
}

/// The line without its label, which is its first word or the beginning of it; `None` where the label stands alone.
fn without_first(mut line: Line, bytes: usize) -> Option<Line> {
    if bytes > 0
        && let Some(first) = line.words.first_mut()
    {
        first.text.drain(..bytes);
        if first.text.is_empty() {
            line.words.remove(0);
        }
    }
    (!line.words.is_empty()).then_some(line)
}

/// A label that is set raised, or written with raised digits: the label and its bytes in the first word.
///
/// A small number alone on its line is one that was raised out of it.
fn raised_label(line: &Line, usual: f32) -> Option<(String, usize)> {
    let first = line.words.first()?;
    let alone = line.words.len() == 1 && is_small(line, usual) && first.text.parse::<u32>().is_ok();
    if (first.superscript || alone) && first.text.chars().count() <= 3 {
        let label = raised_digits(&first.text).unwrap_or_else(|| first.text.clone());
        return Some((label.trim_matches(['(', ')', '[', ']', '.']).to_owned(), first.text.len()));
    }
    let digits: String = first.text.chars().take_while(|c| raised_digits(&c.to_string()).is_some()).collect();
    Some((raised_digits(&digits)?, digits.len()))
}

/// Whether a raised label can follow the last note's; labels that are no numbers always can.
fn is_due(label: &str, last: Option<&Note>, line: &Line) -> bool {
    let before = last.and_then(|n| n.label.parse::<u32>().ok());
    match (label.parse::<u32>(), before) {
        (Ok(number), Some(before)) => {
            let turned = last.and_then(|n| n.lines.last()).is_some_and(|l| l.page != line.page);
            (1..=5).contains(&number.saturating_sub(before)) || (number == 1 && turned)
        }
        _ => true,
    }
}

/// A plain number as label: the one that is due, so that no other number can be taken for it.
///
/// At the foot of a page the number may carry a stop, as list numbers do.
fn plain_label(line: &Line, last: Option<&Note>, foot: bool) -> Option<(String, usize)> {
    let first = &line.words.first()?.text;
    let digits = first.trim_start_matches('[').trim_end_matches(']');
    let digits = if foot { digits.trim_end_matches(['.', ')']) } else { digits };
    let number: u32 = digits.parse().ok().filter(|_| digits.len() <= 3)?;
    let due = match last {
        Some(note) => {
            let before: Option<u32> = note.label.parse().ok();
            let restarts = number == 1 && note.lines.last().is_some_and(|l| l.page != line.page);
            // One or two marks may be beyond recognition; the search for this one must not end with them.
            before.is_some_and(|b| (1..=3).contains(&number.saturating_sub(b))) || restarts
        }
        None => number == 1,
    };
    (due && !digits.starts_with('0')).then(|| (digits.to_owned(), first.len()))
}

/// Lines at the foot of measured pages, in smaller type or under a short stroke, from the first label on; and whether
/// the foot goes on with the last note of the page before.
fn feet(raw: &RawDocument, lines: &[Line], usual: f32) -> HashMap<usize, bool> {
    let mut by_page: HashMap<u32, Vec<usize>> = HashMap::new();
    for (i, line) in lines.iter().enumerate() {
        if line.cell.is_none() && line.footnote.is_none() && line.rect.is_some() {
            by_page.entry(line.page).or_default().push(i);
        }
    }
    let mut feet = HashMap::new();
    for page in &raw.pages {
        let (Some(size), Some(on_page)) = (page.size, by_page.get_mut(&page.number)) else { continue };
        let top = |i: usize| lines[i].rect.map_or(0.0, |r| r.y0);
        on_page.sort_by(|a, b| top(*b).total_cmp(&top(*a)));
        let separator = separator(&page.rules, size);
        let below = |i: usize| separator.is_some_and(|y| lines[i].rect.is_some_and(|r| (r.y0 + r.y1) / 2.0 > y));
        let mut zone: Vec<usize> = on_page
            .iter()
            .copied()
            .take_while(|i| top(*i) > 0.3 * size.1 && (is_small(&lines[*i], usual) || below(*i)))
            .collect();
        // What stands above the first label is small print of another kind, unless the stroke shows a note going on.
        let carried = zone.last().is_some_and(|i| below(*i)) && zone.iter().all(|i| is_small(&lines[*i], usual));
        if !carried {
            let labelled = |i: &usize| raised_label(&lines[*i], usual).is_some() || starts_with_number(&lines[*i]);
            let from = zone.iter().rposition(labelled).map_or(0, |i| i + 1);
            zone.truncate(from);
        }
        feet.extend(zone.into_iter().map(|i| (i, carried)));
    }
    feet
}

/// The stroke above footnotes: short, from the left margin; rulings of tables and the letterhead's are elsewhere.
fn separator(rules: &[(f32, f32, f32)], (width, height): (f32, f32)) -> Option<f32> {
    rules
        .iter()
        .filter(|(x0, x1, y)| (0.1..0.45).contains(&((x1 - x0) / width)) && *x0 < 0.25 * width && *y > 0.3 * height)
        .map(|(_, _, y)| *y)
        .max_by(f32::total_cmp)
}

fn is_small(line: &Line, usual: f32) -> bool {
    usual > 0.0 && line.size() > 0.0 && line.size() < 0.93 * usual
}

fn starts_with_number(line: &Line) -> bool {
    line.first().trim_end_matches(['.', ')']).parse::<u32>().is_ok_and(|n| n > 0 && n < 400)
}

/// The size that most characters have.
fn usual_size(lines: &[Line]) -> f32 {
    let mut sizes: HashMap<u32, usize> = HashMap::new();
    for word in lines.iter().filter(|l| l.cell.is_none()).flat_map(|l| &l.words) {
        *sizes.entry((word.size * 4.0).round() as u32).or_default() += word.text.len();
    }
    sizes.into_iter().max_by_key(|(size, chars)| (*chars, *size)).map_or(0.0, |(size, _)| size as f32 / 4.0)
}
