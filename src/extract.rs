//! One file, all the way from bytes to facts.

use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::detect::{self, Facts};
use crate::source::{self, Format, Metadata, SourceError};
use crate::text::{self, Text};

/// The schema name of [`Extract`]'s JSON.
pub const SCHEMA: &str = "chidao/extract@1";

/// Raised whenever the readers, the normalization or the detectors change what they make of a file; documents in a
/// store that carry another number are read anew.
pub const DETECTOR_VERSION: u32 = 1;

/// A file's text and facts: what the store keeps of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// The file's format.
    pub format: Format,
    /// What the container says.
    pub metadata: Metadata,
    /// The normalized text.
    pub text: Text,
    /// What was found in it.
    pub facts: Facts,
}

/// Reads `path` in this process and finds its facts.
///
/// # Errors
/// [`SourceError`] where the file gives no text; see [`source::read`].
pub fn read(path: &Path) -> Result<Reading, SourceError> {
    let raw = source::read(path)?;
    let text = text::normalize(&raw);
    let facts = detect::detect(&text);
    Ok(Reading { format: raw.format, metadata: raw.metadata, text, facts })
}

/// What `chidao extract FILE --format json` prints.
#[derive(Debug, Serialize)]
pub struct Extract<'a> {
    /// Always [`SCHEMA`].
    pub schema: &'static str,
    /// The file, as named by the caller.
    pub file: String,
    /// Its format.
    pub format: Format,
    /// How many pages it has.
    pub pages: usize,
    /// Pages that gave no text, by number.
    pub pages_unread: Vec<u32>,
    /// The facts.
    #[serde(flatten)]
    pub facts: &'a Facts,
}

impl<'a> Extract<'a> {
    /// The printable form of a reading.
    pub fn new(path: &Path, reading: &'a Reading) -> Self {
        Self {
            schema: SCHEMA,
            file: path.display().to_string(),
            format: reading.format,
            pages: reading.text.pages.len(),
            pages_unread: reading.text.pages.iter().filter(|p| p.problem.is_some()).map(|p| p.number).collect(),
            facts: &reading.facts,
        }
    }
}
