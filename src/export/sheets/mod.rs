//! Answers as tables for a workbook: every field in a column of its type, what people look at first in front.

mod deadlines;
mod diff;
mod lineage;
mod references;
mod series;
mod targets;

pub use deadlines::deadlines;
pub use diff::{counts, diff, notes as notes_of_diff};
pub use lineage::lineage;
pub use references::{passages, references};
pub use targets::targets;

use super::paper::Cell;
use super::source;
use crate::directive::Level;
use crate::render::{Lang, messages, review as wording};
use crate::store::{Document, Review};

/// The directive, leading to the page.
fn document(document: &Document, page: u32, lang: Lang) -> Cell {
    let (said, address) = (source::name(document, lang), source::address(document, page));
    Cell::Link { said, address, place: (document.id, page) }
}

/// The page, of a file that has pages.
fn page(document: &Document, page: u32) -> Cell {
    source::page_of(document, page).map_or(Cell::Empty, |page| Cell::Number(page.into()))
}

/// Whether a person has looked at the fact.
fn review(review: &Review, lang: Lang) -> Cell {
    Cell::text(wording::note(review, lang).unwrap_or_else(|| wording::state(review.state, lang).to_owned()))
}

fn levels(list: &[Level], lang: Lang) -> Cell {
    let names: Vec<&str> = list.iter().map(|level| messages::level(*level, lang)).collect();
    Cell::text(names.join(", "))
}
