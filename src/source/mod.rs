//! Files become pages of positioned lines: one file per format, nothing of Vietnamese law.
//!
//! [`read`] picks the reader by content and gives a [`RawDocument`] in reading order; [`crate::text`] cleans and
//! reflows it. Hostile files are kept apart by [`worker`]: the same program, run again as a child with limits.

pub mod archive;
mod doc;
mod docx;
mod encoding;
mod error;
mod flow;
mod html;
mod line;
mod numbering;
pub mod ocr;
mod pdf;
mod picture;
mod raw;
mod table;
mod txt;
pub mod worker;

use std::io::Read;
use std::path::Path;
use std::time::Duration;

pub use error::SourceError;
pub use picture::{Picture, Sheet};
pub use raw::{
    Aside, AsideKind, Distrust, Format, Metadata, PageProblem, RawDocument, RawLine, RawPage, RawWord, Rect, TextSource,
};

/// How files are read.
#[derive(Clone, Copy)]
pub struct Options<'a> {
    /// So many pages without usable text are recognized (OCR) side by side; 0: they are left to wait.
    pub ocr: usize,
    /// The recognition of one page may take this long.
    pub ocr_time: Duration,
    /// What follows the reading included, a file has this long beside that; of a PDF of very many pages the first are
    /// then read.
    pub time: Option<Duration>,
    /// Tried in turn where a PDF is locked.
    pub passwords: &'a [String],
    /// Where recognized pages are kept, so that none is recognized twice; a folder that is there.
    pub ocr_folder: Option<&'a Path>,
    /// Told when the reading goes on to another phase.
    pub phase: &'a dyn Fn(Phase),
}

impl Default for Options<'_> {
    /// Without OCR and passwords.
    fn default() -> Self {
        Self { ocr: 0, ocr_time: Duration::from_secs(30), time: None, ocr_folder: None, passwords: &[], phase: &|_| {} }
    }
}

/// What a reading is doing, which decides whose time is spent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// Reading the file itself.
    Parsing,
    /// Recognizing a page (OCR); said anew for each page.
    Recognizing,
}

/// Reads one file into pages of lines, in this process and without OCR.
///
/// # Errors
/// As [`read_with`].
pub fn read(path: &Path) -> Result<RawDocument, SourceError> {
    read_with(path, &Options::default())
}

/// A larger file is no directive, not even a scanned one; it would only use up a worker's memory.
const LARGEST: u64 = 512 << 20;

/// Reads one file, or an entry of an archive ([`archive::address`]), into pages of lines, in this process.
///
/// # Errors
/// [`SourceError`] says why the file cannot be read: missing, empty, of an unsupported format, damaged, encrypted; an
/// archive is none that can be read, but [`SourceError::Bundle`] says what stands in it.
pub fn read_with(path: &Path, options: &Options<'_>) -> Result<RawDocument, SourceError> {
    if let Some((archive, place)) = archive::parse_address(path) {
        let (name, bytes) = archive::read(&archive, &place)?;
        return document(&name, bytes, options);
    }
    let bytes = contents(path)?;
    if archive::is_named_zip(path) && archive::is_zip(&bytes) && archive::purpose(&bytes)? == archive::Purpose::Files {
        drop(bytes);
        return Err(SourceError::Bundle { entries: archive::list(path)? });
    }
    document(path, bytes, options)
}

/// Makes a document of words that are in memory already, as of a text file.
///
/// # Errors
/// [`SourceError::Empty`] where there are none.
pub fn of_text(text: &str) -> Result<RawDocument, SourceError> {
    if text.trim().is_empty() { Err(SourceError::Empty) } else { txt::read(text.as_bytes()) }
}

/// Draws a page of a PDF, or of one in an archive ([`archive::address`]), in this process.
///
/// # Errors
/// [`SourceError`] where it cannot be opened, is no PDF, or has no such page; pages are drawn of PDFs only.
pub fn draw(path: &Path, sheet: Sheet, passwords: &[String]) -> Result<Picture, SourceError> {
    let (name, bytes) = match archive::parse_address(path) {
        Some((archive, place)) => archive::read(&archive, &place)?,
        None => (path.to_owned(), contents(path)?),
    };
    match Format::of(&name, &bytes) {
        Some(Format::Pdf) => pdf::picture(bytes, sheet, passwords),
        _ => Err(SourceError::Unsupported),
    }
}

/// Reads the bytes of a file of this name.
fn document(name: &Path, bytes: Vec<u8>, options: &Options<'_>) -> Result<RawDocument, SourceError> {
    if bytes.is_empty() {
        return Err(SourceError::Empty);
    }
    match Format::of(name, &bytes) {
        Some(Format::Pdf) => pdf::read(bytes, options),
        Some(Format::Docx) => docx::read(&bytes),
        Some(Format::Doc) => doc::read(&bytes),
        Some(Format::Html) => html::read(&bytes),
        Some(Format::Txt) => txt::read(&bytes),
        // Files are renamed.
        None if archive::is_zip(&bytes) && archive::purpose(&bytes)? == archive::Purpose::Word => docx::read(&bytes),
        None if bytes.starts_with(b"{\\rtf") => Err(SourceError::NotRead { format: "RTF".to_owned() }),
        None => Err(SourceError::Unsupported),
    }
}

fn contents(path: &Path) -> Result<Vec<u8>, SourceError> {
    let refused = |cause: std::io::Error| SourceError::io(path, cause);
    let metadata = std::fs::metadata(path).map_err(refused)?;
    // A pipe may keep its reader waiting, a device may never end.
    if !metadata.is_file() {
        return Err(SourceError::NoFile { is_folder: metadata.is_dir() });
    }
    if metadata.len() > LARGEST {
        return Err(SourceError::TooManyBytes { mib: LARGEST >> 20 });
    }
    // Unlike `fs::read` this ends the process where memory is short, and whoever set the limit hears of it.
    let mut bytes = Vec::with_capacity(usize::try_from(metadata.len()).unwrap_or(usize::MAX));
    std::fs::File::open(path).and_then(|mut file| file.read_to_end(&mut bytes)).map_err(refused)?;
    Ok(bytes)
}
