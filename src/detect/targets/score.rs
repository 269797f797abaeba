//! Bare numbers whose unit stands before them: ratios ("tỷ lệ giáo viên/lớp đạt 1,8"), indices and marks.

use super::bound;
use super::line::Line;
use super::number;
use super::unit::{self, Unit, UnitAt};
use crate::detect::phrases::{Phrases, phrase_list, phrases};

/// The unit of a bare number behind its ratio: "tỷ lệ giáo viên/lớp đạt 1,8".
pub(super) fn ratio(line: &Line<'_>, i: usize) -> Option<UnitAt> {
    if line.tokens.get(i + 1).is_some_and(|t| t.spaced && line.is_word(i + 1))
        && !matches!(line.word(i + 1), "trở" | "và")
    {
        return None;
    }
    let mut end = bound::before(line, i).lead;
    while let Some(first) =
        line.longest_before(end, phrases!["đạt", "là", ":", "=", "mức", "bình quân", "từ", "có", "lên", "còn"])
    {
        end = first;
    }
    Some(UnitAt { unit: unit::ratio_before(line, end)?, end: i + 1 })
}

/// What a bare number scores.
static SCORED: Phrases = phrase_list![
    "chỉ số",
    "điểm bình quân",
    "điểm trung bình",
    "điểm mỗi môn",
    "điểm mỗi bài",
    "điểm từng môn",
    "điểm từng bài",
    "điểm các môn",
    "điểm các bài",
    "điểm xét tuyển",
];

/// The unit of a bare number behind what is scored: "chỉ số HDI trên 0,8", "điểm bình quân đạt 6,5".
pub(super) fn score(line: &Line<'_>, i: usize, lead: usize) -> Option<UnitAt> {
    const FARTHEST: usize = 12;
    let closed = !line.is_word(i + 1) || matches!(line.word(i + 1), "trở" | "và" | "vào");
    if !line.scores || !closed || matches!(line.word(i + 1), "/" | "%" | ":") {
        return None;
    }
    let near = (lead.saturating_sub(FARTHEST)..lead).rev().take_while(|&k| !matches!(line.word(k), "," | ";" | "."));
    let named = near.filter(|&k| line.longest_at(k, &SCORED).is_some()).last()?;
    let verb = line.longest_before(lead, phrases!["đạt", "là", ":", "lên", "từ", "còn", "mức"]).is_some();
    let text = if line.word(named) == "điểm" { "điểm" } else { "chỉ số" };
    (verb || lead < i).then(|| UnitAt {
        unit: Unit { text: text.to_owned(), known: true, head: text.to_owned(), ..Unit::default() },
        end: i + 1,
    })
}

/// The unit of a mark behind its subject: "Điểm trung bình: Vật lí 6,6; Hóa học 6,5", "điểm trung bình môn Toán 7,1".
pub(super) fn mark(line: &Line<'_>, i: usize, lead: usize) -> Option<UnitAt> {
    const LONGEST: usize = 8;
    const HIGHEST: f64 = 20.0;
    let closed = !line.is_word(i + 1) && !matches!(line.word(i + 1), "/" | "%" | ":") || line.word(i + 1) == "và";
    let decimal = line.raw(i).contains(',') && number::at(line, i).is_some_and(|v| v <= HIGHEST);
    if !line.scores || !closed || !decimal {
        return None;
    }
    let from = (0..lead).rev().find(|&k| !line.is_word(k) && !line.is_number(k)).map_or(0, |k| k + 1);
    let named = (from..lead).all(|k| line.is_word(k)) && (1..=LONGEST).contains(&(lead - from));
    let head = (0..lead).any(|k| line.longest_at(k, phrases!["điểm bình quân", "điểm trung bình"]).is_some());
    (named && head).then(|| UnitAt {
        unit: Unit { text: "điểm".to_owned(), known: true, head: "điểm".to_owned(), ..Unit::default() },
        end: i + 1,
    })
}
