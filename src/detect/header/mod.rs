//! Stub.

use crate::directive::{Header, Problem};
use crate::text::Text;

/// Finds the header fields.
pub fn detect(_text: &Text, _problems: &mut Vec<Problem>) -> Header {
    Header::default()
}
