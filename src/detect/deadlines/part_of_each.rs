//! A day or a part of each week, month or year: "vào thứ Sáu hằng tuần", "cuối mỗi học kỳ", "ngày làm việc cuối cùng của tháng".

use super::clock;
use super::expression::Expression;
use super::recurring::{count, each, next_unit, recurs, unit};
use super::token::Line;
use crate::detect::phrases::{Phrases, phrase_list, phrases};

/// "vào thứ Sáu hằng tuần", "cuối mỗi học kỳ", "trước khi vào lớp 1 hằng năm" (its last words are read by `every`).
pub(super) fn part_of_each(line: &Line, i: usize) -> Option<Expression> {
    static IN_FRONT: Phrases = phrase_list![
        "vào chiều",
        "vào sáng",
        "vào",
        "trước",
        "chiều",
        "sáng",
        "chậm nhất vào",
        "chậm nhất là",
        "chậm nhất trong",
        "chậm nhất",
        "muộn nhất là",
        "muộn nhất",
        "trong vòng",
        "trong thời hạn",
        "trong",
    ];
    let at = line.skip(i, &IN_FRONT);
    // "trước 16h00 thứ Sáu hằng tuần"
    let at = clock::clocks(line, at).map_or(at, |(end, _)| line.skip(end, phrases![",", "của", "vào"]));
    if let Some(end) = clock::weekday(line, line.skip(at, phrases!["ngày"])) {
        let end = line.skip(end, phrases!["cuối cùng", "tuần đầu tiên", "đầu tiên"]);
        let end = line.skip(end, phrases!["của", "trong"]);
        if let Some(end) = week_of_month(line, end) {
            return Some(recurs(i, end, "monthly".to_owned()));
        }
        let (name, end) = each(line, end)?;
        return Some(recurs(i, end, name));
    }
    // "vào ngày làm việc cuối cùng của tháng".
    static DAYS: Phrases = phrase_list![
        "ngày làm việc cuối cùng",
        "ngày làm việc đầu tiên",
        "ngày cuối cùng",
        "ngày đầu tiên",
        "ngày cuối",
    ];
    if let Some(day) = line.one_of(at, &DAYS).or_else(|| days_of(line, at)) {
        let unit_at = line.skip(day, phrases!["của", "trong"]);
        if let Some((name, end)) = next_unit(line, unit_at) {
            return Some(recurs(i, end, name.to_owned()));
        }
        // "trong 30 ngày đầu năm học" is of the one school year.
        let of_one = |name: &str| matches!(name, "termly" | "yearly");
        if let Some((name, end)) = unit(line, unit_at).filter(|(name, end)| !of_one(name) && !is_dated(line, *end)) {
            return Some(recurs(i, end, name.to_owned()));
        }
    }
    // "trước 15 hằng tháng", "trước mùng 5 tháng sau": the day without its word.
    let day = line.skip(at, phrases!["mùng", "mồng"]);
    if at > i && line.small(day).is_some_and(|day| (1..=31).contains(&day)) {
        let next = || line.one_of(day + 1, phrases!["tháng sau", "của tháng sau", "tháng kế tiếp"]);
        let monthly = each(line, day + 1).filter(|(name, _)| name == "monthly").map(|(_, end)| end);
        if let Some(end) = monthly.or_else(next) {
            return Some(recurs(i, end, "monthly".to_owned()));
        }
    }
    let part = line.one_of(
        at,
        phrases![
            "tuần đầu tiên",
            "tuần đầu",
            "tuần cuối cùng",
            "tuần cuối",
            "ngày đầu",
            "ngày cuối",
            "đầu",
            "giữa",
            "cuối",
            "kết thúc",
            "hết",
            "sau",
        ],
    )?;
    let part = line.skip(part, phrases!["của"]);
    let (name, end) = each(line, part)?;
    // "sau mỗi học kỳ 10 ngày" is counted from an event.
    let counted = line.small(end).is_some() && line.any(end + 1, phrases!["ngày", "tuần", "giờ"]);
    (!counted).then(|| recurs(i, end, name))
}

/// "tuần cuối (của) tháng", "tuần thứ hai của tháng" behind a weekday: the index after it.
fn week_of_month(line: &Line, i: usize) -> Option<usize> {
    // "thứ Hai đầu tháng"
    if let Some(end) = line.one_of(i, phrases!["đầu tháng", "cuối tháng"]) {
        return (!is_dated(line, end)).then_some(end);
    }
    let next = line.one_of(i, phrases!["tuần"])?;
    let next = line.skip(next, phrases!["thứ"]);
    let which = phrases!["đầu tiên", "đầu", "cuối cùng", "cuối", "nhất", "hai", "ba", "tư", "1", "2", "3", "4"];
    let next = line.one_of(next, which)?;
    let end = line.one_of(line.skip(next, phrases!["của", "trong", "mỗi", "hằng", "hàng"]), phrases!["tháng"])?;
    (!is_dated(line, end)).then_some(end)
}

/// Whether a number, "này", "nay" or "sau" makes of a unit one stretch of time.
pub(super) fn is_dated(line: &Line, end: usize) -> bool {
    line.number(end).is_some()
        || line.any(end, phrases!["này", "nay", "sau", "trước", "học", "tới", "i", "ii", "iii", "iv"])
}

/// "10 ngày đầu" of what comes again: the index after it.
fn days_of(line: &Line, i: usize) -> Option<usize> {
    let (_, next) = count(line, i)?;
    let next = line.one_of(next, phrases!["ngày làm việc", "ngày"])?;
    line.one_of(next, phrases!["đầu tiên", "đầu", "cuối cùng", "cuối"])
}
