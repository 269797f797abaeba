//! Citations of which nothing can be said, for want of knowledge: that no fault is found in them says nothing.

use super::validity::{self, Judge};
use super::{Around, Draft};
use crate::directive::Evidence;
use crate::lineage::status::Doubt;

/// A cited work whose validity could not be judged.
#[derive(Debug, Clone, PartialEq)]
pub struct Unjudged {
    /// Its first citation, as written.
    pub words: String,
    /// The canonical key of the work.
    pub work: String,
    /// Where the first citation stands.
    pub place: Evidence,
    /// The words around it.
    pub around: Around,
    /// How many citations of it could not be judged.
    pub mentions: usize,
    /// Why.
    pub doubt: Doubt,
}

/// The works that are cited and not judged, each once, in the order of the text.
pub(super) fn unjudged(draft: &Draft<'_>, judge: &mut Judge<'_>) -> Vec<Unjudged> {
    let mut found: Vec<Unjudged> = Vec::new();
    for (index, reference) in draft.references.iter().enumerate() {
        let Some(doubt) = validity::unknown(judge, index) else { continue };
        match found.iter_mut().find(|one| one.work == reference.work) {
            Some(one) => one.mentions += 1,
            None => found.push(Unjudged {
                words: reference.text.clone(),
                work: reference.work.clone(),
                place: reference.evidence.clone(),
                around: Around::of(draft.text, reference),
                mentions: 1,
                doubt,
            }),
        }
    }
    found
}
