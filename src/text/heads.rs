//! Heads of tables that run over pages: repeated on each page, they are said once.

use std::collections::BTreeMap;

use super::line::Line;
use super::{SetAside, SetAsideKind};

/// A head has at most so many rows.
const ROWS: usize = 4;

/// Takes the repeated heads out of `lines`: the first rows of a table that opens a page, where they are those of the
/// table that closes the page before.
pub fn take(lines: &mut Vec<Line>) -> Vec<SetAside> {
    let mut pages: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (i, line) in lines.iter().enumerate() {
        pages.entry(line.page).or_default().push(i);
    }
    let mut gone = vec![false; lines.len()];
    let mut aside = Vec::new();
    let mut head: Option<(u32, Vec<Row>)> = None;
    for (page, places) in pages {
        let table_of = |i: &usize| lines[*i].cell.map(|(table, ..)| table);
        let first = places.first().and_then(table_of);
        let repeated = head.take().filter(|(before, _)| before + 1 == page).and_then(|(_, rows)| {
            let own = rows_of(lines, &places, first?);
            let same = own.iter().zip(&rows).take_while(|(a, b)| a.cells == b.cells).count();
            // A row under the head says something of its own.
            (same > 0 && same < own.len()).then(|| (rows, own.into_iter().take(same).collect::<Vec<Row>>()))
        });
        let last = places.last().and_then(table_of);
        if let Some((rows, own)) = repeated {
            for row in own {
                row.lines.iter().for_each(|i| gone[*i] = true);
                aside.push(SetAside { page, kind: SetAsideKind::RunningHead, text: row.text() });
            }
            if first == last {
                head = Some((page, rows));
                continue;
            }
        }
        head = last.map(|table| (page, rows_of(lines, &places, table)));
    }
    let mut gone = gone.into_iter();
    lines.retain(|_| !gone.next().unwrap_or_default());
    aside
}

struct Row {
    /// The words of each cell, by column.
    cells: BTreeMap<u32, String>,
    /// Its lines.
    lines: Vec<usize>,
}

impl Row {
    fn text(&self) -> String {
        self.cells.values().map(String::as_str).collect::<Vec<_>>().join(" ")
    }
}

/// The first rows of a table, as far as they can be a head: several cells with letters in them.
fn rows_of(lines: &[Line], places: &[usize], table: u32) -> Vec<Row> {
    let mut rows: BTreeMap<u32, Row> = BTreeMap::new();
    for i in places {
        let Some((_, row, column)) = lines[*i].cell.filter(|cell| cell.0 == table) else { continue };
        let row = rows.entry(row).or_insert_with(|| Row { cells: BTreeMap::new(), lines: Vec::new() });
        let cell = row.cells.entry(column).or_default();
        if !cell.is_empty() {
            cell.push(' ');
        }
        cell.push_str(&lines[*i].text());
        row.lines.push(*i);
    }
    let is_head = |row: &Row| row.cells.len() > 1 && row.text().chars().any(char::is_alphabetic);
    let heads = rows.values().take_while(|row| is_head(row)).count().max(1);
    rows.into_values().take(ROWS.min(heads + 1)).collect()
}
