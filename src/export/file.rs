//! The forms of files that a site gives, and why one could not be made.

use super::docx::DocxError;

/// A form of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// A calendar.
    Ics,
    /// A workbook.
    Xlsx,
    /// Comma-separated values.
    Csv,
    /// A report for Word.
    Docx,
}

/// Why a file could not be made.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// A workbook cannot hold it.
    #[error(transparent)]
    Xlsx(#[from] rust_xlsxwriter::XlsxError),
    /// A row could not be written.
    #[error(transparent)]
    Csv(#[from] csv::Error),
    /// The document could not be written.
    #[error(transparent)]
    Docx(#[from] DocxError),
}

impl Form {
    /// The form of files with this ending.
    pub fn of_ending(ending: &str) -> Option<Self> {
        [Self::Ics, Self::Xlsx, Self::Csv, Self::Docx].into_iter().find(|form| form.ending() == ending)
    }

    /// How the names of such files end.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Ics => "ics",
            Self::Xlsx => "xlsx",
            Self::Csv => "csv",
            Self::Docx => "docx",
        }
    }

    /// The media type (IANA).
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Ics => "text/calendar; charset=utf-8",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Csv => "text/csv; charset=utf-8",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        }
    }
}
