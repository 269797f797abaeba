//! The subject (trích yếu): the lines under the kind, or those behind "V/v" in a công văn.

use std::sync::LazyLock;

use regex::Regex;

use super::Found;
use super::kind::kind_heading;
use super::letterhead::is_sentence;
use super::lines::{Line, Role};
use super::list::clean;
use crate::detect::outline::label_of;
use crate::directive::Span;

/// The subject under the kind: the lines down to the recitals, a stroke, or the first sentence.
pub fn read_title(found: &mut Found<'_>, lines: &[Line<'_>], heading: usize, rest: usize) {
    let line = &lines[heading];
    let rest = rest.min(line.text.len());
    // "CHƯƠNG TRÌNH HÀNH ĐỘNG", "KẾ HOẠCH LIÊN NGÀNH": the rest of the kind, with the title behind or below it.
    const KINDRED: [&str; 4] = ["HÀNH ĐỘNG", "PHỐI HỢP", "LIÊN NGÀNH", "LIÊN TỊCH"];
    let beside = line.text[rest..].trim();
    let title = KINDRED.iter().find_map(|kindred| beside.strip_prefix(kindred));
    let title = title.filter(|title| title.is_empty() || title.starts_with(' ')).unwrap_or(beside);
    let mut words = vec![title.trim_start()];
    let mut span = Span::new(line.span.start + rest, line.span.end);
    for (k, line) in lines[heading + 1..].iter().enumerate() {
        let so_far = words.iter().any(|w| !w.is_empty());
        match line.role {
            Role::Date | Role::Motto | Role::Number | Role::Stamp if !so_far => continue,
            Role::Rule if !so_far => continue,
            Role::Words | Role::Capitals | Role::About => {}
            _ => break,
        }
        // A table right behind the title is none of it; a letterhead that is set as a table holds its title too.
        // "NGHỊ QUYẾT / CỦA BAN CHẤP HÀNH ĐẢNG BỘ TỈNH / về …": whose it is, not what about.
        let below =
            lines.get(heading + k + 2).is_some_and(|next| next.text.starts_with("về ") || next.text.starts_with("Về "));
        if !so_far && line.role == Role::Capitals && line.text.starts_with("CỦA ") && below {
            continue;
        }
        let row = line.cell && !lines[heading].cell || line.text.matches('|').count() >= 2;
        if so_far && row {
            break;
        }
        let count = line.text.split_whitespace().count();
        let sentence = line.text.ends_with(':') || line.text.ends_with('.') && count > 12;
        let opens = OPENS.is_match(line.text) && (so_far && count > 12 || sentence);
        let aside = line.text.starts_with('(') && line.text.ends_with(')');
        if sentence || opens || count > 120 || k > 9 || aside || label_of(line.text, None).is_some() {
            break;
        }
        let enacts = OFFICE.is_match(line.text) && !words.last().is_some_and(|w| w.ends_with(['A', 'À', ',']));
        if so_far && line.role == Role::Capitals && (kind_heading(line).is_some() || enacts) {
            break;
        }
        if !so_far {
            span.start = line.span.start;
        }
        // A paragraph that a reader ran into the title: "… tỉnh Sông Lam Năm học 2024-2025, toàn tỉnh …".
        if count > 40
            && let Some(cut) =
                RUNS_ON.find_iter(line.text).find(|m| line.text[..m.start()].split_whitespace().count() > 5)
        {
            words.push(line.text[..cut.start()].trim_end());
            span.end = line.span.start + cut.start();
            break;
        }
        words.push(line.text);
        span.end = line.span.end;
    }
    let subject = clean(&words.join(" "));
    let subject = ABOUT_WORDS.replace(&subject, "").trim().to_owned();
    if subject.chars().any(char::is_alphabetic) {
        found.header.subject = Some(subject);
        found.note("subject", span, "header/subject-title", 0.93);
    }
}

/// The subject of a công văn: from "V/v" over the lines that go on with it.
pub fn read_about(found: &mut Found<'_>, lines: &[Line<'_>]) {
    let Some(at) = lines.iter().position(|l| l.role == Role::About) else { return };
    let mut words = lines[at].text.to_owned();
    let mut end = lines[at].span.end;
    // A line or two in a narrow column; more than a few are other lines that a poor scan ran together.
    for line in lines[at + 1..].iter().take(8) {
        match line.role {
            Role::Date | Role::Motto => continue,
            Role::Words if !line.text.starts_with('-') && label_of(line.text, None).is_none() => {}
            _ => break,
        }
        if is_sentence(line.text) || line.text.split_whitespace().count() > 30 {
            break;
        }
        words.push(' ');
        words.push_str(line.text);
        end = line.span.end;
    }
    let subject = clean(&ABOUT_WORDS.replace(&words, ""));
    if !subject.is_empty() {
        found.header.subject = Some(subject);
        found.note("subject", Span::new(lines[at].span.start, end), "header/subject-about", 0.95);
    }
}

static ABOUT_WORDS: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^(?i:v/v|vv:|v\.v|về\s+việc)\s*:?\s*").expect("a valid pattern"));
/// The office that enacts, on a line of its own above the recitals.
static OFFICE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"^(?:BỘ TRƯỞNG|CHỦ TỊCH|THỦ TƯỚNG|GIÁM ĐỐC|HIỆU TRƯỞNG|TRƯỞNG PHÒNG|CHÍNH PHỦ|QUỐC HỘI|HỘI ĐỒNG NHÂN DÂN",
        r"|[ỦU][YỶ] BAN NHÂN DÂN|ỦY BAN|UBND|HĐND|BAN THƯỜNG VỤ|BAN CHẤP HÀNH|TỔNG CỤC TRƯỞNG|LIÊN BỘ)(?:\W|$)",
    ))
    .expect("a valid pattern")
});
/// Words that begin the body, with their capital.
static RUNS_ON: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r" (?:Năm học \d|Căn cứ|Thực hiện|Để |Nhằm|Thời gian qua|Trong (?:năm|thời)|Trên cơ sở|Sau )")
        .expect("a valid pattern")
});
/// Words that open the first sentence rather than go on with a title.
static OPENS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?i:thực\s+hiện|căn\s+cứ|theo|để|nhằm|trên\s+cơ\s+sở|ngày|năm\s+học|được|xét)(?:\W|$)")
        .expect("a valid pattern")
});
