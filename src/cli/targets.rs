//! `chidao targets`: what is to be reached, kept or was reached in a school year.

use chidao::answer::{self, TargetFilter};
use chidao::directive::{Target, TargetKind};
use chidao::export::{csv, sheets, xlsx};
use chidao::render::{Lang, messages, quantity::quantity, review, table};
use chidao::store::Found;
use clap::ValueEnum;

use super::options::{ListFormat, ListOptions, StoreOption};
use super::output::OutputOption;
use super::{Exit, place};

/// List targets, norms and reported results
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  chidao targets 2024-2025 --level tieu-hoc\n  \
    chidao targets 2023-2024 --kind result -o ket-qua.xlsx")]
pub struct Args {
    #[command(flatten)]
    of: ListOptions,
    /// Only this kind
    #[arg(long, value_enum)]
    kind: Option<Kind>,
    #[command(flatten)]
    store: StoreOption,
    /// Output format; default: table, or what the ending of --output names
    #[arg(long, value_enum)]
    format: Option<ListFormat>,
    #[command(flatten)]
    output: OutputOption,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Kind {
    /// To be reached or kept
    Target,
    /// A fixed rule
    Norm,
    /// Reported as reached
    Result,
}

impl From<Kind> for TargetKind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Target => Self::Target,
            Kind::Norm => Self::Norm,
            Kind::Result => Self::Result,
        }
    }
}

impl Args {
    fn filter(&self) -> TargetFilter {
        let (level, issuer) = (self.of.level, self.of.issuer.clone());
        TargetFilter { year: self.of.year, level, issuer, kind: self.kind.map(Into::into) }
    }
}

/// Runs the command.
pub fn run(args: &Args, lang: Lang) -> anyhow::Result<Exit> {
    let store = args.store.open()?;
    let found = answer::targets(&store, &args.filter())?;
    let to = &args.output;
    match to.format(args.format, lang)? {
        ListFormat::Json => to.text(&serde_json::to_string_pretty(&found.json())?, lang)?,
        ListFormat::Csv => to.text(&csv::targets(&found)?, lang)?,
        ListFormat::Xlsx => to.bytes(&xlsx::write(&sheets::targets(&found, lang))?, lang)?,
        ListFormat::Table if found.rows.is_empty() => {}
        ListFormat::Table => to.reading(&as_table(&found.rows, args.of.year.is_some(), lang), lang)?,
    }
    if found.rows.is_empty() {
        let of = lang.pick("của năm học", "of school year");
        let year = args.of.year.map(|year| format!(" {of} {year}")).unwrap_or_default();
        eprintln!(
            "{}",
            lang.pick(
                format!("Trong kho không có chỉ tiêu nào{year} khớp yêu cầu."),
                format!("No target{year} in this store matches."),
            )
        );
        if let Some(years) = place::years_held(&store, lang)?.filter(|_| args.of.year.is_some()) {
            eprintln!("{years}");
        }
    }
    place::say_unread(found.unread, lang);
    Ok(if found.rows.is_empty() { Exit::Nothing } else { Exit::Done })
}

fn as_table(found: &[Found<Target>], one_year: bool, lang: Lang) -> String {
    let narrow = table::width() < 100;
    let mut columns = vec![
        (lang.pick("Cấp", "Level"), Some(if narrow { 9 } else { 15 })),
        (lang.pick("Loại", "Kind"), Some(9)),
        (lang.pick("Nội dung", "Subject"), None),
        (lang.pick("Mức", "Quantity"), Some(if narrow { 14 } else { 24 })),
        (lang.pick("Nguồn", "Source"), Some(18)),
        (lang.pick("Tr.", "P."), Some(3)),
    ];
    // A list of one year need not say it in each row.
    if !one_year {
        columns.insert(0, (lang.pick("Năm học", "School year"), Some(9)));
    }
    let mut list = table::sized(&columns);
    for row in found {
        let fact = &row.fact;
        let mut cells = vec![
            fact.level.map(|level| messages::level(level, lang)).unwrap_or_default().to_owned(),
            messages::target_kind(fact.kind, lang).to_owned(),
            fact.subject.clone(),
            quantity(fact, lang),
            match review::note(&row.review, lang) {
                Some(note) => format!("{}\n{note}", place::source(&row.document)),
                None => place::source(&row.document),
            },
            place::page(&row.document, fact.evidence.page),
        ];
        if !one_year {
            cells.insert(0, row.school_year.map(|year| year.to_string()).unwrap_or_default());
        }
        list.add_row(cells);
    }
    format!("{}\n{}", table::text(&list), lang.count(found.len(), "chỉ tiêu", "target", "targets"))
}
