//! Lược đồ: the yearly versions of a directive, the chain of authority, and stated changes, as a picture and in words.

use askama::Template;

use super::super::answer::{Answer, Trouble};
use super::super::ask::Ask;
use super::super::view::Frame;
use super::exports;
use crate::catalogue::{Catalogue, Entry, trace};
use crate::export::Form;
use crate::lineage::tree::{Edge, Tree};
use crate::render::{Lang, lineage as words};
use crate::store::Store;

/// A version in a line.
#[derive(Debug, Clone)]
struct VersionLine {
    year: String,
    name: String,
    subject: String,
    /// Its page, where it is held.
    address: Option<String>,
}

/// A link between two directives in words, with the places where it is read.
#[derive(Debug, Clone)]
struct LinkLine {
    from: String,
    link: String,
    to: String,
    /// Words and place on the site.
    cites: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "lineage.html")]
struct LineagePage {
    frame: Frame,
    /// The picture, an SVG of our own making.
    picture: String,
    versions: Vec<VersionLine>,
    gaps: Vec<String>,
    links: Vec<LinkLine>,
    /// Versions and links as files.
    exports: Vec<exports::Link>,
}

/// `GET /lineage`: of a document of the store (`document`), or of a cited work (`work`).
pub fn page(ask: &Ask) -> Result<Answer, Trouble> {
    let lang = ask.lang;
    let store = ask.site.store()?;
    let (name, tree) = traced(ask, &store)?;
    let page = LineagePage {
        frame: Frame::new(ask, &format!("{}: {name}", lang.pick("Lược đồ", "Lineage")), ""),
        picture: words::of_site(&tree, lang),
        versions: versions(&tree, lang),
        gaps: tree.gaps.iter().map(ToString::to_string).collect(),
        links: tree.edges.iter().map(|edge| link(&tree, edge, lang)).collect(),
        exports: exports::links(ask, "/lineage", &[Form::Xlsx, Form::Docx], &["document", "work"]),
    };
    Ok(Answer::Page(page.render()?))
}

/// The name and the lineage of the directive that is asked for.
pub fn traced(ask: &Ask, store: &Store) -> Result<(String, Tree), Trouble> {
    let mut works = Vec::new();
    let wanted = match (ask.parsed::<i64>("document"), ask.parsed::<i64>("work")) {
        (Some(document), _) => {
            works.extend(store.work_of(document)?.map(|work| store.work(work)).transpose()?.flatten());
            Some(document)
        }
        (None, Some(work)) => {
            works.extend(store.work(work)?);
            None
        }
        (None, None) => None,
    };
    let ids: Vec<i64> = works.iter().map(|work| work.id).collect();
    let mut catalogue = Catalogue::around(store, wanted.as_slice(), &ids)?;
    let is_wanted = |entry: &Entry| {
        entry.document.as_ref().is_some_and(|document| Some(document.id) == wanted)
            || entry.work.as_ref().is_some_and(|work| works.iter().any(|known| known.id == work.id))
    };
    let at = catalogue.find(is_wanted);
    if at.is_none() && works.is_empty() {
        return Err(Trouble::NotFound);
    }
    let line = at.map(|at| catalogue.line(at)).unwrap_or_default();
    let tree = trace(store, &mut catalogue, &line, &works)?;
    let name = at.map(|at| catalogue.entry(at).name()).or(works.first().map(|work| work.name())).unwrap_or_default();
    Ok((name, tree))
}

fn versions(tree: &Tree, lang: Lang) -> Vec<VersionLine> {
    let line = |(_, node): (usize, &crate::lineage::tree::Node)| VersionLine {
        year: node
            .school_year
            .map_or_else(|| lang.pick("chưa rõ năm học", "year unknown").to_owned(), |year| year.to_string()),
        name: node.name.clone(),
        subject: node.subject.clone().unwrap_or_default(),
        address: node.document.map(|document| format!("/documents/{document}")),
    };
    tree.versions().map(line).collect()
}

fn link(tree: &Tree, edge: &Edge, lang: Lang) -> LinkLine {
    let name = |node: usize| tree.nodes.get(node).map(|node| node.name.clone()).unwrap_or_default();
    let cite = |cite: &crate::lineage::tree::Cite| {
        let page = lang.pick("tr.", "p.");
        (
            format!("{}, {page} {}", cite.label, cite.page),
            format!("/documents/{}?tab=references&page={}", cite.document, cite.page),
        )
    };
    LinkLine {
        from: name(edge.from),
        link: words::link(&edge.link, lang),
        to: name(edge.to),
        cites: edge.cites.iter().map(cite).collect(),
    }
}
