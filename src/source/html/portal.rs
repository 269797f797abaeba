//! The attribute table of a portal page: label and value side by side, whatever elements they stand in.
//!
//! Pages differ in their elements and agree in their words. A stretch of text that is a label ([`attribute::field`])
//! has its value behind it: in the same text after a colon, in what follows it in its line, in the next cell, term or
//! box. Attributes are taken from one stretch of the page in which no field comes twice, so that a list of other
//! documents beside it adds nothing.

use std::sync::LazyLock;

use ego_tree::{NodeId, NodeRef};
use regex::Regex;
use scraper::{ElementRef, Html, Node};

use super::attribute::{self, Field, LONGEST_LABEL};
use super::main_content::{is_inline, title};
use crate::directive::PortalRecord;

/// What a page states of its document.
#[derive(Debug)]
pub struct Portal {
    /// The attributes.
    pub record: PortalRecord,
    /// The element that holds them and little else.
    pub place: Option<NodeId>,
}

/// A value longer than this is no attribute.
const LONGEST_VALUE: usize = 3_000;

/// The attributes that a page states; `None` where it is no page of a portal: fewer than two of them, or none of
/// number, date and validity.
pub fn find(page: &Html) -> Option<Portal> {
    let best = runs(page).into_iter().max_by_key(|run| (run.fields.len(), std::cmp::Reverse(run.order)));
    let mut run = best.unwrap_or_default();
    if run.record.status.is_none()
        && let Some(status) = lone_status(page)
    {
        attribute::put(&mut run.record, Field::Status, &status);
    }
    let record = &mut run.record;
    let stated = [
        record.number.is_some(),
        record.issued.is_some(),
        record.effective.is_some(),
        record.status.is_some(),
        record.expires.is_some(),
    ];
    let others = [record.kind.is_some(), record.issuer.is_some(), record.signer.is_some(), record.subject.is_some()];
    let count = |list: &[bool]| list.iter().filter(|there| **there).count();
    if count(&stated) == 0 || count(&stated) + count(&others) < 2 {
        return None;
    }
    record.site = site(page);
    record.title = heading(page);
    take_title(record);
    let place = place(page, &run);
    Some(Portal { record: run.record, place })
}

/// Attributes that stand together.
#[derive(Debug, Default)]
struct Run {
    record: PortalRecord,
    fields: Vec<Field>,
    /// The labels' nodes.
    labels: Vec<NodeId>,
    /// Bytes of labels and values.
    size: usize,
    order: usize,
}

fn runs(page: &Html) -> Vec<Run> {
    let mut runs: Vec<Run> = vec![Run::default()];
    let mut seen: Vec<(Field, String)> = Vec::new();
    for (field, node, value) in pairs(page) {
        // Pages repeat an attribute above and in the table.
        if seen.contains(&(field, value.clone())) {
            continue;
        }
        if runs.last().is_some_and(|run| run.fields.contains(&field)) {
            runs.push(Run { order: runs.len(), ..Run::default() });
        }
        let Some(run) = runs.last_mut() else { break };
        if attribute::put(&mut run.record, field, &value) {
            run.fields.push(field);
            run.labels.push(node);
            run.size += LONGEST_LABEL.min(30) + value.len();
            seen.push((field, value));
        }
    }
    runs
}

/// Labels with the node they stand in and what stands behind them, in the order of the page.
fn pairs(page: &Html) -> Vec<(Field, NodeId, String)> {
    let mut found = Vec::new();
    for (node, text) in texts(page) {
        let words = text.trim();
        if words.len() > LONGEST_VALUE {
            continue;
        }
        let (label, rest) = match words.split_once(':') {
            Some((label, rest)) if !rest.trim().is_empty() => (label, rest),
            _ => (words, ""),
        };
        let Some(field) = attribute::field(label) else { continue };
        let value = if rest.is_empty() { value_behind(node, field) } else { format!("{rest}{}", line_behind(node)) };
        if !value.trim().is_empty() && value.len() <= LONGEST_VALUE {
            found.push((field, node.id(), value));
        }
    }
    found
}

/// All visible text nodes, also in parts that a script shows on demand: attributes often stand in a closed tab.
fn texts(page: &Html) -> impl Iterator<Item = (NodeRef<'_, Node>, &str)> {
    page.tree.root().descendants().filter_map(|node| {
        let text = node.value().as_text()?;
        let inside = node.parent()?.value().as_element()?.name();
        let shown = !matches!(inside, "script" | "style" | "noscript" | "template" | "title" | "option" | "textarea");
        (shown && !text.trim().is_empty()).then_some((node, &**text))
    })
}

/// What stands behind a label that is a text of its own.
fn value_behind(label: NodeRef<'_, Node>, field: Field) -> String {
    let same_line = line_behind(label);
    if !same_line.trim_matches(|c: char| c == ':' || c.is_whitespace()).is_empty() {
        return same_line;
    }
    // Out of the elements that hold nothing but the label, to the cell or box beside it.
    let mut at = label;
    while let Some(parent) = at.parent() {
        if !parent.value().is_element() || only_child(parent).is_none_or(|child| child.id() != at.id()) {
            break;
        }
        at = parent;
        if at.next_siblings().any(holds_something) {
            break;
        }
    }
    let mut values = at.next_siblings().filter(|node| holds_something(*node)).map(text_of);
    if field == Field::IssuerAndSigner {
        return values.take(3).collect::<Vec<_>>().join(" / ");
    }
    values.find(|text| text.trim() != ":").unwrap_or_default()
}

/// The only child of a node that is an element or a text.
fn only_child(parent: NodeRef<'_, Node>) -> Option<NodeRef<'_, Node>> {
    let mut children = parent.children().filter(|node| match node.value() {
        Node::Text(text) => !text.trim().is_empty(),
        Node::Element(_) => true,
        _ => false,
    });
    let child = children.next()?;
    children.next().is_none().then_some(child)
}

fn holds_something(node: NodeRef<'_, Node>) -> bool {
    match node.value() {
        Node::Text(text) => !text.trim().is_empty(),
        Node::Element(element) => !matches!(element.name(), "br" | "hr" | "script" | "style" | "input"),
        _ => false,
    }
}

/// What follows a text in its line: up to a break, a block, or the next label.
fn line_behind(text: NodeRef<'_, Node>) -> String {
    let mut at = text;
    // A label set bold: the line goes on behind the element.
    while let Some(parent) = at.parent()
        && parent.value().as_element().is_some_and(|element| is_inline(element.name()))
        && only_child(parent).is_some_and(|child| child.id() == at.id())
    {
        at = parent;
    }
    let mut line = String::new();
    for next in at.next_siblings() {
        match next.value() {
            Node::Text(text) => line.push_str(text),
            Node::Element(element) if is_inline(element.name()) => {
                let words = text_of(next);
                if attribute::field(&words).is_some() || words.trim_end().ends_with(':') && words.trim() != ":" {
                    break;
                }
                line.push_str(&words);
            }
            Node::Element(_) => break,
            _ => {}
        }
        if line.len() > LONGEST_VALUE {
            break;
        }
    }
    line
}

/// The text below a node; a text much longer than an attribute is cut.
fn text_of(node: NodeRef<'_, Node>) -> String {
    let mut out = String::new();
    for node in node.descendants() {
        match node.value() {
            Node::Text(text) => out.push_str(text),
            Node::Element(element) if !is_inline(element.name()) => out.push(' '),
            _ => {}
        }
        if out.len() > LONGEST_VALUE {
            break;
        }
    }
    out
}

/// The one statement of validity that stands alone on the page (a coloured tag). A page that offers several (a search
/// form) states none.
fn lone_status(page: &Html) -> Option<String> {
    let mut found: Option<&str> = None;
    for (_, text) in texts(page).filter(|(_, text)| text.len() <= LONGEST_LABEL) {
        let words = text.trim();
        if attribute::status(words).is_none() {
            continue;
        }
        match found {
            Some(other) if attribute::status(other) != attribute::status(words) => return None,
            _ => found = Some(words),
        }
    }
    found.map(str::to_owned)
}

/// The heading of the page, or else its title.
fn heading(page: &Html) -> Option<String> {
    let first = page.tree.root().descendants().filter_map(ElementRef::wrap).find(|e| e.value().name() == "h1")?;
    let words: Vec<_> = first.text().flat_map(str::split_whitespace).collect();
    let heading = (!words.is_empty()).then(|| words.join(" ")).filter(|heading| heading.len() <= LONGEST_VALUE);
    heading.or_else(|| title(page))
}

/// Takes kind, number and subject out of the heading, where the table does not state them.
fn take_title(record: &mut PortalRecord) {
    static TITLE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(concat!(
            r"^(?P<kind>\p{Lu}[\p{L} ]{2,40}?)\s+(?:(?:số|Số)\s*:?\s*)?",
            r"(?P<number>\d{1,6}[a-zđ]?(?:/\d{4})?[/-][\p{L}][\p{L}\d&]*(?:[-/][\p{L}\d&]+)*)",
            r"(?:\s+(?:năm\s+\d{4}|ngày\s+\d{1,2}/\d{1,2}/\d{4}))?[\s:,.–-]*(?P<subject>.*)$",
        ))
        .expect("a valid pattern")
    });
    let Some(title) = record.title.clone() else { return };
    let Some(m) = TITLE.captures(&title) else { return };
    // A heading that names another document is of no use.
    if record.number.as_deref().is_some_and(|number| number != &m["number"]) {
        return;
    }
    for (field, taken, part) in [
        (Field::Number, record.number.is_some(), "number"),
        (Field::Kind, record.kind.is_some(), "kind"),
        (Field::Subject, record.subject.is_some(), "subject"),
    ] {
        if !taken {
            attribute::put(record, field, &m[part]);
        }
    }
}

/// The host that the page says it is from.
fn site(page: &Html) -> Option<String> {
    let address = page.tree.root().descendants().find_map(|node| match node.value() {
        Node::Element(element) => match element.name() {
            "link" if element.attr("rel") == Some("canonical") => element.attr("href"),
            "meta" if element.attr("property") == Some("og:url") => element.attr("content"),
            "base" => element.attr("href"),
            _ => None,
        }
        .filter(|address| address.contains("://")),
        // "saved from url=(0042)https://…", as browsers note it.
        Node::Comment(comment) => comment.split_once("saved from url=(").map(|(_, rest)| rest),
        _ => None,
    })?;
    let (_, rest) = address.split_once("://")?;
    let host = rest.split(['/', '?', '#', ' ']).next()?.trim_start_matches("www.").to_lowercase();
    (host.contains('.') && host.len() < 200).then_some(host)
}

/// The element that holds all labels and little else.
fn place(page: &Html, run: &Run) -> Option<NodeId> {
    let mut common: Option<Vec<NodeId>> = None;
    for label in &run.labels {
        let node = page.tree.get(*label)?;
        let mut way: Vec<NodeId> = node.ancestors().map(|ancestor| ancestor.id()).collect();
        way.reverse();
        common = Some(match common {
            None => way,
            Some(known) => known.into_iter().zip(way).take_while(|(a, b)| a == b).map(|(a, _)| a).collect(),
        });
    }
    let place = *common?.last()?;
    let size: usize = page
        .tree
        .get(place)?
        .descendants()
        .filter_map(|node| node.value().as_text().map(|text| text.trim().len()))
        .sum();
    (run.labels.len() > 1 && size <= 3 * run.size + 200).then_some(place)
}
