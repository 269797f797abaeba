//! Identity and resolution from outside: `index` on small files, then what `search`, `lineage`, `show` and `confirm` say.

mod common;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use common::{Sample, shared};
use serde_json::Value;
use tempfile::TempDir;

/// A letterhead with a body.
fn paper(above: &str, issuer: &str, number: &str, place: &str, body: &str) -> String {
    format!("{above}\n{issuer}\nSố: {number}\n{place}\nV/v thực hiện nhiệm vụ năm học\n\n{body}\n")
}

fn district(number: &str, date: &str, body: &str) -> String {
    let issuer = "PHÒNG GIÁO DỤC VÀ ĐÀO TẠO";
    paper("UBND HUYỆN VÂN KHÊ", issuer, number, &format!("Vân Khê, ngày {date}"), body)
}

fn department(number: &str, date: &str, body: &str) -> String {
    let issuer = "SỞ GIÁO DỤC VÀ ĐÀO TẠO";
    paper("UBND TỈNH BÌNH KHÊ", issuer, number, &format!("Bình Khê, ngày {date}"), body)
}

/// A folder of files and a store of them.
struct Kho(TempDir);

impl Kho {
    fn of(files: &[(&str, String)]) -> Self {
        let kho = Self(tempfile::tempdir().expect("a temporary folder"));
        fs::create_dir(kho.docs()).expect("a folder");
        for (name, text) in files {
            kho.put(name, text);
        }
        kho.run(&["index", "docs"]);
        kho
    }

    fn docs(&self) -> std::path::PathBuf {
        self.0.path().join("docs")
    }

    fn put(&self, name: &str, text: &str) {
        fs::write(self.docs().join(name), text).expect("written");
    }

    /// Exit code, standard output, standard error.
    fn ask(&self, arguments: &[&str]) -> (i32, String, String) {
        let output = Command::new(env!("CARGO_BIN_EXE_chidao"))
            .args(arguments)
            .current_dir(self.0.path())
            .env("LC_ALL", "C")
            .env("USER", "lan")
            .output()
            .expect("the program runs");
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        (output.status.code().expect("an exit code"), text(&output.stdout), text(&output.stderr))
    }

    fn run(&self, arguments: &[&str]) -> String {
        let (code, out, err) = self.ask(arguments);
        assert_eq!(code, 0, "{arguments:?}: {err}");
        out
    }

    fn json(&self, arguments: &[&str]) -> Value {
        let (_, out, err) = self.ask(&[arguments, &["--format", "json"]].concat());
        serde_json::from_str(&out).unwrap_or_else(|_| panic!("no JSON for {arguments:?}: {err}"))
    }

    /// Works by key with what is said of them, and for each mention its file, words, work and how that was found.
    fn dump(&self) -> (BTreeSet<String>, BTreeSet<String>) {
        let connection = rusqlite::Connection::open(self.0.path().join("indexes/chidao.sqlite")).expect("opened");
        let rows = |sql: &str| -> BTreeSet<String> {
            let mut statement = connection.prepare(sql).expect("prepared");
            let rows = statement.query_map([], |row| row.get::<_, String>(0)).expect("rows");
            rows.collect::<Result<_, _>>().expect("rows")
        };
        let works = rows(
            "SELECT json_array(w.key, w.kind, w.number, w.year, w.symbol, w.name, w.issued, w.place, w.open,
                 (SELECT group_concat(o.key || n.slip, ' ' ORDER BY o.key) FROM near_works n JOIN works o
                     ON o.id IN (n.work_id, n.other_id) AND o.id <> w.id WHERE w.id IN (n.work_id, n.other_id)),
                 (SELECT group_concat(d.path, ' ' ORDER BY d.path) FROM documents d
                     WHERE d.work_id = w.id AND d.status = 'read'))
             FROM works w WHERE EXISTS (SELECT 1 FROM sightings s JOIN documents d ON d.id = s.document_id
                 WHERE s.work_id = w.id AND d.status = 'read')",
        );
        let links = rows(
            "SELECT json_array(d.path, hex(s.statement), s.own, w.key, s.how, s.candidates) FROM sightings s
                 JOIN documents d ON d.id = s.document_id JOIN works w ON w.id = s.work_id WHERE d.status = 'read'",
        );
        (works, links)
    }
}

/// How a mention with these words came to its work.
fn how(answer: &Value, words: &str) -> (String, String) {
    let list = answer["mentions"].as_array().expect("mentions");
    let found = list.iter().find(|found| found["mention"]["text"] == words);
    let found = found.unwrap_or_else(|| panic!("{words} in {answer:#}"));
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    (text(&found["mention"]["work"]), text(&found["resolution"]["how"]))
}

#[test]
fn a_short_mention_is_found_under_the_full_work() {
    let kho = Kho::of(&[
        (
            "a.txt",
            district("12/PGDĐT-TH", "05 tháng 9 năm 2023", "Thực hiện Thông tư số 61/2017/TT-BTC ngày 15/6/2017."),
        ),
        ("b.txt", district("15/PGDĐT-TH", "05 tháng 9 năm 2024", "Công khai theo Thông tư 61 của Bộ Tài chính.")),
        (
            "c.txt",
            department("99/SGDĐT-TH", "01 tháng 8 năm 2024", "Căn cứ Thông tư số 61/2019/TT-BYT ngày 01/6/2019."),
        ),
    ]);
    let answer = kho.json(&["search", "Thông tư 61/2017/TT-BTC"]);
    assert_eq!(answer["works"].as_array().map(Vec::len), Some(1), "{answer:#}");
    let (work, by) = how(&answer, "Thông tư 61 của Bộ Tài chính");
    assert_eq!((work.as_str(), by.as_str()), ("thong-tu:61/2017/TT-BTC", "same-issuer"));
    let told = kho.run(&["search", "Thông tư 61/2017/TT-BTC"]);
    assert!(told.contains("by papers of the same issuer"), "{told}");
}

#[test]
fn the_same_number_of_two_places_is_two_works() {
    let body = |place: &str| format!("Thực hiện Quyết định số 2400/QĐ-UBND ngày 10/8/2023 của {place}.");
    let kho = Kho::of(&[
        ("a.txt", district("12/PGDĐT-TH", "05 tháng 9 năm 2023", &body("UBND thành phố Hải Thanh"))),
        ("b.txt", department("99/SGDĐT-TH", "01 tháng 9 năm 2023", &body("UBND tỉnh"))),
    ]);
    let answer = kho.json(&["search", "2400/QĐ-UBND"]);
    let places: Vec<&str> =
        answer["works"].as_array().expect("works").iter().filter_map(|w| w["place"].as_str()).collect();
    assert_eq!(places, ["tinh-binh-khe", "tp-hai-thanh"], "{answer:#}");
    let one = kho.json(&["lineage", "Quyết định 2400/QĐ-UBND của UBND tỉnh Bình Khê"]);
    assert_eq!(one["works"].as_array().map(Vec::len), Some(1), "{one:#}");
}

#[test]
fn a_red_link_resolves_when_the_document_arrives() {
    let citing = district(
        "12/PGDĐT-TH",
        "05 tháng 9 năm 2023",
        "Thực hiện Công văn số 99/SGDĐT-TH ngày 01/9/2023 của Sở GD&ĐT tỉnh Bình Khê.",
    );
    let kho = Kho::of(&[("a.txt", citing)]);
    let held = |kho: &Kho| kho.json(&["search", "99/SGDĐT-TH"])["held"].as_array().map(Vec::len);
    assert_eq!(held(&kho), Some(0));
    kho.put("b.txt", &department("99/SGDĐT-TH", "01 tháng 9 năm 2023", "Các Phòng thực hiện."));
    kho.run(&["index", "docs"]);
    assert_eq!(held(&kho), Some(1));
    fs::remove_file(kho.docs().join("b.txt")).expect("removed");
    kho.run(&["index", "docs"]);
    assert_eq!(held(&kho), Some(0));
}

#[test]
fn probable_typing_errors_are_flagged_and_not_merged() {
    let body =
        |number: &str| format!("Thực hiện Quyết định số {number}/QĐ-UBND ngày 10/8/2023 của UBND tỉnh Bình Khê.");
    let kho = Kho::of(&[
        ("a.txt", district("12/PGDĐT-TH", "05 tháng 9 năm 2023", &body("2400"))),
        ("b.txt", district("13/PGDĐT-TH", "06 tháng 9 năm 2023", &body("24000"))),
    ]);
    let answer = kho.json(&["lineage", "24000/QĐ-UBND"]);
    let work = &answer["works"][0];
    assert_eq!(work["mentions"], 1, "{work:#}");
    assert_eq!(work["near"][0]["key"], "quyet-dinh:2400//QĐ-UBND@2023:tinh-binh-khe", "{work:#}");
    assert_eq!(work["near"][0]["slip"], "number");
    assert!(kho.run(&["lineage", "24000/QĐ-UBND"]).contains("Probably mistyped (number)"));
}

#[test]
fn the_order_of_coming_and_going_does_not_count() {
    let files: Vec<(String, String)> = [
        district("12/PGDĐT-TH", "05 tháng 9 năm 2023", "Theo Thông tư 61 của Bộ Tài chính và Quyết định 15/QĐ-UBND."),
        district(
            "15/PGDĐT-TH",
            "05 tháng 9 năm 2024",
            "Theo Thông tư số 61/2017/TT-BTC; Quyết định 15/QĐ-UBND ngày 10/1/2024 của UBND huyện.",
        ),
        department(
            "99/SGDĐT-TH",
            "01 tháng 8 năm 2024",
            "Theo Thông tư số 61/2019/TT-BTC; Luật Giáo dục số 43/2019/QH14.",
        ),
        department(
            "98/SGDĐT-TH",
            "01 tháng 8 năm 2023",
            "Theo Quyết định số 150/QĐ-UBND ngày 10/1/2024; Luật Giáo dục.",
        ),
        "Theo Thông tư 61; Quyết định 15/QĐ-UBND ngày 10/1/2024; Luật Giáo dục năm 2019; Công văn 12/PGDĐT-TH.\n"
            .to_owned(),
        "UBND huyện Vân Khê, tỉnh Bình Khê: Kế hoạch số 7/KH-UBND ngày 02/3/2024 của UBND huyện Vân Khê.\n".to_owned(),
        district(
            "16/PGDĐT-TH",
            "09 tháng 9 năm 2024",
            "Theo Kế hoạch số 7/KH-UBND của UBND huyện; Thông tư 61; Nghị định 80/NĐ-CP ngày 17/7/2017.",
        ),
        district(
            "17/PGDĐT-TH",
            "09 tháng 9 năm 2024",
            "Theo Nghị định số 80/2017/NĐ-CP; Công văn 99/SGDĐT-TH; Kế hoạch số 70/KH-UBND ngày 02/3/2024.",
        ),
    ]
    .into_iter()
    .enumerate()
    .map(|(n, text)| (format!("{n}.txt"), text))
    .collect();
    let kho = Kho::of(&[]);
    let mut there: BTreeSet<usize> = BTreeSet::new();
    // A walk through sets of files, by a fixed stream of numbers: files come, change places with others, and go.
    let mut state = 20_240_904_u64;
    for _ in 0..12 {
        for _ in 0..3 {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let at = (state >> 33) as usize % files.len();
            let path = kho.docs().join(&files[at].0);
            if there.remove(&at) {
                fs::remove_file(path).expect("removed");
            } else {
                fs::write(path, &files[at].1).expect("written");
                there.insert(at);
            }
        }
        kho.run_index();
        let fresh = Kho::of(&[]);
        for &at in &there {
            fresh.put(&files[at].0, &files[at].1);
        }
        fresh.run_index();
        let strip = |kho: &Kho| {
            let (works, links) = kho.dump();
            let folder = kho.0.path().display().to_string();
            let plain = |rows: BTreeSet<String>| -> BTreeSet<String> {
                rows.into_iter().map(|row| row.replace(&folder, "")).collect()
            };
            (plain(works), plain(links))
        };
        assert_eq!(strip(&kho), strip(&fresh), "with the files {there:?}");
    }
}

impl Kho {
    /// Indexes what there is, which may be nothing.
    fn run_index(&self) {
        let (code, _, err) = self.ask(&["index", "docs"]);
        assert!(code == 0 || code == 1, "{err}");
    }
}

/// The files of a district whose report came without its first page.
fn headless() -> Kho {
    let report = "KẾT QUẢ THỰC HIỆN NHIỆM VỤ NĂM HỌC 2023-2024\n\
        Phòng GD&ĐT huyện Vân Khê báo cáo kết quả, thực hiện Công văn số 99/SGDĐT-TH ngày 01/8/2024.\n\
        PHƯƠNG HƯỚNG NHIỆM VỤ NĂM HỌC 2024-2025\nCác trường tiếp tục dạy tốt, học tốt.\n";
    let guidance = "Thực hiện Báo cáo số 321/BC-PGDĐT ngày 04/9/2024 của Phòng GD&ĐT huyện Vân Khê về kết quả thực hiện \
        nhiệm vụ năm học 2023-2024 và phương hướng nhiệm vụ năm học 2024-2025, Phòng hướng dẫn như sau.";
    Kho::of(&[
        ("bao-cao.txt", report.to_owned()),
        ("322.txt", district("322/PGDĐT-TH", "05 tháng 9 năm 2024", guidance)),
    ])
}

#[test]
fn a_file_without_a_number_is_proposed_to_be_what_others_cite() {
    let kho = headless();
    let sheet = kho.json(&["show", "bao-cao.txt"]);
    assert_eq!(sheet["proposals"][0]["name"], "Báo cáo 321/BC-PGDĐT", "{sheet:#}");
    assert!(sheet["file"]["work"].is_null(), "a proposal is no identity");
    let told = kho.run(&["show", "bao-cao.txt"]);
    assert!(told.contains("Proposed: Báo cáo 321/BC-PGDĐT") && told.contains("chidao confirm"), "{told}");
    assert_eq!(kho.json(&["search", "321/BC-PGDĐT"])["held"].as_array().map(Vec::len), Some(0));
    assert!(kho.run(&["lineage", "321/BC-PGDĐT"]).contains("bao-cao.txt"), "the red link names the file");
}

#[test]
fn what_a_person_confirms_outlives_reindexing() {
    let kho = headless();
    kho.run(&["confirm", "bao-cao.txt", "321/BC-PGDĐT"]);
    let check = |kho: &Kho| {
        let found = kho.json(&["search", "321/BC-PGDĐT"]);
        assert_eq!(found["held"].as_array().map(Vec::len), Some(1), "{found:#}");
        assert_eq!(found["works"].as_array().map(Vec::len), Some(1), "{found:#}");
        let sheet = kho.json(&["show", "bao-cao.txt"]);
        assert_eq!(sheet["confirmed"]["who"], "lan", "{sheet:#}");
        assert!(sheet["proposals"].as_array().is_some_and(Vec::is_empty));
    };
    check(&kho);
    // The same content under another name, read anew.
    fs::remove_file(kho.docs().join("bao-cao.txt")).expect("removed");
    kho.run(&["index", "docs"]);
    assert_eq!(kho.json(&["search", "321/BC-PGDĐT"])["held"].as_array().map(Vec::len), Some(0));
    let (_, text) = headless_file();
    kho.put("bao-cao.txt", &text);
    kho.run(&["index", "docs"]);
    check(&kho);
    kho.run(&["confirm", "bao-cao.txt", "--undo"]);
    assert_eq!(kho.json(&["search", "321/BC-PGDĐT"])["held"].as_array().map(Vec::len), Some(0));
    assert!(kho.json(&["show", "bao-cao.txt"])["confirmed"].is_null());
}

#[test]
fn what_a_paper_states_of_itself_is_of_the_number_that_is_confirmed() {
    let decision = "QUYẾT ĐỊNH\nVề việc phân cấp quản lý trường học\n\n\
        Điều 1. Phân cấp quản lý các trường tiểu học cho xã.\n\
        Điều 2. Quyết định này có hiệu lực thi hành kể từ ngày 01 tháng 9 năm 2024.\n\
        Điều 3. Thông tư số 32/2018/TT-BGDĐT được áp dụng từ năm học 2020-2021 đối với lớp 1.\n";
    let kho = Kho::of(&[("quyet-dinh.txt", decision.to_owned())]);
    // Whether a statement is of the paper itself; whose identity it points to, and the number of that.
    let points = || -> Vec<(bool, Option<i64>, Option<String>)> {
        let database = rusqlite::Connection::open(kho.0.path().join("indexes/chidao.sqlite")).expect("opened");
        let mut select = database
            .prepare(
                "SELECT v.own, s.own, w.number FROM validity v LEFT JOIN sightings s ON s.id = v.sighting_id
                     LEFT JOIN works w ON w.id = s.work_id ORDER BY v.id",
            )
            .expect("SQL");
        let rows = select.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).expect("asked");
        rows.collect::<Result<_, _>>().expect("read")
    };
    let other = (false, Some(0), Some("32".to_owned()));
    assert_eq!(points(), [(true, None, None), other.clone()]);
    kho.run(&["confirm", "quyet-dinh.txt", "77/QĐ-UBND"]);
    assert_eq!(points(), [(true, Some(2), Some("77".to_owned())), other.clone()]);
    kho.run(&["confirm", "quyet-dinh.txt", "--undo"]);
    assert_eq!(points(), [(true, None, None), other]);
}

fn headless_file() -> (String, String) {
    let kho = headless();
    let path = kho.docs().join("bao-cao.txt");
    (path.display().to_string(), fs::read_to_string(Path::new(&path)).expect("read"))
}

#[test]
fn what_a_person_turns_down_is_not_proposed_again() {
    let kho = headless();
    assert!(kho.run(&["confirm", "bao-cao.txt"]).contains("321/BC-PGDĐT"));
    kho.run(&["confirm", "bao-cao.txt", "--dismiss"]);
    let (code, _, err) = kho.ask(&["confirm", "bao-cao.txt"]);
    assert_eq!(code, 1, "{err}");
    assert!(!kho.run(&["show", "bao-cao.txt"]).contains("Proposed"));
    kho.run(&["confirm", "bao-cao.txt", "--undo"]);
    assert!(kho.run(&["confirm", "bao-cao.txt"]).contains("321/BC-PGDĐT"));
    for (arguments, told) in [
        (&["confirm", "bao-cao.txt", "năm học"][..], "is not one document's number"),
        (&["confirm", "khong-co.txt", "321/BC-PGDĐT"], "does not hold"),
    ] {
        let (code, _, err) = kho.ask(arguments);
        assert!(code == 2 && err.contains(told), "{arguments:?}: {err}");
    }
}

#[test]
fn the_report_of_an_lao_is_very_likely_number_321() {
    let Some(real) = shared("corpus/an-lao") else { return };
    let sample = Sample::of(&[real.to_str().expect("UTF-8")]);
    let sheet = sample.json(&["show", "an-lao-bao-cao-2024-2025.chromium.pdf"]);
    assert_eq!(sheet["proposals"][0]["work"], "bao-cao:321//BC-GDĐT@2024:huyen-an-lao.hai-phong", "{sheet:#}");
    let near = |name: &str, other: &str| {
        let answer = sample.json(&["lineage", name]);
        let works = answer["works"].as_array().expect("works").clone();
        let near = |work: &Value| {
            work["near"]
                .as_array()
                .is_some_and(|n| n.iter().any(|n| n["key"].as_str().is_some_and(|k| k.contains(other))))
        };
        assert!(works.iter().any(near), "{name} ~ {other}: {answer:#}");
    };
    near("24000/QĐ-UBND", ":2400/");
    near("3880/QĐ-UBND", ":3380/");
    let short = sample.json(&["search", "Thông tư 61/2017/TT-BTC"]);
    assert_eq!(how(&short, "Thông tư 61 của Bộ Tài chính").0, "thong-tu:61/2017/TT-BTC");
    let year = sample.json(&["search", "Nghị định 80/2017/NĐ-CP"]);
    assert_eq!(how(&year, "Nghị định 80/NĐ-CP ngày 17/7/2017 của Chính phủ").1, "year-from-date");
}
