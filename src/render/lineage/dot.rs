//! The lineage as a DOT graph, for Graphviz and the programs that read it.

use super::{Lang, drawn, link, missing, origin, remark, shown};
use crate::lineage::tree::{Link, Node, Part, Tree};

/// A digraph: stated links are solid, inferred ones dashed; what is only cited has a dashed frame.
pub fn dot(tree: &Tree, lang: Lang) -> String {
    let mut out = vec![
        "digraph lineage {".to_owned(),
        "  rankdir=LR;".to_owned(),
        "  node [shape=box, fontname=\"sans-serif\"];".to_owned(),
        "  edge [fontname=\"sans-serif\", fontsize=10];".to_owned(),
    ];
    let nodes = shown(tree);
    for index in &nodes {
        let node = &tree.nodes[*index];
        let style = if node.document.is_some() { "solid" } else { "dashed" };
        let width = if node.part == Part::Version { 2 } else { 1 };
        out.push(format!("  n{index} [label={}, style={style}, penwidth={width}];", quoted(&label(node, lang))));
    }
    let mut years: Vec<_> = nodes.iter().filter_map(|index| tree.nodes[*index].school_year).collect();
    years.sort_unstable();
    years.dedup();
    for year in years {
        let same = nodes.iter().filter(|index| tree.nodes[**index].school_year == Some(year));
        let list: Vec<String> = same.map(|index| format!("n{index}")).collect();
        out.push(format!("  {{ rank=same; {}; }} // {year}", list.join("; ")));
    }
    for edge in drawn(tree) {
        let style = if edge.link.is_stated() { "solid" } else { "dashed" };
        let mut label = link(&edge.link, lang);
        for gap in missing(tree, edge) {
            label.push_str(&format!("\n{} {gap}", lang.pick("thiếu", "missing:")));
        }
        // Time runs to the right, so the arrow of a succession points to the later version.
        let (from, to) = match edge.link {
            Link::Follows { .. } => (edge.to, edge.from),
            _ => (edge.from, edge.to),
        };
        out.push(format!("  n{from} -> n{to} [label={}, style={style}];", quoted(&label)));
    }
    out.push("}".to_owned());
    out.join("\n")
}

fn label(node: &Node, lang: Lang) -> String {
    let year = node.school_year.map(|year| year.to_string());
    let lines = [year, Some(node.name.clone()), Some(origin(node)), Some(remark(node, lang))];
    lines.into_iter().flatten().filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

/// A string of DOT.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_cannot_break_out_of_their_quotes() {
        assert_eq!(quoted("a \"b\" \\ c\nd\u{7}"), "\"a \\\"b\\\" \\\\ c\\nd \"");
    }
}
