//! What exports are called.

use crate::answer::{DeadlineFilter, DiffFilter, TargetFilter};
use crate::directive::SchoolYear;
use crate::render::Lang;

/// A list of deadlines.
pub fn deadlines(filter: &DeadlineFilter, lang: Lang) -> String {
    with_year(lang.pick("Thời hạn, mốc thời gian", "Deadlines"), filter.year, lang)
}

/// A list of targets.
pub fn targets(filter: &TargetFilter, lang: Lang) -> String {
    with_year(lang.pick("Chỉ tiêu, định mức, kết quả", "Targets, norms and results"), filter.year, lang)
}

/// A comparison of two years.
pub fn diff(filter: &DiffFilter, lang: Lang) -> String {
    let (old, new) = (filter.old, filter.new);
    lang.pick(format!("So sánh năm học {old} và {new}"), format!("School years {old} and {new} compared"))
}

/// A check of citations.
pub fn check(name: &str, lang: Lang) -> String {
    format!("{}: {name}", lang.pick("Kiểm tra viện dẫn", "Check of citations"))
}

fn with_year(what: &str, year: Option<SchoolYear>, lang: Lang) -> String {
    match year {
        Some(year) => format!("{what} {} {year}", lang.pick("năm học", "of school year")),
        None => what.to_owned(),
    }
}
