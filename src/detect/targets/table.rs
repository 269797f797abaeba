//! Tables of targets: "TT | Chỉ tiêu | Đơn vị | Năm học 2023-2024 | Năm học 2024-2025", read by row and column heads.
//!
//! A table is read so only where its heads speak of targets, plans or results; the cells of any other table are read
//! as running text by [`super`].

use std::cell::OnceCell;

use super::bound;
use super::clause;
use super::lexicon::UNITS;
use super::line::Line;
use super::number;
use super::place::PRIMARY;
use super::quantity::{self, Form};
use crate::detect::letters::lower;
use crate::detect::phrases::{Phrases, phrase_list, phrases};
use crate::detect::tokens::{Alone, Passage};
use crate::directive::education::{levels_in, school_years_in};
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

    fn figure(&self) -> Option<&Figure> {
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

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Index,
    Label,
    Unit,
    Value(Option<TargetKind>),
    Other,
}

struct Column {
    role: Role,
    head: String,
    school_year: Option<SchoolYear>,
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

/// What each column holds; `None` where the table is no table of targets.
fn columns(heads: &[Vec<Cell<'_>>], body: &[Vec<Cell<'_>>], width: usize, aims: bool) -> Option<Vec<Column>> {
    let mut columns: Vec<Column> = (0..width)
        .map(|c| {
            let words: Vec<_> =
                heads.iter().filter(|row| row.len() == width).map(|row| row[c].words().trim()).collect();
            let head = words.join(" ").split_whitespace().collect::<Vec<_>>().join(" ");
            Column { role: Role::Other, school_year: year_of(&head), head }
        })
        .collect();
    let spanning =
        heads.iter().filter(|row| row.len() != width).flatten().map(|c| c.words()).collect::<Vec<_>>().join(" ");
    let spanning = spanning.to_lowercase();
    let cells = |c: usize| body.iter().filter(move |row| row.len() == width).map(move |row| &row[c]);
    let figures = |c: usize| cells(c).filter(|cell| cell.figure().is_some()).count();
    let texts = |c: usize| cells(c).filter(|cell| !cell.words().trim().is_empty() && cell.figure().is_none()).count();
    // "TT | Chỉ tiêu | Mầm non | Tiểu học": the rows are of targets, whatever the other columns are called.
    let of_targets = columns.iter().enumerate().any(|(c, column)| {
        find_in(&column.head, phrases!["chỉ tiêu", "mục tiêu", "chỉ số"]).is_some() && texts(c) > figures(c)
    });
    for (c, column) in columns.iter_mut().enumerate() {
        let head = column.head.to_lowercase();
        let has = |words: &[&str]| words.iter().any(|w| head.contains(w));
        let (figures, texts) = (figures(c), texts(c));
        column.role = if matches!(head.as_str(), "tt" | "stt" | "số tt" | "số thứ tự") {
            Role::Index
        } else if has(&["đvt", "đơn vị tính", "đơn vị đo"])
            || head == "đơn vị" && figures == 0 && short(cells(c).map(|cell| cell.words().trim()))
        {
            Role::Unit
        } else if has(&["ghi chú", "thời gian", "phụ trách", "thực hiện bởi", "căn cứ", "chủ trì", "phối hợp"])
            || has(&["hoàn thành"]) && figures <= texts
        {
            Role::Other
        } else if figures > texts || figures > 0 && column.school_year.is_some() {
            // "Kết quả so với kế hoạch", "Kế hoạch thực hiện": what the head is about stands first.
            match (find_in(&head, &PLANNED), find_in(&head, &REACHED)) {
                (Some(planned), reached) if reached.is_none_or(|reached| planned < reached) => {
                    Role::Value(Some(TargetKind::Target))
                }
                (_, Some(_)) => Role::Value(Some(TargetKind::Result)),
                _ if column.school_year.is_some() || aims => Role::Value(None),
                _ if of_targets && find_in(&head, &MARKS).is_none() => Role::Value(None),
                _ => Role::Other,
            }
        } else {
            Role::Other
        };
    }
    let is_label = |c: &Column| c.role == Role::Other && find_in(&c.head, &LABELLING).is_some();
    // "Lớp | Sĩ số | Hoàn thành (%)" under a heading of targets
    let classed = |c: &Column| aims && c.role == Role::Other && is_of_classes(&c.head);
    let label = columns.iter().position(is_label).or_else(|| columns.iter().position(classed))?;
    columns[label].role = Role::Label;
    if is_of_classes(&columns[label].head) {
        // How many pupils a class has is only told.
        let context = ["sĩ số", "tổng số", "số học sinh", "số lớp", "số trẻ", "số lượng", "ts"];
        let told = |c: &&mut Column| {
            let head = lower(&c.head);
            matches!(c.role, Role::Value(None)) && context.iter().any(|w| head.starts_with(w))
        };
        columns.iter_mut().filter(told).for_each(|c| c.role = Role::Other);
    }
    // A column without a head of its own under "Chỉ tiêu | Năm học …".
    let speaks = |kind| columns.iter().any(|c| c.role == Role::Value(Some(kind)));
    let plan = speaks(TargetKind::Target)
        || of_targets
        || aims
        || ["chỉ tiêu", "kế hoạch"].iter().any(|w| spanning.contains(w));
    if !plan && !speaks(TargetKind::Result) {
        return None;
    }
    if !plan {
        columns.iter_mut().filter(|c| c.role == Role::Value(None)).for_each(|c| c.role = Role::Other);
    }
    columns.iter().any(|c| matches!(c.role, Role::Value(_))).then_some(columns)
}

struct Figure {
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

/// Whether the rows are of schools or other offices, so that the column heads say what is measured.
pub(super) fn is_of_names(head: &str) -> bool {
    let offices = phrases!["trường", "đơn vị", "tên", "xã", "phường"];
    let levels = phrases!["chỉ tiêu", "tiêu chí", "nội dung", "chỉ số"];
    is_of_classes(head) || find_in(head, offices).is_some() && find_in(head, levels).is_none()
}

/// Where one of `phrases` begins in a head, as a token, but for syllables of other words: the "xã" of "xã hội".
fn find_in(head: &str, phrases: &Phrases) -> Option<usize> {
    let lowered = lower(head);
    let alone = Alone::new(head, &lowered);
    let line = Line::of(alone.passage());
    let mut i = 0;
    while i < line.len() {
        match (line.longest_at(i, &OTHER_WORDS), line.longest_at(i, phrases)) {
            (other, Some(n)) if other.is_none_or(|other| n >= other) => return Some(i),
            (other, _) => i += other.unwrap_or(1),
        }
    }
    None
}

/// Words of two syllables one of which is another word.
static OTHER_WORDS: Phrases = phrase_list![
    "xã hội",
    "hợp tác xã",
    "môi trường",
    "thị trường",
    "hiện trường",
    "công trường",
    "hội trường",
    "trường hợp",
    "quy ước",
    "công ước",
    "ước mơ",
    "giao thông",
    "giao tiếp",
    "giao lưu",
    "bàn giao",
];

/// Heads of columns of levels that are to be reached.
static PLANNED: Phrases =
    phrase_list!["kế hoạch", "chỉ tiêu", "phấn đấu", "mục tiêu", "giao", "đăng ký", "đăng kí", "dự kiến",];

/// Heads of columns of levels that were reached.
static REACHED: Phrases =
    phrase_list!["kết quả", "thực hiện", "đạt được", "thực trạng", "hiện trạng", "hiện có", "ước"];

/// Heads of columns of marks and of what is only told beside a target.
static MARKS: Phrases = phrase_list![
    "điểm",
    "điểm chuẩn",
    "điểm tối đa",
    "thang điểm",
    "trọng số",
    "hệ số",
    "kinh phí",
    "tổng số",
    "sĩ số",
    "năm sinh",
    "số tiền",
];

/// Heads of the column that says what is measured.
static LABELLING: Phrases = phrase_list![
    "chỉ tiêu",
    "mục tiêu",
    "tiêu chí",
    "nội dung",
    "chỉ số",
    "danh hiệu",
    "hạng mục",
    "nhiệm vụ",
    "xếp loại",
    "đơn vị",
    "trường",
    "tên",
];

/// Whether the rows are of classes, grades or subjects.
fn is_of_classes(head: &str) -> bool {
    matches!(lower(head).trim(), "lớp" | "khối" | "khối lớp" | "tên lớp" | "môn" | "môn học" | "cấp học")
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

fn short<'a>(mut cells: impl Iterator<Item = &'a str>) -> bool {
    cells.all(|w| w.split(' ').count() <= 3)
}

/// "Năm học 2024-2025", "2024-2025".
fn year_of(head: &str) -> Option<SchoolYear> {
    match school_years_in(head)[..] {
        [year] => Some(year),
        _ => {
            let lower = head.to_lowercase();
            let bare = lower.trim_start_matches(|c: char| !c.is_ascii_digit());
            bare.get(..9).and_then(|years| years.parse().ok())
        }
    }
}
