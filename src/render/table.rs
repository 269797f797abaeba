//! Tables for a terminal.

use std::borrow::Cow;
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

/// Text that a terminal shows and does not obey: a control character, which a file's name or text may hold, becomes
/// `U+FFFD`. Line breaks and tabs stay.
pub fn plain(text: &str) -> Cow<'_, str> {
    let obeyed = |c: char| c.is_control() && !matches!(c, '\n' | '\t');
    if !text.contains(obeyed) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.replace(obeyed, "\u{fffd}"))
}

/// As [`plain`], of an answer in which colours were set (`ESC [ 1 m`): these stay.
pub fn shown(text: &str) -> Cow<'_, str> {
    let mut rest = text;
    let mut out = String::new();
    while let Some(at) = rest.find('\u{1b}') {
        let (before, behind) = rest.split_at(at);
        out.push_str(&plain(before));
        let digits =
            behind[1..].strip_prefix('[').map(|code| code.trim_start_matches(|c: char| c == ';' || c.is_ascii_digit()));
        let end = digits.filter(|code| code.starts_with('m')).map_or(1, |code| behind.len() - code.len() + 1);
        let colour = &behind[..end];
        out.push_str(if end > 1 { colour } else { "\u{fffd}" });
        rest = &behind[end..];
    }
    if out.is_empty() {
        return plain(rest);
    }
    out.push_str(&plain(rest));
    Cow::Owned(out)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_terminal_is_told_nothing_by_a_document() {
        for (text, want) in [
            ("Kế hoạch\n\tsố 1", "Kế hoạch\n\tsố 1"),
            ("a\u{1b}[2Jb", "a\u{fffd}[2Jb"),
            ("\u{1b}]0;tên\u{7}", "\u{fffd}]0;tên\u{fffd}"),
            ("\u{1b}[1mđậm\u{1b}[0m", "\u{1b}[1mđậm\u{1b}[0m"),
            ("\u{1b}[1;3", "\u{fffd}[1;3"),
            ("a\r\u{8}\u{9b}", "a\u{fffd}\u{fffd}\u{fffd}"),
            ("", ""),
        ] {
            assert_eq!(shown(text), want);
        }
        assert_eq!(plain("\u{1b}[1m"), "\u{fffd}[1m");
    }
}
