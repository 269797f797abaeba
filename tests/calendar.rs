//! The calendar of deadlines: what three programs that know nothing of each other read in it is what the deadlines say.
//!
//! `scripts/test.sh` installs the packages of `tests/python` and `tests/browser`. A machine without them says so and passes,
//! unless `CHIDAO_REQUIRE_PARSERS` is set, as it is in CI.

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use common::{Sample, shared};
use icalendar::parser::{read_calendar, unfold};
use jiff::civil::Date;
use serde_json::{Value, json};

/// The calendar of a school year, as a file.
fn calendar(sample: &Sample, year: &str, name: &str) -> PathBuf {
    let path = Path::new(sample.folder()).join(name);
    let (code, out, err) = sample.ask(&["deadlines", year, "--lang", "vi", "-o", path.to_str().expect("UTF-8")]);
    assert_eq!((code, out.as_str()), (0, ""), "{err}");
    path
}

/// What the crate's own parser reads, in the form in which the other two say it; it knows no recurrences.
fn read(path: &Path) -> Vec<Value> {
    let text = fs::read_to_string(path).expect("a calendar");
    let unfolded = unfold(&text);
    let read = read_calendar(&unfolded).expect("a calendar");
    let iso = |day: &str| format!("{}-{}-{}", &day[..4], &day[4..6], &day[6..8]);
    let item = |component: &icalendar::parser::Component<'_>| {
        let value = |name: &str| component.find_prop(name).map(|property| property.val.as_str().to_owned());
        let stamp = value("DTSTAMP").expect("a stamp");
        let alarm = |alarm: &icalendar::parser::Component<'_>| {
            alarm.find_prop("TRIGGER").map(|trigger| match trigger.val.as_str() {
                "-P7D" => -7 * 86_400,
                "-P1D" => -86_400,
                other => panic!("{other}"),
            })
        };
        json!({
            "kind": component.name.as_str(),
            "uid": value("UID"),
            "summary": value("SUMMARY"),
            "description": value("DESCRIPTION"),
            "stamp": format!("{}T{}:{}:{}Z", iso(&stamp), &stamp[9..11], &stamp[11..13], &stamp[13..15]),
            "sequence": value("SEQUENCE").and_then(|n| n.parse::<i64>().ok()),
            "end": value("DTEND").map(|day| iso(&day)),
            "occurrences": value("DTSTART").map(|day| vec![iso(&day)]).unwrap_or_default(),
            "alarms": component.components.iter().filter_map(alarm).collect::<Vec<i64>>(),
            "has_due": value("DUE").is_some(),
        })
    };
    read.components.iter().map(item).collect()
}

/// What another program reads; `None` where it is not here.
fn read_by(program: &Path, script: &str, calendar: &Path) -> Option<Vec<Value>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let output = Command::new(program).arg(root.join(script)).arg(calendar).output().ok()?;
    let said: Value = serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|_| panic!("{script}: {}", String::from_utf8_lossy(&output.stderr)));
    assert_eq!(said["faults"], json!([]), "{script}");
    Some(said["items"].as_array().expect("a list").clone())
}

fn missing(what: &str) {
    assert!(std::env::var_os("CHIDAO_REQUIRE_PARSERS").is_none(), "{what} is missing");
    eprintln!("SKIPPED: the calendar was not read by {what}, which is not here (scripts/test.sh installs it)");
}

/// Without the later occurrences, which the crate does not reckon.
fn once(items: &[Value]) -> Vec<Value> {
    let mut items = items.to_vec();
    for item in &mut items {
        item["occurrences"].as_array_mut().expect("a list").truncate(1);
    }
    items
}

#[test]
fn three_programs_read_what_is_meant() {
    let sample = Sample::of(&["corpus"]);
    let path = calendar(&sample, "2024-2025", "han.ics");
    let own = read(&path);
    assert!(own.len() > 50, "{}", own.len());
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let python = root.join("tests/python/.venv/bin/python");
    let by_python = read_by(&python, "tests/python/read_calendar.py", &path);
    let has_ical_js = root.join("tests/browser/node_modules/ical.js").exists();
    let by_node = has_ical_js.then(|| read_by(Path::new("node"), "tests/browser/read_calendar.mjs", &path)).flatten();
    match &by_python {
        Some(items) => assert_eq!(once(items), own, "PyPI icalendar"),
        None => missing("PyPI icalendar"),
    }
    match &by_node {
        Some(items) => assert_eq!(once(items), own, "npm ical.js"),
        None => missing("npm ical.js"),
    }
    let Some(items) = by_python.or(by_node.clone()) else { return };
    if let Some(other) = by_node {
        assert_eq!(items, other, "both reckon the same days");
    }
    let days = |words: &str| -> Vec<String> {
        let item = items.iter().find(|item| item["description"].as_str().is_some_and(|d| d.contains(words)));
        let list = &item.unwrap_or_else(|| panic!("no event says {words}"))["occurrences"];
        list.as_array().expect("a list").iter().filter_map(Value::as_str).map(str::to_owned).collect()
    };
    // Set by the guidance of 10 September 2024 for the school year: the 5th of each month, on.
    let fifths = days("“vào ngày 05 hằng tháng”");
    assert_eq!((fifths.first().map(String::as_str), fifths.len()), (Some("2024-10-05"), 11), "{fifths:?}");
    assert!(fifths.iter().all(|day| day.ends_with("-05")) && fifths.last().is_some_and(|day| day == "2025-08-05"));
    assert_eq!(days("“chậm nhất ngày 14/9/2024”"), ["2024-09-14"]);
    assert_eq!(days("“trước ngày 28/9/2024”"), ["2024-09-27"], "the last day in time");
}

#[test]
fn every_deadline_is_in_the_calendar_once() {
    let sample = Sample::of(&["corpus"]);
    let items = read(&calendar(&sample, "2024-2025", "han.ics"));
    let said = sample.json(&["deadlines", "2024-2025"]);
    let rows = said["deadlines"].as_array().expect("a list");
    assert_eq!(items.len(), rows.len());
    let names: BTreeSet<&str> = items.iter().filter_map(|item| item["uid"].as_str()).collect();
    assert_eq!(names.len(), items.len(), "each has a name of its own");
    let day = |text: &Value| text.as_str().and_then(|text| text.parse::<Date>().ok());
    let mut tried = 0;
    for (item, row) in items.iter().zip(rows) {
        let deadline = &row["deadline"];
        let words = deadline["text"].as_str().expect("words");
        assert!(item["description"].as_str().expect("text").contains(words), "{words}: {item}");
        let has_no_date = deadline["start"].is_null() && deadline["end"].is_null();
        if has_no_date && deadline["kind"] != "recurring" {
            assert_eq!((&item["kind"], &item["has_due"]), (&json!("VTODO"), &json!(false)), "{item}");
        }
        // Reckoned here once more, for those that name a day.
        let (Some(end), "due") = (day(&deadline["end"]), deadline["kind"].as_str().expect("a kind")) else { continue };
        let names_hour = words.contains("giờ");
        let last = if deadline["exclusive"] == true && !names_hour { end.yesterday().expect("a day") } else { end };
        assert_eq!(item["occurrences"], json!([last.to_string()]), "{words}");
        assert_eq!(item["end"], json!(last.tomorrow().expect("a day").to_string()), "the end is exclusive: {words}");
        assert_eq!(item["alarms"], json!([-604_800, -86_400]), "{words}");
        tried += 1;
    }
    assert!(tried > 20, "{tried}");
}

#[test]
fn a_second_import_changes_nothing_and_another_year_is_added() {
    let sample = Sample::of(&["corpus"]);
    let first = calendar(&sample, "2024-2025", "1.ics");
    // Another store: the files are read anew, in another place.
    let other = Sample::of(&["corpus"]);
    let second = calendar(&other, "2024-2025", "2.ics");
    assert_eq!(fs::read(&first).expect("read"), fs::read(&second).expect("read"), "the same bytes");
    // As calendar programs import: what has a name that they know replaces what they have.
    let mut held: BTreeMap<String, Value> = BTreeMap::new();
    let mut import = |path: &Path| {
        for item in read(path) {
            held.insert(item["uid"].as_str().expect("a name").to_owned(), item);
        }
        held.clone()
    };
    let once = import(&first);
    assert_eq!(import(&second), once);
    let earlier = calendar(&sample, "2023-2024", "3.ics");
    let both = import(&earlier);
    assert_eq!(both.len(), once.len() + read(&earlier).len(), "nothing of 2024-2025 was overwritten");
    // A narrower list updates what the wider one brought.
    let part = Path::new(sample.folder()).join("4.ics");
    sample.ask(&["deadlines", "2024-2025", "--level", "tieu-hoc", "--lang", "vi", "-o", part.to_str().expect("UTF-8")]);
    assert!(!read(&part).is_empty());
    assert_eq!(import(&part), both);
}

#[test]
fn a_directive_held_in_several_files_is_in_the_calendar_once() {
    let Some(folder) = shared("corpus/an-lao") else { return };
    let folder = folder.to_str().expect("UTF-8").to_owned();
    let sample = Sample::of(&["corpus", &folder]);
    let items = read(&calendar(&sample, "2024-2025", "han.ics"));
    let of = |words: &str| {
        items.iter().filter(|item| item["description"].as_str().is_some_and(|d| d.contains(words))).count()
    };
    assert_eq!(of("Hội nghị CBCC"), 1, "three files hold 322/PGD-THCS");
    let due = items.iter().find(|item| item["summary"].as_str().is_some_and(|s| s.contains("Hội nghị CBCC")));
    let due = due.expect("it asks for the conference");
    assert_eq!(due["occurrences"], json!(["2024-09-20"]), "“trước 21/9/2024”");
    let said = due["description"].as_str().expect("text");
    for words in ["“trước 21/9/2024”", "20/9/2024", "322/PGD-THCS ngày 04/9/2024", "trang 9"] {
        assert!(said.contains(words), "{words}: {said}");
    }
}

#[test]
fn where_the_calendar_goes_is_told() {
    let sample = Sample::of(&["corpus"]);
    let (code, out, err) = sample.ask(&["deadlines", "2024-2025", "--format", "ics"]);
    assert_eq!(code, 0);
    assert!(out.starts_with("BEGIN:VCALENDAR\r\n") && out.ends_with("END:VCALENDAR\r\n"), "nothing behind the end");
    assert!(err.contains("events with a day") && err.contains("without a day"), "{err}");
    let folder = sample.folder().to_owned();
    for (file, format, want) in [
        ("no/such/folder/a.ics", None, "cannot write"),
        ("a.xls", None, "add --format"),
        (".", Some("ics"), "cannot write"),
    ] {
        let path = Path::new(&folder).join(file);
        let mut arguments = vec!["deadlines", "2024-2025", "-o", path.to_str().expect("UTF-8")];
        arguments.extend(format.iter().flat_map(|format| ["--format", format]));
        let (code, _, err) = sample.ask(&arguments);
        assert_eq!(code, 2, "{file}");
        assert!(err.contains(want) && err.contains(file.trim_start_matches('.')), "{file}: {err}");
    }
    let (code, out, _) = sample.ask(&["deadlines", "1990-1991", "--format", "ics"]);
    assert_eq!(code, 1, "nothing matched");
    assert!(out.contains("BEGIN:VCALENDAR"), "an empty calendar all the same");
}
