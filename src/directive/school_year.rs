//! School years (năm học).

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A school year, 1 September to 31 August, named by its first calendar year and written `2024-2025`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SchoolYear(i16);

impl SchoolYear {
    /// How it is written in JSON; the second year must also follow the first.
    pub const PATTERN: &'static str = "^[0-9]{4}-[0-9]{4}$";

    /// Whether `text` is written like one, even if its years do not follow each other.
    pub fn looks_like(text: &str) -> bool {
        let is_year = |part: &str| part.len() == 4 && part.bytes().all(|byte| byte.is_ascii_digit());
        text.split_once('-').is_some_and(|(first, last)| is_year(first) && is_year(last))
    }

    /// The school year that begins in September of `first`; `None` outside 1945–2100.
    pub fn beginning(first: i16) -> Option<Self> {
        (1945..=2100).contains(&first).then_some(Self(first))
    }

    /// The calendar year in which it begins.
    pub fn first(&self) -> i16 {
        self.0
    }

    /// The calendar year in which it ends.
    pub fn last(&self) -> i16 {
        self.0 + 1
    }

    /// The calendar year that a bare month (1–12) takes inside this school year: 10/9 falls in the first
    /// year, 15/1 in the last. August is the first year's: pupils return before the year opens (tựu trường).
    pub fn year_of_month(&self, month: i8) -> i16 {
        if month >= 8 { self.first() } else { self.last() }
    }

    /// Its first day, 1 September.
    pub fn opening(&self) -> Date {
        Date::constant(self.first(), 9, 1)
    }

    /// Its last day, 31 August.
    pub fn closing(&self) -> Date {
        Date::constant(self.last(), 8, 31)
    }

    /// The school year in which a day lies.
    pub fn of_day(day: Date) -> Option<Self> {
        Self::beginning(if day.month() >= 9 { day.year() } else { day.year() - 1 })
    }

    /// The one after it.
    pub fn next(&self) -> Self {
        Self(self.0 + 1)
    }

    /// The one before it.
    pub fn previous(&self) -> Self {
        Self(self.0 - 1)
    }
}

impl fmt::Display for SchoolYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.first(), self.last())
    }
}

impl FromStr for SchoolYear {
    type Err = String;

    /// Reads `2024-2025`, `2024 – 2025`, `2024-25`, and a single year `2024` as the one that begins in it.
    fn from_str(text: &str) -> Result<Self, String> {
        let fail = || format!("“{text}” is not a school year such as 2024-2025");
        let mut parts = text.split(['-', '–', '—', '/']).map(str::trim);
        let first: i16 = parts.next().and_then(|p| p.parse().ok()).ok_or_else(fail)?;
        if let Some(last) = parts.next() {
            let last: i16 = last.parse().map_err(|_| fail())?;
            if last != first + 1 && last != (first + 1) % 100 {
                return Err(fail());
            }
        }
        if parts.next().is_some() {
            return Err(fail());
        }
        Self::beginning(first).ok_or_else(fail)
    }
}

impl Serialize for SchoolYear {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for SchoolYear {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

impl JsonSchema for SchoolYear {
    fn schema_name() -> Cow<'static, str> {
        "SchoolYear".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "pattern": Self::PATTERN, "examples": ["2024-2025"] })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_ways_people_write_it() {
        for (text, want) in [
            ("2024-2025", "2024-2025"),
            ("2024 – 2025", "2024-2025"),
            ("2023-24", "2023-2024"),
            ("2024", "2024-2025"),
            ("1999-00", "1999-2000"),
        ] {
            assert_eq!(text.parse::<SchoolYear>().map(|y| y.to_string()), Ok(want.to_owned()), "{text}");
        }
        for text in ["", "2024-2026", "24-25", "2024-2025-2026", "abc"] {
            assert!(text.parse::<SchoolYear>().is_err(), "{text}");
        }
    }

    #[test]
    fn gives_bare_months_their_year() {
        let year = SchoolYear::beginning(2024).expect("in range");
        assert_eq!(
            (year.year_of_month(9), year.year_of_month(8), year.year_of_month(1), year.year_of_month(6)),
            (2024, 2024, 2025, 2025)
        );
    }
}
