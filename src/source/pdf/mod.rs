//! PDF: glyphs with Unicode and boxes become lines in reading order.
//!
//! [`content`] is the only part that knows the PDF library. A page's glyphs become [`rows`], rows become [`columns`],
//! drawn rulings become [`tables`], and a line's glyphs become [`words`]; [`legible`] tells pages that wait for OCR.

mod bands;
mod columns;
mod content;
mod glyph;
mod legible;
mod page;
mod region;
mod rows;
mod tables;
#[cfg(test)]
mod tests;
mod words;

use super::{Format, PageProblem, RawDocument, RawPage, SourceError};

/// Reads a PDF. An owner password or an empty user password does not stand in the way.
///
/// # Errors
/// [`SourceError::Encrypted`] where a password is needed, [`SourceError::Damaged`] where no page can be found.
pub fn read(bytes: Vec<u8>) -> Result<RawDocument, SourceError> {
    let mut pages = Vec::new();
    let metadata = content::read(bytes, |drawing| {
        let number = pages.len() as u32 + 1;
        pages.push(match drawing {
            Ok(drawing) => page::page(drawing, number),
            Err(cause) => broken_page(number, cause),
        });
    })?;
    Ok(RawDocument { format: Format::Pdf, pages, metadata })
}

fn broken_page(number: u32, cause: String) -> RawPage {
    let problem = Some(PageProblem::Broken(cause));
    RawPage { number, size: None, lines: Vec::new(), problem, rules: Vec::new() }
}
