//! Deadlines (thời hạn, mốc thời gian): what a directive asks or sets for a time.
//!
//! Each paragraph that may hold a time is cut into tokens ([`token`]); one pass over them reads points of time
//! ([`point`]) with their prepositions ([`expression`], [`recurring`], [`relative`]). What stands around decides
//! whether somebody has to keep the time ([`filter`], [`undated`]), which dates it means ([`resolve`]), what is to be done and by
//! whom ([`context`], [`table`]).

mod agent;
#[cfg(test)]
mod calendar_tests;
mod clock;
mod context;
mod dated;
mod days;
mod done;
mod duties;
mod event;
#[cfg(test)]
mod explanation_tests;
mod expression;
mod filter;
mod frame;
mod limit;
mod month;
#[cfg(test)]
mod ordinary_tests;
mod part_of_each;
mod point;
mod preposition;
mod recurring;
mod relative;
mod resolve;
mod rows;
mod season;
mod table;
#[cfg(test)]
mod task_tests;
#[cfg(test)]
mod tests;
mod token;
mod undated;
mod whom;

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use self::context::Task;
use self::expression::{Expression, Strength, Time};
use self::filter::Around;
use self::point::Point;
use self::resolve::{Calendar, Ends};
use self::table::Columns;
use self::token::Line;
use crate::detect::letters::lower;
use crate::detect::tokens::{Passage, Tokens};
use crate::detect::{Mode, Outline};
use crate::directive::{DateStep, Deadline, DeadlineKind, Header, PartialDate, Problem, Reference, Span};
use crate::text::{Text, Zone};

/// Words and signs without which no time is written.
static CUES: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .build([
            "0/",
            "1/",
            "2/",
            "3/",
            "4/",
            "5/",
            "6/",
            "7/",
            "8/",
            "9/",
            "-20",
            ".20",
            "ngày",
            "tháng",
            "quý",
            "quí",
            "năm",
            "tuần",
            "lần",
            "kỳ",
            "kì",
            "khi ",
            "thời điểm",
            "ngay sau",
            "giờ",
            "khai giảng",
            "tựu trường",
            "bế giảng",
            "nghỉ hè",
            "tết",
            "hè",
            "đến 20",
            "tới 20",
            "dịp",
            "mùa ",
            "muộn nhất",
            "chậm nhất",
            " mai",
            " nay",
        ])
        .ok()
});

/// Finds all deadlines, in the order of the text.
pub fn detect(source: &Tokens<'_>, header: &Header, outline: &Outline, references: &[Reference]) -> Vec<Deadline> {
    let mut spans: Vec<Span> = references.iter().map(|r| r.evidence.span).collect();
    spans.sort();
    let issued = match header.date {
        Some(PartialDate::Day(day)) => Some(day),
        _ => None,
    };
    let around = Around {
        references: &spans,
        earliest: filter::earliest(header.date, &outline.school_years, references),
        issued,
    };
    let enrols = header.subject.as_ref().is_some_and(|s| s.to_lowercase().contains("tuyển sinh"));
    let sections = vec![None; outline.sections.len()];
    let text = source.text;
    let mut detector = Detector {
        source,
        text,
        outline,
        around,
        issued,
        enrols,
        enrolling: sections,
        actors: vec![None; outline.sections.len()],
        month: None,
        above: None,
        near: None,
        found: Vec::new(),
    };
    let mut lead: Option<Line> = None;
    let mut columns: Option<Columns> = None;
    for (paragraph, words) in text.paragraphs.iter().zip(source.passages()) {
        let mut line = None;
        if frame::is_frame(words) {
            // What follows "Nơi nhận:" at the end of a paper is its signature.
            lead = None;
            detector.end_month();
        } else if paragraph.zone == Zone::TableRow || table::is_piped(words, columns.is_some()) {
            detector.end_month();
            detector.row(words, &mut columns);
            continue;
        } else {
            let cut = Line::of(words);
            let times = timed(&cut);
            detector.month_item(&cut, &times);
            if !times.is_empty() && !detector.begin_month(words, &cut, &times) {
                let own = lead.as_ref().filter(|l| is_item_of(&cut, l));
                detector.line(&cut, times, own);
            }
            line = Some(cut);
        }
        columns = None;
        detector.above = None;
        if words.text.trim_end().ends_with(':') && words.text.len() < 600 {
            lead = Some(line.unwrap_or_else(|| Line::of(words)));
        } else {
            lead = lead.filter(|lead| line.is_some_and(|line| is_item_of(&line, lead)));
        }
    }
    detector.end_month();
    detector.found.sort_by_key(|d| d.evidence.span.start);
    detector.found
}

/// What is odd about `found`: days that no calendar has.
pub fn problems(found: &[Deadline]) -> impl Iterator<Item = Problem> {
    found.iter().filter(|d| d.explanation.iter().any(|step| matches!(step, DateStep::NoSuchDay { .. }))).map(|d| {
        let words = &d.text;
        Problem::new(
            "no-such-day",
            &format!("Lịch không có ngày ghi trong “{words}”"),
            &format!("no calendar has the day in “{words}”"),
            Some(d.evidence.span),
        )
    })
}

/// The time expressions of a line, if it holds one of the words and signs without which no time is written.
fn timed(line: &Line) -> Vec<Expression> {
    let found = expression::expressions(line);
    if found.is_empty() || line.has_slash_behind_digits() || has_cue(line.text) { found } else { Vec::new() }
}

fn has_cue(words: &str) -> bool {
    // Nearly every time has one of these, and the automaton has a table that is cold.
    const USUAL: [&str; 6] = ["ngày", "Ngày", "năm", "Năm", "tháng", "Tháng"];
    USUAL.iter().any(|word| words.contains(word)) || CUES.as_ref().is_none_or(|cues| cues.is_match(words))
}

/// Whether a paragraph is an item of the list that `lead` introduces: it has a marker, and another one.
fn is_item_of(line: &Line, lead: &Line) -> bool {
    let marker = |l: &Line| {
        let end = l.after_marker();
        (end > 0).then(|| {
            let w = l.word(end.saturating_sub(2));
            let class = if w.chars().all(|c| c.is_ascii_digit()) {
                "1"
            } else if end == 1 {
                ""
            } else {
                "a"
            };
            (class, l.mark(end - 1))
        })
    };
    marker(line).is_some() && marker(line) != marker(lead)
}

struct Detector<'a> {
    source: &'a Tokens<'a>,
    text: &'a Text,
    /// A heading that is a time ("Tháng 9/2025:"), as long as the tasks below it go on.
    month: Option<Month<'a>>,
    /// The last cell of the table's time column that was not empty, with its times.
    above: Option<(Line<'a>, Vec<Expression>)>,
    /// The month, with its year, of the row or list heading that is being read.
    near: Option<(i8, i16)>,
    outline: &'a Outline,
    around: Around<'a>,
    issued: Option<jiff::civil::Date>,
    /// Whether the directive as a whole is about enrolment.
    enrols: bool,
    /// The same of each section, by its heading, as far as it was asked for.
    enrolling: Vec<Option<bool>>,
    /// Who acts under each heading, as far as it was asked for.
    actors: Vec<Option<Option<String>>>,
    found: Vec<Deadline>,
}

/// A heading that is nothing but a time, with how many tasks it has been given to.
struct Month<'a> {
    line: Line<'a>,
    time: Expression,
    tasks: usize,
    /// Whether the tasks have dashes in front, no numbers or letters.
    dashed: bool,
}

impl<'a> Detector<'a> {
    /// Keeps a paragraph that is nothing but a month or a span of days for the list below it.
    fn begin_month(&mut self, words: Passage<'a>, line: &Line<'a>, times: &[Expression]) -> bool {
        const LONGEST: usize = 20;
        let [time] = times else { return false };
        let whole = line.len() <= LONGEST
            && time.first <= line.after_marker()
            && (time.end..line.len()).all(|k| matches!(line.mark(k), Some(':' | '.')))
            && matches!(time.times[..], [Time::On { .. } | Time::Period { to: Some(_), .. }])
            && !time.is_yearly();
        if whole {
            self.month = Some(Month { line: Line::of(words), time: time.clone(), tasks: 0, dashed: false });
        }
        whole
    }

    /// Gives the time of the heading above to a task of its list; one that names its own time keeps that.
    fn month_item(&mut self, line: &Line, times: &[Expression]) {
        let Some(month) = self.month.take() else { return };
        let dashed = line.after_marker() == 1;
        // "IV. PHÂN CÔNG" behind a list of dashes is the next heading.
        if !is_item_of(line, &month.line) || month.dashed && !dashed {
            self.month = Some(month);
            self.end_month();
            return;
        }
        let tasks = month.tasks + 1;
        let days = match month.time.times[..] {
            [Time::On { at: Point::Month { month, year } }] => table::days_of_month(line, month, year),
            _ => Vec::new(),
        };
        if times.is_empty() && !days.is_empty() {
            self.line(line, days, None);
        } else if times.iter().all(|e| e.strength == Strength::Bare && !table::is_day_in_brackets(line, e)) {
            let task = context::task_of(line);
            self.push(&month.line, &month.time, &task, false, None);
        }
        self.month = Some(Month { tasks, dashed: dashed && tasks == 1 || month.dashed, ..month });
    }

    /// Ends the list of such a heading; without tasks it is a time like others.
    fn end_month(&mut self) {
        if let Some(month) = self.month.take().filter(|m| m.tasks == 0) {
            let times = expression::expressions(&month.line);
            self.line(&month.line, times, None);
        }
    }

    /// A paragraph of running text.
    fn line(&mut self, line: &Line, mut times: Vec<Expression>, lead: Option<&Line>) {
        let mut keeps: Vec<bool> = times.iter().map(|e| filter::keeps(line, e, &self.around)).collect();
        // "(đầu năm, cuối học kỳ I và cuối năm)": events that are joined to one that is kept, on either side.
        for k in 1..times.len() {
            let joined = filter::is_joined(line, &times[k - 1], &times[k]);
            keeps[k] |= joined && keeps[k - 1];
        }
        for k in (1..times.len()).rev() {
            let joined = filter::is_joined(line, &times[k - 1], &times[k]);
            keeps[k - 1] |= joined && keeps[k];
        }
        Self::keep_lists(line, &times, &mut keeps);
        let mut flags = keeps.into_iter();
        times.retain(|_| flags.next().unwrap_or_default());
        let kept = times;
        let mut before: Option<Task> = None;
        for (at, e) in kept.iter().enumerate() {
            let (first, end) = line.sentence(e.first);
            let from = kept.partition_point(|x| x.first < first);
            let until = kept.partition_point(|x| x.first < end);
            let shared = at + 1 < kept.len() && whom::alone(line, &kept, at + 1).is_some();
            let task = match (whom::alone(line, &kept, at), before.take()) {
                // "…; các lớp còn lại ngày 29/8": the task of the date before, for other classes.
                (Some((first, end)), Some(task)) => Task { who: context::short(line.written(first, end)), ..task },
                _ => {
                    let near = &kept[from.min(at)..until.max(at + 1)];
                    context::task(line, near, at - from.min(at), lead, shared)
                }
            };
            let later = kept[at + 1..].iter().take_while(|x| x.first < end);
            let sibling = later.flat_map(|x| &x.times).find_map(resolve::dated_month);
            self.push(line, e, &task, filter::is_effect(line, e), sibling);
            before = Some(task);
        }
    }

    /// "họp cha mẹ trẻ (đầu năm, cuối học kỳ I, cuối năm)": three events in a row behind what is done are its times.
    fn keep_lists(line: &Line, times: &[Expression], keeps: &mut [bool]) {
        const FEWEST: usize = 3;
        let mut first = 0;
        while first < times.len() {
            let joined = |k: &usize| filter::is_joined(line, &times[*k - 1], &times[*k]);
            let end = first + 1 + (first + 1..times.len()).take_while(joined).count();
            let (start, _) = line.sentence(times[first].first);
            if end - first >= FEWEST && line.has(start..times[first].first, &duties::VERBS) {
                keeps[first..end].fill(true);
            }
            first = end;
        }
    }

    /// Adds what the expression `e` of `line` sets for `task`.
    fn push(&mut self, line: &Line, e: &Expression, task: &Task, effect: bool, sibling: Option<(i8, i16)>) {
        let span = line.span(e.first, e.end);
        let context = self.outline.context_at(span.start);
        let told = match context.mode {
            Mode::Plan => false,
            Mode::Report => !filter::is_duty(line, e, self.issued),
            Mode::Frame => true,
        };
        if told && !effect {
            return;
        }
        let enrols = self.enrols || context.section.is_some_and(|section| self.enrols_in(section)) || line.enrols();
        let heading = context.section.and_then(|section| self.outline.year_heading(section));
        let near = self.near;
        let calendar =
            Calendar { school_year: context.school_year, heading, issued: self.issued, sibling, row: near, enrols };
        let yearly = context.school_year.is_none() && context.section.is_some_and(|i| self.comes_again_in(i));
        for time in &e.times {
            // "Các loại báo cáo định kỳ: … trước ngày 15/10": with no one year to be of, the day comes again.
            let again = Time::Recurring { every: Some("yearly".to_owned()) };
            let time = if yearly && resolve::is_undated(time) { &again } else { time };
            let mut steps: Vec<DateStep> = e.turn.iter().cloned().collect();
            let ends = match resolve::ends(time, &calendar, &mut steps) {
                Some(ends) => ends,
                // A day that no calendar has stays as written: nobody can tell which one was meant.
                None => match resolve::impossible(time, &calendar) {
                    Some(step) => {
                        steps = vec![step];
                        Ends::default()
                    }
                    None => continue,
                },
            };
            if filter::is_past(&ends, effect, &self.around) || filter::is_told(line, e, &ends, self.issued) {
                continue;
            }
            let mut deadline = self.deadline(span, time, ends, e.strength, &calendar, task);
            if deadline.who.is_none() {
                deadline.who = context.section.and_then(|section| self.actor_of(section));
            }
            deadline.explanation = steps;
            self.found.push(deadline);
        }
    }

    /// Whether the heading of a section, or one over it, is of what comes again.
    fn comes_again_in(&self, section: usize) -> bool {
        let mut at = self.outline.sections.get(section);
        while let Some(section) = at {
            let title = lower(&section.title);
            if ["định kỳ", "định kì", "hằng năm", "hàng năm"].iter().any(|words| title.contains(words)) {
                return true;
            }
            at = section.parent.and_then(|i| self.outline.sections.get(i));
        }
        false
    }

    /// Who acts under the heading of a section or the nearest one over it that is nothing but a name: "1. Phòng GDĐT:".
    fn actor_of(&mut self, section: usize) -> Option<String> {
        std::iter::successors(Some(section), |&i| self.outline.sections[i].parent).find_map(|i| {
            let heading = self.outline.sections[i].heading;
            self.actors[i]
                .get_or_insert_with(|| {
                    let words = self.source.passage_at(heading.start)?;
                    let end = heading.end.min(words.base + words.text.len());
                    let line = Line::of(words.part(heading.start - words.base..end.max(heading.start) - words.base));
                    agent::heading(&line)
                })
                .clone()
        })
    }

    /// Whether the heading of a section says that it is about enrolment.
    fn enrols_in(&mut self, section: usize) -> bool {
        let title = &self.outline.sections[section].title;
        *self.enrolling[section].get_or_insert_with(|| lower(title).contains("tuyển sinh"))
    }

    fn deadline(
        &self,
        span: Span,
        time: &Time,
        ends: Ends,
        strength: Strength,
        calendar: &Calendar<'_>,
        task: &Task,
    ) -> Deadline {
        let (kind, rule, sure) = match time {
            Time::Due { .. } => (DeadlineKind::Due, "deadline/due", 0.95),
            Time::On { .. } => (DeadlineKind::On, "deadline/on", 0.9),
            Time::Period { .. } => (DeadlineKind::Period, "deadline/period", 0.95),
            Time::Signing => (DeadlineKind::Period, "deadline/from-signing", 0.9),
            Time::Horizon { .. } => (DeadlineKind::Horizon, "deadline/horizon", 0.8),
            Time::Recurring { .. } => (DeadlineKind::Recurring, "deadline/recurring", 0.9),
            Time::Relative { .. } => (DeadlineKind::Relative, "deadline/relative", 0.8),
        };
        let less = match strength {
            Strength::Strong => 0.0,
            Strength::Plain => 0.05,
            Strength::Bare => 0.15,
        };
        let text = self.text.words_of(span);
        let small = lower(&text);
        let again_before = matches!(time, Time::Recurring { .. }) && is_before(&small);
        let closes = ["cuối năm", "hết năm"].iter().any(|end| small.contains(end));
        Deadline {
            section: self.outline.path_at(span.start),
            text,
            kind,
            start: ends.start,
            end: ends.end,
            exclusive: match time {
                Time::Due { exclusive, .. } | Time::Horizon { exclusive, .. } | Time::Relative { exclusive } => {
                    *exclusive
                }
                _ => again_before,
            },
            recurrence: match time {
                Time::Recurring { every } => every.clone(),
                _ => None,
            },
            action: task.action.clone(),
            who: task.who.clone(),
            school_year: resolve::school_year(&ends, closes, calendar),
            explanation: Vec::new(),
            evidence: self.text.evidence(span, rule, sure - less),
        }
    }
}

/// Whether the words of what comes again, in small letters, end it before the day ("trước ngày 25 hằng tháng", "quý sau,
/// trước ngày 05"): "tháng trước" only names a month.
fn is_before(text: &str) -> bool {
    let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let spans = ["năm", "tháng", "quý", "tuần", "kỳ", "kì", "ngày"];
    let follows_span = |at: usize| at > 0 && spans.contains(&words[at - 1]) && words.get(at + 1) != Some(&"ngày");
    words.iter().enumerate().any(|(at, word)| *word == "trước" && !follows_span(at))
}
