//! The lineage as Markdown: a table of the versions, then the chain and the changes as lists.

use super::{Lang, chain_reasons, cites, link, origin, reasons, remark, score};
use crate::lineage::tree::{Edge, Link, Part, Tree};
use crate::render::dates;
use crate::render::markdown::{plain, table};

/// A page of Markdown.
pub fn markdown(tree: &Tree, lang: Lang) -> String {
    let heads = lang.pick(
        ["Năm học", "Văn bản", "Ngày", "Cơ quan", "Trong kho", "Trích yếu"],
        ["School year", "Directive", "Date", "Issuer", "Held", "Subject"],
    );
    let mut rows = Vec::new();
    let mut gaps = tree.gaps.iter().peekable();
    for (_, node) in tree.versions() {
        while let Some(gap) = gaps.next_if(|gap| node.school_year.is_some_and(|year| **gap < year)) {
            let none = lang.pick("chưa có", "none").to_owned();
            rows.push([gap.to_string(), "–".to_owned(), String::new(), String::new(), none, String::new()]);
        }
        let held = if node.document.is_some() { lang.pick("có", "yes") } else { "" };
        let note = [held.to_owned(), remark(node, lang)].into_iter().filter(|part| !part.is_empty());
        rows.push([
            node.school_year.map(|year| year.to_string()).unwrap_or_default(),
            node.name.clone(),
            node.date.map(dates::date).unwrap_or_default(),
            node.issuer.clone().unwrap_or_default(),
            note.collect::<Vec<_>>().join(", "),
            node.subject.clone().unwrap_or_default(),
        ]);
    }
    let mut out = vec![table(heads, rows)];
    let name = |node: usize| tree.nodes.get(node).map(|node| plain(&node.name)).unwrap_or_default();
    let section = |out: &mut Vec<String>, title: &str, is: &dyn Fn(&Edge) -> bool, line: &dyn Fn(&Edge) -> String| {
        let lines: Vec<String> = tree.edges.iter().filter(|edge| is(edge)).map(line).collect();
        if !lines.is_empty() {
            out.push(format!("\n## {title}\n"));
            out.extend(lines.into_iter().map(|line| format!("- {line}")));
        }
    };
    section(
        &mut out,
        lang.pick("Vì sao là một dòng", "Why they are one series"),
        &|edge| matches!(edge.link, Link::Follows { .. }),
        &|edge| {
            let Link::Follows { reasons: why, .. } = &edge.link else { return String::new() };
            let place = places(edge, lang);
            let (old, new) = (name(edge.to), name(edge.from));
            format!("{old} → {new}: *{}*: {}{place}", link(&edge.link, lang), plain(&reasons(why, lang)))
        },
    );
    section(
        &mut out,
        lang.pick("Chuỗi chỉ đạo", "Chain of authority"),
        &|edge| matches!(edge.link, Link::Implements { .. }),
        &|edge| {
            let Link::Implements { score: sure, reasons: why } = &edge.link else { return String::new() };
            let upper = tree.nodes.get(edge.to).map(origin).unwrap_or_default();
            let (lower, sure) = (name(edge.from), score(*sure, lang));
            let verb = link(&edge.link, lang);
            format!(
                "{lower} **{verb}** {} ({}) {sure}: {}{}",
                name(edge.to),
                plain(&upper),
                chain_reasons(why, lang),
                places(edge, lang)
            )
        },
    );
    section(
        &mut out,
        lang.pick("Thay thế, sửa đổi được nêu", "Stated replacements and amendments"),
        &|edge| matches!(edge.link, Link::Does { .. } | Link::Cued { .. }),
        &|edge| {
            let words = edge.cites.first().map(|cite| plain(&cite.words)).unwrap_or_default();
            let verb = plain(&link(&edge.link, lang));
            format!("{} **{verb}** {}: “{words}”{}", name(edge.from), name(edge.to), places(edge, lang))
        },
    );
    section(
        &mut out,
        lang.pick("Căn cứ khác của các văn bản trong dòng", "What else the versions rest on"),
        &|edge| {
            let is_version = tree.nodes.get(edge.from).is_some_and(|node| node.part == Part::Version);
            edge.link == Link::RestsOn && is_version
        },
        &|edge| format!("{}: {}{}", name(edge.from), name(edge.to), places(edge, lang)),
    );
    out.join("\n")
}

fn places(edge: &Edge, lang: Lang) -> String {
    if edge.cites.is_empty() { String::new() } else { format!(" ({})", plain(&cites(&edge.cites, lang))) }
}
