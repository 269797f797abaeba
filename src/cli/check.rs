//! `chidao check`: the citations of a directive, or of a draft, as of its own date.

use std::path::Path;

use chidao::directive::{Header, PartialDate, Reference, SchoolYear, Validity};
use chidao::extract::Reading;
use chidao::lineage::check::{AsOf, CitedElsewhere, Draft, Finding, Known, KnownWork, Severity, check};
use chidao::lineage::identity::WorkId;
use chidao::lineage::registry::Registry;
use chidao::render::Lang;
use chidao::source::archive;
use chidao::store::{Document, Filter, Store};
use jiff::Zoned;
use jiff::civil::Date;

use super::check_output as output;
use super::known::{RegistryOption, evidence, store_if_any};
use super::options::{LimitOptions, OcrOption, PasswordOption, StoreOption};
use super::{Exit, print, print_text};

/// Check the citations of a directive, or of a draft before signing (kiểm tra viện dẫn)
///
/// Each citation is judged as of the directive's own date: replaced, repealed or amended before it, not yet in force,
/// another number or date in other sources, dates that cannot be, misspelt codes, missing parts. What is not known is no
/// error. A file is read as `extract` reads it and not stored; without a store the registry alone is asked.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  chidao check du-thao.docx\n  chidao check 322/PGD-THCS --notes\n  \
    chidao check huong-dan.pdf --format sarif > viendan.sarif\n\nExit codes: 0 no errors, 1 errors were found, 2 it could \
    not be checked.")]
pub struct Args {
    /// A file (PDF, DOCX, DOC, HTML, text), or a directive of the store by its number, path or [id] (tệp hoặc văn bản)
    #[arg(value_name = "FILE|DOC", required = true, value_parser = super::options::name)]
    directive: Vec<String>,
    /// Judge as of this day instead of the directive's own date (tính tại ngày)
    #[arg(long, value_name = "DATE", value_parser = super::options::day)]
    on: Option<Date>,
    /// Also list notes: amendments, parts that a first mention lacks (kèm ghi chú)
    #[arg(long)]
    notes: bool,
    /// Output format (dạng kết quả)
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
    #[command(flatten)]
    registry: RegistryOption,
    #[command(flatten)]
    store: StoreOption,
    #[command(flatten)]
    ocr: OcrOption,
    #[command(flatten)]
    limits: LimitOptions,
    #[command(flatten)]
    password: PasswordOption,
}

/// How the findings are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// For reading (để đọc)
    Table,
    /// For programs (cho phần mềm)
    Json,
    /// SARIF 2.1.0, for editors and review tools (cho công cụ rà soát)
    Sarif,
    /// Markdown, for a report (để đưa vào báo cáo)
    Md,
}

/// What is checked, from a file or from the store.
struct Subject {
    /// How the answer names it.
    name: String,
    /// Its path.
    file: String,
    header: Header,
    school_years: Vec<SchoolYear>,
    references: Vec<Reference>,
    validity: Vec<Validity>,
    text: String,
    document: Option<i64>,
}

/// Why the citations are judged as of a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Why {
    /// The user said so.
    Asked,
    /// It is the directive's date.
    OwnDate,
    /// It is a draft, without number and date: today.
    Draft,
    /// It has no date: the time in which papers of its school year are issued.
    SchoolYear,
    /// It has no date: after all that it cites.
    Citations,
}

/// All that is printed.
pub struct Answer {
    /// How the directive is named.
    pub name: String,
    /// Its path.
    pub file: String,
    /// The time.
    pub as_of: AsOf,
    /// Why this time.
    pub why: Why,
    /// How many citations it has.
    pub citations: usize,
    /// What was found.
    pub findings: Vec<Finding>,
}

/// Runs the command.
pub fn run(args: &Args, lang: Lang) -> anyhow::Result<Exit> {
    let name = args.directive.join(" ");
    let name = name.trim();
    let store = store_if_any(&args.store, lang)?;
    let registry = args.registry.read(&args.store.store, lang)?;
    let Some(subject) = subject(args, store.as_ref(), name, lang)? else {
        let (vi, en) = ("không có tệp hay văn bản nào là", "there is no file or directive");
        anyhow::bail!("{} “{name}”", lang.pick(vi, en));
    };
    let (as_of, why) = as_of(args, &subject);
    let works: Vec<WorkId> = subject.references.iter().map(WorkId::of_reference).collect();
    let evidence = evidence(store.as_ref(), &registry, &works)?;
    let mut known = match &store {
        Some(store) => store.works_like(&subject.references, subject.document)?,
        None => Vec::new(),
    };
    known.extend(registered(&registry));
    let draft = Draft {
        header: &subject.header,
        school_years: &subject.school_years,
        references: &subject.references,
        validity: &subject.validity,
        text: &subject.text,
        as_of,
        document: subject.document,
    };
    let findings = check(&draft, &Known { evidence: &evidence, works: &known });
    let answer =
        Answer { name: subject.name, file: subject.file, as_of, why, citations: subject.references.len(), findings };
    match args.format {
        Format::Table => print_text(&output::as_text(&answer, args.notes, lang))?,
        Format::Json => print(&serde_json::to_string_pretty(&output::as_json(&answer, lang))?)?,
        Format::Sarif => print(&serde_json::to_string_pretty(&super::sarif::log(&answer, lang))?)?,
        Format::Md => print(&output::as_markdown(&answer, args.notes, lang))?,
    }
    let is_wrong = answer.findings.iter().any(|finding| finding.severity() == Severity::Error);
    Ok(if is_wrong { Exit::Nothing } else { Exit::Done })
}

/// The file, or the directive of the store; `None` where the name means neither.
fn subject(args: &Args, store: Option<&Store>, name: &str, lang: Lang) -> anyhow::Result<Option<Subject>> {
    let held = match store {
        Some(store) => super::show::resolve(store, name)?,
        None => Vec::new(),
    };
    // A file is read as it is now: the store may have met an earlier state of the draft.
    let in_archive = archive::name::split(name).is_some_and(|(archive, _)| Path::new(archive).is_file());
    if Path::new(name).is_file() || in_archive && held.is_empty() {
        let reading = super::extract::reading(Path::new(name), &args.ocr, &args.limits, &args.password, lang)?;
        return Ok(Some(of_file(store, name, &held, reading)?));
    }
    match (held.as_slice(), store) {
        ([document], Some(store)) => Ok(Some(of_store(store, document)?)),
        ([], _) | (_, None) => Ok(None),
        (several, _) => anyhow::bail!(super::show::several(several, lang)),
    }
}

fn of_store(store: &Store, document: &Document) -> anyhow::Result<Subject> {
    let filter = Filter { document: Some(document.id), copies: true, ..Filter::default() };
    Ok(Subject {
        name: super::place::titled(document),
        file: super::index::short(&document.path),
        header: document.header.clone(),
        school_years: if document.year_inferred { Vec::new() } else { document.school_years.clone() },
        references: store.mentions(&filter)?.into_iter().map(|found| found.fact).collect(),
        validity: store.validity(&filter)?.into_iter().map(|found| found.fact).collect(),
        text: store.text(document.id)?.map(|text| text.content).unwrap_or_default(),
        document: Some(first_of(document)),
    })
}

fn of_file(store: Option<&Store>, name: &str, held: &[Document], reading: Reading) -> anyhow::Result<Subject> {
    let facts = reading.facts;
    let header = facts.document;
    // The store may hold it under this path or another: then it is no witness for itself.
    let itself = match (store, WorkId::of_header(&header)) {
        _ if !held.is_empty() => held.first().cloned(),
        (Some(store), Some(id)) => store.documents(&Filter::default())?.into_iter().find(|document| {
            WorkId::of_header(&document.header).is_some_and(|held| held.date == id.date && held.agrees(&id))
        }),
        _ => None,
    };
    Ok(Subject {
        name: Path::new(name).file_name().map_or_else(|| name.to_owned(), |file| file.to_string_lossy().into_owned()),
        file: name.to_owned(),
        school_years: header.school_years.clone(),
        header,
        references: facts.references,
        validity: facts.validity,
        text: reading.text.content,
        document: itself.as_ref().map(first_of),
    })
}

/// The document for which the store lists the facts: of copies the first.
fn first_of(document: &Document) -> i64 {
    document.copy_of.unwrap_or(document.id)
}

fn as_of(args: &Args, subject: &Subject) -> (AsOf, Why) {
    let between = |first: Date, last: Date| AsOf { first, last: last.max(first), certain: false };
    let header = &subject.header;
    let today = Zoned::now().date();
    if let Some(day) = args.on {
        return (AsOf::day(day), Why::Asked);
    }
    // A draft says neither number nor day: "Số:      /SGDĐT-GDTH", "ngày     tháng 9 năm 2026".
    let has_day = matches!(header.date, Some(PartialDate::Day(_)));
    if header.number.is_none() && header.symbol.is_some() && !has_day {
        let year = header.year.as_ref().and_then(|year| year.parse().ok());
        if year.is_none_or(|year: i16| year == today.year()) {
            return (AsOf::day(today), Why::Draft);
        }
    }
    if let Some(date) = header.date {
        return (AsOf { first: date.first_day(), last: date.last_day(), certain: true }, Why::OwnDate);
    }
    if let Some(year) = subject.school_years.first() {
        let (first, last) = (Date::constant(year.first(), 8, 1), Date::constant(year.first(), 12, 31));
        return (between(first, last), Why::SchoolYear);
    }
    let cited = subject.references.iter().filter_map(|reference| reference.date.map(|date| date.first_day()));
    let latest = cited.filter(|date| *date <= today).max().unwrap_or(today);
    (between(latest, today), Why::Citations)
}

/// The documents of the registry whose date is known, as witnesses of their own dates.
fn registered(registry: &Registry) -> Vec<KnownWork> {
    registry
        .issue_dates()
        .into_iter()
        .map(|(id, date, title, origin)| KnownWork {
            id,
            witnesses: vec![CitedElsewhere {
                date: Some(date),
                issuer: None,
                title,
                own: true,
                source: Some(chidao::lineage::status::Source::Registry(origin)),
            }],
        })
        .collect()
}
