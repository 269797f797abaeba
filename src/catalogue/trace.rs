//! The lineage of one directive out of a store: its versions, what stands above and below each, what replaces what.

use std::collections::HashMap;
use std::rc::Rc;

use super::Catalogue;
use crate::directive::{DirectiveKind, EffectVerb, Reference, Relation, SchoolYear};
use crate::lineage::chain::carries;
use crate::lineage::identity::WorkId;
use crate::lineage::issuer::Issuer;
use crate::lineage::series::{Line, Version};
use crate::lineage::tree::{Cite, Edge, Link, Node, Part, Tree};
use crate::store::{Document, Filter, Found, Store, StoreError, Work};

/// So many tiers the chain is followed up and down from a version.
const TIERS: usize = 4;

/// So much of the text is shown around a cue, in bytes to each side.
const ROOM: usize = 160;

/// Builds the graph around the versions of `line`; `works` are those that the user named, for one that has no line.
///
/// # Errors
/// Where the store cannot be read.
pub fn trace(store: &Store, catalogue: &mut Catalogue, line: &Line, works: &[Work]) -> Result<Tree, StoreError> {
    let mut tracer = Tracer { store, catalogue, tree: Tree::default(), stated: HashMap::new(), cited: HashMap::new() };
    tracer.tree.gaps.clone_from(&line.gaps);
    let mut nodes = Vec::new();
    for member in &line.members {
        let mut node = tracer.describe(member.version, Part::Version);
        node.role = Some(member.role);
        tracer.tree.nodes.push(node);
        nodes.push((tracer.tree.nodes.len() - 1, member.version));
    }
    for work in works.iter().filter(|_| line.members.is_empty()) {
        tracer.tree.node(Some(&work.key), None, || node_of_work(work));
    }
    for link in &line.links {
        let place = |version| nodes.iter().find(|(_, known)| *known == version).map(|(node, _)| *node);
        let (Some(earlier), Some(later)) = (place(link.earlier), place(link.later)) else { continue };
        let follows = Link::Follows { stated: link.stated, score: link.score, reasons: link.reasons.clone() };
        tracer.tree.edge(Edge { from: later, to: earlier, link: follows, cites: Vec::new() });
    }
    for (node, version) in &nodes {
        tracer.up(*node, *version, TIERS)?;
        tracer.down(*node, *version, TIERS)?;
    }
    let versions: Vec<usize> = tracer.tree.versions().map(|(node, _)| node).collect();
    for node in versions {
        tracer.effects(node)?;
    }
    tracer.cite_succession();
    tracer.name_works()?;
    Ok(tracer.tree)
}

struct Tracer<'a> {
    store: &'a Store,
    catalogue: &'a mut Catalogue,
    tree: Tree,
    /// What documents mention, by document: each is looked at for what it carries out and for what it changes.
    stated: HashMap<i64, Mentions>,
    /// The mentions of works, by work.
    cited: HashMap<i64, Mentions>,
}

type Mentions = Rc<[Found<Reference>]>;

impl Tracer<'_> {
    /// The mentions in a document.
    fn mentions_in(&mut self, document: i64) -> Result<Mentions, StoreError> {
        if let Some(known) = self.stated.get(&document) {
            return Ok(Rc::clone(known));
        }
        let mentions: Mentions = self.store.mentions(&own(document))?.into();
        self.stated.insert(document, Rc::clone(&mentions));
        Ok(mentions)
    }

    /// The mentions of a work.
    fn mentions_of(&mut self, work: i64) -> Result<Mentions, StoreError> {
        if let Some(known) = self.cited.get(&work) {
            return Ok(Rc::clone(known));
        }
        let mentions: Mentions = self.store.mentions_of(&[work], &Filter::default())?.into();
        self.cited.insert(work, Rc::clone(&mentions));
        Ok(mentions)
    }

    /// Gives works that are only cited the names by which they are known: a law that is cited by its name alone has a
    /// number, or a year, by the other citations.
    fn name_works(&mut self) -> Result<(), StoreError> {
        let only_cited = self.tree.nodes.iter().filter(|node| node.document.is_none());
        self.catalogue.look_up(self.store, only_cited.filter_map(|node| node.work.as_deref()))?;
        for node in self.tree.nodes.iter_mut().filter(|node| node.document.is_none()) {
            if let Some(work) = node.work.as_deref().and_then(|key| self.catalogue.work(key)) {
                node.name = work.name();
            }
        }
        Ok(())
    }

    /// What a version that is held carries out and rests on, as far up as papers are held.
    fn up(&mut self, node: usize, version: usize, tiers: usize) -> Result<(), StoreError> {
        let Some(document) = self.catalogue.entry(version).document.as_ref().map(|document| document.id) else {
            return Ok(());
        };
        let mentions = self.mentions_in(document)?;
        let is_above =
            |mention: &&Found<Reference>| matches!(mention.fact.relation, Relation::Implements | Relation::Basis);
        let works = mentions.iter().filter(is_above).map(|mention| mention.fact.work.as_str());
        self.catalogue.take_keys(self.store, works)?;
        let citing = self.catalogue.version(version).clone();
        for mention in mentions.iter().filter(is_above) {
            let relation = mention.fact.relation;
            let known = self.catalogue.of_work(&mention.fact.work);
            let cited = known.map(|index| self.catalogue.version(index).clone());
            let cited = yearly(cited.unwrap_or_else(|| described(&mention.fact, &citing.issuer)));
            let carried = carries(&citing, &cited, relation);
            let above = carried.is_some();
            let is_version = self.tree.versions().any(|(_, one)| one.work.as_deref() == Some(&mention.fact.work));
            let work = Some(mention.fact.work.as_str());
            let held = known.and_then(|index| self.catalogue.entry(index).document.as_ref()).map(|d| d.id);
            let before = self.tree.nodes.len();
            let part = if above { Part::Above } else { Part::Other };
            let made = match known {
                Some(index) => Node { school_year: cited.year, ..self.describe(index, part) },
                None => node_of_mention(&mention.fact, &cited, part),
            };
            let other = self.tree.node(work, held, || made);
            if other == node || is_version && !above {
                continue;
            }
            if above && self.tree.nodes[other].part == Part::Other {
                self.tree.nodes[other].part = Part::Above;
            }
            let link = match carried {
                Some(carried) => Link::Implements { score: carried.score, reasons: carried.reasons },
                None => Link::RestsOn,
            };
            self.tree.edge(Edge { from: node, to: other, link, cites: vec![cite(mention, &mention.fact.text)] });
            let is_new = other == before;
            if let Some(index) = known.filter(|_| above && is_new && tiers > 1) {
                self.up(other, index, tiers - 1)?;
            }
        }
        Ok(())
    }

    /// What carries a version out, as far down as papers are held.
    fn down(&mut self, node: usize, version: usize, tiers: usize) -> Result<(), StoreError> {
        let Some(work) = self.catalogue.entry(version).work.as_ref().map(|work| work.id) else { return Ok(()) };
        let cited = yearly(self.catalogue.version(version).clone());
        for mention in self.mentions_of(work)?.iter() {
            // What only mentions it need not be looked at.
            if !matches!(mention.fact.relation, Relation::Implements | Relation::Basis) {
                continue;
            }
            let Some(index) = self.citing(&mention.document)? else { continue };
            let citing = self.catalogue.version(index);
            let Some(carried) = carries(citing, &cited, mention.fact.relation) else { continue };
            let citing_work = citing.work.clone();
            let before = self.tree.nodes.len();
            let made = self.describe(index, Part::Below);
            let other = self.tree.node(citing_work.as_deref(), Some(mention.document.id), || made);
            let link = Link::Implements { score: carried.score, reasons: carried.reasons };
            self.tree.edge(Edge { from: other, to: node, link, cites: vec![cite(mention, &mention.fact.text)] });
            if other == before && tiers > 1 {
                self.down(other, index, tiers - 1)?;
            }
        }
        Ok(())
    }

    /// What a node does to others and what others do to it, as stated.
    fn effects(&mut self, node: usize) -> Result<(), StoreError> {
        let key = self.tree.nodes[node].work.clone();
        self.catalogue.look_up(self.store, key.as_deref())?;
        if let Some(work) = key.as_deref().and_then(|key| self.catalogue.work(key)).cloned() {
            for effect in self.store.effects_within_powers(&work)? {
                let from = self.acting(&effect.document)?;
                self.does(from, node, &effect);
            }
            for mention in self.mentions_of(work.id)?.iter() {
                let Some(verb) = cued(mention.fact.relation) else { continue };
                let from = self.acting(&mention.document)?;
                self.cued(from, node, verb, mention)?;
            }
        }
        if let Some(document) = self.tree.nodes[node].document {
            let mut effects = self.store.effects_by(document)?;
            effects.retain(|effect| !effect.is_beyond_powers());
            self.catalogue.take_keys(self.store, effects.iter().map(|effect| effect.fact.target.work.as_str()))?;
            for effect in effects {
                let known = self.catalogue.of_work(&effect.fact.target.work);
                let made = match known {
                    Some(index) => self.describe(index, Part::Other),
                    None => node_of_id(
                        &effect.fact.target.work,
                        WorkId::new(
                            effect.fact.target.kind,
                            effect.fact.target.number.as_deref(),
                            effect.fact.target.year.as_deref(),
                            effect.fact.target.symbol.as_deref().or(effect.fact.target.name.as_deref()),
                        ),
                    ),
                };
                let to = self.tree.node(Some(&effect.fact.target.work), None, || made);
                self.does(node, to, &effect);
            }
            let mentions = self.mentions_in(document)?;
            let changed = mentions.iter().filter(|mention| cued(mention.fact.relation).is_some());
            self.catalogue.take_keys(self.store, changed.map(|mention| mention.fact.work.as_str()))?;
            for mention in mentions.iter() {
                let Some(verb) = cued(mention.fact.relation) else { continue };
                let known = self.catalogue.of_work(&mention.fact.work);
                let issuer =
                    self.catalogue.of_document(document).map(|index| self.catalogue.version(index).issuer.clone());
                let made = match known {
                    Some(index) => self.describe(index, Part::Other),
                    None => node_of_mention(
                        &mention.fact,
                        &described(&mention.fact, &issuer.unwrap_or_default()),
                        Part::Other,
                    ),
                };
                let to = self.tree.node(Some(&mention.fact.work), None, || made);
                self.cued(node, to, verb, mention)?;
            }
        }
        Ok(())
    }

    fn does(&mut self, from: usize, to: usize, effect: &Found<crate::directive::Effect>) {
        let fact = &effect.fact;
        let link = Link::Does { verb: fact.verb, scope: fact.scope.clone(), from: fact.from };
        let place = Cite {
            document: effect.document.id,
            label: effect.document.label(),
            page: fact.evidence.page,
            words: fact.text.clone(),
        };
        self.tree.edge(Edge { from, to, link, cites: vec![place] });
    }

    /// A cue beside a mention, where no effect says more. The words may speak of a third paper ("Thông tư A, thay thế
    /// Thông tư B"), so the document is where it is read, not necessarily who does it.
    fn cued(&mut self, from: usize, to: usize, verb: EffectVerb, mention: &Found<Reference>) -> Result<(), StoreError> {
        let known = self.tree.edges.iter().any(|edge| {
            edge.from == from
                && edge.to == to
                && matches!(edge.link, Link::Does { .. } | Link::Follows { stated: true, .. })
        });
        if from != to && !known {
            let around = self.store.passages(std::slice::from_ref(mention), ROOM)?;
            let words = around.first().map_or(mention.fact.text.as_str(), |passage| passage.text.trim());
            self.tree.edge(Edge { from, to, link: Link::Cued { verb }, cites: vec![cite(mention, words)] });
        }
        Ok(())
    }

    /// A stated succession is read where the later version says that it replaces the earlier one.
    fn cite_succession(&mut self) {
        let places: Vec<(usize, usize, Vec<Cite>)> = self
            .tree
            .edges
            .iter()
            .filter(|edge| {
                let replaces = Some(EffectVerb::Replaces);
                let verb = match edge.link {
                    Link::Does { verb, .. } | Link::Cued { verb } => Some(verb),
                    _ => None,
                };
                verb == replaces
            })
            .map(|edge| (edge.from, edge.to, edge.cites.clone()))
            .collect();
        for edge in &mut self.tree.edges {
            if let Link::Follows { stated: true, .. } = edge.link {
                let own = places.iter().filter(|(from, to, _)| (*from, *to) == (edge.from, edge.to));
                edge.cites = own.flat_map(|(_, _, cites)| cites.clone()).collect();
            }
        }
    }

    /// The entry of a document that cites; none of a copy.
    fn citing(&mut self, document: &Document) -> Result<Option<usize>, StoreError> {
        if document.copy_of.is_none() && self.catalogue.of_document(document.id).is_none() {
            self.catalogue.take_documents(self.store, vec![document.clone()])?;
        }
        Ok(self.catalogue.of_document(document.id))
    }

    fn acting(&mut self, document: &Document) -> Result<usize, StoreError> {
        let index = self.citing(document)?;
        let made = index.map(|index| self.describe(index, Part::Other));
        let work = document.work.clone();
        Ok(self.tree.node(work.as_deref(), Some(document.id), || made.unwrap_or_else(|| node_of_document(document))))
    }

    fn describe(&self, index: usize, part: Part) -> Node {
        let (entry, version) = (self.catalogue.entry(index), self.catalogue.version(index));
        Node {
            name: entry.name(),
            kind: version.kind,
            subject: entry.subject().map(str::to_owned),
            issuer: entry.issuer().map(str::to_owned),
            tier: version.issuer.tier,
            date: entry.date(),
            school_year: version.year,
            document: entry.document.as_ref().map(|document| document.id),
            work: version.work.clone(),
            part,
            role: None,
        }
    }
}

fn own(document: i64) -> Filter {
    Filter { document: Some(document), copies: true, ..Filter::default() }
}

fn cite(mention: &Found<Reference>, words: &str) -> Cite {
    Cite {
        document: mention.document.id,
        label: mention.document.label(),
        page: mention.fact.evidence.page,
        words: words.to_owned(),
    }
}

fn cued(relation: Relation) -> Option<EffectVerb> {
    match relation {
        Relation::Replaces => Some(EffectVerb::Replaces),
        Relation::Amends => Some(EffectVerb::Amends),
        Relation::Basis | Relation::Implements | Relation::Mentions => None,
    }
}

/// A cited work that no subject is quoted of.
fn described(mention: &Reference, citing: &Issuer) -> Version {
    let title = mention.title.as_deref().unwrap_or_default();
    let issuer = Issuer::of_citation(mention.symbol.as_deref(), mention.issuer.as_deref(), "", citing).folded();
    let mut version = Version::new(Some(mention.kind), title, issuer, None, &[]);
    version.day = mention.date.map(|date| date.first_day());
    version.work = Some(mention.work.clone());
    version
}

/// With the school year that a yearly paper without one in its subject was issued for: from June on for the next one.
fn yearly(mut version: Version) -> Version {
    use DirectiveKind::{ChiThi, CongVan, HuongDan, KeHoach, ThongBao};
    let kind = version.kind.is_some_and(|kind| matches!(kind, CongVan | HuongDan | KeHoach | ChiThi | ThongBao));
    if version.year.is_none()
        && kind
        && let Some(day) = version.day
    {
        version.year = SchoolYear::beginning(if day.month() >= 6 { day.year() } else { day.year() - 1 });
        version.year_inferred = true;
    }
    version
}

fn node_of_work(work: &Work) -> Node {
    let mut node = node_of_id(&work.key, work.identity());
    node.issuer = work.issuers.first().cloned();
    node.date = work.dates.first().and_then(|date| date.parse().ok());
    node.document = work.held.first().copied();
    node.part = Part::Version;
    node
}

fn node_of_mention(mention: &Reference, version: &Version, part: Part) -> Node {
    Node {
        issuer: mention.issuer.clone(),
        subject: mention.title.clone(),
        tier: version.issuer.tier,
        date: mention.date,
        school_year: version.year,
        part,
        ..node_of_id(&mention.work, WorkId::of_reference(mention))
    }
}

fn node_of_id(key: &str, id: WorkId) -> Node {
    Node {
        name: id.to_string(),
        kind: id.kind,
        subject: None,
        issuer: None,
        tier: id.symbol.as_deref().and_then(|symbol| Issuer::of_symbol(symbol).tier),
        date: id.date,
        school_year: None,
        document: None,
        work: Some(key.to_owned()),
        part: Part::Other,
        role: None,
    }
}

fn node_of_document(document: &Document) -> Node {
    Node {
        name: document.titled(),
        kind: document.header.kind,
        subject: document.header.subject.clone(),
        issuer: document.header.issuer.clone(),
        tier: Issuer::of_header(&document.header).tier,
        date: document.header.date,
        school_year: document.school_years.first().copied(),
        document: Some(document.id),
        work: document.work.clone(),
        part: Part::Other,
        role: None,
    }
}
