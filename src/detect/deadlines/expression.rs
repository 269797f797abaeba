//! Time expressions: a point of time with its preposition, read as due, on, period, horizon, recurring or relative.

use super::dated;
use super::limit::{is_limit, is_moved, is_over, is_owed_too, is_reported, owes, takes_effect};
use super::point::Point;
use super::recurring;
use super::relative;
use super::season;
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

    /// "1 lần/tháng vào ngày làm việc cuối cùng của tháng": the day on which it comes again says no more than when.
    fn takes_in(&mut self, line: &Line, next: &Self) -> bool {
        let ([Time::Recurring { every: Some(every) }], [Time::Recurring { every: Some(same) }]) =
            (&self.times[..], &next.times[..])
        else {
            return false;
        };
        let at = self.end + usize::from(line.mark(self.end) == Some(','));
        let whole = every == same && at == next.first && line.is(at, word!["vào"]);
        if whole {
            self.end = next.end;
        }
        whole
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

/// The first words of the time expressions that begin with no number: at other words nothing is tried.
static OPENERS: Phrases = phrase_list![
    "ba",
    "buổi",
    "bế",
    "bắt",
    "bốn",
    "chiều",
    "chúa",
    "chậm",
    "cuối",
    "dịp",
    "cùng",
    "cứ",
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
    "khi",
    "khoảng",
    "khuya",
    "kể",
    "lúc",
    "muộn",
    "mười",
    "mỗi",
    "một",
    "ngay",
    "ngày",
    "nhân",
    "năm",
    "nửa",
    "quí",
    "quý",
    "rạng",
    "sau",
    "sáng",
    "sáu",
    "tháng",
    "thượng",
    "thứ",
    "trong",
    "trưa",
    "trước",
    "trễ",
    "tuần",
    "tính",
    "tết",
    "tối",
    "tới",
    "từ",
    "vào",
    "xong",
    "đêm",
    "đầu",
    "đến",
];

/// The first two words of those whose first word alone is an everyday one.
static EVERYDAY_OPENERS: Phrases = phrase_list![
    "các ngày",
    "các tuần",
    "các tháng",
    "các năm",
    "cho đến",
    "cho tới",
    "chủ nhật",
    "dự kiến",
    "khai giảng",
    "không quá",
    "không muộn",
    "không chậm",
    "không trễ",
    "kết thúc",
    "nhiệm kỳ",
    "những ngày",
    "sơ kết",
    "theo định",
    "theo từng",
    "theo ngày",
    "theo tuần",
    "theo tháng",
    "theo quý",
    "theo quí",
    "theo học",
    "theo kỳ",
    "theo năm",
    "thường kỳ",
    "thời kỳ",
    "trung tuần",
    "tại kỳ",
    "tại kì",
    "tại phiên",
    "tại cuộc",
    "tại thời",
    "tổng kết",
    "ít nhất",
    "định kỳ",
    "định kì",
];

/// Whether a time expression may begin at token `i`.
fn may_begin(line: &Line, i: usize) -> bool {
    match line.number(i) {
        Some(_) => may_go_on(line, i + 1),
        None => OPENERS.may_stand_at(line, i) || EVERYDAY_OPENERS.first_at(line, i).is_some(),
    }
}

/// Whether token `i` may go on with a time that a number begins: "10/9", "5-10/9", "7 giờ", "02 (hai) ngày", "5 và 6/9".
fn may_go_on(line: &Line, i: usize) -> bool {
    static UNITS: Phrases = phrase_list![
        "giờ", "h", "g", "tiếng", "phút", "ngày", "tuần", "tháng", "quý", "quí", "học", "kỳ", "kì", "năm", "lần",
        "đợt", "phiên", "và", "đến", "hoặc",
    ];
    match line.mark(i) {
        Some('(') => true,
        Some(c) => matches!(c, '/' | '-' | '–' | '—' | '.' | ',' | ':') && line.number(i + 1).is_some(),
        None => UNITS.may_stand_at(line, i),
    }
}

/// All time expressions of a line, in order, none overlapping.
pub(super) fn expressions(line: &Line) -> Vec<Expression> {
    let mut found: Vec<Expression> = Vec::new();
    let mut i = 0;
    while i < line.len() {
        if !may_begin(line, i) {
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
                if found.last_mut().is_some_and(|last| last.takes_in(line, &expression)) {
                    continue;
                }
                if let Some(given_up) = found.pop_if(|last| is_moved(line, last, &expression)) {
                    expression.first = given_up.first;
                    if owes(line, expression.first) {
                        expression.fall_due(&DateStep::LimitByLabel);
                    }
                }
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

fn read(line: &Line, i: usize, before: Option<&Expression>) -> Option<Expression> {
    recurring::at(line, i)
        .or_else(|| dated::at(line, i, before))
        .or_else(|| relative::at(line, i))
        .or_else(|| before.and_then(|before| season::occasion_after(line, i, before)))
}
