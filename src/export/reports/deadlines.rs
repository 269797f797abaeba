//! A list of deadlines on paper, month by month.

use super::place;
use crate::answer::Deadlines;
use crate::directive::Deadline;
use crate::export::paper::{Cell, Column, Paper, Table};
use crate::export::{about, ics, titles};
use crate::render::{Lang, dates};
use crate::store::Found;

/// The deadlines of an answer.
pub fn deadlines(answer: &Deadlines, lang: Lang) -> Paper {
    let mut tables: Vec<Table> = Vec::new();
    let mut rows: Vec<&Found<Deadline>> = answer.rows.iter().collect();
    // The list is stable: what stands on one day keeps its order.
    rows.sort_by_key(|found| ics::day(found).map_or((true, None), |day| (false, Some(day))));
    for found in rows {
        let name = match ics::day(found) {
            Some(day) => format!("{} {}/{}", lang.pick("Tháng", "Month"), day.month(), day.year()),
            None => lang.pick("Không ghi ngày cụ thể", "Without a date").to_owned(),
        };
        if tables.last().is_none_or(|table| table.name != name) {
            let columns = vec![
                Column::new(lang.pick("Thời hạn", "When"), 23),
                Column::new(lang.pick("Nội dung công việc", "Task"), 40),
                Column::new(lang.pick("Thực hiện", "Who"), 18),
                Column::new(lang.pick("Căn cứ", "Source"), 25),
            ];
            tables.push(Table { name, printed: columns.len(), columns, rows: Vec::new() });
        }
        if let Some(table) = tables.last_mut() {
            table.rows.push(row(found, lang));
        }
    }
    let count = lang.count(answer.rows.len(), "thời hạn", "deadline", "deadlines");
    Paper {
        lang,
        title: titles::deadlines(&answer.filter, lang),
        about: vec![format!("{} {count}.", about::of_deadlines(&answer.filter, lang))],
        tables,
        notes: vec![about::unread(answer.unread, lang), about::proposal(lang)],
    }
}

fn row(found: &Found<Deadline>, lang: Lang) -> Vec<Cell> {
    let fact = &found.fact;
    let when = match dates::when(fact, lang).as_str() {
        "–" => fact.text.clone(),
        when if dates::words_say_more(fact) => format!("{when}\n({})", fact.text),
        when => when.to_owned(),
    };
    vec![
        Cell::text(when),
        Cell::words(fact.action.as_deref()),
        Cell::words(fact.who.as_deref()),
        Cell::text(place(&found.document, fact.evidence.page, lang)),
    ]
}
