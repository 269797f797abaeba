//! Clauses: which words go with which quantity.
//!
//! A paragraph falls into sentences (also at ";", "trong đó" and around brackets that hold a quantity); a sentence
//! with several quantities falls into one clause each, at the comma or "và" that separates them.

use std::ops::Range;

use super::lexicon::{AIM_EDGES, TASK_VERBS};
use super::line::Line;
use super::quantity::{Form, Quantity};
use crate::detect::phrases::phrases;
use crate::directive::TargetOp;

/// A sentence of more tokens has lost its stops: it is parted at the next comma, or anywhere when that does not come.
const LONGEST: usize = 300;

/// A sentence of more quantities is a table that has lost its cells.
const MOST: usize = 40;

/// The words of one quantity.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Clause {
    /// Its own tokens.
    pub range: Range<usize>,
    /// Where the words begin that it shares with the quantities before it ("mỗi trường có ít nhất 01 A và 01 B").
    pub shared_from: Option<usize>,
    /// The bound that it takes over from the quantity before it.
    pub op: TargetOp,
}

/// How deep a paragraph without a list marker stands.
const UNMARKED: u8 = 5;

/// How deep a list marker stands: larger is deeper; the token after the marker.
pub(super) fn marker(line: &Line<'_>) -> (u8, usize) {
    let closes = |i: usize| matches!(line.word(i), "." | ")" | "/");
    match line.word(0) {
        "-" | "–" | "—" | "•" | "▪" | "\u{f0b7}" => {
            let plus = usize::from(line.word(1) == "+");
            (if plus == 1 { 7 } else { 6 }, 1 + plus)
        }
        "+" | "◦" => (7, 1),
        "*" => (4, 1 + usize::from(line.word(1) == "/")),
        word if line.is_number(0) && closes(1) => (if word.contains('.') { 3 } else { 2 }, 2),
        word if line.is_number(0) && word.contains('.') && !word.contains(',') && line.is_capital(1) => (3, 1),
        word if line.is_word(0) && closes(1) && word.chars().count() == 1 => {
            (if line.is_capital(0) { 1 } else { 5 }, 2)
        }
        word if line.is_capital(0) && closes(1) && word.chars().all(|c| "ivx".contains(c)) => (1, 2),
        _ => (UNMARKED, 0),
    }
}

/// The sentences of the line from token `from` on.
pub(super) fn sentences(line: &Line<'_>, from: usize, quantities: &[Quantity]) -> Vec<Range<usize>> {
    let mut owned = vec![false; line.len()];
    let mut near = vec![false; line.len()];
    for q in quantities {
        owned[q.lead..q.end.min(line.len())].fill(true);
        near[q.lead.saturating_sub(3)..=q.lead].fill(true);
    }
    let inside = |i: usize| owned[i];
    let leads = |i: usize| near.get(i).is_some_and(|n| *n);
    let upto = |i: usize| quantities.partition_point(|q| q.lead < i);
    let opens = |i: usize| quantities.get(upto(i)).is_some_and(|q| q.lead == i);
    let count = |range: Range<usize>| upto(range.end) - upto(range.start);
    let many = quantities.len() > MOST;
    let closes = closing(line);
    let mut sentences = Vec::new();
    let mut start = from;
    let mut brackets: Vec<bool> = Vec::new();
    let mut cut = |end: usize, next: usize, start: &mut usize| {
        if end > *start {
            sentences.push(*start..end);
        }
        *start = next;
    };
    for i in from..line.len() {
        match line.word(i) {
            ";" | "?" | "!" | "…" | "\t" => cut(i, i + 1, &mut start),
            "." if ends_sentence(line, i) => cut(i, i + 1, &mut start),
            "(" if !inside(i) => {
                let close = closes.get(i).copied().unwrap_or(line.len());
                let next = quantities.partition_point(|q| q.lead <= i);
                let apart = quantities.get(next).is_some_and(|q| q.end <= close);
                brackets.push(apart);
                if apart {
                    cut(i, i + 1, &mut start);
                }
            }
            ")" if !inside(i) && brackets.pop() == Some(true) => cut(i, i + 1, &mut start),
            "trong" if line.word(i + 1) == "đó" => cut(i, i + 2, &mut start),
            "-" | "–" | "+" | "•"
                if line.tokens[i].spaced
                    && !inside(i)
                    && leads(i + 1)
                    && !line.is_number(i.max(1) - 1)
                    && !(i > start && line.is_word(i - 1) && names_grade(line, i + 1)) =>
            {
                cut(i, i + 1, &mut start);
            }
            "," if !inside(i) && i > start + LONGEST => cut(i, i + 1, &mut start),
            // Quantities that follow each other with no word between are parted where the next begins.
            _ if (!inside(i) || opens(i)) && (i > start + 2 * LONGEST || many && count(start..i) > MOST) => {
                cut(i, i, &mut start);
            }
            _ => {}
        }
    }
    cut(line.len(), line.len(), &mut start);
    sentences
}

/// One clause for each of the `quantities` of a sentence.
pub(super) fn split(line: &Line<'_>, sentence: Range<usize>, quantities: &[&Quantity]) -> Vec<Clause> {
    let mut clauses: Vec<Clause> = Vec::with_capacity(quantities.len());
    let mut group = 0;
    for (k, &q) in quantities.iter().enumerate() {
        let mut clause = Clause { range: sentence.clone(), shared_from: None, op: q.op };
        if let Some((prev, before)) = k.checked_sub(1).and_then(|p| Some((quantities[p], clauses.get(p)?))) {
            match boundary(line, prev, q) {
                Some(mark) => {
                    let shares = prev.end == mark
                        && direct(line, q) == Some(mark)
                        && no_predicate(line, q, quantities.get(k + 1).copied());
                    if shares {
                        clause.shared_from = Some(before.shared_from.unwrap_or(before.range.start));
                        if inherits(line, prev, before.op, q, mark) {
                            clause.op = before.op;
                        }
                    }
                    let same_rate = q.unit.rate && prev.unit.text == q.unit.text && direct(line, q) == Some(mark);
                    if same_rate && inherits(line, prev, before.op, q, mark) {
                        clause.op = before.op;
                    }
                    for earlier in &mut clauses[group..] {
                        earlier.range.end = mark;
                    }
                    group = k;
                    clause.range.start = mark + 1;
                }
                None => clause.range.start = before.range.start,
            }
        }
        clauses.push(clause);
    }
    for (clause, q) in clauses.iter_mut().zip(quantities) {
        trim_head(line, clause, q);
        trim_tail(line, clause, q);
        trim_edges(line, &mut clause.range);
    }
    clauses
}

/// The mark that parts two neighbouring quantities; `None` where they stand in one clause.
fn boundary(line: &Line<'_>, prev: &Quantity, next: &Quantity) -> Option<usize> {
    if let Some(mark) = direct(line, next).filter(|&m| m >= prev.end) {
        return Some(mark);
    }
    if matches!(line.word(prev.end), "," | "và" | ")") && prev.end < next.lead {
        return Some(prev.end);
    }
    // "28 lớp với 987 học sinh"
    if line.word(prev.end) == "với" && prev.end + 1 == next.lead {
        return Some(prev.end);
    }
    let between = || (prev.end..next.lead).rev();
    let comma = |i: &usize| line.word(*i) == ",";
    between()
        .filter(comma)
        .find(|i| line.longest_at(i + 1, &TASK_VERBS).is_some())
        .or_else(|| between().find(comma))
        .or_else(|| between().find(|&i| line.word(i) == "và" && line.longest_at(i + 1, &TASK_VERBS).is_some()))
}

/// The comma or "và" right before the quantity and its words of aiming.
fn direct(line: &Line<'_>, q: &Quantity) -> Option<usize> {
    let mut i = q.lead;
    loop {
        let mark = i.checked_sub(1)?;
        if matches!(line.word(mark), "," | "và") {
            return Some(mark);
        }
        if !line.is_word(mark) {
            return None;
        }
        i = line.longest_before(i, &AIM_EDGES)?;
    }
}

/// Whether nothing but a mark follows the quantity, so that it lives on the predicate before it.
fn no_predicate(line: &Line<'_>, q: &Quantity, next: Option<&Quantity>) -> bool {
    let stop = next.map_or(line.len(), |n| n.lead);
    q.form == Form::Count && (q.end >= stop || !line.is_word(q.end) || line.word(q.end) == "và")
}

/// "ít nhất 02 máy tính, 01 máy in và 01 webcam": the bound holds for all three. A full rate stands for itself
/// ("không quá 7 tiết/ngày, 35 phút/tiết") unless the next one counts the same.
fn inherits(line: &Line<'_>, prev: &Quantity, op: TargetOp, q: &Quantity, mark: usize) -> bool {
    let bound = matches!(op, TargetOp::Ge | TargetOp::Le | TargetOp::Gt | TargetOp::Lt);
    let minutes = |u: &str| u == "phút";
    let alike = prev.unit.head == q.unit.head
        || line.word(mark) == "và"
        || !prev.unit.rate && minutes(&prev.unit.head) == minutes(&q.unit.head);
    bound && !q.bounded && !q.fraction && prev.form == Form::Count && q.form == Form::Count && alike
}

/// Cuts off what stands before the quantity with a citation or a day of its own: "theo Thông tư …, bảo đảm …",
/// "dạy bù xong trước ngày 15/11/2025, không dạy quá …".
fn trim_head(line: &Line<'_>, clause: &mut Clause, q: &Quantity) {
    let start = clause.range.start;
    let ends_day = |comma: usize| {
        let day = comma.checked_sub(1).filter(|&i| i > start + 6 && line.is_number(i));
        day.is_some_and(|i| matches!(line.word(i - 1), "năm" | "/"))
    };
    let comma = (start..q.lead)
        .filter(|&i| line.word(i) == "," && !line.tokens[i].masked)
        .rfind(|&i| line.tokens[i - usize::from(i > start)].masked || ends_day(i));
    // What hangs on a condition keeps it, and words behind a colon share what stands before it.
    let parted = comma.filter(|&comma| {
        line.is_word(comma + 1) && !line.is_number(comma + 1) && clause.shared_from.is_none() && comma + 1 < q.number
    });
    if let Some(comma) = parted {
        clause.range.start = comma + 1;
    }
}

/// Cuts off a further task behind the quantity.
fn trim_tail(line: &Line<'_>, clause: &mut Clause, q: &Quantity) {
    let tail = q.end.max(clause.range.start)..clause.range.end;
    if line.word(tail.start) == "," && q.form != Form::Zero {
        clause.range.end = tail.start;
        return;
    }
    let mut start = clause.range.start;
    while start < q.lead && !line.is_word(start) {
        start += 1;
    }
    let subject_follows = q.form == Form::Percent && start == q.lead;
    if !subject_follows
        && let Some(comma) =
            tail.into_iter().find(|&i| line.word(i) == "," && line.longest_at(i + 1, &TASK_VERBS).is_some())
    {
        clause.range.end = comma;
    }
}

fn trim_edges(line: &Line<'_>, range: &mut Range<usize>) {
    let last = range.end;
    let mark = |i: usize| matches!(line.word(i), "," | "." | ":" | ";" | "-" | "–" | "+" | "*" | "•" | "/" | "và");
    let mark = |i: usize| mark(i) || i + 1 == last && line.word(i) == "(";
    while range.start < range.end && mark(range.start) {
        range.start += 1;
    }
    while range.end > range.start && mark(range.end - 1) {
        range.end -= 1;
    }
    let opens = range.clone().filter(|&i| line.word(i) == "(").count();
    let closes = range.clone().filter(|&i| line.word(i) == ")").count();
    if opens < closes && line.word(range.end - 1) == ")" {
        range.end -= 1;
    }
    if opens > closes && line.word(range.start) == "(" {
        range.start += 1;
    }
}

/// "lớp 5", "khối 9": behind a dash it says more of the words before, where these are no quantity or heading.
fn names_grade(line: &Line<'_>, i: usize) -> bool {
    matches!(line.word(i), "lớp" | "khối") && line.is_number(i + 1)
}

/// For each token that opens a bracket, the one that closes it; one past the last token where none does.
fn closing(line: &Line<'_>) -> Vec<usize> {
    let mut open = Vec::new();
    let mut closes = vec![line.len(); line.len()];
    for i in 0..line.len() {
        match line.word(i) {
            "(" => open.push(i),
            ")" => {
                if let Some(start) = open.pop() {
                    closes[start] = i;
                }
            }
            _ => {}
        }
    }
    closes
}

/// A full stop, not the dot of "TP." or "1."
fn ends_sentence(line: &Line<'_>, i: usize) -> bool {
    let Some(next) = line.tokens.get(i + 1) else { return true };
    let abbreviations = phrases!["tp", "tx", "tt", "ths", "ts", "gs", "pgs", "đ / c"];
    let abbreviation = line.longest_before(i, abbreviations).is_some();
    next.spaced && !abbreviation && (line.is_capital(i + 1) || !line.is_word(i + 1))
}
