//! The lineage as a picture: school years from left to right, tiers of authority from top to bottom.
//!
//! Made here and not by a browser, so that it can stand in a page, a report or a mail: no script, no foreign font, light
//! and dark, and all that it shows also as text ([`<title>`, `<desc>`](https://www.w3.org/TR/svg-aam-1.0/)).

use std::collections::BTreeMap;

use unicode_width::UnicodeWidthStr;

use super::{Lang, drawn, link, missing, origin, remark, shown, tier};
use crate::directive::SchoolYear;
use crate::lineage::issuer::Tier;
use crate::lineage::tree::{Edge, Link, Part, Tree};

const BOX_WIDTH: i32 = 230;
const COLUMN: i32 = BOX_WIDTH + 90;
const LINE: i32 = 16;
const PAD: i32 = 10;
const BOX_GAP: i32 = 26;
const LEFT: i32 = 130;
const TOP: i32 = 64;
/// So many columns of a terminal fit a line of a box: letters of 12 pixels take about 6.4.
const LETTERS: usize = 31;
/// So many lines a subject may take.
const SUBJECT_LINES: usize = 3;

/// The look of the picture, for pages that keep it in a file of its own.
pub const STYLE: &str = "\
text{font-family:'Source Sans 3',system-ui,'Noto Sans','DejaVu Sans',sans-serif;font-size:12px;fill:#1c1c1e}\
.said{paint-order:stroke;stroke:#ffffff;stroke-width:4px;stroke-linejoin:round}.name{font-weight:600}.quiet{fill:#55575c}.head{font-size:13px;font-weight:600}\
.paper{fill:#ffffff}.node rect{fill:#f4f7fb;stroke:#4a6a92;stroke-width:1}\
.version rect{fill:#e7f0fc;stroke:#1f4e8c;stroke-width:2}.cited rect{stroke-dasharray:5 3}\
.gap{fill:none;stroke:#9a9ca3;stroke-dasharray:2 4}\
path.edge{fill:none;stroke:#4a6a92;stroke-width:1.5}path.follows{stroke:#1f4e8c;stroke-width:2}\
path.inferred{stroke-dasharray:7 4}path.changes{stroke:#a23b2a}\
#tip path{fill:#4a6a92}.rule{stroke:#d9dbe0}\
@media(prefers-color-scheme:dark){text{fill:#f0f1f4}.quiet{fill:#b3b6be}.paper{fill:#17181b}.said{stroke:#17181b}\
.node rect{fill:#22262d;stroke:#8fb1dd}.version rect{fill:#1d3350;stroke:#a9cbf7}\
path.edge{stroke:#8fb1dd}path.follows{stroke:#a9cbf7}path.changes{stroke:#f09a86}#tip path{fill:#8fb1dd}\
.rule{stroke:#3a3d44}.gap{stroke:#7d818a}}";

/// A box of the picture.
struct Placed {
    node: usize,
    lines: Vec<(String, &'static str)>,
    x: i32,
    y: i32,
    height: i32,
}

/// Where everything stands.
struct Layout {
    boxes: Vec<Placed>,
    /// Each row of the picture and its top.
    rows: Vec<(Option<Tier>, i32)>,
    /// The bottom of all.
    bottom: i32,
}

/// The picture as an SVG document.
pub fn svg(tree: &Tree, lang: Lang) -> String {
    picture(tree, lang, Some(&format!("<style>{STYLE}</style>")))
}

/// The picture for the site, whose pages allow no style inside themselves ([`STYLE`]): boxes lead to the documents.
pub fn of_site(tree: &Tree, lang: Lang) -> String {
    picture(tree, lang, None)
}

/// The picture with its look; without one it is that of the site.
fn picture(tree: &Tree, lang: Lang, style: Option<&str>) -> String {
    let columns = columns(tree);
    let Layout { boxes, rows, bottom } = place(tree, &columns, lang);
    let width = LEFT + COLUMN * i32::try_from(columns.len()).unwrap_or(1) + PAD;
    let legend = bottom + 24;
    let height = legend + 3 * LINE + PAD;
    let mut out = vec![
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" \
             height=\"{height}\" role=\"{}\" aria-labelledby=\"t d\" lang=\"{}\">",
            // What a picture holds cannot be gone to, what a group holds can.
            if style.is_some() { "img" } else { "group" },
            lang.pick("vi", "en")
        ),
        format!("<title id=\"t\">{}</title>", escaped(&title(tree, lang))),
        format!("<desc id=\"d\">{}</desc>", escaped(&description(tree, lang))),
        style.unwrap_or_default().to_owned(),
        "<defs><marker id=\"tip\" viewBox=\"0 0 10 10\" refX=\"9\" refY=\"5\" markerWidth=\"7\" markerHeight=\"7\" \
         orient=\"auto-start-reverse\"><path d=\"M0 0L10 5L0 10z\"/></marker></defs>"
            .to_owned(),
        format!("<rect class=\"paper\" width=\"{width}\" height=\"{height}\"/>"),
    ];
    for (index, column) in columns.iter().enumerate() {
        let x = LEFT + COLUMN * i32::try_from(index).unwrap_or_default() + BOX_WIDTH / 2;
        let name = match column {
            Some(year) => format!("{} {year}", lang.pick("Năm học", "School year")),
            None => lang.pick("Không theo năm học", "Of no school year").to_owned(),
        };
        out.push(format!("<text class=\"head\" text-anchor=\"middle\" x=\"{x}\" y=\"32\">{}</text>", escaped(&name)));
        if column.is_some_and(|year| tree.gaps.contains(&year)) {
            let (left, top) = (x - BOX_WIDTH / 2, TOP);
            out.push(format!(
                "<rect class=\"gap\" x=\"{left}\" y=\"{top}\" width=\"{BOX_WIDTH}\" height=\"34\" rx=\"6\"/>"
            ));
            let none = lang.pick("chưa có văn bản nào", "no version known");
            out.push(format!(
                "<text class=\"quiet\" text-anchor=\"middle\" x=\"{x}\" y=\"{}\">{none}</text>",
                top + 22
            ));
        }
    }
    for (row, top) in &rows {
        let y = top - BOX_GAP / 2;
        out.push(format!("<line class=\"rule\" x1=\"8\" x2=\"{}\" y1=\"{y}\" y2=\"{y}\"/>", width - 8));
        for (n, line) in wrapped(tier(*row, lang), 14, 3).iter().enumerate() {
            let y = top + 14 + LINE * i32::try_from(n).unwrap_or_default();
            out.push(format!("<text class=\"head\" x=\"8\" y=\"{y}\">{}</text>", escaped(line)));
        }
    }
    let (arrows, words): (Vec<String>, Vec<String>) =
        drawn(tree).filter_map(|edge| arrow(tree, edge, &boxes, lang)).unzip();
    out.extend(arrows);
    for placed in &boxes {
        let boxed = boxed(tree, placed, lang);
        let document = tree.nodes[placed.node].document.filter(|_| style.is_none());
        out.push(match document {
            Some(document) => format!("<a href=\"/documents/{document}\">{boxed}</a>"),
            None => boxed,
        });
    }
    // Words lie above lines and boxes, or these would strike them out.
    out.extend(words.into_iter().filter(|words| !words.is_empty()));
    out.extend(key(legend, lang));
    out.push("</svg>".to_owned());
    out.join("\n")
}

/// The school years of the picture, gaps among them; `None` for what has no year.
fn columns(tree: &Tree) -> Vec<Option<SchoolYear>> {
    let mut years: Vec<Option<SchoolYear>> = shown(tree).into_iter().map(|node| column(tree, node)).collect();
    years.extend(tree.gaps.iter().copied().map(Some));
    years.sort_unstable();
    years.dedup();
    years
}

/// Versions and the chain stand under their year, what is merely changed apart.
fn column(tree: &Tree, node: usize) -> Option<SchoolYear> {
    let node = &tree.nodes[node];
    node.school_year.filter(|_| node.part != Part::Other)
}

/// Lays the boxes out: a row for each tier, in it a stack for each year.
fn place(tree: &Tree, columns: &[Option<SchoolYear>], lang: Lang) -> Layout {
    let nodes = shown(tree);
    let tiers = Tier::ALL.into_iter().map(Some).chain([None]);
    let gap_room = if tree.gaps.is_empty() { 0 } else { 34 + BOX_GAP };
    let (mut boxes, mut rows, mut top) = (Vec::new(), Vec::new(), TOP + gap_room);
    for row in tiers {
        let members: Vec<usize> = nodes.iter().copied().filter(|node| tree.nodes[*node].tier == row).collect();
        if members.is_empty() {
            continue;
        }
        rows.push((row, top));
        let mut bottoms: BTreeMap<usize, i32> = BTreeMap::new();
        for node in members {
            let at = columns.iter().position(|year| *year == column(tree, node)).unwrap_or_default();
            let y = *bottoms.get(&at).unwrap_or(&top);
            let lines = lines(tree, node, lang);
            let height = LINE * i32::try_from(lines.len()).unwrap_or(1) + 2 * PAD - 4;
            bottoms.insert(at, y + height + BOX_GAP);
            boxes.push(Placed { node, lines, x: LEFT + COLUMN * i32::try_from(at).unwrap_or_default(), y, height });
        }
        top = bottoms.values().copied().max().unwrap_or(top) + BOX_GAP / 2;
    }
    Layout { boxes, rows, bottom: top }
}

fn lines(tree: &Tree, node: usize, lang: Lang) -> Vec<(String, &'static str)> {
    let node = &tree.nodes[node];
    let mut lines: Vec<(String, &'static str)> =
        wrapped(&node.name, LETTERS, 2).into_iter().map(|line| (line, "name")).collect();
    let subject = node.subject.as_deref().unwrap_or_default();
    lines.extend(wrapped(subject, LETTERS, SUBJECT_LINES).into_iter().map(|line| (line, "")));
    lines.extend(wrapped(&origin(node), LETTERS, 2).into_iter().map(|line| (line, "quiet")));
    lines.extend(wrapped(&remark(node, lang), LETTERS, 1).into_iter().map(|line| (line, "quiet")));
    lines
}

fn boxed(tree: &Tree, placed: &Placed, lang: Lang) -> String {
    let node = &tree.nodes[placed.node];
    let version = if node.part == Part::Version { " version" } else { "" };
    let cited = if node.document.is_none() { " cited" } else { "" };
    let whole = [node.name.clone(), node.subject.clone().unwrap_or_default(), origin(node), remark(node, lang)];
    let whole: Vec<String> = whole.into_iter().filter(|part| !part.is_empty()).collect();
    let mut out = format!(
        "<g class=\"node{version}{cited}\"><title>{}</title><rect x=\"{}\" y=\"{}\" width=\"{BOX_WIDTH}\" \
         height=\"{}\" rx=\"6\"/>",
        escaped(&whole.join(" · ")),
        placed.x,
        placed.y,
        placed.height
    );
    for (n, (line, class)) in placed.lines.iter().enumerate() {
        let (x, y) = (placed.x + PAD, placed.y + PAD + 8 + LINE * i32::try_from(n).unwrap_or_default());
        out.push_str(&format!("<text class=\"{class}\" x=\"{x}\" y=\"{y}\">{}</text>", escaped(line)));
    }
    out.push_str("</g>");
    out
}

/// An arrow between two boxes, and its words; time runs to the right, authority down.
fn arrow(tree: &Tree, edge: &Edge, boxes: &[Placed], lang: Lang) -> Option<(String, String)> {
    let find = |node: usize| boxes.iter().find(|placed| placed.node == node);
    let (acting, other) = (find(edge.from)?, find(edge.to)?);
    let (from, to) = match edge.link {
        Link::Follows { .. } => (other, acting),
        _ => (acting, other),
    };
    let route = Route::between(from, to, boxes);
    let kind = match edge.link {
        Link::Follows { .. } => "follows",
        Link::Implements { .. } | Link::RestsOn => "implements",
        Link::Does { .. } | Link::Cued { .. } => "changes",
    };
    let inferred = if edge.link.is_stated() { "" } else { " inferred" };
    let mut words = link(&edge.link, lang);
    for gap in missing(tree, edge) {
        words.push_str(&format!(" · {} {gap}", lang.pick("thiếu", "missing:")));
    }
    let name = |node: usize| tree.nodes.get(node).map(|node| node.name.as_str()).unwrap_or_default();
    let whole = format!("{} – {words} – {}", name(edge.from), name(edge.to));
    let words = wrapped(&words, route.letters, 3);
    let first = route.label.1 - LINE * (i32::try_from(words.len()).unwrap_or(1) - 1);
    let label: String = words
        .iter()
        .enumerate()
        .map(|(n, line)| {
            let (x, y) = (route.label.0, first + LINE * i32::try_from(n).unwrap_or_default());
            format!("<text class=\"quiet said\" text-anchor=\"middle\" x=\"{x}\" y=\"{y}\">{}</text>", escaped(line))
        })
        .collect();
    // The words of a chain that is drawn many times stand in the legend.
    let label = if matches!(edge.link, Link::Implements { .. }) { String::new() } else { label };
    let arrow = format!(
        "<g><title>{}</title><path class=\"edge {kind}{inferred}\" marker-end=\"url(#tip)\" d=\"{}\"/></g>",
        escaped(&whole),
        route.path
    );
    Some((arrow, label))
}

/// The way of an arrow.
struct Route {
    path: String,
    /// Where its words stand: the middle of the last line.
    label: (i32, i32),
    /// So many letters fit a line of them.
    letters: usize,
}

impl Route {
    /// From side to side where the columns differ, from edge to edge between neighbours of a column, and round the
    /// boxes that stand between.
    fn between(from: &Placed, to: &Placed, boxes: &[Placed]) -> Self {
        let (fy, ty) = (from.y + from.height / 2, to.y + to.height / 2);
        if from.x != to.x {
            let forth = from.x < to.x;
            let (x1, x2) = if forth { (from.x + BOX_WIDTH, to.x) } else { (from.x, to.x + BOX_WIDTH) };
            let half = (x1 + x2) / 2;
            let path = format!("M{x1} {fy}C{half} {fy} {half} {ty} {x2} {ty}");
            let letters = usize::try_from((x1 - x2).abs() / 7).unwrap_or(13).clamp(13, 40);
            return Self { path, label: (half, (fy + ty) / 2 - 6), letters };
        }
        let (upper, lower) = if from.y < to.y { (from, to) } else { (to, from) };
        let between = boxes.iter().any(|other| other.x == from.x && upper.y < other.y && other.y < lower.y);
        if between {
            // The further the way, the wider the bend, so that ways side by side can be told apart.
            let bend = from.x - (14 + (fy - ty).abs() / 12).min(60);
            let x = from.x;
            return Self {
                path: format!("M{x} {fy}C{bend} {fy} {bend} {ty} {x} {ty}"),
                label: (bend, (fy + ty) / 2),
                letters: 13,
            };
        }
        let x = from.x + BOX_WIDTH / 2;
        let (y1, y2) = if from.y < to.y { (from.y + from.height, to.y) } else { (from.y, to.y + to.height) };
        Self { path: format!("M{x} {y1}L{x} {y2}"), label: (x, (y1 + y2) / 2 + 4), letters: 30 }
    }
}

fn key(top: i32, lang: Lang) -> Vec<String> {
    let entries = [
        ("follows", lang.pick("năm kế tiếp, văn bản sau nêu rõ (thay thế)", "next year, stated by the later one")),
        ("follows inferred", lang.pick("năm kế tiếp, suy ra", "next year, inferred")),
        ("implements", lang.pick("thực hiện văn bản cấp trên", "implements a directive from above")),
        ("changes", lang.pick("thay thế, sửa đổi được nêu", "stated replacement or amendment")),
    ];
    entries
        .iter()
        .enumerate()
        .map(|(n, (class, words))| {
            let n = i32::try_from(n).unwrap_or_default();
            let (x, y) = (8 + 330 * (n % 2), top + 20 * (n / 2));
            format!(
                "<path class=\"edge {class}\" marker-end=\"url(#tip)\" d=\"M{x} {y}h40\"/><text x=\"{}\" \
                 y=\"{}\">{}</text>",
                x + 50,
                y + 4,
                escaped(words)
            )
        })
        .collect()
}

fn title(tree: &Tree, lang: Lang) -> String {
    let name = tree.versions().next().map(|(_, node)| node.name.as_str()).unwrap_or_default();
    format!("{} {name}", lang.pick("Dòng văn bản của", "Lineage of"))
}

/// All that the picture shows, as sentences.
fn description(tree: &Tree, lang: Lang) -> String {
    let mut said: Vec<String> = tree
        .versions()
        .map(|(_, node)| {
            let year = node.school_year.map(|year| format!("{year}: ")).unwrap_or_default();
            let remark = remark(node, lang);
            let remark = if remark.is_empty() { remark } else { format!(" ({remark})") };
            format!("{year}{}{remark}.", node.name)
        })
        .collect();
    said.extend(
        tree.gaps.iter().map(|gap| format!("{gap}: {}.", lang.pick("chưa có văn bản nào", "no version known"))),
    );
    let name = |node: usize| tree.nodes.get(node).map(|node| node.name.as_str()).unwrap_or_default();
    said.extend(
        drawn(tree).map(|edge| format!("{} – {} – {}.", name(edge.from), link(&edge.link, lang), name(edge.to))),
    );
    said.join(" ")
}

/// Lines of at most `width` columns, at most `most` of them; what is left out shows as "…".
fn wrapped(text: &str, width: usize, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        let full = lines.len() == most;
        match lines.last_mut() {
            Some(line) if line.width() + 1 + word.width() <= width => {
                line.push(' ');
                line.push_str(word);
            }
            Some(line) if full => {
                line.push('…');
                break;
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// Text for XML, without the characters that XML does not allow.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' | '\t' => out.push(' '),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_escaped_and_wrapped() {
        assert_eq!(escaped("a<b> & \"c\"\u{1}\n'd'"), "a&lt;b&gt; &amp; &quot;c&quot; &#39;d&#39;");
        assert_eq!(wrapped("một hai ba bốn năm", 7, 2), ["một hai", "ba bốn…"]);
        assert_eq!(wrapped("một hai", 7, 2), ["một hai"]);
        assert!(wrapped("", 7, 2).is_empty());
    }
}
