//! What `chidao diff` prints: the pairs of each two directives first, then what stands in one year alone.

use std::collections::HashMap;

use chidao::directive::Target;
use chidao::lineage::pairing::{Change, Comparison};
use chidao::render::{Lang, csv::csv, markdown, quantity::quantity, table};
use chidao::store::{Document, Found, Totals};
use serde_json::{Value, json};

use super::diff::Args;
use super::place;

/// What the indices of a [`Comparison`] point to.
pub struct Sides<'a> {
    pub old: &'a [Found<Target>],
    pub new: &'a [Found<Target>],
    pub results: &'a [Found<Target>],
    /// By the number of a target in the store: where reports state it again.
    pub restated: &'a HashMap<i64, Vec<Found<Target>>>,
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

    fn restated(&self, found: &Found<Target>) -> &[Found<Target>] {
        self.restated.get(&found.id).map(Vec::as_slice).unwrap_or_default()
    }
}

impl<'a> Row<'a> {
    fn subject(&self) -> String {
        self.new.or(self.old).map(|found| found.fact.subject.clone()).unwrap_or_default()
    }

    /// The directives whose rows belong together.
    fn documents(&self) -> (Option<i64>, Option<i64>) {
        (self.old.map(|found| found.document.id), self.new.map(|found| found.document.id))
    }
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
        "new" => lang.pick("mới", "new"),
        _ => lang.pick("bỏ", "dropped"),
    }
}

/// Pairs under the two directives that set them, then the rest under its year; counts at the end.
pub fn as_table(comparison: &Comparison, sides: &Sides<'_>, args: &Args, lang: Lang) -> String {
    let rows = sides.rows(comparison);
    let (pairs, single): (Vec<&Row<'_>>, Vec<&Row<'_>>) = rows.iter().partition(|row| row.likeness.is_some());
    let mut parts: Vec<String> = grouped(&pairs).iter().map(|group| pair_table(group, args, lang)).collect();
    for (slug, year, vi, en) in [
        ("new", args.new, "mới đặt, hoặc chưa ghép được", "new, or not paired"),
        ("dropped", args.old, "đã bỏ, hoặc chưa ghép được", "dropped, or not paired"),
    ] {
        let its: Vec<&Row<'_>> = single.iter().copied().filter(|row| row.change == slug).collect();
        if its.is_empty() {
            continue;
        }
        let only = lang.pick("CHỈ CÓ Ở NĂM HỌC", "ONLY IN SCHOOL YEAR");
        parts.push(format!("{only} {year} ({}): {}", its.len(), lang.pick(vi, en)));
        parts.extend(grouped(&its).iter().map(|group| single_table(group, lang)));
    }
    let counts: Vec<String> = ["same", "raised", "lowered", "bound-changed", "new", "dropped"]
        .into_iter()
        .map(|slug| (rows.iter().filter(|row| row.change == slug).count(), slug))
        .filter(|(n, _)| *n > 0)
        .map(|(n, slug)| format!("{n} {}", change_name(slug, lang)))
        .collect();
    parts.push(counts.join(" · "));
    parts.join("\n\n")
}

/// Rows of the same directives together, in the order in which these are first met.
fn grouped<'r, 'a>(rows: &[&'r Row<'a>]) -> Vec<Vec<&'r Row<'a>>> {
    let mut groups: Vec<Vec<&Row<'_>>> = Vec::new();
    for row in rows {
        match groups.iter_mut().find(|group| group[0].documents() == row.documents()) {
            Some(group) => group.push(row),
            None => groups.push(vec![row]),
        }
    }
    groups
}

fn pair_table(group: &[&Row<'_>], args: &Args, lang: Lang) -> String {
    let named = |found: Option<&Found<Target>>| found.map(|f| place::titled(&f.document)).unwrap_or_default();
    let first = group[0];
    let issuer = first.new.and_then(|found| found.document.header.issuer.clone());
    let issuer = issuer.map(|issuer| format!(", {issuer}")).unwrap_or_default();
    let reports = reports(group);
    let heading = format!("{} → {}{issuer}{}", named(first.old), named(first.new), reported_in(&reports, lang));
    let (old, new) = (args.old.to_string(), args.new.to_string());
    let most = if table::width() < 100 { 12 } else { 20 };
    let mut list = table::sized(&[
        (lang.pick("Nội dung", "Subject"), None),
        (&old, Some(most)),
        (lang.pick("Kết quả", "Result"), Some(most)),
        (&new, Some(most)),
        (lang.pick("Thay đổi", "Change"), Some(13)),
        (lang.pick("Trang", "Pages"), Some(9)),
    ]);
    for row in group {
        let level = |found: Option<&Found<Target>>| found.map(|found| quantity(&found.fact)).unwrap_or_default();
        let page = |found: Option<&Found<Target>>| found.map(|f| place::page(&f.document, f.fact.evidence.page));
        let pages: Vec<String> = [page(row.old), page(row.new)].into_iter().flatten().collect();
        list.add_row([
            row.subject(),
            level(row.old),
            result(row, reports.len() > 1, lang),
            level(row.new),
            change_name(row.change, lang).to_owned(),
            if pages.iter().all(String::is_empty) { String::new() } else { pages.join(" → ") },
        ]);
    }
    format!("{heading}\n{}", table::text(&list))
}

fn single_table(group: &[&Row<'_>], lang: Lang) -> String {
    let Some(found) = group[0].new.or(group[0].old) else { return String::new() };
    let issuer = found.document.header.issuer.as_ref().map(|issuer| format!(", {issuer}")).unwrap_or_default();
    let reports = reports(group);
    let heading = format!("{}{issuer}{}", place::titled(&found.document), reported_in(&reports, lang));
    let narrow = table::width() < 100;
    let mut columns = vec![
        (lang.pick("Nội dung", "Subject"), None),
        (lang.pick("Mức", "Quantity"), Some(if narrow { 18 } else { 30 })),
    ];
    if !reports.is_empty() {
        columns.push((lang.pick("Kết quả", "Result"), Some(if narrow { 14 } else { 24 })));
    }
    columns.push((lang.pick("Tr.", "P."), Some(3)));
    let mut list = table::sized(&columns);
    for row in group {
        let Some(found) = row.new.or(row.old) else { continue };
        let mut cells = vec![row.subject(), quantity(&found.fact)];
        if !reports.is_empty() {
            cells.push(result(row, reports.len() > 1, lang));
        }
        cells.push(place::page(&found.document, found.fact.evidence.page));
        list.add_row(cells);
    }
    format!("{heading}\n{}", table::text(&list))
}

/// The reports that the results of a group come from.
fn reports<'a>(group: &[&Row<'a>]) -> Vec<&'a Document> {
    let mut list: Vec<&Document> = Vec::new();
    for found in group.iter().filter_map(|row| row.result) {
        if !list.iter().any(|known| known.id == found.document.id) {
            list.push(&found.document);
        }
    }
    list
}

fn reported_in(reports: &[&Document], lang: Lang) -> String {
    if reports.is_empty() {
        return String::new();
    }
    let names: Vec<String> = reports.iter().map(|document| place::titled(document)).collect();
    format!("\n{}: {}", lang.pick("kết quả theo", "results from"), names.join(", "))
}

/// `98,6 % (tr. 1)`, with the report's number where the group has several.
fn result(row: &Row<'_>, several: bool, lang: Lang) -> String {
    let Some(found) = row.result else { return String::new() };
    let page = place::page(&found.document, found.fact.evidence.page);
    let place = match (several, page.is_empty()) {
        (true, _) => place::source_and_page(&found.document, found.fact.evidence.page, lang),
        (false, false) if table::width() >= 100 => format!("{} {page}", lang.pick("tr.", "p.")),
        (false, _) => return quantity(&found.fact),
    };
    format!("{} ({place})", quantity(&found.fact))
}

/// The targets as a table of Markdown.
pub fn as_markdown(comparison: &Comparison, sides: &Sides<'_>, args: &Args, lang: Lang) -> String {
    let (old, new) = (args.old.to_string(), args.new.to_string());
    let heads = [
        lang.pick("Nội dung", "Subject"),
        &old,
        lang.pick("Kết quả", "Result"),
        &new,
        lang.pick("Thay đổi", "Change"),
        lang.pick("Nơi nêu", "Where"),
    ];
    let level = |found: Option<&Found<Target>>| found.map(|found| quantity(&found.fact)).unwrap_or_default();
    let rows = sides.rows(comparison).into_iter().map(|row| {
        let place = |found: &Found<Target>| place::source_and_page(&found.document, found.fact.evidence.page, lang);
        let places: Vec<String> = [row.old, row.new].into_iter().flatten().map(place).collect();
        let change = change_name(row.change, lang).to_owned();
        [row.subject(), level(row.old), level(row.result), level(row.new), change, places.join(" → ")]
    });
    format!("## {}\n\n{}", lang.pick("Chỉ tiêu", "Targets"), markdown::table(heads, rows))
}

pub fn as_json(comparison: &Comparison, sides: &Sides<'_>, args: &Args, totals: &Totals) -> Value {
    let plain = |found: &Found<Target>| json!({ "document": place::as_json(&found.document), "target": found.fact });
    let side = |found: Option<&Found<Target>>| {
        found.map(|found| {
            let mut side = plain(found);
            side["restated"] = sides.restated(found).iter().map(plain).collect();
            side
        })
    };
    let rows: Vec<Value> = sides
        .rows(comparison)
        .iter()
        .map(|row| {
            json!({
                "change": row.change,
                "likeness": row.likeness,
                "old": side(row.old),
                "result": row.result.map(plain),
                "new": side(row.new),
            })
        })
        .collect();
    json!({
        "schema": "chidao/diff@1", "old": args.old, "new": args.new, "level": args.level, "rows": rows,
        "files_unread": totals.unread, "pages_unread": totals.pages_unread,
    })
}

pub fn as_csv(comparison: &Comparison, sides: &Sides<'_>) -> anyhow::Result<String> {
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
        "restated_in",
    ];
    let rows = sides.rows(comparison).into_iter().map(|row| {
        let three = [row.old, row.result, row.new];
        let mut cells = vec![row.change.to_owned(), row.subject()];
        cells.extend(three.map(|found| found.map(|f| quantity(&f.fact)).unwrap_or_default()));
        cells.extend(three.map(|found| found.map(|f| f.fact.text.clone()).unwrap_or_default()));
        for found in three {
            cells.push(found.map(|f| f.document.label()).unwrap_or_default());
            cells.push(found.map(|f| f.fact.evidence.page.to_string()).unwrap_or_default());
        }
        cells.push(row.likeness.map(|likeness| format!("{likeness:.2}")).unwrap_or_default());
        let again = [row.old, row.new].into_iter().flatten().flat_map(|found| sides.restated(found));
        let again: Vec<String> = again.map(|f| format!("{} p. {}", f.document.label(), f.fact.evidence.page)).collect();
        cells.push(again.join("; "));
        cells
    });
    Ok(csv(header, rows)?)
}
