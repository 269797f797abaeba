//! Points of time with their prepositions: due, on a day, from … to …, by a year, from an effect or a signature on.

use super::clock;
use super::event;
use super::expression::{Expression, Strength, Time};
use super::month;
use super::point::{self, Point, Points};
use super::preposition::{Preposition, preposition};
use super::recurring;
use super::token::Line;
use crate::detect::phrases::{Phrases, Words, phrase_list, phrases, word};
use crate::directive::DateStep;

/// A dated time that begins at token `i`; `before` is the expression before it in the line.
pub(super) fn at(line: &Line, i: usize, before: Option<&Expression>) -> Option<Expression> {
    let since = if line.any(i, phrases!["kể", "từ"]) {
        signing(line, i).or_else(|| from_now(line, i)).or_else(|| from_effect(line, i))
    } else {
        None
    };
    since.or_else(|| dated(line, i, before))
}

/// A point of time with its preposition, the other end of its range, and what follows in brackets.
fn dated(line: &Line, i: usize, before: Option<&Expression>) -> Option<Expression> {
    let (preposition, at) = preposition(line, i).map_or((None, i), |(p, next)| (Some(p), next));
    // "từ kỳ báo cáo tháng 4"
    let at = match preposition {
        Some(Preposition::From | Preposition::Until) => line.skip(at, phrases!["kỳ báo cáo", "kì báo cáo", "kỳ lương"]),
        _ => at,
    };
    if let Some(found) = preposition.and_then(|p| near(line, i, at, p)) {
        return Some(found);
    }
    let points = pointed(line, at, preposition)
        .or_else(|| bare_years(line, at, preposition))
        .or_else(|| preposition.and_then(|_| named_day(line, at)))?;
    let preposition = match preposition {
        Some(Preposition::Beginning) if points.points.iter().all(years) => Some(Preposition::From),
        kept => kept,
    };
    if let Some(found) = recurring::after_point(line, i, &points) {
        return Some(found);
    }
    let (&first, &last) = (points.points.first()?, points.points.last()?);
    let dayless = |p: &Point| matches!(p, Point::Day { month: None, .. });
    let strong = |end, times| Some(Expression::all(i, end, times, Strength::Strong));

    if matches!(
        preposition,
        None | Some(Preposition::From | Preposition::Beginning | Preposition::In | Preposition::Span)
    ) && !points.range
        && let Some((to, end)) = other_end(line, i, &points, preposition)
    {
        if years(&first) && years(&to) {
            return strong(end, vec![Time::Horizon { at: to, exclusive: false }]);
        }
        return strong(end, vec![Time::Period { from: Some(first), to: Some(to) }]);
    }
    if points.points.iter().any(dayless) {
        let by = matches!(preposition, Some(Preposition::Before | Preposition::By));
        let each = before.filter(|_| by).and_then(|b| day_of_each(line, b, i, points.end));
        let within = by || matches!(preposition, Some(Preposition::In));
        return each.or_else(|| day_of_reports(line, i, points.end).filter(|_| within));
    }
    let by = matches!(preposition, Some(Preposition::Before | Preposition::By));
    if let Some(found) = before.filter(|_| by).and_then(|b| day_of_each_year(line, b, i, &points)) {
        return Some(found);
    }
    match preposition {
        _ if points.range && years(&last) => strong(points.end, vec![Time::Horizon { at: last, exclusive: false }]),
        None | Some(Preposition::In | Preposition::From | Preposition::Beginning) if points.range => {
            strong(points.end, vec![Time::Period { from: Some(first), to: Some(last) }])
        }
        Some(by @ (Preposition::Before | Preposition::By | Preposition::Until)) => {
            let exclusive = by == Preposition::Before;
            // "trước cuối tháng 9 (ngày 30/9)".
            match finer(line, &points) {
                Some((days, end)) => strong(end, due(&days, exclusive)),
                None => strong(points.end, due(&points, exclusive)),
            }
        }
        // "Thời gian: Từ 8 giờ 00, ngày 20/9": the hour at which it begins, where nothing says that it goes on.
        Some(Preposition::From)
            if points.hours || i > 0 && line.mark(i - 1) == Some(':') && clock::clocks(line, at).is_some() =>
        {
            let times = points.points.iter().map(|&at| on(at)).collect();
            Some(Expression::all(i, points.end, times, Strength::Plain))
        }
        Some(Preposition::From) => {
            if line.one_of(points.end, phrases!["đến nay", "trở về trước", "trở lại đây"]).is_some() {
                return None;
            }
            let end = until_event(line, points.end).unwrap_or_else(|| line.skip(points.end, phrases!["trở đi"]));
            strong(end, vec![Time::Period { from: Some(first), to: None }])
        }
        Some(Preposition::Span) => strong(points.end, vec![Time::Horizon { at: last, exclusive: false }]),
        Some(Preposition::In) if years(&last) => {
            strong(points.end, points.points.iter().map(|&at| Time::Horizon { at, exclusive: false }).collect())
        }
        None if years(&last) => {
            Some(Expression::one(i, points.end, Time::Horizon { at: last, exclusive: false }, Strength::Bare))
        }
        None | Some(Preposition::In | Preposition::Beginning) => {
            // "bắt đầu lúc 18 giờ ngày 27/9 cho đến khi …".
            let open = until_event(line, points.end).filter(|_| preposition == Some(Preposition::Beginning));
            if let Some(end) = open {
                return strong(end, vec![Time::Period { from: Some(first), to: None }]);
            }
            let mut times: Vec<Time> = points.points.iter().map(|&at| on(at)).collect();
            let mut end = points.end;
            let mut turn = None;
            let mut strength = if points.bare && preposition.is_none() { Strength::Bare } else { Strength::Plain };
            if let Some((days, next)) = finer(line, &points) {
                times = match (days.range, days.points.first(), days.points.last()) {
                    (true, Some(&from), Some(&to)) => vec![Time::Period { from: Some(from), to: Some(to) }],
                    _ => days.points.iter().map(|&at| Time::On { at }).collect(),
                };
                end = next;
            }
            // "trước ngày 15/12 và 15/5/2025": the preposition serves both.
            // "Hằng năm, trước ngày 15/6 và 15/12": the second day comes again too.
            let again = inherited(line, i, before, preposition);
            if let Some(Time::Recurring { every: Some(every) }) = again
                && every == "yearly"
                && before.is_some_and(|b| line.number(b.end - 1).is_some())
                && points.points.iter().all(|p| matches!(p, Point::Day { month: Some(_), year: None, .. }))
            {
                return strong(end, vec![Time::Recurring { every: Some(every.clone()) }]);
            }
            if let Some(Time::Due { exclusive, .. }) = again {
                let exclusive = *exclusive;
                times = points.points.iter().map(|&at| Time::Due { at, exclusive }).collect();
                strength = Strength::Strong;
                turn = Some(DateStep::PrepositionBefore);
            }
            Some(Expression { first: i, end, times, strength, turn })
        }
    }
}

/// "Hằng tháng, … họp giao ban; gửi báo cáo trước ngày 25": the day is one of each month.
fn day_of_each(line: &Line, before: &Expression, i: usize, end: usize) -> Option<Expression> {
    let Some(Time::Recurring { every: Some(every) }) = before.times.last() else { return None };
    let one_sentence = !(before.end..i).any(|k| line.mark(k) == Some('.') && line.is_stop(k));
    (one_sentence && matches!(every.as_str(), "monthly" | "quarterly"))
        .then(|| Expression::one(i, end, Time::Recurring { every: Some(every.clone()) }, Strength::Strong))
}

/// "hằng năm Sở công bố lịch thi trước ngày 15/10": the day is one of each year.
fn day_of_each_year(line: &Line, before: &Expression, i: usize, points: &Points) -> Option<Expression> {
    let Some(Time::Recurring { every: Some(every) }) = before.times.last() else { return None };
    let undated = points.points.iter().all(|p| matches!(p, Point::Day { month: Some(_), year: None, .. }));
    let one_clause = !(before.end..i).any(|k| line.is_stop(k));
    let once = |_: &Point| Time::Recurring { every: Some(every.clone()) };
    (every == "yearly" && undated && one_clause && line.any(before.end - 1, phrases!["năm"]))
        .then(|| Expression::all(i, points.end, points.points.iter().map(once).collect(), Strength::Strong))
}

/// "báo cáo tháng gửi trước ngày 28": the day is one of each month.
fn day_of_reports(line: &Line, i: usize, end: usize) -> Option<Expression> {
    const FARTHEST: usize = 9;
    let near = (i.saturating_sub(FARTHEST)..i).rev().take_while(|&k| line.is_word(k));
    let reports = phrases!["báo cáo tháng", "số liệu tháng", "kế hoạch tháng", "lịch tháng"];
    let monthly = near.into_iter().any(|k| line.one_of(k, reports).is_some_and(|next| line.number(next).is_none()));
    monthly.then(|| Expression::one(i, end, Time::Recurring { every: Some("monthly".to_owned()) }, Strength::Strong))
}

fn years(point: &Point) -> bool {
    matches!(point, Point::Year(_) | Point::SchoolYear(_))
}

fn due(points: &Points, exclusive: bool) -> Vec<Time> {
    let one = |&at: &Point| if years(&at) { Time::Horizon { at, exclusive } } else { Time::Due { at, exclusive } };
    if points.range {
        points.points.last().map(one).into_iter().collect()
    } else {
        points.points.iter().map(one).collect()
    }
}

/// A quarter lasts: it is a period from its first month to its last.
fn on(at: Point) -> Time {
    match at {
        Point::Quarter { .. } => Time::Period { from: Some(at), to: Some(at) },
        _ => Time::On { at },
    }
}

/// "đến 2030", "giai đoạn 2026-2030", "2021 - 2025" after a preposition.
fn bare_years(line: &Line, i: usize, preposition: Option<Preposition>) -> Option<Points> {
    let first = month::year(line, i)?;
    let attached = |k: usize| {
        let goes_on = matches!(line.mark(k + 1), Some('/' | '-'))
            || line.mark(k + 1) == Some('.') && line.number(k + 2).is_some();
        line.touches(k) && goes_on
    };
    let points = |points, range, end| Some(Points { points, range, bare: false, hours: false, end });
    match preposition? {
        Preposition::Span => {
            let last = matches!(line.mark(i + 1), Some('-' | '–' | '—')).then(|| month::year(line, i + 2)).flatten();
            let last = last.or_else(|| line.one_of(i + 1, phrases!["đến"]).and_then(|k| month::year(line, k)))?;
            points(vec![Point::Year(first), Point::Year(last)], true, i + 3)
        }
        Preposition::Until if !attached(i) && !line.is_word(i + 1) || line.mark(i + 1) == Some(',') => {
            points(vec![Point::Year(first)], false, i + 1)
        }
        Preposition::Until if !attached(i) && !line.any(i + 1, phrases!["học", "trường", "đồng", "em"]) => {
            points(vec![Point::Year(first)], false, i + 1)
        }
        _ => None,
    }
}

/// The other end of a range that begins with `points`: "… đến hết ngày 10/9/2024".
fn other_end(
    line: &Line,
    first_word: usize,
    points: &Points,
    preposition: Option<Preposition>,
) -> Option<(Point, usize)> {
    let mut at = after_brackets(line, points.end);
    if line.mark(at) == Some(',') {
        at += 1;
    }
    static UNTIL: Phrases = phrase_list![
        "cho đến hết",
        "đến hết",
        "đến trước",
        "đến cuối",
        "cho đến",
        "cho tới",
        "tới hết",
        "tới cuối",
        "tới trước",
        "tới",
        "đến",
    ];
    let dash = matches!(line.mark(at), Some('-' | '–' | '—' | '÷'));
    // "bắt đầu từ 08/9/2025, kết thúc 10/01/2026"
    let ends = (matches!(preposition, Some(Preposition::From | Preposition::Beginning)) && at > points.end)
        .then(|| line.one_of(at, phrases!["kết thúc vào trước", "kết thúc trước", "kết thúc vào", "kết thúc"]))
        .flatten()
        .filter(|_| line.has(first_word..points.end, phrases!["bắt đầu"]));
    let next = ends.or_else(|| line.one_of(at, &UNTIL)).or_else(|| (dash && at == points.end).then_some(at + 1))?;
    let to = pointed(line, next, Some(Preposition::Until))
        .or_else(|| bare_years(line, next, Some(Preposition::Until)))
        .or_else(|| dash.then(|| point::digits(line, next)).flatten())?;
    let (first, last) = (*points.points.first()?, *to.points.first()?);
    let kind = |p: &Point| match p {
        Point::Day { .. } => 0,
        Point::Month { .. } => 1,
        Point::Quarter { .. } => 2,
        Point::Year(_) => 3,
        Point::SchoolYear(_) => 4,
        Point::Near(_) => 5,
    };
    // "ngày 10/9 - 15 trường", "tháng 9 đến 10/9": ends of different kinds are joined only after "từ".
    let alike = kind(&first) == kind(&last);
    let open = matches!(last, Point::Day { month: None, .. });
    (!open && (alike || preposition == Some(Preposition::From) && !dash)).then_some((last, to.end))
}

/// The index after a bracketed remark at `i` ("(tức mùng 5 tháng Giêng)").
fn after_brackets(line: &Line, i: usize) -> usize {
    if line.mark(i) != Some('(') {
        return i;
    }
    (i..line.len().min(i + 16)).find(|&k| line.mark(k) == Some(')')).map_or(i, |k| k + 1)
}

/// "trong tháng 9 (ngày 10/9/2024)": the finer date of the brackets, and the index after them.
fn finer(line: &Line, points: &Points) -> Option<(Points, usize)> {
    let [Point::Month { month, .. }] = points.points[..] else { return None };
    if line.mark(points.end) != Some('(') {
        return None;
    }
    let start = line.skip(points.end + 1, phrases!["dự kiến vào", "dự kiến", "vào", "cụ thể", "từ"]);
    let inner = point::points(line, start)?;
    let fits = inner.points.iter().all(|p| matches!(p, Point::Day { month: Some(m), .. } if *m == month));
    let close = line.mark(inner.end) == Some(')');
    let end = if close { inner.end + 1 } else { inner.end };
    fits.then_some((inner, end))
}

/// The points at `at`; after a preposition a day may go without its word ("chậm nhất 30 tháng 11").
fn pointed(line: &Line, at: usize, preposition: Option<Preposition>) -> Option<Points> {
    let led = preposition.is_some_and(|p| !matches!(p, Preposition::In | Preposition::Span));
    point::points(line, at).or_else(|| led.then(|| point::worded_days(line, at)).flatten())
}

/// "chậm nhất trưa mai", "trước thứ Sáu tuần này": due on a day near that of issue.
fn near(line: &Line, i: usize, at: usize, preposition: Preposition) -> Option<Expression> {
    let exclusive = match preposition {
        Preposition::Before => true,
        Preposition::By | Preposition::Until => false,
        _ => return None,
    };
    let (at, end) = clock::near(line, at)?;
    // "sáng mai, 27/9" and "ngày mai (27/9)" say which day it is.
    let dated =
        point::bracketed(line, end).or_else(|| point::points(line, end + usize::from(line.mark(end) == Some(','))));
    let (times, end) = dated.map_or((vec![Time::Due { at, exclusive }], end), |p| (due(&p, exclusive), p.end));
    Some(Expression::all(i, end, times, Strength::Strong))
}

/// "rằm tháng Giêng (ngày 03/3/2026)", "Tết Nguyên đán (17/02/2026)": a day with a name, and its date in brackets.
fn named_day(line: &Line, at: usize) -> Option<Points> {
    static NAMES: Phrases = phrase_list![
        "rằm",
        "mùng",
        "mồng",
        "tết",
        "giỗ",
        "lễ",
        "đại lễ",
        "ngày",
        "kỳ",
        "kì",
        "khi",
        "khai giảng",
        "khai mạc",
        "bế giảng",
        "tựu trường",
        "quốc khánh",
        "đại hội",
        "hội nghị",
        "buổi",
    ];
    const LONGEST: usize = 9;
    line.one_of(at, &NAMES)?;
    let open = (at..line.len().min(at + LONGEST)).find(|&k| line.mark(k).is_some())?;
    point::bracketed(line, open)
}

/// "từ 13h30 ngày 23/5/2026 cho đến hết thời gian làm bài": an event ends what begins on a day.
fn until_event(line: &Line, i: usize) -> Option<usize> {
    let next = line.one_of(
        i,
        phrases![
            "cho đến khi",
            "cho tới khi",
            "cho đến hết",
            "cho tới hết",
            "cho đến lúc",
            "đến khi",
            "tới khi",
            "đến lúc"
        ],
    )?;
    let end = event::event_end(line, next);
    (end > next).then_some(end)
}

/// The due time right before `i` whose preposition serves this point too.
fn inherited<'a>(
    line: &Line,
    i: usize,
    before: Option<&'a Expression>,
    preposition: Option<Preposition>,
) -> Option<&'a Time> {
    let before = before.filter(|_| preposition.is_none())?;
    let at = after_brackets(line, before.end);
    (line.one_of(at, phrases!["và", ",", "và ngày", "hoặc"]).is_some_and(|next| next == i))
        .then(|| before.times.last())?
}

/// "từ nay đến hết ngày 30/9": due at its end.
fn from_now(line: &Line, i: usize) -> Option<Expression> {
    let next = line.one_of(i, phrases!["từ nay", "từ giờ", "từ ngày ký", "kể từ ngày ký"])?;
    let next = line.one_of(next, phrases!["cho đến hết", "cho đến", "đến hết", "đến trước", "đến"])?;
    let exclusive = line.is(next - 1, word!["trước"]);
    let points = point::points(line, next).or_else(|| bare_years(line, next, Some(Preposition::Until)))?;
    Some(Expression::all(i, points.end, due(&points, exclusive), Strength::Strong))
}

/// "kể từ ngày Thông tư này có hiệu lực thi hành đến hết ngày 31/12/2027": from its effect, which is said elsewhere.
fn from_effect(line: &Line, i: usize) -> Option<Expression> {
    const LONGEST: usize = 10;
    let next = line.one_of(i, phrases!["kể từ ngày", "từ ngày", "kể từ khi", "từ khi"])?;
    let effect = (next..line.len().min(next + LONGEST)).find_map(|k| line.one_of(k, phrases!["có hiệu lực"]))?;
    let effect = line.skip(effect, phrases!["thi hành"]);
    let to = line.one_of(effect, phrases!["cho đến hết", "đến hết", "cho đến", "đến"])?;
    let points = point::points(line, to)?;
    let own = line.has(next..effect, phrases!["này"]);
    own.then(|| {
        Expression::one(i, points.end, Time::Period { from: None, to: points.points.last().copied() }, Strength::Strong)
    })
}

/// "(có hiệu lực) kể từ ngày ký".
fn signing(line: &Line, i: usize) -> Option<Expression> {
    let next = line.one_of(i, phrases!["kể từ ngày", "từ ngày"])?;
    let end = line.one_of(next, phrases!["ký ban hành", "được ký ban hành", "ký", "kí ban hành", "kí", "ban hành"])?;
    let set = line.follows(i, phrases!["hiệu lực", "thi hành"]);
    set.then(|| Expression::one(i, end, Time::Signing, Strength::Strong))
}
