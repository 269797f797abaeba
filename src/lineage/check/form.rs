//! The citation by itself: dates that cannot be, numbers without their year, parts that a first mention lacks.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use super::conflicts::replaced;
use super::context::{after, sentence};
use super::{Draft, Finding, Issue, MissingPart};
use crate::directive::{DirectiveKind, PartialDate, Reference};
use crate::lineage::identity::{WorkId, plain_symbol};
use crate::lineage::status::Evidence;

/// Since the law of 12 November 1996 on legal documents a regulation's number bears its year.
const NUMBERS_BEAR_THE_YEAR: i16 = 1997;

/// Faults of the citation with this index.
pub(super) fn faults(
    draft: &Draft<'_>,
    evidence: &Evidence,
    index: usize,
    at: &dyn Fn(Issue, Option<String>, f32) -> Finding,
) -> Vec<Finding> {
    let Some(reference) = draft.references.get(index) else { return Vec::new() };
    let id = WorkId::of_reference(reference);
    let mut found = Vec::new();
    if let Some(written) = impossible_date(draft, reference) {
        found.push(at(Issue::ImpossibleDate { written }, None, 0.95));
    }
    if let Some(date) = reference.date
        && date.first_day() > draft.as_of.latest
    {
        let own = draft.header.date.unwrap_or(PartialDate::Day(draft.as_of.latest));
        found.push(at(Issue::FutureDate { own }, None, 0.9));
    }
    if let (Some(year), Some(date)) = (&reference.year, reference.date)
        && *year != date.year().to_string()
    {
        found.push(at(Issue::YearAndDate { year: year.clone(), date }, None, 0.95));
    }
    if let Some(symbol) = other_kind(reference, &id) {
        let name = reference.kind.name();
        let head = reference.text.get(..name.len()).filter(|head| head.to_lowercase() == name.to_lowercase());
        let suggestion = head.map(|head| format!("{}{}", symbol.name(), &reference.text[head.len()..]));
        found.push(at(Issue::Kind { word: reference.kind, symbol }, suggestion, 0.8));
    }
    if lacks_year(reference, &id) {
        let number = reference.number.as_deref().unwrap_or_default();
        let with_year = reference.date.and_then(|date| {
            let (old, new) = (format!("{number}/"), format!("{number}/{}/", date.year()));
            replaced(&reference.text, &old, &new)
        });
        found.push(at(Issue::MissingYear, with_year, 0.95));
    }
    let missing = missing(draft, index, reference);
    if !missing.is_empty() {
        let meant = WorkId::meant_by(reference);
        let told = missing.contains(&MissingPart::Symbol) && meant.symbol.is_some();
        let dated = missing.contains(&MissingPart::Date) && !missing.contains(&MissingPart::Symbol);
        let suggestion = match dated {
            true => issued(&meant, evidence).map(|date| with_date(reference, date)),
            false => told.then(|| named(&meant)),
        };
        found.push(at(Issue::Incomplete { missing }, suggestion, 0.9));
    }
    found
}

/// The day on which a work was issued, where it is known and the number means no other.
fn issued(work: &WorkId, evidence: &Evidence) -> Option<PartialDate> {
    let known = || work.year.is_some().then(|| evidence.issue_date(work)).flatten();
    let day = |date: &PartialDate| matches!(date, PartialDate::Day(_));
    work.date.filter(day).or_else(|| known().filter(day))
}

/// The citation with its date, which stands behind number and symbol and before the issuer.
fn with_date(reference: &Reference, date: PartialDate) -> String {
    let text = &reference.text;
    let at = text.find(" của ").unwrap_or(text.len());
    format!("{} ngày {}{}", &text[..at], date.written(), &text[at..])
}

/// A work in full, as far as it is known.
fn named(work: &WorkId) -> String {
    match work.date {
        Some(date @ PartialDate::Day(_)) => format!("{work} ngày {}", date.written()),
        _ => work.to_string(),
    }
}

/// A day that is written with the mention and that no calendar has.
fn impossible_date(draft: &Draft<'_>, reference: &Reference) -> Option<String> {
    static DAY: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"^[\s,]*ngày\s+(?P<d>\d{1,2})\s*(?:[/.-]|tháng)\s*(?P<m>\d{1,2})\s*(?:[/.-]|năm)\s*(?P<y>(?:19|20)\d{2})\b",
        )
        .expect("a valid pattern")
    });
    if matches!(reference.date, Some(PartialDate::Day(_))) {
        return None;
    }
    let inside = reference.text.find("ngày").map(|at| &reference.text[at..]);
    let behind = after(draft.text, reference.evidence.span);
    let m = inside.and_then(|words| DAY.captures(words)).or_else(|| DAY.captures(behind))?;
    let number = |name: &str| m.name(name).and_then(|part| part.as_str().parse::<i16>().ok());
    let (day, month, year) = (number("d")?, number("m")?, number("y")?);
    let date = Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?);
    date.is_err().then(|| m[0].trim_start_matches([',', ' ']).to_owned())
}

/// The kind that the symbol says, where the word written before the number says another.
fn other_kind(reference: &Reference, id: &WorkId) -> Option<DirectiveKind> {
    use DirectiveKind::{
        ChuongTrinh, CongVan, DeAn, KeHoach, Khac, QuyChe, QuyDinh, QuyetDinh, ThongTu, ThongTuLienTich,
    };
    let (word, symbol) = (reference.kind, id.kind?);
    let said = reference.text.to_lowercase().starts_with(&word.name().to_lowercase());
    // Codes of kinds and of offices can be the same letters (CT: chỉ thị, Cục Thuế); before an agency's code it is a kind.
    let written = reference.symbol.as_deref()?;
    let (code, agency) = written.split_once(['-', '/'])?;
    let issuers = ["BGDĐT", "SGDĐT", "PGDĐT", "GDĐT", "UBND", "HĐND", "TTG", "CP", "BTC", "BNV", "BYT"];
    let coded = matches!(code, "QĐ" | "NQ" | "KH" | "HD" | "TB" | "BC" | "TTR" | "NĐ" | "TT")
        && issuers.contains(&plain_symbol(agency).as_str())
        && !matches!(symbol, CongVan | Khac);
    // A plan, a scheme or rules are often called so that a decision issued.
    let attached = symbol == QuyetDinh && matches!(word, KeHoach | DeAn | ChuongTrinh | QuyChe | QuyDinh);
    let joint = matches!((word, symbol), (ThongTu, ThongTuLienTich) | (ThongTuLienTich, ThongTu));
    (said && coded && word != symbol && word != Khac && !attached && !joint).then_some(symbol)
}

/// Whether a circular's or decree's number stands without its year.
fn lacks_year(reference: &Reference, id: &WorkId) -> bool {
    let Some(symbol) = id.symbol.as_deref().filter(|_| id.number.is_some() && id.year.is_none()) else { return false };
    let code = symbol.split('-').next().unwrap_or_default();
    let regulation = matches!(
        (code, id.kind),
        ("TT", Some(DirectiveKind::ThongTu))
            | ("NĐ", Some(DirectiveKind::NghiDinh))
            | ("TTLT", Some(DirectiveKind::ThongTuLienTich))
    );
    let old = reference.date.is_some_and(|date| date.year() < NUMBERS_BEAR_THE_YEAR);
    regulation && symbol.contains('-') && !old
}

/// "… được sửa đổi, bổ sung bởi Nghị định số …": named only to say which state of the other is meant.
fn is_amender(text: &str, reference: &Reference) -> bool {
    let (base, words) = sentence(text, reference.evidence.span);
    let before = words.get(..reference.evidence.span.start.saturating_sub(base)).unwrap_or_default();
    before.contains("sửa đổi, bổ sung") || before.contains("được sửa đổi") || before.contains("được bổ sung")
}

/// What the first mention of a document lacks; nothing for later ones and for laws, which are cited by name.
fn missing(draft: &Draft<'_>, index: usize, reference: &Reference) -> Vec<MissingPart> {
    let id = WorkId::of_reference(reference);
    // Judgments and the like are cited by rules of their own.
    let other = matches!(id.kind, None | Some(DirectiveKind::Luat | DirectiveKind::PhapLenh | DirectiveKind::Khac));
    if id.number.is_none() || other || is_amender(draft.text, reference) {
        return Vec::new();
    }
    let same = |other: &Reference| {
        let other = WorkId::of_reference(other);
        other.number == id.number && other.kind == id.kind
    };
    let bare = id.symbol.is_none();
    let told_before = draft.references[..index].iter().any(|other| other.work == reference.work || bare && same(other));
    let told_later = bare && draft.references[index..].iter().any(|other| other.symbol.is_some() && same(other));
    if told_before || told_later {
        return Vec::new();
    }
    let parts = [
        (MissingPart::Symbol, bare),
        (MissingPart::Date, reference.date.is_none()),
        (MissingPart::Issuer, reference.issuer.is_none()),
        (MissingPart::Subject, reference.title.is_none()),
    ];
    parts.into_iter().filter(|(_, missing)| *missing).map(|(part, _)| part).collect()
}
