//! Footnotes: their zone at the foot of a page, their labels, and the marks in the text that they hang on.
//!
//! A footnote cuts the running text in two, and what it cites belongs to the sentence of its mark. So notes are taken
//! out of the lines, and [`super::marks`] cuts each mark out of its word and binds it to its note. A mark counts only
//! if a note with its label exists: `m²`, `lớp 1,2` and `GDPT 2018` are no marks.

use std::collections::{HashMap, HashSet};

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
    let feet = feet(raw, lines);
    let plain = raw.pages.iter().all(|p| p.size.is_none()) && !lines.iter().any(|l| l.starts_paragraph);
    let paged = raw.pages.len() > 1;
    let mut body: Vec<Line> = Vec::with_capacity(lines.len());
    let mut notes: Vec<Note> = Vec::new();
    let mut marks = Marks::default();
    let mut open = false;
    for (i, line) in lines.drain(..).enumerate() {
        let last = notes.last();
        let label = match &line.footnote {
            Some(label) if !(open && last.is_some_and(|n| n.label == *label)) => Some((label.clone(), 0)),
            Some(_) => None,
            None if plain || feet.contains(&i) => raised_label(&line).or_else(|| plain_label(&line, last)),
            // A note that was typed into the text: a raised number at the beginning of a paragraph.
            None if line.starts_paragraph => raised_label(&line),
            None => None,
        };
        let certain = line.footnote.is_some() || feet.contains(&i);
        if let Some((label, words)) = label {
            let marked = marks.find(&mut body, &label, line.page, notes.len());
            // Where nothing but its number shows a note, it is a line like any other without a mark.
            if marked || certain {
                let rest = without_first(line, words);
                notes.push(Note { label, lines: Vec::from_iter(rest), after: body.len(), marked });
                open = true;
                continue;
            }
        }
        let goes_on = if certain {
            true
        } else if plain && paged {
            open && last.and_then(|n| n.lines.last()).is_none_or(|l| l.page == line.page)
        } else {
            plain && open && last.is_some_and(|note| runs_on(note, &line, layout))
        };
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

/// In a plain text without pages a note goes on as long as its lines are full and its sentence is open.
fn runs_on(note: &Note, line: &Line, layout: &Layout) -> bool {
    let Some(last) = note.lines.last() else { return true };
    let follows = matches!(marker::opening(line), Opening::Lower | Opening::Upper | Opening::Other);
    follows && !marker::is_terminal(last) && layout.is_full(last, line, false)
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
fn raised_label(line: &Line) -> Option<(String, usize)> {
    let first = line.words.first()?;
    if first.superscript && first.text.chars().count() <= 3 {
        let label = raised_digits(&first.text).unwrap_or_else(|| first.text.clone());
        return Some((label.trim_matches(['(', ')', '[', ']', '.']).to_owned(), first.text.len()));
    }
    let digits: String = first.text.chars().take_while(|c| raised_digits(&c.to_string()).is_some()).collect();
    Some((raised_digits(&digits)?, digits.len()))
}

/// A plain number as label: the one that is due, so that no other number can be taken for it.
fn plain_label(line: &Line, last: Option<&Note>) -> Option<(String, usize)> {
    let first = &line.words.first()?.text;
    let digits = first.trim_start_matches('[').trim_end_matches(']');
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

/// Lines at the foot of measured pages, in smaller type or under a short stroke, from the first label on.
fn feet(raw: &RawDocument, lines: &[Line]) -> HashSet<usize> {
    let usual = usual_size(lines);
    let mut by_page: HashMap<u32, Vec<usize>> = HashMap::new();
    for (i, line) in lines.iter().enumerate() {
        if line.cell.is_none() && line.footnote.is_none() && line.rect.is_some() {
            by_page.entry(line.page).or_default().push(i);
        }
    }
    let mut feet = HashSet::new();
    for page in &raw.pages {
        let (Some((width, height)), Some(on_page)) = (page.size, by_page.get_mut(&page.number)) else { continue };
        let top = |i: usize| lines[i].rect.map_or(0.0, |r| r.y0);
        on_page.sort_by(|a, b| top(*b).total_cmp(&top(*a)));
        // A separator is a short stroke from the left margin; a table's rulings and the letterhead's are elsewhere.
        let separator = page
            .rules
            .iter()
            .filter(|(x0, x1, y)| {
                x1 - x0 < 0.45 * width && x1 - x0 > 0.1 * width && *x0 < 0.25 * width && *y > 0.3 * height
            })
            .map(|(_, _, y)| *y)
            .fold(f32::NEG_INFINITY, f32::max);
        let small = |i: usize| usual > 0.0 && lines[i].size() < 0.93 * usual;
        let below = |i: usize| separator > 0.0 && lines[i].rect.is_some_and(|r| (r.y0 + r.y1) / 2.0 > separator);
        let mut zone: Vec<usize> =
            on_page.iter().copied().take_while(|i| top(*i) > 0.3 * height && (small(*i) || below(*i))).collect();
        // What stands above the first label is small print of another kind, unless the stroke shows a note going on.
        let labelled = |i: &usize| raised_label(&lines[*i]).is_some() || starts_with_number(&lines[*i]);
        let carried = zone.last().is_some_and(|i| below(*i)) && zone.iter().all(|i| small(*i));
        if !carried {
            let from = zone.iter().rposition(labelled).map_or(0, |i| i + 1);
            zone.truncate(from);
        }
        feet.extend(zone);
    }
    feet
}

fn starts_with_number(line: &Line) -> bool {
    line.first().parse::<u32>().is_ok_and(|n| n > 0 && n < 400)
}

/// The size that most characters have.
fn usual_size(lines: &[Line]) -> f32 {
    let mut sizes: HashMap<u32, usize> = HashMap::new();
    for word in lines.iter().filter(|l| l.cell.is_none()).flat_map(|l| &l.words) {
        *sizes.entry((word.size * 4.0).round() as u32).or_default() += word.text.len();
    }
    sizes.into_iter().max_by_key(|(size, chars)| (*chars, *size)).map_or(0.0, |(size, _)| size as f32 / 4.0)
}
