//! What else changed between two versions of one series: deadlines, references and sections, a sheet each.

use crate::answer::DiffFilter;
use crate::catalogue::Changes;
use crate::directive::PartialDate;
use crate::export::ics;
use crate::export::paper::{Cell, Column, Table};
use crate::lineage::changes::sections::Passage;
use crate::lineage::identity::WorkId;
use crate::render::{Lang, changes as wording};

/// The three tables; those without rows are left out.
pub fn tables(changes: &Changes, filter: &DiffFilter, lang: Lang) -> Vec<Table> {
    let all = [deadlines(changes, filter, lang), references(changes, filter, lang), sections(changes, filter, lang)];
    all.into_iter().filter(|table| !table.rows.is_empty()).collect()
}

fn deadlines(changes: &Changes, filter: &DiffFilter, lang: Lang) -> Table {
    let (old, new) = (filter.old.to_string(), filter.new.to_string());
    let last = lang.pick("Ngày cuối", "Last day");
    let written = lang.pick("Ghi", "As written");
    let columns = vec![
        Column::new(lang.pick("Thay đổi", "Change"), 16),
        Column::new(lang.pick("Việc", "Task"), 44),
        Column::new(&format!("{last} {old}"), 12),
        Column::new(&format!("{written} {old}"), 22),
        Column::new(&format!("{last} {new}"), 12),
        Column::new(&format!("{written} {new}"), 22),
        Column::new(lang.pick("Lệch (ngày)", "Shift (days)"), 9),
        Column::new(&format!("{} {old}", lang.pick("Văn bản", "Directive")), 22),
        Column::new(&format!("{} {new}", lang.pick("Văn bản", "Directive")), 22),
    ];
    let list = &changes.deadlines;
    let rows = list.pairs.iter().map(|pair| {
        let [before, after] =
            [pair.old.and_then(|index| list.old.get(index)), pair.new.and_then(|index| list.new.get(index))];
        let task = after.or(before).map(|found| found.fact.action.as_deref().unwrap_or(&found.fact.text));
        let mut cells = vec![Cell::text(wording::deadline(pair, lang)), Cell::words(task)];
        for side in [before, after] {
            cells.push(Cell::date(side.and_then(ics::last_day).map(PartialDate::Day)));
            cells.push(Cell::words(side.map(|found| found.fact.text.as_str())));
        }
        cells.push(pair.days.map_or(Cell::Empty, |days| Cell::Number(days.into())));
        for side in [before, after] {
            cells.push(side.map_or(Cell::Empty, |f| super::document(&f.document, f.fact.evidence.page, lang)));
        }
        cells
    });
    Table { name: lang.pick("Thời hạn", "Deadlines").to_owned(), columns, printed: 7, rows: rows.collect() }
}

fn references(changes: &Changes, filter: &DiffFilter, lang: Lang) -> Table {
    let (old, new) = (filter.old.to_string(), filter.new.to_string());
    let page = lang.pick("Trang", "Page");
    let columns = vec![
        Column::new(lang.pick("Thay đổi", "Change"), 18),
        Column::new(&old, 40),
        Column::new(&format!("{page} {old}"), 8),
        Column::new(&new, 40),
        Column::new(&format!("{page} {new}"), 8),
    ];
    let list = &changes.references;
    let rows = list.pairs.iter().map(|pair| {
        let mut cells = vec![Cell::text(wording::reference(pair.change, lang))];
        for side in [pair.old.and_then(|i| list.old.get(i)), pair.new.and_then(|i| list.new.get(i))] {
            cells.push(side.map_or(Cell::Empty, |f| Cell::text(WorkId::of_reference(&f.fact).to_string())));
            cells.push(side.map_or(Cell::Empty, |f| super::page(&f.document, f.fact.evidence.page)));
        }
        cells
    });
    Table { name: lang.pick("Viện dẫn", "References").to_owned(), columns, printed: 5, rows: rows.collect() }
}

/// One row for a section that is not the same, then one for each pair of sentences that differ.
fn sections(changes: &Changes, filter: &DiffFilter, lang: Lang) -> Table {
    let (old, new) = (filter.old.to_string(), filter.new.to_string());
    let columns = vec![Column::new(lang.pick("Thay đổi", "Change"), 12), Column::new(&old, 60), Column::new(&new, 60)];
    let list = &changes.sections;
    let title = |passage: Option<&Passage>| {
        passage.map_or(Cell::Empty, |passage| {
            let label = if passage.label.is_empty() { String::new() } else { format!("{}. ", passage.label) };
            Cell::text(format!("{label}{} ({} {})", passage.title, lang.pick("tr.", "p."), passage.page))
        })
    };
    let mut rows = Vec::new();
    for pair in &list.pairs {
        if pair.change == crate::lineage::changes::sections::Change::Same {
            continue;
        }
        let [before, after] =
            [pair.old.and_then(|index| list.old.get(index)), pair.new.and_then(|index| list.new.get(index))];
        rows.push(vec![Cell::text(wording::section(pair.change, lang)), title(before), title(after)]);
        for sentence in &pair.sentences {
            rows.push(vec![Cell::Empty, Cell::words(sentence.old.as_deref()), Cell::words(sentence.new.as_deref())]);
        }
    }
    Table { name: lang.pick("Các mục", "Sections").to_owned(), columns, printed: 3, rows }
}
