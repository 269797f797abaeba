//! Options that several commands share.

use std::path::PathBuf;
use std::time::Duration;

use chidao::directive::{DirectiveKind, Level, SchoolYear};
use chidao::render::{Lang, trouble};
use chidao::source::worker::{Limits, Pool};
use chidao::store::{self, Store, StoreError};

/// Which store is asked.
#[derive(Debug, clap::Args)]
pub struct StoreOption {
    /// The folder of the store
    #[arg(long, value_name = "DIR", default_value = "indexes")]
    pub store: PathBuf,
}

impl StoreOption {
    /// Opens it for reading.
    pub fn open(&self) -> Result<Store, StoreError> {
        Store::open(&self.store)
    }

    /// Says that the store lies on a network folder, where it does; before something is written.
    pub fn warn_of_network(&self, lang: Lang) {
        if let Some(kind) = store::network(&self.store) {
            eprintln!("{}", trouble::on_network(&self.store, &kind, lang));
        }
    }
}

/// How many files are read at a time.
#[derive(Debug, clap::Args)]
pub struct JobsOption {
    /// Read so many files at a time; default: one for each core
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    jobs: Option<u16>,
}

impl JobsOption {
    /// The pool with so many workers.
    pub fn apply(&self, pool: Pool) -> Pool {
        match self.jobs {
            Some(jobs) => pool.with_jobs(jobs.into()),
            None => pool,
        }
    }

    /// How many files are read at a time.
    pub fn number(&self) -> usize {
        self.jobs.map_or_else(|| std::thread::available_parallelism().map_or(1, usize::from), usize::from)
    }
}

/// Whether scanned pages are read.
#[derive(Debug, clap::Args)]
pub struct OcrOption {
    /// Leave pages without usable text unread instead of recognizing them
    #[arg(long)]
    pub no_ocr: bool,
}

/// What one file may cost, and a page of it.
#[derive(Debug, clap::Args)]
pub struct LimitOptions {
    /// Give up a file that needs more memory than so many MiB
    #[arg(long, value_name = "MIB", default_value_t = 1024, value_parser = clap::value_parser!(u32).range(128..))]
    memory: u32,
    /// Give up a file that is not parsed in so many seconds, OCR not counted
    #[arg(long, value_name = "SECONDS", default_value_t = 20, value_parser = clap::value_parser!(u32).range(1..))]
    time: u32,
    /// Give up a page that is not recognized (OCR) in so many seconds
    #[arg(long, value_name = "SECONDS", default_value_t = 30, value_parser = clap::value_parser!(u32).range(1..))]
    ocr_time: u32,
}

impl LimitOptions {
    /// As workers understand them.
    pub fn limits(&self) -> Limits {
        let seconds = |n: u32| Duration::from_secs(n.into());
        Limits { memory: u64::from(self.memory) << 20, time: seconds(self.time), ocr_time: seconds(self.ocr_time) }
    }
}

/// What opens locked files.
#[derive(Debug, clap::Args)]
pub struct PasswordOption {
    /// A password for locked PDFs; may be given several times, all are tried
    ///
    /// Every user of the machine can read it in the list of processes; the environment variable CHIDAO_PASSWORD, one
    /// password a line, is not shown there.
    #[arg(long = "password", value_name = "PASSWORD")]
    pub passwords: Vec<String>,
}

/// Which documents are asked for.
#[derive(Debug, clap::Args)]
pub struct FilterOptions {
    /// Only this school year, such as 2024-2025
    #[arg(long, value_name = "YEAR")]
    pub year: Option<SchoolYear>,
    /// Only this kind of document, such as thong-tu, ke-hoach
    #[arg(long = "type", value_name = "TYPE")]
    pub kind: Option<DirectiveKind>,
    /// Only documents whose issuer's name holds these words
    #[arg(long, value_name = "WORDS")]
    pub issuer: Option<String>,
    /// Only this level: mam-non, tieu-hoc, thcs, thpt, gdtx
    #[arg(long)]
    pub level: Option<Level>,
}

/// Which facts of the store are listed.
#[derive(Debug, clap::Args)]
pub struct ListOptions {
    /// The school year, such as 2024-2025; without it, all years
    pub year: Option<SchoolYear>,
    /// Only this level: mam-non, tieu-hoc, thcs, thpt, gdtx
    #[arg(long)]
    pub level: Option<Level>,
    /// Only documents whose issuer's name holds these words
    #[arg(long, value_name = "WORDS")]
    pub issuer: Option<String>,
}

/// A name that says something: a number, a file, or a number in brackets.
pub fn name(text: &str) -> Result<String, String> {
    if text.trim().is_empty() {
        return Err(
            "give a document's number such as 27/2020/TT-BGDĐT, its file, or its number in [brackets]".to_owned()
        );
    }
    Ok(text.to_owned())
}

/// How a list is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum ListFormat {
    /// For reading
    Table,
    /// For programs
    Json,
    /// For a spreadsheet, plain
    Csv,
    /// A workbook
    Xlsx,
}

/// How an answer that is no list is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// For reading
    Table,
    /// For programs
    Json,
}
