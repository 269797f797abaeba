//! How exports name the place of a fact, and the sentence that it stands in.

use crate::directive::Span;
use crate::render::csv::bullet;
use crate::render::{Lang, dates};
use crate::source::Format;
use crate::store::{Document, StoredText};

/// A directive and a page in full, as an office cites it: kind, number, date, issuer, page.
pub fn full(document: &Document, page: u32, lang: Lang) -> String {
    let header = &document.header;
    let mut name = name(document, lang);
    if header.number.is_none() {
        return with_page(name, document, page, lang);
    }
    if let Some(date) = header.date {
        name = format!("{name} {} {}", lang.pick("ngày", "of"), dates::date(date));
    }
    if let Some(issuer) = &header.issuer {
        name = format!("{name} {} {issuer}", lang.pick("của", "by"));
    }
    with_page(name, document, page, lang)
}

fn with_page(name: String, document: &Document, page: u32, lang: Lang) -> String {
    match page_of(document, page) {
        Some(page) => format!("{name}, {} {page}", lang.pick("trang", "page")),
        None => name,
    }
}

/// A directive as a heading or a list names it: kind and number; without a number as [`short_name`].
pub fn name(document: &Document, lang: Lang) -> String {
    if document.header.number.is_some() { document.titled() } else { short_name(document, lang) }
}

/// A directive in few words: its number; without one its kind and date; without these the file's name.
pub fn short_name(document: &Document, lang: Lang) -> String {
    let header = &document.header;
    match (&header.number, header.kind) {
        (Some(_), _) | (None, None) => document.label(),
        (None, Some(kind)) => {
            let date = header.date.map(|date| format!(" {} {}", lang.pick("ngày", "of"), dates::date(date)));
            let issuer = header.issuer.as_ref().filter(|_| date.is_none()).map(|issuer| format!(", {issuer}"));
            format!("{}{}", kind.name(), date.or(issuer).unwrap_or_default())
        }
    }
}

/// The page, of a file that has pages: plain text and web pages have none, a Word file only where a layout was saved.
pub fn page_of(document: &Document, page: u32) -> Option<u32> {
    (document.format == Some(Format::Pdf) || document.pages > 1).then_some(page)
}

/// Where a browser or a reader opens the page: the address of the file, with the page for a PDF. A file in an archive
/// has no address of its own, the archive's is given.
pub fn address(document: &Document, page: u32) -> String {
    let (path, is_entry) = match crate::source::archive::name::split(&document.path) {
        Some((archive, _)) => (archive, true),
        None => (document.path.as_str(), false),
    };
    let mut out = String::from("file://");
    if !path.starts_with('/') {
        out.push('/');
    }
    for byte in path.replace('\\', "/").bytes() {
        match byte {
            b'/' | b':' | b'-' | b'.' | b'_' | b'~' => out.push(char::from(byte)),
            _ if byte.is_ascii_alphanumeric() => out.push(char::from(byte)),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    if document.format == Some(Format::Pdf) && !is_entry {
        out.push_str(&format!("#page={page}"));
    }
    out
}

/// The sentence, or the clause of a list, around `span`, in one line, without the bullet in front; empty where the span
/// does not fit the text.
pub fn sentence(text: &StoredText, span: Span) -> String {
    sentence_in(&text.content, span)
}

fn sentence_in(content: &str, span: Span) -> String {
    if content.get(span.start..span.end).is_none() {
        return String::new();
    }
    let start = content[..span.start].rfind('\n').map_or(0, |at| at + 1);
    let end = content[span.end..].find('\n').map_or(content.len(), |at| span.end + at);
    // The last end of a sentence before, and the first one behind.
    let from = ends(&content[start..span.start]).last().map_or(start, |at| start + at);
    let to = ends(&content[span.end..end]).next().map_or(end, |at| span.end + at);
    let sentence = content[from..to].split_whitespace().collect::<Vec<_>>().join(" ");
    bullet(&sentence).1.to_owned()
}

/// Where sentences end: behind a full stop or a semicolon that a capital follows; the full stop of a number ("1.") or
/// of an abbreviation ("TP. Hải Phòng") ends none.
fn ends(part: &str) -> impl Iterator<Item = usize> + '_ {
    part.match_indices(['.', ';', '!', '?']).filter_map(move |(at, mark)| {
        let (before, behind) = (&part[..at], &part[at + mark.len()..]);
        let next = behind.trim_start().chars().next();
        let is_space = behind.starts_with(char::is_whitespace);
        let word = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        let is_code = (1..=2).contains(&word.chars().count()) && word.chars().all(char::is_uppercase);
        let is_letters = is_code || matches!(word, "tr" | "Tp" | "Ths" | "ThS");
        let is_number = !word.is_empty() && word == before.trim() && word.chars().all(|c| c.is_ascii_digit());
        let is_short = mark == "." && (is_letters || is_number);
        let opens = next.is_some_and(|c| c.is_uppercase() || matches!(c, '-' | '–' | '+' | '•'));
        (is_space && !is_short && opens).then_some(at + mark.len())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_deadline_shows_its_sentence() {
        for (content, mark, want) in [
            ("một\n- Nộp báo cáo trước 21/9. Các trường gửi bản mềm.\nba", "21/9", "Nộp báo cáo trước 21/9."),
            (
                "Giao Sở. Các trường TP. Hải Phòng nộp trước 21/9; Phòng tổng hợp.",
                "21/9",
                "Các trường TP. Hải Phòng nộp trước 21/9;",
            ),
            ("1. Nộp trước 21/9; gửi bản mềm", "21/9", "1. Nộp trước 21/9; gửi bản mềm"),
        ] {
            let start = content.find(mark).expect("it stands there");
            assert_eq!(sentence_in(content, Span::new(start, start + mark.len())), want);
        }
        assert_eq!(sentence_in("hoà", Span::new(2, 99)), "");
    }
}
