//! What people say of single facts: it wins in every answer, outlives the reading of the files, and is never lost.

mod common;
#[path = "common/version_6.rs"]
mod version_6;
#[path = "common/version_7.rs"]
mod version_7;

use std::fs;
use std::path::Path;
use std::time::UNIX_EPOCH;

use chidao::directive::PartialDate;
use chidao::store::{DATABASE, FactKind, Filter, ReviewState, Store, UNSURE, Verdict};
use common::Sample;
use rusqlite::Connection;
use serde_json::{Value, json};

const TEXT: &str = "PHÒNG GIÁO DỤC VÀ ĐÀO TẠO\nSố: 17/PGDĐT-THCS\nAn Bình, ngày 05 tháng 9 năm 2024\n\
    V/v hướng dẫn nhiệm vụ năm học 2024-2025\n\
    Căn cứ Thông tư số 27/2020/TT-BGDĐT ngày 04/9/2020 của Bộ Giáo dục và Đào tạo;\n\
    1. Phấn đấu 98% học sinh hoàn thành chương trình lớp học.\n\
    2. Các trường gửi báo cáo về Phòng trước ngày 15/10/2024.\n\
    3. Các trường gửi kế hoạch về Phòng trước ngày 20/11/2024.\n";

/// A folder with one directive, and its store.
struct Office {
    files: tempfile::TempDir,
    store: tempfile::TempDir,
}

impl Office {
    fn new() -> Self {
        let files = tempfile::tempdir().expect("a folder");
        fs::write(files.path().join("17.txt"), TEXT).expect("written");
        let office = Self { files, store: tempfile::tempdir().expect("a folder") };
        office.index();
        office
    }

    fn folder(&self) -> &str {
        self.store.path().to_str().expect("UTF-8")
    }

    fn index(&self) {
        let files = self.files.path().to_str().expect("UTF-8");
        let run = common::chidao(&["index", "--store", self.folder(), files]);
        assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    }

    /// Has the program believe that an earlier one with other detectors read the files, and read them anew.
    fn read_anew(&self) {
        self.sql("UPDATE documents SET detector = 0");
        self.index();
    }

    fn sql(&self, sql: &str) {
        let file = self.store.path().join(DATABASE);
        let connection = Connection::open(&file).expect("opened");
        connection.execute_batch(sql).expect("done");
        drop(connection);
        // As if the program had left the file so: what others change is refused.
        let data = fs::metadata(&file).expect("the store");
        let time = data.modified().expect("a time").duration_since(UNIX_EPOCH).expect("after 1970");
        let stamp = format!("{} {}", data.len(), time.as_nanos());
        fs::write(self.store.path().join("chidao.checked"), stamp).expect("written");
    }

    fn open(&self) -> Store {
        Store::open(self.store.path()).expect("a store")
    }

    /// Says something of the deadline of this day.
    fn say(&self, end: &str, verdict: &Verdict) {
        let store = self.open();
        let all = store.deadlines(&Filter { dismissed: true, ..Filter::default() }).expect("read");
        let meant = all.iter().find(|found| found.fact.end.is_some_and(|day| day.to_string() == end)).expect("there");
        let said = store.review(1, FactKind::Deadline, &meant.anchor, verdict, "Lan", "2024-09-06T08:00:00Z");
        assert!(said.expect("written"));
    }

    /// The deadline of this day with another day, as a form gives it.
    fn moved(&self, from: &str, to: &str) -> Verdict {
        let all = self.open().deadlines(&Filter::default()).expect("read");
        let meant = all.iter().find(|found| found.fact.end.is_some_and(|day| day.to_string() == from)).expect("there");
        let mut fact = serde_json::to_value(&meant.fact).expect("JSON");
        fact["end"] = json!(to);
        Verdict::Correct(fact)
    }
}

/// The deadlines in their lists: last day and state.
fn days(office: &Office) -> Vec<(String, ReviewState)> {
    let found = office.open().deadlines(&Filter::default()).expect("read");
    let end = |end: Option<PartialDate>| end.map(|end| end.to_string()).unwrap_or_default();
    found.iter().map(|found| (end(found.fact.end), found.review.state)).collect()
}

fn owned(list: &[(&str, ReviewState)]) -> Vec<(String, ReviewState)> {
    list.iter().map(|(end, state)| ((*end).to_owned(), *state)).collect()
}

#[test]
fn what_a_person_says_wins_and_outlives_the_reading_of_the_files() {
    use ReviewState::{Confirmed, Corrected, Proposed};
    let office = Office::new();
    assert_eq!(days(&office), owned(&[("2024-10-15", Proposed), ("2024-11-20", Proposed)]));
    office.say("2024-10-15", &Verdict::Confirm);
    let moved = office.moved("2024-11-20", "2024-11-21");
    office.say("2024-11-20", &moved);
    let wanted = owned(&[("2024-10-15", Confirmed), ("2024-11-21", Corrected)]);
    assert_eq!(days(&office), wanted);
    office.read_anew();
    assert_eq!(days(&office), wanted);
    let found = office.open().deadlines(&Filter::default()).expect("read");
    let review = &found[1].review;
    assert_eq!((review.by.as_deref(), review.at.as_deref()), (Some("Lan"), Some("2024-09-06T08:00:00Z")));
    assert_eq!(review.machine.as_ref().map(|machine| machine["end"].clone()), Some(json!("2024-11-20")));
    assert_eq!(found[0].review.machine, None, "where the two agree, one is shown");
    office.say("2024-11-21", &Verdict::Withdraw);
    assert_eq!(days(&office), owned(&[("2024-10-15", Confirmed), ("2024-11-20", Proposed)]));
}

#[test]
fn a_fact_that_a_person_turns_down_leaves_the_lists_and_the_counts() {
    let office = Office::new();
    office.say("2024-10-15", &Verdict::Dismiss);
    assert_eq!(days(&office), owned(&[("2024-11-20", ReviewState::Proposed)]));
    assert_eq!(office.open().totals(&Filter::default()).expect("counted").deadlines, 1);
    let all = office.open().deadlines(&Filter { dismissed: true, ..Filter::default() }).expect("read");
    assert_eq!(all[0].review.state, ReviewState::Dismissed);
    office.say("2024-10-15", &Verdict::Withdraw);
    assert_eq!(days(&office).len(), 2);
}

#[test]
fn a_mention_set_right_counts_for_the_work_that_a_person_names_with_and_without_a_limit() {
    let office = Office::new();
    let other = TEXT.replace("17/PGDĐT", "18/PGDĐT").replace("27/2020", "32/2018");
    fs::write(office.files.path().join("18.txt"), other).expect("written");
    office.index();
    let asked = |number: &str, more: &[&str]| {
        let query = format!("Thông tư {number}/TT-BGDĐT");
        let all = [&["search", &query, "--store", office.folder(), "--format", "json"], more].concat();
        let output = common::chidao(&all);
        let answer: Value = serde_json::from_slice(&output.stdout).expect("JSON");
        answer["mentions"].as_array().map_or(0, Vec::len)
    };
    for (number, before) in [("27/2020", 1), ("32/2018", 1)] {
        assert_eq!((asked(number, &[]), asked(number, &["--limit", "20"])), (before, before), "{number}");
    }
    let store = office.open();
    let all = store.mentions(&Filter::default()).expect("read");
    let meant = all.iter().find(|found| found.fact.number.as_deref() == Some("32")).expect("there");
    let right = all.iter().find(|found| found.fact.number.as_deref() == Some("27")).expect("there");
    let mut fact = serde_json::to_value(&meant.fact).expect("JSON");
    for field in ["number", "year", "symbol", "work"] {
        fact[field] = serde_json::to_value(&right.fact).expect("JSON")[field].clone();
    }
    let verdict = Verdict::Correct(fact);
    let day = "2024-09-06T08:00:00Z";
    let said = store.review(meant.document.id, FactKind::Reference, &meant.anchor, &verdict, "Lan", day);
    assert!(said.expect("written"));
    for (number, after) in [("27/2020", 2), ("32/2018", 0)] {
        assert_eq!((asked(number, &[]), asked(number, &["--limit", "20"])), (after, after), "{number}");
    }
    assert_eq!(asked("27/2020", &["--limit", "1"]), 1);
}

#[test]
fn what_the_machine_reads_otherwise_later_is_not_what_was_confirmed() {
    let office = Office::new();
    office.say("2024-10-15", &Verdict::Confirm);
    // As if the machine had read another year then.
    office.sql("UPDATE reviews SET value = json_set(value, '$.end', '2025-10-15'), machine = json_set(machine, '$.end', '2025-10-15')");
    let found = office.open().deadlines(&Filter::default()).expect("read");
    assert_eq!(found[0].fact.end.map(|day| day.to_string()).as_deref(), Some("2025-10-15"));
    assert_eq!(found[0].review.machine.as_ref().map(|machine| machine["end"].clone()), Some(json!("2024-10-15")));
}

#[test]
fn what_was_said_of_a_fact_that_is_not_found_again_is_kept_and_shown_as_such() {
    let office = Office::new();
    office.say("2024-10-15", &Verdict::Confirm);
    assert!(office.open().reviews(None).expect("read")[0].fact.is_some());
    office.sql("DELETE FROM deadlines WHERE stop = '2024-10-15'");
    let kept = office.open().reviews(Some(1)).expect("read");
    assert_eq!((kept.len(), kept[0].fact, kept[0].words.as_str()), (1, None, "trước ngày 15/10/2024"));
    let listed = common::chidao(&["reviews", "--store", office.folder(), "--format", "json"]);
    let listed: Value = serde_json::from_slice(&listed.stdout).expect("JSON");
    assert_eq!((&listed["reviews"][0]["found"], &listed["reviews"][0]["review"]["by"]), (&json!(false), &json!("Lan")));
    // All of them, and those of a file by its path as seen from here (the folder above is named twice on the way).
    let path = office.files.path().join("..").join(office.files.path().file_name().expect("a name")).join("17.txt");
    for of in [&[][..], &[path.to_str().expect("UTF-8")]] {
        let table = common::chidao(&[&["reviews", "--store", office.folder()], of].concat());
        assert!(String::from_utf8_lossy(&table.stdout).contains("not found any more"), "{of:?}");
    }
    // The file goes and comes back: so does what was said of it.
    let file = office.files.path().join("17.txt");
    fs::remove_file(&file).expect("removed");
    fs::write(office.files.path().join("18.txt"), "Một văn bản khác.").expect("written");
    office.index();
    assert!(office.open().reviews(None).expect("read")[0].document.is_none());
    fs::write(&file, TEXT).expect("written");
    office.index();
    office.sql("UPDATE documents SET detector = 0");
    office.index();
    assert_eq!(days(&office)[0], ("2024-10-15".to_owned(), ReviewState::Confirmed));
}

#[test]
fn a_correction_that_changes_nothing_confirms_and_a_fact_that_is_not_there_is_said() {
    let office = Office::new();
    let same = office.moved("2024-10-15", "2024-10-15");
    office.say("2024-10-15", &same);
    assert_eq!(days(&office)[0].1, ReviewState::Confirmed);
    let none = office.open().review(1, FactKind::Deadline, "no such", &Verdict::Confirm, "Lan", "");
    assert!(!none.expect("asked"));
    assert!(!office.open().review(99, FactKind::Deadline, "no such", &Verdict::Confirm, "Lan", "").expect("asked"));
}

#[test]
fn the_least_certain_wait_first_page_by_page() {
    let sample = Sample::of(&["corpus"]);
    let store = Store::open(Path::new(sample.folder())).expect("a store");
    let page = |skip, limit| store.waiting(&Filter::default(), &FactKind::ALL, skip, limit).expect("facts");
    let all = page(0, usize::MAX);
    let unsure = all.iter().take_while(|waiting| waiting.confidence < UNSURE).count();
    assert!(unsure > 20 && unsure + 20 < all.len(), "{unsure} of {}", all.len());
    assert!(all.is_sorted_by(|a, b| a.confidence <= b.confidence));
    for limit in [1, 7, unsure, unsure + 1] {
        // Around the place where the machine begins to be sure, and past the end.
        for skip in [0, unsure - 5, unsure, unsure + 5, all.len() - 1, all.len()] {
            let expected: Vec<_> = all.iter().skip(skip).take(limit).cloned().collect();
            assert_eq!(page(skip, limit), expected, "{limit} after {skip}");
        }
    }
}

#[test]
fn what_falls_in_the_next_days_is_found_by_what_people_hold_to_be_true() {
    let office = Office::new();
    let day = |text: &str| text.parse().expect("a day");
    let about = |first: &str, last: &str| -> Vec<String> {
        let found = office.open().deadlines_about(day(first), day(last)).expect("read");
        found.iter().filter_map(|found| found.fact.end).map(|end| end.to_string()).collect()
    };
    assert_eq!(about("2024-10-01", "2024-10-31"), ["2024-10-15"]);
    assert_eq!(about("2026-01-01", "2026-01-31"), Vec::<String>::new());
    let moved = office.moved("2024-11-20", "2026-01-21");
    office.say("2024-11-20", &moved);
    assert_eq!(about("2026-01-01", "2026-01-31"), ["2026-01-21"]);
}

#[test]
fn a_store_of_version_3_is_brought_up_to_date_without_reading_a_file() {
    let sample = Sample::of(&["corpus"]);
    let file = Path::new(sample.folder()).join(DATABASE);
    let shape = |connection: &Connection| -> (Vec<String>, Vec<String>) {
        let list = |sql: &str| -> Vec<String> {
            let mut statement = connection.prepare(sql).expect("SQL");
            let rows = statement.query_map([], |row| row.get::<_, String>(0)).expect("asked");
            rows.collect::<Result<_, _>>().expect("read")
        };
        let tables = "SELECT t.name || '.' || c.name || coalesce(c.type, '') || c.pk FROM sqlite_schema t,
            pragma_table_xinfo(t.name) c WHERE t.type = 'table' UNION ALL
            SELECT name FROM sqlite_schema WHERE type = 'index' ORDER BY 1";
        let anchors = "SELECT 'd' || document_id || hex(anchor) FROM deadlines UNION ALL
            SELECT 't' || document_id || hex(anchor) FROM targets UNION ALL
            SELECT 'm' || document_id || hex(anchor) FROM mentions UNION ALL
            SELECT 'e' || document_id || hex(anchor) FROM effects ORDER BY 1";
        (list(tables), list(anchors))
    };
    let connection = Connection::open(&file).expect("opened");
    let made = shape(&connection);
    assert!(made.1.len() > 100, "{}", made.1.len());
    let mut distinct = made.1.clone();
    distinct.dedup();
    assert_eq!(distinct, made.1, "no two facts of a document go by one name");
    version_7::make(&connection);
    for table in ["mentions", "deadlines", "targets", "effects"] {
        connection
            .execute_batch(&format!(
                "DROP INDEX {table}_confidence; ALTER TABLE {table} DROP COLUMN anchor;
                 ALTER TABLE {table} DROP COLUMN confidence;"
            ))
            .expect("taken out");
    }
    version_6::make(&connection);
    connection
        .execute_batch(
            "DROP INDEX works_twice; DROP INDEX sightings_twice; DROP INDEX near_works_twice; DROP INDEX districts_twice;
             DROP INDEX confirmed_twice; DROP INDEX dismissed_twice; ALTER TABLE documents DROP COLUMN sum;
             DROP TABLE reviews; DROP TABLE searches; DROP INDEX deadlines_last; DROP INDEX sightings_acted;
             ALTER TABLE sightings DROP COLUMN acted; DELETE FROM meta WHERE name = 'changes';
             PRAGMA user_version = 3;",
        )
        .expect("taken out");
    drop(connection);
    // A reader is enough to bring it up to date.
    let asked: Value = sample.json(&["deadlines", "2024-2025"]);
    assert!(asked["deadlines"].as_array().is_some_and(|list| !list.is_empty()));
    let connection = Connection::open(&file).expect("opened");
    let version: i64 = connection.query_row("PRAGMA user_version", [], |row| row.get(0)).expect("asked");
    assert_eq!(version, 8);
    let now = shape(&connection);
    assert_eq!(now, made);
}
