//! The chain of authority: which directive carries out which, Bộ → Sở → Phòng, xã → trường.
//!
//! A directive carries out what it cites as its basis or says it implements, where that comes from a tier above its
//! own and is about the same school year. Regulations (Luật, Nghị định, Thông tư) hold for all years and are no link
//! of the chain: what rests on them is told apart. Each link has a score and its reasons.

use serde::Serialize;

use super::issuer::{Body, Issuer, Kinship};
use super::series::Version;
use super::series::link::likeness_of;
use crate::directive::Relation;

/// Why one directive is held to carry out another.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "what", rename_all = "kebab-case")]
pub enum Reason {
    /// It says so: thực hiện, triển khai, theo.
    Implements,
    /// It cites it as its basis: căn cứ.
    Basis,
    /// The other comes from a tier above, or from the committee above the office.
    TierAbove,
    /// Both are for the same school year.
    SameYear,
    /// The year of the other is only taken from its date.
    YearInferred,
    /// How alike the subjects are.
    Subject {
        /// 0.0 to 1.0.
        likeness: f32,
    },
}

/// How far one directive carries out another.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Carries {
    /// 0.0 to 1.0.
    pub score: f32,
    /// Why.
    pub reasons: Vec<Reason>,
}

/// Whether `citing` carries out `cited`, which it cites in the role `relation`; `None` where it is no link of the
/// chain, though it may rest on it.
pub fn carries(citing: &Version, cited: &Version, relation: Relation) -> Option<Carries> {
    let (mut score, role) = match relation {
        Relation::Implements => (1.0, Reason::Implements),
        Relation::Basis => (0.95, Reason::Basis),
        Relation::Replaces | Relation::Amends | Relation::Mentions => return None,
    };
    if cited.kind.is_some_and(|kind| kind.is_regulation()) || !is_above(&cited.issuer, &citing.issuer) {
        return None;
    }
    let mut reasons = vec![role, Reason::TierAbove];
    if citing.year? != cited.year? {
        return None;
    }
    if cited.year_inferred {
        score *= 0.8;
        reasons.push(Reason::YearInferred);
    } else {
        reasons.push(Reason::SameYear);
    }
    let meet = citing.levels.iter().any(|level| cited.levels.contains(level));
    if !citing.levels.is_empty() && !cited.levels.is_empty() && !meet {
        return None;
    }
    // A time frame is carried out by guidance of another duty: likeness adds, its absence does not forbid.
    let likeness = likeness_of(citing, cited);
    score *= 0.7 + 0.3 * likeness;
    reasons.push(Reason::Subject { likeness });
    Some(Carries { score, reasons })
}

/// Whether `upper` stands above `lower` in the chain; two provinces have nothing to say to each other.
fn is_above(upper: &Issuer, lower: &Issuer) -> bool {
    if matches!((&upper.province, &lower.province), (Some(a), Some(b)) if a != b) {
        return false;
    }
    match (upper.tier, lower.tier) {
        (Some(a), Some(b)) if a == b => {
            // Committee and office of one place: Sở under UBND tỉnh, Phòng under UBND huyện.
            let kin = upper.kinship(lower) != Kinship::Apart;
            kin && upper.body == Some(Body::Committee) && lower.body == Some(Body::Education)
        }
        (Some(a), Some(b)) => a < b,
        // "Quyết định 2145/QĐ-UBND": the committee that a paper of its province rests on, of whichever tier.
        (None, Some(_)) => upper.body == Some(Body::Committee) && lower.body == Some(Body::Education),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::directive::DirectiveKind::{self, CongVan, QuyetDinh, ThongTu};

    fn version(kind: DirectiveKind, subject: &str, issuer: &str) -> Version {
        Version::new(Some(kind), subject, Issuer::of(issuer), None, &[])
    }

    fn score(citing: &Version, cited: &Version, relation: Relation) -> Option<f32> {
        carries(citing, cited, relation).map(|found| found.score)
    }

    #[test]
    fn a_directive_carries_out_what_comes_from_above_for_its_year() {
        let title = "hướng dẫn thực hiện nhiệm vụ giáo dục tiểu học năm học 2024-2025";
        let own = version(CongVan, title, "Phòng GD&ĐT huyện Vân Khê");
        let of_sở = version(CongVan, title, "Sở GD&ĐT Hải Thanh");
        let frame =
            version(QuyetDinh, "ban hành khung kế hoạch thời gian năm học 2024-2025", "UBND thành phố Hải Thanh");
        let plan = version(QuyetDinh, "Kế hoạch giáo dục năm học 2024-2025", "UBND huyện Vân Khê");
        let implements = |cited: &Version| score(&own, cited, Relation::Implements);
        let (near, far) = (implements(&of_sở).expect("above"), implements(&frame).expect("above"));
        assert!(near > 0.95 && far > 0.6 && near > far, "{near} {far}");
        assert!(implements(&plan).is_some(), "the committee stands above its office");
        assert!(score(&own, &of_sở, Relation::Basis) < implements(&of_sở));
        for (cited, why) in [
            (version(CongVan, &title.replace("2024-2025", "2023-2024"), "Sở GD&ĐT Hải Thanh"), "another year"),
            (version(CongVan, &title.replace("tiểu học", "THCS"), "Sở GD&ĐT Hải Thanh"), "another level"),
            (version(ThongTu, title, "Bộ GD&ĐT"), "a regulation"),
            (version(CongVan, title, "UBND phường Vân Khê"), "below"),
            (version(CongVan, title, "Phòng GD&ĐT huyện Vân Khê"), "the same office"),
            (version(CongVan, "nhiệm vụ giáo dục tiểu học", "Sở GD&ĐT Hải Thanh"), "no year"),
        ] {
            assert_eq!(implements(&cited), None, "{why}");
        }
        assert_eq!(score(&own, &of_sở, Relation::Mentions), None);
        let mut elsewhere = own.clone();
        elsewhere.issuer = own.issuer.clone().within(Some("Lạc An"));
        assert_eq!(score(&elsewhere, &of_sở, Relation::Implements), None, "another city's");
    }
}
