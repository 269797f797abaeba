//! Identity and resolution: which document each mention means, from all mentions and headers together.
//!
//! A [`Sighting`] is one [`Statement`] of an identity in one document ([`Citing`]). Sightings with the same number (or,
//! for laws, the same name) make a block; blocks do not touch each other, so a changed document needs only its blocks
//! anew. Inside a block ([`block()`]) full identities come first and are one work where they are equal; what knows less is
//! attached to the only work it can mean in the nearest scope (its document, its issuer's papers, its school year, the
//! whole store), and is left open, with the candidates, where there are several. Nothing that conflicts is ever joined,
//! not even through a third mention that knows less than both. Works that probably are one but for a typing error
//! are named as [`near`] misses.
//!
//! The outcome is a pure function of the set of sightings: no order, no number of repetitions counts. `store` keeps the
//! sightings and recomputes what changed; it knows SQL, this module does not.

mod block;
mod form;
pub mod near;
pub mod proposal;
mod seat;
mod statement;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde::{Deserialize, Serialize};

use crate::directive::{DirectiveKind, PartialDate};

pub use block::block;
pub use seat::{Chain, Place, Seat, Tiers, office};
pub use statement::Statement;

/// A document that makes statements, as far as resolution is concerned.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Citing {
    /// Its own date.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<PartialDate>,
    /// The first calendar years of the school years it is for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub years: Vec<i16>,
    /// Its issuer, in a form that is the same for all papers of one agency.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issuer: Option<String>,
    /// The chain of authority it stands in.
    pub chain: Chain,
}

/// One statement in one document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Sighting {
    /// The place of its statement in the list of statements.
    pub statement: u32,
    /// The place of its document in the list of documents.
    pub document: u32,
}

/// How a sighting came to its work, surest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum How {
    /// A person said so.
    Confirmed,
    /// Its own words name the document in full.
    Stated,
    /// In full, once the year that the number should hold is taken from the date.
    YearFromDate,
    /// In full, once a slip in the agency's code is set right.
    AgencyCode,
    /// The only one that it can mean among those that the same document names more fully.
    SameDocument,
    /// … among those that papers of the same issuer name.
    SameIssuer,
    /// … among those that papers of the same school year name.
    SameYear,
    /// … of the whole store.
    UniqueInStore,
    /// It is not known which document is meant.
    Open,
}

impl How {
    /// The name used in JSON, such as `same-document`.
    pub fn slug(self) -> &'static str {
        match self {
            Self::Confirmed => "confirmed",
            Self::Stated => "stated",
            Self::YearFromDate => "year-from-date",
            Self::AgencyCode => "agency-code",
            Self::SameDocument => "same-document",
            Self::SameIssuer => "same-issuer",
            Self::SameYear => "same-year",
            Self::UniqueInStore => "unique-in-store",
            Self::Open => "open",
        }
    }

    /// All ways, surest first.
    pub const ALL: [Self; 9] = [
        Self::Confirmed,
        Self::Stated,
        Self::YearFromDate,
        Self::AgencyCode,
        Self::SameDocument,
        Self::SameIssuer,
        Self::SameYear,
        Self::UniqueInStore,
        Self::Open,
    ];

    /// How sure it makes the link, 0.0 to 1.0.
    pub fn confidence(self) -> f32 {
        match self {
            Self::Confirmed | Self::Stated => 1.0,
            Self::YearFromDate | Self::SameDocument => 0.95,
            Self::AgencyCode => 0.9,
            Self::SameIssuer => 0.85,
            Self::SameYear => 0.75,
            Self::UniqueInStore => 0.6,
            Self::Open => 0.3,
        }
    }
}

/// What became of a sighting.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    /// The place of its work in [`Resolved::works`].
    pub work: usize,
    /// How it was found.
    pub how: How,
    /// Where it is open: the keys of the works that it may mean, sorted; at most eight.
    pub candidates: Vec<String>,
}

/// A document that sightings mean: a work, held or only cited.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Work {
    /// The canonical key.
    pub key: String,
    /// Its kind.
    #[serde(rename = "type")]
    pub kind: Option<DirectiveKind>,
    /// Its number; `None` for a law known by name alone.
    pub number: Option<String>,
    /// The year inside the number.
    pub year: Option<String>,
    /// Its plain symbol.
    pub symbol: Option<String>,
    /// A law's name, where no number is known.
    pub name: Option<String>,
    /// The year in which it was issued, where the number does not hold it.
    pub issued: Option<i16>,
    /// The place whose number it is, as in the key; empty for national ones and where unknown.
    pub place: String,
    /// The dates stated for it, sorted.
    pub dates: Vec<String>,
    /// Whether too little is stated to say that all its mentions mean one document.
    pub open: bool,
}

impl Work {
    /// Whether mentions give it several days of issue: one of them is probably a slip.
    pub fn has_date_conflict(&self) -> bool {
        self.dates.iter().filter(|date| date.len() == "2024-09-04".len()).count() > 1
    }
}

/// What a block comes to.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Resolved {
    /// The works, by key.
    pub works: Vec<Work>,
    /// One link for each sighting, in their order; `None` for those that only give evidence.
    pub links: Vec<Option<Link>>,
}

/// The sightings of each block, by its number or name, in any order. A law cited by name and number stands in two: it
/// is resolved by its number and is evidence for its name.
pub fn blocks(statements: &[Statement], sightings: &[Sighting]) -> BTreeMap<String, Vec<Sighting>> {
    let mut blocks: BTreeMap<String, Vec<Sighting>> = BTreeMap::new();
    for sighting in sightings {
        let Some(statement) = statements.get(sighting.statement as usize) else { continue };
        for name in [Some(statement.block()), statement.name_block()].into_iter().flatten() {
            match blocks.get_mut(name) {
                Some(block) => block.push(*sighting),
                None => drop(blocks.insert(name.to_owned(), vec![*sighting])),
            }
        }
    }
    blocks
}

/// Resolves many blocks, several at a time, and gives each result with its block's place to `take`, in any order.
pub fn each(
    statements: &[Statement],
    documents: &[Citing],
    blocks: &[(&str, &[Sighting])],
    take: impl FnMut(usize, Resolved) + Send,
) {
    let next = AtomicUsize::new(0);
    let take = Mutex::new(take);
    let threads = std::thread::available_parallelism().map_or(1, NonZeroUsize::get).min(blocks.len());
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                while let Some((at, (name, sightings))) = {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    blocks.get(at).map(|block| (at, *block))
                } {
                    let resolved = block(name, statements, documents, sightings);
                    if let Ok(mut take) = take.lock() {
                        take(at, resolved);
                    }
                }
            });
        }
    });
}
