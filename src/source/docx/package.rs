//! The ZIP container of a Word document.

use std::io::{Cursor, Read};

use roxmltree::Document;
use zip::ZipArchive;

use super::damaged;
use crate::source::{Metadata, SourceError};

/// A part larger than this is no directive but a bomb.
const LARGEST_PART: u64 = 128 << 20;

/// An opened container.
pub struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
}

impl<'a> Package<'a> {
    /// Opens the container.
    pub fn open(bytes: &'a [u8]) -> Result<Self, SourceError> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|cause| damaged(&cause.to_string()))?;
        Ok(Self { archive })
    }

    /// The text of a part; `None` where the container has no such part.
    pub fn part(&mut self, name: &str) -> Result<Option<String>, SourceError> {
        let Some(index) = self.archive.index_for_name(name) else { return Ok(None) };
        let part = self.archive.by_index(index).map_err(|cause| damaged(&cause.to_string()))?;
        let mut bytes = Vec::new();
        part.take(LARGEST_PART + 1).read_to_end(&mut bytes).map_err(|cause| damaged(&cause.to_string()))?;
        if bytes.len() as u64 > LARGEST_PART {
            return Err(damaged(&format!("{name} is larger than {} MiB", LARGEST_PART >> 20)));
        }
        String::from_utf8(bytes).map(Some).map_err(|_| damaged(&format!("{name} is not UTF-8")))
    }
}

/// What the core properties part says.
pub fn metadata(core: Option<&Document<'_>>) -> Metadata {
    let field = |name: &str| {
        let node = core?.descendants().find(|node| node.tag_name().name() == name)?;
        node.text().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
    };
    Metadata { title: field("title"), producer: field("creator"), created: field("created"), ..Metadata::default() }
}
