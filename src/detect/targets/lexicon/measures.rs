//! Time, money, teaching load, what a rate is per; number words; where the noun phrase of a unit ends.

use crate::detect::phrases::{Phrases, phrase_list};

/// Units of time: a length of time is a deadline's matter unless it is a rate or a lesson's length.
pub(in super::super) static TIME_UNITS: Phrases = phrase_list![
    "ngày",
    "tháng",
    "năm",
    "năm học",
    "giờ",
    "tuần",
    "tuần lễ",
    "quý",
    "phút",
    "giây",
    "học kỳ",
    "học kì",
    "tuổi",
    "ngày làm việc",
];

/// Units of money.
pub(in super::super) static MONEY_UNITS: Phrases = phrase_list![
    "đồng",
    "triệu",
    "triệu đồng",
    "tỷ",
    "tỷ đồng",
    "tỉ",
    "tỉ đồng",
    "nghìn đồng",
    "ngàn đồng",
    "vnđ",
    "vnd",
    "đ",
    "usd",
];

/// Units of teaching load and length of lessons: a rule, not a goal.
pub(in super::super) static SCHEDULE_UNITS: Phrases = phrase_list![
    "tiết",
    "tiết học",
    "tiết dạy",
    "phút",
    "buổi",
    "buổi học",
    "giờ",
    "giờ dạy",
    "giờ học",
    "lần",
    "tuần thực học",
];

/// What a rate may be per: "tiết/tuần", "học sinh/lớp".
pub(in super::super) static PER: Phrases = phrase_list![
    "tuần",
    "ngày",
    "tiết",
    "tiết học",
    "buổi",
    "tháng",
    "năm",
    "năm học",
    "học kỳ",
    "học kì",
    "hk",
    "kỳ",
    "quý",
    "lớp",
    "lớp học",
    "nhóm",
    "nhóm lớp",
    "nhóm trẻ",
    "lớp mẫu giáo",
    "trường",
    "người",
    "học sinh",
    "hs",
    "hồ sơ",
    "học viên",
    "thí sinh",
    "hộ",
    "trẻ",
    "giáo viên",
    "gv",
    "máy",
    "máy tính",
    "giờ",
    "lần",
    "môn",
    "môn học",
    "đơn vị",
    "phòng",
    "phòng học",
    "cháu",
    "vạn dân",
    "người dân",
    "em",
    "xã",
    "lượt",
    "khóa",
    "khoá",
    "bàn",
    "bàn học",
    "tổ",
    "ca",
    "cấp học",
    "phòng thi",
    "huyện",
    "quận",
    "cụm",
    "khối",
    "điểm trường",
    "câu lạc bộ",
    "đội",
];

/// Words that end the unit's noun phrase.
pub(in super::super) static UNIT_STOPS: Phrases = phrase_list![
    "đạt", "được", "có", "triển", "thực", "củng", "đăng", "đang", "của", "cho", "với", "tại", "trong", "theo", "để",
    "nhằm", "so", "trở", "và", "hoặc", "đối", "ở", "là", "tham", "phục", "do", "bằng", "từ", "đến", "tới", "vào",
    "trên", "dưới", "hoàn", "tổ", "xây", "đã", "sẽ", "cần", "phải", "không", "chưa", "còn", "này", "như", "vi",
    "thuộc", "về", "qua", "khi", "nếu", "mà", "nhưng", "gồm", "chiếm", "tăng", "giảm", "đảm", "bảo", "đáp", "sử",
    "tiếp", "cùng", "cũng", "hưởng", "ngày", "trước", "sau", "bỏ", "học", "đủ", "đi", "giữ", "nộp", "tốt", "dùng",
    "công", "nhân", "trang", "bị", "thì", "xong", "ngay", "nữa", "lên", "mỗi", "thành", "giai", "vượt",
];

/// Small numbers in words; the value of each stands at its place in [`NUMBER_VALUES`].
pub(in super::super) static NUMBER_WORDS: Phrases =
    phrase_list!["một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười", "bẩy"];

/// The values of [`NUMBER_WORDS`].
pub(in super::super) const NUMBER_VALUES: [f64; 11] = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0, 7.0];

/// Lengths, areas, light, noise, heat: a bound on one of them is a standard that is kept, not a goal.
pub(in super::super) static MEASURES: Phrases = phrase_list![
    "m",
    "mét",
    "cm",
    "dm",
    "mm",
    "m2",
    "m²",
    "mét vuông",
    "m3",
    "lux",
    "db",
    "°c",
    "độ c",
    "lít",
    "kg",
    "kcal",
    "km",
    "mbps",
    "gbps",
    "kva",
    "kw",
];

/// Units of weight, volume and energy: counted only behind a bound or as a rate ("15 kg/tháng/học sinh").
pub(in super::super) static RATIONS: Phrases = phrase_list!["kg", "gam", "lít", "ml", "kcal"];
