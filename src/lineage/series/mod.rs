//! Yearly series: the versions of one directive in successive school years.
//!
//! Two directives are versions of one when they have the same duty and subject without its year, the same level of
//! education and the same chain of issuers; so a district's guidance of 2024-2025 goes on in its ward's of 2025-2026.
//! A work known only from citations joins by the title quoted with it. Every link has a score and its reasons
//! ([`link`]); what is stated ("thay thế Công văn …") is told apart from what is inferred. Pure functions over short
//! descriptions; the caller knows where the documents are.

mod duty;
pub mod link;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap, HashSet};

use jiff::civil::Date;

use super::issuer::{Issuer, Tier};
use super::succession::Successions;
use crate::directive::education::{levels_in, school_years_in};
use crate::directive::{DirectiveKind, Level, SchoolYear};
pub use duty::Duty;
use link::Link;

/// By so much a paper that is held goes before one that is only cited, where both may be a year's version.
const HELD: f32 = 0.1;

/// A directive, held or cited, as far as a series is concerned.
#[derive(Debug, Clone, PartialEq)]
pub struct Version {
    /// Its kind.
    pub kind: Option<DirectiveKind>,
    /// The school year that it is for.
    pub year: Option<SchoolYear>,
    /// Whether the year is only taken from its date.
    pub year_inferred: bool,
    /// The levels it governs; empty where unknown.
    pub levels: Vec<Level>,
    /// Who issued it.
    pub issuer: Issuer,
    /// When it was issued.
    pub day: Option<Date>,
    /// Its canonical key, where it has one.
    pub work: Option<String>,
    /// Whether it is at hand, and not known by citations alone.
    pub held: bool,
    /// The keys of the works that it says it replaces.
    pub replaces: Vec<String>,
    /// Its duty.
    duty: Duty,
}

/// What a member of a line is beside the others of its year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// The year's version.
    Original,
    /// It adds to or changes the year's version ("điều chỉnh, bổ sung").
    Supplement,
    /// A second one of the same duty and year: issued again, misprinted in a citation, or of a merged predecessor.
    Second,
}

/// A version in its place in a line.
#[derive(Debug, Clone, PartialEq)]
pub struct Member {
    /// Its index among all versions.
    pub version: usize,
    /// What it is in its year.
    pub role: Role,
}

/// The versions of one directive over the years.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Line {
    /// By year, the year's version before what supplements it.
    pub members: Vec<Member>,
    /// What holds them together; each joins one member to those found before it.
    pub links: Vec<Link>,
    /// School years between two versions of which none is known.
    pub gaps: Vec<SchoolYear>,
}

impl Version {
    /// Describes a directive by its subject (trích yếu or quoted title); year and levels come from it where they are
    /// not given.
    pub fn new(
        kind: Option<DirectiveKind>,
        subject: &str,
        issuer: Issuer,
        year: Option<SchoolYear>,
        levels: &[Level],
    ) -> Self {
        let years = school_years_in(subject);
        let year = year.or(years.first().copied());
        let levels = if levels.is_empty() { levels_in(subject) } else { levels.to_vec() };
        Self {
            kind,
            year,
            year_inferred: false,
            levels,
            issuer,
            day: None,
            work: None,
            held: false,
            replaces: Vec::new(),
            duty: Duty::of(kind, subject),
        }
    }

    /// Whether a directive of this kind with this duty can be a version of the same one, as far as these two tell; the
    /// duty is asked for where the kind lets it through.
    pub fn may_be_of_one_with<'d>(&self, kind: Option<DirectiveKind>, duty: impl FnOnce() -> &'d Duty) -> bool {
        link::are_of_one_family(self.kind, kind) && link::are_of_one_duty(&self.duty, duty())
    }

    /// Whether it is of the same kind and duty as another.
    pub fn is_of_duty_of(&self, other: &Self) -> bool {
        self.kind == other.kind && self.duty == other.duty
    }

    /// Whether its subject says that it changes or adds to another paper.
    pub fn is_supplement(&self) -> bool {
        self.duty.supplement
    }
}

/// Versions that are to be compared.
#[derive(Debug)]
pub struct Series<'a> {
    versions: &'a [Version],
    successions: &'a Successions,
    /// The tiers of which agencies of several places are known.
    scattered: Cow<'a, [Tier]>,
}

impl<'a> Series<'a> {
    /// Prepares the comparison of these versions, which are all that is known.
    pub fn new(versions: &'a [Version], successions: &'a Successions) -> Self {
        let mut places: HashMap<Tier, HashSet<&str>> = HashMap::new();
        for issuer in versions.iter().map(|version| &version.issuer) {
            if let (Some(tier), Some(place)) = (issuer.tier, &issuer.place) {
                places.entry(tier).or_default().insert(place);
            }
        }
        let several = |(tier, places): (Tier, HashSet<&str>)| (places.len() > 1).then_some(tier);
        Self { versions, successions, scattered: places.into_iter().filter_map(several).collect() }
    }

    /// The same of versions beside which there are others: `scattered` are the tiers of which agencies of several places
    /// are known.
    pub fn among(versions: &'a [Version], successions: &'a Successions, scattered: &'a [Tier]) -> Self {
        Self { versions, successions, scattered: Cow::Borrowed(scattered) }
    }

    /// The line of the version `of`: from it on to later years and back to earlier ones, link by link, so that a chain
    /// of issuers is followed. Of each year the best version is taken, with what supplements it.
    pub fn line(&self, of: usize) -> Line {
        let mut line = Line { members: vec![Member { version: of, role: Role::Original }], ..Line::default() };
        let Some(year) = self.versions.get(of).and_then(|version| version.year) else { return line };
        self.beside(of, &mut line);
        self.follow(of, &mut line, |candidate| candidate > year, |candidate| i32::from(candidate.first()));
        self.follow(of, &mut line, |candidate| candidate < year, |candidate| -i32::from(candidate.first()));
        let year_of = |member: &Member| self.versions[member.version].year;
        line.members.sort_by_key(|member| (year_of(member), member.role != Role::Original, member.version));
        line.links.sort_by_key(|link| (self.versions[link.later].year, link.later));
        let years: Vec<SchoolYear> = line.members.iter().filter_map(year_of).collect();
        for pair in years.windows(2) {
            let mut missing = pair[0].next();
            while missing < pair[1] {
                line.gaps.push(missing);
                missing = missing.next();
            }
        }
        line
    }

    /// Adds the versions of the years that `beyond` lets in, nearest year first.
    fn follow(
        &self,
        of: usize,
        line: &mut Line,
        beyond: impl Fn(SchoolYear) -> bool,
        order: impl Fn(SchoolYear) -> i32,
    ) {
        let mut tips = vec![of];
        let mut years: BTreeMap<i32, Vec<usize>> = BTreeMap::new();
        for (index, version) in self.versions.iter().enumerate() {
            if let Some(year) = version.year.filter(|year| beyond(*year)) {
                years.entry(order(year)).or_default().push(index);
            }
        }
        for candidates in years.into_values() {
            let best = |candidate: usize| {
                let links = tips.iter().filter_map(|tip| self.link(*tip, candidate));
                links.max_by(|a, b| a.stated.cmp(&b.stated).then(a.score.total_cmp(&b.score)))
            };
            let mut found: Vec<(usize, Link)> =
                candidates.into_iter().filter_map(|candidate| Some((candidate, best(candidate)?))).collect();
            // The first of the best; a supplement is no version of its own while there is one, what is stated goes before
            // what is inferred, and a citation may have the number wrong.
            found.sort_by(|(a, x), (b, y)| {
                let supplement = |index: usize| self.versions[index].is_supplement();
                let worth = |index: usize, link: &Link| link.score + if self.versions[index].held { HELD } else { 0.0 };
                let order = supplement(*a).cmp(&supplement(*b)).then(y.stated.cmp(&x.stated));
                order.then(worth(*b, y).total_cmp(&worth(*a, x))).then(a.cmp(b))
            });
            let mut found = found.into_iter();
            let Some((original, link)) = found.next() else { continue };
            line.members.push(Member { version: original, role: Role::Original });
            line.links.push(link);
            tips.push(original);
            self.beside(original, line);
            // Two predecessors that were merged are both followed.
            for (other, link) in found {
                let merged = line.members.iter().all(|member| member.version != other)
                    && self.is_branch(&self.versions[original], &self.versions[other]);
                if merged {
                    line.members.push(Member { version: other, role: Role::Second });
                    line.links.push(link);
                }
            }
        }
    }

    /// Adds what else there is of the same duty in the year of a version.
    fn beside(&self, of: usize, line: &mut Line) {
        for other in 0..self.versions.len() {
            if line.members.iter().any(|member| member.version == other) {
                continue;
            }
            let Some((role, link)) = self.same_year(of, other) else { continue };
            line.members.push(Member { version: other, role });
            line.links.push(link);
        }
    }

    /// Whether two versions of one year come from agencies of different places: predecessors of a merged one.
    fn is_branch(&self, a: &Version, b: &Version) -> bool {
        a.issuer.tier == b.issuer.tier && a.issuer.place.is_some() && b.issuer.place.is_some() && a.issuer != b.issuer
    }
}
