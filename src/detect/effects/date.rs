//! The dates that clauses of effect state: "kể từ ngày 15 tháng 02 năm 2026", "đến hết ngày 31/12/2023", "từ năm 2025".

use std::sync::LazyLock;

use regex::{Captures, Regex};

use crate::directive::PartialDate;

/// The first and the last day of what a clause orders, where it states them.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Dates {
    /// "từ ngày …".
    pub from: Option<PartialDate>,
    /// "đến hết ngày …".
    pub to: Option<PartialDate>,
}

impl Dates {
    /// Reads a clause; issue dates of cited documents ("ngày …" alone) are none of these.
    pub fn of(words: &str) -> Self {
        let read =
            |pattern: &Regex| pattern.find_iter(words).find_map(|m| date_at(&words[m.end()..]).map(|(date, _)| date));
        Self { from: read(&SINCE), to: read(&UNTIL) }
    }

    /// These, and where one is missing the other's.
    pub fn or(self, other: Self) -> Self {
        Self { from: self.from.or(other.from), to: self.to.or(other.to) }
    }
}

/// The date at the start of `words` with its length: a day, a month with its year, a year.
pub(super) fn date_at(words: &str) -> Option<(PartialDate, usize)> {
    let found = DATE.captures(words)?;
    let number = |name: &str| found.name(name).and_then(|m| m.as_str().parse::<i16>().ok());
    let year = number("y1").or(number("y2")).or(number("y3")).or(number("y4"))?;
    let day = number("d1").or(number("d2"));
    let month = number("m1").or(number("m2")).or(number("m3"));
    let date = match (month.and_then(|m| i8::try_from(m).ok()), day.and_then(|d| i8::try_from(d).ok())) {
        (Some(month), Some(day)) => PartialDate::day(year, month, day)?,
        (Some(month), None) => PartialDate::month(year, month)?,
        _ => PartialDate::Year(year),
    };
    Some((date, whole(&found)))
}

fn whole(found: &Captures) -> usize {
    found.get(0).map_or(0, |m| m.end())
}

static DATE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"^\s*(?:ngày\s+)?(?:(?P<d1>\d{1,2})\s+tháng\s+(?P<m1>\d{1,2})\s+năm\s+(?P<y1>\d{4})",
        r"|(?P<d2>\d{1,2})\s*[/.-]\s*(?P<m2>\d{1,2})\s*[/.-]\s*(?P<y2>\d{4})",
        r"|tháng\s+(?P<m3>\d{1,2})\s*(?:năm\s+|/)(?P<y3>\d{4})",
        r"|(?:hết\s+)?năm\s+(?P<y4>\d{4})(?:\s*[^\d–-]|$))",
    ))
    .expect("a valid pattern")
});

static SINCE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?i)(?:\bkể\s+từ|\btừ|\bbắt đầu)\s+").expect("a valid pattern"));

static UNTIL: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?i)\b(?:cho\s+)?(?:đến|tới)\s+(?:hết\s+|trước\s+)?").expect("a valid pattern"));

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_dates_of_a_clause() {
        for (words, from, to) in [
            ("có hiệu lực kể từ ngày 15 tháng 02 năm 2026", Some("2026-02-15"), None),
            ("từ ngày 01/7/2026", Some("2026-07-01"), None),
            ("Ngưng hiệu lực khoản 2 Điều 5 đến hết ngày 31 tháng 12 năm 2023", None, Some("2023-12-31")),
            ("từ ngày 01/01/2026 đến ngày 30/6/2026", Some("2026-01-01"), Some("2026-06-30")),
            ("Thông tư số 20/2024/TT-BYT ngày 14 tháng 10 năm 2024", None, None),
            ("kể từ ngày Thông tư này có hiệu lực", None, None),
            ("được thực hiện từ năm 2025", Some("2025"), None),
            ("từ năm học 2024-2025", None, None),
        ] {
            let found = Dates::of(words);
            let show = |date: Option<PartialDate>| date.map(|d| d.to_string());
            assert_eq!((show(found.from).as_deref(), show(found.to).as_deref()), (from, to), "{words}");
        }
    }
}
