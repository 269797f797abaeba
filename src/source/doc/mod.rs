//! Word documents of the years 1997 to 2003 (`.doc`, \[MS-DOC\]): the main text with its tables and notes as lines.
//!
//! The file is a compound file (OLE). [`fib`] says where everything stands, [`pieces`] puts the text together,
//! [`runs`] and [`styles`] hold the properties, which [`sprm`] takes apart and [`look`] adds up; [`story`] cuts the
//! text into paragraphs and tables, [`fields`], [`notes`] and [`boxes`] find what is not running text, [`lists`] has the rules of
//! automatic labels, [`walk`] writes the lines.
//! Tracked changes are taken as accepted. Only the page breaks that a person set are known.

mod boxes;
mod bytes;
mod fib;
mod fields;
mod lists;
mod look;
mod notes;
mod pieces;
mod runs;
mod sprm;
mod story;
mod styles;
#[cfg(test)]
mod tests;
mod walk;

use std::io::{Cursor, Read};

use cfb::CompoundFile;

use self::fib::{Fib, Part};
use super::{Format, Metadata, RawDocument, SourceError};

/// A stream larger than this is no directive.
const LARGEST_STREAM: u64 = 256 << 20;

/// Reads a Word document.
///
/// # Errors
/// [`SourceError::Unsupported`] where the compound file holds no Word document, or one of before 1997;
/// [`SourceError::Encrypted`] where a password is needed; [`SourceError::Damaged`] where the container or the text
/// cannot be read.
pub fn read(bytes: &[u8]) -> Result<RawDocument, SourceError> {
    let mut file = CompoundFile::open(Cursor::new(bytes)).map_err(|cause| damaged(&cause.to_string()))?;
    if file.is_stream("/EncryptedPackage") {
        return Err(SourceError::Encrypted);
    }
    if !file.is_stream("/WordDocument") {
        return Err(SourceError::Unsupported);
    }
    let main = stream(&mut file, "/WordDocument")?;
    let fib = Fib::new(&main).ok_or_else(|| damaged("it has no file information block"))?;
    if fib.is_old() {
        return Err(SourceError::NotRead { format: "Word 6/95".to_owned() });
    }
    if fib.is_encrypted() {
        return Err(SourceError::Encrypted);
    }
    let table = stream(&mut file, fib.table())?;
    // Properties too long for their page cost a table's borders, not the document.
    let data = if file.is_stream("/Data") { stream(&mut file, "/Data").unwrap_or_default() } else { Vec::new() };

    let stories = fib.stories();
    let text = pieces::Characters::new(fib.part(Part::Pieces, &table), &main)
        .ok_or_else(|| damaged("it has no piece table"))?;
    let parts = walk::Parts {
        hidden: fields::hidden(&text.units),
        text,
        characters: runs::Runs::characters(fib.part(Part::Characters, &table), &main),
        paragraphs: runs::Runs::paragraphs(fib.part(Part::Paragraphs, &table), &main, &data),
        styles: styles::Styles::new(fib.part(Part::Styles, &table)),
        notes: notes::notes(&fib, &stories, &table),
        boxes: boxes::boxes(&fib, &stories, &table),
    };
    let lists = lists::Lists::new(fib.from(Part::Lists, &table), fib.part(Part::ListOverrides, &table));
    let pages = walk::Walker::new(&parts, lists).walk(0..stories.main);
    if pages.iter().all(|page| page.lines.is_empty()) && parts.text.units.len() < stories.main {
        return Err(damaged("its text is cut off"));
    }
    Ok(RawDocument { format: Format::Doc, pages, metadata: Metadata::default() })
}

fn stream(file: &mut CompoundFile<Cursor<&[u8]>>, name: &str) -> Result<Vec<u8>, SourceError> {
    let stream = file.open_stream(name).map_err(|cause| damaged(&cause.to_string()))?;
    let mut bytes = Vec::new();
    stream.take(LARGEST_STREAM).read_to_end(&mut bytes).map_err(|cause| damaged(&cause.to_string()))?;
    Ok(bytes)
}

fn damaged(cause: &str) -> SourceError {
    SourceError::Damaged { format: "DOC".to_owned(), cause: cause.to_owned() }
}
