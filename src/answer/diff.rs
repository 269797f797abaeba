//! How two school years differ: `chidao diff`. Targets with the results reported between them; of one series also its
//! deadlines, references and sections.

use std::collections::{HashMap, HashSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{AnswerError, Unread, Versions, changes as changes_json, document_json};
use crate::catalogue::{Changes, changes};
use crate::directive::{DirectiveKind, Level, SchoolYear, Target, TargetKind};
use crate::lineage::issuer::Issuer;
use crate::lineage::pairing::{Change, Comparison, Stated, compare, restated};
use crate::render::Lang;
use crate::store::{Filter, Found, Store};
use crate::text::match_key;

/// Which two years are compared, and what of them.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DiffFilter {
    /// The earlier school year, such as 2023-2024.
    pub old: SchoolYear,
    /// The later school year, such as 2024-2025.
    pub new: SchoolYear,
    /// About this level of education.
    #[serde(default)]
    pub level: Option<Level>,
    /// In documents whose issuer's name holds these words; tone marks and case do not count.
    #[serde(default)]
    pub issuer: Option<String>,
    /// Only the yearly versions of this directive (its number such as 248/PGDĐT-GDTH, or its number in the store), then
    /// with their deadlines, references and sections.
    #[serde(default)]
    pub series: Option<String>,
}

/// Two years side by side.
#[derive(Debug)]
pub struct Diff {
    /// What was asked.
    pub filter: DiffFilter,
    /// The targets and norms of the earlier year.
    pub old: Vec<Found<Target>>,
    /// Those of the later year.
    pub new: Vec<Found<Target>>,
    /// The results reported in the earlier year.
    pub results: Vec<Found<Target>>,
    /// By the number of a target in the store: where reports only state it again.
    pub restated: HashMap<i64, Vec<Found<Target>>>,
    /// How the targets are paired, by index into the lists.
    pub comparison: Comparison,
    /// Of one series: what else changed.
    pub changes: Option<Changes>,
    /// What could not be read.
    pub unread: Unread,
}

/// What became of a target.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum DiffChange {
    /// It stays.
    Same,
    /// It is higher.
    Raised,
    /// It is lower.
    Lowered,
    /// It has another bound, or a range where there was a level.
    BoundChanged,
    /// It stands in the later year only, or could not be paired.
    New,
    /// It stands in the earlier year only, or could not be paired.
    Dropped,
}

/// One line of the comparison: what stood, what was reached, what stands.
#[derive(Debug, Clone, Copy)]
pub struct DiffRow<'a> {
    /// What became of it.
    pub change: DiffChange,
    /// The target of the earlier year.
    pub old: Option<&'a Found<Target>>,
    /// The result reported for it.
    pub result: Option<&'a Found<Target>>,
    /// The target of the later year.
    pub new: Option<&'a Found<Target>>,
    /// How alike the two are, 0.0 to 1.0; none for what stands alone.
    pub likeness: Option<f32>,
}

/// Compares two school years.
///
/// # Errors
/// Where the later year comes first, the series is not held, or the store cannot be read.
pub fn diff(store: &Store, filter: &DiffFilter) -> Result<Diff, AnswerError> {
    if filter.old >= filter.new {
        return Err(AnswerError::YearsReversed);
    }
    let mut versions = filter.series.as_ref().map(|name| Versions::of(store, name)).transpose()?;
    let members = versions.as_ref().map(Versions::documents);
    let is_member = |found: &Found<Target>| members.as_ref().is_none_or(|list| list.contains(&found.document.id));
    let asked = Filter { level: filter.level, issuer: filter.issuer.clone(), ..Filter::default() };
    let both = store.targets_of_years(&asked, &[filter.old, filter.new])?;
    let (earlier, mut new): (Vec<_>, Vec<_>) =
        both.into_iter().partition(|found| found.school_year == Some(filter.old));
    let (results, mut old): (Vec<_>, Vec<_>) =
        earlier.into_iter().partition(|found| found.fact.kind == TargetKind::Result);
    // A report is not a version of the guidance it reports on, so the series narrows the targets alone.
    old.retain(is_member);
    new.retain(|found| found.fact.kind != TargetKind::Result && is_member(found));
    let mut restated = HashMap::new();
    let mut issuers = Issuers::default();
    let old = fold_restated(old, &mut restated, &mut issuers);
    let new = fold_restated(new, &mut restated, &mut issuers);
    let comparison = compare(&issuers.stated(&old), &issuers.stated(&new), &issuers.stated(&results));
    let years = (filter.old, filter.new);
    let of_series =
        |versions: &mut Versions| changes(store, &mut versions.catalogue, &versions.line, years, filter.level);
    let changes = versions.as_mut().map(of_series).transpose()?;
    let unread = Unread::of(store)?;
    Ok(Diff { filter: filter.clone(), old, new, results, restated, comparison, changes, unread })
}

impl Diff {
    /// The schema of [`Diff::json`].
    pub const SCHEMA: &str = "chidao/diff@1";

    /// Whether there is nothing to compare.
    pub fn is_empty(&self) -> bool {
        let is_one_sided = |changes: &Changes| changes.old.is_empty() || changes.new.is_empty();
        self.old.is_empty() && self.new.is_empty() && self.changes.as_ref().is_none_or(is_one_sided)
    }

    /// Pairs first, then what is new, then what is gone.
    pub fn rows(&self) -> Vec<DiffRow<'_>> {
        let result = |index: &Option<usize>| index.and_then(|index| self.results.get(index));
        let pairs = self.comparison.pairs.iter().map(|pair| DiffRow {
            change: pair.change.into(),
            old: self.old.get(pair.old),
            result: result(&pair.result),
            new: self.new.get(pair.new),
            likeness: Some(pair.likeness),
        });
        let new = self.comparison.new.iter().map(|(index, r)| DiffRow {
            change: DiffChange::New,
            old: None,
            result: result(r),
            new: self.new.get(*index),
            likeness: None,
        });
        let dropped = self.comparison.dropped.iter().map(|(index, r)| DiffRow {
            change: DiffChange::Dropped,
            old: self.old.get(*index),
            result: result(r),
            new: None,
            likeness: None,
        });
        pairs.chain(new).chain(dropped).collect()
    }

    /// Leaves only the rows that are `wanted`.
    pub fn keep(&mut self, wanted: impl Fn(&Self, &DiffRow<'_>) -> bool) {
        let kept: Vec<bool> = self.rows().iter().map(|row| wanted(self, row)).collect();
        let mut kept = kept.into_iter();
        let mut next = || kept.next().unwrap_or_default();
        self.comparison.pairs.retain(|_| next());
        self.comparison.new.retain(|_| next());
        self.comparison.dropped.retain(|_| next());
    }

    /// Whether a directive of the other year was found to which that of a target without a pair can be compared: some
    /// other target of it has one. Where there is none, the target is neither new nor dropped as far as the store tells.
    pub fn has_counterpart(&self, row: &DiffRow<'_>) -> bool {
        let (old, new) = row.documents();
        self.comparison.pairs.iter().any(|pair| {
            let of = |list: &[Found<Target>], index: usize| list.get(index).map(|found| found.document.id);
            old.is_some() && of(&self.old, pair.old) == old || new.is_some() && of(&self.new, pair.new) == new
        })
    }

    /// Where reports only state a target again.
    pub fn restated(&self, found: &Found<Target>) -> &[Found<Target>] {
        self.restated.get(&found.id).map(Vec::as_slice).unwrap_or_default()
    }

    /// For programs.
    pub fn json(&self) -> Value {
        let plain = |found: &Found<Target>| json!({ "document": document_json(&found.document), "review": found.review, "target": found.fact });
        let side = |found: Option<&Found<Target>>| {
            found.map(|found| {
                let mut side = plain(found);
                side["restated"] = self.restated(found).iter().map(plain).collect();
                side
            })
        };
        let row = |row: &DiffRow<'_>| {
            json!({
                "change": row.change,
                "likeness": row.likeness,
                "old": side(row.old),
                "result": row.result.map(plain),
                "new": side(row.new),
            })
        };
        json!({
            "schema": Self::SCHEMA, "old": self.filter.old, "new": self.filter.new, "level": self.filter.level,
            "rows": self.rows().iter().map(row).collect::<Vec<_>>(),
            "series": self.changes.as_ref().map(changes_json::json),
            "files_unread": self.unread.files, "pages_unread": self.unread.pages,
        })
    }
}

impl<'a> DiffRow<'a> {
    /// What is measured, in the words of the later year where there are both.
    pub fn subject(&self) -> &'a str {
        self.new.or(self.old).map(|found| found.fact.subject.as_str()).unwrap_or_default()
    }

    /// The same for a reader, with the words of the earlier year where they are others: whether the two are one is theirs
    /// to see.
    pub fn worded(&self, lang: Lang) -> String {
        let earlier = self.old.map(|found| found.fact.subject.as_str()).unwrap_or_default();
        with_earlier(self.subject(), earlier, lang)
    }

    /// The numbers of the directives whose rows belong together.
    pub fn documents(&self) -> (Option<i64>, Option<i64>) {
        (self.old.map(|found| found.document.id), self.new.map(|found| found.document.id))
    }
}

impl DiffChange {
    /// All of them, in the order in which they are counted.
    pub const ALL: [Self; 6] = [Self::Same, Self::Raised, Self::Lowered, Self::BoundChanged, Self::New, Self::Dropped];

    /// The name that JSON and CSV give it.
    pub fn slug(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Raised => "raised",
            Self::Lowered => "lowered",
            Self::BoundChanged => "bound-changed",
            Self::New => "new",
            Self::Dropped => "dropped",
        }
    }

    /// Its name for a reader.
    pub fn name(self, lang: Lang) -> &'static str {
        match self {
            Self::Same => lang.pick("giữ nguyên", "same"),
            Self::Raised => lang.pick("tăng", "raised"),
            Self::Lowered => lang.pick("giảm", "lowered"),
            Self::BoundChanged => lang.pick("đổi mức", "bound changed"),
            Self::New => lang.pick("mới", "new"),
            Self::Dropped => lang.pick("bỏ", "dropped"),
        }
    }
}

impl From<Change> for DiffChange {
    fn from(change: Change) -> Self {
        match change {
            Change::Same => Self::Same,
            Change::Raised => Self::Raised,
            Change::Lowered => Self::Lowered,
            Change::BoundChanged => Self::BoundChanged,
        }
    }
}

/// What stands in the later year, with the words of the earlier one behind it where these are others.
pub fn with_earlier(later: &str, earlier: &str, lang: Lang) -> String {
    if earlier.is_empty() || match_key(later) == match_key(earlier) {
        return later.to_owned();
    }
    format!("{later} ({}: {earlier})", lang.pick("năm trước", "before"))
}

/// The targets without those that a report only repeats; these are kept by the number of the one repeated.
fn fold_restated(
    found: Vec<Found<Target>>,
    kept: &mut HashMap<i64, Vec<Found<Target>>>,
    issuers: &mut Issuers,
) -> Vec<Found<Target>> {
    let reports: HashSet<i64> = found
        .iter()
        .filter(|found| found.document.header.kind == Some(DirectiveKind::BaoCao))
        .map(|found| found.document.id)
        .collect();
    if reports.is_empty() {
        return found;
    }
    let originals = restated(&issuers.stated(&found), |stated| reports.contains(&stated.document));
    let ids: Vec<i64> = found.iter().map(|found| found.id).collect();
    let mut own = Vec::new();
    for (index, target) in found.into_iter().enumerate() {
        // A report may repeat a report that repeats the guidance.
        let mut original = originals[index];
        while let Some(earlier) = original.and_then(|at| originals[at]) {
            original = Some(earlier);
        }
        match original {
            Some(at) => kept.entry(ids[at]).or_default().push(target),
            None => own.push(target),
        }
    }
    own
}

/// The issuers of documents, each read once: a letterhead takes longer to understand than a target.
#[derive(Default)]
struct Issuers(HashMap<i64, Issuer>);

impl Issuers {
    /// The targets with their place in their own document.
    fn stated<'a>(&mut self, found: &'a [Found<Target>]) -> Vec<Stated<'a>> {
        let mut sizes: HashMap<i64, u16> = HashMap::new();
        for found in found {
            *sizes.entry(found.document.id).or_default() += 1;
        }
        let mut seen: HashMap<i64, u16> = HashMap::new();
        let place = |found: &'a Found<Target>| {
            let document = found.document.id;
            let index = seen.entry(document).or_default();
            let last = sizes.get(&document).copied().unwrap_or(1).saturating_sub(1).max(1);
            let position = f32::from(*index) / f32::from(last);
            *index = index.saturating_add(1);
            let issuer = self.0.entry(document).or_insert_with(|| found.document.issued_by()).clone();
            Stated { target: &found.fact, issuer, document, position }
        };
        found.iter().map(place).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_words_of_the_earlier_year_are_shown() {
        for (later, earlier, shown) in [
            ("học sinh học 2 buổi/ngày", "", "học sinh học 2 buổi/ngày"),
            ("Học sinh học 2 buổi/ngày", "học sinh học 2 buổi/ngày", "Học sinh học 2 buổi/ngày"),
            ("công khai thu chi", "công khai đầu năm", "công khai thu chi (năm trước: công khai đầu năm)"),
        ] {
            assert_eq!(with_earlier(later, earlier, Lang::Vi), shown);
        }
    }
}
