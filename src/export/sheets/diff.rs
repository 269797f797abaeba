//! Two years' targets side by side as a sheet; of one series further sheets for deadlines, references and sections.

use crate::answer::{Diff, DiffChange, DiffRow};
use crate::directive::Target;
use crate::export::paper::{Cell, Column, Paper, Table};
use crate::export::{about, titles};
use crate::render::{Lang, quantity::quantity};
use crate::store::Found;

/// The comparison.
pub fn diff(answer: &Diff, lang: Lang) -> Paper {
    let mut tables = vec![targets(answer, lang)];
    tables.extend(answer.changes.iter().flat_map(|changes| super::series::tables(changes, &answer.filter, lang)));
    Paper {
        lang,
        title: titles::diff(&answer.filter, lang),
        about: vec![about::of_diff(&answer.filter, lang), counts(answer, lang)],
        tables,
        notes: notes(answer, lang),
    }
}

/// How many targets of each change: `12 giữ nguyên · 3 tăng`.
pub fn counts(answer: &Diff, lang: Lang) -> String {
    let rows = answer.rows();
    let of = |change: DiffChange| rows.iter().filter(|row| row.change == change).count();
    let counts = DiffChange::ALL.map(|change| (of(change), change.name(lang)));
    let said: Vec<String> = counts.iter().filter(|(n, _)| *n > 0).map(|(n, name)| format!("{n} {name}")).collect();
    said.join(" · ")
}

/// What was not paired, of which year nothing is held, what was not read.
pub fn notes(answer: &Diff, lang: Lang) -> Vec<String> {
    let mut notes = Vec::new();
    let [new, dropped] = [answer.comparison.new.len(), answer.comparison.dropped.len()];
    if new + dropped > 0 {
        let (old_year, new_year) = (answer.filter.old, answer.filter.new);
        notes.push(lang.pick(
            format!("Chưa ghép cặp: {new} chỉ tiêu chỉ thấy ở năm học {new_year} (mới, hoặc đổi lời), {dropped} chỉ thấy ở năm học {old_year} (bỏ, hoặc đổi lời)."),
            format!("Not paired: {new} targets of {new_year} only (new, or in other words), {dropped} of {old_year} only (dropped, or in other words)."),
        ));
    }
    if let Some(changes) = &answer.changes {
        for (year, held) in [(answer.filter.old, &changes.old), (answer.filter.new, &changes.new)] {
            if held.is_empty() {
                notes.push(lang.pick(
                    format!(
                        "Kho không có phiên bản của năm học {year}: không so sánh được thời hạn, viện dẫn, các mục."
                    ),
                    format!(
                        "The store holds no version of {year}: deadlines, references and sections are not compared."
                    ),
                ));
            }
        }
    }
    notes.push(about::unread(answer.unread, lang));
    notes.push(about::proposal(lang));
    notes
}

fn targets(answer: &Diff, lang: Lang) -> Table {
    let (old, new) = (answer.filter.old.to_string(), answer.filter.new.to_string());
    let result = lang.pick("Kết quả", "Result");
    let as_written = |year: &str| format!("{} {year}", lang.pick("Nguyên văn", "As written"));
    let directive = |year: &str| format!("{} {year}", lang.pick("Văn bản", "Directive"));
    let page = |year: &str| format!("{} {year}", lang.pick("Trang", "Page"));
    let columns = vec![
        Column::new(lang.pick("Thay đổi", "Change"), 11),
        Column::new(lang.pick("Nội dung", "Subject"), 44),
        Column::new(&old, 11),
        Column::new(result, 11),
        Column::new(&new, 11),
        Column::new(lang.pick("Đơn vị", "Unit"), 12),
        Column::new(&directive(&old), 22),
        Column::new(&page(&old), 7),
        Column::new(&directive(&new), 22),
        Column::new(&page(&new), 7),
        Column::new(&format!("{} {old}", lang.pick("Mức ghi", "Level")), 16),
        Column::new(&format!("{} {}", lang.pick("Mức ghi", "Level"), result.to_lowercase()), 16),
        Column::new(&format!("{} {new}", lang.pick("Mức ghi", "Level")), 16),
        Column::new(&as_written(&old), 40),
        Column::new(&as_written(&result.to_lowercase()), 40),
        Column::new(&as_written(&new), 40),
        Column::new(&directive(&result.to_lowercase()), 22),
        Column::new(&page(&result.to_lowercase()), 7),
        Column::new(lang.pick("Độ giống", "Likeness"), 9),
        Column::new(lang.pick("Nêu lại ở", "Stated again in"), 24),
    ];
    let rows = answer.rows().iter().map(|one| row(answer, one, lang)).collect();
    Table { name: lang.pick("Chỉ tiêu", "Targets").to_owned(), columns, printed: 10, rows }
}

fn row(answer: &Diff, row: &DiffRow<'_>, lang: Lang) -> Vec<Cell> {
    type Side<'a> = Option<&'a Found<Target>>;
    let value = |side: Side<'_>| side.map_or(Cell::Empty, |f| Cell::level(&f.fact));
    let said = |side: Side<'_>| side.map_or(Cell::Empty, |f| Cell::text(quantity(&f.fact, lang)));
    let words = |side: Side<'_>| side.map_or(Cell::Empty, |f| Cell::text(&f.fact.text));
    let document =
        |side: Side<'_>| side.map_or(Cell::Empty, |f| super::document(&f.document, f.fact.evidence.page, lang));
    let page = |side: Side<'_>| side.map_or(Cell::Empty, |f| super::page(&f.document, f.fact.evidence.page));
    let unit = row.new.or(row.old).map(|f| f.fact.unit.as_str());
    let again = [row.old, row.new].into_iter().flatten().flat_map(|found| answer.restated(found));
    let place = lang.pick("tr.", "p.");
    let again: Vec<String> =
        again.map(|f| format!("{} {place} {}", f.document.label(), f.fact.evidence.page)).collect();
    vec![
        Cell::text(row.change.name(lang)),
        Cell::text(row.subject()),
        value(row.old),
        value(row.result),
        value(row.new),
        Cell::words(unit),
        document(row.old),
        page(row.old),
        document(row.new),
        page(row.new),
        said(row.old),
        said(row.result),
        said(row.new),
        words(row.old),
        words(row.result),
        words(row.new),
        document(row.result),
        page(row.result),
        row.likeness.map_or(Cell::Empty, |likeness| Cell::Number((f64::from(likeness) * 100.0).round() / 100.0)),
        Cell::text(again.join("; ")),
    ]
}
