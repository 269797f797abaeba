//! Everything that people read stands in Vietnamese and in English, and each in its own habit of dates.
//!
//! The help has a test of its own beside its catalogue (`src/cli/help.rs`).

mod common;

use std::fs;
use std::path::{Path, PathBuf};

use common::Sample;
use regex::Regex;

fn files(folder: &str, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|known| known == ending) {
                found.push(path);
            }
        }
    }
    found
}

/// What is wrong with a pair of wordings, if anything.
fn fault(vietnamese: &str, english: &str) -> Option<&'static str> {
    let marked = "ăâđêôơưáàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ";
    let words: Vec<String> =
        english.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect();
    // An English sentence may name a Vietnamese document or quote one.
    let foreign = words.iter().filter(|word| word.chars().any(|c| marked.contains(c))).count();
    if vietnamese.trim().is_empty() != english.trim().is_empty() {
        return Some("one of the two is missing");
    }
    if foreign * 2 > words.len() {
        return Some("the English is Vietnamese");
    }
    if vietnamese == english && words.iter().filter(|word| word.len() > 3).count() > 1 {
        return Some("both are the same");
    }
    None
}

#[test]
fn every_message_has_both_languages() {
    let literal = r#""((?:[^"\\]|\\.)*)""#;
    let pair =
        Regex::new(&format!(r"\.(?:pick|t)\(\s*(?:format!\(\s*)?{literal}[^;{{}}]*?,\s*(?:format!\(\s*)?{literal}"))
            .expect("a pattern");
    let mut seen = 0;
    for path in files("src", "rs").into_iter().chain(files("templates", "html")) {
        let text = fs::read_to_string(&path).expect("a source");
        for found in pair.captures_iter(&text) {
            seen += 1;
            let fault = fault(&found[1], &found[2]);
            assert_eq!(fault, None, "{}: {} | {}", path.display(), &found[1], &found[2]);
        }
    }
    assert!(seen > 300, "only {seen} messages were found: has their form changed?");
}

#[test]
fn commands_say_nothing_in_one_language_alone() {
    let said = Regex::new(r#"(?:eprintln!|bail!|anyhow!|ensure!|print(?:_text)?)\(\s*"([^"]*)""#).expect("a pattern");
    let hole = Regex::new(r"\{[^}]*\}").expect("a pattern");
    for path in files("src/cli", "rs") {
        let text = fs::read_to_string(&path).expect("a source");
        for found in said.captures_iter(text.split("#[cfg(test)]").next().unwrap_or_default()) {
            let rest = hole.replace_all(&found[1], "");
            let words: Vec<&str> = rest.split(|c: char| !c.is_alphabetic()).filter(|word| word.len() > 2).collect();
            assert!(words.is_empty(), "{}: {}", path.display(), &found[1]);
        }
    }
}

#[test]
fn pages_say_nothing_in_one_language_alone() {
    // What is typed is the same in both languages.
    let patterns = [r"(?s)\{#.*?#\}", r"(?s)\{%.*?%\}", r"(?s)\{\{.*?\}\}", r"(?s)<code>.*?</code>|<[^>]*>"];
    let words = Regex::new(r"[^\W\d_]{2,}").expect("a pattern");
    let seen = Regex::new(r#"(?:title|aria-label|placeholder|alt)="([^"{]*[^\W\d_]{2}[^"]*)""#).expect("a pattern");
    for path in files("templates", "html") {
        let mut text = fs::read_to_string(&path).expect("a template");
        for pattern in &patterns[..3] {
            text = Regex::new(pattern).expect("a pattern").replace_all(&text, "").into_owned();
        }
        let attributes: Vec<&str> =
            seen.captures_iter(&text).filter_map(|found| found.get(1)).map(|m| m.as_str()).collect();
        assert!(attributes.is_empty(), "{}: {attributes:?}", path.display());
        let shown = Regex::new(patterns[3]).expect("a pattern").replace_all(&text, " ").into_owned();
        // The program's name and the names of the languages are the same in both.
        let left: Vec<&str> = words
            .find_iter(&shown)
            .map(|m| m.as_str())
            .filter(|word| !["chidao", "English", "Tiếng", "Việt"].contains(word))
            .collect();
        assert!(left.is_empty(), "{}: {left:?}", path.display());
    }
}

#[test]
fn a_missing_language_is_noticed() {
    for (vietnamese, english, noticed) in [
        ("thời hạn", "deadline", false),
        ("thời hạn", "", true),
        ("", "deadline", true),
        ("thời hạn", "thời hạn", true),
        ("school years known", "school years known", true),
        ("Markdown", "Markdown", false),
    ] {
        assert_eq!(fault(vietnamese, english).is_some(), noticed, "{vietnamese} | {english}");
    }
}

#[test]
fn people_and_programs_read_dates_in_their_own_habit() {
    let sample = Sample::of(&["corpus"]);
    let office = Regex::new(r"\b\d{1,2}/\d{1,2}/\d{4}\b").expect("a pattern");
    let machine = Regex::new(r"\b\d{4}-\d{2}-\d{2}\b").expect("a pattern");
    for lang in ["vi", "en"] {
        for arguments in
            [&["deadlines", "2024-2025"][..], &["status", "Thông tư 36/2017/TT-BGDĐT", "--on", "2024-09-01"]]
        {
            let (_, table, _) = sample.ask(&[arguments, &["--lang", lang]].concat());
            assert!(office.is_match(&table) && !machine.is_match(&table), "{lang} {arguments:?}: {table}");
        }
    }
    let said = sample.json(&["deadlines", "2024-2025"]);
    for row in said["deadlines"].as_array().expect("a list") {
        for date in [&row["deadline"]["start"], &row["deadline"]["end"], &row["document"]["date"]] {
            assert!(date.as_str().is_none_or(|date| !date.contains('/')), "{date}");
        }
    }
}

#[test]
fn help_speaks_the_language_asked_for() {
    for (arguments, told, other) in [
        (&["--lang", "vi", "--help"][..], "Đưa văn bản vào kho", "Read directives"),
        (&["deadlines", "--help", "--lang", "vi"], "Chỉ từ ngày này trở đi", "Only what falls"),
        (&["--lang", "vi", "help", "diff"], "So sánh hai năm học", "Compare two"),
        (&["deadlines", "--help"], "Only what falls", "Cách dùng"),
    ] {
        let output = common::chidao(arguments);
        let said = String::from_utf8(output.stdout).expect("UTF-8");
        assert!(output.status.success() && said.contains(told) && !said.contains(other), "{arguments:?}: {said}");
    }
    let none = common::chidao(&["--lang", "vi"]);
    assert_eq!(none.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&none.stderr).contains("còn thiếu lệnh"));
}

#[test]
fn what_is_wrong_with_the_store_is_said_in_the_users_language() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let at = |name: &str| folder.path().join(name).to_str().expect("a UTF-8 path").to_owned();
    let (none, ill) = (at("none"), at("ill"));
    assert!(
        common::chidao(&["index", "--store", &ill, "--no-ocr", "tests/unseen/bo-thong-tu-sua-doi-mam-non-2026.txt"])
            .status
            .success()
    );
    // No day of the calendar, on the third line.
    let table = "[[area]]\nfrom = [\"huyện A\"]\non = \"2025-13-01\"\nto = [\"xã B\"]\n";
    fs::write(Path::new(&ill).join("successions.toml"), table).expect("a written table");
    for (store, command, vietnamese, english) in [
        (&none, &["deadlines"][..], "chưa có kho", "no store in"),
        (&none, &["search", "27/2020"], "chưa có kho", "no store in"),
        (&none, &["export"], "chưa có kho", "no store in"),
        (&ill, &["lineage", "1"], "dòng 3: “2025-13-01” không phải ngày", "line 3: “2025-13-01” is not a day"),
    ] {
        for (lang, said, other) in [("vi", vietnamese, english), ("en", english, vietnamese)] {
            let run = common::chidao(&[command, &["--store", store, "--lang", lang]].concat());
            let told = String::from_utf8_lossy(&run.stderr).into_owned();
            assert!(told.contains(said) && !told.contains(other), "{command:?} --lang {lang}: {told}");
        }
    }
}
