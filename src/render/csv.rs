//! Comma-separated values (RFC 4180) for spreadsheets and scripts.

/// The rows under their header, as CSV.
pub fn csv<H: AsRef<str>, R: IntoIterator<Item = String>>(
    header: impl IntoIterator<Item = H>,
    rows: impl IntoIterator<Item = R>,
) -> Result<String, csv::Error> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(header.into_iter().map(|name| name.as_ref().to_owned()))?;
    for row in rows {
        writer.write_record(row)?;
    }
    let bytes = writer.into_inner().map_err(|error| error.into_error())?;
    // Only strings went in.
    Ok(String::from_utf8_lossy(&bytes).trim_end().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_quoted_where_they_must_be() {
        let rows = [["a, b".to_owned(), "nói \"có\"".to_owned()], [String::new(), "dòng\nmới".to_owned()]];
        assert_eq!(csv(["x", "y"], rows).expect("csv"), "x,y\n\"a, b\",\"nói \"\"có\"\"\"\n,\"dòng\nmới\"");
    }
}
