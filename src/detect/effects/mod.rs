//! Effects (thay thế, bãi bỏ, sửa đổi …) and validity (hiệu lực): the shape; the rules follow.

use crate::detect::Outline;
use crate::directive::{Effect, Header, Reference, Validity};
use crate::text::Text;

/// Finds what the directive does to other documents, and what it states of validity, in the order of the text.
pub fn detect(_: &Text, _: &Header, _: &Outline, _: &[Reference]) -> (Vec<Effect>, Vec<Validity>) {
    (Vec::new(), Vec::new())
}
