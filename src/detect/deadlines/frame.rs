//! The paragraphs around a directive's substance that set no time.

use super::token::Line;
use crate::detect::phrases::phrases;
use crate::detect::recital::is_recital;
use crate::detect::tokens::{Cues, Passage};

/// Recitals, the place and date of the letterhead, recipients: they set no time.
pub(super) fn is_frame(words: Passage<'_>) -> bool {
    let passage = words.trim();
    let words = passage.text;
    if is_recital(passage) && !names_a_limit(passage) {
        return true;
    }
    if ["Nơi nhận", "Kính gửi", "CÔNG BÁO", "Số:"].iter().any(|w| words.starts_with(w)) {
        return true;
    }
    // "Thành phố Hồ Chí Minh, ngày 05 tháng 9 năm 2024" and the like is all that a line of place and date holds.
    const LONGEST: usize = 200;
    if words.len() > LONGEST || !passage.cues.has(Cues::DAYS) {
        return false;
    }
    const BETWEEN: &str = ", ngày ";
    let Some((at, _)) = words.match_indices(',').find(|(at, _)| words[*at..].starts_with(BETWEEN)) else {
        return false;
    };
    let line = Line::of(passage.part(at + BETWEEN.len()..words.len()));
    words[..at].split_whitespace().count() <= 8
        && line.len() <= 7
        && line.any(1, phrases!["tháng"])
        && line.any(line.len().saturating_sub(2), phrases!["năm"])
}

/// Whether words say until when something is due, which no basis does: then it is a task, however it opens.
fn names_a_limit(passage: Passage<'_>) -> bool {
    let line = Line::of(passage);
    line.has(0..line.len(), phrases!["trước ngày", "xong trước", "chậm nhất", "hạn"])
}
