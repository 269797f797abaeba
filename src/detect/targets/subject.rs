//! The subject of a clause: what is measured, without the quantity and without the words of aiming.

use std::ops::Range;

use super::clause::Clause;
use super::lexicon::{AIM_EDGES, COMPOUNDS, DEEDS, UNITS};
use super::line::Line;
use super::quantity::{Form, Quantity};
use super::quoted::PLANS;
use crate::detect::letters::lower;
use crate::detect::phrases::{Phrases, phrase_list, phrases};

/// The subject of `q` in its clause; `shared` is the subject before it that it may live on, `label` the list heading.
pub(super) fn of(line: &Line<'_>, q: &Quantity, clause: &Clause, shared: Option<&str>, label: Option<&str>) -> String {
    let mut before = own_words(line, trimmed(line, clause.range.start..q.lead.max(clause.range.start)));
    let after = tail(line, q.end.min(clause.range.end)..clause.range.end);
    let whole = |phrases: &Phrases| !before.is_empty() && line.longest_at(before.start, phrases) == Some(before.len());
    // "tỷ lệ 85%", "kế hoạch 40%", "Toàn xã có 12 trường" say nothing of what is counted.
    let shell = whole(&SHELLS) || whole(&PLANS);
    let owner = q.form == Form::Count && !q.unit.rate && whole(&OWNERS);
    let deed = whole(&DEEDS) || whole(&DOING);
    if shell && after.is_empty() || owner {
        before.end = before.start;
    }
    // "không quá 40 học sinh/lớp ở tiểu học", "tổ chức ít nhất 02 chuyên đề/học kỳ"
    let told = line.longest_at(after.start, &PREPOSITIONS).is_some() && !after.is_empty();
    let counted = q.form == Form::Count && (deed && after.is_empty() || before.is_empty() && told || owner);
    let head = line.words(before);
    let rest = line.words(after);
    let unit = if q.form == Form::Percent || q.unit.rate && !counted { "" } else { q.unit.text.as_str() };
    let own = match (head.is_empty(), rest.is_empty()) {
        (true, true) if counted => unit.to_owned(),
        (true, true) => String::new(),
        (false, true) if counted => join(&[&head, unit]),
        (false, true) => head,
        (true, false) => join(&[unit, &rest]),
        (false, false) => join(&[&head, unit, &rest]),
    };
    // "Đạt 30%" behind "Tốt 70%," names a rank.
    let first = clause.range.start;
    let rank = own.is_empty() && line.is_capital(first) && first > 0 && line.word(first - 1) == ",";
    let own = if rank { line.words(first..q.lead.max(first)) } else { own };
    // "tăng 1,5 điểm phần trăm" goes on as a percentage does; "Toàn xã có 12 trường, 90 lớp" counts something else.
    let points = q.unit.text.starts_with("điểm ");
    let shared = shared.filter(|shared| q.form != Form::Count || !UNITS.all().contains(&lower(shared).as_str()));
    let own = match shared.filter(|_| clause.shared_from.is_some() || q.form == Form::Percent || points) {
        Some(shared) if own.is_empty() => shared.to_owned(),
        _ if own.is_empty() => label.map_or_else(|| q.unit.text.clone(), str::to_owned),
        _ => own,
    };
    match label {
        Some(label) if !lower(&own).contains(&lower(label)) => format!("{label}: {own}"),
        _ => own,
    }
}

/// Without an aim of its own before it: "sĩ số, giảm tỷ lệ học sinh bỏ học" measures the share alone.
fn own_words(line: &Line<'_>, mut range: Range<usize>) -> Range<usize> {
    let changes = phrases!["giảm tỷ lệ", "giảm tỉ lệ", "tăng tỷ lệ", "tăng tỉ lệ", "nâng tỷ lệ", "nâng tỉ lệ"];
    let next = range.clone().rfind(|&i| line.word(i) == "," && line.longest_at(i + 1, changes).is_some());
    if let Some(comma) = next {
        range.start = (comma + 2).min(range.end);
    }
    range
}

/// The words before the quantity without "Phấn đấu", "đến năm 2030", "đạt".
fn trimmed(line: &Line<'_>, mut range: Range<usize>) -> Range<usize> {
    loop {
        let start = range.start;
        range.start = after_time(line, range.clone());
        let edge = line.longest_at(range.start, &AIM_EDGES);
        let compound = line.longest_at(range.start, &COMPOUNDS);
        if let Some(n) = edge.filter(|edge| compound.is_none_or(|n| n <= *edge)) {
            range.start = (range.start + n).min(range.end);
        }
        if range.start == start || range.start >= range.end {
            break;
        }
    }
    while range.start < range.end {
        let opens = matches!(line.word(range.end - 1), "(" | "[" | "“" | "\"");
        match line.longest_before(range.end, &AIM_EDGES).filter(|_| !is_rank(line, range.end - 1)) {
            Some(first) => range.end = first.max(range.start),
            None if opens => range.end -= 1,
            None => break,
        }
    }
    range
}

/// "Đạt", "Chưa đạt" as the name of a rank: part of what is measured.
fn is_rank(line: &Line<'_>, i: usize) -> bool {
    let named = i.checked_sub(1).is_some_and(|p| matches!(line.word(p), "chưa" | "không" | "loại" | "mức"));
    line.word(i) == "đạt" && (named || line.is_capital(i))
}

/// The words after the quantity, without a comparison with the year before.
fn tail(line: &Line<'_>, mut range: Range<usize>) -> Range<usize> {
    if let Some(than) = line.find(range.clone(), &COMPARISONS) {
        range.end = than;
    }
    if line.word(range.start) == "vào" {
        let time = after_time(line, range.start + 1..range.end);
        range.start = if time > range.start + 1 { time } else { range.start };
    }
    while range.start < range.end && !line.is_word(range.start) && line.word(range.start) != "(" {
        range.start += 1;
    }
    while range.start < range.end && matches!(line.word(range.end - 1), "," | "." | ";" | ":" | "-") {
        range.end -= 1;
    }
    range
}

/// Passes over "đến năm 2030," and "Năm học 2024-2025" at the start of `range`.
fn after_time(line: &Line<'_>, range: Range<usize>) -> usize {
    let mut i = range.start;
    while i < range.end && matches!(line.word(i), "đến" | "tới" | "hết" | "cuối" | "trong" | "từ") {
        i += 1;
    }
    if line.word(i) == "năm" {
        i += 1 + usize::from(line.word(i + 1) == "học");
    } else if i == range.start || !line.is_number(i) {
        return range.start;
    }
    if !line.is_number(i) {
        return range.start;
    }
    i += 1;
    if matches!(line.word(i), "-" | "–" | "/") && line.is_number(i + 1) {
        i += 2;
    }
    i += usize::from(matches!(line.word(i), "," | ":"));
    i.min(range.end)
}

/// What a figure is compared with is no part of what is measured.
static COMPARISONS: Phrases =
    phrase_list!["so với", "vượt kế hoạch", "vượt chỉ tiêu", "bằng kế hoạch", "đạt kế hoạch", "cao hơn", "thấp hơn"];

/// Words that hold a figure and do not say of what.
static SHELLS: Phrases = phrase_list!["tỷ lệ", "tỉ lệ", "tỷ lệ chung", "tỉ lệ chung", "số", "tổng số", "điểm"];

/// Whose the counted things are.
static OWNERS: Phrases = phrase_list![
    "nhà trường",
    "trường",
    "toàn trường",
    "trung tâm",
    "đơn vị",
    "toàn xã",
    "toàn phường",
    "toàn huyện",
    "toàn quận",
    "toàn thị xã",
    "toàn thành phố",
    "toàn tỉnh",
    "toàn ngành",
];

/// Verbs of doing that are no deeds by themselves.
static DOING: Phrases = phrase_list!["thực hiện", "triển khai", "tổ chức"];

/// What leads on to where or for whom a rate holds.
static PREPOSITIONS: Phrases = phrase_list!["ở", "tại", "đối với", "với", "cho"];

fn join(parts: &[&str]) -> String {
    parts.iter().filter(|p| !p.is_empty()).copied().collect::<Vec<_>>().join(" ")
}
