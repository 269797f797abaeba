//! Signs that a quantity is a result, a condition, a share of a sum or a price, not a level to be reached.

use crate::detect::phrases::{Phrases, phrase_list};

/// Signs that a figure is reported as reached.
pub(in super::super) static PAST: Phrases = phrase_list![
    "đã",
    "đến nay",
    "hiện có",
    "hiện nay",
    "hiện tại",
    "tính đến",
    "trong năm qua",
    "thời gian qua",
    "vừa qua",
    "năm học trước đạt",
    "năm trước đạt",
    "kết quả đạt",
    "thực trạng",
    "hiện đang có",
    "kết quả năm học",
    "vẫn còn",
    "những năm qua",
];

/// What opens a paragraph on the time that lies behind.
pub(in super::super) static BACK: Phrases = phrase_list![
    "những năm qua",
    "trong những năm qua",
    "những năm gần đây",
    "trong những năm gần đây",
    "các năm qua",
    "năm qua",
    "trong năm qua",
    "năm vừa qua",
    "năm học qua",
    "năm học vừa qua",
    "trong năm học vừa qua",
    "thời gian qua",
    "trong thời gian qua",
    "thời gian vừa qua",
    "nhiệm kỳ qua",
    "nhiệm kỳ vừa qua",
    "giai đoạn vừa qua",
    "qua một năm",
    "qua hai năm",
    "qua ba năm",
    "nhìn lại",
];

/// Words in brackets before a figure that only say where it stands or stood: "(năm học trước: 52)".
pub(in super::super) static STANDING: Phrases = phrase_list![
    "hiện",
    "hiện nay",
    "hiện tại",
    "hiện có",
    "hiện đạt",
    "hiện mới đạt",
    "năm trước",
    "năm học trước",
    "năm học liền trước",
    "năm ngoái",
    "cùng kỳ",
    "cùng kỳ năm trước",
    "năm trước đạt",
    "năm học trước đạt",
    "kế hoạch cũ",
];

/// What schools are spared of: so many and no more is a rule.
pub(in super::super) static BURDENS: Phrases = phrase_list![
    "cuộc thi",
    "hội thi",
    "cuộc",
    "kỳ thi",
    "kì thi",
    "cuộc họp",
    "bài kiểm tra",
    "khoản thu",
    "hồ sơ",
    "báo cáo",
    "lần",
    "đợt",
];

/// How long something goes on.
pub(in super::super) static LASTING: Phrases = phrase_list![
    "kéo dài",
    "dài",
    "diễn ra",
    "thời gian",
    "thời lượng",
    "nghỉ giữa",
    "giải lao",
    "phát biểu",
    "trình bày",
];

/// Comparisons with what was: a result in running text, a target under a heading of targets.
pub(in super::super) static COMPARED: Phrases =
    phrase_list!["so với", "cao hơn mặt bằng", "vượt kế hoạch", "vượt chỉ tiêu", "chưa đạt kế hoạch"];

/// A total whose shares are no levels to be reached.
pub(in super::super) static TOTALS: Phrases =
    phrase_list!["tổng kinh phí", "tổng mức đầu tư", "tổng vốn", "tổng dự toán", "tổng số tiền"];

/// What makes a clause a condition: "đơn vị có trên 5% … thì không xét".
pub(in super::super) static CONDITIONS: Phrases = phrase_list![
    "nếu",
    "thì",
    "trường hợp có",
    "trường nào",
    "đơn vị nào",
    "lớp nào",
    "cá nhân nào",
    "xử lý nghiêm",
    "xử lí nghiêm",
    "không xét",
    "điều kiện để",
    "điều kiện xét",
    "điều kiện công nhận",
    "điều kiện dự",
    "điều kiện là",
    "điều kiện :",
];

/// What makes a percentage a price, an allowance or a mark, not a level to be reached.
pub(in super::super) static PRICE_WORDS: Phrases = phrase_list![
    "học phí",
    "phụ cấp",
    "lương",
    "tiền lương",
    "thuế",
    "vat",
    "gtgt",
    "lãi suất",
    "mức đóng",
    "tiền ăn",
    "tiền phạt",
    "phạt",
    "lệ phí",
    "giá trị hợp đồng",
    "bảo hiểm y tế cho",
    "mức hưởng",
    "mức hỗ trợ",
    "trợ cấp",
    "học bổng",
    "trọng số",
    "hệ số",
    "suy giảm khả năng lao động",
    "tỷ lệ tổn thương",
    "tổn thương cơ thể",
];

/// Signs that a length of time is the time something must be done in, a deadline's matter, or someone's age or service.
pub(in super::super) static TIMELY: Phrases = phrase_list![
    "kể từ",
    "từ ngày",
    "từ khi",
    "sau khi",
    "khi nhận",
    "thời hạn",
    "trong vòng",
    "chậm nhất",
    "muộn nhất",
    "trước",
    "sau",
    "giải quyết",
    "trả lời",
    "xử lý",
    "xử lí",
    "gửi",
    "nộp",
    "báo cáo",
    "thông báo",
    "hoàn thành",
    "ban hành",
    "cấp giấy",
    "hiệu lực",
    "tuổi",
    "thâm niên",
    "hưởng",
];

/// What a forecast tells of: its figures set nothing.
pub(in super::super) static WEATHER: Phrases = phrase_list![
    "mưa",
    "gió mạnh",
    "gió giật",
    "bão",
    "lượng mưa",
    "mực nước",
    "đỉnh lũ",
    "sóng biển",
    "nhiệt độ thấp nhất",
    "nhiệt độ ngoài trời",
    "nhiệt độ môi trường",
    "khi nhiệt độ",
    "nhiệt độ cao nhất",
];

/// Keeping of papers, data and samples: how long is a rule ("lưu mẫu thức ăn tối thiểu 24 giờ").
pub(in super::super) static KEEPING: Phrases = phrase_list![
    "lưu",
    "lưu giữ",
    "lưu trữ",
    "được lưu",
    "bảo quản",
    "thời gian lưu",
    "thời gian lưu trữ",
    "thời hạn lưu",
    "thời hạn lưu trữ",
    "thời hạn bảo quản",
];

/// Rooms and groups that hold people: how many is a rule ("Mỗi phòng thi xếp 24 thí sinh").
pub(in super::super) static HOLDERS: Phrases = phrase_list![
    "phòng",
    "phòng thi",
    "phòng học",
    "phòng chờ",
    "phòng ở",
    "lớp",
    "lớp học",
    "nhóm",
    "nhóm trẻ",
    "nhóm lớp",
    "bàn",
    "bàn học",
    "xe",
    "ca",
    "ca thi",
    "điểm thi",
    "hội đồng",
    "hội đồng thi",
];

/// People who are seated, taught or on duty.
pub(in super::super) static PEOPLE: Phrases = phrase_list![
    "thí sinh",
    "học sinh",
    "hs",
    "học viên",
    "trẻ",
    "trẻ em",
    "cháu",
    "em",
    "người",
    "giáo viên",
    "gv",
    "giám thị",
    "giám sát",
    "cán bộ coi thi",
    "cán bộ",
    "nhân viên",
];
