//! Rows of tables that a page ends: what goes on at the top of the next page is the same row.

use std::collections::BTreeMap;

use super::line::Line;

/// Joins the first row of a table that opens a page to the last row of the table that closes the page before, where it
/// only goes on with that row's cells: it numbers nothing, stands under cells that have text, and one of those breaks off
/// inside a sentence. Repeated heads must be gone by then, and what stands between the pages (numbers, notes) may be there.
pub fn join(lines: &mut Vec<Line>) {
    let mut from = 0;
    while let Some((end, next)) = boundary(lines, from) {
        from = next + 1;
        let closing = row_at(lines, end);
        let opening = row_at(lines, next);
        if !goes_on(lines, &closing, &opening) {
            continue;
        }
        let Some((table, row, _)) = lines.get(end).and_then(|line| line.cell) else { continue };
        let (count, moved): (usize, Vec<Line>) = (opening.len(), lines.drain(opening.clone()).collect());
        for (place, mut line) in (end + 1..).zip(moved) {
            line.cell = line.cell.map(|(_, _, column)| (table, row, column));
            line.continues = true;
            lines.insert(place, line);
        }
        from = next + count;
    }
}

/// The next place behind `from` where a table closes a page and another opens the next: the last line of the one and
/// the first of the other.
fn boundary(lines: &[Line], from: usize) -> Option<(usize, usize)> {
    let first_of_page = |at: usize| at.checked_sub(1).is_none_or(|before| lines[before].page != lines[at].page);
    (from.max(1)..lines.len()).filter(|at| first_of_page(*at)).find_map(|next| {
        lines[next].cell?;
        // Notes stand at the foot of the page, below the table.
        let end = lines[..next].iter().rposition(|line| line.cell.is_some())?;
        let between = &lines[end + 1..next];
        let is_note =
            |line: &Line| line.footnote.is_some() || line.size() > 0.0 && line.size() < 0.9 * lines[end].size();
        (lines[end].page + 1 == lines[next].page && between.iter().all(is_note)).then_some((end, next))
    })
}

/// The lines of the row that holds the line at `at`.
fn row_at(lines: &[Line], at: usize) -> std::ops::Range<usize> {
    let row = |line: &Line| line.cell.map(|(table, row, _)| (line.page, table, row));
    let same = |line: &&Line| row(line) == row(&lines[at]);
    let before = lines[..at].iter().rev().take_while(same).count();
    let after = lines[at..].iter().take_while(same).count();
    at - before..at + after
}

/// The words of the cells of a row, by column.
fn cells(lines: &[Line]) -> BTreeMap<u32, String> {
    let mut cells: BTreeMap<u32, String> = BTreeMap::new();
    for line in lines {
        let Some((_, _, column)) = line.cell else { continue };
        let cell = cells.entry(column).or_default();
        if !cell.is_empty() {
            cell.push(' ');
        }
        cell.push_str(&line.text());
    }
    cells
}

fn goes_on(lines: &[Line], closing: &std::ops::Range<usize>, opening: &std::ops::Range<usize>) -> bool {
    let (above, below) = (cells(&lines[closing.clone()]), cells(&lines[opening.clone()]));
    let first = |cells: &BTreeMap<u32, String>| cells.keys().next().copied();
    // A row begins with its number or name; what goes on has neither.
    let unnamed = above.len() > 1 && first(&below) > first(&above);
    let breaks_off = |(column, text): (&u32, &String)| {
        let begun = above.get(column).and_then(|text| text.trim_end().chars().next_back());
        begun.is_some_and(|last| !".;:!?".contains(last)) && text.chars().next().is_some_and(char::is_lowercase)
    };
    unnamed && below.keys().all(|column| above.contains_key(column)) && below.iter().any(breaks_off)
}
