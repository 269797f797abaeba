//! Tables for a terminal.

use std::io::IsTerminal;

use comfy_table::{ColumnConstraint, ContentArrangement, LineStyle, Table, TableStyle, Width};
use unicode_width::UnicodeWidthStr;

/// A rule under the header, nothing else: long lists stay short.
const STYLE: TableStyle = TableStyle::new().header_separator(LineStyle::none().fill('─').junction('─'));

/// A table with these columns, as wide as the terminal.
pub fn table<T: Into<String>>(columns: impl IntoIterator<Item = T>) -> Table {
    let mut table = Table::new();
    table
        .load_style(STYLE)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(width())
        .set_header(columns.into_iter().map(Into::into).collect::<Vec<String>>());
    table
}

/// A table whose columns take at most so many characters each; those without a number share what is left.
pub fn sized(columns: &[(&str, Option<u16>)]) -> Table {
    let mut table = table(columns.iter().map(|(name, _)| *name));
    for ((name, most), column) in columns.iter().zip(table.column_iter_mut()) {
        if let Some(most) = most {
            let header = u16::try_from(name.width()).unwrap_or(*most);
            let most = (*most).max(header).saturating_add(column.padding_width());
            column.set_constraint(ColumnConstraint::UpperBoundary(Width::Fixed(most)));
        }
    }
    table
}

/// The table as text, without blanks at the ends of lines.
pub fn text(table: &Table) -> String {
    table.trim_fmt()
}

/// The width that lines of running text should keep to: none in a pipe, where a line is an answer.
pub fn line_width() -> Option<usize> {
    let is_asked = std::io::stdout().is_terminal() || std::env::var_os("COLUMNS").is_some();
    is_asked.then(|| usize::from(width()))
}

/// The width to write for: the terminal's, or else what `COLUMNS` says, or else 120.
pub fn width() -> u16 {
    if std::io::stdout().is_terminal()
        && let Some((width, _)) = terminal_size::terminal_size()
    {
        return width.0.max(40);
    }
    std::env::var("COLUMNS").ok().and_then(|width| width.parse().ok()).filter(|width| *width >= 40).unwrap_or(120)
}

/// Whether standard output takes colours: a terminal, and `NO_COLOR` is not set.
pub fn colours() -> bool {
    std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}
