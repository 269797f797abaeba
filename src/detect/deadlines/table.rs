//! Tables of tasks: the column heads say which cell holds the time, which the task and which the one who does it.

use super::token::Line;
use crate::detect::phrases::{Phrases, phrase_list, phrases};
use crate::detect::tokens::{Cues, Passage};

/// The columns of a table that are known by their heads.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Columns {
    pub time: Option<usize>,
    pub task: Option<usize>,
    pub who: Option<usize>,
    /// The heads of a table without a time column, one for each cell.
    pub names: Vec<String>,
    /// Whether the head of the time column names a limit ("Hạn hoàn thành").
    pub limit: bool,
}

/// Whether a paragraph is a table row written out with bars; inside a table one bar is enough.
pub(super) fn is_piped(words: Passage<'_>, inside: bool) -> bool {
    if !words.cues.has(Cues::BARS) {
        return false;
    }
    let bars = words.text.trim().trim_matches('|').bytes().filter(|b| *b == b'|').count();
    bars >= 2 || bars == 1 && (inside || heads(&cells(words)).is_some())
}

/// The cells of a row: parted by tabs, or by bars where there is no tab.
pub(super) fn cells(words: Passage<'_>) -> Vec<Line<'_>> {
    let text = words.text;
    let bars = !text.contains('\t') && text.contains('|');
    let (parting, inner) = if bars { ('|', text.trim_start().trim_start_matches('|')) } else { ('\t', text) };
    let mut at = text.len() - inner.len();
    let inner = if bars { inner.trim_end().trim_end_matches('|') } else { inner };
    let mut cells = Vec::new();
    for cell in inner.split(parting) {
        cells.push(Line::of(words.part(at..at + cell.len())));
        at += cell.len() + parting.len_utf8();
    }
    cells
}

/// Reads a row of column heads; `None` where the row is none.
pub(super) fn heads(cells: &[Line]) -> Option<Columns> {
    static TIME: Phrases = phrase_list![
        "thời gian",
        "thời hạn",
        "thời điểm",
        "ngày",
        "tháng",
        "mốc",
        "tiến độ",
        "hạn",
        "hoàn thành",
        "lịch",
        "tuần",
        "kỳ",
    ];
    static TASK: Phrases = phrase_list![
        "nội dung",
        "công việc",
        "nhiệm vụ",
        "hoạt động",
        "tên",
        "việc",
        "chủ đề",
        "sự kiện",
        "hạng mục",
        "biểu mẫu",
        "báo cáo",
        "sản phẩm",
        "đầu việc",
    ];
    static WHO: Phrases = phrase_list![
        "đơn vị",
        "người",
        "phụ trách",
        "chủ trì",
        "trách nhiệm",
        "bộ phận",
        "thành phần",
        "thực hiện",
        "cơ quan",
        "phân công",
        "đối tượng",
        "lực lượng",
        "cá nhân",
        "cấp",
    ];
    let find = |words: &Phrases, taken: &[usize]| {
        let free = || (0..cells.len()).filter(|c| !taken.contains(c) && cells[*c].len() <= 8);
        // The earlier words are the surer ones; a head that begins with one is surer than one that holds it.
        let begins = free().filter_map(|c| Some((words.rank_at(&cells[c], 0)?.0, c))).min();
        let holds = || {
            free()
                .filter_map(|c| {
                    Some(((0..cells[c].len()).filter_map(|k| Some(words.rank_at(&cells[c], k)?.0)).min()?, c))
                })
                .min()
        };
        begins.or_else(holds).map(|(_, c)| c)
    };
    if cells.len() < 2 || cells.iter().any(|c| c.len() > 14) {
        return None;
    }
    let time = find(&TIME, &[])?;
    let task = find(&TASK, &[time])?;
    let who = find(&WHO, &[time, task]);
    // A row of dates under the heads has digits where heads have words.
    let head = &cells[time];
    let limit = head.has(0..head.len(), phrases!["hạn", "hoàn thành"]);
    let worded = (0..head.len()).all(|k| head.number(k).is_none());
    worded.then_some(Columns { time: Some(time), task: Some(task), who, names: Vec::new(), limit })
}

/// The tasks of a cell: one for each numbered or dashed part, as token ranges.
pub(super) fn parts(cell: &Line) -> Vec<(usize, usize)> {
    let starts: Vec<usize> = (0..cell.len())
        .filter(|&k| {
            let dash = matches!(cell.mark(k), Some('-' | '+' | '•' | '–' | '*')) && (k == 0 || !cell.touches(k - 1));
            // In a cell that begins with a dash, the same dash before a capital begins the next task.
            let spaced = dash && cell.mark(k) == cell.mark(0) && (k == 0 || cell.is_capital(k + 1));
            let numbered = cell.small(k).is_some()
                && matches!(cell.mark(k + 1), Some('.' | ')'))
                && cell.touches(k)
                && cell.is_capital(k + 2)
                && (k == 0 || !cell.touches(k - 1));
            spaced || numbered
        })
        .collect();
    if starts.len() < 2 || starts[0] != 0 {
        return vec![(0, cell.len())];
    }
    let ends = starts.iter().skip(1).copied().chain([cell.len()]);
    starts.iter().copied().zip(ends).collect()
}

/// Whether a cell holds hardly anything but a time.
pub(super) fn is_time_cell(cell: &Line, covered: usize) -> bool {
    covered > 0 && cell.len() <= covered + 4
}
