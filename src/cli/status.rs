//! `chidao status`: whether a document holds, on a day or in a school year, for whom, and by what evidence.

use chidao::answer::{self, StatusAnswer, StatusFilter, Statuses, Unread, day};
use chidao::directive::{Level, PartialDate, SchoolYear};
use chidao::lineage::status::{Doubt, Verdict};
use chidao::render::{Lang, dates, messages, status as wording};
use jiff::civil::Date;

use super::known::{RegistryOption, store_if_any};
use super::options::{Format, StoreOption};
use super::{Exit, named, place, print, print_text};

/// Say whether a document is in force, for whom, and by what evidence
///
/// Without a day or a school year it is asked for today. The texts of the store are believed before the registry of
/// known effects, and this before what portals state; where they differ, that is said.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  chidao status \"Thông tư 27/2020\" --year 2023-2024 --grade 5\n  \
    chidao status \"Thông tư 36/2017/TT-BGDĐT\" --on 2024-09-04\n  chidao status \"Thông tư 58/2011\" --year 2023-2024 \
    --level thcs --format json\n\nExit codes: 0 answered (“unknown” is an answer), 1 nobody knows the document, 2 error.")]
pub struct Args {
    /// A document by its number, held or only cited; or a held one by its path or id
    #[arg(required = true, value_parser = super::options::name)]
    work: Vec<String>,
    /// On this day, such as 2024-09-01 or 1/9/2024
    #[arg(long, value_name = "DATE", value_parser = day, conflicts_with = "year")]
    on: Option<Date>,
    /// In this school year: as of 1 September, with the changes in its course
    #[arg(long, value_name = "YEAR")]
    year: Option<SchoolYear>,
    /// For this grade, 1 to 12
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=12))]
    grade: Option<u32>,
    /// For this level: mam-non, tieu-hoc, thcs, thpt, gdtx
    #[arg(long, conflicts_with = "grade")]
    level: Option<Level>,
    #[command(flatten)]
    registry: RegistryOption,
    #[command(flatten)]
    store: StoreOption,
    /// Output format
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
}

/// So much of the evidence is shown for reading.
const SHOWN: usize = 20;

/// Runs the command.
pub fn run(args: &Args, lang: Lang) -> anyhow::Result<Exit> {
    let store = store_if_any(&args.store, lang)?;
    let registry = args.registry.read(&args.store.store, lang)?;
    let name = args.work.join(" ");
    let name = name.trim();
    let filter = StatusFilter {
        work: store.as_ref().map_or_else(|| Ok(name.to_owned()), |store| named::given(store, name))?,
        on: args.on,
        year: args.year,
        grade: args.grade,
        level: args.level,
    };
    let mut found = answer::status(store.as_ref(), &registry, &filter).map_err(|error| named::told(error, lang))?;
    // A path is said as the user gave it.
    name.clone_into(&mut found.filter.work);
    if found.answers.is_empty() {
        let unknown = lang.pick("Kho và sổ hiệu lực không biết văn bản", "Neither store nor registry knows");
        eprintln!("{unknown} “{name}”.");
        for near in found.near.iter().take(3) {
            eprintln!("{} {}?", lang.pick("Có phải bạn tìm:", "Did you mean:"), near.name);
        }
    }
    match args.format {
        Format::Json => print(&serde_json::to_string_pretty(&found.json(lang))?)?,
        Format::Table if found.answers.is_empty() => {}
        Format::Table => {
            let parts: Vec<String> = found.answers.iter().map(|answer| as_text(&found, answer, lang)).collect();
            print_text(&parts.join("\n\n"))?;
        }
    }
    if let Some(store) = &store {
        place::say_unread(Unread::of(store)?, lang);
    }
    Ok(if found.answers.is_empty() { Exit::Nothing } else { Exit::Done })
}

fn as_text(found: &Statuses, answer: &StatusAnswer, lang: Lang) -> String {
    let StatusAnswer { work, status, beyond_powers } = answer;
    let title = work.title.as_deref().map(|title| format!(" – {title}")).unwrap_or_default();
    let mut out = vec![format!("{}{title}", work.name)];
    out.push(format!("{}: {}", asked(found, lang), wording::line(status, lang)));
    let uncertain = matches!(status.doubt, Some(Doubt::PortalOnly | Doubt::EndUnknown));
    if let Some(doubt) = status.doubt.filter(|_| uncertain && status.verdict != Verdict::Unknown) {
        out.push(format!("  ({})", wording::doubt(doubt, lang)));
    }
    if !status.instead.is_empty() {
        out.push(format!("{}: {}", lang.pick("Áp dụng", "What applies"), wording::names(&status.instead, lang)));
    }
    if status.chain.len() > 1 {
        let chain: Vec<&str> = status.chain.iter().map(|party| party.name.as_str()).collect();
        out.push(format!("{}: {} → {}", lang.pick("Chuỗi thay thế", "Replaced by"), work.name, chain.join(" → ")));
    }
    let coming = status.coming.iter().filter(|change| {
        found.filter.year.is_none() || change.from.is_none_or(|from| from.first_day() <= found.question.until)
    });
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
    if !status.drafted.is_empty() {
        out.push(format!(
            "{}:",
            lang.pick("Dự thảo nêu, không tính vào hiệu lực", "Drafts say, which decides nothing")
        ));
        out.extend(status.drafted.iter().map(|s| format!("  {}", wording::statement_line(s, lang))));
    }
    if beyond_powers.total > 0 {
        out.push(format!(
            "{}:",
            lang.pick(
                "Văn bản cấp dưới nêu, không tính vì vượt thẩm quyền",
                "Documents of lower agencies say, which is beyond their powers and decides nothing"
            )
        ));
        out.extend(beyond_powers.first.iter().map(|s| format!("  {}", wording::statement_line(s, lang))));
        let more = beyond_powers.total.saturating_sub(beyond_powers.first.len());
        if more > 0 {
            out.push(format!("  … {}", lang.count(more, "chỗ nữa", "more", "more")));
        }
    }
    out.join("\n")
}

/// The time and the pupils asked for.
fn asked(found: &Statuses, lang: Lang) -> String {
    let time = match found.filter.year {
        Some(year) => format!("{} {year}", lang.pick("Năm học", "School year")),
        None => {
            format!("{} {}", lang.pick("Ngày", "On"), dates::date(PartialDate::Day(found.question.day)))
        }
    };
    let whom = match (found.filter.grade, found.filter.level) {
        (Some(grade), _) => format!(", {} {grade}", lang.pick("lớp", "grade")),
        (_, Some(level)) => format!(", {}", messages::level(level, lang)),
        _ => String::new(),
    };
    format!("{time}{whom}")
}
