//! What a section does, by the words of its heading.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::Mode;

/// The mode that `heading` states under a parent that has stated `outer`; `None` where it states nothing of its own.
///
/// The first telling word decides ("KẾT QUẢ THỰC HIỆN NHIỆM VỤ" reports, "Giải pháp khắc phục hạn chế" plans). Inside
/// a section that has said what it does, only words that cannot be read the other way turn it: "Kết quả giáo dục"
/// under "CHỈ TIÊU" names a field of targets, "Nhiệm vụ kiểm định" under "KẾT QUẢ" a field of results.
pub fn mode_of(heading: &str, outer: Option<Mode>) -> Option<Mode> {
    let at = first_telling(heading)?;
    let words = &heading[at.clone()];
    // "CÔNG BỐ KẾT QUẢ", "Thông báo kết quả": what is to be done with results that are still to come.
    let handled = || HANDLES.is_match(&heading[..at.start]);
    let told = Told::by(words);
    let told = if matches!(told, Told::Report | Told::Result) && handled() { Told::Task } else { told };
    let at_start = || heading[..at.start].split_whitespace().count() <= 2;
    match outer {
        None if matches!(told, Told::Report | Told::Result) => Some(Mode::Report),
        None => Some(Mode::Plan),
        Some(Mode::Plan) if told == Told::Report => Some(Mode::Report),
        Some(Mode::Report) if told == Told::Plan && at_start() => Some(Mode::Plan),
        Some(_) => None,
    }
}

/// What the words of a heading tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Told {
    /// Reports, whatever they stand in.
    Report,
    /// Plans, whatever they stand in.
    Plan,
    /// A report, but for a field of targets in a plan.
    Result,
    /// A plan, but for a field of results in a report.
    Task,
}

impl Told {
    /// What `words` tell, a match of [`WORDS`]. Groups in that pattern would cost many times the search.
    fn by(words: &str) -> Self {
        if RESULT_WORDS.is_match(words) {
            Self::Result
        } else if PLAN_WORDS.is_match(words) {
            Self::Plan
        } else if TASK_WORDS.is_match(words) {
            Self::Task
        } else {
            Self::Report
        }
    }
}

/// The first words that tell, from the border of a word on. The pattern itself looks at no borders: with Unicode
/// borders in it a search runs many times slower.
fn first_telling(heading: &str) -> Option<Range<usize>> {
    let mut at = 0;
    loop {
        let found = WORDS.find_at(heading, at)?.range();
        if !heading[..found.start].ends_with(char::is_alphanumeric) {
            return Some(found);
        }
        at = found.start + heading[found.start..].chars().next().map_or(1, char::len_utf8);
    }
}

static HANDLES: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)(?:^|\W)(?:công\s+bố|thông\s+báo|duyệt|xét|công\s+nhận|sử\s+dụng|lưu\s+trữ|niêm\s+yết|trả|phúc\s+khảo|kiểm\s+tra)\s+$")
        .expect("a valid pattern")
});

const REPORT: &str = concat!(
    r"(?:những\s+)?kết\s+quả\s+(?:đã\s+)?(?:thực\s+hiện|đạt\s+được|triển\s+khai|nổi\s+bật|công\s+tác)",
    r"|đánh\s+giá\s+(?:chung|kết\s+quả|tình\s+hình|việc\s+thực\s+hiện|tổng\s+quát|thực\s+trạng)",
    r"|(?:những\s+|một\s+số\s+)?tồn\s+tại|(?:những|một\s+số)\s+hạn\s+chế|hạn\s+chế\s*(?:$|[,;:.]|và(?:\W|$))",
    r"|ưu\s+điểm|khuyết\s+điểm|nguyên\s+nhân|bài\s+học\s+kinh\s+nghiệm|thành\s+tích\s+đạt\s+được",
    r"|thực\s+trạng|hiện\s+trạng|điểm\s+xuất\s+phát|tình\s+hình\s+(?:thực\s+hiện|chung|hiện\s+nay|nhà\s+trường)",
    r"|đặc\s+điểm\s+(?:tình\s+hình|nhà\s+trường|chung|của\s+)|bối\s+cảnh|quy\s+mô\s+trường|sự\s+cần\s+thiết|điểm\s+(?:mạnh|yếu)|mặt\s+(?:mạnh|yếu)",
    r"|khái\s+quát\s+(?:chung|tình\s+hình|về)|nhìn\s+lại|thành\s+tựu",
    r"|tổng\s+kết\s+(?:năm\s+học|việc|nhiệm\s+vụ)",
    r"|(?:^|những\s+|chung\s+|về\s+)(?:thuận\s+lợi|khó\s+khăn)\s*(?:$|[,;:.]|và(?:\W|$))",
);

const PLAN: &str = concat!(
    r"phương\s+hướng|(?:đề\s+xuất|kiến\s+nghị)|kế\s+hoạch\s+năm\s+học|mục\s+tiêu\s+chung",
    r"|(?:nhiệm\s+vụ|giải\s+pháp)[^.:;]{0,60}(?:trọng\s+tâm|năm\s+học|thời\s+gian\s+tới|tiếp\s+theo)",
);

/// "Báo cáo định kỳ" of a directive names what is to be reported, "Báo cáo kết quả …" what was.
const RESULT: &str = concat!(
    r"kết\s+quả|tình\s+hình",
    r"|báo\s+cáo\s+(?:về\s+|việc\s+)?(?:kết\s+quả|tình\s+hình|thực\s+trạng|tổng\s+kết|công\s+tác|thực\s+hiện|đánh\s+giá)",
);

/// The last of them are words of a section that asks for reports.
const TASK: &str = concat!(
    r"mục\s+tiêu|mục\s+đích|chỉ\s+tiêu|nhiệm\s+vụ|giải\s+pháp|biện\s+pháp|yêu\s+cầu|tổ\s+chức\s+thực\s+hiện",
    r"|phấn\s+đấu|dự\s+kiến|kế\s+hoạch|nội\s+dung|báo\s+cáo",
    r"|(?:chế\s+độ|thời\s+hạn|thời\s+gian|thông\s+tin|định\s+kỳ|sơ\s+kết|nộp|gửi)[^.:;]{0,30}báo\s+cáo",
);

/// Earlier kinds win where two begin at one place.
static WORDS: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(&format!("(?i)(?:{REPORT}|{PLAN}|{RESULT}|{TASK})")).expect("a valid pattern"));

static PLAN_WORDS: LazyLock<Regex> = LazyLock::new(|| Regex::new(&format!("^(?i:{PLAN})$")).expect("a valid pattern"));
static RESULT_WORDS: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(&format!("^(?i:{RESULT})$")).expect("a valid pattern"));
static TASK_WORDS: LazyLock<Regex> = LazyLock::new(|| Regex::new(&format!("^(?i:{TASK})$")).expect("a valid pattern"));

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_telling_word_decides() {
        let check = |heading: &str, outer: Option<Mode>, want: Mode| {
            let found = mode_of(heading, outer).or(outer).unwrap_or_default();
            assert_eq!(found, want, "{heading} in {outer:?}");
        };
        check("KẾT QUẢ THỰC HIỆN NHIỆM VỤ NĂM HỌC 2022-2023", None, Mode::Report);
        check("PHƯƠNG HƯỚNG, NHIỆM VỤ NĂM HỌC 2023-2024", None, Mode::Plan);
        check("MỘT SỐ CHỈ TIÊU CƠ BẢN", None, Mode::Plan);
        check("Giải pháp khắc phục tồn tại, hạn chế", None, Mode::Plan);
        check("Tồn tại, hạn chế", None, Mode::Report);
        check("Đặc điểm tình hình", None, Mode::Report);
        check("TÌNH HÌNH NHÀ TRƯỜNG", None, Mode::Report);
        check("Điểm mạnh, điểm yếu", Some(Mode::Plan), Mode::Report);
        check("HIỆN TRẠNG ĐỘI NGŨ", None, Mode::Report);
        check("NHÌN LẠI MỘT NĂM", None, Mode::Report);
        check("Kết quả giáo dục", Some(Mode::Plan), Mode::Plan);
        check("Kết quả thi đua", Some(Mode::Plan), Mode::Plan);
        check("Kết quả đạt được", Some(Mode::Plan), Mode::Report);
        check("Nhiệm vụ kiểm định chất lượng", Some(Mode::Report), Mode::Report);
        check("Đề xuất, kiến nghị", Some(Mode::Report), Mode::Plan);
        check("Phương hướng năm học 2024-2025", Some(Mode::Report), Mode::Plan);
        check("Kiểm tra, đánh giá học sinh", None, Mode::Plan);
        check("Khó khăn, vướng mắc", None, Mode::Report);
        check("Hỗ trợ học sinh có hoàn cảnh khó khăn", None, Mode::Plan);
        check("Hạn chế học sinh bỏ học", None, Mode::Plan);
        check("Công tác tổng kết, khen thưởng", None, Mode::Plan);
        check("Công tác thư viện", Some(Mode::Report), Mode::Report);
        check("Công tác thư viện", None, Mode::Plan);
        check("XÉT DUYỆT, THÔNG BÁO KẾT QUẢ VÀ PHÂN LỚP", None, Mode::Plan);
        check("CHẾ ĐỘ THÔNG TIN, BÁO CÁO", None, Mode::Plan);
        check("Thời hạn nộp báo cáo", None, Mode::Plan);
        check("Báo cáo tình hình đội ngũ", None, Mode::Report);
        check("Các loại báo cáo", None, Mode::Plan);
        check("Báo cáo chuyên đề quý I", None, Mode::Plan);
        check("Báo cáo đột xuất", None, Mode::Plan);
        check("Báo cáo kết quả thi đua", None, Mode::Report);
        check("Bối cảnh", None, Mode::Report);
        check("Đặc điểm nhà trường", None, Mode::Report);
        check("BÁO CÁO", None, Mode::Plan);
        check("Báo cáo:", None, Mode::Plan);
        check("Niêm yết kết quả xếp loại", None, Mode::Plan);
        check("KẾT QUẢ CÔNG BỐ CÁC MÔN", None, Mode::Report);
    }
}
