//! `chidao diff --series` from outside: what changed between two years' versions of one directive.

mod common;

use common::Sample;
use serde_json::Value;

const TWO_YEARS: [&str; 5] = ["diff", "2023-2024", "2024-2025", "--series", "248/PGDĐT-GDTH"];

fn rows<'a>(said: &'a Value, list: &str) -> &'a [Value] {
    said["series"][list].as_array().map(Vec::as_slice).expect("a list")
}

#[test]
fn deadlines_are_followed_by_their_task() {
    let sample = Sample::of(&["corpus"]);
    let said = sample.json(&TWO_YEARS);
    let end = |row: &Value, side: &str| row[side]["deadline"]["end"].as_str().unwrap_or_default().to_owned();
    let shift = |new: &str| {
        let row = rows(&said, "deadlines").iter().find(|row| end(row, "new") == new).unwrap_or_else(|| panic!("{new}"));
        (end(row, "old"), row["change"].as_str().expect("a change").to_owned(), row["days"].as_i64())
    };
    for (new, old, change, days) in [
        ("2024-09-28", "2023-09-30", "earlier", Some(-2)),
        ("2025-01-13", "2024-01-18", "earlier", Some(-5)),
        ("2024-09-30", "2023-09-15", "later", Some(15)),
        ("2024-09-05", "2023-09-05", "same", Some(0)),
    ] {
        let rows = rows(&said, "deadlines").iter().filter(|row| end(row, "new") == new);
        let found: Vec<_> = rows
            .map(|row| (end(row, "old"), row["change"].as_str().unwrap_or_default(), row["days"].as_i64()))
            .collect();
        assert!(found.contains(&(old.to_owned(), change, days)), "{new}: {found:?}");
    }
    assert_eq!(shift("2024-12-31"), (String::new(), "new".to_owned(), None));
    let dropped = |row: &&Value| row["change"] == "dropped" && end(row, "old") == "2023-09-12";
    assert!(rows(&said, "deadlines").iter().any(|row| dropped(&row)), "staffing over several schools is no more");
}

#[test]
fn references_are_kept_followed_added_and_dropped() {
    let sample = Sample::of(&["corpus"]);
    let said = sample.json(&TWO_YEARS);
    let work = |row: &Value, side: &str| row[side]["reference"]["work"].as_str().unwrap_or_default().to_owned();
    let is = |change: &str, old: &str, new: &str| {
        rows(&said, "references")
            .iter()
            .any(|row| row["change"] == change && work(row, "old").contains(old) && work(row, "new").contains(new))
    };
    assert!(is("followed", "1702//SGDĐT-GDTH", "1845//SGDĐT-GDTH"));
    assert!(is("followed", "2145//QĐ-UBND", "2312//QĐ-UBND"));
    assert!(is("kept", "32/2018", "32/2018"));
    assert!(is("added", "", "9/2024/TT-BGDĐT"));
    assert!(is("dropped", "16/2006/QĐ-BGDĐT", "") || is("dropped", "16//", "") || is("dropped", "16/2006", ""));
    assert!(!is("dropped", "27/2020", "") && !is("added", "", "27/2020"), "cited in both years");
}

#[test]
fn sections_are_followed_and_reworded_ones_are_shown_sentence_by_sentence() {
    let sample = Sample::of(&["corpus"]);
    let said = sample.json(&TWO_YEARS);
    let find = |title: &str| {
        let has = |row: &&Value| row["new"]["title"].as_str().is_some_and(|found| found.contains(title));
        rows(&said, "sections").iter().find(|row| has(row)).unwrap_or_else(|| panic!("{title}"))
    };
    let assessment = find("Đánh giá học sinh");
    assert_eq!(assessment["change"], "reworded");
    assert_eq!(assessment["old"]["title"], "Thực hiện chương trình và đánh giá học sinh");
    let contests = find("Hội thi, phong trào");
    assert_eq!(contests["old"]["title"], "Hội thi, sân chơi");
    let closing = find("TỔ CHỨC THỰC HIỆN");
    let pairs = closing["sentences"].as_array().expect("sentences");
    let moved = |pair: &&Value| {
        pair["old"].as_str().is_some_and(|old| old.contains("18/01/2024"))
            && pair["new"].as_str().is_some_and(|new| new.contains("13/01/2025"))
    };
    assert!(pairs.iter().any(|pair| moved(&pair)), "{pairs:#?}");
}

#[test]
fn every_format_says_it() {
    let sample = Sample::of(&["corpus"]);
    let ask = |format: &str| {
        let mut arguments = TWO_YEARS.to_vec();
        arguments.extend(["--lang", "vi", "--format", format]);
        let (code, out, err) = sample.ask(&arguments);
        assert_eq!(code, 0, "{err}");
        out
    };
    let table = ask("table");
    for words in ["THỜI HẠN", "sớm hơn 2 ngày", "VIỆN DẪN", "năm kế tiếp", "CÁC MỤC", "sửa lời"]
    {
        assert!(table.contains(words), "{words} in {table}");
    }
    let page = ask("md");
    for words in ["## Chỉ tiêu\n", "## Thời hạn\n", "## Viện dẫn\n", "## Các mục\n", "| Việc | 2023-2024 | 2024-2025 |"]
    {
        assert!(page.contains(words), "{words} in {page}");
    }
    assert!(ask("csv").starts_with("\u{feff}change,subject,old,result,new"), "the targets, as without a series");
}

#[test]
fn a_year_that_is_not_held_is_said() {
    let sample = Sample::of(&["corpus"]);
    // Of 2023-2024 the city's guidance for primary schools is only cited.
    let (_, out, err) = sample.ask(&["diff", "2023-2024", "2024-2025", "--series", "1845/SGDĐT-GDTH"]);
    assert!(out.contains("holds no version of 2023-2024"), "{out} {err}");
    let without = sample.json(&["diff", "2023-2024", "2024-2025"]);
    assert!(without["series"].is_null());
}
