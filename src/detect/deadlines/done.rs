//! What is told as done: its day lies behind, and asks for nothing.

use super::duties::REPORTS;
use super::expression::{Expression, Strength, Time};
use super::filter::Sentence;
use super::token::Line;
use crate::detect::phrases::{Phrases, Words, phrase_list, phrases, word};

/// Whether the words in front say that what `e` dates is done. What is due, or made known, may be so all the same, where the
/// day lies after the paper: "các đơn vị đã đăng ký nộp sản phẩm trước ngày …".
pub(super) fn is_done(line: &Line, e: &Expression) -> bool {
    is_given(line, e) || has_done(line, e)
}

/// Whether it may be due after the paper though it is told as done: "đã đăng ký nộp trước ngày …".
pub(super) fn may_be_ahead(line: &Line, e: &Expression) -> bool {
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

/// Whether "đã" at token `k` says of a thing to be handed in how it is ("báo cáo danh sách giáo viên đã tập huấn"),
/// not of the task that it is done.
fn is_attribute(line: &Line, clause: usize, k: usize) -> bool {
    static HANDED: Phrases =
        phrase_list!["danh sách", "số lượng", "kết quả", "những", "các", "hồ sơ", "sản phẩm", "nội dung", "bản"];
    let verb = (clause..k).find(|&v| line.one_of(v, &REPORTS).is_some());
    verb.is_some_and(|v| line.has(v..k, &HANDED) && !line.any(v.saturating_sub(1), phrases!["đã", "được"]))
}
