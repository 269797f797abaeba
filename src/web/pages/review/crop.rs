//! The piece of a page around a fact.

use super::one::One;
use crate::directive::PageBox;
use crate::source::Format;
use crate::store::{Store, StoreError};
use crate::web::ask::Ask;

/// So much of the page is shown above and below the fact, in points.
const ROOM: f32 = 70.0;
/// So much of the page is left out to the left and right, in points, but for the fact and so much beside it.
const MARGIN: f32 = 42.0;
const BESIDE: f32 = 6.0;
/// So much of the text is shown to each side where there is no image, in bytes.
const WORDS: usize = 400;

/// A piece of a page, with the boxes of the fact.
#[derive(Debug, Clone)]
pub struct Crop {
    /// The image of the whole page.
    pub address: String,
    /// Width and height of the page in points.
    pub size: (f32, f32),
    /// Left edge, upper edge, width and height of the piece.
    pub window: (f32, f32, f32, f32),
    /// Left edge, upper edge, width and height of each box.
    pub boxes: Vec<(f32, f32, f32, f32)>,
}

/// What a person looks at: the image, or the text where there is none.
#[derive(Debug, Clone)]
pub enum Look {
    /// A piece of the page.
    Image(Crop),
    /// Words, and whether they are the fact's.
    Text(Vec<(String, bool)>),
}

impl Look {
    /// What is around `one`.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn of(ask: &Ask, store: &Store, one: &One) -> Result<Self, StoreError> {
        let (document, evidence) = (one.document(), one.evidence());
        let page = evidence.page;
        let boxes: Vec<PageBox> = evidence.boxes.iter().filter(|at| at.page == page).copied().collect();
        if document.format == Some(Format::Pdf)
            && !boxes.is_empty()
            && let Ok(picture) = ask.site.images.page(&document.path, page)
        {
            let top = boxes.iter().map(|at| at.y0).fold(f32::INFINITY, f32::min) - ROOM;
            let bottom = boxes.iter().map(|at| at.y1).fold(0.0, f32::max) + ROOM;
            let (top, bottom) = (top.max(0.0), bottom.min(picture.height));
            // Margins say nothing; on a small screen the words need the room.
            let left = boxes.iter().map(|at| at.x0 - BESIDE).fold(MARGIN, f32::min).max(0.0);
            let right = boxes.iter().map(|at| at.x1 + BESIDE).fold(picture.width - MARGIN, f32::max);
            return Ok(Self::Image(Crop {
                address: format!("/documents/{}/pages/{page}", document.id),
                size: (picture.width, picture.height),
                window: (left, top, (right.min(picture.width) - left).max(1.0), (bottom - top).max(1.0)),
                boxes: boxes.iter().map(framed).collect(),
            }));
        }
        let Some(text) = store.text(document.id)? else {
            return Ok(Self::Text(vec![(one.written().to_owned(), true)]));
        };
        let (span, content) = (evidence.span, &text.content);
        let from = content.floor_char_boundary(span.start.saturating_sub(WORDS));
        let to = content.ceil_char_boundary(span.end.saturating_add(WORDS).min(content.len()));
        let part = |from: usize, to: usize| content.get(from..to).unwrap_or_default().to_owned();
        Ok(Self::Text(vec![
            (part(from, span.start), false),
            (part(span.start, span.end), true),
            (part(span.end, to), false),
        ]))
    }
}

/// A box with some room around the words.
fn framed(at: &PageBox) -> (f32, f32, f32, f32) {
    const AROUND: f32 = 1.5;
    (at.x0 - AROUND, at.y0 - AROUND, at.x1 - at.x0 + 2.0 * AROUND, at.y1 - at.y0 + 2.0 * AROUND)
}
