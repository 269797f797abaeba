//! A report as Markdown, to be pasted into other texts.

use super::paper::{Cell, Paper, Table};
use crate::render::Lang;
use crate::render::markdown::plain;

/// The paper with its tables, each under its name, and its notes at the end.
pub fn write(paper: &Paper) -> String {
    let mut parts = vec![format!("# {}", plain(&paper.title))];
    parts.extend(list(&paper.about));
    for table in &paper.tables {
        parts.push(format!("## {}", plain(&table.name)));
        parts.push(rows(table, paper.lang));
    }
    parts.push(notes(&paper.notes, paper.lang));
    parts.retain(|part| !part.is_empty());
    parts.join("\n\n")
}

/// Notes under their heading; nothing where there are none.
pub fn notes(lines: &[String], lang: Lang) -> String {
    list(lines).map(|notes| format!("## {}\n\n{notes}", lang.pick("Ghi chú", "Notes"))).unwrap_or_default()
}

fn list(lines: &[String]) -> Option<String> {
    let lines: Vec<String> = lines.iter().map(|line| format!("- {}", plain(line))).collect();
    (!lines.is_empty()).then(|| lines.join("\n"))
}

fn rows(table: &Table, lang: Lang) -> String {
    let row = |cells: Vec<String>| format!("| {} |", cells.join(" | "));
    let head = row(table.columns.iter().map(|column| plain(&column.name)).collect());
    let mut lines = vec![head, format!("|{}", "---|".repeat(table.columns.len()))];
    let said = |cells: &Vec<Cell>| row(cells.iter().map(|cell| plain(&cell.said(lang))).collect());
    lines.extend(table.rows.iter().map(said));
    lines.join("\n")
}
