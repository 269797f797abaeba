//! Which days are limits by the words in front of them: labels ("Hạn nộp: …"), what is owed, what is over by then.

use super::expression::{Expression, Time};
use super::point::Point;
use super::token::Line;
use crate::detect::phrases::{Words, phrases, word};
use crate::directive::DateStep;

/// Whether the words before token `i` say that something takes effect.
pub(super) fn takes_effect(line: &Line, i: usize) -> bool {
    line.follows(i, phrases!["hiệu lực", "hiệu lực thi hành", "hiệu lực kể", "hiệu lực thi hành kể", "hiệu lực từ"])
}

/// Whether the label in front of token `i` names a limit: "Hạn nộp hồ sơ: …", "Hạn nộp hồ sơ là …".
pub(super) fn is_limit(line: &Line, i: usize) -> bool {
    let labels = |&k: &usize| line.mark(k) == Some(':') || line.is(k, word!["là"]);
    let Some(colon) = i.checked_sub(1).filter(labels) else { return false };
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
        || first == 0 && line.mark(colon) == Some(':') && is_owed(line, line.after_marker(), colon)
}

/// "…, báo cáo học kỳ I ngày 10/01/2025": the day on which a report is owed.
pub(super) fn is_reported(line: &Line, e: &Expression) -> bool {
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

/// "Lùi … từ ngày 15/01 sang ngày 25/01": the first day is given up, the second one holds.
pub(super) fn is_moved(line: &Line, before: &Expression, e: &Expression) -> bool {
    let from_a_day = matches!(before.times[..], [Time::Period { from: Some(Point::Day { .. }), to: None }]);
    let a_day = matches!(e.times[..], [Time::On { at: Point::Day { .. } }]);
    from_a_day && a_day && line.is(before.end, word!["sang"]) && e.first == before.end + 1
}

/// Whether the clause before token `i` tells of something that is handed in or done by a day.
pub(super) fn owes(line: &Line, i: usize) -> bool {
    let (first, _) = line.sentence(i);
    line.has(first..i, phrases!["hạn", "nộp", "gửi", "báo cáo", "hoàn thành", "đăng ký"])
}

/// "…, cả năm: 25/5/2025" behind a day on which a report is owed.
pub(super) fn is_owed_too(line: &Line, e: &Expression, before: Option<&Expression>) -> bool {
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
pub(super) fn is_over(line: &Line, e: &Expression) -> bool {
    line.follows(e.first, phrases!["xong"])
        && (line.any(e.first, phrases!["lúc", "vào", "ngày", "tháng"]) || line.number(e.first).is_some())
        && e.times.iter().all(|t| matches!(t, Time::On { at: Point::Day { .. } | Point::Month { .. } }))
}

/// Whether the label `first..end` is what is handed in: "Báo cáo sơ kết: 15/01/2026".
fn is_owed(line: &Line, first: usize, end: usize) -> bool {
    let part = (first..end).rev().find(|&k| line.mark(k) == Some(',')).map_or(first, |k| k + 1);
    let owed = phrases!["nộp", "gửi", "báo cáo", "trình", "hoàn thành"];
    (line.one_of(first, owed).is_some() || line.one_of(part, owed).is_some())
        && !line.has(first..end, phrases!["báo cáo viên", "viên"])
}
