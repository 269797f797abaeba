//! The days that a deadline speaks of, for lists in order of time.

use jiff::civil::Date;

use super::{Deadline, DeadlineKind, PartialDate, SchoolYear};

/// The days that a deadline names, the last one that is still in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ends {
    /// The first day, where one is named.
    pub first: Option<Date>,
    /// The last day in time, where an end is named.
    pub last: Option<Date>,
    /// Whether the last day is the one before what is named ("trước ngày 21/9").
    pub is_before: bool,
}

impl Deadline {
    /// The days that it names. "Từ năm học 2024-2025" begins in September; a year that ends one, as in "đến năm học
    /// 2024-2025", ends in August.
    pub fn ends(&self) -> Ends {
        let is_before = self.exclusive && self.end.is_some() && !names_hour(&self.text);
        let last = self.end.map(|end| match self.ended(end) {
            (Some(year), _) => year.closing(),
            (None, (first, _)) if is_before => first.yesterday().unwrap_or(first),
            (None, (_, last)) => last,
        });
        Ends { first: self.start.map(|start| self.begun(start).0), last, is_before }
    }

    /// The first and the last day that it speaks of; `None` where it has no date. "Trước tháng 11" ends where the month
    /// begins, and asks for the day before; the day named stays within, since people look for it.
    pub fn days(&self) -> Option<(Date, Date)> {
        let (start, end) = (self.start.map(|start| self.begun(start)), self.end.map(|end| self.ended(end)));
        let days_of_end = end.map(|(year, days)| year.map_or(days, |year| (year.opening(), year.closing())));
        let (mut first, mut last) = (start.or(days_of_end)?.0, days_of_end.or(start)?.1);
        if self.exclusive
            && let Some((None, (named, _))) = end
        {
            last = named;
            let before = named.yesterday().unwrap_or(named);
            first = start.map_or(before, |_| first.min(before));
        }
        Some((first, last))
    }

    /// What lists are sorted by: dated before undated; what lasts goes by its first day, what is due by the last one
    /// that is in time.
    pub fn order(&self) -> (bool, Option<Date>, Option<Date>) {
        let Ends { first, last, .. } = self.ends();
        let day = match self.kind {
            DeadlineKind::Due | DeadlineKind::Horizon => last.or(first),
            _ => first.or(last),
        };
        (day.is_none(), day, last.or(first))
    }

    /// The days that a beginning stands for.
    fn begun(&self, start: PartialDate) -> (Date, Date) {
        match self.school_year_of(start) {
            Some(year) => (year.opening(), year.closing()),
            None => (start.first_day(), start.last_day()),
        }
    }

    /// The school year that an end closes, where it is a year of school; the days that it stands for otherwise.
    fn ended(&self, end: PartialDate) -> (Option<SchoolYear>, (Date, Date)) {
        let closed = self.school_year_of(end).and_then(|year| SchoolYear::beginning(year.first() - 1));
        (closed, (end.first_day(), end.last_day()))
    }

    /// The school year that a bare year stands for, where the words speak of school years.
    fn school_year_of(&self, date: PartialDate) -> Option<SchoolYear> {
        match date {
            PartialDate::Year(year) if self.text.to_lowercase().contains("năm học") => SchoolYear::beginning(year),
            _ => None,
        }
    }
}

/// Whether an hour is named, as in "trước 17 giờ ngày 15/4": then the day itself is not too late.
fn names_hour(text: &str) -> bool {
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let is_number = |word: &str| word.chars().all(|c| c.is_ascii_digit());
    // 17h, 17h30, 17g00
    let is_short = |word: &str| {
        let hour = word.split(['h', 'g']).next().unwrap_or_default();
        hour.len() < word.len()
            && (1..=2).contains(&hour.len())
            && is_number(hour)
            && word[hour.len() + 1..].chars().all(|c| c.is_ascii_digit())
    };
    words.iter().any(|word| is_short(word)) || words.windows(2).any(|two| is_number(two[0]) && two[1] == "giờ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::directive::{Evidence, Span};

    fn deadline(start: &str, end: &str, exclusive: bool) -> Deadline {
        let evidence = Evidence::in_line(Span::new(0, 1), "");
        Deadline {
            section: None,
            text: String::new(),
            kind: DeadlineKind::Due,
            start: start.parse().ok(),
            end: end.parse().ok(),
            exclusive,
            recurrence: None,
            action: None,
            who: None,
            school_year: None,
            explanation: Vec::new(),
            evidence,
        }
    }

    #[test]
    fn before_a_month_is_due_before_it_begins() {
        for (start, end, exclusive, first, last) in [
            ("", "2024-11", true, "2024-10-31", "2024-11-01"),
            ("", "2024-11", false, "2024-11-01", "2024-11-30"),
            ("", "2024-09-21", true, "2024-09-20", "2024-09-21"),
            ("2024-09-05", "2025-01-10", false, "2024-09-05", "2025-01-10"),
            ("2024-09-05", "2025-01-10", true, "2024-09-05", "2025-01-10"),
        ] {
            let found = deadline(start, end, exclusive).days().expect("dated");
            assert_eq!(
                (found.0.to_string(), found.1.to_string()),
                (first.to_owned(), last.to_owned()),
                "{start} {end}"
            );
        }
        assert_eq!(deadline("", "", false).days(), None);
        let key = |end: &str| deadline("", end, true).order();
        assert!(key("2024-11") < key("2024-11-02") && key("2024-11-02") < deadline("", "", false).order());
    }

    #[test]
    fn a_school_year_does_not_begin_in_january() {
        for (text, kind, start, end, exclusive, want) in [
            ("từ năm học 2024-2025", DeadlineKind::Period, "2024", "", false, "2024-09-01"),
            ("đến năm học 2024-2025", DeadlineKind::Horizon, "", "2025", false, "2025-08-31"),
            ("từ năm 2024", DeadlineKind::Period, "2024", "", false, "2024-01-01"),
            ("trước 01/10/2024", DeadlineKind::Due, "", "2024-10-01", true, "2024-09-30"),
            ("trước 17 giờ ngày 01/10/2024", DeadlineKind::Due, "", "2024-10-01", true, "2024-10-01"),
            ("từ 05/9/2024 đến 10/01/2025", DeadlineKind::Period, "2024-09-05", "2025-01-10", false, "2024-09-05"),
        ] {
            let found = Deadline { text: text.to_owned(), kind, ..deadline(start, end, exclusive) };
            assert_eq!(found.order().1.map(|day| day.to_string()).as_deref(), Some(want), "{text}");
            let (first, last) = found.days().expect("dated");
            let day = found.order().1.expect("dated");
            assert!(first <= day && day <= last, "{text}: {first}..{last}");
        }
    }
}
