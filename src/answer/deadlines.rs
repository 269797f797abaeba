//! What is due: `chidao deadlines`, the site's list, the calendar.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{AnswerError, Unread, document_json, optional_day};
use crate::directive::{Deadline, DeadlineKind, Level, SchoolYear};
use crate::render::{Lang, explain};
use crate::store::{Filter, Found, Store, StoreError};

/// Which deadlines are asked for; the default asks for all.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct DeadlineFilter {
    /// Of this school year, such as 2024-2025.
    pub year: Option<SchoolYear>,
    /// About this level of education.
    pub level: Option<Level>,
    /// In documents whose issuer's name holds these words; tone marks and case do not count.
    pub issuer: Option<String>,
    /// Falling on or after this day (2024-09-01); what has no date is kept.
    #[serde(deserialize_with = "optional_day")]
    #[schemars(with = "Option<String>", extend("format" = "date"))]
    pub from: Option<Date>,
    /// Falling on or before this day (2024-09-30); what has no date is kept.
    #[serde(deserialize_with = "optional_day")]
    #[schemars(with = "Option<String>", extend("format" = "date"))]
    pub to: Option<Date>,
    /// Set in this way.
    pub kind: Option<DeadlineKind>,
    /// Say of each how its dates came out of the words.
    pub explain: bool,
}

/// The deadlines that fit a filter: dated ones in order, undated ones at the end.
#[derive(Debug)]
pub struct Deadlines {
    /// What was asked.
    pub filter: DeadlineFilter,
    /// The deadlines.
    pub rows: Vec<Found<Deadline>>,
    /// What could not be read.
    pub unread: Unread,
}

/// Lists deadlines.
///
/// # Errors
/// Where the last day lies before the first, or the store cannot be read.
pub fn deadlines(store: &Store, filter: &DeadlineFilter) -> Result<Deadlines, AnswerError> {
    if let (Some(from), Some(to)) = (filter.from, filter.to)
        && from > to
    {
        return Err(AnswerError::DaysReversed { from, to });
    }
    Ok(listed(store, filter)?)
}

/// The same without a look at the filter's days, for pages that ask for none.
///
/// # Errors
/// Where the store cannot be read.
pub(crate) fn listed(store: &Store, filter: &DeadlineFilter) -> Result<Deadlines, StoreError> {
    let mut rows = store.deadlines(&filter.of_store())?;
    rows.retain(|found| filter.takes(&found.fact));
    // The list is stable: what falls on one day keeps the order of documents and places.
    rows.sort_by_cached_key(|found| found.fact.order());
    Ok(Deadlines { filter: filter.clone(), rows, unread: Unread::of(store)? })
}

impl DeadlineFilter {
    fn of_store(&self) -> Filter {
        Filter { year: self.year, level: self.level, issuer: self.issuer.clone(), ..Filter::default() }
    }

    fn takes(&self, deadline: &Deadline) -> bool {
        self.kind.is_none_or(|kind| kind == deadline.kind) && self.has_day_of(deadline)
    }

    /// Whether a deadline lies in the days asked for; one without a date cannot be ruled out.
    fn has_day_of(&self, deadline: &Deadline) -> bool {
        let Some((first, last)) = deadline.days() else { return true };
        let open = deadline.kind == DeadlineKind::Period && deadline.end.is_none();
        self.from.is_none_or(|from| open || last >= from) && self.to.is_none_or(|to| first <= to)
    }
}

impl Deadlines {
    /// The schema of [`Deadlines::json`].
    pub const SCHEMA: &str = "chidao/deadlines@1";

    /// For programs; explanations are in `lang`.
    pub fn json(&self, lang: Lang) -> Value {
        let item = |found: &Found<Deadline>| {
            let mut item = json!({
                "document": document_json(&found.document),
                "school_year": found.school_year,
                "year_inferred": found.year_inferred,
                "levels": found.levels,
                "review": found.review,
                "deadline": found.fact,
            });
            if self.filter.explain {
                item["explained"] = json!(explain::deadline(&found.fact, lang));
            }
            item
        };
        json!({
            "schema": Self::SCHEMA, "year": self.filter.year, "deadlines": self.rows.iter().map(item).collect::<Vec<_>>(),
            "files_unread": self.unread.files, "pages_unread": self.unread.pages,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::directive::{Evidence, Span};

    fn deadline(kind: DeadlineKind, start: &str, end: &str) -> Deadline {
        Deadline {
            section: None,
            text: String::new(),
            kind,
            start: start.parse().ok(),
            end: end.parse().ok(),
            exclusive: false,
            recurrence: None,
            action: None,
            who: None,
            school_year: None,
            explanation: Vec::new(),
            evidence: Evidence::in_line(Span::new(0, 1), ""),
        }
    }

    #[test]
    fn days_narrow_only_what_has_a_date() {
        use DeadlineKind::{Due, On, Period};
        for (kind, start, end, from, to, taken) in [
            (Due, "", "2024-09-16", "2024-09-16", "2024-09-16", true),
            (Due, "", "2024-09-15", "2024-09-16", "", false),
            (Due, "", "2024-09-17", "", "2024-09-16", false),
            (On, "2024-09", "", "2024-09-30", "", true),
            (Period, "2024-09-01", "", "2025-05-01", "", true),
            (Due, "", "", "2024-09-16", "2024-09-16", true),
        ] {
            let filter = DeadlineFilter { from: from.parse().ok(), to: to.parse().ok(), ..DeadlineFilter::default() };
            assert_eq!(filter.takes(&deadline(kind, start, end)), taken, "{kind:?} {start} {end}: {from}..{to}");
        }
        let only = DeadlineFilter { kind: Some(On), ..DeadlineFilter::default() };
        assert!(!only.takes(&deadline(Due, "", "2024-09-16")) && only.takes(&deadline(On, "", "2024-09-16")));
    }
}
