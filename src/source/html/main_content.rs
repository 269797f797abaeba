//! Finds the element that holds the text of a page.

use std::collections::HashMap;

use ego_tree::NodeId;
use scraper::{ElementRef, Html, Node};

/// A child that holds this share of its parent's text is where the text is; below, the parent is.
const SHARE: f64 = 0.75;

/// Elements that hold no text of the document.
pub fn is_clutter(element: &scraper::node::Element) -> bool {
    matches!(
        element.name(),
        "script"
            | "style"
            | "noscript"
            | "template"
            | "nav"
            | "header"
            | "footer"
            | "aside"
            | "form"
            | "button"
            | "select"
            | "svg"
            | "iframe"
            | "head"
            | "dialog"
    ) || element.attr("hidden").is_some()
        || element.attr("aria-hidden") == Some("true")
        || element.attr("style").is_some_and(|style| style.replace(' ', "").contains("display:none"))
}

/// The innermost element that still holds nearly all text of the page.
pub fn find(page: &Html) -> ElementRef<'_> {
    let sizes = text_sizes(page);
    let mut at = page.root_element();
    loop {
        let whole = sizes.get(&at.id()).copied().unwrap_or(0) as f64;
        let next = at.child_elements().find(|child| {
            // A table is read as one: as columns, or as rows and cells.
            let name = child.value().name();
            let holds_text = sizes.get(&child.id()).is_some_and(|size| *size as f64 >= whole * SHARE);
            holds_text && !is_inline(name) && name != "table"
        });
        match next {
            Some(child) if whole > 0.0 => at = child,
            _ => return at,
        }
    }
}

/// The title of the page.
pub fn title(page: &Html) -> Option<String> {
    let title = page.tree.root().descendants().filter_map(ElementRef::wrap).find(|e| e.value().name() == "title")?;
    let words: Vec<_> = title.text().flat_map(str::split_whitespace).collect();
    (!words.is_empty()).then(|| words.join(" "))
}

/// Elements that are part of a line, not a block of their own.
pub fn is_inline(name: &str) -> bool {
    matches!(
        name,
        "a" | "abbr"
            | "b"
            | "bdi"
            | "bdo"
            | "big"
            | "cite"
            | "code"
            | "del"
            | "em"
            | "font"
            | "i"
            | "ins"
            | "kbd"
            | "label"
            | "mark"
            | "q"
            | "s"
            | "small"
            | "span"
            | "strike"
            | "strong"
            | "sub"
            | "sup"
            | "time"
            | "tt"
            | "u"
            | "var"
            | "wbr"
    )
}

/// Bytes of visible text below each element, without recursion: pages can be nested without bound.
fn text_sizes(page: &Html) -> HashMap<NodeId, usize> {
    let mut sizes: HashMap<NodeId, usize> = HashMap::new();
    let mut stack = vec![page.tree.root()];
    let mut order = Vec::new();
    while let Some(node) = stack.pop() {
        if let Node::Element(element) = node.value()
            && is_clutter(element)
        {
            continue;
        }
        order.push(node);
        stack.extend(node.children());
    }
    for node in order.into_iter().rev() {
        let own = if let Node::Text(text) = node.value() { text.trim().len() } else { 0 };
        let whole = sizes.get(&node.id()).copied().unwrap_or(0) + own;
        if let Some(parent) = node.parent() {
            *sizes.entry(parent.id()).or_default() += whole;
        }
    }
    sizes
}
