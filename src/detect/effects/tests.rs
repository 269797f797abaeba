//! Whole directives in the styles of different issuers, annotated by reading: what each does to others, and what it
//! says of validity.

use crate::detect::{Facts, detect};
use crate::directive::Span;
use crate::text::{Paragraph, Text, Zone};

/// One paragraph per line; a line with `|` between blanks is a table row.
fn text(source: &str) -> Text {
    let mut text = Text::default();
    for line in source.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if !text.content.is_empty() {
            text.content.push('\n');
        }
        let start = text.content.len();
        let row = line.contains(" | ");
        text.content.push_str(&line.replace(" | ", "\t"));
        let span = Span::new(start, text.content.len());
        let zone = if row { Zone::TableRow } else { Zone::Body };
        text.paragraphs.push(Paragraph { span, zone, page: 1, block: 0, bold: false, centered: false });
    }
    text
}

fn facts(source: &str) -> Facts {
    detect(&text(source))
}

/// "verb work" with the scope behind "@", the exception behind "-", "phrase" marked by "~".
fn effects(facts: &Facts) -> Vec<String> {
    let one = |e: &crate::directive::Effect| {
        let scope = e.scope.as_deref().map(|scope| format!(" @ {scope}")).unwrap_or_default();
        let except = e.except.as_deref().map(|except| format!(" - {except}")).unwrap_or_default();
        let phrase = if e.phrase { " ~" } else { "" };
        format!("{} {}{scope}{except}{phrase}", e.verb.slug(), e.target.work)
    };
    facts.effects.iter().map(one).collect()
}

#[track_caller]
fn check(source: &str, want: &[&str]) -> Facts {
    let facts = facts(source);
    assert_eq!(effects(&facts), want);
    facts
}

/// "kind work grades years dates" of each statement.
fn validity(facts: &Facts) -> Vec<String> {
    let one = |v: &crate::directive::Validity| {
        let kind = format!("{:?}", v.kind).to_lowercase();
        let work = v.work.as_ref().map_or("-", |work| work.work.as_str());
        let show = |part: Option<String>| part.unwrap_or_default();
        let years = match (v.school_year, v.school_year_to) {
            (None, None) => String::new(),
            (from, to) => format!(" {}..{}", show(from.map(|y| y.to_string())), show(to.map(|y| y.to_string()))),
        };
        let dates = match (v.from, v.to) {
            (None, None) => String::new(),
            (from, to) => format!(" [{}..{}]", show(from.map(|d| d.to_string())), show(to.map(|d| d.to_string()))),
        };
        let inferred = if v.year_inferred { "?" } else { "" };
        let grades = if v.grades.is_empty() { String::new() } else { format!(" {:?}", v.grades) };
        format!("{kind} {work}{grades}{years}{inferred}{dates}")
    };
    facts.validity.iter().map(one).collect()
}

#[test]
fn a_letter_replaces_a_letter_in_either_wording() {
    for words in ["thay thế", "thay cho", "thay thế cho"] {
        check(
            &format!("Công văn này {words} Công văn số 2890/SGDĐT-GDTH ngày 22/8/2022."),
            &["replaces cong-van:2890//SGDĐT-GDTH"],
        );
    }
}

#[test]
fn plans_and_telegrams_change_others_too() {
    check("Kế hoạch này điều chỉnh, bổ sung Kế hoạch số 12/KH-UBND ngày 05/01/2024.", &["amends ke-hoach:12//KH-UBND"]);
    check("Công điện này thay thế Công điện số 05/CĐ-UBND ngày 03/9/2024.", &["replaces cong-van:5//CĐ-UBND"]);
    check("Phương án này thay thế Phương án số 33/PA-SGDĐT ngày 03/9/2023.", &["replaces khac:33//PA-SGDĐT"]);
    // What a plan regulates is no document.
    check("Quy chế này điều chỉnh hoạt động chuyên môn theo Thông tư số 32/2020/TT-BGDĐT.", &[]);
}

#[test]
fn a_decision_of_a_province_replaces_and_repeals() {
    let facts = check(
        "ỦY BAN NHÂN DÂN TỈNH HÀ NGUYÊN
         Số: 31/2025/QĐ-UBND
         Hà Nguyên, ngày 14 tháng 8 năm 2025
         QUYẾT ĐỊNH
         Ban hành Quy định về quản lý dạy thêm, học thêm trên địa bàn tỉnh
         Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;
         Căn cứ Thông tư số 29/2024/TT-BGDĐT ngày 30 tháng 12 năm 2024 của Bộ trưởng Bộ Giáo dục và Đào tạo;
         Điều 1. Ban hành kèm theo Quyết định này Quy định về quản lý dạy thêm, học thêm.
         Điều 2. Quyết định này có hiệu lực thi hành kể từ ngày 25 tháng 8 năm 2025, thay thế Quyết định số 12/2013/QĐ-UBND ngày 05 tháng 6 năm 2013 của Ủy ban nhân dân tỉnh ban hành Quy định về dạy thêm, học thêm và bãi bỏ khoản 2 Điều 7 Quyết định số 40/2019/QĐ-UBND ngày 20 tháng 9 năm 2019 của Ủy ban nhân dân tỉnh.
         Trường hợp các văn bản dẫn chiếu tại Quyết định này được sửa đổi, bổ sung hoặc thay thế thì áp dụng theo văn bản mới.
         Điều 3. Chánh Văn phòng Ủy ban nhân dân tỉnh và Giám đốc Sở Giáo dục và Đào tạo chịu trách nhiệm thi hành Quyết định này./.",
        &["replaces quyet-dinh:12/2013/QĐ-UBND", "repeals quyet-dinh:40/2019/QĐ-UBND @ khoản 2 Điều 7"],
    );
    assert_eq!(validity(&facts), ["entry - [2025-08-25..]"]);
    assert!(facts.effects.iter().all(|e| e.from.map(|d| d.to_string()).as_deref() == Some("2025-08-25")));
    assert_eq!(facts.effects[0].clause.as_deref(), Some("Điều 2"));
}

#[test]
fn a_resolution_of_a_council_amends_its_own_rules() {
    check(
        "HỘI ĐỒNG NHÂN DÂN THÀNH PHỐ HẢI THÀNH
         Số: 08/2025/NQ-HĐND
         Hải Thành, ngày 11 tháng 7 năm 2025
         NGHỊ QUYẾT
         Sửa đổi, bổ sung một số điều của Quy định mức thu học phí ban hành kèm theo Nghị quyết số 05/2022/NQ-HĐND ngày 08 tháng 7 năm 2022 của Hội đồng nhân dân thành phố
         Điều 1. Sửa đổi, bổ sung một số điều của Quy định mức thu học phí ban hành kèm theo Nghị quyết số 05/2022/NQ-HĐND
         1. Khoản 3 Điều 4 được sửa đổi, bổ sung như sau:
         “3. Mức thu đối với vùng đặc biệt khó khăn bằng 50% mức quy định tại khoản 1 Điều này.
         4. Bãi bỏ các khoản thu trái quy định.”
         2. Thay thế Phụ lục I bằng Phụ lục I ban hành kèm theo Nghị quyết này.
         3. Bãi bỏ điểm b khoản 1, khoản 4 Điều 6.
         Điều 2. Thay thế cụm từ “Phòng Giáo dục và Đào tạo” bằng cụm từ “Ủy ban nhân dân cấp xã” tại khoản 2 Điều 3 và Điều 8.
         Điều 3. Nghị quyết này có hiệu lực từ ngày 01 tháng 9 năm 2025.",
        &[
            "amends nghi-quyet:5/2022/NQ-HĐND @ Khoản 3 Điều 4",
            "replaces nghi-quyet:5/2022/NQ-HĐND @ Phụ lục I",
            "repeals nghi-quyet:5/2022/NQ-HĐND @ điểm b khoản 1, khoản 4 Điều 6",
            "amends nghi-quyet:5/2022/NQ-HĐND @ khoản 2 Điều 3 và Điều 8 ~",
        ],
    );
}

#[test]
fn a_letter_corrects_another_letter() {
    check(
        "SỞ GIÁO DỤC VÀ ĐÀO TẠO
         Số: 812/SGDĐT-GDTrH
         Hà Nguyên, ngày 22 tháng 9 năm 2025
         V/v đính chính Công văn số 790/SGDĐT-GDTrH
         Kính gửi: Các trường trung học phổ thông
         Do sơ suất trong khâu soạn thảo, Sở Giáo dục và Đào tạo đính chính một số nội dung tại Công văn số 790/SGDĐT-GDTrH ngày 15/9/2025 như sau:
         1. Tại khoản 2 Mục III: đã in “trước ngày 31/9/2025”, nay sửa là “trước ngày 30/9/2025”.
         2. Tại Phụ lục II: đã in “24 trường”, nay sửa là “42 trường”.
         Các nội dung khác giữ nguyên.",
        &[
            "corrects cong-van:790//SGDĐT-GDTRH @ khoản 2 Mục III",
            "corrects cong-van:790//SGDĐT-GDTRH @ Phụ lục II",
        ],
    );
}

#[test]
fn a_law_amends_a_law_and_comes_in_by_steps() {
    let facts = check(
        "QUỐC HỘI
         Luật số: 201/2027/QH16
         LUẬT
         SỬA ĐỔI, BỔ SUNG MỘT SỐ ĐIỀU CỦA LUẬT NHÀ GIÁO
         Quốc hội ban hành Luật sửa đổi, bổ sung một số điều của Luật Nhà giáo số 73/2025/QH15.
         Điều 1. Sửa đổi, bổ sung một số điều của Luật Nhà giáo
         1. Sửa đổi, bổ sung một số khoản của Điều 7 như sau:
         a) Sửa đổi khoản 1 như sau:
         “1. Nhà giáo được quyền:
         a) Tham gia đào tạo;
         b) Nghỉ hè theo quy định.”;
         b) Bổ sung khoản 1a vào sau khoản 1 như sau:
         “1a. Chính phủ quy định chi tiết Điều này.”.
         2. Bổ sung Điều 12a vào sau Điều 12 như sau:
         “Điều 12a. Bãi bỏ định mức
         1. Bãi bỏ khoản 2 Điều 9 của Luật Giáo dục đại học số 08/2012/QH13.
         2. Thực hiện từ năm 2028.”
         3. Bãi bỏ Điều 20, khoản 2 Điều 22.
         Điều 2. Hiệu lực thi hành
         1. Luật này có hiệu lực thi hành từ ngày 01 tháng 01 năm 2028, trừ trường hợp quy định tại khoản 2 Điều này.
         2. Điểm b khoản 1, khoản 3 Điều 1 của Luật này có hiệu lực thi hành từ ngày 01 tháng 7 năm 2028.
         Luật này được Quốc hội nước Cộng hòa xã hội chủ nghĩa Việt Nam khóa XVI, kỳ họp thứ 3 thông qua ngày 20 tháng 6 năm 2027.",
        &[
            "amends luat:73/2025/QH15 @ khoản 1 Điều 7",
            "amends luat:73/2025/QH15 @ khoản 1a Điều 7",
            "amends luat:73/2025/QH15 @ Điều 12a",
            "repeals luat:73/2025/QH15 @ Điều 20, khoản 2 Điều 22",
        ],
    );
    let from: Vec<_> = facts.effects.iter().filter_map(|e| e.from.map(|d| d.to_string())).collect();
    assert_eq!(from, ["2028-01-01", "2028-07-01", "2028-01-01", "2028-07-01"]);
    assert_eq!(validity(&facts), ["entry - [2028-01-01..]", "entry - [2028-07-01..]"]);
}

#[test]
fn a_law_amends_two_laws_that_its_words_of_enactment_name() {
    check(
        "QUỐC HỘI
         Luật số: 300/2028/QH16
         LUẬT
         SỬA ĐỔI, BỔ SUNG MỘT SỐ ĐIỀU CỦA CÁC LUẬT VỀ GIÁO DỤC
         Quốc hội ban hành Luật sửa đổi, bổ sung một số điều của Luật Giáo dục số 43/2019/QH14 và Luật Giáo dục đại học số 125/2025/QH15.
         Điều 1. Sửa đổi, bổ sung một số điều của Luật Giáo dục
         1. Bãi bỏ khoản 2 và khoản 3 Điều 9.
         2. Thay thế từ \"quận\" bằng từ \"phường\" tại khoản 1 Điều 10.
         Điều 2. Sửa đổi, bổ sung một số điều của Luật Giáo dục đại học
         1. Sửa đổi tên Chương II như sau:
         \"Chương II
         TỔ CHỨC\".
         Điều 3. Luật này có hiệu lực thi hành từ ngày 01 tháng 7 năm 2029.",
        &[
            "repeals luat:43/2019/QH14 @ khoản 2 và khoản 3 Điều 9",
            "amends luat:43/2019/QH14 @ khoản 1 Điều 10 ~",
            "amends luat:125/2025/QH15 @ tên Chương II",
        ],
    );
}

#[test]
fn a_circular_repeals_the_documents_of_its_annex() {
    check(
        "BỘ TÀI NGUYÊN VÀ XÂY DỰNG
         Số: 14/2025/TT-BXD
         Hà Nội, ngày 03 tháng 10 năm 2025
         THÔNG TƯ
         Bãi bỏ một số văn bản quy phạm pháp luật
         Điều 1. Bãi bỏ toàn bộ các văn bản quy phạm pháp luật tại Danh mục ban hành kèm theo Thông tư này.
         Điều 2. Thông tư này có hiệu lực sau 45 ngày kể từ ngày ký ban hành.
         DANH MỤC VĂN BẢN QUY PHẠM PHÁP LUẬT BÃI BỎ TOÀN BỘ
         STT | Tên văn bản | Trích yếu
         1 | Thông tư số 05/2011/TT-BXD ngày 09 tháng 6 năm 2011 | Quy định việc thẩm định theo Nghị định số 12/2009/NĐ-CP
         2 | Quyết định số 17/2006/QĐ-BXD ngày 07 tháng 6 năm 2006 | Ban hành quy chế sửa đổi Thông tư số 03/2004/TT-BXD",
        &["repeals thong-tu:5/2011/TT-BXD", "repeals quyet-dinh:17/2006/QĐ-BXD"],
    );
}

#[test]
fn a_decree_suspends_provisions_for_a_time() {
    let facts = check(
        "CHÍNH PHỦ
         Số: 71/2026/NĐ-CP
         Hà Nội, ngày 10 tháng 3 năm 2026
         NGHỊ ĐỊNH
         Sửa đổi, bổ sung và ngưng hiệu lực thi hành một số điều tại các Nghị định về chào bán trái phiếu
         Điều 1. Sửa đổi khoản 5 Điều 34 Nghị định số 153/2020/NĐ-CP ngày 31 tháng 12 năm 2020 như sau:
         “5. Doanh nghiệp thanh toán bằng tiền.”
         Điều 2. Ngưng hiệu lực thi hành đối với các quy định sau tại Nghị định số 65/2022/NĐ-CP đến hết ngày 31 tháng 12 năm 2026:
         1. Quy định về tư cách nhà đầu tư tại khoản 6 Điều 1.
         2. Quy định về xếp hạng tại khoản 9 Điều 1.
         Điều 3. Nghị định này có hiệu lực kể từ ngày ký ban hành.",
        &[
            "amends nghi-dinh:153/2020/NĐ-CP @ khoản 5 Điều 34",
            "suspends nghi-dinh:65/2022/NĐ-CP @ khoản 6 Điều 1",
            "suspends nghi-dinh:65/2022/NĐ-CP @ khoản 9 Điều 1",
        ],
    );
    assert_eq!(facts.effects[1].to.map(|d| d.to_string()).as_deref(), Some("2026-12-31"));
    assert_eq!(facts.effects[1].from.map(|d| d.to_string()).as_deref(), Some("2026-03-10"));
}

#[test]
fn a_consolidated_text_speaks_for_others() {
    check(
        "BỘ Y TẾ
         Số: 05/VBHN-BYT
         Hà Nội, ngày 12 tháng 5 năm 2025
         THÔNG TƯ
         Quy định về khám sức khỏe học sinh
         Thông tư số 09/2018/TT-BYT ngày 27 tháng 4 năm 2018 của Bộ trưởng Bộ Y tế quy định về khám sức khỏe học sinh, có hiệu lực kể từ ngày 15 tháng 6 năm 2018, được sửa đổi, bổ sung bởi:
         1. Thông tư số 30/2021/TT-BYT ngày 24 tháng 12 năm 2021 của Bộ trưởng Bộ Y tế sửa đổi, bổ sung Điều 3 Thông tư số 09/2018/TT-BYT, có hiệu lực kể từ ngày 01 tháng 3 năm 2022.
         Căn cứ Luật Khám bệnh, chữa bệnh ngày 23 tháng 11 năm 2009;
         Điều 1. Phạm vi điều chỉnh
         Thông tư này quy định việc khám sức khỏe.
         Điều 9. Hiệu lực thi hành
         Thông tư này có hiệu lực kể từ ngày 15 tháng 6 năm 2018 và thay thế Thông tư số 14/2013/TT-BYT.
         XÁC THỰC VĂN BẢN HỢP NHẤT",
        &["consolidates thong-tu:9/2018/TT-BYT", "consolidates thong-tu:30/2021/TT-BYT"],
    );
}

#[test]
fn documents_end_in_the_passive_voice() {
    let facts = check(
        "BỘ NỘI VỤ
         Số: 21/2025/TT-BNV
         Hà Nội, ngày 02 tháng 12 năm 2025
         THÔNG TƯ
         Quy định chế độ báo cáo thống kê
         Điều 8. Hiệu lực thi hành
         1. Thông tư này có hiệu lực thi hành kể từ ngày 20 tháng 01 năm 2026.
         2. Kể từ ngày Thông tư này có hiệu lực thi hành, các văn bản sau đây hết hiệu lực:
         a) Thông tư số 03/2018/TT-BNV ngày 06 tháng 3 năm 2018 của Bộ trưởng Bộ Nội vụ quy định chế độ báo cáo thống kê theo Nghị định số 94/2016/NĐ-CP;
         b) Điều 5 và Điều 6 Thông tư số 10/2019/TT-BNV.
         3. Thông tư số 07/2014/TT-BNV hết hiệu lực kể từ ngày 01 tháng 7 năm 2026, trừ quy định tại khoản 3 Điều 11.
         4. Thông tư số 02/2010/TT-BNV đã hết hiệu lực; Quyết định số 13/2006/QĐ-BNV đã bị bãi bỏ bởi Thông tư số 09/2012/TT-BNV.
         5. Trường hợp Thông tư số 88/2021/TT-BTC hết hiệu lực thì áp dụng văn bản thay thế.",
        &[
            "repeals thong-tu:3/2018/TT-BNV",
            "repeals thong-tu:10/2019/TT-BNV @ Điều 5 và Điều 6",
            "repeals thong-tu:7/2014/TT-BNV - quy định tại khoản 3 Điều 11",
        ],
    );
    assert_eq!(facts.effects[2].from.map(|d| d.to_string()).as_deref(), Some("2026-07-01"));
}

#[test]
fn each_article_names_its_own_document() {
    check(
        "BỘ GIÁO DỤC VÀ ĐÀO TẠO
         Số: 19/2026/TT-BGDĐT
         Hà Nội, ngày 30 tháng 6 năm 2026
         THÔNG TƯ
         Sửa đổi, bổ sung một số điều của các Thông tư về công tác học sinh
         Chương I
         SỬA ĐỔI, BỔ SUNG MỘT SỐ ĐIỀU CỦA THÔNG TƯ SỐ 04/2018/TT-BGDĐT NGÀY 28 THÁNG 02 NĂM 2018
         Điều 1. Sửa đổi khoản 1; bổ sung khoản 4 Điều 3
         1. Sửa đổi khoản 1 Điều 3 như sau:
         “1. Nhà trường sửa đổi nội quy.
         2. Bổ sung Điều 5 vào nội quy.”
         2. Bổ sung khoản 4 Điều 3 như sau:
         “4. Học sinh được góp ý.”
         Chương II
         SỬA ĐỔI, BỔ SUNG MỘT SỐ ĐIỀU CỦA QUY CHẾ BAN HÀNH KÈM THEO QUYẾT ĐỊNH SỐ 46/2007/QĐ-BGDĐT
         Điều 2. Bổ sung Điều 5a sau Điều 5
         “Điều 5a. Hình thức
         1. Trực tiếp.”
         Điều 3. Bỏ từ “quận” và cụm từ “thị trấn” tại Điều 6, điểm c khoản 2 Điều 9
         Chương III
         ĐIỀU KHOẢN THI HÀNH
         Điều 4. Thông tư này có hiệu lực từ ngày ký.",
        &[
            "amends thong-tu:4/2018/TT-BGDĐT @ khoản 1 Điều 3",
            "amends thong-tu:4/2018/TT-BGDĐT @ khoản 4 Điều 3",
            "amends quyet-dinh:46/2007/QĐ-BGDĐT @ Điều 5a",
            "amends quyet-dinh:46/2007/QĐ-BGDĐT @ Điều 6, điểm c khoản 2 Điều 9 ~",
        ],
    );
}

#[test]
fn documents_inside_titles_are_no_objects() {
    check(
        "BỘ CÔNG THƯƠNG
         Số: 33/2025/TT-BCT
         Hà Nội, ngày 05 tháng 11 năm 2025
         THÔNG TƯ
         Quy định về quản lý hạn ngạch
         Điều 6. Thông tư này thay thế Thông tư số 11/2015/TT-BCT ngày 07 tháng 5 năm 2015 quy định chi tiết Nghị định số 187/2013/NĐ-CP và Thông tư số 44/2018/TT-BCT ngày 15 tháng 11 năm 2018 sửa đổi, bổ sung một số điều của Thông tư số 11/2015/TT-BCT.
         Điều 7. Bãi bỏ Thông tư số 20/2020/TT-BCT được sửa đổi, bổ sung bởi Thông tư số 05/2021/TT-BCT, Thông tư số 09/2022/TT-BCT; Điều 3 Thông tư số 31/2017/TT-BCT sửa đổi các Thông tư số 01/2010/TT-BCT và số 02/2011/TT-BCT.",
        &[
            "replaces thong-tu:11/2015/TT-BCT",
            "replaces thong-tu:44/2018/TT-BCT",
            "repeals thong-tu:20/2020/TT-BCT",
            "repeals thong-tu:31/2017/TT-BCT @ Điều 3",
        ],
    );
}

#[test]
fn lists_hang_on_statements_and_on_instructions() {
    check(
        "CHÍNH PHỦ
         Số: 88/2026/NĐ-CP
         Hà Nội, ngày 10 tháng 4 năm 2026
         NGHỊ ĐỊNH
         Quy định về tự chủ của trường công lập
         Điều 30. Hiệu lực thi hành
         1. Nghị định này có hiệu lực thi hành từ ngày 01 tháng 6 năm 2026.
         2. Nghị định này thay thế các Nghị định sau đây:
         a) Nghị định số 60/2021/NĐ-CP ngày 21 tháng 6 năm 2021 của Chính phủ;
         b) Nghị định số 111/2025/NĐ-CP ngày 22 tháng 5 năm 2025 sửa đổi, bổ sung một số điều của Nghị định số 60/2021/NĐ-CP.
         3. Bãi bỏ Điều 4, khoản 2 Điều 6 Nghị định số 24/2021/NĐ-CP quy định việc quản lý trong cơ sở giáo dục (trừ trường chuyên biệt) và Nghị định số 09/2016/NĐ-CP, trừ Điều 7.
         4. Bãi bỏ: Chương II Nghị định số 138/2013/NĐ-CP; Điều 9 Nghị định số 79/2015/NĐ-CP.
         5. Thay cụm từ “phòng” bằng cụm từ “ban” tại Điều 3 của Nghị định số 46/2017/NĐ-CP, khoản 1 Điều 4 Nghị định số 80/2017/NĐ-CP.
         Điều 31. Sửa đổi Nghị định số 125/2024/NĐ-CP
         1. Sửa đổi khoản 1, 3 và bổ sung khoản 4 vào Điều 5 như sau:
         “1. Trường có tài khoản riêng.”
         2. Sửa đổi khoản 2 và bãi bỏ khoản 3 Điều 8.
         3. Thay thế cụm từ “phòng” bằng cụm từ “ban” tại các điều, khoản sau:
         a) Điều 9;
         b) Khoản 2 Điều 10.",
        &[
            "replaces nghi-dinh:60/2021/NĐ-CP",
            "replaces nghi-dinh:111/2025/NĐ-CP",
            "repeals nghi-dinh:24/2021/NĐ-CP @ Điều 4, khoản 2 Điều 6 - Điều 7",
            "repeals nghi-dinh:9/2016/NĐ-CP - Điều 7",
            "repeals nghi-dinh:138/2013/NĐ-CP @ Chương II",
            "repeals nghi-dinh:79/2015/NĐ-CP @ Điều 9",
            "amends nghi-dinh:46/2017/NĐ-CP @ Điều 3 ~",
            "amends nghi-dinh:80/2017/NĐ-CP @ khoản 1 Điều 4 ~",
            "amends nghi-dinh:125/2024/NĐ-CP @ khoản 1, 3, khoản 4 Điều 5",
            "amends nghi-dinh:125/2024/NĐ-CP @ khoản 2 Điều 8",
            "repeals nghi-dinh:125/2024/NĐ-CP @ khoản 3 Điều 8",
            "amends nghi-dinh:125/2024/NĐ-CP @ Điều 9 ~",
            "amends nghi-dinh:125/2024/NĐ-CP @ Khoản 2 Điều 10 ~",
        ],
    );
}

#[test]
fn everyday_words_are_no_effects() {
    for source in [
        "Bổ sung thiết bị dạy học theo Thông tư số 37/2021/TT-BGDĐT.",
        "- Thay thế bàn ghế hỏng, sửa chữa phòng học theo Điều 5 Thông tư số 13/2020/TT-BGDĐT.",
        "Thông tư số 27/2020/TT-BGDĐT thay thế Thông tư số 30/2014/TT-BGDĐT và Thông tư số 22/2016/TT-BGDĐT.",
        "Thực hiện Nghị định số 24/2021/NĐ-CP được sửa đổi, bổ sung bởi Nghị định số 91/2025/NĐ-CP.",
        "Không sử dụng sổ liên lạc thay thế học bạ theo Thông tư này.",
        "Nếu Thông tư này được thay thế bằng Thông tư số 10/2030/TT-BGDĐT thì thực hiện theo văn bản mới.",
        "Bãi bỏ các quy định trước đây trái với Quy chế này.",
    ] {
        check(source, &[]);
    }
}

#[test]
fn a_table_of_contents_repeats_nothing() {
    let body = "Điều 1. Sửa đổi, bổ sung khoản 1 và khoản 2 Điều 4 Thông tư số 06/2020/TT-BTP
         1. Sửa đổi khoản 1 như sau:
         “1. Thời hạn là 10 ngày.”
         2. Sửa đổi khoản 2 như sau:
         “2. Thời hạn là 20 ngày.”
         Điều 2. Thông tư này có hiệu lực từ ngày 01/02/2026.";
    let contents = "Điều 1. Sửa đổi, bổ sung khoản 1 và khoản 2 Điều 4 Thông tư số 06/2020/TT-BTP
         Khoản 1
         Khoản 2
         Điều 2. Thông tư này có hiệu lực từ ngày 01/02/2026.";
    let want = ["amends thong-tu:6/2020/TT-BTP @ khoản 1 Điều 4", "amends thong-tu:6/2020/TT-BTP @ khoản 2 Điều 4"];
    check(&format!("{body}\n{contents}"), &want);
    check(&format!("{contents}\n{body}"), &want);
}

#[test]
fn guidance_says_which_regulation_holds_for_which_grades() {
    let head = "PHÒNG GIÁO DỤC VÀ ĐÀO TẠO
         Số: 118/PGDĐT-TH
         An Khê, ngày 06 tháng 9 năm 2023
         V/v hướng dẫn thực hiện nhiệm vụ năm học 2023-2024 đối với giáo dục tiểu học
         Kính gửi: Các trường tiểu học\n";
    for (words, want) in [
        (
            "Học sinh lớp 5 tiếp tục được đánh giá theo quy định tại Thông tư số 30/2014/TT-BGDĐT và Thông tư số 22/2016/TT-BGDĐT. Đối với lớp 1, 2, 3, 4 thực hiện theo Thông tư số 27/2020/TT-BGDĐT.",
            &[
                "applies thong-tu:30/2014/TT-BGDĐT [5] 2023-2024..2023-2024?",
                "applies thong-tu:22/2016/TT-BGDĐT [5] 2023-2024..2023-2024?",
                "applies thong-tu:27/2020/TT-BGDĐT [1, 2, 3, 4] 2023-2024..2023-2024?",
            ][..],
        ),
        (
            "Thực hiện Thông tư số 22/2021/TT-BGDĐT đối với lớp 6, lớp 7 và lớp 8; Thông tư số 58/2011/TT-BGDĐT đối với lớp 9.",
            &[
                "applies thong-tu:22/2021/TT-BGDĐT [6, 7, 8] 2023-2024..2023-2024?",
                "applies thong-tu:58/2011/TT-BGDĐT [9] 2023-2024..2023-2024?",
            ],
        ),
        (
            "Dạy học lớp 1 đến lớp 4 theo Thông tư số 32/2018/TT-BGDĐT, lớp 5 theo Quyết định số 16/2006/QĐ-BGDĐT.",
            &[
                "applies thong-tu:32/2018/TT-BGDĐT [1, 2, 3, 4] 2023-2024..2023-2024?",
                "applies quyet-dinh:16/2006/QĐ-BGDĐT [5] 2023-2024..2023-2024?",
            ],
        ),
        (
            "Lớp 5 thực hiện theo Thông tư số 30/2014/TT-BGDĐT đến hết năm học 2023-2024.",
            &["applies thong-tu:30/2014/TT-BGDĐT [5] ..2023-2024"],
        ),
        ("Giáo viên lớp 4 phải được tập huấn lại Thông tư số 27/2020/TT-BGDĐT trước khi vào năm học.", &[]),
        // A slip: what stands behind "lớp" is a number of a document.
        ("Thực hiện đánh giá lớp 27/2020/TT-BGDĐT theo kế hoạch.", &[]),
        ("Tuyển sinh vào lớp 10 theo Thông tư số 11/2014/TT-BGDĐT.", &[]),
        ("Trường có 12 lớp được công nhận theo Thông tư số 17/2018/TT-BGDĐT.", &[]),
    ] {
        let facts = facts(&format!("{head}{words}"));
        assert_eq!(validity(&facts), want, "{words}");
    }
}

#[test]
fn a_circular_comes_in_grade_by_grade() {
    let facts = check(
        "BỘ GIÁO DỤC VÀ ĐÀO TẠO
         Số: 28/2030/TT-BGDĐT
         Hà Nội, ngày 20 tháng 7 năm 2030
         THÔNG TƯ
         Quy định về đánh giá học sinh
         Điều 20. Hiệu lực thi hành
         1. Thông tư này có hiệu lực thi hành kể từ ngày 05 tháng 9 năm 2030 và thực hiện theo lộ trình như sau:
         a) Từ năm học 2030-2031 đối với lớp 6.
         b) Từ năm học 2031-2032 đối với lớp 7 và lớp 10.
         2. Thông tư này thay thế Thông tư số 22/2021/TT-BGDĐT. Các quy định tại Thông tư số 22/2021/TT-BGDĐT tiếp tục áp dụng đối với lớp 9 đến hết năm học 2032-2033.
         Điều 21. Thông tư này có hiệu lực đến hết ngày 31 tháng 12 năm 2040.",
        &["replaces thong-tu:22/2021/TT-BGDĐT"],
    );
    assert_eq!(
        validity(&facts),
        [
            "entry - [2030-09-05..]",
            "applies - [6] 2030-2031..",
            "applies - [7, 10] 2031-2032..",
            "applies thong-tu:22/2021/TT-BGDĐT [9] ..2032-2033",
            "expiry - [2041-01-01..2040-12-31]",
        ]
    );
}

#[test]
fn provisions_may_take_effect_on_a_day_of_their_own() {
    let facts = check(
        "BỘ GIÁO DỤC VÀ ĐÀO TẠO
         Số: 71/2030/TT-BGDĐT
         Hà Nội, ngày 12 tháng 11 năm 2030
         THÔNG TƯ
         Bãi bỏ và ngưng hiệu lực một số văn bản
         Điều 1. Bãi bỏ Thông tư số 9/2015/TT-BGDĐT.
         Điều 2. Ngưng hiệu lực Điều 8 Thông tư số 20/2023/TT-BGDĐT đến hết ngày 31 tháng 7 năm 2031.
         Điều 3. Ngưng hiệu lực Điều 9 Thông tư số 21/2023/TT-BGDĐT đến hết ngày 31 tháng 7 năm 2031.
         Điều 4. Hiệu lực thi hành
         1. Thông tư này có hiệu lực thi hành từ ngày 01 tháng 01 năm 2031, trừ trường hợp quy định tại khoản 2 và khoản 3 Điều này.
         2. Quy định tại Điều 2 có hiệu lực kể từ ngày ký ban hành.
         3. Ngưng hiệu lực Thông tư số 22/2023/TT-BGDĐT đến hết ngày 31 tháng 7 năm 2031; riêng khoản 3 Điều này có hiệu lực từ ngày 15 tháng 12 năm 2030.
         4. Điều 5 Thông tư số 23/2023/TT-BGDĐT có hiệu lực từ ngày 01 tháng 02 năm 2031.",
        &[
            "repeals thong-tu:9/2015/TT-BGDĐT",
            "suspends thong-tu:20/2023/TT-BGDĐT @ Điều 8",
            "suspends thong-tu:21/2023/TT-BGDĐT @ Điều 9",
            "suspends thong-tu:22/2023/TT-BGDĐT",
        ],
    );
    let from: Vec<String> = facts.effects.iter().filter_map(|e| e.from.map(|day| day.to_string())).collect();
    assert_eq!(from, ["2031-01-01", "2030-11-12", "2031-01-01", "2030-12-15"]);
    let parts: Vec<&str> = facts.validity.iter().filter_map(|v| v.scope.as_deref()).collect();
    assert_eq!(parts, ["Điều 2", "khoản 3 Điều 4"]);
}

#[test]
fn days_are_counted_from_the_signature() {
    for (words, want) in [
        ("có hiệu lực thi hành kể từ ngày ký", "2025-10-03"),
        ("có hiệu lực sau 45 ngày, kể từ ngày ký ban hành", "2025-11-17"),
        ("có hiệu lực kể từ ngày 01/01/2026", "2026-01-01"),
        ("có hiệu lực thi hành từ ngày 15 tháng 11 năm 2025 và áp dụng trên toàn quốc", "2025-11-15"),
    ] {
        let facts = facts(&format!(
            "BỘ NỘI VỤ\nSố: 9/2025/TT-BNV\nHà Nội, ngày 03 tháng 10 năm 2025\nTHÔNG TƯ\nQuy định chế độ\nĐiều 5. Thông tư này {words}."
        ));
        let from: Vec<_> = facts.validity.iter().filter_map(|v| v.from.map(|d| d.to_string())).collect();
        assert_eq!(from, [want], "{words}");
    }
    assert!(
        facts("Điều 5. Hồ sơ nộp trước ngày Thông tư này có hiệu lực từ ngày 01/01/2026 được trả lại.")
            .validity
            .is_empty()
    );
}

#[test]
fn odd_texts_do_no_harm() {
    for source in [
        "",
        "“",
        "Điều 1. “",
        "Bãi bỏ",
        "Sửa đổi, bổ sung",
        "Thông tư này thay thế",
        "hết hiệu lực",
        "Bỏ cụm từ “",
        "a) Bãi bỏ Điều",
        "Điều 1. Bãi bỏ: “Điều 5” tại Điều 9 trừ",
    ] {
        let _ = facts(source);
    }
}
