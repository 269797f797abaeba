//! `chidao targets`: what is to be reached, kept or was reached in a school year.

use chidao::answer::{self, TargetFilter, short};
use chidao::directive::{Target, TargetKind};
use chidao::render::{Lang, csv::csv, messages, quantity::quantity, review, table};
use chidao::store::Found;
use clap::ValueEnum;

use super::options::{ListFormat, ListOptions, StoreOption};
use super::{Exit, place, print, print_text};

/// List targets, norms and reported results (chỉ tiêu, định mức, kết quả)
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  chidao targets 2024-2025 --level tieu-hoc\n  \
    chidao targets 2023-2024 --kind result --format csv")]
pub struct Args {
    #[command(flatten)]
    of: ListOptions,
    /// Only this kind (loại)
    #[arg(long, value_enum)]
    kind: Option<Kind>,
    #[command(flatten)]
    store: StoreOption,
    /// Output format (dạng kết quả)
    #[arg(long, value_enum, default_value_t = ListFormat::Table)]
    format: ListFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Kind {
    /// To be reached or kept (chỉ tiêu)
    Target,
    /// A fixed rule (định mức)
    Norm,
    /// Reported as reached (kết quả)
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
    match args.format {
        ListFormat::Json => print(&serde_json::to_string_pretty(&found.json())?)?,
        ListFormat::Csv => print(&as_csv(&found.rows)?)?,
        ListFormat::Table if found.rows.is_empty() => {
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
        ListFormat::Table => print_text(&as_table(&found.rows, args.of.year.is_some(), lang))?,
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
            quantity(fact),
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

fn as_csv(found: &[Found<Target>]) -> anyhow::Result<String> {
    let header = [
        "school_year",
        "level",
        "kind",
        "subject",
        "op",
        "value",
        "value_max",
        "unit",
        "text",
        "section",
        "document",
        "issuer",
        "page",
        "file",
        "review",
        "reviewed_by",
        "reviewed_at",
    ];
    let rows = found.iter().map(|row| {
        let fact = &row.fact;
        [
            row.school_year.map(|year| year.to_string()).unwrap_or_default(),
            fact.level.map(|level| level.slug()).unwrap_or_default().to_owned(),
            super::slug(&fact.kind),
            fact.subject.clone(),
            super::slug(&fact.op),
            fact.value.to_string(),
            fact.value_max.map(|value| value.to_string()).unwrap_or_default(),
            fact.unit.clone(),
            fact.text.clone(),
            fact.section.clone().unwrap_or_default(),
            row.document.label(),
            row.document.header.issuer.clone().unwrap_or_default(),
            fact.evidence.page.to_string(),
            short(&row.document.path),
            row.review.state.slug().to_owned(),
            row.review.by.clone().unwrap_or_default(),
            row.review.at.clone().unwrap_or_default(),
        ]
    });
    Ok(csv(header, rows)?)
}
