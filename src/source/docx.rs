//! Stub.

use super::{RawDocument, SourceError};

pub fn read(_bytes: &[u8]) -> Result<RawDocument, SourceError> {
    Err(SourceError::Unsupported)
}
