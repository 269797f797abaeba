//! Rows of tables of tasks: the time cells of a row serve its task cell; other times stand for themselves.

use super::context::{self, Task};
use super::expression::{self, Expression, Strength, Time};
use super::point::Point;
use super::table::{self, Columns};
use super::token::Line;
use super::{Detector, has_cue, whom};
use crate::detect::tokens::Passage;
use crate::directive::DateStep;

impl<'a> Detector<'a> {
    /// A table row: its time cell serves its task cell; times inside other cells stand for themselves.
    pub(super) fn row(&mut self, words: Passage<'a>, columns: &mut Option<Columns>) {
        let cells = table::cells(words);
        if let Some(heads) = table::heads(&cells) {
            *columns = Some(heads);
            self.above = None;
            return;
        }
        // "Từ | Đến" below the head "Thời gian".
        if let (Some((from, until)), Some(known)) = (table::ends(&cells), columns.as_mut()) {
            (known.time, known.until) = (Some(from), Some(until));
            return;
        }
        if columns.is_none() {
            // The first row of a table without a time column: its heads may say whom the dates are for.
            let names = cells.iter().map(|l| l.text.trim().to_owned()).collect();
            let worded = (0..cells.len()).all(|c| (0..cells[c].len()).all(|k| cells[c].number(k).is_none()));
            *columns = Some(Columns { names: if worded { names } else { Vec::new() }, ..Columns::default() });
        }
        let known = columns.clone().unwrap_or_default();
        self.repeated(&cells, &known);
        let mut times: Vec<Vec<Expression>> = cells.iter().map(expression::expressions).collect();
        if times.iter().all(Vec::is_empty) || !has_cue(words.text) {
            return;
        }
        let month = known.time.and_then(|c| times.get(c)).and_then(|times| times.iter().rev().find_map(months_of));
        self.near = month.and_then(|(month, year)| Some((month, year?)));
        if let Some((month, year)) = month {
            for (cell, times) in cells.iter().zip(&mut times) {
                table::read_in_month(cell, times, month, year);
            }
        }
        let spanned = self.spanned(words, &cells, &times, &known);
        let is_time_cell = |c: usize| {
            let covered = times[c].iter().map(|e| e.end - e.first).sum();
            table::is_time_cell(&cells[c], covered)
        };
        let dated = |c: usize| is_time_cell(c) && times[c].iter().any(|e| !matches!(e.times[0], Time::Relative { .. }));
        let any_dated = (0..cells.len()).any(dated);
        for (c, cell) in cells.iter().enumerate() {
            if spanned && (known.time == Some(c) || known.until == Some(c)) {
                continue;
            }
            let mut all = times[c].clone();
            if known.limit && known.time == Some(c) {
                all.iter_mut().for_each(|e| e.fall_due(&DateStep::LimitByColumn));
            }
            // "Kết thúc học kỳ I" beside a date is the event, not its time.
            if is_time_cell(c) && !dated(c) && any_dated {
                continue;
            }
            let is_time = known.time == Some(c) || known.time.is_none() && is_time_cell(c);
            let task_cell = known.task.and_then(|t| cells.get(t)).or_else(|| {
                // Without heads the task is the longest cell of words.
                cells
                    .iter()
                    .enumerate()
                    .filter(|(k, l)| *k != c && l.len() > 1 && !dated(*k))
                    .max_by_key(|(_, l)| l.len())
                    .map(|(_, l)| l)
            });
            match (is_time, task_cell) {
                (true, Some(task_cell)) if !std::ptr::eq(task_cell, cell) => {
                    // A date column that is headed by a level or a unit says whom it is for.
                    let who = match known.who {
                        Some(w) => cells.get(w).and_then(|l| context::short(l.text)),
                        None if known.time.is_none() => known.names.get(c).and_then(|n| context::short(n)),
                        None => None,
                    };
                    for (k, e) in all.iter().enumerate().filter(|(_, e)| is_set_by_cell(e)) {
                        let classes = whom::of(cell, &all, k, 0, true);
                        let classes = classes.and_then(|(first, end)| context::short(cell.written(first, end)));
                        for (first, end) in table::parts(task_cell) {
                            let action = context::short(task_cell.written(first, end));
                            self.push(cell, e, &with_classes(action, who.clone(), classes.clone()), false, None);
                        }
                    }
                }
                _ => self.line(cell, times[c].clone(), None),
            }
        }
        self.near = None;
        if let Some(time) = known.time.filter(|&c| cells.get(c).is_some_and(|cell| cell.len() > 0)) {
            self.above = table::cells(words).into_iter().nth(time).zip(times.into_iter().nth(time));
        }
    }

    /// A row whose beginning and end stand in two columns: one period, of which an end may be left out.
    fn spanned(&mut self, words: Passage<'a>, cells: &[Line<'a>], times: &[Vec<Expression>], known: &Columns) -> bool {
        let (Some(from), Some(until)) = (known.time, known.until) else { return false };
        let time = match (only_point(times.get(from)), only_point(times.get(until))) {
            (Some(from), Some(to)) => Time::Period { from: Some(from), to: Some(to) },
            (Some(at), None) if cells.get(until).is_none_or(|cell| cell.len() == 0) => Time::On { at },
            (None, Some(at)) if cells.get(from).is_none_or(|cell| cell.len() == 0) => {
                Time::Due { at, exclusive: false }
            }
            _ => return false,
        };
        let filled = [from, until].into_iter().filter_map(|c| cells.get(c)).filter(|cell| cell.len() > 0);
        let spans: Vec<_> = filled.map(|cell| cell.span(0, cell.len())).collect();
        let (Some(first), Some(last)) = (spans.first(), spans.last()) else { return false };
        let line = Line::of(words.part(first.start - words.base..last.end.max(first.end) - words.base));
        let e = Expression::one(0, line.len(), time, Strength::Strong);
        let task_cell = known.task.and_then(|t| cells.get(t));
        let who = known.who.and_then(|w| cells.get(w)).and_then(|l| context::short(l.text));
        for (first, end) in task_cell.map(table::parts).unwrap_or_default() {
            let action = task_cell.and_then(|cell| context::short(cell.written(first, end)));
            self.push(&line, &e, &Task { action, who: who.clone() }, false, None);
        }
        task_cell.is_some()
    }

    /// In a timetable an empty time cell stands for the one above it.
    fn repeated(&mut self, cells: &[Line<'a>], known: &Columns) {
        let (Some(time), Some(task)) = (known.time, known.task) else { return };
        let (Some(cell), Some(task_cell)) = (cells.get(time), cells.get(task).filter(|cell| cell.len() > 1)) else {
            return;
        };
        let Some((above, times)) = self.above.take().filter(|_| time < task && cell.len() == 0) else { return };
        let who = known.who.and_then(|w| cells.get(w)).and_then(|l| context::short(l.text));
        for e in times.iter().filter(|e| is_set_by_cell(e)) {
            for (first, end) in table::parts(task_cell) {
                let task = Task { action: context::short(task_cell.written(first, end)), who: who.clone() };
                self.push(&above, e, &task, false, None);
            }
        }
        self.above = Some((above, times));
    }
}

/// The task of a cell whose date is for some classes: they have to keep it, unless another column says who has to.
fn with_classes(action: Option<String>, who: Option<String>, classes: Option<String>) -> Task {
    match (who, classes) {
        (Some(who), Some(classes)) => Task { action: action.map(|a| format!("{a}: {classes}")), who: Some(who) },
        (who, classes) => Task { action, who: who.or(classes) },
    }
}

/// The one day or month that a cell names.
fn only_point(times: Option<&Vec<Expression>>) -> Option<Point> {
    let [e] = &times?[..] else { return None };
    match e.times[..] {
        [Time::On { at } | Time::Due { at, .. }] => Some(at),
        _ => None,
    }
}

/// The month that the time of a row names, and its year: of a span of months the last.
fn months_of(e: &Expression) -> Option<(i8, Option<i16>)> {
    match e.times.last()? {
        Time::On { at: Point::Month { month, year } } | Time::Period { to: Some(Point::Month { month, year }), .. } => {
            Some((*month, *year))
        }
        _ => None,
    }
}

/// In a time column everything that is no mere year is set.
fn is_set_by_cell(e: &Expression) -> bool {
    !(e.is_yearly() && e.strength == Strength::Bare)
}
