//! Answers for people and programs: tables, JSON, CSV, in Vietnamese or English.
//!
//! Nothing here knows where the facts come from.

pub mod changes;
pub mod check;
pub mod csv;
pub mod dates;
pub mod explain;
pub mod lineage;
pub mod markdown;
pub mod messages;
pub mod passage;
pub mod portal;
pub mod quantity;
pub mod registry;
pub mod review;
pub mod search;
pub mod status;
pub mod system;
pub mod table;
pub mod trouble;
pub mod wrap;

pub use messages::Lang;
