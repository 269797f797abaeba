//! Deadlines as a calendar (iCalendar, RFC 5545) that calendar programs import.
//!
//! What has a day is an all-day event, what comes again on days that the text fixes is an event with a rule until the
//! school year ends ([`recurrence`]), all else is a task without a due day (VTODO): nothing is dropped. [`placing`] says
//! where a deadline goes, [`wording`] what the reader sees, [`identity`] under which lasting name. The bytes depend on
//! the rows alone: the stamps are of the documents' dates, not of the clock.

mod identity;
mod placing;
mod recurrence;
mod wording;

use icalendar::parser::{Calendar, Component, Parameter, Property};
use jiff::civil::Date;

use crate::directive::{Deadline, SchoolYear};
use crate::render::Lang;
use crate::store::Found;
use identity::Identities;
use placing::{Placing, place};

/// A deadline and the sentence that it stands in.
#[derive(Debug, Clone, Copy)]
pub struct Row<'a> {
    /// The deadline with its document.
    pub found: &'a Found<Deadline>,
    /// The sentence as written; empty where the text is not at hand.
    pub sentence: &'a str,
}

/// Before so many days a reminder is shown, once each.
const REMINDERS: [&str; 2] = ["-P7D", "-P1D"];

/// The calendar of `rows`. `name` is the title that calendar programs show, `about` says what the rows are and what is
/// not among them, line by line.
pub fn calendar(rows: &[Row<'_>], name: &str, about: &[String], lang: Lang) -> String {
    let properties = vec![
        property("VERSION", "2.0"),
        property("PRODID", "-//chidao//chidao//VI"),
        property("CALSCALE", "GREGORIAN"),
        property("METHOD", "PUBLISH"),
        // RFC 7986 has the names, most programs read those with X.
        property("NAME", &text([name])),
        property("X-WR-CALNAME", &text([name])),
        property("DESCRIPTION", &text(about)),
        property("X-WR-CALDESC", &text(about)),
    ];
    let mut identities = Identities::default();
    let components = rows.iter().map(|row| component(row, &identities.of(row), lang)).collect();
    folded(&Calendar { properties, components }.to_string())
}

/// The same lines, folded at 75 octets (RFC 5545, 3.1) and never inside a letter. The library folds as well, but lets the
/// last piece of a line have 76.
fn folded(ics: &str) -> String {
    const MOST: usize = 75;
    let mut out = String::with_capacity(ics.len());
    for line in ics.replace("\r\n ", "").split_terminator("\r\n") {
        let mut rest = line;
        let mut room = MOST;
        while rest.len() > room {
            let (piece, behind) = rest.split_at(rest.floor_char_boundary(room));
            out.push_str(piece);
            out.push_str("\r\n ");
            rest = behind;
            room = MOST - 1;
        }
        out.push_str(rest);
        out.push_str("\r\n");
    }
    out
}

/// How many of `rows` have a day in the calendar, and how many are tasks without one.
pub fn counts(rows: &[Row<'_>]) -> (usize, usize) {
    let undated = rows.iter().filter(|row| place(row.found) == Placing::Undated).count();
    (rows.len() - undated, undated)
}

fn component(row: &Row<'_>, uid: &str, lang: Lang) -> Component<'static> {
    let placing = place(row.found);
    let summary = text([wording::summary(row)]);
    let stamp = format!("{}T000000Z", compact(stamp(row.found)));
    let mut properties = vec![
        property("UID", uid),
        property("DTSTAMP", &stamp),
        property("LAST-MODIFIED", &stamp),
        // A directive does not change: what changes it is another directive, with names of its own.
        property("SEQUENCE", "0"),
        property("SUMMARY", &summary),
        property("DESCRIPTION", &text(wording::description(row, &placing, lang))),
        property("CATEGORIES", &text([wording::category(row.found, lang)])),
    ];
    let (first, last, rule) = match placing {
        Placing::Undated => {
            properties.push(property("STATUS", "NEEDS-ACTION"));
            return Component { name: "VTODO".into(), properties, components: Vec::new() };
        }
        Placing::Days { first, last, .. } => (first, last, None),
        Placing::Again { first, rule, .. } => (first, first, Some(rule)),
    };
    properties.push(day("DTSTART", first));
    // The end of an all-day event is the first day that is not of it.
    properties.push(day("DTEND", last.tomorrow().unwrap_or(last)));
    // A deadline takes nobody's time.
    properties.push(property("TRANSP", "TRANSPARENT"));
    let is_frequent = rule.as_ref().is_some_and(|rule| rule.is_frequent());
    properties.extend(rule.map(|rule| property("RRULE", &rule.to_string())));
    // Two reminders of what comes every day or week would drown the others.
    let reminders = if is_frequent { &[][..] } else { &REMINDERS };
    let components = reminders.iter().map(|before| reminder(before, &summary)).collect();
    Component { name: "VEVENT".into(), properties, components }
}

/// A reminder that shows `words`.
fn reminder(before: &str, words: &str) -> Component<'static> {
    let properties = [("ACTION", "DISPLAY"), ("DESCRIPTION", words), ("TRIGGER", before)];
    let properties = properties.map(|(name, value)| property(name, value)).to_vec();
    Component { name: "VALARM".into(), properties, components: Vec::new() }
}

/// A property whose value is written as it must stand in the file.
fn property(name: &'static str, value: &str) -> Property<'static> {
    Property { name: name.into(), val: value.to_owned().into(), params: Vec::new() }
}

fn day(name: &'static str, day: Date) -> Property<'static> {
    let date = Parameter { key: "VALUE".into(), val: Some("DATE".into()) };
    Property { params: vec![date], ..property(name, &compact(day)) }
}

/// `20240921`.
fn compact(day: Date) -> String {
    day.strftime("%Y%m%d").to_string()
}

/// The day that stands for when the deadline was set: the document's, or the first one of its school year.
fn stamp(found: &Found<Deadline>) -> Date {
    let issued = found.document.header.date.map(|date| date.first_day());
    let year = found.school_year.or(found.document.school_years.first().copied());
    issued.or_else(|| year.map(opening)).unwrap_or(Date::constant(1970, 1, 1))
}

/// The first day of a school year.
fn opening(year: SchoolYear) -> Date {
    Date::constant(year.first(), 9, 1)
}

/// The last day of a school year.
fn closing(year: SchoolYear) -> Date {
    Date::constant(year.last(), 8, 31)
}

/// Lines as a TEXT value (RFC 5545, 3.3.11), without control characters, which it forbids.
fn text<T: AsRef<str>>(lines: impl IntoIterator<Item = T>) -> String {
    let escaped = |line: T| {
        let words = line.as_ref().split(|c: char| c.is_whitespace() || c.is_control());
        let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
        words.join(" ").replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,")
    };
    lines.into_iter().map(escaped).collect::<Vec<_>>().join("\\n")
}

#[cfg(test)]
pub(super) mod tests {
    use std::rc::Rc;

    use icalendar::parser::{read_calendar, unfold};

    use super::*;
    use crate::directive::{DeadlineKind, DirectiveKind, Evidence, Header, Span};
    use crate::source::Format;
    use crate::store::{Document, Status};

    /// A directive of 4 September 2024 with number and issuer.
    fn document(number: &str, date: &str) -> Document {
        let header = Header {
            number: Some(number.to_owned()),
            symbol: Some("PGD-THCS".to_owned()),
            kind: Some(DirectiveKind::CongVan),
            date: date.parse().ok(),
            issuer: Some("Phòng GD&ĐT An Lão".to_owned()),
            ..Header::default()
        };
        Document {
            id: 7,
            path: "/kho/văn bản.pdf".to_owned(),
            status: Status::Read,
            reason: None,
            format: Some(Format::Pdf),
            pages: 9,
            pages_unread: 0,
            header,
            metadata: Default::default(),
            work: None,
            copy_of: None,
            school_years: Vec::new(),
            year_inferred: false,
        }
    }

    /// A deadline of school year 2024-2025 in a directive of 4 September 2024.
    pub fn found(
        text: &str,
        kind: DeadlineKind,
        start: &str,
        end: &str,
        exclusive: bool,
        often: Option<&str>,
    ) -> Found<Deadline> {
        let fact = Deadline {
            section: None,
            text: text.to_owned(),
            kind,
            start: start.parse().ok(),
            end: end.parse().ok(),
            exclusive,
            recurrence: often.map(str::to_owned),
            action: Some("nộp báo cáo; gửi bản mềm, bản in".to_owned()),
            who: Some("Các trường".to_owned()),
            school_year: None,
            explanation: Vec::new(),
            evidence: Evidence { page: 8, ..Evidence::in_line(Span::new(0, 1), "") },
        };
        Found {
            id: 1,
            document: Rc::new(document("322", "2024-09-04")),
            school_year: SchoolYear::beginning(2024),
            year_inferred: false,
            levels: Vec::new(),
            resolution: None,
            fact,
        }
    }

    fn written(list: &[Found<Deadline>]) -> String {
        let rows: Vec<Row<'_>> = list.iter().map(|found| Row { found, sentence: "Các trường nộp báo cáo." }).collect();
        calendar(&rows, "Thời hạn 2024-2025", &["Kho mẫu; chưa tính: 2 tệp".to_owned()], Lang::Vi)
    }

    fn value(ics: &str, name: &str) -> Vec<String> {
        let unfolded = unfold(ics);
        let read = read_calendar(&unfolded).expect("a calendar");
        let of = |component: &Component<'_>| component.find_prop(name).map(|property| property.val.as_str().to_owned());
        read.components.iter().filter_map(of).collect()
    }

    #[test]
    fn an_event_says_who_and_what_and_where_it_is_written() {
        let list = [found("trước 21/9/2024", DeadlineKind::Due, "", "2024-09-21", true, None)];
        let ics = written(&list);
        assert_eq!(value(&ics, "SUMMARY"), ["Các trường: nộp báo cáo; gửi bản mềm, bản in"]);
        let description = value(&ics, "DESCRIPTION").concat();
        for words in ["“trước 21/9/2024”", "20/9/2024", "Công văn 322/PGD-THCS ngày 04/9/2024", "trang 8"] {
            assert!(description.contains(words), "{words}: {description}");
        }
        assert_eq!((value(&ics, "DTSTART"), value(&ics, "DTEND")), (vec!["20240920".into()], vec!["20240921".into()]));
        assert_eq!(value(&ics, "DTSTAMP"), ["20240904T000000Z"]);
        assert_eq!(ics.matches("TRIGGER:-P7D").count() + ics.matches("TRIGGER:-P1D").count(), 2);
    }

    #[test]
    fn lines_are_at_most_75_octets_and_no_letter_is_broken() {
        let mut one = found("trước 21/9/2024", DeadlineKind::Due, "", "2024-09-21", true, None);
        for length in 0..90 {
            one.fact.action = Some(format!("{} {}", "a".repeat(length), "Ự ồ ẫ đ ".repeat(40)));
            let ics = written(std::slice::from_ref(&one));
            for line in ics.split_inclusive("\r\n") {
                assert!(line.ends_with("\r\n") && line.len() <= 77 && !line[..line.len() - 2].contains(['\r', '\n']), "{line:?}");
            }
            let summary = value(&ics, "SUMMARY").concat();
            assert!(summary.contains(&"a".repeat(length)) && summary.ends_with("Ự ồ ẫ đ"), "{summary}");
        }
    }

    #[test]
    fn nothing_is_dropped_and_the_undated_are_tasks() {
        let list = [
            found("ngay sau khi kết thúc năm học", DeadlineKind::Relative, "", "", false, None),
            found("cuối mỗi học kỳ", DeadlineKind::Recurring, "", "", false, Some("termly")),
            found("ngày 25 hằng tháng", DeadlineKind::Recurring, "", "", false, Some("monthly")),
            found("từ ngày 01/7/2025", DeadlineKind::Period, "2025-07-01", "", false, None),
        ];
        let ics = written(&list);
        assert_eq!((ics.matches("BEGIN:VTODO").count(), ics.matches("BEGIN:VEVENT").count()), (2, 2));
        assert!(!ics.contains("DUE"));
        let rows: Vec<Row<'_>> = list.iter().map(|found| Row { found, sentence: "" }).collect();
        assert_eq!(counts(&rows), (2, 2));
        assert_eq!(value(&ics, "UID").len(), 4);
    }

    #[test]
    fn names_last_and_another_years_sentence_has_another() {
        let one = found("trước 21/9", DeadlineKind::Due, "", "2024-09-21", true, None);
        let uid = |found: &Found<Deadline>| value(&written(std::slice::from_ref(found)), "UID").concat();
        let first = uid(&one);
        let mut again = found("trước  21/9", DeadlineKind::Due, "", "2024-09-21", true, None);
        again.id = 99;
        again.fact.evidence.page = 3;
        again.document = Rc::new(Document { id: 3, path: "/khác/322.docx".to_owned(), ..document("322", "2024-09-04") });
        assert_eq!(uid(&again), first, "neither the store's numbers nor the file count");
        let mut later = found("trước 21/9", DeadlineKind::Due, "", "2025-09-21", true, None);
        later.document = Rc::new(document("322", "2025-09-04"));
        assert_ne!(uid(&later), first, "another year's directive with the same number and words");
        let twice = value(&written(&[one.clone(), one.clone()]), "UID");
        assert_ne!(twice[0], twice[1], "two rows of a table with the same words");
        assert_eq!(written(&[one.clone()]), written(&[one]), "the same bytes again");
    }
}
