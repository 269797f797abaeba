//! `chidao status` and `chidao registry`, asked as a user asks them.

mod common;

use std::fs;

use common::{Sample, chidao, shared};
use serde_json::Value;

fn names(list: &Value) -> Vec<&str> {
    list.as_array().expect("a list").iter().filter_map(|party| party["name"].as_str()).collect()
}

/// Asks without a store: the registry alone answers.
fn alone(arguments: &[&str]) -> (i32, String, String) {
    let folder = tempfile::tempdir().expect("a folder");
    let mut all = arguments.to_vec();
    let nowhere = folder.path().join("none");
    all.extend(["--store", nowhere.to_str().expect("UTF-8")]);
    let output = chidao(&all);
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code().expect("an exit code"), text(&output.stdout), text(&output.stderr))
}

#[test]
fn a_grade_that_still_waits_is_told_with_what_applies() {
    let sample = Sample::of(&["corpus"]);
    let said = sample.json(&["status", "Thông tư 27/2020", "--year", "2023-2024", "--grade", "5"]);
    assert_eq!(said["schema"], "chidao/status@1");
    let answer = &said["answers"][0];
    assert_eq!(answer["work"]["work"], "thong-tu:27/2020/TT-BGDĐT");
    let status = &answer["status"];
    assert_eq!(status["verdict"], "not-yet-for-grade");
    assert_eq!(names(&status["instead"]), ["Thông tư 30/2014/TT-BGDĐT", "Thông tư 22/2016/TT-BGDĐT"]);
    let sources: Vec<&str> =
        status["evidence"].as_array().expect("a list").iter().filter_map(|s| s["said_by"]["kind"].as_str()).collect();
    assert!(sources.contains(&"text") && sources.contains(&"registry"), "{sources:?}");
    let clause = &status["evidence"][0]["said_by"];
    assert_eq!((clause["label"].as_str(), clause["page"].as_u64()), (Some("236/PGDĐT-GDTH"), Some(2)));
    assert!(clause["words"].as_str().is_some_and(|words| words.starts_with("lớp 5")), "{clause}");
    let span = &clause["span"];
    assert!(span["end"].as_u64() > span["start"].as_u64(), "{clause}");
}

#[test]
fn a_real_guidance_is_evidence_with_its_page() {
    let Some(real) = shared("corpus/an-lao") else { return };
    let sample = Sample::of(&["corpus", real.to_str().expect("UTF-8")]);
    let said = sample.json(&["status", "Thông tư 27/2020", "--year", "2023-2024", "--grade", "5"]);
    let status = &said["answers"][0]["status"];
    assert_eq!(status["verdict"], "not-yet-for-grade");
    assert_eq!(names(&status["instead"]), ["Thông tư 30/2014/TT-BGDĐT", "Thông tư 22/2016/TT-BGDĐT"]);
    let at = |statement: &&Value| {
        statement["said_by"]["label"].as_str().is_some_and(|label| label.starts_with("an-lao-tieu-hoc-2023-2024"))
    };
    let its: Vec<&Value> = status["evidence"].as_array().expect("a list").iter().filter(at).collect();
    assert!(its.iter().all(|statement| statement["said_by"]["page"] == 8) && its.len() == 3, "{its:#?}");
}

#[test]
fn a_day_decides_and_is_read_as_people_write_it() {
    let sample = Sample::of(&["corpus"]);
    for (day, wanted) in [
        ("18/7/2024", "in force"),
        ("2024-07-19", "replaced by Thông tư 09/2024/TT-BGDĐT from 19/7/2024"),
        ("4/9/2024", "replaced by Thông tư 09/2024/TT-BGDĐT from 19/7/2024"),
    ] {
        let (code, out, _) = sample.ask(&["status", "36/2017/TT-BGDĐT", "--on", day]);
        assert_eq!(code, 0);
        let line = out.lines().nth(1).expect("an answer").to_owned();
        assert!(line.contains(wanted), "{day}: {line}");
    }
    let (code, _, err) = sample.ask(&["status", "36/2017/TT-BGDĐT", "--on", "31/2/2024"]);
    assert_eq!(code, 2, "{err}");
    let (code, _, err) = sample.ask(&["status", "36/2017/TT-BGDĐT", "--grade", "13"]);
    assert_eq!(code, 2, "{err}");
}

#[test]
fn a_directive_of_the_store_is_replaced_by_its_successors_own_words() {
    let sample = Sample::of(&["corpus"]);
    let (code, out, _) = sample.ask(&["hieuluc", "1987/QĐ-UBND", "--on", "2023-09-01", "--lang", "vi"]);
    assert_eq!(code, 0);
    assert!(out.contains("bị Quyết định 2145/QĐ-UBND thay thế từ 10/8/2023"), "{out}");
    assert!(out.contains("“Quyết định này có hiệu lực kể từ ngày ký và thay thế Quyết định số 1987/QĐ-UBND"), "{out}");
    let (_, out, _) = sample.ask(&["status", "1987/QĐ-UBND", "--on", "2023-08-01", "--lang", "vi"]);
    assert!(out.contains("còn hiệu lực đến 09/8/2023"), "{out}");
}

#[test]
fn unknown_is_said_and_nothing_else() {
    let sample = Sample::of(&["corpus"]);
    let said = sample.json(&["status", "Công văn 2345/BGDĐT-GDTH"]);
    let status = &said["answers"][0]["status"];
    assert_eq!((status["verdict"].as_str(), status["evidence"].as_array().map(Vec::len)), (Some("unknown"), Some(0)));
    let (code, out, err) = sample.ask(&["status", "Thông tư 987/2019/TT-BGDĐT"]);
    assert_eq!((code, out.as_str()), (1, ""));
    assert!(err.contains("Neither store nor registry knows"), "{err}");
}

#[test]
fn without_a_store_the_registry_answers() {
    let (code, out, err) = alone(&["status", "Thông tư 58/2011/TT-BGDĐT", "--year", "2023-2024", "--level", "thcs"]);
    assert_eq!(code, 0, "{err}");
    assert!(err.contains("only the registry is asked"), "{err}");
    let steps = "replaced step by step from school year 2021-2022 to 2023-2024";
    assert!(
        out.contains(&format!("grade 6–8: {steps} (instead: Thông tư 22/2021/TT-BGDĐT); grade 9: applies")),
        "{out}"
    );
    assert!(out.contains("effect clause"), "the provenance is shown: {out}");
    let (code, out, _) = alone(&["status", "Luật Giáo dục", "--on", "2018-01-01"]);
    assert_eq!(code, 0);
    assert!(out.contains("Luật 38/2005/QH11") && out.contains("Luật 43/2019/QH14"), "both laws of that name: {out}");
}

#[test]
fn a_registry_of_ones_own_is_added_and_checked() {
    let folder = tempfile::tempdir().expect("a folder");
    let own = folder.path().join("so.toml");
    let path = own.to_str().expect("UTF-8");
    let good = "schema = \"chidao/registry@1\"\n[[document]]\nname = \"Quyết định 77/QĐ-UBND\"\nissued = 2026-01-05\n\
                provenance = \"clause\"\neffect = [{ verb = \"repeals\", on = \"Thông tư 44/2019/TT-BGDĐT\" }]\n";
    fs::write(&own, good).expect("written");
    let ask = ["status", "Thông tư 44/2019/TT-BGDĐT", "--on", "2026-02-01", "--registry", path];
    let (code, out, err) = alone(&ask);
    assert_eq!(code, 0, "{err}");
    assert!(out.contains("repealed by Quyết định 77/QĐ-UBND") && out.contains("so.toml:6"), "{out}");
    let checked = chidao(&["registry", "check", path]);
    assert_eq!(checked.status.code(), Some(0));
    // A store's own registry lies in its folder.
    let sample = Sample::of(&["corpus"]);
    fs::write(std::path::Path::new(sample.folder()).join("registry.toml"), good).expect("written");
    assert_eq!(sample.ask(&["status", "Thông tư 44/2019/TT-BGDĐT", "--on", "2026-02-01"]).0, 0);
    // What is wrong is told with its line, all at once.
    fs::write(&own, good.replace("repeals", "kills").replace("2026-01-05", "\"5/1/2026\"")).expect("written");
    for arguments in [&["registry", "check", path][..], &ask] {
        let output = chidao(arguments);
        let err = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{err}");
        assert!(err.contains("so.toml:4: “5/1/2026” is not a date"), "{err}");
        assert!(err.contains("so.toml:6: unknown verb “kills”"), "{err}");
    }
    let vietnamese = chidao(&["registry", "check", path, "--lang", "vi"]);
    assert!(String::from_utf8_lossy(&vietnamese.stderr).contains("so.toml:6: không có tác động “kills”"));
}

#[test]
fn the_registry_is_listed_and_is_no_document() {
    let (code, out, _) = alone(&["registry", "list"]);
    assert_eq!(code, 0);
    assert!(out.contains("registry.toml:") && out.contains("Thông tư 36/2017/TT-BGDĐT"), "{out}");
    // It lies among the sample directives, and is not indexed as one of them.
    let sample = Sample::of(&["corpus"]);
    let (_, out, _) = sample.ask(&["search", "\"chidao/registry\""]);
    assert!(!out.contains("registry.toml"), "{out}");
}

#[test]
fn search_and_show_say_whether_the_works_they_name_hold() {
    let sample = Sample::of(&["corpus"]);
    let line = |arguments: &[&str]| sample.ask(arguments).1.lines().nth(1).expect("a second line").to_owned();
    assert_eq!(
        line(&["search", "Thông tư 36/2017/TT-BGDĐT"]),
        "  today: replaced by Thông tư 09/2024/TT-BGDĐT from 19/7/2024"
    );
    // In a year, it is told for that year.
    let then = line(&["search", "Thông tư 36/2017/TT-BGDĐT", "--year", "2023-2024"]);
    assert_eq!(then, "  in school year 2023-2024: in force until 18/7/2024");
    assert_eq!(
        line(&["search", "2345/BGDĐT-GDTH", "--lang", "vi"]),
        "  hiện nay: chưa rõ: chưa có thông tin về hiệu lực"
    );
    let said = sample.json(&["search", "Thông tư 36/2017/TT-BGDĐT"]);
    assert_eq!(said["statuses"][0]["verdict"], "replaced");
    let (_, out, _) = sample.ask(&["show", "252/PGDĐT-THCS", "--lang", "vi"]);
    let row = |number: &str| out.lines().find(|line| line.contains(number)).expect("a row").to_owned();
    assert!(row("36/2017").contains("bị thay thế") && row("5636/").contains("chưa rõ"), "{out}");
    let said = sample.json(&["show", "252/PGDĐT-THCS"]);
    let statuses = said["statuses"].as_array().expect("a list");
    let cited: std::collections::BTreeSet<&str> = said["references"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|reference| reference["fact"]["work"].as_str())
        .collect();
    let judged: std::collections::BTreeSet<&str> = statuses.iter().filter_map(|one| one["work"].as_str()).collect();
    assert_eq!(judged, cited, "each work once");
}

#[test]
fn a_broken_registry_does_not_keep_an_answer_back() {
    let sample = Sample::of(&["corpus"]);
    fs::write(std::path::Path::new(sample.folder()).join("registry.toml"), "schema = 3\n").expect("written");
    let (code, out, err) = sample.ask(&["search", "Thông tư 36/2017/TT-BGDĐT"]);
    assert_eq!(code, 0, "{err}");
    assert!(err.contains("registry.toml:1") && out.contains("replaced by"), "{err}");
    // What is asked of the registry itself needs it.
    assert_eq!(sample.ask(&["status", "Thông tư 36/2017/TT-BGDĐT"]).0, 2);
}

#[test]
fn what_a_third_paper_says_of_two_others_is_evidence_with_its_place() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = "PHÒNG GIÁO DỤC VÀ ĐÀO TẠO\nSố: 15/PGDĐT-KT\nNgày 12 tháng 3 năm 2025\n\nCông tác tài chính thực hiện theo \
                Thông tư số 71/2019/TT-BTC được sửa đổi, bổ sung bởi Thông tư số 88/2021/TT-BTC.\n";
    fs::write(folder.path().join("a.txt"), text).expect("written");
    let sample = Sample::of(&[folder.path().to_str().expect("UTF-8")]);
    let said = sample.json(&["status", "Thông tư 71/2019/TT-BTC", "--on", "2025-01-01"]);
    let status = &said["answers"][0]["status"];
    assert_eq!(status["verdict"], "partly", "{status:#}");
    assert_eq!(status["changes"][0]["by"]["name"], "Thông tư 88/2021/TT-BTC");
    let source = &status["evidence"][0]["said_by"];
    assert_eq!(source["own"], false);
    assert_eq!(source["words"], "Thông tư số 71/2019/TT-BTC được sửa đổi, bổ sung bởi Thông tư số 88/2021/TT-BTC");
}

/// A store of these texts, each under its name.
fn of_texts(texts: &[(&str, &str)]) -> (tempfile::TempDir, Sample) {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in texts {
        fs::write(folder.path().join(name), text).expect("written");
    }
    let sample = Sample::of(&[folder.path().to_str().expect("UTF-8")]);
    (folder, sample)
}

const LETTER: &str = "UBND HUYỆN VÂN KHÊ\nPHÒNG GIÁO DỤC VÀ ĐÀO TẠO\nSố: 11/PGDĐT-THCS\nVân Khê, ngày 08 tháng 9 năm 2023\n\
    V/v hướng dẫn nhiệm vụ giáo dục trung học cơ sở năm học 2023-2024\n\nKính gửi: Các trường THCS\n\n\
    Các trường đánh giá học sinh lớp 6, 7, 8 theo Thông tư 22 của Bộ GDĐT và Thông tư 27 của Bộ GDĐT.\n";

#[test]
fn a_bare_number_is_not_judged_as_a_work_that_bears_it() {
    let (_folder, sample) = of_texts(&[("thcs.txt", LETTER)]);
    let said = sample.json(&["search", "Thông tư 22/2021"]);
    assert_eq!(said["possible"], true);
    let status = &said["statuses"][0];
    assert_eq!((status["verdict"].as_str(), status["name"].as_str()), (Some("unknown"), Some("Thông tư 22")));
    let (_, out, _) = sample.ask(&["search", "Thông tư 22/2021", "--lang", "vi"]);
    assert!(out.starts_with("Có thể là: Thông tư 22\n"), "{out}");
    assert!(out.contains("có thể là Thông tư 22/2016/TT-BGDĐT, Thông tư 22/2021/TT-BGDĐT"), "{out}");
    let (_, out, _) = sample.ask(&["show", "11/PGDĐT-THCS", "--lang", "vi"]);
    assert!(!out.contains("thay thế") && out.contains("chưa rõ là văn bản nào"), "{out}");
    // No document that was asked for in full is answered by it.
    for name in ["Thông tư 27/2021", "Thông tư 27/2002/TT-BGDĐT"] {
        let (code, out, err) = sample.ask(&["status", name, "--lang", "vi"]);
        assert_eq!((code, out.as_str()), (1, ""), "{name}");
        assert!(err.contains("Có phải bạn tìm: Thông tư 27?"), "{err}");
        assert!(err.contains("Có phải bạn tìm: Thông tư 27/2020/TT-BGDĐT?"), "{err}");
    }
    // The number alone is answered by what it may be.
    let said = sample.json(&["status", "Thông tư 22"]);
    let bare = said["answers"].as_array().expect("a list").iter().find(|a| a["work"]["name"] == "Thông tư 22");
    assert!(bare.is_none_or(|answer| answer["status"]["doubt"] == "which-work"), "{said:#}");
}

#[test]
fn a_circular_says_when_others_end_and_when_its_parts_begin() {
    let steps = "BỘ GIÁO DỤC VÀ ĐÀO TẠO\nSố: 41/2026/TT-BGDĐT\nHà Nội, ngày 05 tháng 01 năm 2026\n\nTHÔNG TƯ\n\
        Quy định về thư viện trường tiểu học\n\nĐiều 9. Hiệu lực thi hành\n\
        1. Thông tư này có hiệu lực thi hành kể từ ngày 01 tháng 3 năm 2026 và được áp dụng theo lộ trình sau:\n\
        a) Từ năm học 2026-2027 đối với lớp 1 và lớp 2;\nb) Từ năm học 2028-2029 đối với lớp 3, lớp 4 và lớp 5.\n\
        2. Thông tư này thay thế Thông tư số 6/2019/TT-BGDĐT.\n\
        3. Thông tư số 7/2019/TT-BGDĐT hết hiệu lực kể từ ngày Thông tư này có hiệu lực thi hành.\n";
    let part = "BỘ GIÁO DỤC VÀ ĐÀO TẠO\nSố: 59/2025/TT-BGDĐT\nHà Nội, ngày 10 tháng 12 năm 2025\n\nTHÔNG TƯ\n\
        Ngưng hiệu lực và bãi bỏ một số quy định\n\n\
        Điều 1. Ngưng hiệu lực Thông tư số 8/2019/TT-BGDĐT đến hết ngày 31 tháng 5 năm 2026.\n\
        Điều 2. Bãi bỏ Thông tư số 9/2019/TT-BGDĐT.\nĐiều 3. Hiệu lực thi hành\n\
        1. Thông tư này có hiệu lực từ ngày 01 tháng 02 năm 2026, trừ trường hợp quy định tại khoản 2 Điều này.\n\
        2. Quy định tại Điều 1 có hiệu lực kể từ ngày ký ban hành.\n";
    let (_folder, sample) = of_texts(&[("a.txt", steps), ("b.txt", part)]);
    for (name, day, want) in [
        ("6/2019/TT-BGDĐT", "2026-10-01", "lớp 3–5: áp dụng"),
        ("7/2019/TT-BGDĐT", "2026-10-01", "bị Thông tư 41/2026/TT-BGDĐT bãi bỏ từ 01/3/2026"),
        ("7/2019/TT-BGDĐT", "2026-02-28", "còn hiệu lực đến 28/02/2026"),
        ("8/2019/TT-BGDĐT", "2026-01-15", "bị Thông tư 59/2025/TT-BGDĐT ngưng hiệu lực từ 10/12/2025"),
        ("9/2019/TT-BGDĐT", "2026-01-15", "còn hiệu lực đến 31/01/2026"),
    ] {
        let (code, out, err) = sample.ask(&["status", name, "--on", day, "--lang", "vi"]);
        assert_eq!(code, 0, "{name}: {err}");
        let line = out.lines().nth(1).unwrap_or_default();
        assert!(line.contains(want), "{name} {day}: {out}");
    }
}

#[test]
fn a_draft_replaces_nothing() {
    let draft = "BỘ GIÁO DỤC VÀ ĐÀO TẠO\nSố:      /2026/TT-BGDĐT\nHà Nội, ngày    tháng    năm 2026\nDỰ THẢO\n\nTHÔNG TƯ\n\
        Quy định đánh giá học sinh tiểu học\n\nĐiều 1. Ban hành kèm theo Thông tư này Quy định đánh giá học sinh.\n\
        Điều 2. Thông tư này có hiệu lực thi hành kể từ ngày 01 tháng 9 năm 2026 và thay thế Thông tư số \
        27/2020/TT-BGDĐT ngày 04 tháng 9 năm 2020.\n";
    let (_folder, sample) = of_texts(&[("tt.txt", draft)]);
    let said = sample.json(&["status", "Thông tư 27/2020/TT-BGDĐT", "--on", "2026-12-01"]);
    let status = &said["answers"][0]["status"];
    assert_eq!((status["verdict"].as_str(), status["basis"].as_str()), (Some("in-force"), Some("nothing-contrary")));
    assert_eq!(status["drafted"][0]["said_by"]["draft"], true, "{status:#}");
    let (_, out, _) = sample.ask(&["status", "Thông tư 27/2020/TT-BGDĐT", "--on", "2026-12-01", "--lang", "vi"]);
    assert!(out.contains("có hiệu lực từ 20/10/2020; kho không thấy văn bản nào thay thế\n"), "{out}");
    assert!(out.contains("Dự thảo nêu, không tính vào hiệu lực:\n  dự thảo "), "{out}");
    let (_, out, _) = sample.ask(&["show", "tt.txt", "--lang", "vi"]);
    assert!(out.contains("dự thảo"), "{out}");
}

#[test]
fn a_schools_plan_does_not_bring_a_grade_forward() {
    let plan = "PHÒNG GD&ĐT HUYỆN VÂN KHÊ\nTRƯỜNG TIỂU HỌC VÂN KHÊ\nSố: 15/KH-THVK\nVân Khê, ngày 12 tháng 9 năm 2023\n\n\
        KẾ HOẠCH\nGiáo dục nhà trường năm học 2023-2024\n\nLớp 1 đến lớp 5 thực hiện đánh giá theo Thông tư \
        27/2020/TT-BGDĐT.\nLớp 5 áp dụng Thông tư 58/2011/TT-BGDĐT.\n";
    let (_folder, sample) = of_texts(&[("kh.txt", plan)]);
    let asked = |name: &str| sample.json(&["status", name, "--year", "2023-2024", "--grade", "5"]);
    let said = asked("27/2020/TT-BGDĐT");
    let status = &said["answers"][0]["status"];
    assert_eq!(status["verdict"], "not-yet-for-grade");
    assert_eq!(status["disagreements"][0]["other"]["said_by"]["label"], "15/KH-THVK", "{status:#}");
    assert_eq!(status["disagreements"][0]["other"]["said_by"]["tier"], "school");
    let said = asked("58/2011/TT-BGDĐT");
    assert_eq!(said["answers"][0]["status"]["verdict"], "not-for-grade", "{said:#}");
    let (_, out, _) =
        sample.ask(&["status", "30/2014/TT-BGDĐT", "--year", "2023-2024", "--grade", "4", "--lang", "vi"]);
    assert!(out.contains("bị Thông tư 27/2020/TT-BGDĐT thay thế từ năm học 2023-2024"), "{out}");
}

#[test]
fn a_law_is_told_by_its_name_and_year() {
    for (name, law) in [
        ("Luật Giáo dục 2019", "Luật 43/2019/QH14"),
        ("Luật Giáo dục năm 2019", "Luật 43/2019/QH14"),
        ("Luật Giáo dục 2005", "Luật 38/2005/QH11"),
    ] {
        let (code, out, err) = alone(&["status", name, "--lang", "vi"]);
        assert_eq!(code, 0, "{err}");
        assert_eq!(out.lines().filter(|line| line.starts_with("Luật")).count(), 1, "{name}: {out}");
        assert!(out.starts_with(law), "{name}: {out}");
    }
}

#[test]
fn a_day_is_quoted_as_the_document_writes_it() {
    let (_folder, sample) = of_texts(&[("cv.txt", LETTER)]);
    let (_, out, _) = sample.ask(&["status", "11/PGDĐT-THCS", "--lang", "vi"]);
    assert!(out.contains("ban hành ngày 08/9/2023 “Vân Khê, ngày 08 tháng 9 năm 2023”"), "{out}");
    assert!(!out.contains("2023-09-08"), "{out}");
}

/// Dated before Luật 64/2025/QH15, under the rule of 80/2015/QH13.
const DECISION: &str = "UBND HUYỆN VÂN KHÊ\nTRƯỜNG TIỂU HỌC LÊ LỢI\n-------\nSố: 12/QĐ-THLL\n\n\
    CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n-------\nVân Khê, ngày 5 tháng 9 năm 2023\n\n\
    QUYẾT ĐỊNH\nVề việc ban hành Quy chế đánh giá học sinh\n\nĐiều 1. Ban hành Quy chế đánh giá học sinh của trường.\n\
    Điều 2. Quyết định này có hiệu lực từ ngày 10 tháng 9 năm 2023 và thay thế Thông tư số 32/2018/TT-BGDĐT ngày 26 \
    tháng 12 năm 2018 của Bộ Giáo dục và Đào tạo.\n\nHIỆU TRƯỞNG\nTrần Văn An\n";

#[test]
fn a_schools_decision_ends_no_circular() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("quyet-dinh.txt");
    fs::write(&file, DECISION).expect("written");
    let sample = Sample::of(&[file.to_str().expect("UTF-8")]);
    let said = sample.json(&["status", "32/2018/TT-BGDĐT", "--on", "2023-12-01"]);
    let answer = &said["answers"][0];
    let verdict = answer["status"]["verdict"].as_str().expect("a verdict");
    assert!(["in-force", "partly"].contains(&verdict), "{verdict}");
    assert_eq!(answer["beyond_powers"]["total"], 1);
    let words = answer["beyond_powers"]["first"][0]["said_by"]["words"].as_str().expect("words");
    assert!(words.contains("thay thế Thông tư số 32/2018/TT-BGDĐT"), "{words}");
    let (code, out, _) = sample.ask(&["status", "32/2018/TT-BGDĐT", "--on", "2023-12-01"]);
    assert_eq!(code, 0);
    let tail: Vec<&str> = out.lines().skip_while(|line| !line.contains("beyond their powers")).collect();
    assert!(tail.len() == 2 && tail[1].contains("12/QĐ-THLL"), "{out}");
    // Nor does the school's own decision rest on having ended it.
    let said = sample.json(&["status", "12/QĐ-THLL", "--on", "2023-09-07"]);
    assert_eq!(names(&said["answers"][0]["status"]["instead"]), Vec::<&str>::new(), "{said}");
}
