//! Signs that a quantity is a result, a condition, a share of a sum or a price, not a level to be reached.

use crate::detect::phrases::Phrases;

/// Signs that a figure is reported as reached.
pub(in super::super) static PAST: Phrases = Phrases::new(&[
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
]);

/// Comparisons with what was: a result in running text, a target under a heading of targets.
pub(in super::super) static COMPARED: Phrases =
    Phrases::new(&["so với", "cao hơn mặt bằng", "vượt kế hoạch", "vượt chỉ tiêu", "chưa đạt kế hoạch"]);

/// A total whose shares are no levels to be reached.
pub(in super::super) static TOTALS: Phrases =
    Phrases::new(&["tổng kinh phí", "tổng mức đầu tư", "tổng vốn", "tổng dự toán", "tổng số tiền"]);

/// What makes a clause a condition: "đơn vị có trên 5% … thì không xét".
pub(in super::super) static CONDITIONS: Phrases = Phrases::new(&[
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
    "điều kiện",
]);

/// What makes a percentage a price, an allowance or a mark, not a level to be reached.
pub(in super::super) static PRICE_WORDS: Phrases = Phrases::new(&[
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
]);

/// Signs that a length of time is the time something must be done in, a deadline's matter, or someone's age or service.
pub(in super::super) static TIMELY: Phrases = Phrases::new(&[
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
]);

/// What a forecast tells of: its figures set nothing.
pub(in super::super) static WEATHER: Phrases = Phrases::new(&[
    "mưa",
    "gió mạnh",
    "gió giật",
    "bão",
    "lượng mưa",
    "mực nước",
    "đỉnh lũ",
    "sóng biển",
    "nhiệt độ thấp nhất",
    "nhiệt độ cao nhất",
]);

/// Keeping of papers, data and samples: how long is a rule ("lưu mẫu thức ăn tối thiểu 24 giờ").
pub(in super::super) static KEEPING: Phrases = Phrases::new(&[
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
]);

/// Rooms and groups that hold people: how many is a rule ("Mỗi phòng thi xếp 24 thí sinh").
pub(in super::super) static HOLDERS: Phrases = Phrases::new(&[
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
]);

/// People who are seated, taught or on duty.
pub(in super::super) static PEOPLE: Phrases = Phrases::new(&[
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
]);
