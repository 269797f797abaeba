//! `chidao diff`: how the targets of two school years differ, with the results reported between them; of one series also
//! its deadlines, references and sections.

use std::collections::{HashMap, HashSet};

use chidao::catalogue::changes;
use chidao::directive::{DirectiveKind, Level, SchoolYear, Target, TargetKind};
use chidao::lineage::issuer::Issuer;
use chidao::lineage::pairing::{Stated, compare, restated};
use chidao::render::Lang;
use chidao::store::{Filter, Found};

use super::diff_output::{self as output, Sides};
use super::options::StoreOption;
use super::series::Versions;
use super::{Exit, diff_series, place, print, print_text};

/// Compare two school years: targets; of one series also deadlines, references, sections (so sánh hai năm học)
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  chidao diff 2023-2024 2024-2025 --level tieu-hoc\n  \
    chidao diff 2023-2024 2024-2025 --series 2190/SGDĐT-TH --format csv")]
pub struct Args {
    /// The earlier school year (năm học trước)
    pub old: SchoolYear,
    /// The later school year (năm học sau)
    pub new: SchoolYear,
    /// Only this level: mam-non, tieu-hoc, thcs, thpt, gdtx (cấp học)
    #[arg(long)]
    pub level: Option<Level>,
    /// Only documents whose issuer's name holds these words (cơ quan ban hành)
    #[arg(long, value_name = "WORDS")]
    issuer: Option<String>,
    /// Only the yearly versions of this directive, with their deadlines, references and sections (số, tệp hoặc mã)
    #[arg(long, value_name = "DOC")]
    series: Option<String>,
    #[command(flatten)]
    store: StoreOption,
    /// Output format (dạng kết quả)
    #[arg(long, value_enum, default_value_t = DiffFormat::Table)]
    format: DiffFormat,
}

/// How a comparison is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum DiffFormat {
    /// For reading (để đọc)
    Table,
    /// For programs (cho phần mềm)
    Json,
    /// The targets for a spreadsheet (chỉ tiêu cho bảng tính)
    Csv,
    /// Markdown (để dán vào báo cáo)
    Md,
}

/// Runs the command.
pub fn run(args: &Args, lang: Lang) -> anyhow::Result<Exit> {
    if args.old >= args.new {
        anyhow::bail!("{}", lang.pick("năm trước phải đứng trước năm sau", "the earlier year comes first"));
    }
    let store = args.store.open()?;
    let versions = args.series.as_ref().map(|name| Versions::of(&store, name, lang)).transpose()?;
    let members = versions.as_ref().map(Versions::documents);
    let of_year = |year| -> anyhow::Result<Vec<Found<Target>>> {
        let filter = Filter { year: Some(year), level: args.level, issuer: args.issuer.clone(), ..Filter::default() };
        Ok(store.targets(&filter)?)
    };
    let is_member = |found: &Found<Target>| members.as_ref().is_none_or(|list| list.contains(&found.document.id));
    let (results, mut old): (Vec<_>, Vec<_>) =
        of_year(args.old)?.into_iter().partition(|found| found.fact.kind == TargetKind::Result);
    let mut new = of_year(args.new)?;
    // A report is not a version of the guidance it reports on, so the series narrows the targets alone.
    old.retain(is_member);
    new.retain(|found| found.fact.kind != TargetKind::Result && is_member(found));

    let mut restated = HashMap::new();
    let old = fold_restated(old, &mut restated);
    let new = fold_restated(new, &mut restated);
    let comparison = compare(&stated(&old), &stated(&new), &stated(&results));
    let sides = Sides { old: &old, new: &new, results: &results, restated: &restated };
    let totals = store.totals(&Filter::default())?;
    let years = (args.old, args.new);
    let compare_all = |versions: &Versions| changes(&store, &versions.catalogue, &versions.line, years, args.level);
    let changes = versions.as_ref().map(compare_all).transpose()?;
    let is_empty =
        old.is_empty() && new.is_empty() && changes.as_ref().is_none_or(|c| c.old.is_empty() || c.new.is_empty());
    match args.format {
        DiffFormat::Json => {
            let mut said = output::as_json(&comparison, &sides, args, &totals);
            said["series"] = changes.as_ref().map(diff_series::as_json).into();
            print(&serde_json::to_string_pretty(&said)?)?;
        }
        DiffFormat::Csv => print(&output::as_csv(&comparison, &sides)?)?,
        DiffFormat::Table | DiffFormat::Md if is_empty => {
            let (vi, en) = (
                "Kho không có chỉ tiêu khớp yêu cầu ở hai năm học này.",
                "This store has no such targets of these years.",
            );
            eprintln!("{}", lang.pick(vi, en));
            if let Some(years) = place::years_held(&store, lang)? {
                eprintln!("{years}");
            }
        }
        DiffFormat::Table => {
            let more = changes.as_ref().map(|changes| diff_series::as_table(changes, args, lang));
            let parts = [Some(output::as_table(&comparison, &sides, args, lang)), more];
            print_text(&parts.into_iter().flatten().collect::<Vec<_>>().join("\n\n"))?;
        }
        DiffFormat::Md => {
            let more = changes.as_ref().map(|changes| diff_series::as_markdown(changes, args, lang));
            let parts = [Some(output::as_markdown(&comparison, &sides, args, lang)), more];
            print(&parts.into_iter().flatten().collect::<Vec<_>>().join("\n\n"))?;
        }
    }
    place::say_unread(&store, lang)?;
    Ok(if is_empty { Exit::Nothing } else { Exit::Done })
}

/// The targets without those that a report only repeats; these are kept by the number of the one repeated.
fn fold_restated(found: Vec<Found<Target>>, kept: &mut HashMap<i64, Vec<Found<Target>>>) -> Vec<Found<Target>> {
    let reports: HashSet<i64> = found
        .iter()
        .filter(|found| found.document.header.kind == Some(DirectiveKind::BaoCao))
        .map(|found| found.document.id)
        .collect();
    let originals = restated(&stated(&found), |stated| reports.contains(&stated.document));
    let ids: Vec<i64> = found.iter().map(|found| found.id).collect();
    let mut own = Vec::new();
    for (index, target) in found.into_iter().enumerate() {
        // A report may repeat a report that repeats the guidance.
        let mut original = originals[index];
        while let Some(earlier) = original.and_then(|at| originals[at]) {
            original = Some(earlier);
        }
        match original {
            Some(at) => kept.entry(ids[at]).or_default().push(target),
            None => own.push(target),
        }
    }
    own
}

/// The targets with their place in their own document.
fn stated(found: &[Found<Target>]) -> Vec<Stated<'_>> {
    let mut sizes: HashMap<i64, u16> = HashMap::new();
    for found in found {
        *sizes.entry(found.document.id).or_default() += 1;
    }
    let mut seen: HashMap<i64, u16> = HashMap::new();
    let place = |found| -> Stated<'_> {
        let found: &Found<Target> = found;
        let index = seen.entry(found.document.id).or_default();
        let last = sizes.get(&found.document.id).copied().unwrap_or(1).saturating_sub(1).max(1);
        let position = f32::from(*index) / f32::from(last);
        *index = index.saturating_add(1);
        let issuer = Issuer::of(found.document.header.issuer.as_deref().unwrap_or_default());
        Stated { target: &found.fact, issuer, document: found.document.id, position }
    };
    found.iter().map(place).collect()
}
