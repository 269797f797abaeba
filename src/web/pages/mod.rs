//! The pages: one file each, from an [`super::ask::Ask`] to an answer.

pub mod check;
pub mod compare;
pub mod deadlines;
pub mod document;
pub mod documents;
pub mod exports;
pub mod health;
pub mod help;
pub mod home;
pub mod intake;
pub mod language;
pub mod lineage;
pub mod paging;
pub mod review;
pub mod search;
pub mod searches;
pub mod targets;
pub mod works;

use crate::directive::{Level, SchoolYear};
use crate::render::{Lang, messages};
use crate::store::{Store, StoreError};

/// A choice in a list: its value, its wording, how many it stands for, whether it is chosen.
#[derive(Debug, Clone)]
pub struct Choice {
    /// What a form sends.
    pub value: String,
    /// What the visitor reads.
    pub words: String,
    /// Whether it is in force.
    pub chosen: bool,
}

/// The school years that the store knows, the newest first.
fn years(store: &Store, chosen: Option<SchoolYear>) -> Result<Vec<Choice>, StoreError> {
    let mut years = store.school_years()?;
    years.extend(chosen);
    years.sort_unstable();
    years.dedup();
    let choice =
        |year: SchoolYear| Choice { value: year.to_string(), words: year.to_string(), chosen: chosen == Some(year) };
    Ok(years.into_iter().rev().map(choice).collect())
}

/// All levels of education.
fn levels(chosen: Option<Level>, lang: Lang) -> Vec<Choice> {
    let choice = |level: &Level| Choice {
        value: level.slug().to_owned(),
        words: messages::level(*level, lang).to_owned(),
        chosen: chosen == Some(*level),
    };
    Level::ALL.iter().map(choice).collect()
}
