//! What the columns of a table hold, by their heads: what is measured, its unit, targets, results.

use super::line::Line;
use super::table::Cell;
use crate::detect::letters::lower;
use crate::detect::phrases::{Phrases, phrase_list, phrases};
use crate::detect::tokens::Alone;
use crate::directive::education::school_years_in;
use crate::directive::{SchoolYear, TargetKind};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Index,
    Label,
    Unit,
    Value(Option<TargetKind>),
    Other,
}

pub(super) struct Column {
    /// What it holds.
    pub role: Role,
    /// Its head, white space collapsed.
    pub head: String,
    /// The school year that its head names.
    pub school_year: Option<SchoolYear>,
}

/// What each column holds; `None` where the table is no table of targets.
pub(super) fn columns(
    heads: &[Vec<Cell<'_>>],
    body: &[Vec<Cell<'_>>],
    width: usize,
    aims: bool,
) -> Option<Vec<Column>> {
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

/// Whether the rows are of schools or other offices, so that the column heads say what is measured.
pub(super) fn is_of_names(head: &str) -> bool {
    let offices = phrases!["trường", "đơn vị", "tên", "xã", "phường"];
    let levels = phrases!["chỉ tiêu", "tiêu chí", "nội dung", "chỉ số"];
    is_of_classes(head) || find_in(head, offices).is_some() && find_in(head, levels).is_none()
}

/// Whether the rows are of classes, grades or subjects.
fn is_of_classes(head: &str) -> bool {
    matches!(lower(head).trim(), "lớp" | "khối" | "khối lớp" | "tên lớp" | "môn" | "môn học" | "cấp học")
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
