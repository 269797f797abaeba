//! What the directive governs: school years and levels of education.

use std::sync::LazyLock;

use regex::Regex;

use super::agency::speaker;
use super::{Found, Opening};
use crate::detect::letters::lower;
use crate::detect::outline::{Mode, is_capitals, label_of, mode_of};
use crate::detect::tokens::Cues;
use crate::directive::education::{levels_in, school_years_at, school_years_in};
use crate::directive::{DirectiveKind, Level, SchoolYear, Span};
use crate::text::{Text, Zone, word_count};

/// How many paragraphs of the body count as its opening.
const OPENING: usize = 8;

/// Reads both.
pub fn read(found: &mut Found<'_>, opening: &Opening) {
    let from = if opening.has_letterhead { opening.body.saturating_sub(1) } else { 0 };
    let headings = headings(found.text, from);
    read_years(found, opening, &headings);
    read_levels(found, opening, &headings);
    // A district (phòng) has no upper secondary schools: its "giáo dục trung học" is the lower one.
    let district = found.header.issuer.as_deref().is_some_and(|issuer| issuer.to_lowercase().starts_with("phòng "));
    if district && found.header.levels.len() > 1 {
        found.header.levels.retain(|level| *level != Level::Thpt);
    }
}

/// The short lines of the body that say what follows: in capitals, or numbered.
fn headings(text: &Text, from: usize) -> Vec<(Span, &str)> {
    let mut found = Vec::new();
    for p in text.paragraphs.iter().skip(from) {
        if p.zone != Zone::Body || p.span.len() > 400 {
            continue;
        }
        let words = text.slice(p.span).trim();
        if words.ends_with([';', '.', ',']) {
            continue;
        }
        let label = label_of(words, None);
        if (label.is_some() || is_capitals(words)) && word_count(words) <= 30 {
            found.push((p.span, label.map_or(words, |l| words.get(l.rest..).unwrap_or_default())));
        }
    }
    found
}

fn read_years(found: &mut Found<'_>, opening: &Opening, headings: &[(Span, &str)]) {
    let text = found.text;
    let subject_span = found.header.found.iter().find(|f| f.field == "subject").map(|f| f.evidence.span);
    if let (Some(subject), Some(span)) = (&found.header.subject, subject_span) {
        let years = own_years(subject, found.header.kind);
        if !years.is_empty() {
            return set_years(found, years, span, "header/years-subject", 0.95);
        }
    }
    let opening_paragraphs = || {
        let body = text.paragraphs.iter().skip(opening.body.saturating_sub(1));
        body.filter(|p| p.zone == Zone::Body).take(OPENING)
    };
    for p in opening_paragraphs() {
        // Below "KẾT QUẢ THỰC HIỆN …" a statement opens the report on the year that is over.
        let mut above = headings.iter().filter(|(span, _)| span.start < p.span.start);
        if above.any(|(_, words)| mode_of(words, None) == Some(Mode::Report)) {
            break;
        }
        let words = text.slice(p.span).trim();
        // The statement that opens the substance: "…, Phòng … hướng dẫn … năm học 2023-2024 như sau:".
        if words.ends_with(':') || OPENS_BODY.is_match(words) {
            let said = speaker(words).map_or(words, |(at, _)| &words[at.start..]);
            let last = school_years_at(&without_citations(said)).last().map(|(_, year)| *year);
            if let Some(year) = last
                && !is_report_of(words)
            {
                return set_years(found, vec![year], p.span, "header/years-opening", 0.85);
            }
        }
        if label_of(words, None).is_some() {
            break;
        }
    }
    let stated: Vec<(Span, SchoolYear, Option<Mode>)> = headings
        .iter()
        .filter_map(|(span, words)| match school_years_in(words)[..] {
            [year] => Some((*span, year, mode_of(words, None))),
            _ => None,
        })
        .collect();
    // A report that looks back and plans ahead governs the year it plans.
    let planned: Vec<_> = stated.iter().filter(|(.., mode)| *mode != Some(Mode::Report)).collect();
    let pool: Vec<_> = if planned.is_empty() { stated.iter().collect() } else { planned };
    let most = pool.iter().max_by_key(|(span, year, _)| {
        (pool.iter().filter(|(_, y, _)| y == year).count(), std::cmp::Reverse(span.start))
    });
    if let Some(&&(span, year, _)) = most {
        set_years(found, vec![year], span, "header/years-heading", 0.75);
    }
}

fn set_years(found: &mut Found<'_>, years: Vec<SchoolYear>, span: Span, rule: &str, confidence: f32) {
    found.header.school_years = years;
    found.note("school_years", span, rule, confidence);
}

/// The years a subject states, without those of documents that it cites. In "kết quả năm học A, phương hướng năm học
/// B" the planned one governs; whose figures stand in which part is told by the headings (`outline`).
fn own_years(subject: &str, kind: Option<DirectiveKind>) -> Vec<SchoolYear> {
    let plain = without_citations(subject);
    let years = school_years_in(&plain);
    if years.len() < 2 {
        return years;
    }
    let planned = AHEAD.find(&plain).map(|m| school_years_in(&plain[m.start()..]));
    let is_report = matches!(kind, None | Some(DirectiveKind::BaoCao)) || is_report_of(&plain);
    planned.filter(|planned| is_report && !planned.is_empty()).unwrap_or(years)
}

fn is_report_of(words: &str) -> bool {
    static BACK: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"(?i)(?:kết quả|tổng kết|đánh giá)").expect("a valid pattern"));
    BACK.find(words).is_some_and(|m| words[..m.start()].split_whitespace().count() < 6)
}

/// A text without the titles of the documents it cites: from a number with a symbol up to the clause's end.
fn without_citations(words: &str) -> String {
    let mut kept = String::with_capacity(words.len());
    let mut at = 0;
    while let Some(m) = CITATION.find_at(words, at) {
        kept.push_str(&words[at..m.start()]);
        kept.push(' ');
        let title = words[m.end()..].char_indices().take(400).take_while(|(_, c)| !matches!(c, ';' | ':' | ',' | '\n'));
        at = m.end() + title.last().map_or(0, |(i, c)| i + c.len_utf8());
    }
    kept.push_str(&words[at..]);
    kept
}

fn read_levels(found: &mut Found<'_>, opening: &Opening, headings: &[(Span, &str)]) {
    let text = found.text;
    let span_of =
        |found: &Found<'_>, field: &str| found.header.found.iter().find(|f| f.field == field).map(|f| f.evidence.span);
    let subject = found.header.subject.clone().unwrap_or_default();
    let is_school =
        |issuer: &String| ["Trường", "Trung tâm", "Mầm non", "Nhóm trẻ"].iter().any(|w| issuer.starts_with(w));
    let school = found.header.issuer.clone().filter(is_school).unwrap_or_default();
    // A school of one level governs no other, whatever its papers name.
    let one_level = governed(&school).len() == 1;
    let recipients = found.header.recipients.join("; ");
    // A district's or commune's office acts for all its schools, whatever schools are addressed beside it.
    let beside = if OFFICES.is_match(&recipients) { governed(&without_citations(&recipients)) } else { Vec::new() };
    let recipients = if beside.is_empty() { recipients } else { String::new() };
    let subject = ("subject", subject, 0.93);
    let issuer = ("issuer", school, 0.9);
    let recipients = ("recipients", recipients, 0.85);
    let tries = if one_level { [issuer, subject, recipients] } else { [subject, issuer, recipients] };
    for (field, words, confidence) in tries {
        let levels = governed(&without_citations(&words));
        if let (false, Some(span)) = (levels.is_empty(), span_of(found, field)) {
            let own = levels_of_unit(&found.header.symbol);
            let narrowed = field == "recipients" && own.len() == 1 && levels.contains(&own[0]);
            found.header.levels = if narrowed { own } else { levels };
            return found.note("levels", span, &format!("header/levels-{field}"), confidence);
        }
    }
    let body = || text.paragraphs.iter().skip(opening.body.saturating_sub(1)).filter(|p| p.zone == Zone::Body);
    // The opening statement, then the provision on whom the directive binds (đối tượng áp dụng).
    let statement = body().take(OPENING).find_map(|p| {
        let words = text.slice(p.span);
        let (at, _) = speaker(words)?;
        Some((p.span, governed(&without_citations(&words[at.end..]))))
    });
    let with = |cue: Cues| {
        let body = text.paragraphs.iter().zip(found.tokens.passages()).skip(opening.body.saturating_sub(1));
        let near = body.filter(|(p, _)| p.zone == Zone::Body).take(60);
        near.filter(move |(_, words)| words.cues.has(cue)).map(|(p, _)| p)
    };
    let binding = with(Cues::APPLIES).find(|p| {
        let words = text.slice(p.span);
        BINDS.is_match(words) && !EXEMPTS.is_match(words)
    });
    // "Thông tư này quy định việc … trong các cơ sở giáo dục mầm non, …": the scope (phạm vi điều chỉnh).
    let regulates = with(Cues::THIS).find(|p| REGULATES.is_match(text.slice(p.span)));
    let regulates = regulates.map(|p| (p.span, governed(&without_citations(text.slice(p.span)))));
    let binding = binding.map(|p| (p.span, governed(&without_citations(text.slice(p.span)))));
    let pools = [
        (statement, "header/levels-opening", 0.8),
        (binding, "header/levels-binding", 0.8),
        (regulates, "header/levels-scope", 0.75),
    ];
    for (pool, rule, confidence) in pools {
        if let Some((span, levels)) = pool.filter(|(_, levels)| !levels.is_empty()) {
            found.header.levels = levels;
            return found.note("levels", span, rule, confidence);
        }
    }
    // Items that go through the levels one by one ("1. Mầm non: …", "2. Tiểu học: …").
    let mut led: Vec<Level> = Vec::new();
    let mut first = None;
    for p in body() {
        let words = text.slice(p.span).trim();
        let head = label_of(words, None).and_then(|l| words.get(l.rest..)).and_then(|rest| rest.split_once(':'));
        let Some((head, _)) = head.filter(|(head, _)| word_count(head) <= 4) else { continue };
        if let ([level], true) = (&levels_in(head)[..], LEVEL_NAME.is_match(head.trim())) {
            first.get_or_insert(p.span);
            led.push(*level);
        }
    }
    led.sort();
    led.dedup();
    if let Some(span) = first.filter(|_| led.len() > 1) {
        found.header.levels = led;
        return found.note("levels", span, "header/levels-items", 0.7);
    }
    // Headings that are about one level each.
    let mut levels: Vec<Level> = Vec::new();
    let mut first = None;
    let about_level =
        |words: &str| ABOUT_LEVEL.is_match(words) || OF_LEVEL.is_match(words) && levels_in(words).len() == 1;
    for (span, words) in headings.iter().filter(|(_, words)| about_level(words)) {
        first.get_or_insert(*span);
        levels.extend(levels_in(words));
    }
    levels.sort();
    levels.dedup();
    if let Some(span) = first.filter(|_| !levels.is_empty()) {
        found.header.levels = levels;
        return found.note("levels", span, "header/levels-headings", 0.75);
    }
    // The unit that drew it up: "215/PGDĐT-GDTH".
    let own = levels_of_unit(&found.header.symbol);
    if let (false, Some(span)) = (own.is_empty(), span_of(found, "symbol")) {
        found.header.levels = own;
        return found.note("levels", span, "header/levels-unit", 0.6);
    }
    if let (false, Some(span)) = (beside.is_empty(), span_of(found, "recipients")) {
        // Such an office looks after the schools below the upper secondary ones (Nghị định 127/2018/NĐ-CP).
        found.header.levels = [vec![Level::MamNon, Level::TieuHoc, Level::Thcs], beside].concat();
        found.header.levels.sort();
        found.header.levels.dedup();
        return found.note("levels", span, "header/levels-recipients", 0.6);
    }
    // Last, the schools among those that get a copy to act on it ("Các trường tiểu học, THCS;").
    let schools: Vec<&str> =
        found.header.cc.iter().map(String::as_str).filter(|c| c.contains("trường") || c.contains("Trường")).collect();
    let levels = governed(&schools.join("; "));
    if let (false, Some(span)) = (levels.is_empty(), span_of(found, "cc")) {
        found.header.levels = levels;
        found.note("levels", span, "header/levels-copies", 0.6);
    }
}

/// The levels that the unit in a symbol works for: "PGDĐT-GDTH", "SGDĐT-GDTrH"; offices have none.
fn levels_of_unit(symbol: &Option<String>) -> Vec<Level> {
    let unit = symbol.as_deref().and_then(|s| s.rsplit_once('-')).map(|(_, unit)| unit.to_uppercase());
    match unit.as_deref() {
        Some("MN" | "GDMN" | "MNON") => vec![Level::MamNon],
        Some("TH" | "GDTH") => vec![Level::TieuHoc],
        Some("THCS" | "GDTHCS") => vec![Level::Thcs],
        Some("TRH" | "GDTRH") => vec![Level::Thcs, Level::Thpt],
        Some("GDTX") => vec![Level::Gdtx],
        _ => Vec::new(),
    }
}

/// The levels that words put under a directive: "giáo dục phổ thông" is grades 1 to 12; schools of two levels
/// ("TH&THCS") say nothing beside a level named alone.
fn governed(words: &str) -> Vec<Level> {
    let lower = lower(words);
    // "Ngành Giáo dục Mầm non trình độ cao đẳng" is a course of study.
    if lower.contains("độ") && COURSE.is_match(words) {
        return Vec::new();
    }
    let alone = if words.contains(['&', '-']) { levels_in(&JOINED.replace_all(words, " ")) } else { Vec::new() };
    let alone = if lower.contains("và") { beside_both(words).unwrap_or(alone) } else { alone };
    let mut levels = if alone.is_empty() { levels_in(words) } else { alone };
    // The name of the general curriculum says nothing beside a level.
    let of_curriculum = |at: usize| words[..at].trim_end().ends_with("rình");
    if lower.contains("phổ") && GENERAL.find_iter(words).any(|m| levels.is_empty() || !of_curriculum(m.start())) {
        levels.extend([Level::TieuHoc, Level::Thcs, Level::Thpt]);
    }
    levels.sort();
    levels.dedup();
    levels
}

/// "Các trường THCS, TH và THCS": beside a level alone, schools of that and another one say nothing of the other.
fn beside_both(words: &str) -> Option<Vec<Level>> {
    let apart = levels_in(&JOINED_BY_AND.replace_all(words, " "));
    let both: Vec<Level> = JOINED_BY_AND.find_iter(words).flat_map(|m| levels_in(m.as_str())).collect();
    (!apart.is_empty() && apart.iter().all(|level| both.contains(level))).then_some(apart)
}

static OPENS_BODY: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?i)(?:như\s+sau|sau\s+đây|cụ\s+thể)\s*[:.]?\s*$").expect("a valid pattern"));
static AHEAD: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)(?:phương\s+hướng|kế\s+hoạch|mục\s+tiêu|triển\s+khai\s+nhiệm\s+vụ|nhiệm\s+vụ\s+trọng\s+tâm|nhiệm\s+vụ,?\s+giải\s+pháp|và\s+nhiệm\s+vụ)")
        .expect("a valid pattern")
});
/// The number and the first letter of the symbol of a cited document; its title goes on behind them.
static CITATION: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"[0-9]+(?:/[0-9]{4})?[/-]\p{Lu}").expect("a valid pattern"));
static BINDS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)(?:^|\W)áp\s+dụng\s+(?:đối\s+với|cho|thống\s+nhất|tại|trong)|đối\s+tượng\s+áp\s+dụng[^\n]{10}")
        .expect("a valid pattern")
});
static LEVEL_NAME: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^(?:(?:giáo\s+dục|cấp|bậc|cấp\s+học|bậc\s+học)\s+)?(?:mầm\s+non|tiểu\s+học|trung\s+học(?:\s+(?:cơ\s+sở|phổ\s+thông))?|thcs|thpt|giáo\s+dục\s+thường\s+xuyên|gdtx)$")
        .expect("a valid pattern")
});
static EXEMPTS: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?i)(?:^|\W)không\s+áp\s+dụng").expect("a valid pattern"));
static REGULATES: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^\W*(?:1\.\s*)?(?:thông\s+tư|thông\s+tư\s+liên\s+tịch|quy\s+định|quy\s+chế|nghị\s+định|quyết\s+định|điều\s+lệ)\s+này\s+(?:quy\s+định|hướng\s+dẫn)")
        .expect("a valid pattern")
});
static ABOUT_LEVEL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?i:\s*(?:đối\s+với\s+|về\s+)?(?:giáo\s+dục|gd|cấp|bậc|cấp\s+học|bậc\s+học|ngành\s+học|trường|các\s+trường)\s+(?:mầm|tiểu|trung|thường|mn|th|gdtx))")
        .expect("a valid pattern")
});
static OF_LEVEL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i:(?:^|\W)(?:cấp|bậc|cấp\s+học|giáo\s+dục)\s+(?:mầm|tiểu|trung|thường|(?:mn|th)(?:\W|$)|thcs|thpt))")
        .expect("a valid pattern")
});
static OFFICES: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)(?:^|\W)(?:ubnd|[uủ][ỷyỉ]?\s+ban\s+nhân\s+dân|phòng\s+(?:giáo\s+dục|gd|văn\s+hóa|văn\s+hoá|vh))")
        .expect("a valid pattern")
});
static COURSE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)(?:^|\W)trình\s+độ\s+(?:cao\s+đẳng|đại\s+học|trung\s+cấp)").expect("a valid pattern")
});
static JOINED: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?-u:\b)(?:MN|TH|THCS)\s*[&-]\s*(?:TH|THCS|THPT)(?-u:\b)").expect("a valid pattern"));
static JOINED_BY_AND: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)(?:TH|tiểu\s+học|THCS|trung\s+học\s+cơ\s+sở)\s+và\s+(?:THCS|trung\s+học\s+cơ\s+sở|THPT|trung\s+học\s+phổ\s+thông)")
        .expect("a valid pattern")
});
static GENERAL: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?i)(?:giáo\s+dục|trường|cấp)\s+phổ\s+thông").expect("a valid pattern"));
