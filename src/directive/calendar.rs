//! The days that a deadline speaks of, for lists in order of time.

use jiff::civil::Date;

use super::Deadline;

impl Deadline {
    /// The first and the last day that it speaks of; `None` where it has no date. "Trước tháng 11" ends where the month
    /// begins, and asks for the day before; the day named stays within, since people look for it.
    pub fn days(&self) -> Option<(Date, Date)> {
        let (first, last) = (self.start.or(self.end)?, self.end.or(self.start)?);
        let (mut first, mut last) = (first.first_day(), last.last_day());
        if self.exclusive
            && let Some(end) = self.end
        {
            last = end.first_day();
            let before = last.yesterday().unwrap_or(last);
            first = self.start.map_or(before, |_| first.min(before));
        }
        Some((first, last))
    }

    /// What lists are sorted by: dated before undated; what lasts goes by its first day, what is due by its last one.
    pub fn order(&self) -> (bool, Option<Date>, Option<Date>) {
        let last = self.days().map(|days| days.1);
        let day = self.start.map(|date| date.first_day()).or(last);
        (day.is_none(), day, last)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::directive::{DeadlineKind, Evidence, Span};

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
}
