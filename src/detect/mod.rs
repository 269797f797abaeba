//! Facts in normalized text: header, outline, references, deadlines, targets, effects, validity.
//!
//! [`detect`] is total and deterministic: it never fails and does no I/O; odd input yields [`Problem`]s beside the
//! facts. The header comes first, the outline second (it knows which school year, level and mode a place is under),
//! the rest read both.

mod deadlines;
mod effects;
mod header;
mod letters;
mod outline;
mod phrases;
mod recital;
mod references;
mod targets;
mod terms;
mod tokens;

use serde::{Deserialize, Serialize};

use crate::directive::{Deadline, Effect, EffectVerb, Header, Problem, Reference, Relation, Target, Validity};
use crate::text::Text;
use letters::lower;
use tokens::Tokens;

pub use outline::{Context, Mode, Outline, Section};
pub use references::mentions;

/// All facts of one directive, each list in the order of the text.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Facts {
    /// The identifying fields.
    pub document: Header,
    /// Headings and what they put their text under.
    #[serde(skip)]
    pub outline: Outline,
    /// Viện dẫn.
    pub references: Vec<Reference>,
    /// Thời hạn.
    pub deadlines: Vec<Deadline>,
    /// Chỉ tiêu.
    pub targets: Vec<Target>,
    /// What the directive does to other documents.
    #[serde(default)]
    pub effects: Vec<Effect>,
    /// When, and for whom, it and the documents that it names hold.
    #[serde(default)]
    pub validity: Vec<Validity>,
    /// What was odd.
    pub problems: Vec<Problem>,
}

/// Finds all facts in `text`.
pub fn detect(text: &Text) -> Facts {
    let mut problems = Vec::new();
    let lower = lower(&text.content);
    let tokens = Tokens::of(text, &lower);
    let document = header::detect(&tokens, &mut problems);
    let outline = outline::detect(text, &document);
    let mut references = references::detect(&tokens, &document, &outline);
    let deadlines = deadlines::detect(&tokens, &document, &outline, &references);
    problems.extend(deadlines::problems(&deadlines));
    let targets = targets::detect(&tokens, &document, &outline, &references);
    let (effects, validity) = effects::detect(&tokens, &document, &outline, &references);
    take_roles(&mut references, &effects);
    Facts { document, outline, references, deadlines, targets, effects, validity, problems }
}

/// Gives mentions without a cue of their own the role of the effect in whose words they stand: what is listed under "Bãi
/// bỏ toàn bộ các văn bản sau đây: …" is repealed.
fn take_roles(references: &mut [Reference], effects: &[Effect]) {
    for effect in effects {
        let role = match effect.verb {
            EffectVerb::Replaces | EffectVerb::Repeals => Relation::Replaces,
            EffectVerb::Amends | EffectVerb::Corrects => Relation::Amends,
            EffectVerb::Suspends | EffectVerb::Consolidates => continue,
        };
        let words = effect.evidence.span;
        let from = references.partition_point(|reference| reference.evidence.span.start < words.start);
        let inside = references[from..].iter_mut().take_while(|reference| reference.evidence.span.start < words.end);
        for reference in inside {
            if reference.relation == Relation::Mentions && reference.work == effect.target.work {
                reference.relation = role;
            }
        }
    }
}

/// The header alone; what was odd goes to `problems`.
pub fn header(text: &Text, problems: &mut Vec<Problem>) -> Header {
    header::detect(&Tokens::of(text, &lower(&text.content)), problems)
}

/// The outline alone, for a caller that has the header and needs to know what holds at a place of the text.
pub fn outline(text: &Text, header: &Header) -> Outline {
    outline::detect(text, header)
}

/// The references alone.
pub fn references(text: &Text, header: &Header, outline: &Outline) -> Vec<Reference> {
    references::detect(&Tokens::of(text, &lower(&text.content)), header, outline)
}

/// The deadlines alone.
pub fn deadlines(text: &Text, header: &Header, outline: &Outline, references: &[Reference]) -> Vec<Deadline> {
    deadlines::detect(&Tokens::of(text, &lower(&text.content)), header, outline, references)
}

/// The targets alone.
pub fn targets(text: &Text, header: &Header, outline: &Outline, references: &[Reference]) -> Vec<Target> {
    targets::detect(&Tokens::of(text, &lower(&text.content)), header, outline, references)
}

/// The effects on other documents and the statements of validity alone.
pub fn effects(
    text: &Text,
    header: &Header,
    outline: &Outline,
    references: &[Reference],
) -> (Vec<Effect>, Vec<Validity>) {
    effects::detect(&Tokens::of(text, &lower(&text.content)), header, outline, references)
}
