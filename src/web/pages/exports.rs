//! What pages show as files to take along: calendar, workbook, CSV, report. The filters of the page are in force.

use super::super::answer::{Answer, Trouble};
use super::super::ask::{Ask, address};
use super::{check, compare, lineage};
use crate::answer::{self, DeadlineFilter, DiffFilter, Mentions, Search, TargetFilter, Unread};
use crate::catalogue::Checked;
use crate::export::{self, Form, Paper, about, csv, docx, ics, reports, sheets, titles, xlsx};
use crate::render::Lang;
use crate::store::{Filter, Status};

/// A link to a file: its address, and what the visitor reads.
pub type Link = (String, String);

/// The links under a list: the forms in which it can be taken along, with the filters that are in force.
pub fn links(ask: &Ask, page: &str, forms: &[Form], kept: &[&str]) -> Vec<Link> {
    let fields: Vec<(&str, &str)> = kept.iter().filter_map(|name| Some((*name, ask.field(name)?))).collect();
    links_with(page, forms, &fields, ask.lang)
}

/// The links to files of a page with these fields.
pub fn links_with(page: &str, forms: &[Form], fields: &[(&str, &str)], lang: Lang) -> Vec<Link> {
    let link = |form: &Form| (address(&format!("{page}/{}", form.ending()), fields), words(*form, lang).to_owned());
    forms.iter().map(link).collect()
}

/// The filters of a list of deadlines that a request names.
pub fn deadline_filter(ask: &Ask) -> DeadlineFilter {
    DeadlineFilter {
        year: ask.parsed("year"),
        level: ask.parsed("level"),
        issuer: ask.field("issuer").map(str::to_owned),
        ..DeadlineFilter::default()
    }
}

/// The filters of a list of targets that a request names.
pub fn target_filter(ask: &Ask) -> TargetFilter {
    TargetFilter {
        year: ask.parsed("year"),
        level: ask.parsed("level"),
        issuer: ask.field("issuer").map(str::to_owned),
        ..TargetFilter::default()
    }
}

/// `GET /deadlines/{form}`.
pub fn deadlines(ask: &Ask) -> Result<Answer, Trouble> {
    let (form, lang, store) = (form(ask)?, ask.lang, ask.site.store()?);
    let found = answer::listed(&store, &deadline_filter(ask))?;
    let name = with_year("thoi-han", found.filter.year.map(|year| year.to_string()));
    let bytes = match form {
        Form::Ics => {
            let clauses = answer::clauses(&store, &found.rows)?;
            let rows: Vec<ics::Row<'_>> =
                found.rows.iter().zip(&clauses).map(|(found, clause)| ics::Row { found, clause }).collect();
            let title = titles::deadlines(&found.filter, lang);
            ics::calendar(&rows, &title, &about::of_calendar(&found, &rows, lang), lang).into_bytes()
        }
        Form::Csv => csv::deadlines(&found, lang).map_err(export::ExportError::from)?.into_bytes(),
        Form::Xlsx => paper(ask, form, sheets::deadlines(&found, lang))?,
        Form::Docx => paper(ask, form, reports::deadlines(&found, lang))?,
    };
    Ok(file(form, &name, bytes))
}

/// `GET /targets/{form}`.
pub fn targets(ask: &Ask) -> Result<Answer, Trouble> {
    let (form, lang, store) = (form(ask)?, ask.lang, ask.site.store()?);
    let found = answer::targets(&store, &target_filter(ask))?;
    let name = with_year("chi-tieu", found.filter.year.map(|year| year.to_string()));
    let bytes = match form {
        Form::Csv => csv::targets(&found).map_err(export::ExportError::from)?.into_bytes(),
        Form::Xlsx | Form::Docx | Form::Ics => paper(ask, form, sheets::targets(&found, lang))?,
    };
    Ok(file(form, &name, bytes))
}

/// `GET /compare/{form}`: two school years, as `chidao diff` compares them.
pub fn compare(ask: &Ask) -> Result<Answer, Trouble> {
    let (form, lang, store) = (form(ask)?, ask.lang, ask.site.store()?);
    let (Some(old), Some(new)) = (ask.parsed("old"), ask.parsed("new")) else { return Err(Trouble::NotFound) };
    let text = |name| ask.field(name).map(str::to_owned);
    let filter = DiffFilter { old, new, level: ask.parsed("level"), issuer: text("issuer"), series: text("series") };
    if let Some(note) = compare::too_many(&store, &filter, lang)? {
        return Err(Trouble::Asked(note));
    }
    let mut found = answer::diff(&store, &filter).map_err(|error| Trouble::Asked(error.told(lang)))?;
    let only = compare::narrow(ask, &mut found);
    let narrowed = |mut paper: Paper| {
        paper.about.extend(only.map(|change| format!("{}: {change}.", lang.pick("Chỉ lấy", "Only"))));
        paper
    };
    let bytes = match form {
        Form::Csv => csv::diff(&found, lang).map_err(export::ExportError::from)?.into_bytes(),
        Form::Xlsx => paper(ask, form, narrowed(sheets::diff(&found, lang)))?,
        Form::Docx => paper(ask, form, narrowed(reports::diff(&found, lang)))?,
        Form::Ics => return Err(Trouble::NotFound),
    };
    Ok(file(form, &format!("so-sanh-{old}-{new}"), bytes))
}

/// `GET /search/{form}`: what a search finds, in the filters on screen.
pub fn search(ask: &Ask) -> Result<Answer, Trouble> {
    let (form, lang, store) = (form(ask)?, ask.lang, ask.site.store()?);
    let filter = super::search::filter(ask, &store)?;
    let found =
        answer::search(&store, &ask.site.registry, &filter).map_err(|error| Trouble::Asked(error.told(lang)))?;
    match &found {
        Search::Mentions(found) => references(ask, form, found),
        Search::Passages(found) => {
            let bytes = match form {
                Form::Csv => csv::passages(&found.hits).map_err(export::ExportError::from)?.into_bytes(),
                _ => paper(ask, form, sheets::passages(found, lang))?,
            };
            Ok(file(form, "tim-kiem", bytes))
        }
    }
}

/// `GET /works/{id}/{form}`: where a work is cited.
pub fn work(ask: &Ask) -> Result<Answer, Trouble> {
    let (form, store) = (form(ask)?, ask.site.store()?);
    let id: i64 = ask.number("id").ok_or(Trouble::NotFound)?;
    let work = store.work(id)?.ok_or(Trouble::NotFound)?;
    references(ask, form, &answer::mentions_of(&store, &ask.site.registry, work, &Filter::default())?)
}

/// `GET /documents/{id}/references/{form}`: what a directive cites.
pub fn document(ask: &Ask) -> Result<Answer, Trouble> {
    let (form, store) = (form(ask)?, ask.site.store()?);
    let id: i64 = ask.number("id").ok_or(Trouble::NotFound)?;
    let document = store.document(id)?.filter(|found| found.status == Status::Read).ok_or(Trouble::NotFound)?;
    references(ask, form, &answer::mentions_by(&store, &ask.site.registry, &document)?)
}

/// The links under what a directive cites.
pub fn of_document(id: i64, lang: Lang) -> Vec<Link> {
    let mut links = links_with(&format!("/documents/{id}/references"), &[Form::Xlsx, Form::Csv, Form::Docx], &[], lang);
    links.push((address("/api/v1/document", &[("document", &id.to_string())]), "JSON".to_owned()));
    links
}

fn references(ask: &Ask, form: Form, found: &Mentions) -> Result<Answer, Trouble> {
    let bytes = match form {
        Form::Csv => csv::references(found).map_err(export::ExportError::from)?.into_bytes(),
        _ => paper(ask, form, sheets::references(found, ask.lang))?,
    };
    Ok(file(form, "vien-dan", bytes))
}

/// `GET /lineage/{form}`.
pub fn lineage(ask: &Ask) -> Result<Answer, Trouble> {
    let (form, lang, store) = (form(ask)?, ask.lang, ask.site.store()?);
    let (name, tree) = lineage::traced(ask, &store)?;
    let bytes = paper(ask, form, sheets::lineage(&name, &tree, Unread::of(&store)?, lang))?;
    Ok(file(form, "luoc-do", bytes))
}

/// A paper as a workbook or a Word document; its links lead to this site.
fn paper(ask: &Ask, form: Form, paper: Paper) -> Result<Vec<u8>, Trouble> {
    Ok(match form {
        Form::Xlsx => xlsx::write(&paper.on_site(&ask.site.base())).map_err(export::ExportError::from)?,
        Form::Docx => docx::write(&paper).map_err(export::ExportError::from)?,
        Form::Ics | Form::Csv => return Err(Trouble::NotFound),
    })
}

/// `GET /check/{form}`: the check of the directive `document` of the store.
pub fn check(ask: &Ask) -> Result<Answer, Trouble> {
    let form = form(ask)?;
    let answer = check::of_store(ask)?.ok_or(Trouble::NotFound)?;
    checked(form, &answer, ask.lang)
}

/// A check that was made, as a file.
pub fn checked(form: Form, answer: &Checked, lang: Lang) -> Result<Answer, Trouble> {
    let report = reports::check(answer, true, lang);
    let bytes = match form {
        Form::Xlsx => xlsx::write(&report).map_err(export::ExportError::from)?,
        Form::Docx => docx::write(&report).map_err(export::ExportError::from)?,
        Form::Ics | Form::Csv => return Err(Trouble::NotFound),
    };
    Ok(file(form, "kiem-tra-can-cu", bytes))
}

fn form(ask: &Ask) -> Result<Form, Trouble> {
    ask.parts.get("form").and_then(|name| Form::of_ending(name)).ok_or(Trouble::NotFound)
}

fn with_year(name: &str, year: Option<String>) -> String {
    [Some(name.to_owned()), year].into_iter().flatten().collect::<Vec<_>>().join("-")
}

fn file(form: Form, name: &str, bytes: Vec<u8>) -> Answer {
    Answer::Bytes { kind: form.media_type(), bytes, keep: 0, save_as: Some(format!("{name}.{}", form.ending())) }
}

fn words(form: Form, lang: Lang) -> &'static str {
    match form {
        Form::Ics => lang.pick("Lịch (ICS)", "Calendar (ICS)"),
        Form::Xlsx => "Excel (XLSX)",
        Form::Csv => "CSV",
        Form::Docx => lang.pick("Báo cáo Word (DOCX)", "Word report (DOCX)"),
    }
}
