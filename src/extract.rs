//! One file, all the way from bytes to facts.

use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::detect::{self, Facts, Outline};
use crate::directive::{PageBox, PortalRecord};
use crate::lineage::likeness::Likeness;
use crate::source::{self, Format, Metadata, Options, RawDocument, Rect, SourceError, TextSource};
use crate::text::{self, Text};

/// The schema name of [`Extract`]'s JSON.
pub const SCHEMA: &str = "chidao/extract@1";

/// Raised whenever the readers, the normalization or the detectors change what they make of a file; documents in a
/// store that carry another number are read anew.
pub const DETECTOR_VERSION: u32 = 12;

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
    /// Its headings; the facts themselves hold none.
    pub outline: Outline,
    /// What is kept of the text to tell whether another file holds the same document.
    pub likeness: Likeness,
}

/// Reads `path` in this process and finds its facts.
///
/// # Errors
/// [`SourceError`] where the file gives no text; see [`source::read_with`].
pub fn read(path: &Path, options: &Options<'_>) -> Result<Reading, SourceError> {
    Ok(reading(source::read_with(path, options)?))
}

/// Finds the facts of words that are in memory already, in this process.
///
/// # Errors
/// As [`source::of_text`].
pub fn of_text(text: &str) -> Result<Reading, SourceError> {
    Ok(reading(source::of_text(text)?))
}

fn reading(raw: RawDocument) -> Reading {
    let text = text::normalize(&raw);
    let mut facts = detect::detect(&text);
    doubt(&mut facts, &text, raw.metadata.salvaged);
    let metadata = Metadata { portal: text.portal.clone(), ..raw.metadata };
    let likeness = Likeness::of(&text.content);
    let outline = std::mem::take(&mut facts.outline);
    Reading { format: raw.format, metadata, text, facts, outline, likeness }
}

/// How sure facts of a damaged file are, of those of a sound one: what was between its words may be missing.
const SALVAGED: f32 = 0.8;

/// Facts on a recognized page, or picture, are as sure as its letters at most, and those of a damaged file less.
fn doubt(facts: &mut Facts, text: &Text, salvaged: bool) {
    let references = facts.references.iter_mut().map(|fact| &mut fact.evidence);
    let deadlines = facts.deadlines.iter_mut().map(|fact| &mut fact.evidence);
    let targets = facts.targets.iter_mut().map(|fact| &mut fact.evidence);
    let effects = facts.effects.iter_mut().map(|fact| &mut fact.evidence);
    let validity = facts.validity.iter_mut().map(|fact| &mut fact.evidence);
    for evidence in references.chain(deadlines).chain(targets).chain(effects).chain(validity) {
        let page = text.pages.iter().find(|page| page.number == evidence.page);
        match page.map(|page| page.source) {
            Some(TextSource::Ocr { confidence, .. }) => evidence.confidence *= confidence,
            Some(TextSource::Pictures { confidence, within }) if evidence.boxes.iter().any(|b| overlap(b, within)) => {
                evidence.confidence *= confidence;
            }
            _ => {}
        }
        if salvaged {
            evidence.confidence *= SALVAGED;
        }
    }
}

fn overlap(a: &PageBox, b: Rect) -> bool {
    a.x0 < b.x1 && b.x0 < a.x1 && a.y0 < b.y1 && b.y0 < a.y1
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
    /// Whether the file is damaged, so that these are only the pages that were found in it; words may be missing.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub salvaged: bool,
    /// Pages whose own text was not taken, with the reason; for those that were recognized (OCR) the confidence.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub pages_distrusted: Vec<DistrustedPage>,
    /// The encoding of before Unicode that its text was converted from, where there was one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub encoding: Option<&'a str>,
    /// For a saved page: what the portal states of the document, in its words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub portal: Option<&'a PortalRecord>,
    /// The facts.
    #[serde(flatten)]
    pub facts: &'a Facts,
}

/// A page whose own text was not taken.
#[derive(Debug, Serialize)]
pub struct DistrustedPage {
    /// Page number from 1.
    pub page: u32,
    /// What stands in its place.
    #[serde(flatten)]
    pub source: TextSource,
}

impl<'a> Extract<'a> {
    /// The printable form of a reading.
    pub fn new(path: &Path, reading: &'a Reading) -> Self {
        Self {
            schema: SCHEMA,
            file: path.display().to_string(),
            format: reading.format,
            pages: reading.text.pages.len(),
            salvaged: reading.metadata.salvaged,
            pages_unread: reading.text.pages.iter().filter(|p| p.problem.is_some()).map(|p| p.number).collect(),
            pages_distrusted: reading
                .text
                .pages
                .iter()
                .filter(|p| p.source != TextSource::Layer)
                .map(|p| DistrustedPage { page: p.number, source: p.source })
                .collect(),
            encoding: reading.text.encoding.as_deref(),
            portal: reading.text.portal.as_ref(),
            facts: &reading.facts,
        }
    }
}
