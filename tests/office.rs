//! Workbooks, CSV and reports in an office suite: what LibreOffice shows is what the answers say.
//!
//! A machine without LibreOffice says so and passes, unless `CHIDAO_REQUIRE_OFFICE` is set, as it is in CI.

mod common;

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::Command;

use common::Sample;
use serde_json::Value;

/// Converts `file` with LibreOffice; `None` where it is not here. It has a profile of its own, since it runs once per profile.
fn converted(file: &Path, to: &str) -> Option<PathBuf> {
    let folder = file.parent().expect("a folder").join(format!("as-{}", to.split(':').next().expect("a name")));
    let profile = folder.join("profile");
    let output = Command::new("soffice")
        .arg(format!("-env:UserInstallation=file://{}", profile.display()))
        .args(["--headless", "--convert-to", to, "--outdir"])
        .args([&folder, file])
        .output();
    let Ok(output) = output else {
        assert!(std::env::var_os("CHIDAO_REQUIRE_OFFICE").is_none(), "soffice is missing");
        eprintln!("SKIPPED: {} was not opened in LibreOffice, which is not here", file.display());
        return None;
    };
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Some(folder)
}

/// The sheets of a workbook as LibreOffice shows them, by name; numbers and dates as they are shown.
fn shown(workbook: &Path) -> Option<Vec<(String, Vec<Vec<String>>)>> {
    // Comma, quotation mark, UTF-8, from line 1; cells as shown; every sheet in a file of its own.
    let folder = converted(workbook, "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1")?;
    let stem = workbook.file_stem().expect("a name").to_string_lossy().into_owned();
    let mut sheets = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("a file").path();
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let Some(sheet) = name.strip_prefix(&format!("{stem}-")) else { continue };
        sheets.push((sheet.to_owned(), rows(&fs::read(&path).expect("readable"))));
    }
    Some(sheets)
}

fn rows(bytes: &[u8]) -> Vec<Vec<String>> {
    let text = String::from_utf8(bytes.to_vec()).expect("UTF-8");
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    reader.records().map(|record| record.expect("a row").iter().map(str::to_owned).collect()).collect()
}

/// A part of an Office file.
fn part(file: &Path, name: &str) -> String {
    let mut archive = zip::ZipArchive::new(fs::File::open(file).expect("a file")).expect("an archive");
    let mut text = String::new();
    archive.by_name(name).unwrap_or_else(|_| panic!("no {name}")).read_to_string(&mut text).expect("UTF-8");
    text
}

fn export(sample: &Sample, arguments: &[&str], name: &str) -> PathBuf {
    let path = Path::new(sample.folder()).join(name);
    let mut all = arguments.to_vec();
    all.extend(["--lang", "vi", "-o", path.to_str().expect("UTF-8")]);
    let (code, out, err) = sample.ask(&all);
    assert!(code <= 1 && out.is_empty(), "{arguments:?}: {err}");
    path
}

fn words(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

/// The cells of a column, by its name in the first row.
fn column(sheet: &[Vec<String>], name: &str) -> Vec<String> {
    let at = sheet[0].iter().position(|head| head == name).unwrap_or_else(|| panic!("no {name} in {:?}", sheet[0]));
    sheet[1..].iter().map(|row| row[at].clone()).collect()
}

#[test]
fn a_workbook_shows_every_row_with_its_type() {
    let sample = Sample::of(&["corpus"]);
    let file = export(&sample, &["targets", "2024-2025"], "chi-tieu.xlsx");
    let said = sample.json(&["targets", "2024-2025"]);
    let targets: Vec<&Value> = said["targets"].as_array().expect("a list").iter().map(|row| &row["target"]).collect();
    let xml = part(&file, "xl/worksheets/sheet1.xml");
    let per_cent: f64 = targets
        .iter()
        .filter(|t| t["unit"] == "%")
        .filter_map(|t| t["value"].as_f64())
        .map(|value| value / 100.0)
        .sum();
    let book = roxmltree::Document::parse(&xml).expect("XML");
    let numbers: Vec<f64> = book
        .descendants()
        .filter(|node| node.has_tag_name("c") || node.tag_name().name() == "c")
        .filter(|cell| cell.attribute("r").is_some_and(|place| place.starts_with('F')) && cell.attribute("t").is_none())
        .filter_map(|cell| cell.descendants().find(|node| node.tag_name().name() == "v")?.text()?.parse().ok())
        .collect();
    assert_eq!(numbers.len(), targets.len(), "every quantity is a number");
    let others: f64 = targets.iter().filter(|t| t["unit"] != "%").filter_map(|t| t["value"].as_f64()).sum();
    assert!((numbers.iter().sum::<f64>() - per_cent - others).abs() < 1e-6, "they can be summed");
    for (what, mark) in [
        ("the head stays", "<pane "),
        ("rows can be filtered", "<autoFilter "),
        ("it prints on A4", "paperSize=\"9\""),
        ("it has links", "<hyperlinks>"),
    ] {
        assert!(xml.contains(mark), "{what}");
    }
    assert!(!xml.contains("<f>"), "no formulas");
    let names = part(&file, "xl/workbook.xml");
    assert!(names.contains("Print_Titles") && names.contains("Print_Area"), "{names}");

    let Some(sheets) = shown(&file) else { return };
    let sheet = &sheets.iter().find(|(name, _)| name == "Chỉ tiêu").expect("the sheet").1;
    let subjects: Vec<String> = targets.iter().map(|target| words(&target["subject"])).collect();
    assert_eq!(column(sheet, "Nội dung"), subjects);
    let texts: Vec<String> = targets.iter().map(|target| words(&target["text"])).collect();
    assert_eq!(column(sheet, "Nguyên văn"), texts);
    let shown_levels = column(sheet, "Mức");
    for (shown, target) in shown_levels.iter().zip(&targets) {
        let value = target["value"].as_f64().expect("a number");
        let want = if target["unit"] == "%" { format!("{value}%") } else { value.to_string() };
        assert_eq!(shown, &want, "{target}");
    }
    let notes = &sheets.iter().find(|(name, _)| name == "Ghi chú").expect("the notes").1;
    let notes: String = notes.iter().flatten().map(String::as_str).collect();
    assert!(notes.contains("năm học 2024-2025") && notes.contains("chưa đọc được"), "{notes}");
}

#[test]
fn dates_are_dates() {
    let sample = Sample::of(&["corpus"]);
    let file = export(&sample, &["deadlines", "2024-2025"], "han.xlsx");
    let Some(sheets) = shown(&file) else { return };
    let sheet = &sheets.iter().find(|(name, _)| name == "Thời hạn").expect("the sheet").1;
    let said = sample.json(&["deadlines", "2024-2025"]);
    let rows = said["deadlines"].as_array().expect("a list");
    let [last, end, text] = ["Ngày cuối", "Đến", "Ghi trong văn bản"].map(|name| column(sheet, name));
    let sorted = |mut list: Vec<String>| {
        list.sort();
        list
    };
    let all = rows.iter().map(|row| words(&row["deadline"]["text"])).collect();
    assert_eq!(sorted(text.clone()), sorted(all), "none is missing");
    let days = last.iter().map(|day| day.split('/').rev().collect::<String>());
    let days: Vec<String> = days.map(|day| if day.is_empty() { "9".to_owned() } else { day }).collect();
    assert!(days.is_sorted(), "in the order of the first column, the undated last: {days:?}");
    // A link of each row leads to its file, on systems with and without drives.
    let links = part(&file, "xl/worksheets/_rels/sheet1.xml.rels");
    let targets: Vec<&str> = links.split("Target=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert!(!targets.is_empty());
    for target in targets {
        let path = target.replace("%20", " ");
        assert!(!path.contains('%'), "the sample's names have no other marks: {path}");
        assert!(Path::new(path.trim_start_matches("file:///")).is_file(), "{target}");
    }
    let at = text.iter().position(|words| words == "trước ngày 28/9/2024").expect("a row of the sample");
    assert_eq!((last[at].as_str(), end[at].as_str()), ("27/09/2024", "28/09/2024"));
    let month = text.iter().position(|words| words == "trước tháng 11/2024").expect("a row of the sample");
    assert_eq!((last[month].as_str(), end[month].as_str()), ("31/10/2024", "11/2024"));
}

#[test]
fn a_comparison_and_a_lineage_fill_their_sheets() {
    let sample = Sample::of(&["corpus"]);
    let series = ["diff", "2023-2024", "2024-2025", "--series", "248/PGDĐT-GDTH"];
    let file = export(&sample, &series, "so-sanh.xlsx");
    let said = sample.json(&series);
    if let Some(sheets) = shown(&file) {
        let sheet = |name: &str| &sheets.iter().find(|(sheet, _)| sheet == name).unwrap_or_else(|| panic!("{name}")).1;
        let rows = said["rows"].as_array().expect("a list");
        let subjects = rows.iter().map(|row| {
            let side = if row["new"].is_null() { &row["old"] } else { &row["new"] };
            words(&side["target"]["subject"])
        });
        assert_eq!(column(sheet("Chỉ tiêu"), "Nội dung"), subjects.collect::<Vec<_>>());
        let deadlines = said["series"]["deadlines"].as_array().expect("a list");
        assert_eq!(sheet("Thời hạn").len(), deadlines.len() + 1);
        let references = said["series"]["references"].as_array().expect("a list");
        assert_eq!(sheet("Viện dẫn").len(), references.len() + 1);
        let notes: String = sheet("Ghi chú").iter().flatten().map(String::as_str).collect();
        let unpaired = rows.iter().filter(|row| row["old"].is_null()).count();
        assert!(notes.contains(&format!("Chưa ghép cặp: {unpaired} chỉ tiêu")), "{notes}");
    }
    if let Some(folder) = converted(&file, "pdf") {
        let text = Command::new("pdftotext").arg("-layout").arg(folder.join("so-sanh.pdf")).arg("-").output();
        if let Ok(text) = text {
            let text = String::from_utf8_lossy(&text.stdout).into_owned();
            let line = text.lines().find(|line| line.contains("hoàn thành chương trình lớp học")).unwrap_or_default();
            let levels: Vec<&str> = line.split("  ").map(str::trim).filter(|cell| cell.contains('%')).collect();
            assert_eq!(levels[..3], ["≥ 99%", "99.2%", "≥ 99.2% %"], "what is printed keeps the bound: {line}");
        } else {
            assert!(std::env::var_os("CHIDAO_REQUIRE_OFFICE").is_none(), "pdftotext is missing");
            eprintln!("SKIPPED: the printed comparison was not read, pdftotext is not here");
        }
    }
    let file = export(&sample, &["lineage", "248/PGDĐT-GDTH"], "dong.xlsx");
    if let Some(sheets) = shown(&file) {
        let names = &sheets.iter().find(|(name, _)| name == "Phiên bản").expect("the versions").1;
        assert!(column(names, "Văn bản").iter().any(|name| name.contains("236/PGDĐT-GDTH")), "{names:?}");
    }
    let file = export(&sample, &["search", "Thông tư 27/2020"], "vien-dan.xlsx");
    if let Some(sheets) = shown(&file) {
        let list = &sheets.iter().find(|(name, _)| name == "Viện dẫn").expect("the mentions").1;
        let found = sample.json(&["search", "Thông tư 27/2020"]);
        assert_eq!(list.len(), found["mentions"].as_array().expect("a list").len() + 1);
    }
}

#[test]
fn the_same_answer_is_the_same_file() {
    let sample = Sample::of(&["corpus"]);
    let diff = ["diff", "2023-2024", "2024-2025"];
    for name in ["1.xlsx", "1.docx", "1.html", "1.csv", "1.md"] {
        let first = fs::read(export(&sample, &diff, name)).expect("a file");
        // An archive that took the time of day would differ by now: its clock counts two seconds.
        std::thread::sleep(std::time::Duration::from_millis(if name.ends_with("x") { 2100 } else { 0 }));
        assert!(fs::read(export(&sample, &diff, name)).expect("a file") == first, "{name}");
    }
}

#[test]
fn csv_is_read_back_and_nothing_runs() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("cong-van.txt");
    let text = "PHÒNG GD&ĐT HUYỆN A\nSố: 12/PGDĐT-GDTH\nA, ngày 05 tháng 9 năm 2024\nV/v nhiệm vụ năm học 2024-2025\n\n\
                Kính gửi: các trường\n\n- Thực hiện Thông tư 27/2020/TT-BGDĐT ngày 04/9/2020 của Bộ Giáo dục và Đào tạo.\n\
                =HYPERLINK(\"http://x\") theo Thông tư 27/2020/TT-BGDĐT ngày 04/9/2020 của Bộ Giáo dục và Đào tạo.\n";
    fs::write(&file, text).expect("written");
    let sample = Sample::of(&[file.to_str().expect("UTF-8")]);
    let csv = export(&sample, &["search", "Thông tư 27/2020"], "vien-dan.csv");
    let bytes = fs::read(&csv).expect("a file");
    assert!(bytes.starts_with("\u{feff}".as_bytes()), "spreadsheets look for the mark");
    let sheet = rows(&bytes);
    assert_eq!(column(&sheet, "bullet"), ["-", ""], "the sign of the list is apart");
    let passages = column(&sheet, "passage");
    assert!(passages[0].starts_with("Thực hiện Thông tư"), "the clause is not spoiled: {passages:?}");
    assert!(passages[1].starts_with("'=HYPERLINK"), "and what would run does not: {passages:?}");
    if let Some(folder) = converted(&csv, "xlsx:Calc MS Excel 2007 XML") {
        let book = folder.join("vien-dan.xlsx");
        assert!(!part(&book, "xl/worksheets/sheet1.xml").contains("<f"), "LibreOffice sees no formula");
    }
    // In a workbook it is text as well, and as written.
    let book = export(&sample, &["search", "Thông tư 27/2020"], "vien-dan.xlsx");
    assert!(!part(&book, "xl/worksheets/sheet1.xml").contains("<f>"));
    assert!(part(&book, "xl/sharedStrings.xml").contains("=HYPERLINK"));
}

#[test]
fn a_report_has_the_form_of_an_office() {
    let sample = Sample::of(&["corpus"]);
    for (arguments, name, title, said) in [
        (&["deadlines", "2024-2025"][..], "han", "Thời hạn, mốc thời gian năm học 2024-2025", "trước 28/9/2024"),
        (&["diff", "2023-2024", "2024-2025"], "so-sanh", "So sánh năm học 2023-2024 và 2024-2025", "Chưa ghép cặp"),
        (&["check", "252/PGDĐT-THCS"], "kiem-tra", "Kiểm tra viện dẫn: Công văn 252/PGDĐT-THCS", "sổ hiệu lực"),
    ] {
        let file = export(&sample, arguments, &format!("{name}.docx"));
        let document = part(&file, "word/document.xml");
        // A4; 20 mm above and below, 30 mm on the left, 15 mm on the right, in twentieths of a point.
        assert!(document.contains("w:w=\"11906\" w:h=\"16838\""), "{name}");
        assert!(document.contains("w:top=\"1133\" w:right=\"850\" w:bottom=\"1133\" w:left=\"1700\""), "{name}");
        assert!(document.contains("Times New Roman") && document.contains("<w:titlePg"), "{name}");
        assert!(
            document.contains("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
            "{name}: the country, and blanks for the office"
        );
        let sizes: Vec<&str> =
            document.split("<w:sz w:val=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        assert!(
            !sizes.is_empty() && sizes.iter().all(|size| matches!(*size, "26" | "28")),
            "13 and 14 points: {sizes:?}"
        );
        let html = fs::read_to_string(export(&sample, arguments, &format!("{name}.html"))).expect("a page");
        assert!(html.contains("size: A4") && html.contains(title) && html.contains(said), "{name}");
        assert!(!html.contains("<script") && !html.contains("http://"), "it asks nothing of the network");
        let Some(folder) = converted(&file, "pdf") else { continue };
        let pdf = folder.join(format!("{name}.pdf"));
        let text = |page: Option<&str>| {
            let mut command = Command::new("pdftotext");
            command.arg("-layout").args(page.iter().flat_map(|page| ["-f", page, "-l", page])).arg(&pdf).arg("-");
            command.output().ok().map(|output| String::from_utf8_lossy(&output.stdout).into_owned())
        };
        let Some(whole) = text(None) else {
            assert!(std::env::var_os("CHIDAO_REQUIRE_OFFICE").is_none(), "pdftotext is missing");
            eprintln!("SKIPPED: the report was not read as PDF, pdftotext is not here");
            continue;
        };
        let flat = whole.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(flat.contains(title) && flat.contains(said), "{name}: {flat}");
        let first = text(Some("1")).unwrap_or_default();
        let head: String = first.lines().map(str::trim).filter(|line| !line.is_empty()).take(3).collect();
        assert!(head.starts_with('…'), "no number on the first page, blanks to fill in: {first}");
        for whole in ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Số: ……/BC-……"]
        {
            assert!(head.contains(whole), "{name}: “{whole}” on a line of its own: {first}");
        }
        let pages = whole.matches('\u{c}').count();
        if pages > 1 {
            let second = text(Some("2")).unwrap_or_default();
            assert_eq!(second.lines().next().map(str::trim), Some("2"), "{name}: the number at the top, in the middle");
        }
    }
}
