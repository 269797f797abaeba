//! Automatic list labels: Word stores "Điều 3." or "b)" as a rule and a counter, not as text.

use std::collections::HashMap;

use roxmltree::{Document, Node};

use super::{attribute, child, value};

/// Deepest list level of the format (ECMA-376 part 1, 17.9.6: `ilvl` 0–8).
const LEVELS: usize = 9;

/// The numbering rules of a document with the state of its counters.
pub struct Numbering {
    /// `numId` → levels.
    lists: HashMap<String, Vec<Level>>,
    /// `numId` → the list whose counters it shares (instances of one abstract list count on together).
    counters_of: HashMap<String, String>,
    /// Style → (`numId`, level).
    styles: HashMap<String, (String, usize)>,
    counters: HashMap<String, [Option<u32>; LEVELS]>,
}

#[derive(Clone)]
struct Level {
    format: String,
    pattern: String,
    start: u32,
}

impl Numbering {
    /// Reads the rules; a document without a numbering part has none.
    pub fn new(numbering: Option<&Document<'_>>, styles: Option<&Document<'_>>) -> Self {
        let elements = |document: Option<&Document<'_>>, name: &str| -> Vec<roxmltree::NodeId> {
            let root = document.map(Document::root_element);
            root.map_or_else(Vec::new, |root| {
                root.children().filter(|node| node.tag_name().name() == name).map(|node| node.id()).collect()
            })
        };
        let mut abstracts = HashMap::new();
        let mut lists = HashMap::new();
        let mut counters_of = HashMap::new();
        if let Some(document) = numbering {
            for node in elements(numbering, "abstractNum").into_iter().filter_map(|id| document.get_node(id)) {
                if let Some(id) = attribute(node, "abstractNumId") {
                    abstracts.insert(id.to_owned(), levels(node));
                }
            }
            for node in elements(numbering, "num").into_iter().filter_map(|id| document.get_node(id)) {
                let (Some(id), Some(of)) = (attribute(node, "numId"), value(node, "abstractNumId")) else { continue };
                let mut list = abstracts.get(of).cloned().unwrap_or_default();
                let mut restarts = false;
                for change in node.children().filter(|node| node.tag_name().name() == "lvlOverride") {
                    let level = attribute(change, "ilvl").and_then(|level| level.parse::<usize>().ok());
                    let start = value(change, "startOverride").and_then(|start| start.parse().ok());
                    if let (Some(level), Some(start)) = (level.and_then(|level| list.get_mut(level)), start) {
                        level.start = start;
                        restarts = true;
                    }
                }
                lists.insert(id.to_owned(), list);
                let shared = if restarts { format!("num {id}") } else { format!("abstract {of}") };
                counters_of.insert(id.to_owned(), shared);
            }
        }
        let mut style_lists = HashMap::new();
        if let Some(document) = styles {
            for node in elements(styles, "style").into_iter().filter_map(|id| document.get_node(id)) {
                let numbered = child(node, "pPr").and_then(|properties| child(properties, "numPr"));
                if let (Some(id), Some(numbered)) = (attribute(node, "styleId"), numbered)
                    && let Some(list) = value(numbered, "numId")
                {
                    style_lists.insert(id.to_owned(), (list.to_owned(), level_of(numbered)));
                }
            }
        }
        Self { lists, counters_of, styles: style_lists, counters: HashMap::new() }
    }

    /// The label of the next paragraph with these properties (`pPr`); `None` where it is in no list.
    pub fn label(&mut self, properties: Node<'_, '_>) -> Option<String> {
        let own = child(properties, "numPr").and_then(|n| Some((value(n, "numId")?.to_owned(), level_of(n))));
        let (list, level) =
            own.or_else(|| value(properties, "pStyle").and_then(|style| self.styles.get(style).cloned()))?;
        let levels = self.lists.get(&list)?;
        let rule = levels.get(level)?;
        let counters = self.counters.entry(self.counters_of.get(&list)?.clone()).or_insert([None; LEVELS]);
        counters[level] = Some(counters[level].map_or(rule.start, |count| count.saturating_add(1)));
        for deeper in &mut counters[level + 1..] {
            *deeper = None;
        }
        if rule.format == "bullet" {
            return Some("-".to_owned());
        }
        let mut label = rule.pattern.clone();
        for (place, level) in levels.iter().enumerate() {
            let mark = format!("%{}", place + 1);
            if label.contains(&mark) {
                label = label.replace(&mark, &number(&level.format, counters[place].unwrap_or(level.start)));
            }
        }
        let label = label.trim().to_owned();
        (!label.is_empty()).then_some(label)
    }
}

fn levels(list: Node<'_, '_>) -> Vec<Level> {
    list.children()
        .filter(|node| node.tag_name().name() == "lvl")
        .take(LEVELS)
        .map(|node| Level {
            format: value(node, "numFmt").unwrap_or("decimal").to_owned(),
            pattern: value(node, "lvlText").unwrap_or_default().to_owned(),
            start: value(node, "start").and_then(|start| start.parse().ok()).unwrap_or(1),
        })
        .collect()
}

fn level_of(numbered: Node<'_, '_>) -> usize {
    value(numbered, "ilvl").and_then(|level| level.parse().ok()).unwrap_or(0).min(LEVELS - 1)
}

fn number(format: &str, count: u32) -> String {
    match format {
        "upperRoman" => roman(count),
        "lowerRoman" => roman(count).to_lowercase(),
        "upperLetter" => letter(count).to_uppercase(),
        "lowerLetter" => letter(count),
        "decimalZero" => format!("{count:02}"),
        "none" => String::new(),
        _ => count.to_string(),
    }
}

/// Letters as Word counts them: a … z, aa, bb, …
fn letter(count: u32) -> String {
    let index = count.saturating_sub(1);
    let letter = char::from(b'a' + (index % 26) as u8);
    std::iter::repeat_n(letter, (index / 26 + 1).min(9) as usize).collect()
}

fn roman(count: u32) -> String {
    const PARTS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut rest = count.min(3999);
    let mut out = String::new();
    for (worth, sign) in PARTS {
        while rest >= worth {
            out.push_str(sign);
            rest -= worth;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_in_every_style() {
        for (format, count, want) in [
            ("decimal", 12, "12"),
            ("decimalZero", 3, "03"),
            ("upperRoman", 14, "XIV"),
            ("lowerRoman", 9, "ix"),
            ("lowerLetter", 2, "b"),
            ("upperLetter", 28, "BB"),
            ("none", 4, ""),
        ] {
            assert_eq!(number(format, count), want, "{format} {count}");
        }
    }
}
