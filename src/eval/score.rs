//! Counting: what of the gold was found, what was missed, what was too much.

use std::ops::AddAssign;

use serde::Serialize;
use serde_json::{Map, Value};

use super::gold::{Gold, Reference, Target};
use super::interval::Interval;
use super::pairing::{Item, pair};
use super::wording::{norm, number, overlap, symbol};
use crate::detect::Facts;

/// The kinds of facts that are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Class {
    /// Viện dẫn.
    References,
    /// Thời hạn.
    Deadlines,
    /// Chỉ tiêu.
    Targets,
}

impl Class {
    /// All of them, in the order of [`Figures::classes`].
    pub const ALL: [Self; 3] = [Self::References, Self::Deadlines, Self::Targets];
}

/// The fields whose values are judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// Issue date of a matched reference.
    Date,
    /// Issuer of a matched reference.
    Issuer,
    /// Role of a matched reference.
    Relation,
    /// Level of a matched target.
    Level,
    /// School year of a matched target.
    SchoolYear,
    /// The document's own fields.
    Document,
}

impl Field {
    /// All of them, in the order of [`Figures::fields`].
    pub const ALL: [Self; 6] =
        [Self::Date, Self::Issuer, Self::Relation, Self::Level, Self::SchoolYear, Self::Document];
}

/// Items of one class.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Wanted and found.
    pub right: usize,
    /// Wanted, not found.
    pub missed: usize,
    /// Found, not wanted.
    pub extra: usize,
}

impl Counts {
    /// How much of what was found is right; `None` where nothing was found.
    pub fn precision(&self) -> Option<Interval> {
        Interval::of_share(self.right, self.right + self.extra)
    }

    /// How much of what is wanted was found; `None` where nothing is wanted.
    pub fn recall(&self) -> Option<Interval> {
        Interval::of_share(self.right, self.right + self.missed)
    }

    /// Their harmonic mean; `None` where nothing is wanted or found.
    pub fn f1(&self) -> Option<Interval> {
        Interval::of_f1(self.right, self.missed, self.extra)
    }
}

/// How many values of a field are right, of those that gold tells.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Share {
    /// Right ones.
    pub right: usize,
    /// Those that gold tells.
    pub told: usize,
}

impl Share {
    /// The share of right ones; `None` where gold tells none.
    pub fn accuracy(&self) -> Option<Interval> {
        Interval::of_share(self.right, self.told)
    }

    fn add(&mut self, right: bool) {
        self.told += 1;
        self.right += usize::from(right);
    }
}

/// All counts of one document or of several.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Figures {
    /// One for each [`Class::ALL`].
    pub classes: [Counts; 3],
    /// One for each [`Field::ALL`].
    pub fields: [Share; 6],
}

impl AddAssign for Figures {
    fn add_assign(&mut self, other: Self) {
        for (sum, more) in self.classes.iter_mut().zip(other.classes) {
            sum.right += more.right;
            sum.missed += more.missed;
            sum.extra += more.extra;
        }
        for (sum, more) in self.fields.iter_mut().zip(other.fields) {
            sum.right += more.right;
            sum.told += more.told;
        }
    }
}

/// What is wrong with an item or a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Wanted, not found.
    Missed,
    /// Found, not wanted.
    Extra,
    /// Found with another value than wanted.
    Wrong,
}

/// One item or value that costs.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Finding {
    /// What is wrong.
    pub verdict: Verdict,
    /// The class, or the field where a value is wrong: its name in JSON.
    pub of: &'static str,
    /// The item; for a wrong value its text or name, what was wanted and what was found.
    pub item: Value,
}

/// What the comparison of one document gives.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Score {
    /// The counts.
    pub figures: Figures,
    /// What costs, class by class in the order of the text.
    pub findings: Vec<Finding>,
}

/// Compares what was found in a document with its gold; `text` is the document's, to see where
/// [`Gold::targets_scope_from`] begins.
pub fn evaluate(gold: &Gold, facts: &Facts, text: Option<&str>) -> Score {
    // Found items are read back from the JSON of `chidao extract`, so that gold and found speak of the same fields.
    let found = serde_json::to_value(facts).and_then(serde_json::from_value).unwrap_or_default();
    against(gold, &found, text)
}

/// [`evaluate`], with what was found in the form of gold.
pub(super) fn against(gold: &Gold, found: &Gold, text: Option<&str>) -> Score {
    let mut score = Score::default();
    let references = compare(&gold.references, &found.references);
    score.count(Class::References, &references);
    score.judge(Field::Date, &references, |r: &Reference| r.date.as_deref(), same);
    score.judge(Field::Issuer, &references, |r: &Reference| r.issuer.as_deref(), |a, b| overlap(a, b) >= 0.6);
    score.judge(Field::Relation, &references, |r: &Reference| r.relation.as_deref(), same);

    if !gold.deadlines_unscored {
        score.count(Class::Deadlines, &compare(&gold.deadlines, &found.deadlines));
    }

    let set: Vec<Target> = gold.targets.iter().filter(|t| !t.is_result()).cloned().collect();
    let predicted: Vec<Target> = found.targets.iter().filter(|t| !t.is_result()).cloned().collect();
    let mut targets = compare(&set, &predicted);
    let results: Vec<&Target> = gold.targets.iter().filter(|t| t.is_result() && t.optional).collect();
    let scope = gold.targets_scope_from.as_deref().zip(text).and_then(|(from, text)| Scope::new(from, text));
    targets.extra.retain(|p| !results.iter().any(|g| g.is_near(p)) && scope.as_ref().is_none_or(|s| s.holds(p)));
    if !gold.targets_unscored {
        score.count(Class::Targets, &targets);
        score.judge(Field::Level, &targets, |t: &Target| t.level.as_deref(), same);
        score.judge(Field::SchoolYear, &targets, |t: &Target| t.school_year.as_deref(), same);
    }

    score.document(&gold.document, &found.document);
    score
}

fn same(a: &str, b: &str) -> bool {
    norm(a) == norm(b)
}

/// The part of a document in which targets were annotated.
struct Scope {
    text: String,
    start: usize,
}

impl Scope {
    /// From the first place of `from` in `text`; `None` where it does not stand there.
    fn new(from: &str, text: &str) -> Option<Self> {
        let text = norm(text);
        let start = text.find(&norm(from))?;
        Some(Self { text, start })
    }

    fn holds(&self, target: &Target) -> bool {
        self.text.rfind(&norm(&target.text)).is_some_and(|at| at >= self.start)
    }
}

/// What became of the items of one class.
struct Outcome<'a, T> {
    pairs: Vec<(&'a T, &'a T)>,
    missed: Vec<&'a T>,
    extra: Vec<&'a T>,
}

fn compare<'a, T: Item>(wanted: &'a [T], found: &'a [T]) -> Outcome<'a, T> {
    let pairs = pair(wanted, found);
    let mut outcome = Outcome { pairs: Vec::new(), missed: Vec::new(), extra: Vec::new() };
    for (item, partner) in wanted.iter().zip(&pairs.found_of).filter(|(item, _)| !item.is_optional()) {
        match partner.and_then(|j| found.get(j)) {
            Some(partner) => outcome.pairs.push((item, partner)),
            None => outcome.missed.push(item),
        }
    }
    for (item, taken) in found.iter().zip(&pairs.taken) {
        if !taken && !wanted.iter().any(|g| g.is_optional() && g.is_near(item)) {
            outcome.extra.push(item);
        }
    }
    outcome
}

impl Score {
    fn count<T: Serialize>(&mut self, class: Class, outcome: &Outcome<T>) {
        self.figures.classes[class as usize] =
            Counts { right: outcome.pairs.len(), missed: outcome.missed.len(), extra: outcome.extra.len() };
        let missed = outcome.missed.iter().map(|item| (Verdict::Missed, item));
        let extra = outcome.extra.iter().map(|item| (Verdict::Extra, item));
        self.findings.extend(missed.chain(extra).map(|(verdict, item)| Finding {
            verdict,
            of: class.name(),
            item: told(serde_json::to_value(item).unwrap_or_default()),
        }));
    }

    fn judge<T: Item>(
        &mut self,
        field: Field,
        outcome: &Outcome<T>,
        value: impl Fn(&T) -> Option<&str>,
        same: impl Fn(&str, &str) -> bool,
    ) {
        for (gold, found) in &outcome.pairs {
            let Some(wanted) = value(gold) else { continue };
            let have = value(found);
            let right = have.is_some_and(|have| same(wanted, have));
            self.figures.fields[field as usize].add(right);
            if !right {
                let item = serde_json::json!({ "text": gold.text(), "wanted": wanted, "found": have });
                self.findings.push(Finding { verdict: Verdict::Wrong, of: field.name(), item });
            }
        }
    }

    fn document(&mut self, gold: &Map<String, Value>, found: &Map<String, Value>) {
        for (name, wanted) in gold.iter().filter(|(_, wanted)| !is_unknown(wanted)) {
            let have = found.get(name).unwrap_or(&Value::Null);
            let right = is_same_field(name, wanted, have);
            self.figures.fields[Field::Document as usize].add(right);
            if !right {
                let item = serde_json::json!({ "text": name, "wanted": wanted, "found": have });
                self.findings.push(Finding { verdict: Verdict::Wrong, of: Field::Document.name(), item });
            }
        }
    }
}

impl Class {
    /// Its name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::References => "references",
            Self::Deadlines => "deadlines",
            Self::Targets => "targets",
        }
    }
}

impl Field {
    /// Its name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Date => "date",
            Self::Issuer => "issuer",
            Self::Relation => "relation",
            Self::Level => "level",
            Self::SchoolYear => "school_year",
            Self::Document => "document",
        }
    }
}

fn is_unknown(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        _ => false,
    }
}

/// Names are compared by their words, lists of codes as sets, lists of addressees by all their words together.
fn is_same_field(name: &str, wanted: &Value, have: &Value) -> bool {
    match name {
        "school_years" | "levels" => sorted(wanted) == sorted(have),
        "recipients" | "cc" => overlap(&list(wanted).join(" "), &list(have).join(" ")) >= 0.8,
        "issuer" | "subject" => overlap(&plain(wanted), &plain(have)) >= 0.8,
        "symbol" => symbol(wanted.as_str()) == symbol(have.as_str()),
        "number" => number(Some(&plain(wanted))) == number(Some(&plain(have))) && !have.is_null(),
        _ => !have.is_null() && same(&plain(wanted), &plain(have)),
    }
}

fn list(value: &Value) -> Vec<String> {
    value.as_array().map(|items| items.iter().map(plain).collect()).unwrap_or_default()
}

fn sorted(value: &Value) -> Vec<String> {
    let mut items = list(value);
    items.sort();
    items
}

fn plain(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// An item without the fields that it does not tell.
fn told(item: Value) -> Value {
    match item {
        Value::Object(fields) => Value::Object(fields.into_iter().filter(|(_, value)| !value.is_null()).collect()),
        other => other,
    }
}
