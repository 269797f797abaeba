//! Who has to act: names of units and offices in front of a task ("Các trường", "Phòng GD&ĐT", "Công an xã").

use super::context::{LONGEST, Task, short};
use super::token::Line;
use crate::detect::phrases::{Phrases, phrase_list, phrases};

/// Takes a leading agent ("Các trường", "Phòng GD&ĐT") off the words of a task.
pub(super) fn split_agent(line: &Line, (start, end): (usize, usize)) -> Task {
    if start >= end {
        return Task::default();
    }
    // "Thực hiện Kế hoạch …, đề nghị các trường báo cáo": the request names who has to act.
    static ASKS: Phrases = phrase_list!["đề nghị", "yêu cầu", "giao cho", "giao", "phân công"];
    let asked = (start..end).rev().find_map(|k| line.one_of(k, &ASKS).filter(|&next| agent(line, next, end).is_some()));
    let start = asked.unwrap_or_else(|| line.skip(start, phrases!["đề nghị", "yêu cầu"])).min(end);
    let (who, rest) = match agent(line, start, end) {
        Some(stop) => (short(line.written(start, stop)), stop),
        None => (None, start),
    };
    let rest = line.skip(rest, phrases!["có trách nhiệm", "chịu trách nhiệm", "phải", "cần", "sẽ", "được"]).min(end);
    // Of a long sentence the last clauses lead to the time.
    let rest = if end - rest > LONGEST {
        (end - LONGEST..end).find(|&k| line.mark(k) == Some(',')).map_or(end - LONGEST, |k| k + 1)
    } else {
        rest
    };
    Task { action: short(line.written(rest, end)), who }
}

/// What goes on with a list of agents after a comma: units and levels of education.
static UNITS: Phrases = phrase_list![
    "phường",
    "thị trấn",
    "đặc khu",
    "xã",
    "trường",
    "mầm non",
    "tiểu học",
    "trung học",
    "thcs",
    "th",
    "cơ quan",
    "đơn vị",
    "tổ chức đoàn",
    "địa phương",
    "giáo viên",
    "nhân viên",
    "phòng",
    "ban",
    "ngành",
    "huyện",
    "quận",
    "đảng bộ",
    "chi bộ",
    "đảng ủy",
    "đảng uỷ",
    "chi ủy",
    "hội",
    "đoàn thể",
    "tổ chức",
    "trung tâm",
    "công an",
    "trạm y tế",
];

/// Names of units and offices as they begin.
static HEADS: Phrases = phrase_list![
    "các trường",
    "các đơn vị",
    "các nhà trường",
    "các cơ sở",
    "các sở",
    "các phòng",
    "các cơ quan",
    "các bộ",
    "các tổ",
    "các địa phương",
    "các xã",
    "các phường",
    "các ban",
    "các ngành",
    "các cấp",
    "các đồng chí",
    "các lớp",
    "các bộ phận",
    "mỗi trường",
    "mỗi nhà trường",
    "mỗi đơn vị",
    "nhà trường",
    "trường",
    "đơn vị",
    "cơ sở",
    "phòng",
    "sở",
    "bộ",
    "ubnd",
    "ủy ban",
    "uỷ ban",
    "hiệu trưởng",
    "giám đốc",
    "ban giám hiệu",
    "tổ trưởng",
    "tổ chuyên môn",
    "giáo viên",
    "công đoàn",
    "đoàn thanh niên",
    "văn phòng",
    "chủ tịch",
    "trưởng phòng",
    "cán bộ",
    "kế toán",
    "thủ trưởng",
    "hội đồng",
    "trung tâm",
    "đảng ủy",
    "chi bộ",
    "ban",
    "huyện",
    "thành phố",
    "xã",
    "phường",
    "bộ phận",
    "đồng chí",
    "đ/c",
    "cơ quan",
    "gvcn",
    "gv",
    "học sinh",
    "thí sinh",
    "công an",
    "trạm y tế",
    "mặt trận tổ quốc",
    "ubmttq",
    "đoàn xã",
    "đoàn phường",
    "đoàn thể",
    "liên đoàn lao động",
    "kho bạc",
    "hội phụ nữ",
    "hội liên hiệp",
    "hội khuyến học",
    "hội nông dân",
    "hội cựu chiến binh",
    "hội cha mẹ",
    "ban đại diện",
    "đảng đoàn",
    "đảng bộ",
    "chi ủy",
    "đảng uỷ",
    "tổng phụ trách",
    "các chi bộ",
    "quân sự",
    "các đoàn thể",
    "cục",
    "vụ",
    "tổ văn phòng",
    "thư viện",
    "ủy viên",
    "y tế",
    "nhân viên y tế",
    "bảo vệ",
    "thủ quỹ",
    "văn thư",
    "nhân viên",
];

/// What agents do: the name ends there.
static VERBS: Phrases = phrase_list![
    "xây dựng",
    "tổ chức",
    "nộp",
    "gửi",
    "báo cáo",
    "hoàn thành",
    "hoàn thiện",
    "thực hiện",
    "chủ động",
    "chủ trì",
    "tiếp tục",
    "tiếp nhận",
    "triển khai",
    "rà soát",
    "phối hợp",
    "có",
    "lập",
    "phải",
    "cần",
    "sẽ",
    "chịu",
    "thông báo",
    "thông qua",
    "công khai",
    "công bố",
    "kiểm tra",
    "hướng dẫn",
    "chỉ đạo",
    "tham mưu",
    "tham gia",
    "đăng ký",
    "đăng kí",
    "cử",
    "ban hành",
    "bố trí",
    "trình",
    "đề xuất",
    "đề nghị",
    "tổng hợp",
    "tổng kết",
    "tiến hành",
    "được",
    "căn cứ",
    "thống nhất",
    "thống kê",
    "phân công",
    "cập nhật",
    "khai thác",
    "khai báo",
    "kết thúc",
    "nghiêm túc",
    "in",
    "vào điểm",
    "nhập điểm",
    "duyệt",
    "đánh giá",
    "thành lập",
    "chuẩn bị",
    "quán triệt",
    "học tập",
    "tuyên truyền",
    "sử dụng",
    "mở",
    "họp",
    "phê duyệt",
    "bàn giao",
    "xem xét",
    "giải quyết",
    "trả",
    "quyết định",
    "chuyển",
    "nhận",
    "chi trả",
    "hỗ trợ",
    "cấp phát",
    "sơ kết",
    "định kỳ",
    "quản lý",
    "vận động",
    "theo dõi",
    "giám sát",
    "bảo đảm",
    "đảm bảo",
    "bổ sung",
    "tăng cường",
    "thẩm định",
    "nghiệm thu",
    "bồi dưỡng",
    "đưa",
];

/// The end of an agent's name that begins at `start`: a verb or a sign.
pub(super) fn agent(line: &Line, start: usize, end: usize) -> Option<usize> {
    let head = line.skip(start, phrases!["tất cả các", "toàn bộ các", "tất cả", "các", "mỗi", "từng", "những"]);
    let named = line.one_of(start, &HEADS).or_else(|| line.one_of(head, &HEADS));
    let named = named.filter(|_| line.one_of(start, phrases!["trường hợp"]).is_none())?;
    let stop = (named..end).find(|&k| {
        let listed = line.mark(k) == Some(',') && (line.is_capital(k + 1) || line.one_of(k + 1, &UNITS).is_some())
            || matches!(line.mark(k), Some('-' | '–')) && line.is_capital(k + 1);
        !listed && matches!(line.mark(k), Some(',' | ':' | '(' | '-' | '–')) && !line.touches(k)
            || line.is_word(k) && !line.is_capital(k) && line.one_of(k, &VERBS).is_some()
    });
    let stop = stop.filter(|&k| k - start <= 24)?;
    (stop > start).then_some(stop)
}

/// Who acts under a heading that is nothing but their name: "1. Phòng GDĐT:", "3. Đối với các trường tiểu học".
pub(super) fn heading(line: &Line) -> Option<String> {
    static LEADS: Phrases =
        phrase_list!["trách nhiệm của", "nhiệm vụ của", "đối với", "đề nghị", "yêu cầu", "giao cho", "giao",];
    let start = line.skip(line.after_marker(), &LEADS);
    let end = (start..line.len()).rev().find(|&k| line.mark(k).is_none()).map_or(start, |k| k + 1);
    alone(line, (start, end))
}

/// Whether the label `first..colon` names who acts: "Cán bộ, công chức: nghỉ từ ngày …".
pub(super) fn is_label(line: &Line, first: usize, colon: usize) -> bool {
    const LONGEST: usize = 12;
    let named = line.one_of(first, &HEADS).or_else(|| line.one_of(line.skip(first, phrases!["các"]), &HEADS));
    let verb = (first..colon).any(|k| line.is_word(k) && !line.is_capital(k) && line.one_of(k, &VERBS).is_some());
    named.is_some() && colon - first <= LONGEST && !verb && (first..colon).all(|k| line.number(k).is_none())
}

/// The words of `range` where they are nothing but the name of who acts ("Ban Tuyên giáo Huyện ủy").
pub(super) fn alone(line: &Line, (start, end): (usize, usize)) -> Option<String> {
    const LONGEST: usize = 16;
    static NO_UNITS: Phrases = phrase_list![
        "phòng chống",
        "phòng ,",
        "phòng học",
        "phòng bệnh",
        "phòng ngừa",
        "phòng cháy",
        "phòng tránh",
        "bộ sách",
        "bộ máy",
        "bộ tiêu chí",
        "bộ tài liệu",
        "trường học",
        "trường hợp",
        "trường lớp",
        "trường chuẩn",
        "ban hành",
        "cơ sở vật chất",
        "cơ sở dữ liệu",
        "cơ sở pháp lý",
        "xã hội",
        "bộ môn",
        "đơn vị tính",
        "đội ngũ",
        "vụ việc",
        "cục bộ",
        "học sinh",
        "thí sinh",
        "văn phòng phẩm",
        "thư viện",
        "các cấp",
    ];
    let head = line.skip(start, phrases!["tất cả các", "các", "mỗi", "từng"]);
    let named = line.one_of(start, &HEADS).or_else(|| line.one_of(head, &HEADS));
    let other = line.one_of(start, &NO_UNITS).or_else(|| line.one_of(head, &NO_UNITS));
    let whole = named.is_some_and(|next| next <= end) && other.is_none() && end - start <= LONGEST;
    let plain = (start..end).all(|k| {
        line.number(k).is_none()
            && !line.mark(k).is_some_and(|c| ":.;?!".contains(c))
            && (line.is_capital(k) || line.one_of(k, &VERBS).is_none())
    });
    if whole && plain { short(line.written(start, end)) } else { None }
}
