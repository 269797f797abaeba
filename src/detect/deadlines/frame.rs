//! The paragraphs around a directive's substance that set no time.

use super::agent;
use super::token::Line;
use crate::detect::phrases::phrases;
use crate::detect::tokens::{Cues, Passage};

/// Recitals, the place and date of the letterhead, recipients: they set no time.
pub(super) fn is_frame(words: Passage<'_>) -> bool {
    let passage = words.trim();
    let words = passage.text;
    if is_recital(passage) {
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

/// "Căn cứ Luật …;", "Theo đề nghị của …": the basis of a paper. "Căn cứ …, các trường nộp … trước ngày …" is a task.
fn is_recital(passage: Passage<'_>) -> bool {
    const OPENINGS: [&str; 4] = ["Căn cứ", "CĂN CỨ", "Xét đề nghị", "Theo đề nghị"];
    let words = passage.text;
    if !OPENINGS.iter().any(|opening| words.starts_with(opening)) {
        return false;
    }
    let line = Line::of(passage);
    let one_sentence = line.sentence(0).1 + 1 >= line.len();
    let ordered = phrases!["trước ngày", "xong trước", "chậm nhất", "hạn"];
    one_sentence && !line.has(0..line.len(), ordered) && (words.ends_with([';', ',']) || !tells_a_task(&line))
}

/// Whether somebody has to do something, told behind a comma: "Căn cứ …, Phòng tổ chức hội thi …".
fn tells_a_task(line: &Line) -> bool {
    let commas = (0..line.len()).filter(|&k| line.mark(k) == Some(','));
    commas.map(|comma| comma + 1).any(|first| {
        let acts = agent::agent(line, first, line.len()).is_some_and(|verb| line.is_word(verb));
        acts || line.any(first, phrases!["đề nghị", "yêu cầu", "giao"])
    })
}
