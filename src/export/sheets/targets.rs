//! Targets, norms and results as a sheet whose numbers can be reckoned with.

use crate::answer::{Targets, short};
use crate::directive::Target;
use crate::export::paper::{Cell, Column, Paper, Table};
use crate::export::{about, titles};
use crate::render::{Lang, messages, quantity};
use crate::store::Found;

/// The targets of an answer.
pub fn targets(answer: &Targets, lang: Lang) -> Paper {
    let columns = vec![
        Column::new(lang.pick("Năm học", "School year"), 11),
        Column::new(lang.pick("Cấp học", "Level"), 12),
        Column::new(lang.pick("Loại", "Kind"), 10),
        Column::new(lang.pick("Nội dung", "Subject"), 44),
        Column::new(lang.pick("Dấu", "Bound"), 6),
        Column::new(lang.pick("Mức", "Quantity"), 9),
        Column::new(lang.pick("Đến mức", "To"), 9),
        Column::new(lang.pick("Đơn vị", "Unit"), 14),
        Column::new(lang.pick("Văn bản", "Directive"), 24),
        Column::new(lang.pick("Trang", "Page"), 6),
        Column::new(lang.pick("Nguyên văn", "As written"), 50),
        Column::new(lang.pick("Mục", "Section"), 30),
        Column::new(lang.pick("Cơ quan ban hành", "Issuer"), 28),
        Column::new(lang.pick("Tệp", "File"), 30),
        Column::new(lang.pick("Xác nhận", "Review"), 24),
    ];
    let rows = answer.rows.iter().map(|found| row(found, lang)).collect();
    let table = Table { name: lang.pick("Chỉ tiêu", "Targets").to_owned(), columns, printed: 10, rows };
    let count = lang.count(
        answer.rows.len(),
        "chỉ tiêu, định mức, kết quả",
        "target, norm or result",
        "targets, norms and results",
    );
    Paper {
        lang,
        title: titles::targets(&answer.filter, lang),
        about: vec![about::of_targets(&answer.filter, lang), count],
        tables: vec![table],
        notes: vec![about::unread(answer.unread, lang), about::proposal(lang)],
    }
}

fn row(found: &Found<Target>, lang: Lang) -> Vec<Cell> {
    let (fact, document) = (&found.fact, &found.document);
    let page = fact.evidence.page;
    vec![
        Cell::text(found.school_year.map(|year| year.to_string()).unwrap_or_default()),
        Cell::text(fact.level.map(|level| messages::level(level, lang)).unwrap_or_default()),
        Cell::text(messages::target_kind(fact.kind, lang)),
        Cell::text(&fact.subject),
        Cell::text(quantity::bound(fact.op)),
        Cell::quantity(fact.value, &fact.unit),
        fact.value_max.map_or(Cell::Empty, |most| Cell::quantity(most, &fact.unit)),
        Cell::text(&fact.unit),
        super::document(document, page, lang),
        super::page(document, page),
        Cell::text(&fact.text),
        Cell::words(fact.section.as_deref()),
        Cell::words(document.header.issuer.as_deref()),
        Cell::text(short(&document.path)),
        super::review(&found.review, lang),
    ]
}
