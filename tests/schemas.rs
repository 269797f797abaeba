//! Every JSON answer keeps to the schema that it names: `schemas/chidao-NAME-1.schema.json` for `chidao/NAME@1`.

mod common;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use chidao::directive::Deadline;
use chidao::store::{FactKind, Filter, Found, Store, Verdict};
use common::Sample;
use jsonschema::{Registry, Validator};
use serde_json::{Value, json};

/// Where schemas say they are.
const PLACE: &str = "https://chidao.example/schemas/";

fn files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("schemas");
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder).expect("the folder").map(|entry| entry.expect("an entry").path()).collect();
    files.sort();
    files
}

fn read(path: &Path) -> Value {
    let text = fs::read_to_string(path).unwrap_or_else(|cause| panic!("{}: {cause}", path.display()));
    serde_json::from_str(&text).unwrap_or_else(|cause| panic!("{}: {cause}", path.display()))
}

/// All schemas, each under its `$id`, so that they find each other.
fn all() -> Registry<'static> {
    let mut registry = Registry::new();
    for file in files() {
        let schema = read(&file);
        let id = schema["$id"].as_str().expect("an $id").to_owned();
        registry = registry.add(id, schema).expect("a good $id");
    }
    registry.prepare().expect("every reference leads somewhere")
}

fn validator(registry: &Registry<'_>, name: &str) -> Validator {
    let schema = json!({ "$ref": format!("{PLACE}chidao-{name}-1.schema.json") });
    jsonschema::options()
        .with_registry(registry)
        .should_validate_formats(true)
        .build(&schema)
        .unwrap_or_else(|cause| panic!("{name}: {cause}"))
}

fn check(registry: &Registry<'_>, answer: &Value, name: &str, arguments: &[&str]) {
    let named = answer.get("schema").or(answer.get("schemaVersion"));
    assert_eq!(named, Some(&json!(format!("chidao/{name}@1"))), "{arguments:?}");
    let faults: Vec<String> = validator(registry, name)
        .iter_errors(answer)
        .take(10)
        .map(|fault| format!("{}: {fault}", fault.instance_path()))
        .collect();
    assert!(faults.is_empty(), "{arguments:?}: {faults:#?}");
}

#[test]
fn schemas_are_good_and_say_where_they_are() {
    for file in files() {
        let (schema, name) = (read(&file), file.file_name().expect("a name").to_string_lossy().into_owned());
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema", "{name}");
        assert_eq!(schema["$id"], format!("{PLACE}{name}"), "{name}");
        let fault = jsonschema::meta::validate(&schema).err().map(|fault| fault.to_string());
        assert_eq!(fault, None, "{name}");
    }
    let registry = all();
    for file in files() {
        let name = file.file_name().expect("a name").to_string_lossy().into_owned();
        let name = name.trim_start_matches("chidao-").trim_end_matches("-1.schema.json").to_owned();
        validator(&registry, &name);
    }
}

/// Commands and what their JSON answers are called.
const ANSWERS: [(&str, &[&str]); 35] = [
    ("search", &["search", "Thông tư 27/2020"]),
    ("search", &["search", "Luật Giáo dục"]),
    ("search", &["search", "boi duong giao vien"]),
    ("search", &["search", "Công văn 2480/PGDĐT-GDTH"]),
    ("search", &["search", "không đâu có từ này"]),
    ("deadlines", &["deadlines"]),
    ("deadlines", &["deadlines", "2024-2025", "--explain"]),
    ("deadlines", &["deadlines", "1990-1991"]),
    ("targets", &["targets", "2024-2025"]),
    ("diff", &["diff", "2023-2024", "2024-2025"]),
    ("diff", &["diff", "2023-2024", "2024-2025", "--level", "tieu-hoc"]),
    ("diff", &["diff", "2023-2024", "2024-2025", "--series", "248/PGDĐT-GDTH"]),
    ("diff", &["diff", "2019-2020", "2024-2025", "--series", "248/PGDĐT-GDTH"]),
    ("lineage", &["lineage", "248/PGDĐT-GDTH"]),
    ("lineage", &["lineage", "1987/QĐ-UBND"]),
    ("lineage", &["lineage", "186/UBND-VHXH"]),
    ("lineage", &["lineage", "Thông tư 27/2020/TT-BGDĐT"]),
    ("show", &["show", "37/TB-PGDĐT"]),
    ("show", &["show", "52/KH-PGDĐT"]),
    ("status", &["status", "Thông tư 27/2020", "--year", "2023-2024"]),
    ("status", &["status", "Thông tư 36/2017/TT-BGDĐT", "--on", "2024-09-01"]),
    ("status", &["status", "Luật Giáo dục"]),
    ("status", &["status", "1987/QĐ-UBND", "--level", "thcs"]),
    ("status", &["status", "Thông tư 987/2019/TT-BGDĐT"]),
    ("registry-list", &["registry", "list"]),
    ("check", &["check", "252/PGDĐT-THCS"]),
    ("check", &["check", "241/PGDĐT-THCS"]),
    ("check", &["check", "corpus/2023-2024-phong-vankhe-ke-hoach-chuyen-doi-so.docx"]),
    ("reviews", &["reviews"]),
    ("reviews", &["reviews", "248/PGDĐT-GDTH"]),
    ("index", &["index", "corpus"]),
    ("doctor", &["doctor"]),
    // These ask no store.
    ("extract", &["extract", "corpus/2024-2025-phong-vankhe-thong-bao-day-them.pdf"]),
    ("extract", &["extract", "corpus/2023-2024-phong-vankhe-ke-hoach-chuyen-doi-so.docx"]),
    ("eval", &["eval", "tests/heldout"]),
];

#[test]
fn answers_keep_to_their_schemas() {
    let (sample, registry) = (Sample::of(&["corpus"]), all());
    say(&sample);
    for (name, arguments) in ANSWERS {
        let answer = if matches!(name, "extract" | "eval") {
            let output = common::chidao(&[arguments, &["--format", "json"]].concat());
            serde_json::from_slice(&output.stdout).expect("JSON")
        } else {
            sample.json(arguments)
        };
        check(&registry, &answer, name, arguments);
    }
}

#[test]
fn every_document_is_described_as_linked_data() {
    let (sample, registry) = (Sample::of(&["corpus"]), all());
    let mut forces = BTreeSet::new();
    for id in 1..=20 {
        let name = id.to_string();
        let (code, out, err) = sample.ask(&["show", &name, "--format", "jsonld"]);
        assert_eq!(code, 0, "{err}");
        let answer: Value = serde_json::from_str(&out).expect("JSON");
        check(&registry, &answer, "legislation", &["show", &name]);
        forces.extend(answer["legislationLegalForce"].as_str().map(str::to_owned));
    }
    assert!(!forces.is_empty(), "the store states the force of some");
    let (_, out, _) = sample.ask(&["show", "248/PGDĐT-GDTH", "--format", "jsonld"]);
    let said: Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!(said["legislationIdentifier"], "248/PGDĐT-GDTH");
    assert_eq!((&said["legislationType"], &said["legislationDate"]), (&json!("Công văn"), &json!("2024-09-09")));
    assert!(said["legislationPassedBy"]["name"].as_str().is_some_and(|name| name.contains("Vân Khê")));
    let cites = |number: &str| {
        said["citation"].as_array().is_some_and(|all| all.iter().any(|w| w["legislationIdentifier"] == number))
    };
    assert!(cites("27/2020/TT-BGDĐT"), "{said}");
    // What it ends is told from what it changes.
    let folder = tempfile::tempdir().expect("a folder");
    let circular = "BỘ GIÁO DỤC VÀ ĐÀO TẠO\nSố: 47/2026/TT-BGDĐT\nHà Nội, ngày 03 tháng 02 năm 2026\n\nTHÔNG TƯ\n\
        Quy định về hồ sơ\n\nĐiều 1. Sửa đổi, bổ sung khoản 1 Điều 4 Thông tư số 21/2018/TT-BGDĐT như sau: “1. Sổ.”\n\
        Điều 2. Bãi bỏ Điều 6 Thông tư số 23/2018/TT-BGDĐT.\n\
        Điều 3. Thông tư này có hiệu lực từ ngày 01 tháng 4 năm 2026 và thay thế Thông tư số 24/2016/TT-BGDĐT.\n";
    std::fs::write(folder.path().join("tt.txt"), circular).expect("written");
    let sample = Sample::of(&[folder.path().to_str().expect("UTF-8")]);
    let (_, out, _) = sample.ask(&["show", "47/2026/TT-BGDĐT", "--format", "jsonld"]);
    let said: Value = serde_json::from_str(&out).expect("JSON");
    check(&registry, &said, "legislation", &["show"]);
    let works = |name: &str| -> Vec<String> {
        let list = said[name].as_array().cloned().unwrap_or_default();
        list.iter().filter_map(|work| work["legislationIdentifier"].as_str().map(str::to_owned)).collect()
    };
    assert_eq!(works("legislationRepeals"), ["24/2016/TT-BGDĐT"], "{said}");
    assert_eq!(works("legislationChanges"), ["21/2018/TT-BGDĐT", "23/2018/TT-BGDĐT"], "{said}");
    assert_eq!(said["legislationDateOfApplicability"], "2026-04-01");
}

#[test]
fn every_line_of_an_export_keeps_to_its_schema() {
    let (sample, registry) = (Sample::of(&["corpus"]), all());
    let validator = validator(&registry, "export");
    let (_, out, _) = sample.ask(&["export"]);
    assert!(out.lines().count() > 500);
    for line in out.lines() {
        let item: Value = serde_json::from_str(line).expect("JSON");
        let fault = validator.iter_errors(&item).next().map(|fault| format!("{}: {fault}", fault.instance_path()));
        assert_eq!(fault, None, "{line}");
    }
}

/// The commands that offer `--format json`, by their help; `under` is a command that has others in it.
fn offering_json(under: &[&str]) -> BTreeSet<String> {
    let help = |path: &[&str]| {
        let output = common::chidao(&[path, &["--help"]].concat());
        String::from_utf8(output.stdout).expect("UTF-8")
    };
    let text = help(under);
    let list = text.split("Commands:\n").nth(1).map(|rest| rest.split("\n\n").next().unwrap_or_default().to_owned());
    let mut found = BTreeSet::new();
    for line in list.unwrap_or_default().lines().filter(|line| line.starts_with("  ") && !line.starts_with("   ")) {
        let name = line.split_whitespace().next().expect("a name").to_owned();
        if name == "help" {
            continue;
        }
        let path = [under, &[&name]].concat();
        let own = help(&path);
        let format = own
            .split("--format <FORMAT>")
            .nth(1)
            .map(|rest| rest.split("\n      -").next().unwrap_or_default().to_owned());
        if format.is_some_and(|format| format.contains("- json:")) {
            found.insert(path.join(" "));
        }
        if own.contains("\nCommands:\n") {
            found.extend(offering_json(&path));
        }
    }
    found
}

#[test]
fn no_command_that_gives_json_lacks_a_schema() {
    let offering = offering_json(&[]);
    assert!(offering.len() > 10 && offering.contains("registry list"), "{offering:?}");
    let tried = |command: &str| ANSWERS.iter().any(|(_, arguments)| arguments.join(" ").starts_with(command));
    let missing: Vec<&String> = offering.iter().filter(|command| !tried(command)).collect();
    assert!(missing.is_empty(), "no schema is tried for {missing:?}");
}

/// Has a person confirm a deadline, set one right and turn one down, so that answers hold facts of every state.
fn say(sample: &Sample) {
    let store = Store::open(Path::new(sample.folder())).expect("a store");
    let all = store.deadlines(&Filter::default()).expect("read");
    let other = |found: &Found<Deadline>| {
        let mut fact = serde_json::to_value(&found.fact).expect("JSON");
        fact["who"] = json!("Hiệu trưởng các trường");
        Verdict::Correct(fact)
    };
    for (found, verdict) in [(&all[0], Verdict::Confirm), (&all[1], other(&all[1])), (&all[2], Verdict::Dismiss)] {
        let at = "2024-09-06T08:00:00Z";
        let said = store.review(found.document.id, FactKind::Deadline, &found.anchor, &verdict, "Lan", at);
        assert!(said.expect("written"));
    }
}

#[test]
fn extracts_keep_to_their_schema() {
    let registry = all();
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    for entry in fs::read_dir(corpus).expect("the corpus") {
        let path = entry.expect("a file").path();
        // Tables of the program lie beside the directives.
        if path.extension().is_some_and(|extension| extension == "toml") {
            continue;
        }
        let arguments = ["extract", "--no-ocr", path.to_str().expect("UTF-8")];
        let answer = serde_json::from_slice(&common::chidao(&arguments).stdout).expect("JSON");
        check(&registry, &answer, "extract", &arguments);
    }
}

#[test]
fn a_wrong_answer_is_noticed() {
    let registry = all();
    let validator = validator(&registry, "deadlines");
    let good =
        json!({ "schema": "chidao/deadlines@1", "year": null, "deadlines": [], "files_unread": 0, "pages_unread": 0 });
    assert!(validator.is_valid(&good));
    for (field, value) in
        [("year", json!("2024")), ("deadlines", json!([{}])), ("files_unread", json!("0")), ("new", json!(1))]
    {
        let mut wrong = good.clone();
        wrong[field] = value;
        assert!(!validator.is_valid(&wrong), "{field}");
    }
}
