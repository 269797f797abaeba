//! Time expressions: a point of time with its preposition, read as due, on, period, horizon, recurring or relative.

use super::point::{self, Point, Points};
use super::recurring;
use super::relative;
use super::token::Line;
use crate::detect::phrases::{Phrases, Words, phrase_list, phrases, word};
use crate::directive::DateStep;

/// How a time is set, by the words alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Time {
    /// By `at`, or before it.
    Due { at: Point, exclusive: bool },
    /// On `at`.
    On { at: Point },
    /// From … to …; one end may be open.
    Period { from: Option<Point>, to: Option<Point> },
    /// By a year.
    Horizon { at: Point, exclusive: bool },
    /// Again and again; the name of the frequency where there is one.
    Recurring { every: Option<String> },
    /// Fixed by an event.
    Relative { exclusive: bool },
    /// "kể từ ngày ký": from the issue date on.
    Signing,
}

/// How much the words themselves say that this is a time somebody has to keep.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Strength {
    /// Digits or a year alone: only a label, a column or a list makes it a deadline.
    Bare,
    /// "ngày 10/9/2024", "trong tháng 9".
    Plain,
    /// "trước ngày …", "từ … đến …", "hằng tháng".
    Strong,
}

/// How many words may stand between two times that share what makes them come again.
const SHARED: usize = 6;

/// A time expression in a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Expression {
    /// Its first token.
    pub first: usize,
    /// One past its last token.
    pub end: usize,
    /// The times it sets: several where it lists several.
    pub times: Vec<Time>,
    /// See [`Strength`].
    pub strength: Strength,
    /// What around it, not in it, says how it is set.
    pub turn: Option<DateStep>,
}

impl Expression {
    pub fn one(first: usize, end: usize, time: Time, strength: Strength) -> Self {
        Self::all(first, end, vec![time], strength)
    }

    /// An expression of several times.
    pub fn all(first: usize, end: usize, times: Vec<Time>, strength: Strength) -> Self {
        Self { first, end, times, strength, turn: None }
    }

    /// Makes days and months of events due: their label or column head says that they are limits.
    pub fn fall_due(&mut self, why: &DateStep) {
        for time in &mut self.times {
            if let Time::On { at } = *time {
                *time = Time::Due { at, exclusive: false };
                self.turn = Some(why.clone());
            }
        }
    }

    /// Makes a day the beginning of an open period: "có hiệu lực ngày 01/10/2024".
    pub fn open(&mut self) {
        for time in &mut self.times {
            if let Time::On { at } = *time {
                *time = Time::Period { from: Some(at), to: None };
                self.turn = Some(DateStep::OpenByEffect);
            }
        }
    }

    /// "đầu năm học, cuối năm học": the event that follows another one right away is set as much as that.
    fn share_strength(&mut self, line: &Line, before: Option<&Self>) {
        let event = |e: &Self| matches!(e.times[..], [Time::Relative { .. }]);
        let Some(before) = before.filter(|b| event(b) && event(self)) else { return };
        if line.one_of(before.end, phrases![", và", ",", "và", "hoặc"]) == Some(self.first) {
            self.strength = self.strength.max(before.strength);
        }
    }

    /// "trước ngày 15 tháng 6 và 15 tháng 12 hằng năm": the first day comes again every year too.
    fn share_recurrence(&mut self, line: &Line, next: &Self) -> bool {
        let [Time::Recurring { every: Some(every) }, ..] = &next.times[..] else { return false };
        let undated = |t: &Time| match t {
            Time::Due { at, .. } | Time::On { at } => {
                matches!(at, Point::Day { month: Some(_), year: None, .. } | Point::Month { year: None, .. })
            }
            _ => false,
        };
        let yearly = every == "yearly" && line.number(next.first + 1).or(line.number(next.first + 2)).is_some();
        let comma = self.end + 1 == next.first && line.mark(self.end) == Some(',');
        let joined = comma || (self.end..next.first).any(|k| line.is(k, word!["và"]));
        let near = next.first - self.end <= SHARED && !(self.end..next.first).any(|k| line.is_stop(k));
        if yearly && joined && near && self.times.iter().all(undated) {
            let one = |_: &Time| Time::Recurring { every: Some(every.clone()) };
            self.times = self.times.iter().map(one).collect();
            self.strength = Strength::Strong;
            self.turn = None;
            return true;
        }
        false
    }

    /// "ngày 20/3, 20/6 và 20/12 hằng năm": what makes the last day come again serves those before it.
    fn share_back(line: &Line, found: &mut [Self], last: &Self) {
        let mut next = last;
        for before in found.iter_mut().rev() {
            if !before.share_recurrence(line, next) {
                break;
            }
            next = before;
        }
    }

    /// Whether it names a year, a span of years or a school year only.
    pub fn is_yearly(&self) -> bool {
        let year = |p: &Point| matches!(p, Point::Year(_) | Point::SchoolYear(_));
        self.times.iter().all(|t| match t {
            Time::Horizon { .. } => true,
            Time::Period { from, to } => from.iter().chain(to).all(year),
            Time::Due { at, .. } | Time::On { at } => year(at),
            _ => false,
        })
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Preposition {
    Before,
    By,
    /// "đến", "tới", "hết": by, but the end of a range where a beginning stands in front.
    Until,
    In,
    From,
    /// "bắt đầu": on a day, but the beginning of a range where its end follows, and of what years bring.
    Beginning,
    Span,
}

/// The first words of all time expressions that begin with no number: at other words nothing is tried.
static OPENERS: Phrases = phrase_list![
    "ba",
    "buổi",
    "bế",
    "bắt",
    "bốn",
    "chiều",
    "cho",
    "chúa",
    "chậm",
    "chủ",
    "cuối",
    "các",
    "dịp",
    "cùng",
    "cứ",
    "dự",
    "giai",
    "giờ",
    "giữa",
    "hai",
    "hoàn",
    "hàng",
    "hè",
    "hạ",
    "hạn",
    "hằng",
    "hết",
    "khai",
    "khi",
    "khoảng",
    "khuya",
    "không",
    "kết",
    "kể",
    "lúc",
    "muộn",
    "mười",
    "mỗi",
    "một",
    "ngay",
    "ngày",
    "nhân",
    "nhiệm",
    "những",
    "năm",
    "nửa",
    "quí",
    "quý",
    "rạng",
    "sau",
    "sáng",
    "sáu",
    "sơ",
    "theo",
    "tháng",
    "thường",
    "thượng",
    "thời",
    "thứ",
    "trong",
    "trung",
    "trưa",
    "trước",
    "trễ",
    "tuần",
    "tính",
    "tại",
    "tết",
    "tối",
    "tổng",
    "tới",
    "từ",
    "vào",
    "xong",
    "ít",
    "đêm",
    "đầu",
    "đến",
    "định",
];

/// All time expressions of a line, in order, none overlapping.
pub(super) fn expressions(line: &Line) -> Vec<Expression> {
    let mut found: Vec<Expression> = Vec::new();
    let mut i = 0;
    while i < line.len() {
        if line.number(i).is_none() && !OPENERS.may_stand_at(line, i) {
            debug_assert_eq!(read(line, i, None), None, "{:?} is missing among the openers", line.word(i));
            i += 1;
            continue;
        }
        match read(line, i, found.last()) {
            Some(mut expression) if expression.end > i => {
                i = expression.end;
                if takes_effect(line, expression.first) {
                    expression.open();
                }
                if is_limit(line, expression.first) || is_over(line, &expression) || is_reported(line, &expression) {
                    expression.fall_due(&DateStep::LimitByLabel);
                }
                expression.share_strength(line, found.last());
                Expression::share_back(line, &mut found, &expression);
                if is_owed_too(line, &expression, found.last()) {
                    expression.fall_due(&DateStep::LimitByLabel);
                }
                found.push(expression);
            }
            _ => i += 1,
        }
    }
    found
}

/// Whether the words before token `i` say that something takes effect.
fn takes_effect(line: &Line, i: usize) -> bool {
    line.follows(i, phrases!["hiệu lực", "hiệu lực thi hành", "hiệu lực kể", "hiệu lực thi hành kể", "hiệu lực từ"])
}

/// Whether the label in front of token `i` names a limit: "Hạn nộp hồ sơ: …".
fn is_limit(line: &Line, i: usize) -> bool {
    let Some(colon) = i.checked_sub(1).filter(|&k| line.mark(k) == Some(':')) else { return false };
    let (first, _) = line.sentence(colon);
    line.has(
        first..colon,
        phrases![
            "hạn nộp",
            "hạn cuối",
            "hạn chót",
            "hạn gửi",
            "thời hạn",
            "hạn hoàn thành",
            "hạn đăng",
            "hạn báo cáo",
            "hạn nhận",
        ],
    ) || line.is(line.after_marker(), word!["hạn"])
        || first == 0 && is_owed(line, line.after_marker(), colon)
}

/// Whether the label `first..end` is what is handed in: "Báo cáo sơ kết: 15/01/2026".
fn is_owed(line: &Line, first: usize, end: usize) -> bool {
    let part = (first..end).rev().find(|&k| line.mark(k) == Some(',')).map_or(first, |k| k + 1);
    let owed = phrases!["nộp", "gửi", "báo cáo", "trình", "hoàn thành"];
    (line.one_of(first, owed).is_some() || line.one_of(part, owed).is_some())
        && !line.has(first..end, phrases!["báo cáo viên", "viên"])
}

/// "…, báo cáo học kỳ I ngày 10/01/2025": the day on which a report is owed.
fn is_reported(line: &Line, e: &Expression) -> bool {
    const LONGEST: usize = 9;
    if !matches!(e.times[..], [Time::On { at: Point::Day { .. } }]) || line.any(e.first, phrases!["vào", "lúc"]) {
        return false;
    }
    let (first, _) = line.sentence(e.first);
    let from = first.max(e.first.saturating_sub(LONGEST));
    let clause = (from..e.first).rev().find(|&k| line.mark(k).is_some()).map_or(from, |k| k + 1);
    let clause = if clause == 0 { line.after_marker() } else { clause };
    // "báo cáo bằng văn bản: lần 1 ngày 20/01"
    if clause > 0 && line.mark(clause - 1) == Some(':') && line.any(clause, phrases!["lần", "đợt", "kỳ", "kì"])
    {
        let head = first.max(clause.saturating_sub(LONGEST))..clause - 1;
        return line.has(head.clone(), phrases!["báo cáo", "nộp", "gửi"])
            && !line.has(head, phrases!["đã", "viên", "họp", "nghe", "hội nghị", "thi"]);
    }
    line.one_of(clause, phrases!["báo cáo", "nộp", "gửi"]).is_some_and(|next| {
        next <= e.first && !line.has(next..e.first, phrases!["đã", "viên", "họp", "nghe", "hội nghị", "số", "tại"])
    })
}

/// "…, cả năm: 25/5/2025" behind a day on which a report is owed.
fn is_owed_too(line: &Line, e: &Expression, before: Option<&Expression>) -> bool {
    const LONGEST: usize = 5;
    let day = |t: &Time| matches!(t, Time::On { at: Point::Day { .. } });
    before.is_some_and(|b| {
        b.turn == Some(DateStep::LimitByLabel)
            && e.times.iter().all(day)
            && line.mark(b.end) == Some(',')
            && e.first > b.end + 1
            && e.first - b.end <= LONGEST
            && (b.end + 1..e.first - 1).all(|k| line.is_word(k) || line.small(k).is_some())
            && (line.mark(e.first - 1) == Some(':') || line.any(e.first, phrases!["ngày"]))
    })
}

/// "…, xong lúc 12 giờ ngày 28/9": what is over at a time is due by it.
fn is_over(line: &Line, e: &Expression) -> bool {
    line.follows(e.first, phrases!["xong"])
        && (line.any(e.first, phrases!["lúc", "vào", "ngày"]) || line.number(e.first).is_some())
        && e.times.iter().all(|t| matches!(t, Time::On { at: Point::Day { .. } }))
}

fn read(line: &Line, i: usize, before: Option<&Expression>) -> Option<Expression> {
    recurring::at(line, i)
        .or_else(|| signing(line, i))
        .or_else(|| from_now(line, i))
        .or_else(|| from_effect(line, i))
        .or_else(|| dated(line, i, before))
        .or_else(|| relative::at(line, i))
        .or_else(|| before.and_then(|before| relative::occasion_after(line, i, before)))
}

fn preposition(line: &Line, i: usize) -> Option<(Preposition, usize)> {
    static LATEST: Phrases = phrase_list![
        "chậm nhất là",
        "chậm nhất",
        "muộn nhất là",
        "muộn nhất",
        "trễ nhất là",
        "trễ nhất",
        "hạn cuối cùng là",
        "hạn cuối cùng",
        "hạn cuối là",
        "hạn cuối",
        "hạn chót là",
        "hạn chót",
        "không muộn hơn",
        "không chậm hơn",
        "không trễ hơn",
        "không quá",
    ];
    static IN_FRONT: Phrases = phrase_list!["đến hết", "cho đến", "đến", "trong", "vào", "hết", "tới", ":"];
    if let Some(mut next) = line.one_of(i, &LATEST) {
        next = line.skip(next, &IN_FRONT);
        if let Some(next) = line.one_of(next, phrases!["trước"]) {
            return Some((Preposition::Before, next));
        }
        return Some((Preposition::By, next));
    }
    let rules: [(&Phrases, Preposition); 7] = [
        (
            phrases!["vào trước", "trước thời điểm", "trước thời hạn", "trước lúc", "đến trước", "trước"],
            Preposition::Before,
        ),
        (phrases!["giai đoạn", "thời kỳ", "nhiệm kỳ", "các năm"], Preposition::Span),
        (
            phrases![
                "cho đến hết",
                "đến hết",
                "tới hết",
                "cho đến",
                "cho tới",
                "đến cuối",
                "đến",
                "tới",
                "trong hết",
                "hết"
            ],
            Preposition::Until,
        ),
        (phrases!["bắt đầu kể từ", "bắt đầu từ", "ngay từ", "kể từ", "tính từ", "từ sau", "từ"], Preposition::From),
        (phrases!["bắt đầu vào lúc", "bắt đầu vào", "bắt đầu lúc", "bắt đầu"], Preposition::Beginning),
        (
            phrases![
                "dự kiến vào",
                "vào lúc",
                "vào khoảng",
                "ngay trong",
                "vào",
                "lúc",
                "trong suốt",
                "trong vòng",
                "trong cả",
                "trong",
                "khoảng"
            ],
            Preposition::In,
        ),
        (phrases!["dự kiến"], Preposition::In),
    ];
    rules.iter().find_map(|(phrases, p)| line.one_of(i, phrases).map(|next| (*p, next)))
}

/// A point of time with its preposition, the other end of its range, and what follows in brackets.
fn dated(line: &Line, i: usize, before: Option<&Expression>) -> Option<Expression> {
    let (preposition, at) = preposition(line, i).map_or((None, i), |(p, next)| (Some(p), next));
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
        && let Some((to, end)) = other_end(line, &points, preposition)
    {
        if years(&first) && years(&to) {
            return strong(end, vec![Time::Horizon { at: to, exclusive: false }]);
        }
        return strong(end, vec![Time::Period { from: Some(first), to: Some(to) }]);
    }
    if points.points.iter().any(dayless) {
        let by = matches!(preposition, Some(Preposition::Before | Preposition::By));
        let each = before.filter(|_| by).and_then(|b| day_of_each(line, b, i, points.end));
        return each.or_else(|| day_of_reports(line, i, points.end).filter(|_| by));
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
        Some(Preposition::From) if points.hours => {
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
    let first = point::year(line, i)?;
    let attached = |k: usize| line.touches(k) && matches!(line.mark(k + 1), Some('/' | '.' | '-'));
    let points = |points, range, end| Some(Points { points, range, bare: false, hours: false, end });
    match preposition? {
        Preposition::Span => {
            let last = matches!(line.mark(i + 1), Some('-' | '–' | '—')).then(|| point::year(line, i + 2)).flatten();
            let last = last.or_else(|| line.one_of(i + 1, phrases!["đến"]).and_then(|k| point::year(line, k)))?;
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
fn other_end(line: &Line, points: &Points, preposition: Option<Preposition>) -> Option<(Point, usize)> {
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
    let next = line.one_of(at, &UNTIL).or_else(|| (dash && at == points.end).then_some(at + 1))?;
    let to =
        pointed(line, next, Some(Preposition::Until)).or_else(|| bare_years(line, next, Some(Preposition::Until)))?;
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
    let (at, end) = point::near(line, at)?;
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
    let end = relative::event_end(line, next);
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
    let points = point::points(line, next)?;
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
