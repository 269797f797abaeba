//! How the date of a deadline came out of its words, said in a line.

use crate::directive::{DateStep, Deadline, DeadlineKind};

use super::{Lang, dates, messages};

/// The rule by which the words set a time, then the steps to its dates: what was filled in, and from where.
pub fn deadline(deadline: &Deadline, lang: Lang) -> String {
    let mut parts = vec![format!("{}: {}", messages::deadline_kind(deadline.kind, lang), rule(deadline, lang))];
    parts.extend(deadline.explanation.iter().map(|taken| step(taken, lang)));
    parts.join("; ")
}

fn rule(deadline: &Deadline, lang: Lang) -> &'static str {
    match deadline.kind {
        DeadlineKind::Due => lang.pick("phải xong đến thời điểm đã nêu", "to be done by the time named"),
        DeadlineKind::On => lang.pick("việc diễn ra vào thời điểm đã nêu", "happens at the time named"),
        DeadlineKind::Period if deadline.end.is_none() => {
            lang.pick("kể từ thời điểm đã nêu, không có ngày kết thúc", "from the time named on, with an open end")
        }
        DeadlineKind::Period => lang.pick("từ đầu đến cuối khoảng đã nêu", "from one end of the range to the other"),
        DeadlineKind::Horizon => lang.pick("mốc theo năm", "by a year"),
        DeadlineKind::Recurring => lang.pick("lặp lại, không có một ngày riêng", "comes again, has no single date"),
        DeadlineKind::Relative => lang
            .pick("tính theo một sự kiện, văn bản không ghi ngày", "fixed by an event whose date is not in the text"),
    }
}

fn step(step: &DateStep, lang: Lang) -> String {
    let year = |year: &i16, vi: &str, en: &str| match lang {
        Lang::Vi => format!("năm {year} lấy {vi}"),
        Lang::En => format!("year {year} from {en}"),
    };
    match step {
        DateStep::LimitByLabel => {
            lang.pick("nhãn phía trước nêu là hạn", "the label in front names a limit").to_owned()
        }
        DateStep::LimitByColumn => {
            lang.pick("tên cột của bảng nêu là hạn", "the head of the table's column names a limit").to_owned()
        }
        DateStep::OpenByEffect => lang.pick("có hiệu lực từ ngày đó trở đi", "in effect from that day on").to_owned(),
        DateStep::PrepositionBefore => lang
            .pick("dùng chung từ chỉ hạn với mốc đứng trước", "shares the preposition of the time before it")
            .to_owned(),
        DateStep::AsWritten => lang.pick("ghi đủ trong câu", "written in full").to_owned(),
        DateStep::MonthFromOtherEnd { month } => match lang {
            Lang::Vi => format!("tháng {month} lấy từ đầu kia của khoảng"),
            Lang::En => format!("month {month} from the other end of the range"),
        },
        DateStep::YearFromOtherEnd { year: y } => year(y, "theo đầu kia của khoảng", "the other end of the range"),
        DateStep::YearFromSentence { year: y } => {
            year(y, "theo mốc đứng sau trong câu", "a later time of the same sentence")
        }
        DateStep::YearFromSchoolYear { year: y, school_year, heading: Some(heading) } => year(
            y,
            &format!("theo năm học {school_year} của mục “{heading}”"),
            &format!("school year {school_year} of the section “{heading}”"),
        ),
        DateStep::YearFromSchoolYear { year: y, school_year, heading: None } => year(
            y,
            &format!("theo năm học {school_year} của văn bản"),
            &format!("school year {school_year} of the document"),
        ),
        DateStep::YearFromEnrolment { year: y, school_year } => year(
            y,
            &format!("theo kỳ tuyển sinh trước năm học {school_year}"),
            &format!("the enrolment before school year {school_year}"),
        ),
        DateStep::YearFromIssueDate { year: y, issued } => {
            let issued = dates::date(crate::directive::PartialDate::Day(*issued));
            year(y, &format!("theo ngày ban hành {issued}"), &format!("the issue date {issued}"))
        }
        DateStep::StartFromIssueDate { issued } => {
            let issued = dates::date(crate::directive::PartialDate::Day(*issued));
            match lang {
                Lang::Vi => format!("ngày ký là ngày ban hành {issued}"),
                Lang::En => format!("the day of signing is the issue date {issued}"),
            }
        }
        DateStep::DayFromIssueDate { issued } => {
            let issued = dates::date(crate::directive::PartialDate::Day(*issued));
            match lang {
                Lang::Vi => format!("ngày tính từ ngày ban hành {issued}"),
                Lang::En => format!("the day is counted from the issue date {issued}"),
            }
        }
        DateStep::QuarterToMonths { quarter } => {
            let (first, last) = (quarter * 3 - 2, quarter * 3);
            match lang {
                Lang::Vi => format!("quý {quarter} là tháng {first} đến tháng {last}"),
                Lang::En => format!("quarter {quarter} is months {first} to {last}"),
            }
        }
        DateStep::NoSuchDay { day, month, year } => {
            let written = year.map_or_else(|| format!("{day}/{month}"), |year| format!("{day}/{month}/{year}"));
            match lang {
                Lang::Vi => format!("lịch không có ngày {written}, cần hỏi lại nơi ban hành"),
                Lang::En => format!("no calendar has {written}: ask the issuer"),
            }
        }
        DateStep::Exclusive => lang
            .pick("“trước”: đúng thời điểm đó đã là muộn", "“trước” (before): the time itself is too late")
            .to_owned(),
    }
}
