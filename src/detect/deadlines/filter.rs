//! Which time expressions set a time for somebody: dates of cited papers, of the past, of names and of norms do not.

use super::duties::{HELD, REPORTS};
use super::expression::{Expression, Strength, Time};
use super::point::Point;
use super::resolve::Ends;
use super::token::Line;
use super::undated::{keeps_recurring, keeps_relative, keeps_year};
use crate::detect::phrases::{Phrases, Words, phrase_list, phrases, word};
use crate::directive::{PartialDate, Reference, SchoolYear, Span};
use jiff::civil::Date;
use std::ops::Range;

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

fn keeps_date(s: &Sentence, e: &Expression, time: &Time) -> bool {
    let line = s.line;
    let first = e.first;
    let clause = s.clause_start(first);
    static TOLD: Phrases = phrase_list![
        "tính",
        "tính từ",
        "so với",
        "vừa qua",
        "kỷ niệm",
        "kỉ niệm",
        "chào mừng",
        "nhân ngày",
        "nhân dịp",
        "mừng",
        "truyền thống",
        "hưởng ứng",
        "hồi",
        "dự báo",
    ];
    if line.follows(first, &TOLD) {
        return false;
    }
    // What portals and signature stamps say of the paper itself.
    static RECORDS: Phrases = phrase_list![
        "ngày cập nhật",
        "ngày ban hành",
        "ngày có hiệu lực",
        "ngày hết hiệu lực",
        "ngày đăng",
        "ngày ký",
        "thời gian ký",
        "ngày hiệu lực",
        "ngày công báo",
    ];
    if matches!(line.mark(first.wrapping_sub(1)), Some(':')) && line.follows(first - 1, &RECORDS) {
        return false;
    }
    let near = clause.max(first.saturating_sub(12))..first;
    if is_anniversary(time) || is_history(s, e) {
        return false;
    }
    // "số liệu tính từ ngày 15 tháng 12": what is counted, not what is done.
    if line.one_of(first, phrases!["tính từ"]).is_some() && !is_effect(line, e) {
        return false;
    }
    // "Trong tháng 01, các trường đã hoàn thành …": what opens such a sentence tells of what is over.
    let opening =
        matches!(time, Time::On { at: Point::Month { .. } }) && s.opens(first) && line.mark(e.end) == Some(',');
    let clause_end = (e.end + 1..s.end).find(|&k| line.mark(k) == Some(',')).unwrap_or(s.end);
    if opening
        && line.has(e.end..clause_end, phrases!["đã"])
        && !line.has(e.end..clause_end, phrases!["phải", "sẽ", "cần", "nộp", "gửi"])
    {
        return false;
    }
    // "sau ngày 30/9/2025" sets no end, and no day either; "dự toán năm sau" is followed by its day.
    if line.follows(first, phrases!["sau"])
        && !line.follows(first, phrases!["năm sau", "tháng sau", "kỳ sau", "quý sau"])
    {
        return false;
    }
    let bare = e.strength < Strength::Strong;
    // "lễ kỷ niệm … tổ chức ngày …": the verb between takes the date from the anniversary's name.
    let held = line.follows(first, phrases!["tổ chức", "tổ chức vào", "diễn ra", "khai mạc", "bắt đầu", "hoàn thành"]);
    if bare
        && !held
        && line.has(
            near.clone(),
            phrases![
                "kỷ niệm",
                "kỉ niệm",
                "chào mừng",
                "nhân dịp",
                "nhân ngày",
                "ngày lễ",
                "ngày thành lập",
                "hướng tới",
                "năm ngày",
            ],
        )
    {
        return false;
    }
    if matches!(time, Time::Due { exclusive: true, .. }) && is_transition(s, e, near.clone()) {
        return false;
    }
    // "Thông tư số … có hiệu lực kể từ ngày …": the history of another paper.
    let other = (s.first..first).any(|k| {
        line.one_of(k, phrases!["thông tư", "nghị định", "luật", "quyết định", "nghị quyết"])
            .is_some_and(|n| line.any(n, phrases!["số"]))
    });
    if is_effect(line, e) && other && !line.has(s.first..first, phrases!["này", "hết hiệu lực"]) {
        return false;
    }
    if let Time::Period { from: Some(Point::Quarter { .. }), to: Some(Point::Quarter { .. }) } = time
        && e.strength < Strength::Strong
    {
        // "kinh phí quý I": which one, not when.
        static QUARTERLY: Phrases = phrase_list![
            "báo cáo",
            "kế hoạch",
            "nhiệm vụ",
            "công tác",
            "kinh phí",
            "học phí",
            "số liệu",
            "kết quả",
            "dự toán",
            "lương",
            "phí",
            "thuế",
            "tiền",
            "của",
            "sơ kết",
            "quyết toán",
        ];
        return !line.follows(first, &QUARTERLY);
    }
    let Time::On { at } = time else { return true };
    if line.is(first, word!["khoảng"]) && matches!(at, Point::Day { year: None, .. }) {
        return false;
    }
    let labelled = first > 0 && matches!(line.mark(first - 1), Some(':' | '('));
    match (*at, e.strength) {
        (Point::Day { year: Some(_), .. }, _) => true,
        // "10/9" alone may be a fraction.
        (Point::Day { day, month: Some(month), .. }, Strength::Bare) if is_held_on(s, e, day, month) => true,
        (Point::Day { .. }, Strength::Bare) => {
            labelled && line.has(clause.saturating_sub(8)..first, phrases!["ngày", "thời gian", "hạn", "lịch"])
        }
        (Point::Day { .. }, _) => true,
        (Point::Month { .. }, Strength::Bare) => labelled || s.opens(first),
        (Point::Month { year, .. }, _) => {
            // "báo cáo tháng 9", "kế hoạch tháng 10/2024": which one, not when.
            static MONTHLY: Phrases = phrase_list![
                "kế hoạch",
                "báo cáo",
                "chương trình",
                "nhiệm vụ",
                "công tác",
                "lịch",
                "giao ban",
                "lương",
                "số liệu",
                "kết quả",
                "chủ đề",
                "chủ điểm",
                "chi phí",
                "của",
            ];
            // "tiểu học tháng 11, THCS tháng 12": each label has its month.
            const LABEL: usize = 4;
            let listed = first > clause
                && first - clause <= LABEL
                && matches!(line.mark(clause.wrapping_sub(1)), Some(':' | ','))
                && line.mark(e.end) == Some(',')
                && line.has(e.end..s.end, phrases!["tháng"]);
            // "hội nghị viên chức tuần 3 tháng 9": a part of a month is nothing but a time.
            let part = line.any(first, phrases!["tuần", "thượng", "trung", "hạ", "đầu", "giữa", "cuối"]);
            let opens = s.opens(first) || labelled || listed || part;
            let led = line.any(first, phrases!["trong", "vào", "dự", "ngay", "khoảng"]);
            let title = s.first == 0 && line.one_of(line.after_marker(), &MONTHLY).is_some()
                || line.one_of(0, phrases!["kết luận", "thông báo"]).is_some();
            // "TH Kim Đồng (xong tháng 2)"
            let over = line.follows(first, phrases!["xong", "hoàn thành"]);
            !line.follows(first, &MONTHLY) && (opens || led || over || year.is_some() && !title)
        }
        _ => true,
    }
}

/// "Thi thử cấp trường 28/02, 04/4", "Tổng kết: 30/5", "Đại hội Liên đội (11/10)": digits right behind what is held.
fn is_held_on(s: &Sentence, e: &Expression, day: i8, month: i8) -> bool {
    /// Days whose digits name a feast, as in "các hoạt động 20/11".
    const FEASTS: [(i8, i8); 15] = [
        (20, 11),
        (8, 3),
        (26, 3),
        (22, 12),
        (20, 10),
        (3, 2),
        (2, 9),
        (30, 4),
        (1, 5),
        (19, 5),
        (27, 7),
        (15, 5),
        (1, 6),
        (9, 1),
        (10, 10),
    ];
    const FARTHEST: usize = 8;
    let line = s.line;
    let over = e.end >= s.end
        || matches!(line.mark(e.end), Some(',' | ')' | '.' | '('))
        || line.any(e.end, phrases!["và", "tại", "ở"]);
    // Its name stands right before the date, dates of the same list aside: no other number, no other clause.
    let from = s.first.max(e.first.saturating_sub(FARTHEST));
    let mut name = e.first;
    while name > from {
        let k = name - 1;
        let listed = line.number(k).is_some() || matches!(line.mark(k), Some('/' | ','));
        let opens = k + 1 == e.first && matches!(line.mark(k), Some('(' | ':'));
        if !(line.is_word(k) || opens || listed && (k + 1 == e.first || !line.is_word(k + 1))) {
            break;
        }
        name = k;
    }
    over && !FEASTS.contains(&(day, month)) && line.has(name..e.first, &HELD)
}

/// Whether the words in front say that what `e` dates is done. What is due, or made known, may be so all the same, where the
/// day lies after the paper: "các đơn vị đã đăng ký nộp sản phẩm trước ngày …".
fn is_done(line: &Line, e: &Expression) -> bool {
    is_given(line, e) || has_done(line, e)
}

fn may_be_ahead(line: &Line, e: &Expression) -> bool {
    e.times.iter().all(|time| matches!(time, Time::Due { .. })) || !has_done(line, e)
}

/// "được công bố ngày …", "kế hoạch ngày …".
fn is_given(line: &Line, e: &Expression) -> bool {
    static GIVEN: Phrases = phrase_list!["công bố", "cấp", "thông báo", "kế hoạch"];
    let day = line.any(e.first, phrases!["ngày", "các"]) || line.number(e.first).is_some();
    e.strength < Strength::Strong && day && line.follows(e.first, &GIVEN)
}

/// "Phòng đã tổ chức tập huấn ngày …".
fn has_done(line: &Line, e: &Expression) -> bool {
    const NEAR: usize = 12;
    let first = e.first;
    let (start, end) = line.sentence(first);
    let clause = Sentence { line, first: start, end }.clause_start(first);
    let near = clause.max(first.saturating_sub(NEAR))..first;
    let ahead = matches!(e.times[0], Time::Due { exclusive: false, .. })
        && line.any(first, phrases!["đến", "cho", "chậm", "muộn"]);
    let told = near.clone().rev().find(|&k| line.is(k, word!["đã"]));
    !ahead && told.is_some_and(|k| !is_attribute(line, clause, k)) && !line.has(near, phrases!["phải", "sẽ"])
}

/// "Hồ sơ nộp trước ngày … thì tiếp tục …", "văn bằng cấp trước ngày … vẫn có giá trị": what holds for old cases.
fn is_transition(s: &Sentence, e: &Expression, near: Range<usize>) -> bool {
    static DONE: Phrases = phrase_list![
        "được cấp",
        "ban hành",
        "phê duyệt",
        "tiếp nhận",
        "tuyển dụng",
        "được ký",
        "cấp",
        "được công nhận",
        "thành lập",
    ];
    /// "được tiếp tục", "thì vẫn" stand right behind the day.
    const CLOSE: usize = 2;
    let line = s.line;
    let goes_on = (e.end..s.end).find(|&k| line.any(k, phrases!["tiếp tục", "vẫn"]));
    let goes_on = goes_on.filter(|&k| !line.is(k - 1, word!["và"]));
    let then = (e.end..s.end).find(|&k| line.is(k, word!["thì"]));
    let then = then.filter(|&k| !line.has(e.end..k, phrases!["nếu", "quá hạn", "chậm", "muộn"])).is_some();
    let done = line.follows(e.first, &DONE);
    let old = done
        || line.one_of(s.first, phrases!["trường hợp", "đối với"]).is_some()
        || line.has(near, phrases!["đã", "được", "nộp"]);
    done && goes_on.is_some() || old && (then || goes_on.is_some_and(|k| k - e.end < CLOSE))
}

/// Whether "đã" at token `k` says of a thing to be handed in how it is ("báo cáo danh sách giáo viên đã tập huấn"),
/// not of the task that it is done.
fn is_attribute(line: &Line, clause: usize, k: usize) -> bool {
    static HANDED: Phrases =
        phrase_list!["danh sách", "số lượng", "kết quả", "những", "các", "hồ sơ", "sản phẩm", "nội dung", "bản"];
    let verb = (clause..k).find(|&v| line.one_of(v, &REPORTS).is_some());
    verb.is_some_and(|v| line.has(v..k, &HANDED) && !line.any(v.saturating_sub(1), phrases!["đã", "được"]))
}

/// "Trong trận bão số 9 (ngày 08/9/2025), toàn tỉnh đã …": a day in brackets dates what is then told.
fn is_history(s: &Sentence, e: &Expression) -> bool {
    let line = s.line;
    let bracketed = e.first > 0 && line.mark(e.first - 1) == Some('(') && line.mark(e.end) == Some(')');
    let told = (e.end..s.end.min(e.end + 12)).find(|&k| line.any(k, phrases!["đã", "bị"]));
    bracketed && matches!(e.times[..], [Time::On { .. }]) && told.is_some_and(|k| !line.has(e.end..k, &REPORTS))
}

/// "20/11/1982 - 20/11/2025": the same day after many years is an anniversary.
fn is_anniversary(time: &Time) -> bool {
    match *time {
        Time::Period {
            from: Some(Point::Day { day, month, year: Some(first) }),
            to: Some(Point::Day { day: last_day, month: last_month, year: Some(last) }),
        } => day == last_day && month == last_month && last - first > 4,
        _ => false,
    }
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
