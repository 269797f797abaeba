//! ZIP archives from outside: every entry is a document of its own, told apart, and incremental as files are.

mod common;

use std::fs;
use std::io::{Cursor, Write};
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

fn zip(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in entries {
        archive.start_file(*name, zip::write::SimpleFileOptions::default()).expect("an entry");
        archive.write_all(content).expect("its content");
    }
    archive.finish().expect("an archive").into_inner()
}

fn chidao(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_chidao"))
        .args(args)
        .current_dir(folder)
        .env("LC_ALL", "C")
        .output()
        .expect("it runs")
}

fn index(folder: &TempDir) -> (Option<i32>, [u64; 6], Value) {
    let output = chidao(folder.path(), &["index", "docs", "--format", "json"]);
    let said: Value = serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|_| panic!("no JSON, but: {}", String::from_utf8_lossy(&output.stderr)));
    let n = |name: &str| said[name].as_u64().expect("a number");
    let unread = said["unread"].as_array().expect("a list").len() as u64;
    let counts = [n("added"), n("changed"), n("unchanged"), n("moved"), n("vanished"), unread];
    (output.status.code(), counts, said)
}

fn letter(number: u32, what: &str) -> String {
    format!(
        "PHÒNG GIÁO DỤC VÀ ĐÀO TẠO\nSố: {number}/PGDĐT-GDTH\nAn Bình, ngày 05 tháng 9 năm 2024\n\nV/v {what}\n\nKính gửi: Các trường tiểu học\n\nCác trường nộp báo cáo {what} trước ngày 15/9/2024.\n"
    )
}

fn folder() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("docs")).expect("a folder");
    folder
}

#[test]
fn entries_are_documents_and_bad_ones_are_rows() {
    let folder = folder();
    let docs = folder.path().join("docs");
    let (one, two) = (letter(11, "tuyển sinh"), letter(12, "bồi dưỡng"));
    let inner = zip(&[("2.txt", two.as_bytes())]);
    fs::write(
        docs.join("thư mục.zip"),
        zip(&[
            ("công văn/1.txt", one.as_bytes()),
            ("trong.zip", &inner),
            ("../ảnh.jpg", b"\xFF\xD8"),
            ("rỗng.txt", b""),
        ]),
    )
    .expect("written");
    fs::write(docs.join("hỏng.zip"), b"PK\x03\x04 no archive").expect("written");
    let (code, counts, said) = index(&folder);
    assert_eq!((code, counts), (Some(3), [2, 0, 0, 0, 0, 3]), "{said:#}");
    let unread: Vec<&str> =
        said["unread"].as_array().expect("a list").iter().filter_map(|row| row["path"].as_str()).collect();
    assert_eq!(unread, ["docs/hỏng.zip", "docs/thư mục.zip » rỗng.txt", "docs/thư mục.zip » ảnh.jpg"]);
    // Nothing is unpacked anywhere.
    assert_eq!(fs::read_dir(&docs).expect("a folder").count(), 2);

    let found = chidao(folder.path(), &["search", "tuyển sinh"]);
    assert!(String::from_utf8_lossy(&found.stdout).contains("11/PGDĐT-GDTH"));
    for name in ["docs/thư mục.zip » công văn/1.txt", "thư mục.zip » công văn/1.txt", "11/PGDĐT-GDTH"] {
        let shown = chidao(folder.path(), &["show", name]);
        let text = String::from_utf8_lossy(&shown.stdout).into_owned();
        assert!(text.contains("docs/thư mục.zip » công văn/1.txt"), "{name}: {text}");
    }
    let shown = chidao(folder.path(), &["show", "12/PGDĐT-GDTH"]);
    assert!(String::from_utf8_lossy(&shown.stdout).contains("thư mục.zip » trong.zip » 2.txt"));
    let facts = chidao(folder.path(), &["extract", "docs/thư mục.zip » trong.zip » 2.txt"]);
    assert!(String::from_utf8_lossy(&facts.stdout).contains("2024-09-15"));
    assert_eq!(index(&folder).1, [0, 0, 2, 0, 0, 3]);
}

#[test]
fn entries_change_move_and_vanish_with_their_archive() {
    let folder = folder();
    let path = folder.path().join("docs/a.zip");
    let (one, two, three) = (letter(1, "một"), letter(2, "hai"), letter(3, "ba"));
    fs::write(&path, zip(&[("1.txt", one.as_bytes()), ("2.txt", two.as_bytes())])).expect("written");
    assert_eq!(index(&folder).1, [2, 0, 0, 0, 0, 0]);
    // One stays, one changes, one comes.
    fs::write(&path, zip(&[("1.txt", one.as_bytes()), ("2.txt", three.as_bytes()), ("4.txt", "bốn".as_bytes())]))
        .expect("written");
    assert_eq!(index(&folder).1, [1, 1, 1, 0, 0, 0]);
    fs::write(&path, zip(&[("1.txt", one.as_bytes()), ("2.txt", three.as_bytes())])).expect("written");
    assert_eq!(index(&folder).1, [0, 0, 2, 0, 1, 0]);
    fs::rename(&path, folder.path().join("docs/b.zip")).expect("moved");
    assert_eq!(index(&folder).1, [0, 0, 0, 2, 0, 0]);
    fs::remove_file(folder.path().join("docs/b.zip")).expect("removed");
    let (_, counts, said) = index(&folder);
    assert_eq!((counts, &said["store"]["documents"]), ([0, 0, 0, 0, 2, 0], &Value::from(0)));
    // And back again.
    fs::write(&path, zip(&[("1.txt", one.as_bytes())])).expect("written");
    assert_eq!(index(&folder).2["store"]["documents"], 1);
}

#[test]
fn a_bomb_costs_its_own_row() {
    let folder = folder();
    let bomb = zip(&[("bom.txt", &vec![b'0'; 400 << 20]), ("1.txt", letter(1, "một").as_bytes())]);
    fs::write(folder.path().join("docs/bom.zip"), bomb).expect("written");
    let (_, counts, said) = index(&folder);
    assert_eq!(counts, [1, 0, 0, 0, 0, 1], "{said:#}");
    assert!(said["unread"][0]["reason"].as_str().is_some_and(|reason| reason.contains("times its size")), "{said:#}");
}
