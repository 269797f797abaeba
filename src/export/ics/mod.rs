//! Deadlines as a calendar (iCalendar, RFC 5545) that calendar programs import.
//!
//! What has a day is an all-day event, what comes again on days that the text fixes is an event with a rule, which ends
//! with the school year unless the text says "every year" ([`recurrence`]), all else is a task without a due day (VTODO): nothing is dropped. [`placing`] says
//! where a deadline goes, [`wording`] what the reader sees, [`identity`] under which lasting name. The bytes depend on
//! the rows alone: the stamps are of the documents' dates, not of the clock.

mod identity;
mod placing;
mod recurrence;
mod wording;

use icalendar::parser::{Calendar, Component, Parameter, Property};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::answer::Clause;
use crate::directive::{Deadline, DeadlineKind};
use crate::render::Lang;
use crate::store::Found;
use identity::Identities;

pub use placing::{Moved, Placing, place};

/// A deadline and the clause that it stands in.
#[derive(Debug, Clone, Copy)]
pub struct Row<'a> {
    /// The deadline with its document.
    pub found: &'a Found<Deadline>,
    /// The sentence as written, and its place in the directive.
    pub clause: &'a Clause,
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
    let components = named(rows).iter().map(|(row, uid)| component(row, uid, lang)).collect();
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

/// How many events the calendar of `rows` has, and how many tasks without a day. They are fewer than the rows where
/// several files hold one directive.
pub fn counts(rows: &[Row<'_>]) -> (usize, usize) {
    let named = named(rows);
    let undated = named.iter().filter(|(row, _)| place(row.found) == Placing::Undated).count();
    (named.len() - undated, undated)
}

/// The rows that the calendar shows, each with its name.
fn named<'r, 'a>(rows: &'r [Row<'a>]) -> Vec<(&'r Row<'a>, String)> {
    let mut identities = Identities::default();
    rows.iter().filter_map(|row| Some((row, identities.of(row)?))).collect()
}

/// The last day on which a deadline is kept; none where it has no day of its own.
pub fn last_day(found: &Found<Deadline>) -> Option<Date> {
    match place(found) {
        Placing::Days { last, .. } => Some(last),
        Placing::Again { .. } | Placing::Undated => None,
    }
}

/// The day by which lists are sorted: the last one of what is due, the first one of what happens or lasts.
pub fn day(found: &Found<Deadline>) -> Option<Date> {
    match place(found) {
        Placing::Days { first, last, .. } => Some(if found.fact.kind == DeadlineKind::Due { last } else { first }),
        Placing::Again { .. } | Placing::Undated => None,
    }
}

fn component(row: &Row<'_>, uid: &str, lang: Lang) -> Component<'static> {
    let placing = place(row.found);
    let summary = text([wording::summary(row, lang)]);
    let stamp = midnight(stamp(row.found));
    let (sequence, changed) = revision(row.found, stamp);
    let mut properties = vec![
        property("UID", uid),
        property("DTSTAMP", &moment(stamp)),
        property("LAST-MODIFIED", &moment(changed)),
        property("SEQUENCE", &sequence.to_string()),
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
    properties.push(all_day("DTSTART", first));
    // The end of an all-day event is the first day that is not of it.
    properties.push(all_day("DTEND", last.tomorrow().unwrap_or(last)));
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

fn all_day(name: &'static str, day: Date) -> Property<'static> {
    let date = Parameter { key: "VALUE".into(), val: Some("DATE".into()) };
    Property { params: vec![date], ..property(name, &compact(day)) }
}

/// `20240921`.
fn compact(day: Date) -> String {
    day.strftime("%Y%m%d").to_string()
}

/// How often the event has changed, and when it last did. A directive does not change, what changes it is another one with
/// names of its own; but a person may set right what the program read. The number grows with the time of that.
fn revision(found: &Found<Deadline>, stamp: Timestamp) -> (i64, Timestamp) {
    let said = found.review.machine.as_ref().and(found.review.at.as_ref()).and_then(|at| at.parse::<Timestamp>().ok());
    match said {
        Some(at) if at > stamp => (((at.as_second() - stamp.as_second()) / 60).max(1), at),
        _ => (0, stamp),
    }
}

fn midnight(day: Date) -> Timestamp {
    day.to_zoned(TimeZone::UTC).map(|zoned| zoned.timestamp()).unwrap_or(Timestamp::UNIX_EPOCH)
}

/// `20240904T000000Z`.
fn moment(at: Timestamp) -> String {
    at.strftime("%Y%m%dT%H%M%SZ").to_string()
}

/// The day that stands for when the deadline was set: the document's, or the first one of its school year.
fn stamp(found: &Found<Deadline>) -> Date {
    let issued = found.document.header.date.map(|date| date.first_day());
    let year = found.school_year.or(found.document.school_years.first().copied());
    issued.or_else(|| year.map(|year| year.opening())).unwrap_or(Date::constant(1970, 1, 1))
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
pub(crate) mod tests {
    use std::rc::Rc;

    use icalendar::parser::{read_calendar, unfold};

    use super::*;
    use crate::directive::{DirectiveKind, Evidence, Header, SchoolYear, Span};
    use crate::source::Format;
    use crate::store::{Document, Review, Status};

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
            district: None,
            province: None,
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
            review: Review::default(),
            anchor: String::new(),
            fact,
        }
    }

    fn written(list: &[Found<Deadline>]) -> String {
        let clauses = clauses(list, "Các trường nộp báo cáo.");
        let rows: Vec<Row<'_>> = list.iter().zip(&clauses).map(|(found, clause)| Row { found, clause }).collect();
        calendar(&rows, "Thời hạn 2024-2025", &["Kho mẫu; chưa tính: 2 tệp".to_owned()], Lang::Vi)
    }

    /// The clauses of deadlines that stand in this order under one heading.
    fn clauses(list: &[Found<Deadline>], sentence: &str) -> Vec<Clause> {
        (1..=list.len()).map(|nth| Clause { sentence: sentence.to_owned(), place: format!("ii/1#{nth}") }).collect()
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
        assert_eq!(value(&ics, "SUMMARY"), ["Các trường: nộp báo cáo; gửi bản mềm, bản in (322/PGD-THCS)"]);
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
                assert!(
                    line.ends_with("\r\n") && line.len() <= 77 && !line[..line.len() - 2].contains(['\r', '\n']),
                    "{line:?}"
                );
            }
            let summary = value(&ics, "SUMMARY").concat();
            assert!(summary.contains(&"a".repeat(length)) && summary.ends_with("Ự ồ ẫ đ (322/PGD-THCS)"), "{summary}");
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
        let clauses = clauses(&list, "");
        let rows: Vec<Row<'_>> = list.iter().zip(&clauses).map(|(found, clause)| Row { found, clause }).collect();
        assert_eq!(counts(&rows), (2, 2));
        assert_eq!(value(&ics, "UID").len(), 4);
    }

    #[test]
    fn what_a_person_sets_right_is_a_later_state_of_the_same_event() {
        let read = found("trước 21/9", DeadlineKind::Due, "", "2024-09-21", true, None);
        let mut set_right = found("trước 21/9", DeadlineKind::Due, "", "2024-09-22", true, None);
        set_right.review.at = Some("2024-09-05T00:03:00Z".to_owned());
        set_right.review.machine = Some(serde_json::json!({ "end": "2024-09-21" }));
        let (before, after) = (written(&[read]), written(&[set_right]));
        assert_eq!(value(&before, "UID"), value(&after, "UID"));
        assert_eq!((value(&before, "SEQUENCE"), value(&after, "SEQUENCE")), (vec!["0".into()], vec!["1443".into()]));
        assert_eq!(value(&after, "LAST-MODIFIED"), ["20240905T000300Z"]);
        assert_eq!(value(&after, "DTSTAMP"), ["20240904T000000Z"]);
    }

    #[test]
    fn an_edit_of_words_updates_and_another_clause_is_another_event() {
        let event = |text: &str, end: &str, sentence: &str, place: &str| {
            let found = found(text, DeadlineKind::Due, "", end, true, None);
            let clause = Clause { sentence: sentence.to_owned(), place: place.to_owned() };
            value(&calendar(&[Row { found: &found, clause: &clause }], "", &[], Lang::Vi), "UID").concat()
        };
        let first = event("trước 21/9", "2024-09-21", "Các trường nộp báo cáo trước 21/9.", "ii/1#1");
        for (text, end, sentence, place, same) in [
            ("trước 21/9", "2024-09-21", "Các trường gửi báo cáo về Phòng trước 21/9.", "ii/1#1", true),
            ("trước 25/9", "2024-09-25", "Các trường nộp báo cáo trước 25/9.", "ii/1#1", true),
            ("trước 21/9", "2024-09-21", "Các trường nộp báo cáo trước 21/9.", "ii/1#2", false),
            ("trước 21/9", "2024-09-21", "Các trường nộp báo cáo trước 21/9.", "ii/2#1", false),
        ] {
            assert_eq!(event(text, end, sentence, place) == first, same, "{sentence} {place}");
        }
        // Two of one name would be one event: the other files of a directive may count their clauses otherwise.
        let [one, mut other] =
            ["trước 21/9", "trước 25/9"].map(|text| found(text, DeadlineKind::Due, "", "", true, None));
        other.document =
            Rc::new(Document { id: 8, path: "/khác/322.docx".to_owned(), ..document("322", "2024-09-04") });
        let clauses = ["Nộp báo cáo.", "Nộp kế hoạch năm học."]
            .map(|sentence| Clause { sentence: sentence.to_owned(), place: "ii/1#1".to_owned() });
        let rows = [Row { found: &one, clause: &clauses[0] }, Row { found: &other, clause: &clauses[1] }];
        let names = value(&calendar(&rows, "", &[], Lang::Vi), "UID");
        assert!(names.len() == 2 && names[0] != names[1], "{names:?}");
    }

    #[test]
    fn names_last_and_another_years_sentence_has_another() {
        let one = found("trước 21/9", DeadlineKind::Due, "", "2024-09-21", true, None);
        let uid = |found: &Found<Deadline>| value(&written(std::slice::from_ref(found)), "UID").concat();
        let first = uid(&one);
        let mut again = found("trước  21/9", DeadlineKind::Due, "", "2024-09-21", true, None);
        again.id = 99;
        again.fact.evidence.page = 3;
        again.document =
            Rc::new(Document { id: 3, path: "/khác/322.docx".to_owned(), ..document("322", "2024-09-04") });
        assert_eq!(uid(&again), first, "neither the store's numbers nor the file count");
        let mut later = found("trước 21/9", DeadlineKind::Due, "", "2025-09-21", true, None);
        later.document = Rc::new(document("322", "2025-09-04"));
        assert_ne!(uid(&later), first, "another year's directive with the same number and words");
        assert_eq!(value(&written(&[one.clone(), again]), "UID"), [first], "two files of one directive");
        let twice = value(&written(&[one.clone(), one.clone()]), "UID");
        assert_ne!(twice[0], twice[1], "two rows of a table with the same words");
        let list = [one];
        assert_eq!(written(&list), written(&list), "the same bytes again");
    }
}
