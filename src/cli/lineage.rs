//! `chidao lineage`: the versions of a directive by year, what stands above and below each, what replaces what.

use chidao::answer::{Unread, document_json};
use chidao::catalogue::{Catalogue, Entry, trace};
use chidao::detect;
use chidao::directive::{Reference, Relation};
use chidao::lineage::resolve::proposal::Proposal;
use chidao::lineage::series::Line;
use chidao::lineage::tree::Tree;
use chidao::render::{Lang, lineage as drawing};
use chidao::store::{Document, Filter, Found, Passage, Store, Totals, Wanted, Work};
use serde_json::{Value, json};

use super::options::StoreOption;
use super::{Exit, lineage_table, place, print, print_text};

/// Show the yearly versions of a directive, the chain of authority and what replaces what (dòng văn bản)
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  chidao lineage 2190/SGDĐT-TH\n  chidao lineage \"Thông tư 36/2017/TT-BGDĐT\" --format \
    json\n  chidao lineage 248/PGDĐT-GDTH --format svg > dong.svg\n  chidao lineage 248/PGDĐT-GDTH --format dot | dot \
    -Tpdf > dong.pdf"
)]
pub struct Args {
    /// A document by its number, held or only cited; or a held one by its path or id (số, tệp hoặc mã của văn bản)
    #[arg(required = true, value_parser = super::options::name)]
    work: Vec<String>,
    #[command(flatten)]
    store: StoreOption,
    /// Output format (dạng kết quả)
    #[arg(long, value_enum, default_value_t = LineageFormat::Table)]
    format: LineageFormat,
}

/// How a lineage is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum LineageFormat {
    /// For reading (để đọc)
    Table,
    /// For programs (cho phần mềm)
    Json,
    /// A graph for Graphviz (đồ thị)
    Dot,
    /// A picture (hình vẽ)
    Svg,
    /// Markdown (để dán vào báo cáo)
    Md,
}

/// So much of the text is shown around a statement, in bytes to each side.
const ROOM: usize = 160;

/// A place that says that something replaces or amends something.
struct Statement {
    mention: Found<Reference>,
    words: Option<Passage>,
}

/// Runs the command.
pub fn run(args: &Args, lang: Lang) -> anyhow::Result<Exit> {
    let store = args.store.open()?;
    let everything = Filter::default();
    let mut works: Vec<Work> = Vec::new();
    let mut statements = Vec::new();
    let mut near: Vec<Work> = Vec::new();
    let name = args.work.join(" ");
    let name = name.trim();
    for mention in detect::mentions(name) {
        let citations = store.citations(&Wanted::of(&mention), &everything)?;
        works.extend(citations.works);
        near.extend(citations.near);
        for mention in citations.mentions.into_iter().filter(changes) {
            statements.push(statement(&store, mention)?);
        }
    }
    let held = super::named::documents(&store, name)?;
    if works.is_empty() && held.is_empty() {
        eprintln!("{} “{}”.", lang.pick("Kho này không biết văn bản", "This store does not know"), name);
        for work in near.iter().take(3) {
            eprintln!("{} {}?", lang.pick("Có phải bạn tìm:", "Did you mean:"), work.name());
        }
        return Ok(Exit::Nothing);
    }
    let is_wanted = |entry: &Entry| {
        entry.document.as_ref().is_some_and(|document| held.iter().any(|h| h.id == document.id))
            || entry.work.as_ref().is_some_and(|work| works.iter().any(|w| w.id == work.id))
    };
    let catalogue = Catalogue::read(&store)?;
    let line = catalogue.find(is_wanted).map(|anchor| catalogue.line(anchor)).unwrap_or_default();
    let tree = trace(&store, &catalogue, &line, &works)?;
    let mut own = Vec::new();
    for document in &held {
        let filter = Filter { document: Some(document.id), copies: true, ..Filter::default() };
        for mention in store.mentions(&filter)?.into_iter().filter(changes) {
            own.push(statement(&store, mention)?);
        }
    }
    let mut proposed = Vec::new();
    for work in works.iter().filter(|work| work.held.is_empty()) {
        proposed.extend(store.proposed_for(&work.key)?);
    }
    match args.format {
        LineageFormat::Json => {
            let (about, own) = (statements.as_slice(), own.as_slice());
            let answer = Answer { works: &works, proposed: &proposed, catalogue: &catalogue, line: &line, about, own };
            print(&serde_json::to_string_pretty(&answer.as_json(&tree, &store.totals(&everything)?))?)?;
        }
        LineageFormat::Table => print_text(&lineage_table::text(&works, &proposed, &catalogue, &line, &tree, lang))?,
        LineageFormat::Md => print(&drawing::markdown(&tree, lang))?,
        LineageFormat::Dot => print(&drawing::dot(&tree, lang))?,
        LineageFormat::Svg => print(&drawing::svg(&tree, lang))?,
    }
    place::say_unread(Unread::of(&store)?, lang);
    Ok(Exit::Done)
}

fn changes(mention: &Found<Reference>) -> bool {
    matches!(mention.fact.relation, Relation::Replaces | Relation::Amends)
}

fn statement(store: &Store, mention: Found<Reference>) -> anyhow::Result<Statement> {
    let text = store.text(mention.document.id)?;
    let words = text.and_then(|text| text.around(mention.fact.evidence.span, ROOM));
    Ok(Statement { mention, words })
}

struct Answer<'a> {
    works: &'a [Work],
    /// Files without a number that a work only cited may be.
    proposed: &'a [(Document, Proposal)],
    catalogue: &'a Catalogue,
    line: &'a Line,
    /// What others state of it.
    about: &'a [Statement],
    /// What it states of others.
    own: &'a [Statement],
}

impl Answer<'_> {
    fn as_json(&self, tree: &Tree, totals: &Totals) -> Value {
        let entries = || self.line.members.iter().map(|member| self.catalogue.entry(member.version));
        let versions: Vec<Value> = self
            .line
            .members
            .iter()
            .map(|member| {
                let entry = self.catalogue.entry(member.version);
                json!({
                    "school_year": self.catalogue.version(member.version).year,
                    "role": member.role,
                    "held": entry.document.is_some(),
                    "document": entry.document.as_ref().map(document_json),
                    "work": entry.work,
                    "quoted_title": entry.quoted.as_ref().map(|quoted| &quoted.title),
                    "misprint_of": entry.misprint_of(entries()).map(document_json),
                })
            })
            .collect();
        let position = |version| self.line.members.iter().position(|member| member.version == version);
        let links: Vec<Value> = self
            .line
            .links
            .iter()
            .map(|link| {
                json!({
                    "earlier": position(link.earlier),
                    "later": position(link.later),
                    "stated": link.stated,
                    "score": link.score,
                    "reasons": link.reasons,
                })
            })
            .collect();
        let list = |statements: &[Statement]| statements.iter().map(Statement::as_json).collect::<Vec<_>>();
        json!({
            "schema": "chidao/lineage@1",
            "works": self.works,
            "versions": versions,
            "links": links,
            "gaps": self.line.gaps,
            "tree": tree,
            "proposed": self.proposed.iter().map(proposed_json).collect::<Vec<_>>(),
            "stated_of_it": list(self.about),
            "stated_by_it": list(self.own),
            "files_unread": totals.unread,
            "pages_unread": totals.pages_unread,
        })
    }
}

fn proposed_json((document, proposal): &(Document, Proposal)) -> Value {
    json!({ "document": document_json(document), "proposal": proposal })
}

impl Statement {
    fn as_json(&self) -> Value {
        json!({
            "document": document_json(&self.mention.document),
            "words": self.words.as_ref().map(|words| &words.text),
            "reference": self.mention.fact,
        })
    }
}
