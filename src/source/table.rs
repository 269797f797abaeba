//! What tables have in common, whatever the format.

/// Whether a table only places text: no lines drawn, at most three columns (two and a gap) and a few rows; one with
/// a single column places text even in a frame. Such a table is read column by column.
///
/// Nghị định 30/2020/NĐ-CP (annex I) sets the letterhead and the closing part in two columns, which people do so.
pub fn is_layout(rows: usize, columns: usize, is_ruled: impl FnOnce() -> bool) -> bool {
    columns <= 1 || (columns <= 3 && rows <= 4 && !is_ruled())
}

#[cfg(test)]
mod tests {
    use super::is_layout;

    #[test]
    fn letterheads_place_text_and_ruled_tables_hold_data() {
        for (rows, columns, ruled, want) in [
            (2, 2, false, true),
            (4, 3, false, true),
            (2, 2, true, false),
            (5, 2, false, false),
            (2, 4, false, false),
            (9, 1, true, true),
        ] {
            assert_eq!(is_layout(rows, columns, || ruled), want, "{rows} {columns} {ruled}");
        }
    }
}
