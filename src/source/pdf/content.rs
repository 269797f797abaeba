//! Turns each page of an open PDF into a [`Drawing`]: what its content shows, and its annotations.
//!
//! With [`super::collector`], [`super::annotations`], [`super::open`], [`super::salvage`] and [`super::raster`] one of
//! the files that name the PDF library.

use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};

use hayro_interpret::kurbo::Rect as KurboRect;
use hayro_interpret::{Context, InterpreterCache, InterpreterSettings, RenderContent, TransformExt, interpret_page};
use hayro_syntax::object::DateTime;
use hayro_syntax::page::Page;

use super::annotations;
use super::collector::Collector;
use super::glyph::Drawing;
use super::open::{Opened, open};
use super::raster::Paper;
use super::strings::text_string;
use crate::source::{Metadata, SourceError};

/// Reads a PDF, locked perhaps with one of `passwords`, and hands its pages, one at a time and in order, to `page`.
///
/// A page on which the library fails comes as the message of the failure. Gives what the file says of itself, and how
/// many pages are left where `page` ends the reading.
///
/// # Errors
/// [`SourceError::Locked`] where no password fits, [`SourceError::Damaged`] where no page can be found.
pub fn read(
    bytes: Vec<u8>,
    passwords: &[String],
    mut page: impl FnMut(Result<Drawing, String>, &Paper<'_, '_>) -> ControlFlow<()>,
) -> Result<(Metadata, usize), SourceError> {
    let Opened { pdf, encrypted, salvaged } = open(bytes, passwords)?;
    let mut cache = InterpreterCache::new();
    let mut left = pdf.pages().len();
    for source in pdf.pages().iter() {
        left -= 1;
        // A bug of the library on one page should not cost the other pages; what it left half done is thrown away.
        let drawn = catch_unwind(AssertUnwindSafe(|| {
            let mut drawing = draw(source, &cache);
            if salvaged {
                // One sign for each gap that a lost font leaves.
                drawing.glyphs.dedup_by(|(_, next), (_, kept)| next.ch == '\u{fffd}' && kept.ch == '\u{fffd}');
            }
            drawing
        }));
        let drawn = drawn.map_err(|cause| {
            cache = InterpreterCache::new();
            let text = cause.downcast_ref::<String>().map(String::as_str).or(cause.downcast_ref::<&str>().copied());
            text.unwrap_or("the page cannot be interpreted").to_owned()
        });
        if page(drawn, &Paper::new(source)).is_break() {
            break;
        }
    }
    let said = pdf.metadata();
    let metadata = Metadata {
        title: said.title.as_deref().and_then(text_string),
        producer: said.producer.as_deref().and_then(text_string),
        created: said.creation_date.as_ref().map(date),
        encrypted,
        salvaged,
        ..Metadata::default()
    };
    Ok((metadata, left))
}

fn draw<'a>(page: &Page<'a>, cache: &InterpreterCache<'a>) -> Drawing {
    let mut drawing = interpret(page, cache, RenderContent::PAGE);
    let annotations = annotations::of(page);
    if !annotations.is_empty() {
        let shown = interpret(page, cache, RenderContent::ANNOTATIONS);
        annotations::place(annotations, shown, &mut drawing);
    }
    drawing
}

/// Draws a part of a page.
pub fn interpret<'a>(page: &Page<'a>, cache: &InterpreterCache<'a>, part: RenderContent) -> Drawing {
    let (width, height) = page.render_dimensions();
    let area = KurboRect::new(0.0, 0.0, f64::from(width), f64::from(height));
    let upright = page.initial_transform(true).to_kurbo();
    let settings = InterpreterSettings { render_content: part, ..InterpreterSettings::default() };
    let mut context = Context::new(upright, area, cache, page.xref(), settings);
    let mut collector = Collector::new((width, height));
    interpret_page(page, &mut context, &mut collector);
    collector.drawing
}

fn date(d: &DateTime) -> String {
    format!(
        "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}{:+03}:{:02}",
        d.year, d.month, d.day, d.hour, d.minute, d.second, d.utc_offset_hour, d.utc_offset_minute
    )
}
