//! Finds the element that holds the text of a page.

use std::collections::{HashMap, HashSet};

use ego_tree::{NodeId, NodeRef};
use scraper::{ElementRef, Html, Node};

use crate::text::fold;

/// A child that holds this share of its parent's text is where the text is; below, the parent is.
const SHARE: f64 = 0.75;

/// A child that has a smaller share is not looked at more closely.
const LEAST_SHARE: f64 = 0.3;
/// A text is known again by its last letters: what stands before them may be in an element of its own.
const KEY: usize = 40;

/// A text shorter than this, outside of tables, is a label or an entry of a menu as likely as not.
const SENTENCE: usize = 25;

/// What of a page is none of its document's text.
#[derive(Debug)]
pub struct Clutter {
    /// Whether forms hold most of the page: some systems put every page into one.
    forms_hold_text: bool,
    /// The element of the attributes.
    attributes: Option<NodeId>,
}

impl Clutter {
    /// The clutter of a page; `attributes` is read apart.
    pub fn of(page: &Html, attributes: Option<NodeId>) -> Self {
        let mut clutter = Self { forms_hold_text: true, attributes };
        let whole = clutter.text_below(page.tree.root());
        clutter.forms_hold_text = false;
        clutter.forms_hold_text = clutter.text_below(page.tree.root()) * 2 < whole;
        clutter
    }

    /// Whether a node holds no text of the document.
    pub fn holds(&self, node: NodeRef<'_, Node>) -> bool {
        let Node::Element(element) = node.value() else { return false };
        let furniture = match element.name() {
            "script" | "style" | "noscript" | "template" | "nav" | "header" | "footer" | "aside" | "button"
            | "select" | "textarea" | "svg" | "iframe" | "head" | "dialog" => true,
            "form" => !self.forms_hold_text,
            _ => false,
        };
        furniture
            || element.attr("role").is_some_and(is_furniture)
            || self.attributes == Some(node.id())
            || element.attr("hidden").is_some()
            || element.attr("aria-hidden") == Some("true")
            || element.attr("style").is_some_and(|style| style.replace(' ', "").contains("display:none"))
    }

    fn text_below(&self, root: NodeRef<'_, Node>) -> usize {
        self.nodes(root).iter().filter_map(|node| Some(node.value().as_text()?.trim().len())).sum()
    }

    /// The nodes that are no clutter, parents first; without recursion.
    fn nodes<'a>(&self, root: NodeRef<'a, Node>) -> Vec<NodeRef<'a, Node>> {
        let mut stack = vec![root];
        let mut order = Vec::new();
        while let Some(node) = stack.pop() {
            if !self.holds(node) {
                order.push(node);
                stack.extend(node.children());
            }
        }
        order
    }
}

/// The innermost element that still holds nearly all text of the page, with the opening and the closing part.
pub fn find<'a>(page: &'a Html, clutter: &Clutter) -> ElementRef<'a> {
    let contents = contents(page, clutter);
    let of = |element: &ElementRef<'_>| contents.get(&element.id()).copied().unwrap_or_default();
    let mut at = page.root_element();
    loop {
        let whole = of(&at);
        let next = at.child_elements().find(|child| {
            // A table is read as one: as columns, or as rows and cells.
            let name = child.value().name();
            let part = of(child);
            let holds = |whole: usize, share: f64| part.size as f64 >= whole as f64 * share;
            (part.opens, part.closes) == (whole.opens, whole.closes)
                && !is_inline(name)
                && name != "table"
                && (holds(whole.size, SHARE)
                    || holds(whole.size, LEAST_SHARE)
                        && holds(whole.size.saturating_sub(repeated(&at, child, clutter)), SHARE))
        });
        match next {
            Some(child) if whole.size > 0 => at = child,
            _ => return at,
        }
    }
}

/// How much text of `whole` beside `part` only says again what `part` says: a table of contents, a short version.
fn repeated(whole: &ElementRef<'_>, part: &ElementRef<'_>, clutter: &Clutter) -> usize {
    let texts = |element: &ElementRef<'_>| -> Vec<(NodeId, String, usize)> {
        let nodes = clutter.nodes(**element).into_iter();
        let sentence =
            |node: &NodeRef<'_, Node>| Some(node.value().as_text()?.trim()).filter(|t| t.len() >= SENTENCE).map(key);
        nodes.filter_map(|node| sentence(&node).map(|(key, size)| (node.id(), key, size))).collect()
    };
    let inside = texts(part);
    let (ids, keys): (HashSet<NodeId>, HashSet<&str>) = inside.iter().map(|(id, key, _)| (*id, key.as_str())).unzip();
    let again = |(id, key, _): &(NodeId, String, usize)| !ids.contains(id) && keys.contains(key.as_str());
    texts(whole).iter().filter(|text| again(text)).map(|(.., size)| size).sum()
}

/// By what a text is known again, and its size.
fn key(text: &str) -> (String, usize) {
    let last: Vec<char> = text.chars().rev().filter(|c| c.is_alphanumeric()).take(KEY).collect();
    (last.into_iter().rev().collect(), text.len())
}

/// The title of the page.
pub fn title(page: &Html) -> Option<String> {
    let title = page.tree.root().descendants().filter_map(ElementRef::wrap).find(|e| e.value().name() == "title")?;
    let words: Vec<_> = title.text().flat_map(str::split_whitespace).collect();
    (!words.is_empty()).then(|| words.join(" "))
}

/// Roles (WAI-ARIA 1.2, 5.4) of elements around the text of a page, whatever their names.
fn is_furniture(role: &str) -> bool {
    matches!(
        role,
        "navigation"
            | "menu"
            | "menubar"
            | "tablist"
            | "tab"
            | "toolbar"
            | "tooltip"
            | "banner"
            | "contentinfo"
            | "complementary"
            | "search"
            | "dialog"
            | "alertdialog"
            | "button"
    )
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

/// What stands below an element.
#[derive(Debug, Clone, Copy, Default)]
struct Content {
    /// Bytes of sentences and of tables; menus, whose texts are links or short, count nothing.
    size: usize,
    /// Whether the national title (quốc hiệu) is there, which opens a directive.
    opens: bool,
    /// Whether "Nơi nhận" is there, which closes one.
    closes: bool,
}

fn contents(page: &Html, clutter: &Clutter) -> HashMap<NodeId, Content> {
    let nodes = clutter.nodes(page.tree.root());
    // Whether a node stands in a link, in a table.
    let mut places: HashMap<NodeId, (bool, bool)> = HashMap::new();
    for node in &nodes {
        let (link, table) = node.parent().and_then(|parent| places.get(&parent.id())).copied().unwrap_or_default();
        let name = node.value().as_element().map_or("", |element| element.name());
        places.insert(node.id(), (link || name == "a", table || name == "table"));
    }
    let mut contents: HashMap<NodeId, Content> = HashMap::new();
    for node in nodes.into_iter().rev() {
        let mut content = contents.get(&node.id()).copied().unwrap_or_default();
        if let Node::Text(text) = node.value() {
            let (link, table) = places.get(&node.id()).copied().unwrap_or_default();
            let text = text.trim();
            if !link && (table || text.len() >= SENTENCE) {
                content.size += text.len();
            }
            if (8..=120).contains(&text.len()) {
                let words = fold(text);
                content.opens |= words.contains("cong hoa xa hoi chu nghia viet nam");
                content.closes |= words.starts_with("noi nhan");
            }
            contents.insert(node.id(), content);
        }
        if let Some(parent) = node.parent() {
            let whole = contents.entry(parent.id()).or_default();
            whole.size += content.size;
            whole.opens |= content.opens;
            whole.closes |= content.closes;
        }
    }
    contents
}
