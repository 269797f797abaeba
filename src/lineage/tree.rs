//! The lineage of a directive as a graph: what `chidao lineage` prints and draws.
//!
//! Nodes are directives, held or only cited; edges say what one does to another, each with the place where it is
//! read. What is stated (thay thế, căn cứ …) and what is inferred (the next year's version) are different edges.

use serde::Serialize;

use super::chain;
use super::issuer::Tier;
use super::series::{Role, link};
use crate::directive::{DirectiveKind, EffectVerb, PartialDate, SchoolYear};

/// A directive and all that it is linked to.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Tree {
    /// The directives; the versions come first, by year.
    pub nodes: Vec<Node>,
    /// What links them.
    pub edges: Vec<Edge>,
    /// School years between two versions of which none is known.
    pub gaps: Vec<SchoolYear>,
}

/// A directive in the graph.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Node {
    /// Kind and number, or the file's name.
    pub name: String,
    /// Its kind.
    #[serde(rename = "type")]
    pub kind: Option<DirectiveKind>,
    /// Its subject: the letterhead's, or the one quoted.
    pub subject: Option<String>,
    /// Its issuer as written.
    pub issuer: Option<String>,
    /// The tier of its issuer.
    pub tier: Option<Tier>,
    /// Its date.
    pub date: Option<PartialDate>,
    /// The school year that it is for.
    pub school_year: Option<SchoolYear>,
    /// Its number in the store, where it is held.
    pub document: Option<i64>,
    /// The canonical key of the work, where it has one.
    pub work: Option<String>,
    /// Why it is here.
    pub part: Part,
    /// What a version is in its year.
    pub role: Option<Role>,
}

/// Why a directive stands in the graph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Part {
    /// A yearly version of the directive asked for.
    Version,
    /// It stands above a version in the chain of authority.
    Above,
    /// It carries out a version.
    Below,
    /// A version rests on it, or it is changed or changes something: a regulation, a paper of another year.
    Other,
}

/// What one directive is to another.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Edge {
    /// The acting one: the later version, the one that carries out, that replaces. Index into the nodes.
    pub from: usize,
    /// The other one.
    pub to: usize,
    /// What it is.
    #[serde(flatten)]
    pub link: Link,
    /// Where it is read; an inferred succession is read nowhere.
    pub cites: Vec<Cite>,
}

/// The kinds of edges.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "link", rename_all = "kebab-case")]
pub enum Link {
    /// The later version of one directive.
    Follows {
        /// Whether it says so (thay thế); else it is inferred.
        stated: bool,
        /// 0.0 to 1.0.
        score: f32,
        /// Why.
        reasons: Vec<link::Reason>,
    },
    /// It carries out a directive of a tier above.
    Implements {
        /// 0.0 to 1.0.
        score: f32,
        /// Why.
        reasons: Vec<chain::Reason>,
    },
    /// It rests on a regulation, or on a paper that is no link of the chain.
    RestsOn,
    /// It says that it replaces, repeals, amends … the other.
    Does {
        /// What it does.
        verb: EffectVerb,
        /// To which provisions; `None` for the whole.
        scope: Option<String>,
        /// From when.
        #[serde(rename = "effective")]
        from: Option<PartialDate>,
    },
    /// Words beside the mention say that something replaces or amends the other, without saying what.
    Cued {
        /// Replaced, or amended.
        verb: EffectVerb,
    },
}

/// The place where a link is read.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Cite {
    /// The citing document's number in the store.
    pub document: i64,
    /// Its name.
    pub label: String,
    /// The page.
    pub page: u32,
    /// The words as written.
    pub words: String,
}

impl Tree {
    /// The edges of a node that acts.
    pub fn from(&self, node: usize) -> impl Iterator<Item = &Edge> {
        self.edges.iter().filter(move |edge| edge.from == node)
    }

    /// The edges of a node that is acted upon.
    pub fn to(&self, node: usize) -> impl Iterator<Item = &Edge> {
        self.edges.iter().filter(move |edge| edge.to == node)
    }

    /// The versions, by year.
    pub fn versions(&self) -> impl Iterator<Item = (usize, &Node)> {
        self.nodes.iter().enumerate().filter(|(_, node)| node.part == Part::Version)
    }

    /// The node of this work or document, put in by `make` where it is not there yet.
    pub fn node(&mut self, work: Option<&str>, document: Option<i64>, make: impl FnOnce() -> Node) -> usize {
        let same = |node: &Node| {
            document.is_some() && node.document == document || work.is_some() && node.work.as_deref() == work
        };
        self.nodes.iter().position(same).unwrap_or_else(|| {
            self.nodes.push(make());
            self.nodes.len() - 1
        })
    }

    /// Adds an edge, or its places to one that says the same.
    pub fn edge(&mut self, edge: Edge) {
        let same = |known: &&mut Edge| known.from == edge.from && known.to == edge.to && known.link.is_like(&edge.link);
        match self.edges.iter_mut().find(same) {
            Some(known) => {
                for cite in edge.cites {
                    if !known.cites.contains(&cite) {
                        known.cites.push(cite);
                    }
                }
            }
            None => self.edges.push(edge),
        }
    }
}

impl Link {
    fn is_like(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Does { verb: a, scope: x, .. }, Self::Does { verb: b, scope: y, .. }) => a == b && x == y,
            (Self::Cued { verb: a }, Self::Cued { verb: b }) => a == b,
            (a, b) => std::mem::discriminant(a) == std::mem::discriminant(b),
        }
    }

    /// Whether a text states it; else it is inferred.
    pub fn is_stated(&self) -> bool {
        !matches!(self, Self::Follows { stated: false, .. })
    }
}
