//! What a section does, by the words of its heading.

use super::Mode;
use crate::detect::letters::{is_letter, letters_end, lower};
use crate::detect::phrases::{Key, Keys};
use crate::detect::terms::{Opening, Terms};
use crate::text::collapse;

/// The mode that `heading` states under a parent that has stated `outer`; `None` where it states nothing of its own.
///
/// The first telling word decides ("KẾT QUẢ THỰC HIỆN NHIỆM VỤ" reports, "Giải pháp khắc phục hạn chế" plans). Inside
/// a section that has said what it does, only words that cannot be read the other way turn it: "Kết quả giáo dục"
/// under "CHỈ TIÊU" names a field of targets, "Nhiệm vụ kiểm định" under "KẾT QUẢ" a field of results.
pub fn mode_of(heading: &str, outer: Option<Mode>) -> Option<Mode> {
    let lower = lower(&collapse(heading));
    let (at, told) = first_telling(&lower)?;
    let before = &lower[..at];
    // "CÔNG BỐ KẾT QUẢ", "Thông báo kết quả": what is to be done with results that are still to come.
    let told = if matches!(told, Told::Report | Told::Result) && handles(before) { Told::Task } else { told };
    match outer {
        None if matches!(told, Told::Report | Told::Result) => Some(Mode::Report),
        None => Some(Mode::Plan),
        Some(Mode::Plan) if told == Told::Report => Some(Mode::Report),
        Some(Mode::Report) if told == Told::Plan && before.split_whitespace().count() <= 2 => Some(Mode::Plan),
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

/// Where the first words that tell begin, and what they tell.
fn first_telling(lower: &str) -> Option<(usize, Told)> {
    let mut at = 0;
    while let Some(&lead) = lower.as_bytes().get(at) {
        let end = letters_end(lower, at);
        if end == at {
            at += if lead.is_ascii() { 1 } else { lower[at..].chars().next().map_or(1, char::len_utf8) };
            continue;
        }
        if OPENERS.has(Key::of(&lower[at..end]))
            && !lower[..at].ends_with(char::is_alphanumeric)
            && let Some(told) = told(&lower[at..], &Opening::at(lower, at), at == 0)
        {
            return Some((at, told));
        }
        at = end;
    }
    None
}

/// The first words of all that tells.
static OPENERS: Keys = {
    const LISTS: [&Terms; 7] = [&REPORT, &MAY_REPORT, &PLAN, &SPANS_PLAN, &RESULT, &TASK, &ASKS];
    let mut keys = Keys::NONE;
    let mut n = 0;
    while n < LISTS.len() {
        let all = LISTS[n].all();
        let mut k = 0;
        while k < all.len() {
            let phrase = all[k].as_bytes();
            let mut end = 0;
            while end < phrase.len() && phrase[end] != b' ' {
                end += 1;
            }
            keys = keys.with(Key::of_bytes(phrase, 0, end));
            k += 1;
        }
        n += 1;
    }
    keys
};

/// What the words at the start of `rest` tell; `first` says that the heading begins with them. Earlier kinds win.
fn told(rest: &str, opening: &Opening, first: bool) -> Option<Told> {
    if begins(rest, opening, &REPORT) || (MAY_REPORT.may_open(opening) && reports(rest, first)) {
        Some(Told::Report)
    } else if begins(rest, opening, &PLAN) || (SPANS_PLAN.may_open(opening) && plans(rest)) {
        Some(Told::Plan)
    } else if begins(rest, opening, &RESULT) || rest.strip_prefix("báo cáo ").is_some_and(is_result) {
        Some(Told::Result)
    } else if begins(rest, opening, &TASK) || (ASKS.may_open(opening) && asks(rest)) {
        Some(Told::Task)
    } else {
        None
    }
}

/// Whether `rest` begins with one of `phrases`, whatever goes on behind it.
fn begins(rest: &str, opening: &Opening, phrases: &Terms) -> bool {
    phrases.opened_by(opening).any(|(_, phrase)| rest.starts_with(phrase))
}

/// Words that report with others around them, or where nothing stands behind them.
fn reports(rest: &str, first: bool) -> bool {
    const DONE: [&str; 5] = ["thực hiện", "đạt được", "triển khai", "nổi bật", "công tác"];
    let many = rest.strip_prefix("những ");
    let some = many.or_else(|| rest.strip_prefix("một số "));
    let of = many.or_else(|| after(rest, &["chung ", "về "])).or(first.then_some(rest));
    some.unwrap_or(rest).starts_with("tồn tại")
        || some.is_some_and(|of| of.starts_with("hạn chế"))
        || rest.strip_prefix("hạn chế").is_some_and(stops)
        || of.and_then(|of| after(of, &["thuận lợi", "khó khăn"])).is_some_and(stops)
        || many
            .unwrap_or(rest)
            .strip_prefix("kết quả ")
            .is_some_and(|of| after(of.strip_prefix("đã ").unwrap_or(of), &DONE).is_some())
}

static MAY_REPORT: Terms = Terms::new(&["những", "một", "chung", "về", "tồn", "hạn", "thuận", "khó", "kết"]);

static REPORT: Terms = Terms::new(&[
    "đánh giá chung",
    "đánh giá kết quả",
    "đánh giá tình hình",
    "đánh giá việc thực hiện",
    "đánh giá tổng quát",
    "đánh giá thực trạng",
    "ưu điểm",
    "khuyết điểm",
    "nguyên nhân",
    "bài học kinh nghiệm",
    "thành tích đạt được",
    "thực trạng",
    "hiện trạng",
    "điểm xuất phát",
    "tình hình thực hiện",
    "tình hình chung",
    "tình hình hiện nay",
    "tình hình nhà trường",
    "đặc điểm tình hình",
    "đặc điểm nhà trường",
    "đặc điểm chung",
    "đặc điểm của ",
    "bối cảnh",
    "quy mô trường",
    "sự cần thiết",
    "điểm mạnh",
    "điểm yếu",
    "mặt mạnh",
    "mặt yếu",
    "khái quát chung",
    "khái quát tình hình",
    "khái quát về",
    "nhìn lại",
    "thành tựu",
    "tổng kết năm học",
    "tổng kết việc",
    "tổng kết nhiệm vụ",
]);

static PLAN: Terms = Terms::new(&["phương hướng", "đề xuất", "kiến nghị", "kế hoạch năm học", "mục tiêu chung"]);

/// "Nhiệm vụ trọng tâm", "giải pháp trong thời gian tới".
fn plans(rest: &str) -> bool {
    const WHEN: [&str; 4] = ["trọng tâm", "năm học", "thời gian tới", "tiếp theo"];
    after(rest, SPANS_PLAN.all()).is_some_and(|tail| holds(tail, 60, &WHEN))
}

static SPANS_PLAN: Terms = Terms::new(&["nhiệm vụ", "giải pháp"]);

static RESULT: Terms = Terms::new(&["kết quả", "tình hình"]);

/// "Báo cáo định kỳ" of a directive names what is to be reported, "Báo cáo kết quả …" what was.
fn is_result(of: &str) -> bool {
    const WHAT: [&str; 7] = ["kết quả", "tình hình", "thực trạng", "tổng kết", "công tác", "thực hiện", "đánh giá"];
    after(after(of, &["về ", "việc "]).unwrap_or(of), &WHAT).is_some()
}

/// Words of a section that asks for reports.
fn asks(rest: &str) -> bool {
    after(rest, ASKS.all()).is_some_and(|tail| holds(tail, 30, &["báo cáo"]))
}

static ASKS: Terms = Terms::new(&["chế độ", "thời hạn", "thời gian", "thông tin", "định kỳ", "sơ kết", "nộp", "gửi"]);

static TASK: Terms = Terms::new(&[
    "mục tiêu",
    "mục đích",
    "chỉ tiêu",
    "nhiệm vụ",
    "giải pháp",
    "biện pháp",
    "yêu cầu",
    "tổ chức thực hiện",
    "phấn đấu",
    "dự kiến",
    "kế hoạch",
    "nội dung",
    "báo cáo",
]);

/// What stands behind one of `phrases`.
fn after<'a>(rest: &'a str, phrases: &[&str]) -> Option<&'a str> {
    phrases.iter().find_map(|phrase| rest.strip_prefix(phrase))
}

/// Whether one of `phrases` begins within the next `reach` letters of the clause.
fn holds(tail: &str, reach: usize, phrases: &[&str]) -> bool {
    let clause = tail.split(['.', ':', ';']).next().unwrap_or_default();
    phrases.iter().any(|phrase| clause.find(phrase).is_some_and(|at| clause[..at].chars().count() <= reach))
}

/// Whether nothing goes on behind a word: "hạn chế", "hạn chế và nguyên nhân", and not "hạn chế học sinh bỏ học".
fn stops(tail: &str) -> bool {
    let tail = tail.trim_start();
    tail.is_empty()
        || tail.starts_with([',', ';', ':', '.'])
        || tail.strip_prefix("và").is_some_and(|next| !next.starts_with(|c: char| is_letter(c) || c.is_numeric()))
}

/// Whether what is told is something to be handled: "công bố" before "kết quả".
fn handles(before: &str) -> bool {
    const VERBS: [&str; 11] = [
        "công bố",
        "thông báo",
        "duyệt",
        "xét",
        "công nhận",
        "sử dụng",
        "lưu trữ",
        "niêm yết",
        "trả",
        "phúc khảo",
        "kiểm tra",
    ];
    let verb = before.trim_end();
    let alone = |lead: &str| !lead.ends_with(|c: char| is_letter(c) || c.is_numeric());
    verb.len() < before.len() && VERBS.iter().any(|word| verb.strip_suffix(word).is_some_and(alone))
}

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
