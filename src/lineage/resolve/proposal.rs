//! Which cited document a file without a number probably is.
//!
//! A headless file (a draft that was kept, a scan without its first page) is proposed to be a work that others cite and
//! nobody holds, where what they say of that work agrees with the file: its subject, issuer, kind, date, school year,
//! level. A proposal is shown as one, with its reasons; only a person makes it an identity.

use serde::Serialize;

use super::seat::Seat;
use crate::directive::education::{levels_in, school_years_in};
use crate::directive::{DirectiveKind, Level, PartialDate, SchoolYear};
use crate::lineage::wording::{Weighed, Wording, content_words};

/// Below this score nothing is proposed.
const LEAST: f32 = 0.5;

/// So many proposals are made for a file.
const MOST: usize = 3;

/// A file without a number, as far as it tells who it is.
#[derive(Debug, Clone, Default)]
pub struct Headless {
    /// Its kind, where it names one.
    pub kind: Option<DirectiveKind>,
    /// Its date.
    pub date: Option<PartialDate>,
    /// The seat of its issuer, in its chain of authority.
    pub seat: Seat,
    /// The school years it is for.
    pub years: Vec<SchoolYear>,
    /// The levels of education it is for.
    pub levels: Vec<Level>,
    /// Its subject, or what stands in the place of one: its opening and its headings.
    pub opening: String,
    /// The latest date of what it cites: it is no older than that.
    pub cites_until: Option<PartialDate>,
}

/// A work that is cited and not held.
#[derive(Debug, Clone, Default)]
pub struct RedLink {
    /// Its canonical key.
    pub key: String,
    /// Its name as a reader writes it.
    pub name: String,
    /// Its kind.
    pub kind: Option<DirectiveKind>,
    /// The date stated for it.
    pub date: Option<PartialDate>,
    /// Its place, as in its key.
    pub place: String,
    /// The subjects quoted with its mentions.
    pub titles: Vec<String>,
}

/// Why a file may be a cited document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// The subject quoted with its citations stands in the file's opening and headings.
    Subject,
    /// The same issuer and place.
    Issuer,
    /// The same kind.
    Kind,
    /// The same date.
    Date,
    /// The school years of the subject are the file's.
    SchoolYear,
    /// The level of education of the subject is the file's.
    Level,
}

/// A cited document that a file may be.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Proposal {
    /// The work's canonical key.
    pub work: String,
    /// Its name as a reader writes it.
    pub name: String,
    /// How much speaks for it, 0.0 to 1.0.
    pub score: f32,
    /// What speaks for it, strongest first.
    pub reasons: Vec<Reason>,
}

/// The works that the file may be, best first; those that anything in it speaks against are left out.
pub fn propose(file: &Headless, links: &[RedLink]) -> Vec<Proposal> {
    let opening = content_words(&file.opening);
    let titles: Vec<Vec<String>> =
        links.iter().flat_map(|link| &link.titles).map(|title| content_words(title)).collect();
    let wording = Wording::of(titles.iter().map(Vec::as_slice).chain([opening.as_slice()]));
    let opening = wording.weigh(opening);
    let mut proposals: Vec<Proposal> =
        links.iter().filter_map(|link| score(file, link, &opening, &wording)).filter(|p| p.score >= LEAST).collect();
    proposals.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.work.cmp(&b.work)));
    proposals.truncate(MOST);
    proposals
}

fn score(file: &Headless, link: &RedLink, opening: &Weighed<'_>, wording: &Wording) -> Option<Proposal> {
    let family = |kind: DirectiveKind| if kind == DirectiveKind::HuongDan { DirectiveKind::CongVan } else { kind };
    let kinds = file.kind.zip(link.kind);
    let dates = file.date.zip(link.date);
    let later = |cited: PartialDate| link.date.is_some_and(|date| cited.first_day() > date.last_day());
    if kinds.is_some_and(|(own, cited)| family(own) != family(cited))
        || dates.is_some_and(|(own, cited)| own != cited)
        || file.cites_until.is_some_and(later)
        || !places_agree(&file.seat.label(), &link.place)
    {
        return None;
    }
    let mut weights: Vec<(Reason, f32)> = Vec::new();
    let share = |title: &String| wording.weigh(content_words(title)).share_within(opening);
    let subject = link.titles.iter().map(share).fold(0.0, f32::max);
    if subject >= 0.5 {
        weights.push((Reason::Subject, 0.5 * subject));
    }
    if file.seat.name.is_some() && !link.place.is_empty() {
        weights.push((Reason::Issuer, 0.2));
    }
    if dates.is_some() {
        weights.push((Reason::Date, 0.25));
    }
    if kinds.is_some() {
        weights.push((Reason::Kind, 0.1));
    }
    let titles = || link.titles.iter();
    let years: Vec<SchoolYear> = titles().flat_map(|title| school_years_in(title)).collect();
    if !years.is_empty() && !file.years.is_empty() {
        if !file.years.iter().any(|year| years.contains(year)) {
            return None;
        }
        weights.push((Reason::SchoolYear, 0.1));
    }
    let levels: Vec<Level> = titles().flat_map(|title| levels_in(title)).collect();
    if !levels.is_empty() && !file.levels.is_empty() {
        if !file.levels.iter().any(|level| levels.contains(level)) {
            return None;
        }
        weights.push((Reason::Level, 0.1));
    }
    // Date and place alone fit everything that an office issued that day.
    let tells = weights.iter().any(|(reason, _)| *reason == Reason::Subject);
    let total: f32 = weights.iter().map(|(_, weight)| weight).sum();
    weights.sort_by(|a, b| b.1.total_cmp(&a.1));
    tells.then(|| Proposal {
        work: link.key.clone(),
        name: link.name.clone(),
        score: total.min(1.0),
        reasons: weights.iter().map(|(reason, _)| *reason).collect(),
    })
}

/// "huyen-an-lao" and "huyen-an-lao.hai-phong" agree.
fn places_agree(own: &str, cited: &str) -> bool {
    own.starts_with(cited) || cited.starts_with(own)
}

#[cfg(test)]
mod tests {
    use super::super::Chain;
    use super::*;
    use DirectiveKind::{BaoCao, CongVan, KeHoach};

    fn file() -> Headless {
        let chain = Chain { district: Some("an lao".to_owned()), ..Chain::default() };
        Headless {
            seat: Seat::of_issuer("Phòng GD&ĐT").in_chain(&chain),
            years: vec!["2024-2025".parse().expect("a year")],
            opening: "KẾT QUẢ THỰC HIỆN NHIỆM VỤ NĂM HỌC 2023-2024\nPHƯƠNG HƯỚNG NHIỆM VỤ NĂM HỌC 2024-2025".to_owned(),
            cites_until: "2024-08-12".parse().ok(),
            ..Headless::default()
        }
    }

    fn link(kind: DirectiveKind, date: &str, place: &str, title: &str) -> RedLink {
        RedLink {
            key: date.to_owned(),
            kind: Some(kind),
            date: date.parse().ok(),
            place: place.to_owned(),
            titles: vec![title.to_owned()],
            ..RedLink::default()
        }
    }

    const REPORT: &str = "Kết quả thực hiện nhiệm vụ năm học 2023-2024 và phương hướng nhiệm vụ năm học 2024 - 2025";

    #[test]
    fn what_agrees_is_proposed_with_its_reasons() {
        let links = [
            link(BaoCao, "2024-09-04", "huyen-an-lao.hai-phong", REPORT),
            link(CongVan, "2024-08-16", "tinh-hai-phong", REPORT),
            link(CongVan, "2024-08-20", "huyen-an-lao", "tuyển sinh lớp 1 năm học 2024-2025"),
        ];
        let found = propose(&file(), &links);
        assert_eq!(found.iter().map(|p| p.work.as_str()).collect::<Vec<_>>(), ["2024-09-04"]);
        assert_eq!(found[0].reasons, [Reason::Subject, Reason::Issuer, Reason::SchoolYear]);
        assert!(found[0].score > 0.7, "{found:?}");
    }

    #[test]
    fn what_conflicts_is_not() {
        let fits = link(BaoCao, "2024-09-04", "huyen-an-lao", REPORT);
        let with = |change: &dyn Fn(&mut Headless, &mut RedLink)| {
            let (mut file, mut link) = (file(), fits.clone());
            change(&mut file, &mut link);
            propose(&file, &[link]).len()
        };
        assert_eq!(with(&|_, _| ()), 1);
        assert_eq!(with(&|file, _| file.kind = Some(KeHoach)), 0, "another kind");
        assert_eq!(with(&|file, _| file.date = "2024-09-05".parse().ok()), 0, "another day");
        assert_eq!(with(&|_, link| link.place = "huyen-kien-thuy".to_owned()), 0, "another district");
        assert_eq!(with(&|file, _| file.cites_until = "2024-10-01".parse().ok()), 0, "it cites what came later");
        assert_eq!(with(&|file, _| file.years = vec!["2021-2022".parse().expect("a year")]), 0, "another year");
        assert_eq!(with(&|_, link| link.titles.clear()), 0, "nothing but a day and a place");
    }
}
