//! Kiểm tra viện dẫn: whether what a directive cites holds as of its own date, and whether it is cited rightly.
//!
//! Pure: a [`Draft`] (the directive's facts and text) against what is [`Known`] (evidence of validity and works cited
//! elsewhere) gives [`Finding`]s. [`validity`] judges each citation by [`super::status`]; [`conflicts`] compares numbers
//! and dates with other sources; [`form`] looks at the citation itself (Nghị định 30/2020/NĐ-CP annex I, II.5.b; numbers
//! and dates that cannot be), [`agency`] at the codes of agencies.
//!
//! What is not known is no error; [`unjudged`] says of which works nothing is known. A finding that depends on who is right says so by its confidence.

mod agency;
mod conflicts;
mod context;
mod finding;
mod form;
#[cfg(test)]
mod tests;
mod unjudged;
mod validity;
mod whole;

use jiff::civil::Date;

pub use conflicts::{CitedElsewhere, KnownWork};
pub use context::Around;
pub use finding::{Finding, Issue, MissingPart, Rule, Severity};
pub use unjudged::Unjudged;

use self::validity::Judge;
use super::status::Evidence;
use crate::directive::{Header, Reference, SchoolYear, Validity};

/// The directive that is checked.
#[derive(Debug, Clone, Copy)]
pub struct Draft<'a> {
    /// Its header.
    pub header: &'a Header,
    /// The school years that it governs.
    pub school_years: &'a [SchoolYear],
    /// Its citations, in the order of the text.
    pub references: &'a [Reference],
    /// For each of them how sure it is which work it means, 0.0 to 1.0; where the list ends, they are sure.
    pub certainty: &'a [f32],
    /// What it says of who is under which rules.
    pub validity: &'a [Validity],
    /// Its normalized text.
    pub text: &'a str,
    /// The day as of which its citations are judged.
    pub as_of: AsOf,
}

/// The one day as of which all rules judge.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AsOf {
    /// The day.
    pub day: Date,
    /// The last day on which the directive can have been issued: the same where its day is known.
    pub latest: Date,
    /// Whether the time is the directive's own or asked for, not inferred.
    pub certain: bool,
}

impl AsOf {
    /// A day that is certain.
    pub fn day(day: Date) -> Self {
        Self { day, latest: day, certain: true }
    }
}

/// What the citations are compared with; nothing of it comes from the directive that is checked or from its copies.
#[derive(Debug, Clone, Copy)]
pub struct Known<'a> {
    /// What is said of the validity of the works cited.
    pub evidence: &'a Evidence,
    /// Works that come near to those cited, with who cites or holds them.
    pub works: &'a [KnownWork],
}

/// The outcome of a check.
#[derive(Debug)]
pub struct Outcome {
    /// All that is found: errors, then warnings, then notes, each in the order of the text.
    pub findings: Vec<Finding>,
    /// The works that are cited and not judged, each once, in the order of the text.
    pub unjudged: Vec<Unjudged>,
}

/// Checks the citations of a directive.
pub fn check(draft: &Draft<'_>, known: &Known<'_>) -> Outcome {
    let mut findings = Vec::new();
    let mut judge = Judge::new(draft, known.evidence);
    let works = conflicts::all(draft, known.works);
    for (index, reference) in draft.references.iter().enumerate() {
        let at = |issue: Issue, suggestion: Option<String>, confidence: f32| Finding {
            issue,
            words: reference.text.clone(),
            work: reference.work.clone(),
            place: reference.evidence.clone(),
            around: Around::of(draft.text, reference),
            suggestion,
            // A citation that may have been read wrongly makes no better finding.
            confidence: confidence * reference.evidence.confidence,
        };
        let mut its = validity::judged(&mut judge, index, &at);
        its.extend(conflicts::found(&works, reference, &at));
        its.extend(agency::slips(reference, &at));
        its.extend(form::faults(draft, known.evidence, index, &at));
        whole::join(&reference.text, &mut its);
        findings.extend(its);
    }
    findings.sort_by_key(|finding| (finding.severity(), finding.place.span.start, finding.rule()));
    Outcome { findings, unjudged: unjudged::unjudged(draft, &mut judge) }
}
