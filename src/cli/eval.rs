//! `chidao eval`: how well extraction does against annotated directives.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use chidao::eval::{Class, Field, Figures, Finding, Gold, Interval, Verdict, evaluate, folder};
use chidao::extract::Reading;
use chidao::render::{Lang, messages, table::table};
use chidao::source::worker::{Limits, Pool};
use comfy_table::ColumnConstraint;
use serde_json::{Map, Value, json};

use super::options::{Format, OcrOption};
use super::{Exit, print};

/// Measure extraction against directives annotated by people
///
/// GOLD_DIR holds NAME.gold.json, in the form that `chidao extract` prints, with the directive beside it: NAME.txt,
/// NAME.pdf, NAME.docx …; each of several is a row. Matching is one to one; intervals are 95 % (Wilson; for F1
/// mapped from Wilson's).
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  chidao eval samples/expected --documents corpus\n  chidao eval ~/gold --show\n\n\
    Exit codes: 0 done, 1 no gold files, 2 error, 3 done but some documents are missing or could not be read.")]
pub struct Args {
    /// The folder of the gold files
    gold_dir: PathBuf,
    /// The folder of the documents, where they do not lie beside the gold
    #[arg(long, value_name = "DIR")]
    documents: Option<PathBuf>,
    /// List what was missed, too much or has a wrong value
    #[arg(long)]
    show: bool,
    #[command(flatten)]
    ocr: OcrOption,
    /// Output format
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
}

/// One document beside its gold.
struct Row {
    name: String,
    outcome: Result<Measured, String>,
}

struct Measured {
    format: String,
    figures: Figures,
    findings: Vec<Finding>,
}

/// Runs the command.
pub fn run(args: &Args, lang: Lang) -> anyhow::Result<Exit> {
    let documents = args.documents.as_ref().unwrap_or(&args.gold_dir);
    for folder in [&args.gold_dir, documents] {
        if !folder.is_dir() {
            anyhow::bail!("{} {}", folder.display(), lang.pick("không phải là thư mục", "is not a folder"));
        }
    }
    let entries = folder::entries(&args.gold_dir, documents)?;
    let rows = measure(&entries, &Pool::of_this_program(Limits::default())?.with_ocr(!args.ocr.no_ocr), lang);
    match args.format {
        Format::Json => print(&serde_json::to_string_pretty(&as_json(&rows, args.show))?)?,
        Format::Table if rows.is_empty() => {
            eprintln!("{}: {}", args.gold_dir.display(), lang.pick("không có *.gold.json", "no *.gold.json here"));
        }
        Format::Table => print(&as_text(&rows, args.show, lang))?,
    }
    Ok(match rows.iter().filter(|row| row.outcome.is_err()).count() {
        _ if rows.is_empty() => Exit::Nothing,
        0 => Exit::Done,
        _ => Exit::Partly,
    })
}

/// Reads all documents in workers and compares each with its gold.
fn measure(entries: &[folder::Entry], pool: &Pool, lang: Lang) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut jobs = Vec::new();
    let mut paths = Vec::new();
    for entry in entries {
        let gold = Gold::read(&entry.gold);
        let reason = match &gold {
            Err(error) => Some(error.to_string()),
            Ok(_) if entry.documents.is_empty() => {
                Some(lang.pick("không có văn bản cùng tên", "no document of this name").to_owned())
            }
            Ok(_) => None,
        };
        match (gold, reason) {
            (Ok(gold), None) => {
                let gold = std::rc::Rc::new(gold);
                for path in &entry.documents {
                    jobs.push((rows.len(), std::rc::Rc::clone(&gold), entry.text.as_deref()));
                    paths.push(path.clone());
                    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                    rows.push(Row { name, outcome: Err(String::new()) });
                }
            }
            (_, reason) => rows.push(Row { name: entry.name.clone(), outcome: Err(reason.unwrap_or_default()) }),
        }
    }
    pool.read_all(&paths, |index, reading: Result<Reading, _>| {
        let (row, gold, text) = &jobs[index];
        rows[*row].outcome = match reading {
            Ok(reading) if reading.text.content.is_empty() => Err(unread(&reading, lang)),
            Ok(reading) => Ok(compare(gold, &reading, *text)),
            Err(reason) => Err(messages::reason(&reason, lang)),
        };
        ControlFlow::Continue(())
    });
    rows
}

fn compare(gold: &Gold, reading: &Reading, text: Option<&Path>) -> Measured {
    // Headings are looked up in the annotated text where it lies there, so that every format has the same scope.
    let text = text.and_then(|path| std::fs::read_to_string(path).ok());
    let score = evaluate(gold, &reading.facts, Some(text.as_deref().unwrap_or(&reading.text.content)));
    Measured { format: super::slug(&reading.format), figures: score.figures, findings: score.findings }
}

/// Why a document that could be opened gave no text.
fn unread(reading: &Reading, lang: Lang) -> String {
    let problem = reading.text.pages.iter().find_map(|page| page.problem.as_ref());
    problem.map_or_else(
        || lang.pick("không có chữ nào", "holds no text").to_owned(),
        |problem| messages::page_problem(problem, lang),
    )
}

/// The counts of all documents together and of those of each format.
fn totals(rows: &[Row]) -> (Figures, BTreeMap<&str, Figures>) {
    let (mut all, mut formats) = (Figures::default(), BTreeMap::<&str, Figures>::new());
    for measured in rows.iter().filter_map(|row| row.outcome.as_ref().ok()) {
        all += measured.figures;
        *formats.entry(&measured.format).or_default() += measured.figures;
    }
    (all, formats)
}

fn as_json(rows: &[Row], show: bool) -> Value {
    let documents: Vec<Value> = rows
        .iter()
        .map(|row| match &row.outcome {
            Ok(measured) => {
                let mut value = json!({ "file": row.name, "format": measured.format });
                value["figures"] = figures_json(&measured.figures);
                if show {
                    value["findings"] = json!(measured.findings);
                }
                value
            }
            Err(reason) => json!({ "file": row.name, "unread": reason }),
        })
        .collect();
    let (all, formats) = totals(rows);
    let formats: Map<String, Value> =
        formats.iter().map(|(name, figures)| ((*name).to_owned(), figures_json(figures))).collect();
    json!({ "schema": "chidao/eval@1", "documents": documents, "formats": formats, "all": figures_json(&all) })
}

fn figures_json(figures: &Figures) -> Value {
    let mut out = Map::new();
    for (class, counts) in Class::ALL.iter().zip(&figures.classes) {
        let value = json!({
            "right": counts.right,
            "missed": counts.missed,
            "extra": counts.extra,
            "precision": counts.precision(),
            "recall": counts.recall(),
            "f1": counts.f1(),
        });
        out.insert(class.name().to_owned(), value);
    }
    for (field, share) in Field::ALL.iter().zip(&figures.fields) {
        let value = json!({ "right": share.right, "told": share.told, "accuracy": share.accuracy() });
        out.insert(field.name().to_owned(), value);
    }
    Value::Object(out)
}

fn as_text(rows: &[Row], show: bool, lang: Lang) -> String {
    let mut out = vec![by_document(rows, lang)];
    let (all, formats) = totals(rows);
    if formats.len() > 1 {
        for (format, figures) in &formats {
            out.push(format!("{}\n{}", format.to_uppercase(), together(figures, lang)));
        }
    }
    out.push(format!(
        "{}\n{}",
        lang.pick("Tất cả (khoảng tin cậy 95 %)", "All together (95 % intervals)"),
        together(&all, lang)
    ));
    if show {
        out.push(findings(rows, lang));
    }
    out.join("\n\n")
}

/// One row per document: F1 of the classes, right ones of the fields.
fn by_document(rows: &[Row], lang: Lang) -> String {
    let mut head = vec![lang.pick("Tệp", "File")];
    head.extend(Class::ALL.iter().map(|class| class_name(*class, lang)));
    head.extend(Field::ALL.iter().map(|field| field_name(*field, lang)));
    let mut documents = table(head);
    // Numbers are not broken; what room is left is for the names.
    for column in documents.column_iter_mut().skip(1) {
        column.set_constraint(ColumnConstraint::ContentWidth);
    }
    let mut unread = table([lang.pick("Tệp", "File"), lang.pick("Không đo được", "Not measured")]);
    for row in rows {
        match &row.outcome {
            Ok(measured) => {
                let mut cells = vec![row.name.clone()];
                cells.extend(
                    measured.figures.classes.iter().map(|c| c.f1().map_or("–".to_owned(), |f| decimal(f.value))),
                );
                cells.extend(measured.figures.fields.iter().map(|s| format!("{}/{}", s.right, s.told)));
                documents.add_row(cells);
            }
            Err(reason) => {
                unread.add_row([&row.name, reason]);
            }
        }
    }
    let caption =
        lang.pick("F1 từng văn bản; trường: số đúng/số có trong gold", "F1 by document; fields: right/told by gold");
    match (documents.is_empty(), unread.is_empty()) {
        (true, _) => unread.to_string(),
        (false, true) => format!("{caption}\n{documents}"),
        (false, false) => format!("{caption}\n{documents}\n\n{unread}"),
    }
}

/// The figures of several documents with their intervals.
fn together(figures: &Figures, lang: Lang) -> String {
    let mut classes = table([
        "",
        lang.pick("Đúng", "Right"),
        lang.pick("Sót", "Missed"),
        lang.pick("Thừa", "Extra"),
        lang.pick("Chính xác (P)", "Precision"),
        lang.pick("Đầy đủ (R)", "Recall"),
        "F1",
    ]);
    for (class, counts) in Class::ALL.iter().zip(&figures.classes) {
        classes.add_row([
            class_name(*class, lang).to_owned(),
            counts.right.to_string(),
            counts.missed.to_string(),
            counts.extra.to_string(),
            interval(counts.precision()),
            interval(counts.recall()),
            interval(counts.f1()),
        ]);
    }
    let mut fields = table([lang.pick("Trường", "Field"), lang.pick("Đúng", "Right"), lang.pick("Tỷ lệ", "Accuracy")]);
    for (field, share) in Field::ALL.iter().zip(&figures.fields) {
        fields.add_row([
            field_name(*field, lang).to_owned(),
            format!("{}/{}", share.right, share.told),
            interval(share.accuracy()),
        ]);
    }
    format!("{classes}\n\n{fields}")
}

/// What costs, document by document.
fn findings(rows: &[Row], lang: Lang) -> String {
    let mut lines = Vec::new();
    for row in rows {
        let Ok(measured) = &row.outcome else { continue };
        for finding in &measured.findings {
            let verdict = match finding.verdict {
                Verdict::Missed => lang.pick("SÓT", "MISSED"),
                Verdict::Extra => lang.pick("THỪA", "EXTRA"),
                Verdict::Wrong => lang.pick("SAI", "WRONG"),
            };
            lines.push(format!("{verdict} {} [{}] {}", finding.of, row.name, item(&finding.item)));
        }
    }
    if lines.is_empty() {
        lang.pick("Không có lỗi nào.", "Nothing missed, extra or wrong.").to_owned()
    } else {
        lines.join("\n")
    }
}

/// An item in one line: its text, then what is told of it.
fn item(item: &Value) -> String {
    let text = item["text"].as_str().unwrap_or_default();
    let rest = item.as_object().into_iter().flatten().filter(|(name, _)| *name != "text");
    let rest: Vec<String> = rest.map(|(name, value)| format!("{name}={value}")).collect();
    format!("“{text}” {}", rest.join(" "))
}

fn interval(interval: Option<Interval>) -> String {
    interval
        .map_or_else(|| "–".to_owned(), |i| format!("{} [{}; {}]", decimal(i.value), decimal(i.low), decimal(i.high)))
}

/// Three decimals, rounded; only what is really all reads 1.000.
fn decimal(value: f64) -> String {
    if value < 1.0 { format!("{:.3}", value.min(0.999)) } else { "1.000".to_owned() }
}

fn class_name(class: Class, lang: Lang) -> &'static str {
    match class {
        Class::References => lang.pick("Viện dẫn", "References"),
        Class::Deadlines => lang.pick("Thời hạn", "Deadlines"),
        Class::Targets => lang.pick("Chỉ tiêu", "Targets"),
    }
}

fn field_name(field: Field, lang: Lang) -> &'static str {
    match field {
        Field::Date => lang.pick("Ngày", "Date"),
        Field::Issuer => lang.pick("Cơ quan", "Issuer"),
        Field::Relation => lang.pick("Vai trò", "Relation"),
        Field::Level => lang.pick("Cấp học", "Level"),
        Field::SchoolYear => lang.pick("Năm học", "Year"),
        Field::Document => lang.pick("Thể thức", "Header"),
    }
}
