//! The lineage of a directive as two sheets: its versions, and what links them to others.

use crate::answer::Unread;
use crate::export::about;
use crate::export::paper::{Cell, Column, Paper, Table};
use crate::lineage::series::Role;
use crate::lineage::tree::{Link, Tree};
use crate::render::{Lang, lineage as wording};

/// The lineage that was found for `asked`.
pub fn lineage(asked: &str, tree: &Tree, unread: Unread, lang: Lang) -> Paper {
    let gaps: Vec<String> = tree.gaps.iter().map(ToString::to_string).collect();
    let mut notes = Vec::new();
    if !gaps.is_empty() {
        let missing = lang.pick("Chưa có phiên bản của năm học", "No version is known of");
        notes.push(format!("{missing} {}.", gaps.join(", ")));
    }
    let cited = tree.nodes.iter().filter(|node| node.document.is_none()).count();
    if cited > 0 {
        let what = lang.pick("văn bản không có trong kho, chỉ được viện dẫn", "directives are not held, only cited");
        notes.push(format!("{cited} {what}."));
    }
    notes.extend([about::unread(unread, lang), about::proposal(lang)]);
    Paper {
        lang,
        title: format!("{}: {asked}", lang.pick("Lược đồ văn bản", "Lineage")),
        about: vec![lang.count(tree.versions().count(), "phiên bản", "version", "versions")],
        tables: vec![versions(tree, lang), links(tree, lang)],
        notes,
    }
}

fn versions(tree: &Tree, lang: Lang) -> Table {
    let columns = vec![
        Column::new(lang.pick("Năm học", "School year"), 11),
        Column::new(lang.pick("Văn bản", "Directive"), 28),
        Column::new(lang.pick("Ngày", "Date"), 11),
        Column::new(lang.pick("Cơ quan ban hành", "Issuer"), 30),
        Column::new(lang.pick("Trong kho", "Held"), 10),
        Column::new(lang.pick("Vai trò", "Role"), 14),
        Column::new(lang.pick("Trích yếu", "Subject"), 60),
    ];
    let role = |role: Option<Role>| match role {
        Some(Role::Supplement) => lang.pick("bổ sung", "supplement"),
        Some(Role::Second) => lang.pick("bản thứ hai", "second"),
        Some(Role::Original) | None => "",
    };
    let row = |(_, node): (usize, &crate::lineage::tree::Node)| {
        vec![
            Cell::text(node.school_year.map(|year| year.to_string()).unwrap_or_default()),
            Cell::text(&node.name),
            Cell::date(node.date),
            Cell::words(node.issuer.as_deref()),
            Cell::text(if node.document.is_some() { lang.pick("có", "yes") } else { lang.pick("không", "no") }),
            Cell::text(role(node.role)),
            Cell::words(node.subject.as_deref()),
        ]
    };
    let rows = tree.versions().map(row).collect();
    Table { name: lang.pick("Phiên bản", "Versions").to_owned(), columns, printed: 7, rows }
}

fn links(tree: &Tree, lang: Lang) -> Table {
    let columns = vec![
        Column::new(lang.pick("Văn bản", "Directive"), 30),
        Column::new(lang.pick("Quan hệ", "Link"), 26),
        Column::new(lang.pick("Với văn bản", "To"), 30),
        Column::new(lang.pick("Độ tin", "Score"), 8),
        Column::new(lang.pick("Nguồn", "Source"), 26),
        Column::new(lang.pick("Nguyên văn", "As written"), 60),
        Column::new(lang.pick("Lý do", "Reasons"), 40),
    ];
    let name = |node: usize| Cell::words(tree.nodes.get(node).map(|node| node.name.as_str()));
    let rows = tree.edges.iter().map(|edge| {
        let (score, why) = match &edge.link {
            Link::Follows { score, reasons, .. } => (Some(*score), wording::reasons(reasons, lang)),
            Link::Implements { score, reasons } => (Some(*score), wording::chain_reasons(reasons, lang)),
            Link::RestsOn | Link::Does { .. } | Link::Cued { .. } => (None, String::new()),
        };
        let words = edge.cites.first().map(|cite| cite.words.split_whitespace().collect::<Vec<_>>().join(" "));
        vec![
            name(edge.from),
            Cell::text(wording::link(&edge.link, lang)),
            name(edge.to),
            score.map_or(Cell::Empty, |score| Cell::Number((f64::from(score) * 100.0).round() / 100.0)),
            Cell::text(wording::cites(&edge.cites, lang)),
            Cell::text(words.unwrap_or_default()),
            Cell::text(why),
        ]
    });
    Table { name: lang.pick("Quan hệ", "Links").to_owned(), columns, printed: 6, rows: rows.collect() }
}
