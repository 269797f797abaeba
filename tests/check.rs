//! `chidao check`: the citations of a directive of the store, and of a draft that is not in it.

mod common;

use std::fs;
use std::path::Path;

use common::{Sample, chidao, shared};
use serde_json::{Value, json};

/// Rule, severity and words of the findings; notes aside.
fn told(said: &Value) -> Vec<(&str, &str, &str)> {
    let field = |finding: &'_ Value, name: &str| finding[name].as_str().expect("a text").to_owned().leak() as &str;
    let findings = said["findings"].as_array().expect("a list");
    let rows = findings.iter().map(|f| (field(f, "rule"), field(f, "severity"), field(f, "words")));
    rows.filter(|(_, severity, _)| *severity != "note").collect()
}

#[test]
fn a_replaced_regulation_is_an_error_with_its_successor() {
    let sample = Sample::of(&["corpus"]);
    let (code, out, _) = sample.ask(&["check", "252/PGDĐT-THCS"]);
    assert_eq!(code, 1, "there are errors: {out}");
    assert!(out.contains("p. 2, line 28: error [citation/replaced] Thông tư 36/2017/TT-BGDĐT"), "{out}");
    assert!(out.contains("replaced by Thông tư 09/2024/TT-BGDĐT from 19/7/2024"), "{out}");
    assert!(out.contains("write: Thông tư 09/2024/TT-BGDĐT ngày 03/6/2024"), "{out}");
    assert!(out.contains("Thông tư 09/2024/TT-BGDĐT replaces Thông tư 36/2017/TT-BGDĐT"), "{out}");
    assert!(out.contains("(the program's registry, after its effect clause)"), "{out}");
    assert!(!out.contains("registry.toml"), "lines of files are for programs: {out}");
    // Before the successor took effect it was right.
    let (code, out, _) = sample.ask(&["kiemtra", "252/PGDĐT-THCS", "--on", "2024-07-18"]);
    assert_eq!(code, 0, "{out}");
    assert!(!out.contains("citation/replaced"), "{out}");
    let (_, out, _) = sample.ask(&["check", "252/PGDĐT-THCS", "--lang", "vi"]);
    assert!(out.contains("bị Thông tư 09/2024/TT-BGDĐT thay thế từ 19/7/2024"), "{out}");
}

#[test]
fn a_number_with_a_digit_too_many_is_compared_with_the_document_itself() {
    let sample = Sample::of(&["corpus"]);
    let said = sample.json(&["check", "241/PGDĐT-THCS"]);
    assert_eq!(said["schema"], "chidao/check@1");
    assert_eq!(
        (said["as_of"]["first"].as_str(), said["as_of_reason"].as_str()),
        (Some("2023-09-08"), Some("own-date"))
    );
    let findings = said["findings"].as_array().expect("a list");
    let number = findings.iter().find(|finding| finding["rule"] == "citation/number").expect("found");
    assert_eq!(number["words"], "Quyết định số 21450/QĐ-UBND ngày 10/8/2023 của UBND thành phố Hải Thanh");
    assert_eq!(number["suggestion"], "Quyết định số 2145/QĐ-UBND ngày 10/8/2023 của UBND thành phố Hải Thanh");
    let labels: Vec<&str> =
        number["evidence"].as_array().expect("a list").iter().filter_map(|source| source["label"].as_str()).collect();
    assert!(labels.contains(&"2145/QĐ-UBND"), "{labels:?}");
    assert_eq!((number["page"].as_u64(), number["line"].as_u64()), (Some(1), Some(10)));
}

#[test]
fn a_short_mention_is_proposed_in_full_where_the_store_tells_it() {
    let sample = Sample::of(&["corpus"]);
    let said = sample.json(&["check", "252/PGDĐT-THCS"]);
    let findings = said["findings"].as_array().expect("a list");
    let short = findings.iter().find(|finding| finding["words"] == "Thông tư số 27/2020").expect("found");
    assert_eq!((short["rule"].as_str(), short["severity"].as_str()), (Some("citation/incomplete"), Some("warning")));
    assert_eq!(short["suggestion"], "Thông tư 27/2020/TT-BGDĐT");
}

/// The whole sample corpus: what is wrong in it was put there, and nothing else is said to be.
#[test]
fn sample_directives_show_what_was_put_into_them_and_no_more() {
    let sample = Sample::of(&["corpus"]);
    let mut found: Vec<(String, String, String)> = Vec::new();
    for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus")).expect("the corpus") {
        let name = entry.expect("an entry").file_name().to_string_lossy().into_owned();
        if name.ends_with(".toml") {
            continue;
        }
        let said = sample.json(&["check", "--no-ocr", &format!("corpus/{name}")]);
        for (rule, severity, words) in told(&said) {
            // A number alone, as speech has it, is a warning of its own.
            if rule != "citation/incomplete" {
                found.push((name.clone(), format!("{severity} {rule}"), words.to_owned()));
            }
        }
    }
    found.sort();
    let brief: Vec<(&str, &str, bool)> = found
        .iter()
        .map(|(name, what, words)| (name.as_str(), what.as_str(), words.contains("36/2017") || words.contains("21450")))
        .collect();
    assert_eq!(
        brief,
        [
            ("2023-2024-phong-vankhe-thcs-huong-dan.pdf", "warning citation/number", true),
            ("2024-2025-phong-vankhe-thcs-huong-dan.pdf", "error citation/replaced", true),
            ("2025-2026-phuong-vankhe-tieu-hoc-huong-dan.pdf", "error citation/replaced", true),
        ],
        "{found:#?}"
    );
}

#[test]
fn a_draft_is_checked_without_a_store() {
    let folder = tempfile::tempdir().expect("a folder");
    let draft = folder.path().join("dự thảo.txt");
    let words = "PHÒNG GIÁO DỤC VÀ ĐÀO TẠO\nSố: 15/PGDĐT-THCS\nVân Khê, ngày 10 tháng 9 năm 2024\n\
                 V/v công khai trong cơ sở giáo dục\n\nCác trường thực hiện Thông tư số 36/2017/TT-BGDĐT ngày 28/12/2017 \
                 của Bộ GDĐT về công khai; thu, chi theo Nghị định 80/NĐ-CP ngày 17/7/2017 của Chính phủ.\n\
                 Báo cáo gửi về Phòng theo Công văn số 12/PGDĐT ngày 31/02/2024.\n";
    fs::write(&draft, words).expect("written");
    let nowhere = folder.path().join("none");
    let (path, nowhere) = (draft.to_str().expect("UTF-8"), nowhere.to_str().expect("UTF-8"));
    let output = chidao(&["check", path, "--store", nowhere, "--format", "json"]);
    let said: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(
        told(&said),
        [
            ("citation/replaced", "error", "Thông tư số 36/2017/TT-BGDĐT ngày 28/12/2017 của Bộ GDĐT"),
            ("citation/impossible-date", "error", "Công văn số 12/PGDĐT"),
            ("citation/missing-year", "warning", "Nghị định 80/NĐ-CP ngày 17/7/2017 của Chính phủ"),
        ]
    );
    // Corrected, it passes.
    let right = words
        .replace("36/2017/TT-BGDĐT ngày 28/12/2017", "09/2024/TT-BGDĐT ngày 03/6/2024")
        .replace("80/NĐ-CP", "80/2017/NĐ-CP")
        .replace("31/02/2024", "28/02/2024");
    fs::write(&draft, right).expect("written");
    let output = chidao(&["check", path, "--store", nowhere]);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stdout));
    let output = chidao(&["check", "không có.docx", "--store", nowhere]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("there is no file or directive"));
}

#[test]
fn a_draft_is_read_as_it_is_now_not_as_it_was_indexed() {
    let folder = tempfile::tempdir().expect("a folder");
    let draft = folder.path().join("1.txt");
    let words = "Số: 15/PGDĐT-THCS\nVân Khê, ngày 10 tháng 9 năm 2024\nThực hiện Thông tư số 36/2017/TT-BGDĐT.\n";
    fs::write(&draft, words).expect("written");
    let path = draft.to_str().expect("UTF-8");
    let sample = Sample::of(&[path]);
    assert_eq!(sample.ask(&["check", path]).0, 1);
    fs::write(&draft, words.replace("36/2017", "09/2024")).expect("written");
    assert_eq!(sample.ask(&["check", path]).0, 0);
}

/// The parts of SARIF 2.1.0 that it requires, and those that we give.
#[test]
fn sarif_has_what_the_standard_requires() {
    let sample = Sample::of(&["corpus"]);
    let (code, out, _) = sample.ask(&["check", "252/PGDĐT-THCS", "--format", "sarif"]);
    assert_eq!(code, 1);
    let log: Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!(log["version"], "2.1.0");
    assert!(log["$schema"].as_str().is_some_and(|schema| schema.contains("sarif") && schema.contains("2.1.0")));
    let runs = log["runs"].as_array().expect("runs");
    assert_eq!(runs.len(), 1);
    let driver = &runs[0]["tool"]["driver"];
    assert_eq!(driver["name"], "chidao");
    let rules = driver["rules"].as_array().expect("rules");
    let ids: Vec<&str> = rules.iter().map(|rule| rule["id"].as_str().expect("an id")).collect();
    let mut unique = ids.clone();
    unique.sort_unstable();
    unique.dedup();
    assert_eq!(unique.len(), ids.len(), "each rule has an id of its own");
    for rule in rules {
        assert!(rule["shortDescription"]["text"].as_str().is_some_and(|text| !text.is_empty()), "{rule}");
        assert!(is_level(&rule["defaultConfiguration"]["level"]), "{rule}");
    }
    let artifacts = runs[0]["artifacts"].as_array().expect("artifacts");
    let results = runs[0]["results"].as_array().expect("results");
    assert!(!results.is_empty());
    for result in results {
        assert!(result["message"]["text"].as_str().is_some_and(|text| !text.is_empty()), "{result}");
        assert!(is_level(&result["level"]), "{result}");
        let index = usize::try_from(result["ruleIndex"].as_u64().expect("an index")).expect("small");
        assert_eq!(result["ruleId"], json!(ids[index]));
        let place = &result["locations"][0]["physicalLocation"];
        let artifact = usize::try_from(place["artifactLocation"]["index"].as_u64().expect("an index")).expect("small");
        assert_eq!(artifacts[artifact]["location"]["uri"], place["artifactLocation"]["uri"]);
        assert!(place["artifactLocation"]["uri"].as_str().is_some_and(|uri| uri.is_ascii() && !uri.contains(' ')));
        assert!(place["region"]["startLine"].as_u64().is_some_and(|line| line >= 1), "{result}");
        assert!(result["rank"].as_f64().is_some_and(|rank| (0.0..=100.0).contains(&rank)), "{result}");
        for related in result["relatedLocations"].as_array().expect("a list") {
            assert!(related["message"]["text"].is_string(), "{related}");
        }
    }
}

fn is_level(level: &Value) -> bool {
    ["none", "note", "warning", "error"].map(Value::from).contains(level)
}

#[test]
fn markdown_is_a_table_for_a_report() {
    let sample = Sample::of(&["corpus"]);
    let (_, out, _) = sample.ask(&["check", "252/PGDĐT-THCS", "--format", "md"]);
    assert!(out.starts_with("# Công văn 252/PGDĐT-THCS"), "{out}");
    assert!(out.contains("| p. 2, line 28 | error `citation/replaced` | Thông tư 36/2017/TT-BGDĐT |"), "{out}");
    let rows: Vec<&str> = out.lines().filter(|line| line.starts_with('|')).collect();
    assert!(rows.iter().all(|row| row.replace("\\|", "").matches('|').count() == 7), "{out}");
}

#[test]
fn the_real_guidance_of_2024_is_checked() {
    let Some(real) = shared("corpus/an-lao") else { return };
    let sample = Sample::of(&["corpus", real.to_str().expect("UTF-8")]);
    let said = sample.json(&["check", "322/PGD-THCS"]);
    let findings = said["findings"].as_array().expect("a list");
    let of = |rule: &str, words: &str| {
        findings
            .iter()
            .find(|f| f["rule"] == rule && f["words"].as_str().is_some_and(|w| w.contains(words)))
            .unwrap_or_else(|| panic!("{rule} {words}: {findings:#?}"))
    };
    let replaced = of("citation/replaced", "36/2017/TT-BGDĐT");
    assert_eq!(replaced["severity"], "error");
    assert!(replaced["message"].as_str().is_some_and(|m| m.contains("09/2024/TT-BGDĐT from 19/7/2024")), "{replaced}");
    let code = of("citation/agency", "SGDDĐT");
    assert!(code["suggestion"].as_str().is_some_and(|s| s.contains("2474/SGDĐT-TrH")), "{code}");
    let errors: Vec<_> = told(&said).into_iter().filter(|(_, severity, _)| *severity == "error").collect();
    assert_eq!(errors.len(), 1, "{errors:?}");
}

#[test]
fn the_real_guidance_of_2023_is_checked() {
    let Some(real) = shared("corpus/an-lao") else { return };
    let sample = Sample::of(&["corpus", real.to_str().expect("UTF-8")]);
    let file = real.join("an-lao-tieu-hoc-2023-2024.chromium.pdf");
    let said = sample.json(&["check", file.to_str().expect("UTF-8")]);
    let found = told(&said);
    let has = |rule: &str, words: &str| found.iter().any(|(r, _, w)| *r == rule && w.contains(words));
    assert!(has("citation/number", "24000/QĐ-UBND"), "{found:?}");
    assert!(has("citation/missing-year", "80/NĐ-CP"), "{found:?}");
    assert!(!found.iter().any(|(_, _, words)| words.contains("30/2014") || words.contains("22/2016")), "{found:?}");
    assert!(!found.iter().any(|(_, severity, _)| *severity == "error"), "{found:?}");
}

const SCHOOL_DRAFT: &str = "PHÒNG GD&ĐT HUYỆN VÂN KHÊ\nTRƯỜNG TIỂU HỌC VÂN KHÊ\nSố:      /KH-THVK\n\
    Vân Khê, ngày    tháng 9 năm 2023\nDỰ THẢO\n\nKẾ HOẠCH\nGiáo dục nhà trường năm học 2023-2024\n\n\
    Căn cứ Thông tư số 36/2017/TT-BGDĐT ngày 28/12/2017 của Bộ GDĐT về công khai;\n\
    Căn cứ Thông tư số 29/2024/TT-BGDĐT ngày 30/12/2024 của Bộ GDĐT về dạy thêm;\nCăn cứ Luật Giáo dục năm 2005;\n\n\
    1. Lớp 1 đến lớp 5 thực hiện đánh giá theo Thông tư 27/2020/TT-BGDĐT.\n\
    2. Lớp 5 áp dụng Thông tư 58/2011/TT-BGDĐT.\n";

#[test]
fn one_day_is_judged_by_and_said() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("a.txt");
    let nowhere = folder.path().join("none");
    let (path, nowhere) = (file.to_str().expect("UTF-8"), nowhere.to_str().expect("UTF-8"));
    let ask = |text: &str, format: &str| {
        fs::write(&file, text).expect("written");
        let output = chidao(&["check", path, "--store", nowhere, "--lang", "vi", "--format", format]);
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    for (from, to, day, why, rules) in [
        // 36/2017 was still in force in September 2023; the circular of 2024 was not there.
        ("", "", "2023-09-01", "own-month", &["citation/future-date", "citation/replaced"][..]),
        (
            "ngày    tháng 9 năm 2023",
            "ngày 05 tháng 9 năm 2023",
            "2023-09-05",
            "own-date",
            &["citation/future-date", "citation/replaced"],
        ),
        (
            "Vân Khê, ngày    tháng 9 năm 2023\n",
            "",
            "2023-09-01",
            "school-year",
            &["citation/future-date", "citation/replaced"],
        ),
    ] {
        let said: Value = serde_json::from_str(&ask(&SCHOOL_DRAFT.replacen(from, to, 1), "json")).expect("JSON");
        assert_eq!((said["as_of"]["first"].as_str(), said["as_of_reason"].as_str()), (Some(day), Some(why)));
        let found = told(&said);
        let basis: Vec<&str> = found
            .iter()
            .map(|(rule, ..)| *rule)
            .filter(|rule| !rule.ends_with("-yet") && !rule.ends_with("grades"))
            .collect();
        assert_eq!(basis, rules, "{why}: {found:?}");
    }
    let out = ask(SCHOOL_DRAFT, "table");
    assert!(out.contains("xét tại ngày 01/9/2023 (văn bản chỉ ghi tháng: ngày đầu tháng)"), "{out}");
    // The law of that name and year, and the lines of the file with its empty ones.
    assert!(out.contains("dòng 12: lỗi [citation/replaced] Luật Giáo dục năm 2005"), "{out}");
    assert!(out.contains("nên ghi: Luật Giáo dục số 43/2019/QH14 ngày 14/6/2019"), "{out}");
    assert!(out.contains("dòng 15: lỗi [citation/other-grades] Thông tư 58/2011/TT-BGDĐT"), "{out}");
    assert!(out.contains("lớp 5: không quy định cho lớp này; chỉ quy định cho THCS, THPT"), "{out}");
    assert!(!out.contains("nên ghi: Thông tư 22/2021"), "{out}");
    let sarif: Value = serde_json::from_str(&ask(SCHOOL_DRAFT, "sarif")).expect("JSON");
    let results = sarif["runs"][0]["results"].as_array().expect("results");
    for result in results {
        let region = &result["locations"][0]["physicalLocation"]["region"];
        let line = usize::try_from(region["startLine"].as_u64().expect("a line")).expect("small");
        let words = region["snippet"]["text"].as_str().expect("words");
        let first = words.split(' ').next().expect("a word");
        assert!(SCHOOL_DRAFT.lines().nth(line - 1).is_some_and(|text| text.contains(first)), "{line}: {words}");
    }
}

#[test]
fn a_copy_is_no_witness_for_the_paper_that_is_checked() {
    // Signed and numbered, so that it would count as evidence.
    let signed = SCHOOL_DRAFT
        .replace("Số:      /KH-THVK", "Số: 15/KH-THVK")
        .replace("ngày    tháng", "ngày 05 tháng")
        .replace("DỰ THẢO\n", "")
        .replace("2. Lớp 5 áp dụng Thông tư 58/2011/TT-BGDĐT", "2. Lớp 5 áp dụng Thông tư 07/2015/TT-BGDĐT");
    let folder = tempfile::tempdir().expect("a folder");
    for name in ["first.txt", "second.txt"] {
        fs::write(folder.path().join(name), &signed).expect("written");
    }
    let sample = Sample::of(&[folder.path().to_str().expect("UTF-8")]);
    let elsewhere = tempfile::tempdir().expect("a folder");
    let path = elsewhere.path().join("renamed.txt");
    for text in [signed.clone(), signed.replace("Số: 15/", "Số:      /").replace("ngày 05 tháng", "ngày    tháng")]
    {
        fs::write(&path, text).expect("written");
        let said = sample.json(&["check", path.to_str().expect("UTF-8")]);
        let findings = said["findings"].as_array().expect("a list");
        assert!(!findings.is_empty());
        for finding in findings {
            let evidence = finding["evidence"].as_array().expect("a list");
            assert!(evidence.iter().all(|source| source["kind"] == "registry"), "{finding:#}");
        }
    }
    let said = sample.json(&["check", "15/KH-THVK"]);
    let findings = said["findings"].as_array().expect("a list");
    let sources = findings.iter().flat_map(|finding| finding["evidence"].as_array().expect("a list"));
    assert!(sources.clone().count() > 0 && sources.into_iter().all(|source| source["kind"] == "registry"));
}

const INSPECTION: &str = "UBND XÃ TÂN PHONG\nTRƯỜNG TIỂU HỌC TÂN PHONG\nSố: 8/KH-THTP\n\
    Tân Phong, ngày 06 tháng 10 năm 2025\n\nKẾ HOẠCH\nTự đánh giá năm học 2025-2026\n\n\
    Căn cứ Thông tư số 41/2010/TT-BGDĐT ngày 30/12/2010 của Bộ GDĐT ban hành Điều lệ trường tiểu học;\n\
    Căn cứ Luật Tổ chức chính quyền địa phương số 77/2015/QH13 ngày 19/6/2015;\n\
    Căn cứ Thông tư số 88/2019/TT-BGDĐT ngày 02/12/2019 của Bộ GDĐT về sổ sách;\n\
    Thực hiện Công văn số 9/KH-SGDDĐT ngày 05/9/2025 của Sở GDĐT về tự đánh giá.\n";

#[test]
fn what_is_not_known_is_counted_and_listed() {
    let folder = tempfile::tempdir().expect("a folder");
    let draft = folder.path().join("ke-hoach.txt");
    fs::write(&draft, INSPECTION).expect("written");
    let nowhere = folder.path().join("none");
    let (path, nowhere) = (draft.to_str().expect("UTF-8"), nowhere.to_str().expect("UTF-8"));
    let ask = |format: &str| {
        let output = chidao(&["check", path, "--store", nowhere, "--lang", "vi", "--format", format]);
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    let said: Value = serde_json::from_str(&ask("json")).expect("JSON");
    let errors: Vec<&str> =
        told(&said).iter().filter(|(_, severity, _)| *severity == "error").map(|(.., w)| *w).collect();
    assert!(errors.len() == 2 && errors[0].contains("41/2010") && errors[1].contains("77/2015"), "{errors:?}");
    let unjudged: Vec<&str> =
        said["unjudged"].as_array().expect("a list").iter().filter_map(|one| one["work"].as_str()).collect();
    assert_eq!(unjudged, ["thong-tu:88/2019/TT-BGDĐT", "ke-hoach:9//KH-SGDĐT"]);
    let table = ask("table");
    for words in [
        "bị Thông tư 28/2020/TT-BGDĐT thay thế từ 20/10/2020",
        "nên ghi: Luật Tổ chức chính quyền địa phương số 72/2025/QH15 ngày 16/6/2025",
        "nên ghi: Kế hoạch số 9/KH-SGDĐT ngày 05/9/2025",
        "2 văn bản chưa xét được hiệu lực (kho và sổ hiệu lực chưa đủ thông tin):",
        "dòng 11: Thông tư số 88/2019/TT-BGDĐT ngày 02/12/2019 của Bộ GDĐT: chưa có thông tin về hiệu lực",
        "ghi chú; 2 văn bản chưa xét được hiệu lực",
    ] {
        assert!(table.contains(words), "{words}: {table}");
    }
    assert!(!table.contains("nên ghi: Kế hoạch số 9/KH-SGDDĐT"), "{table}");
    assert!(ask("md").contains("## 2 văn bản chưa xét được hiệu lực"), "{}", ask("md"));
    assert!(ask("html").contains("Chưa xét được hiệu lực"));
}
