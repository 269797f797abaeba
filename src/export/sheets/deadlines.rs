//! Deadlines as a sheet.

use crate::answer::{Deadlines, short};
use crate::directive::{Deadline, PartialDate};
use crate::export::paper::{Cell, Column, Paper, Table};
use crate::export::{about, ics, titles};
use crate::render::{Lang, dates, explain, messages};
use crate::store::Found;

/// The deadlines of an answer.
pub fn deadlines(answer: &Deadlines, lang: Lang) -> Paper {
    let mut columns = vec![
        Column::new(lang.pick("Ngày cuối", "Last day"), 11),
        Column::new(lang.pick("Ghi trong văn bản", "As written"), 24),
        Column::new(lang.pick("Việc", "Task"), 44),
        Column::new(lang.pick("Ai", "Who"), 22),
        Column::new(lang.pick("Văn bản", "Directive"), 24),
        Column::new(lang.pick("Trang", "Page"), 6),
        Column::new(lang.pick("Thời gian", "When"), 20),
        Column::new(lang.pick("Cách định", "Set as"), 11),
        Column::new(lang.pick("Từ", "From"), 11),
        Column::new(lang.pick("Đến", "To"), 11),
        Column::new(lang.pick("Năm học", "School year"), 11),
        Column::new(lang.pick("Cấp học", "Level"), 14),
        Column::new(lang.pick("Cơ quan ban hành", "Issuer"), 28),
        Column::new(lang.pick("Mục", "Section"), 30),
        Column::new(lang.pick("Tệp", "File"), 30),
        Column::new(lang.pick("Xác nhận", "Review"), 24),
    ];
    if answer.filter.explain {
        columns.push(Column::new(lang.pick("Cách tính", "How it came out"), 40));
    }
    // In the order of the first column, which the eye follows.
    let mut rows: Vec<&Found<Deadline>> = answer.rows.iter().collect();
    rows.sort_by_cached_key(|found| {
        let last = ics::last_day(found);
        (last.is_none(), last)
    });
    let rows = rows.into_iter().map(|found| row(found, answer.filter.explain, lang)).collect();
    let table = Table { name: lang.pick("Thời hạn", "Deadlines").to_owned(), columns, printed: 6, rows };
    Paper {
        lang,
        title: titles::deadlines(&answer.filter, lang),
        about: vec![
            about::of_deadlines(&answer.filter, lang),
            lang.count(answer.rows.len(), "thời hạn", "deadline", "deadlines"),
            lang.pick(
                "“Ngày cuối” là ngày cuối còn kịp: “trước 21/9” là ngày 20/9, “chậm nhất 21/9” là ngày 21/9.",
                "“Last day” is the last one in time: “trước 21/9” is 20 September, “chậm nhất 21/9” is 21 September.",
            )
            .to_owned(),
        ],
        tables: vec![table],
        notes: vec![about::unread(answer.unread, lang), about::proposal(lang)],
    }
}

fn row(found: &Found<Deadline>, explained: bool, lang: Lang) -> Vec<Cell> {
    let (fact, document) = (&found.fact, &found.document);
    let page = fact.evidence.page;
    let mut cells = vec![
        Cell::date(ics::last_day(found).map(PartialDate::Day)),
        Cell::text(&fact.text),
        Cell::words(fact.action.as_deref()),
        Cell::words(fact.who.as_deref()),
        super::document(document, page, lang),
        super::page(document, page),
        Cell::text(dates::when(fact, lang)),
        Cell::text(messages::deadline_kind(fact.kind, lang)),
        Cell::date(fact.start),
        Cell::date(fact.end),
        Cell::text(found.school_year.map(|year| year.to_string()).unwrap_or_default()),
        super::levels(&found.levels, lang),
        Cell::words(document.header.issuer.as_deref()),
        Cell::words(fact.section.as_deref()),
        Cell::text(short(&document.path)),
        super::review(&found.review, lang),
    ];
    if explained {
        cells.push(Cell::text(explain::deadline(fact, lang)));
    }
    cells
}
