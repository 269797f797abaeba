//! Comma-separated values of a table, for spreadsheets and scripts.

use super::paper::{Cell, Table};
use crate::render::csv::csv;

/// The table under the programs' names of its columns, as [`crate::render::csv`] writes it.
///
/// # Errors
/// None that strings can cause; the writer's are passed on.
pub fn write(table: &Table) -> Result<String, csv::Error> {
    let header = table.columns.iter().map(|column| column.key);
    csv(header, table.rows.iter().map(|row| row.iter().map(Cell::plain).collect::<Vec<_>>()))
}
