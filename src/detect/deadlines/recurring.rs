//! Times that come again: "hằng tháng", "02 lần/năm", "ngày 25 hằng tháng", "03 tháng một lần".

use super::expression::{Expression, Strength, Time};
use super::part_of_each::{is_dated, part_of_each};
use super::point::{self, Point, Points};
use super::token::Line;
use crate::detect::phrases::{Phrases, Words, phrase_list, phrases, word};

static EVERY: Phrases = phrase_list!["hằng", "hàng"];

/// What a day is counted in where each year has its report or plan.
static REPORT_YEARS: Phrases = phrase_list![
    "năm tiếp theo của kỳ báo cáo",
    "năm tiếp theo của năm báo cáo",
    "năm tiếp theo liền kề",
    "năm tiếp theo",
    "năm kế tiếp",
    "năm sau liền kề",
    "năm sau năm báo cáo",
    "năm sau của kỳ báo cáo",
    "năm sau kỳ báo cáo",
    "năm liền kề sau",
    "năm sau",
    "năm trước đó",
    "năm trước liền kề",
    "năm trước kỳ báo cáo",
    "năm trước của kỳ báo cáo",
    "năm trước năm báo cáo",
    "năm trước năm kế hoạch",
    "năm liền trước",
    "năm liền kề trước",
    "năm trước",
    "năm của kỳ báo cáo",
    "năm báo cáo",
    "năm kế hoạch",
    "kỳ báo cáo",
];

/// The first words of all recurrences that begin with no number.
static OPENERS: Phrases = phrase_list![
    "ba",
    "bốn",
    "chiều",
    "chúa",
    "chậm",
    "chủ",
    "cuối",
    "các",
    "cứ",
    "những",
    "giữa",
    "hai",
    "hàng",
    "hằng",
    "hết",
    "kết",
    "muộn",
    "mỗi",
    "một",
    "ngày",
    "năm",
    "sau",
    "sáng",
    "sáu",
    "theo",
    "thường",
    "thứ",
    "trong",
    "trước",
    "tuần",
    "vào",
    "đầu",
    "định",
];

/// A recurrence that begins at token `i`.
pub(super) fn at(line: &Line, i: usize) -> Option<Expression> {
    if line.number(i).is_none() && !OPENERS.may_stand_at(line, i) {
        debug_assert_eq!(read(line, i), None, "{:?} is missing among the openers", line.word(i));
        return None;
    }
    read(line, i)
}

fn read(line: &Line, i: usize) -> Option<Expression> {
    let first = i;
    let start = line.skip(i, phrases!["theo định kỳ", "theo định kì", "định kỳ", "định kì", "thường kỳ"]);
    every(line, start, first)
        .or_else(|| times_per(line, start, first))
        .or_else(|| days_of_each(line, i))
        .or_else(|| part_of_each(line, i))
        .or_else(|| by_unit(line, i))
}

/// A point of time followed by what makes it come again: "ngày 25 hằng tháng", "ngày 31 tháng 12 hằng năm".
pub(super) fn after_point(line: &Line, first: usize, points: &Points) -> Option<Expression> {
    if points.points.iter().any(|p| matches!(p, Point::Year(_) | Point::SchoolYear(_))) {
        return None;
    }
    let at = match line.mark(points.end) {
        Some(',') => points.end + 1,
        _ => points.end,
    };
    let at = line.skip(at, phrases!["của"]);
    if let Some((name, end)) = each(line, at) {
        return Some(recurs(first, end, name));
    }
    // "ngày 31/12 (hằng năm)".
    if line.mark(at) == Some('(')
        && let Some((name, end)) = each(line, at + 1).filter(|(_, end)| line.mark(*end) == Some(')'))
    {
        return Some(recurs(first, end + 1, name));
    }
    // "trước 15/12 năm trước đó": of each year's plan.
    let months = points.points.iter().all(|p| matches!(p, Point::Day { month: Some(_), .. } | Point::Month { .. }));
    if let Some(end) = line.one_of(at, &REPORT_YEARS).filter(|_| months) {
        // "từ ngày 15/12 năm trước đến ngày 14/12 năm báo cáo"
        let other = line.one_of(end, phrases!["đến hết", "cho đến", "đến"]).and_then(|next| point::points(line, next));
        let other = other.and_then(|to| line.one_of(line.skip(to.end, phrases!["của"]), &REPORT_YEARS));
        return Some(recurs(first, other.unwrap_or(end), "yearly".to_owned()));
    }
    // "ngày 20 của tháng cuối quý": within each quarter.
    let undated = points.points.iter().all(|p| matches!(p, Point::Day { month: None, .. }));
    let (name, end) = undated.then(|| next_unit(line, at)).flatten()?;
    Some(recurs(first, end, name.to_owned()))
}

/// What a day is counted in where that comes again: "tháng sau", "tháng đầu quý sau", "tháng cuối của mỗi học kỳ".
pub(super) fn next_unit(line: &Line, i: usize) -> Option<(&'static str, usize)> {
    static NEXT: Phrases = phrase_list!["sau liền kề", "liền kề", "kế tiếp", "tiếp theo", "sau"];
    static OF: Phrases = phrase_list!["của mỗi", "của", "trong", "mỗi"];
    let part = line
        .one_of(i, phrases!["tháng"])
        .and_then(|k| line.one_of(k, phrases!["đầu tiên", "đầu", "cuối cùng", "cuối", "thứ hai", "giữa"]));
    let (name, end) = unit(line, line.skip(part.unwrap_or(i), &OF))?;
    if !matches!(name, "monthly" | "quarterly" | "termly" | "yearly") {
        return None;
    }
    match line.one_of(end, &NEXT) {
        Some(next) => Some((name, next)),
        None => (part.is_some() && !is_dated(line, end)).then_some((name, end)),
    }
}

pub(super) fn recurs(first: usize, end: usize, every: String) -> Expression {
    Expression::one(first, end, Time::Recurring { every: Some(every) }, Strength::Strong)
}

/// The name of a unit and the index after it.
pub(super) fn unit(line: &Line, i: usize) -> Option<(&'static str, usize)> {
    static UNITS: Phrases = phrase_list![
        "ngày làm việc",
        "ngày",
        "tuần",
        "tháng",
        "quý",
        "quí",
        "học kỳ",
        "học kì",
        "kỳ học",
        "kỳ",
        "năm học",
        "năm",
    ];
    const NAMES: [&str; 12] = [
        "daily",
        "daily",
        "weekly",
        "monthly",
        "quarterly",
        "quarterly",
        "termly",
        "termly",
        "termly",
        "termly",
        "yearly",
        "yearly",
    ];
    UNITS.rank_at(line, i).map(|(rank, end)| (NAMES[rank], end))
}

/// "hằng năm", "mỗi tháng".
pub(super) fn each(line: &Line, i: usize) -> Option<(String, usize)> {
    let next = line.one_of(i, phrases!["hằng", "hàng", "mỗi", "từng"])?;
    unit(line, next).map(|(name, end)| (name.to_owned(), end))
}

/// "hằng tháng, quý, năm", "mỗi học kỳ": one time for each unit named.
fn every(line: &Line, i: usize, first: usize) -> Option<Expression> {
    // "định kỳ tháng, quý" needs no "hằng".
    let periodic = i > first;
    let is_each = line.is(i, word!["mỗi"]);
    let next = if line.any(i, &EVERY) || is_each { i + 1 } else { i };
    if next == i && !periodic {
        return None;
    }
    if i > 0
        && line.is(i, word!["hàng"])
        && line.any(i - 1, phrases!["ngân", "cửa", "khách", "đơn", "mặt", "bán", "nhà", "xếp"])
    {
        return None;
    }
    let (name, mut end) = unit(line, next)?;
    if next == i && (line.number(end).is_some() || line.number(i + 1).is_some()) {
        return None;
    }
    // "mỗi tuần 2 tiết", "mỗi ngày không quá 7 tiết": a rate, not a time; "mỗi tháng tổ chức 01 buổi …" is one.
    // "mỗi năm hai lần", "mỗi học kỳ một đợt".
    let times_each = count(line, line.skip(end, phrases!["ít nhất", "tối thiểu"])).and_then(|(n, k)| {
        let once = if n == 1 { line.one_of(k, phrases!["bản", "số", "phiên", "chuyên đề"]) } else { None };
        Some((n, line.one_of(k, phrases!["lần", "đợt", "kỳ", "kì"]).or(once)?))
    });
    // "mỗi tuần không lặp quá 02 lần một món": what may not be, not when.
    if is_each && line.is(end, word!["không"]) {
        return None;
    }
    if is_each && times_each.is_none() && line.one_of(end, &HOLDS).is_none() && rate_follows(line, end) {
        return None;
    }
    let mut names = vec![name];
    while matches!(line.mark(end), Some(',' | ';' | '/')) || line.is(end, word!["và"]) {
        let next = line.skip(end + 1, &EVERY);
        let Some((name, after)) = unit(line, next) else { break };
        // "hằng tháng, ngày 10/9", "hằng năm và tháng 9": a date follows, not a unit.
        if line.number(after).is_some()
            || next == end + 1 && line.is_word(after) && !line.any(after, phrases!["và", "gửi", "về", "báo"])
        {
            break;
        }
        names.push(name);
        end = after;
    }
    if let Some((n, after)) = times_each.filter(|(n, _)| *n > 0) {
        if n > 1 {
            return Some(recurs(first, after, frequency(n, name)));
        }
        end = after;
    }
    let counted = times_each.is_some();
    // "Hằng tháng, trước ngày 25, các trường …": the day belongs to the recurrence.
    if let [_] = names[..] {
        let comma = if line.mark(end) == Some(',') { end + 1 } else { end };
        let day = line.skip(comma, phrases!["chậm nhất vào", "chậm nhất là", "chậm nhất", "vào trước", "trước", "vào"]);
        if let Some(found) = (line.is(day, word!["ngày"])).then(|| point::points(line, day)).flatten() {
            let partial = |p: &Point| matches!(p, Point::Day { year: None, .. });
            if found.points.iter().all(partial) && !line.any(found.end, phrases!["làm", "kể", "sau"]) {
                end = each(line, found.end).map_or(found.end, |(_, after)| after);
            }
        }
    }
    let times = names.into_iter().map(|n| Time::Recurring { every: Some(n.to_owned()) }).collect();
    Some(Expression::all(first, end, times, if is_each && !counted { Strength::Plain } else { Strength::Strong }))
}

/// Verbs that make of "mỗi tháng" the time of a task, whatever its quantity.
static HOLDS: Phrases =
    phrase_list!["tổ chức", "họp", "kiểm tra", "báo cáo", "rà soát", "sinh hoạt chuyên", "tiến hành", "công khai"];

fn rate_follows(line: &Line, end: usize) -> bool {
    (end..line.len().min(end + 7)).take_while(|&k| !line.is_stop(k)).any(|k| {
        // "mỗi quý với trẻ trên 24 tháng": an age is no rate.
        let age = line.any(k.wrapping_sub(1), phrases!["trên", "dưới", "trẻ", "từ"]);
        line.number(k).is_some()
            && !age
            && line.any(k + 1, phrases!["tiết", "buổi", "giờ", "phút", "tuần", "tháng", "ngày"])
    })
}

pub(super) fn count(line: &Line, i: usize) -> Option<(u32, usize)> {
    static WORDS: Phrases = phrase_list!["một", "hai", "ba", "bốn", "năm", "sáu"];
    let number = line.small(i).or_else(|| WORDS.rank_at(line, i).and_then(|(rank, _)| u32::try_from(rank + 1).ok()))?;
    // "01 (một) lần".
    let spelled = line.mark(i + 1) == Some('(') && line.mark(i + 3) == Some(')');
    Some((number, if spelled { i + 4 } else { i + 1 }))
}

/// "02 lần/năm", "2 lần trong một học kỳ", "03 tháng một lần", "1 tuần/lần".
fn times_per(line: &Line, i: usize, first: usize) -> Option<Expression> {
    let i = line.skip(i, phrases!["mỗi", "cứ"]);
    let (n, next) = count(line, i)?;
    // "2 đợt/năm", "02 kỳ mỗi tháng".
    static TIMES: Phrases = phrase_list!["lần", "đợt", "kỳ", "kì", "phiên"];
    if let Some(after) = line.one_of(next, &TIMES).filter(|&k| line.is(next, word!["lần"]) || is_rate(line, k)) {
        let per = line.one_of(
            after,
            phrases![
                "/",
                "trong một",
                "trong 1",
                "trong 01",
                "trong mỗi",
                "mỗi",
                "trên",
                "một",
                "trong",
                "hằng",
                "hàng"
            ],
        )?;
        // "1 lần/02 tuần", "2 lần/1 tháng"
        let (span, per) = match unit(line, per) {
            Some(_) => (1, per),
            None => count(line, per)?,
        };
        let (name, end) = unit(line, per)?;
        let spelled = line.skip(end, phrases!["học"]);
        return match (n, span) {
            (_, 1) => Some(recurs(first, spelled, frequency(n, name))),
            (1, _) => Some(recurs(first, spelled, spaced(span, name))),
            _ => None,
        };
    }
    // "cập nhật 12 giờ/lần": so many times a day.
    if let Some(end) = line.one_of(next, phrases!["giờ / lần", "giờ một lần", "tiếng một lần", "tiếng / lần"])
    {
        let every = if n > 0 && 24 % n == 0 { frequency(24 / n, "daily") } else { format!("every {n} hour") };
        return Some(recurs(first, end, every));
    }
    let (name, after) = unit(line, next)?;
    static ONCE: Phrases =
        phrase_list!["/ lần", "/ 1 lần", "/ 01 lần", "một lần", "1 lần", "01 lần", "( một ) lần", "họp một lần"];
    // "hai tuần họp tổ một lần": what is done stands between.
    const BETWEEN: usize = 6;
    let between = || {
        let words = (after..line.len().min(after + BETWEEN)).take_while(|&k| line.is_word(k));
        words.filter(|&k| k > after && line.is_word(k)).find_map(|k| line.one_of(k, phrases!["một lần"]))
    };
    // "định kỳ 6 tháng": without "lần" where it says that it comes again.
    let periodic = || {
        let whole = !line.any(after, phrases!["đầu", "cuối", "tiếp", "trước", "sau", "gần"]);
        (i > first && n > 1 && name != "daily" && whole).then_some(after)
    };
    // "1 năm 2 lần"
    let often = count(line, after).and_then(|(m, k)| Some((m, line.one_of(k, phrases!["lần", "đợt"])?)));
    if let Some((m, end)) = often.filter(|(m, _)| n == 1 && *m > 1) {
        return Some(recurs(first, end, frequency(m, name)));
    }
    let end = line.one_of(after, &ONCE).or_else(between).or_else(periodic)?;
    let every = spaced(n, name);
    // "định kỳ 6 tháng, 1 năm": each span has its report.
    if i > first && (line.mark(end) == Some(',') || line.is(end, word!["và"])) {
        let more = line.skip(end + 1, &EVERY);
        let one = count(line, more).filter(|(n, _)| *n == 1).map_or(more, |(_, next)| next);
        if let Some((name, after)) = unit(line, one).filter(|(_, after)| !is_dated(line, *after)) {
            let times = [every, name.to_owned()].map(|every| Time::Recurring { every: Some(every) });
            return Some(Expression::all(first, after, times.into(), Strength::Strong));
        }
    }
    Some(recurs(first, end, every))
}

/// "ngày 10 và 25 hằng tháng", "các ngày 05, 15, 25 hằng tháng": one time for each day.
fn days_of_each(line: &Line, i: usize) -> Option<Expression> {
    let at = line.skip(i, phrases!["chậm nhất vào", "chậm nhất là", "chậm nhất", "vào", "trước"]);
    let mut at = line.one_of(at, phrases!["các ngày", "những ngày", "ngày"])?;
    let mut days = 0;
    loop {
        line.small(at).filter(|day| (1..=31).contains(day))?;
        days += 1;
        match line.one_of(at + 1, phrases![",", "và ngày", "và"]) {
            Some(next) => at = next,
            None => break,
        }
    }
    let (every, end) = each(line, at + 1).filter(|(every, _)| days > 1 && every == "monthly")?;
    let times = (0..days).map(|_| Time::Recurring { every: Some(every.clone()) }).collect();
    Some(Expression::all(i, end, times, Strength::Strong))
}

/// Whether what comes before token `i` is counted per something: "/", "mỗi", "một".
fn is_rate(line: &Line, i: usize) -> bool {
    line.one_of(i, phrases!["/", "mỗi", "một", "trong một", "trong mỗi"]).is_some_and(|k| unit(line, k).is_some())
}

fn frequency(n: u32, name: &str) -> String {
    if n == 1 { name.to_owned() } else { format!("{n}/{}", noun(name)) }
}

/// What comes once in so many units.
fn spaced(n: u32, name: &str) -> String {
    match (n, name) {
        (1, name) => name.to_owned(),
        (3, "monthly") => "quarterly".to_owned(),
        (n, "monthly") if n > 0 && 12 % n == 0 => frequency(12 / n, "yearly"),
        (n, name) => format!("every {n} {}", noun(name)),
    }
}

fn noun(name: &str) -> &str {
    match name {
        "daily" => "day",
        "weekly" => "week",
        "monthly" => "month",
        "quarterly" => "quarter",
        "termly" => "term",
        _ => "year",
    }
}
/// "công khai tài chính theo quý", "báo cáo theo tháng": by unit, at the end of a clause.
fn by_unit(line: &Line, i: usize) -> Option<Expression> {
    let next = line.one_of(i, phrases!["theo"])?;
    let next = line.skip(next, phrases!["từng"]);
    let (name, end) = unit(line, next)?;
    let over = end == line.len()
        || line.is_stop(end)
        || line.mark(end).is_some_and(|c| ",.;)".contains(c))
        || line.is(end, word!["và"]);
    (over && name != "daily" && !line.is(end - 1, word!["kỳ"]))
        .then(|| Expression::one(i, end, Time::Recurring { every: Some(name.to_owned()) }, Strength::Bare))
}
