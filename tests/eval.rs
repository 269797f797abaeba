//! `chidao eval` measures what the reference scorer (`gold/score.py` beside the shared gold) measures.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::{Value, json};

fn root(part: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(part)
}

fn chidao(args: &[&std::ffi::OsStr]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_chidao")).args(args).args(["--lang", "en"]).output().expect("it runs")
}

fn eval(gold: &Path, documents: &Path, more: &[&str]) -> (Output, Value) {
    let mut args = vec!["eval".as_ref(), gold.as_os_str(), "--documents".as_ref(), documents.as_os_str()];
    args.extend(["--format", "json"].iter().chain(more).map(|arg| arg.as_ref() as &std::ffi::OsStr));
    let output = chidao(&args);
    let answer = serde_json::from_slice(&output.stdout).unwrap_or_default();
    (output, answer)
}

/// The scorer, without its command line, asked for the counts of pairs of a gold file and an extraction.
const ASK: &str = r#"
import json, sys
source = open(sys.argv[1], encoding="utf-8").read().replace("\nmain(sys.argv[1:])", "\n")
exec(compile(source, "score.py", "exec"))
told = []
for gold_file, found_file in zip(sys.argv[2::2], sys.argv[3::2]):
    gold, found = json.load(open(gold_file, encoding="utf-8")), json.load(open(found_file, encoding="utf-8"))
    if gold.get("targets_scope_from"):
        gold["_text"] = norm(open(gold_file.replace(".gold.json", ".txt"), encoding="utf-8").read())
    told.append({name: value if isinstance(value, list) else [value["tp"], value["fn"], value["fp"]]
                 for name, value in evaluate(gold, found).items()})
print(json.dumps(told))
"#;

/// The scorer, where it and Python are here.
fn scorer() -> Option<PathBuf> {
    let script = root("../shared/gold/score.py");
    let python = Command::new("python3").arg("--version").output().is_ok_and(|out| out.status.success());
    if !script.is_file() || !python {
        eprintln!("SKIPPED: {} and python3 are needed to compare with the reference scorer", script.display());
        return None;
    }
    Some(script)
}

/// The figures of one document, as the scorer lists them.
fn counts(figures: &Value) -> Value {
    let list = |name: &str, parts: &[&str]| -> Value { parts.iter().map(|part| figures[name][part].clone()).collect() };
    let mut out = json!({});
    for class in ["references", "deadlines", "targets"] {
        out[class] = list(class, &["right", "missed", "extra"]);
    }
    for field in ["date", "issuer", "relation", "level", "school_year", "document"] {
        out[field] = list(field, &["right", "told"]);
    }
    out
}

/// Compares all documents of a gold folder with the scorer, without scans (recognizing them takes long, and the counting
/// is the same); gives how many there were.
fn agree(scorer: &Path, gold: &Path, documents: &Path) -> usize {
    let (_, answer) = eval(gold, documents, &["--no-ocr"]);
    let folder = tempfile::tempdir().expect("a folder");
    let mut pairs = Vec::new();
    let mut ours = Vec::new();
    for row in answer["documents"].as_array().expect("a list") {
        if row.get("figures").is_none() {
            continue;
        }
        let file = row["file"].as_str().expect("a file name");
        let extracted = chidao(&["extract".as_ref(), documents.join(file).as_os_str()]);
        let found = folder.path().join(format!("{file}.json"));
        std::fs::write(&found, &extracted.stdout).expect("writable");
        let name = file.split('.').next().expect("a name");
        pairs.extend([gold.join(format!("{name}.gold.json")), found]);
        ours.push((file, counts(&row["figures"])));
    }
    let told = Command::new("python3").args(["-c", ASK]).arg(scorer).args(&pairs).output().expect("python3 runs");
    let told: Vec<Value> =
        serde_json::from_slice(&told.stdout).unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&told.stderr)));
    assert_eq!(ours.len(), told.len());
    for ((file, ours), told) in ours.iter().zip(&told) {
        assert_eq!(ours, told, "{file}");
    }
    ours.len()
}

#[test]
fn figures_equal_the_reference_scorer_on_the_samples() {
    let Some(scorer) = scorer() else { return };
    assert!(agree(&scorer, &root("samples/expected"), &root("corpus")) >= 11);
}

#[test]
fn figures_equal_the_reference_scorer_on_shared_gold() {
    let Some(scorer) = scorer() else { return };
    let gold = root("../shared/gold");
    assert!(agree(&scorer, &gold, &gold) >= 3);
    assert!(agree(&scorer, &gold, &root("../shared/corpus/an-lao")) >= 5);
    assert!(agree(&scorer, &gold.join("real"), &root("../shared/corpus/real")) >= 1);
}

/// Gold that departs from the documents: misses, extras, twins and optional items in many places.
#[test]
fn figures_equal_the_reference_scorer_where_much_is_wrong() {
    let Some(scorer) = scorer() else { return };
    let folder = tempfile::tempdir().expect("a folder");
    for entry in std::fs::read_dir(root("samples/expected")).expect("a folder") {
        let path = entry.expect("an entry").path();
        let mut gold: Value = serde_json::from_slice(&std::fs::read(&path).expect("readable")).expect("JSON");
        for class in ["references", "deadlines", "targets"] {
            let mut items = Vec::new();
            for (i, item) in gold[class].as_array().expect("a list").iter().enumerate() {
                let mut item = item.clone();
                match i % 8 {
                    1 => continue,
                    2 => items.push(item.clone()),
                    3 => item["optional"] = json!(true),
                    4 => item["text"] = json!("một câu không có trong văn bản"),
                    5 => item["relation"] = json!("replaces"),
                    6 if class == "targets" => item["kind"] = json!("result"),
                    7 if class == "targets" => item["value_max"] = json!(0),
                    _ => {}
                }
                items.push(item);
            }
            gold[class] = Value::Array(items);
        }
        std::fs::write(folder.path().join(path.file_name().expect("a name")), gold.to_string()).expect("writable");
    }
    assert!(agree(&scorer, folder.path(), &root("corpus")) >= 11);
}

const PLAN: &str = "Căn cứ Thông tư số 27/2020/TT-BGDĐT ngày 04/9/2020 của Bộ Giáo dục và Đào tạo;\n\
    Thực hiện Công văn số 1845/SGDĐT-GDTH ngày 20/8/2024 của Sở Giáo dục và Đào tạo.\n\
    Các trường gửi kế hoạch về Phòng trước ngày 15/9/2024.\n";

/// One gold file for a document that has one reference more and one deadline less.
fn small_gold(folder: &Path) {
    let gold = json!({
        "document": {},
        "references": [{ "text": "Thông tư số 27/2020/TT-BGDĐT ngày 04/9/2020", "type": "thong-tu", "number": "27",
            "year": "2020", "symbol": "TT-BGDĐT", "date": "2020-09-04", "relation": "amends" }],
        "deadlines": [
            { "text": "trước ngày 15/9/2024", "kind": "due", "start": null, "end": "2024-09-15" },
            { "text": "trước ngày 30/5/2025", "kind": "due", "start": null, "end": "2025-05-30" },
        ],
        "targets": [],
    });
    std::fs::write(folder.join("plan.gold.json"), gold.to_string()).expect("writable");
}

#[test]
fn misses_extras_and_wrong_values_are_shown() {
    let folder = tempfile::tempdir().expect("a folder");
    small_gold(folder.path());
    std::fs::write(folder.path().join("plan.txt"), PLAN).expect("writable");
    let (output, answer) = eval(folder.path(), folder.path(), &["--show"]);
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(answer["schema"], "chidao/eval@1");
    let document = &answer["documents"][0];
    assert_eq!(document["file"], "plan.txt");
    assert_eq!(counts(&document["figures"])["references"], json!([1, 0, 1]));
    assert_eq!(counts(&document["figures"])["deadlines"], json!([1, 1, 0]));
    assert_eq!(counts(&document["figures"])["date"], json!([1, 1]));
    assert_eq!(counts(&document["figures"])["relation"], json!([0, 1]));
    assert_eq!(answer["all"], document["figures"]);
    let findings: Vec<_> = document["findings"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|f| format!("{} {}", f["verdict"].as_str().unwrap_or_default(), f["of"].as_str().unwrap_or_default()))
        .collect();
    assert_eq!(findings, ["extra references", "wrong relation", "missed deadlines"]);
    // Nothing wanted and nothing found is no figure.
    assert_eq!(answer["all"]["targets"]["f1"], Value::Null);

    let table = chidao(&["eval".as_ref(), folder.path().as_os_str(), "--show".as_ref()]);
    let table = String::from_utf8_lossy(&table.stdout).into_owned();
    for words in ["plan.txt", "0.667", "EXTRA references", "MISSED deadlines", "WRONG relation", "30/5/2025"] {
        assert!(table.contains(words), "{words} is not in\n{table}");
    }
}

#[test]
fn each_format_is_a_row_and_what_cannot_be_measured_says_why() {
    let folder = tempfile::tempdir().expect("a folder");
    small_gold(folder.path());
    for (file, content) in [
        ("plan.txt", PLAN),
        ("plan.html", &format!("<p>{}</p>", PLAN.replace('\n', "</p><p>"))),
        ("plan.pdf", "no PDF at all"),
        ("broken.gold.json", "{}"),
        ("alone.gold.json", r#"{"document": {}, "references": [], "deadlines": [], "targets": []}"#),
    ] {
        std::fs::write(folder.path().join(file), content).expect("writable");
    }
    let (output, answer) = eval(folder.path(), folder.path(), &[]);
    assert_eq!(output.status.code(), Some(3));
    let rows: Vec<_> = answer["documents"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|row| (row["file"].as_str().unwrap_or_default().to_owned(), row.get("unread").is_some()))
        .collect();
    let expected = [("alone", true), ("broken", true), ("plan.html", false), ("plan.pdf", true), ("plan.txt", false)];
    assert_eq!(rows, expected.map(|(file, unread)| (file.to_owned(), unread)));
    assert_eq!(answer["formats"].as_object().expect("an object").keys().collect::<Vec<_>>(), ["html", "txt"]);
    assert_eq!(answer["all"]["references"]["right"], 2);
    assert_eq!(answer["all"]["references"]["f1"]["value"], json!(2.0 / 3.0));
}

#[test]
fn a_folder_without_gold_matches_nothing_and_a_missing_one_is_an_error() {
    let folder = tempfile::tempdir().expect("a folder");
    assert_eq!(chidao(&["eval".as_ref(), folder.path().as_os_str()]).status.code(), Some(1));
    assert_eq!(chidao(&["eval".as_ref(), "no/such/folder".as_ref()]).status.code(), Some(2));
}
