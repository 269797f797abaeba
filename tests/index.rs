//! `chidao index` from outside: what is read, skipped, kept and said.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

fn chidao(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_chidao"))
        .args(args)
        .current_dir(folder)
        .env("LC_ALL", "C")
        .output()
        .expect("the program runs")
}

/// Indexes `docs` and gives the exit code with what the program says.
fn index(folder: &TempDir) -> (i32, Value) {
    let output = chidao(folder.path(), &["index", "docs", "--format", "json"]);
    let said = serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|_| panic!("no JSON, but: {}", String::from_utf8_lossy(&output.stderr)));
    (output.status.code().expect("an exit code"), said)
}

/// Counts of (added, changed, unchanged, moved, vanished, unread).
fn counts(said: &Value) -> [u64; 6] {
    let n = |name: &str| said[name].as_u64().expect("a number");
    let unread = said["unread"].as_array().expect("a list").len() as u64;
    [n("added"), n("changed"), n("unchanged"), n("moved"), n("vanished"), unread]
}

fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::create_dir(folder.path().join("docs")).expect("a folder");
    for (name, content) in files {
        write(&folder, name, content);
    }
    folder
}

fn write(folder: &TempDir, name: &str, content: &str) {
    let path = folder.path().join("docs").join(name);
    fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
    fs::write(path, content).expect("the file is written");
}

#[test]
fn only_what_changed_is_read_again() {
    let folder = folder(&[("a.txt", "Nội dung một."), ("b.txt", "Nội dung hai."), ("sub/c.txt", "Nội dung ba.")]);
    let (code, said) = index(&folder);
    assert_eq!((code, counts(&said)), (0, [3, 0, 0, 0, 0, 0]));
    assert_eq!(said["schema"], "chidao/index@1");
    assert_eq!(counts(&index(&folder).1), [0, 0, 3, 0, 0, 0]);

    write(&folder, "a.txt", "Nội dung khác hẳn.");
    // The same content written again is the same file.
    write(&folder, "b.txt", "Nội dung hai.");
    assert_eq!(counts(&index(&folder).1), [0, 1, 2, 0, 0, 0]);
}

#[test]
fn moved_and_vanished_files_are_told_apart() {
    let folder = folder(&[("a.txt", "Một."), ("b.txt", "Hai.")]);
    index(&folder);
    let docs = folder.path().join("docs");
    fs::rename(docs.join("a.txt"), docs.join("z.txt")).expect("moved");
    fs::remove_file(docs.join("b.txt")).expect("removed");
    let (code, said) = index(&folder);
    assert_eq!((code, counts(&said)), (0, [0, 0, 0, 1, 1, 0]));
    assert_eq!(said["store"]["documents"], 1);

    write(&folder, "b.txt", "Hai.");
    assert_eq!(counts(&index(&folder).1), [0, 0, 2, 0, 0, 0], "a file that comes back is known");
}

#[test]
fn a_copied_file_is_a_file_of_its_own() {
    let folder = folder(&[("a.txt", "Một.")]);
    index(&folder);
    write(&folder, "b.txt", "Một.");
    assert_eq!(counts(&index(&folder).1), [1, 0, 1, 0, 0, 0]);
}

#[test]
fn what_lies_elsewhere_does_not_vanish() {
    let folder = folder(&[("in/a.txt", "Một."), ("out/b.txt", "Hai.")]);
    index(&folder);
    fs::remove_dir_all(folder.path().join("docs/out")).expect("removed");
    let output = chidao(folder.path(), &["index", "docs/in", "--format", "json"]);
    let said: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(counts(&said), [0, 0, 1, 0, 0, 0]);
}

#[test]
fn files_that_cannot_be_read_are_rows_with_a_reason() {
    let folder =
        folder(&[("a.txt", "Một."), ("empty.txt", ""), ("photo.jpg", "\u{1}\u{2}"), ("cut.pdf", "%PDF-1.7\n1")]);
    let (code, said) = index(&folder);
    assert_eq!((code, counts(&said)), (3, [1, 0, 0, 0, 0, 3]));
    let reasons: Vec<(String, String)> = said["unread"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|row| {
            let path = row["path"].as_str().expect("a path");
            (path.rsplit('/').next().unwrap_or_default().to_owned(), row["reason"].to_string())
        })
        .collect();
    assert_eq!(
        reasons.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(),
        ["cut.pdf", "empty.txt", "photo.jpg"]
    );
    assert!(reasons[1].1.contains("empty"), "{reasons:?}");
    assert!(reasons[2].1.contains("not a PDF"), "{reasons:?}");
    assert_eq!(index(&folder).0, 3, "what could not be read is said again");
}

#[test]
fn hidden_files_lock_files_and_the_store_are_left_alone() {
    let folder = folder(&[("a.txt", "Một."), (".hidden.txt", "Hai."), ("~$a.docx", "x"), (".git/b.txt", "Ba.")]);
    for _ in 0..2 {
        let output = chidao(folder.path(), &["index", "docs", "--store", "docs/kho", "--format", "json"]);
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stdout));
    }
}

#[cfg(unix)]
#[test]
fn links_in_a_circle_end() {
    let folder = folder(&[("sub/a.txt", "Một.")]);
    std::os::unix::fs::symlink("..", folder.path().join("docs/sub/up")).expect("a link");
    std::os::unix::fs::symlink("sub/a.txt", folder.path().join("docs/again.txt")).expect("a link");
    let (code, said) = index(&folder);
    assert_eq!((code, counts(&said)), (0, [1, 0, 0, 0, 0, 0]));
}

#[test]
fn a_path_that_does_not_exist_changes_nothing() {
    let folder = folder(&[("a.txt", "Một.")]);
    index(&folder);
    let output = chidao(folder.path(), &["index", "docs", "nowhere"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("nowhere"));
    assert_eq!(counts(&index(&folder).1), [0, 0, 1, 0, 0, 0]);
}

#[test]
fn a_second_writer_is_told_of_the_first() {
    let folder = folder(&[("a.txt", "Một.")]);
    index(&folder);
    let lock = fs::File::open(folder.path().join("indexes/chidao.lock")).expect("the lock file");
    lock.lock().expect("locked");
    let output = chidao(folder.path(), &["index", "docs"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("another chidao is writing"));
    drop(lock);
    assert_eq!(index(&folder).0, 0);
}

#[test]
fn a_store_of_another_version_is_refused() {
    let folder = folder(&[("a.txt", "Một.")]);
    index(&folder);
    let file = folder.path().join("indexes/chidao.sqlite");
    let connection = rusqlite::Connection::open(&file).expect("opened");
    connection.pragma_update(None, "user_version", 99).expect("written");
    drop(connection);
    let output = chidao(folder.path(), &["index", "docs"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("version 99"));
}

#[test]
fn a_file_that_is_no_store_is_said_once() {
    let folder = folder(&[("a.txt", "Một.")]);
    fs::create_dir(folder.path().join("indexes")).expect("a folder");
    fs::write(folder.path().join("indexes/chidao.sqlite"), "nothing of the kind").expect("written");
    for args in [["index", "docs"], ["search", "một"]] {
        let output = chidao(folder.path(), &args);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert_eq!(said.matches("not a database").count(), 1, "{said}");
    }
}

#[test]
fn the_store_does_not_depend_on_timing() {
    let texts: Vec<(String, String)> = (0..40)
        .map(|n| (format!("{n:02}.txt"), format!("Thực hiện Thông tư {n}/2020/TT-BGDĐT. ").repeat(40 - n)))
        .collect();
    let files: Vec<(&str, &str)> = texts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let folder = folder(&files);
    let rows = |store: &str| -> Vec<(i64, String, i64)> {
        assert_eq!(chidao(folder.path(), &["index", "docs", "--store", store]).status.code(), Some(0));
        let file = folder.path().join(store).join("chidao.sqlite");
        let connection = rusqlite::Connection::open(file).expect("opened");
        let sql = "SELECT m.id, w.key, m.document_id FROM mentions m JOIN sightings s ON s.id = m.sighting_id
            JOIN works w ON w.id = s.work_id ORDER BY m.id";
        let mut statement = connection.prepare(sql).expect("prepared");
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).expect("rows");
        rows.collect::<Result<_, _>>().expect("rows")
    };
    let first = rows("one");
    assert!(first.len() > 40, "the files cite");
    assert_eq!(first, rows("two"));
}

#[test]
fn a_directive_in_two_files_counts_once() {
    let text = "UBND QUẬN VÂN KHÊ\nPHÒNG GIÁO DỤC VÀ ĐÀO TẠO\nSố: 412/KH-PGDĐT\n\
        Vân Khê, ngày 08 tháng 9 năm 2023\nKẾ HOẠCH\nNhiệm vụ năm học 2023-2024\n\n\
        Căn cứ Thông tư số 27/2020/TT-BGDĐT ngày 04/9/2020 của Bộ Giáo dục và Đào tạo.\n";
    let again = format!("{text}\nNơi nhận: như trên.\n");
    let folder = folder(&[("a.txt", text), ("b.txt", &again)]);
    let (_, said) = index(&folder);
    assert_eq!((said["store"]["documents"].as_u64(), said["store"]["copies"].as_u64()), (Some(1), Some(1)));
    assert_eq!(said["store"]["references"], 1);
    fs::remove_file(folder.path().join("docs/a.txt")).expect("removed");
    let (_, said) = index(&folder);
    assert_eq!((said["store"]["documents"].as_u64(), said["store"]["copies"].as_u64()), (Some(1), Some(0)));
}

/// A plan long enough to be told from others by its words.
fn plan(share: &str, day: &str) -> String {
    let tasks: String = (1..=20)
        .map(|n| format!("{n}. Các trường tiểu học tổ chức nội dung thứ {n} theo kế hoạch của năm học.\n\n"))
        .collect();
    format!(
        "UBND XÃ AN BÌNH\nSố: 7/KH-UBND\nAn Bình, ngày 05 tháng 9 năm 2024\n\nKẾ HOẠCH\nNăm học 2024-2025\n\n\
         I. MỤC TIÊU\n\nTỉ lệ học sinh hoàn thành chương trình lớp học đạt {share}.\n\n\
         Các trường gửi báo cáo về UBND xã trước ngày {day}.\n\n{tasks}"
    )
}

/// The same text as a web page.
fn page(text: &str) -> String {
    let paragraphs: String =
        text.lines().filter(|line| !line.is_empty()).map(|line| format!("<p>{line}</p>")).collect();
    format!("<html><body><div>{paragraphs}</div></body></html>")
}

#[test]
fn one_document_in_two_formats_is_counted_once_and_linked() {
    let text = plan("98%", "20/9/2024");
    let folder = folder(&[("a.txt", &text), ("b.html", &page(&text)), ("c.txt", &text)]);
    let (code, said) = index(&folder);
    assert_eq!((code, counts(&said)), (0, [3, 0, 0, 0, 0, 0]));
    assert_eq!((&said["store"]["documents"], &said["store"]["copies"]), (&1.into(), &2.into()), "{said:#}");
    let links: Vec<&str> =
        said["copies"].as_array().expect("a list").iter().filter_map(|copy| copy["of"].as_str()).collect();
    assert_eq!(links, ["docs/a.txt", "docs/a.txt"]);
    // Lists state a fact once; who asks for a copy gets it, and the way to the other files.
    let deadlines = chidao(folder.path(), &["deadlines", "--format", "json"]);
    let deadlines: Value = serde_json::from_slice(&deadlines.stdout).expect("JSON");
    assert_eq!(deadlines["deadlines"].as_array().map(Vec::len), Some(1), "{deadlines:#}");
    let shown = chidao(folder.path(), &["show", "docs/a.txt", "--format", "json"]);
    let shown: Value = serde_json::from_slice(&shown.stdout).expect("JSON");
    assert_eq!(shown["copies"].as_array().map(Vec::len), Some(2), "{shown:#}");
    let shown = chidao(folder.path(), &["show", "docs/b.html"]);
    let shown = String::from_utf8_lossy(&shown.stdout).into_owned();
    assert!(shown.contains("docs/a.txt") && shown.contains("20/9/2024"), "{shown}");
    // When the first is gone, another stands for it.
    fs::remove_file(folder.path().join("docs/a.txt")).expect("removed");
    let (_, said) = index(&folder);
    assert_eq!((&said["store"]["documents"], &said["store"]["copies"]), (&1.into(), &1.into()), "{said:#}");
}

#[test]
fn plans_that_differ_in_one_number_are_two_documents() {
    let base = plan("98%", "20/9/2024");
    for other in
        [plan("99%", "20/9/2024"), plan("98%", "21/9/2024"), base.replace("nội dung thứ 7 ", "nội dung thứ 70 ")]
    {
        let folder = folder(&[("a.txt", &base), ("b.html", &page(&other))]);
        let (_, said) = index(&folder);
        assert_eq!((&said["store"]["documents"], &said["store"]["copies"]), (&2.into(), &0.into()), "{said:#}");
    }
}

#[test]
fn tables_of_the_program_are_no_directives() {
    let table = include_str!("../corpus/successions.toml");
    let folder = folder(&[("a.txt", &plan("98%", "20/9/2024")), ("successions.toml", table), ("other.toml", "a = 1")]);
    let (_, said) = index(&folder);
    assert_eq!(said["store"]["documents"], 1, "{said:#}");
    let unread = said["unread"].to_string();
    assert!(unread.contains("other.toml") && !unread.contains("successions.toml"), "{unread}");
}

#[test]
fn files_of_other_kinds_are_told_of_and_lack_in_no_answer() {
    let text = "Chậm nhất ngày 15/9/2024 các trường nộp báo cáo.";
    for (name, missing) in [("gen.py", false), ("nhac.mp3", false), ("anh.jpg", true), ("bang.xlsx", true)] {
        let folder = folder(&[("a.txt", text), (name, "\u{1}\u{2}")]);
        let (code, said) = index(&folder);
        assert_eq!((code, counts(&said)[5]), (3, 1), "{name} is a row with its reason");
        let output = chidao(folder.path(), &["deadlines"]);
        let told = String::from_utf8_lossy(&output.stderr).contains("could not be read");
        assert_eq!(told, missing, "{name}: {}", String::from_utf8_lossy(&output.stderr));
    }
}

#[test]
fn a_store_that_was_never_finished_is_told_from_an_old_one() {
    let folder = folder(&[("a.txt", "Chậm nhất ngày 15/9/2024 các trường nộp báo cáo.")]);
    fs::create_dir(folder.path().join("indexes")).expect("a folder");
    fs::write(folder.path().join("indexes/chidao.sqlite"), "").expect("an empty file");
    let output = chidao(folder.path(), &["deadlines"]);
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.code() == Some(2) && told.contains("run `chidao index` again"), "{told}");
    assert_eq!(index(&folder).0, 0, "and that helps");
}

#[test]
fn nothing_in_a_file_is_obeyed_by_a_terminal() {
    let folder = folder(&[
        ("\u{1b}[2Jx.txt", "Chậm nhất ngày 15/9/2024 các trường nộp báo cáo."),
        ("\u{1b}]0;y\u{7}.bin", "\u{1}"),
    ]);
    let obeyed = |text: &[u8]| text.iter().any(|byte| *byte < 0x20 && !matches!(byte, b'\n' | b'\t' | b'\r'));
    for arguments in [
        &["index", "docs"][..],
        &["deadlines"],
        &["deadlines", "--format", "csv"],
        &["show", "1"],
        &["show", "\u{1b}[1A"],
    ] {
        let output = chidao(folder.path(), arguments);
        assert!(!obeyed(&output.stdout) && !obeyed(&output.stderr), "{arguments:?}: {output:?}");
        assert!(!output.stdout.is_empty() || !output.stderr.is_empty());
    }
}
