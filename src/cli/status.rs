//! `chidao status`: whether a document holds, on a day or in a school year, for whom, and by what evidence.

use chidao::answer::{Unread, day};
use chidao::detect;
use chidao::directive::{DirectiveKind, Level, SchoolYear};
use chidao::lineage::identity::WorkId;
use chidao::lineage::registry::Registry;
use chidao::lineage::status::{Doubt, Party, Question, Status, status};
use chidao::render::{Lang, dates, messages, status as wording};
use chidao::store::{Filter, Store, Wanted, Work};
use jiff::Zoned;
use jiff::civil::Date;
use serde_json::{Value, json};

use super::known::{RegistryOption, evidence, store_if_any};
use super::options::{Format, StoreOption};
use super::{Exit, place, print, print_text};

/// Say whether a document is in force, for whom, and by what evidence (hiệu lực của văn bản)
///
/// Without a day or a school year it is asked for today. The texts of the store are believed before the registry of
/// known effects, and this before what portals state; where they differ, that is said.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  chidao status \"Thông tư 27/2020\" --year 2023-2024 --grade 5\n  \
    chidao status \"Thông tư 36/2017/TT-BGDĐT\" --on 2024-09-04\n  chidao status \"Thông tư 58/2011\" --year 2023-2024 \
    --level thcs --format json\n\nExit codes: 0 answered (“unknown” is an answer), 1 nobody knows the document, 2 error.")]
pub struct Args {
    /// A document by its number, held or only cited; or a held one by its path or id (số, tệp hoặc mã của văn bản)
    #[arg(required = true, value_parser = super::options::name)]
    work: Vec<String>,
    /// On this day, such as 2024-09-01 or 1/9/2024 (vào ngày)
    #[arg(long, value_name = "DATE", value_parser = day, conflicts_with = "year")]
    on: Option<Date>,
    /// In this school year: as of 1 September, with the changes in its course (trong năm học)
    #[arg(long, value_name = "YEAR")]
    year: Option<SchoolYear>,
    /// For this grade, 1 to 12 (lớp)
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=12))]
    grade: Option<u32>,
    /// For this level: mam-non, tieu-hoc, thcs, thpt, gdtx (cấp học)
    #[arg(long, conflicts_with = "grade")]
    level: Option<Level>,
    #[command(flatten)]
    registry: RegistryOption,
    #[command(flatten)]
    store: StoreOption,
    /// Output format (dạng kết quả)
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
}

/// So much of the evidence is shown for reading.
const SHOWN: usize = 20;

/// A work that may be meant, with its answer.
struct Answer {
    work: Party,
    status: Status,
}

/// Runs the command.
pub fn run(args: &Args, lang: Lang) -> anyhow::Result<Exit> {
    let question = question(args, lang)?;
    let store = store_if_any(&args.store, lang)?;
    let registry = args.registry.read(&args.store.store, lang)?;
    let name = args.work.join(" ");
    let name = name.trim();
    let works = meant(store.as_ref(), &registry, name)?;
    if works.is_empty() {
        let unknown = lang.pick("Kho và sổ hiệu lực không biết văn bản", "Neither store nor registry knows");
        eprintln!("{unknown} “{name}”.");
        for near in near(store.as_ref(), name)?.iter().take(3) {
            eprintln!("{} {}?", lang.pick("Có phải bạn tìm:", "Did you mean:"), near.name());
        }
    }
    let ids: Vec<WorkId> = works.iter().map(|work| work.id.clone()).collect();
    let evidence = evidence(store.as_ref(), &registry, &ids)?;
    let answers: Vec<Answer> =
        works.into_iter().map(|work| Answer { status: status(&work.id, &evidence, &question), work }).collect();
    match args.format {
        Format::Json => print(&serde_json::to_string_pretty(&as_json(args, name, &answers, lang))?)?,
        Format::Table if answers.is_empty() => {}
        Format::Table => {
            let parts: Vec<String> = answers.iter().map(|answer| as_text(args, &question, answer, lang)).collect();
            print_text(&parts.join("\n\n"))?;
        }
    }
    if let Some(store) = &store {
        place::say_unread(Unread::of(store)?, lang);
    }
    Ok(if answers.is_empty() { Exit::Nothing } else { Exit::Done })
}

fn question(args: &Args, lang: Lang) -> anyhow::Result<Question> {
    let day = args.on.unwrap_or_else(|| Zoned::now().date());
    let asked = match args.year {
        Some(year) => Some(Question::in_year(year)),
        None => Question::on(day),
    };
    let Some(asked) = asked else {
        anyhow::bail!("{day}: {}", lang.pick("ngoài khoảng năm được biết", "outside the years that are known"));
    };
    Ok(Question { grade: args.grade, level: args.level, ..asked })
}

/// The works that a name may mean, each once, as fully as they are known.
fn meant(store: Option<&Store>, registry: &Registry, name: &str) -> anyhow::Result<Vec<Party>> {
    let mut found: Vec<Party> = Vec::new();
    let mentions = detect::mentions(name);
    let in_registry = registry.works();
    for mention in &mentions {
        let wanted = WorkId::of_reference(mention);
        let named: Vec<_> = in_registry.iter().filter(|(id, title)| is_law_named(id, *title, &wanted)).collect();
        if let Some(store) = store {
            let works = store.citations(&Wanted::of(mention), &Filter::default())?.works;
            // A law's bare name says less than the laws of that name.
            for work in works.iter().filter(|work| work.number.is_some() || named.is_empty()) {
                add(&mut found, Party::of(work.full_identity()));
            }
        }
        let numbered = in_registry.iter().filter(|(id, _)| id.agrees(&wanted));
        for (id, title) in named.into_iter().chain(numbered) {
            add(&mut found, Party::titled(id.clone(), title.map(str::to_owned)));
        }
    }
    if let Some(store) = store {
        for document in super::named::documents(store, name)? {
            if let Some(id) = WorkId::of_header(&document.header) {
                add(&mut found, Party::titled(id, document.header.subject.clone()));
            }
        }
    }
    Ok(found)
}

/// Whether a law of the registry bears the name that is wanted, of the year that is wanted.
fn is_law_named(law: &WorkId, title: Option<&str>, wanted: &WorkId) -> bool {
    let same_name = title.map(str::to_lowercase) == wanted.symbol.clone() && wanted.symbol.is_some();
    let year = wanted.date.map(|date| date.year().to_string());
    wanted.number.is_none()
        && law.kind == Some(DirectiveKind::Luat)
        && same_name
        && (year.is_none() || law.year == year)
}

/// Adds a work, or fills in one that is there already under another of its spellings.
fn add(found: &mut Vec<Party>, new: Party) {
    let Some(known) = found.iter_mut().find(|known| known.id.agrees(&new.id)) else {
        found.push(new);
        return;
    };
    let parts =
        |id: &WorkId| [id.year.is_some(), id.symbol.is_some(), id.kind.is_some()].iter().filter(|p| **p).count();
    let title = known.title.take().or(new.title);
    let date = known.id.date.or(new.id.date);
    if parts(&new.id) > parts(&known.id) {
        *known = Party::of(new.id);
    }
    known.title = title;
    known.id.date = date;
}

fn near(store: Option<&Store>, name: &str) -> anyhow::Result<Vec<Work>> {
    let Some(store) = store else { return Ok(Vec::new()) };
    let mut near = Vec::new();
    for mention in detect::mentions(name) {
        near.extend(store.citations(&Wanted::of(&mention), &Filter::default())?.near);
    }
    Ok(near)
}

fn as_text(args: &Args, question: &Question, answer: &Answer, lang: Lang) -> String {
    let Answer { work, status } = answer;
    let title = work.title.as_deref().map(|title| format!(" – {title}")).unwrap_or_default();
    let mut out = vec![format!("{}{title}", work.name)];
    out.push(format!("{}: {}", asked(args, question, lang), wording::line(status, lang)));
    let uncertain = matches!(status.doubt, Some(Doubt::PortalOnly | Doubt::EndUnknown));
    if let Some(doubt) =
        status.doubt.filter(|_| uncertain && status.verdict != chidao::lineage::status::Verdict::Unknown)
    {
        out.push(format!("  ({})", wording::doubt(doubt, lang)));
    }
    if !status.instead.is_empty() {
        out.push(format!("{}: {}", lang.pick("Áp dụng", "What applies"), wording::names(&status.instead, lang)));
    }
    if status.chain.len() > 1 {
        let chain: Vec<&str> = status.chain.iter().map(|party| party.name.as_str()).collect();
        out.push(format!("{}: {} → {}", lang.pick("Chuỗi thay thế", "Replaced by"), work.name, chain.join(" → ")));
    }
    let coming = status
        .coming
        .iter()
        .filter(|change| args.year.is_none() || change.from.is_none_or(|from| from.first_day() <= question.until));
    for change in coming {
        out.push(format!("{}: {}", lang.pick("Sắp tới", "Later"), wording::change_line(change, lang)));
    }
    if !status.evidence.is_empty() {
        out.push(format!("{}:", lang.pick("Căn cứ", "Evidence")));
        out.extend(status.evidence.iter().take(SHOWN).map(|s| format!("  {}", wording::statement_line(s, lang))));
        let more = status.evidence.len().saturating_sub(SHOWN);
        if more > 0 {
            let count = lang.count(more, "căn cứ nữa", "more", "more");
            out.push(format!("  … {count}: --format json"));
        }
    }
    if !status.disagreements.is_empty() {
        out.push(format!("{}:", lang.pick("Nguồn nói khác nhau", "Sources differ")));
        out.extend(status.disagreements.iter().map(|two| format!("  {}", wording::disagreement_line(two, lang))));
    }
    out.join("\n")
}

/// The time and the pupils asked for.
fn asked(args: &Args, question: &Question, lang: Lang) -> String {
    let time = match args.year {
        Some(year) => format!("{} {year}", lang.pick("Năm học", "School year")),
        None => {
            format!("{} {}", lang.pick("Ngày", "On"), dates::date(chidao::directive::PartialDate::Day(question.day)))
        }
    };
    let whom = match (args.grade, args.level) {
        (Some(grade), _) => format!(", {} {grade}", lang.pick("lớp", "grade")),
        (_, Some(level)) => format!(", {}", messages::level(level, lang)),
        _ => String::new(),
    };
    format!("{time}{whom}")
}

fn as_json(args: &Args, name: &str, answers: &[Answer], lang: Lang) -> Value {
    let answers: Vec<Value> = answers
        .iter()
        .map(|answer| json!({ "work": wording::party_json(&answer.work), "status": wording::as_json(&answer.status, lang) }))
        .collect();
    json!({
        "schema": "chidao/status@1",
        "query": name,
        "on": args.on.map(|day| day.to_string()),
        "year": args.year,
        "grade": args.grade,
        "level": args.level,
        "answers": answers,
    })
}
