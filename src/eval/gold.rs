//! Gold files: what a careful reader finds in one directive, as JSON.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Map, Value};

/// How the name of a gold file ends.
pub const SUFFIX: &str = ".gold.json";

/// The annotation of one directive. What was found in it has the same form.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
pub struct Gold {
    /// The document's own fields, by name; those that are `null` or empty are not asked for.
    #[serde(default)]
    pub document: Map<String, Value>,
    /// Viện dẫn.
    pub references: Vec<Reference>,
    /// Thời hạn.
    pub deadlines: Vec<Deadline>,
    /// Chỉ tiêu.
    pub targets: Vec<Target>,
    /// Deadlines were not annotated.
    #[serde(default)]
    pub deadlines_unscored: bool,
    /// Targets were not annotated.
    #[serde(default)]
    pub targets_unscored: bool,
    /// The heading from which on targets were annotated: one found before it is not held against the program.
    #[serde(default)]
    pub targets_scope_from: Option<String>,
}

/// A reference as annotated or found.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Reference {
    pub(super) text: String,
    #[serde(rename = "type")]
    pub(super) kind: Option<String>,
    #[serde(deserialize_with = "written")]
    pub(super) number: Option<String>,
    #[serde(deserialize_with = "written")]
    pub(super) year: Option<String>,
    pub(super) symbol: Option<String>,
    pub(super) date: Option<String>,
    pub(super) issuer: Option<String>,
    pub(super) relation: Option<String>,
    #[serde(skip_serializing)]
    pub(super) optional: bool,
}

/// A deadline as annotated or found.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Deadline {
    pub(super) text: String,
    pub(super) kind: String,
    #[serde(deserialize_with = "written")]
    pub(super) start: Option<String>,
    #[serde(deserialize_with = "written")]
    pub(super) end: Option<String>,
    pub(super) action: Option<String>,
    #[serde(skip_serializing)]
    pub(super) optional: bool,
}

/// A target as annotated or found.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Target {
    pub(super) text: String,
    pub(super) kind: String,
    pub(super) subject: String,
    pub(super) op: String,
    pub(super) value: Option<f64>,
    pub(super) value_max: Option<f64>,
    pub(super) unit: Option<String>,
    pub(super) level: Option<String>,
    pub(super) school_year: Option<String>,
    #[serde(skip_serializing)]
    pub(super) optional: bool,
}

impl Target {
    /// A figure reported as reached: it sets nothing.
    pub(super) fn is_result(&self) -> bool {
        self.kind == "result"
    }
}

/// Why a gold file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum GoldError {
    /// It cannot be opened.
    #[error("cannot read {path}: {cause}")]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system says.
        cause: std::io::Error,
    },
    /// It is not an annotation.
    #[error("{path} is not a gold file: {cause}")]
    Form {
        /// The file.
        path: PathBuf,
        /// Where its form departs.
        cause: serde_json::Error,
    },
}

impl Gold {
    /// Reads one gold file.
    ///
    /// # Errors
    /// [`GoldError`] where it cannot be opened or is no JSON object with `references`, `deadlines` and `targets`.
    pub fn read(path: &Path) -> Result<Self, GoldError> {
        let bytes = std::fs::read(path).map_err(|cause| GoldError::Io { path: path.to_owned(), cause })?;
        serde_json::from_slice(&bytes).map_err(|cause| GoldError::Form { path: path.to_owned(), cause })
    }
}

/// A text, also where an annotator wrote a bare number (`"year": 2020`); the empty text is none.
fn written<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    Ok(match Value::deserialize(deserializer)? {
        Value::String(text) if !text.is_empty() => Some(text),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    })
}
