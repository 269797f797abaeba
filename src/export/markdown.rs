//! A report as Markdown, to be pasted into other texts.

use super::paper::{Cell, Paper, Table};
use crate::render::markdown::plain;

/// The paper with its tables, each under its name, and its notes at the end.
pub fn write(paper: &Paper) -> String {
    let mut parts = vec![format!("# {}", plain(&paper.title))];
    parts.extend(list(&paper.about));
    for table in &paper.tables {
        parts.push(format!("## {}", plain(&table.name)));
        parts.push(rows(table));
    }
    if let Some(notes) = list(&paper.notes) {
        parts.push(format!("## {}", paper.lang.pick("Ghi chú", "Notes")));
        parts.push(notes);
    }
    parts.join("\n\n")
}

fn list(lines: &[String]) -> Option<String> {
    let lines: Vec<String> = lines.iter().map(|line| format!("- {}", plain(line))).collect();
    (!lines.is_empty()).then(|| lines.join("\n"))
}

fn rows(table: &Table) -> String {
    let row = |cells: Vec<String>| format!("| {} |", cells.join(" | "));
    let head = row(table.columns.iter().map(|column| plain(&column.name)).collect());
    let mut lines = vec![head, format!("|{}", "---|".repeat(table.columns.len()))];
    lines.extend(table.rows.iter().map(|cells| row(cells.iter().map(|cell| plain(&Cell::said(cell))).collect())));
    lines.join("\n")
}
