//! Markdown: tables, and text that stays text.

/// Text that Markdown takes for text: one line, no bars, no emphasis, no links, no HTML.
pub fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.split_whitespace().collect::<Vec<_>>().join(" ").chars() {
        if matches!(c, '|' | '*' | '_' | '`' | '[' | ']' | '<' | '>' | '\\' | '#') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// A table; every cell is made plain.
pub fn table<const N: usize>(heads: [&str; N], rows: impl IntoIterator<Item = [String; N]>) -> String {
    let mut lines = vec![row(heads.map(str::to_owned)), format!("|{}", "---|".repeat(N))];
    lines.extend(rows.into_iter().map(row));
    lines.join("\n")
}

fn row<const N: usize>(cells: [String; N]) -> String {
    format!("| {} |", cells.map(|cell| plain(&cell)).join(" | "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_cannot_break_the_table() {
        assert_eq!(plain("a | b\n<i> [c](d) *e*"), "a \\| b \\<i\\> \\[c\\](d) \\*e\\*");
        let rows = [["a|b".to_owned(), "c\nd".to_owned()]];
        assert_eq!(table(["x", "y"], rows), "| x | y |\n|---|---|\n| a\\|b | c d |");
    }
}
