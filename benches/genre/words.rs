//! The words of the genre: what directives of education are about, who acts in them, what they are named after.

/// Names of provinces are put together from these: sixty in all.
pub const PROVINCE_FIRST: [&str; 10] = ["An", "Bình", "Cao", "Đông", "Hà", "Khánh", "Lâm", "Nam", "Phú", "Thanh"];
pub const PROVINCE_SECOND: [&str; 6] = ["Khê", "Sơn", "Giang", "Hoà", "Lạc", "Phong"];

pub const DISTRICT_FIRST: [&str; 5] = ["Tân", "Vĩnh", "Long", "Yên", "Mỹ"];
pub const DISTRICT_SECOND: [&str; 4] = ["Thịnh", "Lộc", "Trạch", "Đức"];

/// Names of people, after whom schools are named and who sign.
pub const SURNAMES: [&str; 14] =
    ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Phan", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương", "Lý"];
pub const MIDDLES: [&str; 12] =
    ["Văn", "Thị", "Đức", "Minh", "Hữu", "Thanh", "Ngọc", "Quang", "Xuân", "Thu", "Kim", "Bá"];
pub const GIVEN: [&str; 40] = [
    "An", "Bình", "Châu", "Dũng", "Đạt", "Giang", "Hà", "Hải", "Hằng", "Hiền", "Hoa", "Hùng", "Hương", "Khánh", "Kiên",
    "Lan", "Linh", "Loan", "Long", "Mai", "Nam", "Nga", "Nhung", "Phúc", "Phương", "Quân", "Sơn", "Tâm", "Thảo",
    "Thắng", "Thuỷ", "Tiến", "Trang", "Trung", "Tuấn", "Tuyết", "Vân", "Việt", "Vinh", "Yến",
];

/// What yearly directives are about; `{cấp}` is the level of education.
pub const YEARLY: [&str; 18] = [
    "hướng dẫn thực hiện nhiệm vụ giáo dục {cấp}",
    "triển khai công tác phổ cập giáo dục, xoá mù chữ",
    "tổ chức hội thi giáo viên dạy giỏi {cấp}",
    "thực hiện công tác y tế trường học",
    "phòng, chống đuối nước cho học sinh",
    "kiểm tra nội bộ trường học",
    "thực hiện chuyển đổi số trong giáo dục",
    "bồi dưỡng thường xuyên giáo viên {cấp}",
    "tuyển sinh vào lớp đầu cấp",
    "thực hiện công tác thư viện, thiết bị dạy học",
    "công tác thi đua, khen thưởng",
    "tổ chức ngày hội đọc sách và văn hoá đọc",
    "bảo đảm an toàn trường học, phòng chống bạo lực học đường",
    "thực hiện quy chế dân chủ trong hoạt động của cơ sở giáo dục",
    "giáo dục an toàn giao thông cho học sinh",
    "quản lý thu, chi trong các cơ sở giáo dục",
    "xây dựng trường {cấp} đạt chuẩn quốc gia",
    "thực hiện chương trình giáo dục phổ thông đối với {cấp}",
];

/// What single directives are about.
pub const SINGLE: [&str; 12] = [
    "báo cáo số liệu trường, lớp, học sinh",
    "cử cán bộ, giáo viên tham gia tập huấn",
    "rà soát cơ sở vật chất, thiết bị dạy học",
    "đính chính văn bản đã ban hành",
    "phối hợp tổ chức kiểm tra liên ngành",
    "cung cấp minh chứng đánh giá ngoài",
    "thay đổi thời gian tổ chức hội nghị",
    "lấy ý kiến góp ý dự thảo văn bản",
    "phê duyệt danh sách giáo viên",
    "thành lập đoàn kiểm tra chuyên môn",
    "công nhận kết quả kiểm định chất lượng giáo dục",
    "giao chỉ tiêu biên chế sự nghiệp giáo dục",
];

/// Who acts.
pub const WHO: [&str; 14] = [
    "Hiệu trưởng các trường",
    "Các cơ sở giáo dục",
    "Tổ chuyên môn",
    "Giáo viên chủ nhiệm",
    "Phòng Giáo dục và Đào tạo các huyện",
    "Cán bộ quản lý",
    "Ban đại diện cha mẹ học sinh",
    "Nhân viên y tế trường học",
    "Bộ phận chuyên môn",
    "Uỷ ban nhân dân các xã, thị trấn",
    "Tổng phụ trách Đội",
    "Công đoàn cơ sở",
    "Nhà trường",
    "Các đơn vị trực thuộc",
];

/// What they do.
pub const DO: [&str; 24] = [
    "chủ động xây dựng",
    "tiếp tục đẩy mạnh",
    "tăng cường kiểm tra, giám sát",
    "phối hợp với chính quyền địa phương thực hiện",
    "tổ chức quán triệt sâu sắc",
    "rà soát, bổ sung",
    "chỉ đạo thực hiện nghiêm túc",
    "đổi mới phương thức quản lý",
    "nâng cao chất lượng",
    "tuyên truyền sâu rộng về",
    "lồng ghép hiệu quả",
    "bảo đảm đầy đủ điều kiện cho",
    "phân công cán bộ theo dõi",
    "ứng dụng công nghệ thông tin trong",
    "khuyến khích sáng kiến về",
    "công khai, minh bạch",
    "lưu giữ đầy đủ hồ sơ về",
    "tham mưu với cấp uỷ đảng về",
    "huy động nguồn lực xã hội hoá cho",
    "đánh giá thực chất",
    "khắc phục những hạn chế trong",
    "quan tâm đặc biệt đến",
    "vận dụng linh hoạt",
    "gắn trách nhiệm cá nhân với",
];

/// With what.
pub const WHAT: [&str; 40] = [
    "kế hoạch giáo dục của nhà trường",
    "phương pháp dạy học tích cực",
    "công tác phổ cập giáo dục",
    "hoạt động trải nghiệm, hướng nghiệp",
    "việc dạy học hai buổi mỗi ngày",
    "môi trường học tập an toàn, thân thiện",
    "giáo dục kỹ năng sống cho học sinh",
    "công tác bồi dưỡng học sinh năng khiếu",
    "phụ đạo học sinh còn hạn chế",
    "giáo dục học sinh khuyết tật hoà nhập",
    "sinh hoạt chuyên môn theo nghiên cứu bài học",
    "công tác kiểm định chất lượng giáo dục",
    "nền nếp, kỷ cương trường học",
    "phong trào thi đua dạy tốt, học tốt",
    "công tác y tế, vệ sinh an toàn thực phẩm",
    "bếp ăn bán trú",
    "hệ thống thư viện, phòng bộ môn",
    "đội ngũ nhà giáo và cán bộ quản lý",
    "chế độ, chính sách đối với người dạy và người học",
    "công tác thu, chi đầu năm học",
    "quy chế dân chủ ở cơ sở",
    "công tác pháp chế và cải cách hành chính",
    "giáo dục đạo đức, lối sống, lịch sử địa phương",
    "giáo dục thể chất và thể thao trường học",
    "phòng, chống tai nạn thương tích",
    "phòng, chống dịch bệnh theo mùa",
    "ứng xử văn hoá trong trường học",
    "cơ sở dữ liệu ngành",
    "học bạ điện tử và hồ sơ sổ sách",
    "dạy học tiếng Anh và tin học",
    "nội dung giáo dục địa phương",
    "giáo dục mũi nhọn",
    "chương trình sữa học đường",
    "công tác khuyến học, khuyến tài",
    "cảnh quan xanh, sạch, đẹp",
    "liên kết giữa nhà trường, gia đình và xã hội",
    "an ninh trật tự khu vực cổng trường",
    "giáo dục STEM và nghiên cứu khoa học",
    "hội khoẻ Phù Đổng các cấp",
    "tiếp công dân, giải quyết khiếu nại, tố cáo",
];

/// To what end.
pub const WHY: [&str; 16] = [
    "phù hợp với điều kiện thực tế của địa phương",
    "nhằm phát triển phẩm chất, năng lực người học",
    "theo đúng quy định hiện hành",
    "không để xảy ra tình trạng lạm thu",
    "tạo sự đồng thuận trong cha mẹ học sinh",
    "góp phần xây dựng nông thôn mới",
    "coi đây là nhiệm vụ trọng tâm",
    "tránh hình thức, gây áp lực cho giáo viên",
    "lấy người học làm trung tâm",
    "bảo đảm công bằng trong tiếp cận giáo dục",
    "kịp thời tháo gỡ khó khăn, vướng mắc",
    "trên tinh thần tự nguyện",
    "bảo đảm tiết kiệm, hiệu quả",
    "gắn với việc học tập và làm theo gương Bác",
    "đáp ứng yêu cầu đổi mới căn bản, toàn diện",
    "chú trọng vùng sâu, vùng xa, hải đảo",
];

/// What has to be done by a day.
pub const TASKS: [&str; 20] = [
    "gửi báo cáo sơ kết học kỳ I",
    "nộp kế hoạch giáo dục của nhà trường",
    "hoàn thành kiểm kê tài sản",
    "tổ chức hội nghị viên chức, người lao động",
    "đăng ký danh hiệu thi đua",
    "cập nhật số liệu trên cơ sở dữ liệu ngành",
    "hoàn thành tập huấn giáo viên",
    "gửi danh sách học sinh dự thi",
    "báo cáo kết quả phổ cập giáo dục",
    "nộp hồ sơ tuyển sinh",
    "hoàn thành đánh giá chuẩn nghề nghiệp giáo viên",
    "tổng kết năm học",
    "rà soát cơ sở vật chất trước năm học mới",
    "công khai các khoản thu, chi",
    "hoàn thành khám sức khoẻ học sinh",
    "nộp sáng kiến về hội đồng khoa học",
    "kiểm tra công tác bán trú",
    "tổ chức khai giảng năm học",
    "hoàn thành kiểm tra học kỳ II",
    "xét công nhận hoàn thành chương trình",
];

/// What is counted in per cent.
pub const MEASURED: [&str; 18] = [
    "học sinh hoàn thành chương trình lớp học",
    "học sinh được học 2 buổi/ngày",
    "học sinh tham gia bảo hiểm y tế",
    "trẻ 6 tuổi vào lớp 1",
    "giáo viên đạt chuẩn trình độ đào tạo",
    "giáo viên đạt chuẩn nghề nghiệp mức khá trở lên",
    "học sinh hoàn thành chương trình tiểu học",
    "trường đạt chuẩn quốc gia",
    "học sinh được khám sức khoẻ định kỳ",
    "học sinh đạt mức tốt về phẩm chất",
    "trường có thư viện đạt chuẩn",
    "học sinh biết bơi",
    "trẻ em 5 tuổi ra lớp",
    "học sinh lớp 9 tốt nghiệp",
    "học sinh học tiếng Anh",
    "phòng học được kiên cố hoá",
    "cán bộ quản lý được bồi dưỡng",
    "học sinh khuyết tật học hoà nhập",
];

/// Regulations that nearly everybody cites, the most cited first: number and day, issuer.
pub const CITED: [(&str, &str, &str); 12] = [
    ("Thông tư số 27/2020/TT-BGDĐT", "04/9/2020", "Bộ Giáo dục và Đào tạo"),
    ("Thông tư số 32/2018/TT-BGDĐT", "26/12/2018", "Bộ Giáo dục và Đào tạo"),
    ("Nghị định số 24/2021/NĐ-CP", "23/3/2021", "Chính phủ"),
    ("Thông tư số 20/2018/TT-BGDĐT", "22/8/2018", "Bộ Giáo dục và Đào tạo"),
    ("Thông tư số 22/2021/TT-BGDĐT", "20/7/2021", "Bộ Giáo dục và Đào tạo"),
    ("Thông tư số 28/2020/TT-BGDĐT", "04/9/2020", "Bộ Giáo dục và Đào tạo"),
    ("Nghị định số 71/2020/NĐ-CP", "30/6/2020", "Chính phủ"),
    ("Thông tư số 17/2018/TT-BGDĐT", "22/8/2018", "Bộ Giáo dục và Đào tạo"),
    ("Nghị định số 20/2014/NĐ-CP", "24/3/2014", "Chính phủ"),
    ("Thông tư số 36/2017/TT-BGDĐT", "28/12/2017", "Bộ Giáo dục và Đào tạo"),
    ("Quyết định số 16/2006/QĐ-BGDĐT", "05/5/2006", "Bộ Giáo dục và Đào tạo"),
    ("Nghị định số 105/2020/NĐ-CP", "08/9/2020", "Chính phủ"),
];
