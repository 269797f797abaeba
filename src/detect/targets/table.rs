//! Tables of targets: "TT | Chỉ tiêu | Đơn vị | Năm học 2023-2024 | Năm học 2024-2025", read by row and column heads.
//!
//! [`columns`] says what each column holds. A table is read so only where its heads speak of targets, plans or results; the cells of any other table are read
//! as running text by [`super`].

use std::cell::OnceCell;

use super::bound;
use super::clause;
use super::columns::{Role, columns, is_of_names};
use super::lexicon::UNITS;
use super::line::Line;
use super::number;
use super::place::PRIMARY;
use super::quantity::{self, Form};
use crate::detect::letters::lower;
use crate::detect::tokens::{Alone, Passage};
use crate::directive::education::levels_in;
use crate::directive::{Level, SchoolYear, Span, TargetKind, TargetOp};

/// One cell.
pub(super) struct Cell<'a> {
    /// Its place and its words.
    pub passage: Passage<'a>,
    /// What it says where it is one figure, as soon as that was asked for.
    figure: OnceCell<Option<Figure>>,
}

impl<'a> Cell<'a> {
    /// The cell at `passage`.
    pub fn new(passage: Passage<'a>) -> Self {
        Self { passage, figure: OnceCell::new() }
    }

    /// Its words.
    pub fn words(&self) -> &'a str {
        self.passage.text
    }

    /// Its place in the text.
    pub fn span(&self) -> Span {
        Span::new(self.passage.base, self.passage.base + self.passage.text.len())
    }

    pub(super) fn figure(&self) -> Option<&Figure> {
        self.figure.get_or_init(|| parse(self.passage)).as_ref()
    }
}

/// A quantity read from a cell.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Entry {
    /// The cell.
    pub span: Span,
    /// Row head and cell, as written.
    pub text: String,
    /// The row's head, with its group's where it needs one.
    pub subject: String,
    /// Target or result, where the column says.
    pub kind: Option<TargetKind>,
    /// The bound.
    pub op: TargetOp,
    /// The quantity.
    pub value: f64,
    /// The upper end of a range.
    pub value_max: Option<f64>,
    /// `%` or the counted thing.
    pub unit: String,
    /// The level that the row, its group or the column names.
    pub level: Option<Level>,
    /// The school year that the column names.
    pub school_year: Option<SchoolYear>,
}

/// The quantities of a table; `None` where its heads say nothing of targets. `aims`: it stands under such a heading.
pub(super) fn read(rows: &[Vec<Cell<'_>>], aims: bool) -> Option<Vec<Entry>> {
    let width = rows.iter().map(Vec::len).max().filter(|&w| w >= 2)?;
    let opens = |row: &[Cell<'_>]| is_ordinal(row[0].words()) && !row[0].words().trim().is_empty();
    let first = rows
        .iter()
        .position(|row| row.len() == width && (opens(row) || row.iter().skip(1).any(|c| c.figure().is_some())))?;
    let columns = columns(&rows[..first], &rows[first..], width, aims)?;
    let label = columns.iter().position(|c| c.role == Role::Label)?;
    let unit = columns.iter().position(|c| c.role == Role::Unit);
    let named = is_of_names(&columns[label].head);
    // Beside the columns of other levels "TH" is tiểu học; beside "KH" it would be thực hiện.
    let of_levels = columns.iter().any(|column| !levels_in(&column.head).is_empty());
    let mut entries = Vec::new();
    let mut group: Option<String> = None;
    for row in &rows[first..] {
        let filled = row.iter().skip(usize::from(opens(row))).filter(|c| !c.words().trim().is_empty()).count();
        if row.len() != width || filled <= 1 {
            group = row.iter().map(bare_label).find(|w| !w.is_empty() && !is_ordinal(w));
            continue;
        }
        let head = bare_label(&row[label]);
        if head.is_empty() {
            continue;
        }
        for (c, (cell, column)) in row.iter().zip(&columns).enumerate() {
            let Role::Value(kind) = column.role else { continue };
            let Some(figure) = cell.figure() else { continue };
            let unit_cell = unit.map(|u| &row[u]);
            let Some(unit) = unit_of(figure, unit_cell, &head, &column.head, named) else { continue };
            let needs_group =
                row[label].words().trim_start().starts_with(['-', '+', '–']) || head.split(' ').count() <= 3;
            let subject = match &group {
                _ if named => format!("{}: {head}", column.head),
                Some(group) if needs_group && levels_in(group).is_empty() => format!("{group}: {head}"),
                _ => head.clone(),
            };
            let primary = (of_levels && column.head == PRIMARY).then_some(Level::TieuHoc);
            let level = primary.or_else(|| {
                [head.as_str(), column.head.as_str(), group.as_deref().unwrap_or_default()]
                    .into_iter()
                    .find_map(|words| if let [level] = levels_in(words)[..] { Some(level) } else { None })
            });
            entries.push(Entry {
                span: cell.span(),
                text: words_of(&row[label.min(c)..=c]),
                subject,
                kind,
                op: figure.op,
                value: figure.value,
                value_max: figure.value_max,
                unit,
                level,
                school_year: column.school_year,
            });
        }
    }
    Some(entries)
}

/// How long each paper or part takes, where a column says so: "Môn thi | Thời gian làm bài".
pub(super) fn durations(rows: &[Vec<Cell<'_>>]) -> Option<Vec<Entry>> {
    let head = rows.first()?;
    let says = |cell: &Cell<'_>, words: &[&str]| {
        let lower = lower(cell.words());
        words.iter().any(|w| lower.contains(w))
    };
    let column = head.iter().position(|c| says(c, &["thời gian làm bài", "thời lượng", "thời gian thi"]))?;
    let label = head.iter().position(|c| says(c, &["môn", "bài thi", "phần thi", "nội dung", "hoạt động"]))?;
    let in_head = head[column].words().to_lowercase().contains("phút");
    let entries = rows[1..].iter().filter(|row| row.len() == head.len()).filter_map(|row| {
        let figure = row[column].figure()?;
        let name = bare_label(&row[label]);
        let minutes = figure.unit.as_deref().map_or(in_head, |unit| unit == "phút");
        (minutes && !name.is_empty()).then(|| Entry {
            span: row[column].span(),
            text: format!("{name} {}", row[column].words().trim()),
            subject: format!("{name}: {}", head[column].words().trim()),
            kind: Some(TargetKind::Norm),
            op: figure.op,
            value: figure.value,
            value_max: figure.value_max,
            unit: "phút".to_owned(),
            level: None,
            school_year: None,
        })
    });
    Some(entries.collect::<Vec<_>>()).filter(|entries| !entries.is_empty())
}

pub(super) struct Figure {
    op: TargetOp,
    value: f64,
    value_max: Option<f64>,
    unit: Option<String>,
}

/// A cell that is one figure: "97", "≥ 97%", "98,5 trở lên", "12/15", "02 trường".
fn parse(cell: Passage<'_>) -> Option<Figure> {
    let words = cell.text;
    if words.len() > 60 || !words.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let line = Line::of(cell);
    if let [q] = &quantity::scan(&line, false)[..]
        && q.form != Form::Zero
        && q.lead <= 2
        && q.end + 1 >= line.len()
    {
        return Some(Figure { op: q.op, value: q.value, value_max: q.value_max, unit: Some(q.unit.text.clone()) });
    }
    let at = (0..line.len().min(4)).find(|&i| line.is_number(i))?;
    let value = number::value(line.raw(at), line.raw(at).contains(','))?;
    let upper = matches!(line.word(at + 1), "-" | "–" | "đến").then(|| number::value(line.raw(at + 2), true)).flatten();
    // "12/15" is a part; "30/9" is a day.
    let fraction = line.word(at + 1) == "/" && number::at(&line, at + 2).is_some_and(|of| of >= value);
    let upper = upper.filter(|&upper| upper > value);
    let end = at + if upper.is_some() || fraction { 3 } else { 1 };
    let bound = bound::around(&line, at, end);
    (bound.lead == 0 && bound.end == line.len() && !(1945.0..=2100.0).contains(&value)).then_some(Figure {
        op: bound.op,
        value,
        value_max: upper,
        unit: None,
    })
}

/// The words of a row's cells, up to and with a figure.
fn words_of(cells: &[Cell<'_>]) -> String {
    cells.iter().flat_map(|cell| cell.words().split_whitespace()).collect::<Vec<_>>().join(" ")
}

/// The unit: from the cell, the unit column, "(%)" or "tỷ lệ" in a head, else the noun that the row counts.
fn unit_of(figure: &Figure, unit_cell: Option<&Cell<'_>>, label: &str, head: &str, of_names: bool) -> Option<String> {
    if let Some(unit) = &figure.unit {
        return Some(unit.clone());
    }
    let named = unit_cell.filter(|cell| cell.figure().is_none()).map(|cell| cell.words().trim());
    if let Some(named) = named.filter(|words| !words.is_empty()) {
        return Some(named.to_owned());
    }
    let heads = [label.to_lowercase(), head.to_lowercase()];
    // "HS bỏ học THCS (em)"
    const LONGEST: usize = 3;
    let bracketed = |words: &'_ str| -> Option<String> {
        let (_, unit) = words.trim().strip_suffix(')')?.rsplit_once('(')?;
        Some(unit.trim().to_owned())
    };
    let counted = [label, head].into_iter().filter_map(bracketed);
    let named = |words: &String| {
        !words.is_empty() && words.split(' ').count() <= LONGEST && words.chars().all(|c| c.is_alphabetic() || c == ' ')
    };
    if let Some(unit) = counted.into_iter().find(named) {
        return Some(unit);
    }
    if heads.iter().any(|h| h.contains('%') || h.starts_with("tỷ lệ") || h.starts_with("tỉ lệ")) {
        return Some("%".to_owned());
    }
    // Beside the name of a school the head says what is counted.
    if of_names && let Some(noun) = noun_in(head) {
        return Some(noun);
    }
    let lowered = lower(label);
    let alone = Alone::new(label, &lowered);
    let line = Line::of(alone.passage());
    noun_in(label).or_else(|| Some(line.words(0..2)).filter(|w| !w.is_empty()))
}

/// The first counted thing in the words of a head.
fn noun_in(head: &str) -> Option<String> {
    let lowered = lower(head);
    let alone = Alone::new(head, &lowered);
    let line = Line::of(alone.passage());
    (0..line.len()).find_map(|i| line.longest_at(i, &UNITS).map(|n| line.words(i..i + n)))
}

/// The row's head without its list marker.
fn bare_label(cell: &Cell<'_>) -> String {
    let line = Line::of(cell.passage);
    let (_, from) = clause::marker(&line);
    line.words(from..line.len())
}

fn is_ordinal(words: &str) -> bool {
    let word = words.trim().trim_end_matches(['.', ')']);
    word.len() <= 4 && word.chars().all(|c| c.is_ascii_digit() || ".IVXABCDabcdeđ".contains(c))
}
