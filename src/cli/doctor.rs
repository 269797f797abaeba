//! `chidao doctor`: whether everything that the program needs is there, and what waits for it.

use chidao::answer::short;
use chidao::render::{Lang, messages, table::table, trouble};
use chidao::source::ocr::{self, Status};
use chidao::source::worker::{Fences, Limits, Pool};
use chidao::source::{Distrust, PageProblem};
use chidao::store::{self, Store, StoreError};
use serde_json::{Value, json};

use super::options::{Format, StoreOption};
use super::{Exit, print};

/// Check OCR and the store, and list the pages that wait for OCR
#[derive(Debug, clap::Args)]
#[command(after_help = "Exit codes: 0 all is well, 2 the store is damaged, 3 something waits or is missing.")]
pub struct Args {
    #[command(flatten)]
    store: StoreOption,
    /// Output format
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
}

/// What was found of the store.
struct StoreCheck {
    /// What is wrong with it; nothing where it is healthy.
    damage: Vec<String>,
    /// Whether the full text was whole; it is now.
    fulltext: bool,
    /// The network file system on which it lies, where it lies on one.
    network: Option<String>,
    /// Documents with pages that wait for OCR, and how many.
    waiting: Vec<(String, u32)>,
    /// How many pages were recognized, by why their own text was not taken.
    recognized: Vec<(Distrust, usize)>,
    /// Other pages that gave no text, with the reason.
    failed: Vec<(String, u32, PageProblem)>,
    /// Recognized pages that are kept, and how many bytes they take.
    kept: (usize, u64),
}

impl StoreCheck {
    fn of(store: &Store) -> Result<Self, StoreError> {
        Ok(Self {
            damage: store.damage(),
            fulltext: store.mend_fulltext()?,
            network: store::network(store.folder()),
            waiting: store.waiting_for_ocr()?,
            recognized: store.pages_recognized()?,
            failed: store.pages_failed()?,
            kept: ocr::kept(&store.ocr_folder()),
        })
    }
}

/// Runs the command.
pub fn run(args: &Args, lang: Lang) -> anyhow::Result<Exit> {
    let ocr = ocr::status();
    let fences = Pool::of_this_program(Limits::default())?.fences()?;
    let store = match Store::open(&args.store.store) {
        Ok(store) => Some(StoreCheck::of(&store)?),
        // A machine is checked before the first run as well.
        Err(StoreError::Missing(_)) => None,
        Err(other) => return Err(other.into()),
    };
    match args.format {
        Format::Json => print(&serde_json::to_string_pretty(&as_json(ocr, fences, store.as_ref()))?)?,
        Format::Table => print(&as_text(ocr, fences, store.as_ref(), args, lang))?,
    }
    if let Some(damage) = store.as_ref().and_then(|store| store.damage.first()) {
        return Err(StoreError::Damaged(damage.clone()).into());
    }
    let waits = store.is_some_and(|store| !store.waiting.is_empty() || !store.failed.is_empty());
    Ok(if waits || !ocr.is_ready() { Exit::Partly } else { Exit::Done })
}

fn as_json(ocr: &Status, fences: Fences, store: Option<&StoreCheck>) -> Value {
    let waiting = |(path, pages): &(String, u32)| json!({ "file": path, "pages": pages });
    let recognized = |(why, pages): &(Distrust, usize)| json!({ "why": why, "pages": pages });
    let failed =
        |(path, page, problem): &(String, u32, PageProblem)| json!({ "file": path, "page": page, "problem": problem });
    json!({
        "schema": "chidao/doctor@1",
        "fences": fences,
        "ocr": { "ready": ocr.is_ready(), "tesseract": ocr.version, "vie": ocr.vietnamese },
        "store": store.map(|store| json!({
            "healthy": store.damage.is_empty(),
            "damage": store.damage,
            "fulltext_rebuilt": !store.fulltext,
            "network": store.network,
            "waiting_for_ocr": store.waiting.iter().map(waiting).collect::<Vec<_>>(),
            "recognized": store.recognized.iter().map(recognized).collect::<Vec<_>>(),
            "pages_unread": store.failed.iter().map(failed).collect::<Vec<_>>(),
            "ocr_kept": { "pages": store.kept.0, "bytes": store.kept.1 },
        })),
    })
}

fn as_text(ocr: &Status, fences: Fences, store: Option<&StoreCheck>, args: &Args, lang: Lang) -> String {
    let mut lines = Vec::new();
    let mut check = |good: bool, text: String| lines.push(format!("{} {text}", if good { "✓" } else { "✗" }));
    match &ocr.version {
        Some(version) => check(true, format!("Tesseract {version}")),
        None => check(false, lang.pick("chưa có Tesseract (OCR)", "Tesseract (OCR) is not installed").to_owned()),
    }
    if ocr.version.is_some() {
        let missing = lang.pick("Tesseract chưa có tiếng Việt (vie)", "Tesseract lacks Vietnamese (vie)");
        let there = lang.pick("tiếng Việt (vie)", "Vietnamese (vie)");
        check(ocr.vietnamese, if ocr.vietnamese { there } else { missing }.to_owned());
    }
    for (holds, good, bad) in fence_lines(fences, ocr, lang) {
        check(holds, if holds { good } else { bad }.to_owned());
    }
    let folder = args.store.store.display();
    match store {
        None => check(true, format!("{} {folder}", lang.pick("chưa có kho trong", "no store yet in"))),
        Some(store) if store.damage.is_empty() => {
            check(true, format!("{} {folder}", lang.pick("kho lành lặn:", "the store is healthy:")));
        }
        Some(store) => {
            check(false, format!("{} {folder}: {}", lang.pick("kho hỏng:", "damaged store:"), store.damage.join("; ")));
        }
    }
    if store.is_some_and(|store| !store.fulltext) {
        check(
            true,
            lang.pick(
                "phần tìm toàn văn bị hỏng và đã được làm lại từ kho",
                "the full text was damaged and has been built anew from the store",
            )
            .to_owned(),
        );
    }
    if let Some(kind) = store.and_then(|store| store.network.as_deref()) {
        check(false, trouble::on_network(&args.store.store, kind, lang));
    }
    if let Some(recognized) = store.and_then(|store| messages::recognized(&store.recognized, lang)) {
        let (pages, bytes) = store.map(|store| store.kept).unwrap_or_default();
        let kept = lang.count(pages, "trang giữ lại", "page kept", "pages kept");
        check(true, format!("{recognized}; {kept}, {:.1} MB", bytes as f64 / 1e6));
    }
    let waiting = store.map(|store| store.waiting.as_slice()).unwrap_or_default();
    let pages: u32 = waiting.iter().map(|(_, pages)| pages).sum();
    if pages > 0 {
        let count = usize::try_from(pages).unwrap_or(usize::MAX);
        check(false, lang.count(count, "trang chờ OCR", "page waits for OCR", "pages wait for OCR"));
    }
    let failed = store.map(|store| store.failed.as_slice()).unwrap_or_default();
    if !failed.is_empty() {
        check(
            false,
            lang.count(failed.len(), "trang không đọc được", "page could not be read", "pages could not be read"),
        );
    }
    let mut out = lines.join("\n");
    if !failed.is_empty() {
        let mut table =
            table([lang.pick("Văn bản", "Document"), lang.pick("Trang", "Page"), lang.pick("Lý do", "Reason")]);
        for (path, page, problem) in failed {
            table.add_row([short(path), page.to_string(), messages::page_problem(problem, lang)]);
        }
        out.push_str(&format!("\n\n{table}"));
    }
    if pages > 0 {
        let mut table = table([lang.pick("Văn bản", "Document"), lang.pick("Trang chờ OCR", "Pages waiting")]);
        for (path, pages) in waiting {
            table.add_row([short(path), pages.to_string()]);
        }
        out.push_str(&format!("\n\n{table}"));
    }
    if !ocr.is_ready() {
        out.push_str(&format!("\n\n{}", messages::install_tesseract(lang)));
    } else if pages > 0 {
        out.push_str(lang.pick(
            "\n\nChạy lại `chidao index` để đọc các trang này.",
            "\n\nRun `chidao index` again to read these pages.",
        ));
    }
    out
}

/// What keeps a hostile file from doing harm: whether it holds, and how it is said. What a system does not offer is
/// said, and is no reason not to use the program.
fn fence_lines(fences: Fences, ocr: &Status, lang: Lang) -> Vec<(bool, &'static str, &'static str)> {
    let mut lines = vec![
        (
            fences.memory,
            lang.pick("giới hạn bộ nhớ cho mỗi tệp", "memory for each file is limited"),
            lang.pick("hệ thống này không giới hạn bộ nhớ cho mỗi tệp", "this system does not limit memory for a file"),
        ),
        (
            fences.files,
            lang.pick("trình đọc không ghi được tệp", "readers cannot write files"),
            lang.pick(
                "hệ thống này không cấm trình đọc ghi tệp",
                "this system does not keep readers from writing files",
            ),
        ),
        (
            fences.network,
            lang.pick("trình đọc không vào được mạng", "readers cannot reach the network"),
            lang.pick("hệ thống này không cấm trình đọc vào mạng", "this system does not keep readers off the network"),
        ),
    ];
    if ocr.is_ready() && !fences.ocr {
        let bad = lang.pick(
            "Tesseract không chạy được trong hàng rào (bản snap?): hãy cài bản thường",
            "Tesseract does not run behind the fences (a snap?): install an ordinary package",
        );
        lines.push((false, "", bad));
    }
    lines
}
