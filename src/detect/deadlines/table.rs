//! Tables of tasks: the column heads say which cell holds the time, which the task and which the one who does it.

use super::expression::{Expression, Strength, Time};
use super::point::Point;
use super::token::Line;
use crate::detect::phrases::{Phrases, phrase_list, phrases};
use crate::detect::tokens::{Cues, Passage};

/// The columns of a table that are known by their heads.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Columns {
    pub time: Option<usize>,
    /// The column of the end, where `time` is that of the beginning.
    pub until: Option<usize>,
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
        "môn",
        "bài thi",
        "khối",
        "lớp",
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
    // The number of a row, or a date in it: heads have neither.
    let numbered = |c: &Line| c.number(0).is_some();
    if cells.len() < 2 || cells.iter().any(|c| c.len() > 14 || numbered(c)) {
        return None;
    }
    let span = ends(cells);
    let time = span.map(|(from, _)| from).or_else(|| day_column(cells)).or_else(|| find(&TIME, &[]))?;
    let until = span.map(|(_, until)| until);
    let taken = [time, until.unwrap_or(time)];
    // Beside a beginning and an end the first column that counts nothing says of what they are.
    let named = || {
        let other = phrases!["tt", "stt", "số tt", "số", "ghi chú", "thứ tự", "kinh phí", "địa điểm"];
        (0..cells.len()).find(|&c| !taken.contains(&c) && cells[c].len() > 0 && !other.may_stand_at(&cells[c], 0))
    };
    let task = find(&TASK, &taken).or_else(|| until.and_then(|_| named()))?;
    let who = find(&WHO, &[time, until.unwrap_or(time), task]);
    // A row of dates under the heads has digits where heads have words.
    let head = &cells[time];
    let limit = head.has(0..head.len(), phrases!["hạn", "hoàn thành"]);
    let worded = (0..head.len()).all(|k| head.number(k).is_none());
    worded.then_some(Columns { time: Some(time), until, task: Some(task), who, names: Vec::new(), limit })
}

/// The columns of the beginning and of the end: "Từ ngày | Đến ngày", "Bắt đầu | Kết thúc".
pub(super) fn ends(cells: &[Line]) -> Option<(usize, usize)> {
    static FROM: Phrases = phrase_list![
        "ngày bắt đầu",
        "thời gian bắt đầu",
        "thời điểm bắt đầu",
        "bắt đầu từ ngày",
        "bắt đầu từ",
        "bắt đầu",
        "từ ngày",
        "từ tháng",
        "từ",
    ];
    static UNTIL: Phrases = phrase_list![
        "ngày kết thúc",
        "thời gian kết thúc",
        "thời điểm kết thúc",
        "ngày hoàn thành",
        "thời gian hoàn thành",
        "kết thúc",
        "hoàn thành",
        "đến hết ngày",
        "đến ngày",
        "đến tháng",
        "đến hết",
        "đến",
    ];
    let headed = |cell: &Line, words: &Phrases| {
        let end = words.first_at(cell, 0);
        end.is_some_and(|end| end == cell.len() || cell.mark(end) == Some('('))
    };
    let from = cells.iter().position(|cell| headed(cell, &FROM))?;
    let until = from + 1;
    cells.get(until).filter(|cell| headed(cell, &UNTIL)).map(|_| (from, until))
}

/// The column headed "Ngày" where another one holds the hours ("Thời gian", "Buổi").
fn day_column(cells: &[Line]) -> Option<usize> {
    let is_day = |cell: &Line| {
        cell.one_of(0, phrases!["ngày thi", "ngày , tháng", "ngày tháng", "thứ , ngày", "thứ ngày", "ngày"])
            == Some(cell.len())
    };
    let hours = cells.iter().any(|cell| cell.one_of(0, phrases!["thời gian", "giờ", "buổi"]).is_some());
    cells.iter().position(is_day).filter(|_| hours)
}

/// The days of `month` that a cell or list item names by their number alone ("ngày 16", "Ngày 05: …").
pub(super) fn days_of_month(line: &Line, month: i8, year: Option<i16>) -> Vec<Expression> {
    let named = |k: usize| {
        let day = line.one_of(k, phrases!["ngày"])?;
        let number = line.small(day).filter(|day| (1..=31).contains(day)).and_then(|day| i8::try_from(day).ok())?;
        let dated = matches!(line.mark(day + 1), Some('/' | '-' | '.')) && line.number(day + 2).is_some();
        let counted = k > 0 && line.number(k - 1).is_some();
        let more = dated || counted || line.any(day + 1, phrases!["tháng", "hằng", "hàng", "và", "đến", "làm"]);
        let at = Point::Day { day: number, month: Some(month), year };
        (!more).then(|| Expression::one(k, day + 1, Time::On { at }, Strength::Plain))
    };
    (0..line.len()).filter_map(named).collect()
}

/// "Khai giảng (05/9)": the day in brackets is finer than the month that the list stands under.
pub(super) fn is_day_in_brackets(line: &Line, e: &Expression) -> bool {
    let days = e.times.iter().all(|time| matches!(time, Time::On { at: Point::Day { .. } }));
    days && e.first > 0 && line.mark(e.first - 1) == Some('(') && line.mark(e.end) == Some(')')
}

/// Reads a cell in the light of its row's month: "(11/10)" in the row of October is a day, and so is "ngày 16".
pub(super) fn read_in_month(cell: &Line, times: &mut Vec<Expression>, month: i8, year: Option<i16>) {
    for e in times.iter_mut() {
        let inside = |time: &Time| matches!(time, Time::On { at: Point::Day { month: Some(m), .. } } if *m == month);
        if e.strength == Strength::Bare && e.times.iter().all(inside) {
            e.strength = Strength::Plain;
        }
    }
    let taken = |e: &Expression| times.iter().any(|t| t.first < e.end && e.first < t.end);
    let mut days = days_of_month(cell, month, year);
    days.retain(|e| !taken(e));
    times.extend(days);
    times.sort_by_key(|e| e.first);
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
