//! Which days and months set a time for somebody: those of cited papers, of feasts, of what is done do not.
//!
//! The part of [`super::filter`] that decides on what has a date; [`super::undated`] decides on the rest.

use std::ops::Range;

use super::duties::{HELD, REPORTS};
use super::expression::{Expression, Strength, Time};
use super::filter::{Sentence, is_effect};
use super::point::Point;
use crate::detect::phrases::{Phrases, Words, phrase_list, phrases, word};

/// Whether a day or month sets a time.
pub(super) fn keeps_date(s: &Sentence, e: &Expression, time: &Time) -> bool {
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
