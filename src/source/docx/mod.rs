//! Word documents (Office Open XML, ECMA-376): the body with its tables, text boxes and footnotes as lines.
//!
//! [`package`] opens the container and its parts, [`numbering`] reads the rules of automatic list labels,
//! [`body`] walks the content, [`furniture`] tells what stands at the head and foot of pages, [`super::flow`] and [`super::line`] build lines from it. Tracked changes are taken as accepted. A Word document has no fixed
//! pages; the page breaks that Word noted when it last laid the document out are used where they stand.

mod body;
mod furniture;
mod numbering;
mod package;
#[cfg(test)]
mod tests;

use roxmltree::{Document, Node};

use super::{Format, RawDocument, SourceError};

/// Reads a Word document.
///
/// # Errors
/// [`SourceError::Damaged`] where the container or its main part cannot be read.
pub fn read(bytes: &[u8]) -> Result<RawDocument, SourceError> {
    let mut package = package::Package::open(bytes)?;
    let main = package.part("word/document.xml")?.ok_or_else(|| damaged("it has no main document part"))?;
    // A side part that is missing or broken costs its labels or notes, not the document.
    let mut side = |name: &str| package.part(name).ok().flatten().unwrap_or_default();
    let [numbering, styles, footnotes, endnotes, core] = [
        side("word/numbering.xml"),
        side("word/styles.xml"),
        side("word/footnotes.xml"),
        side("word/endnotes.xml"),
        side("docProps/core.xml"),
    ];
    let main = Document::parse(&main).map_err(|cause| damaged(&cause.to_string()))?;
    let [numbering, styles, footnotes, endnotes, core] =
        [&numbering, &styles, &footnotes, &endnotes, &core].map(|xml| Document::parse(xml).ok());

    let labels = numbering::Numbering::new(numbering.as_ref(), styles.as_ref());
    let relations = package.part("word/_rels/document.xml.rels").ok().flatten().unwrap_or_default();
    let named = Document::parse(&relations).map(|relations| furniture::named(&main, &relations)).unwrap_or_default();
    let heads: Vec<_> = named.into_iter().map(|named| (package.part(&named.part).ok().flatten(), named)).collect();
    let heads: Vec<_> =
        heads.iter().filter_map(|(xml, named)| Some((named.clone(), Document::parse(xml.as_deref()?).ok()?))).collect();
    let letterhead = furniture::letterhead(&heads, &main);
    let mut pages = body::Walker::new(labels, footnotes.as_ref(), endnotes.as_ref()).walk(letterhead, &main);
    furniture::set_aside(&heads, letterhead, &mut pages);
    Ok(RawDocument { format: Format::Docx, pages, metadata: package::metadata(core.as_ref()) })
}

fn damaged(cause: &str) -> SourceError {
    SourceError::Damaged { format: "DOCX".to_owned(), cause: cause.to_owned() }
}

/// The first child element of that local name: producers differ in prefixes, never in local names.
fn child<'a, 'input>(node: Node<'a, 'input>, name: &str) -> Option<Node<'a, 'input>> {
    node.children().find(|child| child.tag_name().name() == name)
}

/// The attribute of that local name, in whatever namespace.
fn attribute<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    node.attributes().find(|attribute| attribute.name() == name).map(|attribute| attribute.value())
}

/// The `val` attribute of a child property.
fn value<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    child(node, name).and_then(|property| attribute(property, "val"))
}

/// Whether a toggle property (`<w:b/>`, `<w:b w:val="0"/>`) is on.
fn toggle(node: Node<'_, '_>, name: &str) -> bool {
    child(node, name).is_some_and(|property| !matches!(attribute(property, "val"), Some("0" | "false" | "off")))
}
