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
