//! The duty of a directive: the words of its subject that stay the same from year to year.

use std::sync::LazyLock;

use regex::Regex;

use crate::directive::DirectiveKind;
use crate::directive::education::school_years_at;
use crate::lineage::wording::{Weighed, Wording, content_words};
use crate::text::match_key;

/// So many content words before the school year name a duty.
const ENOUGH: usize = 3;

/// What a directive is about, without its year.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Duty {
    /// The content words, with what they weigh in titles ([`Wording::of_titles`]).
    pub words: Weighed<'static>,
    /// The same without the level of education, for guidance that took in other levels.
    pub bare: Weighed<'static>,
    /// Whether it changes or adds to another paper of the same duty.
    pub supplement: bool,
}

impl Duty {
    /// Reads a subject (trích yếu, quoted title).
    pub fn of(kind: Option<DirectiveKind>, subject: &str) -> Self {
        let key = match_key(subject);
        let (supplement, rest) = match CHANGE.find(&key) {
            Some(change) => (true, &key[change.end()..]),
            None => (false, key.as_str()),
        };
        // A decision issues what a citation names alone: "ban hành khung kế hoạch thời gian".
        let rest = ["v/v ", "về việc ", "về ", "ban hành "]
            .iter()
            .fold(rest, |rest, lead| rest.strip_prefix(lead).unwrap_or(rest));
        let words = words(kind, rest);
        let bare = LEVEL.replace_all(rest, " ");
        let weigh = |words: Vec<String>| Wording::of_titles().weigh(words);
        Self { bare: weigh(self::words(kind, &bare)), words: weigh(words), supplement }
    }
}

/// The content words that name the duty: those before the school year, since a citation often stops there while the
/// letterhead goes on ("… năm học 2024-2025 đối với giáo dục mầm non …"); all but the year where that is too little.
fn words(kind: Option<DirectiveKind>, subject: &str) -> Vec<String> {
    // A report on a year's work is called by either name.
    let report = kind == Some(DirectiveKind::BaoCao);
    let subject = if report { REPORT.replace(subject, "tổng kết năm học") } else { subject.into() };
    let Some((year, _)) = school_years_at(&subject).into_iter().next() else { return content_words(&subject) };
    let before = content_words(&subject[..year.start]);
    if before.len() >= ENOUGH || report && !before.is_empty() {
        return before;
    }
    before.into_iter().chain(content_words(&subject[year.end..])).collect()
}

/// How a paper says that it changes one of its year: "điều chỉnh, bổ sung Khung kế hoạch …", "sửa đổi một số nội
/// dung của Công văn số … về …".
static CHANGE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"^(?:v/v |về việc |về |quyết định )*(?:(?:điều chỉnh|bổ sung|sửa đổi|đính chính)(?:, | và |,)?\s*)+",
        r"(?:một số (?:nội dung|điều|điểm|chỉ tiêu)(?: của| tại| trong)?\s*)?",
        r"(?:(?:công văn|hướng dẫn|kế hoạch|quyết định) số \S+(?: ngày [0-9/]+)?(?: của .{3,60}?)? về (?:việc )?)?",
    ))
    .expect("a valid pattern")
});

/// The levels of education as titles name them.
static LEVEL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"mầm non|tiểu học|trung học cơ sở|trung học phổ thông|trung học|phổ thông|thường xuyên",
        r"|\b(?:thcs|thpt|gdtx|gdth|gdtrh|gdmn)\b",
    ))
    .expect("a valid pattern")
});

static REPORT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:báo cáo )?(?:tổng kết(?: công tác| việc)?|kết quả)(?: thực hiện)?(?: các| toàn diện)?(?: nhiệm vụ)? (?:năm học)")
        .expect("a valid pattern")
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_duty_is_what_stays_when_the_year_goes() {
        for (kind, a, b) in [
            (
                DirectiveKind::CongVan,
                "hướng dẫn thực hiện nhiệm vụ giáo dục tiểu học năm học 2023-2024",
                "Hướng dẫn nhiệm vụ giáo dục Tiểu học năm học 2024 - 2025 trên địa bàn huyện",
            ),
            (
                DirectiveKind::QuyetDinh,
                "Ban hành Khung kế hoạch thời gian năm học 2023-2024 đối với giáo dục mầm non",
                "ban hành khung kế hoạch thời gian năm học 2024-2025",
            ),
            (
                DirectiveKind::QuyetDinh,
                "Điều chỉnh, bổ sung khung kế hoạch thời gian năm học 2024-2025",
                "khung kế hoạch thời gian năm học 2024-2025",
            ),
            (
                DirectiveKind::BaoCao,
                "Tổng kết năm học 2022-2023, phương hướng nhiệm vụ năm học 2023-2024",
                "Kết quả thực hiện nhiệm vụ năm học 2023-2024",
            ),
        ] {
            assert_eq!(Duty::of(Some(kind), a).words, Duty::of(Some(kind), b).words, "{a} ~ {b}");
        }
        let change = |subject| Duty::of(None, subject).supplement;
        assert!(change("Điều chỉnh, bổ sung khung kế hoạch thời gian năm học 2024-2025"));
        assert!(change("sửa đổi một số nội dung của Công văn số 12/PGDĐT ngày 5/9/2024 về nhiệm vụ năm học"));
        assert!(!change("Hướng dẫn bổ sung hồ sơ chuyển trường"));
    }
}
