//! What is to be reached, kept or was reached: `chidao targets`, the site's list.

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Unread, document_json};
use crate::directive::{Level, SchoolYear, Target, TargetKind};
use crate::store::{Filter, Found, Store, StoreError};

/// Which targets are asked for; the default asks for all.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct TargetFilter {
    /// Of this school year, such as 2024-2025.
    pub year: Option<SchoolYear>,
    /// About this level of education.
    pub level: Option<Level>,
    /// In documents whose issuer's name holds these words; tone marks and case do not count.
    pub issuer: Option<String>,
    /// Targets, norms or reported results only.
    pub kind: Option<TargetKind>,
}

/// The targets, norms and results that fit a filter, document by document.
#[derive(Debug)]
pub struct Targets {
    /// What was asked.
    pub filter: TargetFilter,
    /// The targets.
    pub rows: Vec<Found<Target>>,
    /// What could not be read.
    pub unread: Unread,
}

/// Lists targets.
///
/// # Errors
/// Where the store cannot be read.
pub fn targets(store: &Store, filter: &TargetFilter) -> Result<Targets, StoreError> {
    let of_store =
        Filter { year: filter.year, level: filter.level, issuer: filter.issuer.clone(), ..Filter::default() };
    let mut rows = store.targets(&of_store)?;
    rows.retain(|found| filter.kind.is_none_or(|kind| kind == found.fact.kind));
    Ok(Targets { filter: filter.clone(), rows, unread: Unread::of(store)? })
}

impl Targets {
    /// The schema of [`Targets::json`].
    pub const SCHEMA: &str = "chidao/targets@1";

    /// For programs.
    pub fn json(&self) -> Value {
        let item = |found: &Found<Target>| {
            json!({
                "document": document_json(&found.document),
                "school_year": found.school_year,
                "year_inferred": found.year_inferred,
                "levels": found.levels,
                "review": found.review,
                "target": found.fact,
            })
        };
        json!({
            "schema": Self::SCHEMA, "year": self.filter.year, "targets": self.rows.iter().map(item).collect::<Vec<_>>(),
            "files_unread": self.unread.files, "pages_unread": self.unread.pages,
        })
    }
}
