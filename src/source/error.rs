//! Why a file could not be read.

use std::fmt::Display;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::archive::{Entry, Limit};

/// Why a file gives no text; each becomes a row with its reason, never the end of a run.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
pub enum SourceError {
    /// The file cannot be opened or read.
    #[error("cannot read {path}: {cause}")]
    Io {
        /// The file; a name that is not UTF-8 is written as well as can be.
        path: String,
        /// What the system says.
        cause: String,
    },
    /// A folder, or a pipe, a device …: nothing that has an end and a content of its own.
    #[error("{}", if *.is_folder { "it is a folder" } else { "not an ordinary file" })]
    NoFile {
        /// Whether it is a folder.
        is_folder: bool,
    },
    /// More bytes than are read.
    #[error("larger than {mib} MiB")]
    TooManyBytes {
        /// The limit.
        mib: u64,
    },
    /// The file holds no byte.
    #[error("the file is empty")]
    Empty,
    /// Not one of the formats that can be read.
    #[error("not a PDF, DOCX, DOC, HTML, ZIP or text file")]
    Unsupported,
    /// A document, but of a format that is not read.
    #[error("{format} is not read: save it as DOCX or PDF")]
    NotRead {
        /// The format.
        format: String,
    },
    /// The format is known, the content is broken.
    #[error("damaged {format}: {cause}")]
    Damaged {
        /// The format the file claims to be.
        format: String,
        /// What is wrong with it.
        cause: String,
    },
    /// Not a document but an archive of files: what stands in it, each entry to be read by itself.
    #[error("a ZIP archive of {} files: index it, or name one of them", entries.len())]
    Bundle {
        /// Its entries.
        entries: Vec<Entry>,
    },
    /// An archive, or an entry of one, that is more than is taken in.
    #[error("{}", limit_words(*.0))]
    Archive(Limit),
    /// A password is needed, and there is no way to give it.
    #[error("encrypted: a password is needed")]
    Encrypted,
    /// A PDF that a password opens.
    #[error("{}", if *.tried == 0 { "locked with a password: give it with --password" } else { "locked with another password than those given" })]
    Locked {
        /// So many passwords were tried in vain.
        tried: usize,
    },
    /// It holds more than any directive does.
    #[error("too large: {0}")]
    TooLarge(String),
    /// Its parsing took longer than it may.
    #[error("not read within {seconds} s; --time gives it more")]
    OutOfTime {
        /// The limit.
        seconds: u64,
    },
    /// A page of it took longer than it may, in a way that could not be stopped.
    #[error("a page was not recognized within {seconds} s; --ocr-time gives it more")]
    OcrOutOfTime {
        /// The limit.
        seconds: u64,
    },
    /// Its parsing took more memory than it may.
    #[error("not read within {mib} MiB of memory; --memory gives it more")]
    OutOfMemory {
        /// The limit.
        mib: u64,
    },
    /// The reader crashed.
    #[error("the reader stopped: {0}")]
    Crashed(String),
}

impl SourceError {
    /// What the system says of a file.
    pub fn io(path: &Path, cause: impl Display) -> Self {
        Self::Io { path: path.display().to_string(), cause: cause.to_string() }
    }
}

fn limit_words(limit: Limit) -> &'static str {
    match limit {
        Limit::Entries => "a ZIP archive of too many files: unpack it first",
        Limit::EntrySize => "too large when unpacked",
        Limit::TotalSize => "the ZIP archive is too large when unpacked: unpack it first",
        Limit::Ratio => "unpacks to very many times its size, as no document does",
        Limit::Nesting => "a ZIP archive too deep within ZIP archives: unpack it first",
    }
}
