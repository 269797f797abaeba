//! How well extraction does against gold: directives annotated by people, in the JSON of `chidao extract`.
//!
//! [`gold`] reads annotations, [`pairing`] decides which found item is which wanted one, [`score`] counts,
//! [`interval`] says how far the counts can be trusted, [`folder`] finds gold files and the documents that belong to
//! them. Nothing here reads documents: the caller does, and hands over [`Facts`](crate::detect::Facts).
//!
//! Matching is one to one within a document:
//! - references: exact kind, number, year and symbol (laws by name: overlapping text);
//! - deadlines: exact kind, start and end, overlapping text;
//! - targets: exact kind, bound and value, a compatible unit, overlapping text or subject. Reported results are left out.
//!
//! Optional gold neither rewards nor punishes. Fields (date, issuer, relation of a reference; level and school year of a
//! target) are judged over the matched pairs, the document's own fields over those that gold gives.

pub mod folder;
pub mod gold;
pub mod interval;
mod pairing;
pub mod score;
#[cfg(test)]
mod tests;
mod wording;

pub use gold::{Gold, GoldError};
pub use interval::Interval;
pub use score::{Class, Counts, Field, Figures, Finding, Score, Share, Verdict, evaluate};
