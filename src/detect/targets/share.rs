//! Percentages: "97%", "từ 95,5%", "12993/13046 = 99,6%", and shares in simple fractions.

use super::bound;
use super::lexicon::{PEOPLE, PER, UNITS};
use super::line::Line;
use super::number;
use super::quantity::{Form, Quantity, is_range_mark};
use super::unit::Unit;
use crate::detect::phrases::phrases;
use crate::directive::TargetOp;

/// A percentage that begins at `i`, with its range and bound.
pub(super) fn percent(line: &Line<'_>, i: usize) -> Option<Quantity> {
    let sign = |at: usize| match line.word(at) {
        "%" => Some(at + 1),
        "phần" if line.word(at + 1) == "trăm" => Some(at + 2),
        _ => None,
    };
    let first = sign(i + 1);
    if first.is_none() && !is_range_mark(line, i + 1) {
        return None;
    }
    let value = number::value(line.raw(i), true)?;
    let mut end = first;
    let mut value_max = None;
    let dash = first.unwrap_or(i + 1);
    if is_range_mark(line, dash) && line.is_number(dash + 1) {
        let upper = number::value(line.raw(dash + 1), true).filter(|&upper| upper > value);
        if let (Some(upper), Some(after)) = (upper, sign(dash + 2)) {
            value_max = Some(upper);
            end = Some(after);
        }
    }
    let mut end = end?;
    if line.word(end) == "/" && line.longest_at(end + 1, &PER).is_some() {
        end += 1 + line.longest_at(end + 1, &PER).unwrap_or(1);
    }
    let bound = least(line, i, end, value_max).unwrap_or_else(|| bound::around(line, i, end));
    let per = line.longest_at(bound.end + 1, &PER).filter(|_| line.word(bound.end) == "/");
    let end_of_rate = bound.end + per.map_or(0, |n| n + 1);
    Some(Quantity { value_max, end: end_of_rate, ..in_percent(i, end, &bound, value) })
}

/// "k/n = p%", "k/n (đạt p%)", "n HS (đạt p%)": `from` is the first number, `at` the first token behind it. Without
/// brackets only a fraction is explained so: in "học 2 buổi/ngày đạt 97%" the percentage is of something else.
pub(super) fn explained(line: &Line<'_>, from: usize, at: usize, fraction: bool) -> Option<Quantity> {
    let open = line.word(at) == "(";
    let mut i = at + usize::from(open);
    let joins = fraction && matches!(line.word(i), "=" | "đạt" | "chiếm");
    if !open && !joins {
        return None;
    }
    while matches!(line.word(i), "=" | "đạt" | "chiếm" | "tỷ" | "tỉ" | "lệ" | "bằng" | ":" | "tương" | "đương")
    {
        i += 1;
    }
    let mut q = line.is_number(i).then(|| percent(line, i)).flatten()?;
    if open {
        if line.word(q.end) != ")" {
            return None;
        }
        q.end += 1;
    }
    q.lead = from;
    Some(q)
}

/// "2/3 số giáo viên", "ít nhất 1/3 giáo viên": a share in a simple fraction, told in percent. Without a bound "2/3
/// trường" counts two of three.
pub(super) fn share(line: &Line<'_>, i: usize) -> Option<Quantity> {
    const GREATEST: f64 = 10.0;
    let whole = |i: usize| number::at(line, i).filter(|n| n.fract() == 0.0);
    let (some, all) = (whole(i)?, whole(i + 2)?);
    let apart = (i + 1..i + 3).any(|k| line.tokens[k].spaced);
    let end = i + 3;
    if apart || some >= all || all > GREATEST {
        return None;
    }
    let bound = bound::around(line, i, end);
    let of_number = line.word(end) == "số" && line.word(end + 1) != "lượng";
    let lowest = (2..=GREATEST as u32).all(|n| some % f64::from(n) != 0.0 || all % f64::from(n) != 0.0);
    let members = phrases!["nhà giáo", "giảng viên", "viên chức", "đảng viên", "đoàn viên", "hội viên", "phụ huynh"];
    let people = line.longest_at(end, &PEOPLE).or_else(|| line.longest_at(end, members)).is_some();
    let of_people = bound.firm && lowest && people;
    if !of_number && !of_people {
        return None;
    }
    let value = (some / all * 10_000.0).round() / 100.0;
    Some(in_percent(i, end, &bound, value))
}

/// Per cent whose sign, or what stands for it, ends before `end`.
fn in_percent(number: usize, end: usize, bound: &bound::Bound, value: f64) -> Quantity {
    Quantity::new(Form::Percent, number, value, bound, end..end, Unit::percent())
}

/// "chuyên cần từ 95,5%", "có từ 02 giải Nhất": with no upper end, the figure is the least.
pub(super) fn least(line: &Line<'_>, i: usize, end: usize, value_max: Option<f64>) -> Option<bound::Bound> {
    let bound = bound::around(line, i, end);
    let from = i.checked_sub(1).filter(|&from| line.word(from) == "từ")?;
    // "từ 98,7% trẻ ra lớp" goes up; "từ 70% hiện nay lên 75%" moves.
    const FARTHEST: usize = 9;
    let near = (end..line.len().min(end + FARTHEST)).take_while(|&i| !matches!(line.word(i), "," | ";" | "."));
    let moves =
        near.into_iter().any(|i| matches!(line.word(i), "lên" | "xuống" | "đến" | "tới" | "còn" | "sang" | "trở"));
    let open = value_max.is_none() && !bound.said && !moves;
    open.then_some(bound::Bound { op: TargetOp::Ge, said: true, firm: true, lead: from, end })
}

/// "9 trên 10 huyện": so many out of all there are.
pub(super) fn is_out_of(line: &Line<'_>, i: usize) -> bool {
    let whole = |i: usize| line.is_number(i).then(|| number::at(line, i)).flatten();
    let some_of_all = || matches!((whole(i), whole(i + 2)), (Some(some), Some(all)) if some <= all && all > 1.0);
    let counted = || line.longest_at(i + 3, &UNITS).is_some() && !matches!(line.word(i + 3), "điểm" | "giờ");
    line.word(i + 1) == "trên" && some_of_all() && counted()
}
