//! The findings of a check of citations on paper.

use crate::catalogue::Checked;
use crate::export::paper::{Cell, Column, Paper, Table};
use crate::export::{about, titles};
use crate::lineage::check::{Finding, Severity};
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
    let rows: Vec<Vec<Cell>> = answer.findings.iter().filter(is_shown).map(|finding| row(finding, lang)).collect();
    let mut tables = Vec::new();
    if !rows.is_empty() {
        let name = lang.pick("Các viện dẫn cần xem lại", "Citations to look at again").to_owned();
        tables.push(Table { name, printed: columns.len(), columns, rows });
    }
    let number = |severity| answer.findings.iter().filter(|finding| finding.severity() == severity).count();
    let errors = lang.count(number(Severity::Error), "lỗi", "error", "errors");
    let warnings = lang.count(number(Severity::Warning), "cảnh báo", "warning", "warnings");
    let noted = lang.count(number(Severity::Note), "ghi chú", "note", "notes");
    let citations = lang.count(answer.citations, "viện dẫn", "citation", "citations");
    let mut limits = Vec::new();
    if !notes && number(Severity::Note) > 0 {
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
        about: vec![format!("{citations}, {}. {errors}, {warnings}, {noted}.", wording::as_of(answer, lang))],
        tables,
        notes: limits,
    }
}

fn row(finding: &Finding, lang: Lang) -> Vec<Cell> {
    let (page, line) = (finding.place.page, finding.place.line);
    let sources = wording::sources(finding).into_iter().take(2).map(|source| status::source(source, lang));
    vec![
        Cell::text(lang.pick(format!("tr. {page}, dòng {line}"), format!("p. {page}, line {line}"))),
        Cell::text(wording::severity(finding.severity(), lang)),
        Cell::text(&finding.words),
        Cell::text(wording::message(finding, lang)),
        Cell::words(finding.suggestion.as_deref()),
        Cell::text(sources.collect::<Vec<_>>().join("\n")),
    ]
}
