//! How the date of a deadline came out of its words: the steps of the resolver, as codes.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::SchoolYear;

/// One step from the words of a [`Deadline`](super::Deadline) to its dates, recorded where it is taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "step")]
pub enum DateStep {
    /// The label in front ("Hạn nộp: …") makes the day a limit.
    LimitByLabel,
    /// The head of the table's column ("Thời hạn") makes the day a limit.
    LimitByColumn,
    /// What takes effect on a day goes on from it: the period is open.
    OpenByEffect,
    /// The preposition of the time before serves this one too ("trước ngày 15/12 và 20/5").
    PrepositionBefore,
    /// The dates stand in the words, nothing was filled in.
    AsWritten,
    /// The month comes from the other end of the range ("từ ngày 5 đến ngày 10/9").
    MonthFromOtherEnd {
        /// The month filled in.
        month: i8,
    },
    /// The year comes from the other end of the range.
    YearFromOtherEnd {
        /// The year filled in.
        year: i16,
    },
    /// The year comes from a later time of the same sentence.
    YearFromSentence {
        /// The year filled in.
        year: i16,
    },
    /// The year comes from the school year that holds at the place.
    YearFromSchoolYear {
        /// The year filled in.
        year: i16,
        /// The school year.
        school_year: SchoolYear,
        /// The heading that names it; `None` where it is the document's.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        heading: Option<String>,
    },
    /// Enrolment (tuyển sinh): the year is that of the spring and summer before the school year.
    YearFromEnrolment {
        /// The year filled in.
        year: i16,
        /// The school year enrolled for.
        school_year: SchoolYear,
    },
    /// The year comes from the day on which the document was issued.
    YearFromIssueDate {
        /// The year filled in.
        year: i16,
        /// The day.
        issued: Date,
    },
    /// "kể từ ngày ký": the first day is that on which the document was issued.
    StartFromIssueDate {
        /// The day.
        issued: Date,
    },
    /// "trưa mai", "thứ Sáu tuần này": counted from the day on which the document was issued.
    DayFromIssueDate {
        /// The day.
        issued: Date,
    },
    /// A quarter (quý) was turned into its months.
    QuarterToMonths {
        /// 1–4.
        quarter: i8,
    },
    /// No calendar has the day that is written ("31/9"): the dates are left open.
    NoSuchDay {
        /// As written.
        day: i8,
        /// As written.
        month: i8,
        /// As written; `None` where none was.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        year: Option<i16>,
    },
    /// "trước …": what is named is already too late.
    Exclusive,
}
