//! Answers to the questions that people ask of a store: a filter goes in, rows and what they leave open come out.
//!
//! Commands, pages, the interfaces for programs and the exports all ask here, so that one question has one answer.
//! Each question has a file: a filter, which the options of a command and the query of an address both fill; a typed
//! answer; and its JSON, which names its schema (`schemas/`). [`questions()`] is the table of those that programs can
//! ask. Nothing here prints, and nothing here knows SQL.

mod changes;
mod check;
mod clauses;
mod day;
mod deadlines;
mod diff;
mod document;
mod error;
mod fault;
mod legislation;
mod lineage;
mod named;
mod page;
mod parameters;
mod part;
mod questions;
mod quote;
mod recognized;
mod reviews;
mod search;
mod show;
mod standing;
mod status;
mod targets;
mod unread;
mod versions;
mod whole;
mod wrong;

pub use check::{CHECK_SCHEMA, CheckFilter, check, check_json, held_subject};
pub use clauses::{Clause, clauses};
pub use day::{day, optional_day};
pub(crate) use deadlines::listed;
pub use deadlines::{DeadlineFilter, Deadlines, deadlines};
pub use diff::{Diff, DiffChange, DiffFilter, DiffRow, diff, with_earlier};
pub use document::{document_json, short};
pub use error::AnswerError;
pub use fault::Fault;
pub use legislation::legislation;
pub use lineage::{Lineage, LineageFilter, Statement, lineage};
pub use named::{named, one_named};
pub use page::{Page, PageFilter, page};
pub use questions::{Question, Sources, questions};
pub use quote::{Quote, QuoteFilter, QuotePlace, quote};
pub use reviews::{ReviewFilter, Reviews, reviews};
pub use search::{Idea, Mentions, Passages, Search, SearchFilter, fullest, ideas, mentions_by, mentions_of, search};
pub use show::{Sheet, ShowFilter, show};
pub use standing::Standing;
pub use status::{StatusAnswer, StatusFilter, Statuses, status};
pub use targets::{TargetFilter, Targets, targets};
pub use unread::Unread;
pub use versions::Versions;
pub use whole::{EXPORT_SCHEMA, whole};
pub use wrong::Wrong;
