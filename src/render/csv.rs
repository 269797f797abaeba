//! Comma-separated values (RFC 4180) for spreadsheets and scripts.
//!
//! Spreadsheets take UTF-8 for what it is only where the file begins with a byte order mark, and words that begin with
//! `=`, `+`, `-`, `@` or a control character for a formula. Directives begin clauses with "- ": that sign goes to a
//! column of its own ([`bullet`]), and what else would run is quoted with an apostrophe.

use super::table::plain;

/// What a CSV file begins with, so that spreadsheets read it as UTF-8.
pub const MARK: char = '\u{feff}';

/// The rows under their header, as CSV.
pub fn csv<H: AsRef<str>, R: IntoIterator<Item = String>>(
    header: impl IntoIterator<Item = H>,
    rows: impl IntoIterator<Item = R>,
) -> Result<String, csv::Error> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(header.into_iter().map(|name| name.as_ref().to_owned()))?;
    for row in rows {
        writer.write_record(row.into_iter().map(harmless))?;
    }
    let bytes = writer.into_inner().map_err(|error| error.into_error())?;
    // Only strings went in.
    Ok(format!("{MARK}{}", String::from_utf8_lossy(&bytes).trim_end()))
}

/// The sign of a list in front of a clause, and the clause: "- Tỷ lệ …" → "-", "Tỷ lệ …".
pub fn bullet(text: &str) -> (&str, &str) {
    let trimmed = text.trim_start();
    let is_sign = |c: &char| matches!(c, '-' | '–' | '—' | '+' | '•' | '*' | '·');
    let Some(sign) = trimmed.chars().next().filter(is_sign) else { return ("", text) };
    let (sign, rest) = trimmed.split_at(sign.len_utf8());
    if rest.starts_with(char::is_whitespace) { (sign, rest.trim_start()) } else { ("", text) }
}

/// A field that no spreadsheet runs, nor a terminal that shows the file. Numbers stay numbers, and a sign alone is none
/// that could run.
fn harmless(field: String) -> String {
    let field = plain(&field).into_owned();
    let runs = field.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    let is_sign = matches!(field.as_str(), "-" | "+" | "=");
    if runs && !is_sign && field.parse::<f64>().is_err() { format!("'{field}") } else { field }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_quoted_where_they_must_be() {
        let rows = [["a, b".to_owned(), "nói \"có\"".to_owned()], [String::new(), "dòng\nmới".to_owned()]];
        let want = "\u{feff}x,y\n\"a, b\",\"nói \"\"có\"\"\"\n,\"dòng\nmới\"";
        assert_eq!(csv(["x", "y"], rows).expect("csv"), want);
    }

    #[test]
    fn no_field_runs_in_a_spreadsheet() {
        for (field, want) in [
            ("=1+1", "'=1+1"),
            ("+84 225", "'+84 225"),
            ("-2+3", "'-2+3"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1", "'\t=1"),
            ("\u{1b}[2Jxong", "\u{fffd}[2Jxong"),
            ("a\u{0}b\u{7f}\u{9b}c", "a\u{fffd}b\u{fffd}\u{fffd}c"),
            ("＝1", "'＝1"),
            ("- Tỷ lệ", "'- Tỷ lệ"),
            ("-5", "-5"),
            ("-", "-"),
            ("=", "="),
            ("97 %", "97 %"),
            ("a=b", "a=b"),
            ("", ""),
        ] {
            assert_eq!(harmless(field.to_owned()), want);
        }
    }

    #[test]
    fn a_bullet_is_told_from_a_minus() {
        for (text, want) in [
            ("- Tỷ lệ", ("-", "Tỷ lệ")),
            ("+ Lớp 1", ("+", "Lớp 1")),
            ("-5%", ("", "-5%")),
            ("Tỷ lệ", ("", "Tỷ lệ")),
            ("-", ("", "-")),
            ("", ("", "")),
        ] {
            assert_eq!(bullet(text), want);
        }
    }
}
