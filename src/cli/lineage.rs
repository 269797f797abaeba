//! `chidao lineage`: the versions of a directive by year, and what is stated to replace or amend it.

use chidao::detect;
use chidao::directive::{Reference, Relation, SchoolYear};
use chidao::lineage::identity::WorkId;
use chidao::render::{Lang, dates, messages, table};
use chidao::store::{Document, Filter, Found, Passage, Store, Totals, Wanted, Work};
use serde_json::{Value, json};

use super::options::{Format, StoreOption};
use super::series::{Catalogue, Entry};
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
    let versions = catalogue.versions_of(is_wanted);
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
    let answer = Answer { works: &works, versions: &versions, about: &statements, own: &own };
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
    versions: &'a [&'a Entry],
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
        }
        if self.versions.iter().any(|entry| entry.year.is_some()) {
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
        let mut last: Option<SchoolYear> = None;
        for entry in self.versions {
            // A year without a version is shown as the gap it is.
            while let (Some(before), Some(year)) = (last, entry.year)
                && before.next() < year
            {
                let gap = lang.pick("chưa có", "none");
                list.add_row([before.next().to_string(), "–".to_owned(), String::new(), String::new(), gap.to_owned()]);
                last = Some(before.next());
            }
            last = entry.year.or(last);
            list.add_row(row(entry, self.versions, lang));
        }
        table::text(&list)
    }

    fn as_json(&self, totals: &Totals) -> Value {
        let versions: Vec<Value> = self
            .versions
            .iter()
            .map(|entry| {
                json!({
                    "school_year": entry.year,
                    "held": entry.document.is_some(),
                    "document": entry.document.as_ref().map(place::as_json),
                    "work": entry.work,
                    "quoted_title": entry.quoted,
                    "misprint_of": meant(entry, self.versions).map(place::as_json),
                })
            })
            .collect();
        let list = |statements: &[Statement]| statements.iter().map(Statement::as_json).collect::<Vec<_>>();
        json!({
            "schema": "chidao/lineage@1",
            "works": self.works,
            "versions": versions,
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

fn row(entry: &Entry, versions: &[&Entry], lang: Lang) -> Vec<String> {
    let header = entry.document.as_ref().map(|document| &document.header);
    let label = entry.document.as_ref().map(place::titled);
    let cited = match meant(entry, versions) {
        Some(other) => format!("{} {}?", lang.pick("viết nhầm", "misprint of"), other.label()),
        None => lang.pick("chỉ được viện dẫn", "cited only").to_owned(),
    };
    let date = header.and_then(|h| h.date).or_else(|| entry.work.as_ref()?.dates.first()?.parse().ok());
    let issuer = header.and_then(|h| h.issuer.clone()).or_else(|| entry.work.as_ref()?.issuers.first().cloned());
    vec![
        entry.year.map(|year| year.to_string()).unwrap_or_else(|| lang.pick("chưa rõ", "unknown").to_owned()),
        label.or_else(|| entry.work.as_ref().map(Work::name)).unwrap_or_default(),
        date.map(dates::date).unwrap_or_default(),
        issuer.unwrap_or_default(),
        entry.document.as_ref().map_or(cited, |document| format!("{} [{}]", lang.pick("có", "yes"), document.id)),
        header.and_then(|h| h.subject.clone()).or_else(|| entry.quoted.clone()).unwrap_or_default(),
    ]
}

/// The directive held that a work known only by citations probably is: all but one character agrees.
fn meant<'a>(entry: &Entry, versions: &[&'a Entry]) -> Option<&'a Document> {
    let work = entry.work.as_ref().filter(|_| entry.document.is_none())?;
    let dates: Vec<_> = work.dates.iter().filter_map(|date| date.parse().ok()).collect();
    let held = versions.iter().filter_map(|other| other.document.as_ref());
    held.into_iter().find(|document| {
        let Some(own) = WorkId::of_header(&document.header) else { return false };
        dates.iter().any(|date| own.near_miss(&WorkId { date: Some(*date), ..work.identity() }).is_some())
    })
}
