//! One directive: what it is, what was found in it, and the page with each fact's very place.

mod facts;
mod sheet;

use std::path::Path;

use askama::Template;

use super::super::answer::{Answer, Trouble};
use super::super::ask::Ask;
use super::super::status::{self, StatusView};
use super::super::view::{DocumentLine, Frame, day, has_pages, page_name};
use super::exports;
use super::paging::Paging;
use super::review::{Headless, One, ReviewForm, ReviewView, Unnamed};
use crate::lineage::identity::WorkId;
use crate::render::{Lang, messages};
use crate::source::{Format, SourceError, archive};
use crate::store::{Document, Filter, Reviewed, Status, Store};
use facts::Fact;

pub use facts::{Tab, of as facts_of};
pub use sheet::Sheet;

/// So many mentions by others stand on one page.
const CITING: usize = 100;

/// A line of the attributes: name and value.
type Attribute = (&'static str, String);

#[derive(Template)]
#[template(path = "document.html")]
struct DocumentPage {
    frame: Frame,
    id: i64,
    subject: String,
    /// Whether it holds today.
    status: Option<StatusView>,
    /// Words of caution about the file.
    notes: Vec<String>,
    tabs: Vec<(&'static str, String, bool)>,
    tab: Tab,
    attributes: Vec<Attribute>,
    facts: Vec<Fact>,
    /// What is said of the fact that the visitor came for.
    form: Option<ReviewForm>,
    editing: bool,
    /// What people have said of facts of this tab that are not found any more: state, words, page.
    lost: Vec<(ReviewView, String, String)>,
    /// What it may be, where it has no number.
    unnamed: Option<Unnamed>,
    /// What a person has said it is.
    named: Option<String>,
    cited_by: Vec<facts::Citing>,
    paging: Paging,
    sheet: Sheet,
    file: String,
    /// Its targets beside those of the year before.
    compare: Option<String>,
    /// What it cites, as files.
    exports: Vec<exports::Link>,
}

/// `GET /documents/{id}`.
pub fn page(ask: &Ask) -> Result<Answer, Trouble> {
    let lang = ask.lang;
    let store = ask.site.store()?;
    let document = wanted(ask, &store)?;
    let tab = ask.parsed::<Tab>("tab").unwrap_or_default();
    let chosen = ask.parsed::<i64>("fact");
    let facts = facts::of(ask, &store, &document, tab, chosen)?;
    let lit = facts.iter().find(|fact| fact.chosen).map(|fact| fact.page);
    let asked = ask.parsed::<u32>("page").or(lit);
    // Who has not asked for a page sees the first one on which there is something to see.
    let first = facts.iter().map(|fact| fact.page).min();
    let number = asked.or(first).unwrap_or(1).clamp(1, document.pages.max(1));
    let stay = asked.map(|page| format!("&page={page}")).unwrap_or_default();
    let id = document.id;
    let chosen = facts.iter().find(|fact| fact.chosen).zip(tab.reviewed());
    let one = chosen.map(|(fact, kind)| One::find(&store, id, kind, &fact.anchor)).transpose()?.flatten();
    let form = one.zip(chosen).map(|(one, (fact, _))| ReviewForm::new(&one, fact.address.clone(), lang));
    let named = store.confirmation(id)?.map(|said| {
        let who = lang.pick("xác nhận bởi", "confirmed by");
        format!("{} ({who} {}, {})", said.number, said.who, said.at.get(..10).unwrap_or(&said.at))
    });
    let citing = if tab == Tab::CitedBy { facts::citing(&store, &document)? } else { Vec::new() };
    let (shown, paging) = Paging::of(ask, citing.len(), CITING);
    let cited_by = citing[shown].iter().map(|found| facts::Citing::new(found, lang)).collect();
    let is_citing = tab == Tab::References && !facts.is_empty();
    let page = DocumentPage {
        frame: Frame::new(ask, &document.titled(), "documents"),
        id,
        subject: document.header.subject.clone().unwrap_or_default(),
        status: own_status(ask, &store, &document)?,
        notes: notes(&store, &document, lang)?,
        tabs: Tab::ALL
            .iter()
            .map(|known| (known.name(lang), format!("/documents/{id}?tab={}{stay}", known.slug()), *known == tab))
            .chain([
                (lang.pick("Lược đồ", "Lineage"), format!("/lineage?document={id}"), false),
                (lang.pick("Các năm", "Years"), format!("/lineage?document={id}#years"), false),
            ])
            .collect(),
        tab,
        attributes: if tab == Tab::Attributes { attributes(&document, lang) } else { Vec::new() },
        cited_by,
        paging,
        form,
        editing: ask.field("edit").is_some(),
        lost: lost(&store, &document, tab, lang)?,
        unnamed: Headless::of(ask, &store)?.of_document(&store, id, format!("/documents/{id}"), lang)?,
        named,
        sheet: Sheet::of(ask, &store, &document, number, tab, &facts)?,
        facts,
        file: format!("/documents/{id}/file"),
        exports: if is_citing { exports::of_document(id, lang) } else { Vec::new() },
        compare: document.school_years.first().map(|year| format!("/compare?series={id}&new={year}")),
    };
    Ok(Answer::Page(page.render()?))
}

/// `GET /documents/{id}/pages/{page}`.
pub fn image(ask: &Ask) -> Result<Answer, Trouble> {
    /// A minute: the file may change, the address stays.
    const KEEP: u32 = 60;
    let document = wanted(ask, &ask.site.store()?)?;
    let page = ask.number("page").ok_or(Trouble::NotFound)?;
    let picture = ask.site.images.page(&document.path, page).map_err(|_| Trouble::NotFound)?;
    Ok(Answer::Bytes { kind: "image/png", bytes: picture.png.clone(), keep: KEEP, save_as: None })
}

/// `GET /documents/{id}/file`: the original. Browsers show PDFs only; anything else could carry a script.
pub fn file(ask: &Ask) -> Result<Answer, Trouble> {
    let document = wanted(ask, &ask.site.store()?)?;
    let bytes = bytes_of(&document.path)?;
    let name = document.path.rsplit(['/', '\\']).next().unwrap_or_default().to_owned();
    let is_pdf = document.format == Some(Format::Pdf) && bytes.starts_with(b"%PDF");
    let (kind, save_as) = if is_pdf { ("application/pdf", None) } else { ("application/octet-stream", Some(name)) };
    Ok(Answer::Bytes { kind, bytes, keep: 0, save_as })
}

fn wanted(ask: &Ask, store: &Store) -> Result<Document, Trouble> {
    let id = ask.number::<i64>("id").ok_or(Trouble::NotFound)?;
    store.document(id)?.filter(|document| document.status != Status::Vanished).ok_or(Trouble::NotFound)
}

fn bytes_of(path: &str) -> Result<Vec<u8>, SourceError> {
    match archive::name::split(path) {
        None => std::fs::read(path).map_err(|cause| SourceError::io(Path::new(path), cause)),
        Some((file, entry)) => {
            let file = Path::new(file);
            let entries = archive::list(file)?;
            let entry = entries.iter().find(|known| known.name == entry).ok_or(SourceError::Unsupported)?;
            archive::read(file, &entry.place).map(|(_, bytes)| bytes)
        }
    }
}

fn attributes(document: &Document, lang: Lang) -> Vec<Attribute> {
    let header = &document.header;
    let years: Vec<String> = document.school_years.iter().map(ToString::to_string).collect();
    let levels: Vec<&str> = header.levels.iter().map(|level| messages::level(*level, lang)).collect();
    let number = header.number.is_some().then(|| document.label());
    let rows = [
        (lang.pick("Số, ký hiệu", "Number and symbol"), number),
        (lang.pick("Loại văn bản", "Kind"), header.kind.map(|kind| kind.name().to_owned())),
        (lang.pick("Tình trạng", "State"), header.draft.then(|| lang.pick("dự thảo", "draft").to_owned())),
        (lang.pick("Ngày ban hành", "Date of issue"), header.date.map(day)),
        (lang.pick("Nơi ban hành", "Place"), header.place.clone()),
        (lang.pick("Cơ quan ban hành", "Issuer"), header.issuer.clone()),
        (lang.pick("Cơ quan chủ quản", "Superior"), header.superior.clone()),
        (lang.pick("Năm học", "School year"), Some(years.join(", "))),
        (lang.pick("Cấp học", "Level"), Some(levels.join(", "))),
        (lang.pick("Người ký", "Signer"), header.signer.clone()),
        (lang.pick("Chức vụ", "Capacity"), header.signer_title.clone()),
        (lang.pick("Kính gửi", "To"), Some(header.recipients.join("; "))),
        (lang.pick("Nơi nhận", "Copies to"), Some(header.cc.join("; "))),
        (lang.pick("Tệp", "File"), Some(document.path.clone())),
        (lang.pick("Số trang", "Pages"), has_pages(document).then(|| document.pages.to_string())),
    ];
    rows.into_iter().filter_map(|(name, value)| Some((name, value.filter(|value| !value.is_empty())?))).collect()
}

/// What the visitor should know before trusting the page.
fn notes(store: &Store, document: &Document, lang: Lang) -> Result<Vec<String>, Trouble> {
    let mut notes = Vec::new();
    if let Some(reason) = &document.reason {
        notes.push(format!(
            "{} {}",
            lang.pick("Không đọc được:", "Could not be read:"),
            messages::reason(reason, lang)
        ));
    }
    if document.metadata.salvaged {
        notes.push(messages::salvaged(lang).to_owned());
    }
    for (page, problem) in store.pages_unread(document.id)? {
        notes.push(format!("{} {page}: {}", lang.pick("Trang", "Page"), messages::page_problem(&problem, lang)));
    }
    for (page, source) in store.pages_distrusted(document.id)? {
        notes.extend(
            messages::text_source(source, lang).map(|said| format!("{} {page}: {said}", lang.pick("Trang", "Page"))),
        );
    }
    let same = match document.copy_of {
        Some(first) => store.document(first)?.into_iter().collect(),
        None => store.copies_of(document.id)?,
    };
    let same: Vec<String> = same.iter().map(|other| DocumentLine::new(other, lang).title).collect();
    if !same.is_empty() {
        notes.push(format!("{} {}", lang.pick("Cùng một văn bản với:", "The same document as:"), same.join(", ")));
    }
    let problems = store.problems(document.id)?;
    notes.extend(problems.iter().map(|problem| messages::problem(problem, lang).message));
    if document.header.number.is_none() && document.status == Status::Read {
        notes.push(lang.pick("Không thấy số, ký hiệu của văn bản.", "The document shows no number.").to_owned());
    }
    Ok(notes)
}

/// What people have said of facts of this tab that are not found any more.
fn lost(
    store: &Store,
    document: &Document,
    tab: Tab,
    lang: Lang,
) -> Result<Vec<(ReviewView, String, String)>, Trouble> {
    let Some(kind) = tab.reviewed() else { return Ok(Vec::new()) };
    let reviews = store.reviews(Some(document.id))?;
    let lost = reviews.into_iter().filter(|reviewed| reviewed.kind == kind && reviewed.fact.is_none());
    let row = |reviewed: Reviewed| {
        let view = ReviewView::new(&reviewed.review, 1.0, lang);
        (view, reviewed.words, page_name(document, reviewed.page, lang))
    };
    Ok(lost.map(row).collect())
}

/// Whether the document holds today; `None` where it has no number that others could speak of.
fn own_status(ask: &Ask, store: &Store, document: &Document) -> Result<Option<StatusView>, Trouble> {
    let Some(id) = WorkId::of_header(&document.header) else { return Ok(None) };
    Ok(status::today(&ask.site, store, &[id], ask.lang)?.pop())
}

/// Facts of one document, copies too, and those that a person has turned down.
pub fn within(document: &Document) -> Filter {
    Filter { document: Some(document.id), copies: true, dismissed: true, ..Filter::default() }
}
