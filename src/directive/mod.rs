//! The nouns: what a directive is made of, without knowing of files, stores or how facts are found.

mod calendar;
mod date;
mod designation;
pub mod education;
mod effect;
mod evidence;
mod explanation;
mod facts;
mod header;
mod kind;
mod level;
mod portal;
mod school_year;
mod span;
mod validity;

pub use date::{DateError, PartialDate};
pub(crate) use designation::PARTY_ORGANS;
pub use designation::designation;
pub use effect::{CitedWork, Effect, EffectVerb};
pub use evidence::{Evidence, FieldEvidence, PageBox};
pub use explanation::DateStep;
pub use facts::{ActedOn, Deadline, DeadlineKind, Problem, Reference, Relation, Target, TargetKind, TargetOp};
pub use header::Header;
pub use kind::DirectiveKind;
pub use level::Level;
pub use portal::{PortalRecord, PortalStatus, Stated};
pub use school_year::SchoolYear;
pub use span::Span;
pub use validity::{Validity, ValidityKind};
