//! Digits that name something and measure nothing: codes, "lớp 5", "Điều 7", years, days.

use super::lexicon::{LABELS, SCHEDULE_UNITS, UNITS};
use super::line::Line;
use super::number;

/// Digits that belong to a code: "1884/QĐ-UBND", "Covid-19", "GDPT-2018".
pub(super) fn is_code(line: &Line<'_>, i: usize) -> bool {
    let glued = |at: usize| line.tokens.get(at).is_some_and(|t| !t.spaced);
    let symbol = line.word(i + 1) == "/"
        && line.is_word(i + 2)
        && line.raw(i + 2).chars().take(2).filter(|c| c.is_uppercase()).count() == 2;
    let dash_word = i >= 2
        && glued(i)
        && glued(i - 1)
        && matches!(line.word(i - 1), "-" | "–" | "." | "_" | "/")
        && line.is_word(i - 2)
        && !line.is_number(i - 2);
    // "12 lớp/320 người": two counts.
    let counted = i >= 3 && line.word(i - 1) == "/" && line.is_number(i - 3) && UNITS.holds(line, i - 2);
    symbol || dash_word && !counted
}

/// "lớp 5", "Điều 7", "năm 2024", and what a list of such goes on with ("lớp 1, 2 và 3").
pub(super) fn is_label(line: &Line<'_>, i: usize, labelled: Option<usize>) -> bool {
    // "Sinh hoạt chuyên môn tổ, khối 2 lần/tháng"
    if matches!(line.word(i + 1), "lần" | "phút") {
        return false;
    }
    let year = |i: usize| number::at(line, i).is_some_and(is_year);
    // "150 phút đối với lớp 9, 180 phút …": no class is so high.
    const HIGHEST: f64 = 12.0;
    let high = || number::at(line, i).is_some_and(|n| n > HIGHEST);
    let counts = || line.longest_at(i + 1, &UNITS).or(line.longest_at(i + 1, &SCHEDULE_UNITS)).is_some();
    if let Some(before) = labelled
        && before + 2 == i
        // "đến năm 2030, 9/9 trường", "năm 2025, 6 trường"
        && line.word(i + 1) != "/"
        && (!year(before) || year(i))
        && matches!(line.word(i - 1), "," | "và" | "-" | "–" | "đến")
        && !line.raw(i).starts_with('0')
        && !(high() && counts())
    {
        return true;
    }
    let Some(first) = line.longest_before(i, &LABELS) else { return false };
    // "Sinh hoạt lớp 45 phút", "ngân hàng 1.200 câu hỏi"
    if matches!(line.word(first), "lớp" | "khối") && high() && counts()
        || line.word(first) == "hàng" && first > 0 && line.word(first - 1) == "ngân"
        // "cấp 1.800 chứng chỉ"
        || line.word(first) == "cấp" && high() && counts()
        // "dự thi cấp quận 4 đ/c"
        || matches!(line.word(first), "quận" | "phường" | "khối") && first > 0 && line.word(first - 1) == "cấp"
    {
        return false;
    }
    // "(kế hoạch 11 giải)"
    if line.word(first) == "kế" && first > 0 && line.word(first - 1) == "(" && counts() {
        return false;
    }
    // "định mức 2,5 giáo viên/nhóm trẻ"
    if first > 0 && line.word(first) == "mức" && line.word(first - 1) == "định" {
        return false;
    }
    // "mở chuyên mục 2 kỳ/tháng"
    if first > 0 && line.word(first) == "mục" && matches!(line.word(first - 1), "chuyên" | "danh" | "khoản" | "hạng")
    {
        return false;
    }
    // "Sở Y tế: cấp 20 cơ số thuốc": the verb, not a level.
    let opens = first.checked_sub(1).is_none_or(|p| matches!(line.word(p), ":" | "," | "-" | "+" | "."));
    if opens && line.word(first) == "cấp" && line.longest_at(i + 1, &UNITS).is_some() {
        return false;
    }
    let per = first.checked_sub(1).is_some_and(|p| {
        matches!(line.word(p), "mỗi" | "hằng" | "hàng" | "một" | "/" | "từng" | "1" | "01" | "toàn" | "cả")
    });
    !per && !follows_quantity(line, first)
}

/// Whether the word at `i` is itself counted: "3 lớp", "02 lần".
fn follows_quantity(line: &Line<'_>, i: usize) -> bool {
    i.checked_sub(1).is_some_and(|p| line.is_number(p))
}

pub(super) fn follows_day_word(line: &Line<'_>, i: usize) -> bool {
    i.checked_sub(1).is_some_and(|p| matches!(line.word(p), "ngày" | "tháng" | "trước" | "hôm" | "từ" | "đến"))
}

pub(super) fn is_year(value: f64) -> bool {
    (1945.0..=2100.0).contains(&value) && value.fract() == 0.0
}
