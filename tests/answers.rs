//! The three questions on the sample corpus, asked as a user asks them.

mod common;

use common::Sample;
use serde_json::Value;

/// (start, end, kind) of a deadline of the JSON list.
fn time(row: &Value) -> (String, String, String) {
    let field = |name: &str| row["deadline"][name].as_str().unwrap_or_default().to_owned();
    (field("start"), field("end"), field("kind"))
}

#[test]
fn deadlines_are_sorted_and_the_undated_come_last() {
    let sample = Sample::of(&["corpus"]);
    let said = sample.json(&["deadlines", "2024-2025"]);
    assert_eq!(said["schema"], "chidao/deadlines@1");
    let rows: Vec<_> = said["deadlines"].as_array().expect("a list").iter().map(time).collect();
    let day = |row: &(String, String, String)| if row.0.is_empty() { row.1.clone() } else { row.0.clone() };
    let dated = rows.iter().take_while(|row| !day(row).is_empty()).count();
    assert!(dated > 20, "{rows:?}");
    assert!(rows[dated..].iter().all(|row| day(row).is_empty()), "undated ones stand at the end");
    assert!(
        rows[dated..].iter().any(|row| row.2 == "recurring") && rows[dated..].iter().any(|row| row.2 == "relative")
    );
    let has = |end: &str, kind: &str| rows.iter().any(|row| row.1 == end && row.2 == kind);
    // Stated in the district's guidance for primary schools, 248/PGDĐT-GDTH of 9 September 2024.
    assert!(has("2024-09-16", "due") && has("2024-09-28", "due") && has("2025-01-10", "period"));
    assert!(has("2024-11-14", "on") && has("2025-03-22", "on"));
}

#[test]
fn deadlines_can_be_narrowed() {
    let sample = Sample::of(&["corpus"]);
    let (code, csv, _) =
        sample.ask(&["deadlines", "--from", "2024-09-16", "--to", "2024-09-16", "--kind", "due", "--format", "csv"]);
    assert_eq!(code, 0);
    assert!(csv.starts_with("start,end,kind,"));
    assert!(csv.lines().skip(1).all(|line| line.contains("2024-09-16") || line.starts_with(",,")), "{csv}");
    assert!(csv.contains("2024-09-16"));
    let (code, out, err) = sample.ask(&["deadlines", "1990-1991"]);
    assert_eq!((code, out.as_str()), (1, ""));
    assert!(err.contains("No deadline 1990-1991"), "{err}");
    let (code, _, err) = sample.ask(&["deadlines", "2024-2027"]);
    assert_eq!(code, 2);
    assert!(err.contains("2024-2027"), "{err}");
}

#[test]
fn targets_of_two_years_are_paired() {
    let sample = Sample::of(&["corpus"]);
    let said = sample.json(&["diff", "2023-2024", "2024-2025", "--level", "tieu-hoc", "--issuer", "Vân Khê"]);
    assert_eq!(said["schema"], "chidao/diff@1");
    let rows = said["rows"].as_array().expect("a list");
    let row = |subject: &str, document: &str| {
        rows.iter()
            .find(|row| {
                let new = &row["new"];
                new["document"]["label"] == document
                    && new["target"]["subject"].as_str().is_some_and(|s| s.contains(subject))
            })
            .unwrap_or_else(|| panic!("no row for {subject}"))
    };
    for (subject, change, old, new) in [
        ("2 buổi/ngày", "bound-changed", Some(97.0), 100.0),
        ("hoàn thành chương trình lớp học", "raised", Some(99.0), 99.2),
        ("trẻ 6 tuổi", "same", Some(100.0), 100.0),
        ("làm quen Tiếng Anh", "raised", Some(55.0), 65.0),
        ("Công nhận mới", "lowered", Some(2.0), 1.0),
        ("học sinh lớp 1 có học bạ số", "new", None, 100.0),
    ] {
        let row = row(subject, "248/PGDĐT-GDTH");
        assert_eq!(row["change"], change, "{subject}: {row}");
        assert_eq!(row["old"]["target"]["value"].as_f64(), old, "{subject}");
        assert_eq!(row["new"]["target"]["value"].as_f64(), Some(new), "{subject}");
    }
    let reported = &row("2 buổi/ngày", "248/PGDĐT-GDTH")["result"];
    assert!(reported["target"]["value"].as_f64().is_some(), "the report of 2023-2024 states the result: {reported}");
    assert!(rows.iter().any(|row| row["change"] == "dropped"));
}

#[test]
fn a_diff_can_be_narrowed_to_a_series() {
    let sample = Sample::of(&["corpus"]);
    let said = sample.json(&["diff", "2023-2024", "2024-2025", "--series", "248/PGDĐT-GDTH"]);
    let rows = said["rows"].as_array().expect("a list");
    assert!(!rows.is_empty());
    for row in rows {
        for side in ["old", "new"] {
            let label = &row[side]["document"]["label"];
            assert!(label.is_null() || label == "236/PGDĐT-GDTH" || label == "248/PGDĐT-GDTH", "{label}");
        }
    }
    let (code, _, err) = sample.ask(&["diff", "2024-2025", "2023-2024"]);
    assert_eq!(code, 2, "{err}");
    let (code, _, err) = sample.ask(&["diff", "2023-2024", "2024-2025", "--series", "999/XX"]);
    assert_eq!(code, 2);
    assert!(err.contains("999/XX"), "{err}");
}

#[test]
fn a_series_goes_on_from_the_district_to_its_ward() {
    let sample = Sample::of(&["corpus"]);
    let said = sample.json(&["lineage", "248/PGDĐT-GDTH"]);
    assert_eq!(said["schema"], "chidao/lineage@1");
    let versions: Vec<_> = said["versions"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|v| (v["school_year"].as_str().unwrap_or_default(), v["document"]["label"].as_str().unwrap_or_default()))
        .collect();
    assert_eq!(
        versions,
        [
            ("2022-2023", "214/PGDĐT-GDTH"),
            ("2023-2024", "236/PGDĐT-GDTH"),
            ("2024-2025", "248/PGDĐT-GDTH"),
            ("2025-2026", "186/UBND-VHXH")
        ]
    );
    let words = said["stated_by_it"].to_string();
    assert!(words.contains("36/2017/TT-BGDĐT") && words.contains("236/PGDĐT-GDTH"), "{words}");
}

#[test]
fn a_work_known_only_by_citations_has_its_place_in_the_series() {
    let sample = Sample::of(&["corpus"]);
    // The city's time frame of 2024-2025 is not in the corpus; others cite it with its title.
    let said = sample.json(&["lineage", "2312/QĐ-UBND"]);
    let versions: Vec<_> = said["versions"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|v| (v["school_year"].as_str().unwrap_or_default(), v["held"].as_bool().unwrap_or_default()))
        .collect();
    assert!(versions.contains(&("2024-2025", false)), "{versions:?}");
    assert!(versions.contains(&("2023-2024", true)), "{versions:?}");
    let (code, _, err) = sample.ask(&["lineage", "Thông tư 999/2031/TT-BGDĐT"]);
    assert_eq!(code, 1);
    assert!(err.contains("does not know"), "{err}");
}

#[test]
fn targets_are_listed_with_their_kind() {
    let sample = Sample::of(&["corpus"]);
    let said = sample.json(&["targets", "2024-2025", "--level", "tieu-hoc", "--kind", "target"]);
    let rows = said["targets"].as_array().expect("a list");
    assert!(rows.len() > 10);
    assert!(rows.iter().all(|row| row["target"]["kind"] == "target" && row["school_year"] == "2024-2025"));
    let (code, csv, _) = sample.ask(&["targets", "2023-2024", "--kind", "result", "--format", "csv"]);
    assert_eq!(code, 0);
    assert!(csv.lines().count() > 5, "{csv}");
}

#[test]
fn every_command_shows_an_example() {
    for command in ["index", "search", "deadlines", "targets", "diff", "lineage", "show", "extract", "completions"] {
        let output = common::chidao(&[command, "--help"]);
        let help = String::from_utf8_lossy(&output.stdout);
        assert!(help.contains("Example") && help.contains(&format!("chidao {command}")), "{command}: {help}");
    }
}
