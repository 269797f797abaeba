//! An effect on its way: what a rule found, before entry into force and headings are filled in.

use super::provision::Scope;
use crate::directive::{CitedWork, EffectVerb, PartialDate, Span};

/// What a rule found.
#[derive(Debug, Clone)]
pub(super) struct Found {
    /// What is done.
    pub verb: EffectVerb,
    /// To what.
    pub target: CitedWork,
    /// To which provisions of it.
    pub scope: Option<Scope>,
    /// What is left out.
    pub except: Option<String>,
    /// Whether words are put in, out or exchanged.
    pub phrase: bool,
    /// The clause's own date.
    pub from: Option<PartialDate>,
    /// The end of a suspension.
    pub to: Option<PartialDate>,
    /// The words.
    pub span: Span,
    /// The unit they stand in.
    pub unit: usize,
    /// The rule.
    pub rule: &'static str,
    /// How sure it is.
    pub confidence: f32,
}
