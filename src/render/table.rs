//! Tables for a terminal.

use std::io::IsTerminal;

use comfy_table::{ContentArrangement, LineStyle, Table, TableStyle};

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
