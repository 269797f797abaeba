//! Rules (RRULE, RFC 5545, 3.3.10) for what comes again, where the words fix the days.

use std::fmt;

use jiff::civil::{Date, Weekday};

use crate::directive::Deadline;

/// How something comes again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    often: Often,
    /// Only every so manieth day, week, month or year.
    interval: i8,
    /// Only in these months.
    months: Vec<i8>,
    /// Only on these days of the month; −1 is the last one.
    month_days: Vec<i8>,
    /// Only on this day of the week.
    weekday: Option<Weekday>,
    until: Option<Date>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Often {
    Daily,
    Weekly,
    Monthly,
    Yearly,
}

impl Rule {
    fn new(often: Often) -> Self {
        Self { often, interval: 1, months: Vec::new(), month_days: Vec::new(), weekday: None, until: None }
    }

    fn on(self, months: &[i8], month_days: &[i8]) -> Self {
        Self { months: months.to_vec(), month_days: month_days.to_vec(), ..self }
    }

    fn on_weekday(self, weekday: Weekday) -> Self {
        Self { weekday: Some(weekday), ..self }
    }

    /// The same rule with its last possible day.
    pub fn until(self, day: Date) -> Self {
        Self { until: Some(day), ..self }
    }

    /// Whether it has no end.
    pub fn is_open(&self) -> bool {
        self.until.is_none()
    }

    /// Whether it comes more often than every month.
    pub fn is_frequent(&self) -> bool {
        matches!(self.often, Often::Daily | Often::Weekly)
    }

    /// Its last possible day, where it has one.
    pub fn last(&self) -> Option<Date> {
        self.until
    }

    /// Whether it may begin on `day`.
    pub fn falls_on(&self, day: Date) -> bool {
        let in_time = self.until.is_none_or(|until| day <= until);
        let in_month = self.months.is_empty() || self.months.contains(&day.month());
        let is_day = |n: &i8| *n == day.day() || *n < 0 && day.days_in_month() + 1 + n == day.day();
        let on_day = self.month_days.is_empty() || self.month_days.iter().any(is_day);
        in_time && in_month && on_day && self.weekday.is_none_or(|weekday| weekday == day.weekday())
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let often = match self.often {
            Often::Daily => "DAILY",
            Often::Weekly => "WEEKLY",
            Often::Monthly => "MONTHLY",
            Often::Yearly => "YEARLY",
        };
        write!(f, "FREQ={often}")?;
        if let Some(day) = self.until {
            write!(f, ";UNTIL={}", super::compact(day))?;
        }
        if self.interval > 1 {
            write!(f, ";INTERVAL={}", self.interval)?;
        }
        for (name, list) in [("BYMONTH", &self.months), ("BYMONTHDAY", &self.month_days)] {
            if !list.is_empty() {
                let list: Vec<String> = list.iter().map(ToString::to_string).collect();
                write!(f, ";{name}={}", list.join(","))?;
            }
        }
        match self.weekday {
            Some(day) => write!(f, ";BYDAY={}", code(day)),
            None => Ok(()),
        }
    }
}

fn code(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "MO",
        Weekday::Tuesday => "TU",
        Weekday::Wednesday => "WE",
        Weekday::Thursday => "TH",
        Weekday::Friday => "FR",
        Weekday::Saturday => "SA",
        Weekday::Sunday => "SU",
    }
}

/// The rule of a deadline that comes again, where its words fix the days. `None` where they say only how often ("hằng
/// tháng", "02 lần/năm học") or fix the time in a way that no rule tells ("đầu tuần", "cuối mỗi học kỳ"): a day of our own
/// choice would stand in the calendar as if the text had set it.
pub fn rule(deadline: &Deadline) -> Option<Rule> {
    let often = deadline.recurrence.as_deref()?;
    let lower = deadline.text.to_lowercase();
    let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let is_date = |word: &str| word.split_once('/').is_some_and(|(day, month)| ends_digit(day) && starts_digit(month));
    let is_bare = words.iter().all(|word| BARE.contains(word) || word.parse::<u8>().is_ok())
        && !lower.split_whitespace().any(is_date);
    // "Hằng tháng gửi báo cáo vào ngày 28": the day may stand with the task.
    let task = deadline.action.as_deref().unwrap_or_default().to_lowercase();
    let task: Vec<&str> = task.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let task: &[&str] = if is_bare { &task } else { &[] };
    let every = |unit: &str| often.strip_prefix("every ")?.strip_suffix(unit)?.trim().parse::<i8>().ok();
    if often == "daily" || often.ends_with("/day") {
        return Some(Rule::new(Often::Daily));
    }
    if let Some(interval) = every("days") {
        return Some(Rule { interval, ..Rule::new(Often::Daily) });
    }
    if let Some(interval) = if often == "weekly" { Some(1) } else { every("weeks") } {
        let day = weekday(&words).or_else(|| weekday(task))?;
        return Some(Rule { interval, ..Rule::new(Often::Weekly) }.on_weekday(day));
    }
    let day = || month_day(&words).or_else(|| day_of_task(task));
    let (months, day): (&[i8], i8) = match often {
        "monthly" => (&[], day()?),
        "quarterly" if lower.contains("tháng đầu quý") => (&[1, 4, 7, 10], day()?),
        "quarterly" if lower.contains("tháng cuối quý") => (&[3, 6, 9, 12], day()?),
        "yearly" => {
            let (day, month) = date(&lower)?;
            let day = Date::new(2024, month, day).ok()?;
            // Before 1 March is the last day of February, whichever that is.
            if deadline.exclusive && (day.month(), day.day()) == (3, 1) {
                return Some(Rule::new(Often::Yearly).on(&[2], &[-1]));
            }
            let day = if deadline.exclusive { day.yesterday().ok()? } else { day };
            return Some(Rule::new(Often::Yearly).on(&[day.month()], &[day.day()]));
        }
        _ => return None,
    };
    let often = if months.is_empty() { Often::Monthly } else { Often::Yearly };
    Some(match (deadline.exclusive, day) {
        (false, day) => Rule::new(often).on(months, &[day]),
        // Before the first of a month is the last day of the month before it.
        (true, 1) => {
            let before: Vec<i8> = months.iter().map(|month| (month + 10) % 12 + 1).collect();
            Rule::new(often).on(&before, &[-1])
        }
        (true, day) => Rule::new(often).on(months, &[day - 1]),
    })
}

fn ends_digit(text: &str) -> bool {
    text.ends_with(|c: char| c.is_ascii_digit())
}

fn starts_digit(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit())
}

/// Words that say how often and nothing of the day.
const BARE: [&str; 25] = [
    "hằng",
    "hàng",
    "mỗi",
    "từng",
    "theo",
    "định",
    "kỳ",
    "kì",
    "thường",
    "ngày",
    "tuần",
    "tháng",
    "quý",
    "năm",
    "học",
    "một",
    "hai",
    "ba",
    "bốn",
    "lần",
    "trong",
    "ít",
    "nhất",
    "tối",
    "thiểu",
];

/// The one day of the month that is named: "ngày 25", "25 hằng tháng".
fn month_day(words: &[&str]) -> Option<i8> {
    let day = |word: &str| word.parse::<i8>().ok().filter(|day| (1..=31).contains(day));
    let mut days = words.iter().enumerate().filter_map(|(at, word)| {
        let before = at.checked_sub(1).and_then(|at| words.get(at));
        let after = words.get(at + 1);
        let is_named = before == Some(&"ngày") || at == 0 && matches!(after, Some(&"hằng" | &"hàng"));
        day(word).filter(|_| is_named)
    });
    let first = days.next()?;
    // Two days, or a day with its month, are something else.
    let others = words.iter().filter(|word| day(word).is_some()).count();
    (days.next().is_none() && others == 1).then_some(first)
}

/// The one day that a task names without a month: "gửi báo cáo vào ngày 28".
fn day_of_task(words: &[&str]) -> Option<i8> {
    let is_number = |word: Option<&&str>| word.is_some_and(|word| word.parse::<u16>().is_ok());
    let mut days = words.windows(2).enumerate().filter_map(|(at, two)| {
        let behind = words.get(at + 2);
        let is_date = is_number(behind) || behind == Some(&"tháng") && is_number(words.get(at + 3));
        let day = two[1].parse::<i8>().ok().filter(|day| (1..=31).contains(day))?;
        (two[0] == "ngày" && !is_date).then_some(day)
    });
    let first = days.next()?;
    days.next().is_none().then_some(first)
}

/// The one weekday that is named.
fn weekday(words: &[&str]) -> Option<Weekday> {
    let named = words.windows(2).filter_map(|two| match (two[0], two[1]) {
        ("thứ", "hai" | "2") => Some(Weekday::Monday),
        ("thứ", "ba" | "3") => Some(Weekday::Tuesday),
        ("thứ", "tư" | "4") => Some(Weekday::Wednesday),
        ("thứ", "năm" | "5") => Some(Weekday::Thursday),
        ("thứ", "sáu" | "6") => Some(Weekday::Friday),
        ("thứ", "bảy" | "bẩy" | "7") => Some(Weekday::Saturday),
        ("chủ", "nhật") => Some(Weekday::Sunday),
        _ => None,
    });
    let named: Vec<Weekday> = named.collect();
    // "tuần thứ hai" is no Monday.
    let is_ordinal = words.windows(2).any(|two| two == ["tuần", "thứ"]);
    match named.as_slice() {
        [day] if !is_ordinal => Some(*day),
        _ => None,
    }
}

/// The one day and month that are named: "15/12", "ngày 30 tháng 11".
fn date(text: &str) -> Option<(i8, i8)> {
    let text = text.replace(" tháng ", "/");
    let mut dates = text.split_whitespace().filter_map(|word| {
        let (day, month) = word.trim_matches(|c: char| !c.is_alphanumeric()).split_once('/')?;
        Some((day.parse().ok()?, month.parse().ok()?))
    });
    let first = dates.next().filter(|_| !text.contains(['-', '–']));
    first.filter(|_| dates.next().is_none())
}

#[cfg(test)]
mod tests {
    use super::super::tests::found;
    use super::*;
    use crate::directive::DeadlineKind;

    #[test]
    fn words_fix_the_days_or_only_how_often() {
        for (text, often, exclusive, want) in [
            ("Ngày 25 hằng tháng", "monthly", false, Some("FREQ=MONTHLY;BYMONTHDAY=25")),
            ("25 hằng tháng", "monthly", false, Some("FREQ=MONTHLY;BYMONTHDAY=25")),
            ("Hằng tháng, trước ngày 25", "monthly", true, Some("FREQ=MONTHLY;BYMONTHDAY=24")),
            ("trước ngày 10 của tháng cuối quý", "quarterly", true, Some("FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=9")),
            ("trước ngày 01 của tháng đầu quý", "quarterly", true, Some("FREQ=YEARLY;BYMONTH=12,3,6,9;BYMONTHDAY=-1")),
            ("02 lần/tháng", "2/month", false, None),
            ("trước ngày 01 hằng tháng", "monthly", true, Some("FREQ=MONTHLY;BYMONTHDAY=-1")),
            ("chậm nhất ngày 20 tháng sau", "monthly", false, Some("FREQ=MONTHLY;BYMONTHDAY=20")),
            ("01 lần/tháng", "monthly", false, None),
            ("vào tuần đầu hằng tháng", "monthly", false, None),
            ("vào thứ Tư tuần thứ nhất hằng tháng", "monthly", false, None),
            ("2 tuần/lần", "every 2 weeks", false, None),
            ("sáng thứ Hai hằng tuần", "weekly", false, Some("FREQ=WEEKLY;BYDAY=MO")),
            ("vào tuần thứ hai", "weekly", false, None),
            ("hằng tuần", "weekly", false, None),
            ("đầu tuần", "weekly", false, None),
            ("02 lần/ngày", "2/day", false, Some("FREQ=DAILY")),
            ("hằng quý", "quarterly", false, None),
            (
                "chậm nhất ngày 10 của tháng đầu quý",
                "quarterly",
                false,
                Some("FREQ=YEARLY;BYMONTH=1,4,7,10;BYMONTHDAY=10"),
            ),
            ("định kỳ 6 tháng", "2/year", false, None),
            ("02 lần/năm học", "2/year", false, None),
            ("hằng năm", "yearly", false, None),
            ("chậm nhất là ngày 30 tháng 11 hằng năm", "yearly", false, Some("FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=30")),
            ("trước 01/12 hằng năm", "yearly", true, Some("FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=30")),
            ("01 – 07/10 hằng năm", "yearly", false, None),
            ("31/02 hằng năm", "yearly", false, None),
            ("trước khi vào lớp 1 hằng năm", "yearly", false, None),
            ("01 lần/học kỳ", "termly", false, None),
            ("5 lần/năm", "5/year", false, None),
            ("cứ 30 phút", "every-30-minutes", false, None),
        ] {
            let fact = found(text, DeadlineKind::Recurring, "", "", exclusive, Some(often)).fact;
            assert_eq!(rule(&fact).map(|rule| rule.to_string()).as_deref(), want, "{text}");
        }
    }

    #[test]
    fn the_day_may_stand_with_the_task() {
        for (task, often, want) in [
            ("gửi báo cáo chuyên môn vào ngày 28", "monthly", Some("FREQ=MONTHLY;BYMONTHDAY=28")),
            ("báo cáo theo Công văn ngày 28/02/2024", "monthly", None),
            ("gửi 02 báo cáo vào sáng thứ Hai", "weekly", Some("FREQ=WEEKLY;BYDAY=MO")),
        ] {
            let (text, often) = (if often == "weekly" { "hằng tuần" } else { "Hằng tháng" }, Some(often));
            let mut fact = found(text, DeadlineKind::Recurring, "", "", false, often).fact;
            fact.action = Some(task.to_owned());
            assert_eq!(rule(&fact).map(|rule| rule.to_string()).as_deref(), want, "{task}");
        }
    }
}
