//! Which time expressions set a time for somebody: dates of cited papers, of the past, of names and of norms do not.

use super::days::keeps_date;
use super::done::{is_done, may_be_ahead};
use super::expression::{Expression, Strength, Time};
use super::point::Point;
use super::resolve::Ends;
use super::token::Line;
use super::undated::{keeps_recurring, keeps_relative, keeps_year};
use crate::detect::phrases::{Phrases, Words, phrase_list, phrases, word};
use crate::directive::{PartialDate, Reference, SchoolYear, Span};
use jiff::civil::Date;

/// What is known around a line.
pub(super) struct Around<'a> {
    /// Spans of all references, in order.
    pub references: &'a [Span],
    /// The earliest day that can still be ahead of the directive; `None` where it is not known.
    pub earliest: Option<Date>,
    /// The day of issue: what is due after it has not been done.
    pub issued: Option<Date>,
}

impl Around<'_> {
    /// Whether a reference shares words with `span`.
    pub fn overlaps(&self, span: &Span) -> bool {
        // References hardly overlap each other, so that the next ones tell.
        let next = self.references.partition_point(|r| r.end <= span.start);
        self.references[next..].iter().take_while(|r| r.start < span.end.max(span.start + 1)).any(|r| r.overlaps(span))
    }
}

/// Whether the expression is a deadline where it stands.
pub(super) fn keeps(line: &Line, e: &Expression, around: &Around) -> bool {
    let span = line.span(e.first, e.end);
    if around.overlaps(&span) || is_issue_date(line, e, around) || is_lunar(line, e) {
        return false;
    }
    let (first, end) = line.sentence(e.first);
    let sentence = Sentence { line, first, end };
    if is_forbidden(&sentence, e) || is_issued(&sentence, e, around) || is_contact(&sentence, e) {
        return false;
    }
    if e.is_yearly() {
        return keeps_year(&sentence, e, around);
    }
    let time = &e.times[0];
    match time {
        Time::Recurring { .. } => keeps_recurring(&sentence, e),
        Time::Relative { .. } => keeps_relative(&sentence, e),
        Time::Signing => line.has(first..e.first, phrases!["này"]),
        // Of what may be ahead the day tells, once it is known ([`is_told`]).
        _ => {
            let done = is_done(line, e) && !(around.issued.is_some() && may_be_ahead(line, e));
            !done && keeps_date(&sentence, e, time)
        }
    }
}

/// Whether `e` is an event that stands beside the kept event `before`: "Cuối học kỳ I và cuối năm học".
pub(super) fn is_joined(line: &Line, before: &Expression, e: &Expression) -> bool {
    let parts = phrases!["đầu", "giữa", "cuối", "kết thúc", "hết"];
    let event =
        |e: &Expression| matches!(e.times[..], [Time::Relative { .. }]) && line.one_of(e.first, parts).is_some();
    event(before) && event(e) && line.one_of(before.end, phrases![", và", ",", "và"]) == Some(e.first)
}

/// Whether resolved dates lie so far before the directive that it can only tell of them.
pub(super) fn is_past(ends: &Ends, effect: bool, around: &Around) -> bool {
    let last = ends.end.or(ends.start);
    match (around.earliest, last) {
        (Some(earliest), Some(date)) if ends.end.is_some() || !effect => date.last_day() < earliest,
        _ => false,
    }
}

/// A sentence or list item around a time.
pub(super) struct Sentence<'a, 'b> {
    pub line: &'a Line<'b>,
    /// Its first token.
    pub first: usize,
    /// One past its last token.
    pub end: usize,
}

impl Sentence<'_, '_> {
    /// First token of the clause (after the last comma, colon, bracket or "và" of clauses) before token `i`.
    pub fn clause_start(&self, i: usize) -> usize {
        (self.first..i)
            .rev()
            .find(|&k| matches!(self.line.mark(k), Some(',' | ':' | '(' | ')')))
            .map_or(self.first, |k| k + 1)
    }

    /// Whether nothing but a list marker stands before token `i` in its sentence.
    pub fn opens(&self, i: usize) -> bool {
        let start = if self.first == 0 { self.line.after_marker() } else { self.first };
        i <= start || matches!(self.line.mark(i - 1), Some(':' | '-' | '–' | '+' | '•' | '"' | '“'))
    }

    /// Whether one of `phrases` stands in the sentence before token `i`.
    pub fn before(&self, i: usize, phrases: &Phrases) -> bool {
        self.line.has(self.first..i, phrases)
    }
}

/// A date that belongs to a cited paper: after a reference, a symbol, "ban hành", or before "của" an agency.
fn is_issue_date(line: &Line, e: &Expression, around: &Around) -> bool {
    let first = e.first;
    let Some(before) = first.checked_sub(1) else { return false };
    let plain = e.strength < Strength::Strong;
    let span = line.span(first, e.end);
    let nearest = around.references.partition_point(|r| r.end <= span.start).checked_sub(1);
    if let Some(reference) = nearest.map(|i| around.references[i]).filter(|r| r.end >= line.base) {
        let gap = line.text.get(reference.end - line.base..span.start - line.base).unwrap_or_default();
        // "sửa đổi Quyết định số … trong quý II": such a preposition leads to a time of the task.
        let led = line.any(first, phrases!["trong", "vào", "ngay", "dự", "khoảng"]);
        if plain && !led && gap.chars().all(|c| c.is_whitespace() || ",(".contains(c)) {
            return true;
        }
    }
    let at = if matches!(line.mark(before), Some(',' | '(')) { before.saturating_sub(1) } else { before };
    // "15/QĐ-UBND ngày …": the word before is glued to a slash or hyphen that is glued to something too.
    let symbol = at > 1 && matches!(line.mark(at - 1), Some('/' | '-' | '&')) && line.is_capital(at);
    if plain && symbol {
        return true;
    }
    static ISSUED: Phrases = phrase_list![
        "ban hành",
        "ký",
        "thông qua",
        "sinh",
        "thành lập",
        "phê duyệt",
        "số",
        "luật",
        "nghị quyết",
        "quyết định",
        "công văn",
        "nghị định",
        "chỉ thị",
        "hiến pháp",
        "công điện",
        "tờ trình",
        "giấy mời",
        "biên bản",
        "văn bản",
        "thông tư",
        "kết luận",
    ];
    let day = line.any(first, phrases!["ngày", "các"]) || line.number(first).is_some();
    if plain && day && line.follows(first, &ISSUED) {
        // "phê duyệt ngày …", but "hoàn thành phê duyệt trước ngày …" is strong and stays.
        return true;
    }
    // "Luật Công nghệ thông tin ngày 29 tháng 6 năm 2006", "Nghị quyết … ngày … của Quốc hội".
    static PAPERS: Phrases = phrase_list![
        "luật",
        "bộ luật",
        "pháp lệnh",
        "nghị quyết",
        "quyết định",
        "nghị định",
        "thông tư",
        "công văn",
        "chỉ thị",
        "tờ trình",
        "công điện",
        "thông báo",
    ];
    let (start, _) = line.sentence(first);
    let window = start.max(first.saturating_sub(14))..first;
    plain
        && line.has(window, &PAPERS)
        && (line.is(e.end, word!["của"])
            || line.mark(e.end) == Some(';') && line.has(start..start + 2, phrases!["căn cứ"]))
}

/// Whether a day is one "before" which something is done.
fn is_before(e: &Expression) -> bool {
    matches!(e.times[..], [Time::Due { exclusive: true, .. }])
}

/// "Không được thu tiền trước ngày 01/9": until then nothing is to be done, and nothing is owed.
fn is_forbidden(s: &Sentence, e: &Expression) -> bool {
    let clause = s.clause_start(e.first);
    let forbids = |range: std::ops::Range<usize>| {
        s.line.has(range, phrases!["không được phép", "không được", "nghiêm cấm", "cấm", "chưa được phép", "chưa được"])
    };
    // "không được chậm hơn, quá hạn" sets a limit.
    is_before(e)
        && forbids(clause..e.first)
        && !s.line.has(clause..e.first, phrases!["chậm", "muộn", "trễ", "quá", "phải", "để"])
}

/// "Thông tư 29/2024/TT-BGDĐT được ban hành trước ngày 31/12/2024": of a paper with a number that is a fact.
fn is_issued(s: &Sentence, e: &Expression, around: &Around) -> bool {
    let line = s.line;
    let told = phrases!["được ban hành", "được ký", "được ký ban hành", "được công bố", "được phê duyệt", "ban hành"];
    let clause = s.clause_start(e.first);
    is_before(e)
        && line.follows(e.first, told)
        && clause < e.first
        && around.overlaps(&line.span(clause, e.first))
        && !line.has(clause..e.first, phrases!["phải", "cần", "sẽ", "thay thế", "sửa đổi"])
}

/// "Trường hợp có vướng mắc, liên hệ ông …, trước 16h30 thứ Sáu hằng tuần": when somebody can be asked.
fn is_contact(s: &Sentence, e: &Expression) -> bool {
    let line = s.line;
    matches!(e.times[..], [Time::Recurring { .. }, ..])
        && line.has(s.first..e.first, phrases!["liên hệ", "liên lạc"])
        && line.has(s.first..e.first, phrases!["vướng mắc", "thắc mắc", "khó khăn", "điện thoại", "hotline"])
}

/// "(tức ngày 15 tháng Giêng)", "… âm lịch": the lunar date beside the real one.
fn is_lunar(line: &Line, e: &Expression) -> bool {
    e.first > 0 && line.any(e.first - 1, phrases!["tức", "nhằm"])
        || line.one_of(e.end, phrases!["âm lịch", "năm giáp", "năm ất", "năm bính", "( âm lịch"]).is_some()
}

/// Whether the directive only tells of a day that lay before it: of what was done by then, or at the beginning of a sentence
/// ("Ngày 21/02/2025, Phòng đã họp …").
pub(super) fn is_told(line: &Line, e: &Expression, ends: &Ends, issued: Option<Date>) -> bool {
    let (first, _) = line.sentence(e.first);
    let opens = e.first <= first.max(line.after_marker()) && line.mark(e.end) == Some(',');
    // "thông qua tại Hội đồng trường ngày 11/9", "Nghị quyết Hội nghị viên chức ngày 10/9": what a paper rests on.
    static HELD: Phrases = phrase_list![
        "thông qua",
        "nhất trí",
        "biểu quyết",
        "nghị quyết",
        "biên bản",
        "ý kiến",
        "tại cuộc họp",
        "tại phiên họp",
        "đã họp",
        "tại hội nghị",
    ];
    let rests = || {
        let near = first.max(e.first.saturating_sub(12))..e.first;
        e.strength < Strength::Strong
            && line.has(near.clone(), &HELD)
            && !line.has(near, phrases!["gửi", "nộp", "triển khai", "hoàn thành"])
    };
    let over = ends.end.or(ends.start).zip(issued).is_some_and(|(last, issued)| last.last_day() <= issued);
    if over && is_done(line, e) {
        return true;
    }
    match (ends.end, issued) {
        (Some(PartialDate::Day(day)), Some(issued)) => {
            day < issued && matches!(e.times[0], Time::On { .. }) && (opens || rests())
        }
        _ => false,
    }
}

/// Whether a date of the directive's own effect ("Thông tư này có hiệu lực …") is told.
pub(super) fn is_effect(line: &Line, e: &Expression) -> bool {
    let from = e.first.saturating_sub(4);
    line.has(from..e.first, phrases!["hiệu lực", "thi hành"])
}

/// Whether a time in a report is a duty all the same: it says "by", and it comes again or lies ahead of the report.
pub(super) fn is_duty(line: &Line, e: &Expression, issued: Option<Date>) -> bool {
    let by = line
        .one_of(e.first, phrases!["trước", "chậm nhất", "muộn nhất", "vào trước", "hạn cuối", "không quá"])
        .is_some();
    let (first, _) = line.sentence(e.first);
    by && !line.has(first..e.first, phrases!["đã"])
        && e.times.iter().all(|time| match time {
            Time::Recurring { .. } => true,
            Time::Due { at: Point::Day { day, month: Some(month), year: Some(year) }, .. } => {
                Date::new(*year, *month, *day).ok().zip(issued).is_some_and(|(due, issued)| due > issued)
            }
            _ => false,
        })
}

/// The earliest day that the deadlines of a directive issued on `issued` can have.
pub(super) fn earliest(issued: Option<PartialDate>, years: &[SchoolYear], references: &[Reference]) -> Option<Date> {
    // Papers come out weeks after what they fix has begun; older dates are history.
    const LATE_DAYS: i32 = 75;
    match issued {
        Some(PartialDate::Day(day)) => day.checked_sub(jiff::Span::new().days(LATE_DAYS)).ok(),
        Some(_) => None,
        // Preparations for a school year begin in the summer before it.
        None if !years.is_empty() => years.iter().min().and_then(|year| Date::new(year.first(), 6, 1).ok()),
        // A paper comes out after those it cites.
        None => {
            let cited = references.iter().filter_map(|r| r.date).filter(|d| matches!(d, PartialDate::Day(_)));
            cited.map(|d| d.first_day()).max().and_then(|day| day.checked_sub(jiff::Span::new().days(366)).ok())
        }
    }
}
