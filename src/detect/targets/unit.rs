//! The unit of a count: a counted noun, plain or per something ("tiết/tuần", "học sinh/lớp").

use super::lexicon::{
    BARE_UNITS, LABELS, MEASURES, MONEY_UNITS, PER, RATIONS, SCHEDULE_UNITS, TIME_UNITS, UNIT_STOPS, UNITS, ZERO_UNITS,
};
use super::line::Line;
use super::number;
use crate::detect::letters::lower;
use crate::detect::phrases::{Phrases, phrases};

/// What is counted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Unit {
    /// As written, "/" without the spaces around it kept.
    pub text: String,
    /// Whether it is per something.
    pub rate: bool,
    /// A length of time.
    pub time: bool,
    /// An amount of money.
    pub money: bool,
    /// Teaching load or the length of lessons.
    pub schedule: bool,
    /// A known counted noun, not merely a word behind a bound.
    pub known: bool,
    /// A length, an area, light, heat.
    pub measure: bool,
    /// Its head noun, lowered.
    pub head: String,
}

/// A unit with the token after it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct UnitAt {
    /// The unit.
    pub unit: Unit,
    /// One past its last token.
    pub end: usize,
}

impl Unit {
    /// `%`.
    pub fn percent() -> Self {
        Self { text: "%".to_owned(), known: true, ..Self::default() }
    }
}

/// The unit that stands at token `i`. Behind a bound, any noun counts.
pub(super) fn at(line: &Line<'_>, i: usize, bounded: bool) -> Option<UnitAt> {
    if !line.is_word(i) || line.is_number(i) || !line.tokens.get(i).is_some_and(|t| t.spaced && !t.masked) {
        return None;
    }
    // "02 đồng chí", "đồng phục" are no money.
    let comrades = |i: usize| matches!(line.word(i), "chí" | "bào" | "nghiệp" | "phục" | "hồ" | "đội");
    let comrade = line.longest_at(i, phrases!["đ / c"]).is_some();
    let money = line.longest_at(i, &MONEY_UNITS).filter(|_| !comrade);
    if let Some(n) = money.filter(|n| line.word(i + n - 1) != "đồng" || !comrades(i + n)) {
        let end = rate_end(line, i + n).unwrap_or(i + n);
        let unit = Unit { text: line.words(i..end), rate: end > i + n, money: true, known: true, ..Unit::default() };
        return Some(UnitAt { unit, end });
    }
    let noun = line.longest_at(i, &UNITS);
    let schedule = line.longest_at(i, &SCHEDULE_UNITS);
    let time =
        line.longest_at(i, &TIME_UNITS).filter(|&t| noun.is_none_or(|n| t >= n) && schedule.is_none_or(|n| t >= n));
    let head = match (noun, time, schedule) {
        (Some(n), _, _) | (None, Some(n), _) | (None, None, Some(n)) => n.max(schedule.unwrap_or(0)),
        _ if let Some(n) = line.longest_at(i, &RATIONS).filter(|n| is_ration(line, i + n)) => n,
        _ if let Some(n) = line.longest_at(i, &MEASURES).filter(|_| bounded) => n,
        _ if bounded && may_head(line, i) => 1,
        _ => return None,
    };
    let known = noun.is_some();
    let head_words = lower(&line.words(i..i + head));
    let mut end = i + head;
    let rated = rate_end(line, end).filter(|_| !is_second_count(line, i, end));
    if let Some(rate) = rated {
        end = rate;
    } else if is_second_count(line, i, end) {
        // "12 lớp/320 người"
    } else if line.longest_at(i, &BARE_UNITS) == Some(head) {
        end = coordinated(line, end, &BARE_UNITS);
        // "tăng 1,5 điểm phần trăm", "giảm 0,5 điểm %"
        if head_words == "điểm" {
            end += line.longest_at(end, phrases!["%", "phần trăm"]).unwrap_or(0);
        }
        // "1 người nấu/50 trẻ"
        let far = extended(line, end, 3);
        end = rate_end(line, far).filter(|_| far > end && line.word(far) == "/").unwrap_or(end);
    } else if time.is_none() && line.longest_at(i, &MEASURES) != Some(head) {
        let head_end = end;
        end = extended(line, end, 3);
        end = rate_end(line, end).unwrap_or(end);
        // "120 tiết bồi dưỡng thường xuyên/năm học"
        let far = extended(line, head_end, 6);
        end = rate_end(line, far).filter(|_| line.word(far) == "/").unwrap_or(end);
    }
    let mut rate = end > i + head && line.find(i..end, phrases!["/", "mỗi", "một", "trên"]).is_some();
    // "01 lần trong năm", but not "trong năm 2025"
    if !rate
        && head_words == "lần"
        && line.word(end) == "trong"
        && let Some(n) = line.longest_at(end + 1, &TIME_UNITS)
        && !line.is_number(end + 1 + n)
    {
        rate = true;
        end += 1 + n;
    }
    let unit = Unit {
        text: line.words(i..end),
        rate,
        time: time.is_some() && !(rate && schedule.is_some()),
        money: false,
        schedule: schedule.is_some(),
        known,
        measure: line.longest_at(i, &MEASURES) == Some(head),
        head: head_words,
    };
    Some(UnitAt { unit, end })
}

/// "giáo viên/lớp" that ends before token `end`, in "tỷ lệ giáo viên/lớp đạt 1,8".
pub(super) fn ratio_before(line: &Line<'_>, end: usize) -> Option<Unit> {
    let slash = line.longest_before(end, &PER)?.checked_sub(1).filter(|&s| line.word(s) == "/")?;
    let first = line.longest_before(slash, &UNITS)?;
    let head = lower(&line.words(first..slash));
    Some(Unit { text: line.words(first..end), rate: true, known: true, head, ..Unit::default() })
}

/// The head of "không giáo viên nào …" at token `i`.
pub(super) fn none_at(line: &Line<'_>, i: usize) -> Option<UnitAt> {
    let zero = zero_at(line, i)?;
    (line.word(zero.end) == "nào").then(|| UnitAt { end: zero.end + 1, ..zero })
}

/// The head of "không có …" at token `i`.
pub(super) fn zero_at(line: &Line<'_>, i: usize) -> Option<UnitAt> {
    let n = line.longest_at(i, &ZERO_UNITS)?;
    let end = coordinated(line, i + n, &BARE_UNITS);
    let text = line.words(i..end);
    Some(UnitAt { unit: Unit { head: lower(&text), text, known: true, ..Unit::default() }, end })
}

/// "/tuần", "/ 1 máy tính", "mỗi tuần", "một tuần" at token `i`.
fn rate_end(line: &Line<'_>, i: usize) -> Option<usize> {
    /// "triệu đồng/người/năm"; a longer chain is no rate any more.
    const MOST: usize = 4;
    let mut end = one_rate_end(line, i)?;
    for _ in 1..MOST {
        match one_rate_end(line, end).filter(|_| line.word(end) == "/") {
            Some(next) => end = next,
            None => break,
        }
    }
    Some(end)
}

fn one_rate_end(line: &Line<'_>, i: usize) -> Option<usize> {
    let mut at = match line.word(i) {
        "/" | "mỗi" | "một" => i + 1,
        "trên" if line.longest_at(i + 1, &TIME_UNITS).is_some() => i + 1,
        "trong" | "trên" if matches!(line.word(i + 1), "một" | "mỗi") => i + 2,
        _ => return None,
    };
    if line.word(i) == "/" && line.is_number(at) {
        at += 1;
    }
    Some(at + line.longest_at(at, &PER)?)
}

/// "12 lớp/320 người", "190 HS/5 lớp": a slash between two counts; "20 học sinh/1 máy tính", "1 người nấu/45 trẻ" are
/// rates. The unit stands from `i` to `end`.
fn is_second_count(line: &Line<'_>, i: usize, end: usize) -> bool {
    let value = |at: usize| number::at(line, at);
    let (Some(first), Some(second)) = (i.checked_sub(1).and_then(value), value(end + 1)) else { return false };
    let groups = matches!(line.word(i), "lớp" | "trường" | "nhóm");
    line.word(end) == "/" && line.is_number(end + 1) && second > 1.0 && (groups || first > second)
}

/// "cán bộ, giáo viên và nhân viên", "đơn vị xã, thị trấn".
fn coordinated(line: &Line<'_>, mut end: usize, heads: &Phrases) -> usize {
    loop {
        let skip = usize::from(matches!(line.word(end), "," | "và" | "hoặc"));
        match line.longest_at(end + skip, heads) {
            Some(n) if !line.tokens[end + skip].masked => end += skip + n,
            _ => return end,
        }
    }
}

/// Whether what ends before token `i` is a rate, or the lower end of one: "0,8 lít đến 1,6 lít/trẻ".
fn is_ration(line: &Line<'_>, i: usize) -> bool {
    let upper = matches!(line.word(i), "đến" | "-" | "–") && line.is_number(i + 1);
    let unit = line.longest_at(i + 2, &RATIONS).filter(|_| upper);
    rate_end(line, i).or_else(|| rate_end(line, i + 2 + unit?)).is_some()
}

/// The words that say more of the head: "phòng học thông minh", "giải Nhất văn hóa".
fn extended(line: &Line<'_>, mut end: usize, words: usize) -> usize {
    let most = end + words;
    let head = end;
    while end < most
        && line.is_word(end)
        && !line.is_number(end)
        && !line.tokens[end].masked
        && !UNIT_STOPS.holds(line, end)
        // "tiết bù một ngày"
        && (end == head || rate_end(line, end).is_none())
        && (end == head || !line.is_capital(end))
    {
        end += 1;
    }
    end
}

fn may_head(line: &Line<'_>, i: usize) -> bool {
    let word = line.word(i);
    !UNIT_STOPS.holds(line, i) && !LABELS.holds(line, i) && !line.is_capital(i) && word.chars().count() > 1
}
