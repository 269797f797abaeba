//! Dates as Vietnamese offices write them.

use crate::directive::{Deadline, DeadlineKind, PartialDate};

use super::Lang;

/// A date for a reader: `04/9/2024`, `12/2024`, `2025`; leading zeros for days below 10 and for months 1 and 2 only
/// (Nghị định 30/2020/NĐ-CP, annex I, part II, item 4).
pub fn date(date: PartialDate) -> String {
    let month = |month: i8| if month <= 2 { format!("{month:02}") } else { month.to_string() };
    match date {
        PartialDate::Day(day) => format!("{:02}/{}/{}", day.day(), month(day.month()), day.year()),
        PartialDate::Month(year, m) => format!("{}/{year}", month(m)),
        PartialDate::Year(year) => year.to_string(),
    }
}

/// The time that a deadline sets, in few words; what has no date is said in the words of the text.
pub fn when(deadline: &Deadline, lang: Lang) -> String {
    let (start, end) = (deadline.start.map(date), deadline.end.map(date));
    match (deadline.kind, start, end) {
        (DeadlineKind::Due | DeadlineKind::Horizon, _, Some(end)) => {
            let bound = match (deadline.exclusive, deadline.kind) {
                (true, _) => lang.pick("trước", "before"),
                (false, DeadlineKind::Horizon) => lang.pick("đến", "by"),
                (false, _) => lang.pick("chậm nhất", "by"),
            };
            format!("{bound} {end}")
        }
        (_, Some(start), Some(end)) if start == end => start,
        (_, Some(start), Some(end)) => format!("{start} – {end}"),
        (_, Some(start), None) => format!("{} {start}", lang.pick("từ", "from")),
        (_, None, Some(end)) => format!("{} {end}", lang.pick("đến", "until")),
        (_, None, None) => deadline.recurrence.as_deref().map_or_else(|| "–".to_owned(), |r| recurrence(r, lang)),
    }
}

/// How often, in words.
fn recurrence(code: &str, lang: Lang) -> String {
    let (vi, en) = match code {
        "daily" => ("hằng ngày", "daily"),
        "weekly" => ("hằng tuần", "weekly"),
        "monthly" => ("hằng tháng", "monthly"),
        "quarterly" => ("hằng quý", "quarterly"),
        "termly" => ("mỗi học kỳ", "each term"),
        "yearly" => ("hằng năm", "yearly"),
        other => (other, other),
    };
    lang.pick(vi, en).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_written_as_offices_write_them() {
        for (iso, want) in [
            ("2024-09-04", "04/9/2024"),
            ("2024-02-28", "28/02/2024"),
            ("2024-12", "12/2024"),
            ("2025-01", "01/2025"),
            ("2030", "2030"),
        ] {
            assert_eq!(date(iso.parse().expect("a date")), want);
        }
    }
}
