//! Answers as tables for a report on paper: few columns, in words.

mod check;
mod deadlines;
mod diff;

pub use check::check;
pub use deadlines::deadlines;
pub use diff::diff;

use super::source;
use crate::render::Lang;
use crate::store::Document;

/// A directive and a page as running text cites them: `322/PGD-THCS, tr. 5`.
fn place(document: &Document, page: u32, lang: Lang) -> String {
    match source::page_of(document, page) {
        Some(page) => format!("{}, {} {page}", source::short_name(document, lang), lang.pick("tr.", "p.")),
        None => source::short_name(document, lang),
    }
}
