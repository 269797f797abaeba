//! How each date came out: the steps that the resolver recorded.

use super::tests::{found, found_with};
use super::*;

/// The steps of the first deadline in a short form.
fn check(content: &str, outline: Option<&Outline>, issued: Option<&str>, want: &str) {
    let deadlines = if let Some(outline) = outline { found_with(content, outline, issued) } else { found(content) };
    let steps = deadlines.first().map(|d| d.explanation.iter().map(short).collect::<Vec<_>>().join(", "));
    assert_eq!(steps.as_deref(), Some(want), "{content}");
}

fn short(step: &DateStep) -> String {
    let json = serde_json::to_value(step).expect("JSON");
    let told = |name: &str| json.get(name).map(|v| format!(" {}", v.as_str().map_or(v.to_string(), str::to_owned)));
    let details: String =
        ["month", "year", "school_year", "heading", "issued", "quarter"].into_iter().filter_map(told).collect();
    format!("{}{details}", json["step"].as_str().expect("a name"))
}

#[test]
fn steps_say_what_was_filled_in_and_from_where() {
    for (content, want) in [
        ("Gửi báo cáo chậm nhất ngày 15/10/2024.", "as-written"),
        ("Nộp hồ sơ trước ngày 10/9/2024.", "as-written, exclusive"),
        ("Nộp hồ sơ trước ngày 10/01.", "year-from-school-year 2025 2024-2025, exclusive"),
        ("Tập huấn từ ngày 5 đến ngày 10/9/2024.", "month-from-other-end 9, year-from-other-end 2024"),
        ("Đợt 1 từ 15/12/2024 đến 05/01.", "year-from-other-end 2025"),
        ("Vòng sơ khảo: từ 20/12 đến 10/01", "year-from-school-year 2024 2024-2025, year-from-other-end 2025"),
        ("Báo cáo 6 tháng trước ngày 15/6, cả năm trước ngày 15/12/2025.", "year-from-sentence 2025, exclusive"),
        ("Tuyển sinh lớp 6: nộp hồ sơ trước ngày 30/8.", "year-from-enrolment 2024 2024-2025, exclusive"),
        ("Nghiệm thu trong quý IV/2024.", "quarter-to-months 4"),
        ("Thông tư này có hiệu lực kể từ ngày ký.", "start-from-issue-date 2024-08-20"),
        ("Hạn nộp bài: 25/12/2024.", "limit-by-label, as-written"),
        ("Hằng tháng, các trường báo cáo số liệu về Phòng.", ""),
    ] {
        check(content, None, None, want);
    }
}

#[test]
fn a_preposition_that_serves_two_times_is_told_for_the_second() {
    let second = found("Báo cáo kết quả trước ngày 15/12 và 20/5.").pop().expect("two deadlines");
    let steps: Vec<_> = second.explanation.iter().map(short).collect();
    assert_eq!(steps.first().map(String::as_str), Some("preposition-before"), "{steps:?}");
}

#[test]
fn the_heading_that_names_the_school_year_is_told() {
    let content = "II. Nhiệm vụ năm học 2025-2026\n1. Báo cáo\nNộp báo cáo trước ngày 10/9.";
    let year = crate::directive::SchoolYear::beginning(2025);
    let section = |title: &str, parent, at: usize| crate::detect::Section {
        label: String::new(),
        title: title.to_owned(),
        depth: 0,
        parent,
        heading: Span::new(at, at + 1),
        span: Span::new(at, content.len()),
        school_year: year,
        levels: Vec::new(),
        mode: Mode::Plan,
    };
    let sections = vec![section("Nhiệm vụ năm học 2025-2026", None, 0), section("Báo cáo", Some(0), 34)];
    let outline = Outline { sections, ..Outline::default() };
    let want = "year-from-school-year 2025 2025-2026 Nhiệm vụ năm học 2025-2026, exclusive";
    check(content, Some(&outline), None, want);
    let bare = Outline::default();
    check(
        "Nộp báo cáo trước ngày 10/9.",
        Some(&bare),
        Some("2024-08-20"),
        "year-from-issue-date 2024 2024-08-20, exclusive",
    );
}
