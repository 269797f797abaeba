//! `chidao index`: folders of directives into the store.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::time::Duration;

use chidao::answer::short;
use chidao::render::{Lang, messages, table};
use chidao::source::ocr;
use chidao::source::worker::Pool;
use chidao::store::{Event, Failure, Filter, Store, Summary, Totals};
use indicatif::{ProgressBar, ProgressStyle};
use serde_json::json;

use super::options::{Format, JobsOption, LimitOptions, OcrOption, PasswordOption, StoreOption};
use super::{Exit, print, print_text};

/// Read directives into the store
///
/// Only new and changed files are read; files that are not there any more are marked, those that cannot be read are
/// listed with the reason.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  chidao index\n  chidao index ~/van-ban ~/Downloads/ke-hoach.pdf --store ~/kho\n\n\
    Exit codes: 0 done, 2 error, 3 done but some files could not be read."
)]
pub struct Args {
    /// Files and folders
    #[arg(value_name = "PATH", default_value = "corpus")]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    store: StoreOption,
    /// Output format
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
    #[command(flatten)]
    ocr: OcrOption,
    #[command(flatten)]
    jobs: JobsOption,
    #[command(flatten)]
    limits: LimitOptions,
    #[command(flatten)]
    password: PasswordOption,
}

/// So many files of one kind that cannot be read are listed one by one; the rest is counted.
const LISTED: usize = 20;

/// Runs the command.
pub fn run(args: &Args, lang: Lang) -> anyhow::Result<Exit> {
    if let Some(missing) = args.paths.iter().find(|path| path.symlink_metadata().is_err()) {
        anyhow::bail!("{} {}", missing.display(), lang.pick("không tồn tại", "does not exist"));
    }
    args.store.warn_of_network(lang);
    let mut writer = Store::writer(&args.store.store)?;
    let progress = Progress::new(lang);
    let pool = Pool::of_this_program(args.limits.limits())?.with_ocr_folder(&writer.store().ocr_folder());
    let pool = args.jobs.apply(pool).with_ocr(!args.ocr.no_ocr).with_passwords(args.password.passwords.clone());
    let summary = writer.ingest(&args.paths, &pool, |event| progress.tell(&event))?;
    progress.end();
    let store = writer.store();
    let totals = store.totals(&Filter::default())?;
    match args.format {
        Format::Json => print(&serde_json::to_string_pretty(&as_json(&summary, &totals, &store.copies()?))?)?,
        Format::Table => {
            let recognized = messages::recognized(&store.pages_recognized()?, lang);
            print_text(&as_text(&summary, &totals, recognized.as_deref(), lang))?;
        }
    }
    let is_sample = args.paths.iter().any(|path| path == Path::new("corpus"));
    if args.format == Format::Table && is_sample && totals.documents > 0 {
        print_text(&try_this(&args.store.store, lang))?;
    }
    Ok(if summary.failures.is_empty() { Exit::Done } else { Exit::Partly })
}

fn as_json(summary: &Summary, totals: &Totals, copies: &[(String, String)]) -> serde_json::Value {
    let copies: Vec<_> = copies.iter().map(|(path, of)| json!({ "path": short(path), "of": short(of) })).collect();
    let failures: Vec<_> = summary
        .failures
        .iter()
        .map(|failure| json!({ "path": short(&failure.path), "reason": messages::reason(&failure.reason, Lang::En) }))
        .collect();
    json!({
        "schema": "chidao/index@1",
        "added": summary.added,
        "changed": summary.changed,
        "unchanged": summary.unchanged,
        "moved": summary.moved,
        "vanished": summary.vanished,
        "salvaged": summary
            .salvaged
            .iter()
            .map(|(path, pages)| json!({ "path": short(path), "pages": pages }))
            .collect::<Vec<_>>(),
        "unread": failures,
        "copies": copies,
        "store": totals,
    })
}

fn as_text(summary: &Summary, totals: &Totals, recognized: Option<&str>, lang: Lang) -> String {
    let mut parts = vec![lang.count(summary.added, "tệp mới", "new file", "new files")];
    for (n, vi, en) in [
        (summary.changed, "thay đổi", "changed"),
        (summary.unchanged, "không đổi", "unchanged"),
        (summary.moved, "chuyển chỗ", "moved"),
        (summary.vanished, "không còn", "vanished"),
        (summary.failures.len(), "không đọc được", "could not be read"),
    ] {
        if n > 0 {
            parts.push(format!("{n} {}", lang.pick(vi, en)));
        }
    }
    let mut out = parts.join(", ");
    if !summary.failures.is_empty() {
        out.push_str(&format!(
            "\n\n{}\n{}",
            lang.pick("Không đọc được:", "Could not be read:"),
            failures(summary, lang)
        ));
    }
    for (path, pages) in &summary.salvaged {
        out.push_str(&format!(
            "\n\n{}: {} ({})",
            short(path),
            messages::salvaged(lang),
            lang.count(*pages, "trang", "page", "pages"),
        ));
    }
    out.push_str(&format!(
        "\n\n{}: {}, {}, {}, {}, {}",
        lang.pick("Trong kho", "In the store"),
        lang.count(totals.documents, "văn bản", "document", "documents"),
        lang.count(totals.pages, "trang", "page", "pages"),
        lang.count(totals.references, "viện dẫn", "reference", "references"),
        lang.count(totals.deadlines, "thời hạn", "deadline", "deadlines"),
        lang.count(totals.targets, "chỉ tiêu", "target", "targets"),
    ));
    if totals.copies > 0 {
        out.push_str(&format!(
            " ({})",
            lang.count(totals.copies, "tệp trùng văn bản khác, không tính", "copy not counted", "copies not counted")
        ));
    }
    if let Some(recognized) = recognized {
        out.push_str(&format!("\n{recognized}"));
    }
    if totals.pages_unread > 0 {
        out.push_str(&format!(
            "\n{}",
            lang.count(
                totals.pages_unread,
                "trang ảnh chưa đọc được (chờ OCR)",
                "page without text waits for OCR",
                "pages without text wait for OCR"
            )
        ));
        out.push_str(lang.pick("; xem: chidao doctor", "; see: chidao doctor"));
        if !ocr::status().is_ready() {
            out.push_str(&format!("\n{}", messages::install_tesseract(lang)));
        }
    }
    out
}

/// One row per file, grouped by reason; a long list of files of other formats is cut and counted.
fn failures(summary: &Summary, lang: Lang) -> String {
    let mut groups: Vec<(String, Vec<&Failure>)> = Vec::new();
    for failure in &summary.failures {
        let reason = messages::reason(&failure.reason, lang);
        match groups.iter_mut().find(|(known, _)| *known == reason) {
            Some((_, files)) => files.push(failure),
            None => groups.push((reason, vec![failure])),
        }
    }
    let mut list = table::table([lang.pick("Tệp", "File"), lang.pick("Lý do", "Reason")]);
    for (reason, files) in &groups {
        for failure in files.iter().take(LISTED) {
            list.add_row([short(&failure.path), reason.clone()]);
        }
        if files.len() > LISTED {
            let rest = files.len() - LISTED;
            let more = lang.count(
                rest,
                "tệp khác (xem đủ với --format json)",
                "more (all with --format json)",
                "more (all with --format json)",
            );
            list.add_row([format!("… {more}"), reason.clone()]);
        }
    }
    table::text(&list)
}

fn try_this(store: &Path, lang: Lang) -> String {
    let store = if store == Path::new("indexes") { String::new() } else { format!(" --store {}", store.display()) };
    let program = called_as();
    let commands = ["search \"Thông tư 27/2020\"", "deadlines 2024-2025", "diff 2023-2024 2024-2025"];
    let lines: Vec<String> = commands.iter().map(|command| format!("  {program} {command}{store}")).collect();
    format!("\n{}\n{}", lang.pick("Thử:", "Try:"), lines.join("\n"))
}

/// The program as the user called it, so that what is printed can be typed.
fn called_as() -> String {
    let name = std::env::args().next().filter(|name| !name.is_empty()).unwrap_or_else(|| "chidao".to_owned());
    if name.contains(char::is_whitespace) { format!("\"{name}\"") } else { name }
}

/// Progress on standard error: a bar on a terminal, else nothing but a line for a long run.
struct Progress {
    bar: ProgressBar,
    lang: Lang,
}

impl Progress {
    fn new(lang: Lang) -> Self {
        let bar = if std::io::stderr().is_terminal() { ProgressBar::new(0) } else { ProgressBar::hidden() };
        Self { bar, lang }
    }

    fn tell(&self, event: &Event<'_>) {
        match event {
            Event::Planned(total) if *total > 0 => {
                if self.bar.is_hidden() && *total > 100 {
                    eprintln!("{}", self.lang.count(*total, "tệp cần đọc", "file to read", "files to read"));
                }
                self.bar.set_length(u64::try_from(*total).unwrap_or(u64::MAX));
                if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len} {wide_msg}") {
                    self.bar.set_style(style);
                }
                self.bar.enable_steady_tick(Duration::from_millis(200));
            }
            Event::Planned(_) => {}
            Event::Read(path) => {
                self.bar.set_message(path.file_name().unwrap_or_default().to_string_lossy().into_owned());
                self.bar.inc(1);
            }
        }
    }

    fn end(&self) {
        self.bar.finish_and_clear();
    }
}
