//! Parts of the school year that everybody knows: weeks, terms, its beginning and end, seasons and feasts, sittings.

use super::expression::{Expression, Strength, Time};
use super::month;
use super::point;
use super::recurring;
use super::relative::{amount, relative};
use super::token::Line;
use crate::detect::phrases::{Phrases, Words, phrase_list, phrases, word};

/// "bắt đầu từ tuần 3 của học kỳ I", "chậm nhất tuần thứ 5 của năm học": a week of the school's calendar.
pub(super) fn week(line: &Line, i: usize) -> Option<Expression> {
    static LEADS: Phrases = phrase_list![
        "bắt đầu từ",
        "kể từ",
        "chậm nhất là",
        "chậm nhất vào",
        "chậm nhất",
        "muộn nhất",
        "trước",
        "đến hết",
        "từ",
        "vào",
        "trong",
        "hết",
    ];
    let led = line.one_of(i, &LEADS);
    let next = line.one_of(led.unwrap_or(i), phrases!["tuần"])?;
    let next = line.skip(next, phrases!["học thứ", "học", "thứ"]);
    let numbered = line.small(next).is_some() || line.any(next, phrases!["nhất", "hai", "ba", "tư", "đầu", "cuối"]);
    let next = line.skip(next + 1, phrases!["tiên", "cùng"]);
    let term = line.skip(next, phrases!["của", "trong"]);
    let part = line.one_of(term, phrases!["học kỳ", "học kì", "hk", "năm học"]).filter(|_| numbered)?;
    let end = if line.any(part, phrases!["i", "ii", "1", "2"]) { part + 1 } else { part };
    // "từ tuần 1 đến tuần 18" is the span of a programme.
    let strength = if led.is_some() { Strength::Strong } else { Strength::Plain };
    (line.one_of(end, phrases!["đến"]).is_none()).then(|| relative(i, end, line.is(i, word!["trước"]), strength))
}

/// "tuần 9", "tuần 17 và 18", "kể từ tuần 5": weeks that the school year counts, without its name.
pub(super) fn numbered_week(line: &Line, i: usize) -> Option<Expression> {
    static FIRM: Phrases = phrase_list![
        "bắt đầu từ",
        "kể từ",
        "chậm nhất là",
        "chậm nhất vào",
        "chậm nhất",
        "muộn nhất",
        "xong trước",
        "trước",
        "từ",
    ];
    const LAST: u32 = 37;
    let firm = line.one_of(i, &FIRM);
    let led = firm.or_else(|| line.one_of(i, phrases!["vào", "trong", "hết"]));
    let next = line.one_of(led.unwrap_or(i), phrases!["các tuần", "tuần"])?;
    let mut at = line.skip(next, phrases!["học thứ", "học", "thứ"]);
    let week = |k: usize| line.small(k).is_some_and(|n| (1..=LAST).contains(&n));
    while week(at) {
        let joined = line.one_of(at + 1, phrases!["và tuần", ", tuần", "và", ",", "-", "–"]).filter(|&k| week(k));
        let Some(after) = joined else { break };
        at = after;
    }
    // "tuần 2 tháng 9" is a part of a month, "tuần 22 của chương trình" of a programme, "2 tuần 1 lần" a rate.
    let other = line.any(at + 1, phrases!["tháng", "của", "lần", "đến", "/", "tới", "hằng", "hàng", "học"])
        || matches!(line.mark(at + 1), Some('/' | '%' | '.' | ','))
            && line.touches(at)
            && line.number(at + 2).is_some()
        || i > 0 && (line.number(i - 1).is_some() || line.any(i - 1, phrases!["mỗi", "một", "hằng", "hàng", "tính"]));
    if !week(at) || other {
        return None;
    }
    let strength = match (firm, led) {
        (Some(_), _) => Strength::Strong,
        (_, Some(_)) => Strength::Plain,
        _ => Strength::Bare,
    };
    Some(relative(i, at + 1, line.has(i..next, phrases!["trước"]), strength))
}

/// "trong 30 ngày đầu năm học", "hai tuần đầu của học kỳ II".
pub(super) fn first_days(line: &Line, i: usize) -> Option<Expression> {
    static LEADS: Phrases =
        phrase_list!["chậm nhất trong", "chậm nhất", "ngay trong", "trong vòng", "trong", "vào", "sau"];
    let led = line.one_of(i, &LEADS);
    let at = led.unwrap_or(i);
    let next = match amount(line, at) {
        Some((_, next)) => next,
        None => line.one_of(at, phrases!["một tuần", "hai tuần", "ba tuần", "bốn tuần", "một tháng", "hai tháng"])?,
    };
    let part = line.one_of(next, phrases!["đầu tiên", "đầu", "cuối cùng", "cuối"])?;
    let term = line.one_of(line.skip(part, phrases!["của", "trong"]), phrases!["học kỳ", "học kì", "năm học"])?;
    let end = if line.any(term, phrases!["i", "ii", "1", "2"]) { term + 1 } else { term };
    let end = month::school_year(line, end).map_or(end, |(_, e)| e);
    Some(relative(i, end, false, if led.is_some() { Strength::Strong } else { Strength::Plain }))
}

/// "trong hè 2025", "dịp Tết", "nhân khai giảng": a part of the year that everybody knows the days of.
pub(super) fn occasion(line: &Line, i: usize) -> Option<Expression> {
    static LEADS: Phrases = phrase_list![
        "ngay trong dịp",
        "ngay trong",
        "trong dịp",
        "trong cả dịp",
        "trong kỳ",
        "nhân dịp",
        "vào dịp",
        "xong trước dịp",
        "trước dịp",
        "trước kỳ",
        "sau dịp",
        "sau kỳ",
        "dịp",
        "nhân",
        "trong",
        "vào",
    ];
    static OCCASIONS: Phrases = phrase_list![
        "nghỉ hè",
        "hè",
        "tết nguyên đán",
        "tết âm lịch",
        "tết dương lịch",
        "tết trung thu",
        "tết",
        "trung thu",
        "lễ khai giảng",
        "khai giảng",
        "lễ tổng kết",
        "tổng kết",
        "lễ bế giảng",
        "bế giảng",
    ];
    let led = line.one_of(i, &LEADS);
    if let Some(end) = led.and_then(|at| named_day(line, i, at)) {
        return Some(relative(i, end, false, Strength::Plain));
    }
    // A season alone is a time where it says which: "Hè 2027".
    let at = led.unwrap_or(i);
    let named = line.one_of(at, &OCCASIONS)?;
    let season = line.is(named - 1, word!["hè"]);
    let tet = line.is(at, word!["tết"]) || line.is(at, word!["trung"]);
    let said = led.is_some_and(|led| line.has(i..led, phrases!["dịp", "nhân"]));
    let exclusive = led.is_some_and(|led| line.has(i..led, phrases!["trước"]));
    if !(season && (led.is_some() || line.any(i, phrases!["hè"])) || tet && led.is_some() || said) {
        return None;
    }
    // The year by its animal: "Tết Ất Tỵ".
    const STEMS: &Phrases = phrases!["giáp", "ất", "bính", "đinh", "mậu", "kỷ", "canh", "tân", "nhâm", "quý"];
    let mut end = line.skip(named, phrases!["năm học", "năm"]);
    end = if end > named && line.number(end).is_none() && !line.any(end, STEMS) { named } else { end };
    let year = month::school_year(line, end).map(|(_, e)| e).or_else(|| month::year(line, end).map(|_| end + 1));
    let end = match year {
        Some(end) => end,
        None if line.any(end, STEMS) && line.is_word(end + 1) => end + 2,
        None => named,
    };
    if led.is_none() && (year.is_none() || !season) || recurring::each(line, end).is_some() {
        return None;
    }
    // "trong kỳ nghỉ hè", and "nhân dịp Tết (17/02/2026)" is a date.
    let dated = point::bracketed(line, end).is_some();
    (!dated).then(|| relative(i, end, exclusive, if exclusive { Strength::Strong } else { Strength::Plain }))
}

/// "nhân Ngày Sách và Văn hóa đọc Việt Nam": the end of a feast's proper name.
fn named_day(line: &Line, i: usize, at: usize) -> Option<usize> {
    const LONGEST: usize = 12;
    let next = line.one_of(at, phrases!["ngày hội", "ngày"]).filter(|_| line.is_capital(at))?;
    let said = line.has(i..at, phrases!["dịp", "nhân"]);
    let end = (next..line.len().min(next + LONGEST)).find(|&k| !line.is_word(k)).unwrap_or(line.len());
    // The name ends with its last capital; a date behind it is read by itself.
    let last = (next..end).rev().find(|&k| line.is_capital(k))?;
    (said && line.number(end).is_none() && line.mark(end) != Some('(')).then_some(last + 1)
}

/// "dịp tổng kết và khai giảng": the occasion that follows another one right away.
pub(super) fn occasion_after(line: &Line, i: usize, before: &Expression) -> Option<Expression> {
    let first =
        matches!(before.times[..], [Time::Relative { .. }]) && line.any(before.first, phrases!["dịp", "nhân", "vào"]);
    if !first || line.one_of(before.end, phrases!["và", ",", "hoặc"]) != Some(i) {
        return None;
    }
    let feasts =
        phrases!["tết nguyên đán", "tết trung thu", "tết", "khai giảng", "tổng kết năm học", "tổng kết", "bế giảng"];
    Some(relative(i, line.one_of(i, feasts)?, false, Strength::Strong))
}

/// "tại kỳ họp gần nhất", "trong phiên họp tháng tới": the next sitting of a body that sits now and then.
pub(super) fn session(line: &Line, i: usize) -> Option<Expression> {
    const LONGEST: usize = 6;
    let next = line.one_of(
        i,
        phrases![
            "tại kỳ họp",
            "tại kì họp",
            "tại phiên họp",
            "tại cuộc họp",
            "trong kỳ họp",
            "trong phiên họp",
            "vào kỳ họp"
        ],
    )?;
    static WHICH: Phrases = phrase_list!["gần nhất", "tiếp theo", "sắp tới", "kế tiếp", "tới đây"];
    let near = (next..line.len().min(next + LONGEST)).take_while(|&k| line.is_word(k));
    let end = near.filter_map(|k| line.one_of(k, &WHICH)).next()?;
    Some(relative(i, end, false, Strength::Strong))
}

/// "cuối năm học", "kết thúc học kỳ I", "trong học kỳ II".
pub(super) fn part_of_year(line: &Line, i: usize) -> Option<Expression> {
    static LEADS: Phrases = phrase_list![
        "từ nay đến hết",
        "từ nay đến",
        "từ nay cho đến hết",
        "chậm nhất là",
        "chậm nhất vào",
        "chậm nhất",
        "muộn nhất vào",
        "muộn nhất",
        "xong trước",
        "ngay từ",
        "bắt đầu từ",
        "kể từ",
        "ngay sau",
        "trước",
        "sau",
        "vào dịp",
        "vào",
        "trong",
        "từ",
        "đến hết",
        "đến",
        "khi",
        "tại thời điểm",
        "vào lúc",
        "ngay trong",
        "ngay",
        "hết",
    ];
    let lead = line.one_of(i, &LEADS);
    let at = lead.unwrap_or(i);
    let part = line
        .one_of(at, phrases!["đầu", "giữa", "cuối", "kết thúc", "hết", "hoàn thành", "sơ kết", "tổng kết", "nửa đầu"]);
    if part.is_none() && lead.is_none() {
        return None;
    }
    let ended = line.is(i, word!["hết"]) && lead.is_some();
    let named = part.is_some_and(|p| {
        line.any(p - 1, phrases!["sơ", "tổng", "kết", "thành"]) && !line.follows(p, phrases!["kết thúc"])
    });
    let unit_at = part.unwrap_or(at);
    let unit_at = line.skip(unit_at, phrases!["của", "mỗi"]);
    let in_term = part.is_none() && lead.is_some();
    let terms = phrases!["học kỳ", "học kì", "hk", "kỳ"];
    let end = if let Some(next) = line.one_of(unit_at, terms) {
        let number = line.any(next, phrases!["i", "ii", "1", "2", "một", "hai"]);
        // "trong học kỳ" without its number is no time of its own.
        if !number && (in_term || line.is(unit_at, word!["kỳ"])) {
            return None;
        }
        let next = if number { next + 1 } else { next };
        line.one_of(next, phrases!["năm học"]).and_then(|k| month::school_year(line, k).map(|(_, e)| e)).unwrap_or(next)
    } else if line.any(unit_at, phrases!["hki", "hkii"]) {
        unit_at + 1
    } else {
        if in_term && !ended {
            return None;
        }
        let next = line.one_of(unit_at, phrases!["năm học", "khóa học", "khoá học"]).or_else(|| {
            // "cuối năm" alone: a year's end only where nothing narrows it ("cuối năm 2025" is a date).
            (part.is_some() && !named).then(|| line.one_of(unit_at, phrases!["năm", "quý", "tháng"])).flatten()
        })?;
        month::school_year(line, next).map_or(next, |(_, e)| e)
    };
    if line.number(end).is_some() || line.any(end, phrases!["trước"]) && !line.any(end + 1, phrases!["khi"]) {
        return None;
    }
    let exclusive = lead.is_some() && line.has(i..at, phrases!["trước"]);
    let end = line.skip(end, phrases!["này"]);
    let strength = if named && lead.is_none() {
        return None;
    } else if line.one_of(i, phrases!["từ nay", "khi kết thúc", "khi hết"]).is_some() {
        Strength::Strong
    } else if lead.is_some() || part.is_some_and(|p| line.is(p - 1, word!["thúc"])) {
        Strength::Plain
    } else {
        Strength::Bare
    };
    Some(relative(i, end, exclusive, strength))
}
