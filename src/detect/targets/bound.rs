//! The bound of a quantity: "ít nhất", "dưới", "trở lên", "tăng", "giảm … xuống", tied to the right number.

use super::lexicon::{BOUNDS_AFTER, BOUNDS_BEFORE, FILLERS, UNITS};
use super::line::Line;
use crate::detect::phrases::phrases;
use crate::directive::TargetOp;

/// A bound with the tokens that say it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Bound {
    /// The operator.
    pub op: TargetOp,
    /// Whether words say it; without any, the level is to be met exactly (`=`).
    pub said: bool,
    /// Whether a bound proper says it ("ít nhất", "trở lên"), not a mere "tăng" or "giảm".
    pub firm: bool,
    /// The first token of the words before the number, or the number.
    pub lead: usize,
    /// One past the last token of the words behind the quantity, or the quantity's end.
    pub end: usize,
}

/// The bound of the quantity whose number stands at `number` and whose unit ends before `end`.
pub(super) fn around(line: &Line<'_>, number: usize, end: usize) -> Bound {
    let mut bound = Bound { end, ..before(line, number) };
    // "150 đảng viên mới trở lên"
    let end = end + usize::from(line.word(end) == "mới" && line.phrase_at(end + 1, "trở lên").is_some());
    let after = BOUNDS_AFTER.iter().find_map(|(op, words)| line.longest_at(end, words).map(|n| (*op, n)));
    // "từ 15 giải cấp tỉnh trở lên": "từ" takes the bound from the rank.
    let from = number > 0 && line.word(number - 1) == "từ";
    if let Some((op, n)) = after
        && (from || !ranked(line, end))
    {
        bound.end = end + n;
        if !matches!(bound.op, TargetOp::Rise | TargetOp::Fall) {
            bound.op = op;
        }
        bound.said = true;
        bound.firm = true;
    }
    // "từ 98% tổng số khoản thu trở lên": the bound closes round its words.
    if !bound.said
        && from
        && let Some(op) = closing(line, end)
    {
        bound = Bound { op, said: true, firm: true, ..bound };
    }
    // "85% giáo viên trở lên": the noun stays with the subject.
    let noun = line.longest_at(end, &UNITS).filter(|_| line.word(end - 1) == "%");
    if !bound.said && noun.is_some_and(|n| line.phrase_at(end + n, "trở lên").is_some()) {
        bound = Bound { op: TargetOp::Ge, said: true, firm: true, ..bound };
    }
    bound
}

/// "trở lên" some words behind what ends before token `i`.
fn closing(line: &Line<'_>, i: usize) -> Option<TargetOp> {
    const LONGEST: usize = 8;
    let near = (i..line.len().min(i + LONGEST)).take_while(|&k| line.is_word(k) && !line.is_number(k));
    near.filter_map(|k| BOUNDS_AFTER.iter().find_map(|(op, words)| line.longest_at(k, words).map(|_| *op))).next()
}

/// "Diện tích tối thiểu cho mỗi trẻ là 1,5 m2": the bound stands with what is measured, "là" before the number.
fn of_measured(line: &Line<'_>, number: usize) -> Option<TargetOp> {
    const FARTHEST: usize = 14;
    number.checked_sub(1).filter(|&i| line.word(i) == "là")?;
    for i in (number.saturating_sub(FARTHEST)..number - 1).rev() {
        if !line.is_word(i) {
            return None;
        }
        match (line.word(i), line.word(i + 1)) {
            ("tối", "thiểu") | ("ít", "nhất") => return Some(TargetOp::Ge),
            ("tối", "đa") | ("nhiều", "nhất") => return Some(TargetOp::Le),
            ("có" | "đạt" | "phải", _) => return None,
            _ => {}
        }
    }
    None
}

/// The bound that the words before `number` say.
pub(super) fn before(line: &Line<'_>, number: usize) -> Bound {
    let near = skip_fillers(line, number);
    // "không quá ± 2%"
    let near = near - usize::from(near > 0 && line.word(near - 1) == "±");
    let said = BOUNDS_BEFORE
        .iter()
        .filter_map(|(op, words)| line.longest_before(near, words).map(|first| (first, *op)))
        .min_by_key(|(first, _)| *first);
    let said = said.map(|(first, op)| (first, if denied(line, first, op) { opposite(op) } else { op }));
    let lead = skip_from(line, said.map_or(number, |(first, _)| first));
    let from = skip_fillers(line, skip_from(line, said.map_or(near, |(first, _)| first)));
    if let Some((first, op)) = change(line, from) {
        return Bound { op, said: true, firm: said.is_some(), lead: first, end: number };
    }
    if let Some((first, op)) = compared(line, from) {
        return Bound { op, said: true, firm: said.is_some(), lead: first, end: number };
    }
    let far = far_change(line, from);
    match (said, far) {
        // "giảm tỷ lệ trẻ thấp còi ít nhất 0,2%": a least change, not a least level.
        (Some((first, TargetOp::Ge)), Some(op)) => {
            Bound { op, said: true, firm: true, lead: skip_from(line, first), end: number }
        }
        (Some((first, op)), _) => Bound { op, said: true, firm: true, lead: skip_from(line, first), end: number },
        (None, Some(op)) => Bound { op, said: true, firm: false, lead, end: number },
        (None, None) if let Some(op) = of_measured(line, number) => {
            Bound { op, said: true, firm: true, lead: number, end: number }
        }
        (None, None) => Bound { op: TargetOp::Eq, said: false, firm: false, lead, end: number },
    }
}

/// "không dạy quá 2 tiết", "không được bố trí vượt 5 buổi": the verb stands between "không" and the bound.
fn denied(line: &Line<'_>, first: usize, op: TargetOp) -> bool {
    op == TargetOp::Gt
        && matches!(line.word(first), "quá" | "vượt" | "hơn" | "nhiều" | "trên")
        && (first.saturating_sub(4)..first)
            .rev()
            .take_while(|&i| line.is_word(i))
            .any(|i| line.word(i) == "không" && !matches!(line.word(i + 1), "có" | "còn" | "chỉ" | "những"))
        || matches!(op, TargetOp::Gt | TargetOp::Lt) && is_forbidden(line, first)
}

/// What is left where a bound is denied: "không để … dưới" is at least.
fn opposite(op: TargetOp) -> TargetOp {
    match op {
        TargetOp::Gt => TargetOp::Le,
        TargetOp::Lt => TargetOp::Ge,
        other => other,
    }
}

/// "không để nhóm trẻ vượt quá 20 cháu", "không để tỷ lệ chuyên cần dưới 95%": what is forbidden stands between.
fn is_forbidden(line: &Line<'_>, first: usize) -> bool {
    const FARTHEST: usize = 9;
    let mut words = (first.saturating_sub(FARTHEST)..first).rev().take_while(|&i| line.is_word(i));
    let beyond = matches!(line.word(first), "quá" | "vượt");
    words.any(|i| match (line.word(i), line.word(i + 1)) {
        ("không", "để") => true,
        ("không" | "chưa", "để" | "được" | "bố" | "xếp" | "tổ" | "cho" | "làm") => beyond,
        _ => false,
    })
}

/// "cao hơn năm học trước 2%", "thấp hơn năm 2023 ít nhất 1%": by how much more or less than the time before.
fn compared(line: &Line<'_>, i: usize) -> Option<(usize, TargetOp)> {
    let more = phrases!["cao hơn", "nhiều hơn", "hơn", "tốt hơn"];
    let less = phrases!["thấp hơn", "ít hơn"];
    let then = time_before(line, i)?;
    let then = line.longest_before(then, phrases!["so với", "của"]).unwrap_or(then);
    let less = line.longest_before(then, less).map(|first| (first, TargetOp::Fall));
    less.or_else(|| line.longest_before(then, more).map(|first| (first, TargetOp::Rise)))
}

/// The first token of "năm học trước", "năm học 2023 - 2024", "cùng kỳ năm 2023" that ends before token `i`.
fn time_before(line: &Line<'_>, i: usize) -> Option<usize> {
    let past = phrases![
        "năm trước",
        "năm ngoái",
        "năm học trước",
        "năm học liền trước",
        "năm học qua",
        "năm học vừa qua",
        "cùng kỳ",
        "cùng kỳ năm trước",
        "cùng kỳ năm học trước",
        "đầu năm",
        "đầu năm học",
        "học kỳ trước",
        "học kì trước",
        "học kỳ i",
        "học kì i",
    ];
    if let Some(first) = line.longest_before(i, past) {
        return Some(first);
    }
    let year = |i: usize| line.is_number(i) && line.raw(i).len() == 4;
    let last = i.checked_sub(1).filter(|&last| year(last))?;
    let span = last >= 2 && matches!(line.word(last - 1), "-" | "–" | "/") && year(last - 2);
    let number = if span { last - 2 } else { last };
    line.longest_before(number, phrases!["năm", "năm học", "cùng kỳ năm", "cùng kỳ năm học"])
}

/// "tăng", "tăng thêm", "giảm" that end right before token `i`.
fn change(line: &Line<'_>, i: usize) -> Option<(usize, TargetOp)> {
    let rise = phrases!["tăng", "tăng thêm", "tăng hơn"];
    let fall = phrases!["giảm", "giảm đi", "giảm thêm", "giảm bớt", "kéo giảm"];
    let rise = line.longest_before(i, rise).map(|first| (first, TargetOp::Rise));
    rise.or_else(|| line.longest_before(i, fall).map(|first| (first, TargetOp::Fall)))
}

/// "giảm tỷ lệ hộ nghèo 1,5%", "tăng so với năm trước 2,8%": the verb stands farther off, and nothing between them
/// says where the change ends.
fn far_change(line: &Line<'_>, i: usize) -> Option<TargetOp> {
    if !line.changes {
        return None;
    }
    for at in (i.saturating_sub(14)..i).rev() {
        match line.word(at) {
            "," | ";" | "." | ":" | "(" | ")" | "lên" | "xuống" | "còn" | "đạt" | "dưới" | "là" | "có" | "trên"
            | "%" => {
                return None;
            }
            word @ ("tăng" | "giảm") => {
                let ties = matches!(line.word(at + 1), "tỷ" | "tỉ" | "số" | "so" | "bình" | "hơn" | "mức" | "mỗi");
                return ties.then_some(if word == "tăng" { TargetOp::Rise } else { TargetOp::Fall });
            }
            _ => {}
        }
    }
    None
}

/// Passes over "khoảng", "là", "mức" back to what stands before them.
pub(super) fn skip_fillers(line: &Line<'_>, mut i: usize) -> usize {
    while let Some(first) = line.longest_before(i, &FILLERS) {
        i = first;
    }
    i
}

fn skip_from(line: &Line<'_>, i: usize) -> usize {
    i.checked_sub(1).filter(|&p| line.word(p) == "từ").unwrap_or(i)
}

/// "giải Nhì trở lên", "loại tốt trở lên": the bound belongs to the rank, not to the number.
fn ranked(line: &Line<'_>, i: usize) -> bool {
    i.checked_sub(1).is_some_and(|p| {
        matches!(
            line.word(p),
            "nhất" | "nhì" | "ba" | "tốt" | "khá" | "giỏi" | "khích" | "đạt" | "huyện" | "tỉnh" | "phố"
        )
    })
}
