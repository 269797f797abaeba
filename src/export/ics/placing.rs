//! Where in the calendar a deadline goes.

use jiff::civil::Date;

use super::recurrence::{self, Rule};
use crate::directive::{Deadline, DeadlineKind, PartialDate};
use crate::store::Found;

/// A place in the calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Placing {
    /// From one day to another, both included.
    Days {
        /// The first day.
        first: Date,
        /// The last day.
        last: Date,
        /// Why the day is not the one that the text names.
        moved: Option<Moved>,
    },
    /// Again and again.
    Again {
        /// The first time.
        first: Date,
        /// How it goes on.
        rule: Rule,
    },
    /// The text gives no day.
    Undated,
}

/// Why an event does not stand on the day that the text names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moved {
    /// "trước ngày …": the day before is the last one.
    Before,
    /// It has no end: it stands on its first day.
    Open,
    /// A year or a month: it stands on the last day.
    LastDay,
}

/// Places a deadline: what is due on its last day, what happens or lasts on its days, a year's end on its last day.
pub fn place(found: &Found<Deadline>) -> Placing {
    let fact = &found.fact;
    let ends = fact.ends();
    let days = match (fact.kind, ends.first, ends.last) {
        (DeadlineKind::Recurring, None, None) => return again(found),
        (DeadlineKind::Due | DeadlineKind::Horizon, _, Some(last)) => Some((last, last)),
        (DeadlineKind::On | DeadlineKind::Period, Some(first), Some(last)) => Some((first.min(last), last)),
        (_, Some(first), Some(last)) => Some((first.min(last), last)),
        (_, None, Some(last)) => Some((last, last)),
        (_, Some(first), None) => Some((first, first)),
        (_, None, None) => None,
    };
    let Some((first, last)) = days else { return Placing::Undated };
    let is_day = |date: Option<PartialDate>| matches!(date, None | Some(PartialDate::Day(_)));
    let moved = if ends.is_before {
        Some(Moved::Before)
    } else if fact.end.is_none() && fact.kind == DeadlineKind::Period {
        Some(Moved::Open)
    } else if first == last && !is_day(fact.end) {
        Some(Moved::LastDay)
    } else {
        None
    };
    Placing::Days { first, last, moved }
}

fn again(found: &Found<Deadline>) -> Placing {
    let Some(rule) = recurrence::rule(&found.fact) else { return Placing::Undated };
    if found.fact.recurrence.as_deref() == Some("yearly") {
        return every_year(found, rule);
    }
    let Some(year) = found.school_year else { return Placing::Undated };
    // A directive of the middle of the year sets nothing for its first months.
    let issued = found.document.header.date.map(|date| date.first_day());
    let from = issued.filter(|day| *day <= year.closing()).map_or(year.opening(), |day| day.max(year.opening()));
    let days = from.series(jiff::Span::new().days(1)).take_while(|day| *day <= year.closing());
    let Some(first) = days.into_iter().find(|day| rule.falls_on(*day)) else { return Placing::Undated };
    Placing::Again { first, rule: rule.until(year.closing()) }
}

/// "15/12 hằng năm" holds for this school year and those after it: the text gives no end, nor does the rule.
fn every_year(found: &Found<Deadline>, rule: Rule) -> Placing {
    let issued = found.document.header.date.map(|date| date.first_day());
    let Some(from) = issued.max(found.school_year.map(|year| year.opening())) else { return Placing::Undated };
    // A year has the day, but for 29 February.
    let mut days = from.series(jiff::Span::new().days(1)).take(8 * 366);
    days.find(|day| rule.falls_on(*day)).map_or(Placing::Undated, |first| Placing::Again { first, rule })
}

#[cfg(test)]
mod tests {
    use super::super::tests::found;
    use super::*;

    #[test]
    fn what_is_due_stands_on_the_last_day_that_is_in_time() {
        use DeadlineKind::{Due, Horizon, On, Period};
        for (text, kind, start, end, exclusive, first, last) in [
            ("trước 21/9/2024", Due, "", "2024-09-21", true, "2024-09-20", "2024-09-20"),
            ("chậm nhất 21/9/2024", Due, "", "2024-09-21", false, "2024-09-21", "2024-09-21"),
            ("trước 17 giờ ngày 15/4/2025", Due, "", "2025-04-15", true, "2025-04-15", "2025-04-15"),
            ("trước 11h30 ngày 15/4/2025", Due, "", "2025-04-15", true, "2025-04-15", "2025-04-15"),
            ("trước ngày 01/3/2025", Due, "", "2025-03-01", true, "2025-02-28", "2025-02-28"),
            ("trước tháng 12/2024", Due, "", "2024-12", true, "2024-11-30", "2024-11-30"),
            ("xong trong tháng 12/2024", Due, "", "2024-12", false, "2024-12-31", "2024-12-31"),
            ("đến năm 2025", Horizon, "", "2025", false, "2025-12-31", "2025-12-31"),
            ("trước năm 2025", Horizon, "", "2025", true, "2024-12-31", "2024-12-31"),
            ("Năm học 2024-2025", Horizon, "", "2025", false, "2025-08-31", "2025-08-31"),
            ("chuẩn bị cho năm học 2024-2025", Horizon, "", "2024", false, "2024-08-31", "2024-08-31"),
            ("ngày 05/9/2024", On, "2024-09-05", "2024-09-05", false, "2024-09-05", "2024-09-05"),
            ("trong tháng 9", On, "2024-09", "2024-09", false, "2024-09-01", "2024-09-30"),
            ("từ 06/9 đến 15/01/2025", Period, "2024-09-06", "2025-01-15", false, "2024-09-06", "2025-01-15"),
            ("từ năm học 2024-2025", Period, "2024", "", false, "2024-09-01", "2024-09-01"),
            ("từ ngày 01/7/2025", Period, "2025-07-01", "", false, "2025-07-01", "2025-07-01"),
            ("đến hết ngày 31/5/2025", Period, "", "2025-05-31", false, "2025-05-31", "2025-05-31"),
        ] {
            let found = found(text, kind, start, end, exclusive, None);
            let Placing::Days { first: from, last: to, .. } = place(&found) else { panic!("{text} has no day") };
            assert_eq!((from.to_string().as_str(), to.to_string().as_str()), (first, last), "{text}");
        }
    }

    #[test]
    fn why_a_day_is_another_than_the_one_named_is_known() {
        use DeadlineKind::{Due, Horizon, Period};
        for (text, kind, start, end, exclusive, want) in [
            ("trước 21/9/2024", Due, "", "2024-09-21", true, Some(Moved::Before)),
            ("trước 17 giờ ngày 15/4/2025", Due, "", "2025-04-15", true, None),
            ("chậm nhất 21/9/2024", Due, "", "2024-09-21", false, None),
            ("đến năm 2025", Horizon, "", "2025", false, Some(Moved::LastDay)),
            ("từ ngày 01/7/2025", Period, "2025-07-01", "", false, Some(Moved::Open)),
        ] {
            let Placing::Days { moved, .. } = place(&found(text, kind, start, end, exclusive, None)) else {
                panic!("{text} has no day")
            };
            assert_eq!(moved, want, "{text}");
        }
        let relative = found("ngay sau khi kết thúc năm học", DeadlineKind::Relative, "", "", false, None);
        assert_eq!(place(&relative), Placing::Undated);
    }

    #[test]
    fn what_comes_again_begins_with_its_first_day_and_ends_as_the_text_has_it() {
        for (text, code, want) in [
            ("Ngày 25 hằng tháng", "monthly", "2024-09-25 FREQ=MONTHLY;UNTIL=20250831;BYMONTHDAY=25"),
            ("trước ngày 15 hằng tháng", "monthly", "2024-09-14 FREQ=MONTHLY;UNTIL=20250831;BYMONTHDAY=14"),
            ("vào thứ Sáu hằng tuần", "weekly", "2024-09-06 FREQ=WEEKLY;UNTIL=20250831;BYDAY=FR"),
            ("hằng ngày", "daily", "2024-09-04 FREQ=DAILY;UNTIL=20250831"),
            ("15/12 hằng năm", "yearly", "2024-12-15 FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=15"),
            ("trước ngày 01/3 hằng năm", "yearly", "2025-02-28 FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1"),
        ] {
            let is_before = text.starts_with("trước");
            let found = found(text, DeadlineKind::Recurring, "", "", is_before, Some(code));
            let Placing::Again { first, rule, .. } = place(&found) else { panic!("{text} does not come again") };
            assert_eq!(format!("{first} {rule}"), want, "{text}");
        }
        let only_how_often = found("hằng tháng", DeadlineKind::Recurring, "", "", false, Some("monthly"));
        assert_eq!(place(&only_how_often), Placing::Undated, "the text names no day");
        let mut without_year = found("ngày 25 hằng tháng", DeadlineKind::Recurring, "", "", false, Some("monthly"));
        without_year.school_year = None;
        assert_eq!(place(&without_year), Placing::Undated, "nothing says when it ends");
        let mut every_year = found("15/12 hằng năm", DeadlineKind::Recurring, "", "", false, Some("yearly"));
        every_year.school_year = None;
        assert!(matches!(place(&every_year), Placing::Again { first, .. } if first.to_string() == "2024-12-15"));
    }
}
