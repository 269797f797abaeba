//! What templates share: the frame around every page, and the words of facts as rows show them.

use crate::directive::{Evidence, PartialDate};
use crate::render::{Lang, dates};
use crate::source::Format;
use crate::store::{Document, Passage};

use super::ask::Ask;

/// The frame around a page.
#[derive(Debug, Clone)]
pub struct Frame {
    /// The language of the page.
    pub lang: Lang,
    /// The title of the page.
    pub title: String,
    /// The name of the page's entry in the menu; empty where it has none.
    pub here: &'static str,
    /// What was asked for in the search box.
    pub query: String,
    /// Path and query of this page.
    pub address: String,
    /// What forms that change something bring along.
    pub token: String,
    /// What filters bring along that they do not show.
    pub hidden: Vec<(&'static str, String)>,
}

impl Frame {
    /// The frame of the page that `ask` asks for.
    pub fn new(ask: &Ask, title: &str, here: &'static str) -> Self {
        Self {
            lang: ask.lang,
            title: title.to_owned(),
            here,
            query: ask.field("q").unwrap_or_default().to_owned(),
            address: ask.address.clone(),
            token: ask.site.token().to_owned(),
            hidden: ask.field("q").map(|query| ("q", query.to_owned())).into_iter().collect(),
        }
    }

    /// The wording of this page's language.
    pub fn t<'a>(&self, vi: &'a str, en: &'a str) -> &'a str {
        self.lang.pick(vi, en)
    }

    /// The entries of the menu: name, address, wording.
    pub fn menu(&self) -> [(&'static str, &'static str, &'static str); 11] {
        [
            ("home", "/", self.lang.pick("Trang chủ", "Home")),
            ("deadlines", "/deadlines", self.lang.pick("Thời hạn", "Deadlines")),
            ("targets", "/targets", self.lang.pick("Chỉ tiêu", "Targets")),
            ("compare", "/compare", self.lang.pick("So sánh", "Compare")),
            ("documents", "/documents", self.lang.pick("Văn bản", "Documents")),
            ("works", "/works", self.lang.pick("Căn cứ", "Cited works")),
            ("review", "/review", self.lang.pick("Cần xác nhận", "To be confirmed")),
            ("check", "/check", self.lang.pick("Kiểm tra căn cứ", "Check citations")),
            ("intake", "/intake", self.lang.pick("Nạp văn bản", "Take in files")),
            ("health", "/health", self.lang.pick("Tình trạng kho", "State of the store")),
            ("help", "/help", self.lang.pick("Trợ giúp", "Help")),
        ]
    }
}

/// A document in a line.
#[derive(Debug, Clone)]
pub struct DocumentLine {
    /// Its page on the site.
    pub address: String,
    /// Kind and number, or the file's name.
    pub title: String,
    /// What it is about.
    pub subject: String,
    /// Issuer, date, school years: those that are known, joined.
    pub facts: String,
}

impl DocumentLine {
    /// A line for `document`.
    pub fn new(document: &Document, lang: Lang) -> Self {
        let header = &document.header;
        let mut facts: Vec<String> = header.issuer.iter().cloned().collect();
        facts.extend(header.date.map(day));
        let years: Vec<String> = document.school_years.iter().map(ToString::to_string).collect();
        if !years.is_empty() {
            let inferred =
                if document.year_inferred { lang.pick(" (theo ngày ban hành)", " (from its date)") } else { "" };
            facts.push(format!("{} {}{inferred}", lang.pick("năm học", "school year"), years.join(", ")));
        }
        Self {
            address: format!("/documents/{}", document.id),
            title: document.titled(),
            subject: header.subject.clone().unwrap_or_default(),
            facts: facts.join(" · "),
        }
    }
}

/// A date for a reader.
pub fn day(date: PartialDate) -> String {
    dates::date(date)
}

/// Whether a document has pages that can be named (plain text and web pages have none).
pub fn has_pages(document: &Document) -> bool {
    document.format == Some(Format::Pdf) || document.pages > 1
}

/// "tr. 5", or nothing where there are no pages.
pub fn page_name(document: &Document, page: u32, lang: Lang) -> String {
    if has_pages(document) { format!("{} {page}", lang.pick("tr.", "p.")) } else { String::new() }
}

/// The address of the place of a fact: the document's page with the fact lit.
pub fn place(document: i64, tab: &str, fact: i64, evidence: &Evidence) -> String {
    format!("/documents/{document}?tab={tab}&page={}&fact={fact}#f{fact}", evidence.page)
}

/// A passage in pieces: words, and whether they are marked.
pub fn pieces(passage: &Passage) -> Vec<(String, bool)> {
    let mut pieces = Vec::new();
    let mut at = 0;
    for mark in &passage.marks {
        let (Some(before), Some(marked)) = (passage.text.get(at..mark.start), passage.text.get(mark.start..mark.end))
        else {
            continue;
        };
        pieces.push((before.to_owned(), false));
        pieces.push((marked.to_owned(), true));
        at = mark.end;
    }
    pieces.push((passage.text.get(at..).unwrap_or_default().to_owned(), false));
    pieces.retain(|(words, _)| !words.is_empty());
    pieces
}

/// A confidence of 0.0–1.0 in per cent.
pub fn per_cent(confidence: f32) -> u32 {
    (confidence.clamp(0.0, 1.0) * 100.0).round() as u32
}
