//! What is to be done and who must do it, from the words around a time expression.

use super::agent::{self, split_agent};
use super::expression::Expression;
use super::token::Line;
use super::whom;
use crate::detect::phrases::{Phrases, Words, phrase_list, phrases, word};
use crate::text::collapse;

/// The task of a time and who has to do it, as written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Task {
    pub action: Option<String>,
    pub who: Option<String>,
}

/// How many words an action keeps at most.
pub(super) const LONGEST: usize = 40;

/// The task of expression `at` of `all` in a line; `lead` is the line that introduces its list ("Công nhận …:"),
/// `shared` says that the next expression is for other classes.
pub(super) fn task(line: &Line, all: &[Expression], at: usize, lead: Option<&Line>, shared: bool) -> Task {
    let task = whole_task(line, all, at, lead, shared);
    match (round(line, &all[at]), task.action) {
        (Some(round), Some(action)) if !action.ends_with(round) => {
            Task { action: Some(format!("{action}: {round}")), ..task }
        }
        (_, action) => Task { action, ..task },
    }
}

/// "đợt 1 đến 30/11, đợt 2 đến 28/02": which of several rounds the time is for.
fn round<'a>(line: &Line<'a>, e: &Expression) -> Option<&'a str> {
    let end = if line.mark(e.first.checked_sub(1)?) == Some(':') { e.first - 1 } else { e.first };
    let first = end.checked_sub(2)?;
    let is_round = line.any(first, phrases!["đợt", "vòng"]) && line.small(first + 1).is_some();
    is_round.then(|| line.written(first, end))
}

fn whole_task(line: &Line, all: &[Expression], at: usize, lead: Option<&Line>, shared: bool) -> Task {
    let e = &all[at];
    let (first, end) = line.sentence(e.first);
    let first = if first == 0 { line.after_marker() } else { first };
    let (start, stop) = clause(line, all, at, first);
    let classes = whom::of(line, all, at, first, shared);
    let stop = classes.map_or(stop, |(from, _)| stop.min(from).max(start));
    let found = label(line, all, at, first, lead, stop);
    let classes = classes.and_then(|(from, to)| short(line.written(from, to)));
    if let Some(found) = found {
        return Task { who: classes.or(found.who), ..found };
    }
    let task = of_clause(line, all, at, lead, (start, stop, first, end));
    if classes.is_some() { Task { who: classes, ..task } } else { task }
}

/// The task of expression `at` by the clause `start..stop` in front of it and by what follows it in its sentence.
fn of_clause(
    line: &Line,
    all: &[Expression],
    at: usize,
    lead: Option<&Line>,
    (start, stop, first, end): (usize, usize, usize, usize),
) -> Task {
    let e = &all[at];
    let before = trim(line, start, stop);
    let after = after_clause(line, all, e, end);
    // "Ban Tuyên giáo hằng năm tham mưu sơ kết": who, when, what.
    if let Some(who) = agent::alone(line, before).filter(|_| after.1 > after.0 && !line.is_capital(after.0)) {
        return Task { action: short(line.written(after.0, after.1)), who: Some(who) };
    }
    // "Hoàn thành trước ngày 10/9 và báo cáo …": what is joined on has its own time.
    let joined = line.any(after.0, phrases!["và", "đồng"]);
    let leading = before.1 <= before.0 || is_light(line, before) && !joined;
    // "…, hằng năm huyện tổ chức thi …": a time that opens a clause belongs to what follows it.
    let opens = e.first > 0
        && matches!(line.mark(e.first - 1), Some(',' | ':' | '-'))
        && (line.is_word(e.end) && !line.any(e.end, phrases!["và", "hoặc", "đối"])
            || line.mark(e.end) == Some(',') && line.is_word(e.end + 1));
    let each = line.is(e.first, word!["mỗi"]) && !line.any(after.0, phrases!["vào", "trong", "tại", "ở", "theo"]);
    let body = if (leading || opens || each) && after.1 > after.0 { after } else { before };
    let mut task = split_agent(line, body);
    if leading && body == before && body.1 > body.0 {
        // "Rà soát đội ngũ; hoàn thành trước …" says nothing by itself: what stands before it does, or the heading.
        if let Some(found) = said_before(line, all, at, start) {
            return found;
        }
        if let Some(lead) = lead {
            return Task { action: Some(lead_words(lead)), who: task.who };
        }
    }
    if task.who.is_none() && body.0 > first {
        // Behind an earlier time stands no name of who acts.
        let until = all.iter().map(|x| x.first).find(|&x| x >= first).unwrap_or(body.0);
        task.who = split_agent(line, (first, body.0.min(until))).who;
    }
    if task.action.is_none() {
        task.action = lead.map(lead_words).filter(|w| !w.is_empty());
    }
    task
}

/// The task in front of a clause that only says "hoàn thành": the clause that the bracket hangs on, else the sentence before.
fn said_before(line: &Line, all: &[Expression], at: usize, start: usize) -> Option<Task> {
    let open = start
        .checked_sub(1)
        .filter(|&k| line.mark(k) == Some('('))
        .or_else(|| (start..all[at].first).rev().find(|&k| line.mark(k) == Some('(')));
    let (from, to) = match open {
        Some(open) => (line.sentence(open).0, open),
        None => {
            let (first, _) = line.sentence(all[at].first);
            line.sentence(first.checked_sub(2)?)
        }
    };
    let from = if from == 0 { line.after_marker() } else { from };
    let timed = all.iter().any(|x| x.first >= from && x.first < to);
    let (from, to) = trim(line, from, to);
    let words = (from..to).filter(|&k| line.is_word(k)).count();
    (!timed && words > 1 && !is_light(line, (from, to))).then(|| split_agent(line, (from, to)))
}

/// The task that a list item without a time of its own states.
pub(super) fn task_of(line: &Line) -> Task {
    split_agent(line, (line.after_marker(), last_word(line)))
}

/// The clause that leads to the expression, up to its first time: a second time in a sentence belongs to what follows the
/// first.
fn clause(line: &Line, all: &[Expression], at: usize, first: usize) -> (usize, usize) {
    let e = &all[at];
    let Some(before) = at.checked_sub(1).map(|k| &all[k]).filter(|b| b.first >= first) else { return (first, e.first) };
    // "trước 15/12 và trước 15/5": both times share the words in front.
    let between: usize =
        (before.end..e.first).filter(|&k| line.is_word(k) && !line.any(k, phrases!["và", "hoặc"])).count();
    if between < 2 {
        return clause(line, all, at - 1, first);
    }
    let start = (before.end..e.first)
        .find(|&k| line.is_word(k) && !line.any(k, phrases!["và", "hoặc", "đồng", "thời"]))
        .unwrap_or(first);
    (start, e.first)
}

/// A label with a colon in front ("Ngày họp: 12/9/2025 khối mầm non, 15/9/2025 khối tiểu học").
/// Nothing at or behind token `stop` is one.
fn label(line: &Line, all: &[Expression], at: usize, first: usize, lead: Option<&Line>, stop: usize) -> Option<Task> {
    let e = &all[at];
    let colon = (first..stop.max(first).min(e.first))
        .rev()
        .find(|&k| line.mark(k) == Some(':') && !(line.touches(k) && line.number(k + 1).is_some()));
    if let Some(colon) = colon {
        // Between the label and this date stand only other dates and whom they are for.
        let others = all[..at].iter().any(|b| b.first > colon);
        let words = (colon + 1..e.first)
            .filter(|&k| line.is_word(k) && !whom::is_part(line, k))
            .filter(|&k| !all.iter().any(|x| (x.first..x.end).contains(&k)))
            .count();
        // "Y tế: cân đo học sinh 2 lần/năm học (tháng 9 và tháng 3)": a task stands between, so that the label names who.
        let next = all[..=at].iter().map(|x| x.first).find(|&x| x > colon).unwrap_or(e.first);
        let between = colon + 1..next.min(stop.max(colon + 1));
        let said = between.clone().filter(|&k| line.is_word(k)).count();
        let task = said > 3 && between.into_iter().any(|k| line.is_word(k) && !whom::is_part(line, k));
        if words > if others { 8 } else { 3 } || others && task {
            return None;
        }
        // "Thời gian: tựu trường ngày 26/8": the words at the date are nearer than the label.
        let from = all[..at].iter().map(|b| b.end).filter(|&b| b > colon).max().unwrap_or(colon + 1);
        let own = trim(line, from, stop.max(from));
        let whom_at = (own.0..own.1).find(|&k| line.mark(k).is_none()).unwrap_or(own.0);
        let whom = line.any(
            whom_at,
            phrases![
                "kỳ",
                "đợt",
                "lần",
                "vòng",
                "lớp",
                "các",
                "đối",
                "cho",
                "khối",
                "cấp",
                "với",
                "thứ",
                "sáng",
                "chiều",
                "và",
                "riêng",
                "bậc",
                "trường",
            ],
        );
        let served = line.one_of(first, phrases!["đối với"]).is_some() || agent::is_label(line, first, colon);
        // "Cán bộ, công chức: nghỉ từ ngày …": one word is enough behind who does it.
        let fewest = if agent::is_label(line, first, colon) { 1 } else { 2 };
        if own.1 >= own.0 + fewest && !whom && (own.0..own.1).filter(|&k| line.is_word(k)).count() >= fewest {
            let start = served.then(|| line.written(first, colon));
            return Some(Task { action: short(line.written(own.0, own.1)), who: start.and_then(short) });
        }
        let start = (first..colon).rev().find(|&k| matches!(line.mark(k), Some(';'))).map_or(first, |k| k + 1);
        let action = line.written(start, colon);
        let generic = [
            "thời gian",
            "thời hạn",
            "ngày",
            "hạn nộp",
            "hạn cuối",
            "thời điểm",
            "hạn",
            "thời gian thực hiện",
            "thời gian hoàn thành",
        ];
        let is_generic = generic.contains(&action.to_lowercase().trim());
        let rest = after_clause(line, all, e, line.sentence(e.first).1);
        let served =
            line.one_of(rest.0, phrases!["đối với", "cho", "với", "dành cho"]).map(|k| line.written(k, rest.1));
        let action = if is_generic && rest.1 > rest.0 && served.is_none() {
            line.written(rest.0, rest.1).to_owned()
        } else if is_generic && let Some(found) = said_before(line, all, at, first).filter(|_| lead.is_none()) {
            return Some(found);
        } else if is_generic {
            lead.map(lead_words).unwrap_or_else(|| action.to_owned())
        } else {
            action.to_owned()
        };
        return Some(Task { action: short(&action), who: served.and_then(short) });
    }
    // "Hoàn thành trước tháng 12/2024: THCS A, B": the words after the colon say who.
    if line.mark(e.end) == Some(':') && is_light(line, trim(line, first, e.first)) {
        let (_, end) = line.sentence(e.first);
        // The list after the colon may itself hold semicolons.
        let end = if end < line.len() && lead.is_some() { last_word(line) } else { end };
        let rest = line.written(e.end + 1, end);
        return Some(match lead {
            Some(lead) => Task { action: short(&lead_words(lead)), who: short(rest) },
            None => Task { action: short(rest), who: None },
        });
    }
    None
}

fn last_word(line: &Line) -> usize {
    (0..line.len()).rev().find(|&k| line.is_word(k) || line.number(k).is_some()).map_or(0, |k| k + 1)
}

/// The words of a list's heading without marker and colon.
pub(super) fn lead_words(lead: &Line) -> String {
    let end =
        (0..lead.len()).rev().find(|&k| !matches!(lead.mark(k), Some(':' | '.' | ';' | ','))).map_or(0, |k| k + 1);
    collapse(lead.written(lead.after_marker(), end))
}

/// The words after the expression up to the next comma that begins a new clause, or the end.
fn after_clause(line: &Line, all: &[Expression], e: &Expression, end: usize) -> (usize, usize) {
    // A second time that follows at once ("Hằng năm, vào thời điểm …, các trường …") shares the words after it.
    let (mut from, mut next) = (e.end, end);
    for x in all.iter().filter(|x| x.first >= e.end && x.first < end) {
        if (from..x.first).any(|k| line.is_word(k)) {
            next = x.first;
            break;
        }
        from = x.end;
    }
    let start = (from..next).find(|&k| line.is_word(k) || line.number(k).is_some()).unwrap_or(next);
    let mut open = 0;
    let stop = (start..next).find(|&k| {
        open += match line.mark(k) {
            Some('(') => 1,
            Some(')') => -1,
            _ => 0,
        };
        open < 0
    });
    let stop = stop.unwrap_or(next);
    let stop = (start..stop)
        .rev()
        .find(|&k| {
            line.is_word(k) && !line.any(k, phrases!["và", "vào", "xong"])
                || line.number(k).is_some()
                || line.mark(k) == Some('%')
        })
        .map_or(start, |k| k + 1);
    (start, stop)
}

/// The words before the expression without brackets that open right there and without what leads to the time.
fn trim(line: &Line, start: usize, end: usize) -> (usize, usize) {
    static TAILS: Phrases = phrase_list![
        "dự kiến hoàn thành",
        "dự kiến",
        "xong",
        "vào",
        "thời gian",
        "trong",
        "và",
        "hoàn thành xong",
        "là",
        "đồng thời",
        "trong thời gian",
        "trong khoảng thời gian",
        "trong khoảng",
        "kể từ",
        "vào dịp",
        "dịp",
        "lúc",
        "từ",
        "ngay",
        "diễn ra",
        "ít nhất",
        "tối thiểu",
        "không ít hơn",
    ];
    static OVER: Phrases = phrase_list!["hoàn thành", "hoàn tất", "xong"];
    let mut end = end;
    loop {
        let before = end;
        while end > start && line.mark(end - 1).is_some_and(|c| !"%)”\"".contains(c)) {
            end -= 1;
        }
        if let Some(tail) = TAILS.before(line, end).find(|&tail| tail >= start) {
            end = tail;
        }
        // "rà soát hồ sơ, hoàn thành trong tháng 10"
        let over = OVER.before(line, end).find(|&tail| tail > start + 1);
        if let Some(tail) = over.filter(|&tail| matches!(line.mark(tail - 1), Some(',' | ';'))) {
            end = tail;
        }
        if end == before {
            break;
        }
    }
    // A bracket that opens inside and is not closed hides the main clause from the time: take what is inside.
    let open = (start..end).rev().find(|&k| line.mark(k) == Some('('));
    match open {
        Some(k) if !(k..end).any(|m| line.mark(m) == Some(')')) => (k + 1, end),
        _ => (start, end),
    }
}

/// Whether the words say no more than that it has to be done.
fn is_light(line: &Line, (start, end): (usize, usize)) -> bool {
    static LIGHT: Phrases = phrase_list![
        "hoàn",
        "thành",
        "thực",
        "hiện",
        "xong",
        "nộp",
        "gửi",
        "triển",
        "khai",
        "báo",
        "cáo",
        "thời",
        "gian",
        "hạn",
        "và",
        "các",
        "trường",
        "phải",
        "dự",
        "kiến",
        "thi",
        "hành",
        "phấn",
        "đấu",
        "tối",
        "thiểu",
        "ít",
        "nhất",
    ];
    end > start && end - start <= 4 && (start..end).all(|k| line.any(k, &LIGHT))
}

/// The words with single spaces, without marks at their ends; `None` where nothing is left.
pub(super) fn short(words: &str) -> Option<String> {
    let words = collapse(words);
    let cut = words.bytes().enumerate().filter(|(_, byte)| *byte == b' ').nth(LONGEST - 1).map(|(at, _)| at);
    let text = words[..cut.unwrap_or(words.len())]
        .trim_matches(|c: char| c.is_whitespace() || ",;:.-–+*•(".contains(c))
        .trim_start_matches([')', ',', ' '])
        .trim_end_matches("./");
    let text = if text.contains('(') { text } else { text.trim_end_matches(')') };
    (!text.is_empty()).then(|| if cut.is_some() { format!("{text} …") } else { text.to_owned() })
}
