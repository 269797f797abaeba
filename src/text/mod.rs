//! Normalized text: cleaned once, here; nothing after this module sees anything else.
//!
//! [`normalize`] takes the pages that [`crate::source`] reads and gives a [`Text`]: NFC, look-alike letters set right,
//! wrapped lines joined into paragraphs, page furniture and footnotes set apart, and a map from every byte back to
//! page, line and box. [`fold()`] and [`match_key`] give the forms that search and comparison use.

mod breaks;
mod clean;
mod fold;
mod footnotes;
mod furniture;
mod heads;
mod layout;
pub(crate) mod legacy;
pub(crate) mod letterhead;
mod line;
mod marker;
mod marks;
mod model;
mod reflow;
mod rows;
mod spaces;
pub(crate) mod stamp;
mod syllable;
#[cfg(test)]
mod tests;

pub use fold::{fold, match_key};
pub use model::{FootnoteMark, Paragraph, SetAside, SetAsideKind, Text, TextPage, Word, Zone};
pub use reflow::normalize;
pub(crate) use spaces::{collapse, word_count};
pub use syllable::share;
