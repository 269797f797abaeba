//! The rows of `links.toml`; its head explains them.

use serde::Deserialize;

/// The whole table.
#[derive(Debug, Deserialize)]
pub struct Table {
    pub series: Vec<Series>,
    pub chain: Vec<Chain>,
    pub effect: Vec<Effect>,
    pub resolution: Vec<Resolution>,
    pub not: Vec<Not>,
}

/// A work by the name of its file or by its number, with the date where that is not enough.
#[derive(Debug, Clone)]
pub struct Named {
    pub name: String,
    pub date: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(from = "SeriesRow")]
pub struct Series {
    pub earlier: Named,
    pub later: Named,
    pub optional: bool,
}

#[derive(Deserialize)]
struct SeriesRow {
    earlier: String,
    earlier_date: Option<String>,
    later: String,
    later_date: Option<String>,
    #[serde(default)]
    optional: bool,
}

impl From<SeriesRow> for Series {
    fn from(row: SeriesRow) -> Self {
        let SeriesRow { earlier, earlier_date, later, later_date, optional } = row;
        Self {
            earlier: Named { name: earlier, date: earlier_date },
            later: Named { name: later, date: later_date },
            optional,
        }
    }
}

#[derive(Debug, Deserialize)]
#[serde(from = "ChainRow")]
pub struct Chain {
    pub upper: Named,
    pub lower: Named,
    pub optional: bool,
}

#[derive(Deserialize)]
struct ChainRow {
    upper: String,
    upper_date: Option<String>,
    lower: String,
    lower_date: Option<String>,
    #[serde(default)]
    optional: bool,
}

impl From<ChainRow> for Chain {
    fn from(row: ChainRow) -> Self {
        let ChainRow { upper, upper_date, lower, lower_date, optional } = row;
        Self {
            upper: Named { name: upper, date: upper_date },
            lower: Named { name: lower, date: lower_date },
            optional,
        }
    }
}

#[derive(Debug, Deserialize)]
#[serde(from = "EffectRow")]
pub struct Effect {
    pub by: Named,
    pub verb: String,
    pub of: Named,
    pub file: String,
    pub optional: bool,
}

#[derive(Deserialize)]
struct EffectRow {
    by: String,
    verb: String,
    of: String,
    of_date: Option<String>,
    file: String,
    #[serde(default)]
    optional: bool,
}

impl From<EffectRow> for Effect {
    fn from(row: EffectRow) -> Self {
        let EffectRow { by, verb, of, of_date, file, optional } = row;
        Self { by: Named { name: by, date: None }, verb, of: Named { name: of, date: of_date }, file, optional }
    }
}

#[derive(Debug, Deserialize)]
pub struct Resolution {
    pub file: String,
    pub words: String,
    pub context: Option<String>,
    pub work: String,
    pub held: Option<String>,
    pub date: Option<String>,
    pub flag: Option<String>,
}

impl Resolution {
    /// The work that is meant.
    pub fn meant(&self) -> Named {
        Named { name: self.held.clone().unwrap_or_else(|| self.work.clone()), date: self.date.clone() }
    }
}

#[derive(Debug, Deserialize)]
#[serde(from = "NotRow")]
pub struct Not {
    pub kind: String,
    pub a: Named,
    pub b: Named,
    pub verb: Option<String>,
    pub reason: String,
}

#[derive(Deserialize)]
struct NotRow {
    kind: String,
    a: String,
    a_date: Option<String>,
    b: String,
    b_date: Option<String>,
    verb: Option<String>,
    reason: String,
}

impl From<NotRow> for Not {
    fn from(row: NotRow) -> Self {
        let NotRow { kind, a, a_date, b, b_date, verb, reason } = row;
        Self { kind, a: Named { name: a, date: a_date }, b: Named { name: b, date: b_date }, verb, reason }
    }
}

impl Table {
    /// The table beside this file.
    pub fn read() -> Self {
        toml::from_str(include_str!("links.toml")).expect("a table")
    }
}
