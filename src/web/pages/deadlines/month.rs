//! A month of deadlines as a calendar: weeks from Monday, each day with what falls on it.

use jiff::ToSpan;
use jiff::civil::Date;

use super::Row;
use crate::directive::Deadline;
use crate::export::ics::{self, Placing};
use crate::render::Lang;
use crate::store::Found;

/// Longer periods are no events of a day; they are listed below the weeks.
const LONGEST: i32 = 7;

/// A day of the calendar.
#[derive(Debug, Clone)]
pub struct Day {
    /// Its number in its month; with the month where that is another one.
    pub number: String,
    /// In machine form.
    pub date: String,
    /// Whether it is of the month that is shown.
    pub inside: bool,
    /// What falls on it.
    pub rows: Vec<Row>,
}

/// A month.
#[derive(Debug, Clone)]
pub struct Calendar {
    /// Its name for a reader.
    pub name: String,
    /// The month before and after, as `2024-09`.
    pub before: String,
    /// See `before`.
    pub after: String,
    /// The names of the days, from Monday.
    pub weekdays: [&'static str; 7],
    /// Its weeks.
    pub weeks: Vec<Vec<Day>>,
    /// What touches the month and lasts longer than a week, or comes again every week or day.
    pub long: Vec<Row>,
    /// What no calendar shows, in words.
    pub undated: Option<String>,
}

/// The first and the last day of the weeks that a month's calendar shows; `first` is the month's first day.
pub fn weeks(first: Date) -> (Date, Date) {
    let last = first.last_of_month();
    let back = i32::from(first.weekday().to_monday_zero_offset());
    let ahead = 6 - i32::from(last.weekday().to_monday_zero_offset());
    (first.saturating_sub(back.days()), last.saturating_add(ahead.days()))
}

impl Calendar {
    /// The month that `first`, its first day, opens, with what `found` sets on its days; `undated` others have no day.
    pub fn of(first: Date, found: &[Found<Deadline>], undated: usize, lang: Lang) -> Self {
        let last = first.last_of_month();
        let placed: Vec<(&Found<Deadline>, Placing)> = found.iter().map(|found| (found, ics::place(found))).collect();
        let rows = |wanted: &dyn Fn(&Found<Deadline>, &Placing) -> bool| -> Vec<Row> {
            let wanted = placed.iter().filter(|(found, placing)| wanted(found, placing));
            wanted.map(|(found, _)| Row::new(found, lang)).collect()
        };
        let (mut day, end) = weeks(first);
        let mut weeks = Vec::new();
        while day <= end {
            let mut week = Vec::new();
            for _ in 0..7 {
                let rows = rows(&|_, placing| falls_on(placing, day));
                let inside = day.month() == first.month();
                let number = if inside { day.day().to_string() } else { format!("{}/{}", day.day(), day.month()) };
                week.push(Day { number, date: day.to_string(), inside, rows });
                day = day.saturating_add(1.days());
            }
            weeks.push(week);
        }
        let name = |day: Date| format!("{:04}-{:02}", day.year(), day.month());
        let undated = (undated > 0).then(|| {
            lang.pick(
                format!("{undated} việc văn bản không ghi ngày: xem dạng bảng."),
                format!("{undated} tasks have no date: see the table."),
            )
        });
        Self {
            name: format!("{} {}/{}", lang.pick("Tháng", "Month"), first.month(), first.year()),
            before: name(first.saturating_sub(1.days())),
            after: name(last.saturating_add(1.days())),
            weekdays: lang.pick(
                ["Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật"],
                ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
            ),
            weeks,
            long: rows(&|_, placing| match placing {
                Placing::Days { first: from, last: to, .. } => is_long(*from, *to) && *from <= last && *to >= first,
                Placing::Again { rule, .. } => rule.is_frequent(),
                Placing::Undated => false,
            }),
            undated,
        }
    }
}

/// Whether a day's field shows it: what is due on its last day in time, what lasts some days on each of them, what comes
/// again on each day that its rule names.
fn falls_on(placing: &Placing, day: Date) -> bool {
    match placing {
        Placing::Days { first, last, .. } => !is_long(*first, *last) && *first <= day && day <= *last,
        Placing::Again { first, rule } => !rule.is_frequent() && *first <= day && rule.falls_on(day),
        Placing::Undated => false,
    }
}

fn is_long(first: Date, last: Date) -> bool {
    first.until(last).map_or(true, |span| span.get_days() >= LONGEST)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::directive::DeadlineKind;
    use crate::export::ics::tests::found;

    /// The days of September 2024 on which it stands, and whether it is listed below.
    fn shown(text: &str, kind: DeadlineKind, start: &str, end: &str, exclusive: bool, often: Option<&str>) -> String {
        let deadline = found(text, kind, start, end, exclusive, often);
        let month = Calendar::of(Date::constant(2024, 9, 1), &[deadline], 0, Lang::Vi);
        let days = month.weeks.iter().flatten().filter(|day| !day.rows.is_empty());
        let mut days: Vec<String> = days.map(|day| day.date.clone()).collect();
        days.extend(month.long.iter().map(|_| "below".to_owned()));
        days.join(" ")
    }

    #[test]
    fn what_is_due_stands_on_the_last_day_in_time_alone() {
        use DeadlineKind::{Due, On, Period, Recurring};
        for (text, kind, start, end, exclusive, often, want) in [
            ("trước 20/9/2024", Due, "", "2024-09-20", true, None, "2024-09-19"),
            ("chậm nhất 20/9/2024", Due, "", "2024-09-20", false, None, "2024-09-20"),
            ("trước 17 giờ ngày 20/9/2024", Due, "", "2024-09-20", true, None, "2024-09-20"),
            ("trước 01/10/2024", Due, "", "2024-10-01", true, None, "2024-09-30"),
            ("05/9/2024", On, "2024-09-05", "2024-09-05", false, None, "2024-09-05"),
            ("từ 05/9 đến 06/9/2024", Period, "2024-09-05", "2024-09-06", false, None, "2024-09-05 2024-09-06"),
            ("từ 05/9/2024 đến 10/01/2025", Period, "2024-09-05", "2025-01-10", false, None, "below"),
            ("từ năm học 2024-2025", Period, "2024", "", false, None, "2024-09-01"),
            ("từ năm học 2023-2024", Period, "2023", "", false, None, ""),
            ("Ngày 25 hằng tháng", Recurring, "", "", false, Some("monthly"), "2024-09-25"),
            ("hằng ngày", Recurring, "", "", false, Some("daily"), "below"),
        ] {
            assert_eq!(shown(text, kind, start, end, exclusive, often), want, "{text}");
        }
    }

    #[test]
    fn a_day_that_is_not_the_one_named_is_said() {
        let last = |text: &str, exclusive: bool| {
            Row::new(&found(text, DeadlineKind::Due, "", "2024-09-20", exclusive, None), Lang::Vi).last
        };
        assert_eq!(last("trước 20/9/2024", true).as_deref(), Some("ngày cuối: 19/9/2024"));
        assert_eq!(last("chậm nhất 20/9/2024", false), None);
    }
}
