//! Days as people and programs write them.

use jiff::civil::Date;
use serde::{Deserialize, Deserializer};

/// Reads a day as offices write it (`1/9/2024`, `01-09-2024`) or as programs do (`2024-09-01`).
///
/// # Errors
/// Says what a day looks like, where `text` is none.
pub fn day(text: &str) -> Result<Date, String> {
    let parts: Vec<&str> = text.trim().split(['/', '-', '.']).collect();
    let is_number = |part: &&str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let found = match parts.as_slice() {
        [year, month, day] | [day, month, year] if year.len() == 4 && day.len() <= 2 && parts.iter().all(is_number) => {
            Some((*year, *month, *day))
        }
        _ => None,
    };
    found
        .and_then(|(year, month, day)| Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok())
        .ok_or_else(|| format!("“{text}” is not a day such as 2024-09-01 or 1/9/2024"))
}

/// A day of a filter, for `serde`.
///
/// # Errors
/// As [`day()`].
pub fn optional_day<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Date>, D::Error> {
    let text = Option::<String>::deserialize(deserializer)?;
    text.map(|text| day(&text).map_err(serde::de::Error::custom)).transpose()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_as_offices_and_programs_write_them() {
        for (text, want) in [
            ("2024-09-01", Some("2024-09-01")),
            ("1/9/2024", Some("2024-09-01")),
            ("01-09-2024", Some("2024-09-01")),
            ("0020-01-09", Some("0020-01-09")),
            ("+1/9/2024", None),
            ("31/02/2024", None),
            ("9/2024", None),
            ("1/9/24", None),
            ("mai", None),
            ("", None),
        ] {
            assert_eq!(day(text).ok().map(|day| day.to_string()).as_deref(), want, "{text}");
        }
    }
}
