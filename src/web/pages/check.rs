//! The check of citations: of a draft that is dropped here, of pasted text, or of a directive of the store.

use std::io::Write;

use askama::Template;
use jiff::civil::Date;

use super::super::answer::{Answer, Trouble};
use super::super::ask::{Ask, Upload};
use super::super::status::place as place_of;
use super::super::view::{Frame, place};
use super::exports;
use crate::catalogue::{Checked, Subject, checked};
use crate::export::Form;
use crate::extract::Reading;
use crate::lineage::check::{Finding, Severity, Unjudged};
use crate::render::{Lang, check as wording, messages};
use crate::source::SourceError;
use crate::store::StoreError;

/// A finding in a row.
#[derive(Debug, Clone)]
struct Row {
    class: &'static str,
    severity: &'static str,
    rule: &'static str,
    words: String,
    message: String,
    suggestion: Option<String>,
    place: String,
    /// Its place on the site, where the directive is in the store.
    address: Option<String>,
    /// What it rests on: the words, and the place on the site where there is one.
    sources: Vec<(String, Option<String>)>,
}

#[derive(Template)]
#[template(path = "check.html")]
struct CheckPage {
    frame: Frame,
    /// What was checked, and as of when.
    head: Option<String>,
    rows: Vec<Row>,
    counts: String,
    /// The works that could not be judged, with what stands over them.
    unjudged_head: String,
    unjudged: Vec<String>,
    text: String,
    /// The check as files, where the directive is in the store.
    exports: Vec<exports::Link>,
}

/// `GET /check`: the form, or the check of the directive `document` of the store.
pub fn page(ask: &Ask) -> Result<Answer, Trouble> {
    shown(ask, of_store(ask)?.zip(Some(ask.parsed("document"))))
}

/// The check of the directive `document` of the store; none where the request names none.
pub fn of_store(ask: &Ask) -> Result<Option<Checked>, Trouble> {
    let Some(id) = ask.parsed::<i64>("document") else { return Ok(None) };
    let store = ask.site.store()?;
    let document = store.document(id)?.ok_or(Trouble::NotFound)?;
    let subject = Subject::of_document(&store, &document)?;
    Ok(Some(checked(Some(&store), &ask.site.registry, subject, ask.parsed("on"), jiff::Zoned::now().date())?))
}

/// `POST /check`: a file or pasted text. It is read as any other file, in a worker, and not kept.
pub fn draft(ask: &Ask) -> Result<Answer, Trouble> {
    let pasted = ask.field("text").map(|text| Upload {
        name: ask.lang.pick("văn bản dán vào.txt", "pasted text.txt").to_owned(),
        bytes: text.as_bytes().to_vec(),
    });
    let Some(upload) = ask.uploads.first().cloned().or(pasted) else {
        return Err(Trouble::Asked(
            ask.lang
                .pick(
                    "Chưa có gì để kiểm tra: hãy chọn một tệp hoặc dán nội dung.",
                    "There is nothing to check: choose a file or paste a text.",
                )
                .to_owned(),
        ));
    };
    let store = match ask.site.store() {
        Ok(store) => Some(store),
        Err(StoreError::Missing(_)) => None,
        Err(other) => return Err(other.into()),
    };
    let reading = read(ask, &upload).map_err(|cause| {
        let reason = messages::reason(&cause, ask.lang);
        Trouble::Asked(ask.lang.pick(
            format!(
                "Không đọc được “{}”: {reason}. Hãy lưu lại thành PDF hoặc DOCX, hoặc dán nội dung vào ô văn bản.",
                upload.name
            ),
            format!("“{}” could not be read: {reason}. Save it as PDF or DOCX, or paste its text.", upload.name),
        ))
    })?;
    let subject = Subject::of_reading(store.as_ref(), &upload.name, None, reading)?;
    let on: Option<Date> = ask.parsed("on");
    let answer = checked(store.as_ref(), &ask.site.registry, subject, on, jiff::Zoned::now().date())?;
    match ask.field("as").and_then(Form::of_ending) {
        Some(form) => exports::checked(form, &answer, ask.lang),
        None => shown(ask, Some((answer, None))),
    }
}

/// Reads a file that was sent, under a name of our own that keeps the sign of its kind.
fn read(ask: &Ask, upload: &Upload) -> Result<Reading, SourceError> {
    let kinds = [".pdf", ".docx", ".doc", ".html", ".htm", ".txt"];
    let lower = upload.name.to_lowercase();
    let suffix = kinds.into_iter().find(|kind| lower.ends_with(kind)).unwrap_or(".txt");
    let folder = std::env::temp_dir();
    let failed = |cause| SourceError::io(&folder, cause);
    let mut file = tempfile::Builder::new().prefix("chidao-").suffix(suffix).tempfile_in(&folder).map_err(failed)?;
    file.write_all(&upload.bytes).and_then(|()| file.flush()).map_err(failed)?;
    ask.site.pool.read(file.path())
}

fn shown(ask: &Ask, answer: Option<(Checked, Option<i64>)>) -> Result<Answer, Trouble> {
    let lang = ask.lang;
    let mut page = CheckPage {
        frame: Frame::new(ask, lang.pick("Kiểm tra căn cứ", "Check citations"), "check"),
        head: None,
        rows: Vec::new(),
        counts: String::new(),
        unjudged_head: String::new(),
        unjudged: Vec::new(),
        text: ask.field("text").unwrap_or_default().to_owned(),
        exports: Vec::new(),
    };
    if let Some((answer, document)) = answer {
        if document.is_some() {
            page.exports = exports::links(ask, "/check", &[Form::Docx, Form::Xlsx], &["document", "on"]);
        }
        page.counts = wording::tally(&answer, lang);
        page.unjudged_head = wording::unjudged_head(&answer, lang);
        let place = |one: &Unjudged| wording::place(&one.place, &one.around, answer.layout, lang);
        page.unjudged =
            answer.unjudged.iter().map(|one| format!("{}: {}", place(one), wording::unjudged(one, lang))).collect();
        page.head = Some(wording::head(&answer, lang));
        page.rows = answer.findings.iter().map(|finding| Row::new(finding, &answer, document, lang)).collect();
    }
    Ok(Answer::Page(page.render()?))
}

impl Row {
    fn new(finding: &Finding, answer: &Checked, document: Option<i64>, lang: Lang) -> Self {
        Self {
            class: match finding.severity() {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Note => "note",
            },
            severity: wording::severity(finding.severity(), lang),
            rule: wording::rule(finding.rule(), lang),
            words: finding.words.clone(),
            message: wording::message(finding, lang),
            suggestion: finding.suggestion.clone(),
            place: wording::place(&finding.place, &finding.around, answer.layout, lang),
            address: document.map(|document| place(document, "references", 0, &finding.place)),
            sources: wording::authorities(finding, lang)
                .into_iter()
                .map(|(words, source)| (words, place_of(source)))
                .collect(),
        }
    }
}
