//! Options that several commands share.

use std::path::PathBuf;

use chidao::directive::{DirectiveKind, Level, SchoolYear};
use chidao::store::{Filter, Store, StoreError};

/// Which store is asked.
#[derive(Debug, clap::Args)]
pub struct StoreOption {
    /// The folder of the store (thư mục kho)
    #[arg(long, value_name = "DIR", default_value = "indexes")]
    pub store: PathBuf,
}

impl StoreOption {
    /// Opens it for reading.
    pub fn open(&self) -> Result<Store, StoreError> {
        Store::open(&self.store)
    }
}

/// Whether scanned pages are read.
#[derive(Debug, clap::Args)]
pub struct OcrOption {
    /// Leave pages without usable text unread instead of recognizing them (không OCR)
    #[arg(long)]
    pub no_ocr: bool,
}

/// Which documents are asked for.
#[derive(Debug, clap::Args)]
pub struct FilterOptions {
    /// Only this school year, such as 2024-2025 (năm học)
    #[arg(long, value_name = "YEAR")]
    pub year: Option<SchoolYear>,
    /// Only this kind of document, such as thong-tu, ke-hoach (loại văn bản)
    #[arg(long = "type", value_name = "TYPE")]
    pub kind: Option<DirectiveKind>,
    /// Only documents whose issuer's name holds these words (cơ quan ban hành)
    #[arg(long, value_name = "WORDS")]
    pub issuer: Option<String>,
    /// Only this level: mam-non, tieu-hoc, thcs, thpt, gdtx (cấp học)
    #[arg(long)]
    pub level: Option<Level>,
}

impl FilterOptions {
    /// As the store understands it.
    pub fn filter(&self) -> Filter {
        Filter { year: self.year, kind: self.kind, issuer: self.issuer.clone(), level: self.level, ..Filter::default() }
    }
}

/// How a list is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum ListFormat {
    /// For reading
    Table,
    /// For programs
    Json,
    /// For a spreadsheet
    Csv,
}

/// How an answer that is no list is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// For reading
    Table,
    /// For programs
    Json,
}
