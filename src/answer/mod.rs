//! Answers to the questions that people ask of a store: a filter goes in, rows and what they leave open come out.
//!
//! Commands, pages, the interfaces for programs and the exports all ask here, so that one question has one answer.
//! Each question has a file: a filter, which the options of a command and the query of an address both fill; a typed
//! answer; and its JSON, which names its schema (`schemas/`). Nothing here prints, and nothing here knows SQL.

mod changes;
mod day;
mod deadlines;
mod diff;
mod document;
mod error;
mod named;
mod targets;
mod unread;
mod versions;

pub use day::{day, optional_day};
pub use deadlines::{DeadlineFilter, Deadlines, deadlines};
pub use diff::{Diff, DiffChange, DiffFilter, DiffRow, diff};
pub use document::{document_json, short};
pub use error::AnswerError;
pub use named::{named, one_named};
pub use targets::{TargetFilter, Targets, targets};
pub use unread::Unread;
pub use versions::Versions;
