//! Written points become dates: what is missing comes from the other end, the section's school year, the issue date.

use jiff::civil::Date;

use super::expression::Time;
use super::point::{Near, Point};
use crate::directive::{DateStep, PartialDate, SchoolYear};

/// What a bare day or month takes its year from.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Calendar<'a> {
    /// The school year of the section, else of the document.
    pub school_year: Option<SchoolYear>,
    /// The heading that names it; `None` where it is the document's.
    pub heading: Option<&'a str>,
    /// When the directive was issued.
    pub issued: Option<Date>,
    /// A later month of the same sentence that has its year: "trước 15/6, … trước 15/12/2025".
    pub sibling: Option<(i8, i16)>,
    /// The month, with its year, of the table row or list heading that it stands under.
    pub row: Option<(i8, i16)>,
    /// Whether pupils are enrolled (tuyển sinh) for the school year: that happens before it begins.
    pub enrols: bool,
}

/// The two ends of a time.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Ends {
    pub start: Option<PartialDate>,
    pub end: Option<PartialDate>,
}

/// The dates of `time`; `None` where the calendar has no such day (see [`impossible`]) or a range runs backwards. What was
/// filled in, and from where, is added to `steps`.
pub(super) fn ends(time: &Time, calendar: &Calendar<'_>, steps: &mut Vec<DateStep>) -> Option<Ends> {
    let around = steps.len();
    let ends = resolved(time, calendar, steps)?;
    let dated = ends.start.is_some() || ends.end.is_some();
    let exclusive = matches!(time, Time::Due { exclusive: true, .. } | Time::Horizon { exclusive: true, .. });
    if dated && steps.len() == around {
        steps.push(DateStep::AsWritten);
    }
    if exclusive {
        steps.push(DateStep::Exclusive);
    }
    Some(ends)
}

/// The day of `time` that no calendar has ("31/9"), if there is one.
pub(super) fn impossible(time: &Time, calendar: &Calendar<'_>) -> Option<DateStep> {
    let points = match *time {
        Time::Due { at, .. } | Time::Horizon { at, .. } | Time::On { at } => [Some(at), None],
        Time::Period { from, to } => [from, to],
        _ => return None,
    };
    points.into_iter().flatten().find_map(|point| match point {
        Point::Day { day, month: Some(month), year } => {
            // A year is leap as long as none is known.
            const LEAP: i16 = 2000;
            let known = year.or_else(|| calendar.year_of_month(month, &mut Vec::new()));
            let missing = PartialDate::day(known.unwrap_or(LEAP), month, day).is_none();
            missing.then_some(DateStep::NoSuchDay { day, month, year })
        }
        _ => None,
    })
}

fn resolved(time: &Time, calendar: &Calendar<'_>, steps: &mut Vec<DateStep>) -> Option<Ends> {
    match *time {
        Time::Due { at, exclusive } | Time::Horizon { at, exclusive } => {
            let (start, end) = bounds(at, calendar, steps)?;
            // "trước quý II" ends where the quarter begins.
            let end = if exclusive { start } else { end };
            Some(Ends { start: None, end: Some(end) })
        }
        Time::On { at } => {
            let (start, end) = bounds(at, calendar, steps)?;
            Some(Ends { start: Some(start), end: Some(end) })
        }
        Time::Period { from, to } => {
            let (from, to) = match (from, to) {
                (Some(from), Some(to)) => {
                    let (from, to) = completed(from, to, calendar, steps);
                    (Some(from), Some(to))
                }
                open => open,
            };
            let start = from.map(|p| bounds(p, calendar, steps).map(|(start, _)| start));
            let end = to.map(|p| bounds(p, calendar, steps).map(|(_, end)| end));
            // Both ends of one quarter are one step.
            steps.dedup();
            // An end that no calendar has spoils the period; an open one does not.
            let ends = Ends {
                start: start.map_or(Some(None), |s| s.map(Some))?,
                end: end.map_or(Some(None), |e| e.map(Some))?,
            };
            let forward = match (ends.start, ends.end) {
                (Some(start), Some(end)) => start.first_day() <= end.last_day(),
                _ => true,
            };
            forward.then_some(ends)
        }
        Time::Signing => {
            steps.extend(calendar.issued.map(|issued| DateStep::StartFromIssueDate { issued }));
            Some(Ends { start: calendar.issued.map(PartialDate::Day), end: None })
        }
        Time::Recurring { .. } | Time::Relative { .. } => Some(Ends::default()),
    }
}

impl Calendar<'_> {
    /// The year of a bare month: of the sentence or the school year, else the first one not long before the issue date.
    fn year_of_month(&self, month: i8, steps: &mut Vec<DateStep>) -> Option<i16> {
        if let Some((near, year)) = self.row {
            // December's row may name a day of January.
            const HALF: i8 = 6;
            let year = if month - near > HALF { year - 1 } else { year + i16::from(near - month > HALF) };
            steps.push(DateStep::YearFromSentence { year });
            return Some(year);
        }
        if let Some((later, year)) = self.sibling {
            // "15/9 …, 10/01/2025" goes over the end of the year; "15/10 …, 30/9/2024" goes back a few weeks. The school year
            // knows, where it has only one of the two.
            const OVER: i8 = 5;
            let within = |year| self.school_year.is_some_and(|school_year| school_year.year_of_month(month) == year);
            let over = match (within(year), within(year - 1)) {
                (false, true) => month > later,
                (true, false) => false,
                _ => month - later >= OVER,
            };
            let year = if over { year - 1 } else { year };
            steps.push(DateStep::YearFromSentence { year });
            return Some(year);
        }
        // What is enrolled for in spring and summer, unless the paper came out after that summer.
        let ahead = |y: &SchoolYear| {
            month <= 8 && self.issued.is_none_or(|issued| (y.first(), month) >= (issued.year(), issued.month()))
        };
        if let Some(school_year) = self.school_year.filter(|_| self.enrols).filter(ahead) {
            let year = school_year.first();
            steps.push(DateStep::YearFromEnrolment { year, school_year });
            return Some(year);
        }
        if let Some(school_year) = self.school_year {
            let year = school_year.year_of_month(month);
            // In a paper of April "trước ngày 15/8" is the summer ahead, not the one before the school year; in one of
            // June "trước ngày 15/9" is that of the next school year, but in one of January the data of this one's.
            let apart = if (6..=8).contains(&month) { 2 } else { 4 };
            let months = |year: i16, month: i8| i32::from(year) * 12 + i32::from(month);
            let behind = |issued: Date| months(year, month) + apart < months(issued.year(), issued.month());
            let year = if year < school_year.last() && self.issued.is_some_and(behind) && month >= 6 {
                year + 1
            } else {
                year
            };
            steps.push(DateStep::YearFromSchoolYear { year, school_year, heading: self.heading.map(str::to_owned) });
            return Some(year);
        }
        let issued = self.issued?;
        // A paper may come out shortly after the day it speaks of.
        let past = month + 1 < issued.month();
        let year = if past { issued.year() + 1 } else { issued.year() };
        steps.push(DateStep::YearFromIssueDate { year, issued });
        Some(year)
    }
}

/// The first and last date that a point covers.
fn bounds(point: Point, calendar: &Calendar<'_>, steps: &mut Vec<DateStep>) -> Option<(PartialDate, PartialDate)> {
    let mut year_of = |month, year: Option<i16>| year.or_else(|| calendar.year_of_month(month, steps));
    match point {
        Point::Day { day, month, year } => {
            let month = month?;
            let date = PartialDate::day(year_of(month, year)?, month, day)?;
            Some((date, date))
        }
        Point::Month { month, year } => {
            let date = PartialDate::month(year_of(month, year)?, month)?;
            Some((date, date))
        }
        Point::Quarter { quarter, year } => {
            let last = quarter * 3;
            let year = year_of(last - 2, year)?;
            steps.push(DateStep::QuarterToMonths { quarter });
            Some((PartialDate::month(year, last - 2)?, PartialDate::month(year, last)?))
        }
        Point::Year(year) => Some((PartialDate::Year(year), PartialDate::Year(year))),
        Point::SchoolYear(first) => Some((PartialDate::Year(first), PartialDate::Year(first + 1))),
        Point::Near(near) => {
            let issued = calendar.issued?;
            let days = match near {
                Near::Days(days) => days,
                Near::Weekday { day, weeks } => day - issued.weekday().to_monday_one_offset() + weeks * 7,
            };
            let date = PartialDate::Day(issued.checked_add(jiff::Span::new().days(days)).ok()?);
            steps.push(DateStep::DayFromIssueDate { issued });
            Some((date, date))
        }
    }
}

/// Both ends of a range, each with what only the other end says.
fn completed(from: Point, to: Point, calendar: &Calendar<'_>, steps: &mut Vec<DateStep>) -> (Point, Point) {
    let from = match (from, month_of(to)) {
        (Point::Day { day, month: None, year }, Some(month)) => {
            steps.push(DateStep::MonthFromOtherEnd { month });
            Point::Day { day, month: Some(month), year }
        }
        _ => from,
    };
    let (Some(first), Some(last)) = (month_of(from), month_of(to)) else { return (from, to) };
    match (year_of(from), year_of(to)) {
        (None, Some(year)) => {
            let year = if first <= last { year } else { year - 1 };
            steps.push(DateStep::YearFromOtherEnd { year });
            (with_year(from, year), to)
        }
        (Some(year), None) => {
            let year = if first <= last { year } else { year + 1 };
            steps.push(DateStep::YearFromOtherEnd { year });
            (from, with_year(to, year))
        }
        (None, None) => match calendar.year_of_month(first, steps) {
            Some(year) if first <= last => (with_year(from, year), with_year(to, year)),
            Some(year) => {
                steps.push(DateStep::YearFromOtherEnd { year: year + 1 });
                (with_year(from, year), with_year(to, year + 1))
            }
            None => (from, to),
        },
        _ => (from, to),
    }
}

fn month_of(point: Point) -> Option<i8> {
    match point {
        Point::Day { month, .. } => month,
        Point::Month { month, .. } => Some(month),
        Point::Quarter { quarter, .. } => Some(quarter * 3),
        _ => None,
    }
}

/// Whether a day or month is written without its year.
pub(super) fn is_undated(time: &Time) -> bool {
    match time {
        Time::Due { at, .. } | Time::On { at } => {
            matches!(at, Point::Day { month: Some(_), year: None, .. } | Point::Month { year: None, .. })
        }
        _ => false,
    }
}

/// The month and year of a time that has both.
pub(super) fn dated_month(time: &Time) -> Option<(i8, i16)> {
    let point = match *time {
        Time::Due { at, .. } | Time::On { at } => Some(at),
        Time::Period { from, to } => to.filter(|to| year_of(*to).is_some()).or(from),
        _ => None,
    }?;
    matches!(point, Point::Day { .. } | Point::Month { .. }).then(|| month_of(point).zip(year_of(point))).flatten()
}

fn year_of(point: Point) -> Option<i16> {
    match point {
        Point::Day { year, .. } | Point::Month { year, .. } | Point::Quarter { year, .. } => year,
        Point::Year(year) | Point::SchoolYear(year) => Some(year),
        Point::Near(_) => None,
    }
}

fn with_year(point: Point, to: i16) -> Point {
    match point {
        Point::Day { day, month, .. } => Point::Day { day, month, year: Some(to) },
        Point::Month { month, .. } => Point::Month { month, year: Some(to) },
        Point::Quarter { quarter, .. } => Point::Quarter { quarter, year: Some(to) },
        other => other,
    }
}

/// The school year of a fact: the section's where the date lies in it (August before it counted), else the date's own.
/// `closes` says that a year's end is meant ("cuối năm 2024").
pub(super) fn school_year(ends: &Ends, closes: bool, calendar: &Calendar<'_>) -> Option<SchoolYear> {
    let Some(date) = ends.start.or(ends.end) else { return calendar.school_year };
    if matches!(date, PartialDate::Year(_)) {
        // A year has parts of two school years; that of the directive is meant where it is one of them.
        let last = date.last_day();
        let within = |year: SchoolYear| year.first() == last.year() || year.last() == last.year();
        return (closes || !calendar.school_year.is_some_and(within)).then(|| SchoolYear::of_day(last)).flatten();
    }
    let day = date.first_day();
    match calendar.school_year {
        Some(year)
            if (day.year() == year.first() && day.month() >= 8) || (day.year() == year.last() && day.month() <= 8) =>
        {
            Some(year)
        }
        _ => SchoolYear::of_day(day),
    }
}
