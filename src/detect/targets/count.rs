//! Counts: a number in digits or as a word with its unit, and the zeros of "không có".

use super::bound;
use super::deeds;
use super::lexicon::{RATIONS, UNITS};
use super::line::Line;
use super::named::{is_label, is_year};
use super::number;
use super::quantity::{Form, Quantity, is_range_mark, range_end};
use super::score::{mark, ratio, score};
use super::share::least;
use super::unit::{self, UnitAt};
use crate::detect::phrases::phrases;
use crate::directive::TargetOp;

/// A count: the number at `i`, its unit from `after` on.
pub(super) fn count(
    line: &Line<'_>,
    i: usize,
    after: usize,
    aims: bool,
    labelled: &mut Option<usize>,
) -> Option<Quantity> {
    let value = number::at(line, i)?;
    let value_max = if line.word(i + 1) == "/" { None } else { range_end(line, i).0 };
    let before = bound::before(line, i);
    if !before.said && is_label(line, i, *labelled) {
        *labelled = Some(i);
        return None;
    }
    let unit_follows = line.tokens.get(after).is_some_and(|t| t.spaced) && line.is_word(after);
    if !unit_follows && !line.rates && !line.scores && !before.said {
        return None;
    }
    if is_year(value) && !before.said && line.word(i + 1) != "/" && line.raw(i).len() == 4 && !has_done_to(line, i) {
        return None;
    }
    // "số bác sĩ trên 10.000 dân": what the ratio is taken of.
    if line.word(after) == "dân" || line.word(after) == "vạn" {
        return None;
    }
    // Behind a verb of doing, and at the head of an item under a heading of targets, any noun is counted.
    let any = before.said || deeds::governs(line, before.lead) || aims && opens_item(line, before.lead);
    let mut unit = unit::at(line, after, any)
        .or_else(|| ratio(line, i))
        .or_else(|| score(line, i, before.lead))
        .or_else(|| mark(line, i, before.lead))
        .or_else(|| shared(line, i, before.said))?;
    // "số bài dưới 4,0 điểm": which ones, not how many points.
    let whose =
        line.longest_before(before.lead, phrases!["bài", "bài thi", "bài kiểm tra", "thí sinh", "học sinh", "em"]);
    if unit.unit.head == "điểm" && matches!(before.op, TargetOp::Lt | TargetOp::Gt) && whose.is_some() {
        return None;
    }
    let unit_start = after.min(unit.end);
    // "từ 1,2 m đến 1,5 m"
    let (mut value_max, upper) = (value_max, unit.end);
    if value_max.is_none()
        && is_range_mark(line, upper)
        && line.is_number(upper + 1)
        && let Some(high) = number::at(line, upper + 1).filter(|&high| high > value)
        && let Some(same) = unit::at(line, upper + 2, true).filter(|same| same.unit.head == unit.unit.head)
    {
        value_max = Some(high);
        // "0,8 lít đến 1,6 lít/trẻ/ngày": the rate holds for both ends.
        unit = if same.unit.rate { same } else { UnitAt { end: same.end, ..unit } };
    }
    // "mua 50 kg gạo"
    let weighed = unit.unit.measure || RATIONS.all().contains(&&*unit.unit.head);
    if !before.said && !unit.unit.rate && !unit.unit.known && weighed {
        return None;
    }
    let bound = least(line, i, unit.end, value_max)
        .filter(|_| unit.unit.known && !unit.unit.time && unit.unit.head != "điểm")
        .unwrap_or_else(|| bound::around(line, i, unit.end));
    let counted = Quantity::new(Form::Count, i, value, &bound, unit_start..unit.end, unit.unit);
    Some(Quantity { value_max, ..counted })
}

/// "ít nhất một …", "hai buổi/ngày": a number word counts only beside a bound, a rate, "mỗi" or "còn lại".
pub(super) fn spelled(line: &Line<'_>, i: usize, prior: Option<&Quantity>) -> Option<Quantity> {
    // "ba (03) trường": the digits speak for themselves.
    if line.word(i + 1) == "(" || line.longest_at(i + 1, &UNITS).is_none() {
        return None;
    }
    let value = number::spelled(line, i)?;
    let before = bound::before(line, i);
    let unit = unit::at(line, i + 1, before.said)?;
    let left_over = line.phrase_at(unit.end, "còn lại").is_some();
    // "có một sáng kiến hoặc một đề tài": beside another number word.
    let beside = prior.is_some_and(|p| p.spelled && p.end + 1 == i) && matches!(line.word(i - 1), "," | "và" | "hoặc");
    if !before.said && !unit.unit.rate && !left_over && !beside && !of_each(line, i) {
        return None;
    }
    let bound = bound::around(line, i, unit.end);
    let counted = Quantity::new(Form::Count, i, value, &bound, i + 1..unit.end, unit.unit);
    Some(Quantity { spelled: true, ..counted })
}

/// "Không có học sinh bỏ học", "không còn phòng học tạm", "không giáo viên nào bị kỷ luật".
pub(super) fn zero(line: &Line<'_>, i: usize) -> Option<Quantity> {
    let verb = matches!(line.word(i + 1), "có" | "còn");
    let unit = if verb { unit::zero_at(line, i + 2)? } else { unit::none_at(line, i + 1)? };
    Some(Quantity {
        lead: i,
        number: i,
        unit_start: i + 1 + usize::from(verb),
        unit_end: unit.end,
        end: unit.end,
        form: Form::Zero,
        value: 0.0,
        value_max: None,
        op: TargetOp::Eq,
        bounded: true,
        firm: true,
        fraction: false,
        spelled: false,
        unit: unit.unit,
    })
}

/// "huy động 2000 học sinh": behind such a verb and before people or things no year stands.
fn has_done_to(line: &Line<'_>, i: usize) -> bool {
    let verbs = phrases![
        "huy động",
        "tuyển",
        "tuyển sinh",
        "tuyển mới",
        "vận động",
        "thu hút",
        "hỗ trợ",
        "đào tạo",
        "bồi dưỡng",
        "tập huấn",
        "trang bị",
        "mua",
        "mua sắm",
        "trồng",
        "tặng",
        "trao",
        "trao tặng",
        "kết nạp",
        "khám",
        "có",
        "gồm",
        "đạt",
        "cấp",
        "cấp phát",
        "phục vụ",
        "thêm",
    ];
    line.longest_at(i + 1, &UNITS).is_some() && line.longest_before(bound::skip_fillers(line, i), verbs).is_some()
}

/// The unit that the next bounded number has for both: "THCS không quá 45, THPT không quá 42 học sinh/lớp".
fn shared(line: &Line<'_>, i: usize, bounded: bool) -> Option<UnitAt> {
    const FARTHEST: usize = 7;
    if !bounded || !matches!(line.word(i + 1), "," | "và") {
        return None;
    }
    let next = (i + 2..line.len().min(i + FARTHEST)).find(|&k| line.is_number(k) || !line.is_word(k))?;
    let told = line.is_number(next) && bound::before(line, next).said;
    let unit = unit::at(line, next + 1, true).filter(|unit| told && unit.unit.known && unit.unit.rate)?;
    Some(UnitAt { end: i + 1, ..unit })
}

/// Whether the quantity that begins at token `lead` opens an item: behind a marker, a comma, a colon, a semicolon.
fn opens_item(line: &Line<'_>, lead: usize) -> bool {
    // "22 trường (19 công lập, 3 tư thục)": what brackets part is no item.
    let open = (0..lead).rev().find(|&k| matches!(line.word(k), "(" | ")")).is_some_and(|k| line.word(k) == "(");
    !open && lead.checked_sub(1).is_none_or(|p| matches!(line.word(p), "-" | "+" | "•" | "," | ";" | ":" | "*"))
}

/// "Mỗi phòng có hai giám thị": what each one has is counted, by digits or by a word.
fn of_each(line: &Line<'_>, i: usize) -> bool {
    let Some(verb) = line.longest_before(i, phrases!["có", "gồm", "xếp", "bố trí", "cử", "phải có"])
    else {
        return false;
    };
    (verb.saturating_sub(4)..verb).any(|at| line.word(at) == "mỗi")
}
