//! PDF: glyphs with Unicode and boxes become lines in reading order.
//!
//! [`content`] is the only part that knows the PDF library. A page's glyphs become [`rows`], rows become [`columns`],
//! drawn rulings become [`tables`], and a line's glyphs become [`words`]; [`legible`] tells pages that wait for OCR.

mod columns;
mod content;
mod glyph;
mod legible;
mod page;
mod rows;
mod tables;
#[cfg(test)]
mod tests;
mod words;

use super::{Format, RawDocument, SourceError};

/// Reads a PDF. An owner password or an empty user password does not stand in the way.
///
/// # Errors
/// [`SourceError::Encrypted`] where a password is needed, [`SourceError::Damaged`] where no page can be found.
pub fn read(bytes: Vec<u8>) -> Result<RawDocument, SourceError> {
    let content = content::read(bytes)?;
    let pages = content.pages.into_iter().zip(1..).map(|(drawing, number)| page::page(drawing, number)).collect();
    Ok(RawDocument { format: Format::Pdf, pages, metadata: content.metadata })
}
