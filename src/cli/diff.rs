//! `chidao diff`: how the targets of two school years differ, with the results reported between them.

use std::collections::HashMap;

use chidao::directive::{Level, SchoolYear, Target, TargetKind};
use chidao::lineage::issuer::Issuer;
use chidao::lineage::pairing::{Change, Comparison, Stated, compare};
use chidao::render::{Lang, csv::csv, messages, quantity::quantity, table::table};
use chidao::store::{Filter, Found};
use serde_json::{Value, json};

use super::options::{ListFormat, StoreOption};
use super::{Exit, print, series};

/// Compare the targets of two school years (so sánh chỉ tiêu hai năm học)
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  chidao diff 2023-2024 2024-2025 --level tieu-hoc\n  \
    chidao diff 2023-2024 2024-2025 --series 2190/SGDĐT-TH --format csv")]
pub struct Args {
    /// The earlier school year
    old: SchoolYear,
    /// The later school year
    new: SchoolYear,
    /// Only this level: mam-non, tieu-hoc, thcs, thpt, gdtx (cấp học)
    #[arg(long)]
    level: Option<Level>,
    /// Only documents whose issuer's name holds these words (cơ quan ban hành)
    #[arg(long, value_name = "WORDS")]
    issuer: Option<String>,
    /// Only the yearly versions of this directive (its number, path or id)
    #[arg(long, value_name = "DOC")]
    series: Option<String>,
    #[command(flatten)]
    store: StoreOption,
    /// Output format
    #[arg(long, value_enum, default_value_t = ListFormat::Table)]
    format: ListFormat,
}

/// Runs the command.
pub fn run(args: &Args, lang: Lang) -> anyhow::Result<Exit> {
    if args.old >= args.new {
        anyhow::bail!("{}", lang.pick("năm trước phải đứng trước năm sau", "the earlier year comes first"));
    }
    let store = args.store.open()?;
    let members = args.series.as_ref().map(|name| series::documents(&store, name, lang)).transpose()?;
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

    let comparison = compare(&stated(&old), &stated(&new), &stated(&results));
    let sides = Sides { old: &old, new: &new, results: &results };
    match args.format {
        ListFormat::Json => print(&serde_json::to_string_pretty(&as_json(&comparison, &sides, args))?)?,
        ListFormat::Csv => print(&as_csv(&comparison, &sides)?)?,
        ListFormat::Table if old.is_empty() && new.is_empty() => {
            eprintln!(
                "{}",
                lang.pick("Kho không có chỉ tiêu của hai năm học này.", "This store has no targets of these years.")
            );
        }
        ListFormat::Table => print(&as_table(&comparison, &sides, args, lang))?,
    }
    let totals = store.totals(&Filter::default())?;
    if let Some(note) = messages::unread_note(totals.unread, totals.pages_unread, lang) {
        eprintln!("{note}");
    }
    Ok(if old.is_empty() && new.is_empty() { Exit::Nothing } else { Exit::Done })
}

/// What the indices of a [`Comparison`] point to.
struct Sides<'a> {
    old: &'a [Found<Target>],
    new: &'a [Found<Target>],
    results: &'a [Found<Target>],
}

/// One line of the comparison: what stood, what was reached, what stands.
struct Row<'a> {
    change: &'static str,
    old: Option<&'a Found<Target>>,
    result: Option<&'a Found<Target>>,
    new: Option<&'a Found<Target>>,
    likeness: Option<f32>,
}

impl<'a> Sides<'a> {
    /// Pairs first, then what is new, then what is gone.
    fn rows(&self, comparison: &Comparison) -> Vec<Row<'a>> {
        let result = |index: &Option<usize>| index.and_then(|index| self.results.get(index));
        let pairs = comparison.pairs.iter().map(|pair| Row {
            change: change_slug(pair.change),
            old: self.old.get(pair.old),
            result: result(&pair.result),
            new: self.new.get(pair.new),
            likeness: Some(pair.likeness),
        });
        let new = comparison.new.iter().map(|(index, r)| Row {
            change: "new",
            old: None,
            result: result(r),
            new: self.new.get(*index),
            likeness: None,
        });
        let dropped = comparison.dropped.iter().map(|(index, r)| Row {
            change: "dropped",
            old: self.old.get(*index),
            result: result(r),
            new: None,
            likeness: None,
        });
        pairs.chain(new).chain(dropped).collect()
    }
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

fn change_slug(change: Change) -> &'static str {
    match change {
        Change::Same => "same",
        Change::Raised => "raised",
        Change::Lowered => "lowered",
        Change::BoundChanged => "bound-changed",
    }
}

fn change_name(slug: &str, lang: Lang) -> &'static str {
    match slug {
        "same" => lang.pick("giữ nguyên", "same"),
        "raised" => lang.pick("tăng", "raised"),
        "lowered" => lang.pick("giảm", "lowered"),
        "bound-changed" => lang.pick("đổi mức", "bound changed"),
        "new" => lang.pick("mới, không ghép được", "new, not paired"),
        _ => lang.pick("bỏ, không ghép được", "dropped, not paired"),
    }
}

fn as_table(comparison: &Comparison, sides: &Sides<'_>, args: &Args, lang: Lang) -> String {
    let (old, new) = (args.old.to_string(), args.new.to_string());
    let mut table = table([
        lang.pick("Nội dung", "Subject").to_owned(),
        old,
        lang.pick("Kết quả", "Result").to_owned(),
        new,
        lang.pick("Thay đổi", "Change").to_owned(),
        lang.pick("Nguồn", "Source").to_owned(),
    ]);
    let level = |found: Option<&Found<Target>>| found.map(|found| quantity(&found.fact)).unwrap_or_default();
    let source = |found: Option<&Found<Target>>| {
        found.map(|f| format!("{} {} {}", f.document.label(), lang.pick("tr.", "p."), f.fact.evidence.page))
    };
    let rows = sides.rows(comparison);
    for row in &rows {
        let subject = row.new.or(row.old).map(|found| found.fact.subject.clone()).unwrap_or_default();
        let sources: Vec<String> =
            [source(row.old), source(row.result), source(row.new)].into_iter().flatten().collect();
        table.add_row([
            subject,
            level(row.old),
            level(row.result),
            level(row.new),
            change_name(row.change, lang).to_owned(),
            sources.join(" → "),
        ]);
    }
    let counts: Vec<String> = ["same", "raised", "lowered", "bound-changed", "new", "dropped"]
        .into_iter()
        .map(|slug| (rows.iter().filter(|row| row.change == slug).count(), slug))
        .filter(|(n, _)| *n > 0)
        .map(|(n, slug)| format!("{n} {}", change_name(slug, lang)))
        .collect();
    format!("{table}\n{}", counts.join(" · "))
}

fn as_json(comparison: &Comparison, sides: &Sides<'_>, args: &Args) -> Value {
    let side = |found: Option<&Found<Target>>| {
        found.map(|found| json!({ "document": super::document_json(&found.document), "target": found.fact }))
    };
    let rows: Vec<Value> = sides
        .rows(comparison)
        .iter()
        .map(|row| {
            json!({
                "change": row.change,
                "likeness": row.likeness,
                "old": side(row.old),
                "result": side(row.result),
                "new": side(row.new),
            })
        })
        .collect();
    json!({ "schema": "chidao/diff@1", "old": args.old, "new": args.new, "level": args.level, "rows": rows })
}

fn as_csv(comparison: &Comparison, sides: &Sides<'_>) -> anyhow::Result<String> {
    let header = [
        "change",
        "subject",
        "old",
        "result",
        "new",
        "old_text",
        "result_text",
        "new_text",
        "old_document",
        "old_page",
        "result_document",
        "result_page",
        "new_document",
        "new_page",
        "likeness",
    ];
    let rows = sides.rows(comparison).into_iter().map(|row| {
        let three = [row.old, row.result, row.new];
        let mut cells = vec![
            row.change.to_owned(),
            row.new.or(row.old).map(|found| found.fact.subject.clone()).unwrap_or_default(),
        ];
        cells.extend(three.map(|found| found.map(|f| quantity(&f.fact)).unwrap_or_default()));
        cells.extend(three.map(|found| found.map(|f| f.fact.text.clone()).unwrap_or_default()));
        for found in three {
            cells.push(found.map(|f| f.document.label()).unwrap_or_default());
            cells.push(found.map(|f| f.fact.evidence.page.to_string()).unwrap_or_default());
        }
        cells.push(row.likeness.map(|likeness| format!("{likeness:.2}")).unwrap_or_default());
        cells
    });
    Ok(csv(header, rows)?)
}
