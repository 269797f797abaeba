//! What the reader of a calendar sees of a deadline.

use super::Row;
use super::placing::{Moved, Placing};
use crate::directive::{Deadline, DeadlineKind, PartialDate};
use crate::export::source;
use crate::render::{Lang, dates, messages, review};
use crate::store::Found;

/// Who must do what, and which directive says so; where the text names neither, the words that set the time.
pub fn summary(row: &Row<'_>, lang: Lang) -> String {
    // A calendar holds the deadlines of many directives, and of other calendars.
    format!("{} ({})", task(row), source::short_name(&row.found.document, lang))
}

fn task(row: &Row<'_>) -> String {
    let fact = &row.found.fact;
    let what = fact.action.as_deref().filter(|what| !what.trim().is_empty());
    let who = fact.who.as_deref().filter(|who| !who.trim().is_empty());
    match (who, what) {
        // The action may begin with who acts.
        (Some(who), Some(what)) if what.to_lowercase().starts_with(&who.to_lowercase()) => what.to_owned(),
        (Some(who), Some(what)) => format!("{who}: {what}"),
        (Some(words), None) | (None, Some(words)) => words.to_owned(),
        (None, None) if row.clause.sentence.is_empty() => fact.text.clone(),
        (None, None) => row.clause.sentence.clone(),
    }
}

/// How the time is set, as calendars group events.
pub fn category(found: &Found<Deadline>, lang: Lang) -> &'static str {
    messages::deadline_kind(found.fact.kind, lang)
}

/// The words as written, why the event stands where it stands, the sentence, the source.
pub fn description(row: &Row<'_>, placing: &Placing, lang: Lang) -> Vec<String> {
    let found = row.found;
    let fact = &found.fact;
    let mut lines = vec![format!(
        "{}: “{}”. {}",
        lang.pick("Thời gian ghi", "Time as written"),
        fact.text,
        why(fact, placing, lang)
    )];
    if !row.clause.sentence.is_empty() {
        lines.push(format!("{}: {}", lang.pick("Nguyên văn", "As written"), row.clause.sentence));
    }
    lines.extend(fact.section.as_ref().map(|section| format!("{}: {section}", lang.pick("Mục", "Section"))));
    lines.push(format!(
        "{}: {}",
        lang.pick("Nguồn", "Source"),
        source::full(&found.document, fact.evidence.page, lang)
    ));
    lines.extend(review::note(&found.review, lang));
    if let Some(year) = found.school_year {
        let inferred = if found.year_inferred { lang.pick(" (theo ngày ban hành)", " (from its date)") } else { "" };
        lines.push(format!("{} {year}{inferred}", lang.pick("Năm học", "School year")));
    }
    lines
}

/// Why it stands on its day.
fn why(fact: &Deadline, placing: &Placing, lang: Lang) -> String {
    let day = |day| dates::date(PartialDate::Day(day));
    match placing {
        Placing::Days { last, moved: Some(Moved::Before), .. } => {
            let named = fact.end.map(dates::date).unwrap_or_default();
            let last = day(*last);
            lang.pick(
                format!("Phải xong trước {named}, nên xếp vào ngày cuối còn kịp: {last}."),
                format!("To be done before {named}, so it stands on the last day in time: {last}."),
            )
        }
        Placing::Days { first, moved: Some(Moved::Open), .. } => {
            let first = day(*first);
            lang.pick(
                format!("Từ {first}, văn bản không ghi ngày kết thúc."),
                format!("From {first} on, the text gives no end."),
            )
        }
        Placing::Days { last, moved: Some(Moved::LastDay), .. } => {
            let last = day(*last);
            lang.pick(
                format!("Văn bản không ghi ngày, xếp vào ngày cuối: {last}."),
                format!("The text names no day, it stands on the last one: {last}."),
            )
        }
        Placing::Days { first, last, moved: None } if first == last => {
            let on = day(*first);
            lang.pick(format!("Xếp vào ngày {on}."), format!("It stands on {on}."))
        }
        Placing::Days { first, last, moved: None } => {
            let (first, last) = (day(*first), day(*last));
            lang.pick(format!("Từ {first} đến hết {last}."), format!("From {first} to {last}, both included."))
        }
        Placing::Again { rule, .. } if rule.is_open() => lang
            .pick("Lặp lại hằng năm, văn bản không ghi năm kết thúc.", "Comes again every year, the text gives no end.")
            .to_owned(),
        Placing::Again { .. } => lang
            .pick("Lặp lại đến hết năm học (31/8).", "Comes again until the school year ends (31 August).")
            .to_owned(),
        Placing::Undated if fact.kind == DeadlineKind::Recurring => lang
            .pick(
                "Văn bản không ghi ngày nào mỗi kỳ: xếp vào danh sách việc.",
                "The text says how often and no day: it is in the list of tasks.",
            )
            .to_owned(),
        Placing::Undated => lang
            .pick(
                "Văn bản không ghi ngày: xếp vào danh sách việc.",
                "The text gives no day: it is in the list of tasks.",
            )
            .to_owned(),
    }
}
