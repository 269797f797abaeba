//! Stub.

use crate::detect::Outline;
use crate::directive::{Deadline, Header, Reference};
use crate::text::Text;

/// Finds all deadlines.
pub fn detect(_text: &Text, _header: &Header, _outline: &Outline, _references: &[Reference]) -> Vec<Deadline> {
    Vec::new()
}
