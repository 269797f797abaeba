//! `chidao lineage`: the versions of a directive by year, and what is stated to replace or amend it.

use chidao::catalogue::{Catalogue, Entry};
use chidao::detect;
use chidao::directive::{Reference, Relation};
use chidao::lineage::series::{Line, Role};
use chidao::render::{Lang, dates, messages, table};
use chidao::store::{Filter, Found, Passage, Store, Totals, Wanted, Work};
use serde_json::{Value, json};

use super::options::{Format, StoreOption};
use super::{Exit, place, print, print_text};

/// Show the yearly versions of a directive and what is stated to replace or amend it (dòng văn bản)
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  chidao lineage 2190/SGDĐT-TH\n  chidao lineage \"Thông tư 36/2017/TT-BGDĐT\" --format json"
)]
pub struct Args {
    /// A document by its number, held or only cited; or a held one by its path or id (số, tệp hoặc mã của văn bản)
    #[arg(required = true, value_parser = super::options::name)]
    work: Vec<String>,
    #[command(flatten)]
    store: StoreOption,
    /// Output format (dạng kết quả)
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
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
        let changes = |m: &Found<Reference>| matches!(m.fact.relation, Relation::Replaces | Relation::Amends);
        for mention in citations.mentions.into_iter().filter(changes) {
            statements.push(statement(&store, mention)?);
        }
    }
    let held = super::show::resolve(&store, name)?;
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
    let mut own = Vec::new();
    for document in &held {
        let filter = Filter { document: Some(document.id), copies: true, ..Filter::default() };
        for mention in store.mentions(&filter)? {
            if matches!(mention.fact.relation, Relation::Replaces | Relation::Amends) {
                own.push(statement(&store, mention)?);
            }
        }
    }
    let totals = store.totals(&everything)?;
    let answer = Answer { works: &works, catalogue: &catalogue, line: &line, about: &statements, own: &own };
    match args.format {
        Format::Json => print(&serde_json::to_string_pretty(&answer.as_json(&totals))?)?,
        Format::Table => print_text(&answer.as_text(lang))?,
    }
    place::say_unread(&store, lang)?;
    Ok(Exit::Done)
}

fn statement(store: &Store, mention: Found<Reference>) -> anyhow::Result<Statement> {
    let text = store.text(mention.document.id)?;
    let words = text.and_then(|text| text.around(mention.fact.evidence.span, ROOM));
    Ok(Statement { mention, words })
}

struct Answer<'a> {
    works: &'a [Work],
    catalogue: &'a Catalogue,
    line: &'a Line,
    /// What others state of it.
    about: &'a [Statement],
    /// What it states of others.
    own: &'a [Statement],
}

impl Answer<'_> {
    fn as_text(&self, lang: Lang) -> String {
        let mut out = Vec::new();
        for work in self.works {
            let known = if work.held.is_empty() {
                lang.pick("không có trong kho, chỉ được viện dẫn", "not in this store, known by citations only")
            } else {
                lang.pick("có trong kho", "held")
            };
            let mentions = lang.count(work.mentions as usize, "chỗ viện dẫn", "mention", "mentions");
            out.push(format!("{}: {known}, {mentions}", work.name()));
            out.extend(doubts(work, lang));
        }
        if self.line.members.iter().any(|member| self.catalogue.version(member.version).year.is_some()) {
            out.push(format!("\n{}", lang.pick("Qua các năm học:", "Over the school years:")));
            out.push(self.years(lang));
        } else {
            out.push(lang.pick("Chưa rõ các phiên bản theo năm.", "No yearly versions are known.").to_owned());
        }
        for (title, list) in [
            (lang.pick("Được nói là thay thế, sửa đổi:", "Stated to replace or amend it:"), self.about),
            (lang.pick("Văn bản này nói về văn bản khác:", "What it states of others:"), self.own),
        ] {
            if !list.is_empty() {
                out.push(format!("\n{title}"));
                out.extend(list.iter().map(|statement| statement.as_text(lang)));
            }
        }
        out.join("\n")
    }

    fn years(&self, lang: Lang) -> String {
        let narrow = table::width() < 100;
        let mut list = table::sized(&[
            (lang.pick("Năm học", "School year"), Some(9)),
            (lang.pick("Văn bản", "Directive"), Some(if narrow { 16 } else { 28 })),
            (lang.pick("Ngày", "Date"), Some(10)),
            (lang.pick("Cơ quan", "Issuer"), Some(if narrow { 14 } else { 26 })),
            (lang.pick("Trong kho", "Held"), Some(17)),
            (lang.pick("Trích yếu", "Subject"), None),
        ]);
        let mut gaps = self.line.gaps.iter().peekable();
        for member in &self.line.members {
            let year = self.catalogue.version(member.version).year;
            // A year without a version is shown as the gap it is.
            while let Some(gap) = gaps.next_if(|gap| year.is_some_and(|year| **gap < year)) {
                let none = lang.pick("chưa có", "none");
                list.add_row([gap.to_string(), "–".to_owned(), String::new(), String::new(), none.to_owned()]);
            }
            list.add_row(self.row(member.version, member.role, lang));
        }
        table::text(&list)
    }

    fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.line.members.iter().map(|member| self.catalogue.entry(member.version))
    }

    fn row(&self, version: usize, role: Role, lang: Lang) -> Vec<String> {
        let entry = self.catalogue.entry(version);
        let year = self.catalogue.version(version).year;
        let cited = match entry.misprint_of(self.entries()) {
            Some(other) => format!("{} {}?", lang.pick("viết nhầm", "misprint of"), other.label()),
            None => lang.pick("chỉ được viện dẫn", "cited only").to_owned(),
        };
        let role = match role {
            Role::Supplement => lang.pick(" (bổ sung)", " (supplement)"),
            Role::Original | Role::Second => "",
        };
        vec![
            year.map(|year| year.to_string()).unwrap_or_else(|| lang.pick("chưa rõ", "unknown").to_owned()),
            format!("{}{role}", entry.name()),
            entry.date().map(dates::date).unwrap_or_default(),
            entry.issuer().unwrap_or_default().to_owned(),
            entry.document.as_ref().map_or(cited, |document| format!("{} [{}]", lang.pick("có", "yes"), document.id)),
            entry.subject().unwrap_or_default().to_owned(),
        ]
    }

    fn as_json(&self, totals: &Totals) -> Value {
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
                    "document": entry.document.as_ref().map(place::as_json),
                    "work": entry.work,
                    "quoted_title": entry.quoted.as_ref().map(|quoted| &quoted.title),
                    "misprint_of": entry.misprint_of(self.entries()).map(place::as_json),
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
            "stated_of_it": list(self.about),
            "stated_by_it": list(self.own),
            "files_unread": totals.unread,
            "pages_unread": totals.pages_unread,
        })
    }
}

impl Statement {
    fn as_text(&self, lang: Lang) -> String {
        let words = self.words.as_ref().map(|words| words.text.clone()).unwrap_or_default();
        format!(
            "- {}: {} ({})",
            messages::relation(self.mention.fact.relation, lang),
            words.trim(),
            place::source_and_page(&self.mention.document, self.mention.fact.evidence.page, lang),
        )
    }

    fn as_json(&self) -> Value {
        json!({
            "document": place::as_json(&self.mention.document),
            "words": self.words.as_ref().map(|words| &words.text),
            "reference": self.mention.fact,
        })
    }
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
