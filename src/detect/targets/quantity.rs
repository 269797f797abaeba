//! The quantity grammar: percentages, counts with their unit, and "không có" zeros, each with its bound.
//!
//! One pass over a line's tokens; whether a quantity is a target is decided afterwards, in [`super::accept`].

use super::bound;
use super::deeds;
use super::lexicon::{NUMBER_WORDS, PEOPLE, PER, RATIONS, UNITS};
use super::line::Line;
use super::named::{follows_day_word, is_code, is_label, is_year};
use super::number;
use super::unit::{self, Unit, UnitAt};
use crate::detect::phrases::{Phrases, phrase_list, phrases};
use crate::directive::TargetOp;

/// How the quantity is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// "97%".
    Percent,
    /// "02 giải Nhất", "16/16 trường", "4 tiết/tuần".
    Count,
    /// "Không có học sinh bỏ học".
    Zero,
}

/// A quantity in a line, as token positions.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Quantity {
    /// First token of what belongs to it: a bound, a fraction before "=", else the number.
    pub lead: usize,
    /// The number itself, or "không" of a zero.
    pub number: usize,
    /// The first token of the unit.
    pub unit_start: usize,
    /// One past the unit's last token.
    pub unit_end: usize,
    /// One past its last token, a bound behind it included.
    pub end: usize,
    /// How it is written.
    pub form: Form,
    /// The quantity.
    pub value: f64,
    /// The upper end of a range.
    pub value_max: Option<f64>,
    /// The bound.
    pub op: TargetOp,
    /// Whether words say the bound ("ít nhất", "trở lên", "tăng").
    pub bounded: bool,
    /// Whether a bound proper says it, not a mere "tăng" or "giảm".
    pub firm: bool,
    /// Whether it is written k/n.
    pub fraction: bool,
    /// Whether the number is a word.
    pub spelled: bool,
    /// The unit.
    pub unit: Unit,
}

/// All quantities of a line, in order; `aims`: it stands under a heading of targets, where an item may open with any
/// counted noun.
pub(super) fn scan(line: &Line<'_>, aims: bool) -> Vec<Quantity> {
    let mut found = Vec::new();
    let mut labelled = None;
    let mut i = 0;
    while i < line.len() {
        if line.tokens[i].masked || !line.may_count(i) {
            i += 1;
            continue;
        }
        if line.is_number(i) {
            let (quantity, next) = numeric(line, i, aims, &mut labelled);
            found.extend(quantity);
            i = next.max(i + 1);
        } else if line.word(i) == "không" {
            let zero = zero(line, i);
            i = zero.as_ref().map_or(i + 1, |z| z.unit_end);
            found.extend(zero);
        } else if NUMBER_WORDS.holds(line, i) {
            let spelled = spelled(line, i, found.last());
            i = spelled.as_ref().map_or(i + 1, |q| q.end);
            found.extend(spelled);
        } else {
            i += 1;
        }
    }
    found
}

/// Digits at `i`: the quantity, if it is one, and where to go on.
fn numeric(line: &Line<'_>, i: usize, aims: bool, labelled: &mut Option<usize>) -> (Option<Quantity>, usize) {
    if is_code(line, i) || is_clock(line, i) {
        return (None, i + 1);
    }
    let slash = line.word(i + 1) == "/" && line.is_number(i + 2);
    let numerator = (slash || is_out_of(line, i)).then_some(i);
    let number = if numerator.is_some() { i + 2 } else { i };
    // "12993/13046 = 99,6%" and "2567/2569 (đạt 99,92%)": the percentage carries the figure.
    if let Some(q) = explained(line, i, number + 1, numerator.is_some()) {
        let next = q.end;
        return (Some(q), next);
    }
    if let Some(q) = share(line, i).filter(|_| slash && !follows_day_word(line, i)) {
        let next = q.end;
        return (Some(q), next);
    }
    if numerator.is_some() {
        if slash && line.word(i + 3) == "/" && line.is_number(i + 4) {
            return (None, i + 5);
        }
        let q = count(line, i, number + 1, aims, labelled).filter(|_| !follows_day_word(line, i));
        // Among targets "17/22 trường (77,3%)" gives both, "17/22 trường đạt 77,3%" the share.
        let joined = |q: &&Quantity| !aims || line.word(q.unit_end) != "(";
        if let Some(q) = q.as_ref().filter(joined).and_then(|q| explained(line, i, q.unit_end, true)) {
            let next = q.end;
            return (Some(q), next);
        }
        let next = q.as_ref().map_or(number + 1, |q| q.end);
        return (q.map(|q| Quantity { fraction: true, ..q }), next);
    }
    if let Some(q) = percent(line, i) {
        let next = q.end;
        let other = base_of_change(line, &q) || is_difference(line, &q);
        return ((!other).then_some(q), next);
    }
    let (upper, after) = range_end(line, i);
    // A span of years or a school year.
    if upper.is_some_and(is_year) && number::at(line, i).is_some_and(is_year) {
        return (None, after);
    }
    let q = count(line, i, after, aims, labelled);
    let next = q.as_ref().map_or(i + 1, |q| q.end);
    // "13046 HS (đạt 100%)": what a report counts is told by its share.
    if let Some(q) = q.as_ref().filter(|_| !aims).and_then(|q| explained(line, i, q.unit_end, false)) {
        let next = q.end;
        return (Some(q), next);
    }
    (q.filter(|q| !base_of_change(line, q)), next)
}

/// "2/3 số giáo viên", "ít nhất 1/3 giáo viên": a share in a simple fraction, told in percent. Without a bound "2/3
/// trường" counts two of three.
fn share(line: &Line<'_>, i: usize) -> Option<Quantity> {
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
    Quantity {
        lead: bound.lead,
        number,
        unit_start: end,
        unit_end: end,
        end: bound.end,
        form: Form::Percent,
        value,
        value_max: None,
        op: bound.op,
        bounded: bound.said,
        firm: bound.firm,
        fraction: false,
        spelled: false,
        unit: Unit::percent(),
    }
}

/// "9 trên 10 huyện": so many out of all there are.
fn is_out_of(line: &Line<'_>, i: usize) -> bool {
    let whole = |i: usize| line.is_number(i).then(|| number::at(line, i)).flatten();
    let some_of_all = || matches!((whole(i), whole(i + 2)), (Some(some), Some(all)) if some <= all && all > 1.0);
    let counted = || line.longest_at(i + 3, &UNITS).is_some() && !matches!(line.word(i + 3), "điểm" | "giờ");
    line.word(i + 1) == "trên" && some_of_all() && counted()
}

/// A percentage that begins at `i`, with its range and bound.
fn percent(line: &Line<'_>, i: usize) -> Option<Quantity> {
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

/// "chuyên cần từ 95,5%", "có từ 02 giải Nhất": with no upper end, the figure is the least.
fn least(line: &Line<'_>, i: usize, end: usize, value_max: Option<f64>) -> Option<bound::Bound> {
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

/// "k/n = p%", "k/n (đạt p%)", "n HS (đạt p%)": `from` is the first number, `at` the first token behind it. Without
/// brackets only a fraction is explained so: in "học 2 buổi/ngày đạt 97%" the percentage is of something else.
fn explained(line: &Line<'_>, from: usize, at: usize, fraction: bool) -> Option<Quantity> {
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

/// A count: the number at `i`, its unit from `after` on.
fn count(line: &Line<'_>, i: usize, after: usize, aims: bool, labelled: &mut Option<usize>) -> Option<Quantity> {
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
    Some(Quantity {
        lead: bound.lead,
        number: i,
        unit_start,
        unit_end: unit.end,
        end: bound.end,
        form: Form::Count,
        value,
        value_max,
        op: bound.op,
        bounded: bound.said,
        firm: bound.firm,
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

/// The unit of a bare number behind its ratio: "tỷ lệ giáo viên/lớp đạt 1,8".
fn ratio(line: &Line<'_>, i: usize) -> Option<UnitAt> {
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
fn score(line: &Line<'_>, i: usize, lead: usize) -> Option<UnitAt> {
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
fn mark(line: &Line<'_>, i: usize, lead: usize) -> Option<UnitAt> {
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

/// "11 giờ 30 phút": the minutes of a time of the day.
fn is_clock(line: &Line<'_>, i: usize) -> bool {
    i >= 2 && matches!(line.word(i - 1), "giờ" | "h") && line.is_number(i - 2)
}

/// "ít nhất một …", "hai buổi/ngày": a number word counts only beside a bound, a rate, "mỗi" or "còn lại".
fn spelled(line: &Line<'_>, i: usize, prior: Option<&Quantity>) -> Option<Quantity> {
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
    Some(Quantity {
        lead: bound.lead,
        number: i,
        unit_start: i + 1,
        unit_end: unit.end,
        end: bound.end,
        form: Form::Count,
        value,
        value_max: None,
        op: bound.op,
        bounded: bound.said,
        firm: bound.firm,
        fraction: false,
        spelled: true,
        unit: unit.unit,
    })
}

/// "Mỗi phòng có hai giám thị": what each one has is counted, by digits or by a word.
fn of_each(line: &Line<'_>, i: usize) -> bool {
    let Some(verb) = line.longest_before(i, phrases!["có", "gồm", "xếp", "bố trí", "cử", "phải có"])
    else {
        return false;
    };
    (verb.saturating_sub(4)..verb).any(|at| line.word(at) == "mỗi")
}

/// "Không có học sinh bỏ học", "không còn phòng học tạm", "không giáo viên nào bị kỷ luật".
fn zero(line: &Line<'_>, i: usize) -> Option<Quantity> {
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

/// The upper end of "2 - 3", "2 đến 3" and the token after it.
fn range_end(line: &Line<'_>, i: usize) -> (Option<f64>, usize) {
    if is_range_mark(line, i + 1) && line.is_number(i + 2) && line.word(i + 3) != "/" {
        let low = number::at(line, i);
        let high = number::at(line, i + 2);
        if let (Some(low), Some(high)) = (low, high)
            && high > low
        {
            return (Some(high), i + 3);
        }
    }
    (None, i + 1)
}

fn is_range_mark(line: &Line<'_>, i: usize) -> bool {
    matches!(line.word(i), "-" | "–" | "—" | "÷" | "đến" | "tới")
}

/// "70%" of "tăng từ 70% lên 75%" is where the change starts from, not what is aimed at.
fn base_of_change(line: &Line<'_>, q: &Quantity) -> bool {
    let Some(from) = q.number.checked_sub(1) else { return false };
    let goes_on = (q.end..(q.end + 6).min(line.len()))
        .take_while(|&i| line.word(i) != ",")
        .any(|i| matches!(line.word(i), "lên" | "xuống" | "còn") && (line.is_number(i + 1) || line.is_number(i + 2)));
    line.word(from) == "từ" && goes_on
}

/// "thấp hơn 17% so với bình quân": how far apart two figures are, not a level.
fn is_difference(line: &Line<'_>, q: &Quantity) -> bool {
    let compares =
        line.longest_before(q.number, phrases!["thấp hơn", "cao hơn", "ít hơn", "nhiều hơn", "hơn", "vượt"]).is_some();
    compares && line.phrase_at(q.end, "so với").is_some()
}
