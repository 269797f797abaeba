//! Whether two versions are of one directive: a score between 0 and 1 and the reasons that make it.

use serde::Serialize;

use super::duty::Duty;
use super::{Role, Series, Version};
use crate::directive::{DirectiveKind, Level};
use crate::lineage::issuer::Kinship;
use crate::lineage::succession::Provenance;

/// Below this likeness of subjects two directives are about different duties.
const ALIKE: f32 = 0.6;

/// From this likeness on two papers of one issuer and year are of one duty; below, an office has two duties.
const SAME_DUTY: f32 = 0.85;

/// Below this score nothing is linked.
const LEAST: f32 = 0.4;

/// Why two versions are linked, or how far.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "what", rename_all = "kebab-case")]
pub enum Reason {
    /// The later one says that it replaces the earlier one.
    Stated,
    /// How alike the subjects are.
    Subject {
        /// 0.0 to 1.0.
        likeness: f32,
    },
    /// Another kind of the same family: a công văn one year, a hướng dẫn the next.
    KindFamily,
    /// One of them has no known kind.
    KindUnknown,
    /// The levels are known of one only.
    LevelsOpen,
    /// One governs more levels than the other.
    LevelsWider,
    /// The issuer has the same name and place.
    IssuerSame,
    /// The later issuer took over from the earlier one.
    IssuerSuccessor {
        /// The law that orders it, where a table names it.
        law: Option<String>,
        /// Where the row of the table comes from; none where the names alone say it.
        provenance: Option<Provenance>,
    },
    /// The place of one issuer is not known, or an office acts for its committee.
    IssuerOpen,
    /// They are so many school years apart.
    Years {
        /// 1 for years that follow each other, 0 for the same year.
        apart: u16,
    },
    /// A school year is only taken from a date.
    YearInferred,
}

/// Two versions of one directive, by index.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    /// The earlier one.
    pub earlier: usize,
    /// The later one, or what supplements the earlier one.
    pub later: usize,
    /// 0.0 to 1.0; 1.0 where it is stated.
    pub score: f32,
    /// Whether the later one states it (thay thế); else it is inferred.
    pub stated: bool,
    /// Why.
    pub reasons: Vec<Reason>,
}

impl Series<'_> {
    /// The link between two versions of different school years, whichever is the earlier; `None` where they are not
    /// of one directive.
    pub fn link(&self, a: usize, b: usize) -> Option<Link> {
        let (x, y) = (self.versions.get(a)?, self.versions.get(b)?);
        let apart = x.year?.first().abs_diff(y.year?.first());
        let (earlier, later) = if x.year <= y.year { (a, b) } else { (b, a) };
        let (x, y) = (&self.versions[earlier], &self.versions[later]);
        let inferred = x.year_inferred || y.year_inferred;
        // A regulation is of no school year, and a year that is only inferred carries no further than the next.
        let regulation = |version: &Version| version.kind.is_some_and(|kind| kind.is_regulation());
        if apart == 0 || inferred && (apart > 1 || regulation(x) || regulation(y)) {
            return None;
        }
        let mut link = self.compared(earlier, later)?;
        // A year that is missing between them makes it likelier that something else came in.
        link.score *= 0.95_f32.powi(i32::from(apart) - 1);
        link.reasons.push(Reason::Years { apart });
        if inferred {
            link.score *= 0.9;
            link.reasons.push(Reason::YearInferred);
        }
        self.settled(link)
    }

    /// What `other` is beside `original` of the same school year, where it has the same duty.
    pub(super) fn same_year(&self, original: usize, other: usize) -> Option<(Role, Link)> {
        let (x, y) = (self.versions.get(original)?, self.versions.get(other)?);
        if x.year? != y.year? || x.year_inferred || y.year_inferred {
            return None;
        }
        let mut link = self.compared(original, other)?;
        link.reasons.push(Reason::Years { apart: 0 });
        let one_agency = x.issuer.kinship(&y.issuer) >= Kinship::Open;
        let alike = x.duty.words.similarity(&y.duty.words) >= SAME_DUTY;
        let same_levels = x.levels == y.levels || x.levels.is_empty() || y.levels.is_empty();
        let fits = one_agency && (alike && same_levels || link.stated);
        let role = if y.is_supplement() && !x.is_supplement() { Role::Supplement } else { Role::Second };
        let link = self.settled(link).filter(|_| fits)?;
        Some((role, link))
    }

    /// What speaks for a link, but for the years.
    fn compared(&self, earlier: usize, later: usize) -> Option<Link> {
        let (x, y) = (&self.versions[earlier], &self.versions[later]);
        let stated = x.work.as_ref().is_some_and(|work| y.replaces.contains(work));
        // What is cheap to tell comes first: nearly all pairs end here.
        let levels = Levels::of(&x.levels, &y.levels);
        if levels == Levels::Apart {
            return None;
        }
        let (by_kind, kind) = kinds(x.kind, y.kind)?;
        // Who replaces a paper has its duty, whatever the names of the two issuers leave open.
        let (by_issuer, issuer) = self.issuers(x, y).or(stated.then_some((0.8, Reason::IssuerOpen)))?;
        let likeness = likeness(&x.duty, &y.duty, levels);
        if likeness < ALIKE && !stated {
            return None;
        }
        let (by_levels, level) = match levels {
            Levels::Open => (0.95, Some(Reason::LevelsOpen)),
            Levels::Wider => (0.9, Some(Reason::LevelsWider)),
            Levels::Same | Levels::Apart => (1.0, None),
        };
        let mut reasons: Vec<Reason> = stated.then_some(Reason::Stated).into_iter().collect();
        reasons.push(Reason::Subject { likeness });
        reasons.extend(kind.into_iter().chain(level));
        reasons.push(issuer);
        let score = likeness * by_kind * by_issuer * by_levels;
        Some(Link { earlier, later, score, stated, reasons })
    }

    fn settled(&self, mut link: Link) -> Option<Link> {
        if link.stated {
            link.score = 1.0;
        }
        (link.score >= LEAST).then_some(link)
    }

    fn issuers(&self, x: &Version, y: &Version) -> Option<(f32, Reason)> {
        let kin = self.successions.kinship(&x.issuer, &y.issuer, y.day);
        let known = x.issuer.tier.is_some() && x.issuer.tier == y.issuer.tier;
        if let Some(field) = kin.by.and_then(|row| row.field.as_deref())
            && !crate::text::match_key(&y.duty.words.words().join(" ")).contains(&crate::text::match_key(field))
        {
            return None;
        }
        match kin.kinship {
            Kinship::Same if known => Some((1.0, Reason::IssuerSame)),
            Kinship::Successor => {
                let law = kin.by.and_then(|row| row.law.clone());
                let provenance = kin.by.map(|row| row.provenance);
                Some((0.95, Reason::IssuerSuccessor { law, provenance }))
            }
            // "Sở GD&ĐT" in a citation and "Sở GD&ĐT Hải Thanh" in a letterhead: where several cities are known it may
            // be any city's, and is nobody's.
            Kinship::Open if known && !self.is_anybodys(x, y) => Some((0.8, Reason::IssuerOpen)),
            // "Quyết định 2400/QĐ-UBND" may be anybody's; one of the same day about the same is the same body's.
            Kinship::Open if x.issuer.body == y.issuer.body && x.day.is_some() && x.day == y.day => {
                Some((0.8, Reason::IssuerOpen))
            }
            Kinship::Same | Kinship::Open | Kinship::Apart => None,
        }
    }
}

impl Series<'_> {
    /// Whether the place of one issuer is unknown and others of its tier are known in several places.
    fn is_anybodys(&self, x: &Version, y: &Version) -> bool {
        let open = x.issuer.place.is_some() != y.issuer.place.is_some();
        open && x.issuer.tier.is_some_and(|tier| self.scattered.contains(&tier))
    }
}

/// How alike the subjects of two versions are, 0.0 to 1.0, their levels of education aside.
pub fn likeness_of(x: &Version, y: &Version) -> f32 {
    likeness(&x.duty, &y.duty, Levels::Wider)
}

/// Whether papers of these kinds can be versions of one.
pub(super) fn are_of_one_family(a: Option<DirectiveKind>, b: Option<DirectiveKind>) -> bool {
    kinds(a, b).is_some()
}

/// Whether papers of these duties can be versions of one, whatever their levels, where neither says that it replaces the
/// other.
pub(super) fn are_of_one_duty(a: &Duty, b: &Duty) -> bool {
    likeness(a, b, Levels::Wider) >= ALIKE
}

fn likeness(x: &Duty, y: &Duty, levels: Levels) -> f32 {
    let whole = x.words.similarity(&y.words);
    if levels != Levels::Wider {
        return whole;
    }
    // What is said of the levels differs then by itself.
    whole.max(0.9 * x.bare.similarity(&y.bare))
}

/// How the levels of two versions stand to each other.
#[derive(Clone, Copy, PartialEq)]
enum Levels {
    Same,
    Open,
    Wider,
    Apart,
}

impl Levels {
    fn of(a: &[Level], b: &[Level]) -> Self {
        let within = |a: &[Level], b: &[Level]| a.iter().all(|level| b.contains(level));
        match (a.is_empty(), b.is_empty()) {
            _ if a == b => Self::Same,
            (true, _) | (_, true) => Self::Open,
            _ if within(a, b) || within(b, a) => Self::Wider,
            _ => Self::Apart,
        }
    }
}

/// Kinds that serve the same duty: guidance is sent as a công văn one year and as a hướng dẫn the next.
fn kinds(a: Option<DirectiveKind>, b: Option<DirectiveKind>) -> Option<(f32, Option<Reason>)> {
    let family = |kind| if kind == DirectiveKind::HuongDan { DirectiveKind::CongVan } else { kind };
    match (a, b) {
        (Some(a), Some(b)) if a == b => Some((1.0, None)),
        (Some(a), Some(b)) if family(a) == family(b) => Some((0.97, Some(Reason::KindFamily))),
        (Some(_), Some(_)) => None,
        _ => Some((0.9, Some(Reason::KindUnknown))),
    }
}
