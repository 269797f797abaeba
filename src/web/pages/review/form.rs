//! The form in which a person says what a fact is: right, otherwise, or none.

use super::one::{Field, One};
use crate::render::{Lang, review as wording};
use crate::store::{Review, ReviewState};
use crate::web::view::per_cent;

/// What people have said of a fact, as every page shows it.
#[derive(Debug, Clone)]
pub struct ReviewView {
    /// The class that colours it: proposed, confirmed, corrected, dismissed.
    pub class: &'static str,
    /// The state in words; for what nobody has looked at how sure the machine is.
    pub words: String,
    /// Who, when, and what the machine reads otherwise.
    pub detail: String,
}

impl ReviewView {
    /// What is said of a fact of which the machine is this sure.
    pub fn new(review: &Review, confidence: f32, lang: Lang) -> Self {
        let state = wording::state(review.state, lang);
        let words = match review.state {
            ReviewState::Proposed => format!("{state} {} %", per_cent(confidence)),
            _ => state.to_owned(),
        };
        let by = Some(wording::by(review)).filter(|by| !by.is_empty());
        let detail = [by, wording::machine(review, lang)].into_iter().flatten().collect::<Vec<_>>().join(" · ");
        Self { class: review.state.slug(), words, detail }
    }
}

/// The form.
#[derive(Debug, Clone)]
pub struct ReviewForm {
    /// The document.
    pub document: i64,
    /// The kind of the fact.
    pub kind: &'static str,
    /// What it is known by.
    pub anchor: String,
    /// Where the visitor goes on.
    pub back: String,
    /// Whether something was said already.
    pub said: bool,
    /// The fields that can be set right.
    pub fields: Vec<Field>,
}

impl ReviewForm {
    /// The form for `one`, after which the visitor goes on at `back`.
    pub fn new(one: &One, back: String, lang: Lang) -> Self {
        Self {
            document: one.document().id,
            kind: one.kind().slug(),
            anchor: one.anchor().to_owned(),
            back,
            said: one.review().state != ReviewState::Proposed,
            fields: one.fields(lang),
        }
    }
}
