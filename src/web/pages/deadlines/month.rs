//! A month of deadlines as a calendar: weeks from Monday, each day with what falls on it.

use jiff::ToSpan;
use jiff::civil::Date;

use super::Row;
use crate::directive::Deadline;
use crate::render::Lang;
use crate::store::Found;

/// Longer periods are no events of a day; they are listed above the weeks.
const LONGEST: i32 = 7;

/// A day of the calendar.
#[derive(Debug, Clone)]
pub struct Day {
    /// Its number in its month.
    pub number: i8,
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
    /// What lasts longer than a week and touches the month.
    pub long: Vec<Row>,
}

impl Calendar {
    /// The month that `first`, its first day, opens.
    pub fn of(first: Date, found: &[Found<Deadline>], lang: Lang) -> Self {
        let last = first.last_of_month();
        let back = i32::from(first.weekday().to_monday_zero_offset());
        let mut day = first.saturating_sub(back.days());
        let is_long = |(from, to): (Date, Date)| from.until(to).map_or(true, |span| span.get_days() >= LONGEST);
        let days = |found: &Found<Deadline>| found.fact.days();
        let mut weeks = Vec::new();
        while day <= last {
            let mut week = Vec::new();
            for _ in 0..7 {
                // What is due is shown on its last day, what lasts some days on each of them.
                let falls = |found: &&Found<Deadline>| {
                    days(found).is_some_and(|(from, to)| !is_long((from, to)) && from <= day && day <= to)
                };
                let rows = found.iter().filter(falls).map(|found| Row::new(found, lang)).collect();
                week.push(Day { number: day.day(), date: day.to_string(), inside: day.month() == first.month(), rows });
                day = day.saturating_add(1.days());
            }
            weeks.push(week);
        }
        let touches = |found: &&Found<Deadline>| {
            days(found).is_some_and(|(from, to)| is_long((from, to)) && from <= last && to >= first)
        };
        let name = |day: Date| format!("{:04}-{:02}", day.year(), day.month());
        Self {
            name: format!("{} {}/{}", lang.pick("Tháng", "Month"), first.month(), first.year()),
            before: name(first.saturating_sub(1.days())),
            after: name(last.saturating_add(1.days())),
            weekdays: lang.pick(
                ["Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật"],
                ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
            ),
            weeks,
            long: found.iter().filter(touches).map(|found| Row::new(found, lang)).collect(),
        }
    }
}
