//! Heads and feet of pages (ECMA-376 part 1, 17.10): what a word processor repeats on every page.
//!
//! They are no part of the text, with one exception: some offices keep the letterhead in the head of the first page,
//! and where the body has none ([`letterhead::is_one`]) that is the document's own.

use roxmltree::{Document, Node};

use super::body::Walker;
use super::{attribute, child, toggle};
use crate::source::{Aside, AsideKind, RawPage};
use crate::text::letterhead;

/// A document has no more heads and feet than this.
const MOST: usize = 32;
/// So many lines at the beginning of the body may be a letterhead.
const OPENING: usize = 16;

/// A head or foot that a section of the document names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// The name of the part that holds it.
    pub part: String,
    /// Whether it stands at the head of the first page.
    pub opens: bool,
}

/// The heads and feet that are shown, in the order of the sections; `relations` says where they are.
pub fn named(main: &Document<'_>, relations: &Document<'_>) -> Vec<Named> {
    let mut all: Vec<Named> = Vec::new();
    let sections = main.descendants().filter(|node| node.tag_name().name() == "sectPr");
    // What a section was before a tracked change is not shown.
    let was =
        |section: &Node<'_, '_>| section.parent().is_some_and(|parent| parent.tag_name().name() == "sectPrChange");
    let sections = sections.filter(|section| !was(section));
    for (at, section) in sections.enumerate() {
        let has_own_first_page = toggle(section, "titlePg");
        for reference in section.children().filter(|node| node.is_element()) {
            let is_head = reference.tag_name().name() == "headerReference";
            if !is_head && reference.tag_name().name() != "footerReference" {
                continue;
            }
            let kind = attribute(reference, "type").unwrap_or("default");
            if kind == "first" && !has_own_first_page {
                continue;
            }
            let opens = is_head && at == 0 && kind == if has_own_first_page { "first" } else { "default" };
            let Some(part) = attribute(reference, "id").and_then(|id| target(relations, id)) else { continue };
            match all.iter_mut().find(|known| known.part == part) {
                Some(known) => known.opens |= opens,
                None => all.push(Named { part, opens }),
            }
        }
    }
    all.truncate(MOST);
    all
}

/// The part that a relation of the main part leads to.
fn target(relations: &Document<'_>, id: &str) -> Option<String> {
    let is_it = |node: &Node<'_, '_>| attribute(*node, "Id") == Some(id);
    let target = relations.root_element().children().find(is_it).and_then(|node| attribute(node, "Target"))?;
    Some(target.strip_prefix('/').map_or_else(|| format!("word/{target}"), str::to_owned))
}

/// The head of the first page, where it is the letterhead that the body lacks.
pub fn letterhead<'d>(parts: &'d [(Named, Document<'d>)], main: &'d Document<'d>) -> Option<&'d Document<'d>> {
    let (_, head) = parts.iter().find(|(named, _)| named.opens)?;
    let body = child(main.root_element(), "body").map(|body| paragraphs(body).take(OPENING).collect::<Vec<_>>());
    let own = body.is_some_and(|lines| letterhead::is_one(&lines));
    let lines: Vec<String> = paragraphs(head.root_element()).collect();
    (!own && letterhead::is_one(&lines)).then_some(head)
}

/// The text of paragraphs that say something, in their order.
fn paragraphs<'n>(node: Node<'n, 'n>) -> impl Iterator<Item = String> {
    let paragraphs = node.descendants().filter(|node| node.tag_name().name() == "p");
    let text = |paragraph: Node<'n, 'n>| -> String {
        paragraph.descendants().filter(|node| node.tag_name().name() == "t").filter_map(|node| node.text()).collect()
    };
    paragraphs.map(text).filter(|text| !text.trim().is_empty())
}

/// Sets what the other heads and feet say beside the text of the first page; numbers of pages say nothing.
pub fn set_aside(parts: &[(Named, Document<'_>)], own: Option<&Document<'_>>, pages: &mut [RawPage]) {
    let Some(page) = pages.first_mut() else { return };
    for (_, part) in parts.iter().filter(|(_, part)| own.is_none_or(|own| !std::ptr::eq(own, part))) {
        let lines = Walker::of_side_part().walk_side(part);
        let text = lines.iter().map(|line| line.text()).collect::<Vec<_>>().join(" ");
        let aside = Aside { kind: AsideKind::RunningHead, text };
        if aside.text.chars().any(char::is_alphabetic) && !page.aside.contains(&aside) {
            page.aside.push(aside);
        }
    }
}
