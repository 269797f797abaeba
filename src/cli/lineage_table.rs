//! What `chidao lineage` prints for reading: the versions, why they are one series, the chain of each, the changes.

use std::collections::HashSet;

use chidao::answer::Lineage;
use chidao::catalogue::Catalogue;
use chidao::lineage::series::{Line, Role};
use chidao::lineage::tree::{Edge, Link, Part, Tree};
use chidao::render::{Lang, dates, lineage as words, messages, table};
use chidao::store::Work;

/// So many papers that a version rests on are named; the other formats name them all.
const RESTS_ON: usize = 6;

/// The whole answer.
pub fn text(answer: &Lineage, lang: Lang) -> String {
    let Lineage { works, proposed, catalogue, line, tree, .. } = answer;
    let mut out = Vec::new();
    for work in works {
        let known = if work.held.is_empty() {
            lang.pick("không có trong kho, chỉ được viện dẫn", "not in this store, known by citations only")
        } else {
            lang.pick("có trong kho", "held")
        };
        let mentions = lang.count(work.mentions as usize, "chỗ viện dẫn", "mention", "mentions");
        out.push(format!("{}: {known}, {mentions}", work.name()));
        out.extend(doubts(work, lang));
        for (document, proposal) in proposed.iter().filter(|(_, proposal)| proposal.work == work.key) {
            let what = lang.pick("Có thể là tệp", "Perhaps the file");
            let line = messages::proposal(proposal, lang);
            out.push(format!("  {what} {} [{}]. {line}", document.label(), document.id));
        }
    }
    if line.members.iter().any(|member| catalogue.version(member.version).year.is_some()) {
        out.push(format!("\n{}", lang.pick("Qua các năm học:", "Over the school years:")));
        out.push(years(catalogue, line, lang));
    } else {
        out.push(lang.pick("Chưa rõ các phiên bản theo năm.", "No yearly versions are known.").to_owned());
    }
    let name = |node: usize| tree.nodes.get(node).map(|node| node.name.as_str()).unwrap_or_default();
    let follows: Vec<String> = tree
        .edges
        .iter()
        .filter_map(|edge| {
            let Link::Follows { reasons, .. } = &edge.link else { return None };
            let (old, new, link) = (name(edge.to), name(edge.from), words::link(&edge.link, lang));
            Some(format!("- {old} → {new}: {link} ({}){}", words::reasons(reasons, lang), places(edge, lang)))
        })
        .collect();
    section(&mut out, lang.pick("Vì sao là một dòng:", "Why they are one series:"), follows);
    let mut chain = Vec::new();
    for (index, node) in tree.versions() {
        let mut lines = Vec::new();
        up(tree, index, 1, &mut HashSet::from([index]), &mut lines, lang);
        down(tree, index, 1, &mut HashSet::from([index]), &mut lines, lang);
        lines.extend(rests_on(tree, index, lang));
        if !lines.is_empty() {
            let year = node.school_year.map(|year| format!("{year} ")).unwrap_or_default();
            chain.push(format!("{year}{}", node.name));
            chain.extend(lines);
        }
    }
    section(
        &mut out,
        lang.pick(
            "Chuỗi chỉ đạo (↑ thực hiện, ↓ được thực hiện):",
            "Chain of authority (↑ implements, ↓ is implemented by):",
        ),
        chain,
    );
    let changes: Vec<String> = tree
        .edges
        .iter()
        .filter(|edge| matches!(edge.link, Link::Does { .. } | Link::Cued { .. }))
        .map(|edge| {
            let said = edge.cites.first().map(|cite| cite.words.trim()).unwrap_or_default();
            let (one, verb, other) = (name(edge.from), words::link(&edge.link, lang), name(edge.to));
            format!("- {one} · {verb} · {other}: {said}{}", places(edge, lang))
        })
        .collect();
    section(&mut out, lang.pick("Được nói là thay thế, sửa đổi:", "Stated to replace or amend:"), changes);
    out.join("\n")
}

/// What speaks against taking all that is stated of a work for one document.
fn doubts(work: &Work, lang: Lang) -> Vec<String> {
    let mut doubts = Vec::new();
    if work.has_date_conflict() {
        let days: Vec<String> = work.dates.iter().filter_map(|date| date.parse().ok()).map(dates::date).collect();
        doubts.push(format!("  {}: {}", lang.pick("Ngày không khớp", "Dates differ"), days.join(", ")));
    }
    for near in &work.near {
        let what = lang.pick("Có thể viết nhầm", "Probably mistyped");
        doubts.push(format!("  {what} ({}): {}", messages::slip(near.slip, lang), near.key));
    }
    doubts
}

fn section(out: &mut Vec<String>, title: &str, lines: Vec<String>) {
    if !lines.is_empty() {
        out.push(format!("\n{title}"));
        out.extend(lines);
    }
}

fn places(edge: &Edge, lang: Lang) -> String {
    if edge.cites.is_empty() { String::new() } else { format!(" [{}]", words::cites(&edge.cites, lang)) }
}

fn years(catalogue: &Catalogue, line: &Line, lang: Lang) -> String {
    let narrow = table::width() < 100;
    let mut list = table::sized(&[
        (lang.pick("Năm học", "School year"), Some(9)),
        (lang.pick("Văn bản", "Directive"), Some(if narrow { 16 } else { 28 })),
        (lang.pick("Ngày", "Date"), Some(10)),
        (lang.pick("Cơ quan", "Issuer"), Some(if narrow { 14 } else { 26 })),
        (lang.pick("Trong kho", "Held"), Some(17)),
        (lang.pick("Trích yếu", "Subject"), None),
    ]);
    let entries = || line.members.iter().map(|member| catalogue.entry(member.version));
    let mut gaps = line.gaps.iter().peekable();
    for member in &line.members {
        let (entry, year) = (catalogue.entry(member.version), catalogue.version(member.version).year);
        // A year without a version is shown as the gap it is.
        while let Some(gap) = gaps.next_if(|gap| year.is_some_and(|year| **gap < year)) {
            let none = lang.pick("chưa có", "none");
            list.add_row([gap.to_string(), "–".to_owned(), String::new(), String::new(), none.to_owned()]);
        }
        let cited = match entry.misprint_of(entries()) {
            Some(other) => format!("{} {}?", lang.pick("viết nhầm", "misprint of"), other.label()),
            None => lang.pick("chỉ được viện dẫn", "cited only").to_owned(),
        };
        let role = match member.role {
            Role::Supplement => lang.pick(" (bổ sung)", " (supplement)"),
            Role::Second => lang.pick(" (bản thứ hai)", " (second)"),
            Role::Original => "",
        };
        list.add_row([
            year.map(|year| year.to_string()).unwrap_or_else(|| lang.pick("chưa rõ", "unknown").to_owned()),
            format!("{}{role}", entry.name()),
            entry.date().map(dates::date).unwrap_or_default(),
            entry.issuer().unwrap_or_default().to_owned(),
            entry.document.as_ref().map_or(cited, |document| format!("{} [{}]", lang.pick("có", "yes"), document.id)),
            entry.subject().unwrap_or_default().to_owned(),
        ]);
    }
    table::text(&list)
}

/// What a directive carries out, tier by tier.
fn up(tree: &Tree, node: usize, depth: usize, seen: &mut HashSet<usize>, lines: &mut Vec<String>, lang: Lang) {
    for edge in tree.from(node).filter(|edge| matches!(edge.link, Link::Implements { .. })) {
        lines.push(step(tree, edge, edge.to, '↑', depth, lang));
        if seen.insert(edge.to) {
            up(tree, edge.to, depth + 1, seen, lines, lang);
        }
    }
}

/// What carries a directive out, tier by tier.
fn down(tree: &Tree, node: usize, depth: usize, seen: &mut HashSet<usize>, lines: &mut Vec<String>, lang: Lang) {
    for edge in tree.to(node).filter(|edge| matches!(edge.link, Link::Implements { .. })) {
        lines.push(step(tree, edge, edge.from, '↓', depth, lang));
        if seen.insert(edge.from) {
            down(tree, edge.from, depth + 1, seen, lines, lang);
        }
    }
}

fn step(tree: &Tree, edge: &Edge, other: usize, arrow: char, depth: usize, lang: Lang) -> String {
    let Some(other) = tree.nodes.get(other) else { return String::new() };
    let Link::Implements { score, reasons } = &edge.link else { return String::new() };
    let mut name = vec![other.name.clone()];
    name.extend(other.issuer.clone());
    name.extend(other.date.map(dates::date));
    let cited = if other.document.is_none() { lang.pick(", chỉ được viện dẫn", ", cited only") } else { "" };
    let (indent, name) = ("  ".repeat(depth), name.join(", "));
    let (score, why) = (words::score(*score, lang), words::chain_reasons(reasons, lang));
    format!("{indent}{arrow} {name}{cited}: {score} ({why}){}", places(edge, lang))
}

fn rests_on(tree: &Tree, node: usize, lang: Lang) -> Option<String> {
    let edges: Vec<&Edge> = tree.from(node).filter(|edge| edge.link == Link::RestsOn).collect();
    let named = edges.iter().take(RESTS_ON).filter_map(|edge| {
        let other = tree.nodes.get(edge.to).filter(|node| node.part != Part::Version)?;
        let page = edge.cites.first().map(|cite| format!(" ({} {})", lang.pick("tr.", "p."), cite.page));
        Some(format!("{}{}", other.name, page.unwrap_or_default()))
    });
    let mut list: Vec<String> = named.collect();
    if edges.len() > RESTS_ON {
        let more = edges.len() - RESTS_ON;
        list.push(lang.pick(format!("và {more} văn bản khác"), format!("and {more} more")));
    }
    let lead = lang.pick("căn cứ, theo", "rests on");
    (!list.is_empty()).then(|| format!("  {lead}: {}", list.join("; ")))
}
