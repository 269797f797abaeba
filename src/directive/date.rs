//! Dates as directives write them: a day, a month or only a year.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A date known to the day, the month or the year; written as in ISO 8601 (`2024-09-04`, `2024-12`, `2025`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PartialDate {
    /// A calendar day.
    Day(Date),
    /// A month: year, month 1–12.
    Month(i16, i8),
    /// A year.
    Year(i16),
}

/// Why a text is no [`PartialDate`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is not a date of the form 2024-09-04, 2024-09 or 2024")]
pub struct DateError(String);

impl PartialDate {
    /// A day, or `None` where the calendar has no such day (31/4).
    pub fn day(year: i16, month: i8, day: i8) -> Option<Self> {
        Date::new(year, month, day).ok().map(Self::Day)
    }

    /// A month, or `None` where `month` is not 1–12.
    pub fn month(year: i16, month: i8) -> Option<Self> {
        (1..=12).contains(&month).then_some(Self::Month(year, month))
    }

    /// The first day that the date covers.
    pub fn first_day(&self) -> Date {
        match *self {
            Self::Day(date) => date,
            Self::Month(year, month) => Date::constant(year, month, 1),
            Self::Year(year) => Date::constant(year, 1, 1),
        }
    }

    /// The last day that the date covers.
    pub fn last_day(&self) -> Date {
        match *self {
            Self::Day(date) => date,
            Self::Month(year, month) => Date::constant(year, month, 1).last_of_month(),
            Self::Year(year) => Date::constant(year, 12, 31),
        }
    }

    /// As offices write it: `04/9/2024`, `12/2024`, `2025`; leading zeros for days below 10 and for months 1 and 2 only
    /// (Nghị định 30/2020/NĐ-CP, annex I, part II, item 4).
    pub fn written(&self) -> String {
        let month = |month: i8| if month <= 2 { format!("{month:02}") } else { month.to_string() };
        match *self {
            Self::Day(day) => format!("{:02}/{}/{}", day.day(), month(day.month()), day.year()),
            Self::Month(year, m) => format!("{}/{year}", month(m)),
            Self::Year(year) => year.to_string(),
        }
    }

    /// The year.
    pub fn year(&self) -> i16 {
        self.first_day().year()
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(date) => write!(f, "{date}"),
            Self::Month(year, month) => write!(f, "{year:04}-{month:02}"),
            Self::Year(year) => write!(f, "{year:04}"),
        }
    }
}

impl FromStr for PartialDate {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        let fail = || DateError(text.to_owned());
        let mut parts = text.splitn(3, '-');
        let year: i16 =
            parts.next().and_then(|y| y.parse().ok()).filter(|y| (1..=9999).contains(y)).ok_or_else(fail)?;
        let number = |part: &str| part.parse::<i8>().map_err(|_| fail());
        match (parts.next(), parts.next()) {
            (None, _) => Ok(Self::Year(year)),
            (Some(month), None) => Self::month(year, number(month)?).ok_or_else(fail),
            (Some(month), Some(day)) => Self::day(year, number(month)?, number(day)?).ok_or_else(fail),
        }
    }
}

impl Serialize for PartialDate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for PartialDate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_back_what_it_writes() {
        for text in ["2024-09-04", "2024-12", "2025"] {
            assert_eq!(text.parse::<PartialDate>().map(|d| d.to_string()), Ok(text.to_owned()));
        }
    }

    #[test]
    fn refuses_what_no_calendar_has() {
        for text in ["2023-02-29", "2024-13", "2024-00", "", "04/9/2024", "0000"] {
            assert!(text.parse::<PartialDate>().is_err(), "{text}");
        }
    }

    #[test]
    fn covers_its_days() {
        let month: PartialDate = "2024-02".parse().expect("a month");
        assert_eq!(month.last_day().to_string(), "2024-02-29");
        assert_eq!(month.first_day().to_string(), "2024-02-01");
    }
}
