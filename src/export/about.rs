//! What an export says of itself: the filters in force, and what is not in it.

use jiff::civil::Date;

use super::ics;
use crate::answer::{DeadlineFilter, Deadlines, DiffFilter, TargetFilter, Unread};
use crate::directive::{Level, PartialDate, SchoolYear};
use crate::render::{Lang, dates, messages};

/// The filters of a list of deadlines, in a line.
pub fn of_deadlines(filter: &DeadlineFilter, lang: Lang) -> String {
    let day = |day: Date| dates::date(PartialDate::Day(day));
    let mut parts = common(filter.year, filter.level, filter.issuer.as_deref(), lang);
    parts.extend(filter.from.map(|from| format!("{} {}", lang.pick("từ ngày", "from"), day(from))));
    parts.extend(filter.to.map(|to| format!("{} {}", lang.pick("đến ngày", "to"), day(to))));
    parts.extend(filter.kind.map(|kind| kind_of(messages::deadline_kind(kind, lang), lang)));
    line(parts, lang)
}

/// What a calendar says of itself: the filters, how many events and tasks, what was not read.
pub fn of_calendar(answer: &Deadlines, rows: &[ics::Row<'_>], lang: Lang) -> Vec<String> {
    let (dated, undated) = ics::counts(rows);
    let counts = lang.pick(
        format!("{dated} sự kiện có ngày; {undated} việc không ghi ngày nằm trong danh sách việc."),
        format!("{dated} events with a day; {undated} without one are in the list of tasks."),
    );
    vec![of_deadlines(&answer.filter, lang), counts, unread(answer.unread, lang), proposal(lang)]
}

/// The filters of a list of targets, in a line.
pub fn of_targets(filter: &TargetFilter, lang: Lang) -> String {
    let mut parts = common(filter.year, filter.level, filter.issuer.as_deref(), lang);
    parts.extend(filter.kind.map(|kind| kind_of(messages::target_kind(kind, lang), lang)));
    line(parts, lang)
}

/// The filters of a comparison, in a line.
pub fn of_diff(filter: &DiffFilter, lang: Lang) -> String {
    let mut parts = common(None, filter.level, filter.issuer.as_deref(), lang);
    let series = filter.series.as_ref();
    parts.extend(series.map(|name| format!("{} {name}", lang.pick("các phiên bản của", "the versions of"))));
    line(parts, lang)
}

/// What could not be read, in a line; that all was read, where nothing is missing.
pub fn unread(unread: Unread, lang: Lang) -> String {
    let note = messages::unread_note(unread.files, unread.pages, lang);
    note.unwrap_or_else(|| {
        lang.pick("Đã tính mọi tệp và trang của kho.", "All files and pages of the store are counted.").to_owned()
    })
}

/// What people should know of any export.
pub fn proposal(lang: Lang) -> String {
    lang.pick(
        "Do máy trích từ văn bản; hãy đối chiếu với trang được dẫn trước khi dùng.",
        "Extracted by a program; compare with the page given before use.",
    )
    .to_owned()
}

fn common(year: Option<SchoolYear>, level: Option<Level>, issuer: Option<&str>, lang: Lang) -> Vec<String> {
    let mut parts = Vec::new();
    parts.extend(year.map(|year| format!("{} {year}", lang.pick("năm học", "school year"))));
    parts.extend(level.map(|level| format!("{} {}", lang.pick("cấp", "level:"), messages::level(level, lang))));
    parts.extend(issuer.map(|words| format!("{} “{words}”", lang.pick("cơ quan ban hành có", "issuer with"))));
    parts
}

fn kind_of(kind: &str, lang: Lang) -> String {
    format!("{} {kind}", lang.pick("loại", "kind:"))
}

fn line(parts: Vec<String>, lang: Lang) -> String {
    let all = lang.pick("không lọc, toàn kho", "none, the whole store");
    let said = if parts.is_empty() { all.to_owned() } else { parts.join("; ") };
    format!("{}: {said}.", lang.pick("Bộ lọc", "Filter"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_filters_in_force_are_said() {
        let none = DeadlineFilter::default();
        assert_eq!(of_deadlines(&none, Lang::Vi), "Bộ lọc: không lọc, toàn kho.");
        let filter = DeadlineFilter {
            year: SchoolYear::beginning(2024),
            level: Some(Level::TieuHoc),
            issuer: Some("An Lão".to_owned()),
            from: "2024-09-01".parse().ok(),
            ..none
        };
        let want = "Bộ lọc: năm học 2024-2025; cấp tiểu học; cơ quan ban hành có “An Lão”; từ ngày 01/9/2024.";
        assert_eq!(of_deadlines(&filter, Lang::Vi), want);
    }
}
