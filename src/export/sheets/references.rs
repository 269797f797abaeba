//! What a search finds as a sheet: who cites a work, where, in which role; or where words stand.

use crate::answer::{Mentions, Passages, short};
use crate::directive::Reference;
use crate::export::about;
use crate::export::paper::{Cell, Column, Paper, Table};
use crate::lineage::identity::WorkId;
use crate::render::{Lang, messages};
use crate::store::{Found, Passage};

/// The references that were found.
pub fn references(answer: &Mentions, lang: Lang) -> Paper {
    let columns = vec![
        Column::new(lang.pick("Năm học", "School year"), 11),
        Column::new(lang.pick("Văn bản viện dẫn", "Citing directive"), 26),
        Column::new(lang.pick("Trang", "Page"), 6),
        Column::new(lang.pick("Vai trò", "Role"), 14),
        Column::new(lang.pick("Được viện dẫn", "Cited"), 28),
        Column::new(lang.pick("Đoạn văn", "Passage"), 60),
        Column::new(lang.pick("Ghi trong văn bản", "As written"), 36),
        Column::new(lang.pick("Điều khoản", "Provision"), 16),
        Column::new(lang.pick("Ngày của văn bản được viện dẫn", "Date of the cited"), 12),
        Column::new(lang.pick("Cơ quan ban hành", "Issuer"), 28),
        Column::new(lang.pick("Ngày", "Date"), 11),
        Column::new(lang.pick("Tệp", "File"), 30),
    ];
    let row = |(found, passage): (&Found<Reference>, &Passage)| {
        let (fact, document) = (&found.fact, &found.document);
        let page = fact.evidence.page;
        vec![
            Cell::text(found.school_year.map(|year| year.to_string()).unwrap_or_default()),
            super::document(document, page, lang),
            super::page(document, page),
            Cell::text(messages::relation(fact.relation, lang)),
            Cell::text(WorkId::meant_by(fact).to_string()),
            Cell::text(&passage.text),
            Cell::text(&fact.text),
            Cell::words(fact.pinpoint.as_deref()),
            Cell::date(fact.date),
            Cell::words(document.header.issuer.as_deref()),
            Cell::date(document.header.date),
            Cell::text(short(&document.path)),
        ]
    };
    let rows = answer.found.mentions.iter().zip(&answer.passages).map(row).collect();
    let table = Table { name: lang.pick("Viện dẫn", "References").to_owned(), columns, printed: 6, rows };
    Paper {
        lang,
        title: format!("{}: {}", lang.pick("Viện dẫn", "References"), answer.query),
        about: vec![lang.pick(
            format!("{} trong {} chỗ viện dẫn, {} văn bản", answer.passages.len(), answer.total, answer.citing),
            format!("{} of {} mentions in {} directives", answer.passages.len(), answer.total, answer.citing),
        )],
        tables: vec![table],
        notes: vec![about::unread(answer.unread, lang), about::proposal(lang)],
    }
}

/// The places where words stand.
pub fn passages(answer: &Passages, lang: Lang) -> Paper {
    let hits = &answer.hits;
    let columns = vec![
        Column::new(lang.pick("Văn bản", "Directive"), 28),
        Column::new(lang.pick("Trang", "Page"), 6),
        Column::new(lang.pick("Đoạn văn", "Passage"), 80),
        Column::new(lang.pick("Cơ quan ban hành", "Issuer"), 30),
        Column::new(lang.pick("Ngày", "Date"), 11),
        Column::new(lang.pick("Tệp", "File"), 30),
    ];
    let rows = hits.hits.iter().map(|hit| {
        vec![
            super::document(&hit.document, hit.page, lang),
            super::page(&hit.document, hit.page),
            Cell::text(&hit.passage.text),
            Cell::words(hit.document.header.issuer.as_deref()),
            Cell::date(hit.document.header.date),
            Cell::text(short(&hit.document.path)),
        ]
    });
    let table =
        Table { name: lang.pick("Đoạn văn", "Passages").to_owned(), columns, printed: 4, rows: rows.collect() };
    let shown = hits.hits.len();
    let total = lang.count_of_many(hits.total, hits.more, "đoạn", "passage", "passages");
    Paper {
        lang,
        title: format!("{}: {}", lang.pick("Tìm", "Search"), answer.query),
        about: vec![lang.pick(format!("{shown} đoạn trong {total} tìm thấy"), format!("{shown} of {total} found"))],
        tables: vec![table],
        notes: vec![about::unread(answer.unread, lang), about::proposal(lang)],
    }
}
