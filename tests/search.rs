//! `chidao search` and `chidao show` from outside: words, phrases, numbers however written, exit codes.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

const PLAN: &str = "UBND QUẬN VÂN KHÊ
PHÒNG GIÁO DỤC VÀ ĐÀO TẠO
Số: 412/KH-PGDĐT
Vân Khê, ngày 08 tháng 9 năm 2023
KẾ HOẠCH
Nhiệm vụ năm học 2023-2024 cấp tiểu học

Căn cứ Thông tư số 27/2020/TT-BGDĐT ngày 04/9/2020 của Bộ Giáo dục và Đào tạo;
Thực hiện Công văn số 2190/SGDĐT-TH ngày 17/8/2023 của Sở Giáo dục và Đào tạo.

1. Các trường đánh giá học sinh theo TT 27/2020/TT-BGDĐT.
2. Tổ chức bồi dưỡng giáo viên trong hè.
3. Nhà trường bàn trú kỹ việc chọn sách.
";

const LATER: &str = "UBND QUẬN VÂN KHÊ
PHÒNG GIÁO DỤC VÀ ĐÀO TẠO
Số: 388/KH-PGDĐT
Vân Khê, ngày 05 tháng 9 năm 2024
KẾ HOẠCH
Nhiệm vụ năm học 2024-2025 cấp tiểu học

1. Tiếp tục thực hiện Thông tư 27/2020/TT-BGDĐT ở cả năm khối lớp.
2. Giáo viên tự bồi dưỡng, nhà trường kiểm tra giáo viên.
3. Duy trì bán trú tại các trường có bếp ăn.
4. Công văn 2474/SGDĐT-TrH ngày 16/8/2024 của Sở Giáo dục và Đào tạo.
";

fn chidao(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_chidao"))
        .args(args)
        .current_dir(folder)
        .env("LC_ALL", "C")
        .output()
        .expect("the program runs")
}

fn store() -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let docs = folder.path().join("docs");
    fs::create_dir(&docs).expect("a folder");
    fs::write(docs.join("2023.txt"), PLAN).expect("written");
    fs::write(docs.join("2024.txt"), LATER).expect("written");
    assert_eq!(chidao(folder.path(), &["index", "docs"]).status.code(), Some(0));
    folder
}

/// The exit code and the answer.
fn search(folder: &TempDir, args: &[&str]) -> (i32, Value) {
    let output = chidao(folder.path(), &[&["search", "--format", "json"], args].concat());
    let answer = serde_json::from_slice(&output.stdout).unwrap_or(Value::Null);
    (output.status.code().expect("an exit code"), answer)
}

/// The passages found, with marks in square brackets, best first.
fn passages(folder: &TempDir, query: &str) -> Vec<String> {
    let (_, answer) = search(folder, &[query]);
    let list = answer["passages"].as_array().unwrap_or_else(|| panic!("passages for {query}: {answer}"));
    list.iter().map(|hit| marked(&hit["passage"])).collect()
}

fn marked(passage: &Value) -> String {
    let mut text = passage["text"].as_str().expect("a text").to_owned();
    for mark in passage["marks"].as_array().expect("marks").iter().rev() {
        let at = |name: &str| mark[name].as_u64().expect("an offset") as usize;
        text.insert(at("end"), ']');
        text.insert(at("start"), '[');
    }
    text
}

/// Year, page and words of every mention.
fn mentions(folder: &TempDir, args: &[&str]) -> Vec<(String, u64, String)> {
    let (_, answer) = search(folder, args);
    let list = answer["mentions"].as_array().unwrap_or_else(|| panic!("mentions for {args:?}: {answer}"));
    list.iter()
        .map(|found| {
            let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
            let page = found["mention"]["page"].as_u64().expect("a page");
            (text(&found["school_year"]), page, text(&found["mention"]["text"]))
        })
        .collect()
}

#[test]
fn one_circular_is_found_however_it_is_written() {
    let folder = store();
    let expected = mentions(&folder, &["27/2020/TT-BGDĐT"]);
    assert_eq!(expected.len(), 3, "{expected:?}");
    assert_eq!(expected.iter().filter(|(year, ..)| year == "2023-2024").count(), 2, "{expected:?}");
    assert_eq!(expected.iter().filter(|(year, ..)| year == "2024-2025").count(), 1, "{expected:?}");
    for query in ["Thông tư 27/2020", "tt 27/2020", "thong tu so 27/2020/tt-bgddt", "Thông tư số 27/2020/TT-BGD&ĐT"]
    {
        assert_eq!(mentions(&folder, &[query]), expected, "{query}");
    }
    assert_eq!(mentions(&folder, &["Thông tư 27/2020", "--year", "2024-2025"]).len(), 1);
    assert_eq!(mentions(&folder, &["Thông tư 27/2020", "--limit", "2"]).len(), 2);
}

#[test]
fn a_work_that_is_not_held_is_said_to_be_known_by_citations() {
    let folder = store();
    let output = chidao(folder.path(), &["search", "Thông tư 27/2020"]);
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(said.contains("known only by citations"), "{said}");
    assert!(said.contains("School year 2023-2024"), "{said}");
    assert!(said.contains("basis"), "{said}");
    let output = chidao(folder.path(), &["--lang", "vi", "search", "Thông tư 27/2020"]);
    assert!(String::from_utf8_lossy(&output.stdout).contains("căn cứ"));
}

#[test]
fn a_near_number_is_suggested() {
    let folder = store();
    for (query, meant) in [("Thông tư 28/2020/TT-BGDĐT", "27"), ("Công văn 21900/SGDĐT-TH", "2190")] {
        let (code, answer) = search(&folder, &[query]);
        assert_eq!(code, 1, "{query}");
        assert_eq!(answer["near"][0]["number"], meant, "{query}: {answer}");
    }
}

#[test]
fn marks_are_optional_and_exact_words_come_first() {
    let folder = store();
    assert_eq!(passages(&folder, "boi duong giao vien")[0], "2. Tổ chức [bồi dưỡng giáo viên] trong hè.");
    let found = passages(&folder, "bán trú");
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found[0].contains("[bán trú]"), "{found:?}");
    assert!(found[1].contains("[bàn trú]"), "{found:?}");
    assert!(passages(&folder, "kĩ việc")[0].contains("[kỹ việc]"), "one word, two spellings");
}

/// A directive of this day with these lines.
fn directive(number: u32, day: &str, lines: &[&str]) -> String {
    let [year, month, day] = day.split('-').collect::<Vec<_>>()[..] else { panic!("{day}") };
    format!(
        "UBND QUẬN VÂN KHÊ\nPHÒNG GIÁO DỤC VÀ ĐÀO TẠO\nSố: {number}/PGDĐT-TH\nVân Khê, ngày {day} tháng {month} năm {year}\n\
         V/v nhiệm vụ\n\n{}\n",
        lines.join("\n")
    )
}

#[test]
fn what_matches_better_comes_first_then_what_is_newer() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let docs = folder.path().join("docs");
    fs::create_dir(&docs).expect("a folder");
    // The worse they match, the newer they are.
    let texts = [
        ("a.txt", "2019-09-05", "1. Đổi mới dạy học năm đầu."),
        ("b.txt", "2020-09-05", "1. Đổi mới dạy học năm sau."),
        ("c.txt", "2021-09-05", "1. Dạy thật tốt rồi mới cho học."),
        ("d.txt", "2022-09-05", "1. Đổi mới day hoc không dấu."),
        ("e.txt", "2023-09-05", "1. Day that tot roi moi cho hoc."),
        ("g.txt", "2024-09-05", "1. Dạy và nghỉ."),
    ];
    for (name, day, line) in texts {
        fs::write(docs.join(name), directive(7, day, &[line])).expect("written");
    }
    assert_eq!(chidao(folder.path(), &["index", "docs"]).status.code(), Some(0));
    let best_first = [
        "1. Đổi mới [dạy học] năm sau.",
        "1. Đổi mới [dạy học] năm đầu.",
        "1. [Dạy] thật tốt rồi mới cho [học].",
        "1. Đổi mới [day hoc] không dấu.",
        "1. [Day] that tot roi moi cho [hoc].",
    ];
    assert_eq!(passages(&folder, "dạy học"), best_first);
    let (_, some) = search(&folder, &["dạy học", "--limit", "2"]);
    assert_eq!(some["total"], 5);
    let shown = some["passages"].as_array().expect("a list").iter().map(|hit| marked(&hit["passage"]));
    assert_eq!(shown.collect::<Vec<_>>(), best_first[..2]);
    // Without marks any marks are meant.
    assert_eq!(passages(&folder, "\"day hoc\"")[0], "1. Đổi mới [day hoc] không dấu.");
    assert_eq!(passages(&folder, "day hoc")[1..3], best_first[..2]);
    // Of words that never stand together, those passages come first that hold most.
    let (_, most) = search(&folder, &["dạy học rồi nghỉ tốt đẹp"]);
    assert_eq!((&most["some_words"], &most["passages"][0]["exact"]), (&Value::Bool(true), &Value::Bool(false)));
    assert_eq!(marked(&most["passages"][0]["passage"]), "1. [Day] that [tot] [roi] moi cho [hoc].");
    assert_eq!(marked(&most["passages"][1]["passage"]), "1. [Dạy] thật [tốt] [rồi] mới cho [học].");
}

#[test]
fn the_order_does_not_depend_on_how_the_files_came_in() {
    // Each has words of its own, or they would be copies.
    let own = ["Mai", "Lan", "Cúc", "Trúc", "Đào", "Sen", "Huệ", "Hồng", "Quế"];
    let text = |(n, name): (usize, &&str)| {
        let lines = ["1. Họp phụ huynh.", "2. Phụ huynh đi họp.", "3. Họp phụ huynh.", &format!("4. Cô {name} mời.")];
        let day = ["2023-09-05", "2024-09-05", "2024-10-10"][n % 3];
        (format!("{n}.txt"), directive((10..).nth(n).unwrap_or_default(), day, &lines))
    };
    let texts: Vec<(String, String)> = own.iter().enumerate().map(text).collect();
    let ways: [&[&[usize]]; 3] =
        [&[&[0, 1, 2, 3, 4, 5, 6, 7, 8]], &[&[8, 3], &[5], &[0, 1, 2, 4, 6, 7]], &[&[4, 5, 6, 7, 8], &[0, 1], &[2, 3]]];
    let answers = ways.map(|runs| {
        let folder = tempfile::tempdir().expect("a temporary folder");
        fs::create_dir(folder.path().join("docs")).expect("a folder");
        for run in runs {
            for &at in *run {
                fs::write(folder.path().join("docs").join(&texts[at].0), &texts[at].1).expect("written");
            }
            assert_eq!(chidao(folder.path(), &["index", "docs"]).status.code(), Some(0));
        }
        ["họp phụ huynh", "phu huynh", "phụ huynh đi"].map(|query| {
            let (_, answer) = search(&folder, &[query, "--limit", "8"]);
            let hits = answer["passages"].as_array().expect("a list");
            let place = |hit: &Value| {
                let path = hit["document"]["file"].as_str().unwrap_or_default().rsplit('/').next().unwrap_or_default();
                format!("{path}:{}", hit["line"])
            };
            hits.iter().map(place).collect::<Vec<_>>()
        })
    });
    assert_eq!(answers[0], answers[1]);
    assert_eq!(answers[0], answers[2]);
    let first: Vec<&str> = answers[0][0].iter().map(|place| place.split(':').next().unwrap_or_default()).collect();
    assert_eq!(
        first,
        ["2.txt", "2.txt", "5.txt", "5.txt", "8.txt", "8.txt", "1.txt", "1.txt"],
        "of the same day by path"
    );
}

#[test]
fn more_passages_than_are_counted_are_said_to_be_more() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let docs = folder.path().join("docs");
    fs::create_dir(&docs).expect("a folder");
    let lines: Vec<String> = (1..=5010).map(|n| format!("{n}. Việc thứ {n}.")).collect();
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    for (name, day) in [("a.txt", "2023-09-05"), ("b.txt", "2024-09-05")] {
        fs::write(docs.join(name), directive(u32::from(name == "a.txt") + 1, day, &lines)).expect("written");
    }
    assert_eq!(chidao(folder.path(), &["index", "docs"]).status.code(), Some(0));
    let counted = |query: &[&str]| {
        let (_, answer) = search(&folder, query);
        (answer["total"].as_u64().expect("a number"), answer["more"].as_bool().expect("yes or no"))
    };
    assert_eq!(counted(&["việc thứ"]), (10_000, true));
    assert_eq!(counted(&["việc thứ", "--year", "2024-2025"]), (5010, false));
    assert_eq!(counted(&["việc 77"]), (2, false));
    assert_eq!(counted(&["việc", "--limit", "10015"]), (10_015, true));
    let said = |lang: &str| {
        let output = chidao(folder.path(), &["--lang", lang, "search", "việc thứ"]);
        String::from_utf8_lossy(&output.stdout).lines().next().unwrap_or_default().to_owned()
    };
    assert_eq!(said("vi"), "hơn 10.000 đoạn, hiện 20 đoạn đầu");
    assert_eq!(said("en"), "more than 10,000 passages, the first 20 are shown");
    // Among so many as well the best come first.
    assert!(
        passages(&folder, "thứ việc")[0].starts_with("1. [Việc] [thứ] 1."),
        "{:?}",
        passages(&folder, "thứ việc")[0]
    );
    assert_eq!(passages(&folder, "thứ 4009")[0], "4009. Việc [thứ 4009].");
}

#[test]
fn a_large_text_of_several_runs_is_searched_as_a_whole() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let docs = folder.path().join("docs");
    fs::create_dir(&docs).expect("a folder");
    // Each run adds a segment of its own; together they are gone through by several threads.
    for year in [2022, 2024, 2021, 2023] {
        let mut text = format!(
            "UBND QUẬN VÂN KHÊ\nPHÒNG GIÁO DỤC VÀ ĐÀO TẠO\nSố: {}/KH-PGDĐT\nVân Khê, ngày 08 tháng 9 năm {year}\nKẾ HOẠCH\nNhiệm vụ\n\n",
            year - 2000
        );
        for number in 1..=4000 {
            text += &match (year, number) {
                (2021, 2000) => "2000. Bảng thống kê của riêng năm 2021.\n".to_owned(),
                (_, 3000) => format!("3000. Thống nhất kê khai ở bảng của năm {year}.\n"),
                _ => format!("{number}. Kê khai và thống nhất vào bảng {number} của năm {year}.\n"),
            };
        }
        fs::write(docs.join(format!("{year}.txt")), text).expect("written");
        assert_eq!(chidao(folder.path(), &["index", "docs"]).status.code(), Some(0), "{year}");
    }
    let first = |query: &str| -> Vec<String> {
        let (_, answer) = search(&folder, &[query, "--limit", "3"]);
        assert_eq!(answer["more"], Value::Bool(true), "{query}");
        answer["passages"].as_array().expect("passages").iter().map(|hit| marked(&hit["passage"])).collect()
    };
    // Side by side it stands once, in the oldest of all; behind it comes what is newest, in the order of the text.
    let found = first("bảng thống kê");
    assert_eq!(found[0], "2000. [Bảng thống kê] của riêng năm 2021.");
    assert_eq!(found[1], "1. [Kê] khai và [thống] nhất vào [bảng] 1 của năm 2024.");
    assert_eq!(found[2], "2. [Kê] khai và [thống] nhất vào [bảng] 2 của năm 2024.");
    assert_eq!(first("bang thong ke")[..2], found[..2]);
    // One in sixteen thousand; most of the words where none holds all.
    assert_eq!(passages(&folder, "bảng riêng thống kê"), ["2000. Bảng [thống kê] của riêng năm 2021."]);
    let (_, most) = search(&folder, &["riêng bảng hoàkhôngcó", "--limit", "3"]);
    assert_eq!(most["some_words"], Value::Bool(true));
    assert_eq!(marked(&most["passages"][0]["passage"]), "2000. [Bảng] thống kê của [riêng] năm 2021.");
    // What the filter keeps out is counted up to a thousand.
    let output = chidao(folder.path(), &["search", "kê khai", "--type", "luat", "--lang", "en"]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned() + &String::from_utf8_lossy(&output.stdout);
    assert!(said.contains("Without the filters there are more than 1,000 places."), "{said}");
}

#[test]
fn mentions_are_counted_however_they_are_asked_for() {
    let folder = store();
    let store = chidao::store::Store::open(&folder.path().join("indexes")).expect("a store");
    let work = store.works_numbered("27").expect("read").into_iter().find(|work| work.symbol.is_some()).expect("there");
    let registry = chidao::lineage::registry::Registry::shipped();
    let all = chidao::answer::mentions_of(&store, registry, work, &chidao::store::Filter::default()).expect("read");
    assert_eq!((all.total, all.citing, all.found.mentions.len()), (3, 2, 3));
}

#[test]
fn what_hundreds_cite_is_counted_as_one_by_one_as_papers_come_repeat_each_other_and_go() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let docs = folder.path().join("docs");
    fs::create_dir(&docs).expect("a folder");
    let paper = |number: usize| {
        // One in three says so twice, in other words; one in ten gives the number alone.
        let again =
            if number.is_multiple_of(3) { "2. Đánh giá theo TT 27/2020/TT-BGDĐT." } else { "2. Không có." };
        let cited = if number.is_multiple_of(10) {
            "Thông tư 27"
        } else {
            "Thông tư số 27/2020/TT-BGDĐT ngày 04/9/2020"
        };
        format!(
            "UBND QUẬN VÂN KHÊ\nPHÒNG GIÁO DỤC VÀ ĐÀO TẠO\nSố: {number}/KH-PGDĐT\nVân Khê, ngày 08 tháng 9 năm 2023\nKẾ HOẠCH\n\
             Kiểm tra đợt {number}\n\n1. Thực hiện {cited} ở trường số {number}.\n{again}\n"
        )
    };
    let write = |name: &str, number: usize| fs::write(docs.join(name), paper(number)).expect("written");
    for number in 1..=300 {
        write(&format!("{number:03}.txt"), number);
    }
    let mut before = (0, 0);
    let mut counts = |change: &str| {
        assert_eq!(chidao(folder.path(), &["index", "docs"]).status.code(), Some(0), "{change}");
        let store = chidao::store::Store::open(&folder.path().join("indexes")).expect("a store");
        let of = |limit: Option<usize>| {
            let filter = chidao::answer::SearchFilter {
                query: "27/2020/TT-BGDĐT".to_owned(),
                limit: limit.and_then(std::num::NonZeroUsize::new),
                ..Default::default()
            };
            let answer = chidao::answer::search(&store, chidao::lineage::registry::Registry::shipped(), &filter);
            match answer.expect("an answer") {
                chidao::answer::Search::Mentions(found) => (found.total, found.citing),
                chidao::answer::Search::Passages(_) => panic!("{change}: no mentions"),
            }
        };
        let (some, all) = (of(Some(5)), of(None));
        assert_eq!(some, all, "{change}: some, all");
        let gone = before.0 as i64 - some.0 as i64;
        before = some;
        (some, gone)
    };
    let ((total, citing), _) = counts("three hundred papers");
    assert!(citing >= 270 && total >= citing + 90, "{total} in {citing}");
    write("9-again.txt", 9);
    write("11-again.txt", 11);
    assert_eq!(counts("two papers twice"), ((total, citing), 0));
    fs::remove_file(docs.join("009.txt")).expect("removed");
    assert_eq!(counts("the copy stands for the paper"), ((total, citing), 0));
    fs::remove_file(docs.join("9-again.txt")).expect("removed");
    assert_eq!(counts("a paper is gone"), ((total - 2, citing - 1), 2));
    write("301.txt", 301);
    assert_eq!(counts("another has come"), ((total - 1, citing), -1));
    // A copy that is not the same to the letter may cite what its first does not, which has the same figures there.
    let lines: String = (1..60).map(|line| format!("{line}. Kiểm tra lớp {line} của trường và báo cáo.\n")).collect();
    let long = format!("{}\n{lines}", paper(302).replace("Thông tư số 27/2020/TT-BGDĐT ngày 04/9/2020", "nhiệm vụ"));
    let (ours, theirs) = ("lớp 30 (27; 2020; 04; 9; 2020)", "lớp 30 theo Thông tư số 27/2020/TT-BGDĐT ngày 04/9/2020");
    fs::write(docs.join("302 first.txt"), long.replace("lớp 30", ours)).expect("written");
    fs::write(docs.join("302-copy.txt"), long.replace("lớp 30", theirs)).expect("written");
    assert_eq!(counts("a copy that cites more"), ((total - 1, citing), 0));
    fs::remove_file(docs.join("302 first.txt")).expect("removed");
    assert_eq!(counts("its first is gone"), ((total, citing + 1), -1));
}

#[test]
fn what_another_question_would_find_is_counted_as_its_documents_say() {
    let folder = store();
    let store = chidao::store::Store::open(&folder.path().join("indexes")).expect("a store");
    let everything = chidao::store::Filter::default();
    let (mut counted, years) = (0, [Some("2023-2024"), Some("2024-2025"), Some("1990-1991"), None]);
    for year in years.map(|year| year.and_then(|year| year.parse().ok())) {
        for query in ["giáo viên", "nhà trường bán trú", "\"bồi dưỡng giáo viên\"", "nothing", ""] {
            let (words, filter) =
                (chidao::store::Words::of(query), chidao::store::Filter { year, ..everything.clone() });
            let (mut all, mut by_year) = (0, std::collections::BTreeMap::new());
            for (document, count) in store.count_passages(&words, &filter).expect("counted") {
                all += count;
                for year in &document.school_years {
                    *by_year.entry(*year).or_insert(0) += count;
                }
            }
            assert_eq!(store.passages_by_year(&words, &filter).expect("counted"), (all, by_year), "{query} {year:?}");
            counted += all;
        }
    }
    assert!(counted > 5, "{counted}");
}

#[test]
fn quotes_ask_for_words_side_by_side() {
    let folder = store();
    assert_eq!(passages(&folder, "bồi dưỡng giáo viên").len(), 2);
    assert_eq!(passages(&folder, "\"bồi dưỡng giáo viên\"").len(), 1);
}

#[test]
fn a_slip_of_the_keyboard_is_noticed() {
    let folder = store();
    let (code, answer) = search(&folder, &["\"bồi dươngx\""]);
    assert_eq!((code, answer["suggestion"].as_str()), (1, Some("\"bồi dưỡng\"")));
}

#[test]
fn no_query_fails() {
    let folder = store();
    for query in
        ["27/2020/", "số: 27", "năm [2024", "\"", "a \"b", "(", "*:*", "/", "NOT AND", "🙂", "ệ\u{301}", "27/", "/2020"]
    {
        let output = chidao(folder.path(), &["search", query]);
        assert!(!String::from_utf8_lossy(&output.stderr).contains("panicked"), "{query}");
        assert!(matches!(output.status.code(), Some(0..=2)), "{query}: {:?}", output.status);
    }
    for query in ["", "  ", "\"\"", "?!"] {
        assert_eq!(search(&folder, &[query]).0, 2, "nothing to search for: {query}");
    }
    assert_eq!(search(&folder, &["vắng mặt hoàn toàn không đâu"]).0, 1);
    assert_eq!(chidao(folder.path(), &["search", "x", "--store", "none"]).status.code(), Some(2));
}

#[test]
fn the_full_text_view_can_be_deleted_and_broken() {
    let folder = store();
    let view = folder.path().join("indexes/fulltext");
    let before = search(&folder, &["giáo viên"]);
    assert_eq!(before.0, 0);

    fs::remove_dir_all(&view).expect("removed");
    assert_eq!(search(&folder, &["giáo viên"]), before);
    assert!(view.exists(), "the view is built anew");

    fs::write(view.join("meta.json"), "{").expect("broken");
    assert_eq!(search(&folder, &["giáo viên"]), before);

    for file in fs::read_dir(&view).expect("a folder").flatten() {
        if file.file_name() != "meta.json" {
            fs::remove_file(file.path()).expect("removed");
        }
    }
    assert_eq!(search(&folder, &["giáo viên"]), before);

    // While another process writes, a missing view is no obstacle.
    fs::remove_dir_all(&view).expect("removed");
    let lock = fs::File::open(folder.path().join("indexes/chidao.lock")).expect("the lock file");
    lock.lock().expect("locked");
    assert_eq!(search(&folder, &["giáo viên"]), before);
}

#[test]
fn the_view_follows_the_store() {
    let folder = store();
    assert_eq!(search(&folder, &["bếp ăn"]).0, 0);
    fs::remove_file(folder.path().join("docs/2024.txt")).expect("removed");
    fs::write(folder.path().join("docs/2025.txt"), "Tổng kết phong trào kế hoạch nhỏ.").expect("written");
    chidao(folder.path(), &["index", "docs"]);
    assert_eq!(search(&folder, &["bếp ăn"]).0, 1);
    assert_eq!(search(&folder, &["kế hoạch nhỏ"]).0, 0);
    fs::write(folder.path().join("docs/2025.txt"), "Phong trào khác.").expect("written");
    chidao(folder.path(), &["index", "docs"]);
    assert_eq!(search(&folder, &["\"kế hoạch nhỏ\""]).0, 1);
}

#[test]
fn show_finds_a_document_by_number_path_and_file_name() {
    let folder = store();
    for name in ["412/KH-PGDĐT", "412/kh-pgddt", "docs/2023.txt", "2023.txt"] {
        let output = chidao(folder.path(), &["show", name, "--format", "json"]);
        assert_eq!(output.status.code(), Some(0), "{name}: {}", String::from_utf8_lossy(&output.stderr));
        let sheet: Value = serde_json::from_slice(&output.stdout).expect("JSON");
        assert_eq!(sheet["file"]["document"]["number"], "412", "{name}");
        assert_eq!(sheet["references"].as_array().map(Vec::len), Some(3), "{name}");
    }
    assert_eq!(chidao(folder.path(), &["show", "999/KH-X"]).status.code(), Some(1));
}

const LEAVING: &str = "BỘ GIÁO DỤC VÀ ĐÀO TẠO
Số: 03/2026/TT-BGDĐT
Hà Nội, ngày 09 tháng 01 năm 2026
THÔNG TƯ
Bãi bỏ một số văn bản

Căn cứ Quyết định số 8/2015/QĐ-TTG ngày 09/02/2015 của Thủ tướng Chính phủ;
Điều 1. Bãi bỏ toàn bộ các văn bản sau đây:
1. Thông tư số 6/2013/TT-BGDĐT ngày 21 tháng 3 năm 2013 ban hành Quy định về phòng truyền thống;
2. Quyết định số 7/2007/QĐ-BGDĐT ngày 02 tháng 4 năm 2007.
Điều 2. Thông tư này có hiệu lực từ ngày 01 tháng 3 năm 2026.
";

const PARTY: &str = "ĐẢNG BỘ PHƯỜNG TÂN LẬP
Số: 07-TB/ĐU
Tân Lập, ngày 05 tháng 02 năm 2026
THÔNG BÁO
Về công tác năm học

Thực hiện Thông báo số 05-TB/ĐU ngày 02/02/2026 và Thông tư số 3/2026/TT-BGDĐT.
";

#[test]
fn numbers_are_shown_as_offices_write_them_and_listed_papers_as_repealed() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let docs = folder.path().join("docs");
    fs::create_dir(&docs).expect("a folder");
    fs::write(docs.join("a.txt"), LEAVING).expect("written");
    fs::write(docs.join("b.txt"), PARTY).expect("written");
    assert_eq!(chidao(folder.path(), &["index", "docs"]).status.code(), Some(0));
    let told = |query: &str| {
        let output = chidao(folder.path(), &["search", query, "--lang", "vi"]);
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    for (query, shown) in [
        ("Thông tư 6/2013/TT-BGDĐT", "Thông tư 06/2013/TT-BGDĐT"),
        ("QĐ 8/2015/QĐ-TTg", "Quyết định 08/2015/QĐ-TTg"),
        ("Thông báo 5-TB/ĐU", "Thông báo 05-TB/ĐU"),
        ("Thông tư 3/2026/TT-BGDĐT", "có trong kho: 03/2026/TT-BGDĐT"),
    ] {
        assert!(told(query).contains(shown), "{query}: {}", told(query));
    }
    let own = told("Thông tư 3/2026/TT-BGDĐT");
    assert!(own.contains("07-TB/ĐU") && !own.contains("7/TB/ĐU"), "{own}");
    for name in ["7-TB/ĐU", "07-TB/ĐU", "7/TB/ĐU"] {
        assert_eq!(chidao(folder.path(), &["show", name]).status.code(), Some(0), "{name}");
    }
    for query in ["6/2013/TT-BGDĐT", "7/2007/QĐ-BGDĐT"] {
        let (_, answer) = search(&folder, &[query]);
        assert_eq!(answer["mentions"][0]["mention"]["relation"], "replaces", "{query}: {answer}");
    }
}
