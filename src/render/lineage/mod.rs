//! The lineage of a directive in words and pictures: what its links and their reasons are called, Markdown, SVG, DOT.

mod dot;
mod markdown;
mod svg;

pub use dot::dot;
pub use markdown::markdown;
pub use svg::{STYLE, of_site, svg};

use super::{Lang, dates, messages};
use crate::directive::SchoolYear;
use crate::lineage::issuer::Tier;
use crate::lineage::tree::{Cite, Edge, Link, Node, Tree};
use crate::lineage::{chain, series::Role, series::link::Reason};

/// Why two versions are linked, in a line.
pub fn reasons(list: &[Reason], lang: Lang) -> String {
    list.iter().map(|reason| self::reason(reason, lang)).collect::<Vec<_>>().join("; ")
}

fn reason(reason: &Reason, lang: Lang) -> String {
    let said: &str = match reason {
        Reason::Stated => lang.pick("văn bản sau nêu rõ", "the later one says so"),
        Reason::Subject { likeness } => return subjects(*likeness, lang),
        Reason::KindFamily => lang.pick("cùng nhóm loại văn bản", "kinds of one family"),
        Reason::KindUnknown => lang.pick("chưa rõ loại văn bản", "a kind is unknown"),
        Reason::LevelsOpen => lang.pick("chỉ rõ cấp học của một bên", "levels known of one only"),
        Reason::LevelsWider => lang.pick("một bên rộng cấp học hơn", "one governs more levels"),
        Reason::IssuerSame => lang.pick("cùng cơ quan", "same issuer"),
        Reason::IssuerSuccessor { law, .. } => {
            let said = lang.pick("cơ quan kế tiếp", "successor of the issuer");
            let law = law.as_deref().unwrap_or("Luật 72/2025/QH15");
            return format!("{said} ({law})");
        }
        Reason::IssuerOpen => lang.pick("chưa rõ nơi của cơ quan", "the issuer's place is open"),
        Reason::Years { apart: 0 } => lang.pick("cùng năm học", "same school year"),
        Reason::Years { apart: 1 } => lang.pick("năm học liền nhau", "school years in a row"),
        Reason::Years { apart } => {
            return lang.pick(format!("cách nhau {apart} năm học"), format!("{apart} school years apart"));
        }
        Reason::YearInferred => lang.pick("năm học suy từ ngày", "school year taken from a date"),
    };
    said.to_owned()
}

/// Why one directive is held to carry out another, in a line.
pub fn chain_reasons(list: &[chain::Reason], lang: Lang) -> String {
    let said = |reason: &chain::Reason| {
        let said: &str = match reason {
            chain::Reason::Implements => lang.pick("nêu là thực hiện", "says it implements it"),
            chain::Reason::Basis => lang.pick("nêu là căn cứ", "cites it as its basis"),
            chain::Reason::TierAbove => lang.pick("cấp trên", "a tier above"),
            chain::Reason::SameYear => lang.pick("cùng năm học", "same school year"),
            chain::Reason::YearInferred => lang.pick("năm học suy từ ngày", "school year taken from its date"),
            chain::Reason::Subject { likeness } => return subjects(*likeness, lang),
        };
        said.to_owned()
    };
    // A time frame is about another duty than the guidance that rests on it: that is no reason.
    let counts = |reason: &&chain::Reason| !matches!(reason, chain::Reason::Subject { likeness } if *likeness < 0.3);
    list.iter().filter(counts).map(said).collect::<Vec<_>>().join("; ")
}

fn subjects(likeness: f32, lang: Lang) -> String {
    let percent = (likeness * 100.0).round();
    lang.pick(format!("trích yếu giống {percent} %"), format!("subjects {percent} % alike"))
}

/// A score as people write it: `0,93`, `0.93`.
pub fn score(score: f32, lang: Lang) -> String {
    let plain = format!("{score:.2}");
    lang.pick(plain.replace('.', ","), plain.clone())
}

/// What an edge is, in two or three words; stated and inferred are never the same words.
pub fn link(link: &Link, lang: Lang) -> String {
    let said: &str = match link {
        Link::Follows { score, reasons, .. } if reasons.contains(&Reason::Years { apart: 0 }) => {
            return format!("{} {}", lang.pick("suy ra: cùng năm", "inferred: same year"), self::score(*score, lang));
        }
        Link::Follows { stated: true, .. } => lang.pick("nêu rõ: thay thế", "stated: replaces"),
        Link::Follows { stated: false, score, .. } => {
            return format!(
                "{} {}",
                lang.pick("suy ra: năm kế tiếp", "inferred: next year"),
                self::score(*score, lang)
            );
        }
        Link::Implements { .. } => lang.pick("thực hiện", "implements"),
        Link::RestsOn => lang.pick("căn cứ, theo", "rests on"),
        Link::Does { verb, scope, .. } => {
            let verb = messages::effect_verb(*verb, lang);
            return scope.as_ref().map_or_else(|| verb.to_owned(), |scope| format!("{verb} {scope}"));
        }
        Link::Cued { verb } => {
            let verb = messages::effect_verb(*verb, lang);
            return format!("{} {verb}", lang.pick("nói tới việc", "speaks of:"));
        }
    };
    said.to_owned()
}

/// The places of an edge: `248/PGDĐT-GDTH tr. 1`.
pub fn cites(list: &[Cite], lang: Lang) -> String {
    let place = |cite: &Cite| format!("{} {} {}", cite.label, lang.pick("tr.", "p."), cite.page);
    list.iter().map(place).collect::<Vec<_>>().join(", ")
}

/// A tier as a row of a picture is called.
pub fn tier(tier: Option<Tier>, lang: Lang) -> &'static str {
    match tier {
        Some(Tier::Nation) => lang.pick("Trung ương", "Nation"),
        Some(Tier::Province) => lang.pick("Tỉnh, thành phố", "Province"),
        Some(Tier::District) => lang.pick("Huyện (đến 30/6/2025)", "District (until 30/6/2025)"),
        Some(Tier::Commune) => lang.pick("Xã, phường", "Commune, ward"),
        Some(Tier::School) => lang.pick("Trường", "School"),
        None => lang.pick("Chưa rõ cấp", "Tier unknown"),
    }
}

/// What is beside a node's name: its place in the store, its role in its year.
fn remark(node: &Node, lang: Lang) -> String {
    let mut said = Vec::new();
    match node.role {
        Some(Role::Supplement) => said.push(lang.pick("bổ sung", "supplement")),
        Some(Role::Second) => said.push(lang.pick("bản thứ hai trong năm", "second of its year")),
        Some(Role::Original) | None => {}
    }
    if node.document.is_none() {
        said.push(lang.pick("chỉ được viện dẫn", "cited only"));
    }
    said.join(", ")
}

/// Issuer and date of a node, as far as known.
fn origin(node: &Node) -> String {
    let date = node.date.map(dates::date);
    [node.issuer.clone(), date].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// The school years that an inferred succession jumps over.
fn missing(tree: &Tree, edge: &Edge) -> Vec<SchoolYear> {
    let year = |node: usize| tree.nodes.get(node).and_then(|node| node.school_year);
    let (Some(later), Some(earlier)) = (year(edge.from), year(edge.to)) else { return Vec::new() };
    tree.gaps.iter().copied().filter(|gap| earlier < *gap && *gap < later).collect()
}

/// The edges that pictures show: not what versions merely rest on, of which there may be dozens, and a replacement that
/// makes a succession once.
fn drawn(tree: &Tree) -> impl Iterator<Item = &Edge> {
    let succession = |edge: &Edge| {
        let stated = |other: &Edge| matches!(other.link, Link::Follows { stated: true, .. });
        tree.edges.iter().any(|other| stated(other) && (other.from, other.to) == (edge.from, edge.to))
    };
    tree.edges.iter().filter(move |edge| match edge.link {
        Link::RestsOn => false,
        Link::Does { .. } | Link::Cued { .. } => !succession(edge),
        Link::Follows { .. } | Link::Implements { .. } => true,
    })
}

/// The nodes that pictures show: versions and what a drawn edge touches.
fn shown(tree: &Tree) -> Vec<usize> {
    use crate::lineage::tree::Part;
    let touched = |node: usize| drawn(tree).any(|edge| edge.from == node || edge.to == node);
    (0..tree.nodes.len()).filter(|node| tree.nodes[*node].part == Part::Version || touched(*node)).collect()
}
