//! How answers name documents and pages, and what they say of files that could not be read.

use chidao::answer::Unread;
use chidao::directive::PartialDate;
use chidao::render::{Lang, dates, messages};
use chidao::source::Format;
use chidao::store::{Document, Filter, Store};

/// Names of files longer than this are cut in tables; the number in the store tells them apart.
const NAME: usize = 16;

/// A document in a narrow column: its number, or else its file's name, cut, with its number in the store.
pub fn source(document: &Document) -> String {
    if document.header.number.is_some() {
        return document.label();
    }
    let label = document.label();
    let stem = label.split('.').next().filter(|stem| !stem.is_empty()).unwrap_or(&label);
    if stem.chars().count() <= NAME {
        return stem.to_owned();
    }
    let head: String = stem.chars().take(NAME - 6).collect();
    format!("{}… [{}]", head.trim_end_matches(['-', '_', ' ']), document.id)
}

/// The page as tables show it: none for a file that knows no pages.
pub fn page(document: &Document, page: u32) -> String {
    if has_pages(document) { page.to_string() } else { String::new() }
}

/// Document and page in running text: `322/PGD-THCS tr. 5`.
pub fn source_and_page(document: &Document, number: u32, lang: Lang) -> String {
    let page = page(document, number);
    if page.is_empty() {
        return source(document);
    }
    format!("{} {} {page}", source(document), lang.pick("tr.", "p."))
}

/// Plain text and web pages have no pages; a Word file has them only where a layout was saved with it.
fn has_pages(document: &Document) -> bool {
    document.format == Some(Format::Pdf) || document.pages > 1
}

/// A document in a line: kind, number, issuer, date, number in the store.
pub fn line(document: &Document, lang: Lang) -> String {
    let header = &document.header;
    let mut parts = vec![titled(document)];
    parts.extend(header.issuer.clone());
    parts.extend(header.date.map(|date| day(date, lang)));
    format!("{} [{}]", parts.join(", "), document.id)
}

/// Kind and number: `Công văn 322/PGD-THCS`; the file's name where there is no number.
pub fn titled(document: &Document) -> String {
    document.titled()
}

fn day(date: PartialDate, lang: Lang) -> String {
    lang.pick(format!("ngày {}", dates::date(date)), dates::date(date))
}

/// Says on standard error what the answer cannot know of: files and pages that gave no text.
pub fn say_unread(unread: Unread, lang: Lang) {
    if let Some(note) = messages::unread_note(unread.files, unread.pages, lang) {
        eprintln!("{note}");
    }
}

/// The school years that the store knows, for an answer that found nothing in the one asked for.
pub fn years_held(store: &Store, lang: Lang) -> anyhow::Result<Option<String>> {
    let mut years: Vec<_> = store.documents(&Filter::default())?.into_iter().flat_map(|d| d.school_years).collect();
    years.sort_unstable();
    years.dedup();
    let list: Vec<String> = years.iter().map(ToString::to_string).collect();
    let intro = lang.pick("Kho có văn bản của các năm học", "The store holds directives of");
    Ok((!list.is_empty()).then(|| format!("{intro} {}.", list.join(", "))))
}
