//! Two school years side by side on paper.

use crate::answer::{Diff, DiffChange, DiffRow};
use crate::catalogue::Changes;
use crate::directive::{Deadline, Reference, Target};
use crate::export::paper::{Cell, Column, Paper, Table};
use crate::export::{about, sheets, source, titles};
use crate::lineage::changes::{references, sections};
use crate::lineage::identity::WorkId;
use crate::render::{Lang, changes as wording, dates, quantity::quantity};
use crate::store::Found;

/// The comparison: targets under the directives that set them, what stands in one year alone, and for one series its
/// deadlines, references and sections.
pub fn diff(answer: &Diff, lang: Lang) -> Paper {
    let (old, new) = (answer.filter.old.to_string(), answer.filter.new.to_string());
    let rows = answer.rows();
    let mut tables: Vec<Table> = grouped(rows.iter().filter(|row| row.likeness.is_some()))
        .iter()
        .map(|group| pairs(group, &old, &new, lang))
        .collect();
    let only = lang.pick("Chỉ có ở năm học", "Only in school year");
    for (change, year) in [(DiffChange::New, &new), (DiffChange::Dropped, &old)] {
        let groups = grouped(rows.iter().filter(|row| row.change == change));
        tables.extend(groups.iter().map(|group| single(&format!("{only} {year}"), group, lang)));
    }
    if let Some(changes) = &answer.changes {
        tables.extend([deadlines(changes, &old, &new, lang), cited(changes, &old, &new, lang)]);
        tables.push(passages(changes, &old, &new, lang));
    }
    tables.retain(|table| !table.rows.is_empty());
    Paper {
        lang,
        title: titles::diff(&answer.filter, lang),
        about: vec![about::of_diff(&answer.filter, lang), format!("{}.", sheets::counts(answer, lang))],
        tables,
        notes: sheets::notes_of_diff(answer, lang),
    }
}

/// Rows of the same directives together, in the order in which these are first met.
fn grouped<'a>(rows: impl Iterator<Item = &'a DiffRow<'a>>) -> Vec<Vec<&'a DiffRow<'a>>> {
    let mut groups: Vec<Vec<&DiffRow<'_>>> = Vec::new();
    for row in rows {
        match groups.iter_mut().find(|group| group[0].documents() == row.documents()) {
            Some(group) => group.push(row),
            None => groups.push(vec![row]),
        }
    }
    groups
}

/// Where the results of a group come from, as an addition to its name.
fn reported(group: &[&DiffRow<'_>], lang: Lang) -> String {
    let mut names: Vec<String> = Vec::new();
    for found in group.iter().filter_map(|row| row.result) {
        let name = name(found, lang);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    if names.is_empty() {
        return String::new();
    }
    format!(" ({} {})", lang.pick("kết quả theo", "results from"), names.join(", "))
}

fn name(found: &Found<Target>, lang: Lang) -> String {
    source::name(&found.document, lang)
}

fn page(found: &Found<Target>) -> Option<String> {
    source::page_of(&found.document, found.fact.evidence.page).map(|page| page.to_string())
}

/// A level, and its page where there is one.
fn level(side: Option<&Found<Target>>, lang: Lang) -> Cell {
    side.map_or(Cell::Empty, |found| match page(found) {
        Some(page) => Cell::text(format!("{}\n({} {page})", quantity(&found.fact, lang), lang.pick("tr.", "p."))),
        None => Cell::text(quantity(&found.fact, lang)),
    })
}

fn pairs(group: &[&DiffRow<'_>], old: &str, new: &str, lang: Lang) -> Table {
    let columns = vec![
        Column::new(lang.pick("Nội dung", "Subject"), 46),
        Column::new(old, 16),
        Column::new(lang.pick("Kết quả", "Result"), 16),
        Column::new(new, 16),
        Column::new(lang.pick("Thay đổi", "Change"), 14),
    ];
    let rows = group.iter().map(|row| {
        vec![
            Cell::text(row.worded(lang)),
            level(row.old, lang),
            level(row.result, lang),
            level(row.new, lang),
            Cell::text(row.change.name(lang)),
        ]
    });
    let names: Vec<String> =
        [group[0].old, group[0].new].into_iter().flatten().map(|found| name(found, lang)).collect();
    let name = format!("{}{}", names.join(" → "), reported(group, lang));
    Table { name, printed: columns.len(), rows: rows.collect(), columns }
}

fn single<'a>(only: &str, group: &[&DiffRow<'a>], lang: Lang) -> Table {
    let columns = vec![
        Column::new(lang.pick("Nội dung", "Subject"), 66),
        Column::new(lang.pick("Mức", "Quantity"), 22),
        Column::new(lang.pick("Kết quả", "Result"), 20),
    ];
    let own = |row: &DiffRow<'a>| row.new.or(row.old);
    let rows = group.iter().map(|row| vec![Cell::text(row.subject()), level(own(row), lang), level(row.result, lang)]);
    let set_by = own(group[0]).map(|found| name(found, lang)).unwrap_or_default();
    let name = format!("{only}: {set_by}{}", reported(group, lang));
    Table { name, printed: columns.len(), rows: rows.collect(), columns }
}

fn deadlines(changes: &Changes, old: &str, new: &str, lang: Lang) -> Table {
    let columns = vec![
        Column::new(lang.pick("Công việc", "Task"), 42),
        Column::new(old, 24),
        Column::new(new, 24),
        Column::new(lang.pick("Thay đổi", "Change"), 18),
    ];
    let list = &changes.deadlines;
    let when = |side: Option<&Found<Deadline>>| {
        side.map_or(Cell::Empty, |found| match dates::when(&found.fact, lang).as_str() {
            "–" => Cell::text(&found.fact.text),
            when => Cell::text(when),
        })
    };
    let rows = list.pairs.iter().map(|pair| {
        let [before, after] =
            [pair.old.and_then(|index| list.old.get(index)), pair.new.and_then(|index| list.new.get(index))];
        let task = after.or(before).map(|found| found.fact.action.as_deref().unwrap_or(&found.fact.text));
        vec![Cell::words(task), when(before), when(after), Cell::text(wording::deadline(pair, lang))]
    });
    let name = lang.pick("Thời hạn", "Deadlines").to_owned();
    Table { name, printed: columns.len(), rows: rows.collect(), columns }
}

fn cited(changes: &Changes, old: &str, new: &str, lang: Lang) -> Table {
    let columns = vec![Column::new(old, 44), Column::new(new, 44), Column::new(lang.pick("Thay đổi", "Change"), 20)];
    let list = &changes.references;
    let name = |side: Option<&Found<Reference>>| {
        side.map_or(Cell::Empty, |found| Cell::text(WorkId::of_reference(&found.fact).to_string()))
    };
    // What both years cite needs no line.
    let rows = list.pairs.iter().filter(|pair| pair.change != references::Change::Kept).map(|pair| {
        let [before, after] =
            [pair.old.and_then(|index| list.old.get(index)), pair.new.and_then(|index| list.new.get(index))];
        vec![name(before), name(after), Cell::text(wording::reference(pair.change, lang))]
    });
    let name = lang.pick("Viện dẫn đã đổi", "References that changed").to_owned();
    Table { name, printed: columns.len(), rows: rows.collect(), columns }
}

fn passages(changes: &Changes, old: &str, new: &str, lang: Lang) -> Table {
    let columns = vec![Column::new(lang.pick("Thay đổi", "Change"), 14), Column::new(old, 46), Column::new(new, 46)];
    let list = &changes.sections;
    let title = |side: Option<&sections::Passage>| {
        side.map_or(Cell::Empty, |passage| Cell::text(format!("{} {}", passage.label, passage.title).trim()))
    };
    let rows = list.pairs.iter().filter(|pair| pair.change != sections::Change::Same).map(|pair| {
        let [before, after] =
            [pair.old.and_then(|index| list.old.get(index)), pair.new.and_then(|index| list.new.get(index))];
        vec![Cell::text(wording::section(pair.change, lang)), title(before), title(after)]
    });
    let name = lang.pick("Các mục đã đổi", "Sections that changed").to_owned();
    Table { name, printed: columns.len(), rows: rows.collect(), columns }
}
