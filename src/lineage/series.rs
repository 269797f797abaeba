//! Yearly series: the versions of one directive in successive school years.
//!
//! Two directives are versions of one when they have the same duty and subject without its year, the same level of
//! education and the same chain of issuers; so a district's guidance of 2024-2025 goes on in its ward's of 2025-2026.
//! A work known only from citations joins by the title quoted with it. Pure functions over short descriptions; the
//! caller knows where the documents are.

use super::issuer::{Issuer, Kinship};
use super::wording::{Wording, content_words};
use crate::directive::education::{levels_in, school_years_at, school_years_in};
use crate::directive::{DirectiveKind, Level, SchoolYear};

/// Below this likeness of subjects two directives are about different duties.
const ALIKE: f32 = 0.6;

/// The longest title that is read after a mention, in bytes.
const LONGEST_TITLE: usize = 400;

/// A directive, held or cited, as far as a series is concerned.
#[derive(Debug, Clone, PartialEq)]
pub struct Version {
    /// Its kind.
    pub kind: Option<DirectiveKind>,
    /// The school year that it is for.
    pub year: Option<SchoolYear>,
    /// The levels it governs; empty where unknown.
    pub levels: Vec<Level>,
    /// Who issued it.
    pub issuer: Issuer,
    /// The content words of its duty.
    subject: Vec<String>,
}

impl Version {
    /// Describes a directive by its subject (trích yếu or quoted title); year and levels come from it where they are
    /// not given.
    pub fn new(
        kind: Option<DirectiveKind>,
        subject: &str,
        issuer: &str,
        year: Option<SchoolYear>,
        levels: &[Level],
    ) -> Self {
        let years = school_years_in(subject);
        let year = year.or(if let [only] = years[..] { Some(only) } else { None });
        let levels = if levels.is_empty() { levels_in(subject) } else { levels.to_vec() };
        Self { kind, year, levels, issuer: Issuer::of(issuer), subject: duty(subject) }
    }
}

/// Knows the wordings of all versions that are to be compared.
#[derive(Debug)]
pub struct Series<'a> {
    versions: &'a [Version],
    wording: Wording,
}

impl<'a> Series<'a> {
    /// Prepares the comparison of these versions.
    pub fn new(versions: &'a [Version]) -> Self {
        Self { versions, wording: Wording::of(versions.iter().map(|version| version.subject.as_slice())) }
    }

    /// The versions of the same directive as `of`, itself among them, by year and index; each is linked to one
    /// that is already among them, so a chain of issuers is followed link by link.
    pub fn of(&self, of: usize) -> Vec<usize> {
        let mut members = vec![of];
        let mut at = 0;
        while let Some(&member) = members.get(at) {
            for other in 0..self.versions.len() {
                if !members.contains(&other) && self.linked(member, other) {
                    members.push(other);
                }
            }
            at += 1;
        }
        members.sort_by_key(|index| (self.versions[*index].year, *index));
        members
    }

    /// Whether two versions are of one directive.
    fn linked(&self, a: usize, b: usize) -> bool {
        let (Some(a), Some(b)) = (self.versions.get(a), self.versions.get(b)) else { return false };
        let (earlier, later) = if a.year <= b.year { (a, b) } else { (b, a) };
        let kinship = earlier.issuer.kinship(&later.issuer);
        let known = |issuer: &Issuer| issuer.tier.is_some();
        let same_chain = match kinship {
            Kinship::Same | Kinship::Successor => known(&earlier.issuer),
            // "Sở GD&ĐT" in a citation and "Sở GD&ĐT Hải Thanh" in a letterhead: the tier must agree at least.
            Kinship::Open => earlier.issuer.tier == later.issuer.tier && known(&earlier.issuer),
            Kinship::Apart => false,
        };
        let same_kind = a.kind.map(family) == b.kind.map(family);
        let same_levels = a.levels == b.levels || a.levels.is_empty() || b.levels.is_empty();
        same_chain && same_kind && same_levels && self.wording.similarity(&a.subject, &b.subject) >= ALIKE
    }
}

/// Kinds that serve the same duty: guidance is sent as a công văn one year and as a hướng dẫn the next.
fn family(kind: DirectiveKind) -> DirectiveKind {
    if kind == DirectiveKind::HuongDan { DirectiveKind::CongVan } else { kind }
}

/// The title quoted after a mention, up to its school year: `text` begins where the mention ends.
///
/// Titles follow "về việc", "về", "hướng dẫn", "ban hành" … (Nghị định 30/2020/NĐ-CP has the subject follow the
/// first mention); without a school year in the same clause there is none that a series could use.
pub fn quoted_title(text: &str) -> Option<&str> {
    let clause_end = text.find(['\n', ';']).unwrap_or(text.len());
    let clause = &text[..text.floor_char_boundary(clause_end.min(LONGEST_TITLE))];
    let (range, _) = school_years_at(clause).into_iter().next()?;
    let title = clause[..range.end].trim_start_matches([',', ' ', '“', '"', '(']);
    let title = title.strip_prefix("về việc ").or_else(|| title.strip_prefix("về ")).unwrap_or(title);
    // A full stop or another document number says that the year belongs to something else.
    let numbered = title.split("số ").skip(1).any(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    let plain = !title.contains(". ") && !numbered && title.len() > range.len() + 10;
    plain.then(|| title.trim())
}

/// The content words that name the duty: those before the school year, since a citation often stops there while the
/// letterhead goes on ("… năm học 2024-2025 đối với giáo dục mầm non …"); all but the year where that is too little.
fn duty(subject: &str) -> Vec<String> {
    const ENOUGH: usize = 3;
    let Some((year, _)) = school_years_at(subject).into_iter().next() else { return content_words(subject) };
    let before = content_words(&subject[..year.start]);
    if before.len() >= ENOUGH {
        return before;
    }
    before.into_iter().chain(content_words(&subject[year.end..])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn version(kind: DirectiveKind, subject: &str, issuer: &str) -> Version {
        Version::new(Some(kind), subject, issuer, None, &[])
    }

    #[test]
    fn a_series_goes_on_over_years_and_issuers() {
        use DirectiveKind::{BaoCao, CongVan, HuongDan};
        let district = "Phòng GD&ĐT huyện Vân Khê";
        let versions = [
            version(CongVan, "Hướng dẫn thực hiện nhiệm vụ giáo dục Tiểu học năm học 2023-2024", district),
            version(HuongDan, "Thực hiện nhiệm vụ giáo dục tiểu học năm học 2024 - 2025", district),
            version(CongVan, "hướng dẫn nhiệm vụ giáo dục tiểu học năm học 2025-2026", "UBND phường Vân Khê"),
            version(CongVan, "Hướng dẫn thực hiện nhiệm vụ giáo dục THCS năm học 2024-2025", district),
            version(BaoCao, "Tổng kết nhiệm vụ giáo dục tiểu học năm học 2023-2024", district),
            version(CongVan, "Hướng dẫn thực hiện nhiệm vụ giáo dục tiểu học năm học 2024-2025", "Sở GD&ĐT Hải Thanh"),
            version(CongVan, "Hướng dẫn tuyển sinh lớp 1 tiểu học năm học 2024-2025", district),
        ];
        let series = Series::new(&versions);
        assert_eq!(series.of(0), [0, 1, 2]);
        assert_eq!(series.of(2), [0, 1, 2]);
        assert_eq!(series.of(3), [3]);
        assert_eq!(series.of(4), [4]);
        assert_eq!(series.of(5), [5]);
    }

    #[test]
    fn a_citation_names_its_series_by_the_quoted_title() {
        for (text, want) in [
            (
                " về việc hướng dẫn thực hiện nhiệm vụ giáo dục Tiểu học năm học 2023-2024; Phòng",
                Some("hướng dẫn thực hiện nhiệm vụ giáo dục Tiểu học năm học 2023-2024"),
            ),
            (
                " ban hành Khung kế hoạch thời gian năm học 2024 - 2025 đối với giáo dục mầm non",
                Some("ban hành Khung kế hoạch thời gian năm học 2024 - 2025"),
            ),
            (
                " về công tác chuyển đổi số năm học 2024-2025, các trường",
                Some("công tác chuyển đổi số năm học 2024-2025"),
            ),
            (" ngày 5/9 kèm Công văn số 12/PGD năm học 2024-2025", None),
            (" về phòng, chống bạo lực học đường;\nnăm học 2024-2025", None),
            (". Các trường xây dựng kế hoạch năm học 2024-2025", None),
            (" năm học 2024-2025", None),
            ("", None),
        ] {
            assert_eq!(quoted_title(text), want, "{text}");
        }
    }
}
