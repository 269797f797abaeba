//! What the portal of a saved page states, where the document itself is silent.
//!
//! The document's own words come first. A portal's record fills what they leave open where there is no letterhead, or
//! where the two agree on number and symbol; where they disagree nothing is taken and it is said.

use std::sync::LazyLock;

use regex::Regex;

use super::{Found, Opening};
use crate::directive::{PortalRecord, Problem, Span};

/// A portal can err, and pages show the record of one document above the text of another.
const SURE: f32 = 0.6;

/// Fills the header from the record of the portal, if there is one.
pub fn read(found: &mut Found<'_>, opening: &Opening, problems: &mut Vec<Problem>) {
    let Some(record) = found.text.portal.as_ref() else { return };
    let number = record.number.as_deref().and_then(parts);
    if let Some(number) = &number
        && !agrees(found, number)
    {
        let stated = record.number.as_deref().unwrap_or_default();
        problems.push(Problem::new(
            "portal-disagrees",
            &format!("Trang ghi số {stated}, khác với phần đầu văn bản"),
            &format!("the page states {stated}, which differs from the letterhead"),
            None,
        ));
        return;
    }
    let confirmed = number.is_some() && found.header.symbol.is_some();
    if opening.has_letterhead && !confirmed {
        return;
    }
    if let Some(number) = number {
        fill(found, number);
    }
    fill_words(found, record);
}

/// Số, năm, ký hiệu.
struct Number {
    number: String,
    year: Option<String>,
    symbol: String,
}

fn parts(stated: &str) -> Option<Number> {
    static PARTS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^0*(?P<number>\d+[a-zđ]?)(?:/(?P<year>(?:19|20)\d\d))?\s*[/-]\s*(?P<symbol>\p{L}.*)$")
            .expect("a valid pattern")
    });
    let m = PARTS.captures(stated.trim())?;
    let symbol: String = m["symbol"].chars().filter(|c| !c.is_whitespace()).collect();
    Some(Number {
        number: m["number"].to_owned(),
        year: m.name("year").map(|year| year.as_str().to_owned()),
        symbol: symbol.replace('–', "-").to_uppercase(),
    })
}

/// Whether nothing that the letterhead states speaks against the portal's number.
fn agrees(found: &Found<'_>, stated: &Number) -> bool {
    let header = &found.header;
    let same = |own: &Option<String>, other: Option<&str>| own.as_deref().is_none_or(|own| Some(own) == other);
    same(&header.number, Some(&stated.number))
        && same(&header.year, stated.year.as_deref())
        && same(&header.symbol, Some(&stated.symbol))
}

fn fill(found: &mut Found<'_>, stated: Number) {
    let Number { number, year, symbol } = stated;
    for (field, value) in [("number", Some(number)), ("year", year), ("symbol", Some(symbol))] {
        let slot = match field {
            "number" => &mut found.header.number,
            "year" => &mut found.header.year,
            _ => &mut found.header.symbol,
        };
        if slot.is_none() && value.is_some() {
            *slot = value;
            note(found, field);
        }
    }
}

fn fill_words(found: &mut Found<'_>, record: &PortalRecord) {
    if found.header.kind.is_none()
        && let Some(kind) = record.kind.as_deref().and_then(|kind| kind.parse().ok())
    {
        found.header.kind = Some(kind);
        note(found, "type");
    }
    if found.header.date.is_none()
        && let Some(date) = record.issued.as_ref().and_then(|issued| issued.means)
    {
        found.header.date = Some(date);
        note(found, "date");
    }
    for field in ["issuer", "subject", "signer"] {
        let (slot, stated) = match field {
            "issuer" => (&mut found.header.issuer, &record.issuer),
            "subject" => (&mut found.header.subject, &record.subject),
            _ => (&mut found.header.signer, &record.signer),
        };
        if slot.is_none() && stated.is_some() {
            slot.clone_from(stated);
            note(found, field);
        }
    }
}

/// The record stands beside the text: its evidence is the top of the page.
fn note(found: &mut Found<'_>, field: &str) {
    found.note(field, Span::new(0, 0), "header/portal-record", SURE);
}

#[cfg(test)]
mod tests {
    use crate::detect;
    use crate::directive::{PartialDate, PortalRecord, Stated};
    use crate::text::{Paragraph, Text, Zone};

    /// The header of a text whose page states this number, and the codes of the problems.
    fn header(lines: &[&str], number: &str) -> (crate::directive::Header, Vec<String>) {
        let mut text = Text { content: lines.join("\n"), ..Text::default() };
        let mut at = 0;
        for line in lines {
            let span = crate::directive::Span::new(at, at + line.len());
            at += line.len() + 1;
            let paragraph = Paragraph { span, zone: Zone::Body, page: 1, block: 0, bold: false, centered: false };
            text.paragraphs.push(paragraph);
        }
        let day = PartialDate::day(2025, 10, 20);
        text.portal = Some(PortalRecord {
            number: Some(number.to_owned()),
            kind: Some("Thông tư".to_owned()),
            issuer: Some("Bộ Tài chính".to_owned()),
            issued: Some(Stated { stated: "20/10/2025".to_owned(), means: day }),
            ..PortalRecord::default()
        });
        let mut problems = Vec::new();
        let header = detect::header(&text, &mut problems);
        (header, problems.into_iter().map(|problem| problem.code).collect())
    }

    #[test]
    fn a_text_without_letterhead_takes_the_portals_word() {
        let (header, problems) = header(&["Điều 1. Phạm vi", "Các trường thực hiện."], "95/2025/TT-BTC");
        assert_eq!((header.number.as_deref(), header.year.as_deref()), (Some("95"), Some("2025")));
        assert_eq!((header.symbol.as_deref(), header.issuer.as_deref()), (Some("TT-BTC"), Some("Bộ Tài chính")));
        assert_eq!(header.date.map(|date| date.to_string()).as_deref(), Some("2025-10-20"));
        let number = header.found.iter().find(|field| field.field == "number").expect("noted");
        assert!(number.evidence.rule == "header/portal-record" && number.evidence.confidence < 0.7);
        assert!(!problems.contains(&"portal-disagrees".to_owned()), "{problems:?}");
    }

    #[test]
    fn the_letterhead_comes_first_and_disagreement_is_said() {
        let letterhead = ["BỘ TÀI CHÍNH", "Số: 96/2025/TT-BTC", "Hà Nội, ngày 21 tháng 10 năm 2025", "THÔNG TƯ"];
        let (own, problems) = header(&letterhead, "95/2025/TT-BTC");
        assert_eq!(own.number.as_deref(), Some("96"));
        assert_eq!(own.date.map(|date| date.to_string()).as_deref(), Some("2025-10-21"));
        assert!(problems.contains(&"portal-disagrees".to_owned()), "{problems:?}");

        let undated = ["BỘ TÀI CHÍNH", "Số: 95/2025/TT-BTC", "Hà Nội, ngày tháng năm 2025", "THÔNG TƯ"];
        let (confirmed, problems) = header(&undated, "95/2025/TT-BTC");
        assert_eq!(confirmed.date.map(|date| date.to_string()).as_deref(), Some("2025-10-20"));
        assert!(problems.is_empty(), "{problems:?}");
    }
}
