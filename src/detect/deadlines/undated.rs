//! Which times without a day set something: years and spans of years, recurrences, events of the school year.
//!
//! The other half of [`super::filter`], which decides on days and months.

use super::duties::{COUNTED, ENDS, GIVES, HELD, PROGRAMMES, REPORTS, VERBS};
use super::expression::{Expression, Strength, Time};
use super::filter::{Around, Sentence};
use super::point::Point;
use super::token::Line;
use crate::detect::phrases::{Phrases, Words, phrase_list, phrases, word};

/// Whether a year, a span of years or a school year is set for a task.
pub(super) fn keeps_year(s: &Sentence, e: &Expression, around: &Around) -> bool {
    let line = s.line;
    if is_quoted(line, e.first) {
        return false;
    }
    let span = line.span(s.first, e.first.max(s.first));
    // "Thực hiện Quyết định số … của …, đến hết năm 2025 …": no title stands between the paper and the time.
    let before = around.references.partition_point(|r| r.start < span.end).checked_sub(1);
    let untitled = before
        .map(|i| around.references[i].end.saturating_sub(line.base))
        .is_some_and(|end| line.text.get(end..span.end - line.base).is_some_and(|gap| gap.trim() == ","));
    let cites = around.overlaps(&span) && !untitled;
    let opens = s.opens(e.first)
        || matches!(line.mark(e.first.wrapping_sub(1)), Some(','))
        || line.follows(
            e.first,
            phrases![
                "phấn đấu",
                "đảm bảo",
                "bảo đảm",
                "đạt",
                "áp dụng",
                "thực hiện",
                "hiệu lực",
                "thi hành",
                "hoàn thành"
            ],
        );
    let aims = line.follows(e.first, phrases!["định hướng", "tầm nhìn"]);
    let named = cites || s.before(e.first, &PROGRAMMES);
    let measured = (s.first..s.end).any(|k| line.mark(k) == Some('%'))
        || line.has(s.first..s.end, phrases!["phấn đấu", "ít nhất", "tối thiểu"]);
    match &e.times[0] {
        // "từ năm học 2024-2025 (thực hiện …)".
        Time::Period { .. } => !named,
        Time::Horizon { at: Point::SchoolYear(_), .. } => {
            let over = line.follows(e.first, phrases!["xong", "hoàn thành", "hoàn tất"]);
            e.strength == Strength::Strong
                && (!named || over)
                && line.any(e.first, phrases!["đến", "trước", "hết", "chậm", "cho"])
        }
        Time::Horizon { .. } => {
            let phase = line.any(e.first, phrases!["giai", "thời", "nhiệm", "các"]);
            let bare = e.strength == Strength::Bare;
            if phase || bare {
                // "Năm 2028 có 2 trường liên cấp", "cuối năm 2030 tổng kết": a year that lies ahead.
                let ahead = match (&e.times[0], around.earliest) {
                    (Time::Horizon { at: Point::Year(year), .. }, Some(earliest)) => *year > earliest.year(),
                    _ => false,
                };
                let does = line.one_of(e.end, phrases!["có", "đạt", "hoàn thành", "phổ cập", "xóa", "xoá"]).is_some()
                    || line.any(e.first, phrases!["cuối", "giữa", "đầu"]) && line.one_of(e.end, &VERBS).is_some();
                if bare && ahead && opens && does && !named && !aims {
                    return true;
                }
                // "…, hoàn thành năm 2027"
                if bare && !named && !aims && line.follows(e.first, phrases!["hoàn thành", "hoàn tất", "xong"]) {
                    return true;
                }
                let set = line.one_of(e.end, phrases!["hoàn thành", "phấn đấu", "đạt", "thực hiện"]).is_some();
                return measured
                    && !named
                    && !aims
                    && opens
                    && (!bare || set || line.follows(e.first, phrases!["phấn đấu"]));
            }
            // "từ nay đến 2028"
            if line.one_of(e.first, phrases!["từ nay"]).is_some() {
                return true;
            }
            let near = s.first.max(e.first.saturating_sub(14))..e.first;
            if line.any(e.first, phrases!["vào", "lúc", "từ"]) {
                return !named
                    && !aims
                    && (measured
                        || line.any(e.first, phrases!["vào"])
                            && (line.has(near.clone(), &ENDS) || line.has(near, &VERBS)));
            }
            // "tính tới 2030: cần thêm 46 phòng", whatever the paper that says how to count.
            if line.follows(e.first, phrases!["tính"]) && matches!(line.mark(e.end), Some(':' | ',')) {
                return true;
            }
            // "tốt nghiệp trong năm 2025" tells which, "hoàn thành trong năm 2025" when.
            if line.is(e.first, word!["trong"])
                && !opens
                && !measured
                && !line.has(near.clone(), &VERBS)
                && !line.has(near, &ENDS)
            {
                return false;
            }
            (!named || opens && !cites) && (!aims || s.opens(e.first.saturating_sub(2)))
        }
        _ => false,
    }
}

/// Whether a recurrence says when, not which one or how much.
pub(super) fn keeps_recurring(s: &Sentence, e: &Expression) -> bool {
    let line = s.line;
    static PLANS: Phrases = phrase_list!["kế hoạch", "dự toán", "ngân sách", "kinh phí"];
    // "nghỉ hằng năm", "dự toán ngân sách hằng năm": which one, not when.
    static KINDS: Phrases = phrase_list![
        "kế hoạch",
        "dự toán",
        "ngân sách",
        "kinh phí",
        "nghỉ",
        "phép",
        "số liệu",
        "chỉ tiêu",
        "quyết toán",
        "nhiệm vụ",
        "danh mục",
        "phương hướng",
        "thu nhập",
        "cuộc sống",
        "sinh hoạt",
        "hoạt động",
        "chi tiêu",
        "công việc",
        "giao tiếp",
        "lương",
        "nhu cầu",
        "thường niên",
        "mục tiêu",
        "định mức",
        "biên chế",
        "chi phí",
        "thời gian nghỉ",
        "đời sống",
        "chương trình",
        "hạn",
    ];
    let named = |k: usize| line.follows(k, &KINDS);
    // "công khai thu chi theo quý" tells when; "kế hoạch theo tuần", "dạy theo tháng" which one or how.
    if e.strength == Strength::Bare && line.is(e.first, word!["theo"]) {
        return !named(e.first) && line.has(s.clause_start(e.first)..e.first, &REPORTS);
    }
    let bare_each = line.any(e.first, phrases!["hằng", "hàng"]);
    if bare_each && !s.opens(e.first) {
        // "rà soát tiến độ chương trình hằng tháng": what is followed goes on all the time, the verb comes again.
        let followed = (s.clause_start(e.first)..e.first).find(|&k| {
            line.one_of(k, &VERBS)
                .or_else(|| line.one_of(k, phrases!["theo dõi", "giám sát", "đôn đốc"]))
                .is_some_and(|next| line.any(next, phrases!["tiến", "tình", "việc", "kết", "chất"]))
        });
        if named(e.first) && followed.is_none() {
            return false;
        }
        // "kế hoạch phát triển kinh tế - xã hội hằng năm": the noun a few words ahead, no verb between.
        let near = s.first.max(e.first.saturating_sub(9))..e.first;
        let noun = near.clone().rev().find(|&k| line.one_of(k, &PLANS).is_some());
        if noun.is_some_and(|k| !line.has(k..e.first, &VERBS) && !(k..e.first).any(|m| line.mark(m) == Some(','))) {
            return false;
        }
    }
    // "hỗ trợ mỗi tháng 160.000 đồng": a rate.
    // "phấn đấu mỗi năm thu hút 35% …": what is done follows, and how much of it.
    let measures = line.is(e.first, word!["mỗi"])
        && line.is_word(e.end)
        && !line.any(e.end, phrases!["có", "là", "được", "không", "khoảng", "từ", "tối", "ít", "trên", "đạt", "hưởng"])
        && !s.before(e.first, phrases!["hỗ trợ", "mức", "định mức", "trợ cấp", "thu nhập"])
        && (e.end + 1..s.end.min(e.end + 7)).any(|k| line.number(k).is_some())
        && !line.has(e.end..s.end.min(e.end + 12), phrases!["đồng", "tiết", "buổi", "phút"]);
    // "kiểm tra mỗi học kỳ 3 trường", "kết nạp mỗi năm 15 đảng viên": how much is done, not what somebody gets.
    let clause = s.clause_start(e.first);
    let counted = line.number(e.end).is_some()
        && line.any(e.first + 1, phrases!["năm", "học", "quý", "tháng"])
        && line.has(clause..e.first, &COUNTED)
        && !line.has(e.end..s.end.min(e.end + 5), phrases!["đồng", "triệu", "tỷ", "tỉ", "tiết", "buổi", "kg", "%"]);
    if line.is(e.first, word!["mỗi"])
        && !measures
        && !counted
        && e.strength == Strength::Plain
        && !s.opens(e.first)
        && line.mark(e.first.wrapping_sub(1)) != Some(',')
        && e.end < s.end
        && line.one_of(e.end, phrases!["một lần", "1 lần", "01 lần", ",", "vào"]).is_none()
        && line.one_of(e.end, &VERBS).is_none()
        && line.one_of(e.end, phrases!["công nhận"]).is_none()
    {
        return false;
    }
    // "mỗi năm đào tạo lại 500 lượt giáo viên": so many are trained, whatever they are counted in.
    let trained = measures && line.one_of(e.end, &COUNTED).is_some();
    // "2 lần/tuần" of a lesson, "mỗi tuần" of a rate.
    trained
        || !(e.strength == Strength::Plain
            && line.has(e.end..s.end.min(e.end + 6), phrases!["tiết", "buổi học", "giờ", "lượt"]))
}

/// Whether an event fixes a task, not a condition or somebody's state.
pub(super) fn keeps_relative(s: &Sentence, e: &Expression) -> bool {
    let line = s.line;
    let conditional =
        line.any(s.first, phrases!["trường", "nếu"]) && line.one_of(s.first, phrases!["trường hợp", "nếu"]).is_some();
    // "có 05 năm liên tục trước thời điểm đề nghị": what somebody must have been.
    let within = line.one_of(e.first, phrases!["trong vòng", "trong thời hạn", "chậm nhất", "muộn nhất"]).is_some();
    if line.follows(e.first, phrases!["liên tục", "liền kề", "liên tiếp", "trở lên"]) && !within {
        return false;
    }
    if is_occasion(line, e) {
        return keeps_occasion(s, e);
    }
    // "…, xong trong học kỳ I", "làm vào cuối năm học".
    if line.follows(e.first, phrases!["xong", "hoàn thành", "làm", "hoàn tất"]) {
        return true;
    }
    // "trong thời hạn 12 tháng kể từ ngày Thông tư này có hiệu lực" is a span that somebody has.
    let spans =
        (e.first..e.end).any(|k| line.number(k).is_some() && line.any(k + 1, phrases!["ngày", "tháng", "tuần"]));
    if !spans && line.has(e.first..e.end, phrases!["có hiệu lực", "hết hiệu lực"]) {
        return false;
    }
    let event = line.any(e.first, phrases!["khi", "sau"]) || line.one_of(e.first, phrases!["trước khi"]).is_some();
    match e.strength {
        Strength::Strong => true,
        Strength::Plain if event => {
            // "học sinh sau khi tốt nghiệp": whose state, not when.
            let whose = e.first > s.first
                && line.any(e.first - 1, phrases!["sinh", "viên", "em", "trẻ", "người", "động", "ngay", "trạng"])
                || line.any(e.first + 2, phrases!["học", "tốt", "ra", "sử", "được"]) && line.is(e.first, word!["sau"])
                || line.any(e.first + 2, phrases!["bị"]);
            let main = if s.opens(e.first) { e.end..s.end } else { s.first..e.first };
            // "trước khi bão đổ bộ": nobody does it, so that it can only be a time.
            static COMES: Phrases = phrase_list![
                "bão",
                "lũ",
                "mưa",
                "nước",
                "dịch",
                "áp thấp",
                "năm học",
                "học kỳ",
                "kỳ thi",
                "kì thi",
                "mùa",
            ];
            let comes = line.one_of(e.first, phrases!["trước khi", "sau khi"]);
            let comes = comes.is_some_and(|next| line.one_of(next, &COMES).is_some());
            !whose && !conditional && (line.has(main.clone(), &REPORTS) || comes && line.has(main, &VERBS))
        }
        Strength::Plain => {
            let near = s.clause_start(e.first).saturating_sub(24).max(s.first)..e.first;
            s.opens(e.first) || line.has(near.clone(), &VERBS) || line.has(near, &ENDS)
        }
        // "kiểm tra giữa kỳ tuần 9", "cuối kỳ I tuần 17 và 18"
        Strength::Bare if line.any(e.first, phrases!["tuần", "các"]) => line.has(s.first..e.first, &HELD),
        // "tài liệu gửi trước 05 ngày".
        Strength::Bare if line.number(e.first + 1).is_some() => {
            // "công trình", "chương trình" present nothing.
            let noun = |k: usize| line.follows(k, phrases!["công", "chương", "quá", "lộ", "quy", "qui", "giáo"]);
            (s.clause_start(e.first)..e.first).any(|k| line.one_of(k, &REPORTS).is_some() && !noun(k))
        }
        Strength::Bare if line.is(e.first, word!["khi"]) => {
            // "sẽ thực hiện khi có hướng dẫn".
            line.follows(e.first, phrases!["thực hiện", "triển khai", "tổ chức", "áp dụng", "tiến hành", "bắt đầu"])
        }
        // "Công khai tài chính: đầu năm học, …".
        Strength::Bare if line.mark(e.first.wrapping_sub(1)) == Some(':') && line.has(s.first..e.first, &REPORTS) => {
            matches!(line.mark(e.end), Some(',' | ';' | '.')) || line.is(e.end, word!["và"]) || e.end >= s.end
        }
        Strength::Bare => {
            if s.opens(e.first) {
                return line.mark(e.end) == Some(',') || line.is_word(e.end) && line.has(e.end..s.end, &VERBS);
            }
            // "kiểm tra cuối năm", "các khoản thu đầu năm học": names of things.
            static NAMES: Phrases = phrase_list![
                "kiểm tra",
                "thu",
                "khảo sát",
                "biểu",
                "chất lượng",
                "giáo dục",
                "thi",
                "khai",
                "số liệu",
                "kết quả",
                "điểm",
                "chi",
                "đề",
                "hồ sơ",
                "tại",
                "tư",
            ];
            let name = line.follows(e.first, &NAMES);
            // "kiểm tra hồ sơ của tổ giữa học kỳ I": the verb has its object, and the clause ends with the time.
            static CHECKS: Phrases =
                phrase_list!["kiểm tra", "rà soát", "kiểm kê", "công khai", "đánh giá", "xếp loại", "khảo sát"];
            let clause = s.clause_start(e.first);
            let checks = (clause..e.first).find_map(|k| line.one_of(k, &CHECKS).filter(|_| k <= clause + 4));
            let over =
                e.end >= s.end || matches!(line.mark(e.end), Some(',' | '.' | ')')) || line.is(e.end, word!["và"]);
            let objects = checks
                .is_some_and(|k| e.first >= k + 2 && !line.any(k, phrases!["định", "cuối", "giữa", "học", "chất"]));
            if !name && objects && over && !line.any(e.first - 1, phrases!["lượng", "kỳ", "kì", "quả"]) {
                return true;
            }
            !name
                && line.has(
                    s.clause_start(e.first)..e.first,
                    phrases!["gửi", "nộp", "báo cáo", "sơ kết", "tổng kết", "họp"],
                )
                && line.any(e.end.saturating_sub(1), phrases!["học", "i", "ii", "1", "2", "hki", "hkii"])
        }
    }
}

/// Whether a time is a season or a feast: "trong hè", "nhân Tết Trung thu", "dịp tổng kết".
fn is_occasion(line: &Line, e: &Expression) -> bool {
    let led = line.any(e.first, phrases!["dịp", "nhân"]) || line.any(e.first + 1, phrases!["dịp"]);
    let named = |k: usize| line.any(k, phrases!["hè", "tết"]);
    e.strength == Strength::Plain
        && (led || named(e.first) || named(e.first + 1))
        && line.any(e.first, phrases!["dịp", "nhân", "trong", "vào", "hè", "ngay"])
}

/// Whether something is done or given at a season, not merely kept up in it ("bảo đảm an toàn trong dịp Tết").
fn keeps_occasion(s: &Sentence, e: &Expression) -> bool {
    let line = s.line;
    let clause = s.clause_start(e.first);
    static KEPT: Phrases = phrase_list![
        "bảo đảm",
        "đảm bảo",
        "an toàn",
        "an ninh",
        "phòng chống",
        "phòng , chống",
        "quản lý",
        "quản lí",
        "trực",
        "nghiêm",
        "không",
        "dạy thêm",
        "chào mừng",
        "kỷ niệm",
        "hưởng ứng",
        "rèn luyện",
        "vui chơi",
        "nghỉ",
    ];
    let near = s.first.max(e.first.saturating_sub(16))..e.first;
    let alone = s.opens(e.first) && (e.end >= s.end || matches!(line.mark(e.end), Some(',' | ':')));
    // "đợt 1 tháng 12, đợt 2 trong hè"
    let part = e.first >= 2
        && line.number(e.first - 1).is_some()
        && line.any(e.first - 2, phrases!["đợt", "lần", "đoạn", "kỳ"]);
    let done =
        part || line.has(near.clone(), &ENDS) || line.has(near.clone(), &VERBS) || line.has(near.clone(), &GIVES);
    // "trao học bổng nhân Tết Trung thu và dịp tổng kết"
    alone || done && !line.has(clause..e.first, &KEPT)
}

/// Whether a quotation mark is open at token `i`.
fn is_quoted(line: &Line, i: usize) -> bool {
    let (mut curly, mut straight) = (0, 0);
    for k in 0..i {
        match line.mark(k) {
            Some('“') => curly += 1,
            Some('”') => curly -= 1,
            Some('"') => straight += 1,
            _ => {}
        }
    }
    curly > 0 || straight % 2 == 1
}
