//! The findings of a check of citations on paper.

use crate::catalogue::Checked;
use crate::export::paper::{Cell, Column, Paper, Table};
use crate::export::{about, titles};
use crate::lineage::check::{Finding, Severity, Unjudged};
use crate::render::{Lang, check as wording, status};

/// The findings, with notes where they are asked for.
pub fn check(answer: &Checked, notes: bool, lang: Lang) -> Paper {
    let columns = vec![
        Column::new(lang.pick("Chỗ", "Place"), 12),
        Column::new(lang.pick("Mức", "Severity"), 12),
        Column::new(lang.pick("Viện dẫn", "Citation"), 26),
        Column::new(lang.pick("Nhận xét", "Finding"), 34),
        Column::new(lang.pick("Nên ghi", "Write"), 22),
        Column::new(lang.pick("Theo", "By"), 24),
    ];
    let is_shown = |finding: &&Finding| notes || finding.severity() != Severity::Note;
    let rows: Vec<Vec<Cell>> =
        answer.findings.iter().filter(is_shown).map(|finding| row(finding, answer, lang)).collect();
    let mut tables = Vec::new();
    if !rows.is_empty() {
        let name = lang.pick("Các viện dẫn cần xem lại", "Citations to look at again").to_owned();
        tables.push(Table { name, printed: columns.len(), columns, rows });
    }
    if !answer.unjudged.is_empty() {
        tables.push(unjudged(answer, lang));
    }
    let unsaid = answer.count(Severity::Note);
    let noted = lang.count(unsaid, "ghi chú", "note", "notes");
    let citations = lang.count(answer.citations, "viện dẫn", "citation", "citations");
    let mut limits = Vec::new();
    if !notes && unsaid > 0 {
        limits.push(lang.pick(
            format!("{noted} không in ở đây: văn bản đã được sửa đổi, viện dẫn lần đầu chưa đủ."),
            format!("{noted} are not printed here: amendments, first mentions that lack a part."),
        ));
    }
    limits.push(
        lang.pick(
            "Chỉ xét theo kho văn bản và sổ hiệu lực; điều hai nguồn này không biết thì không coi là lỗi.",
            "Judged by the store and the registry only; what these do not know is no error.",
        )
        .to_owned(),
    );
    limits.push(about::proposal(lang));
    Paper {
        lang,
        title: titles::check(&answer.name, lang),
        about: vec![format!("{citations}, {}. {}.", wording::as_of(answer, lang), wording::tally(answer, lang))],
        tables,
        notes: limits,
    }
}

fn row(finding: &Finding, answer: &Checked, lang: Lang) -> Vec<Cell> {
    let authorities = wording::authorities(finding, lang).into_iter().take(2).map(|(words, _)| words);
    vec![
        Cell::text(wording::place(&finding.place, &finding.around, answer.layout, lang)),
        Cell::text(wording::severity(finding.severity(), lang)),
        Cell::text(&finding.words),
        Cell::text(wording::message(finding, lang)),
        Cell::words(finding.suggestion.as_deref()),
        Cell::text(authorities.collect::<Vec<_>>().join("\n")),
    ]
}

/// The works of which nothing can be said: that no fault is found in them says nothing.
fn unjudged(answer: &Checked, lang: Lang) -> Table {
    let columns = vec![
        Column::new(lang.pick("Chỗ", "Place"), 20),
        Column::new(lang.pick("Viện dẫn", "Citation"), 50),
        Column::new(lang.pick("Vì sao chưa xét được", "Why it is not judged"), 40),
    ];
    let row = |one: &Unjudged| {
        vec![
            Cell::text(wording::place(&one.place, &one.around, answer.layout, lang)),
            Cell::text(&one.words),
            Cell::text(status::doubt(one.doubt, lang)),
        ]
    };
    let name = lang.pick("Chưa xét được hiệu lực", "Not judged").to_owned();
    Table { name, printed: columns.len(), rows: answer.unjudged.iter().map(row).collect(), columns }
}
