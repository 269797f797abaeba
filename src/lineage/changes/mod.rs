//! What changed between two years' versions of one directive: deadlines, references, sections.
//!
//! Targets have their own comparison ([`super::pairing`]), since reports answer them. All pairs are optimal assignments
//! by likeness; what is not alike enough is new or dropped.

pub mod deadlines;
pub mod references;
pub mod sections;

/// The last heading of a path of headings.
pub(super) fn innermost(path: Option<&str>) -> &str {
    path.and_then(|path| path.rsplit(" › ").next()).unwrap_or_default()
}
