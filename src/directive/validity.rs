//! Validity: when, and for whom, a document holds, as a directive states it.

use serde::{Deserialize, Serialize};

use super::{CitedWork, Evidence, Level, PartialDate, SchoolYear};

/// What a statement of validity says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ValidityKind {
    /// Có hiệu lực từ: the document, or the part in `scope`, takes effect.
    Entry,
    /// Hết hiệu lực từ, có hiệu lực đến hết: it ends.
    Expiry,
    /// Áp dụng, thực hiện theo: it holds for the grades and school years named.
    Applies,
    /// Chuyển tiếp: who may go on under the earlier rules.
    Transition,
}

/// Hiệu lực: when, and for whom, a document holds.
///
/// `work` says which one; `None` is the directive that makes the statement.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Validity {
    /// The words as written, white space collapsed.
    pub text: String,
    /// What is said.
    pub kind: ValidityKind,
    /// Of which document; `None`: of the directive itself.
    pub work: Option<CitedWork>,
    /// The first day, month or year.
    pub from: Option<PartialDate>,
    /// The last day, month or year, included.
    pub to: Option<PartialDate>,
    /// The provisions or the cohort concerned, as written ("khoản 2 Điều 5", "đối với học sinh lớp 1").
    pub scope: Option<String>,
    /// The grades (lớp) 1–12 concerned, sorted; empty where none is named.
    pub grades: Vec<u32>,
    /// The levels of education concerned, where the words name them without grades.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub levels: Vec<Level>,
    /// The first school year; `None`: open, or not told by school years.
    pub school_year: Option<SchoolYear>,
    /// The last school year; equal to the first where one is meant, `None` where it is open.
    pub school_year_to: Option<SchoolYear>,
    /// Whether the school year is that of the section or document around the words, not stated in them.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub year_inferred: bool,
    /// The headings it stands under, outermost first, joined by " › ".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub section: Option<String>,
    /// Where it stands.
    #[serde(flatten)]
    pub evidence: Evidence,
}

impl Validity {
    /// Whether the statement is about `grade`: it names the grade, or its level and no grades; `None` where it names
    /// neither.
    pub fn concerns_grade(&self, grade: u32) -> Option<bool> {
        if !self.grades.is_empty() {
            return Some(self.grades.contains(&grade));
        }
        let level = Level::of_grade(grade)?;
        (!self.levels.is_empty()).then(|| self.levels.contains(&level))
    }

    /// Whether the statement covers `year`, by its school years; `None` where it states none.
    pub fn covers_year(&self, year: SchoolYear) -> Option<bool> {
        (self.school_year.is_some() || self.school_year_to.is_some()).then(|| {
            self.school_year.is_none_or(|first| first <= year) && self.school_year_to.is_none_or(|last| year <= last)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::directive::Span;

    fn applies(grades: &[u32], levels: &[Level], from: Option<i16>, to: Option<i16>) -> Validity {
        Validity {
            text: String::new(),
            kind: ValidityKind::Applies,
            work: None,
            from: None,
            to: None,
            scope: None,
            grades: grades.to_vec(),
            levels: levels.to_vec(),
            school_year: from.and_then(SchoolYear::beginning),
            school_year_to: to.and_then(SchoolYear::beginning),
            year_inferred: false,
            section: None,
            evidence: Evidence {
                page: 1,
                line: 1,
                span: Span::new(0, 0),
                boxes: Vec::new(),
                rule: String::new(),
                confidence: 1.0,
            },
        }
    }

    #[test]
    fn knows_the_grades_it_is_about() {
        assert_eq!(applies(&[1, 2], &[Level::Thcs], None, None).concerns_grade(2), Some(true));
        assert_eq!(applies(&[1, 2], &[Level::TieuHoc], None, None).concerns_grade(5), Some(false));
        assert_eq!(applies(&[], &[Level::TieuHoc], None, None).concerns_grade(5), Some(true));
        assert_eq!(applies(&[], &[], None, None).concerns_grade(5), None);
    }

    #[test]
    fn knows_the_years_it_covers() {
        let year = |first| SchoolYear::beginning(first).expect("in range");
        assert_eq!(applies(&[], &[], Some(2020), None).covers_year(year(2023)), Some(true));
        assert_eq!(applies(&[], &[], Some(2020), None).covers_year(year(2019)), Some(false));
        assert_eq!(applies(&[], &[], None, Some(2023)).covers_year(year(2024)), Some(false));
        assert_eq!(applies(&[], &[], Some(2023), Some(2023)).covers_year(year(2023)), Some(true));
        assert_eq!(applies(&[], &[], None, None).covers_year(year(2023)), None);
    }
}
