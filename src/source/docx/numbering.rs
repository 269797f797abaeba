//! The list rules of a document: `numbering.xml` and the styles that refer to it.

use std::collections::HashMap;

use roxmltree::{Document, Node};

use super::{attribute, child, toggle, value};
use crate::source::numbering::{Counters, LEVELS, Level, NumberFormat};

/// Styles based on styles go no deeper in real documents; damaged ones may go round in circles.
const DEEPEST: usize = 16;

/// The numbering rules of a document with the state of its counters.
pub struct Numbering {
    /// `numId` → levels.
    lists: HashMap<String, Vec<Level>>,
    /// `numId` → the list whose counters it shares (instances of one abstract list count on together).
    counters_of: HashMap<String, String>,
    /// Style → (`numId`, level), of its own or of the style it is based on.
    styles: HashMap<String, (String, usize)>,
    counters: Counters,
}

impl Numbering {
    /// Reads the rules; a document without a numbering part has none.
    pub fn new(numbering: Option<&Document<'_>>, styles: Option<&Document<'_>>) -> Self {
        let styles = styles.map_or_else(HashMap::new, style_lists);
        let mut numbers =
            Self { lists: HashMap::new(), counters_of: HashMap::new(), styles, counters: Counters::default() };
        if let Some(document) = numbering {
            numbers.read(document);
        }
        numbers
    }

    fn read(&mut self, document: &Document<'_>) {
        let named =
            |name: &'static str| document.root_element().children().filter(move |node| node.tag_name().name() == name);
        let mut abstracts: HashMap<&str, (Vec<Level>, Option<&str>)> = HashMap::new();
        for node in named("abstractNum") {
            if let Some(id) = attribute(node, "abstractNumId") {
                abstracts.insert(id, (levels(node), value(node, "numStyleLink")));
            }
        }
        // A list may leave its levels to a style, which has them in a list of its own.
        let of_style: HashMap<&str, &str> = named("abstractNum")
            .filter_map(|node| Some((value(node, "styleLink")?, attribute(node, "abstractNumId")?)))
            .collect();
        for node in named("num") {
            let (Some(id), Some(mut of)) = (attribute(node, "numId"), value(node, "abstractNumId")) else { continue };
            if let Some((own, Some(link))) = abstracts.get(of)
                && own.is_empty()
                && let Some(linked) = of_style.get(link)
            {
                of = linked;
            }
            let mut list = abstracts.get(of).map(|(levels, _)| levels.clone()).unwrap_or_default();
            let mut restarts = false;
            for change in node.children().filter(|node| node.tag_name().name() == "lvlOverride") {
                let place = attribute(change, "ilvl").and_then(|level| level.parse::<usize>().ok());
                let Some(slot) = place.and_then(|place| list.get_mut(place)) else { continue };
                if let Some(own) = child(change, "lvl") {
                    *slot = level(own);
                    restarts = true;
                }
                if let Some(start) = value(change, "startOverride").and_then(|start| start.parse().ok()) {
                    slot.start = start;
                    restarts = true;
                }
            }
            self.lists.insert(id.to_owned(), list);
            let shared = if restarts { format!("num {id}") } else { format!("abstract {of}") };
            self.counters_of.insert(id.to_owned(), shared);
        }
    }

    /// The label of the next paragraph with these properties (`pPr`); `None` where it is in no list.
    pub fn label(&mut self, properties: Node<'_, '_>) -> Option<String> {
        let own = child(properties, "numPr");
        let of_style = value(properties, "pStyle").and_then(|style| self.styles.get(style));
        let list = own.and_then(|own| value(own, "numId")).or(of_style.map(|(list, _)| list.as_str()))?;
        let own_level = own.and_then(|own| value(own, "ilvl")).and_then(|level| level.parse().ok());
        let level = own_level.unwrap_or_else(|| of_style.map_or(0, |(_, level)| *level)).min(LEVELS - 1);
        self.counters.next(self.counters_of.get(list)?, self.lists.get(list)?, level)
    }
}

/// The lists of the styles, also of those based on one that has a list.
fn style_lists(styles: &Document<'_>) -> HashMap<String, (String, usize)> {
    let nodes: HashMap<&str, Node<'_, '_>> = styles
        .root_element()
        .children()
        .filter(|node| node.tag_name().name() == "style")
        .filter_map(|node| Some((attribute(node, "styleId")?, node)))
        .collect();
    let list_of = |id: &str| {
        let (mut at, mut level) = (id, None);
        for _ in 0..DEEPEST {
            let style = nodes.get(at)?;
            let numbered = child(*style, "pPr").and_then(|properties| child(properties, "numPr"));
            if let Some(numbered) = numbered {
                level = level.or_else(|| value(numbered, "ilvl").and_then(|level| level.parse().ok()));
                if let Some(list) = value(numbered, "numId") {
                    return Some((list.to_owned(), level.unwrap_or(0).min(LEVELS - 1)));
                }
            }
            at = value(*style, "basedOn")?;
        }
        None
    };
    nodes.keys().filter_map(|id| Some(((*id).to_owned(), list_of(id)?))).collect()
}

fn levels(list: Node<'_, '_>) -> Vec<Level> {
    list.children().filter(|node| node.tag_name().name() == "lvl").take(LEVELS).map(level).collect()
}

fn level(node: Node<'_, '_>) -> Level {
    Level {
        format: format(value(node, "numFmt").unwrap_or("decimal")),
        pattern: value(node, "lvlText").unwrap_or_default().to_owned(),
        start: value(node, "start").and_then(|start| start.parse().ok()).unwrap_or(1),
        legal: toggle(node, "isLgl"),
    }
}

/// The formats of official documents (ECMA-376 part 1, 17.18.59); any other one is written in digits.
fn format(name: &str) -> NumberFormat {
    match name {
        "upperRoman" => NumberFormat::UpperRoman,
        "lowerRoman" => NumberFormat::LowerRoman,
        "upperLetter" => NumberFormat::UpperLetter,
        "lowerLetter" => NumberFormat::LowerLetter,
        "decimalZero" => NumberFormat::DecimalZero,
        "bullet" => NumberFormat::Bullet,
        "none" => NumberFormat::None,
        _ => NumberFormat::Decimal,
    }
}
