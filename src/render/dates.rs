//! Dates as Vietnamese offices write them.

use crate::directive::{Deadline, DeadlineKind, PartialDate};

use super::Lang;

/// A date for a reader, as offices write it (see [`PartialDate::written`]).
pub fn date(date: PartialDate) -> String {
    date.written()
}

/// The time that a deadline sets, in few words; what has no date is said in the words of the text.
pub fn when(deadline: &Deadline, lang: Lang) -> String {
    let of_school = deadline.text.to_lowercase().contains("năm học");
    let said = |day: PartialDate| match day {
        // "từ năm học 2024-2025" begins in the school year, not in January.
        PartialDate::Year(year) if of_school => {
            format!("{} {year}-{}", lang.pick("năm học", "school year"), i32::from(year) + 1)
        }
        _ => date(day),
    };
    let (start, end) = (deadline.start.map(said), deadline.end.map(said));
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
        (_, None, None) => {
            let often = deadline.recurrence.as_deref().and_then(|code| recurrence(code, lang));
            often.map_or_else(|| deadline.text.clone(), str::to_owned)
        }
    }
}

/// Whether the words of the text say more of the time than [`when`] does ("trước 17 giờ ngày 01/3/2025").
pub fn words_say_more(deadline: &Deadline) -> bool {
    plain(&deadline.text) != plain(&when(deadline, Lang::Vi))
}

/// The words of a time without those that say nothing beside a date, and without leading zeros.
fn plain(words: &str) -> Vec<String> {
    const SILENT: [&str; 12] = ["ngày", "tháng", "năm", "từ", "đến", "hết", "trong", "vào", "các", "là", "kể", "bắt"];
    words
        .to_lowercase()
        .replace("hàng ", "hằng ")
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty() && !SILENT.contains(word))
        .map(|word| word.trim_start_matches('0').to_owned())
        .collect()
}

/// How often, in words; nothing for a frequency that is better said as the text says it ("02 lần/tháng").
fn recurrence(code: &str, lang: Lang) -> Option<&'static str> {
    let (vi, en) = match code {
        "daily" => ("hằng ngày", "daily"),
        "weekly" => ("hằng tuần", "weekly"),
        "monthly" => ("hằng tháng", "monthly"),
        "quarterly" => ("hằng quý", "quarterly"),
        "termly" => ("mỗi học kỳ", "each term"),
        "yearly" => ("hằng năm", "yearly"),
        _ => return None,
    };
    Some(lang.pick(vi, en))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::directive::{Evidence, Span};

    fn deadline(text: &str, kind: DeadlineKind, start: &str, end: &str, exclusive: bool) -> Deadline {
        Deadline {
            section: None,
            text: text.to_owned(),
            kind,
            start: start.parse().ok(),
            end: end.parse().ok(),
            exclusive,
            recurrence: None,
            action: None,
            who: None,
            school_year: None,
            explanation: Vec::new(),
            evidence: Evidence::in_line(Span::new(0, 1), ""),
        }
    }

    #[test]
    fn times_are_said_in_few_words() {
        use DeadlineKind::{Due, On, Period, Relative};
        for (text, kind, start, end, exclusive, vi, en, more) in [
            ("trước ngày 05/9/2024", Due, "", "2024-09-05", true, "trước 05/9/2024", "before 05/9/2024", false),
            ("chậm nhất 20/8/2024", Due, "", "2024-08-20", false, "chậm nhất 20/8/2024", "by 20/8/2024", false),
            ("trước 17 giờ ngày 01/3/2025", Due, "", "2025-03-01", true, "trước 01/3/2025", "before 01/3/2025", true),
            (
                "trong tháng 11 (ngày 14/11/2024)",
                On,
                "2024-11-14",
                "2024-11-14",
                false,
                "14/11/2024",
                "14/11/2024",
                true,
            ),
            (
                "từ tháng 01/2025 đến tháng 5/2025",
                Period,
                "2025-01",
                "2025-05",
                false,
                "01/2025 – 5/2025",
                "01/2025 – 5/2025",
                false,
            ),
            (
                "từ năm học 2024-2025",
                Period,
                "2024",
                "",
                false,
                "từ năm học 2024-2025",
                "from school year 2024-2025",
                false,
            ),
            (
                "ngay sau khi kết thúc năm học",
                Relative,
                "",
                "",
                false,
                "ngay sau khi kết thúc năm học",
                "ngay sau khi kết thúc năm học",
                false,
            ),
        ] {
            let deadline = deadline(text, kind, start, end, exclusive);
            assert_eq!((when(&deadline, Lang::Vi).as_str(), when(&deadline, Lang::En).as_str()), (vi, en), "{text}");
            assert_eq!(words_say_more(&deadline), more, "{text}");
        }
    }

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
