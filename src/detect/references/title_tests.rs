//! Titles quoted behind a mention: where they end, and what is none.

use crate::detect::references::tests::text;
use crate::detect::{Outline, references as detect};
use crate::directive::Header;

/// The titles of all mentions, "–" for one without.
fn check(source: &str, want: &[&str]) {
    let found: Vec<String> = detect(&text(source), &Header::default(), &Outline::default())
        .into_iter()
        .map(|reference| reference.title.unwrap_or_else(|| "–".to_owned()))
        .collect();
    assert_eq!(found, want, "{source}");
}

#[test]
fn a_title_ends_where_the_sentence_goes_on() {
    for (source, want) in [
        (
            "Thực hiện Công văn số 1702/SGDĐT-GDTH ngày 23/8/2023 của Sở GDĐT về nhiệm vụ giáo dục tiểu học năm học 2023-2024; Phòng hướng dẫn.",
            "nhiệm vụ giáo dục tiểu học năm học 2023-2024",
        ),
        (
            "Công văn số 2474/SGDDĐT-TrH, ngày 16/8/2024 của Sở GD&ĐT về việc Hướng dẫn thực hiện nhiệm vụ Giáo dục trung học năm học 2024 - 2025 và các văn bản chỉ đạo chuyên môn của Sở",
            "Hướng dẫn thực hiện nhiệm vụ Giáo dục trung học năm học 2024 - 2025",
        ),
        (
            "Báo cáo số 321/BC-PGDĐT ngày 04/9/2024 của Phòng GD&ĐT An Lão về Kết quả thực hiện nhiệm vụ năm học 2023-2024 và phương hướng nhiệm vụ năm học 2024 - 2025, Phòng GD&ĐT huyện An Lão hướng dẫn",
            "Kết quả thực hiện nhiệm vụ năm học 2023-2024 và phương hướng nhiệm vụ năm học 2024 - 2025",
        ),
        (
            "Quyết định số 2400/QĐ-UBND ngày 10/8/2023, ban hành khung kế hoạch thời gian năm học 2023-2024 đối với giáo dục mầm non, giáo dục phổ thông và giáo dục thường xuyên thành phố Hải Thanh; các văn bản",
            "ban hành khung kế hoạch thời gian năm học 2023-2024 đối với giáo dục mầm non, giáo dục phổ thông và giáo dục thường xuyên thành phố Hải Thanh",
        ),
        (
            "Thông tư số 29/2024/TT-BGDĐT ngày 30/12/2024 của Bộ trưởng Bộ GDĐT quy định về dạy thêm, học thêm có hiệu lực từ ngày 14/02/2025.",
            "quy định về dạy thêm, học thêm",
        ),
        (
            "theo Kế hoạch số 15/KH-UBND về phòng, chống bạo lực học đường, các trường xây dựng kế hoạch.",
            "phòng, chống bạo lực học đường",
        ),
        (
            "Đề án số 12/ĐA-UBND ngày 01/3/2024 “Nâng cao chất lượng dạy học ngoại ngữ” của huyện",
            "Nâng cao chất lượng dạy học ngoại ngữ",
        ),
        (
            "Thông tư số 27/2020/TT-BGDĐT (quy định đánh giá học sinh tiểu học) ở lớp 5",
            "quy định đánh giá học sinh tiểu học",
        ),
        (
            "Báo cáo số 171/BC-PGDĐT ngày 25/6/2024 của Phòng GDĐT tổng kết năm học 2023-2024. Các trường làm tiếp.",
            "tổng kết năm học 2023-2024",
        ),
    ] {
        check(source, &[want]);
    }
}

#[test]
fn a_title_takes_in_the_paper_that_it_governs_and_no_other() {
    check(
        "Thông tư số 22/2024/TT-BGDĐT ngày 10/12/2024 của Bộ GDĐT sửa đổi, bổ sung một số điều của Thông tư số 17/2018/TT-BGDĐT ngày 22/8/2018 về kiểm định chất lượng trường tiểu học; Phòng",
        &[
            "sửa đổi, bổ sung một số điều của Thông tư số 17/2018/TT-BGDĐT ngày 22/8/2018 về kiểm định chất lượng trường tiểu học",
            "kiểm định chất lượng trường tiểu học",
        ],
    );
    check(
        "Công văn số 1698/SGDĐT-GDTrH ngày 22/8/2023 về báo cáo định kỳ và Công văn số 1702/SGDĐT-GDTH ngày 23/8/2023 của Sở",
        &["báo cáo định kỳ", "–"],
    );
    check(
        "Chỉ thị số 12/CT-BGDĐT ngày 01/8/2024 về nhiệm vụ trọng tâm, Quyết định số 131/QĐ-TTg ngày 25/01/2022",
        &["nhiệm vụ trọng tâm", "–"],
    );
}

#[test]
fn what_is_said_of_a_paper_is_no_title() {
    for source in [
        "gửi Báo cáo số 12/BC-THLK ngày 05/9/2024 về Phòng trước ngày 10/9.",
        "Thông tư số 27/2020/TT-BGDĐT ban hành ngày 04/9/2020 được thực hiện",
        "Thông tư số 27/2020/TT-BGDĐT ngày 04/9/2020 của Bộ GDĐT quy định tại Điều 5",
        "Nghị quyết số 12/NQ-HĐND của HĐND thành phố ban hành năm 2023 được áp dụng",
        "theo Thông tư số 27/2020/TT-BGDĐT quy định học sinh được khen thưởng",
        "Công văn số 236/PGDĐT-GDTH ngày 07/9/2023 của Phòng GDĐT, Phòng hướng dẫn các trường",
        "Kế hoạch số 87/KH-UBND thay thế Kế hoạch số 64/KH-UBND",
        "Công văn số 12/PGDĐT ngày 05/9/2024. Về việc này, các trường báo cáo",
        "Thông tư số 27/2020/TT-BGDĐT",
    ] {
        let found = detect(&text(source), &Header::default(), &Outline::default());
        assert!(!found.is_empty() && found.iter().all(|reference| reference.title.is_none()), "{found:?}");
    }
}
