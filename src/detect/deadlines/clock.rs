//! What narrows a day or stands near the day of issue: clock times, parts of the day, weekdays, "trưa mai".

use super::point::{Near, Point};
use super::token::Line;
use crate::detect::phrases::{Phrases, Words, phrase_list, phrases, word};

/// "17 giờ 00 phút", "7h30 - 11h30", "hết giờ làm việc": the index after it, and whether it is a range.
pub(super) fn clocks(line: &Line, i: usize) -> Option<(usize, bool)> {
    static NAMED: Phrases = phrase_list![
        "hết giờ làm việc",
        "hết giờ hành chính",
        "kết thúc giờ làm việc",
        "cuối giờ làm việc",
        "cuối giờ hành chính",
        "cuối giờ chiều",
        "cuối giờ sáng",
        "cuối giờ",
        "cuối buổi chiều",
        "cuối buổi sáng",
        "đầu giờ làm việc",
        "đầu giờ chiều",
        "đầu giờ sáng",
        "đầu giờ",
        "giờ làm việc",
        "giờ hành chính",
        "giờ chiều",
        "giờ sáng",
        "hết giờ",
    ];
    if let Some(end) = line.one_of(i, &NAMED) {
        return Some((end, false));
    }
    // "đến cuối ngày 15/9".
    if line.is(i, word!["cuối"]) && line.is(i + 1, word!["ngày"]) {
        return Some((i + 1, false));
    }
    let end = clock(line, i)?;
    let end = line.skip(end, &DAY_PARTS);
    let second = line.one_of(end, phrases!["đến", "tới", "-", "–"]).and_then(|next| clock(line, next));
    Some((second.unwrap_or(end), second.is_some()))
}

fn clock(line: &Line, i: usize) -> Option<usize> {
    line.small(i).filter(|&h| h <= 24)?;
    if line.any(i + 1, phrases!["giờ", "h", "g"]) {
        let mut end = i + 2;
        if line.small(end).is_some_and(|m| m < 60) && !matches!(line.mark(end + 1), Some('/')) {
            end += 1;
            end = line.skip(end, phrases!["phút", "p", "'", "’"]);
        }
        return Some(end);
    }
    (line.mark(i + 1) == Some(':') && line.touches(i + 1) && line.word(i + 2).len() == 2)
        .then(|| line.small(i + 2).filter(|&m| m < 60).map(|_| i + 3))
        .flatten()
}

/// The index after a weekday.
pub(super) fn weekday(line: &Line, i: usize) -> Option<usize> {
    static DAYS: Phrases =
        phrase_list!["hai", "ba", "tư", "bốn", "năm", "sáu", "bảy", "bẩy", "2", "3", "4", "5", "6", "7"];
    if line.is(i, word!["thứ"]) && line.any(i + 1, &DAYS) {
        return Some(i + 2);
    }
    line.one_of(i, phrases!["chủ nhật", "chúa nhật"])
}

/// "trưa mai", "ngày mai", "chiều nay", "hôm nay", "thứ Sáu tuần này" with a clock time in front: a day near that of
/// issue, and the index after it.
pub(super) fn near(line: &Line, i: usize) -> Option<(Point, usize)> {
    let at = clocks(line, i).map_or(i, |(end, _)| line.skip(end, phrases![",", "của", "vào"]));
    let at = line.skip(at, phrases!["trong"]);
    let at = line.skip(at, &DAY_PARTS);
    let part = at > i && line.follows(at, &DAY_PARTS);
    let days = |n, end| Some((Point::Near(Near::Days(n)), end));
    if let Some(end) = line.one_of(at, phrases!["ngày mai", "mai"]).filter(|&end| part || end == at + 2) {
        return days(1, end);
    }
    if let Some(end) = line.one_of(at, phrases!["ngày hôm nay", "hôm nay"]) {
        return days(0, end);
    }
    if part && line.is(at, word!["nay"]) {
        return days(0, at + 1);
    }
    let next = weekday(line, at)?;
    let end = line.one_of(next, phrases!["tuần này", "tuần tới", "tuần sau"])?;
    let day = match line.word(next - 1) {
        "hai" | "2" => 1,
        "ba" | "3" => 2,
        "tư" | "bốn" | "4" => 3,
        "năm" | "5" => 4,
        "sáu" | "6" => 5,
        "bảy" | "bẩy" | "7" => 6,
        _ => 7,
    };
    Some((Point::Near(Near::Weekday { day, weeks: i8::from(!line.is(end - 1, word!["này"])) }), end))
}

/// Parts of the day that narrow a date ("sáng 27/9", "12 giờ trưa ngày 10/6").
pub(super) static DAY_PARTS: Phrases = phrase_list![
    "buổi sáng",
    "buổi trưa",
    "buổi chiều",
    "buổi tối",
    "sáng sớm",
    "rạng sáng",
    "chiều tối",
    "sáng",
    "trưa",
    "chiều",
    "tối",
    "đêm",
    "khuya",
];
