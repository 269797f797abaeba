//! The frame around a directive's substance: letterhead, recitals (căn cứ) and closing part.

use std::sync::LazyLock;

use regex::Regex;

use super::label::{Style, is_capitals, label_of};
use crate::detect::letters::lower;
use crate::detect::recital::goes_beyond;
use crate::detect::tokens::Alone;
use crate::directive::{Header, Span};
use crate::text::{Text, Zone};

/// The frames of `text` in order: what the header was read from, the recitals below it, the closing part.
pub fn frames(text: &Text, header: &Header) -> Vec<Span> {
    let mut frames = Vec::new();
    let opening_end = recitals_end(text, letterhead_end(header));
    if opening_end > 0 {
        frames.push(Span::new(0, opening_end));
    }
    if let Some(closing) = closing(text, header)
        && closing.start >= opening_end
    {
        frames.push(closing);
    }
    frames
}

/// Where the letterhead ends, by the fields that were read from it (rules named `header/body-…` read elsewhere).
fn letterhead_end(header: &Header) -> usize {
    const FIELDS: [&str; 8] = ["number", "date", "place", "issuer", "superior", "type", "subject", "recipients"];
    let in_letterhead =
        header.found.iter().filter(|f| FIELDS.contains(&f.field.as_str()) && !f.evidence.rule.contains("/body-"));
    in_letterhead.map(|f| f.evidence.span.end).max().unwrap_or(0)
}

/// Where the recitals that follow `from` end: the run of "Căn cứ …" paragraphs, with the enacting office and the
/// words of enactment among them.
fn recitals_end(text: &Text, from: usize) -> usize {
    let mut end = from;
    let mut enacted = false;
    for p in text.paragraphs.iter().filter(|p| p.span.start >= from) {
        let words = text.slice(p.span).trim();
        if matches!(p.zone, Zone::Footnote(_)) || !words.contains(char::is_alphanumeric) {
            continue;
        }
        let recital =
            RECITAL.is_match(words) && !orders(words) || words.starts_with("Thực hiện") && words.ends_with(';');
        if recital || end > from && ENACTMENT.is_match(words) {
            end = p.span.end;
            enacted |= !recital;
        } else if enacted || !(is_capitals(words) && label_of(words, None).is_none()) {
            break;
        }
    }
    end
}

/// "Căn cứ Kế hoạch số …, nhà trường phấn đấu …": what rests on a paper and is no recital any more.
fn orders(words: &str) -> bool {
    let lowered = lower(words);
    goes_beyond(Alone::new(words, &lowered).passage())
}

/// The closing part: recipients' list and signature, up to an annex or the next page.
fn closing(text: &Text, header: &Header) -> Option<Span> {
    const FIELDS: [&str; 3] = ["cc", "signer", "signer_title"];
    let spans = || header.found.iter().filter(|f| FIELDS.contains(&f.field.as_str())).map(|f| &f.evidence);
    let first = spans().map(|e| e.span.start).min()?;
    let last = spans().max_by_key(|e| e.span.end)?;
    let start = text.paragraphs.get(text.paragraph_at(first)?)?.span.start;
    let last_page = text.paragraph_at(last.span.end).and_then(|i| text.paragraphs.get(i)).map_or(last.page, |p| p.page);
    let next = text.paragraphs.iter().find(|p| {
        let words = text.slice(p.span);
        p.span.start > last.span.end
            && (p.page > last_page
                || p.zone == Zone::TableRow
                || label_of(words, None).is_some_and(|l| l.style <= Style::Chapter)
                || ATTACHED.is_match(words))
    });
    Some(Span::new(start, next.map_or(text.content.len(), |p| p.span.start)))
}

static RECITAL: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^(?i:căn\s+cứ|xét|theo\s+đề\s+nghị|chiếu\s+theo)(?:\W|$)").expect("a valid pattern"));

/// "QUYẾT ĐỊNH:", "Bộ trưởng … ban hành Thông tư …".
static ENACTMENT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:QUYẾT ĐỊNH|QUYẾT NGHỊ|CHỈ THỊ)\s*:?$|^(?:Bộ trưởng|Chính phủ|Ủy ban|Hội đồng|Thủ tướng|Liên bộ|Chủ tịch)[^.;]{0,200}[^\w.;]ban hành(?:\W|$)")
        .expect("a valid pattern")
});

/// The title of a paper that follows the signature.
static ATTACHED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"^(?:QUY CHẾ|QUY ĐỊNH|ĐIỀU LỆ|THỂ LỆ|NỘI QUY|CHƯƠNG TRÌNH|KẾ HOẠCH|ĐỀ ÁN|PHƯƠNG ÁN|HƯỚNG DẪN|DANH MỤC|DANH SÁCH",
        r"|BIỂU|BẢNG|LỊCH|KHUNG|TIÊU CHÍ|TIÊU CHUẨN|CẤU TRÚC|ĐỀ CƯƠNG|DỰ TOÁN|CHỈ TIÊU|THỐNG KÊ|TỔNG HỢP)(?:\W|$)",
    ))
        .expect("a valid pattern")
});
