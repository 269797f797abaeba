//! What `chidao diff` prints: the pairs of each two directives first, then what stands in one year alone.

use chidao::answer::{Diff, DiffChange, DiffRow};
use chidao::directive::Target;
use chidao::render::{Lang, markdown, quantity::quantity, table};
use chidao::store::{Document, Found};

use super::place;

/// Pairs under the two directives that set them, then the rest under its year; counts at the end.
pub fn as_table(diff: &Diff, lang: Lang) -> String {
    let rows = diff.rows();
    let (pairs, single): (Vec<&DiffRow<'_>>, Vec<&DiffRow<'_>>) = rows.iter().partition(|row| row.likeness.is_some());
    let mut parts: Vec<String> = grouped(&pairs).iter().map(|group| pair_table(group, diff, lang)).collect();
    for (change, year, vi, en) in [
        (DiffChange::New, diff.filter.new, "mới đặt, hoặc chưa ghép được", "new, or not paired"),
        (DiffChange::Dropped, diff.filter.old, "đã bỏ, hoặc chưa ghép được", "dropped, or not paired"),
    ] {
        let its: Vec<&DiffRow<'_>> = single.iter().copied().filter(|row| row.change == change).collect();
        if its.is_empty() {
            continue;
        }
        let only = lang.pick("CHỈ CÓ Ở NĂM HỌC", "ONLY IN SCHOOL YEAR");
        parts.push(format!("{only} {year} ({}): {}", its.len(), lang.pick(vi, en)));
        parts.extend(grouped(&its).iter().map(|group| single_table(group, lang)));
    }
    let counts: Vec<String> = DiffChange::ALL
        .into_iter()
        .map(|change| (rows.iter().filter(|row| row.change == change).count(), change))
        .filter(|(n, _)| *n > 0)
        .map(|(n, change)| format!("{n} {}", change.name(lang)))
        .collect();
    parts.push(counts.join(" · "));
    parts.join("\n\n")
}

/// Rows of the same directives together, in the order in which these are first met.
fn grouped<'r, 'a>(rows: &[&'r DiffRow<'a>]) -> Vec<Vec<&'r DiffRow<'a>>> {
    let mut groups: Vec<Vec<&DiffRow<'_>>> = Vec::new();
    for row in rows {
        match groups.iter_mut().find(|group| group[0].documents() == row.documents()) {
            Some(group) => group.push(row),
            None => groups.push(vec![row]),
        }
    }
    groups
}

fn pair_table(group: &[&DiffRow<'_>], diff: &Diff, lang: Lang) -> String {
    let named = |found: Option<&Found<Target>>| found.map(|f| place::titled(&f.document)).unwrap_or_default();
    let first = group[0];
    let issuer = first.new.and_then(|found| found.document.header.issuer.clone());
    let issuer = issuer.map(|issuer| format!(", {issuer}")).unwrap_or_default();
    let reports = reports(group);
    let heading = format!("{} → {}{issuer}{}", named(first.old), named(first.new), reported_in(&reports, lang));
    let (old, new) = (diff.filter.old.to_string(), diff.filter.new.to_string());
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
        let level = |found: Option<&Found<Target>>| found.map(|found| quantity(&found.fact, lang)).unwrap_or_default();
        let page = |found: Option<&Found<Target>>| found.map(|f| place::page(&f.document, f.fact.evidence.page));
        let pages: Vec<String> = [page(row.old), page(row.new)].into_iter().flatten().collect();
        list.add_row([
            row.worded(lang),
            level(row.old),
            result(row, reports.len() > 1, lang),
            level(row.new),
            row.change.name(lang).to_owned(),
            if pages.iter().all(String::is_empty) { String::new() } else { pages.join(" → ") },
        ]);
    }
    format!("{heading}\n{}", table::text(&list))
}

fn single_table(group: &[&DiffRow<'_>], lang: Lang) -> String {
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
        let mut cells = vec![row.subject().to_owned(), quantity(&found.fact, lang)];
        if !reports.is_empty() {
            cells.push(result(row, reports.len() > 1, lang));
        }
        cells.push(place::page(&found.document, found.fact.evidence.page));
        list.add_row(cells);
    }
    format!("{heading}\n{}", table::text(&list))
}

/// The reports that the results of a group come from.
fn reports<'a>(group: &[&DiffRow<'a>]) -> Vec<&'a Document> {
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
fn result(row: &DiffRow<'_>, several: bool, lang: Lang) -> String {
    let Some(found) = row.result else { return String::new() };
    let page = place::page(&found.document, found.fact.evidence.page);
    let place = match (several, page.is_empty()) {
        (true, _) => place::source_and_page(&found.document, found.fact.evidence.page, lang),
        (false, false) if table::width() >= 100 => format!("{} {page}", lang.pick("tr.", "p.")),
        (false, _) => return quantity(&found.fact, lang),
    };
    format!("{} ({place})", quantity(&found.fact, lang))
}

/// The targets as a table of Markdown.
pub fn as_markdown(diff: &Diff, lang: Lang) -> String {
    let (old, new) = (diff.filter.old.to_string(), diff.filter.new.to_string());
    let heads = [
        lang.pick("Nội dung", "Subject"),
        &old,
        lang.pick("Kết quả", "Result"),
        &new,
        lang.pick("Thay đổi", "Change"),
        lang.pick("Nơi nêu", "Where"),
    ];
    let level = |found: Option<&Found<Target>>| found.map(|found| quantity(&found.fact, lang)).unwrap_or_default();
    let rows = diff.rows().into_iter().map(|row| {
        let place = |found: &Found<Target>| place::source_and_page(&found.document, found.fact.evidence.page, lang);
        let places: Vec<String> = [row.old, row.new].into_iter().flatten().map(place).collect();
        let change = row.change.name(lang).to_owned();
        [row.worded(lang), level(row.old), level(row.result), level(row.new), change, places.join(" → ")]
    });
    format!("## {}\n\n{}", lang.pick("Chỉ tiêu", "Targets"), markdown::table(heads, rows))
}
